//! What the gate knows of a candidate list when somebody works on it (2-110-4-D-4, 4-D-5).

use crate::vocabulary::PurposeKind;

/// What is to be done about one list, and by whom.
#[derive(Debug, Clone, Default)]
pub struct VerificationFacts {
    /// The kind of purpose that the search was made for; `None` where its statement was expunged.
    pub kind: Option<PurposeKind>,
    /// Its case.
    pub case: Option<String>,
    /// How many candidates the list holds.
    pub candidates: u32,
    /// How many of them have no disposition.
    pub open: u32,
    /// The candidate that the command names, by its place in the list.
    pub candidate: Option<u32>,
    /// Whether this person has opened the two images that they record something of.
    pub looked: bool,
    /// What the form lacks, in an officer's words; `None` where none was filled in yet.
    pub missing: Option<Vec<String>>,
}

impl VerificationFacts {
    /// Whether the candidate that the command names is on the list.
    pub fn names_a_candidate(&self) -> bool {
        self.candidate.is_some_and(|rank| (1..=self.candidates).contains(&rank))
    }
}
