//! From candidate to lead (2-110-4-D-4, 4-D-5): every candidate is opened, compared and recorded by itself.

mod form;
mod hygiene;
mod look;
mod matter;
mod record;
mod status;
mod told;

pub use form::{AtSightFile, Comparison, ComparisonFile, FeatureFile, comparison_template};
pub(super) use hygiene::enrolled_since;
pub use look::{OpenRequest, open_candidate};
pub use record::{RecordRequest, record_comparison};
pub use status::verification_status;

use matter::Matter;

use super::{Admitted, OperationError, Request, Visit};
use crate::gate::Operation;

/// Reads the list that a command names and asks the gate; whatever candidate it names is judged with it.
fn admit<Op: Operation>(
    visit: &mut Visit<'_>,
    request: &mut Request,
    search: &str,
    candidate: Option<u32>,
) -> Result<(Matter, Admitted<Op>), OperationError> {
    let matter = Matter::find(visit, search)?;
    let person = visit.book.person();
    request.verification = matter.as_ref().map(|matter| matter.facts(person, candidate));
    let admitted = visit.admit::<Op>(request)?;
    let matter = matter.ok_or_else(|| OperationError::Bug("a list was admitted that nobody named".into()))?;
    Ok((matter, admitted))
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
