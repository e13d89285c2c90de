//! The record room: subjects, references, probes and searches, sealed under K_faces.
//!
//! Every function takes an open entry of the book ([`crate::audit::Access`]) or the transaction that closes one
//! ([`crate::audit::Writing`]); what it does beyond that is no question of permission.

mod correct;
mod expunge;
mod gallery;
mod images;
mod packed;
mod packs;
mod probe_check;
mod probes;
mod reembed;
mod references;
mod rekey;
mod search;

pub use correct::{merge, note_correction, relabel};
pub use expunge::{Batch, Expunged, HeldFailure, expunge, held_failures};
pub use gallery::{Before, Compared, Gallery, PackedRead, SEGMENT};
pub use images::{ReferenceImage, probe_image, reference_image, reference_template};
pub use packed::{Entry, Likely, PackedRun, Queries, Sieve, Way};
pub use probe_check::{ProbeFault, check_probe, check_probes};
pub use probes::{
    AlikeProbe, NewProbe, SameImage, StoredProbe, alike_probes, insert_probe, insert_search, probes_of, read_probe,
};
pub use reembed::{StaleSegment, reembed, stale_segment};
pub use references::{
    Duplicate, FailedImage, Known, NewReference, Offered, counts, enroll, known_images, reference_count,
    reference_details,
};
pub use rekey::rekey_indexes;

use crate::{audit::BookError, seal::RecordError, store::StoreError, vocabulary::ComparisonError};

/// Why the record room cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum RoomError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A sealed record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The book.
    #[error(transparent)]
    Book(#[from] BookError),
    /// Templates that cannot be compared.
    #[error(transparent)]
    Comparison(#[from] ComparisonError),
    /// A reference that another model measured.
    #[error(
        "the reference {0} was measured with another model than this one: a gallery never mixes models. Where the floor \
         pins another model now, let the repository manager measure all references with it: frs repository re-embed"
    )]
    OtherModel(crate::vocabulary::ReferenceId),
    /// A record is not what it must be.
    #[error("{what} does not hold what it must ({detail}); run `frs audit verify`, and restore a backup elsewhere")]
    Content {
        /// Which record.
        what: String,
        /// What is wrong.
        detail: String,
    },
    /// The references are not those that the book commits to.
    #[error(
        "the enrolled references are not those that the book commits to (root {found}, the book says {committed}): \
         somebody changed, removed or exchanged references or labels behind the book. Nothing was searched. Stop using \
         this repository, keep it as it is, and tell the auditor"
    )]
    GalleryRoot {
        /// Computed.
        found: crate::vocabulary::Digest,
        /// Committed.
        committed: crate::vocabulary::Digest,
    },
    /// A reference that may belong on the list, and is not the one that was enrolled.
    #[error(
        "{0} is not the reference that the book commits to: somebody changed or removed it behind the book. Nothing is shown. Stop \
         using this repository, keep it as it is, and tell the auditor"
    )]
    Exchanged(crate::vocabulary::ReferenceId),
    /// Another number of references than was compared.
    #[error(
        "{held} references are stored and {compared} are those that the book commits to: somebody added or removed some behind the \
         book. Nothing is shown. Stop using this repository, keep it as it is, and tell the auditor"
    )]
    Count {
        /// Stored.
        held: u64,
        /// Compared.
        compared: u64,
    },
    /// Packed runs that are not those of the book.
    #[error(
        "what was packed of the references for searching ({0}) is not what the book vouches for: somebody exchanged it behind \
         the book. Nothing is shown. Stop using this repository, keep it as it is, and tell the auditor"
    )]
    Packs(String),
    /// Templates that no packed run takes.
    #[error(
        "the templates from reference {0} on have other lengths than one model's, or more values than can be searched ({1} at most). \
         Let the repository manager measure all references with the model that the floor pins: frs repository re-embed"
    )]
    NotPacked(crate::vocabulary::ReferenceId, usize),
    /// A label that another person bears.
    #[error(
        "{0} bears this label already: where it is the same person, correct that with merge-into; nothing was changed"
    )]
    LabelTaken(crate::vocabulary::SubjectId),
    /// An id that is not there.
    #[error("there is no {what} {id}")]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
    },
}
