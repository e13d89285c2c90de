//! The manifest of what is handed over in a bundle: what it holds, for whom, under which conditions, signed by whoever made it.
//!
//! It is no paper: nobody accepts it. Its form is a paper's, so that it has one spelling and hides nothing.

use std::{fmt, str::FromStr};

use jiff::Timestamp;

use super::{EntryPlace, HandoverTerms, PaperReadError};
use crate::{
    seal::{Body, FieldRule, Note, NoteKey, Occurs, Paper, Schema, VerifyingKey, bundle::is_plain_name, text},
    vocabulary::{Digest, PersonId, ProgramId, whole_second, word_enum},
};

const fn field(key: &'static str, occurs: Occurs) -> FieldRule {
    FieldRule { key, occurs }
}

static SCHEMA: Schema = Schema {
    kind: "handover",
    version: 1,
    founds: false,
    fields: &[
        field("class", Occurs::Once),
        field("case", Occurs::Once),
        field("made", Occurs::Once),
        field("signer", Occurs::Once),
        field("badge", Occurs::Once),
        field("entry", Occurs::Once),
        field("approval", Occurs::Maybe),
        field("recipient", Occurs::Once),
        field("recipient-key", Occurs::Maybe),
        field("condition", Occurs::Any),
        field("onward", Occurs::Maybe),
        field("basis", Occurs::Once),
        field("expires", Occurs::Once),
        field("file", Occurs::Many),
    ],
};

word_enum!(
    /// What a bundle is.
    HandoverClass {
        /// For the release authority, who decides on it.
        Packet = "packet",
        /// Released to an outside entity (2-110-4-C).
        Release = "release",
        /// Shared inside the Department (2-110-4-D-6).
        Share = "share",
    }
);

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverFile {
    /// Its name in the bundle.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// How many bytes it has.
    pub bytes: u64,
}

impl fmt::Display for HandoverFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.name, self.kind, self.digest, self.bytes)
    }
}

impl FromStr for HandoverFile {
    type Err = String;
    fn from_str(line: &str) -> Result<Self, String> {
        let words: Vec<_> = line.split(' ').collect();
        let [name, kind, digest, bytes] = words[..] else {
            return Err("it must be a name, a kind, a SHA-256 and a number of bytes, with one space between".to_owned());
        };
        if !is_plain_name(name) || !text::is_word(kind) {
            return Err(format!("{name:?} {kind:?} is no file of a bundle"));
        }
        Ok(Self {
            name: name.to_owned(),
            kind: kind.to_owned(),
            digest: digest.parse().map_err(|e: crate::vocabulary::IdError| e.to_string())?,
            bytes: bytes.parse().map_err(|_| format!("{bytes:?} is no number of bytes"))?,
        })
    }
}

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// What it is.
    pub class: HandoverClass,
    /// The case.
    pub case: String,
    /// When it was made.
    pub made: Timestamp,
    /// Who made and signed it.
    pub signer: PersonId,
    /// Their badge.
    pub badge: String,
    /// The intent in the book; its outcome holds the bundle's digest.
    pub entry: EntryPlace,
    /// The accepted approval.
    pub approval: Option<Digest>,
    /// To whom, and on which terms.
    pub terms: HandoverTerms,
    /// Every file but the manifest itself, in their order.
    pub files: Vec<HandoverFile>,
}

impl Handover {
    /// The text that is signed.
    ///
    /// # Errors
    /// Where a value cannot stand in it.
    pub fn note(&self, program: ProgramId) -> Result<Note, PaperReadError> {
        // As the book writes times: an approval can have been accepted in the same second.
        let made = Timestamp::from_millisecond(self.made.as_millisecond()).unwrap_or(self.made);
        let draft = Body::new(&SCHEMA, Some(program))
            .field("class", self.class)
            .field("case", &self.case)
            .field("made", made)
            .field("signer", self.signer)
            .field("badge", &self.badge)
            .field("entry", self.entry)
            .maybe("approval", self.approval)
            .field("recipient", &self.terms.recipient)
            .maybe("recipient-key", self.terms.recipient_key.as_ref())
            .each("condition", &self.terms.conditions)
            .maybe("onward", self.terms.onward.as_ref())
            .field("basis", &self.terms.basis)
            .field("expires", whole_second(self.terms.expires))
            .each("file", &self.files);
        Ok(Paper::new(draft.build()?)?.note().clone())
    }

    /// Reads a signed manifest: what it says, of which program; whose signature it bears, [`Handover::check_signer`] says.
    ///
    /// # Errors
    /// Where it is damaged or malformed.
    pub fn read(bytes: &[u8]) -> Result<(Self, ProgramId, Note), PaperReadError> {
        let paper = Paper::parse(bytes, &SCHEMA)?;
        let body = paper.body();
        let read = Self {
            class: body.required_as("class")?,
            case: body.required("case")?.to_owned(),
            made: body.required_as("made")?,
            signer: body.required_as("signer")?,
            badge: body.required("badge")?.to_owned(),
            entry: body.required_as("entry")?,
            approval: body.get_as("approval")?,
            terms: HandoverTerms::read(body)?,
            files: body.all_as("file")?,
        };
        Ok((read, paper.program(), paper.note().clone()))
    }

    /// Refuses a manifest that this key did not sign.
    ///
    /// # Errors
    /// As [`Note::verify`].
    pub fn check_signer(note: &Note, key: VerifyingKey) -> Result<(), PaperReadError> {
        Ok(note.verify(&[NoteKey::of_person(key)]).map(|_| ())?)
    }
}
