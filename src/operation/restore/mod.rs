//! Let a backup take the place of the repository: first the order is drafted, then, signed by two, it is carried out.
//!
//! Nothing here is judged by what stands at the repository's place now: that may be lost, or the work of somebody else. The
//! standing that the backup holds judges; what is known beyond it only adds to what the order must tell.

mod carry;
mod draft;
mod place;
mod told;

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

pub use carry::{RestoreRequest, RestoreStep, restore_repository};
pub use draft::{RestoreDraftRequest, draft_restore};
pub(super) use told::{of_backup, restored_words};

use super::{Desk, OperationError, PurposeSource, Request, Visit, files};
use crate::{
    gate::{KnownHead, RestorePaper},
    policy::{OperationKind, PaperFacts},
    seal::Hasher,
    vocabulary::Digest,
};

/// Opens the backup for whoever stands at the desk. What the order is worth is judged later, by [`Request::paper`].
fn enter<'a>(desk: &Desk<'a>, file: &Path, purpose: PurposeSource) -> Result<(Visit<'a>, Request), OperationError> {
    // Who may not be here is told so before the order is looked at.
    let nothing_yet = PaperFacts::Restore { witnesses: 1, signed: None };
    let request = Request { purpose, paper: Some(nothing_yet), ..Request::default() };
    let visit = desk.visit_backup(file, OperationKind::RepositoryRestore, &request)?;
    Ok((visit, request))
}

/// Says of an order whose signatures it bears, and of none who could sign it.
fn order_facts(visit: &Visit<'_>, order: Option<(&Path, &RestorePaper)>) -> Result<PaperFacts, OperationError> {
    let of = |error| OperationError::Paper { path: order.map_or_else(PathBuf::new, |(path, _)| path.into()), error };
    visit.book.standing().restore_facts(order.map(|(_, paper)| paper)).map_err(of)
}

/// SHA-256 of a backup's file.
fn digest_of(file: &Path) -> Result<Digest, OperationError> {
    let read = || -> io::Result<Digest> {
        let (mut file, mut hasher): (File, Hasher) = (files::open_regular(file)?, Hasher::new());
        io::copy(&mut file, &mut hasher)?;
        Ok(hasher.finish())
    };
    read().map_err(|e| OperationError::file(file, format!("cannot be read ({e})")))
}

fn evidence(path: &Path, why: impl ToString) -> OperationError {
    OperationError::Evidence { path: path.to_owned(), why: why.to_string() }
}

/// What stands at the repository's place is not this program's.
fn of_other_program(desk: &Desk<'_>, fingerprint: &str) -> OperationError {
    OperationError::Usage(format!(
        "{}: a repository of another program ({fingerprint}) stands there; name this program's place with --repository",
        desk.repository.display()
    ))
}

fn words_of(head: &KnownHead) -> String {
    format!("{} entries of log {}", head.size, head.log)
}
