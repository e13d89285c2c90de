//! What the gate knows of a candidate list when somebody works on it (2-110-4-D-4, 4-D-5).

use crate::vocabulary::{PurposeKind, VerificationResult};

/// What is to be done about one list, and by whom.
#[derive(Debug, Clone, Default)]
pub struct VerificationFacts {
    /// The kind of purpose that the search was made for; `None` where its statement was expunged.
    pub kind: Option<PurposeKind>,
    /// Its case.
    pub case: Option<String>,
    /// Whether this person made the search.
    pub own: bool,
    /// Whether whoever made the search acts no more, so that another examiner may close its list.
    pub orphaned: bool,
    /// The entry that closed the list without a verification; `None` while it is not closed.
    pub closed: Option<String>,
    /// Whether something of the list is open: records, a review, or what becomes of a candidate who is kept.
    pub unsettled: bool,
    /// Whether a lead report or a preliminary sheet of the list was made, or one of its candidates was recorded as confirmed: somebody may act on it.
    pub concluded: bool,
    /// Whether a blind review was begun, or is owed for a preliminary sheet, and its last item is not recorded.
    pub review_owed: bool,
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
    /// Whether this person is to review the list blind and has not finished, or is a reviewer of nothing else here.
    pub blind: bool,
    /// Whether the packet for the blind review was made.
    pub packet: bool,
    /// Why the reviewer who is named, or who asks, is none; `None` where they are.
    pub unfit: Option<String>,
    /// Whether the two examiners differ on the candidate, and nobody has resolved it.
    pub conflict: bool,
    /// Whether this person is one of those between whom a difference on the candidate is: they made the search or the first record,
    /// or their own record says another thing.
    pub between: bool,
    /// Whether a record of theirs says what they make of the candidate.
    pub has_record: bool,
    /// Whether the resolution is one of a third examiner; `None` where none was filled in yet.
    pub third: Option<bool>,
    /// Whether the candidate is kept.
    pub kept: bool,
    /// The sources on record and the outcome that is to be recorded.
    pub sources: SourceFacts,
    /// How the blind review stands; needed for `verify-sheet` and `verify-close`.
    pub review: ReviewFacts,
    /// Whether the sheet that is asked for is to be marked PRELIMINARY.
    pub preliminary: bool,
}

/// How the blind review of a list stands (2-110-4-D-4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ReviewFacts {
    /// The floor asks for none, and none was begun.
    NotAsked,
    /// It was not begun, or its reviewer has not finished.
    #[default]
    Due,
    /// It is done, and every difference was resolved.
    Done,
    /// Differences that nobody has resolved.
    Conflict(Vec<u32>),
}

/// What independent sources say of one candidate (2-110-4-D-5).
#[derive(Debug, Clone, Default)]
pub struct SourceFacts {
    /// The outcome that is to be recorded.
    pub result: Option<VerificationResult>,
    /// Sources that speak for it and could confirm.
    pub confirming: u32,
    /// Sources that speak against it.
    pub contradicting: u32,
    /// Checks that could have spoken against it.
    pub exculpatory: u32,
    /// Whether it is said why what speaks against it does not count.
    pub despite: bool,
}

impl VerificationFacts {
    /// Whether the candidate that the command names is on the list.
    pub fn names_a_candidate(&self) -> bool {
        self.candidate.is_some_and(|rank| (1..=self.candidates).contains(&rank))
    }
}
