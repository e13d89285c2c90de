//! Cross-reference a probe with the repository (2-110-4-D-3): exhaustive, and a list of leads at most.

mod compare;
mod measured;

pub(super) use compare::probe_told;
use compare::{Found, compare};
pub(super) use measured::{Measured, PRACTICALLY_EQUAL};

use super::{
    Desk, OperationError, PurposeSource, Request, Visit, json_of,
    links::{Links, links},
    verification::enrolled_since,
};
use crate::{
    audit::{Access, Intent, Outcome, Receipt, Recorded},
    gate::Search,
    policy::{LEAD_NOTICE, OperationKind, Refusal, SearchFacts},
    recognition::{Calibration, model_card},
    report::{CandidateList, ModelName, SearchReport},
    repository::{PackedRead, insert_search},
    seal::{new_id, sha256},
    vocabulary::{Digest, ProbeId, SearchId, short_digits},
};

const NO_CURVE: &str = "This model's card has no measured curve yet: how often a score comes by chance (FMR, expected \
    chance hits) is not stated.";

const OTHER_DETECTOR: &str = "This model's card has a curve that was measured with another detector than the one that found these \
    faces: how often a score comes by chance (FMR, expected chance hits) is not stated. Measure it with this one (frs model calibrate), and \
    let the ISD Commander pin the new card.";

/// What `frs search` was asked.
pub struct SearchRequest {
    /// The probe: its id, or at least the first six digits of it.
    pub probe: String,
    /// Length of the list.
    pub candidates: Option<u32>,
    /// Whether labels go into the JSON; recorded.
    pub with_personal: bool,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// A finished search.
pub struct SearchOutcome {
    /// The report.
    pub report: SearchReport,
    /// Whether any candidate lies above the floor's line.
    pub any_above: bool,
}

/// Finds a probe by its whole id, or by the first digits of it: shortened ids serve reading, so this is allowed for a
/// search and never for an approval. `None` where there is no such probe, which is for the gate to refuse.
fn find_probe(visit: &Visit<'_>, text: &str) -> Result<Option<ProbeId>, OperationError> {
    if let Ok(id) = text.parse() {
        return Ok(visit.book.probe_standing(id)?.map(|_| id));
    }
    let digits = short_digits(ProbeId::PREFIX, text).ok_or_else(|| {
        OperationError::Usage(format!(
            "{text:?} is no probe id: give probe-… as `frs probe` printed it, or at least its first six digits"
        ))
    })?;
    match visit.book.probes_by_prefix(digits)?.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(OperationError::Usage(format!("several probes' ids begin with {digits}: give more of it"))),
    }
}

/// Searches.
///
/// # Errors
/// The refusal; where the references are not those that the book commits to; where the book cannot be written.
pub fn search(desk: &Desk<'_>, ask: &SearchRequest) -> Result<SearchOutcome, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let (mut visit, models) = desk.visit_looking(OperationKind::Search, &mut request)?;
    let (embedder, templates) = (models.embedder, models.templates);
    let found = find_probe(&visit, &ask.probe)?;
    let asked = ask.candidates.unwrap_or(visit.book.standing().floor().candidates_default);
    request.search = found.map(|probe| search_facts(&visit, probe, asked, templates)).transpose()?;
    let admitted = visit.admit::<Search>(&request)?;
    let (Some(purpose), Some(probe)) = (admitted.purpose, found) else {
        return Err(OperationError::Bug("a search was admitted without purpose or probe".into()));
    };
    let (card, read) = model_card(&desk.models, &embedder.name)?;
    if read != embedder.card {
        let why = format!("the card of {} was exchanged while the search began; nothing was searched", embedder.name);
        return Err(OperationError::Integrity(why));
    }
    let calibration = card.calibration;
    let since = enrolled_since(&visit, purpose.case.as_deref())?;
    let (program, now) = (visit.program_line(), visit.now());
    let corrections = super::correct::lines(&visit, purpose.id)?;
    let earlier = visit.book.searches_of(probe)?;
    let not_on_call = visit.book.standing().on_call(visit.presented().person, now) == Some(false);
    if let Some(said) = tail_words(&visit)? {
        desk.unlocker.tell(&said);
    }
    let intent = Intent {
        inputs: Some(serde_json::json!({ "probe": probe }).to_string()),
        arguments: Some(serde_json::json!({ "candidates": asked, "with_personal": ask.with_personal }).to_string()),
        statement: admitted.statement,
        case: purpose.case.clone(),
    };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let model = ModelName { name: embedder.name, weights: embedder.weights };
    let line = access.standing().floor().score_line;
    // All of it is read as of one moment: an enrollment or expunge beside it counts wholly or not at all.
    let compared = access.moment().map_err(OperationError::from).and_then(|moment| {
        let found = compare(&access, &moment, probe, asked, model, (calibration.as_ref(), &since))?;
        let elsewhere = links(&access, probe, purpose.case.as_deref(), line)?;
        Ok((found, elsewhere))
    });
    let (access, (found, elsewhere)) = access.attempted(compared, desk.clock.now())?;
    let accounted = account(desk, access, probe, (&found, &elsewhere))?;
    let Found { list, labels, told, detector, .. } = found;
    let no_rates = no_rates(calibration.as_ref(), detector);
    let calibration = calibration.filter(|_| no_rates.is_none());
    let any_above = list.any_above();
    let report = SearchReport {
        program,
        search: accounted.search,
        purpose: purpose.id,
        case: purpose.case.clone(),
        outcome: outcome(&list),
        notice: LEAD_NOTICE,
        error_rates: no_rates,
        line_warning: calibration.as_ref().and_then(|table| line_warning(table, line)),
        measured_on: calibration.map(|table| table.measured_on()),
        told,
        list,
        list_digest: accounted.list_digest,
        other_cases: elsewhere.linked,
        earlier,
        not_on_call,
        corrections,
        labels: ask.with_personal.then(|| labels.clone()),
        entry: (&accounted.receipt).into(),
        labels_for_reading: labels,
    };
    Ok(SearchOutcome { report, any_above })
}

/// What the book holds of a search now.
struct Accounted {
    search: SearchId,
    list_digest: Digest,
    receipt: Receipt,
}

/// Writes the list to the book, and with it the runs that were made anew. Whoever's access ended since the gate judged is refused,
/// and shown nothing.
fn account(
    desk: &Desk<'_>,
    access: Access<'_, Search>,
    probe: ProbeId,
    (found, elsewhere): (&Found, &Links),
) -> Result<Accounted, OperationError> {
    let (list, gallery) = (&found.list, &found.gallery);
    let search = new_id(SearchId)?;
    let list_digest = sha256(json_of(list)?.as_bytes());
    let record = serde_json::json!({
        "search": search, "outcome": outcome(list), "list": list, "list_digest": list_digest, "links": elsewhere,
        "runs": gallery.read,
    })
    .to_string();
    let ended = desk.clock.now();
    let (receipt, mended) = access.close_asking::<_, OperationError>(ended, |writing| {
        if writing.access_ended()? {
            return Ok((Outcome::refused(&Refusal::access_ended()), None));
        }
        insert_search(writing, search, probe)?;
        let mended = gallery.mend(writing)?;
        Ok((Outcome::done(record), Some(mended)))
    })?;
    let Some(mended) = mended else {
        let recorded = Recorded::Book { sequence: receipt.outcome() };
        return Err(OperationError::Refused { refusal: Refusal::access_ended(), recorded });
    };
    if let Some(said) = how_read(&gallery.read, mended) {
        desk.unlocker.tell(&said);
    }
    Ok(Accounted { search, list_digest, receipt })
}

/// Why no rate is told beside a score; `None` where the table tells them.
fn no_rates(table: Option<&Calibration>, detector: Digest) -> Option<&'static str> {
    match table {
        None => Some(NO_CURVE),
        Some(table) => (!table.is_of_detector(detector)).then_some(OTHER_DETECTOR),
    }
}

fn outcome(list: &CandidateList) -> &'static str {
    if list.any_above() { "candidates" } else { "no-candidate" }
}

/// A line that the scores of this model do not fit is the Commander's to mend; the list is ranked and whole all the same.
fn line_warning(table: &Calibration, line: f32) -> Option<String> {
    let share = table.line_of_another_model(line)?;
    Some(format!(
        "the floor's line {line} is that of another model: with this one at least {:.1}% of strangers reach it, so that being above it \
         says nothing. Ask the ISD Commander for a floor with the line of this model (frs model show)",
        100.0 * share
    ))
}

/// What the gate asks before the probe is opened.
fn search_facts(visit: &Visit<'_>, probe: ProbeId, asked: u32, model: Digest) -> Result<SearchFacts, OperationError> {
    let missing = || OperationError::Integrity(format!("{probe} has gone while it was looked up"));
    let (probe_purpose, probe_model) = visit.book.probe_standing(probe)?.ok_or_else(missing)?;
    let stated = visit.book.purpose(probe_purpose)?;
    let kind = stated
        .map(|record| record.statement.kind())
        .ok_or_else(|| OperationError::Integrity(format!("{probe} names a purpose that the book does not hold")))?;
    Ok(SearchFacts {
        probe_purpose,
        probe_purpose_kind: kind,
        probe_model,
        gallery_model: visit.book.gallery_model()?.unwrap_or(model),
        subjects: visit.book.subjects()?,
        candidates: asked,
    })
}

/// Said before searching stops for want of a witness, and not only then (2-110-4-B).
fn tail_words(visit: &Visit<'_>) -> Result<Option<String>, OperationError> {
    let (tail, floor) = (visit.book.unwitnessed()?, visit.book.standing().floor());
    let most = u64::from(floor.unwitnessed_tail_entries);
    Ok((2 * tail.entries > most).then(|| {
        format!(
            "{} entries of the book were seen by no witness yet; after {most} nothing is searched, reported or handed over. Let a witness \
             see it: frs audit checkpoint",
            tail.entries
        )
    }))
}

/// What must be heard of how the references were read.
fn how_read(read: &PackedRead, mended: usize) -> Option<String> {
    let (all, damaged) = (read.packed + read.from_rows + read.damaged.len() as u64, read.damaged.len());
    if damaged > 0 {
        let mended = match mended {
            0 => "None was made again this time; the next search tries".to_owned(),
            _ if mended == damaged => "They were made again from the references".to_owned(),
            _ => format!("{mended} were made again from the references; the next searches make the others"),
        };
        return Some(format!(
            "{damaged} of {all} packed runs of the gallery were damaged: copies, made for searching. The references themselves were \
             read instead, and the list is complete. {mended}. The entry says which; see to the disk, and let somebody who holds the \
             key of images run frs audit verify (the Commander; an auditor's looks at the book alone)."
        ));
    }
    // A few are no matter: they are packed with the next photographs.
    (read.from_rows > read.packed + 16).then(|| {
        format!(
            "{} of {all} runs of the gallery are not packed yet, or in an earlier form; the search takes longer, and the list is \
             complete. Each entry that changes the gallery packs some more.",
            read.from_rows
        )
    })
}
