//! Commands that pass the gate, and those that found a program.

use crate::{
    audit::Recorded,
    cli::{CliError, Context, Exit, arguments::Command},
    operation::OperationError,
    policy::{Facts, Floor, OperationKind, Refusal},
    vocabulary::{Clock as _, SystemClock},
};

/// Runs a gated command.
///
/// Until the operations are joined to it, everybody is nobody here: the gate stays closed.
pub(super) fn gated(_command: Command, _context: &Context) -> Result<Exit, CliError> {
    let floor = Floor::default();
    match Refusal::of(&Facts::of_nobody(SystemClock.now(), OperationKind::RepositoryStatus, &floor)) {
        Err(refusal) => {
            let recorded = Recorded::Not { why: "no repository was opened".to_owned() };
            Err(OperationError::Refused { refusal, recorded }.into())
        }
        Ok(()) => Err(OperationError::Bug("the gate let nobody in".to_owned()).into()),
    }
}
