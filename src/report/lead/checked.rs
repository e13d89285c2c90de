//! A lead report held against the proof of its entry, by somebody who has no repository.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    report::{CosignedBy, ProgramLine},
    vocabulary::{Digest, PersonId, PurposeId, SearchId},
};

/// A file that the entry names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckedFile {
    /// As given; of one that was not given, the name that the entry says.
    pub file: String,
    /// Its kind.
    pub kind: String,
    /// SHA-256.
    pub sha256: Digest,
}

/// `frs audit check-report`.
#[derive(Debug, Clone, Serialize)]
pub struct ReportChecked {
    /// `proven`, `unwitnessed` or `unanchored`.
    pub verdict: &'static str,
    /// Which program, as the proof says.
    pub program: ProgramLine,
    /// The search that it reports on.
    pub search: SearchId,
    /// Whether it is marked PRELIMINARY.
    pub preliminary: bool,
    /// How many candidates are redacted.
    pub redacted: Option<u64>,
    /// The files that were given: each is as it was when the entry was written.
    pub files: Vec<CheckedFile>,
    /// Files that the entry names and that were not given.
    pub not_given: Vec<CheckedFile>,
    /// Which log.
    pub log: u64,
    /// Which entry.
    pub index: u64,
    /// How many entries the log had.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// The leaf's hash.
    pub leaf: Digest,
    /// When the entry was written.
    pub time: Timestamp,
    /// Who signed it.
    pub signer: PersonId,
    /// Its purpose.
    pub purpose: Option<PurposeId>,
    /// Who cosigned the checkpoint, of the witnesses that were named.
    pub cosigned: Vec<CosignedBy>,
}

schemas!(ReportChecked = "frs.report-checked/1");
