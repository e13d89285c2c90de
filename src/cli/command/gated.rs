//! Commands that pass the gate, and those that found a program: arguments to an operation, its result to a report.

use super::{audit, demo, enroll, evaluate, probe, program, purpose, repository, search, share, verify};
use crate::{
    cli::{
        CliError, Context, Exit,
        arguments::{Command, ModelCommand, PaperCommand},
        purpose::source,
    },
    operation::{Desk, OperationError, accept_paper_with, own_status},
    vocabulary::SystemClock,
};

/// Runs a command that is not public.
pub(super) fn gated(command: Command, context: &Context) -> Result<Exit, CliError> {
    match command {
        Command::Enroll(arguments) => enroll::run(arguments, context),
        Command::Probe(arguments) => probe::run(arguments, context),
        Command::Search(arguments) => search::run(arguments, context),
        Command::Verify(command) => verify::run(command, context),
        Command::Share(command) => share::run(command, context),
        Command::Audit(command) => audit::run(command, context),
        Command::Purpose(command) => purpose::run(command, context),
        Command::Program(command) => program::run(command, context),
        Command::Demo(arguments) => demo::run(&arguments, context),
        Command::Model(ModelCommand::Evaluate(arguments)) => evaluate::run(*arguments, context),
        Command::Model(ModelCommand::Calibrate(arguments)) => evaluate::calibrate(*arguments, context),
        Command::Paper(PaperCommand::Accept { file, confirm_time, purpose }) => {
            let purpose = source(context, &purpose)?;
            let accepted = accept_paper_with(&desk(context)?, &file, purpose, confirm_time)?;
            context.output.report(&accepted)?;
            Ok(Exit::Done)
        }
        Command::Repository(command) => repository::run(command, context),
        Command::Status => {
            context.output.report(&own_status(&desk(context)?)?)?;
            Ok(Exit::Done)
        }
        Command::Paper(_)
        | Command::Key(_)
        | Command::Model(_)
        | Command::Completions { .. }
        | Command::Man { .. }
        | Command::Doctor { .. } => Err(OperationError::Bug("a public command was sent to the gate".into()).into()),
    }
}

/// The desk at which a gated command begins.
pub(in crate::cli) fn desk(context: &Context) -> Result<Desk<'_>, CliError> {
    Ok(Desk {
        home: context.home.clone(),
        repository: context.repository_at_the_gate()?,
        models: context.models()?.to_owned(),
        authorization: context.authorization.clone(),
        clock: &SystemClock,
        unlocker: &context.passphrases,
    })
}
