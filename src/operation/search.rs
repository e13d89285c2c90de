//! Cross-reference a probe with the repository (2-110-4-D-3): exhaustive, and a list of leads at most.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Deserialize;

use super::{
    Desk, IntakeFile, OperationError, PurposeSource, Request, Visit,
    enroll::Details,
    json_of,
    links::{Links, links},
    verification::enrolled_since,
};
use crate::{
    audit::{Access, Intent, Moment, Outcome, Recorded},
    gate::Search,
    policy::{LEAD_NOTICE, OperationKind, SearchFacts},
    recognition::{Calibration, Change, ScoreMeans, model_card},
    report::{CandidateLine, CandidateList, ModelName, ProbeTold, RequestTold, SearchReport},
    repository::{Compared, Gallery, PackedRead, insert_search, read_probe, reference_details},
    seal::{new_id, sha256},
    vocabulary::{EditStep, ProbeId, ReferenceId, SearchId, short_digits},
};

/// Under this age at the time of the photograph a candidate is marked as a child.
const ADULT: i16 = 18;
/// From this score on two photographs may be copies of one. Chosen, not measured: copies that were turned, cropped or scaled reach
/// it, blurred ones do not, and some photographs of one sitting do (docs/verify.md#what-to-be-wary-of).
pub(super) const PRACTICALLY_EQUAL: f32 = 0.98;
const NO_CURVE: &str = "This model's card has no measured curve yet: how often a score comes by chance (FMR, expected \
    chance hits) is not stated.";

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
    let embedder = models.embedder;
    let found = find_probe(&visit, &ask.probe)?;
    let asked = ask.candidates.unwrap_or(visit.book.standing().floor().candidates_default);
    request.search = found.map(|probe| search_facts(&visit, probe, asked, embedder.weights)).transpose()?;
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
    let intent = Intent {
        inputs: Some(serde_json::json!({ "probe": probe }).to_string()),
        arguments: Some(serde_json::json!({ "candidates": asked, "with_personal": ask.with_personal }).to_string()),
        statement: admitted.statement,
        case: purpose.case.clone(),
    };
    let (book, presented) = visit.parts();
    let access = book.begin(admitted.permit, intent, now)?;
    let model = ModelName { name: embedder.name, weights: embedder.weights };
    let line = access.standing().floor().score_line;
    // All of it is read as of one moment: an enrollment or expunge beside it counts wholly or not at all.
    let compared = access.moment().map_err(OperationError::from).and_then(|moment| {
        let found = compare(&access, &moment, probe, asked, model, (calibration.as_ref(), &since))?;
        let elsewhere = links(&access, probe, purpose.case.as_deref(), line)?;
        Ok((found, elsewhere))
    });
    let (Found { list, labels, told, gallery }, elsewhere): (_, Links) = match compared {
        Ok(found) => found,
        Err(error) => {
            access.failed(&error.to_string(), desk.clock.now())?;
            return Err(error);
        }
    };
    let any_above = list.candidates.iter().any(|candidate| candidate.above_line);
    let id = new_id(SearchId)?;
    let text = json_of(&list)?;
    let list_digest = sha256(text.as_bytes());
    let record = serde_json::json!({
        "search": id, "outcome": if any_above { "candidates" } else { "no-candidate" }, "list": list,
        "list_digest": list_digest, "links": elsewhere, "runs": gallery.read,
    })
    .to_string();
    let ended = desk.clock.now();
    // Asked in the transaction that would account for the list: access may have ended since the gate judged.
    let meanwhile = Visit::access_ended(access.standing(), presented, &request, &purpose, ended)?;
    let (receipt, shown) = access.close_asking::<_, OperationError>(ended, |writing| {
        if writing.access_ended()? {
            return Ok((Outcome::refused(&meanwhile), None));
        }
        insert_search(writing, id, probe)?;
        let mended = gallery.mend(writing)?;
        Ok((Outcome::done(record), Some(mended)))
    })?;
    let Some(mended) = shown else {
        return Err(OperationError::Refused {
            refusal: meanwhile,
            recorded: Recorded::Book { sequence: receipt.outcome() },
        });
    };
    if let Some(said) = how_read(&gallery.read, mended) {
        desk.unlocker.tell(&said);
    }
    let report = SearchReport {
        program,
        search: id,
        purpose: purpose.id,
        outcome: if any_above { "candidates" } else { "no-candidate" },
        notice: LEAD_NOTICE,
        error_rates: calibration.is_none().then_some(NO_CURVE),
        line_warning: calibration.as_ref().and_then(|table| line_warning(table, line)),
        measured_on: calibration.map(|table| table.measured_on()),
        told,
        list,
        list_digest,
        other_cases: elsewhere.linked,
        corrections,
        labels: ask.with_personal.then(|| labels.clone()),
        entry: (&receipt).into(),
        labels_for_reading: labels,
    };
    Ok(SearchOutcome { report, any_above })
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
fn search_facts(
    visit: &Visit<'_>,
    probe: ProbeId,
    asked: u32,
    model: crate::vocabulary::Digest,
) -> Result<SearchFacts, OperationError> {
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

/// What a comparison gives.
struct Found {
    list: CandidateList,
    labels: Vec<String>,
    told: ProbeTold,
    gallery: Gallery,
}

fn compare(
    access: &Access<'_, Search>,
    moment: &Moment<'_>,
    probe: ProbeId,
    asked: u32,
    model: ModelName,
    (calibration, since): (Option<&Calibration>, &BTreeSet<ReferenceId>),
) -> Result<Found, OperationError> {
    #[derive(Deserialize)]
    struct Admitted {
        admitted: Timestamp,
        intake: IntakeFile,
        override_reason: Option<String>,
        #[serde(default)]
        edits: Vec<EditStep>,
        #[serde(default)]
        face: HowFound,
    }
    #[derive(Default, Deserialize)]
    struct HowFound {
        #[serde(default)]
        found_after: Vec<Change>,
    }
    let stored = read_probe(access, probe)?;
    let intake: Admitted = serde_json::from_str(&stored.intake)
        .map_err(|e| OperationError::Integrity(format!("the record of {probe} cannot be read: {e}")))?;
    let day = intake.admitted.to_zoned(TimeZone::UTC).date();
    let gallery = Gallery::search(access, moment, &stored.template, asked as usize)?;
    let best: Vec<Compared> = gallery.best.iter().map(|(compared, _)| *compared).collect();
    let details = reference_details(access, &best)?;
    let floor = access.standing().floor();
    let measured = Measured {
        line: floor.score_line,
        old_years: floor.photo_age_years,
        day,
        references: gallery.references,
        subjects: gallery.subjects,
        calibration,
        after_case: since,
    };
    let (mut candidates, mut labels) = (Vec::new(), Vec::new());
    for ((rank, (compared, photographs)), (details, label)) in (1..).zip(&gallery.best).zip(details) {
        let details: Details = serde_json::from_str(&details).map_err(|e| {
            OperationError::Integrity(format!("the details of {} cannot be read: {e}", compared.reference))
        })?;
        candidates.push(measured.candidate(rank, compared, photographs - 1, &details));
        labels.push(label);
    }
    let list = CandidateList {
        probe,
        model,
        gallery_root: gallery.root,
        references: gallery.references,
        subjects: gallery.subjects,
        not_searched: gallery.not_searched,
        floor: floor.version,
        line: floor.score_line,
        asked,
        candidates,
    };
    let request = intake.intake.request.map(|r| RequestTold { badge: r.badge, at: r.at, channel: r.channel });
    let told = ProbeTold {
        source: intake.intake.source,
        request,
        child: intake.intake.child,
        past_warning: intake.override_reason,
        found_after: Change::in_words(&intake.face.found_after),
        edits: intake.edits,
    };
    Ok(Found { list, labels, told, gallery })
}

/// What a line rests on besides its reference.
pub(super) struct Measured<'m> {
    /// The floor's line.
    pub line: f32,
    /// From so many years on a photograph is old.
    pub old_years: u32,
    /// When the probe was let in.
    pub day: Date,
    /// Photographs that were compared.
    pub references: u64,
    /// People that they show.
    pub subjects: u64,
    /// What a score means, where the model's card says it.
    pub calibration: Option<&'m Calibration>,
    /// What was enrolled after the case was opened here.
    pub after_case: &'m BTreeSet<ReferenceId>,
}

impl Measured<'_> {
    /// One line of the list.
    pub fn candidate(&self, rank: u32, compared: &Compared, more: u64, details: &Details) -> CandidateLine {
        let captured = details.capture_date;
        let age = captured.map(|captured| whole_years(captured, self.day));
        let mut marks = Vec::new();
        match age {
            None => marks.push("photo-age-unknown".to_owned()),
            Some(age) if i64::from(age) >= i64::from(self.old_years) => marks.push("old-photo".to_owned()),
            Some(_) => {}
        }
        // By years only: the day of birth is not kept, so the benefit of the doubt goes to the mark.
        if let (Some(born), Some(captured)) = (details.birth_year, captured)
            && captured.year() - born <= ADULT
        {
            marks.push("child".to_owned());
        }
        if compared.score.0 >= PRACTICALLY_EQUAL {
            marks.push("same-as-probe".to_owned());
        }
        if self.after_case.contains(&compared.reference) {
            marks.push("enrolled-after-case".to_owned());
        }
        let mut candidate = CandidateLine {
            rank,
            reference: compared.reference,
            subject: compared.subject,
            score: compared.score.0,
            above_line: compared.score.0 >= self.line,
            capture_date: captured,
            photo_age_years: age,
            fmr_at_most: None,
            fmr_below_one_in: None,
            fmr_at_least: None,
            chance_hits_at_most: None,
            chance_hits_at_least: None,
            other_references: more,
            marks,
        };
        self.rates(&mut candidate);
        candidate
    }

    fn rates(&self, candidate: &mut CandidateLine) {
        // At most one hit a photograph; and a person reaches a score at least as often as one of their photographs does.
        let hits = |fmr: f64| Some(fmr * self.references as f64);
        let others = self.subjects.saturating_sub(1) as f64;
        match self.calibration.and_then(|curve| curve.of(candidate.score)) {
            None => {}
            Some(ScoreMeans::Above(fmr)) => {
                (candidate.fmr_at_least, candidate.chance_hits_at_least) = (Some(fmr), Some(fmr * others));
            }
            Some(ScoreMeans::AtMost(fmr)) => {
                (candidate.fmr_at_most, candidate.chance_hits_at_most) = (Some(fmr), hits(fmr));
            }
            // A rate that nobody measured is no number: only the bound is known, and it is rounded to its safe side.
            Some(ScoreMeans::Below(fmr)) => {
                (candidate.fmr_below_one_in, candidate.chance_hits_at_most) = (Some((1.0 / fmr) as u64), hits(fmr));
            }
        }
    }
}

fn whole_years(from: Date, to: Date) -> i16 {
    let years = to.year() - from.year();
    if (to.month(), to.day()) < (from.month(), from.day()) { years - 1 } else { years }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn years_are_whole() {
        assert_eq!(whole_years(date(2020, 5, 31), date(2025, 5, 30)), 4);
        assert_eq!(whole_years(date(2020, 5, 31), date(2025, 5, 31)), 5);
    }
}
