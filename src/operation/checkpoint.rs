//! Checkpoints for witnesses, and the public papers of the program.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{Desk, OperationError, PurposeSource, Request, files};
use crate::{
    audit::{Intent, Outcome},
    gate::{AuditCheckpoint, ProgramShow, Standing, write_program_file},
    policy::OperationKind,
    report::{CheckpointMade, ProgramShown, RequestFile},
    seal::AddCheckpoint,
};

/// What `frs audit checkpoint` is asked.
#[derive(Debug, Clone, Default)]
pub struct CheckpointRequest {
    /// Where the request to the witness goes.
    pub out: PathBuf,
    /// The size that a witness says it has seen, where the book does not know it.
    pub old: Option<u64>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Signs what the book is now, and writes what its witnesses are asked: one file, or where they stand at different
/// sizes one for each size.
///
/// # Errors
/// The refusal; where a file is there already, or the book cannot be written.
pub fn make_checkpoint(desk: &Desk<'_>, ask: CheckpointRequest) -> Result<CheckpointMade, OperationError> {
    let request = Request { purpose: ask.purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::AuditCheckpoint, &request)?;
    let admitted = visit.admit::<AuditCheckpoint>(&request)?;
    let log = visit.book.logs().last().map_or(1, |extent| extent.log);
    let olds = where_witnesses_stand(visit.book.standing(), log, ask.old);
    for old in olds.keys() {
        visit.book.consistency_possible(*old)?;
    }
    let requests: Vec<(PathBuf, u64, Vec<String>)> =
        olds.iter().map(|(old, names)| (file_for(&ask.out, *old, olds.len()), *old, names.clone())).collect();
    if let Some((taken, ..)) = requests.iter().find(|(path, ..)| path.symlink_metadata().is_ok()) {
        return Err(files::already_there(taken));
    }
    let program = visit.program_line();
    let intent = Intent { statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, desk.clock.now())?;
    let (receipt, made) = access.checkpoint(desk.clock.now())?;
    let mut written = Vec::new();
    for (path, old, witnesses) in requests {
        let proof = visit.book.consistency(old, made.size)?;
        let body = AddCheckpoint::new(old, proof, made.note.clone())
            .map_err(|error| OperationError::Bug(format!("a request that cannot be read: {error}")))?;
        files::write_new(&path, &body.to_string())?;
        written.push(RequestFile { file: path.display().to_string(), old, witnesses });
    }
    let (log, size, root) = (made.log, made.size, made.root);
    Ok(CheckpointMade { program, log, size, root, requests: written, entry: (&receipt).into() })
}

/// From which size on each witness of the floor must be shown that the log grew; `said` is what one told itself.
fn where_witnesses_stand(standing: &Standing, log: u64, said: Option<u64>) -> BTreeMap<u64, Vec<String>> {
    let mut olds: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for witness in standing.witnesses() {
        let last = standing.witnessed().last_of(witness).filter(|head| head.log == log);
        let old = said.unwrap_or_else(|| last.map_or(0, |head| head.size));
        olds.entry(old).or_default().push(witness.name().to_owned());
    }
    if olds.is_empty() {
        olds.insert(said.unwrap_or(0), Vec::new());
    }
    olds
}

/// `request.txt`; of several `request-from-17.txt`.
fn file_for(out: &Path, old: u64, of: usize) -> PathBuf {
    if of == 1 {
        return out.to_owned();
    }
    let part = |name: Option<&std::ffi::OsStr>| name.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(out.file_stem()), part(out.extension()));
    let dot = if extension.is_empty() { "" } else { "." };
    out.with_file_name(format!("{stem}-from-{old}{dot}{extension}"))
}

/// Writes the program file: the founding note and the papers that anybody may see.
///
/// # Errors
/// The refusal; where the file is there already.
pub fn show_program(desk: &Desk<'_>, out: &Path, purpose: PurposeSource) -> Result<ProgramShown, OperationError> {
    let request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::ProgramShow, &request)?;
    let admitted = visit.admit::<ProgramShow>(&request)?;
    if out.symlink_metadata().is_ok() {
        return Err(files::already_there(out));
    }
    let standing = visit.book.standing();
    let file = write_program_file(standing.founding(), standing.public_papers());
    let (papers, log_key) = (standing.public_papers().len(), standing.log_key().map(|key| key.to_string()));
    let program = visit.program_line();
    let intent = Intent { statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, desk.clock.now())?;
    let record = serde_json::json!({ "papers": papers }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    files::write_new(out, &file)?;
    Ok(ProgramShown { program, file: out.display().to_string(), papers, log_key, entry: (&receipt).into() })
}
