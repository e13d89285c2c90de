//! The only place that says what an error means for whoever typed the command: message, hint, exit status.

use std::{io, process::ExitCode};

use serde::Serialize;

use super::output::visible;
use crate::{
    audit::{BookError, Recorded},
    gate::PaperReadError,
    operation::{OperationError, enroll::ManifestError},
    recognition::{ImportError, RecognitionError},
    repository::RoomError,
    seal::{Declined, KeyError, NoteError, PaperError, RecordError},
    store::StoreError,
};

/// Every exit status (docs/cli.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done; the answer is no, or not the whole: rows that failed, something left over, a warning.
    Negative,
    /// The command line, or a file that it names, asks for something that cannot be.
    Usage,
    /// Refused by the gate.
    Refused,
    /// Not an image, or no face in it.
    NotAFace,
    /// Stored data, weights or a paper are not what they claim to be.
    Integrity,
    /// Something on the machine is not as it must be.
    Environment,
    /// The book was tampered with.
    Tampered,
    /// The book was rolled back.
    RolledBack,
    /// Witnesses are missing: of the book's tail, or of an entry or acceptance that is to be proven.
    Unwitnessed,
    /// Consistent in itself, but nothing ties it to a program.
    Unanchored,
    /// A bug of this program.
    Bug,
}

/// Every exit status, for the reference.
pub(super) const EXITS: &[(Exit, &str)] = &[
    (Exit::Done, "done"),
    (
        Exit::Negative,
        "done, but the answer is no or not the whole: no candidate above the line, rows that failed, nothing due, something \
         left over, a warning, a list made again only in part, a request that begins elsewhere",
    ),
    (Exit::Usage, "the command line, or a file that it names, asks for something that cannot be"),
    (Exit::Refused, "refused under the order; every broken paragraph is listed, and the refusal is recorded"),
    (
        Exit::NotAFace,
        "not an image, or no face in it; of enroll 1, for one image is a list of one row, and what became of it is recorded",
    ),
    (Exit::Integrity, "integrity: stored data, weights or a paper are not what they claim to be"),
    (Exit::Environment, "environment: a file, a key, the disk, the keyring; the command could not run"),
    (Exit::Tampered, "the book was tampered with"),
    (Exit::RolledBack, "the book was rolled back"),
    (
        Exit::Unwitnessed,
        "witnesses are missing: more entries that none has seen than allowed, or an entry or acceptance that too few have \
         cosigned",
    ),
    (Exit::Unanchored, "consistent in itself, but not anchored to a program"),
    (Exit::Bug, "a bug of frs"),
];

impl Exit {
    /// The number.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Negative => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::NotAFace => 4,
            Self::Integrity => 5,
            Self::Environment => 6,
            Self::Tampered => 10,
            Self::RolledBack => 11,
            Self::Unwitnessed => 12,
            Self::Unanchored => 13,
            Self::Bug => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command did not end well.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The operation failed.
    #[error(transparent)]
    Operation(#[from] OperationError),
    /// Whoever reads standard output has gone; there is nobody to tell.
    #[error("nobody reads the output any more")]
    Reader,
    /// Standard output does not take the result, or the terminal cannot be read.
    #[error("the answer cannot be written ({0}); what was done is done, and the book says what")]
    Streams(io::Error),
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Reader } else { Self::Streams(error) }
    }
}

/// An error as it is told.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The exit status.
    pub exit: Exit,
    /// What happened.
    pub message: String,
    /// What to do, where the message does not say.
    pub hint: Option<&'static str>,
    /// The broken paragraphs of the order, where the gate refused.
    pub paragraphs: Vec<&'static str>,
}

#[derive(Serialize)]
struct ErrorObject<'a> {
    schema: &'static str,
    code: u8,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    paragraphs: &'a [&'static str],
}

impl Failure {
    /// What an error means.
    pub fn of(error: &CliError) -> Self {
        let (exit, message, paragraphs) = match error {
            CliError::Operation(OperationError::Refused { refusal, recorded }) => {
                (Exit::Refused, format!("{refusal}\n{}", recorded_line(recorded)), refusal.paragraphs())
            }
            CliError::Operation(error) => (exit_of(error), error.to_string().trim_end().to_owned(), Vec::new()),
            CliError::Reader | CliError::Streams(_) => (Exit::Environment, error.to_string(), Vec::new()),
        };
        let hint = match error {
            CliError::Operation(error) => hint_of(error),
            _ => None,
        };
        Self { exit, message, hint, paragraphs }
    }

    /// Words for standard error.
    pub fn human(&self) -> String {
        let start = if self.exit == Exit::Refused { "" } else { "frs: " };
        let hint = self.hint.map(|hint| format!("\n     {hint}")).unwrap_or_default();
        format!("{start}{}{hint}", self.message)
    }

    /// One JSON object.
    pub fn json(&self) -> String {
        let object = ErrorObject {
            schema: "frs.error/1",
            code: self.exit.code(),
            message: &self.message,
            hint: self.hint,
            paragraphs: &self.paragraphs,
        };
        // Texts and numbers always make JSON; were it ever otherwise, the words are still better than nothing.
        serde_json::to_string(&object).unwrap_or_else(|_| visible(&self.message))
    }
}

fn recorded_line(recorded: &Recorded) -> String {
    match recorded {
        Recorded::Book { sequence } => format!("Recorded: entry {sequence} of the book."),
        Recorded::Spool => "Recorded: sealed beside the book, which takes it up with the next command.".to_owned(),
        Recorded::Full => "Recorded: counted only, for too many refusals wait to be taken up.".to_owned(),
        Recorded::Not { why } => format!("Recorded: nowhere ({why})."),
    }
}

fn exit_of(error: &OperationError) -> Exit {
    use OperationError as E;
    match error {
        E::Refused { .. } => Exit::Refused,
        E::NotAnImage { .. } | E::NoFace(_) => Exit::NotAFace,
        E::Recognition(error) => of_recognition(error),
        E::Import(error) => of_import(error),
        E::Book(error) => of_book(error),
        E::Room(error) => of_room(error),
        E::Store(error) => of_store(error),
        E::Key(error) => of_key(error),
        E::Paper { error, .. } => of_paper(error),
        E::Manifest(ManifestError::Form { .. } | ManifestError::Empty(_)) | E::Founding(_) | E::Usage(_) => Exit::Usage,
        E::Head(_) | E::KeyFile(_) | E::Random(_) | E::Manifest(_) | E::File { .. } | E::Environment(_) => {
            Exit::Environment
        }
        E::Integrity(_) | E::Evidence { .. } | E::Bundle(_) => Exit::Integrity,
        E::Declined(declined) => of_declined(declined),
        E::Bug(_) => Exit::Bug,
    }
}

fn of_recognition(error: &RecognitionError) -> Exit {
    use RecognitionError as E;
    match error {
        E::Weights { .. } => Exit::Integrity,
        E::Template(_) | E::Picture(_) => Exit::Bug,
        E::Read { .. } | E::Card { .. } | E::Network { .. } => Exit::Environment,
    }
}

/// A file that contradicts itself is not what it claims to be; one that is whole but unknown was the wrong one to name.
fn of_import(error: &ImportError) -> Exit {
    use ImportError as E;
    match error {
        E::Malformed { .. } => Exit::Integrity,
        E::Unknown { .. } | E::About { .. } | E::Name(_) | E::Exists(_) => Exit::Usage,
        E::File { .. } => Exit::Environment,
        E::Unusable(error) => match error {
            RecognitionError::Read { .. } => Exit::Environment,
            _ => Exit::Integrity,
        },
    }
}

fn of_book(error: &BookError) -> Exit {
    use BookError as E;
    match error {
        E::Store(error) => of_store(error),
        E::Tampered(_) | E::Standing(_) | E::Founding(_) => Exit::Tampered,
        E::RolledBack { .. } | E::TooFew { .. } => Exit::RolledBack,
        E::NoKey { .. } | E::AccessEnded => Exit::Refused,
        E::NotEvidence => Exit::Bug,
        E::ClosedLog { .. } => Exit::Usage,
        E::Record(error) => of_record(error),
        E::Wrap(_) | E::LogKey(_) | E::BadCopy(_) => Exit::Integrity,
        E::Key(error) => of_key(error),
        E::Head(_)
        | E::PapersChanged
        | E::PurposeGone
        | E::KeysChanged
        | E::LacksKey(_)
        | E::Random(_)
        | E::Spool { .. } => Exit::Environment,
    }
}

fn of_room(error: &RoomError) -> Exit {
    use RoomError as E;
    match error {
        E::Store(error) => of_store(error),
        E::Record(error) => of_record(error),
        E::Book(error) => of_book(error),
        E::GalleryRoot { .. }
        | E::Content { .. }
        | E::Comparison(_)
        | E::Exchanged(_)
        | E::Count { .. }
        | E::Packs(_) => Exit::Integrity,
        E::Unknown { .. } | E::LabelTaken(_) => Exit::Usage,
        E::OtherModel(_) | E::NotPacked(..) => Exit::Environment,
    }
}

fn of_record(error: &RecordError) -> Exit {
    use RecordError as E;
    match error {
        E::WrongKeyOrTampered { .. } | E::Generation { .. } | E::NotSealed(_) | E::Kind(_) => Exit::Integrity,
        E::NotHeld(_) => Exit::Environment,
        E::Library(_) | E::Random(_) => Exit::Environment,
    }
}

fn of_store(error: &StoreError) -> Exit {
    use StoreError as E;
    match error {
        E::Damaged { .. } | E::Schema { .. } => Exit::Integrity,
        E::Unexpected { .. } => Exit::Bug,
        E::Missing(_)
        | E::Exists(_)
        | E::Foreign(_)
        | E::Newer { .. }
        | E::NetworkFilesystem { .. }
        | E::Busy { .. }
        | E::Environment { .. } => Exit::Environment,
    }
}

fn of_key(error: &KeyError) -> Exit {
    match error {
        KeyError::Library(_) | KeyError::Random(_) => Exit::Environment,
        KeyError::NotAReceivingSecret => Exit::Integrity,
        _ => Exit::Usage,
    }
}

/// Only a log that shows two histories is tampered with; a request that begins elsewhere is just the wrong one.
fn of_declined(declined: &Declined) -> Exit {
    match declined {
        Declined::UnknownOrigin(_) | Declined::Shrinks { .. } => Exit::Usage,
        Declined::OtherOld { .. } => Exit::Negative,
        Declined::LogSignature(_) | Declined::Extension | Declined::Restored { .. } => Exit::Integrity,
        Declined::Inconsistent(_) => Exit::Tampered,
    }
}

/// A paper that says something else than was signed, or hides something, is more than a wrong file.
fn of_paper(error: &PaperReadError) -> Exit {
    match error {
        PaperReadError::Paper(
            PaperError::Note(NoteError::BadSignature { .. } | NoteError::UnknownSigner { .. })
            | PaperError::Character { .. },
        ) => Exit::Integrity,
        _ => Exit::Usage,
    }
}

fn hint_of(error: &OperationError) -> Option<&'static str> {
    use OperationError as E;
    match error {
        E::Recognition(RecognitionError::Weights { .. } | RecognitionError::Card { .. }) => {
            Some("Take the models from the release again; never edit them in place.")
        }
        E::Recognition(RecognitionError::Read { .. }) => Some("Name the models' directory with --models DIR."),
        E::Import(ImportError::Malformed { .. }) => {
            Some("Get the file again from where it is published, and compare its digest.")
        }
        E::Import(ImportError::Unknown { .. }) => {
            Some("docs/models.md lists the architectures; export the model again, in one file, without quantizing it.")
        }
        E::Integrity(_) => Some("Stop using this repository, keep it as it is, and tell the auditor."),
        E::Room(RoomError::Unknown { .. }) => Some("Ids are printed by the command that made them; copy them whole."),
        E::Book(BookError::Tampered(_) | BookError::RolledBack { .. })
        | E::Room(RoomError::Book(BookError::Tampered(_) | BookError::RolledBack { .. })) => {
            Some("Stop, keep everything as it is, and tell the auditor: frs audit verify --read-only.")
        }
        E::Store(StoreError::Environment { .. }) | E::Book(BookError::Store(StoreError::Environment { .. })) => {
            Some("What else is wrong with machine, key and repository: frs doctor --outside.")
        }
        E::Book(BookError::NoKey { .. }) => Some("Ask the Commander to accept your authorization (frs paper accept)."),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_statuses_are_those_of_the_design() {
        let path = || std::path::PathBuf::from("repository");
        let extent = |size| crate::audit::Extent { log: 1, size };
        let damaged = || StoreError::Damaged { path: path(), detail: String::new() };
        for (error, status) in [
            (OperationError::Usage(String::new()), 2),
            (OperationError::NoFace(path()), 4),
            (damaged().into(), 5),
            (BookError::Store(damaged()).into(), 5),
            (RoomError::Store(StoreError::Busy { path: path(), by: None }).into(), 6),
            (StoreError::Missing(path()).into(), 6),
            (BookError::Tampered(String::new()).into(), 10),
            (RoomError::Book(BookError::RolledBack { found: extent(1), seen: extent(2) }).into(), 11),
            (OperationError::Bug(String::new()), 70),
        ] {
            assert_eq!(Failure::of(&error.into()).exit.code(), status);
        }
    }

    #[test]
    fn what_is_grave_says_what_to_type() {
        let path = || std::path::PathBuf::from("repository");
        let environment = StoreError::Environment { path: path(), detail: "No space left on device".into() };
        for (error, command) in [
            (BookError::Tampered(String::new()).into(), "frs audit verify --read-only"),
            (RoomError::Book(BookError::Tampered(String::new())).into(), "frs audit verify --read-only"),
            (BookError::Store(environment).into(), "frs doctor"),
        ] {
            let error: OperationError = error;
            let hint = Failure::of(&error.into()).hint.unwrap();
            assert!(hint.contains(command), "{hint}");
        }
    }

    #[test]
    fn a_reader_who_left_is_no_failure() {
        assert!(matches!(CliError::from(io::Error::from(io::ErrorKind::BrokenPipe)), CliError::Reader));
        assert!(matches!(CliError::from(io::Error::other("full")), CliError::Streams(_)));
    }
}
