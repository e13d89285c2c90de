//! What can be wrong with a log, in words.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::{seal::leaf::FIRST_LOG, vocabulary::PersonId};

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which log.
    pub log: u64,
    /// At which entry; `None` where it is about the whole.
    pub sequence: Option<u64>,
    /// What.
    pub what: Fault,
}

/// `entry 17: …`, of a later log `entry 2/17: …`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sequence {
            Some(sequence) if self.log == FIRST_LOG => write!(f, "entry {sequence}: {}", self.what),
            Some(sequence) => write!(f, "entry {}/{sequence}: {}", self.log, self.what),
            None if self.log == FIRST_LOG => self.what.fmt(f),
            None => write!(f, "log {}: {}", self.log, self.what),
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No leaf at all.
    #[error("the log has no entry")]
    Empty,
    /// Leaves are missing before this one.
    #[error("entries {from} to {to} are missing before it")]
    Missing {
        /// The first.
        from: u64,
        /// The last.
        to: u64,
    },
    /// Its place comes a second time, or too late.
    #[error("it stands where entry {expected} should")]
    OutOfOrder {
        /// Which should stand there.
        expected: u64,
    },
    /// The sealed leaf does not open.
    #[error("it does not open: {0}")]
    Sealed(String),
    /// Not canonical.
    #[error("{0}")]
    NotALeaf(String),
    /// The row's hash is not that of the leaf.
    #[error("its row has another hash than the leaf itself")]
    RowHash,
    /// The row's predecessor is not that of the leaf.
    #[error("its row names another predecessor than the leaf itself")]
    RowPrevious,
    /// Of another log or program.
    #[error("it belongs to {found}, not to this log")]
    Origin {
        /// Where it belongs.
        found: String,
    },
    /// The leaf says another place than its row.
    #[error("it says that it is entry {found}")]
    Sequence {
        /// What it says.
        found: u64,
    },
    /// The chain is broken.
    #[error("it does not follow the entry before it: one of the two was exchanged")]
    Chain,
    /// Signed by somebody whom no paper accepted before it names.
    #[error("{} signed it, whom no paper accepted before it names", .0.short())]
    UnknownSigner(PersonId),
    /// The signature does not hold.
    #[error("its signature does not hold: {0}")]
    Signature(String),
    /// Signed by somebody who was suspended, and no end of something begun before.
    #[error("{} signed it after being suspended", .0.short())]
    Suspended(PersonId),
    /// An intent under a paper that was not its signer's authorization at that time.
    #[error("the authorization that it names was not its signer's when it was written")]
    Authorization,
    /// The first leaf founds nothing, the root did not sign it, or a later one founds again.
    #[error("a log begins with one founding entry, signed by the root key; this is not so")]
    Founding,
    /// A later log does not begin as one must.
    #[error("a later log begins with one restore, signed by the root key; this is not so")]
    NoRestore,
    /// The restore that opened the log does not fit the log before it.
    #[error("the restore that opens the log does not hold: {0}")]
    Restore(String),
    /// An event that this version does not know.
    #[error("{0:?} is no event of the book")]
    Event(String),
    /// Intent and outcome do not fit.
    #[error("intent and outcome do not fit: {0}")]
    Answer(&'static str),
    /// The chain over the papers.
    #[error("{0}")]
    Papers(&'static str),
    /// A paper that was accepted does not hold.
    #[error("the paper that it accepts does not hold: {0}")]
    Paper(String),
    /// The gallery's root.
    #[error("it changes the gallery's root, and is no act that may")]
    Gallery,
    /// New data keys by somebody who may not exchange them.
    #[error("it exchanges the data keys, and whoever signed it was neither Commander nor designee")]
    Keys,
    /// A witness saw something else.
    #[error("{witness} has seen the first {size} entries of log {log} otherwise: they were exchanged")]
    OtherHistory {
        /// Which log.
        log: u64,
        /// How many entries the witness saw.
        size: u64,
        /// Who.
        witness: String,
    },
    /// An opening that is not what was committed to.
    #[error("{0}")]
    Opening(String),
    /// The openings are gone or cannot be opened.
    #[error("the values behind its commitments are gone or do not open")]
    NoOpenings,
    /// Values are gone without an expunge.
    #[error("its values {0} are gone, and no expunge that was ordered accounts for that")]
    Taken(String),
    /// An expunge says that values are gone which are not.
    #[error("entry {}/{} says that values of it were expunged, and they are there", .0.0, .0.1)]
    NotGone((u64, u64)),
    /// An expunge that nobody ordered.
    #[error("it expunges, and {0}")]
    Expunge(&'static str),
    /// A correction that no paper says.
    #[error("it corrects, and {0}")]
    Correction(&'static str),
    /// The newest entry that the command saw when it began is another one.
    #[error("it is not the entry that this command saw when it began")]
    NotSeen,
    /// A table beside the leaves says something else than they do.
    #[error("{0}")]
    Table(String),
}

/// In words.
impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
