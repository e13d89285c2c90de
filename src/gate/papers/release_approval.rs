//! The release authority decides on a release to an outside entity (2-110-4-C).

use super::{OfKind, PaperReadError, approval::Approval, carried, form::form};
use crate::{seal::Paper, vocabulary::word_enum};

form!(
    "release-approval",
    "Approves or refuses that these items leave for an outside entity. The release authority signs it.",
    [
        Once "verdict" Code "approve or refuse",
        Once "case" Code "Case number",
        Many "item" Code "What is released, one each: kind and SHA-256 (\"report 5f3c…\")",
        Once "recipient" Words "To whom: agency, name, office",
        Maybe "recipient-key" Code "Their public key for receiving (age1…): the release is encrypted to it",
        Any "condition" Words "Conditions",
        Maybe "onward" Words "Whether the recipient may pass it on, and to whom",
        Once "basis" Words "Legal basis; where it is refused, why",
        Once "expires" Until "Until when it may be released",
    ]
);

word_enum!(
    /// What the release authority decided.
    ReleaseVerdict {
        /// It may leave.
        Approve = "approve",
        /// It may not.
        Refuse = "refuse",
    }
);

/// The decision on a release as a paper.
#[derive(Debug, Clone)]
pub struct ReleaseApprovalPaper {
    /// Whether it may leave.
    pub verdict: ReleaseVerdict,
    /// What it is about.
    pub approval: Approval,
    paper: Paper,
}

impl ReleaseApprovalPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        Ok(Self { verdict: body.required_as("verdict")?, approval: Approval::read(body)?, paper })
    }
}

impl OfKind for ReleaseApprovalPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        let what = match self.verdict {
            ReleaseVerdict::Approve => ("Approves", "that exactly these items leave for an outside entity (2-110-4-C)"),
            ReleaseVerdict::Refuse => ("REFUSES", "that these items leave for an outside entity (2-110-4-C)"),
        };
        let mut words = vec![(what.0.to_owned(), what.1.to_owned())];
        words.extend(self.approval.words());
        words
    }
}
