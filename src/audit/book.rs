//! The open book: who reads it, where it stands, and how an entry is appended.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    append::{Appender, Entry, Tip, read_leaf, row},
    entry::{Event, Openings},
    error::BookError,
    head::{Head, HeadMemory},
    replay,
    vault::{TableVault, Vault},
};
use crate::{
    gate::{AcceptedPaper, Founding, Presented, Standing, StandingError},
    policy::{OperationKind, Refusal},
    seal::{
        DataKey, Frontier, KeyKind, LeafError, ReceivingSecret, Secrets, Wrapped,
        leaf::{Leaf, NO_LEAF},
        tree,
    },
    store::{Store, WrapRow},
    vocabulary::{Digest, PersonId, ProbeId, ProgramId, PurposeId, PurposeStatement},
};

/// The name of the spool's secret in the table of secrets.
pub(super) const SPOOL_SECRET: &str = "spool";
const FIRST_GENERATION: u32 = 1;
/// The number of the first log.
pub(super) const FIRST_LOG: u64 = 1;

/// A stated purpose, read from the book.
#[derive(Debug, Clone)]
pub struct PurposeRecord {
    /// Its id.
    pub id: PurposeId,
    /// What was stated.
    pub statement: PurposeStatement,
    /// When.
    pub stated_at: Timestamp,
    /// By whom.
    pub by: PersonId,
}

/// One entry, read and checked.
#[derive(Debug, Clone)]
pub struct BookEntry {
    /// The leaf.
    pub leaf: Leaf,
    /// The values behind its commitments.
    pub openings: Openings,
    /// Its leaf hash.
    pub hash: Digest,
}

/// The open book.
pub struct Book {
    pub(super) store: Store,
    pub(super) directory: PathBuf,
    secrets: Secrets,
    standing: Standing,
    memory: HeadMemory,
    pub(super) book: Vault,
    pub(super) faces: Option<Vault>,
    pub(super) leaves: TableVault,
    openings: TableVault,
    pub(super) tip: Tip,
    /// The log as this process has seen it, proven against the memory of the head; entries are held against it.
    hashes: Vec<Digest>,
    frontier: Frontier,
    /// The head that the memory held last.
    remembered: Option<Head>,
}

impl Book {
    /// Makes the repository of a new program in `directory`: keys, spool, first entry.
    ///
    /// # Errors
    /// Where something is there already, or it cannot be written.
    pub fn found(
        directory: &Path,
        founding: Founding,
        secrets: Secrets,
        memory: HeadMemory,
        now: Timestamp,
    ) -> Result<Self, BookError> {
        let (program, root) = (founding.id, secrets.public_keys());
        if root != founding.root {
            let (named, given) = (founding.root.person_id(), root.person_id());
            return Err(LeafError::OtherSigner { named, given }.into());
        }
        let store = Store::create(directory)?;
        let book = DataKey::generate(KeyKind::Book, FIRST_GENERATION)?;
        let faces = DataKey::generate(KeyKind::Faces, FIRST_GENERATION)?;
        let wrap = |key: &DataKey| -> Result<WrapRow, BookError> {
            Ok(replay::wrap_row(root.person_id(), &Wrapped::new(key, program, &root)?, key))
        };
        let wraps = [wrap(&book)?, wrap(&faces)?];
        let checks = replay::key_checks([&book, &faces].into_iter(), program)?;
        let no_key = || BookError::Tampered("no data key".into());
        let book = Vault::new(program, [book]).ok_or_else(no_key)?;
        let spool = ReceivingSecret::generate();
        let secret = book.table("secret")?.seal("content", SPOOL_SECRET.as_bytes(), spool.expose_text().as_bytes())?;
        let standing = Standing::at_founding(founding);
        let faces = Vault::new(program, [faces]);
        let mut founded = Self::with(store, directory, secrets, standing, memory, book, faces)?;
        let entry = Entry {
            event: Event::Founding,
            operation: None,
            authorization: Some(founded.standing.founding().digest()),
            purpose: None,
            answers: None,
            values: BTreeMap::from([
                ("software", super::access::software()),
                ("host", super::access::host()),
                ("keys", checks),
            ]),
            gallery: None,
            papers: None,
        };
        let note = founded.standing.founding().note().to_owned();
        let (appender, store, _, program, nothing) = founded.split();
        let tip = store.write(|rows| -> Result<Tip, BookError> {
            rows.insert_program(&note, &spool.receiving_key().to_string())?;
            wraps.iter().try_for_each(|wrap| rows.put_wrap(wrap))?;
            rows.insert_secret(SPOOL_SECRET, &secret)?;
            appender.append(rows, program, nothing, true, now, &entry)
        })?;
        founded.advance(tip)?;
        Ok(founded)
    }

    /// A book of which nothing is read yet.
    fn with(
        store: Store,
        directory: &Path,
        secrets: Secrets,
        standing: Standing,
        memory: HeadMemory,
        book: Vault,
        faces: Option<Vault>,
    ) -> Result<Self, BookError> {
        let (leaves, openings) = (book.table("leaf")?, book.table("opening")?);
        let tip = Tip {
            log: FIRST_LOG,
            sequence: 0,
            hash: NO_LEAF,
            gallery: tree::empty_root(),
            papers: standing.papers_digest(),
        };
        let directory = directory.to_owned();
        let (hashes, frontier, remembered) = (Vec::new(), Frontier::new(), None);
        Ok(Self {
            store,
            directory,
            secrets,
            standing,
            memory,
            book,
            faces,
            leaves,
            openings,
            tip,
            hashes,
            frontier,
            remembered,
        })
    }

    /// Opens the book for the holder of `secrets`, and proves that it extends what this user last saw of it.
    ///
    /// # Errors
    /// Where the person has no key, the book was rolled back or tampered with, or the file cannot be used.
    pub fn open(directory: &Path, secrets: Secrets, memory: HeadMemory) -> Result<Self, BookError> {
        let store = Store::open(directory)?;
        let (founding, spool_key) = replay::program(&store)?;
        let (book, faces) = match replay::unwrap_keys(&store, &founding, &secrets)? {
            replay::Keys::Held { book, faces } => (book, faces),
            replay::Keys::None { withdrawn } => {
                return Err(BookError::NoKey { founding: Box::new(founding), withdrawn, spool_key });
            }
        };
        // Before the book: a head that another command of this user stores meanwhile would look like a rollback.
        let seen = memory.recall(founding.id)?;
        let mut open = Self::with(store, directory, secrets, Standing::at_founding(founding), memory, book, faces)?;
        let snapshot = open.store.snapshot()?;
        let (last, hashes) = open.read_log()?;
        open.check_memory(seen, last.log, &hashes)?;
        open.check_keys(&hashes)?;
        let standing = open.replay_papers(&hashes)?;
        let leaf = open.read_entry(&standing, &hashes, last.log, last.sequence)?.0;
        let Leaf { content, .. } = leaf;
        if standing.papers_digest() != content.papers {
            return Err(BookError::Tampered("the list of papers is not the one that the last entry commits to".into()));
        }
        drop(snapshot);
        open.tip = Tip { gallery: content.gallery, papers: content.papers, ..last };
        (open.standing, open.remembered) = (standing, seen);
        open.frontier.extend(hashes.iter().copied());
        open.hashes = hashes;
        Ok(open)
    }

    /// The place of the last leaf, and every leaf hash of its log.
    fn read_log(&self) -> Result<(Tip, Vec<Digest>), BookError> {
        let rows = self.store.rows();
        let last = rows.last_leaf()?.ok_or_else(|| BookError::Tampered("it has no entry".into()))?;
        let hashes = rows.leaf_hashes(last.log, 0, last.sequence + 1)?;
        if hashes.len() as u64 != last.sequence + 1 {
            let lost = last.sequence + 1 - hashes.len() as u64;
            return Err(BookError::Tampered(format!("{lost} of its entries are missing")));
        }
        Ok((Tip { log: last.log, sequence: last.sequence, hash: last.hash, ..self.tip }, hashes))
    }

    /// Anyone who knows a public key can make a wrap: the keys must be those that the founding entry commits to, or
    /// faces would be sealed under a key of somebody else's choice.
    fn check_keys(&self, hashes: &[Digest]) -> Result<(), BookError> {
        // The standing is still that of the founding: an entry that the root did not sign is not read.
        let (leaf, openings) = self.read_entry(&self.standing, hashes, FIRST_LOG, 0)?;
        if leaf.content.event != Event::Founding.as_str() {
            return Err(BookError::Tampered("its first entry founds nothing".into()));
        }
        let committed = openings.get("keys").unwrap_or_default();
        replay::check_keys(self.data_keys(), self.program(), committed)
    }

    /// Every paper is read with the keys that counted before it.
    fn replay_papers(&self, hashes: &[Digest]) -> Result<Standing, BookError> {
        let mut standing = Standing::at_founding(self.standing.founding().clone());
        for (log, sequence, digest) in self.store.rows().papers()? {
            let (leaf, openings) = self.read_entry(&standing, hashes, log, sequence)?;
            let file = openings
                .get("paper")
                .ok_or_else(|| BookError::Tampered(format!("entry {sequence} holds no paper {}", digest.short())))?;
            let paper = AcceptedPaper { sequence, time: leaf.content.time, file: file.to_owned() };
            standing.enter(&paper).map_err(|why| StandingError::Paper { sequence, why })?;
            if leaf.content.papers != standing.papers_digest() {
                return Err(BookError::Tampered(format!("entry {sequence} is listed where it does not belong")));
            }
        }
        Ok(standing)
    }

    /// Every command begins with this: the log must extend what this user last saw (TRUST.md §7).
    fn check_memory(&self, seen: Option<Head>, log: u64, hashes: &[Digest]) -> Result<(), BookError> {
        let Some(seen) = seen else { return Ok(()) };
        let found = hashes.len() as u64;
        if (log, found) < (seen.log, seen.size) {
            return Err(BookError::RolledBack { found, seen: seen.size });
        }
        if self.root_of(seen.log, seen.size)? != Some(seen.root) {
            let n = seen.size;
            return Err(BookError::Tampered(format!("its first {n} entries are not those that this user has seen")));
        }
        Ok(())
    }

    /// The root over the first `size` leaves, as the file has them now; `None` where it has not so many.
    fn root_of(&self, log: u64, size: u64) -> Result<Option<Digest>, BookError> {
        let hashes = self.store.rows().leaf_hashes(log, 0, size)?;
        Ok((hashes.len() as u64 == size).then(|| tree::root(&hashes)))
    }

    /// Takes up an entry that was just written, and remembers the new head, durably.
    pub(super) fn advance(&mut self, tip: Tip) -> Result<(), BookError> {
        self.tip = tip;
        // Other processes may have written between; their entries lie under this one.
        let new = self.store.rows().leaf_hashes(tip.log, self.hashes.len() as u64, tip.sequence + 1)?;
        self.frontier.extend(new.iter().copied());
        self.hashes.extend(new);
        if self.frontier.size() != tip.sequence + 1 || self.hashes.last() != Some(&tip.hash) {
            return Err(BookError::Tampered("entries vanished while this command ran".into()));
        }
        let head = Head { log: tip.log, size: self.frontier.size(), root: self.frontier.root() };
        let mut wrong = None;
        let extends = |seen: &Head| {
            // What this process has proven or stored itself needs no second proof.
            self.remembered == Some(*seen)
                || match self.root_of(seen.log, seen.size) {
                    Ok(root) => root == Some(seen.root),
                    Err(e) => {
                        wrong = Some(e);
                        false
                    }
                }
        };
        let extended = self.memory.remember(self.program(), head, extends)?;
        match wrong {
            Some(e) => Err(e),
            None if !extended => {
                Err(BookError::Tampered("another copy of it was used meanwhile, and the two differ".into()))
            }
            None => {
                self.remembered = Some(head);
                Ok(())
            }
        }
    }

    /// The program.
    pub fn program(&self) -> ProgramId {
        self.standing.founding().id
    }

    /// Who stands where.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Who has opened it.
    pub fn person(&self) -> PersonId {
        self.secrets.public_keys().person_id()
    }

    /// When a person last signed an entry.
    ///
    /// # Errors
    /// Where the entry cannot be read.
    pub fn last_use(&self, person: PersonId) -> Result<Option<Timestamp>, BookError> {
        match self.store.rows().last_act(person)? {
            None => Ok(None),
            Some((log, sequence)) => {
                let (leaf, _) = self.entry(log, sequence)?;
                Ok((leaf.signer == person).then_some(leaf.content.time))
            }
        }
    }

    /// Entries of the newest log, from `from` on, at most `limit`.
    pub(super) fn entries(&self, from: u64, limit: u64) -> Result<Vec<BookEntry>, BookError> {
        let rows = self.store.rows().leaves(self.tip.log, from, limit)?;
        rows.into_iter()
            .map(|row| {
                let (leaf, openings) = self.entry(row.log, row.sequence)?;
                Ok(BookEntry { leaf, openings, hash: row.hash })
            })
            .collect()
    }

    /// Reads one entry: its leaf, checked against its row, its signer and the log that was proven at opening; and its
    /// openings, checked against the leaf.
    pub(super) fn entry(&self, log: u64, sequence: u64) -> Result<(Leaf, Openings), BookError> {
        self.read_entry(&self.standing, &self.hashes, log, sequence)
    }

    fn read_entry(
        &self,
        standing: &Standing,
        hashes: &[Digest],
        log: u64,
        sequence: u64,
    ) -> Result<(Leaf, Openings), BookError> {
        let missing = || BookError::Tampered(format!("entry {sequence} is missing"));
        let row = self.store.rows().leaf(log, sequence)?.ok_or_else(missing)?;
        let signed = read_leaf(&self.leaves, self.program(), &row)?;
        let known = usize::try_from(sequence).ok().and_then(|at| hashes.get(at));
        if known.is_some_and(|known| *known != row.hash) {
            return Err(BookError::Tampered(format!("entry {sequence} is not the one that the log had")));
        }
        let leaf = signed.leaf().clone();
        match standing.keys_of(leaf.signer) {
            Some(keys) if signed.verify(keys).is_ok() => {}
            Some(_) => return Err(BookError::Tampered(format!("the signature of entry {sequence} does not hold"))),
            // Written after this book was opened, by somebody whose paper was accepted after it was opened.
            None if known.is_none() => return Err(BookError::PapersChanged),
            None => return Err(BookError::Tampered(format!("entry {sequence} is signed by somebody unknown"))),
        }
        let openings = self
            .openings_of(log, sequence)?
            .ok_or_else(|| BookError::Tampered(format!("entry {sequence} has no openings")))?;
        openings.check(&leaf.content.commitments)?;
        Ok((leaf, openings))
    }

    pub(super) fn openings_of(&self, log: u64, sequence: u64) -> Result<Option<Openings>, BookError> {
        let Some(sealed) = self.store.rows().opening(log, sequence)? else { return Ok(None) };
        let text = self.openings.open("content", &row(log, sequence), &sealed)?;
        let openings = serde_json::from_slice(&text);
        openings.map(Some).map_err(|e| BookError::Tampered(format!("openings of entry {sequence}: {e}")))
    }

    /// A stated purpose.
    ///
    /// # Errors
    /// Where its entry cannot be read or does not hold it.
    pub fn purpose(&self, id: PurposeId) -> Result<Option<PurposeRecord>, BookError> {
        let Some((log, sequence)) = self.store.rows().purpose(id)? else { return Ok(None) };
        let (leaf, openings) = self.entry(log, sequence)?;
        let wrong = |why: &str| BookError::Tampered(format!("entry {sequence} and purpose {}: {why}", id.short()));
        if leaf.content.purpose != Some(id) {
            return Err(wrong("the entry states another purpose"));
        }
        let text = openings.get("statement").ok_or_else(|| wrong("the entry holds no statement"))?;
        let statement = serde_json::from_str(text).map_err(|e| wrong(&e.to_string()))?;
        Ok(Some(PurposeRecord { id, statement, stated_at: leaf.content.time, by: leaf.signer }))
    }

    /// All stated purposes, oldest first.
    ///
    /// # Errors
    /// Where one of them cannot be read.
    pub fn purposes(&self) -> Result<Vec<PurposeRecord>, BookError> {
        let stated = self.store.rows().purposes()?;
        stated.into_iter().filter_map(|(id, ..)| self.purpose(id).transpose()).collect()
    }

    /// How many probes a purpose has carried.
    ///
    /// # Errors
    /// Where the rows cannot be counted.
    pub fn probes_used(&self, id: PurposeId) -> Result<u64, BookError> {
        Ok(self.store.rows().probe_count(id)?)
    }

    /// The purpose and the model of a probe: what the gate asks before the probe is opened.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn probe_standing(&self, id: ProbeId) -> Result<Option<(PurposeId, Digest)>, BookError> {
        Ok(self.store.rows().probe(id)?.map(|row| (row.purpose, row.model)))
    }

    /// The model of the references, where there are any.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn gallery_model(&self) -> Result<Option<Digest>, BookError> {
        Ok(self.store.rows().gallery_model()?)
    }

    /// Probes whose id begins with these hexadecimal digits, at most two.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn probes_by_prefix(&self, digits: &str) -> Result<Vec<ProbeId>, BookError> {
        Ok(self.store.rows().probes_by_prefix(digits)?)
    }

    /// How many people the repository holds, counted before the gate decides whether it may be searched.
    ///
    /// # Errors
    /// Where the rows cannot be counted.
    pub fn subjects(&self) -> Result<u64, BookError> {
        Ok(self.store.rows().subject_count()?)
    }

    /// Records that the gate stayed closed; the entry's place.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn refuse(
        &mut self,
        operation: OperationKind,
        presented: &Presented,
        purpose: Option<PurposeId>,
        refusal: &Refusal,
        now: Timestamp,
    ) -> Result<u64, BookError> {
        let values = BTreeMap::from([
            ("refusal", serde_json::to_string(refusal).unwrap_or_default()),
            ("software", super::access::software()),
            ("host", super::access::host()),
            ("user", super::access::os_user()),
        ]);
        let entry = Entry {
            event: Event::Refusal,
            operation: Some(operation),
            authorization: Some(presented.digest),
            purpose,
            answers: None,
            values,
            gallery: None,
            papers: None,
        };
        Ok(self.append(now, &entry)?.sequence)
    }

    /// Appends one entry in a transaction of its own, and remembers the head.
    fn append(&mut self, now: Timestamp, entry: &Entry) -> Result<Tip, BookError> {
        let (appender, store, _, program, known) = self.split();
        let tip = store.write(|rows| -> Result<Tip, BookError> {
            let before = appender.tip(rows, program, known)?;
            appender.append(rows, program, before, false, now, entry)
        })?;
        self.advance(tip)?;
        Ok(tip)
    }

    /// The parts that write entries, the store, and the tip, for an open access.
    pub(super) fn split(&mut self) -> (Appender<'_>, &mut Store, Option<&Vault>, ProgramId, Tip) {
        let appender = Appender { leaves: &self.leaves, openings: &self.openings, secrets: &self.secrets };
        (appender, &mut self.store, self.faces.as_ref(), self.standing.founding().id, self.tip)
    }

    /// Takes up a paper that was just accepted, so that this process sees what it changed.
    pub(super) fn entered(&mut self, paper: &AcceptedPaper) -> Result<(), BookError> {
        let sequence = paper.sequence;
        self.standing.enter(paper).map_err(|why| StandingError::Paper { sequence, why }.into())
    }

    pub(super) fn data_keys(&self) -> impl Iterator<Item = &DataKey> {
        self.book.keys().chain(self.faces.iter().flat_map(Vault::keys))
    }
}
