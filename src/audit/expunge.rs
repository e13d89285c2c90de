//! Taking values out of the book's openings, by order (ADR 20). The leaves stay, with what they commit to.

use std::collections::BTreeSet;

use super::{
    append::{read_openings, row},
    conclude::Writing,
    entry::Openings,
    error::BookError,
    logs::Place,
    removed::Gone,
    verification::about,
    walk::{ON, walk},
};
use crate::{
    gate::RepositoryExpunge,
    policy::OperationKind,
    store::Traces,
    vocabulary::{ProgramId, PurposeId, SearchId},
};

/// What stays of an entry whose purpose is expunged: who did it with which software where, how it ended, what was asked for in
/// codes and numbers, and why the gate refused. What a later version adds goes.
const STAYS: &[&str] =
    &["software", "host", "user", "result", "milliseconds", "first-contact", "lost", "arguments", "refusal"];

/// Whether a value goes with its purpose.
pub fn goes_with_purpose(field: &str) -> bool {
    !STAYS.contains(&field)
}

impl Writing<'_, RepositoryExpunge> {
    /// Takes those values out of an entry's openings of which `takes` says so; which fields they were. What had gone before, by
    /// whoever's hand, is not listed.
    ///
    /// # Errors
    /// Where the openings cannot be read or written.
    pub fn take_values(
        &self,
        (log, sequence): Place,
        takes: &dyn Fn(&str, &str) -> bool,
        traces: &mut Traces,
    ) -> Result<Option<Gone>, BookError> {
        let Some(sealed) = self.rows.opening(log, sequence)? else { return Ok(None) };
        let (table, id) = (self.book.table("opening")?, row(log, sequence));
        let text = table.open("content", &id, &sealed)?;
        let wrong = |e: serde_json::Error| BookError::Tampered(format!("openings of entry {sequence}: {e}"));
        let mut openings: Openings = serde_json::from_slice(&text).map_err(wrong)?;
        let fields = openings.take(takes);
        if fields.is_empty() {
            return Ok(None);
        }
        let left = zeroize::Zeroizing::new(serde_json::to_vec(&openings).map_err(wrong)?);
        self.rows.put_opening((log, sequence), &table.seal("content", &id, &left)?)?;
        traces.add(&sealed);
        Ok(Some(Gone { log, sequence, fields }))
    }

    /// Entries under these purposes that were written after the book was read for the order, and what supervisors found since of
    /// these searches.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn entries_since(
        &self,
        program: ProgramId,
        read: Place,
        purposes: &BTreeSet<PurposeId>,
        searches: &BTreeSet<SearchId>,
    ) -> Result<(Vec<Place>, Vec<Place>), BookError> {
        let (leaves, openings) = (self.book.table("leaf")?, self.book.table("opening")?);
        let (mut found, mut answers) = (Vec::new(), Vec::new());
        walk(self.rows, &leaves, program, read, |place, leaf| {
            let content = leaf.content();
            if content.purpose.is_some_and(|purpose| purposes.contains(&purpose)) {
                found.push(place);
            } else if content.answers.is_some() && content.operation == OperationKind::AuditAnswer.as_str() {
                let told = read_openings(&openings, self.rows, place)?;
                let about = told.and_then(|told| told.get("record").and_then(about));
                answers.extend(about.filter(|search| searches.contains(search)).map(|_| place));
            }
            ON
        })?;
        Ok((found, answers))
    }
}
