//! Close a list without a verification (2-110-4-D-4; docs/verify.md#when-a-list-is-not-needed-any-more): a search that was made by mistake, or that nobody needs any more.
//!
//! It disposes of nobody: what has no record keeps none, what is UNVERIFIED stays so. The search, its list and every record stay.

use jiff::Timestamp;
use serde_json::json;

use super::{admit_form, admit_with, finish, intent, matter::Matter, papers::ClosingFile, told::CloseTold};
use crate::{
    gate::VerifyClose,
    operation::{Desk, OperationError, PurposeSource, Request, Visit, json_of},
    policy::{Floor, OperationKind, ReviewFacts, VerificationFacts},
    report::ListClosed,
    vocabulary::{PersonId, Role},
};

/// What `frs verify close` was asked.
pub struct ClosingRequest<'r> {
    /// The search: its id, or at least the first six digits of it.
    pub search: String,
    /// Gives the reason; called once the gate has let the person in.
    pub form: &'r dyn Fn() -> Result<ClosingFile, OperationError>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// By what it is judged whether a list may be closed, beside the list as it then stands.
struct Measure {
    floor: Floor,
    now: Timestamp,
    /// Whether whoever made the search acts no more.
    orphaned: bool,
}

impl Measure {
    fn of(visit: &Visit<'_>, by: Option<PersonId>) -> Self {
        let (standing, now) = (visit.book.standing(), visit.gate_now());
        let acts = |key| standing.roles_of(key, now).contains(&Role::Examiner);
        let orphaned = by.is_some_and(|by| !standing.keys_of_person(by).into_iter().any(acts));
        Self { floor: standing.floor().clone(), now, orphaned }
    }

    fn tell(&self, matter: &Matter, facts: &mut VerificationFacts) {
        facts.orphaned = self.orphaned;
        facts.review = ReviewFacts::from(&matter.readiness(&self.floor, self.now).review);
        facts.review_owed = matter.review_due_from().is_some() && !matter.is_told();
        facts.concluded = matter.is_concluded();
        // A list without anybody above the line asks for no record.
        let records = matter.any_above() && matter.open() > 0;
        facts.unsettled = records || self.unverified(matter) > 0;
    }

    fn unverified(&self, matter: &Matter) -> u32 {
        u32::try_from(matter.readiness(&self.floor, self.now).unverified.len()).unwrap_or(u32::MAX)
    }
}

/// Closes it.
///
/// # Errors
/// The refusal, also of a reason that is not whole; where it cannot be written.
pub fn close_list(desk: &Desk<'_>, ask: &ClosingRequest<'_>) -> Result<ListClosed, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::VerifyClose, &request)?;
    let by = Matter::find(&visit, &ask.search)?.map(|matter| matter.by);
    let measure = Measure::of(&visit, by);
    let (before, _) = admit_with::<VerifyClose>(&mut visit, &mut request, &ask.search, None, |matter, facts| {
        measure.tell(matter, facts);
    })?;
    let filled = (ask.form)()?.complete();
    // However long the form took, it is judged as it is now.
    let measure = Measure::of(&visit, by);
    let (matter, closing, mut admitted) =
        admit_form::<VerifyClose, _>(&mut visit, &mut request, (&before, None), filled, |matter, facts, _| {
            measure.tell(matter, facts);
        })?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({}));
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let told = CloseTold {
        search: matter.search,
        why: closing.why,
        because: closing.because,
        open: matter.open(),
        unverified: measure.unverified(&matter),
    };
    let receipt = finish(access, &matter, json_of(&told)?, desk.clock.now())?;
    Ok(ListClosed {
        program,
        search: matter.search,
        case: matter.case.clone(),
        why: told.why,
        because: told.because,
        candidates: u32::try_from(matter.list.candidates.len()).unwrap_or(u32::MAX),
        open: told.open,
        unverified: told.unverified,
        entry: (&receipt).into(),
    })
}
