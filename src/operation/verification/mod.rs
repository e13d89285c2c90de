//! From candidate to lead (2-110-4-D-4, 4-D-5): every candidate is opened, compared and recorded by itself.

mod acts;
mod close;
mod contact;
mod discovery;
mod elsewhere;
mod form;
mod hygiene;
mod list;
mod look;
mod matter;
mod packet;
mod papers;
mod ready;
mod record;
mod replay;
mod review;
mod reviews;
mod settle;
mod sheet;
mod status;
mod told;
mod waits;

pub use close::{ClosingRequest, close_list};
pub use contact::{ContactRequest, contact_sheet};
pub use discovery::{DiscoveryRequest, collect_discovery, recompute};
pub use form::{AtSightFile, Comparison, ComparisonFile, FeatureFile, comparison_template};
pub(super) use hygiene::enrolled_since;
pub use list::show_list;
pub use look::{OpenRequest, open_candidate};
pub(super) use matter::find as find_search;
pub use packet::{PacketRequest, make_packet};
pub use papers::{
    ANSWER_TEMPLATE, AnswerFile, CLOSING_TEMPLATE, ClosingFile, OUTCOME_TEMPLATE, OutcomeFile, RESOLUTION_TEMPLATE,
    ResolutionFile, SOURCE_TEMPLATE, SourceFile,
};
pub use ready::{Readiness, Review};
pub use record::record_comparison;
pub use replay::{ReplayRequest, replay};
pub use review::{ReviewRequest, review};
pub use settle::{FormRequest, record_outcome, record_source, resolve_conflict};
pub use sheet::{SheetRequest, make_report};
pub use status::verification_status;
pub(super) use waits::{is_of_list, waits};

use std::collections::BTreeSet;

use jiff::Timestamp;
use matter::Matter;

use super::{Admitted, OperationError, Request, Visit, as_read::AsRead};
use crate::{
    audit::{Access, Receipt},
    gate::Operation,
    policy::{OperationKind, VerificationFacts},
    vocabulary::{Role, SearchId},
};

/// The candidates of a list who are kept now, by their place; none where there is no such list any more.
///
/// # Errors
/// Where an entry does not hold.
pub(super) fn kept_candidates(visit: &Visit<'_>, search: SearchId) -> Result<BTreeSet<u32>, OperationError> {
    Ok(Matter::read(visit, search)?.map(|matter| matter.kept()).unwrap_or_default())
}

/// Reads the list that a command names and asks the gate; whatever candidate it names is judged with it.
fn admit<Op: Operation>(
    visit: &mut Visit<'_>,
    request: &mut Request,
    search: &str,
    candidate: Option<u32>,
) -> Result<(Matter, Admitted<Op>), OperationError> {
    admit_with(visit, request, search, candidate, |_, _| {})
}

/// As [`admit`], with further facts.
fn admit_with<Op: Operation>(
    visit: &mut Visit<'_>,
    request: &mut Request,
    search: &str,
    candidate: Option<u32>,
    further: impl FnOnce(&Matter, &mut VerificationFacts),
) -> Result<(Matter, Admitted<Op>), OperationError> {
    let matter = Matter::find(visit, search)?;
    judge::<Op>(visit, request, matter, candidate, further)
}

fn judge<Op: Operation>(
    visit: &mut Visit<'_>,
    request: &mut Request,
    matter: Option<Matter>,
    candidate: Option<u32>,
    further: impl FnOnce(&Matter, &mut VerificationFacts),
) -> Result<(Matter, Admitted<Op>), OperationError> {
    let person = visit.book.person();
    let only_reviews = visit
        .presented()
        .authorization()
        .is_some_and(|held| held.roles.contains(&Role::Reviewer) && !held.roles.contains(&Role::Examiner));
    request.verification = matter.as_ref().map(|matter| {
        let mut facts = matter.facts(person, only_reviews, candidate);
        further(matter, &mut facts);
        facts
    });
    let admitted = visit.admit::<Op>(request)?;
    let matter = matter.ok_or_else(|| OperationError::Bug("a list was admitted that nobody named".into()))?;
    Ok((matter, admitted))
}

/// Holds a form that was filled in once the person was in against the gate, which says what is missing; `judged` adds what it says.
///
/// However long the form took, the list is judged as it is now: it is read again. What is done about it from here on,
/// [`finish`] finds.
fn admit_form<Op: Operation, W>(
    visit: &mut Visit<'_>,
    request: &mut Request,
    (before, candidate): (&Matter, Option<u32>),
    filled: Result<W, Vec<String>>,
    judged: impl FnOnce(&Matter, &mut VerificationFacts, Option<&W>),
) -> Result<(Matter, W, Admitted<Op>), OperationError> {
    let again = Matter::read(visit, before.search)?;
    let (matter, admitted) = judge::<Op>(visit, request, again, candidate, |matter, facts| {
        facts.missing = Some(filled.as_ref().err().cloned().unwrap_or_default());
        judged(matter, facts, filled.as_ref().ok());
    })?;
    let whole = filled.map_err(|_| OperationError::Bug("the gate let a form through that is not whole".into()))?;
    Ok((matter, whole, admitted))
}

const MEANWHILE: &str = "somebody else worked on this list while this command ran; nothing was recorded. See how it stands (frs verify \
                         status SEARCH), and run it again";

/// What changes how a list stands.
fn changes_list(operation: &str) -> bool {
    !matches!(
        operation.parse(),
        Ok(OperationKind::VerifyStatus
            | OperationKind::VerifyOpen
            | OperationKind::VerifyContact
            | OperationKind::VerifyList)
    )
}

/// Writes the outcome as the list stood when it was read; whatever was done about it since is in the way.
fn finish<Op: Operation>(
    access: Access<'_, Op>,
    matter: &Matter,
    record: String,
    now: Timestamp,
) -> Result<Receipt, OperationError> {
    as_read(matter, |_| true).finish(access, record, now)
}

/// The list as it was read; what `changes` names is in the way of writing.
fn as_read(matter: &Matter, changes: fn(&str) -> bool) -> AsRead {
    AsRead { to: matter.read_to, lists: BTreeSet::from([matter.search]), changes, meanwhile: MEANWHILE }
}

/// The intent of every command on a list.
fn intent<Op: Operation>(
    admitted: &mut Admitted<Op>,
    matter: &Matter,
    arguments: serde_json::Value,
) -> crate::audit::Intent {
    crate::audit::Intent {
        inputs: Some(serde_json::json!({ "search": matter.search }).to_string()),
        arguments: Some(arguments.to_string()),
        statement: admitted.statement.take(),
        case: matter.case.clone(),
    }
}
