//! From candidate to lead: what is open on a list, one candidate opened, one comparison recorded.

use jiff::civil::Date;
use serde::Serialize;

use super::{CandidateList, EntryReference, ProbeTold, ProgramLine};
use crate::vocabulary::{ClosedBecause, Conclusion, Digest, Disposition, PersonId, PurposeId, ReferenceId, SearchId};

/// What to be wary of with a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// In one word: `old-photo`, `photo-age-unknown`, `child`, `same-as-probe`, `enrolled-after-case`,
    /// `many-lists`.
    pub mark: String,
    /// In a sentence.
    pub says: String,
}

/// Where one candidate stands.
#[derive(Debug, Clone, Serialize)]
pub struct CandidateState {
    /// Place in the list.
    pub rank: u32,
    /// The enrolled image.
    pub reference: ReferenceId,
    /// Whether the score reaches the floor's line.
    pub above_line: bool,
    /// When the photograph was taken.
    pub capture_date: Option<Date>,
    /// Whole years between the photograph and the probe's admission.
    pub photo_age_years: Option<i16>,
    /// `open`, `excluded`, `CONFLICT` (two examiners differ), `UNVERIFIED`, `confirmed`, `eliminated`.
    pub state: &'static str,
    /// How many independent sources are on record.
    pub sources: u64,
    /// The conclusion that stands, where there is a record.
    pub conclusion: Option<Conclusion>,
    /// Whether it was excluded at sight.
    pub at_sight: bool,
    /// How many records there are.
    pub records: u64,
    /// Whether the person who asks has opened it.
    pub opened: bool,
    /// Of a CONFLICT that somebody has said a word on: badges of those whose own entry is missing.
    pub waits_for: Vec<String>,
    /// What to be wary of.
    pub warnings: Vec<Warning>,
}

/// What somebody still has to do.
#[derive(Debug, Clone, Serialize)]
pub struct VerificationDue {
    /// What.
    pub what: String,
    /// Until when.
    pub due: String,
    /// Whether that has passed.
    pub overdue: bool,
}

/// What closed a list without a verification.
#[derive(Debug, Clone, Serialize)]
pub struct ClosedWith {
    /// The log of the entry.
    pub log: u64,
    /// Its place there.
    pub sequence: u64,
    /// When.
    pub time: String,
    /// By whose badge.
    pub badge: Option<String>,
    /// In one word.
    pub why: ClosedBecause,
    /// In the examiner's words.
    pub because: String,
}

/// `frs verify status`.
#[derive(Debug, Clone, Serialize)]
pub struct VerificationStatus {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose under which work on it goes on; none where that is not known any more.
    pub purpose: Option<PurposeId>,
    /// Its case.
    pub case: Option<String>,
    /// When it was made.
    pub searched: String,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// How many candidates have no record.
    pub open: u32,
    /// Every candidate.
    pub candidates: Vec<CandidateState>,
    /// What is due.
    pub due: Vec<VerificationDue>,
    /// How the blind review stands: `state` (`not-asked`, `not-begun`, `due`, `done`, `conflict`) and what belongs to it.
    pub review: serde_json::Value,
    /// Whether a sheet marked PRELIMINARY may be made now.
    pub preliminary: bool,
    /// Whether a lead report may be made.
    pub report: bool,
    /// What closed the list without a verification, where something did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<ClosedWith>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs verify close`.
#[derive(Debug, Clone, Serialize)]
pub struct ListClosed {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// Its case.
    pub case: Option<String>,
    /// In one word.
    pub why: ClosedBecause,
    /// In the examiner's words.
    pub because: String,
    /// How many candidates the list holds.
    pub candidates: u32,
    /// How many of them have no record, and get none.
    pub open: u32,
    /// How many are kept, and stay UNVERIFIED.
    pub unverified: u32,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs verify list`: as the search recorded it.
#[derive(Debug, Clone, Serialize)]
pub struct ListShown {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose under which work on it goes on; none where that is not known any more.
    pub purpose: Option<PurposeId>,
    /// Its case.
    pub case: Option<String>,
    /// When it was made.
    pub searched: String,
    /// By whom.
    pub by: PersonId,
    /// Their badge.
    pub badge: Option<String>,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// What was told of the probe.
    pub told: ProbeTold,
    /// The list.
    pub list: CandidateList,
    /// SHA-256 of the list's JSON, as the search recorded it.
    pub list_digest: Digest,
    /// Candidates whose photograph was corrected since to be of another person, by place.
    pub moved: Vec<u32>,
    /// What closed the list without a verification, where something did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<ClosedWith>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
    /// What each candidate is enrolled under now; for the terminal only.
    #[serde(skip)]
    pub labels_for_reading: Vec<String>,
}

/// `frs verify open`.
#[derive(Debug, Clone, Serialize)]
pub struct CandidateOpened {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose under which work on it goes on; none where that is not known any more.
    pub purpose: Option<PurposeId>,
    /// Place in the list.
    pub rank: u32,
    /// How many candidates the list holds.
    pub candidates: u32,
    /// The enrolled image.
    pub reference: ReferenceId,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// Where the working copy is.
    pub directory: String,
    /// Its files with their SHA-256.
    pub files: Vec<(String, Digest)>,
    /// What to be wary of.
    pub warnings: Vec<Warning>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs verify record`.
#[derive(Debug, Clone, Serialize)]
pub struct ComparisonRecorded {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose under which work on it goes on; none where that is not known any more.
    pub purpose: Option<PurposeId>,
    /// Place in the list.
    pub rank: u32,
    /// The enrolled image.
    pub reference: ReferenceId,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// What becomes of the candidate.
    pub disposition: Disposition,
    /// The conclusion.
    pub conclusion: Conclusion,
    /// Whether it was excluded at sight.
    pub at_sight: bool,
    /// How many records there were before; they stay.
    pub earlier: u64,
    /// Candidates that have no record yet.
    pub open: Vec<u32>,
    /// Whether the candidate is kept, and so UNVERIFIED.
    pub unverified: bool,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// A packet that another one takes the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplacedPacket {
    /// Its reviewer.
    pub badge: String,
    /// How many of its items have a record.
    pub recorded: u64,
    /// How many it holds.
    pub items: u64,
}

/// `frs verify packet`.
#[derive(Debug, Clone, Serialize)]
pub struct PacketMade {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose under which work on it goes on; none where that is not known any more.
    pub purpose: Option<PurposeId>,
    /// Who is to review.
    pub reviewer: PersonId,
    /// Their badge.
    pub badge: String,
    /// How many items the packet holds; which of them are kept, nobody is told.
    pub items: u64,
    /// The packet that it takes the place of, whose records stay.
    pub replaces: Option<ReplacedPacket>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs verify review`.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewDone {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose under which work on it goes on; none where that is not known any more.
    pub purpose: Option<PurposeId>,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// How many items the packet holds.
    pub items: u64,
    /// Where its pages are, where it was opened.
    pub directory: Option<String>,
    /// The item that was recorded.
    pub item: Option<String>,
    /// Items without a record.
    pub open: Vec<String>,
    /// With the last record: whether every second examiner agrees with the first.
    pub agrees: Option<bool>,
    /// With the last record: where one differs, by place in the list; also whoever's packet this one took the place of.
    pub differs: Vec<u32>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs verify resolve`, `source` and `outcome`.
#[derive(Debug, Clone, Serialize)]
pub struct CandidateSettled {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose under which work on it goes on; none where that is not known any more.
    pub purpose: Option<PurposeId>,
    /// Place in the list.
    pub rank: u32,
    /// The enrolled image.
    pub reference: ReferenceId,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// `resolved`, `source`, `outcome`.
    pub what: &'static str,
    /// What was recorded, in a few words.
    pub says: String,
    /// Of a difference that is not resolved yet: badges of those whose own entry is missing.
    pub waits_for: Vec<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(
    VerificationStatus = "frs.verify-status/1",
    ListClosed = "frs.verify-closed/1",
    ListShown = "frs.verify-list/1",
    CandidateOpened = "frs.verify-opened/1",
    ComparisonRecorded = "frs.verify-recorded/1",
    PacketMade = "frs.verify-packet/1",
    ReviewDone = "frs.verify-review/1",
    CandidateSettled = "frs.verify-settled/1",
);
