//! What the repository holds, as far as an order or a retention asks for it: ids, places and times, read from the rows and the book.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    book::{Book, BookEntry},
    entry::Event,
    error::BookError,
    logs::Place,
    removed::Removed,
    verification::about,
    walk::RUN,
};
use crate::{
    policy::OperationKind,
    store::ReferencePlace,
    vocabulary::{Digest, ProbeId, PurposeId, PurposeKind, ReferenceId, SearchId},
};

/// When and by which act an image was enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enrolled {
    /// When.
    pub at: Timestamp,
    /// The intent, which commits to a digest of the files.
    pub intent: Place,
}

/// A reference.
#[derive(Debug, Clone, Copy)]
pub struct HeldReference {
    /// Which, whose, and where it stands.
    pub place: ReferencePlace,
    /// How it came in; `None` where no entry says.
    pub enrolled: Option<Enrolled>,
}

/// A stated purpose with what was done for it.
#[derive(Debug, Clone)]
pub struct HeldPurpose {
    /// Its id.
    pub id: PurposeId,
    /// Which purpose.
    pub kind: PurposeKind,
    /// The case that was stated.
    case: Option<String>,
    /// Cases that it was said to belong to before.
    earlier: Vec<String>,
    /// The entry that states it.
    stated: Place,
    /// Corrections of its case: the entry, and the case that it says. Oldest first.
    moved: Vec<(Place, String)>,
    /// When it was stated.
    pub stated_at: Timestamp,
    /// Its probes.
    pub probes: Vec<ProbeId>,
    /// The searches that were made with them.
    pub searches: Vec<SearchId>,
    /// Every entry that names it.
    pub entries: Vec<Place>,
    /// What supervisors found of its searches: entries under purposes of theirs.
    pub answers: Vec<(Place, SearchId)>,
}

impl HeldPurpose {
    /// The case that it belongs to.
    pub fn case(&self) -> Option<&str> {
        self.case.as_deref()
    }

    /// Every case that it was ever said to belong to.
    pub fn cases(&self) -> impl Iterator<Item = &str> {
        self.case.iter().chain(&self.earlier).map(String::as_str)
    }

    /// Whether its case was corrected.
    pub fn is_moved(&self) -> bool {
        !self.moved.is_empty()
    }

    /// Whether it came into one of these cases after a place of the book: stated there, or corrected into it.
    pub fn came_after(&self, place: Place, cases: &[String]) -> bool {
        self.stated > place || self.moved.iter().any(|(at, case)| *at > place && cases.contains(case))
    }
}

/// What there is.
#[derive(Debug)]
pub struct Holdings {
    /// References, by their position.
    pub references: Vec<HeldReference>,
    /// Purposes that search for a person, with their entries; others are listed without.
    pub purposes: Vec<HeldPurpose>,
    /// Expunge orders of which something was carried out, each with whether that was all of it.
    pub carried_out: BTreeMap<Digest, bool>,
    /// What was asked for in reports, and why the gate refused: texts that may name a case of another purpose.
    texts: Vec<(Place, String)>,
    /// The last entry that was read.
    pub read: Place,
}

impl Holdings {
    /// Entries of other purposes that name a case in what was asked for, or in a refusal.
    pub fn naming<'h>(&'h self, case: &'h str) -> impl Iterator<Item = Place> + 'h {
        self.texts.iter().filter(move |(_, text)| names(text, case)).map(|(place, _)| *place)
    }
}

/// Whether a text names this case, and not a longer number that begins or ends like it.
pub fn names(text: &str, case: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let mut from = 0;
    while let Some(at) = text[from..].find(case).map(|at| from + at) {
        let end = at + case.len();
        if !part(text[..at].chars().next_back()) && !part(text[end..].chars().next()) {
            return true;
        }
        from = end;
    }
    false
}

impl Book {
    /// Reads what the repository holds.
    ///
    /// # Errors
    /// Where an entry cannot be read or does not hold.
    pub fn holdings(&self) -> Result<Holdings, BookError> {
        let rows = self.store.rows();
        let (mut purposes, mut read) = (BTreeMap::new(), Reading::default());
        for (order, record) in self.purposes()?.into_iter().enumerate() {
            let mut held = HeldPurpose {
                id: record.id,
                kind: record.statement.kind(),
                case: record.case().map(str::to_owned),
                earlier: record.earlier_cases(),
                stated: record.at,
                moved: record.moves(),
                stated_at: record.stated_at,
                probes: Vec::new(),
                searches: Vec::new(),
                entries: Vec::new(),
                answers: Vec::new(),
            };
            for (probe, _) in rows.probes_of(record.id)? {
                held.probes.push(probe);
                held.searches.extend(rows.searches_of(probe)?.into_iter().map(|(search, _)| search));
            }
            read.searches.extend(held.searches.iter().map(|search| (*search, record.id)));
            purposes.insert(record.id, (order, held));
        }
        for log in rows.log_numbers()? {
            let mut from = 0;
            loop {
                let run = self.entries(log, from, RUN)?;
                let Some(last) = run.last() else { break };
                from = last.leaf.content.sequence + 1;
                run.iter().for_each(|entry| read.hear(entry, &mut purposes));
            }
        }
        let references = rows.reference_places()?.into_iter();
        let references =
            references.map(|place| HeldReference { place, enrolled: read.enrolled.get(&place.id).copied() });
        let mut purposes: Vec<_> = purposes.into_values().collect();
        purposes.sort_by_key(|(order, _)| *order);
        Ok(Holdings {
            references: references.collect(),
            purposes: purposes.into_iter().map(|(_, held)| held).collect(),
            carried_out: read.carried_out,
            texts: read.texts,
            read: read.last,
        })
    }
}

/// What the entries say, one after the other.
#[derive(Default)]
struct Reading {
    /// Under which purpose each search was made.
    searches: BTreeMap<SearchId, PurposeId>,
    enrolled: BTreeMap<ReferenceId, Enrolled>,
    texts: Vec<(Place, String)>,
    carried_out: BTreeMap<Digest, bool>,
    last: Place,
}

impl Reading {
    fn hear(&mut self, entry: &BookEntry, purposes: &mut BTreeMap<PurposeId, (usize, HeldPurpose)>) {
        let content = &entry.leaf.content;
        let place = (content.origin.log, content.sequence);
        self.last = place;
        let held = content.purpose.and_then(|id| purposes.get_mut(&id));
        if let Some((_, held)) = held.filter(|(_, held)| held.kind.searches_for_a_person()) {
            held.entries.push(place);
        }
        for field in ["arguments", "refusal"] {
            self.texts.extend(entry.openings.get(field).map(|text| (place, text.to_owned())));
        }
        let (Some(intent), true) = (content.answers, content.event == Event::Outcome.as_str()) else { return };
        let record = entry.openings.get("record").unwrap_or_default();
        if content.operation == OperationKind::Enroll.as_str() {
            let enrolled = Enrolled { at: content.time, intent: (place.0, intent) };
            self.enrolled.extend(references(record).into_iter().map(|id| (id, enrolled)));
        } else if content.operation == OperationKind::RepositoryExpunge.as_str() {
            // What cannot be read has carried out nothing, and is a finding of the check.
            let removed = Removed::told(&entry.openings, place).ok().flatten();
            self.carried_out.extend(removed.map(|removed| (removed.order, removed.complete)));
        } else if content.operation == OperationKind::AuditAnswer.as_str() {
            let Some(search) = about(record) else { return };
            if let Some((_, held)) = self.searches.get(&search).and_then(|id| purposes.get_mut(id)) {
                held.answers.push((place, search));
            }
        }
    }
}

/// The references that the record of an enrollment names as new.
pub(super) fn references(record: &str) -> Vec<ReferenceId> {
    #[derive(Deserialize)]
    struct Told {
        results: Vec<Row>,
    }
    #[derive(Deserialize)]
    struct Row {
        outcome: Became,
    }
    #[derive(Deserialize)]
    struct Became {
        result: String,
        reference: Option<ReferenceId>,
    }
    let told: Option<Told> = serde_json::from_str(record).ok();
    let rows = told.map(|told| told.results).unwrap_or_default().into_iter().map(|row| row.outcome);
    rows.filter(|outcome| outcome.result == "enrolled").filter_map(|outcome| outcome.reference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_by_its_whole_number_only() {
        assert!(names("{\"case\":\"26-00123\"}", "26-00123") && names("26-00123", "26-00123"));
        assert!(names("126-00123, 26-00123", "26-00123"));
        for other in ["26-001234", "126-00123", "26-00123-A", "A-26-00123", ""] {
            assert!(!names(other, "26-00123"), "{other}");
        }
    }
}
