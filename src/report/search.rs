//! A candidate list.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CorrectionLine, EntryReference, ProgramLine};
use crate::vocabulary::{Digest, EditStep, ProbeId, PurposeId, ReferenceId, SearchId, SubjectId};

/// One candidate: what a search returned, an investigative lead only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CandidateLine {
    /// Place in the list, from 1.
    pub rank: u32,
    /// The enrolled image.
    pub reference: ReferenceId,
    /// The person in the repository.
    pub subject: SubjectId,
    /// Comparison score: a cosine, no percentage and no probability.
    pub score: f32,
    /// Whether the score reaches the floor's line.
    pub above_line: bool,
    /// When the photograph was taken.
    pub capture_date: Option<Date>,
    /// Whole years between the photograph and the probe's admission.
    pub photo_age_years: Option<i16>,
    /// At most this share of different people's photographs reaches the score, where the model's card has a curve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fmr_at_most: Option<f64>,
    /// Fewer than one in so many do, where the score lies above all that were measured: how many fewer, nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fmr_below_one_in: Option<u64>,
    /// At least this share does, where the score lies below all that the card tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fmr_at_least: Option<f64>,
    /// At most so many references of other people reach the score by chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance_hits_at_most: Option<f64>,
    /// At least so many do, where the score lies below all that the card tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance_hits_at_least: Option<f64>,
    /// Further references of the same person, none of them with a higher score.
    pub other_references: u64,
    /// Marks: `old-photo`, `photo-age-unknown`, `child`, `same-as-probe`, `enrolled-after-case`.
    pub marks: Vec<String>,
}

/// The list with everything that it depends on: the same probe, model, gallery and floor give the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CandidateList {
    /// The probe.
    pub probe: ProbeId,
    /// Embedder.
    pub model: ModelName,
    /// Root over all references that were compared.
    pub gallery_root: Digest,
    /// How many references were compared.
    pub references: u64,
    /// How many people they show.
    pub subjects: u64,
    /// Images that could not be enrolled and so were not searched.
    pub not_searched: u64,
    /// The floor's number.
    pub floor: u32,
    /// The floor's line.
    pub line: f32,
    /// Candidates asked for.
    pub asked: u32,
    /// Best first; equal scores by reference id.
    pub candidates: Vec<CandidateLine>,
}

impl CandidateList {
    /// Whether anybody lies above the floor's line.
    pub fn any_above(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.above_line)
    }
}

/// Which model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelName {
    /// Its folder's name.
    pub name: String,
    /// SHA-256 of the weights.
    pub weights: Digest,
}

/// What was told when the probe was let in, as it stands beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProbeTold {
    /// Where the image comes from.
    pub source: Option<String>,
    /// The request to the on-call examiner (2-110-4-D-1), where one was recorded.
    pub request: Option<RequestTold>,
    /// Whether the probe appears to show a child.
    pub child: Option<bool>,
    /// Why the examiner went on past a quality warning, where there was one.
    pub past_warning: Option<String>,
    /// What was done to a copy of the photograph before the detector found the face, in words; `None` where its usual setting did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_after: Option<String>,
    /// What was done to the image before it was measured, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditStep>,
}

/// Who asked the on-call examiner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequestTold {
    /// The requester's badge.
    pub badge: Option<String>,
    /// When.
    pub at: Option<String>,
    /// How.
    pub channel: Option<String>,
}

/// `frs search`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchReport {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose it was made for.
    pub purpose: PurposeId,
    /// Its case number, where it has one.
    pub case: Option<String>,
    /// `candidates`, or `no-candidate` where all lie below the line.
    pub outcome: &'static str,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// Why no error rate stands beside the scores, where the model's card has no curve.
    pub error_rates: Option<&'static str>,
    /// The photographs that the error rates were measured on.
    pub measured_on: Option<String>,
    /// Where the floor's line lies below all scores that the model's table tells: what that means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_warning: Option<String>,
    /// What was told of the probe.
    pub told: ProbeTold,
    /// The list.
    pub list: CandidateList,
    /// SHA-256 of the list's JSON: equal for equal input.
    pub list_digest: Digest,
    /// Probes under other cases that are the same image or as alike as the floor's line; the book names them.
    pub other_cases: u64,
    /// Earlier searches of the same probe: their lists stand, with the records that are due of them.
    pub earlier: Vec<SearchId>,
    /// Whether a roster names somebody else for the time of the search (2-110-4-D-1).
    pub not_on_call: bool,
    /// What was corrected of the purpose since it was stated.
    pub corrections: Vec<CorrectionLine>,
    /// Subject labels by candidate, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<String>>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
    /// For the terminal only.
    #[serde(skip)]
    pub labels_for_reading: Vec<String>,
}

schemas!(SearchReport = "frs.search/1");
