//! The lead investigator approves an internal share (2-110-4-D-6).

use super::{OfKind, PaperReadError, approval::Approval, carried, form::form};
use crate::seal::Paper;

form!(
    "share-approval",
    "Approves that these items are shared inside the Department. The lead investigator of the case signs it.",
    [
        Once "case" Code "Case number",
        Many "item" Code "What is shared, one each: kind and SHA-256 (\"report 5f3c…\")",
        Once "recipient" Words "To whom: name, badge, unit",
        Maybe "recipient-key" Code "Their public key for receiving (age1…), where it is encrypted",
        Any "condition" Words "Conditions",
        Once "basis" Words "Their need to know",
        Once "expires" Until "Until when it may be shared",
    ]
);

/// The approval of an internal share as a paper.
#[derive(Debug, Clone)]
pub struct ShareApprovalPaper {
    /// What is approved.
    pub approval: Approval,
    paper: Paper,
}

impl ShareApprovalPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        Ok(Self { approval: Approval::read(paper.body())?, paper })
    }
}

impl OfKind for ShareApprovalPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        let mut words =
            vec![("Approves".to_owned(), "an internal share of exactly these items (2-110-4-D-6)".to_owned())];
        words.extend(self.approval.words());
        words
    }
}
