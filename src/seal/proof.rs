//! A proof that one entry stands in a log, for somebody without the log: C2SP tlog-proof
//! (<https://c2sp.org/tlog-proof>).
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <base64>           what the application adds; nothing in it is believed unless it leads to the leaf's hash
//! index 17
//! <base64 of a hash>       from the leaf's sibling up to the root's child
//! …
//!                          an empty line
//! <checkpoint with signatures>
//! ```

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    checkpoint::{Checkpoint, CheckpointError, hash_line, read_hash},
    encode,
    note::{Damages, Note, NoteError, damage},
    tree::{self, ProofError},
};
use crate::vocabulary::Digest;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
const MAX_PROOF: usize = 64;

/// A file that is no proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofFileError {
    /// Mail or an editor changed it.
    #[error("the proof was damaged on its way ({0}); {remedy}", remedy = .0.remedy())]
    Damaged(Damages),
    /// Another form.
    #[error("this is not a proof (line {line}: {why}): take the file that `frs audit prove` wrote")]
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

/// A proof of inclusion with the checkpoint it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof {
    /// What the application adds.
    pub extra: Option<Vec<u8>>,
    /// The place of the entry, from 0.
    pub index: u64,
    /// The inclusion proof (RFC 6962 §2.1.1).
    pub proof: Vec<Digest>,
    /// Where it leads to.
    pub checkpoint: Checkpoint,
    /// The note that carries it.
    pub note: Note,
}

impl InclusionProof {
    /// Reads a proof; nothing in it is believed before its signatures and [`InclusionProof::includes`].
    ///
    /// # Errors
    /// [`ProofFileError`]; damage by mail is told apart.
    pub fn read(file: &[u8]) -> Result<Self, ProofFileError> {
        Self::read_strict(file).map_err(|error| {
            let mended = damage::repairs(file).find(|(_, fixed)| Self::read_strict(fixed.as_bytes()).is_ok());
            mended.map_or(error, |(how, _)| ProofFileError::Damaged(how))
        })
    }

    fn read_strict(file: &[u8]) -> Result<Self, ProofFileError> {
        let wrong = |line, why| ProofFileError::Malformed { line, why };
        let text = std::str::from_utf8(file).map_err(|_| wrong(1, "not UTF-8"))?;
        let (head, note) = text.split_once("\n\n").ok_or(wrong(1, "no empty line before the checkpoint"))?;
        let mut lines = (1..).zip(head.split('\n')).peekable();
        if lines.next().is_none_or(|(_, first)| first != FIRST_LINE) {
            return Err(wrong(1, "it does not begin with c2sp.org/tlog-proof@v1"));
        }
        let extra = match lines.next_if(|(_, line)| line.starts_with("extra ")) {
            Some((line, text)) => {
                Some(STANDARD.decode(&text["extra ".len()..]).map_err(|_| wrong(line, "extra data not in base64"))?)
            }
            None => None,
        };
        let index = lines.next().and_then(|(_, line)| encode::decimal(line.strip_prefix("index ")?));
        let index = index.ok_or(wrong(2, "no line `index` with a place"))?;
        let hashes = lines.map(|(line, text)| read_hash(text).ok_or(wrong(line, "no hash in base64")));
        let proof: Vec<Digest> = hashes.collect::<Result<_, _>>()?;
        if proof.len() > MAX_PROOF {
            return Err(wrong(MAX_PROOF, "too many hashes"));
        }
        let note = Note::parse_strict(note.as_bytes())?;
        Ok(Self { extra, index, proof, checkpoint: Checkpoint::read(note.text())?, note })
    }

    /// Whether the leaf with this hash stands at the index in the tree of the checkpoint.
    ///
    /// # Errors
    /// [`ProofError`].
    pub fn includes(&self, leaf: &Digest) -> Result<(), ProofError> {
        tree::verify_inclusion(leaf, self.index, self.checkpoint.size, &self.proof, &self.checkpoint.root)
    }
}

/// The file.
impl fmt::Display for InclusionProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", hash_line(hash)))?;
        write!(f, "\n{}", self.note)
    }
}

#[cfg(test)]
#[path = "proof/tests.rs"]
mod tests;
