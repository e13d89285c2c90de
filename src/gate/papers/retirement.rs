//! The end of a key that nobody is to use any more: no reproach, and no suspension.

use super::{OfKind, PaperReadError, carried, form::form};
use crate::{seal::Paper, vocabulary::PersonId};

form!(
    "retirement",
    "Retires a key: a passphrase was forgotten, or somebody left. What it signed stays verifiable. The Commander or a \
     designee signs it.",
    [
        Once "person" Code "Person id of the key that ends",
        Once "reason" Words "Why: passphrase forgotten, left the department, …",
        Maybe "replaced-by" Code "Person id of the same person's new key, where there is one",
    ]
);

/// A retirement as a paper.
#[derive(Debug, Clone)]
pub struct RetirementPaper {
    /// Whose key ends.
    pub person: PersonId,
    /// Why.
    pub reason: String,
    /// The same person under their new key.
    pub replaced_by: Option<PersonId>,
    paper: Paper,
}

impl RetirementPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let (person, replaced_by): (PersonId, _) = (body.required_as("person")?, body.get_as("replaced-by")?);
        if replaced_by == Some(person) {
            let found = person.to_string();
            return Err(PaperReadError::Value { key: "replaced-by", found, wanted: "the id of another key" });
        }
        Ok(Self { person, reason: body.required("reason")?.to_owned(), replaced_by, paper })
    }
}

impl OfKind for RetirementPaper {
    carried!();

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn words(&self) -> Vec<(String, String)> {
        let ends = format!("the key of {}: it signs nothing and opens nothing from then on", self.person);
        let mut words = vec![("Retires".to_owned(), ends), ("Reason".to_owned(), self.reason.clone())];
        words.extend(self.replaced_by.map(|new| ("Replaced by".to_owned(), new.to_string())));
        words
    }
}
