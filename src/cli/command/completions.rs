//! `frs completions SHELL`, `frs man DIR`.

use std::path::Path;

use crate::{
    cli::{CliError, Context, Exit, completion_script, man_pages},
    operation::{OperationError, files},
};

pub(super) fn run(shell: clap_complete::Shell, context: &Context) -> Result<Exit, CliError> {
    context.output.text(&completion_script(shell))?;
    Ok(Exit::Done)
}

pub(super) fn man(dir: &Path, context: &Context) -> Result<Exit, CliError> {
    std::fs::create_dir_all(dir).map_err(|e| OperationError::file(dir, e))?;
    let pages = man_pages();
    for (name, page) in &pages {
        files::replace(&dir.join(name), page)?;
    }
    context.output.note(&format!("{} pages are in {}; `man frs` is the first.", pages.len(), dir.display()));
    Ok(Exit::Done)
}
