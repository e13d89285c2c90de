//! The body of a paper: everything that one person asks of another (docs/formats.md#paper).
//!
//! ```text
//! frs/<kind>/<version>
//! <program id, 64 hexadecimal digits; `-` only where the paper founds the program>
//! <key>: <value>
//! …
//! ```
//! A body has one spelling: the keys stand in the order of the kind's [`Schema`], the values have no outer spaces and
//! no characters that a reader cannot see. Whatever deviates is refused with its line, never corrected.

mod body;

use std::fmt;

use super::{
    keys::VerifyingKey,
    note::{Note, NoteError, NoteKey, Verified},
    person::Secrets,
};
use crate::vocabulary::{Digest, ProgramId};
pub use body::{Body, Draft, FieldRule, MAX_VALUE, Occurs, Schema};

/// Why a body is not that of a paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The note around it is not in order.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The first line names another kind or version.
    #[error(
        "this paper is {found:?}, wanted is \"frs/{wanted}\": check that it is the right file and version of `frs`"
    )]
    Kind {
        /// The first line.
        found: String,
        /// `kind/version`.
        wanted: String,
    },
    /// The second line is not a program id, or `-` where there must be one, or the reverse.
    #[error("line 2 of the paper is not a program id: {0:?}")]
    Program(String),
    /// The paper belongs to another program.
    #[error("the paper is for program {}, here is {}: it counts nothing here", .found.fingerprint(), .wanted.fingerprint())]
    OtherProgram {
        /// Whose it is.
        found: ProgramId,
        /// Whose it should be.
        wanted: ProgramId,
    },
    /// A character that must not stand there.
    #[error("line {line}, column {column} of the paper holds {what} (U+{code:04X}): do not sign or accept it")]
    Character {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
        /// What it is.
        what: &'static str,
        /// The code point.
        code: u32,
    },
    /// A line in another form than `key: value`, or a value in another spelling than its only one.
    #[error("line {line} of the paper: {why}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        why: &'static str,
    },
    /// A key that this kind of paper does not have.
    #[error("line {line} of the paper: {key:?} is not a key of {kind}")]
    UnknownKey {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// The kind.
        kind: &'static str,
    },
    /// A key that stands twice, or a repeatable one with the same value twice.
    #[error("line {line} of the paper: {key:?} stands there a second time")]
    Doubled {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// A key that must be there is not.
    #[error("the paper lacks {key:?}, which every {kind} must have")]
    Missing {
        /// The key.
        key: &'static str,
        /// The kind.
        kind: &'static str,
    },
    /// A value that is not of its type.
    #[error("line {line} of the paper: the value of {key:?} is not valid: {why}")]
    Value {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: &'static str,
        /// What its type says.
        why: String,
    },
}

/// A paper: a body as a signed note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    body: Body,
    note: Note,
}

impl Paper {
    /// An unsigned paper.
    ///
    /// # Errors
    /// [`PaperError::Note`]; a built body always makes a note.
    pub fn new(body: Body) -> Result<Self, PaperError> {
        Ok(Self { note: Note::new(body.to_string())?, body })
    }

    /// Takes a note, signed or not, as a paper of a kind.
    ///
    /// # Errors
    /// [`PaperError`].
    pub fn from_note(note: Note, schema: &'static Schema) -> Result<Self, PaperError> {
        Ok(Self { body: Body::parse(note.text(), schema)?, note })
    }

    /// Reads a signed paper. Who signed it, [`Paper::verify`] says.
    ///
    /// # Errors
    /// [`PaperError`].
    pub fn parse(file: &[u8], schema: &'static Schema) -> Result<Self, PaperError> {
        Self::from_note(Note::parse(file)?, schema)
    }

    /// Reads a paper that may have no signature yet.
    ///
    /// # Errors
    /// [`PaperError`].
    pub fn parse_draft(file: &[u8], schema: &'static Schema) -> Result<Self, PaperError> {
        Self::from_note(Note::parse_draft(file)?, schema)
    }

    /// What it says.
    pub const fn body(&self) -> &Body {
        &self.body
    }

    /// The note that carries it.
    pub const fn note(&self) -> &Note {
        &self.note
    }

    /// `SHA-256(text)`, signatures left out: the name of what was asked for. For the founding note: the program id.
    pub fn digest(&self) -> Digest {
        self.note.digest()
    }

    /// The program it founds, or belongs to.
    pub fn program(&self) -> ProgramId {
        self.body.program().unwrap_or(ProgramId(self.digest().0))
    }

    /// Adds a person's signature.
    ///
    /// # Errors
    /// [`PaperError::Note`].
    pub fn sign(&mut self, secrets: &Secrets) -> Result<(), PaperError> {
        let key = NoteKey::of_person(secrets.signing.verifying_key());
        Ok(self.note.sign(key.name(), &secrets.signing)?)
    }

    /// Which of these persons signed.
    ///
    /// # Errors
    /// As [`Note::verify`].
    pub fn verify(&self, persons: &[VerifyingKey]) -> Result<Verified, PaperError> {
        let keys: Vec<_> = persons.iter().copied().map(NoteKey::of_person).collect();
        Ok(self.note.verify(&keys)?)
    }
}

/// The file.
impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

#[cfg(test)]
#[path = "paper/tests.rs"]
mod tests;
