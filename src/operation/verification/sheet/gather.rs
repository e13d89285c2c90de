//! What the book tells about a list, before any image is opened; and the report made of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    super::{
        acts::{Act, What},
        hygiene::{Lists, enrolled_since},
        matter::{Matter, probe_of},
        ready::Review,
        replay::software_of,
        reviews::Packet,
    },
    SheetRequest, images,
};
use crate::{
    audit::{Access, Place as At, PurposeRecord},
    gate::VerifySheet,
    operation::{IntakeFile, OperationError, Visit, correct, edits::probe_picture},
    policy::{BLIND_REVIEW, OperationKind},
    recognition::{Calibration, Change, Recognizer},
    report::{
        CandidateLine, LeadAct, LeadAnswer, LeadOther, LeadPacket, LeadProbe, LeadPurpose, LeadRates, LeadReport,
        LeadReview, LeadSearch, ModelName, Officer, Place, ProgramLine, RequestTold,
    },
    repository::read_probe,
    vocabulary::{Digest, Disposition, PersonId, ReferenceId, SearchId},
};

/// What is known without a look at any face.
pub(super) struct Known {
    pub program: ProgramLine,
    pub preliminary: bool,
    pub redact_others: bool,
    pub since: BTreeSet<ReferenceId>,
    pub lists: Lists,
    pub conflicts: Vec<u32>,
    pub made: Timestamp,
    made_by: PersonId,
    badges: BTreeMap<PersonId, String>,
    purpose: LeadPurpose,
    review: LeadReview,
    others: Vec<LeadOther>,
}

/// What stands beside a probe.
#[derive(Deserialize)]
struct Received {
    intake: IntakeFile,
    face: Found,
    faces: u64,
    chosen: u64,
    admitted: Timestamp,
    override_reason: Option<String>,
    detector: Detector,
}

/// What found it.
#[derive(Debug, Deserialize)]
struct Detector {
    name: String,
    weights: Digest,
}

/// How the face was found.
#[derive(Debug, Deserialize)]
struct Found {
    #[serde(default)]
    found_after: Vec<Change>,
}

pub(super) fn place(at: At) -> Place {
    Place { log: at.0, sequence: at.1 }
}

pub(super) fn time(time: Timestamp) -> String {
    format!("{time:.0}")
}

impl Known {
    /// Gathers it.
    ///
    /// # Errors
    /// Where the book cannot be read.
    pub fn gather(visit: &Visit<'_>, matter: &Matter, ask: &SheetRequest) -> Result<Self, OperationError> {
        let standing = visit.book.standing();
        let badge = |person: PersonId| standing.badge_of(person).map(|badge| (person, badge.to_owned()));
        let people = matter.acts.iter().map(|act| act.by).chain([matter.by, visit.book.person()]);
        let mut badges: BTreeMap<_, _> = people.filter_map(badge).collect();
        let stated = matter.purpose.map(|id| visit.book.purpose(id)).transpose()?.flatten();
        badges.extend(stated.as_ref().and_then(|stated| badge(stated.by)));
        badges.extend(matter.packets().iter().filter_map(|packet| badge(packet.told.reviewer)));
        // Whoever has not agreed yet is named by the key that stands for the person, which need not be the one they acted with.
        let conflicts = matter.conflicts();
        let differing = conflicts.iter().filter_map(|rank| matter.difference(*rank, None));
        badges.extend(differing.flat_map(|one| one.waits_for).filter_map(badge));
        let made = visit.now();
        let mut known = Self {
            program: visit.program_line(),
            preliminary: ask.preliminary,
            redact_others: ask.redact_others,
            since: enrolled_since(visit, matter.case.as_deref())?,
            lists: Lists::count(visit, matter)?,
            conflicts,
            made,
            made_by: visit.book.person(),
            badges,
            purpose: LeadPurpose {
                purpose: matter.purpose,
                kind: matter.kind,
                paragraph: matter.kind.map(|kind| kind.paragraph()),
                answers: Vec::new(),
                stated_by: None,
                stated: None,
                corrections: Vec::new(),
            },
            review: review(visit, matter, made),
            others: others(visit, matter)?,
        };
        if let Some(reviewer) = matter.packet().map(|packet| packet.told.reviewer) {
            known.review.reviewer = Some(known.officer(reviewer));
        }
        known.review.packets = known.packets(matter);
        if let Some(stated) = stated {
            known.stated(&stated);
        }
        Ok(known)
    }

    fn stated(&mut self, stated: &PurposeRecord) {
        let answer = |(question, answer): (&crate::vocabulary::Question, &str)| LeadAnswer {
            field: question.field.as_str().to_owned(),
            asks: question.asks.to_owned(),
            answer: answer.to_owned(),
        };
        self.purpose.answers = stated.statement.answers().map(answer).collect();
        self.purpose.stated_by = Some(self.officer(stated.by));
        self.purpose.stated = Some(time(stated.stated_at));
        self.purpose.corrections = stated.corrections.iter().map(|one| correct::line(one, true)).collect();
    }

    /// Somebody with their badge.
    pub fn officer(&self, person: PersonId) -> Officer {
        Officer { badge: self.badges.get(&person).cloned(), person }
    }

    /// An act with its place.
    pub fn act(&self, act: &Act) -> LeadAct {
        LeadAct { by: self.officer(act.by), time: time(act.time), at: place(act.at) }
    }

    fn packets(&self, matter: &Matter) -> Vec<LeadPacket> {
        let (first, is_told) = (matter.first_dispositions(), matter.is_told());
        let packet = |one: &Packet<'_>| LeadPacket {
            by: self.officer(one.told.reviewer),
            at: place(one.at),
            items: one.told.order.len() as u64,
            recorded: one.records.len() as u64,
            differed: if is_told { matter.differs_from(&first, one) } else { Vec::new() },
        };
        matter.packets().iter().map(packet).collect()
    }

    /// The report; opens every image of it.
    ///
    /// # Errors
    /// Where an image is not the one that was let in or enrolled.
    pub fn report(
        &self,
        access: &Access<'_, VerifySheet>,
        matter: &Matter,
        recognizer: &Recognizer,
    ) -> Result<LeadReport, OperationError> {
        let stored = read_probe(access, matter.list.probe)?;
        let received: Received = serde_json::from_str(&stored.intake).map_err(|e| {
            OperationError::Integrity(format!("the record of {} cannot be read: {e}", matter.list.probe))
        })?;
        let calibration = recognizer.card().calibration.as_ref().filter(|curve| told_by(curve, matter));
        let rates = calibration.map(rates);
        let candidates = self.candidates(access, matter, recognizer)?;
        let report = LeadReport {
            program: self.program.clone(),
            preliminary: self.preliminary,
            redacted: self.redact_others.then(|| candidates.iter().filter(|one| one.redacted).count() as u64),
            made: time(self.made),
            made_by: self.officer(self.made_by),
            at: Place { log: access.log(), sequence: access.intent() },
            notices: Vec::new(),
            case: matter.case.clone(),
            purpose: self.purpose.clone(),
            request: received.intake.request.clone().map(|request| RequestTold {
                badge: request.badge,
                at: request.at,
                channel: request.channel,
            }),
            search: self.search(access, matter, (&received.detector, calibration))?,
            probe: probe(access, matter, recognizer, received)?,
            rates,
            review: self.review.clone(),
            others: self.others.clone(),
            candidates,
            limits: Vec::new(),
            disclosure: Vec::new(),
        };
        Ok(report.with_words())
    }

    /// As it was made: build, card and detector of then, whatever this day's are.
    fn search(
        &self,
        access: &Access<'_, VerifySheet>,
        matter: &Matter,
        (detector, calibration): (&Detector, Option<&Calibration>),
    ) -> Result<LeadSearch, OperationError> {
        let list = &matter.list;
        let pinned = access.standing().floor_of(list.floor).into_iter().flat_map(|floor| &floor.embedders);
        // Of two cards for the same weights the one of that name was used.
        let cards = pinned.filter(|model| model.weights == list.model.weights);
        let card = cards.max_by_key(|model| model.name == list.model.name).map(|model| model.card);
        Ok(LeadSearch {
            search: matter.search,
            made: LeadAct { by: self.officer(matter.by), time: time(matter.time), at: place(matter.at) },
            list_digest: matter.list_digest,
            software: software_of(access, matter.at)?
                .unwrap_or_else(|| "a build that its entry does not name".to_owned()),
            embedder: list.model.clone(),
            card,
            detector: ModelName { name: detector.name.clone(), weights: detector.weights },
            gallery_root: list.gallery_root,
            references: list.references,
            subjects: list.subjects,
            not_searched: list.not_searched,
            floor: list.floor,
            line: list.line,
            asked: list.asked,
            any_above: list.any_above(),
            not_on_call: access.standing().on_call(matter.by, matter.time) == Some(false),
            strangers_reach_line: calibration.and_then(|curve| curve.line_of_another_model(list.line)),
        })
    }
}

/// Other searches of the same image in this case, oldest first: who was told by one list is not rid of it by another, nor by a
/// correction of either's case.
fn others(visit: &Visit<'_>, matter: &Matter) -> Result<Vec<LeadOther>, OperationError> {
    #[derive(Deserialize)]
    struct Told {
        search: SearchId,
    }
    let stated = matter.purpose.map(|purpose| visit.book.purpose(purpose)).transpose()?.flatten();
    let (Some(stated), Some(image)) = (stated, visit.book.probe_image(matter.list.probe)?) else {
        return Ok(Vec::new());
    };
    let cases = stated.all_cases();
    let belongs = |other: &PurposeRecord| !cases.is_disjoint(&other.all_cases());
    let Some(from) = visit.book.first_purpose(belongs)? else { return Ok(Vec::new()) };
    let mut others = Vec::new();
    for act in visit.book.acts_under(from, belongs, |operation| operation == OperationKind::Search.as_str())? {
        let told: Option<Told> = act.record.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let (Some(Told { search }), Some(probe)) = (told, probe_of(&act)) else { continue };
        if search == matter.search || visit.book.probe_image(probe)? != Some(image) {
            continue;
        }
        let acts = visit.book.verifications(act.at, search)?;
        let other = Matter::of(visit, search, act, acts)?;
        others.push(LeadOther {
            search,
            made: time(other.time),
            at: place(other.at),
            candidates: other.list.candidates.len() as u64,
            reviewed: other.is_told(),
            differed: other.differs(),
            recorded: recorded_there(matter, &other),
            closed: other.closed().map(|(_, told)| told.why),
        });
    }
    Ok(others)
}

/// What was recorded on another list of the people on this one.
fn recorded_there(matter: &Matter, other: &Matter) -> Vec<(u32, Disposition)> {
    let there = other.dispositions();
    let of = |line: &CandidateLine| {
        let same = other.list.candidates.iter().find(|one| one.subject == line.subject)?;
        Some((line.rank, *there.get(&same.rank)?))
    };
    matter.list.candidates.iter().filter_map(of).collect()
}

fn review(visit: &Visit<'_>, matter: &Matter, made: Timestamp) -> LeadReview {
    let floor = visit.book.standing().floor();
    let readiness = matter.readiness(floor, visit.gate_now());
    let packet = matter.packet();
    let differed = matter.differs();
    let mut told = LeadReview {
        state: "not-begun",
        asked: floor.blind_review,
        reviewer: None,
        items: packet.as_ref().map_or(0, |packet| packet.told.order.len() as u64),
        packet: packet.as_ref().map(|packet| place(packet.at)),
        agreed: matter.is_told().then_some(differed.is_empty()),
        differed,
        packets: Vec::new(),
        due: None,
        overdue: false,
    };
    match readiness.review {
        Review::NotAsked => told.state = "not-asked",
        // The sheet that is being made starts the 72 hours.
        Review::NotBegun => {
            let by = made.checked_add(BLIND_REVIEW).unwrap_or(made);
            told.due = Some(time(by));
        }
        Review::Due { by, overdue, .. } => {
            (told.state, told.due, told.overdue) = ("due", Some(time(by)), overdue);
        }
        Review::Done { .. } => told.state = "done",
        Review::Conflict { ranks } => (told.state, told.differed) = ("conflict", ranks),
    }
    told
}

/// Whether the rates in the list are those of this table: a card may have been exchanged since the search.
fn told_by(curve: &Calibration, matter: &Matter) -> bool {
    use crate::recognition::ScoreMeans::{Above, AtMost, Below};
    let mut candidates = matter.list.candidates.iter();
    !matter.list.candidates.is_empty()
        && candidates.all(|one| match curve.of(one.score) {
            Some(Above(fmr)) => one.fmr_at_least == Some(fmr),
            Some(AtMost(fmr)) => one.fmr_at_most == Some(fmr),
            Some(Below(fmr)) => one.fmr_below_one_in == Some((1.0 / fmr) as u64),
            None => false,
        })
}

fn rates(curve: &Calibration) -> LeadRates {
    LeadRates {
        data_set: curve.measured_on(),
        measured: curve.measured,
        list: curve.list,
        photographs: curve.photographs,
        people: curve.people,
        comparisons: curve.comparisons,
    }
}

fn probe(
    access: &Access<'_, VerifySheet>,
    matter: &Matter,
    recognizer: &Recognizer,
    received: Received,
) -> Result<LeadProbe, OperationError> {
    let picture = probe_picture(access, matter.list.probe)?;
    let intake = received.intake;
    let (file, used) = (picture.image, &picture.used);
    let searched = |digest| images::look(recognizer, used, digest, picture.chosen, images::LARGE);
    // The face lies in the image as used; the one as received is shown without a frame where they differ.
    let (received_image, used) = match picture.edits.last() {
        None => (searched(file)?, None),
        Some(last) => (images::plain(&picture.received, file, images::LARGE)?, Some(searched(last.sha256)?)),
    };
    Ok(LeadProbe {
        probe: matter.list.probe,
        received: received_image,
        used,
        edits: picture.edits,
        source: intake.source,
        source_words: intake.source_words,
        obtained_how: intake.obtained_how,
        obtained_by: intake.obtained_by,
        obtained_at: intake.obtained_at,
        attested: intake.genuine,
        child: intake.child,
        faces: received.faces,
        chosen: received.chosen,
        admitted: time(received.admitted),
        past_warning: received.override_reason,
        found_after: Change::in_words(&received.face.found_after),
    })
}

/// What stands about one candidate in the acts on the list.
pub(super) fn acts_on(matter: &Matter, rank: u32) -> impl Iterator<Item = &Act> {
    matter.acts.iter().filter(move |act| match &act.what {
        What::Record(told) => told.dispositions.iter().any(|one| one.rank == rank),
        What::Resolve(told) => told.rank() == Some(rank),
        What::Source(told) => told.rank == rank,
        What::Outcome(told) => told.rank == rank,
        _ => false,
    })
}
