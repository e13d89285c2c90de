//! A search that was made again.

use serde::Serialize;

use super::{EntryReference, ProgramLine};
use crate::vocabulary::{Digest, SearchId};

/// One candidate of the recorded list. Neither person nor score is shown again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplayLine {
    /// Place in the list.
    pub rank: u32,
    /// `equal`; `changed`, where later entries account for it; `expunged`; `differs` or `missing`, where none does.
    pub state: &'static str,
}

/// `frs search --replay`.
#[derive(Debug, Clone, Serialize)]
pub struct Replayed {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// Its outcome's entry.
    pub searched: String,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// `identical`; `accounted-for`, where later entries account for every difference; `other-model` and `other-software`, where
    /// the probe could not be measured anew as it was; `differs`, where nothing accounts for a difference.
    pub verdict: &'static str,
    /// The probe's template, made anew from its image: `equal`, `other-model`, `other-software`, `differs`.
    pub probe: &'static str,
    /// The gallery's root of that day: `equal`, or `not-made-again`.
    pub gallery: &'static str,
    /// Every candidate of the recorded list.
    pub candidates: Vec<ReplayLine>,
    /// SHA-256 of the list, as recorded.
    pub list_digest: Digest,
    /// SHA-256 of the list, made again; `null` where not all of it could be.
    pub again: Option<Digest>,
    /// What nothing in the book accounts for.
    pub findings: Vec<String>,
    /// What entries since account for.
    pub accounted: Vec<String>,
    /// What could not be held against anything.
    pub unchecked: Vec<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(Replayed = "frs.replay/1");
