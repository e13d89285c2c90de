//! The open book: who reads it, where it stands, and how an entry is appended.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    entry::{Event, Openings},
    head::{Head, HeadError, HeadMemory},
    replay,
    spool::Spool,
    vault::{TableVault, Vault},
};
use crate::{
    gate::{AcceptedPaper, Founding, FoundingError, Presented, Standing, StandingError},
    policy::{OperationKind, Refusal},
    seal::{
        CommitmentError, DataKey, KeyError, KeyKind, LeafDraft, LeafError, Origin, RandomError, ReceivingKey,
        ReceivingSecret, RecordError, Secrets, SignedLeaf, WrapError, Wrapped, leaf::Leaf, tree,
    },
    store::{LeafRow, Store, StoreError, WrapRow, WriteRows},
    vocabulary::{Digest, PersonId, ProbeId, ProgramId, PurposeId, PurposeStatement},
};

/// Why the book cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The memory of the head.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// The founding note.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// The papers.
    #[error("the book was tampered with: {0}. Stop using this repository, keep it as it is, and tell the auditor")]
    Standing(#[from] StandingError),
    /// This person holds no data key.
    #[error("this repository holds no key for you")]
    NoKey {
        /// The program, as its public note says.
        founding: Box<Founding>,
        /// Whether a key was taken away (2-110-4-E).
        withdrawn: bool,
        /// Where to leave a refusal.
        spool_key: ReceivingKey,
    },
    /// The book has fewer entries than this user has seen.
    #[error(
        "the book was rolled back: it has {found} entries, this user has seen {seen}. Somebody put an older copy in its \
         place. Stop, keep the directory as it is, and tell the auditor"
    )]
    RolledBack {
        /// Entries now.
        found: u64,
        /// Entries seen.
        seen: u64,
    },
    /// The book differs from what this user, or its own rules, say.
    #[error("the book was tampered with: {0}. Stop using this repository, keep it as it is, and tell the auditor")]
    Tampered(String),
    /// The accepted papers changed while the command ran.
    #[error("the program's papers changed while this command ran; nothing was done. Run it again")]
    PapersChanged,
    /// A key or record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A wrapped key that does not open.
    #[error("your wrapped key does not open: {0}")]
    Wrap(#[from] WrapError),
    /// Random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The spool.
    #[error("{path}: the refusals left there cannot be read ({detail}); mend the directory's permissions")]
    Spool {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
}

impl From<LeafError> for BookError {
    fn from(error: LeafError) -> Self {
        Self::Tampered(error.to_string())
    }
}

impl From<CommitmentError> for BookError {
    fn from(error: CommitmentError) -> Self {
        Self::Tampered(error.to_string())
    }
}

/// The name of the spool's secret in the table of secrets.
pub(super) const SPOOL_SECRET: &str = "spool";
const FIRST_GENERATION: u32 = 1;
const FIRST_LOG: u64 = 1;

/// The last entry, as far as this process knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tip {
    pub log: u64,
    pub sequence: u64,
    pub hash: Digest,
    pub gallery: Digest,
    pub papers: Digest,
}

/// What goes into an entry.
pub(super) struct Entry {
    pub event: Event,
    pub operation: Option<OperationKind>,
    pub authorization: Option<Digest>,
    pub purpose: Option<PurposeId>,
    pub answers: Option<u64>,
    pub values: BTreeMap<&'static str, String>,
    /// A new gallery root, where the entry changes it.
    pub gallery: Option<Digest>,
    /// A new chain over the papers, where the entry accepts one.
    pub papers: Option<Digest>,
}

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
    directory: PathBuf,
    secrets: Secrets,
    standing: Standing,
    memory: HeadMemory,
    book: Vault,
    pub(super) faces: Option<Vault>,
    leaves: TableVault,
    openings: TableVault,
    pub(super) tip: Tip,
}

/// Row id of a leaf and its openings.
fn row(log: u64, sequence: u64) -> [u8; 16] {
    let mut row = [0; 16];
    row[..8].copy_from_slice(&log.to_be_bytes());
    row[8..].copy_from_slice(&sequence.to_be_bytes());
    row
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
        let mut store = Store::create(directory)?;
        let program = founding.id;
        let keys = [KeyKind::Book, KeyKind::Faces].map(|kind| DataKey::generate(kind, FIRST_GENERATION));
        let [book, faces] = keys;
        let (book, faces) = (book?, faces?);
        let root = secrets.public_keys();
        let wrap = |key: &DataKey| -> Result<WrapRow, BookError> {
            Ok(replay::wrap_row(root.person_id(), &Wrapped::new(key, program, &root)?, key))
        };
        let wraps = [wrap(&book)?, wrap(&faces)?];
        let spool = ReceivingSecret::generate();
        let no_key = || BookError::Tampered("no data key".into());
        let book = Vault::new(program, [book]).ok_or_else(no_key)?;
        let secret = book.table("secret")?.seal("content", SPOOL_SECRET.as_bytes(), spool.expose_text().as_bytes())?;
        let standing = Standing::at_founding(founding);
        let (leaves, openings) = (book.table("leaf")?, book.table("opening")?);
        let tip = Tip {
            log: FIRST_LOG,
            sequence: 0,
            hash: Digest([0; 32]),
            gallery: tree::empty_root(),
            papers: standing.papers_digest(),
        };
        store.write(|rows| -> Result<(), BookError> {
            rows.insert_program(standing.founding().note(), &spool.receiving_key().to_string())?;
            for wrap in &wraps {
                rows.put_wrap(wrap)?;
            }
            Ok(rows.insert_secret(SPOOL_SECRET, &secret)?)
        })?;
        let faces = Vault::new(program, [faces]);
        let directory = directory.to_owned();
        let mut founded = Self { store, directory, secrets, standing, memory, book, faces, leaves, openings, tip };
        let checks = replay::key_checks(founded.data_keys(), program)?;
        let values = BTreeMap::from([
            ("software", super::access::software()),
            ("host", super::access::host()),
            ("keys", checks),
        ]);
        let entry = Entry {
            event: Event::Founding,
            operation: None,
            authorization: Some(founded.standing.founding().digest()),
            purpose: None,
            answers: None,
            values,
            gallery: None,
            papers: None,
        };
        founded.append(now, entry, true)?;
        Ok(founded)
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
        let (leaves, openings) = (book.table("leaf")?, book.table("opening")?);
        let last = store.rows().last_leaf()?.ok_or_else(|| BookError::Tampered("it has no entry".into()))?;
        let tip = read_tip(&leaves, founding.id, &last)?;
        let standing = Standing::at_founding(founding);
        let directory = directory.to_owned();
        let mut open = Self { store, directory, secrets, standing, memory, book, faces, leaves, openings, tip };
        open.check_memory()?;
        open.check_keys()?;
        open.replay_papers()?;
        Ok(open)
    }

    /// Anyone who knows a public key can make a wrap: the keys must be those that the founding entry commits to, or
    /// faces would be sealed under a key of somebody else's choice.
    fn check_keys(&self) -> Result<(), BookError> {
        let (_, openings) = self.entry(FIRST_LOG, 0)?;
        let committed = openings.get("keys").unwrap_or_default();
        replay::check_keys(self.data_keys(), self.program(), committed)
    }

    fn replay_papers(&mut self) -> Result<(), BookError> {
        let mut papers = Vec::new();
        for (log, sequence, digest) in self.store.rows().papers()? {
            let (leaf, openings) = self.entry(log, sequence)?;
            let file = openings
                .get("paper")
                .ok_or_else(|| BookError::Tampered(format!("entry {sequence} holds no paper {}", digest.short())))?;
            papers.push(AcceptedPaper { sequence, time: leaf.content.time, file: file.to_owned() });
        }
        self.standing = Standing::replay(self.standing.founding().clone(), &papers)?;
        if self.standing.papers_digest() != self.tip.papers {
            return Err(BookError::Tampered("the list of papers is not the one that the last entry commits to".into()));
        }
        Ok(())
    }

    /// Every command begins with this: the log must extend what this user last saw (TRUST.md §7).
    fn check_memory(&self) -> Result<(), BookError> {
        let Some(seen) = self.memory.recall(self.program())? else { return Ok(()) };
        let found = self.tip.sequence + 1;
        if (self.tip.log, found) < (seen.log, seen.size) {
            return Err(BookError::RolledBack { found, seen: seen.size });
        }
        let hashes = self.store.rows().leaf_hashes(seen.log, seen.size)?;
        if hashes.len() as u64 != seen.size || tree::root(&hashes) != seen.root {
            let n = seen.size;
            return Err(BookError::Tampered(format!("its first {n} entries are not those that this user has seen")));
        }
        Ok(())
    }

    /// Stores what this user has now seen, durably.
    pub(super) fn remember(&self) -> Result<(), BookError> {
        let size = self.tip.sequence + 1;
        let hashes = self.store.rows().leaf_hashes(self.tip.log, size)?;
        let head = Head { log: self.tip.log, size, root: tree::root(&hashes) };
        Ok(self.memory.remember(self.program(), head)?)
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

    /// Reads one entry: its leaf, checked against its row, and its openings, checked against the leaf.
    pub(super) fn entry(&self, log: u64, sequence: u64) -> Result<(Leaf, Openings), BookError> {
        let missing = || BookError::Tampered(format!("entry {sequence} is missing"));
        let row = self.store.rows().leaf(log, sequence)?.ok_or_else(missing)?;
        let signed = self.signed_leaf(&row)?;
        let leaf = signed.leaf().clone();
        let keys = self.standing.keys_of(leaf.signer);
        if keys.is_some_and(|keys| signed.verify(keys).is_err()) {
            return Err(BookError::Tampered(format!("the signature of entry {sequence} does not hold")));
        }
        let openings = self.openings_of(log, sequence)?;
        openings.check(&leaf.content.commitments)?;
        Ok((leaf, openings))
    }

    pub(super) fn signed_leaf(&self, row: &LeafRow) -> Result<SignedLeaf, BookError> {
        read_leaf(&self.leaves, self.program(), row)
    }

    pub(super) fn openings_of(&self, log: u64, sequence: u64) -> Result<Openings, BookError> {
        let missing = || BookError::Tampered(format!("entry {sequence} has no openings"));
        let sealed = self.store.rows().opening(log, sequence)?.ok_or_else(missing)?;
        let text = self.openings.open("content", &row(log, sequence), &sealed)?;
        serde_json::from_slice(&text).map_err(|e| BookError::Tampered(format!("openings of entry {sequence}: {e}")))
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
        let tip = self.append(now, entry, false)?;
        Ok(tip.sequence)
    }

    /// Folds refusals of people without a key into the book; how many there were.
    ///
    /// # Errors
    /// Where the spool cannot be read or the entry cannot be written.
    pub fn fold_spool(&mut self, now: Timestamp) -> Result<usize, BookError> {
        let path = self.directory.join(super::SPOOL_DIRECTORY);
        let failed = |e: std::io::Error| BookError::Spool { path: path.clone(), detail: e.to_string() };
        let missing = || BookError::Tampered("the spool's key is missing".into());
        let sealed = self.store.rows().secret(SPOOL_SECRET)?.ok_or_else(missing)?;
        let text = self.book.table("secret")?.open("content", SPOOL_SECRET.as_bytes(), &sealed)?;
        let secret = ReceivingSecret::from_text(std::str::from_utf8(&text).map_err(|_| missing())?)?;
        let Some(spool) = Spool::read(&self.directory, &secret).map_err(failed)? else { return Ok(0) };
        let values = BTreeMap::from([
            ("refusals", serde_json::to_string(&spool.refusals).unwrap_or_default()),
            ("unreadable", spool.unreadable.to_string()),
            ("overflow", spool.overflow.to_string()),
        ]);
        let entry = Entry {
            event: Event::Spool,
            operation: None,
            authorization: None,
            purpose: None,
            answers: None,
            values,
            gallery: None,
            papers: None,
        };
        self.append(now, entry, false)?;
        spool.clear().map_err(failed)?;
        Ok(spool.refusals.len() + spool.unreadable)
    }

    /// Appends one entry in a transaction of its own, and remembers the head.
    pub(super) fn append(&mut self, now: Timestamp, entry: Entry, first: bool) -> Result<Tip, BookError> {
        let writer = Appender { leaves: &self.leaves, openings: &self.openings, secrets: &self.secrets };
        let program = self.standing.founding().id;
        let known = self.tip;
        let tip = self.store.write(|rows| -> Result<Tip, BookError> {
            let before = if first { None } else { Some(writer.tip(rows, program, known)?) };
            writer.append(rows, program, before.unwrap_or(known), first, now, &entry)
        })?;
        self.tip = tip;
        self.remember()?;
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

/// Writes leaves inside a transaction.
pub(super) struct Appender<'b> {
    leaves: &'b TableVault,
    openings: &'b TableVault,
    secrets: &'b Secrets,
}

impl Appender<'_> {
    /// The tip as the transaction sees it: another process may have appended since.
    pub fn tip(&self, rows: &WriteRows<'_>, program: ProgramId, known: Tip) -> Result<Tip, BookError> {
        let last = rows.last_leaf()?.ok_or_else(|| BookError::Tampered("it has no entry".into()))?;
        if last.hash == known.hash {
            return Ok(known);
        }
        if (last.log, last.sequence) < (known.log, known.sequence) {
            return Err(BookError::RolledBack { found: last.sequence + 1, seen: known.sequence + 1 });
        }
        read_tip(self.leaves, program, &last)
    }

    /// Signs and inserts the next leaf.
    pub fn append(
        &self,
        rows: &WriteRows<'_>,
        program: ProgramId,
        before: Tip,
        first: bool,
        now: Timestamp,
        entry: &Entry,
    ) -> Result<Tip, BookError> {
        let openings = Openings::commit(&entry.values)?;
        let sequence = if first { 0 } else { before.sequence + 1 };
        let signer = self.secrets.public_keys().person_id();
        let (gallery, papers) = (entry.gallery.unwrap_or(before.gallery), entry.papers.unwrap_or(before.papers));
        let leaf = LeafDraft {
            origin: Origin { program, log: before.log },
            sequence,
            previous: before.hash,
            event: entry.event.to_string(),
            time: now,
            monotonic: super::access::monotonic(),
            authorization: entry.authorization,
            operation: entry.operation.map_or_else(|| "-".to_owned(), |o| o.to_string()),
            purpose: entry.purpose,
            answers: entry.answers,
            gallery,
            papers,
            commitments: openings.commitments(),
        };
        let signed = leaf.sign(self.secrets)?;
        let id = row(before.log, sequence);
        let opened = serde_json::to_vec(&openings).map_err(|e| BookError::Tampered(e.to_string()))?;
        let stored = LeafRow {
            log: before.log,
            sequence,
            hash: signed.hash(),
            previous: before.hash,
            content: self.leaves.seal("content", &id, &signed.to_bytes())?,
        };
        rows.insert_leaf(&stored, &self.openings.seal("content", &id, &opened)?, signer)?;
        Ok(Tip { log: before.log, sequence, hash: stored.hash, gallery, papers })
    }
}

fn read_leaf(leaves: &TableVault, program: ProgramId, stored: &LeafRow) -> Result<SignedLeaf, BookError> {
    let sequence = stored.sequence;
    let bytes = leaves.open("content", &row(stored.log, sequence), &stored.content)?;
    let signed = SignedLeaf::parse(&bytes)?;
    let leaf = signed.content();
    let placed = leaf.origin == Origin { program, log: stored.log }
        && leaf.sequence == sequence
        && leaf.previous == stored.previous
        && signed.hash() == stored.hash;
    if placed { Ok(signed) } else { Err(BookError::Tampered(format!("entry {sequence} is not what its row says"))) }
}

fn read_tip(leaves: &TableVault, program: ProgramId, last: &LeafRow) -> Result<Tip, BookError> {
    let signed = read_leaf(leaves, program, last)?;
    let leaf = signed.content();
    Ok(Tip { log: last.log, sequence: last.sequence, hash: last.hash, gallery: leaf.gallery, papers: leaf.papers })
}
