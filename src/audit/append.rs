//! How an entry is appended: signed, sealed and inserted inside one write transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{
    book::Book,
    entry::{Event, Openings},
    error::BookError,
    logs::{Extent, Logs, Place},
    vault::{TableVault, Vault},
};
use crate::{
    gate::Standing,
    policy::OperationKind,
    seal::{LeafDraft, Origin, Secrets, SignedLeaf, leaf::Leaf},
    store::{KeyState, LeafRow, Rows, WriteRows},
    vocabulary::{Digest, ProgramId, PurposeId},
};

/// The last entry, as far as this process knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tip {
    pub log: u64,
    pub sequence: u64,
    pub hash: Digest,
    pub gallery: Digest,
    pub papers: Digest,
}

/// What an entry says, by field.
pub(super) type Values = BTreeMap<&'static str, String>;

/// What goes into an entry.
pub(super) struct Entry {
    pub event: Event,
    pub operation: Option<OperationKind>,
    pub authorization: Option<Digest>,
    pub purpose: Option<PurposeId>,
    pub answers: Option<u64>,
    pub values: Values,
    /// A new gallery root, where the entry changes it.
    pub gallery: Option<Digest>,
    /// A new chain over the papers, where the entry accepts one.
    pub papers: Option<Digest>,
}

impl Entry {
    /// With these values, and nothing else that an entry may have.
    pub const fn of(event: Event, values: Values) -> Self {
        Self {
            event,
            operation: None,
            authorization: None,
            purpose: None,
            answers: None,
            values,
            gallery: None,
            papers: None,
        }
    }
}

/// Row id of a leaf and its openings.
pub(super) fn row(log: u64, sequence: u64) -> [u8; 16] {
    let mut row = [0; 16];
    row[..8].copy_from_slice(&log.to_be_bytes());
    row[8..].copy_from_slice(&sequence.to_be_bytes());
    row
}

/// Writes leaves inside a transaction.
pub(super) struct Appender<'b> {
    pub leaves: &'b TableVault,
    pub openings: &'b TableVault,
    pub secrets: &'b Secrets,
    pub book: &'b Vault,
    /// How the data keys stood when this process opened the book.
    pub keys: KeyState,
    /// Who stands where, and the logs as this process has seen them.
    pub standing: &'b Standing,
    pub logs: &'b Logs,
}

impl Appender<'_> {
    /// The tip as the transaction sees it: another process may have appended since.
    ///
    /// # Errors
    /// [`BookError::KeysChanged`] where a rekey has begun or ended meanwhile: what is written now would be sealed under a
    /// generation that is on its way out.
    pub fn tip(&self, rows: &WriteRows<'_>, program: ProgramId, known: Tip) -> Result<Tip, BookError> {
        if rows.key_state()? != self.keys {
            return Err(BookError::KeysChanged);
        }
        let last = rows.last_leaf()?.ok_or_else(|| BookError::Tampered("it has no entry".into()))?;
        if last.hash == known.hash {
            return Ok(known);
        }
        if (last.log, last.sequence) < (known.log, known.sequence) {
            let extent = |log, sequence| Extent { log, size: sequence + 1 };
            let (found, seen) = (extent(last.log, last.sequence), extent(known.log, known.sequence));
            return Err(BookError::RolledBack { found, seen });
        }
        if rows.leaf_hashes(known.log, known.sequence, known.sequence + 1)? != [known.hash] {
            let n = known.sequence;
            return Err(BookError::Tampered(format!("entry {n} was exchanged while this command ran")));
        }
        if last.log != known.log {
            // A restore, which enters its paper.
            return Err(BookError::PapersChanged);
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
        let sequence = if first { 0 } else { before.sequence + 1 };
        self.append_at((before.log, sequence), rows, program, before, now, entry)
    }

    /// As [`Appender::append`], at a place that is said: the first of a later log.
    pub fn append_at(
        &self,
        (log, sequence): Place,
        rows: &WriteRows<'_>,
        program: ProgramId,
        before: Tip,
        now: Timestamp,
        entry: &Entry,
    ) -> Result<Tip, BookError> {
        let openings = Openings::commit(&entry.values)?;
        let signer = self.secrets.public_keys().person_id();
        let (gallery, papers) = (entry.gallery.unwrap_or(before.gallery), entry.papers.unwrap_or(before.papers));
        let leaf = LeafDraft {
            origin: Origin { program, log },
            sequence,
            previous: before.hash,
            event: entry.event.to_string(),
            time: now,
            monotonic: super::circumstances::monotonic(),
            authorization: entry.authorization,
            // What is no operation of a person is named by its event.
            operation: entry.operation.map_or_else(|| entry.event.to_string(), |operation| operation.to_string()),
            purpose: entry.purpose,
            answers: entry.answers,
            gallery,
            papers,
            commitments: openings.commitments(),
        };
        let signed = leaf.sign(self.secrets)?;
        let id = row(log, sequence);
        let opened = Zeroizing::new(serde_json::to_vec(&openings).map_err(|e| BookError::Tampered(e.to_string()))?);
        let stored = LeafRow {
            log,
            sequence,
            hash: signed.hash(),
            previous: before.hash,
            content: self.leaves.seal("content", &id, &signed.to_bytes())?,
        };
        // A refused or failed attempt is no use of an authorization: it must not keep a sleeping one awake.
        let acted =
            did_something(entry.event.as_str(), entry.values.get("result").map(String::as_str)).then_some(signer);
        rows.insert_leaf(&stored, &self.openings.seal("content", &id, &opened)?, acted)?;
        Ok(Tip { log, sequence, hash: stored.hash, gallery, papers })
    }
}

/// Whether an entry tells of an act that was done, wholly or partly (2-110-3-A, the 90-day rule).
pub(super) fn did_something(event: &str, result: Option<&str>) -> bool {
    event == Event::Outcome.as_str() && matches!(result, Some("done" | "partly"))
}

pub(super) fn read_leaf(leaves: &TableVault, program: ProgramId, stored: &LeafRow) -> Result<SignedLeaf, BookError> {
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

/// The values of an entry, unchecked; `None` where it has none.
pub(super) fn read_openings(
    openings: &TableVault,
    rows: &Rows<'_>,
    (log, sequence): Place,
) -> Result<Option<Openings>, BookError> {
    let Some(sealed) = rows.opening(log, sequence)? else { return Ok(None) };
    let text = openings.open("content", &row(log, sequence), &sealed)?;
    let openings = serde_json::from_slice(&text);
    openings.map(Some).map_err(|e| BookError::Tampered(format!("openings of entry {sequence}: {e}")))
}

pub(super) fn read_tip(leaves: &TableVault, program: ProgramId, last: &LeafRow) -> Result<Tip, BookError> {
    let signed = read_leaf(leaves, program, last)?;
    let leaf = signed.content();
    Ok(Tip { log: last.log, sequence: last.sequence, hash: last.hash, gallery: leaf.gallery, papers: leaf.papers })
}

/// An entry, checked against its row, its signer and the logs that were proven at opening; and its openings, checked against it.
pub(super) fn read_entry(
    rows: &Rows<'_>,
    appender: &Appender<'_>,
    program: ProgramId,
    (standing, logs): (&Standing, &Logs),
    place: Place,
) -> Result<(Leaf, Openings), BookError> {
    let name = Book::place_name(place);
    let missing = || BookError::Tampered(format!("entry {name} is missing"));
    let row = rows.leaf(place.0, place.1)?.ok_or_else(missing)?;
    let signed = read_leaf(appender.leaves, program, &row)?;
    let known = logs.hash(place);
    if known.is_some_and(|known| known != row.hash) {
        return Err(BookError::Tampered(format!("entry {name} is not the one that the log had")));
    }
    let leaf = signed.leaf().clone();
    match standing.keys_of(leaf.signer) {
        Some(keys) if signed.verify(keys).is_ok() => {}
        Some(_) => return Err(BookError::Tampered(format!("the signature of entry {name} does not hold"))),
        // Written after this book was opened, by somebody whose paper was accepted after it was opened.
        None if known.is_none() => return Err(BookError::PapersChanged),
        None => return Err(BookError::Tampered(format!("entry {name} is signed by somebody unknown"))),
    }
    let openings = read_openings(appender.openings, rows, place)?
        .ok_or_else(|| BookError::Tampered(format!("entry {name} has no openings")))?;
    openings.check(&leaf.content.commitments)?;
    Ok((leaf, openings))
}
