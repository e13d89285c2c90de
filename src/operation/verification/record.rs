//! Record the comparison of one candidate (2-110-4-D-4). A later record stands beside the earlier one, never in its place.

use serde_json::json;

use super::{
    admit,
    form::ComparisonFile,
    intent,
    told::{DispositionTold, RecordTold},
};
use crate::{
    audit::{Outcome, OutcomeResult},
    gate::VerifyRecord,
    operation::{Desk, OperationError, PurposeSource, Request},
    policy::{LEAD_NOTICE, OperationKind},
    report::ComparisonRecorded,
    vocabulary::Disposition,
};

/// What `frs verify record` was asked.
pub struct RecordRequest<'r> {
    /// The search.
    pub search: String,
    /// The candidate, by its place in the list.
    pub candidate: u32,
    /// Gives the answers; called once the gate has let the person in, so that nobody answers in vain.
    pub form: &'r dyn Fn() -> Result<ComparisonFile, OperationError>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Records one comparison.
///
/// # Errors
/// The refusal, also of a record that is not whole; where it cannot be written.
pub fn record_comparison(desk: &Desk<'_>, ask: &RecordRequest<'_>) -> Result<ComparisonRecorded, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::VerifyRecord, &request)?;
    let (matter, _) = admit::<VerifyRecord>(&mut visit, &mut request, &ask.search, Some(ask.candidate))?;
    let form = (ask.form)()?;
    let (comparison, missing) = match form.complete() {
        Ok(comparison) => (Some(comparison), Vec::new()),
        Err(missing) => (None, missing),
    };
    if let Some(facts) = &mut request.verification {
        facts.missing = Some(missing);
    }
    let mut admitted = visit.admit::<VerifyRecord>(&request)?;
    let comparison =
        comparison.ok_or_else(|| OperationError::Bug("the gate let a record through that is not whole".into()))?;
    let reference = matter.candidate(ask.candidate)?.reference;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({ "candidate": ask.candidate }));
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let (disposition, conclusion, at_sight) = (comparison.disposition(), comparison.conclusion, comparison.at_sight);
    let dispositions = vec![DispositionTold { rank: ask.candidate, disposition }];
    let told = RecordTold { search: matter.search, reference, dispositions, comparison };
    let record = serde_json::to_string(&told).map_err(|e| OperationError::Bug(e.to_string()))?;
    let outcome = Outcome { result: OutcomeResult::Done, record, gallery: None };
    let receipt = access.finish(outcome, desk.clock.now())?;
    let held = matter.first_dispositions();
    let open = matter.list.candidates.iter().map(|candidate| candidate.rank);
    let open: Vec<u32> = open.filter(|rank| *rank != ask.candidate && !held.contains_key(rank)).collect();
    Ok(ComparisonRecorded {
        program,
        search: matter.search,
        rank: ask.candidate,
        reference,
        notice: LEAD_NOTICE,
        disposition,
        conclusion,
        at_sight,
        earlier: matter.records().get(&ask.candidate).map_or(0, Vec::len) as u64,
        open,
        unverified: disposition == Disposition::Kept,
        entry: (&receipt).into(),
    })
}
