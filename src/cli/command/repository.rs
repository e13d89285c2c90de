//! `frs repository status|backup`.

use std::path::Path;

use indicatif::ProgressBar;

use super::gated::desk;
use crate::{
    audit::BackupStep,
    cli::{
        CliError, Context, Exit,
        arguments::{PurposeArguments, RepositoryCommand},
        purpose::source,
    },
    operation::{backup_repository, repository_state},
    report::Human as _,
};

pub(super) fn run(command: RepositoryCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        RepositoryCommand::Status { floor, purpose } => status(floor, &purpose, context),
        RepositoryCommand::Backup { out, purpose } => backup(&out, &purpose, context),
    }
}

fn status(floor: bool, purpose: &PurposeArguments, context: &Context) -> Result<Exit, CliError> {
    let state = repository_state(&desk(context)?, source(context, purpose)?)?;
    if floor && !context.output.json() {
        let lines: Vec<String> = state.floor.iter().map(|field| format!("{}: {}", field.key, field.value)).collect();
        context.output.text(&lines.join("\n"))?;
    } else if context.output.json() {
        context.output.json_line(&state)?;
    } else {
        context.output.text(&state.human(context.output.width()))?;
    }
    Ok(Exit::Done)
}

fn backup(out: &Path, purpose: &PurposeArguments, context: &Context) -> Result<Exit, CliError> {
    let bar = if context.output.can_draw() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let mut show = |step: BackupStep| {
        bar.set_message(match step {
            BackupStep::Copied { pages, of } => format!("{pages} of {of} pages copied"),
            BackupStep::Checking => "the copy is checked".to_owned(),
            BackupStep::Checked => "the copy is made durable".to_owned(),
        });
        bar.tick();
    };
    let made = backup_repository(&desk(context)?, out, source(context, purpose)?, &mut show);
    bar.finish_and_clear();
    context.output.report(&made?)?;
    Ok(Exit::Done)
}
