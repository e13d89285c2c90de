//! `frs model …`.

use crate::{
    cli::{CliError, Context, Exit, arguments::ModelCommand},
    operation::{OperationError, model},
};

pub(super) fn run(command: ModelCommand, context: &Context) -> Result<Exit, CliError> {
    let intact = match command {
        ModelCommand::List => {
            let list = model::list(context.models()?)?;
            context.output.report(&list)?;
            list.models.iter().all(|model| model.intact)
        }
        ModelCommand::Show { name } => {
            let shown = model::show(context.models()?, &name)?;
            context.output.report(&shown)?;
            shown.model.intact
        }
        ModelCommand::Import { file, name, about } => {
            let imported = model::import(context.models()?, &name, &file, about.as_deref())?;
            context.output.report(&imported)?;
            imported.model.intact
        }
        ModelCommand::Evaluate(_) | ModelCommand::Calibrate(_) => {
            return Err(OperationError::Bug("a gated command was sent past the gate".to_owned()).into());
        }
    };
    Ok(if intact { Exit::Done } else { Exit::Integrity })
}
