//! Access again after a suspension (2-110-4-E).

use super::{OfKind, PaperReadError, carried, form::form};
use crate::{seal::Paper, vocabulary::PersonId};

form!(
    "reinstatement",
    "Ends a suspension. The Commander or a designee signs it, never the person themself.",
    [
        Once "person" Code "Person id of whoever gets access again",
        Once "suspension" Code "Number of the suspension that it ends",
        Once "number" Code "Its own number: one more than the last suspension or reinstatement",
        Once "reason" Words "Why access is given back",
    ]
);

/// A reinstatement as a paper.
#[derive(Debug, Clone)]
pub struct ReinstatementPaper {
    /// Who gets access again.
    pub person: PersonId,
    /// The number of the suspension that it ends.
    pub suspension: u64,
    /// Its own number, in the same gapless count.
    pub number: u64,
    /// Why.
    pub reason: String,
    paper: Paper,
}

impl ReinstatementPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        Ok(Self {
            person: body.required_as("person")?,
            suspension: body.required_as("suspension")?,
            number: body.required_as("number")?,
            reason: body.required("reason")?.to_owned(),
            paper,
        })
    }
}

impl OfKind for ReinstatementPaper {
    carried!();

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn words(&self) -> Vec<(String, String)> {
        let ends = format!("{}: suspension {} ends when this is accepted (2-110-4-E)", self.person, self.suspension);
        vec![
            ("Reinstates".to_owned(), ends),
            ("Number".to_owned(), self.number.to_string()),
            ("Reason".to_owned(), self.reason.clone()),
        ]
    }
}
