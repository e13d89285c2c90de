//! `frs probe`.

use super::gated::desk;
use crate::{
    cli::{
        CliError, Context, Exit,
        arguments::ProbeArguments,
        purpose::{intake, read_text, source},
    },
    operation::{INTAKE_TEMPLATE, OperationError, ProbeRequest, admit_probe, read_edits},
};

pub(super) fn run(arguments: ProbeArguments, context: &Context) -> Result<Exit, CliError> {
    if arguments.template {
        context.output.text(INTAKE_TEMPLATE)?;
        return Ok(Exit::Done);
    }
    let Some(image) = arguments.image else {
        return Err(OperationError::Usage("name the image".into()).into());
    };
    let override_reason = arguments.override_file.as_deref().map(read_text).transpose()?;
    let ask = ProbeRequest {
        image,
        edits: read_edits(&arguments.edits)?,
        purpose: source(context, &arguments.purpose)?,
        intake: intake(context, arguments.intake.as_deref())?,
        face: arguments.face,
        override_reason: override_reason.map(|reason| reason.trim().to_owned()),
        explain: arguments.explain,
    };
    context.output.report(&admit_probe(&desk(context)?, &ask)?)?;
    Ok(Exit::Done)
}
