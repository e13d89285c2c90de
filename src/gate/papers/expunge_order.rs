//! What is to be removed for good (docs/repository.md#removing-for-good): two persons order it, a third carries it out.

use jiff::civil::Date;

use super::{OfKind, PaperReadError, carried, form::form};
use crate::{
    seal::Paper,
    vocabulary::{Digest, PurposeId, ReferenceId, SubjectId},
};

form!(
    "expunge-order",
    "Orders what is removed for good. Two persons sign it: the Commander or a designee, and another authorized person; \
     a third carries it out.",
    [
        Any "subject" Code "Ids of people in the repository",
        Any "reference" Code "Ids of single images",
        Any "case" Code "Case numbers: their probes and searches",
        Any "purpose" Code "Ids of purposes: their probes and searches",
        Maybe "due-before" Day "Everything whose retention ended before this day",
        Once "authority" Words "What orders it: court and number, statute, policy",
        Once "reason" Words "Why",
        Maybe "hold-release" Code "SHA-256 of the accepted paper that released a legal hold on it",
    ]
);

/// An expunge order as a paper.
#[derive(Debug, Clone)]
pub struct ExpungeOrderPaper {
    /// People.
    pub subjects: Vec<SubjectId>,
    /// Single images.
    pub references: Vec<ReferenceId>,
    /// Cases.
    pub cases: Vec<String>,
    /// Purposes.
    pub purposes: Vec<PurposeId>,
    /// Everything that was due before this day.
    pub due_before: Option<Date>,
    /// What orders it.
    pub authority: String,
    /// Why.
    pub reason: String,
    /// The paper that released a hold.
    pub hold_release: Option<Digest>,
    paper: Paper,
}

impl ExpungeOrderPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let order = Self {
            subjects: body.all_as("subject")?,
            references: body.all_as("reference")?,
            cases: body.all_as("case")?,
            purposes: body.all_as("purpose")?,
            due_before: body.get_as("due-before")?,
            authority: body.required("authority")?.to_owned(),
            reason: body.required("reason")?.to_owned(),
            hold_release: body.get_as("hold-release")?,
            paper,
        };
        if targets(&order.subjects, &order.references, &order.cases).is_empty()
            && order.purposes.is_empty()
            && order.due_before.is_none()
        {
            let wanted = "at least one of subject, reference, case, purpose, due-before";
            return Err(PaperReadError::Value { key: "subject", found: String::new(), wanted });
        }
        Ok(order)
    }
}

/// People, images and cases, a line each.
pub(super) fn targets(subjects: &[SubjectId], references: &[ReferenceId], cases: &[String]) -> Vec<(String, String)> {
    let subjects = subjects.iter().map(|id| ("Person".to_owned(), id.to_string()));
    let references = references.iter().map(|id| ("Image".to_owned(), id.to_string()));
    let cases = cases.iter().map(|case| ("Case".to_owned(), case.clone()));
    subjects.chain(references).chain(cases).collect()
}

impl OfKind for ExpungeOrderPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        let what = "images, templates and records are removed for good; the book keeps that it was done";
        let mut words = vec![("Orders".to_owned(), what.to_owned())];
        words.extend(targets(&self.subjects, &self.references, &self.cases));
        words.extend(self.purposes.iter().map(|id| ("Purpose".to_owned(), id.to_string())));
        words.extend(self.due_before.map(|day| ("Due before".to_owned(), day.to_string())));
        words.push(("Authority".to_owned(), self.authority.clone()));
        words.push(("Reason".to_owned(), self.reason.clone()));
        words.extend(self.hold_release.map(|digest| ("Hold released by".to_owned(), digest.to_string())));
        words
    }
}
