//! What the outcomes of `verify-…` say: written and read in one form (docs/formats.md). The audit reports read the same
//! fields, with tolerance.

use serde::{Deserialize, Serialize};

use super::form::Comparison;
use crate::vocabulary::{Digest, Disposition, ReferenceId, SearchId};

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
    pub files: Vec<(String, Digest)>,
    pub warnings: Vec<String>,
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
