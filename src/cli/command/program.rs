//! `frs program found`.

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, arguments::ProgramCommand, purpose::read_text},
    gate::{ProgramKind, read_floor_lines},
    operation::{OperationError, found_program},
    policy::Floor,
    seal::PublicKeys,
};

pub(super) fn run(command: ProgramCommand, context: &Context) -> Result<Exit, CliError> {
    let ProgramCommand::Found { name, recovery, retention_years, floor } = command;
    context.repository()?;
    let text = read_text(&recovery)?;
    let keys = text.lines().rev().find_map(|line| line.trim().parse::<PublicKeys>().ok()).ok_or_else(|| {
        OperationError::file(&recovery, "holds no public keys; write it with `frs key show` of the recovery key")
    })?;
    let base = match floor {
        Some(path) => read_floor_lines(&read_text(&path)?).map_err(|e| OperationError::file(&path, e))?,
        None => Floor::default(),
    };
    let floor = Floor { reference_retention_years: Some(retention_years), ..base };
    let founded = found_program(&desk(context)?, ProgramKind::Program, &name, &keys, floor)?;
    context.output.report(&founded)?;
    Ok(Exit::Done)
}
