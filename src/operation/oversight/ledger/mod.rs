//! The book as acts: intents paired with their outcomes, and what the acts say of purposes, probes, searches and people.
//!
//! Pure: entries go in one after the other, nothing is looked up elsewhere. The reports read what stands here.

mod act;
mod after;
mod purpose;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

pub(super) use self::{
    act::{Act, Ended, What},
    after::Aftermath,
    purpose::Purpose,
};
use super::{people::People, record};
use crate::{
    audit::{BookEntry, ClockSteps, Event},
    gate::{CorrectionPaper, CorrectionTarget, EntryPlace, Standing, TypedPaper},
    policy::OperationKind as K,
    report::Place,
    vocabulary::{Digest, PersonId, ProbeId, PurposeId, SearchId},
};

/// An intent that waits for its outcome.
struct Waiting {
    time: Timestamp,
    by: PersonId,
    operation: String,
    purpose: Option<PurposeId>,
    leaf: Digest,
    with_personal: bool,
    seed: Option<String>,
}

/// The whole book as acts.
#[derive(Default)]
pub(super) struct Ledger {
    /// In the order of the book; unfinished ones last.
    pub acts: Vec<Act>,
    pub purposes: BTreeMap<PurposeId, Purpose>,
    /// Index of the act that let the probe in.
    pub probes: BTreeMap<ProbeId, usize>,
    pub searches: BTreeMap<SearchId, Aftermath>,
    pub people: People,
    /// The time of each entry, of all logs.
    pub times: Vec<Timestamp>,
    /// Where each log begins among them.
    pub begins: BTreeMap<u64, usize>,
    pub clock_steps: Vec<Place>,
    /// Shares whose approval was signed afterwards.
    pub countersigned: BTreeSet<Place>,
    /// Lists of which a blind review ended with a difference, and the first that did.
    dissents: BTreeMap<SearchId, Place>,
    waiting: BTreeMap<Place, Waiting>,
    clock: ClockSteps,
}

impl Ledger {
    /// Takes one entry up; they come in the order of the book.
    pub fn hear(&mut self, entry: &BookEntry) {
        let leaf = &entry.leaf.content;
        let at = Place { log: leaf.origin.log, sequence: leaf.sequence };
        self.begins.entry(at.log).or_insert(self.times.len());
        self.times.push(leaf.time);
        if self.clock.hear(leaf.time) {
            self.clock_steps.push(at);
        }
        match leaf.event.parse::<Event>() {
            Ok(Event::Intent) => self.intent(at, entry),
            Ok(Event::Outcome) => self.outcome(at, entry),
            Ok(Event::Refusal) => {
                let told: Option<record::RefusalTold> = record::read(entry.openings.get("refusal"));
                let what = told.map_or(What::Nothing, |told| What::Refused(told.breaches));
                self.add(at, entry, None, Ended::NotAdmitted, what);
            }
            Ok(Event::Spool) => {
                let told: Option<Vec<record::Spooled>> = record::read(entry.openings.get("refusals"));
                let number = |field| entry.openings.get(field).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
                let told = told.unwrap_or_default().into_iter().map(record::Spooled::plain).collect();
                let what = What::Spool(told, number("unreadable") + number("overflow"));
                self.add(at, entry, None, Ended::NotAdmitted, what);
            }
            Ok(Event::Founding) => self.add(at, entry, None, Ended::Done, What::Founding),
            Ok(Event::Restore) => {
                let paper = entry.openings.get("paper");
                let paper = paper.and_then(|file| self.people.accept(leaf.time, file));
                self.add(at, entry, None, Ended::Done, paper.map_or(What::Nothing, What::Paper));
            }
            // A kind of entry that this report knows nothing of is still an entry.
            _ => self.add(at, entry, None, Ended::Done, What::Nothing),
        }
    }

    /// Intents without outcome become unfinished acts; the one that reads the book is none.
    pub fn finish(&mut self, own: Place) {
        for (at, waiting) in std::mem::take(&mut self.waiting) {
            if at != own {
                let Waiting { time, by, operation, purpose, leaf, .. } = waiting;
                let intent = Some(at.sequence);
                let (ended, what) = (Ended::Unfinished, What::Nothing);
                self.acts.push(Act { at, intent, time, by, operation, purpose, ended, leaf, what });
            }
        }
    }

    fn intent(&mut self, at: Place, entry: &BookEntry) {
        let leaf = &entry.leaf.content;
        let arguments = entry.openings.get("arguments");
        let seed = if leaf.operation == K::AuditSample.as_str() {
            #[derive(serde::Deserialize)]
            struct Drawn {
                seed: String,
            }
            record::read(arguments).map(|drawn: Drawn| drawn.seed)
        } else {
            None
        };
        let with_personal = leaf.operation == K::Search.as_str()
            && record::read(arguments).is_some_and(|told: record::SearchArguments| told.with_personal);
        if let (Some(id), true) = (leaf.purpose, leaf.commitments.contains_key("statement")) {
            let statement = record::read(entry.openings.get("statement"));
            let by = entry.leaf.signer;
            self.purposes.entry(id).or_insert(Purpose {
                at,
                time: leaf.time,
                by,
                statement,
                corrected_case: None,
                corrected: Vec::new(),
            });
        }
        let waiting = Waiting {
            time: leaf.time,
            by: entry.leaf.signer,
            operation: leaf.operation.clone(),
            purpose: leaf.purpose,
            leaf: entry.hash,
            with_personal,
            seed,
        };
        self.waiting.insert(at, waiting);
    }

    fn outcome(&mut self, at: Place, entry: &BookEntry) {
        let leaf = &entry.leaf.content;
        let intent = leaf.answers.map(|sequence| Place { log: at.log, sequence });
        let begun = intent.and_then(|intent| self.waiting.remove(&intent));
        let ended = match entry.openings.get("result") {
            Some("partly") => Ended::Partly,
            Some("refused") => Ended::Refused,
            Some("failed") => Ended::Failed,
            _ => Ended::Done,
        };
        let record = entry.openings.get("record");
        let what = match ended {
            Ended::Refused => {
                record::read(record).map_or(What::Nothing, |told: record::RefusalTold| What::Refused(told.breaches))
            }
            Ended::Failed => {
                record::read(record).map_or(What::Nothing, |told: record::FailedTold| What::Failed(told.why))
            }
            _ => self.told(entry, begun.as_ref()),
        };
        self.add(at, entry, intent.map(|intent| intent.sequence), ended, what);
        self.follow_up();
    }

    fn add(&mut self, at: Place, entry: &BookEntry, intent: Option<u64>, ended: Ended, what: What) {
        let leaf = &entry.leaf.content;
        self.acts.push(Act {
            at,
            intent,
            time: leaf.time,
            by: entry.leaf.signer,
            operation: leaf.operation.clone(),
            purpose: leaf.purpose,
            ended,
            leaf: entry.hash,
            what,
        });
    }

    /// What the papers make of it as they stand: authorizations that hold, and approvals by word that were signed since.
    pub fn hold_against(&mut self, standing: &Standing) {
        self.people.hold_against(standing);
        let signed = |act: &&Act| {
            let What::Shared(told) = &act.what else { return false };
            let at = EntryPlace { log: act.at.log, sequence: act.at.sequence };
            told.paper
                .zip(told.approved.as_ref())
                .is_some_and(|(paper, approved)| standing.is_countersigned(paper, approved.badge.trim(), act.by, at))
        };
        self.countersigned = self.acts.iter().filter(signed).map(|act| act.at).collect();
    }

    /// The times of the entries that come after so many of a log; what a restore cut off that log counts as nothing.
    pub fn after(&self, log: u64, size: u64) -> &[Timestamp] {
        let begin = self.begins.get(&log).copied().unwrap_or(0);
        let end = self.begins.range(log + 1..).next().map_or(self.times.len(), |(_, begin)| *begin);
        let seen = usize::try_from(size).unwrap_or(usize::MAX);
        self.times.get(begin.saturating_add(seen).min(end)..).unwrap_or_default()
    }

    /// Whether the same image was searched for before, and a second examiner differed about that list before this search.
    pub fn dissented_before(&self, at: Place, search: &record::SearchTold) -> bool {
        let dissented = self.dissents.iter().filter(|(_, dissented)| **dissented < at).map(|(id, _)| *id);
        self.is_of_same_image(dissented, search)
    }

    /// Whether the same image was searched for before, and that list was closed without a verification before this search: what was
    /// recorded there of a candidate stays there.
    pub fn closed_before(&self, at: Place, search: &record::SearchTold) -> bool {
        let closed = self.searches.iter().filter(|(_, after)| after.closed.is_some_and(|closed| closed < at));
        self.is_of_same_image(closed.map(|(id, _)| *id), search)
    }

    /// Whether one of the lists is another of the same image.
    fn is_of_same_image(&self, mut lists: impl Iterator<Item = SearchId>, search: &record::SearchTold) -> bool {
        let image = |probe: ProbeId| match &self.acts[*self.probes.get(&probe)?].what {
            What::Probe(told) => told.image,
            _ => None,
        };
        let same = |probe: ProbeId| {
            probe == search.list.probe || image(probe).is_some_and(|own| Some(own) == image(search.list.probe))
        };
        lists.any(|id| {
            let act = self.searches.get(&id).map(|after| &self.acts[after.act].what);
            id != search.search && matches!(act, Some(What::Search(told, _)) if same(told.list.probe))
        })
    }

    /// The purpose that an act names.
    pub fn purpose_of(&self, act: &Act) -> Option<&Purpose> {
        self.purposes.get(&act.purpose?)
    }

    /// The purpose that an act corrects.
    pub fn corrects(&self, act: &Act) -> Option<&Purpose> {
        let What::Corrected(index) = act.what else { return None };
        match &self.people.papers[index].paper {
            TypedPaper::Correction(CorrectionPaper { target: CorrectionTarget::Purpose(id), .. }) => {
                self.purposes.get(id)
            }
            _ => None,
        }
    }

    /// The case that an act belongs to.
    pub fn case_of(&self, act: &Act) -> Option<&str> {
        self.purpose_of(act)?.case()
    }

    /// The kind of purpose that an act was done for.
    pub fn kind_of(&self, act: &Act) -> Option<&'static str> {
        Some(self.purpose_of(act)?.statement.as_ref()?.kind().as_str())
    }
}
