//! Counts and state of the repository; shows nobody.

use super::{Desk, OperationError, PurposeSource, Request, Visit};
use crate::{
    audit::{Intent, KnownBackup, Outcome},
    gate::RepositoryStatus,
    policy::OperationKind,
    report::{BackupLine, FloorField, RepositoryState},
};

fn backup_line(known: &KnownBackup) -> BackupLine {
    BackupLine {
        time: format!("{:.0}", known.time),
        by: known.by,
        sha256: known.sha256,
        log: known.held.log,
        size: known.held.size,
        before_rekey: known.before_rekey,
        before_removal: known.before_removal,
    }
}

fn unfinished(visit: &Visit<'_>) -> Result<Vec<String>, OperationError> {
    let mut lines = Vec::new();
    let state = visit.book.key_state();
    if state.changing {
        lines.push(format!("a rekey to generation {}: frs program rekey", state.generation));
    }
    if let Some(wipe) = visit.book.pending_wipe()? {
        let intents: Vec<String> = wipe.intents.iter().map(|intent| format!("#{intent}")).collect();
        let again = wipe.operation.command();
        lines.push(format!("the files are not wiped yet of what entry {} removed: {again}", intents.join(", ")));
    }
    Ok(lines)
}

/// The repository's state.
///
/// # Errors
/// The refusal; where the repository cannot be read.
pub fn repository_state(desk: &Desk<'_>, purpose: PurposeSource) -> Result<RepositoryState, OperationError> {
    let request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::RepositoryStatus, &request)?;
    let admitted = visit.admit::<RepositoryStatus>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let standing = visit.book.standing();
    let papers = standing.papers();
    let backups = visit.book.backups()?.iter().map(backup_line).collect();
    let floor = standing.floor().to_fields().into_iter().map(|(key, value)| FloorField { key: key.into(), value });
    let floor = floor.collect();
    let unfinished = unfinished(&visit)?;
    let intent = Intent { statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let (subjects, references, not_searched) = crate::repository::counts(&access)?;
    let gallery_root = access.gallery_root();
    let record =
        serde_json::json!({ "subjects": subjects, "references": references, "not_searched": not_searched }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(RepositoryState {
        program,
        subjects,
        references,
        not_searched,
        gallery_root,
        entries: receipt.outcome() + 1,
        papers,
        backups,
        unfinished,
        floor,
        entry: (&receipt).into(),
    })
}
