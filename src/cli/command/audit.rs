//! `frs audit show|verify`.

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, arguments::AuditCommand, purpose::source},
    operation::{
        CheckpointRequest, OperationError, ProveRequest, ShowRange, VerifyRequest, export_book, make_checkpoint,
        prove_entry, show_book, verify_book,
    },
};

pub(super) fn run(command: AuditCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        AuditCommand::Show { entry, from, limit, purpose } => {
            let range = match entry {
                Some(entry) => ShowRange { from: entry, limit: 1 },
                None => ShowRange { from, limit },
            };
            context.output.report(&show_book(&desk(context)?, range, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Checkpoint { out, old, purpose } => {
            let ask = CheckpointRequest { out, old, purpose: source(context, &purpose)? };
            context.output.report(&make_checkpoint(&desk(context)?, ask)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Prove { entry, open, out, purpose } => {
            let ask = ProveRequest { entry, open, out, purpose: source(context, &purpose)? };
            context.output.report(&prove_entry(&desk(context)?, ask)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Export { out, purpose } => {
            context.output.report(&export_book(&desk(context)?, &out, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Witness { .. } | AuditCommand::CheckProof { .. } | AuditCommand::CheckExport { .. } => {
            Err(OperationError::Bug("a public command was sent to the gate".to_owned()).into())
        }
        AuditCommand::Verify { anchors, max_unwitnessed, read_only, purpose } => {
            let ask = VerifyRequest { anchors, max_unwitnessed, read_only, purpose: source(context, &purpose)? };
            let verdict = verify_book(&desk(context)?, ask)?;
            context.output.report(&verdict)?;
            Ok(match verdict.verdict {
                "intact" => Exit::Done,
                "rolled-back" => Exit::RolledBack,
                "unwitnessed" => Exit::Unwitnessed,
                "unanchored" => Exit::Unanchored,
                _ => Exit::Tampered,
            })
        }
    }
}
