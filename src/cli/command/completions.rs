//! `frs completions SHELL`.

use crate::cli::{CliError, Context, Exit, completion_script};

pub(super) fn run(shell: clap_complete::Shell, context: &Context) -> Result<Exit, CliError> {
    context.output.text(&completion_script(shell))?;
    Ok(Exit::Done)
}
