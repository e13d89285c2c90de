//! Legal hold: what must not be removed, whatever orders say.

use jiff::Timestamp;

use super::{OfKind, PaperReadError, carried, expunge_order::targets, form::form};
use crate::{
    seal::Paper,
    vocabulary::{ReferenceId, SubjectId},
};

form!(
    "hold",
    "Holds people, images or cases: neither an expunge order nor retention removes them. The Commander or a designee \
     signs it.",
    [
        Any "subject" Code "Ids of people in the repository",
        Any "reference" Code "Ids of single images",
        Any "case" Code "Case numbers",
        Once "authority" Words "What asks for it: court and number, letter of the prosecutor",
        Maybe "until" Until "Until when; without an end it holds until a hold-release is accepted",
    ]
);

/// A legal hold as a paper.
#[derive(Debug, Clone)]
pub struct HoldPaper {
    /// People.
    pub subjects: Vec<SubjectId>,
    /// Single images.
    pub references: Vec<ReferenceId>,
    /// Cases.
    pub cases: Vec<String>,
    /// What asks for it.
    pub authority: String,
    /// Until when.
    pub until: Option<Timestamp>,
    paper: Paper,
}

impl HoldPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let hold = Self {
            subjects: body.all_as("subject")?,
            references: body.all_as("reference")?,
            cases: body.all_as("case")?,
            authority: body.required("authority")?.to_owned(),
            until: body.get_as("until")?,
            paper,
        };
        if targets(&hold.subjects, &hold.references, &hold.cases).is_empty() {
            let wanted = "at least one of subject, reference, case";
            return Err(PaperReadError::Value { key: "subject", found: String::new(), wanted });
        }
        Ok(hold)
    }
}

impl OfKind for HoldPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        let until = self.until.map_or("until a hold-release is accepted".to_owned(), |end| format!("until {end}"));
        let mut words = vec![("Holds".to_owned(), format!("nothing of the following is removed, {until}"))];
        words.extend(targets(&self.subjects, &self.references, &self.cases));
        words.push(("Authority".to_owned(), self.authority.clone()));
        words
    }
}
