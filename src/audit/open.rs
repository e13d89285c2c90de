//! Founding and opening a book: nothing is believed because it is stored.

use std::{collections::BTreeMap, path::Path};

use jiff::Timestamp;

use super::{
    append::{Entry, Tip},
    book::{Book, FIRST_LOG, SPOOL_SECRET},
    entry::Event,
    error::BookError,
    head::{Head, HeadMemory},
    replay,
    vault::Vault,
};
use crate::{
    gate::{AcceptedPaper, Founding, Standing, StandingError},
    seal::{DataKey, Frontier, KeyKind, LeafError, ReceivingSecret, Secrets, Wrapped, leaf::Leaf, leaf::NO_LEAF},
    store::{Store, WrapRow},
    vocabulary::Digest,
};

const FIRST_GENERATION: u32 = 1;

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
                ("software", super::circumstances::software()),
                ("host", super::circumstances::host()),
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
            gallery: super::gallery_root(&[], &[]),
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
        let frontier = open.check_memory(seen, last.log, &hashes)?;
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
        (open.hashes, open.frontier) = (hashes, frontier);
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

    /// Every command begins with this: the log must extend what this user last saw (TRUST.md §7). The frontier of the
    /// whole log, which passes the seen head on its way.
    fn check_memory(&self, seen: Option<Head>, log: u64, hashes: &[Digest]) -> Result<Frontier, BookError> {
        let found = hashes.len() as u64;
        let mut frontier = Frontier::new();
        if let Some(seen) = seen {
            if (log, found) < (seen.log, seen.size) {
                return Err(BookError::RolledBack { found, seen: seen.size });
            }
            let root = if seen.log == log {
                let size = usize::try_from(seen.size).unwrap_or(hashes.len());
                frontier.extend(hashes[..size].iter().copied());
                Some(frontier.root())
            } else {
                self.root_of(seen.log, seen.size)?
            };
            if root != Some(seen.root) {
                let n = seen.size;
                return Err(BookError::Tampered(format!(
                    "its first {n} entries are not those that this user has seen"
                )));
            }
        }
        let rest = hashes.iter().copied().skip(usize::try_from(frontier.size()).unwrap_or(usize::MAX));
        frontier.extend(rest);
        Ok(frontier)
    }
}
