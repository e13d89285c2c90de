//! The list as it was recorded, held against what the photographs of that day give now. Pure: nothing is looked up.
//!
//! Nobody who was not on the list is named: where somebody is missing from it, only how many is said.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    audit::Place,
    report::{CandidateLine, CandidateList, ReplayLine},
    repository::Compared,
    vocabulary::{ComparisonScore, Digest, ReferenceId, SubjectId},
};

/// The mark that depends on when the case was opened here, which corrections and expunges can change.
const AFTER_CASE: &str = "enrolled-after-case";

/// What is known of the day of the search.
pub(super) struct Then<'t> {
    /// The list as the book has it.
    pub recorded: &'t CandidateList,
    /// References of that day which are still there, compared again; each with its person of today.
    pub compared: &'t [Compared],
    /// References of that day that were expunged since, by the entry that says so.
    pub gone: &'t BTreeMap<ReferenceId, Place>,
    /// People of whom nothing is left since.
    pub gone_people: u64,
    /// People who were made others since: who went, who stayed.
    pub merged: &'t [(Place, SubjectId, SubjectId)],
    /// Whether cases of purposes were corrected or expunged since.
    pub cases_changed: bool,
    /// Whether the model's card is the one of that day: error rates stand in it.
    pub same_card: bool,
    /// How many images could not be searched; `None` where such images came or went since.
    pub not_searched: Option<u64>,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Every candidate of the recorded list.
    pub lines: Vec<ReplayLine>,
    /// The list, made again; what cannot be made again stands in it as recorded.
    pub again: Vec<CandidateLine>,
    /// What nothing in the book accounts for.
    pub findings: Vec<String>,
    /// What entries since account for.
    pub accounted: Vec<String>,
    /// What could not be held against anything.
    pub unchecked: Vec<String>,
}

/// The best reference of each person, and how many they have.
type Best<'t> = HashMap<SubjectId, (&'t Compared, u64)>;

fn best<'t>(compared: &'t [Compared]) -> Best<'t> {
    let mut best = Best::new();
    for one in compared {
        let held = best.entry(one.subject).or_insert((one, 0));
        held.1 += 1;
        if one.order(held.0).is_lt() {
            held.0 = one;
        }
    }
    best
}

fn place(at: Place) -> String {
    crate::audit::Book::place_name(at)
}

impl Then<'_> {
    /// Who a person of that day is today.
    fn today(&self, subject: SubjectId) -> SubjectId {
        self.merged.iter().fold(subject, |now, (_, from, into)| if now == *from { *into } else { now })
    }

    /// The entry of the last merge that made somebody this person.
    fn merge_of(&self, today: SubjectId) -> Option<Place> {
        self.merged.iter().rev().find(|(_, _, into)| self.today(*into) == today).map(|(at, ..)| *at)
    }

    /// Makes every line again with `line` (place, reference, further references of the person) and compares.
    ///
    /// # Errors
    /// Those of `line`.
    pub fn compare<E>(
        &self,
        mut line: impl FnMut(u32, &Compared, u64) -> Result<CandidateLine, E>,
    ) -> Result<Found, E> {
        let mut found = Found::default();
        let (best, by_id) = (best(self.compared), self.compared.iter().map(|one| (one.reference, one)));
        let by_id: HashMap<ReferenceId, &Compared> = by_id.collect();
        for recorded in &self.recorded.candidates {
            let rank = recorded.rank;
            let state = match (by_id.get(&recorded.reference), self.gone.get(&recorded.reference)) {
                (Some(one), _) => {
                    let more = best.get(&one.subject).map_or(0, |(_, count)| count - 1);
                    let again = line(rank, one, more)?;
                    self.hold(recorded, again, best.get(&one.subject).map(|(best, _)| *best), &mut found)
                }
                (None, Some(at)) => {
                    let at = place(*at);
                    found.accounted.push(format!("candidate {rank}: the photograph was expunged since (entry {at})"));
                    found.again.push(recorded.clone());
                    "expunged"
                }
                (None, None) => {
                    let why = "its photograph is not in the repository, and no entry says that it was expunged";
                    found.findings.push(format!("candidate {rank}: {why}"));
                    found.again.push(recorded.clone());
                    "missing"
                }
            };
            found.lines.push(ReplayLine { rank, state });
        }
        self.order(&mut found);
        self.completeness(&best, &mut found);
        self.counts(&best, &mut found);
        Ok(found)
    }

    /// One line against its own; in a word, how they stand.
    fn hold(
        &self,
        recorded: &CandidateLine,
        again: CandidateLine,
        best: Option<&Compared>,
        found: &mut Found,
    ) -> &'static str {
        let (rank, before) = (recorded.rank, (found.findings.len(), found.accounted.len()));
        let mut held = again.clone();
        if again.subject != recorded.subject {
            match self.merge_of(again.subject).filter(|_| self.today(recorded.subject) == again.subject) {
                Some(at) => {
                    let at = place(at);
                    found
                        .accounted
                        .push(format!("candidate {rank}: the person was merged with another since (entry {at})"));
                }
                None => found.findings.push(format!("candidate {rank}: the photograph is now another person's")),
            }
            held.subject = recorded.subject;
        }
        if again.other_references != recorded.other_references {
            let fewer = again.other_references < recorded.other_references && !self.gone.is_empty();
            if fewer || self.merge_of(again.subject).is_some() {
                let (was, now) = (recorded.other_references, again.other_references);
                found.accounted.push(format!(
                    "candidate {rank}: {was} further photographs of the person then, {now} of these now"
                ));
            } else {
                found.findings.push(format!("candidate {rank}: another number of further photographs of the person"));
            }
            held.other_references = recorded.other_references;
        }
        self.marks(recorded, &mut held, found);
        let mut told = held.clone();
        if !self.same_card || rates_alike(&held, recorded) {
            take_rates(&mut told, recorded);
        }
        if !self.same_card {
            take_rates(&mut held, recorded);
        }
        if held.score.to_bits() != recorded.score.to_bits() {
            let (was, now) = (ComparisonScore(recorded.score), ComparisonScore(held.score));
            found.findings.push(format!("candidate {rank}: the score is {now}, and {was} is recorded"));
        } else if told != *recorded {
            found
                .findings
                .push(format!("candidate {rank}: what stands beside the score is not what the photograph gives"));
        }
        // The best photograph of a person stands for them; whose photographs were together then is not known after a merge.
        let better = best.is_some_and(|best| best.order(&as_compared(recorded)).is_lt());
        if better && self.merge_of(again.subject).is_none() {
            found
                .findings
                .push(format!("candidate {rank}: another photograph of the person, enrolled then, scores higher"));
        }
        found.again.push(held);
        match before {
            (findings, _) if found.findings.len() > findings => "differs",
            (_, accounted) if found.accounted.len() > accounted => "changed",
            _ => "equal",
        }
    }

    fn marks(&self, recorded: &CandidateLine, held: &mut CandidateLine, found: &mut Found) {
        let without =
            |line: &CandidateLine| line.marks.iter().filter(|mark| *mark != AFTER_CASE).cloned().collect::<Vec<_>>();
        if held.marks != recorded.marks && without(held) == without(recorded) && self.cases_changed {
            let rank = recorded.rank;
            found.accounted.push(format!(
                "candidate {rank}: cases were corrected or expunged since, on which the mark {AFTER_CASE} rests"
            ));
            held.marks.clone_from(&recorded.marks);
        }
    }

    /// Best first, equal scores by reference id, numbered from 1.
    fn order(&self, found: &mut Found) {
        let lines = &self.recorded.candidates;
        let sorted = lines.windows(2).all(|pair| as_compared(&pair[0]).order(&as_compared(&pair[1])).is_lt());
        let numbered = (1..).zip(lines).all(|(rank, line)| line.rank == rank);
        if !sorted || !numbered {
            found.findings.push("the candidates do not stand in the order of their scores".to_owned());
        }
    }

    /// Whether somebody who was there then should stand on the list and does not.
    fn completeness(&self, best: &Best<'_>, found: &mut Found) {
        let lines = &self.recorded.candidates;
        let listed: BTreeSet<SubjectId> = lines.iter().map(|line| self.today(line.subject)).collect();
        let full = lines.len() >= self.recorded.asked as usize;
        let last = lines.last().map(as_compared);
        let belongs = |one: &Compared| !full || last.as_ref().is_some_and(|last| one.order(last).is_lt());
        let missing = best.iter().filter(|(person, (one, _))| !listed.contains(person) && belongs(one)).count();
        if missing > 0 {
            found.findings.push(format!(
                "of those who were enrolled then, {missing} belong on the list by their score and do not stand on it"
            ));
        }
        let off_list = self.gone.keys().filter(|id| lines.iter().all(|line| line.reference != **id)).count();
        if off_list > 0 {
            found.unchecked.push(format!(
                "of the photographs of that day that were not on the list, {off_list} were expunged since: that none of them \
                 belonged on it cannot be made again, and rests on the book"
            ));
        }
    }

    fn counts(&self, best: &Best<'_>, found: &mut Found) {
        let (there, gone) = (self.compared.len() as u64, self.gone.len() as u64);
        if there + gone != self.recorded.references {
            found.findings.push(format!(
                "{} photographs were compared then; of those there are {there} now, and {gone} were expunged since",
                self.recorded.references
            ));
        }
        let (now, merged) = (best.len() as u64, self.merged.len() as u64);
        if !(now..=now + self.gone_people + merged).contains(&self.recorded.subjects) {
            found.findings.push(format!(
                "{} people were compared then, and {now} of that day are there now",
                self.recorded.subjects
            ));
        }
        match self.not_searched {
            Some(count) if count != self.recorded.not_searched => found.findings.push(format!(
                "{} images could not be searched then, and it is {count} now",
                self.recorded.not_searched
            )),
            Some(_) => {}
            None => found
                .unchecked
                .push("how many images could not be searched: such images can have come and gone since".to_owned()),
        }
    }
}

fn as_compared(line: &CandidateLine) -> Compared {
    let (label, details) = (Digest([0; 32]), Digest([0; 32]));
    Compared { reference: line.reference, subject: line.subject, score: ComparisonScore(line.score), label, details }
}

type Rates = [Option<f64>; 5];

fn rates(line: &CandidateLine) -> Rates {
    let below = line.fmr_below_one_in.map(|one_in| one_in as f64);
    [line.fmr_at_most, below, line.fmr_at_least, line.chance_hits_at_most, line.chance_hits_at_least]
}

/// Alike to the last digit but one: a number that was read from JSON may differ there. The digest of the list does not forgive it.
fn rates_alike(one: &CandidateLine, other: &CandidateLine) -> bool {
    let alike = |pair: (Option<f64>, Option<f64>)| match pair {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-12 * one.abs(),
        (one, other) => one.is_none() && other.is_none(),
    };
    rates(one).into_iter().zip(rates(other)).all(alike)
}

fn take_rates(line: &mut CandidateLine, from: &CandidateLine) {
    (line.fmr_at_most, line.fmr_below_one_in, line.fmr_at_least) =
        (from.fmr_at_most, from.fmr_below_one_in, from.fmr_at_least);
    (line.chance_hits_at_most, line.chance_hits_at_least) = (from.chance_hits_at_most, from.chance_hits_at_least);
}
