//! What a witness is asked, and in which order it judges (ADR 12): C2SP tlog-witness add-checkpoint
//! (<https://c2sp.org/tlog-witness>), carried as a file.
//!
//! ```text
//! old 9
//! <base64 of a hash>       the proof that the tree of 9 leaves is the begin of the new one
//! …
//!                          an empty line
//! <checkpoint, signed by the log>
//! ```

use std::fmt;

use super::{
    checkpoint::{Checkpoint, CheckpointError, hash_line, read_hash},
    encode,
    note::{Damages, Note, NoteError, NoteKey, damage},
    tree::{self, ProofError},
};
use crate::vocabulary::Digest;

/// The most hashes of a proof.
const MAX_PROOF: usize = 63;

/// A file that is no request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Mail or an editor changed it.
    #[error("the request was damaged on its way ({0}); {remedy}", remedy = .0.remedy())]
    Damaged(Damages),
    /// Another form.
    #[error("this is not a request to a witness (line {line}: {why}): take the file that `frs audit checkpoint` wrote")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        why: &'static str,
    },
    /// The note at its end.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The checkpoint in that note.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

/// The body of an add-checkpoint request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size from which the proof leads; zero where the witness has seen nothing.
    pub old: u64,
    /// The consistency proof (RFC 6962 §2.1.2).
    pub proof: Vec<Digest>,
    /// What is to be cosigned.
    pub checkpoint: Checkpoint,
    /// The note that carries it, with the log's signature.
    pub note: Note,
}

impl AddCheckpoint {
    /// A request.
    ///
    /// # Errors
    /// Where the note holds no checkpoint.
    pub fn new(old: u64, proof: Vec<Digest>, note: Note) -> Result<Self, RequestError> {
        Ok(Self { old, proof, checkpoint: Checkpoint::read(note.text())?, note })
    }

    /// Reads a request; nothing in it is believed before [`judge`].
    ///
    /// # Errors
    /// [`RequestError`]; damage by mail is told apart.
    pub fn read(file: &[u8]) -> Result<Self, RequestError> {
        Self::read_strict(file).map_err(|error| {
            let mended = damage::repairs(file).find(|(_, fixed)| Self::read_strict(fixed.as_bytes()).is_ok());
            mended.map_or(error, |(how, _)| RequestError::Damaged(how))
        })
    }

    fn read_strict(file: &[u8]) -> Result<Self, RequestError> {
        let wrong = |line, why| RequestError::Malformed { line, why };
        let text = std::str::from_utf8(file).map_err(|_| wrong(1, "not UTF-8"))?;
        let (head, note) = text.split_once("\n\n").ok_or(wrong(1, "no empty line before the checkpoint"))?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| encode::decimal(line.strip_prefix("old ")?));
        let old = old.ok_or(wrong(1, "no line `old` with a size"))?;
        let hashes = (2..).zip(lines).map(|(line, text)| read_hash(text).ok_or(wrong(line, "no hash in base64")));
        let proof: Vec<Digest> = hashes.collect::<Result<_, _>>()?;
        if proof.len() > MAX_PROOF {
            return Err(wrong(MAX_PROOF + 2, "too many hashes"));
        }
        Self::new(old, proof, Note::parse_strict(note.as_bytes())?)
    }
}

/// The file.
impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", hash_line(hash)))?;
        write!(f, "\n{}", self.note)
    }
}

/// What a witness last cosigned of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// How many leaves it had.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
}

/// Why a witness does not cosign; in the order in which it looks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Declined {
    /// No log key is known for this origin.
    #[error("{0:?} is no log that this witness knows: name its program file with --program, and compare fingerprints")]
    UnknownOrigin(String),
    /// The log did not sign it.
    #[error(
        "the log did not sign this checkpoint: {0}. Where the program renewed the log's key, give its newest program file \
         with --program"
    )]
    LogSignature(NoteError),
    /// Lines that say more than a witness can check.
    #[error("the checkpoint has lines beyond origin, size and root, for which no witness can stand")]
    Extension,
    /// The proof would lead backwards.
    #[error("the request leads from {old} entries to {size}: a log never shrinks")]
    Shrinks {
        /// From where.
        old: u64,
        /// To where.
        size: u64,
    },
    /// The proof begins elsewhere than where this witness stands: told, so that a fitting request can be made.
    #[error("this witness has seen {seen} entries, the request begins at {old}: ask for one with --old {seen}")]
    OtherOld {
        /// What the witness has seen.
        seen: u64,
        /// From where the request leads.
        old: u64,
    },
    /// The request says that this witness saw more than it remembers.
    #[error(
        "the request says that this witness has seen {old} entries, and it remembers {seen}: its memory was put back to \
         an older state. Do not cosign; find out who changed it, and tell the auditor. Then go on from your own newest answer: \
         frs audit witness --take-up ANSWER"
    )]
    Restored {
        /// What the witness remembers.
        seen: u64,
        /// What the request says.
        old: u64,
    },
    /// Not the same log as before.
    #[error(
        "the log signed a history that is not the one this witness has seen ({0}): keep this request, it is the proof; \
         tell the auditor"
    )]
    Inconsistent(ProofError),
}

/// Judges a request in the order of the standard: known origin, log's signature, old size, proof. What comes out must
/// be remembered durably before the witness cosigns.
///
/// # Errors
/// [`Declined`], the first that applies.
pub fn judge(request: &AddCheckpoint, log_keys: &[NoteKey], seen: Option<Seen>) -> Result<Seen, Declined> {
    let checkpoint = &request.checkpoint;
    if !log_keys.iter().any(|key| key.name() == checkpoint.origin) {
        return Err(Declined::UnknownOrigin(checkpoint.origin.clone()));
    }
    checkpoint.verify(&request.note, log_keys).map_err(Declined::LogSignature)?;
    if !checkpoint.extension.is_empty() {
        return Err(Declined::Extension);
    }
    let (old, size, root) = (request.old, checkpoint.size, checkpoint.root);
    if old > size {
        return Err(Declined::Shrinks { old, size });
    }
    let seen = seen.unwrap_or(Seen { size: 0, root: tree::empty_root() });
    match old.cmp(&seen.size) {
        std::cmp::Ordering::Less => return Err(Declined::OtherOld { seen: seen.size, old }),
        std::cmp::Ordering::Greater => return Err(Declined::Restored { seen: seen.size, old }),
        std::cmp::Ordering::Equal => {}
    }
    let proven = tree::verify_consistency(old, &seen.root, size, &root, &request.proof);
    let proven = proven.and_then(|()| {
        if size == 0 && root != tree::empty_root() { Err(ProofError::Root { which: "new" }) } else { Ok(()) }
    });
    proven.map(|()| Seen { size, root }).map_err(Declined::Inconsistent)
}

#[cfg(test)]
#[path = "witness/tests.rs"]
mod tests;
