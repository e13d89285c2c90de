//! Signed notes, as C2SP signed-note (<https://c2sp.org/signed-note>) describes them.
//!
//! ```text
//! frs/authorization/1          ┐
//! …                            │ text, ends in a newline; this is what is signed
//! valid-until: 2027-01-31      ┘
//!                              an empty line
//! — frs/person-… 2vc5Ld3sn…    one signature a line
//! ```
//! `signature line = "— " ‖ name ‖ " " ‖ base64(key id ‖ signature) ‖ "\n"`,
//! `key id = first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key)`, `signature = Ed25519(text)`.
//!
//! Names must be free of the characters of [`super::text`] too, which is stricter than the standard.

pub mod damage;
mod key;

use std::{collections::BTreeSet, fmt};

use super::{
    digest,
    keys::{KeyError, SigningKey, VerifyingKey},
};
use crate::vocabulary::Digest;
pub use damage::{Damage, Damages};
pub use key::{ED25519_TYPE, NoteKey, SignatureLine, VerifierKeyError, key_id, person_key_name};
pub(super) use key::{read_verifier_key, verifier_key};

/// The longest note that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// The most signatures that are read (the standard asks for at least 16).
pub const MAX_SIGNATURES: usize = 64;

/// Why a note is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Mail or an editor changed it.
    #[error(
        "the note was damaged on its way ({how}); {}; {}",
        if *.genuine { "the original is genuine, only this copy is spoilt" } else { "whether it is genuine, only the original shows" },
        .how.remedy()
    )]
    Damaged {
        /// What happened to it.
        how: Damages,
        /// Whether what it was before verifies; false where no keys were at hand to tell.
        genuine: bool,
    },
    /// Not a signed note.
    #[error("this is not a signed note (line {line}: {why}): ask its author for the file that `frs` wrote")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        why: &'static str,
    },
    /// A known key's signature does not fit the text.
    #[error(
        "the signature of {name} does not fit the text: it was changed after it was signed; do not use it, \
         and ask the signer in person what was signed"
    )]
    BadSignature {
        /// The name on the signature line.
        name: String,
    },
    /// No signature is by a key of the set.
    #[error(
        "no signature is by a key that counts here (signed by {}): check whose signature is needed",
        .names.join(", ")
    )]
    UnknownSigner {
        /// The names on the signature lines.
        names: Vec<String>,
    },
    /// A name that the format cannot hold.
    #[error("{0:?} cannot name a key: no spaces, no plus sign, no control or invisible characters")]
    Name(String),
    /// The signer's key failed.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// A text and its signatures. Its text must not be believed before [`Note::verify`] says whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

/// Who signed a note, of those that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The keys of the set whose signatures fit, each once however often it signed.
    pub signers: Vec<NoteKey>,
    /// Signature lines by keys that are not in the set; they prove nothing.
    pub unknown: Vec<SignatureLine>,
}

impl Verified {
    /// How many different keys signed: two signatures are two persons only if this is two.
    pub fn count(&self) -> usize {
        self.signers.len()
    }

    /// Whether this key signed.
    pub fn includes(&self, key: &VerifyingKey) -> bool {
        self.signers.iter().any(|signer| signer.key() == key)
    }
}

impl Note {
    /// A note that nobody has signed yet.
    ///
    /// # Errors
    /// [`NoteError::Malformed`] for a text that does not end in a newline or holds a control character.
    pub fn new(text: String) -> Result<Self, NoteError> {
        check_plain(&text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::Malformed { line: text.lines().count().max(1), why: "no newline at the end" });
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// Reads a note with at least one signature; whether any of them is worth something, [`Note::verify`] says.
    ///
    /// # Errors
    /// [`NoteError::Damaged`] for what mail does, [`NoteError::Malformed`] for anything else.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        Self::parse_strict(bytes).map_err(|error| match damage::repairs(bytes).find(|(_, fixed)| parses(fixed)) {
            Some((how, _)) => NoteError::Damaged { how, genuine: false },
            None => error,
        })
    }

    /// Reads a note that may have no signature yet: its text alone, without the empty line.
    ///
    /// # Errors
    /// As [`Note::parse`].
    pub fn parse_draft(bytes: &[u8]) -> Result<Self, NoteError> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.ends_with('\n') && !text.contains("\n\n"));
        match text.map(|text| Self::new(text.to_owned())) {
            Some(Ok(draft)) if bytes.len() <= MAX_BYTES => Ok(draft),
            Some(Err(_)) => match damage::repairs(bytes).find(|(_, fixed)| Self::new(fixed.clone()).is_ok()) {
                Some((how, _)) => Err(NoteError::Damaged { how, genuine: false }),
                None => Self::parse(bytes),
            },
            _ => Self::parse(bytes),
        }
    }

    /// Reads and verifies in one step; says of a damaged note whether its original is genuine.
    ///
    /// # Errors
    /// As [`Note::parse`] and [`Note::verify`]. A damaged note is never taken, even where the repair would verify.
    pub fn open(bytes: &[u8], keys: &[NoteKey]) -> Result<(Self, Verified), NoteError> {
        let error = match Self::parse_strict(bytes) {
            Ok(note) => return note.verify(keys).map(|verified| (note, verified)),
            Err(error) => error,
        };
        // The most telling finding wins: a repair that verifies, else what the first repair that parses says.
        let mut first = None;
        for (how, fixed) in damage::repairs(bytes) {
            match Self::parse_strict(fixed.as_bytes()).map(|note| note.verify_exactly(keys)) {
                Ok(Ok(_)) => return Err(NoteError::Damaged { how, genuine: true }),
                Ok(Err(finding)) => first = first.or(Some(finding)),
                Err(_) => {}
            }
        }
        Err(first.unwrap_or(error))
    }

    /// As [`Note::parse`], without looking for the cause of what is wrong.
    pub(super) fn parse_strict(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_BYTES {
            return Err(NoteError::Malformed { line: 1, why: "longer than a note may be" });
        }
        let note = std::str::from_utf8(bytes).map_err(|error| NoteError::Malformed {
            line: bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1,
            why: "not UTF-8",
        })?;
        check_plain(note)?;
        let Some(split) = note.rfind("\n\n") else {
            let line = note.lines().count().max(1);
            return Err(NoteError::Malformed { line, why: "no empty line before the signatures" });
        };
        let (text, lines) = (&note[..=split], &note[split + 2..]);
        let before = text.lines().count() + 1;
        let signatures = SignatureLine::parse_lines(lines).map_err(|error| match error {
            NoteError::Malformed { line, why } => NoteError::Malformed { line: line + before, why },
            other => other,
        })?;
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text, its last newline included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// `SHA-256(text)`: what the note says, whoever signed it.
    pub fn digest(&self) -> Digest {
        digest::sha256(self.text.as_bytes())
    }

    /// All signature lines.
    pub fn signatures(&self) -> &[SignatureLine] {
        &self.signatures
    }

    /// Adds the plain Ed25519 signature of a key under a name; a line that is already there is not doubled.
    ///
    /// # Errors
    /// [`NoteError::Name`], [`NoteError::Key`].
    pub fn sign(&mut self, name: &str, key: &SigningKey) -> Result<(), NoteError> {
        let key_id = NoteKey::new(name, key.verifying_key())?.id();
        let signature = key.sign(self.text.as_bytes())?.to_vec();
        self.add(SignatureLine { name: name.to_owned(), key_id, signature });
        Ok(())
    }

    /// Adds a signature line that another machine made.
    pub fn add(&mut self, line: SignatureLine) {
        if !self.signatures.contains(&line) {
            self.signatures.push(line);
        }
    }

    /// Who of `keys` signed. Lines by other keys are reported, not judged, as the standard says.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`] where one known key's signature does not fit, even if others do;
    /// [`NoteError::Damaged`] where it would fit but for what mail does; [`NoteError::UnknownSigner`] where no known
    /// key signed.
    pub fn verify(&self, keys: &[NoteKey]) -> Result<Verified, NoteError> {
        let error = match self.verify_exactly(keys) {
            Err(error @ NoteError::BadSignature { .. }) => error,
            other => return other,
        };
        let genuine = |fixed: &str| Self::parse_strict(fixed.as_bytes()).is_ok_and(|n| n.verify_exactly(keys).is_ok());
        match damage::repairs(self.to_string().as_bytes()).find(|(_, fixed)| genuine(fixed)) {
            Some((how, _)) => Err(NoteError::Damaged { how, genuine: true }),
            None => Err(error),
        }
    }

    /// As [`Note::verify`], without looking for the cause of what is wrong.
    pub(super) fn verify_exactly(&self, keys: &[NoteKey]) -> Result<Verified, NoteError> {
        let (mut seen, mut signers, mut unknown) = (BTreeSet::new(), Vec::new(), Vec::new());
        for line in &self.signatures {
            let mut known = keys.iter().filter(|key| key.name() == line.name && key.id() == line.key_id).peekable();
            if known.peek().is_none() {
                unknown.push(line.clone());
                continue;
            }
            match known.find(|key| key.key().verify(self.text.as_bytes(), &line.signature)) {
                Some(key) if seen.insert(*key.key()) => signers.push(key.clone()),
                Some(_) => {}
                None => return Err(NoteError::BadSignature { name: line.name.clone() }),
            }
        }
        if signers.is_empty() {
            return Err(NoteError::UnknownSigner { names: self.signatures.iter().map(|s| s.name.clone()).collect() });
        }
        Ok(Verified { signers, unknown })
    }
}

fn parses(note: &str) -> bool {
    Note::parse_strict(note.as_bytes()).is_ok()
}

fn check_plain(note: &str) -> Result<(), NoteError> {
    match note.split('\n').position(|line| line.contains(|c: char| c < ' ')) {
        Some(before) => Err(NoteError::Malformed { line: before + 1, why: "a control character" }),
        None => Ok(()),
    }
}

/// The file: text, empty line, signatures; without signatures the text alone.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if !self.signatures.is_empty() {
            f.write_str("\n")?;
        }
        self.signatures.iter().try_for_each(|line| line.fmt(f))
    }
}

#[cfg(test)]
#[path = "note/tests.rs"]
mod tests;
