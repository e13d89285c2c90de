//! One file per command.

mod audit;
mod completions;
mod demo;
mod enroll;
mod gated;
mod key;
mod model;
mod paper;
mod probe;
mod program;
mod purpose;
mod search;

use super::{
    CliError, Context, Exit,
    arguments::{Command, PaperCommand},
};

/// Runs a command. What is public is named here, one line each; all else passes the gate.
pub(super) fn run(command: Command, context: &Context) -> Result<Exit, CliError> {
    match command {
        Command::Key(command) => key::run(command, context),
        Command::Model(command) => model::run(command, context),
        Command::Completions { shell } => completions::run(shell, context),
        Command::Paper(
            command @ (PaperCommand::Request(_) | PaperCommand::Sign { .. } | PaperCommand::Show { .. }),
        ) => paper::run(command, context),
        gated => gated::gated(gated, context),
    }
}
