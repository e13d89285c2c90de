//! `frs audit check-proof|check-report|check-export`: public, for they open no repository.

use std::path::{Path, PathBuf};

use crate::{
    cli::{CliError, Context, Exit, arguments::AnchorArguments},
    operation::{Anchors, OperationError, check_export, check_proof, check_report, key},
};

pub(super) fn proof(file: &Path, given: AnchorArguments, context: &Context) -> Result<Exit, CliError> {
    let checked = check_proof(file, &anchors(given)?)?;
    context.output.report(&checked)?;
    Ok(exit(checked.verdict))
}

pub(super) fn report(
    files: &[PathBuf],
    proof: &Path,
    given: AnchorArguments,
    context: &Context,
) -> Result<Exit, CliError> {
    let checked = check_report(files, proof, &anchors(given)?)?;
    context.output.report(&checked)?;
    Ok(exit(checked.verdict))
}

pub(super) fn export(directory: &Path, given: AnchorArguments, context: &Context) -> Result<Exit, CliError> {
    let checked = check_export(directory, &anchors(given)?)?;
    context.output.report(&checked)?;
    Ok(exit(checked.verdict))
}

pub(super) fn anchors(given: AnchorArguments) -> Result<Anchors, OperationError> {
    let witnesses = given.witnesses.iter().map(|path| key::read_witness_key(path)).collect::<Result<_, _>>()?;
    Ok(Anchors { program: given.program, root: given.root, witnesses, quorum: given.quorum })
}

fn exit(verdict: &str) -> Exit {
    match verdict {
        "proven" => Exit::Done,
        "unwitnessed" => Exit::Unwitnessed,
        "unanchored" => Exit::Unanchored,
        _ => Exit::Tampered,
    }
}
