//! One list and everything that was done about it, as the book tells.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    acts::{Act, What},
    told::{CloseTold, RecordTold, SourceTold},
};
use crate::{
    audit::{ActRecord, Place},
    operation::{OperationError, Visit},
    policy::{SourceFacts, StatedPurpose, VerificationFacts},
    report::{CandidateLine, CandidateList},
    vocabulary::{
        Digest, Disposition, PersonId, ProbeId, PurposeId, PurposeKind, SearchId, SourceResult, VerificationResult,
        short_digits,
    },
};

/// A search with its list, and what followed.
pub(super) struct Matter {
    pub search: SearchId,
    /// The search's outcome.
    pub at: Place,
    /// The purpose that it was made for.
    pub purpose: Option<PurposeId>,
    /// SHA-256 of the list, as the outcome says.
    pub list_digest: Digest,
    pub by: PersonId,
    pub time: Timestamp,
    pub kind: Option<PurposeKind>,
    pub case: Option<String>,
    pub list: CandidateList,
    pub acts: Vec<Act>,
    /// Keys of people who have more than one, with the id that stands for all of them.
    keys: BTreeMap<PersonId, PersonId>,
    /// What came after this entry is not among them.
    pub read_to: Place,
}

/// `A`, `B`, … `Z`, `AA`, …
pub(super) fn item_name(index: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    match index {
        0..26 => letter(index).to_string(),
        _ => format!("{}{}", letter(index / 26 - 1), letter(index)),
    }
}

/// The whole id, or at least the first six digits of it. `None` where there is no such search: that is for the gate.
pub(in crate::operation) fn find(visit: &Visit<'_>, text: &str) -> Result<Option<SearchId>, OperationError> {
    if let Ok(id) = text.parse() {
        return Ok(Some(id));
    }
    let digits = short_digits(SearchId::PREFIX, text).ok_or_else(|| {
        OperationError::Usage(format!(
            "{text:?} is no search id: give search-… as `frs search` printed it, or at least its first six digits"
        ))
    })?;
    match visit.book.searches_by_prefix(digits)?.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(OperationError::Usage(format!("several searches' ids begin with {digits}: give more of it"))),
    }
}

/// The probe whose list a search's outcome tells; `None` where it was expunged.
pub(super) fn probe_of(searched: &ActRecord) -> Option<ProbeId> {
    #[derive(Deserialize)]
    struct Told {
        list: Listed,
    }
    #[derive(Deserialize)]
    struct Listed {
        probe: ProbeId,
    }
    let told: Option<Told> = searched.record.as_deref().and_then(|text| serde_json::from_str(text).ok());
    told.map(|told| told.list.probe)
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

    /// As [`Matter::find`], by the whole id.
    ///
    /// # Errors
    /// As there.
    pub fn read(visit: &Visit<'_>, search: SearchId) -> Result<Option<Self>, OperationError> {
        let read_to = visit.book.newest_place()?;
        let Some(searched) = visit.book.searched(search)? else { return Ok(None) };
        let acts = visit.book.verifications(searched.at, search)?;
        Ok(Some(Self { read_to, ..Self::of(visit, search, searched, acts)? }))
    }

    /// The list of a search, and those of `acts` that are about it.
    ///
    /// # Errors
    /// Where the list was expunged, or an act cannot be read.
    pub fn of(
        visit: &Visit<'_>,
        search: SearchId,
        searched: ActRecord,
        acts: Vec<ActRecord>,
    ) -> Result<Self, OperationError> {
        #[derive(Deserialize)]
        struct Told {
            list: CandidateList,
            list_digest: Digest,
        }
        let text = searched.record.as_deref().ok_or_else(|| {
            OperationError::Usage(format!("{search}: its list was expunged; there is nothing left to verify"))
        })?;
        let wrong = |e| OperationError::Integrity(format!("the list of {search} cannot be read: {e}"));
        let Told { list, list_digest } = serde_json::from_str(text).map_err(wrong)?;
        let stated = searched.purpose.map(|id| visit.book.purpose(id)).transpose()?.flatten();
        let case = stated.as_ref().and_then(|stated| stated.case()).map(str::to_owned);
        let acts = acts.into_iter().filter_map(|act| Act::read(search, act).transpose());
        Ok(Self {
            search,
            at: searched.at,
            purpose: searched.purpose,
            list_digest,
            by: searched.by,
            time: searched.time,
            kind: stated.map(|stated| stated.statement.kind()),
            case,
            list,
            acts: acts.collect::<Result<_, _>>()?,
            keys: keys(visit),
            read_to: searched.at,
        })
    }

    /// The purpose that the next command about this list can cite: the one that was cited, where it searches for a person; of a
    /// look in oversight or administration the list's own.
    pub fn goes_on_under(&self, cited: Option<&StatedPurpose>) -> Option<PurposeId> {
        cited.filter(|cited| cited.kind.searches_for_a_person()).map(|cited| cited.id).or(self.purpose)
    }

    /// The candidate at a place of the list.
    ///
    /// # Errors
    /// Where there is none: the gate has asked before.
    pub fn candidate(&self, rank: u32) -> Result<&CandidateLine, OperationError> {
        let found = self.list.candidates.iter().find(|candidate| candidate.rank == rank);
        found.ok_or_else(|| OperationError::Bug(format!("the gate let candidate {rank} of {} through", self.search)))
    }

    /// By rank: every record of the first examiners, the newest last.
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
    pub fn first_dispositions(&self) -> BTreeMap<u32, Disposition> {
        let newest = |(rank, records): (u32, Vec<(&Act, &RecordTold)>)| {
            records.last().map(|(_, told)| (rank, told.comparison.disposition()))
        };
        self.records().into_iter().filter_map(newest).collect()
    }

    /// How many candidates have no disposition.
    pub fn open(&self) -> u32 {
        let held = self.first_dispositions();
        let open = self.list.candidates.iter().filter(|candidate| !held.contains_key(&candidate.rank)).count();
        u32::try_from(open).unwrap_or(u32::MAX)
    }

    /// Whether a candidate lies above the floor's line. Where none does the search found nobody, and its list asks for no
    /// record.
    pub fn any_above(&self) -> bool {
        self.list.any_above()
    }

    /// Whether a lead report or a preliminary sheet was made of it, or one of its candidates was ever recorded as confirmed: somebody may
    /// act on it.
    pub fn is_concluded(&self) -> bool {
        self.acts.iter().any(|act| match &act.what {
            What::Sheet(_) => true,
            What::Outcome(told) => told.result == VerificationResult::Confirmed,
            _ => false,
        })
    }

    /// What closed the list without a verification.
    pub fn closed(&self) -> Option<(&Act, &CloseTold)> {
        self.acts.iter().find_map(|act| match &act.what {
            What::Close(told) => Some((act, told)),
            _ => None,
        })
    }

    /// From when the blind review is due: the packet, or a preliminary sheet that was made before it.
    pub fn review_due_from(&self) -> Option<Timestamp> {
        self.acts.iter().find_map(|act| match &act.what {
            What::Sheet(told) if told.preliminary => Some(told.made),
            What::Packet(_) => Some(act.time),
            _ => None,
        })
    }

    /// The sources on record of one candidate.
    pub fn sources(&self, rank: u32) -> impl Iterator<Item = &SourceTold> {
        self.acts.iter().filter_map(move |act| match &act.what {
            What::Source(told) if told.rank == rank => Some(told),
            _ => None,
        })
    }

    /// What the sources of a candidate led to, as recorded last. A confirmation does not outlast a source that speaks against it: it
    /// counts again once it is recorded in sight of that (2-110-4-D-5).
    pub fn outcome(&self, rank: u32) -> Option<VerificationResult> {
        let mut outcome = None;
        for act in &self.acts {
            match &act.what {
                What::Outcome(told) if told.rank == rank => outcome = Some(told.result),
                What::Source(told) if told.rank == rank && told.source.result == SourceResult::Contradicts => {
                    outcome = outcome.map(|known| match known {
                        VerificationResult::Confirmed => VerificationResult::Unresolved,
                        other => other,
                    });
                }
                _ => {}
            }
        }
        outcome
    }

    /// Whether whoever verifies a candidate has said that the sources leave it open, and found none since: nothing is left to do.
    pub fn is_left_open(&self, rank: u32) -> bool {
        let last = self.acts.iter().rev().find(|act| match &act.what {
            What::Outcome(told) => told.rank == rank,
            What::Source(told) => told.rank == rank,
            _ => false,
        });
        last.is_some_and(
            |act| matches!(&act.what, What::Outcome(told) if told.result == VerificationResult::Unresolved),
        )
    }

    /// The candidates who are kept, as things stand: those whom a redacted report shows.
    pub fn kept(&self) -> BTreeSet<u32> {
        let (held, conflicts) = (self.dispositions(), self.conflicts());
        let kept = |(rank, disposition): (u32, Disposition)| {
            let eliminated = self.outcome(rank) == Some(VerificationResult::Eliminated);
            (conflicts.contains(&rank) || (disposition == Disposition::Kept && !eliminated)).then_some(rank)
        };
        held.into_iter().filter_map(kept).collect()
    }

    /// The one id of a person, whichever of their keys acted.
    pub fn who(&self, person: PersonId) -> PersonId {
        self.keys.get(&person).copied().unwrap_or(person)
    }

    /// Whether two keys are one person's.
    pub fn is(&self, one: PersonId, other: PersonId) -> bool {
        self.who(one) == self.who(other)
    }

    /// Whether a person has opened a candidate.
    pub fn has_opened(&self, person: PersonId, rank: u32) -> bool {
        let opened = |act: &&Act| matches!(&act.what, What::Open(told) if told.rank == rank);
        self.acts.iter().filter(opened).any(|act| self.is(act.by, person))
    }

    /// Whether a person has recorded a candidate as a second examiner.
    fn has_sealed(&self, person: PersonId, rank: u32) -> bool {
        let theirs = |packet: &super::reviews::Packet<'_>| self.is(packet.told.reviewer, person);
        self.packets().iter().any(|packet| theirs(packet) && !packet.records_of(rank).is_empty())
    }

    /// What a person has had to do with the list, where that keeps them from reviewing it blind.
    pub fn part_of(&self, person: PersonId) -> Option<&'static str> {
        if self.is(self.by, person) {
            return Some("made the search");
        }
        let theirs = self.acts.iter().filter(|act| self.is(act.by, person));
        theirs
            .filter_map(|act| match &act.what {
                What::Record(_) => Some("recorded a comparison of it"),
                What::Open(_) => Some("has opened a candidate of it"),
                What::Status => Some("has looked at the list"),
                What::Packet(_) => Some("made the packet"),
                What::Source(_) | What::Outcome(_) | What::Resolve(_) | What::Sheet(_) | What::Close(_) => {
                    Some("has worked on it")
                }
                What::Review(_) => None,
            })
            .next()
    }

    /// What the gate asks.
    pub fn facts(&self, person: PersonId, only_reviews: bool, candidate: Option<u32>) -> VerificationFacts {
        let packet = self.packet();
        let finished = packet.as_ref().is_some_and(|packet| self.is(packet.told.reviewer, person) && packet.finished);
        let assigned = packet.as_ref().is_some_and(|packet| self.is(packet.told.reviewer, person));
        VerificationFacts {
            kind: self.kind,
            case: self.case.clone(),
            own: self.is(self.by, person),
            candidates: u32::try_from(self.list.candidates.len()).unwrap_or(u32::MAX),
            open: self.open(),
            candidate,
            looked: candidate.is_some_and(|rank| self.has_opened(person, rank) || self.has_sealed(person, rank)),
            missing: None,
            blind: (assigned || only_reviews) && !finished,
            packet: packet.is_some(),
            unfit: None,
            conflict: candidate.is_some_and(|rank| self.conflicts().contains(&rank)),
            between: candidate.is_some_and(|rank| self.is_between(rank, person)),
            has_record: candidate.is_some_and(|rank| self.sides(rank).contains_key(&self.who(person))),
            kept: candidate.is_some_and(|rank| {
                self.conflicts().contains(&rank) || self.dispositions().get(&rank) == Some(&Disposition::Kept)
            }),
            sources: candidate.map(|rank| self.source_facts(rank)).unwrap_or_default(),
            closed: self.closed().map(|(act, _)| crate::audit::Book::place_name(act.at)),
            ..VerificationFacts::default()
        }
    }

    fn source_facts(&self, rank: u32) -> SourceFacts {
        let count = |is: &dyn Fn(&super::papers::Source) -> bool| {
            u32::try_from(self.sources(rank).filter(|told| is(&told.source)).count()).unwrap_or(u32::MAX)
        };
        SourceFacts {
            result: None,
            confirming: count(&|s| s.result == SourceResult::Supports && !s.kind.is_exculpatory()),
            contradicting: count(&|s| s.result == SourceResult::Contradicts),
            exculpatory: count(&|s| s.kind.is_exculpatory()),
            despite: false,
        }
    }
}

/// Of people with more than one key.
fn keys(visit: &Visit<'_>) -> BTreeMap<PersonId, PersonId> {
    let standing = visit.book.standing();
    let ids = standing.persons().into_iter().map(|one| (one.person, standing.one_person(one.person)));
    ids.filter(|(key, person)| key != person).collect()
}

#[cfg(test)]
mod tests {
    use super::item_name;

    #[test]
    fn items_have_letters() {
        assert_eq!([0, 25, 26, 49].map(item_name), ["A", "Z", "AA", "AX"]);
    }
}
