//! What the gate knows when something is to be handed to somebody (2-110-4-C, 4-D-6).

use jiff::Timestamp;

use crate::vocabulary::{Digest, PurposeKind, SearchId};

/// What is to be shared or released, to whom, and who approved it.
#[derive(Debug, Clone, Default)]
pub struct ShareFacts {
    /// What is handed over.
    pub items: Vec<SharedItem>,
    /// What the form lacks, in an officer's words; `None` where an accepted paper says all of it.
    pub missing: Option<Vec<String>>,
    /// Until when the recipient may use it.
    pub until: Option<Timestamp>,
    /// Why the release authority who is asked cannot decide; `None` where they can.
    pub unfit: Option<String>,
    /// What a recipient acknowledged.
    pub receipt: Option<ReceiptFacts>,
    /// The approval.
    pub approval: ApprovalFacts,
    /// Who may approve, by office and badge.
    pub approvers: Vec<String>,
}

/// A receipt, held against the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptFacts {
    /// Whether something was released by the approval that is named, in the case of the purpose.
    pub released: bool,
    /// Whether the file that the recipient holds, where they said, is the one that left.
    pub same: bool,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedItem {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// What the book of this case says that it is; `None` where it holds no such file.
    pub kind: Option<String>,
    /// The search that it was made from, and the candidate that it shows where it shows one.
    pub about: Option<(SearchId, Option<u32>)>,
    /// Whom of the list it shows; `None` where its entry does not say.
    pub shows: Option<Vec<ShownCandidate>>,
    /// The kind of purpose under which it was made; `None` where that statement was expunged.
    pub made_for: Option<PurposeKind>,
    /// The newest entry about the candidates of its search that it cannot tell of, being older.
    pub overtaken: Option<String>,
    /// The entry that closed the list of its search without a verification, where one did.
    pub closed: Option<String>,
}

/// A candidate whom a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownCandidate {
    /// Their place in the list.
    pub rank: u32,
    /// Whether they are kept now: neither excluded nor eliminated, and recorded.
    pub kept: bool,
}

/// Who approved it, and whether that counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ApprovalFacts {
    /// Nobody is named.
    #[default]
    Missing,
    /// A digest of which the book holds no accepted approval.
    Unknown(Digest),
    /// Recorded by whoever shares: by word, not signed (2-110-4-D-6 alone).
    Recorded {
        /// Whether it is their own badge.
        own: bool,
        /// Whether it is the badge of the lead that the purpose names, or of the Commander or a designee in office.
        of_incident: bool,
    },
    /// An accepted paper.
    Signed(SignedApproval),
}

/// An accepted approval, held against what is to be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedApproval {
    /// Until when it may be used.
    pub expires: Timestamp,
    /// Whether it is a refusal.
    pub refused: bool,
    /// Whether the same items were refused to the same recipient after it was accepted.
    pub taken_back: bool,
    /// Whether it was asked for, with a packet that showed what would leave; asked of a release.
    pub requested: bool,
    /// Whether the recipient's key that is named is the one that it names.
    pub key_fits: bool,
    /// The entry by which it was used already; only a release is made once.
    pub used: Option<String>,
    /// Whether witnesses have seen its acceptance and the entries that account for the items; asked of a release.
    pub witnessed: bool,
    /// Whether it is for the case of the purpose.
    pub case_fits: bool,
    /// Items that it names and that are not there, and items that it does not name.
    pub differs: Vec<String>,
    /// Whether somebody else who signed it with effect may still give it: the same one is lead of the incident or in office, and
    /// neither suspended nor retired.
    pub acts: bool,
    /// Whether it is signed by the lead that the purpose names, or by somebody in office.
    pub of_incident: bool,
    /// Whether the person who hands over is the only one who signed it with effect.
    pub own: bool,
}
