//! A mistake is corrected by an entry of its own, never by editing (docs/repository.md#correcting).

use std::{fmt, str::FromStr};

use super::{OfKind, PaperReadError, carried, form::form};
use crate::{
    seal::Paper,
    vocabulary::{IdError, PurposeId, SubjectId, word_enum},
};

form!(
    "correction",
    "Corrects a case number, a lead, a label or a doubled person. Whoever proposes it signs it; where it is about a \
     person in the repository, a second authorized person signs too.",
    [
        Once "target" Code "Id of the purpose (purpose-…) or of the person in the repository (subject-…)",
        Once "field" Code "For a purpose: case, lead-investigator or lead-badge; for a person: label or merge-into",
        Once "value" Words "What it is to be; for merge-into the id of the person who stays",
        Once "reason" Words "What was wrong, and how it was found",
    ]
);

word_enum!(
    /// What a correction changes.
    CorrectedField {
        /// The case number of a purpose.
        Case = "case",
        /// The lead investigator of a purpose.
        LeadInvestigator = "lead-investigator",
        /// Their badge: whose approval counts.
        LeadBadge = "lead-badge",
        /// The label of a person in the repository.
        Label = "label",
        /// A person is another one, who stays.
        MergeInto = "merge-into",
    }
);

/// What a correction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionTarget {
    /// A stated purpose.
    Purpose(PurposeId),
    /// A person in the repository.
    Subject(SubjectId),
}

impl fmt::Display for CorrectionTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Purpose(id) => id.fmt(f),
            Self::Subject(id) => id.fmt(f),
        }
    }
}

impl FromStr for CorrectionTarget {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.starts_with(SubjectId::PREFIX) {
            text.parse().map(Self::Subject)
        } else {
            text.parse().map(Self::Purpose)
        }
    }
}

/// A correction as a paper.
#[derive(Debug, Clone)]
pub struct CorrectionPaper {
    /// What it is about.
    pub target: CorrectionTarget,
    /// What it changes.
    pub field: CorrectedField,
    /// What it is to be.
    pub value: String,
    /// Why.
    pub reason: String,
    paper: Paper,
}

impl CorrectionPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        use {CorrectedField as F, CorrectionTarget as T};
        let body = paper.body();
        let (target, field) = (body.required_as("target")?, body.required_as("field")?);
        let value = body.required("value")?.to_owned();
        let wrong = |key, found: String, wanted| Err(PaperReadError::Value { key, found, wanted });
        match (target, field) {
            (T::Purpose(_), F::Case | F::LeadInvestigator | F::LeadBadge) | (T::Subject(_), F::Label) => {}
            (T::Subject(own), F::MergeInto) => match value.parse::<SubjectId>() {
                Ok(other) if other != own => {}
                _ => return wrong("value", value, "the id of another person in the repository (subject-…)"),
            },
            (T::Purpose(_), _) => {
                return wrong("field", field.to_string(), "case, lead-investigator or lead-badge, for a purpose");
            }
            (T::Subject(_), _) => return wrong("field", field.to_string(), "label or merge-into, for a person"),
        }
        Ok(Self { target, field, value, reason: body.required("reason")?.to_owned(), paper })
    }

    /// Whether it takes two persons: whatever changes what a search shows.
    pub fn needs_two(&self) -> bool {
        matches!(self.target, CorrectionTarget::Subject(_))
    }
}

impl OfKind for CorrectionPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        vec![
            ("Corrects".to_owned(), format!("the {} of {}", self.field, self.target)),
            ("It is to be".to_owned(), self.value.clone()),
            ("Reason".to_owned(), self.reason.clone()),
        ]
    }
}
