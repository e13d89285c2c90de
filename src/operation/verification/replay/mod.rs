//! Make a search again: from the stored probe, the model's digest and the gallery as it was, and say whether the list is the same.

mod compare;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;
use serde_json::json;

use super::{admit, hygiene::enrolled_since, intent, matter::Matter};
use crate::{
    audit::{Access, Book, Outcome, OutcomeResult, Since},
    gate::{CorrectedField, ReadsBook, SearchReplay},
    operation::{
        Desk, OperationError, PurposeSource, Request, Visit, desk::pinned, edits::probe_picture, enroll::Details,
        json_of, search::Measured,
    },
    policy::{Floor, LEAD_NOTICE, OperationKind},
    recognition::{ModelCard, ModelIdentity, Recognizer, model_card},
    report::{CandidateList, Replayed},
    repository::{Before, Compared, Gallery, RoomError, check_probe, read_probe, reference_details},
    seal::sha256,
    vocabulary::{Digest, ReferenceId, Template},
};
use compare::{Found, Then};

const REMEASURED: &str = "this search cannot be made again: its references were measured anew with another model since (frs \
                          repository re-embed). What it found stands in the book as it was";

/// What `frs search --replay` was asked.
pub struct ReplayRequest {
    /// The search: its id, or at least the first six digits of it.
    pub search: String,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// What is known of the day of the search before anything is opened.
struct Day<'d> {
    matter: &'d Matter,
    since: Since,
    floor: Floor,
    after_case: std::collections::BTreeSet<ReferenceId>,
    cases_changed: bool,
    card: ModelCard,
    model: ModelIdentity,
}

/// What opening everything gave.
struct Opened {
    found: Found,
    again: CandidateList,
    /// `equal`, `other-model`, `other-software`, `differs`.
    probe: &'static str,
    /// Whether the gallery's root could be made again.
    root: bool,
}

/// Replays.
///
/// # Errors
/// The refusal; where the references are not those that the book commits to, or something cannot be read. A list that differs
/// is a verdict, not an error.
pub fn replay(desk: &Desk<'_>, ask: &ReplayRequest) -> Result<Replayed, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let (mut visit, models) = desk.visit_looking(OperationKind::SearchReplay, &mut request)?;
    let (matter, mut admitted) = admit::<SearchReplay>(&mut visit, &mut request, &ask.search, None)?;
    let day = Day::read(desk, &visit, &matter, &models.embedder.name)?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({ "replay": true }));
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let opened = desk.recognizer(&models).and_then(|recognizer| day.open(&access, &recognizer));
    let (access, opened) = access.attempted(opened, desk.clock.now())?;
    let told = day.verdict(opened)?;
    let record = json!({
        "search": matter.search, "verdict": told.verdict, "probe": told.probe, "gallery": told.gallery,
        "list_digest": matter.list_digest, "again": told.again, "findings": told.findings, "accounted": told.accounted,
        "unchecked": told.unchecked,
    });
    let result = if told.verdict == "identical" { OutcomeResult::Done } else { OutcomeResult::Partly };
    let outcome = Outcome { result, record: record.to_string(), gallery: None };
    let receipt = access.finish(outcome, desk.clock.now())?;
    Ok(Replayed {
        program,
        search: matter.search,
        searched: Book::place_name(matter.at),
        notice: LEAD_NOTICE,
        verdict: told.verdict,
        probe: told.probe,
        gallery: told.gallery,
        candidates: told.lines,
        list_digest: matter.list_digest,
        again: told.again,
        findings: told.findings,
        accounted: told.accounted,
        unchecked: told.unchecked,
        entry: (&receipt).into(),
    })
}

/// What is said of a replay.
struct Told {
    verdict: &'static str,
    probe: &'static str,
    gallery: &'static str,
    lines: Vec<crate::report::ReplayLine>,
    again: Option<Digest>,
    findings: Vec<String>,
    accounted: Vec<String>,
    unchecked: Vec<String>,
}

impl<'d> Day<'d> {
    fn read(desk: &Desk<'_>, visit: &Visit<'_>, matter: &'d Matter, model: &str) -> Result<Self, OperationError> {
        let list = &matter.list;
        let since = visit.book.gallery_since(matter.at, list.gallery_root)?;
        let floor = visit.book.standing().floor_of(list.floor).cloned().ok_or_else(|| {
            OperationError::Integrity(format!("the list names the floor {}, which no accepted paper gave", list.floor))
        })?;
        // The case as it was called then: a later correction moves the search, and not what was marked.
        let stated = matter.purpose.map(|id| visit.book.purpose(id)).transpose()?.flatten();
        let earlier = stated.as_ref().and_then(|stated| {
            let mut cases =
                stated.corrections.iter().filter(|one| one.field == CorrectedField::Case && one.at < matter.at);
            cases.next_back().map(|one| one.value.as_str()).or_else(|| stated.statement.case())
        });
        let after_case = enrolled_since(visit, earlier)?;
        let expunged = since.expunged.iter().any(|(_, removed)| !removed.purposes.is_empty());
        let cases_changed = expunged || !since.purposes.is_empty();
        let (card, _) = model_card(&desk.models, model)?;
        let (_, model) = crate::recognition::inspect_model(&desk.models, model)?;
        Ok(Self { matter, since, floor, after_case, cases_changed, card, model })
    }

    fn open(&self, access: &Access<'_, SearchReplay>, recognizer: &Recognizer) -> Result<Opened, OperationError> {
        let list = &self.matter.list;
        let stored = read_probe(access, list.probe)?;
        let (probe, mut findings) = self.probe(access, recognizer, &stored.template)?;
        let moment = access.moment()?;
        let before = Gallery::before(access, &moment, &stored.template, &self.since.enrolled);
        let before = before.map_err(|error| match error {
            RoomError::OtherModel(_) => OperationError::Environment(REMEASURED.to_owned()),
            other => other.into(),
        })?;
        let gone: BTreeMap<ReferenceId, _> = self
            .since
            .expunged
            .iter()
            .flat_map(|(at, removed)| {
                let of_that_day = removed.references.iter().filter(|id| !self.since.enrolled.contains(id));
                of_that_day.map(|id| (*id, *at))
            })
            .collect();
        let quiet = self.since.enrollments.is_empty() && self.since.expunged.is_empty();
        let then = Then {
            recorded: list,
            compared: &before.compared,
            gone: &gone,
            gone_people: self.since.expunged.iter().map(|(_, removed)| removed.subjects.len() as u64).sum(),
            merged: &self.since.merged,
            cases_changed: self.cases_changed,
            same_card: self.same_card(),
            not_searched: quiet
                .then(|| crate::repository::counts(access))
                .transpose()?
                .map(|(.., failures)| failures + before.without),
        };
        let mut found = self.compare(access, &then, &stored.intake)?;
        findings.append(&mut found.findings);
        found.findings = findings;
        if !then.same_card {
            found.unchecked.push(format!(
                "the error rates beside the scores: the card of {} is another one than the floor of then pins",
                self.model.name
            ));
        }
        let root = self.root(&before, &mut found);
        let again = CandidateList { candidates: std::mem::take(&mut found.again), ..list.clone() };
        Ok(Opened { found, again, probe, root })
    }

    /// Whether the card in use is the one that the floor of that day pins.
    fn same_card(&self) -> bool {
        let pinned = pinned(&self.model);
        self.floor.allows_embedder(&pinned)
    }

    /// The probe against its entry, and its template made anew where the models are those that made it.
    fn probe(
        &self,
        access: &Access<'_, SearchReplay>,
        recognizer: &Recognizer,
        template: &Template,
    ) -> Result<(&'static str, Vec<String>), OperationError> {
        #[derive(Deserialize)]
        struct Measured {
            detector: Model,
            embedder: Model,
        }
        #[derive(Deserialize, PartialEq)]
        struct Model {
            weights: Digest,
        }
        let probe = self.matter.list.probe;
        let (at, fault) = check_probe(access, probe)?;
        if let Some(fault) = fault {
            return Ok(("differs", vec![format!("the probe: {fault}")]));
        }
        let stored = read_probe(access, probe)?;
        let measured: Measured = serde_json::from_str(&stored.intake)
            .map_err(|e| OperationError::Integrity(format!("the record of {probe} cannot be read: {e}")))?;
        let same = |model: &Model, identity: &ModelIdentity| model.weights == identity.weights;
        if !same(&measured.detector, recognizer.detector()) || !same(&measured.embedder, recognizer.embedder()) {
            return Ok(("other-model", Vec::new()));
        }
        let made = self.measured_anew(access, recognizer)?;
        if made.as_ref().is_ok_and(|made| made.to_bytes() == template.to_bytes()) {
            return Ok(("equal", Vec::new()));
        }
        // Decoders differ by a level or so: another build is no fault of the record.
        if software_of(access, at)? != software_of(access, (access.log(), access.intent()))? {
            return Ok(("other-software", Vec::new()));
        }
        let why = match made {
            Ok(made) => format!(
                "its template, made anew, is another one (alike: {})",
                template.compare(&made).map_or_else(|e| e.to_string(), |score| score.to_string())
            ),
            Err(why) => why,
        };
        Ok(("differs", vec![format!("the probe: {why}")]))
    }

    /// The template of the image as used; the inner error is what keeps it from being made.
    fn measured_anew(
        &self,
        access: &Access<'_, SearchReplay>,
        recognizer: &Recognizer,
    ) -> Result<Result<Template, String>, OperationError> {
        let picture = match probe_picture(access, self.matter.list.probe) {
            Ok(picture) => picture,
            Err(OperationError::Integrity(why)) => return Ok(Err(why)),
            Err(error) => return Err(error),
        };
        let faces = recognizer.detect(&picture.used)?;
        let Some(face) = faces.get(picture.chosen) else {
            return Ok(Err("the face that was measured is not found in its image any more".into()));
        };
        Ok(Ok(recognizer.embed(&recognizer.align(&picture.used, face))?))
    }

    fn compare(
        &self,
        access: &Access<'_, SearchReplay>,
        then: &Then<'_>,
        intake: &str,
    ) -> Result<Found, OperationError> {
        #[derive(Deserialize)]
        struct Admitted {
            admitted: Timestamp,
            detector: FoundBy,
        }
        #[derive(Deserialize)]
        struct FoundBy {
            weights: Digest,
        }
        let unreadable =
            |e| OperationError::Integrity(format!("the record of {} cannot be read: {e}", self.matter.list.probe));
        let Admitted { admitted, detector } = serde_json::from_str(intake).map_err(unreadable)?;
        let measured = Measured {
            line: self.floor.score_line,
            old_years: self.floor.photo_age_years,
            day: admitted.to_zoned(TimeZone::UTC).date(),
            references: then.recorded.references,
            subjects: then.recorded.subjects,
            calibration: self.card.calibration.as_ref().filter(|table| table.is_of_detector(detector.weights)),
            after_case: &self.after_case,
        };
        then.compare(|rank, one: &Compared, more| {
            let details = reference_details(access, std::slice::from_ref(one))?;
            let (details, _) = details.into_iter().next().unwrap_or_default();
            let details: Details = serde_json::from_str(&details).map_err(|e| {
                OperationError::Integrity(format!("the details of {} cannot be read: {e}", one.reference))
            })?;
            Ok(measured.candidate(rank, one, more, &details))
        })
    }

    /// Whether the gallery's root of that day comes out again; where nothing but enrollments came since, it must.
    fn root(&self, before: &Before, found: &mut Found) -> bool {
        let list = &self.matter.list;
        if before.root == list.gallery_root {
            return true;
        }
        if !self.since.known {
            found
                .findings
                .push("the gallery's root in the list is none that the book had when the search ran".to_owned());
        } else if self.since.is_nothing() {
            found
                .findings
                .push("the book says that nothing changed since, and the gallery's root is another one".to_owned());
        } else {
            found.unchecked.push(
                "the gallery's root of that day: what was expunged, merged, relabelled or could not be enrolled since stands in it"
                    .to_owned(),
            );
        }
        false
    }

    fn verdict(&self, opened: Opened) -> Result<Told, OperationError> {
        let Opened { mut found, again, probe, root } = opened;
        found.accounted.extend(self.later());
        let whole = found.lines.iter().all(|line| line.state == "equal");
        // Where something was taken from the record, its digest would prove nothing.
        let digest = sha256(json_of(&again)?.as_bytes());
        let again = (whole && self.same_card()).then_some(digest);
        if again.is_some_and(|again| again != self.matter.list_digest) {
            found.findings.push("the list, made again, has another digest than the book holds".to_owned());
        }
        let model = self.model.weights == self.matter.list.model.weights;
        let verdict = match () {
            () if !found.findings.is_empty() => "differs",
            () if probe == "other-model" || !model => "other-model",
            () if !whole => "accounted-for",
            () if probe != "equal" => "other-software",
            () => "identical",
        };
        Ok(Told {
            verdict,
            probe,
            gallery: if root { "equal" } else { "not-made-again" },
            lines: found.lines,
            again,
            findings: found.findings,
            accounted: found.accounted,
            unchecked: found.unchecked,
        })
    }

    /// Entries since that changed the gallery and not what was compared.
    fn later(&self) -> Vec<String> {
        let since = &self.since;
        let places =
            |of: &mut dyn Iterator<Item = crate::audit::Place>| of.map(Book::place_name).collect::<Vec<_>>().join(", ");
        let mut later = Vec::new();
        if !since.enrollments.is_empty() {
            let entries = places(&mut since.enrollments.iter().copied());
            let count = since.enrolled.len();
            later.push(format!("photographs that were enrolled since are left away: {count} (entries {entries})"));
        }
        if !since.expunged.is_empty() {
            let entries = places(&mut since.expunged.iter().map(|(at, _)| *at));
            later.push(format!("photographs were expunged since (entries {entries})"));
        }
        if !since.relabelled.is_empty() {
            let entries = places(&mut since.relabelled.iter().copied());
            later.push(format!("labels were corrected since, which no list shows (entries {entries})"));
        }
        later
    }
}

/// The build that wrote an act: what the intent of an outcome, or an intent, says.
pub(super) fn software_of<Op: ReadsBook>(
    access: &Access<'_, Op>,
    at: (u64, u64),
) -> Result<Option<String>, OperationError> {
    let entry = |sequence| -> Result<_, OperationError> { Ok(access.entries_of(at.0, sequence, 1)?.pop()) };
    let Some(found) = entry(at.1)? else { return Ok(None) };
    let intent = match found.leaf.content.answers {
        Some(intent) => entry(intent)?,
        None => Some(found),
    };
    Ok(intent.and_then(|intent| intent.openings.get("software").map(str::to_owned)))
}
