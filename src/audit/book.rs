//! The open book: who reads it, where it stands, and how an entry is appended.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::Timestamp;

use super::{
    append::{self, Appender, Entry, Tip, Values, read_openings},
    circumstances,
    entry::{Event, Openings},
    error::BookError,
    head::{Head, HeadMemory},
    logs::{Logs, Place},
    restored::{LostEntries, Restore},
    vault::{TableVault, Vault},
};
use crate::{
    gate::{AcceptedPaper, Presented, Standing, StandingError},
    policy::{OperationKind, Refusal},
    seal::{DataKey, Frontier, Secrets, leaf::Leaf, tree},
    store::{KeyState, Store},
    vocabulary::{Digest, PersonId, ProbeId, ProgramId, PurposeId},
};

/// The name of the spool's secret in the table of secrets.
pub(super) const SPOOL_SECRET: &str = "spool";
/// The name of the key that signs checkpoints in the table of secrets.
pub(super) const LOG_KEY: &str = "log-key";

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
    pub(super) secrets: Secrets,
    pub(super) standing: Standing,
    pub(super) memory: HeadMemory,
    pub(super) book: Vault,
    pub(super) faces: Option<Vault>,
    pub(super) leaves: TableVault,
    pub(super) openings: TableVault,
    pub(super) tip: Tip,
    /// The logs as this process has seen them, proven against the memory of the head; entries are held against them.
    pub(super) logs: Logs,
    /// Of the newest log.
    pub(super) frontier: Frontier,
    pub(super) restores: BTreeMap<u64, Restore>,
    /// Not told yet.
    pub(super) lost: Option<LostEntries>,
    /// The head that the memory held last.
    pub(super) remembered: Option<Head>,
    /// How the data keys stand.
    pub(super) keys: KeyState,
    /// Whether this OS user has no memory of the book: said in the next entry.
    pub(super) first_contact: bool,
    /// Opened as evidence: nothing is written.
    pub(super) read_only: bool,
}

impl Book {
    /// The root over the first `size` leaves, as the file has them now; `None` where it has not so many.
    pub(super) fn root_of(&self, log: u64, size: u64) -> Result<Option<Digest>, BookError> {
        let hashes = self.store.rows().leaf_hashes(log, 0, size)?;
        Ok((hashes.len() as u64 == size).then(|| tree::root(&hashes)))
    }

    /// Takes up an entry that was just written, and remembers the new head, durably.
    pub(super) fn advance(&mut self, tip: Tip) -> Result<(), BookError> {
        self.tip = tip;
        if tip.log != self.logs.log {
            self.logs.open(tip.log);
            self.frontier = Frontier::new();
        }
        // Other processes may have written between; their entries lie under this one.
        let new = self.store.rows().leaf_hashes(tip.log, self.logs.newest.len() as u64, tip.sequence + 1)?;
        self.frontier.extend(new.iter().copied());
        self.logs.newest.extend(new);
        if self.frontier.size() != tip.sequence + 1 || self.logs.newest.last() != Some(&tip.hash) {
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

    /// Whether this OS user has no memory of the book: nothing of this machine's proves that it was not cut before.
    pub fn first_contact(&self) -> bool {
        self.first_contact
    }

    /// The head that this OS user saw last.
    pub fn remembered(&self) -> Option<Head> {
        self.remembered
    }

    /// Whether it was opened as evidence, so that nothing is written.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The root over the first entries of a log; `None` where there are not so many.
    pub fn root_over(&self, log: u64, size: u64) -> Option<Digest> {
        self.logs.root(log, size)
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

    /// Entries of a log, from `from` on, at most `limit`.
    pub(super) fn entries(&self, log: u64, from: u64, limit: u64) -> Result<Vec<BookEntry>, BookError> {
        let rows = self.store.rows().leaves(log, from, limit)?;
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
        self.read_entry(&self.standing, &self.logs, log, sequence)
    }

    pub(super) fn read_entry(
        &self,
        standing: &Standing,
        logs: &Logs,
        log: u64,
        sequence: u64,
    ) -> Result<(Leaf, Openings), BookError> {
        let rows = self.store.rows();
        let appender = self.appender();
        append::read_entry(&rows, &appender, self.program(), (standing, logs), (log, sequence))
    }

    pub(super) fn openings_of(&self, log: u64, sequence: u64) -> Result<Option<Openings>, BookError> {
        read_openings(&self.openings, &self.store.rows(), (log, sequence))
    }

    fn appender(&self) -> Appender<'_> {
        Appender {
            leaves: &self.leaves,
            openings: &self.openings,
            secrets: &self.secrets,
            book: &self.book,
            keys: self.keys,
            standing: &self.standing,
            logs: &self.logs,
        }
    }

    /// The entry that accepted a paper, where it was accepted.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn holds_paper(&self, digest: Digest) -> Result<Option<Place>, BookError> {
        let papers = self.store.rows().papers()?;
        Ok(papers.into_iter().find(|(.., held)| *held == digest).map(|(log, sequence, _)| (log, sequence)))
    }

    /// The purpose and the model of a probe: what the gate asks before the probe is opened.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn probe_standing(&self, id: ProbeId) -> Result<Option<(PurposeId, Digest)>, BookError> {
        #[derive(serde::Deserialize)]
        struct Record {
            probe: ProbeId,
            model: Digest,
        }
        let Some(row) = self.store.rows().probe(id)? else { return Ok(None) };
        // The row is only a pointer: purpose and model decide at the gate, so the signed outcome has to say them.
        let (leaf, openings) = self.entry(row.log, row.sequence)?;
        let record: Option<Record> = openings.get("record").and_then(|text| serde_json::from_str(text).ok());
        let told = leaf.content.event == Event::Outcome.as_str()
            && leaf.content.operation == OperationKind::Probe.as_str()
            && leaf.content.purpose == Some(row.purpose)
            && record.is_some_and(|record| record.probe == id && record.model == row.model);
        if told {
            return Ok(Some((row.purpose, row.model)));
        }
        Err(BookError::Tampered(format!("{} is not what entry {} says of it", id.short(), row.sequence)))
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

    /// Under which circumstances this person acts; what a restore took from them, and that they never saw this book before, the next
    /// entry says, and only that.
    pub(super) fn circumstances(&self) -> Values {
        let mut values = circumstances::values();
        values.extend(self.lost.as_ref().map(|lost| ("lost", lost.record())));
        values.extend(self.first_contact.then(|| ("first-contact", "yes".to_owned())));
        values
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
        let mut values = self.circumstances();
        values.insert("refusal", serde_json::to_string(refusal).unwrap_or_default());
        let entry = Entry {
            operation: Some(operation),
            authorization: Some(presented.digest),
            purpose,
            ..Entry::of(Event::Refusal, values)
        };
        let sequence = self.append(now, &entry)?.sequence;
        (self.lost, self.first_contact) = (None, false);
        Ok(sequence)
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
        let (leaves, openings, secrets) = (&self.leaves, &self.openings, &self.secrets);
        let (standing, logs) = (&self.standing, &self.logs);
        let appender = Appender { leaves, openings, secrets, book: &self.book, keys: self.keys, standing, logs };
        (appender, &mut self.store, self.faces.as_ref(), self.standing.founding().id, self.tip)
    }

    /// The gallery's root that the last entry commits to, read now: others may have written since this process did. The entry's
    /// signature is checked, and that the book goes on from where this process saw it.
    pub(super) fn newest_gallery(&self) -> Result<Digest, BookError> {
        let last = self.store.rows().last_leaf()?.ok_or_else(|| BookError::Tampered("it has no entry".into()))?;
        if last.hash == self.tip.hash {
            return Ok(self.tip.gallery);
        }
        let seen = self.store.rows().leaf_hashes(self.tip.log, self.tip.sequence, self.tip.sequence + 1)?;
        if seen != [self.tip.hash] {
            let name = Self::place_name((self.tip.log, self.tip.sequence));
            return Err(BookError::Tampered(format!("entry {name} was exchanged while this command ran")));
        }
        let (leaf, _) = self.entry(last.log, last.sequence)?;
        Ok(leaf.content.gallery)
    }

    /// Takes up a paper that was just accepted, so that this process sees what it changed.
    pub(super) fn entered(&mut self, paper: &AcceptedPaper) -> Result<(), BookError> {
        let place = paper.place;
        self.standing.enter(paper).map_err(|why| StandingError::Paper { place, why }.into())
    }

    pub(super) fn data_keys(&self) -> impl Iterator<Item = &DataKey> {
        self.book.keys().chain(self.faces.iter().flat_map(Vault::keys))
    }
}
