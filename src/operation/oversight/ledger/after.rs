//! What later acts mean for earlier ones: a search's list is looked at, reviewed and resolved, a purpose is corrected.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Act, Ledger, What};
use crate::{
    gate::{CorrectedField, CorrectionTarget, TypedPaper},
    report::Place,
};

/// What became of one search, from later acts.
#[derive(Debug, Default)]
pub(in super::super) struct Aftermath {
    /// Index of its act.
    pub act: usize,
    /// By rank: whether the candidate was kept.
    pub kept: BTreeMap<u32, bool>,
    /// Ranks on which two examiners differ, as long as nothing stands.
    pub differs: BTreeSet<u32>,
    pub reviewed: Option<Place>,
    /// By rank: the last result of independent sources.
    pub resolved: BTreeMap<u32, String>,
    /// The first packet for a blind review.
    pub packet: Option<(Place, Timestamp)>,
    /// The first preliminary sheet.
    pub preliminary: Option<(Place, Timestamp)>,
    /// What closed the list without a verification.
    pub closed: Option<Place>,
    /// How often somebody looked at its faces after that.
    pub looked_since: u64,
    /// The newest answer of a supervisor: index of its act.
    pub answered: Option<usize>,
}

impl Aftermath {
    /// Takes up what a later act says of this list.
    fn hear(&mut self, act: &Act, index: usize) {
        match &act.what {
            What::Answered(_) => self.answered = Some(index),
            What::Packet(_) => {
                self.packet.get_or_insert((act.at, act.time));
            }
            What::Dispose(told) | What::Settled(told) => {
                self.kept.extend(told.dispositions.iter().map(|one| (one.rank, one.disposition == "kept")));
                if matches!(act.what, What::Settled(_)) {
                    self.differs.retain(|rank| told.dispositions.iter().all(|one| one.rank != *rank));
                }
            }
            What::Review(told) if told.agrees.is_some() => {
                self.reviewed.get_or_insert(act.at);
                self.differs.extend(&told.differs);
            }
            What::Resolve(told) => {
                self.resolved.insert(told.rank, told.result.clone());
            }
            What::Sheet(told) if told.preliminary => {
                self.preliminary.get_or_insert((act.at, told.made.unwrap_or(act.time)));
            }
            What::Closed(_) => {
                self.closed.get_or_insert(act.at);
            }
            What::Opened(_) | What::Contact(_) => self.looked_since += u64::from(self.closed.is_some()),
            What::Source(told) if told.source.result == "contradicts" => {
                // What was confirmed before somebody said otherwise is not confirmed any more.
                if let Some(result) = self.resolved.get_mut(&told.rank).filter(|result| *result == "confirmed") {
                    *result = "unresolved".to_owned();
                }
            }
            _ => {}
        }
    }
}

impl Ledger {
    /// What the newest act means for earlier ones.
    pub(super) fn follow_up(&mut self) {
        let index = self.acts.len() - 1;
        let act = &self.acts[index];
        match &act.what {
            What::Probe(told) => {
                self.probes.insert(told.probe, index);
            }
            What::Search(told, _) => {
                self.searches.insert(told.search, Aftermath { act: index, ..Aftermath::default() });
            }
            What::Review(told) if told.agrees == Some(false) => {
                self.dissents.entry(told.search).or_insert(act.at);
            }
            What::Corrected(paper) => self.correct(act.at, *paper),
            _ => {}
        }
        let act = &self.acts[index];
        if let Some(after) = act.what.list().and_then(|list| self.searches.get_mut(&list)) {
            after.hear(act, index);
        }
    }

    /// A purpose is as its last correction says.
    fn correct(&mut self, at: Place, paper: usize) {
        if let TypedPaper::Correction(paper) = &self.people.papers[paper].paper
            && let CorrectionTarget::Purpose(id) = paper.target
            && let Some(purpose) = self.purposes.get_mut(&id)
        {
            purpose.corrected.push((at, paper.field.to_string()));
            if paper.field == CorrectedField::Case {
                purpose.corrected_case = Some(paper.value.clone());
            }
        }
    }
}
