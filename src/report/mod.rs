//! What commands answer: result types with a schema id, and their forms (table, JSON).
//!
//! Whatever shows a person's data holds an [`EntryReference`], which only a [`Receipt`] gives: nothing is shown that
//! the book does not account for. Every type's JSON begins with `schema`; `docs/formats.md` describes them.

/// Gives each result type of a file the id of its form, one line a type.
macro_rules! schemas {
    ($($name:ident = $schema:literal),* $(,)?) => {
        $(impl $crate::report::Report for $name { const SCHEMA: &'static str = $schema; })*
    };
}

mod backup;
mod batch;
mod calibration;
mod comparison;
mod contact;
mod contact_png;
mod csv;
mod discovery;
mod doctor;
mod evaluation;
mod evaluation_csv;
mod html;
mod human;
mod key;
mod layout;
mod lead;
mod lists;
mod model;
mod oversight;
mod own;
mod paper;
mod pdf;
mod program;
mod replay;
mod search;
mod share;
#[cfg(test)]
mod tests;
mod upkeep;
mod verification;
mod when;
mod witness;

use serde::Serialize;

use crate::{
    audit::Receipt,
    vocabulary::{Digest, ProgramId},
};

pub use backup::{BackupLine, BackupMade, KnownHeadLine, RestoreDrafted, Restored, StandingLine};
pub use batch::{EnrollBegin, EnrollEnd, EnrollLine, EnrollRehearsed, EnrollResult};
pub use calibration::{CalibrationLine, ModelCalibrated};
pub use comparison::{ComparisonPage, MeasureRow, PageEdits, PageFact, PagePicture};
pub use contact::{ContactCandidate, ContactMade, ContactSheet};
pub use contact_png::{ContactError, contact_png};
pub use csv::report_csv;
pub use discovery::{DiscoveryCollected, DiscoveryFile, Recomputed, RecomputedLine};
pub use doctor::{Check, CheckFinding, Checkup, Level};
pub use evaluation::{
    AcquiredLine, AgainstModel, Copies, EvaluatedList, EvaluatedModel, EvaluationFigures, FailedRow, FailureCount,
    ModelEvaluation, SeveralReferences,
};
pub use evaluation_csv::evaluation_csv;
pub use html::{comparison_html, contact_html, cover_sheet_html, evaluation_html, lead_html, report_html};
pub use human::{Human, Width, printable};
pub use key::{KeyLocked, KeyShown, KeyUnlocked};
pub(crate) use layout::broken;
pub use lead::{
    CheckedFile, LeadAct, LeadAnswer, LeadCandidate, LeadFeature, LeadImage, LeadMeasure, LeadOther, LeadOutcome,
    LeadPacket, LeadPerson, LeadPicture, LeadProbe, LeadPurpose, LeadRates, LeadRecord, LeadReport, LeadReportMade,
    LeadResolution, LeadReview, LeadSearch, LeadSource, Officer, ReportChecked, ReportFile,
};
pub use lists::{
    AuditEntries, AuditEntry, AuditVerdict, CorrectionLine, FaceLine, FloorField, LogChecked, PaperAccepted,
    ProbeAdmitted, ProbeLetIn, ProgramFounded, PurposeLine, PurposeList, PurposeStated, RepositoryState, WitnessedHead,
};
pub use model::{CalibrationRowShown, CalibrationShown, ModelEntry, ModelImported, ModelShown, ModelsListed};
pub use oversight::{
    AnswerLine, AuditFindings, AuditReport, AuditSample, AuditStatistics, AuditStory, Bin, BookRead, Cell, ChangeLine,
    ClosedLine, Counts, DueLine, Hours, LapseLine, OtherCaseLine, Outcomes, OverrideLine, PersonCount, Place,
    RefusalLine, ReportAbout, RestatedLine, SampleLine, SearchAnswered, SearchLine, Series, SharedLine,
    StatisticsTable, StoryLine, ToLookAt, UnfinishedLine, UnwitnessedTail, WordCount,
};
pub use own::{OwnPurpose, OwnStatus, TailLine, WaitingLine};
pub use paper::{PaperShown, PaperWords, PaperWritten};
pub use pdf::{PdfError, lead_pdf};
pub use program::{EndsLine, PendingLine, PersonLine, ProgramState};
pub use replay::{ReplayLine, Replayed};
pub use search::{CandidateLine, CandidateList, ModelName, ProbeTold, RequestTold, SearchReport};
pub use share::{
    AcceptedLine, BundleLine, BundleOpened, CoverItem, CoverSheet, HandedLine, HandedOver, ReceiptRecorded,
    ReleaseRequested, Released, ShareMade,
};
pub use upkeep::{
    CorrectionEntered, DueRecord, ExpungePlan, Expunged, KeysExchanged, LogKeyRenewed, Reembedded, ResidueLine,
    RetentionDue,
};
pub use verification::{
    CandidateOpened, CandidateSettled, CandidateState, ClosedWith, ComparisonRecorded, ListClosed, ListShown,
    PacketMade, ReplacedPacket, ReviewDone, VerificationDue, VerificationStatus, Warning,
};
pub use when::{tell_times_in, within as with_local_times};
pub use witness::{
    CheckpointMade, CosignedBy, ExportChecked, ExportWritten, ExportedCheckpoint, ProgramShown, ProofChecked,
    ProofOpening, ProofWritten, RequestFile, WitnessLog, WitnessProgram, WitnessSigned, WitnessState, WitnessTakenUp,
};

/// The program that answers; every output names it.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramLine {
    /// Its id.
    pub id: ProgramId,
    /// What two people compare by voice.
    pub fingerprint: String,
    /// `program`, `demo` or `synthetic`.
    pub kind: String,
    /// Its name.
    pub name: String,
}

impl ProgramLine {
    /// What stands on everything of a program that is none: its kind in capitals, and what it is not.
    pub(crate) fn no_evidence(&self) -> Option<(String, &'static str)> {
        let says = match self.kind.as_str() {
            "program" => return None,
            "demo" => "Made to try the software: no evidence, no lead, no police record.",
            _ => "No evidence, no lead, no police record.",
        };
        Some((self.kind.to_uppercase(), says))
    }
}

/// Where the book accounts for what is shown.
#[derive(Debug, Clone, Serialize)]
pub struct EntryReference {
    log: u64,
    intent: u64,
    outcome: u64,
    /// Leaf hash of the outcome.
    leaf: Digest,
}

impl From<&Receipt> for EntryReference {
    fn from(receipt: &Receipt) -> Self {
        Self { log: receipt.log(), intent: receipt.intent(), outcome: receipt.outcome(), leaf: receipt.leaf() }
    }
}

impl EntryReference {
    /// Log and place of the outcome.
    pub fn outcome(&self) -> (u64, u64) {
        (self.log, self.outcome)
    }

    /// For reading: `book entries 12 and 13`.
    pub fn words(&self) -> String {
        format!("book entries {} and {} (log {}, leaf {})", self.intent, self.outcome, self.log, self.leaf.short())
    }
}

/// A result with the id of its form.
pub trait Report: Serialize {
    /// `frs.<what>/<version>`.
    const SCHEMA: &'static str;

    /// One line of JSON, `schema` first. Invisible characters are escaped: they mean the same to a parser and do nothing
    /// to a terminal.
    ///
    /// # Errors
    /// Never for the types of this module, whose keys are all texts.
    fn json(&self) -> Result<String, serde_json::Error>
    where
        Self: Sized,
    {
        #[derive(Serialize)]
        struct WithSchema<'a, T> {
            schema: &'static str,
            #[serde(flatten)]
            report: &'a T,
        }
        let json = serde_json::to_string(&WithSchema { schema: Self::SCHEMA, report: self })?;
        Ok(json.chars().fold(String::with_capacity(json.len()), |mut escaped, c| {
            if crate::vocabulary::is_invisible(c) {
                c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| escaped.push_str(&format!("\\u{unit:04x}")));
            } else {
                escaped.push(c);
            }
            escaped
        }))
    }
}
