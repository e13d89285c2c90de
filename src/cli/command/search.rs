//! `frs search`.

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, arguments::SearchArguments, purpose::source},
    operation::{SearchRequest, search},
};

pub(super) fn run(arguments: SearchArguments, context: &Context) -> Result<Exit, CliError> {
    let desk = desk(context)?;
    let purpose = source(context, &arguments.purpose)?;
    let ask = SearchRequest {
        probe: arguments.probe,
        candidates: arguments.candidates,
        with_personal: arguments.with_personal,
        purpose,
    };
    let outcome = search(&desk, &ask)?;
    context.output.report(&outcome.report)?;
    Ok(if outcome.any_above { Exit::Done } else { Exit::Negative })
}
