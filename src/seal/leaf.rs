//! A leaf of the book (docs/formats.md#leaf-of-the-book): canonical, checked without any key, never rewritten.
//!
//! ```text
//! frs/leaf/1
//! frs/<program id>/<log number>
//! sequence: 17
//! previous: <leaf hash of the leaf before; 64 zeros for the first>
//! event: intent
//! time: 2026-11-22T21:16:00.123Z
//! monotonic: 4711
//! signer: person-…
//! authorization: <digest, or ->
//! operation: search
//! purpose: <purpose id, or ->
//! answers: <sequence of the intent, or ->
//! gallery: <root over the gallery>
//! papers: <chain digest of the accepted papers>
//! nonce: <16 random bytes>
//! commitment: case <digest>
//!
//! — frs/person-… <the operator's signature>
//! ```
//! `leaf hash = SHA-256(0x00 ‖ whole signed note)`, which is the RFC 6962 hash of the leaf.

mod read;

use std::{collections::BTreeMap, fmt, fmt::Write as _, str::FromStr};

use jiff::Timestamp;

use super::{
    commitment::Opening,
    digest, encode,
    keys::KeyError,
    note::{self, Note, NoteError, NoteKey},
    person::{PublicKeys, Secrets},
    text, tree,
};
use crate::vocabulary::{Digest, PersonId, ProgramId, PurposeId};

/// What stands in `previous` of the first leaf of the first log. A later log begins with the hash of the last leaf that
/// the restored copy holds of the logs before it.
pub const NO_LEAF: Digest = Digest([0; 32]);

/// The number of the log that the founding entry begins.
pub const FIRST_LOG: u64 = 1;

/// Why a leaf is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    /// Not in the one form that a leaf has.
    #[error("this is not a leaf of the book: {0}; the book was changed or cut")]
    Malformed(String),
    /// The signature does not fit the leaf.
    #[error("leaf {sequence} does not bear the signature of {signer}: it was changed after it was signed")]
    BadSignature {
        /// Which leaf.
        sequence: u64,
        /// Who should have signed it.
        signer: PersonId,
    },
    /// A draft that cannot become a note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Verified against another person's keys.
    #[error("the leaf names {named} as its signer, the keys are those of {given}")]
    OtherSigner {
        /// Whom the leaf names.
        named: PersonId,
        /// Whose keys were given.
        given: PersonId,
    },
    /// The draft holds something that a leaf cannot.
    #[error("a leaf cannot hold {0}: this is a mistake in `frs`, report it")]
    Draft(&'static str),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] digest::RandomError),
    /// The signer's key failed.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Which log of which program: `frs/<program id>/<log number>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The program.
    pub program: ProgramId,
    /// The number of the log, from 1; a restored backup opens the next.
    pub log: u64,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "frs/{}/{}", self.program, self.log)
    }
}

impl FromStr for Origin {
    type Err = LeafError;
    fn from_str(text: &str) -> Result<Self, LeafError> {
        let parts = text.strip_prefix("frs/").and_then(|rest| rest.split_once('/'));
        let origin = parts.and_then(|(program, log)| Some((program.parse().ok()?, encode::decimal(log)?)));
        let (program, log) = origin.ok_or_else(|| LeafError::Malformed(format!("{text:?} is not an origin")))?;
        Ok(Self { program, log })
    }
}

/// What a leaf says, before it is signed. Its signer is who signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafDraft {
    /// The log.
    pub origin: Origin,
    /// The position in the log, from 0: the index of the leaf in the tree.
    pub sequence: u64,
    /// The leaf hash of the leaf before, [`NO_LEAF`] for the first of the first log.
    pub previous: Digest,
    /// What happened, a plain word: `founding`, `intent`, `outcome`, `refusal`, `spool`, `restore`.
    pub event: String,
    /// The system's time; kept to the millisecond.
    pub time: Timestamp,
    /// Milliseconds of a clock that does not jump.
    pub monotonic: u64,
    /// The digest of the signer's authorization.
    pub authorization: Option<Digest>,
    /// The operation, a plain word.
    pub operation: String,
    /// The purpose.
    pub purpose: Option<PurposeId>,
    /// For an outcome, the sequence of its intent.
    pub answers: Option<u64>,
    /// The root over the gallery.
    pub gallery: Digest,
    /// The chain digest of the accepted papers.
    pub papers: Digest,
    /// Commitments by field; the values stand in the openings.
    pub commitments: BTreeMap<String, Digest>,
}

impl LeafDraft {
    /// Commits to the value of an opening.
    ///
    /// # Errors
    /// [`LeafError::Draft`] where the field is already committed to.
    pub fn commit(&mut self, opening: &Opening) -> Result<(), LeafError> {
        match self.commitments.insert(opening.field().to_owned(), opening.commitment()) {
            None => Ok(()),
            Some(_) => Err(LeafError::Draft("two commitments to one field")),
        }
    }

    /// Signs the leaf, with a fresh nonce.
    ///
    /// # Errors
    /// [`LeafError::Draft`] for contradictory content, [`LeafError::Random`], [`LeafError::Key`].
    pub fn sign(self, secrets: &Secrets) -> Result<SignedLeaf, LeafError> {
        self.check().map_err(LeafError::Draft)?;
        let time =
            Timestamp::from_millisecond(self.time.as_millisecond()).map_err(|_| LeafError::Draft("this time"))?;
        let key = NoteKey::of_person(secrets.signing.verifying_key());
        let signer = super::person::person_id(key.key());
        let leaf = Leaf { content: Self { time, ..self }, signer, nonce: digest::random()? };
        let mut note = Note::new(leaf.to_string())?;
        note.sign(key.name(), &secrets.signing)?;
        Ok(SignedLeaf { leaf, note })
    }

    /// What the fields must have to do with each other.
    fn check(&self) -> Result<(), &'static str> {
        let words = [&self.event, &self.operation].into_iter().chain(self.commitments.keys());
        match () {
            () if (self.sequence == 0 && self.origin.log == FIRST_LOG) != (self.previous == NO_LEAF) => {
                Err("a predecessor that does not fit its sequence")
            }
            () if self.answers.is_some_and(|intent| intent >= self.sequence) => Err("an answer to a later leaf"),
            () if !words.into_iter().all(|word| text::is_word(word)) => Err("a name that is not a plain word"),
            () => Ok(()),
        }
    }
}

/// What a signed leaf says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The content, as drafted.
    pub content: LeafDraft,
    /// Who signed it.
    pub signer: PersonId,
    /// Makes the leaf unlike any other.
    pub nonce: [u8; 16],
}

fn or_dash(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// The text that is signed.
impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = &self.content;
        write!(f, "frs/leaf/1\n{}\n", content.origin)?;
        writeln!(f, "sequence: {}", content.sequence)?;
        writeln!(f, "previous: {}", content.previous)?;
        writeln!(f, "event: {}", content.event)?;
        writeln!(f, "time: {:.3}", content.time)?;
        writeln!(f, "monotonic: {}", content.monotonic)?;
        writeln!(f, "signer: {}", self.signer)?;
        writeln!(f, "authorization: {}", or_dash(content.authorization))?;
        writeln!(f, "operation: {}", content.operation)?;
        writeln!(f, "purpose: {}", or_dash(content.purpose))?;
        writeln!(f, "answers: {}", or_dash(content.answers))?;
        writeln!(f, "gallery: {}", content.gallery)?;
        writeln!(f, "papers: {}", content.papers)?;
        writeln!(f, "nonce: {}", encode::hex(&self.nonce))?;
        let mut commitments = String::new();
        for (field, digest) in &content.commitments {
            writeln!(commitments, "commitment: {field} {digest}")?;
        }
        f.write_str(&commitments)
    }
}

/// A leaf with its signature: what stands in the book, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedLeaf {
    leaf: Leaf,
    note: Note,
}

impl SignedLeaf {
    /// Reads a leaf. Its form is checked, its signature not yet: that is [`SignedLeaf::verify`].
    ///
    /// # Errors
    /// [`LeafError::Malformed`] for everything that writing it again would not give byte for byte.
    pub fn parse(bytes: &[u8]) -> Result<Self, LeafError> {
        let note = Note::parse_strict(bytes).map_err(|error| match error {
            NoteError::Malformed { line, why } => LeafError::Malformed(format!("line {line}: {why}")),
            other => LeafError::Note(other),
        })?;
        let leaf = read::leaf(note.text())?;
        let [signature] = note.signatures() else {
            return Err(LeafError::Malformed("it has not exactly one signature".to_owned()));
        };
        if signature.name != note::person_key_name(leaf.signer) || signature.signature.len() != 64 {
            return Err(LeafError::Malformed("its signature is not its signer's".to_owned()));
        }
        let signed = Self { leaf, note };
        if signed.to_string().as_bytes() != bytes || signed.leaf.to_string() != signed.note.text() {
            return Err(LeafError::Malformed("it has another spelling than `frs` gives it".to_owned()));
        }
        Ok(signed)
    }

    /// What it says.
    pub const fn leaf(&self) -> &Leaf {
        &self.leaf
    }

    /// The content, as drafted.
    pub const fn content(&self) -> &LeafDraft {
        &self.leaf.content
    }

    /// What stands in the book.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }

    /// `SHA-256(0x00 ‖ whole signed note)`.
    pub fn hash(&self) -> Digest {
        tree::leaf_hash(self.to_string().as_bytes())
    }

    /// Checks the signature with the keys of the person whom the leaf names.
    ///
    /// # Errors
    /// [`LeafError::OtherSigner`], [`LeafError::BadSignature`].
    pub fn verify(&self, keys: &PublicKeys) -> Result<(), LeafError> {
        let (named, given) = (self.leaf.signer, keys.person_id());
        if named != given {
            return Err(LeafError::OtherSigner { named, given });
        }
        let bad = |_| LeafError::BadSignature { sequence: self.leaf.content.sequence, signer: named };
        self.note.verify_exactly(&[keys.note_key()]).map(drop).map_err(bad)
    }
}

/// The signed note.
impl fmt::Display for SignedLeaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

#[cfg(test)]
mod tests;
