//! What the outcomes of `verify-…` say: written and read in one form (docs/formats.md). The audit reports read the same
//! fields, with tolerance.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    form::Comparison,
    papers::{Resolution, Source, Verified},
};
use crate::vocabulary::{ClosedBecause, Digest, Disposition, PersonId, ReferenceId, SearchId, VerificationResult};

/// Every one of them names its search.
#[derive(Debug, Deserialize)]
pub(super) struct OfSearch {
    pub search: SearchId,
}

/// `verify-open`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct OpenTold {
    pub search: SearchId,
    pub rank: u32,
    pub reference: ReferenceId,
    pub class: String,
    pub files: Vec<FileTold>,
    pub warnings: Vec<String>,
}

/// `verify-contact`. Its files have no kind: they show everybody on the list, and are handed to nobody.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ContactTold {
    pub search: SearchId,
    pub class: String,
    pub files: Vec<(String, Digest)>,
}

/// A file that a command wrote, as its outcome tells it: what can be shared is found by kind and SHA-256 (docs/share.md).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum FileTold {
    /// As it is written.
    Named { kind: String, name: String, sha256: Digest, bytes: u64 },
    /// As earlier builds wrote it: it cannot be shared.
    Pair(String, Digest),
}

/// `verify-record`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct RecordTold {
    pub search: SearchId,
    pub reference: ReferenceId,
    pub dispositions: Vec<DispositionTold>,
    pub comparison: Comparison,
}

/// What became of one candidate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct DispositionTold {
    pub rank: u32,
    pub disposition: Disposition,
}

/// `verify-packet`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PacketTold {
    pub search: SearchId,
    /// Who is to review.
    pub reviewer: PersonId,
    /// What the order was drawn from, 32 bytes in hexadecimal.
    pub seed: Digest,
    /// By item, A first: the place in the list.
    pub order: Vec<u32>,
}

/// `verify-review`: the packet opened, or one item recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ReviewTold {
    pub search: SearchId,
    /// The outcome that made the packet: log and sequence.
    pub packet: (u64, u64),
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<(String, Digest)>,
    /// With the last item: whether the two agree on every candidate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agrees: Option<bool>,
    /// With the last item: where they differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<u32>,
}

/// `verify-resolve`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ResolveTold {
    pub search: SearchId,
    /// The candidate; earlier builds named it in `dispositions` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// What stands from now on; empty while somebody's own entry is missing.
    pub dispositions: Vec<DispositionTold>,
    pub resolution: Resolution,
}

impl ResolveTold {
    /// Which candidate.
    pub fn rank(&self) -> Option<u32> {
        self.rank.or_else(|| self.dispositions.first().map(|one| one.rank))
    }
}

/// `verify-source`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SourceTold {
    pub search: SearchId,
    pub rank: u32,
    pub reference: ReferenceId,
    pub source: Source,
}

/// `verify-sheet`: what is needed of it here; what else stands in it, `sheet/` writes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SheetTold {
    pub search: SearchId,
    pub preliminary: bool,
    /// The time that stands on it.
    pub made: Timestamp,
}

/// `verify-outcome`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct OutcomeTold {
    pub search: SearchId,
    pub rank: u32,
    pub reference: ReferenceId,
    /// The kinds of the sources on record.
    pub source: String,
    pub result: VerificationResult,
    pub verified: Verified,
}

/// `verify-close`: of nobody on the list by name or place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CloseTold {
    pub search: SearchId,
    pub why: ClosedBecause,
    pub because: String,
    /// Candidates without a record.
    pub open: u32,
    /// Candidates that are kept and UNVERIFIED.
    pub unverified: u32,
}
