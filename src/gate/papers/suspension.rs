//! Loss of access (2-110-4-E).

use super::{super::founding::once, OfKind, PaperReadError, carried};
use crate::{
    seal::{Body, Paper, Schema},
    vocabulary::{PersonId, ProgramId},
};

pub(super) static SCHEMA: Schema = Schema {
    kind: "suspension",
    version: 1,
    founds: false,
    fields: &[once("person"), once("number"), once("paragraph"), once("reason")],
};

/// A suspension as a paper; it takes effect at the moment of its acceptance.
#[derive(Debug, Clone)]
pub struct SuspensionPaper {
    /// Whose access ends.
    pub person: PersonId,
    /// Its number; suspensions are numbered without gaps.
    pub number: u64,
    /// Why.
    pub reason: String,
    paper: Paper,
}

impl SuspensionPaper {
    /// Drafts a suspension.
    ///
    /// # Errors
    /// Where a value cannot stand in a paper.
    pub fn draft(program: ProgramId, person: PersonId, number: u64, reason: &str) -> Result<Self, PaperReadError> {
        let draft = Body::new(&SCHEMA, Some(program))
            .field("person", person)
            .field("number", number)
            .field("paragraph", "2-110-4-E")
            .field("reason", reason.trim());
        Self::read(Paper::new(draft.build()?)?)
    }

    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let paragraph = body.required("paragraph")?;
        if paragraph != "2-110-4-E" {
            return Err(PaperReadError::Value { key: "paragraph", found: paragraph.into(), wanted: "2-110-4-E" });
        }
        Ok(Self {
            person: body.required_as("person")?,
            number: body.required_as("number")?,
            reason: body.required("reason")?.to_owned(),
            paper,
        })
    }

    /// The paper.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }
}

impl OfKind for SuspensionPaper {
    carried!();

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn words(&self) -> Vec<(String, String)> {
        vec![
            ("Suspends".to_owned(), format!("{}: all access ends when this is accepted (2-110-4-E)", self.person)),
            ("Number".to_owned(), self.number.to_string()),
            ("Reason".to_owned(), self.reason.clone()),
        ]
    }
}
