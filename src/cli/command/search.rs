//! `frs search`.

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, arguments::SearchArguments, purpose::source},
    operation::{
        OperationError, SearchRequest, search,
        verification::{ReplayRequest, replay},
    },
};

pub(super) fn run(arguments: SearchArguments, context: &Context) -> Result<Exit, CliError> {
    let desk = desk(context)?;
    let purpose = source(context, &arguments.purpose)?;
    if let Some(search) = arguments.replay {
        let replayed = replay(&desk, &ReplayRequest { search, purpose })?;
        context.output.report(&replayed)?;
        return Ok(match replayed.verdict {
            "identical" => Exit::Done,
            "differs" => Exit::Integrity,
            _ => Exit::Negative,
        });
    }
    let probe = arguments.probe.ok_or_else(|| OperationError::Usage("name the probe".into()))?;
    let ask =
        SearchRequest { probe, candidates: arguments.candidates, with_personal: arguments.with_personal, purpose };
    let outcome = search(&desk, &ask)?;
    context.output.report(&outcome.report)?;
    Ok(if outcome.any_above { Exit::Done } else { Exit::Negative })
}
