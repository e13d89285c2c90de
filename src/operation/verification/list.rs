//! Show the list of an earlier search once more, with its scores: as it was recorded, nothing is compared again.

use serde_json::json;

use super::{admit, intent, matter::Matter};
use crate::{
    audit::{Access, Outcome},
    gate::VerifyList,
    operation::{Desk, OperationError, PurposeSource, Request, search::probe_told},
    policy::{LEAD_NOTICE, OperationKind},
    report::ListShown,
    repository::{RoomError, reference_image},
    vocabulary::SubjectId,
};

/// Where a photograph or its person has gone since.
const GONE: &str = "(expunged)";

/// Shows it.
///
/// # Errors
/// The refusal; where a reference is not the one that the book commits to.
pub fn show_list(desk: &Desk<'_>, search: &str, purpose: PurposeSource) -> Result<ListShown, OperationError> {
    let mut request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::VerifyList, &request)?;
    let (matter, mut admitted) = admit::<VerifyList>(&mut visit, &mut request, search, None)?;
    let closed = super::status::closed_line(&visit, &matter);
    let badge = visit.book.standing().badge_of(matter.by).map(str::to_owned);
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({}));
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let made = labels(&access, &matter).and_then(|shown| Ok((shown, probe_told(&access, matter.list.probe)?)));
    let (access, (shown, told)) = access.attempted(made, desk.clock.now())?;
    let (labels, moved): (Vec<String>, Vec<Option<SubjectId>>) = shown.into_iter().unzip();
    let record = json!({ "search": matter.search }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    let moved = matter.list.candidates.iter().zip(moved).filter(|(_, moved)| moved.is_some());
    Ok(ListShown {
        program,
        search: matter.search,
        purpose,
        case: matter.case.clone(),
        searched: format!("{:.0}", matter.time),
        by: matter.by,
        badge,
        notice: LEAD_NOTICE,
        moved: moved.map(|(line, _)| line.rank).collect(),
        told,
        list: matter.list,
        list_digest: matter.list_digest,
        closed,
        entry: (&receipt).into(),
        labels_for_reading: labels,
    })
}

/// By candidate: what they are enrolled under now, and whom the photograph shows where that was corrected since.
fn labels(
    access: &Access<'_, VerifyList>,
    matter: &Matter,
) -> Result<Vec<(String, Option<SubjectId>)>, OperationError> {
    // An enrollment or expunge beside it is no tampering: all is read as of one moment.
    let moment = access.moment()?;
    let mut shown = Vec::with_capacity(matter.list.candidates.len());
    for line in &matter.list.candidates {
        shown.push(match reference_image(access, &moment, line.reference) {
            Ok(found) => (found.label, (found.subject != line.subject).then_some(found.subject)),
            Err(RoomError::Unknown { .. }) => (GONE.to_owned(), None),
            Err(error) => return Err(error.into()),
        });
    }
    Ok(shown)
}
