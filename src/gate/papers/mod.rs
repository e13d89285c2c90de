//! The papers of this version, typed: what each kind must say, and how it reads in plain words.
//!
//! A kind is one file here: its schema, its fields, its words. [`read_paper`] knows them all.

mod approval;
mod authorization;
mod correction;
mod designation;
mod expunge_order;
mod floor;
mod form;
mod hold;
mod hold_release;
mod log_key;
mod reinstatement;
mod release_approval;
mod restore;
mod retirement;
mod roster;
mod share_approval;
mod succession;
mod suspension;
mod time;
mod witness_answer;

pub use approval::{Approval, ApprovedItem, HandoverTerms};
pub use authorization::{AuthorizationPaper, AuthorizationRequest, DETAILS_TEMPLATE, DetailsError};
pub use correction::{CorrectedField, CorrectionPaper, CorrectionTarget};
pub use designation::DesignationPaper;
pub use expunge_order::ExpungeOrderPaper;
pub use floor::{FloorPaper, read_floor_lines};
pub use form::{
    Answer, Answers, Asked, DraftError, Form, begins_here, draft_paper, end_of, ends_here, read_instant, start_of,
};
pub use hold::HoldPaper;
pub use hold_release::HoldReleasePaper;
pub use log_key::LogKeyPaper;
pub use reinstatement::ReinstatementPaper;
pub use release_approval::{ReleaseApprovalPaper, ReleaseVerdict};
pub use restore::{EntryPlace, KnownHead, RestoreDraft, RestorePaper};
pub use retirement::RetirementPaper;
pub use roster::{RosterPaper, Shift};
pub use share_approval::ShareApprovalPaper;
pub use succession::SuccessionPaper;
pub use suspension::SuspensionPaper;
pub use time::TimePaper;
pub use witness_answer::WitnessAnswer;

use jiff::Timestamp;

use crate::{
    seal::{Body, Note, NoteError, NoteKey, Paper, PaperError, PublicKeys, note::damage},
    vocabulary::{Digest, PersonId, ProgramId, word_enum},
};

/// What a paper of any kind can tell.
trait OfKind {
    /// The note that carries it.
    fn note(&self) -> &Note;

    /// The program that it is for.
    fn program(&self) -> ProgramId;

    /// What it says, in the words in which it is shown before it is signed: label and value.
    fn words(&self) -> Vec<(String, String)>;

    /// Whom it is about.
    fn person(&self) -> Option<PersonId> {
        None
    }

    /// The name of what it says: `SHA-256(text)`, signatures left out.
    fn digest(&self) -> Digest {
        self.note().digest()
    }
}

/// For kinds that a [`Paper`] carries.
macro_rules! carried {
    () => {
        fn note(&self) -> &$crate::seal::Note {
            self.paper.note()
        }

        fn program(&self) -> $crate::vocabulary::ProgramId {
            self.paper.program()
        }
    };
}
use carried;

/// Kinds that a paper carries, with their schema and form; and kinds that are a note of another standard.
macro_rules! kinds {
    (
        papers { $($(#[$doc:meta])* $kind:ident($type:ty) = $word:literal, $schema:expr, $form:expr;)* }
        notes { $($(#[$note_doc:meta])* $note:ident($note_type:ty) = $note_word:literal;)* }
    ) => {
        word_enum!(
            /// The kinds of paper.
            PaperKind { $($(#[$doc])* $kind = $word,)* $($(#[$note_doc])* $note = $note_word,)* }
        );

        impl PaperKind {
            /// The form from which a draft is made; `None` for kinds that are made in another way.
            pub fn form(self) -> Option<&'static Form> {
                match self { $(Self::$kind => $form,)* $(Self::$note => None,)* }
            }
        }

        /// A paper of any kind, read but not yet believed.
        #[derive(Debug, Clone)]
        pub enum TypedPaper { $($(#[$doc])* $kind($type),)* $($(#[$note_doc])* $note($note_type),)* }

        impl TypedPaper {
            /// Its kind.
            pub fn kind(&self) -> PaperKind {
                match self { $(Self::$kind(_) => PaperKind::$kind,)* $(Self::$note(_) => PaperKind::$note,)* }
            }

            fn of_kind(&self) -> &dyn OfKind {
                match self { $(Self::$kind(paper) => paper,)* $(Self::$note(note) => note,)* }
            }
        }

        fn read_as(kind: PaperKind, note: Note) -> Result<TypedPaper, PaperReadError> {
            match kind {
                $(PaperKind::$kind => <$type>::read(Paper::from_note(note, &$schema)?).map(TypedPaper::$kind),)*
                $(PaperKind::$note => <$note_type>::read(note).map(TypedPaper::$note),)*
            }
        }
    };
}

kinds!(
    papers {
        /// Somebody asks to be authorized.
        AuthorizationRequest(AuthorizationRequest) = "authorization-request", authorization::REQUEST, None;
        /// The Commander or a designee authorizes a person (2-110-3-A).
        Authorization(AuthorizationPaper) = "authorization", authorization::SCHEMA, None;
        /// The Commander names a designee (2-110-4-B).
        Designation(DesignationPaper) = "designation", designation::SCHEMA, Some(&designation::FORM);
        /// Access ends (2-110-4-E).
        Suspension(SuspensionPaper) = "suspension", suspension::SCHEMA, None;
        /// Access again (2-110-4-E).
        Reinstatement(ReinstatementPaper) = "reinstatement", reinstatement::SCHEMA, Some(&reinstatement::FORM);
        /// A key ends.
        Retirement(RetirementPaper) = "retirement", retirement::SCHEMA, Some(&retirement::FORM);
        /// Who is on call (2-110-4-D-1).
        Roster(RosterPaper) = "roster", roster::SCHEMA, Some(&roster::FORM);
        /// The Commander sets the policy floor.
        Floor(FloorPaper) = "floor", floor::SCHEMA, None;
        /// A new Commander's key.
        Succession(SuccessionPaper) = "succession", succession::SCHEMA, Some(&succession::FORM);
        /// A new key of the log.
        LogKey(LogKeyPaper) = "log-key", log_key::SCHEMA, Some(&log_key::FORM);
        /// A witness's clock was wrong.
        Time(TimePaper) = "time", time::SCHEMA, Some(&time::FORM);
        /// What is removed for good.
        ExpungeOrder(ExpungeOrderPaper) = "expunge-order", expunge_order::SCHEMA, Some(&expunge_order::FORM);
        /// What must not be removed.
        Hold(HoldPaper) = "hold", hold::SCHEMA, Some(&hold::FORM);
        /// The end of a hold.
        HoldRelease(HoldReleasePaper) = "hold-release", hold_release::SCHEMA, Some(&hold_release::FORM);
        /// A mistake is corrected.
        Correction(CorrectionPaper) = "correction", correction::SCHEMA, Some(&correction::FORM);
        /// The lead investigator approves an internal share (2-110-4-D-6).
        ShareApproval(ShareApprovalPaper) = "share-approval", share_approval::SCHEMA, Some(&share_approval::FORM);
        /// The release authority decides on a release (2-110-4-C).
        ReleaseApproval(ReleaseApprovalPaper) = "release-approval", release_approval::SCHEMA, Some(&release_approval::FORM);
        /// A backup takes the place of the repository.
        Restore(RestorePaper) = "restore", restore::SCHEMA, Some(&restore::FORM);
    }
    notes {
        /// A witness has seen the book (docs/threat-model.md#witnesses).
        WitnessAnswer(WitnessAnswer) = "witness-answer";
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

impl TypedPaper {
    /// The note that carries it.
    pub fn note(&self) -> &Note {
        self.of_kind().note()
    }

    /// The whole file.
    pub fn file(&self) -> String {
        self.note().to_string()
    }

    /// The program that it is for.
    pub fn program(&self) -> ProgramId {
        self.of_kind().program()
    }

    /// The name of what it says: SHA-256 of its text.
    pub fn digest(&self) -> Digest {
        self.of_kind().digest()
    }

    /// Whom it is about.
    pub fn person(&self) -> Option<PersonId> {
        self.of_kind().person()
    }

    /// What it says, in the words in which it is shown before it is signed: label and value.
    pub fn words(&self) -> Vec<(String, String)> {
        self.of_kind().words()
    }
}

/// Reads a paper or draft of any kind. Nothing it says may be believed before its signatures are verified.
///
/// # Errors
/// Where it is damaged, malformed or of an unknown kind.
pub fn read_paper(file: &[u8]) -> Result<TypedPaper, PaperReadError> {
    let note = Note::parse_draft(file)?;
    let Some(kind) = kind_of(note.text()) else {
        // Quoted line by line it reads as a text of another kind.
        return Err(match damage::repairs(file).find(|(_, fixed)| kind_of(fixed).is_some()) {
            Some((how, _)) => NoteError::Damaged { how, genuine: false }.into(),
            None => {
                PaperReadError::UnknownKind(note.text().lines().next().unwrap_or_default().chars().take(60).collect())
            }
        });
    };
    read_as(kind, note)
}

fn kind_of(text: &str) -> Option<PaperKind> {
    if WitnessAnswer::is_one(text) {
        return Some(PaperKind::WitnessAnswer);
    }
    Body::kind_of(text).and_then(|(kind, _)| kind.parse().ok()).filter(|kind| *kind != PaperKind::WitnessAnswer)
}

/// Takes a paper that was just written as its kind.
fn read_draft(paper: Paper) -> Result<TypedPaper, PaperReadError> {
    let kind = paper.body().schema().kind;
    let kind = kind.parse().map_err(|_| PaperReadError::UnknownKind(kind.to_owned()))?;
    read_as(kind, paper.note().clone())
}

/// Refuses what ends before it begins.
fn in_order(key: &'static str, from: Timestamp, until: Timestamp) -> Result<(), PaperReadError> {
    if from < until {
        return Ok(());
    }
    Err(PaperReadError::Value { key, found: until.to_string(), wanted: "later than its beginning" })
}

/// Which of `keys` signed the note.
///
/// # Errors
/// As [`Note::verify`]: where none did, or one's signature does not fit.
pub(super) fn signers(note: &Note, keys: &[&PublicKeys]) -> Result<Vec<PersonId>, PaperError> {
    let named: Vec<_> = keys.iter().map(|keys| NoteKey::of_person(keys.signing)).collect();
    let verified = note.verify(&named)?;
    let signed = keys.iter().filter(|keys| verified.includes(&keys.signing));
    Ok(signed.map(|keys| keys.person_id()).collect())
}
