//! Record the comparison of one candidate (2-110-4-D-4). A later record stands beside the earlier one, never in its place.

use serde_json::json;

use super::{
    admit, admit_form, finish,
    form::ComparisonFile,
    intent,
    settle::FormRequest,
    told::{DispositionTold, RecordTold},
};
use crate::{
    gate::VerifyRecord,
    operation::{Desk, OperationError, Request, json_of},
    policy::{LEAD_NOTICE, OperationKind},
    report::ComparisonRecorded,
    vocabulary::Disposition,
};

/// Records one comparison.
///
/// # Errors
/// The refusal, also of a record that is not whole; where it cannot be written.
pub fn record_comparison(
    desk: &Desk<'_>,
    ask: &FormRequest<'_, ComparisonFile>,
) -> Result<ComparisonRecorded, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::VerifyRecord, &request)?;
    let (before, _) = admit::<VerifyRecord>(&mut visit, &mut request, &ask.search, Some(ask.candidate))?;
    let filled = (ask.form)()?.complete();
    let of = (&before, Some(ask.candidate));
    let (matter, comparison, mut admitted) =
        admit_form::<VerifyRecord, _>(&mut visit, &mut request, of, filled, |_, _, _| {})?;
    let reference = matter.candidate(ask.candidate)?.reference;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({ "candidate": ask.candidate }));
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let (disposition, conclusion, at_sight) = (comparison.disposition(), comparison.conclusion, comparison.at_sight);
    let dispositions = vec![DispositionTold { rank: ask.candidate, disposition }];
    let told = RecordTold { search: matter.search, reference, dispositions, comparison };
    let receipt = finish(access, &matter, json_of(&told)?, desk.clock.now())?;
    let held = matter.first_dispositions();
    let open = matter.list.candidates.iter().map(|candidate| candidate.rank);
    let open: Vec<u32> = open.filter(|rank| *rank != ask.candidate && !held.contains_key(rank)).collect();
    Ok(ComparisonRecorded {
        program,
        search: matter.search,
        purpose,
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
