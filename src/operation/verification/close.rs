//! Close a list without a verification (2-110-4-D-4; docs/verify.md#when-a-list-is-not-needed-any-more): a search that was made by mistake, or that nobody needs any more.
//!
//! It disposes of nobody: what has no record keeps none, what is UNVERIFIED stays so. The search, its list and every record stay.

use serde_json::json;

use super::{Review, admit_form, admit_with, finish, intent, matter::Matter, papers::ClosingFile, told::CloseTold};
use crate::{
    gate::VerifyClose,
    operation::{Desk, OperationError, PurposeSource, Request, Visit, json_of},
    policy::{OperationKind, ReviewFacts, VerificationFacts},
    report::ListClosed,
    vocabulary::Role,
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

/// What the gate asks of a list that is to be closed.
struct Closable {
    orphaned: bool,
    review: Review,
    unverified: u32,
    owed: bool,
}

impl Closable {
    fn of(visit: &Visit<'_>, matter: &Matter) -> Self {
        let (standing, now) = (visit.book.standing(), visit.gate_now());
        let readiness = matter.readiness(standing.floor(), now);
        let acts = |key| standing.roles_of(key, now).contains(&Role::Examiner);
        Self {
            orphaned: !standing.keys_of_person(matter.by).into_iter().any(acts),
            unverified: u32::try_from(readiness.unverified.len()).unwrap_or(u32::MAX),
            owed: matter.review_due_from().is_some() && !matter.is_told(),
            review: readiness.review,
        }
    }

    fn tell(&self, matter: &Matter, facts: &mut VerificationFacts) {
        facts.orphaned = self.orphaned;
        facts.review = ReviewFacts::from(&self.review);
        facts.review_owed = self.owed;
        // A list without anybody above the line asks for no record.
        let records = matter.any_above() && matter.open() > 0;
        facts.unsettled = records || self.unverified > 0;
    }
}

/// Closes it.
///
/// # Errors
/// The refusal, also of a reason that is not whole; where it cannot be written.
pub fn close_list(desk: &Desk<'_>, ask: &ClosingRequest<'_>) -> Result<ListClosed, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::VerifyClose, &request)?;
    let closable = Matter::find(&visit, &ask.search)?.map(|matter| Closable::of(&visit, &matter));
    let (before, _) = admit_with::<VerifyClose>(&mut visit, &mut request, &ask.search, None, |matter, facts| {
        closable.iter().for_each(|closable| closable.tell(matter, facts));
    })?;
    let filled = (ask.form)()?.complete();
    // However long the form took, it is judged as it is now.
    let closable = Matter::read(&visit, before.search)?.map(|matter| Closable::of(&visit, &matter));
    let (matter, closing, mut admitted) =
        admit_form::<VerifyClose, _>(&mut visit, &mut request, (&before, None), filled, |matter, facts, _| {
            closable.iter().for_each(|closable| closable.tell(matter, facts));
        })?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({}));
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let told = CloseTold {
        search: matter.search,
        why: closing.why,
        because: closing.because,
        open: matter.open(),
        unverified: closable.map_or(0, |closable| closable.unverified),
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
