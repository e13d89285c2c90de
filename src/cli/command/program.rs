//! `frs program found|show|status|rekey`.

use std::path::{Path, PathBuf};

use super::gated::desk;
use crate::{
    audit::RekeyStep,
    cli::{
        CliError, Context, Exit,
        arguments::{ProgramCommand, PurposeArguments},
        progress::Progress,
        purpose::{read_text, source},
    },
    gate::{ProgramKind, read_floor_lines},
    operation::{OperationError, found_program, key, program_state, rekey, renew_log_key, show_program},
    policy::Floor,
};

pub(super) fn run(command: ProgramCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        ProgramCommand::Rekey { log_key_only: true, purpose } => {
            context.output.report(&renew_log_key(&desk(context)?, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        ProgramCommand::Rekey { log_key_only: false, purpose } => exchange_keys(&purpose, context),
        ProgramCommand::Found { name, recovery, retention_years, floor, witnesses } => {
            found(&name, &recovery, retention_years, floor, &witnesses, context)
        }
        ProgramCommand::Status { purpose } => {
            context.output.report(&program_state(&desk(context)?, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        ProgramCommand::Show { out, purpose } => {
            context.output.report(&show_program(&desk(context)?, &out, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
    }
}

fn found(
    name: &str,
    recovery: &Path,
    retention_years: u32,
    floor: Option<PathBuf>,
    witnesses: &[PathBuf],
    context: &Context,
) -> Result<Exit, CliError> {
    context.repository()?;
    let keys = key::read_public_keys(recovery)?;
    let base = match floor {
        Some(path) => read_floor_lines(&read_text(&path)?).map_err(|e| OperationError::file(&path, e))?,
        None => Floor::default(),
    };
    let mut floor = Floor { reference_retention_years: Some(retention_years), ..base };
    for file in witnesses {
        floor.witnesses.insert(key::read_witness_key(file)?.to_string());
    }
    let founded = found_program(&desk(context)?, ProgramKind::Program, name, &keys, floor)?;
    context.output.report(&founded)?;
    Ok(Exit::Done)
}

fn exchange_keys(purpose: &PurposeArguments, context: &Context) -> Result<Exit, CliError> {
    let progress = Progress::spinner(context.output);
    let mut show = |step: RekeyStep| {
        let words = match step {
            RekeyStep::Begun => "the new keys are in the book".to_owned(),
            RekeyStep::Batch { table, rows, of } => format!("{table}: {rows} of {of} rows sealed anew"),
            RekeyStep::Resealed => "every record is sealed anew".to_owned(),
            RekeyStep::Closed => "the old keys are deleted; the files are wiped and looked through".to_owned(),
            RekeyStep::Wiped => "done".to_owned(),
        };
        progress.say(words);
    };
    let exchanged = rekey(&desk(context)?, source(context, purpose)?, &mut show)?;
    drop(progress);
    context.output.report(&exchanged)?;
    Ok(if exchanged.residue.is_clean() { Exit::Done } else { Exit::Integrity })
}
