//! The smaller answers: probes, purposes, papers, the book, the repository, models.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::{BackupLine, EntryReference, Place, ProgramLine};
use crate::vocabulary::{Digest, EditStep, PersonId, ProbeId, PurposeId, SearchId};

/// One face of a probe image.
#[derive(Debug, Clone, Serialize)]
pub struct FaceLine {
    /// Its number, from 1: what `--face` takes.
    pub number: usize,
    /// Left, top, width, height in pixels of the upright image.
    pub at: [i32; 4],
    /// How sure the detector is, 0 … 1.
    pub detection: f32,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// `frs probe`.
#[derive(Debug, Clone, Serialize)]
pub struct ProbeAdmitted {
    /// Which program.
    pub program: ProgramLine,
    /// The probe.
    pub probe: ProbeId,
    /// Its purpose.
    pub purpose: PurposeId,
    /// Its case number, where it has one.
    pub case: Option<String>,
    /// How many probes the purpose may still carry.
    pub probes_left: u32,
    /// The faces found.
    pub faces: Vec<FaceLine>,
    /// The chosen face's measures: component, value and unit.
    pub measures: Vec<(String, String)>,
    /// Past a warning limit, gone on with a reason.
    pub warnings: Vec<String>,
    /// What was done to a copy of the photograph before the detector found the chosen face; `None` where its usual setting did.
    pub found_after: Option<String>,
    /// SHA-256 of the image as received.
    pub image: Digest,
    /// What was done to it before it was measured, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditStep>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs purpose state`.
#[derive(Debug, Clone, Serialize)]
pub struct PurposeStated {
    /// Which program.
    pub program: ProgramLine,
    /// What later commands cite.
    pub purpose: PurposeId,
    /// Its case number, where it has one.
    pub case: Option<String>,
    /// Its kind.
    pub kind: String,
    /// Until when it holds (RFC 3339, UTC).
    pub until: String,
    /// How many probes it carries.
    pub probes: u32,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// One purpose.
#[derive(Debug, Clone, Serialize)]
pub struct PurposeLine {
    /// Its id.
    pub purpose: PurposeId,
    /// Its kind.
    pub kind: String,
    /// Its case, as it was corrected last.
    pub case: Option<String>,
    /// The case that was stated, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_case: Option<String>,
    /// When it was stated.
    pub stated: String,
    /// Until when it holds.
    pub until: String,
    /// Whether it holds now.
    pub in_force: bool,
    /// Probes carried so far.
    pub probes: u64,
    /// What was corrected since; the answers stay as they were stated.
    pub corrections: Vec<CorrectionLine>,
    /// All answers, where one purpose is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Vec<(String, String)>>,
    /// The probes that it let in, with their searches, where one purpose is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probes_let_in: Option<Vec<ProbeLetIn>>,
}

/// A probe of a purpose, so that its id is found again.
#[derive(Debug, Clone, Serialize)]
pub struct ProbeLetIn {
    /// The probe.
    pub probe: ProbeId,
    /// When it was let in.
    pub time: String,
    /// The searches made with it under this purpose, and when.
    pub searches: Vec<(SearchId, String)>,
}

/// One correction of a record.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionLine {
    /// `case`, `lead-investigator`, `label` or `merge-into`.
    pub field: String,
    /// What it is to be; `null` for a name where names are not shown.
    pub value: Option<String>,
    /// Log of the entry.
    pub log: u64,
    /// The entry.
    pub sequence: u64,
    /// When.
    pub time: String,
    /// Why, where names are shown.
    pub reason: Option<String>,
}

impl CorrectionLine {
    /// For reading.
    pub fn words(&self) -> String {
        let value = self.value.as_ref().map_or(String::new(), |value| format!(": {value}"));
        let reason = self.reason.as_ref().map_or(String::new(), |reason| format!(" ({reason})"));
        let place = Place { log: self.log, sequence: self.sequence };
        format!("{} corrected{value}, entry {place} of {}{reason}", self.field, self.time)
    }
}

/// `frs purpose list` and `show`.
#[derive(Debug, Clone, Serialize)]
pub struct PurposeList {
    /// Which program.
    pub program: ProgramLine,
    /// The purposes, oldest first.
    pub purposes: Vec<PurposeLine>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs paper accept`.
#[derive(Debug, Clone, Serialize)]
pub struct PaperAccepted {
    /// Which program.
    pub program: ProgramLine,
    /// Its kind.
    pub kind: String,
    /// Its digest.
    pub paper: Digest,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// What follows from it, in words.
    pub effects: Vec<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// One entry of the book.
#[derive(Debug, Clone, Serialize)]
pub struct AuditEntry {
    /// Its log.
    pub log: u64,
    /// Its place.
    pub sequence: u64,
    /// When.
    pub time: String,
    /// What kind of entry.
    pub event: String,
    /// Which operation.
    pub operation: String,
    /// Who.
    pub signer: PersonId,
    /// The signer's badge, where a paper tells it.
    pub badge: Option<String>,
    /// The purpose.
    pub purpose: Option<PurposeId>,
    /// The intent that it answers.
    pub answers: Option<u64>,
    /// Its leaf hash.
    pub leaf: Digest,
    /// The committed values, as opened; `null` where one was expunged.
    pub values: BTreeMap<String, Option<String>>,
}

/// `frs audit show`.
#[derive(Debug, Clone, Serialize)]
pub struct AuditEntries {
    /// Which program.
    pub program: ProgramLine,
    /// The entries in order.
    pub entries: Vec<AuditEntry>,
    /// Whether everything that an entry holds is to be read: one was asked for.
    #[serde(skip)]
    pub whole: bool,
    /// Where the book accounts for this reading.
    pub entry: EntryReference,
}

/// A log as it was checked.
#[derive(Debug, Clone, Serialize)]
pub struct LogChecked {
    /// Which.
    pub log: u64,
    /// How many entries it has.
    pub entries: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
}

/// What witnesses have seen.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessedHead {
    /// Which log.
    pub log: u64,
    /// How many entries it had.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// When the witness says it saw it.
    pub time: Timestamp,
}

/// `frs audit verify`.
#[derive(Debug, Clone, Serialize)]
pub struct AuditVerdict {
    /// Which program.
    pub program: ProgramLine,
    /// `intact`, `tampered`, `rolled-back`, `unwitnessed` (more than was allowed) or `unanchored`.
    pub verdict: &'static str,
    /// How many entries of the newest log were checked.
    pub entries: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
    /// Every log, the newest last.
    pub logs: Vec<LogChecked>,
    /// What is wrong, where and how.
    pub findings: Vec<String>,
    /// Intents without outcome: a command that was ended before it could say what it did.
    pub unfinished: Vec<u64>,
    /// Entries whose time lies before that of an earlier one: a clock was set back. Order is by place.
    pub clock_steps: Vec<u64>,
    /// The newest head that as many witnesses have seen as the floor asks.
    pub witnessed: Option<WitnessedHead>,
    /// Entries that fewer have seen.
    pub unwitnessed: u64,
    /// When the first of these was written.
    pub unwitnessed_since: Option<String>,
    /// Backups that were restored, each with what it lost, in words.
    pub restores: Vec<String>,
    /// What was seen of it before and agrees: this user's memory, witnesses, checkpoints that were given.
    pub held_by: Vec<String>,
    /// The last entries, in words.
    pub tail: Vec<String>,
    /// Where the book accounts for this check; a tampered book is not written to.
    pub entry: Option<EntryReference>,
}

/// A field of the floor.
#[derive(Debug, Clone, Serialize)]
pub struct FloorField {
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// `frs repository status`.
#[derive(Debug, Clone, Serialize)]
pub struct RepositoryState {
    /// Which program.
    pub program: ProgramLine,
    /// People.
    pub subjects: u64,
    /// Enrolled images.
    pub references: u64,
    /// Images that could not be enrolled.
    pub not_searched: u64,
    /// Root over the references.
    pub gallery_root: Digest,
    /// Entries in the book.
    pub entries: u64,
    /// Accepted papers.
    pub papers: usize,
    /// Backups that the book knows of, oldest first.
    pub backups: Vec<BackupLine>,
    /// Work that was begun and has not ended, in words, with what goes on with it.
    pub unfinished: Vec<String>,
    /// The floor in force.
    pub floor: Vec<FloorField>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs program found`.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramFounded {
    /// Which.
    pub program: ProgramLine,
    /// The Commander: whoever holds the root key.
    pub commander: PersonId,
    /// The repository's directory.
    pub repository: String,
}

schemas!(
    ProbeAdmitted = "frs.probe/1",
    PurposeStated = "frs.purpose/1",
    PurposeList = "frs.purposes/1",
    PaperAccepted = "frs.paper/1",
    AuditEntries = "frs.audit-entries/1",
    AuditVerdict = "frs.audit-verdict/1",
    RepositoryState = "frs.repository/1",
    ProgramFounded = "frs.program/1",
);
