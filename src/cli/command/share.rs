//! `frs share …`: arguments to an operation, its result to a report.

use std::path::{Path, PathBuf};

use super::gated::desk;
use crate::{
    cli::{
        CliError, Context, Exit,
        arguments::ShareCommand,
        purpose::{read_text, source},
    },
    operation::{
        OperationError,
        share::{INSIDE_TEMPLATE, InsideFile, InsideRequest, share_inside},
    },
};

pub(super) fn run(command: ShareCommand, context: &Context) -> Result<Exit, CliError> {
    use ShareCommand as S;
    match command {
        S::Inside { template: true, .. } => context.output.text(INSIDE_TEMPLATE)?,
        S::Inside { files, probe, details, approval, out, purpose, .. } => {
            let form = details.as_deref().map(|path| read_form(path, InsideFile::read)).transpose()?;
            let out = named(out, "--out DIR")?;
            let ask = InsideRequest { files, probe, form, approval, out, purpose: source(context, &purpose)? };
            context.output.report(&share_inside(&desk(context)?, &ask)?)?;
        }
    }
    Ok(Exit::Done)
}

fn read_form<F>(path: &Path, read: impl Fn(&str) -> Result<F, OperationError>) -> Result<F, CliError> {
    Ok(read(&read_text(path)?)?)
}

fn named(path: Option<PathBuf>, what: &str) -> Result<PathBuf, OperationError> {
    path.ok_or_else(|| OperationError::Usage(format!("give {what}")))
}
