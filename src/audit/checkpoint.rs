//! Checkpoints: what the book is at one moment, signed by the log (ADR 13). The entry before each, the state leaf,
//! commits to what the tables beside the book hold, so that a witness's cosignature reaches them too.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::{
    access::{Access, OutcomeResult, Receipt},
    append::{Entry, row},
    book::Book,
    entry::Event,
    error::BookError,
};
use crate::{
    gate::{AuditCheckpoint, Operation as _},
    seal::{Checkpoint, DataKey, Note, sha256, tree},
    store::WriteRows,
    vocabulary::Digest,
};

/// The field of a state leaf.
pub(super) const STATE: &str = "state";

/// What the tables beside the book hold.
#[derive(Serialize)]
struct State {
    gallery: Digest,
    papers: Digest,
    accepted_papers: usize,
    generations: Vec<u32>,
    floor: u32,
    floor_digest: Digest,
    subjects: u64,
    references: u64,
    failures: u64,
    probes: u64,
    searches: u64,
    cosigned: Option<Cosigned>,
}

/// The newest head that a quorum of witnesses has seen.
#[derive(Serialize)]
struct Cosigned {
    log: u64,
    size: u64,
    time: Timestamp,
}

/// A checkpoint that was just made.
#[derive(Debug)]
pub struct Checkpointed {
    /// Which log.
    pub log: u64,
    /// How many entries it covers.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// The signed note.
    pub note: Note,
}

impl Access<'_, AuditCheckpoint> {
    /// Writes the state leaf and, over all entries up to it, a checkpoint.
    ///
    /// # Errors
    /// Where the log's key is not the one that the papers name, or it cannot be written.
    pub fn checkpoint(self, now: Timestamp) -> Result<(Receipt, Checkpointed), BookError> {
        let (intent, purpose, authorization) = (self.intent, self.purpose, self.authorization);
        let milliseconds = self.started.elapsed().as_millis().to_string();
        // Not asked before the transaction says that no paper came between: the key may have been renewed by one.
        let key = self.book.log_secret();
        let vault = self.book.book.table("checkpoint")?;
        let mut state = self.book.state();
        let judged = self.book.standing().papers_digest();
        let (appender, store, _, program, known) = self.book.split();
        let (tip, made) = store.write(|rows| -> Result<_, BookError> {
            let before = appender.tip(rows, program, known)?;
            state.count(rows)?;
            (state.gallery, state.papers) = (before.gallery, before.papers);
            let state = serde_json::to_string(&state).map_err(|e| BookError::Tampered(e.to_string()))?;
            let values = BTreeMap::from([
                ("result", OutcomeResult::Done.as_str().to_owned()),
                (STATE, state),
                ("milliseconds", milliseconds),
            ]);
            let entry = Entry {
                operation: Some(AuditCheckpoint::KIND),
                authorization: Some(authorization),
                purpose,
                answers: Some(intent),
                ..Entry::of(Event::Outcome, values)
            };
            if before.papers != judged {
                // The log's key may have been renewed meanwhile; the old one signs nothing that comes after.
                return Ok((appender.append(rows, program, before, false, now, &entry.sent_back())?, None));
            }
            let tip = appender.append(rows, program, before, false, now, &entry)?;
            let leaves = rows.leaf_hashes(tip.log, 0, tip.sequence + 1)?;
            let origin = crate::seal::Origin { program, log: tip.log };
            let (size, root) = (leaves.len() as u64, tree::root(&leaves));
            let note = Checkpoint::new(origin, size, root).sign(&key?).map_err(of_note)?;
            let sealed = vault.seal("content", &row(tip.log, tip.sequence), note.to_string().as_bytes())?;
            rows.insert_checkpoint(tip.log, tip.sequence, &sealed)?;
            Ok((tip, Some(Checkpointed { log: tip.log, size, root, note })))
        })?;
        self.book.advance(tip)?;
        let made = made.ok_or(BookError::PapersChanged)?;
        Ok((Receipt { log: tip.log, intent, outcome: tip.sequence, leaf: tip.hash }, made))
    }
}

impl State {
    /// As the transaction sees it, which holds the leaf too.
    fn count(&mut self, rows: &WriteRows<'_>) -> Result<(), BookError> {
        (self.subjects, self.references) = (rows.subject_count()?, rows.reference_count()?);
        self.failures = rows.failure_count()?;
        (self.probes, self.searches) = rows.probe_and_search_count()?;
        Ok(())
    }
}

fn of_note(error: crate::seal::NoteError) -> BookError {
    BookError::Tampered(error.to_string())
}

impl Book {
    fn state(&self) -> State {
        let standing = self.standing();
        let floor: String =
            standing.floor().to_fields().iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        State {
            gallery: self.tip.gallery,
            papers: self.tip.papers,
            accepted_papers: standing.papers(),
            generations: self.book.keys().map(DataKey::generation).collect(),
            floor: standing.floor().version,
            floor_digest: sha256(floor.as_bytes()),
            subjects: 0,
            references: 0,
            failures: 0,
            probes: 0,
            searches: 0,
            cosigned: standing.seen().map(|head| Cosigned { log: head.log, size: head.size, time: head.time }),
        }
    }

    /// The proof that the newest log extends its first `old` entries, up to `size`.
    ///
    /// # Errors
    /// Where it has not so many.
    pub fn consistency(&self, old: u64, size: u64) -> Result<Vec<Digest>, BookError> {
        let leaves = usize::try_from(size).ok().and_then(|size| self.logs.newest.get(..size));
        let leaves = leaves.ok_or_else(|| BookError::Tampered("entries vanished while this command ran".into()))?;
        tree::consistency_proof(old, leaves).map_err(|_| BookError::TooFew { asked: old, held: leaves.len() as u64 })
    }

    /// Whether the newest log has so many entries that a proof can lead from `old`.
    ///
    /// # Errors
    /// [`BookError::TooFew`].
    pub fn consistency_possible(&self, old: u64) -> Result<(), BookError> {
        let held = self.logs.newest.len() as u64;
        if old > held { Err(BookError::TooFew { asked: old, held }) } else { Ok(()) }
    }

    /// Every checkpoint that the log signed, in order, as it is stored; each was checked against the entries.
    ///
    /// # Errors
    /// Where one cannot be opened, or is not of this book.
    pub(super) fn checkpoints(&self) -> Result<Vec<Checkpointed>, BookError> {
        let vault = self.book.table("checkpoint")?;
        let read = |(log, sequence, sealed)| {
            let wrong =
                || BookError::Tampered(format!("the checkpoint after entry {}", Self::place_name((log, sequence))));
            let bytes = vault.open("content", &row(log, sequence), &sealed)?;
            let note = Note::parse(&bytes).map_err(|_| wrong())?;
            let checkpoint = Checkpoint::read(note.text()).map_err(|_| wrong())?;
            let origin = self.standing().origin(log).to_string();
            let key = self.standing().log_note_key(&checkpoint);
            let Checkpoint { size, root, .. } = checkpoint;
            let fits = checkpoint.origin == origin
                && size == sequence + 1
                && self.logs.root(log, size) == Some(root)
                && checkpoint.verify(&note, key.as_slice()).is_ok();
            if fits { Ok(Checkpointed { log, size, root, note }) } else { Err(wrong()) }
        };
        self.store.rows().checkpoints()?.into_iter().map(read).collect()
    }
}
