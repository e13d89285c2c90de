//! Who may act for the Commander, and until when (2-110-3-A, 4-B).

use jiff::Timestamp;

use super::{OfKind, PaperReadError, carried, form::form, in_order};
use crate::{seal::Paper, vocabulary::PersonId};

form!(
    "designation",
    "Names a designee: they may authorize, suspend and reinstate until it ends. The Commander signs it.",
    [
        Once "person" Code "Person id of the designee; they hold an authorization already",
        Once "title" Words "Their rank and office",
        Once "not-before" From "From when (a day, or an instant such as 2026-12-31T12:00:00Z)",
        Once "not-after" Until "Until when; every designation ends",
        Once "suspensions-known" Code "Highest suspension number that the Commander knows (0 where there is none)",
    ]
);

/// A designation as a paper.
#[derive(Debug, Clone)]
pub struct DesignationPaper {
    /// The designee.
    pub person: PersonId,
    /// Their rank and office.
    pub title: String,
    /// From when it holds.
    pub not_before: Timestamp,
    /// Until when it holds.
    pub not_after: Timestamp,
    /// The highest suspension number that the Commander knew.
    pub suspensions_known: u64,
    paper: Paper,
}

impl DesignationPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let (not_before, not_after) = (body.required_as("not-before")?, body.required_as("not-after")?);
        in_order("not-after", not_before, not_after)?;
        Ok(Self {
            person: body.required_as("person")?,
            title: body.required("title")?.to_owned(),
            not_before,
            not_after,
            suspensions_known: body.required_as("suspensions-known")?,
            paper,
        })
    }
}

impl OfKind for DesignationPaper {
    carried!();

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn words(&self) -> Vec<(String, String)> {
        let may = format!("{}, {}: may authorize, suspend and reinstate for the Commander", self.person, self.title);
        vec![
            ("Designates".to_owned(), may),
            ("Holds".to_owned(), format!("from {} until {}", self.not_before, self.not_after)),
            ("Suspensions".to_owned(), format!("known up to number {}", self.suspensions_known)),
        ]
    }
}
