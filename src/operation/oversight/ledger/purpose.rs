//! A purpose as it was stated, and as it was corrected since.

use jiff::Timestamp;

use crate::{
    gate::CorrectedField,
    report::Place,
    vocabulary::{PersonId, PurposeStatement},
};

/// A stated purpose.
#[derive(Debug)]
pub(in super::super) struct Purpose {
    pub at: Place,
    pub time: Timestamp,
    pub by: PersonId,
    /// `None` where the statement was expunged.
    pub statement: Option<PurposeStatement>,
    /// The case as corrected last, with the entries that correct something of it.
    pub corrected_case: Option<String>,
    pub corrected: Vec<(Place, String)>,
}

impl Purpose {
    /// The case that it belongs to: as corrected, else as stated.
    pub fn case(&self) -> Option<&str> {
        let stated = self.statement.as_ref()?.case();
        self.corrected_case.as_deref().or(stated)
    }

    /// Whether its case was corrected.
    pub fn is_moved(&self) -> bool {
        self.corrected.iter().any(|(_, field)| field == CorrectedField::Case.as_str())
    }

    /// Whether it belongs to a case, or was stated for it.
    pub fn is_of(&self, case: &str) -> bool {
        self.case() == Some(case) || self.statement.as_ref().and_then(PurposeStatement::case) == Some(case)
    }
}
