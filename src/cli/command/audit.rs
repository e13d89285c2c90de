//! `frs audit show|verify`.

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, arguments::AuditCommand, purpose::source},
    operation::{ShowRange, show_book, verify_book},
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
        AuditCommand::Verify { purpose } => {
            let verdict = verify_book(&desk(context)?, source(context, &purpose)?)?;
            context.output.report(&verdict)?;
            Ok(if verdict.findings.is_empty() { Exit::Done } else { Exit::Tampered })
        }
    }
}
