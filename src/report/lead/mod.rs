//! The lead report: everything about one candidate list that a prosecutor discloses and a defence expert checks
//! (2-110-4-D-4; ADR 34).
//!
//! `document.rs` says once what stands in it and in which order; the page (`html/lead.rs`) and the PDF print the same document.

mod blocks;
mod candidate;
mod checked;
mod document;
mod recorded;
mod searched;
mod words;

use jiff::civil::Date;
use serde::Serialize;

use super::{CorrectionLine, EntryReference, ModelName, Place, ProgramLine, RequestTold};
use crate::vocabulary::{
    ClosedBecause, Digest, Disposition, EditStep, PersonId, ProbeId, PurposeId, PurposeKind, SearchId,
};

#[cfg(test)]
pub(super) use blocks::texts;

pub(super) use blocks::{Block, Document, Piece, Shown, Tone, Words};
pub use checked::{CheckedFile, ReportChecked};
pub(super) use document::document;
pub use recorded::{LeadCandidate, LeadFeature, LeadOutcome, LeadPerson, LeadRecord, LeadResolution, LeadSource};

/// A picture for reading: made anew from pixels, so that nothing else of the file comes along.
#[derive(Clone, PartialEq)]
pub struct LeadPicture {
    /// PNG.
    pub png: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl std::fmt::Debug for LeadPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} × {}", self.width, self.height)
    }
}

/// Somebody who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Officer {
    /// Badge, where an authorization named one.
    pub badge: Option<String>,
    /// Id of their key.
    pub person: PersonId,
}

/// An act with its place in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeadAct {
    /// By whom.
    pub by: Officer,
    /// When.
    pub time: String,
    /// Where its outcome stands.
    pub at: Place,
}

/// A question of the purpose with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeadAnswer {
    /// The field.
    pub field: String,
    /// The question.
    pub asks: String,
    /// What was answered.
    pub answer: String,
}

/// What the search was made for (2-110-4-A).
#[derive(Debug, Clone, Serialize)]
pub struct LeadPurpose {
    /// Its id; `None` where its statement was expunged.
    pub purpose: Option<PurposeId>,
    /// Its kind.
    pub kind: Option<PurposeKind>,
    /// The paragraph that allows it.
    pub paragraph: Option<&'static str>,
    /// Every answer.
    pub answers: Vec<LeadAnswer>,
    /// By whom it was stated.
    pub stated_by: Option<Officer>,
    /// When.
    pub stated: Option<String>,
    /// What was corrected since.
    pub corrections: Vec<CorrectionLine>,
}

/// One measure of an image (ISO/IEC 29794-5).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeadMeasure {
    /// The component.
    pub component: String,
    /// What was measured.
    pub measure: String,
    /// Whether it is past a warning or refusing limit.
    pub past_limit: bool,
}

/// An image file with how it looks.
#[derive(Debug, Clone, Serialize)]
pub struct LeadImage {
    /// SHA-256 of the file; of an edited image, of its pixels (docs/formats.md, "Edits").
    pub sha256: Digest,
    /// Its size, pixels.
    pub width: u32,
    /// Its size, pixels.
    pub height: u32,
    /// What was measured of the face; empty where no face is found in it.
    pub quality: Vec<LeadMeasure>,
    /// The whole image with the face framed.
    #[serde(skip)]
    pub whole: LeadPicture,
    /// The face, upright; `None` where none is found.
    #[serde(skip)]
    pub face: Option<LeadPicture>,
}

/// The probe (2-110-3-G).
#[derive(Debug, Clone, Serialize)]
pub struct LeadProbe {
    /// Its id.
    pub probe: ProbeId,
    /// As it was received.
    pub received: LeadImage,
    /// As it was searched, where it was edited; else as received.
    pub used: Option<LeadImage>,
    /// Every edit, in order, with the digests of the pixels around it.
    pub edits: Vec<EditStep>,
    /// Where it comes from.
    pub source: Option<String>,
    /// The same in words.
    pub source_words: Option<String>,
    /// How it was lawfully obtained.
    pub obtained_how: Option<String>,
    /// By whom.
    pub obtained_by: Option<String>,
    /// When.
    pub obtained_at: Option<String>,
    /// Whether the operator attested that it is no sketch, composite, look-alike, synthesized or retouched face.
    pub attested: bool,
    /// Whether it appears to show a child.
    pub child: Option<bool>,
    /// How many faces were found in it.
    pub faces: u64,
    /// Which of them was searched, from 1.
    pub chosen: u64,
    /// When it was let in.
    pub admitted: String,
    /// Why the examiner went on past a quality warning.
    pub past_warning: Option<String>,
    /// What was done to a copy before the detector found the face; `None` where its usual setting did.
    pub found_after: Option<String>,
}

impl LeadProbe {
    /// The image that was searched.
    pub fn searched(&self) -> &LeadImage {
        self.used.as_ref().unwrap_or(&self.received)
    }
}

/// The search (2-110-4-D-3).
#[derive(Debug, Clone, Serialize)]
pub struct LeadSearch {
    /// Its id.
    pub search: SearchId,
    /// By whom, when, where it stands in the book.
    pub made: LeadAct,
    /// SHA-256 of the list as JSON.
    pub list_digest: Digest,
    /// The build that searched: its version, and the SHA-256 of its file.
    pub software: String,
    /// What made the templates.
    pub embedder: ModelName,
    /// SHA-256 of its card, as the floor of the search pinned it; `None` where that floor is not known.
    pub card: Option<Digest>,
    /// What found the face in the probe.
    pub detector: ModelName,
    /// Root over all references that were compared: the snapshot of the repository.
    pub gallery_root: Digest,
    /// How many references were compared.
    pub references: u64,
    /// How many people they show.
    pub subjects: u64,
    /// Images that could not be enrolled and so were not searched.
    pub not_searched: u64,
    /// The floor's number.
    pub floor: u32,
    /// Its line.
    pub line: f32,
    /// Candidates asked for.
    pub asked: u32,
    /// Whether any candidate lies above the line.
    pub any_above: bool,
    /// Whether a roster named somebody else for the time of the search (2-110-4-D-1).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub not_on_call: bool,
    /// Where the line is that of another model, and divides nothing: the share of strangers that reaches it at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strangers_reach_line: Option<f64>,
}

/// What the error rates beside the scores were measured on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeadRates {
    /// The photographs.
    pub data_set: String,
    /// When.
    pub measured: Date,
    /// SHA-256 of the list of photographs.
    pub list: Digest,
    /// How many photographs.
    pub photographs: u64,
    /// Of how many people.
    pub people: u64,
    /// Comparisons between different people.
    pub comparisons: u64,
}

/// One packet for a blind review, with whoever was to review it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeadPacket {
    /// Who.
    pub by: Officer,
    /// The packet's place.
    pub at: Place,
    /// How many items it held.
    pub items: u64,
    /// How many of them have a record; what it says is told when the review that counts is finished.
    pub recorded: u64,
    /// Where they differ from the first examiner; empty before it is told.
    pub differed: Vec<u32>,
}

/// The blind review (2-110-4-D-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeadReview {
    /// `not-asked`, `not-begun`, `due`, `done`, `conflict`.
    pub state: &'static str,
    /// Whether the floor asks for one.
    pub asked: bool,
    /// Who is to review, or did.
    pub reviewer: Option<Officer>,
    /// How many items the packet held.
    pub items: u64,
    /// The packet's place.
    pub packet: Option<Place>,
    /// Whether every second examiner agreed from the beginning.
    pub agreed: Option<bool>,
    /// Where one differed.
    pub differed: Vec<u32>,
    /// Every packet, the newest last: it counts, and what was recorded of an earlier one stays.
    pub packets: Vec<LeadPacket>,
    /// Until when it is due, where it is not done.
    pub due: Option<String>,
    /// Whether that has passed.
    pub overdue: bool,
}

/// Another search of the same image in the same case.
#[derive(Debug, Clone, Serialize)]
pub struct LeadOther {
    /// The search.
    pub search: SearchId,
    /// When it was made.
    pub made: String,
    /// Its outcome.
    pub at: Place,
    /// Candidates on its list.
    pub candidates: u64,
    /// Whether a second examiner has reviewed it.
    pub reviewed: bool,
    /// Candidates of that list on whom they differed.
    pub differed: Vec<u32>,
    /// Candidates of this list whose person was recorded on that one, with what was recorded there (`kept`, `excluded`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recorded: Vec<(u32, Disposition)>,
    /// Why that list was closed without a verification, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<ClosedBecause>,
}

/// The lead report.
#[derive(Debug, Clone, Serialize)]
pub struct LeadReport {
    /// Which program.
    pub program: ProgramLine,
    /// Whether it precedes the blind review.
    pub preliminary: bool,
    /// How many candidates are redacted by rule; `None` where none may be.
    pub redacted: Option<u64>,
    /// When it was made.
    pub made: String,
    /// By whom.
    pub made_by: Officer,
    /// The intent; its outcome holds the files' SHA-256.
    pub at: Place,
    /// What must be read beside it.
    pub notices: Vec<String>,
    /// The case.
    pub case: Option<String>,
    /// What the search was made for.
    pub purpose: LeadPurpose,
    /// The request to the on-call examiner (2-110-4-D-1), where one was recorded.
    pub request: Option<RequestTold>,
    /// The probe.
    pub probe: LeadProbe,
    /// The search.
    pub search: LeadSearch,
    /// What the error rates were measured on; `None` where none stand beside the scores, or the table has gone.
    pub rates: Option<LeadRates>,
    /// The blind review.
    pub review: LeadReview,
    /// Other searches of the same image in this case: a dissent there is told here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<LeadOther>,
    /// The whole list.
    pub candidates: Vec<LeadCandidate>,
    /// What limits it, in sentences.
    pub limits: Vec<String>,
    /// A paragraph to paste.
    pub disclosure: Vec<String>,
}

impl LeadReport {
    /// The same with notices, limits and disclosure, which follow from the rest.
    #[must_use]
    pub fn with_words(mut self) -> Self {
        self.notices = words::notices(&self);
        self.limits = words::limits(&self);
        self.disclosure = words::disclosure(&self);
        self
    }
}

/// A finished file, as the outcome in the book names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportFile {
    /// `report-html`, `report-pdf`, `report-json`, then `-preliminary` where it precedes the blind review, and `-redacted` where others
    /// are redacted.
    pub kind: String,
    /// Its name in the directory.
    pub name: String,
    /// SHA-256.
    pub sha256: Digest,
    /// Size.
    pub bytes: u64,
}

/// `frs verify report`.
#[derive(Debug, Clone, Serialize)]
pub struct LeadReportMade {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// Whether it is marked PRELIMINARY.
    pub preliminary: bool,
    /// How many candidates are redacted.
    pub redacted: Option<u64>,
    /// Until when the blind review is due.
    pub review_due: Option<String>,
    /// Where the files are.
    pub directory: String,
    /// The files.
    pub files: Vec<ReportFile>,
    /// How many candidates the list holds.
    pub candidates: u64,
    /// Candidates that are kept and UNVERIFIED.
    pub unverified: Vec<u32>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(LeadReport = "frs.lead-report/1", LeadReportMade = "frs.verify-report/1");
