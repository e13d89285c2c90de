//! Checkpoints: what a log is at one moment, as C2SP tlog-checkpoint (<https://c2sp.org/tlog-checkpoint>) has them.
//!
//! ```text
//! frs/<program id>/<log number>        the origin
//! 17                                   how many leaves
//! <base64 of the RFC 6962 root>
//!
//! — frs/<program id>/<log number> …    the log's signature, under the origin as its name
//! — frs/person-… …                     a witness's cosignature (`super::cosignature`)
//! ```

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    encode,
    keys::SigningKey,
    note::{Note, NoteError, NoteKey},
    text,
};
use crate::vocabulary::Digest;

/// A text that is no checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a checkpoint (line {line}: {why}): take the file that `frs audit checkpoint` or a witness wrote")]
pub struct CheckpointError {
    line: usize,
    why: &'static str,
}

/// Origin, size and root of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log; for one of `frs`, an [`super::Origin`].
    pub origin: String,
    /// How many leaves it had.
    pub size: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
    /// Further lines, which nobody but the log vouches for; `frs` writes none.
    pub extension: Vec<String>,
}

impl Checkpoint {
    /// The checkpoint of a log, without further lines.
    pub fn new(origin: impl fmt::Display, size: u64, root: Digest) -> Self {
        Self { origin: origin.to_string(), size, root, extension: Vec::new() }
    }

    /// Reads the text of a note. Whose it is, its signatures say.
    ///
    /// # Errors
    /// [`CheckpointError`] for anything but the one form a checkpoint has.
    pub fn read(text: &str) -> Result<Self, CheckpointError> {
        let wrong = |line, why| CheckpointError { line, why };
        let lines = text.strip_suffix('\n').ok_or(wrong(1, "no newline at the end"))?;
        let mut lines = lines.split('\n');
        let origin = lines.next().filter(|origin| !origin.is_empty()).ok_or(wrong(1, "no origin"))?;
        if text::first_forbidden(origin).is_some() {
            return Err(wrong(1, "characters that a reader cannot see"));
        }
        let size = lines.next().and_then(encode::decimal).ok_or(wrong(2, "no size of a tree"))?;
        let root = lines.next().and_then(read_hash).ok_or(wrong(3, "no root hash in base64"))?;
        let extension: Vec<String> = lines.map(str::to_owned).collect();
        if extension.iter().any(String::is_empty) {
            return Err(wrong(4, "an empty line"));
        }
        Ok(Self { origin: origin.to_owned(), size, root, extension })
    }

    /// Signs it with the log's key, under the origin as its name.
    ///
    /// # Errors
    /// [`NoteError::Name`] where the origin cannot name a key, [`NoteError::Key`].
    pub fn sign(&self, key: &SigningKey) -> Result<Note, NoteError> {
        let mut note = Note::new(self.to_string())?;
        note.sign(&self.origin, key)?;
        Ok(note)
    }

    /// Whether the log's own signature stands under the note, by one of `keys`; keys of other names do not count.
    ///
    /// # Errors
    /// As [`Note::verify`].
    pub fn verify(&self, note: &Note, keys: &[NoteKey]) -> Result<(), NoteError> {
        let own: Vec<NoteKey> = keys.iter().filter(|key| key.name() == self.origin).cloned().collect();
        note.verify(&own).map(drop)
    }
}

/// The text that is signed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, hash_line(&self.root))?;
        self.extension.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A hash as the C2SP formats write it: base64.
pub(super) fn hash_line(hash: &Digest) -> String {
    STANDARD.encode(hash.0)
}

/// Reads [`hash_line`] in its one spelling.
pub(super) fn read_hash(line: &str) -> Option<Digest> {
    Some(Digest(STANDARD.decode(line).ok()?.try_into().ok()?))
}

#[cfg(test)]
#[path = "checkpoint/tests.rs"]
mod tests;
