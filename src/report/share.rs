//! What was handed over: inside the Department, and outside of it.

use serde::Serialize;

use super::{EntryReference, Place, ProgramLine, Report};
use crate::vocabulary::Digest;

/// `frs share inside`.
#[derive(Debug, Clone, Serialize)]
pub struct ShareMade {
    /// Which program.
    pub program: ProgramLine,
    /// The case.
    pub case: String,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// To whom: badge and unit, or as the approval says.
    pub recipient: String,
    /// Until when they may use it.
    pub until: String,
    /// `signed` or `recorded`.
    pub approval: &'static str,
    /// The accepted approval; where it is recorded, the one that is to be signed.
    pub paper: Digest,
    /// Where the copies are.
    pub directory: String,
    /// Its files with their SHA-256.
    pub files: Vec<(String, Digest)>,
    /// The draft that the approver signs, where the approval is recorded.
    pub to_sign: Option<String>,
    /// Until when the signature is due.
    pub due: Option<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

impl Report for ShareMade {
    const SCHEMA: &'static str = "frs.share/1";
}

/// One thing on a cover sheet.
#[derive(Debug, Clone)]
pub struct CoverItem {
    /// Its file.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

/// The sheet that lies on what is shared inside the Department.
#[derive(Debug, Clone)]
pub struct CoverSheet {
    /// Which program.
    pub program: ProgramLine,
    /// The case.
    pub case: String,
    /// To whom.
    pub recipient: String,
    /// What they need it for.
    pub need_to_know: String,
    /// Until when they may use it.
    pub until: String,
    /// What else was agreed.
    pub conditions: Vec<String>,
    /// By whose leave.
    pub approved: String,
    /// Whether the approval is recorded and not signed.
    pub recorded: bool,
    /// What lies below.
    pub items: Vec<CoverItem>,
    /// The intent; its outcome holds the files' digests.
    pub at: Place,
}
