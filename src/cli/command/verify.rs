//! `frs verify …`: from candidate to lead.

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, arguments::VerifyCommand, comparison, purpose::source},
    operation::{
        OperationError,
        verification::{
            OpenRequest, RecordRequest, comparison_template, open_candidate, record_comparison, verification_status,
        },
    },
};

pub(super) fn run(command: VerifyCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        VerifyCommand::Status { search, purpose } => {
            let report = verification_status(&desk(context)?, &search, source(context, &purpose)?)?;
            context.output.report(&report)?;
        }
        VerifyCommand::Open { search, candidate, out, purpose } => {
            let ask = OpenRequest { search, candidate, out, purpose: source(context, &purpose)? };
            context.output.report(&open_candidate(&desk(context)?, &ask)?)?;
        }
        VerifyCommand::Record { template: true, .. } => context.output.text(&comparison_template())?,
        VerifyCommand::Record { search, candidate, file, purpose, .. } => {
            let (Some(search), Some(candidate)) = (search, candidate) else {
                return Err(OperationError::Usage("name the search and --candidate N".to_owned()).into());
            };
            let form = || comparison::form(context, file.as_deref());
            let ask = RecordRequest { search, candidate, form: &form, purpose: source(context, &purpose)? };
            context.output.report(&record_comparison(&desk(context)?, &ask)?)?;
        }
    }
    Ok(Exit::Done)
}
