//! Bulk enrollment, line by line.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{EntryReference, ProgramLine};
use crate::vocabulary::ReferenceId;

/// First line of a batch.
#[derive(Debug, Clone, Serialize)]
pub struct EnrollBegin {
    /// `begin`.
    pub event: &'static str,
    /// Which program.
    pub program: ProgramLine,
    /// How many images are offered.
    pub offered: u64,
}

/// Last line of a list that was only tried out.
#[derive(Debug, Clone, Serialize)]
pub struct EnrollRehearsed {
    /// `end`.
    pub event: &'static str,
    /// `true`.
    pub dry_run: bool,
    /// Images offered.
    pub offered: u64,
    /// Rows and files that an enrollment would look at.
    pub fit: u64,
    /// Rows and files that cannot be used.
    pub failed: u64,
}

/// What became of one image.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum EnrollResult {
    /// It is a reference now.
    Enrolled {
        /// Which.
        reference: ReferenceId,
        /// Past a warning limit: what and how far.
        warnings: Vec<String>,
    },
    /// Of a list that was only tried out: row and file can be used.
    Fit,
    /// The same file is enrolled already for the same subject.
    Duplicate {
        /// As which reference.
        reference: ReferenceId,
    },
    /// The same file is enrolled already for another subject: one of the two is wrong.
    OtherSubject {
        /// As which reference.
        reference: ReferenceId,
    },
    /// Somebody is sought by this very image: a probe is never enrolled.
    Probe,
    /// No face was found.
    NoFace,
    /// Several faces: which of them is the subject cannot be known, so none is enrolled.
    SeveralFaces {
        /// How many.
        faces: usize,
    },
    /// Below a refusing limit.
    Poor {
        /// What, how far, and what would mend it.
        why: Vec<String>,
    },
    /// Not an image that can be read.
    NotAnImage {
        /// Why not.
        why: String,
    },
    /// The row or file cannot be used.
    Unusable {
        /// Why not.
        why: String,
    },
}

impl EnrollResult {
    /// Whether the image is in the repository after this, or nothing stands against it.
    pub fn is_in(&self) -> bool {
        matches!(self, Self::Enrolled { .. } | Self::Duplicate { .. } | Self::Fit)
    }

    /// The result as one word or two.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Enrolled { .. } => "enrolled",
            Self::Fit => "fit",
            Self::Duplicate { .. } => "duplicate",
            Self::OtherSubject { .. } => "other subject",
            Self::Probe => "probe",
            Self::NoFace => "no face",
            Self::SeveralFaces { .. } => "several faces",
            Self::Poor { .. } => "poor",
            Self::NotAnImage { .. } => "not an image",
            Self::Unusable { .. } => "unusable",
        }
    }

    /// The rest, in words.
    pub fn why(&self) -> String {
        match self {
            Self::Enrolled { warnings, .. } => warnings.join("; "),
            Self::Fit => String::new(),
            Self::Duplicate { .. } => "the same file is enrolled already".into(),
            Self::OtherSubject { reference } => {
                format!(
                    "the same file is enrolled for another subject ({}): find out which is right",
                    reference.short()
                )
            }
            Self::Probe => {
                "somebody is sought by this very image, and a probe is never enrolled: it would find itself".into()
            }
            Self::NoFace => "no face was found".into(),
            Self::SeveralFaces { faces } => format!("{faces} faces: crop the photograph to the subject"),
            Self::Poor { why } => why.join("; "),
            Self::NotAnImage { why } | Self::Unusable { why } => why.clone(),
        }
    }
}

/// One image's line.
#[derive(Debug, Clone, Serialize)]
pub struct EnrollLine {
    /// `result`.
    pub event: &'static str,
    /// Row of the manifest.
    pub row: u64,
    /// The path as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What became of it.
    #[serde(flatten)]
    pub result: EnrollResult,
}

/// Last line of a batch.
#[derive(Debug, Clone, Serialize)]
pub struct EnrollEnd {
    /// `end`.
    pub event: &'static str,
    /// Images offered.
    pub offered: u64,
    /// Enrolled now.
    pub enrolled: u64,
    /// There already.
    pub duplicates: u64,
    /// Not in the repository.
    pub failed: u64,
    /// How many of these for which reason, as `result` names it.
    pub failures: BTreeMap<String, u64>,
    /// References in the repository now.
    pub references: u64,
    /// Where the book accounts for each batch.
    pub entries: Vec<EntryReference>,
}

schemas!(
    EnrollBegin = "frs.enroll/1",
    EnrollLine = "frs.enroll/1",
    EnrollEnd = "frs.enroll/1",
    EnrollRehearsed = "frs.enroll/1",
);
