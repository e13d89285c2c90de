//! What backups and restores answer.

use serde::Serialize;

use super::{EntryReference, ProgramLine, Report};
use crate::vocabulary::{Digest, PersonId};

/// `frs repository backup`.
#[derive(Debug, Clone, Serialize)]
pub struct BackupMade {
    /// Which program.
    pub program: ProgramLine,
    /// The backup's file.
    pub file: String,
    /// SHA-256 of it.
    pub sha256: Digest,
    /// Its length.
    pub bytes: u64,
    /// The newest log that it holds.
    pub log: u64,
    /// How many entries of it.
    pub size: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
    /// Entries of all logs that it holds.
    pub entries: u64,
    /// Whether it lies on the file system on which the repository lies.
    pub same_disk: bool,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

impl Report for BackupMade {
    const SCHEMA: &'static str = "frs.backup/1";
}

/// A backup that the book knows of.
#[derive(Debug, Clone, Serialize)]
pub struct BackupLine {
    /// When it was made.
    pub time: String,
    /// By whom.
    pub by: PersonId,
    /// SHA-256 of its file.
    pub sha256: Digest,
    /// The newest log that it holds.
    pub log: u64,
    /// How many entries of it.
    pub size: u64,
    /// Made before data keys were exchanged: it opens to the old ones.
    pub before_rekey: bool,
    /// Made before records were removed for good: it holds them.
    pub before_removal: bool,
}
