//! Why the book cannot be read or written.

use std::path::PathBuf;

use super::{head::HeadError, logs::Extent};
use crate::{
    gate::{Founding, FoundingError, StandingError},
    seal::{CommitmentError, KeyError, LeafError, RandomError, ReceivingKey, RecordError, WrapError},
    store::StoreError,
};

/// Why the book cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The memory of the head.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// The founding note.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// The papers.
    #[error("the book was tampered with: {0}. Stop using this repository, keep it as it is, and tell the auditor")]
    Standing(#[from] StandingError),
    /// This person holds no data key.
    #[error("this repository holds no key for you")]
    NoKey {
        /// The program, as its public note says.
        founding: Box<Founding>,
        /// Whether a key was taken away (2-110-4-E).
        withdrawn: bool,
        /// Where to leave a refusal.
        spool_key: ReceivingKey,
    },
    /// The book has fewer entries than this user has seen.
    #[error(
        "the book was rolled back: it has {found}, this user has seen {seen}. Somebody put an older copy in its \
         place. Stop, keep the directory as it is, and tell the auditor"
    )]
    RolledBack {
        /// What it has now.
        found: Extent,
        /// What was seen.
        seen: Extent,
    },
    /// The book differs from what this user, or its own rules, say.
    #[error("the book was tampered with: {0}. Stop using this repository, keep it as it is, and tell the auditor")]
    Tampered(String),
    /// The accepted papers changed while the command ran.
    #[error("the program's papers changed while this command ran; nothing was done. Run it again")]
    PapersChanged,
    /// A suspension, or a key that was retired, reached the book while the command ran (2-110-4-E).
    #[error(
        "your access ended while this command ran (a suspension, or a key that was retired: 2-110-4-E); what this entry would have \
         told is neither kept nor shown. Ask the Commander"
    )]
    AccessEnded,
    /// The purpose was expunged while the command ran.
    #[error("the purpose of this command was expunged while it ran; nothing was kept of what it did")]
    PurposeGone,
    /// The data keys were exchanged while the command ran.
    #[error(
        "the program's data keys were exchanged while this command ran (frs program rekey); what it had not written by then \
         is not written. Run it again"
    )]
    KeysChanged,
    /// This person lacks a data key that the work needs.
    #[error("{0}")]
    LacksKey(&'static str),
    /// The key that signs checkpoints.
    #[error("the log's key cannot be used ({0}); let the Commander run `frs program rekey`, which makes a new one")]
    LogKey(&'static str),
    /// Only evidence is examined without an entry.
    #[error("a book that can be written is never read without an entry")]
    NotEvidence,
    /// A witness saw more of a log that a restore cut.
    #[error(
        "log {} was closed when a backup was restored, and log {newest} began: {} entries of it are there, and this witness had \
         seen {}. What was lost, the restore's order says; nothing of that log is entered any more. Ask for a new one: frs audit \
         checkpoint", .seen.log, .held, .seen.size
    )]
    ClosedLog {
        /// What the witness saw.
        seen: Extent,
        /// Entries of that log now.
        held: u64,
        /// The log that a restore began.
        newest: u64,
    },
    /// A witness is said to have seen more than there is.
    #[error(
        "the book has {held} entries, and a witness is said to have seen {asked}. If that is so, it was rolled back: stop, \
         keep the directory as it is, and tell the auditor"
    )]
    TooFew {
        /// What the witness is said to have seen.
        asked: u64,
        /// Entries now.
        held: u64,
    },
    /// A copy that was just made.
    #[error(
        "the copy was checked and does not hold: {0}. It was not kept. Check the repository itself (frs audit verify), and \
         the disk on which the copy lay"
    )]
    BadCopy(String),
    /// A key or record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A wrapped key that does not open.
    #[error("your wrapped key does not open: {0}")]
    Wrap(#[from] WrapError),
    /// Random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The spool.
    #[error("{path}: the refusals left there cannot be read ({detail}); mend the directory's permissions")]
    Spool {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
}

impl From<LeafError> for BookError {
    fn from(error: LeafError) -> Self {
        Self::Tampered(error.to_string())
    }
}

impl From<CommitmentError> for BookError {
    fn from(error: CommitmentError) -> Self {
        Self::Tampered(error.to_string())
    }
}
