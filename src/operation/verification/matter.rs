//! One list and everything that was done about it, as the book tells.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, de::DeserializeOwned};

use super::told::{OfSearch, OpenTold, RecordTold};
use crate::{
    audit::ActRecord,
    operation::{OperationError, Visit},
    policy::{OperationKind, VerificationFacts},
    report::{CandidateLine, CandidateList},
    vocabulary::{Disposition, PersonId, PurposeKind, SearchId},
};

/// A search with its list, and what followed.
pub(super) struct Matter {
    pub search: SearchId,
    pub time: Timestamp,
    pub kind: Option<PurposeKind>,
    pub case: Option<String>,
    pub list: CandidateList,
    pub acts: Vec<Act>,
}

/// One act about the list.
pub(super) struct Act {
    pub by: PersonId,
    pub what: What,
}

/// What it was.
pub(super) enum What {
    Open(OpenTold),
    Record(Box<RecordTold>),
    /// Looked at what is open.
    Status,
}

/// The whole id, or at least the first six digits of it. `None` where there is no such search: that is for the gate.
fn find(visit: &Visit<'_>, text: &str) -> Result<Option<SearchId>, OperationError> {
    if let Ok(id) = text.parse() {
        return Ok(Some(id));
    }
    let digits = text.strip_prefix(SearchId::PREFIX).unwrap_or(text);
    let enough = (6..32).contains(&digits.len()) && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !enough {
        return Err(OperationError::Usage(format!(
            "{text:?} is no search id: give search-… as `frs search` printed it, or at least its first six digits"
        )));
    }
    match visit.book.searches_by_prefix(digits)?.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(OperationError::Usage(format!("several searches' ids begin with {digits}: give more of it"))),
    }
}

impl Matter {
    /// Reads the list and what was done about it; `None` where there is no such search.
    ///
    /// # Errors
    /// Where the text is no id, the list was expunged, or an entry does not hold.
    pub fn find(visit: &Visit<'_>, text: &str) -> Result<Option<Self>, OperationError> {
        match find(visit, text)? {
            Some(id) => Self::read(visit, id),
            None => Ok(None),
        }
    }

    fn read(visit: &Visit<'_>, search: SearchId) -> Result<Option<Self>, OperationError> {
        #[derive(Deserialize)]
        struct Told {
            list: CandidateList,
        }
        let Some(searched) = visit.book.searched(search)? else { return Ok(None) };
        let text = searched.record.as_deref().ok_or_else(|| {
            OperationError::Usage(format!("{search}: its list was expunged; there is nothing left to verify"))
        })?;
        let wrong = |e| OperationError::Integrity(format!("the list of {search} cannot be read: {e}"));
        let Told { list } = serde_json::from_str(text).map_err(wrong)?;
        let stated = searched.purpose.map(|id| visit.book.purpose(id)).transpose()?.flatten();
        let case = stated.as_ref().and_then(|stated| stated.statement.case()).map(str::to_owned);
        let acts = visit.book.verifications(searched.at, case.as_deref())?;
        let acts = acts.into_iter().filter_map(|act| Act::read(search, act).transpose());
        Ok(Some(Self {
            search,
            time: searched.time,
            kind: stated.map(|stated| stated.statement.kind()),
            case,
            list,
            acts: acts.collect::<Result<_, _>>()?,
        }))
    }

    /// The candidate at a place of the list.
    ///
    /// # Errors
    /// Where there is none: the gate has asked before.
    pub fn candidate(&self, rank: u32) -> Result<&CandidateLine, OperationError> {
        let found = self.list.candidates.iter().find(|candidate| candidate.rank == rank);
        found.ok_or_else(|| OperationError::Bug(format!("the gate let candidate {rank} of {} through", self.search)))
    }

    /// By rank: the record that stands, which is the newest, and all of them.
    pub fn records(&self) -> BTreeMap<u32, Vec<(&Act, &RecordTold)>> {
        let mut records = BTreeMap::<u32, Vec<_>>::new();
        for act in &self.acts {
            if let What::Record(told) = &act.what {
                for one in &told.dispositions {
                    records.entry(one.rank).or_default().push((act, &**told));
                }
            }
        }
        records
    }

    /// What the first examiner made of each candidate that has a record.
    pub fn dispositions(&self) -> BTreeMap<u32, Disposition> {
        let newest = |(rank, records): (u32, Vec<(&Act, &RecordTold)>)| {
            records.last().map(|(_, told)| (rank, told.comparison.disposition()))
        };
        self.records().into_iter().filter_map(newest).collect()
    }

    /// How many candidates have no disposition.
    pub fn open(&self) -> u32 {
        let held = self.dispositions();
        let open = self.list.candidates.iter().filter(|candidate| !held.contains_key(&candidate.rank)).count();
        u32::try_from(open).unwrap_or(u32::MAX)
    }

    /// Whether a person has opened a candidate.
    pub fn has_opened(&self, person: PersonId, rank: u32) -> bool {
        self.acts.iter().any(|act| matches!(&act.what, What::Open(told) if told.rank == rank) && act.by == person)
    }

    /// What the gate asks.
    pub fn facts(&self, person: PersonId, candidate: Option<u32>) -> VerificationFacts {
        VerificationFacts {
            kind: self.kind,
            case: self.case.clone(),
            candidates: u32::try_from(self.list.candidates.len()).unwrap_or(u32::MAX),
            open: self.open(),
            candidate,
            looked: candidate.is_some_and(|rank| self.has_opened(person, rank)),
            missing: None,
        }
    }
}

impl Act {
    /// The act, where it is about this search.
    fn read(search: SearchId, act: ActRecord) -> Result<Option<Self>, OperationError> {
        // What was expunged tells nothing any more.
        let Some(text) = act.record.as_deref() else { return Ok(None) };
        let of: OfSearch = told(&act, text)?;
        if of.search != search {
            return Ok(None);
        }
        let what = match act.operation.parse() {
            Ok(OperationKind::VerifyOpen) => What::Open(told(&act, text)?),
            Ok(OperationKind::VerifyRecord) => What::Record(Box::new(told(&act, text)?)),
            Ok(OperationKind::VerifyStatus) => What::Status,
            // An act of a later version is no act of this one.
            _ => return Ok(None),
        };
        Ok(Some(Self { by: act.by, what }))
    }
}

fn told<T: DeserializeOwned>(act: &ActRecord, text: &str) -> Result<T, OperationError> {
    serde_json::from_str(text).map_err(|e| {
        let place = crate::audit::Book::place_name(act.at);
        OperationError::Integrity(format!("entry {place} ({}) cannot be read: {e}", act.operation))
    })
}
