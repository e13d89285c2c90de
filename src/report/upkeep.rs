//! What upkeep of the repository answers: keys exchanged, records expunged or corrected, what is due.

use jiff::civil::Date;
use serde::Serialize;

use super::{EntryReference, ModelName, ProgramLine};
use crate::vocabulary::{Digest, PurposeId, ReferenceId, SubjectId};

/// What the raw files still held after the wiping.
#[derive(Debug, Clone, Serialize)]
pub struct ResidueLine {
    /// Bytes that were looked through.
    pub bytes: u64,
    /// Removed records that were looked for.
    pub sought: u64,
    /// Those of which something is left.
    pub found: u64,
    /// Records that must be there, looked for in the same pass.
    pub control_sought: u64,
    /// Those that were found; where one is missing, the look shows nothing.
    pub control_found: u64,
    /// Whether the file was written anew.
    pub rebuilt: bool,
}

impl ResidueLine {
    /// Whether nothing is left, and the look shows it.
    pub fn is_clean(&self) -> bool {
        self.found == 0 && self.control_sought > 0 && self.control_found == self.control_sought
    }

    /// For reading.
    pub fn words(&self) -> String {
        let looked = format!(
            "{} removed records looked for in {} bytes of the raw files; {} of {} records that must be there were found",
            self.sought, self.bytes, self.control_found, self.control_sought
        );
        match (self.found, self.is_clean()) {
            (0, true) => format!("nothing is left ({looked})"),
            (0, false) => format!("NOT SHOWN to be gone: the look did not find what is there ({looked})"),
            (left, _) => format!("{left} REMOVED RECORDS ARE STILL IN THE FILES ({looked})"),
        }
    }
}

/// `frs program rekey`.
#[derive(Debug, Clone, Serialize)]
pub struct KeysExchanged {
    /// Which program.
    pub program: ProgramLine,
    /// The generation of the data keys that is in force now.
    pub generation: u32,
    /// Whether an interrupted exchange was gone on with.
    pub went_on: bool,
    /// Records that this command sealed anew.
    pub records: u64,
    /// People who hold the new keys.
    pub holders: u64,
    /// Wraps of old generations that were deleted.
    pub old_wraps: u64,
    /// The new key of the log, where the Commander renewed it: 64 hexadecimal digits.
    pub log_key: Option<String>,
    /// Whether the log's key is now older than the data keys, and the Commander has to renew it.
    pub log_key_due: bool,
    /// What the files still held.
    pub residue: ResidueLine,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs program rekey --log-key-only`.
#[derive(Debug, Clone, Serialize)]
pub struct LogKeyRenewed {
    /// Which program.
    pub program: ProgramLine,
    /// The new key: 64 hexadecimal digits.
    pub log_key: String,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// What an expunge order would remove: ids and numbers, no names.
#[derive(Debug, Clone, Serialize)]
pub struct ExpungePlan {
    /// Which program.
    pub program: ProgramLine,
    /// The order.
    pub order: Digest,
    /// What orders it, as the paper says; `null` where it was carried out before and only the files are to be wiped.
    pub authority: Option<String>,
    /// Images with template, details and index.
    pub references: Vec<ReferenceId>,
    /// People of whom nothing is left afterwards.
    pub subjects: Vec<SubjectId>,
    /// Notes of images that could not be enrolled.
    pub failures: u64,
    /// Purposes, with all that was done for them.
    pub purposes: Vec<PurposeId>,
    /// Their probes.
    pub probes: u64,
    /// Their searches.
    pub searches: u64,
    /// Of these purposes, those that were stated for another case and corrected into this one.
    pub corrected: Vec<PurposeId>,
    /// Purposes that came into a case of the order after it was accepted: they stay, unless the order names them by id.
    pub later: Vec<PurposeId>,
    /// How many that are due stay under a legal hold.
    pub left_out: u64,
    /// What the order names and the repository does not hold.
    pub absent: Vec<String>,
    /// Where the book accounts for this look; `null` where the removal itself follows.
    pub entry: Option<EntryReference>,
}

impl ExpungePlan {
    /// Whether nothing would go.
    pub fn is_empty(&self) -> bool {
        self.references.is_empty() && self.failures == 0 && self.purposes.is_empty()
    }
}

/// `frs repository expunge`.
#[derive(Debug, Clone, Serialize)]
pub struct Expunged {
    /// Which program.
    pub program: ProgramLine,
    /// The order.
    pub order: Digest,
    /// Whether an interrupted expunge was gone on with; the numbers are those of this command.
    pub went_on: bool,
    /// Images that are gone, with template, details and index.
    pub references: u64,
    /// People of whom nothing is left.
    pub subjects: u64,
    /// Notes of images that could not be enrolled.
    pub failures: u64,
    /// Purposes that are gone.
    pub purposes: u64,
    /// Probes that are gone.
    pub probes: u64,
    /// Searches that are gone.
    pub searches: u64,
    /// Entries of the book of which values are gone.
    pub values: u64,
    /// How many that are due stay under a legal hold.
    pub left_out: u64,
    /// What the order names and the repository did not hold.
    pub absent: Vec<String>,
    /// What the files still held; `null` where nothing was to be wiped, or it could not be done.
    pub residue: Option<ResidueLine>,
    /// Why the files could not be wiped now.
    pub not_wiped: Option<String>,
    /// Where the book accounts for it: the last batch.
    pub entry: EntryReference,
}

impl Expunged {
    /// Whether something was removed, or wiped.
    pub fn did_something(&self) -> bool {
        self.references + self.failures + self.purposes + self.values > 0 || self.residue.is_some()
    }

    /// Whether the files are shown to hold nothing of it any more.
    pub fn is_clean(&self) -> bool {
        self.not_wiped.is_none() && self.residue.as_ref().is_none_or(ResidueLine::is_clean)
    }
}

/// Something whose retention has ended.
#[derive(Debug, Clone, Serialize)]
pub struct DueRecord {
    /// `reference`, `not-enrolled` or `purpose` (with its probes and searches).
    pub what: &'static str,
    /// Its id; images that could not be enrolled have none.
    pub id: Option<String>,
    /// The last day on which it is kept.
    pub kept_until: Date,
    /// The legal hold that keeps it nevertheless.
    pub hold: Option<Digest>,
}

/// `frs repository retention`.
#[derive(Debug, Clone, Serialize)]
pub struct RetentionDue {
    /// Which program.
    pub program: ProgramLine,
    /// The day of the look (UTC).
    pub today: Date,
    /// Only what ended before this day.
    pub before: Option<Date>,
    /// For how many years references are kept, from their enrollment.
    pub reference_years: u32,
    /// For how many years purposes, probes and searches are kept, from the statement.
    pub record_years: u32,
    /// What is due, oldest first.
    pub due: Vec<DueRecord>,
    /// How many references and failures bear no date: they are never due by themselves.
    pub undated: u64,
    /// Where the draft of an order was written; `null` where none was asked for, or nothing is due.
    pub draft: Option<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs repository correct`.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionEntered {
    /// Which program.
    pub program: ProgramLine,
    /// The paper.
    pub paper: Digest,
    /// The purpose or person.
    pub target: String,
    /// What of it.
    pub field: String,
    /// References that changed with it.
    pub references: u64,
    /// The gallery's root before and after, where it changed.
    pub gallery: Option<(Digest, Digest)>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs repository re-embed`.
#[derive(Debug, Clone, Serialize)]
pub struct Reembedded {
    /// Which program.
    pub program: ProgramLine,
    /// The model that measured.
    pub model: ModelName,
    /// What found the faces.
    pub detector: ModelName,
    /// References that were measured anew by this command.
    pub measured: u64,
    /// Of them, those in which the model found no face to measure: they count as not searched.
    pub without_face: Vec<ReferenceId>,
    /// Those whose face was found only after a change of a copy, and what was done.
    pub found_after: Vec<(ReferenceId, String)>,
    /// Those past a limit at which an enrollment refuses, and by what; measured and searched all the same.
    pub past_limits: Vec<(ReferenceId, String)>,
    /// Where the book accounts for the last of it.
    pub entry: EntryReference,
}

schemas!(
    KeysExchanged = "frs.rekey/1",
    LogKeyRenewed = "frs.log-key/1",
    ExpungePlan = "frs.expunge-plan/1",
    Expunged = "frs.expunge/1",
    RetentionDue = "frs.retention/1",
    CorrectionEntered = "frs.correction/1",
    Reembedded = "frs.re-embed/1",
);
