//! Copy the whole repository while others work with it. What leaves is sealed as at rest.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Desk, OperationError, PurposeSource, Request, files, unfinished::Unfinished};
use crate::{
    audit::{Access, BackupStep, Copied, Intent, Outcome, Receipt},
    gate::RepositoryBackup,
    policy::OperationKind,
    report::BackupMade,
    vocabulary::Digest,
};

/// Copies the repository to `out`, checks the copy and makes it durable. `step` hears how far it is.
///
/// # Errors
/// The refusal; where something is at `out` already, or it lies in the repository itself; where there is no room, or the
/// copy does not hold. Nothing stands under that name then.
pub fn backup_repository(
    desk: &Desk<'_>,
    out: &Path,
    purpose: PurposeSource,
    step: &mut dyn FnMut(BackupStep),
) -> Result<BackupMade, OperationError> {
    let request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::RepositoryBackup, &request)?;
    let admitted = visit.admit::<RepositoryBackup>(&request)?;
    let same_disk = check_place(&desk.repository, out)?;
    let (program, witnesses) = (visit.program_line(), visit.book.standing().witnesses().len());
    let intent = Intent { statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, desk.clock.now())?;
    let done = make(desk, access, out, step)?;
    Ok(BackupMade {
        program,
        file: out.display().to_string(),
        sha256: done.sha256,
        bytes: done.bytes,
        log: done.copied.head.log,
        size: done.copied.head.size,
        root: done.copied.head.root,
        entries: done.copied.entries,
        witnesses,
        same_disk,
        entry: (&done.receipt).into(),
    })
}

struct Made {
    sha256: Digest,
    bytes: u64,
    copied: Copied,
    receipt: Receipt,
}

fn make(
    desk: &Desk<'_>,
    mut access: Access<'_, RepositoryBackup>,
    out: &Path,
    step: &mut dyn FnMut(BackupStep),
) -> Result<Made, OperationError> {
    let made = copy(&mut access, out, step);
    let (access, (copied, sha256, bytes)) = access.attempted(made, desk.clock.now())?;
    let head = copied.head;
    let record = serde_json::json!({
        "sha256": sha256, "bytes": bytes, "log": head.log, "size": head.size, "root": head.root,
    });
    let outcome = Outcome::done(record.to_string());
    let receipt = access.finish(outcome, desk.clock.now()).inspect_err(|_| {
        // A backup of which the book does not know is none.
        let _ = fs::remove_file(out);
    })?;
    Ok(Made { sha256, bytes, copied, receipt })
}

fn copy(
    access: &mut Access<'_, RepositoryBackup>,
    out: &Path,
    step: &mut dyn FnMut(BackupStep),
) -> Result<(Copied, Digest, u64), OperationError> {
    let unfinished = Unfinished::begin(out)?;
    let copied = access.copy_to(unfinished.path(), step)?;
    let (sha256, bytes) = unfinished.seal()?;
    unfinished.publish()?;
    Ok((copied, sha256, bytes))
}

/// Refuses a place that is no place for a backup; whether it lies on the repository's own file system.
fn check_place(repository: &Path, out: &Path) -> Result<bool, OperationError> {
    if out.symlink_metadata().is_ok() {
        return Err(files::already_there(out));
    }
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = |path: &Path| -> Result<PathBuf, OperationError> {
        fs::canonicalize(path)
            .map_err(|e| OperationError::file(path, format!("is no directory that can be used ({e})")))
    };
    let (repository, parent) = (real(repository)?, real(parent)?);
    if parent.starts_with(&repository) {
        let why = "lies in the repository's own directory, and would be lost with it; name a place on another disk";
        return Err(OperationError::Usage(format!("{}: {why}", out.display())));
    }
    Ok(same_file_system(&repository, &parent))
}

#[cfg(unix)]
fn same_file_system(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).ok().map(|found| found.dev());
    device(one).is_some() && device(one) == device(other)
}

#[cfg(not(unix))]
fn same_file_system(_: &Path, _: &Path) -> bool {
    false
}
