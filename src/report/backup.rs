//! What backups and restores answer.

use serde::Serialize;

use super::{EntryReference, ProgramLine};
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
    /// Witnesses of the floor that it holds: without one it can be read, and never restored.
    pub witnesses: usize,
    /// Whether it lies on the file system on which the repository lies.
    pub same_disk: bool,
    /// Where the book accounts for it.
    pub entry: EntryReference,
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

/// A head of the book that somebody knows.
#[derive(Debug, Clone, Serialize)]
pub struct KnownHeadLine {
    /// Who, or which file.
    pub by: String,
    /// Which log.
    pub log: u64,
    /// How many entries.
    pub size: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
}

/// What stands where a backup is to go.
#[derive(Debug, Clone, Serialize)]
pub struct StandingLine {
    /// `nothing`, `unreadable`, `goes-on` (it goes on from the backup), `other-history`, `other-program`.
    pub state: &'static str,
    /// Why it cannot be read.
    pub why: Option<String>,
    /// Papers that were accepted there since, which the backup lacks.
    pub papers_since: u64,
    /// Orders to remove for good among them.
    pub removals_since: u64,
    /// What is wrong with it.
    pub findings: Vec<String>,
}

/// `frs repository restore --draft`: nothing was done yet, and nothing written but the draft.
#[derive(Debug, Clone, Serialize)]
pub struct RestoreDrafted {
    /// Which program.
    pub program: ProgramLine,
    /// The draft's file.
    pub file: String,
    /// Digest of its text.
    pub digest: Digest,
    /// SHA-256 of the backup.
    pub backup: Digest,
    /// The newest log that the backup holds.
    pub log: u64,
    /// How many entries of it.
    pub size: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
    /// When the last of them was written.
    pub last_entry: String,
    /// The log that the restore will open.
    pub opens: u64,
    /// Every head that was at hand.
    pub known: Vec<KnownHeadLine>,
    /// The newest of them, where it is more than the backup holds: log, size, root.
    pub newest: Option<String>,
    /// First and last entry that are known to be lost.
    pub lost: Option<[String; 2]>,
    /// The highest suspension that the backup holds.
    pub suspensions_held: u64,
    /// The highest that anybody knows: the repository opens nothing until each is entered again.
    pub suspensions_known: u64,
    /// The witnesses of the backup's floor; one of them signs.
    pub witnesses: Vec<String>,
    /// What stands at the repository's place now.
    pub there: StandingLine,
}

/// `frs repository restore --paper`.
#[derive(Debug, Clone, Serialize)]
pub struct Restored {
    /// Which program.
    pub program: ProgramLine,
    /// The repository's directory.
    pub repository: String,
    /// SHA-256 of the backup.
    pub backup: Digest,
    /// Digest of the order.
    pub order: Digest,
    /// The log that begins with it.
    pub log: u64,
    /// The newest log that the backup holds.
    pub held_log: u64,
    /// How many entries of it.
    pub held_size: u64,
    /// First and last entry that are known to be lost.
    pub lost: Option<[String; 2]>,
    /// The highest suspension that anybody knows.
    pub suspensions_known: u64,
    /// Whether an earlier run of this order had put it in its place already.
    pub went_on: bool,
    /// Where the repository that stood there is now.
    pub replaced: Option<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(BackupMade = "frs.backup/1", RestoreDrafted = "frs.restore-draft/1", Restored = "frs.restore/1");
