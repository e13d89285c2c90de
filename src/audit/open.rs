//! Founding and opening a book: nothing is believed because it is stored.

use std::{collections::BTreeMap, path::Path};

use jiff::Timestamp;

use super::{
    append::{Entry, Tip, Values},
    book::{Book, LOG_KEY, SPOOL_SECRET},
    circumstances::{host, software},
    entry::Event,
    error::BookError,
    head::{Head, HeadMemory},
    logs::{Extent, Logs},
    replay,
    restored::{self, Restore},
    vault::Vault,
};
use crate::{
    gate::{AcceptedPaper, EntryPlace, Founding, Standing, StandingError, read_paper},
    seal::{
        DataKey, Frontier, KeyKind, LeafError, ReceivingSecret, Secrets, SigningKey, Wrapped,
        leaf::{FIRST_LOG, Leaf, NO_LEAF},
    },
    store::{KeyState, Store, WrapRow},
};

const FIRST_GENERATION: u32 = 1;

impl Book {
    /// Makes the repository of a new program in `directory`: keys, spool, first entry. `log` is the key that the note
    /// names for the book's checkpoints.
    ///
    /// # Errors
    /// Where `log` is another key; where something is there already, or it cannot be written.
    pub fn found(
        directory: &Path,
        founding: Founding,
        secrets: Secrets,
        log: &SigningKey,
        memory: HeadMemory,
        now: Timestamp,
    ) -> Result<Self, BookError> {
        let (program, root) = (founding.id, secrets.public_keys());
        if root != founding.root {
            let (named, given) = (founding.root.person_id(), root.person_id());
            return Err(LeafError::OtherSigner { named, given }.into());
        }
        if founding.log != Some(log.verifying_key()) {
            return Err(BookError::LogKey("the founding note names another one"));
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
        let log_key = book.table("secret")?.seal("content", LOG_KEY.as_bytes(), log.expose_seed())?;
        let standing = Standing::at_founding(founding);
        let faces = Vault::new(program, [faces]);
        let mut founded = Self::with(store, directory, secrets, standing, memory, book, faces)?;
        let values = Values::from([("software", software()), ("host", host()), ("keys", checks)]);
        let entry =
            Entry { authorization: Some(founded.standing.founding().digest()), ..Entry::of(Event::Founding, values) };
        let note = founded.standing.founding().note().to_owned();
        let (appender, store, _, program, nothing) = founded.split();
        let tip = store.write(|rows| -> Result<Tip, BookError> {
            rows.insert_program(&note, &spool.receiving_key().to_string())?;
            wraps.iter().try_for_each(|wrap| rows.put_wrap(wrap))?;
            rows.insert_secret(SPOOL_SECRET, &secret)?;
            rows.insert_secret(LOG_KEY, &log_key)?;
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
            gallery: super::gallery_root(&[], &[]),
            papers: standing.papers_digest(),
        };
        let directory = directory.to_owned();
        let (logs, frontier, remembered) = (Logs::default(), Frontier::new(), None);
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
            logs,
            frontier,
            remembered,
            restores: BTreeMap::new(),
            lost: None,
            keys: KeyState::FIRST,
            first_contact: false,
            read_only: false,
        })
    }

    /// Opens the book for the holder of `secrets`, and proves that it extends what this user last saw of it.
    ///
    /// # Errors
    /// Where the person has no key, the book was rolled back or tampered with, or the file cannot be used.
    pub fn open(directory: &Path, secrets: Secrets, memory: HeadMemory) -> Result<Self, BookError> {
        Self::open_in(Store::open(directory)?, directory, secrets, memory, false)
    }

    /// As [`Book::open`], as evidence: nothing is written, neither there nor to the memory of the head.
    ///
    /// # Errors
    /// As [`Book::open`], and where it cannot be read without writing.
    pub fn open_read_only(directory: &Path, secrets: Secrets, memory: HeadMemory) -> Result<Self, BookError> {
        let opened = Self::open_in(Store::open_read_only(directory)?, directory, secrets, memory, false)?;
        Ok(Self { read_only: true, ..opened })
    }

    /// Opens what `store` holds. A backup may lack what this user has seen.
    pub(super) fn open_in(
        store: Store,
        directory: &Path,
        secrets: Secrets,
        memory: HeadMemory,
        backup: bool,
    ) -> Result<Self, BookError> {
        let (founding, spool_key) = replay::program(&store)?;
        let keys = store.rows().key_state()?;
        let (book, faces) = match replay::unwrap_keys(&store, &founding, &secrets)? {
            // Whoever did not get the newest generation would seal under one that is on its way out.
            replay::Keys::Held { book, .. } if book.newest() < keys.generation => {
                return Err(BookError::NoKey { founding: Box::new(founding), withdrawn: false, spool_key });
            }
            replay::Keys::Held { book, faces } => (book, faces.filter(|faces| faces.newest() >= keys.generation)),
            replay::Keys::None { withdrawn } => {
                return Err(BookError::NoKey { founding: Box::new(founding), withdrawn, spool_key });
            }
        };
        // Before the book: a head that another command of this user stores meanwhile would look like a rollback.
        let seen = memory.recall(founding.id)?;
        let mut open = Self::with(store, directory, secrets, Standing::at_founding(founding), memory, book, faces)?;
        open.settle(keys);
        let snapshot = open.store.snapshot()?;
        let logs = open.read_logs()?;
        let frontier = Self::check_memory(seen, &logs, backup)?;
        let (standing, restores) = open.replay_papers(&logs)?;
        open.check_restores(&standing, &logs, &restores)?;
        Self::check_witnessed(&standing, &logs)?;
        let last = logs.newest.len() as u64 - 1;
        let (Leaf { content, .. }, _) = open.read_entry(&standing, &logs, logs.log, last)?;
        if standing.papers_digest() != content.papers {
            return Err(BookError::Tampered("the list of papers is not the one that the last entry commits to".into()));
        }
        drop(snapshot);
        let hash = logs.newest.last().copied().unwrap_or(NO_LEAF);
        open.tip = Tip { log: logs.log, sequence: last, hash, gallery: content.gallery, papers: content.papers };
        if standing.keys_of(open.person()).is_none() {
            // Whoever holds a data key can wrap it for anybody; an entry under a name that no paper knows would break the book.
            return Err(BookError::Tampered("it holds a key for you, and no accepted paper names you".into()));
        }
        if !standing.may_hold_book(open.person()) {
            // A wrap that was kept, and put back, opens nothing: the papers say who may hold the key (2-110-4-E).
            let founding = Box::new(standing.founding().clone());
            return Err(BookError::NoKey { founding, withdrawn: true, spool_key });
        }
        open.first_contact = seen.is_none();
        open.lost = seen.and_then(|seen| Self::lost(seen, &logs, &restores));
        (open.standing, open.remembered, open.restores) = (standing, seen, restores);
        (open.logs, open.frontier) = (logs, frontier);
        Ok(open)
    }

    /// What the founding entry says of the data keys.
    fn founding_keys(&self, logs: &Logs) -> Result<String, BookError> {
        // The standing is still that of the founding: an entry that the root did not sign is not read.
        let (leaf, openings) = self.read_entry(&self.standing, logs, FIRST_LOG, 0)?;
        if leaf.content.event != Event::Founding.as_str() {
            return Err(BookError::Tampered("its first entry founds nothing".into()));
        }
        Ok(openings.get("keys").unwrap_or_default().to_owned())
    }

    /// Every paper is read with the keys that counted before it, and so is every entry that commits to new data keys.
    ///
    /// Anyone who knows a public key can make a wrap: the keys that this person holds must be those that the founding entry
    /// or an entry of a Commander or designee commits to, or faces would be sealed under a key of somebody else's choice.
    pub(super) fn replay_papers(&self, logs: &Logs) -> Result<(Standing, BTreeMap<u64, Restore>), BookError> {
        let mut standing = Standing::at_founding(self.standing.founding().clone());
        let mut restores = BTreeMap::new();
        let mut committed = self.founding_keys(logs)?;
        let mut generations = self.store.rows().key_generations()?.into_iter().peekable();
        for (log, sequence, digest) in self.store.rows().papers()? {
            while let Some((generation, place)) = generations.next_if(|(_, place)| *place < (log, sequence)) {
                committed += &self.generation_keys(&standing, logs, generation, place)?;
            }
            let (leaf, openings) = self.read_entry(&standing, logs, log, sequence)?;
            let file = openings
                .get("paper")
                .ok_or_else(|| BookError::Tampered(format!("entry {sequence} holds no paper {}", digest.short())))?;
            let place = EntryPlace { log, sequence };
            let paper = AcceptedPaper { place, time: leaf.content.time, file: file.to_owned() };
            let wrong = |why| StandingError::Paper { place, why };
            let typed = read_paper(file.as_bytes()).map_err(wrong)?;
            let restore = restored::paper_of(&leaf, typed)
                .map_err(|why| BookError::Tampered(format!("entry {sequence}: {why}")))?;
            if let Some(paper) = restore {
                let signers = standing.restore_signers(&paper).map_err(wrong)?;
                restores.insert(log, Restore { log, time: leaf.content.time, paper, signers });
            }
            standing.enter(&paper).map_err(wrong)?;
            if leaf.content.papers != standing.papers_digest() {
                return Err(BookError::Tampered(format!("entry {sequence} is listed where it does not belong")));
            }
        }
        for (generation, place) in generations {
            committed += &self.generation_keys(&standing, logs, generation, place)?;
        }
        replay::check_keys(self.data_keys(), self.program(), &committed)?;
        Ok((standing, restores))
    }

    /// Every command begins with this: the log must extend what this user last saw (docs/threat-model.md#memory-of-the-head).
    /// The frontier of the newest log, which passes the seen head on its way.
    ///
    /// Where a later log stands there, the user may have seen more of the older one than there is: whether a restore
    /// that two people signed accounts for that, [`Book::check_restores`] finds out.
    fn check_memory(seen: Option<Head>, logs: &Logs, backup: bool) -> Result<Frontier, BookError> {
        let mut frontier = Frontier::new();
        if let Some(seen) = seen {
            let found = Extent { log: logs.log, size: logs.newest.len() as u64 };
            let known = Extent { log: seen.log, size: seen.size };
            if found < known && !backup {
                return Err(BookError::RolledBack { found, seen: known });
            }
            let root = if seen.log == logs.log && found >= known {
                let size = usize::try_from(seen.size).unwrap_or(logs.newest.len());
                frontier.extend(logs.newest[..size].iter().copied());
                Some(frontier.root())
            } else {
                logs.root(seen.log, seen.size)
            };
            if root.is_some_and(|root| root != seen.root) {
                return Err(BookError::Tampered(format!("its first {known} are not those that this user has seen")));
            }
        }
        let rest = logs.newest.iter().copied().skip(usize::try_from(frontier.size()).unwrap_or(usize::MAX));
        frontier.extend(rest);
        Ok(frontier)
    }
}
