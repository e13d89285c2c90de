//! The papers of this version, typed: what each kind must say, and how it reads in plain words.
//!
//! A kind is one file here: its schema, its fields, its words. [`read_paper`] knows them all.

mod authorization;
mod floor;
mod restore;
mod suspension;

pub use authorization::{AuthorizationPaper, AuthorizationRequest, DETAILS_TEMPLATE, DetailsError};
pub use floor::{FloorPaper, read_floor_lines};
pub use restore::{EntryPlace, KnownHead, RestoreDraft, RestorePaper};
pub use suspension::SuspensionPaper;

use crate::{
    seal::{Body, Note, NoteError, Paper, PaperError, PublicKeys},
    vocabulary::{Digest, PersonId, ProgramId, word_enum},
};

word_enum!(
    /// The kinds of paper.
    PaperKind {
        /// Somebody asks to be authorized.
        AuthorizationRequest = "authorization-request",
        /// The Commander or a designee authorizes a person (2-110-3-A).
        Authorization = "authorization",
        /// Access ends (2-110-4-E).
        Suspension = "suspension",
        /// The Commander sets the policy floor.
        Floor = "floor",
        /// A backup takes the place of the repository (TRUST.md §8).
        Restore = "restore",
    }
);

/// Why a file is no paper that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperReadError {
    /// Damaged, malformed, of another program, badly signed.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// A kind that this version does not know.
    #[error("this is no paper that this version of frs knows: {0:?}")]
    UnknownKind(String),
    /// A signature without which it does not count.
    #[error("the paper lacks a signature that it needs: that of {0}")]
    SignatureMissing(&'static str),
    /// A field whose value is not what the kind asks for.
    #[error("the paper's {key} is {found:?}; it must be {wanted}")]
    Value {
        /// The field.
        key: &'static str,
        /// What stands there.
        found: String,
        /// What must stand there.
        wanted: &'static str,
    },
}

impl From<NoteError> for PaperReadError {
    fn from(error: NoteError) -> Self {
        Self::Paper(error.into())
    }
}

/// A paper of any kind, read but not yet believed.
#[derive(Debug, Clone)]
pub enum TypedPaper {
    /// A request.
    AuthorizationRequest(AuthorizationRequest),
    /// An authorization.
    Authorization(AuthorizationPaper),
    /// A suspension.
    Suspension(SuspensionPaper),
    /// A floor.
    Floor(FloorPaper),
    /// A restore.
    Restore(RestorePaper),
}

impl TypedPaper {
    /// Its kind.
    pub fn kind(&self) -> PaperKind {
        match self {
            Self::AuthorizationRequest(_) => PaperKind::AuthorizationRequest,
            Self::Authorization(_) => PaperKind::Authorization,
            Self::Suspension(_) => PaperKind::Suspension,
            Self::Floor(_) => PaperKind::Floor,
            Self::Restore(_) => PaperKind::Restore,
        }
    }

    /// The note that carries it.
    pub fn paper(&self) -> &Paper {
        match self {
            Self::AuthorizationRequest(request) => request.paper(),
            Self::Authorization(authorization) => authorization.paper(),
            Self::Suspension(suspension) => suspension.paper(),
            Self::Floor(floor) => floor.paper(),
            Self::Restore(restore) => restore.paper(),
        }
    }

    /// The program that it is for.
    pub fn program(&self) -> ProgramId {
        self.paper().program()
    }

    /// SHA-256 of its text.
    pub fn digest(&self) -> Digest {
        self.paper().digest()
    }

    /// Whom it is about.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::AuthorizationRequest(request) => Some(request.keys.person_id()),
            Self::Authorization(authorization) => Some(authorization.request.keys.person_id()),
            Self::Suspension(suspension) => Some(suspension.person),
            Self::Floor(_) | Self::Restore(_) => None,
        }
    }

    /// What it says, in the words in which it is shown before it is signed: label and value.
    pub fn words(&self) -> Vec<(String, String)> {
        match self {
            Self::AuthorizationRequest(request) => request.words(),
            Self::Authorization(authorization) => authorization.words(),
            Self::Suspension(suspension) => suspension.words(),
            Self::Floor(floor) => floor.words(),
            Self::Restore(restore) => restore.words(),
        }
    }
}

/// Reads a paper or draft of any kind. Nothing it says may be believed before its signatures are verified.
///
/// # Errors
/// Where it is damaged, malformed or of an unknown kind.
pub fn read_paper(file: &[u8]) -> Result<TypedPaper, PaperReadError> {
    let note = Note::parse_draft(file)?;
    let kind = Body::kind_of(note.text()).and_then(|(kind, _)| kind.parse::<PaperKind>().ok());
    match kind {
        Some(PaperKind::AuthorizationRequest) => {
            AuthorizationRequest::read(Paper::from_note(note, &authorization::REQUEST)?)
                .map(TypedPaper::AuthorizationRequest)
        }
        Some(PaperKind::Authorization) => {
            AuthorizationPaper::read(Paper::from_note(note, &authorization::SCHEMA)?).map(TypedPaper::Authorization)
        }
        Some(PaperKind::Suspension) => {
            SuspensionPaper::read(Paper::from_note(note, &suspension::SCHEMA)?).map(TypedPaper::Suspension)
        }
        Some(PaperKind::Floor) => FloorPaper::read(Paper::from_note(note, &floor::SCHEMA)?).map(TypedPaper::Floor),
        Some(PaperKind::Restore) => {
            RestorePaper::read(Paper::from_note(note, &restore::SCHEMA)?).map(TypedPaper::Restore)
        }
        None => {
            Err(PaperReadError::UnknownKind(note.text().lines().next().unwrap_or_default().chars().take(60).collect()))
        }
    }
}

/// Whether one of `keys` signed the paper; which.
///
/// # Errors
/// As [`Paper::verify`].
pub(super) fn signer(paper: &Paper, keys: &[&PublicKeys]) -> Result<PersonId, PaperError> {
    let signing: Vec<_> = keys.iter().map(|keys| keys.signing).collect();
    let verified = paper.verify(&signing)?;
    let first = keys.iter().find(|keys| verified.includes(&keys.signing));
    first.map(|keys| keys.person_id()).ok_or_else(|| {
        PaperError::Note(NoteError::UnknownSigner {
            names: paper.note().signatures().iter().map(|s| s.name.clone()).collect(),
        })
    })
}
