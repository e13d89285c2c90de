//! A witness's clock was wrong (docs/threat-model.md#time).

use super::{OfKind, PaperReadError, carried, form::form};
use crate::{seal::Paper, vocabulary::Digest};

form!(
    "time",
    "Takes back the time of a witness's answer whose clock was wrong, so that the gate does not live in the future. The \
     Commander signs it.",
    [
        Once "void-answer" Code "SHA-256 of the answer, as `frs paper accept` printed it",
        Once "reason" Words "What was wrong with the clock, and how it was found",
    ]
);

/// A corrected time as a paper.
#[derive(Debug, Clone)]
pub struct TimePaper {
    /// The answer whose time does not count.
    pub void_answer: Digest,
    /// Why.
    pub reason: String,
    paper: Paper,
}

impl TimePaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let (void_answer, reason) = (body.required_as("void-answer")?, body.required("reason")?.to_owned());
        Ok(Self { void_answer, reason, paper })
    }
}

impl OfKind for TimePaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        let void = format!("the time in the witness's answer {}; the heads that it saw stay seen", self.void_answer);
        vec![("Takes back".to_owned(), void), ("Reason".to_owned(), self.reason.clone())]
    }
}
