//! A discovery file: collected, and made again.

use serde::Serialize;

use super::{CosignedBy, EntryReference, ProgramLine};
use crate::vocabulary::{Digest, SearchId};

/// One file, as the book names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiscoveryFile {
    /// `discovery`, `discovery-templates`, `discovery-probe`, `discovery-picture`, `discovery-proof`.
    pub kind: String,
    /// Its name in the directory.
    pub name: String,
    /// SHA-256.
    pub sha256: Digest,
    /// Size.
    pub bytes: u64,
}

/// `frs share discovery`.
#[derive(Debug, Clone, Serialize)]
pub struct DiscoveryCollected {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// The directory.
    pub directory: String,
    /// What was written.
    pub files: Vec<DiscoveryFile>,
    /// Whether a witness has seen the search's entry, so that the proof is among the files.
    pub witnessed: bool,
    /// What no recomputation shows.
    pub complete: &'static str,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// One candidate's score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecomputedLine {
    /// Place in the list.
    pub rank: u32,
    /// The score in the list.
    pub recorded: f32,
    /// The score, made again; `null` where a template is not there.
    pub made: Option<f32>,
    /// `equal`, `differs`, `not-made`.
    pub state: &'static str,
}

/// `frs share recompute`.
#[derive(Debug, Clone, Serialize)]
pub struct Recomputed {
    /// The program that the file names; nothing here proves that it is theirs.
    pub program: ProgramLine,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// What a score is not.
    pub score_notice: &'static str,
    /// The search.
    pub search: SearchId,
    /// SHA-256 of the embedder's weights.
    pub model: Digest,
    /// `equal`, `in-part` (something could not be made again), `differs`.
    pub verdict: &'static str,
    /// The probe's template: `equal`, `other-model`, `not-made`, `differs`.
    pub probe: &'static str,
    /// The same in words.
    pub says: String,
    /// Every candidate of the list.
    pub candidates: Vec<RecomputedLine>,
    /// What differs.
    pub findings: Vec<String>,
    /// Whether the list is the one in the book, as the proof beside it says: `proven`, `unwitnessed`, `unanchored`, or `none`
    /// where there is no proof of the search.
    pub proof: &'static str,
    /// Which witnesses have seen it.
    pub cosigned: Vec<CosignedBy>,
    /// Proofs of the search among the files, for `frs audit check-proof`.
    pub proofs: Vec<String>,
    /// From where the floor of the day of the search is known: `papers` (the Commander's, beside it) or `claimed` (the file alone).
    pub floor: &'static str,
    /// What was made again here, or held against something that is signed.
    pub checked: Vec<String>,
    /// What the files only say.
    pub claimed: Vec<String>,
    /// What no recomputation shows.
    pub complete: &'static str,
}

schemas!(DiscoveryCollected = "frs.discovery-collected/1", Recomputed = "frs.recompute/1");
