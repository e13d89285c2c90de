//! Why an operation did not do what was asked, sorted by what the caller should make of it.

use std::path::PathBuf;

use crate::{
    audit::{BookError, HeadError, Recorded},
    gate::{FoundingError, PaperReadError},
    policy::Refusal,
    recognition::{DecodeError, ImportError, RecognitionError},
    repository::RoomError,
    seal::{Declined, KeyError, KeyFileError, RandomError, bundle::BundleError},
    store::StoreError,
};

use super::enroll::ManifestError;

/// Every error of an operation; `cli::failure` maps it to message, hint and exit code.
#[derive(Debug, thiserror::Error)]
pub enum OperationError {
    /// The gate stays closed.
    #[error("{refusal}")]
    Refused {
        /// Every broken paragraph.
        refusal: Refusal,
        /// Where the refusal was recorded.
        recorded: Recorded,
    },
    /// The file is no image that can be used.
    #[error("{path}: {error}")]
    NotAnImage {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: DecodeError,
    },
    /// No face was found.
    #[error(
        "{0}: no face was found, neither as it is nor turned, brightened, with a margin around it or scanned more closely. Crop a copy to \
         the face, or use a frame in which both eyes can be seen"
    )]
    NoFace(PathBuf),
    /// Detection or embedding failed.
    #[error(transparent)]
    Recognition(#[from] RecognitionError),
    /// A model was not imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The book.
    #[error(transparent)]
    Book(#[from] BookError),
    /// What was last seen of the book.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// The record room.
    #[error(transparent)]
    Room(#[from] RoomError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key file.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// Keys.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// A paper.
    #[error("{path}: {error}")]
    Paper {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: PaperReadError,
    },
    /// A proof or an export that does not hold.
    #[error("{path}: this evidence does not hold: {why}")]
    Evidence {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// A bundle that is damaged, foreign or too large.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// A witness does not cosign.
    #[error("not cosigned: {0}")]
    Declined(#[from] Declined),
    /// Founding.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// A manifest.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A file that cannot be read or written.
    #[error("{path}: {detail}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said, and what to do.
        detail: String,
    },
    /// The command line or a file for it says something that cannot be done.
    #[error("{0}")]
    Usage(String),
    /// Something on the machine is not as it must be.
    #[error("{0}")]
    Environment(String),
    /// Stored data contradict the book or the floor.
    #[error("{0}")]
    Integrity(String),
    /// A bug.
    #[error("{0}. This is a bug of frs: nothing was shown; please report it with what you typed")]
    Bug(String),
}

impl OperationError {
    /// An error about a file.
    pub fn file(path: impl Into<PathBuf>, detail: impl ToString) -> Self {
        Self::File { path: path.into(), detail: detail.to_string() }
    }
}

/// A record as it is stored; that it cannot be written as JSON is a bug.
pub(super) fn json_of<T: serde::Serialize>(record: &T) -> Result<String, OperationError> {
    serde_json::to_string(record).map_err(|e| OperationError::Bug(e.to_string()))
}
