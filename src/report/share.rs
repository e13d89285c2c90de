//! What was handed over: inside the Department, and outside of it.

use jiff::Timestamp;
use serde::Serialize;

use super::{CosignedBy, EntryReference, Place, ProgramLine};
use crate::vocabulary::{Digest, PersonId};

/// `frs share inside`.
#[derive(Debug, Clone, Serialize)]
pub struct ShareMade {
    /// Which program.
    pub program: ProgramLine,
    /// The case.
    pub case: String,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// To whom: badge and unit, or as the approval says.
    pub recipient: String,
    /// Until when they may use it.
    pub until: String,
    /// `signed` or `recorded`.
    pub approval: &'static str,
    /// The accepted approval; where it is recorded, the one that is to be signed.
    pub paper: Digest,
    /// Where the copies are.
    pub directory: String,
    /// Its files with their SHA-256.
    pub files: Vec<(String, Digest)>,
    /// The draft that the approver signs, where the approval is recorded.
    pub to_sign: Option<String>,
    /// Until when the signature is due.
    pub due: Option<String>,
    /// What keeps whoever approved by word from signing now.
    pub hindrance: Option<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// One thing on a cover sheet.
#[derive(Debug, Clone)]
pub struct CoverItem {
    /// Its file.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

/// The sheet that lies on what is shared inside the Department.
#[derive(Debug, Clone)]
pub struct CoverSheet {
    /// Which program.
    pub program: ProgramLine,
    /// The case.
    pub case: String,
    /// To whom.
    pub recipient: String,
    /// What they need it for.
    pub need_to_know: String,
    /// Until when they may use it.
    pub until: String,
    /// What else was agreed.
    pub conditions: Vec<String>,
    /// By whose leave.
    pub approved: String,
    /// Whether the approval is recorded and not signed.
    pub recorded: bool,
    /// What lies below.
    pub items: Vec<CoverItem>,
    /// The intent; its outcome holds the files' digests.
    pub at: Place,
}

/// `frs share request`.
#[derive(Debug, Clone, Serialize)]
pub struct ReleaseRequested {
    /// Which program.
    pub program: ProgramLine,
    /// The case.
    pub case: String,
    /// Digest of the paper that is to be signed.
    pub paper: Digest,
    /// Badge of the release authority.
    pub authority: String,
    /// To whom it would leave.
    pub recipient: String,
    /// How many items.
    pub items: u64,
    /// Until when it may be released.
    pub expires: String,
    /// Where paper and packet are.
    pub directory: String,
    /// They, with their SHA-256.
    pub files: Vec<(String, Digest)>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs share release`.
#[derive(Debug, Clone, Serialize)]
pub struct Released {
    /// Which program.
    pub program: ProgramLine,
    /// The case.
    pub case: String,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// To whom.
    pub recipient: String,
    /// The key that opens it (`age1…`), or `passphrase`.
    pub encrypted: String,
    /// Conditions.
    pub conditions: Vec<String>,
    /// The approval.
    pub paper: Digest,
    /// How many items.
    pub items: u64,
    /// The bundle.
    pub file: String,
    /// SHA-256 of the bundle.
    pub sha256: Digest,
    /// Its length.
    pub bytes: u64,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// One file of a bundle.
#[derive(Debug, Clone, Serialize)]
pub struct BundleLine {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// How many they are.
    pub bytes: u64,
}

/// That the book accepted an approval, as the proof in a bundle says.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptedLine {
    /// Which log.
    pub log: u64,
    /// Which entry.
    pub index: u64,
    /// How many entries the checkpoint covers.
    pub size: u64,
    /// When it was accepted.
    pub time: Timestamp,
    /// Who accepted it.
    pub signer: PersonId,
    /// Their badge.
    pub badge: Option<String>,
    /// Where exactly this approval was asked for: log and entry; where the bundle proves it.
    pub asked: Option<String>,
    /// Which witnesses have seen it.
    pub cosigned: Vec<CosignedBy>,
}

/// `frs share open`. There is no entry: what was received is no repository.
#[derive(Debug, Clone, Serialize)]
pub struct BundleOpened {
    /// Which program made it.
    pub program: ProgramLine,
    /// `packet`, `release` or `share`.
    pub class: &'static str,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// The case.
    pub case: String,
    /// When it was made.
    pub made: String,
    /// Who made and signed it.
    pub signer: PersonId,
    /// Their badge.
    pub badge: String,
    /// The approval.
    pub approval: Option<Digest>,
    /// For whom.
    pub recipient: String,
    /// Need to know, or legal basis.
    pub basis: String,
    /// Conditions.
    pub conditions: Vec<String>,
    /// Whether it may be passed on.
    pub onward: Option<String>,
    /// Until when.
    pub expires: String,
    /// Whether that has passed.
    pub expired: bool,
    /// Whether something outside of the bundle says that it is the right program: a fingerprint, a program file, the
    /// administrator, or the opener's own authorization.
    pub anchored: bool,
    /// Whether it was opened with what the manifest says that it is sealed to: `recipient`, `another` (whoever could open it has
    /// sealed it anew), or of a packet `authority`.
    pub sealed_to: &'static str,
    /// The entry under which it was made: log and sequence of the intent.
    pub intent: String,
    /// Of a release: that it was made once is not shown by it, and what to ask for.
    pub once: Option<&'static str>,
    /// Of the approval: `proven` (witnesses have seen that the book accepted it), `unwitnessed` (too few of those that count),
    /// `unanchored`, `signed` (signed, but acceptance not proven), `recorded` (by word), `none` (nothing is approved yet).
    pub acceptance: &'static str,
    /// Whose cosignatures count: `named` by whoever opens it, or `floor`: those that the Commander's floor names.
    pub witnesses: &'static str,
    /// Where the book accepted it.
    pub accepted: Option<AcceptedLine>,
    /// Its files.
    pub files: Vec<BundleLine>,
    /// SHA-256 of the sealed bundle, which a receipt names.
    pub sha256: Digest,
    /// Where it was unpacked.
    pub directory: String,
}

/// `frs share receipt`.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptRecorded {
    /// Which program.
    pub program: ProgramLine,
    /// The case.
    pub case: String,
    /// The approval by which it was released.
    pub paper: Digest,
    /// The release's entry: log and sequence.
    pub release: String,
    /// When they acknowledged it.
    pub at: String,
    /// Whether the digest of what they hold was compared.
    pub compared: bool,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// One thing that was handed over, or is asked for.
#[derive(Debug, Clone, Serialize)]
pub struct HandedLine {
    /// The outcome.
    pub at: Place,
    /// When.
    pub time: String,
    /// `share`, `request`, `release`.
    pub what: &'static str,
    /// How many items.
    pub items: u64,
    /// To whom, as the book has it.
    pub recipient: String,
    /// Of a share `signed`, `recorded, not signed`, `recorded, signed since`; of a request `waits for the decision`, `refused`,
    /// `approved, not released`, `approved, expired`, `expired`, `released`; of a release `no receipt yet`, `received`.
    pub state: &'static str,
    /// The approval, or the paper that is to be signed.
    pub paper: Option<Digest>,
    /// Until when it may be used or released.
    pub until: Option<String>,
    /// Whether that has passed.
    pub ended: bool,
    /// Until when its signature is due.
    pub due: Option<String>,
    /// Whether that has passed.
    pub overdue: bool,
    /// What keeps whoever approved by word from signing now.
    pub hindrance: Option<String>,
}

/// `frs share status`.
#[derive(Debug, Clone, Serialize)]
pub struct HandedOver {
    /// Which program.
    pub program: ProgramLine,
    /// The case.
    pub case: String,
    /// In the order of the book.
    pub lines: Vec<HandedLine>,
    /// The draft that was made again.
    pub to_sign: Option<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(
    ShareMade = "frs.share/1",
    ReleaseRequested = "frs.share-request/1",
    Released = "frs.release/1",
    BundleOpened = "frs.share-opened/1",
    ReceiptRecorded = "frs.share-receipt/1",
    HandedOver = "frs.share-status/1",
);
