//! What is open on a list, and what is due.

use jiff::SignedDuration;
use serde_json::json;

use super::{
    admit,
    hygiene::{Lists, enrolled_since, warnings},
    intent,
    matter::Matter,
};
use crate::{
    audit::Outcome,
    gate::VerifyStatus,
    operation::{Desk, OperationError, PurposeSource, Request, Visit},
    policy::{BLIND_REVIEW, Floor, LEAD_NOTICE, OperationKind},
    report::{CandidateState, ClosedWith, VerificationDue, VerificationStatus},
    vocabulary::{Disposition, PersonId, VerificationResult},
};

/// Says what is open.
///
/// # Errors
/// The refusal; where the book cannot be read.
pub fn verification_status(
    desk: &Desk<'_>,
    search: &str,
    purpose: PurposeSource,
) -> Result<VerificationStatus, OperationError> {
    let mut request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::VerifyStatus, &request)?;
    let (matter, mut admitted) = admit::<VerifyStatus>(&mut visit, &mut request, search, None)?;
    let candidates = states(&visit, &matter)?;
    let closed = closed_line(&visit, &matter);
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({}));
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let is_open = closed.is_none();
    let due = if is_open { due(&matter, access.standing().floor(), now) } else { Vec::new() };
    let readiness = matter.readiness(access.standing().floor(), now);
    let record = json!({ "search": matter.search, "open": matter.open() }).to_string();
    let outcome = Outcome::done(record);
    let receipt = access.finish(outcome, desk.clock.now())?;
    Ok(VerificationStatus {
        program,
        search: matter.search,
        purpose,
        case: matter.case.clone(),
        searched: format!("{:.0}", matter.time),
        notice: LEAD_NOTICE,
        open: matter.open(),
        candidates,
        due,
        review: serde_json::to_value(&readiness.review).map_err(|e| OperationError::Bug(e.to_string()))?,
        preliminary: is_open && readiness.preliminary,
        report: is_open && readiness.report,
        closed,
        entry: (&receipt).into(),
    })
}

/// What closed the list, where something did.
pub(super) fn closed_line(visit: &Visit<'_>, matter: &Matter) -> Option<ClosedWith> {
    let (act, told) = matter.closed()?;
    Some(ClosedWith {
        log: act.at.0,
        sequence: act.at.1,
        time: format!("{:.0}", act.time),
        badge: visit.book.standing().badge_of(act.by).map(str::to_owned),
        why: told.why,
        because: told.because.clone(),
    })
}

/// Where every candidate stands.
///
/// # Errors
/// Where the book cannot be read.
pub(super) fn states(visit: &Visit<'_>, matter: &Matter) -> Result<Vec<CandidateState>, OperationError> {
    let since = enrolled_since(visit, matter.case.as_deref())?;
    let lists = Lists::count(visit, matter)?;
    let (records, person) = (matter.records(), visit.book.person());
    let (held, conflicts) = (matter.dispositions(), matter.conflicts());
    let state = |candidate: &crate::report::CandidateLine| {
        let of = records.get(&candidate.rank);
        let standing = of.and_then(|of| of.last()).map(|(_, told)| &told.comparison);
        CandidateState {
            rank: candidate.rank,
            reference: candidate.reference,
            above_line: candidate.above_line,
            capture_date: candidate.capture_date,
            photo_age_years: candidate.photo_age_years,
            state: match (held.get(&candidate.rank), matter.outcome(candidate.rank)) {
                (None, _) => "open",
                _ if conflicts.contains(&candidate.rank) => "CONFLICT",
                (Some(Disposition::Excluded), _) => "excluded",
                (Some(Disposition::Kept), Some(VerificationResult::Confirmed)) => "confirmed",
                (Some(Disposition::Kept), Some(VerificationResult::Eliminated)) => "eliminated",
                (Some(Disposition::Kept), _) => "UNVERIFIED",
            },
            sources: matter.sources(candidate.rank).count() as u64,
            conclusion: standing.map(|comparison| comparison.conclusion),
            at_sight: standing.is_some_and(|comparison| comparison.at_sight),
            records: of.map_or(0, Vec::len) as u64,
            opened: matter.has_opened(person, candidate.rank),
            waits_for: waits_for(visit, matter, candidate.rank),
            warnings: warnings(candidate, &since, &lists),
        }
    };
    Ok(matter.list.candidates.iter().map(state).collect())
}

/// Badges of those whose own entry a difference waits for.
pub(super) fn waits_for(visit: &Visit<'_>, matter: &Matter, rank: u32) -> Vec<String> {
    let open = matter.difference(rank, None).filter(|one| one.stands.is_none());
    badges(visit, open.iter().flat_map(|one| &one.waits_for))
}

/// People as others know them.
pub(super) fn badges<'p>(visit: &Visit<'_>, people: impl Iterator<Item = &'p PersonId>) -> Vec<String> {
    let standing = visit.book.standing();
    people.map(|one| standing.badge_of(*one).map_or_else(|| one.to_string(), str::to_owned)).collect()
}

fn due(matter: &Matter, floor: &Floor, now: jiff::Timestamp) -> Vec<VerificationDue> {
    let line = |what: String, from: jiff::Timestamp, within: SignedDuration| {
        let by = from.checked_add(within).unwrap_or(from);
        VerificationDue { what, due: format!("{by:.0}"), overdue: by <= now }
    };
    let mut due = Vec::new();
    if matter.open() > 0 && matter.any_above() {
        let what = format!("records of {} of {} candidates", matter.open(), matter.list.candidates.len());
        due.push(line(what, matter.time, floor.purpose_validity));
    }
    if let Some(from) = matter.review_due_from().filter(|_| !matter.is_told()) {
        due.push(line("the blind review".to_owned(), from, BLIND_REVIEW));
    }
    due
}
