//! What `frs doctor` and `frs repository check` answer: one line a check, with what mends it.

use serde::Serialize;

use super::EntryReference;
use crate::vocabulary::word_enum;

word_enum!(
    /// A check; its word is stable, and stands in docs/doctor.md.
    Check {
        /// Weights and cards are those that were shipped.
        Models = "models",
        /// The networks answer as they did where they were measured.
        KnownAnswer = "known-answer",
        /// The networks are those that the floor pins.
        ModelsPinned = "models-pinned",
        /// Nobody else can change your own directory.
        Home = "home",
        /// The key file is there, yours, and readable by nobody else.
        KeyFile = "key-file",
        /// The system's keyring answers.
        Keyring = "keyring",
        /// The signed authorization is there.
        Authorization = "authorization",
        /// What of your authorization ends soon.
        Ends = "ends",
        /// Swap is off, in memory, or encrypted.
        Swap = "swap",
        /// The clock agrees with the newest entry and the newest cosignature.
        Clock = "clock",
        /// The repository is there, on a local disk.
        Place = "place",
        /// Nobody else can read or change the repository.
        Permissions = "permissions",
        /// There is room for another copy of it.
        Room = "room",
        /// The database is whole, and its schema is that of this version.
        Database = "database",
        /// What must be sealed is sealed.
        Sealed = "sealed",
        /// Nothing was begun and not ended.
        Unfinished = "unfinished",
        /// A backup was made lately.
        Backup = "backup",
        /// The book goes on from what you and the witnesses saw.
        Book = "book",
        /// Witnesses have seen it lately.
        Witness = "witness",
    }
);

/// How grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As it must be.
    Fine,
    /// Nothing is wrong; worth knowing, or not looked at.
    Note,
    /// It works, and should be mended.
    Warning,
    /// It does not work, or is not what it claims to be.
    Broken,
}

/// What one check found.
#[derive(Debug, Clone, Serialize)]
pub struct CheckFinding {
    /// Which check.
    pub check: Check,
    /// How grave it is.
    pub level: Level,
    /// What is so.
    pub says: String,
    /// What mends it.
    pub remedy: Option<String>,
}

impl CheckFinding {
    /// As it must be.
    pub fn fine(check: Check, says: impl Into<String>) -> Self {
        Self { check, level: Level::Fine, says: says.into(), remedy: None }
    }

    /// Something to know or to mend.
    pub fn at(level: Level, check: Check, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { check, level, says: says.into(), remedy: Some(remedy.into()) }
    }
}

/// `frs doctor`, `frs repository check`.
#[derive(Debug, Clone, Serialize)]
pub struct Checkup {
    /// Every check that was made.
    pub findings: Vec<CheckFinding>,
    /// Where the book accounts for it; `null` where the book was not opened, or is not to be written to.
    pub entry: Option<EntryReference>,
}

impl Checkup {
    /// The gravest.
    pub fn worst(&self) -> Level {
        self.findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Fine)
    }
}

schemas!(Checkup = "frs.checkup/1");
