//! The book: every act has a signed entry that is durable before the act, and an outcome after it.
//!
//! [`Book::begin`] turns a permit into an [`Access`], which alone reaches the record room; [`Access::close`] writes the
//! outcome together with the data in one transaction and gives the [`Receipt`] without which nothing is shown.

mod accept;
mod access;
mod append;
mod backup;
mod book;
mod check;
mod checkpoint;
mod circumstances;
mod corrections;
mod entry;
mod error;
mod evidence;
mod expunge;
mod head;
mod holdings;
mod log_key;
mod logs;
mod open;
mod pending;
mod purposes;
mod rekey;
mod released;
mod removed;
mod replay;
mod restored;
mod restoring;
mod since;
mod spool;
mod vault;
mod verification;
pub mod verify;
mod wipe;
mod witnessed;
mod wraps;

pub use access::{Access, Intent, Moment, Outcome, OutcomeResult, Receipt, Writing};
pub use backup::{BackupStep, Copied, KnownBackup};
pub use book::{Book, BookEntry};
pub use checkpoint::Checkpointed;
pub use circumstances::host;
pub use corrections::{Corrected, Correction, target_bytes};
pub use entry::{Event, Openings};
pub use error::BookError;
pub use evidence::Evidence;
pub use expunge::goes_with_purpose;
pub use head::{Head, HeadError, HeadMemory};
pub use holdings::{Enrolled, HeldPurpose, HeldReference, Holdings, names as names_case};
pub use log_key::NewLogKey;
pub use logs::{Extent, Place};
pub use pending::Pending;
pub use purposes::PurposeRecord;
pub use rekey::{RekeyStep, Resealed};
pub use removed::{Gone, Removed};
pub use replay::public_note;
pub use restored::{LostEntries, Restore};
pub use restoring::{StandingBook, StandingThere};
pub use since::Since;
pub use spool::{Recorded, SPOOL_DIRECTORY, spool_refusal};
pub use vault::{TableVault, Vault};
pub use verification::ActRecord;
pub use verify::gallery_root;
pub use verify::{Fault, Finding, Verdict};
pub use wipe::PendingWipe;
