//! Corrections that were entered (docs/repository.md#correcting): a record stays as it was, and what was corrected
//! stands beside it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{book::Book, entry::Event, error::BookError, logs::Place};
use crate::{
    gate::{CorrectedField, CorrectionTarget},
    policy::OperationKind,
    vocabulary::Digest,
};

/// What the outcome of a correction says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The accepted paper, which says what it is to be and why.
    pub paper: Digest,
    /// The purpose or person.
    pub target: String,
    /// What of it.
    pub field: String,
    /// How many references changed with it.
    pub references: u64,
}

/// One correction of a record.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The entry.
    pub at: Place,
    /// When.
    pub time: Timestamp,
    /// What was corrected.
    pub field: CorrectedField,
    /// What it is to be.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// The bytes by which a correction's row names its target.
pub fn target_bytes(target: CorrectionTarget) -> [u8; 16] {
    match target {
        CorrectionTarget::Purpose(id) => id.0,
        CorrectionTarget::Subject(id) => id.0,
    }
}

impl Book {
    /// What was corrected of a purpose or person, oldest first; the last of a field counts.
    ///
    /// # Errors
    /// Where an entry cannot be read, or is no correction of it.
    pub fn corrections_of(&self, target: [u8; 16]) -> Result<Vec<Correction>, BookError> {
        let mut found = Vec::new();
        for (log, sequence) in self.store.rows().corrections_of(&target)? {
            let wrong =
                || BookError::Tampered(format!("entry {sequence} is not the correction that the list has there"));
            let (leaf, openings) = self.entry(log, sequence)?;
            let of_correction = leaf.content.event == Event::Outcome.as_str()
                && leaf.content.operation == OperationKind::RepositoryCorrect.as_str();
            let record = openings.get("record").filter(|_| of_correction).ok_or_else(wrong)?;
            let told: Corrected = serde_json::from_str(record).map_err(|_| wrong())?;
            let accepted = self.standing.kept().correction(told.paper).ok_or_else(wrong)?;
            if target_bytes(accepted.paper.target) != target {
                return Err(wrong());
            }
            let paper = &accepted.paper;
            let (value, reason) = (paper.value.clone(), paper.reason.clone());
            found.push(Correction { at: (log, sequence), time: leaf.content.time, field: paper.field, value, reason });
        }
        Ok(found)
    }

    /// How many corrections of it are listed.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn corrections_listed(&self, target: CorrectionTarget) -> Result<usize, BookError> {
        Ok(self.store.rows().corrections_of(&target_bytes(target))?.len())
    }

    /// Whether an accepted correction was entered.
    ///
    /// # Errors
    /// Where an entry cannot be read.
    pub fn is_corrected(&self, paper: Digest) -> Result<bool, BookError> {
        let Some(accepted) = self.standing.kept().correction(paper) else { return Ok(false) };
        for (log, sequence) in self.store.rows().corrections_of(&target_bytes(accepted.paper.target))? {
            let (_, openings) = self.entry(log, sequence)?;
            let told: Option<Corrected> = openings.get("record").and_then(|text| serde_json::from_str(text).ok());
            if told.is_some_and(|told| told.paper == paper) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a person is in the repository; asked before the gate judges a correction.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn has_subject(&self, id: crate::vocabulary::SubjectId) -> Result<bool, BookError> {
        Ok(self.store.rows().subject_label(id)?.is_some())
    }
}
