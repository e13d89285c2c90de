//! One candidate of the report: who it is, and everything that was recorded of it.

use jiff::civil::Date;
use serde::Serialize;

use super::{LeadAct, LeadImage, Officer};
use crate::{
    report::Warning,
    vocabulary::{
        Conclusion, Disposition, Feature, FeatureFinding, ReferenceId, ResolvedBy, SourceKind, SourceResult, SubjectId,
        VerificationResult,
    },
};

/// One feature of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeadFeature {
    /// Which.
    pub feature: Feature,
    /// What was found.
    pub finding: FeatureFinding,
    /// What was seen.
    pub words: String,
}

impl LeadRecord {
    /// Whether it makes something else of the candidate than another record does.
    pub fn differs_from(&self, other: &Self) -> bool {
        self.conclusion.disposition() != other.conclusion.disposition()
    }
}

/// A recorded comparison; in a redacted candidate without words.
#[derive(Debug, Clone, Serialize)]
pub struct LeadRecord {
    /// By whom, when, where.
    pub act: LeadAct,
    /// Whether the probe is of use for a comparison.
    pub probe_of_use: bool,
    /// Whether the reference is.
    pub reference_of_use: bool,
    /// Why not.
    pub not_of_use_because: Option<String>,
    /// Excluded at sight.
    pub at_sight: bool,
    /// Feature by feature.
    pub features: Vec<LeadFeature>,
    /// The conclusion.
    pub conclusion: Conclusion,
    /// What it rests on.
    pub because: String,
}

/// How a difference was resolved.
#[derive(Debug, Clone, Serialize)]
pub struct LeadResolution {
    /// By whom, when, where.
    pub act: LeadAct,
    /// What stands.
    pub stands: Disposition,
    /// How.
    pub by: ResolvedBy,
    /// With whom.
    pub with: String,
    /// Why.
    pub because: String,
}

/// One source outside face recognition (2-110-4-D-5).
#[derive(Debug, Clone, Serialize)]
pub struct LeadSource {
    /// By whom, when, where it was recorded.
    pub act: LeadAct,
    /// Which.
    pub kind: SourceKind,
    /// Its number.
    pub reference: String,
    /// When it was asked.
    pub asked: String,
    /// Who asked.
    pub by: String,
    /// What it says.
    pub result: SourceResult,
    /// In words.
    pub words: String,
}

/// What the sources led to.
#[derive(Debug, Clone, Serialize)]
pub struct LeadOutcome {
    /// By whom, when, where.
    pub act: LeadAct,
    /// How it ended.
    pub result: VerificationResult,
    /// What it rests on.
    pub because: String,
    /// Why what speaks against it does not count.
    pub despite: Option<String>,
}

/// What leads to a person; none of it stands in a redacted candidate.
#[derive(Debug, Clone, Serialize)]
pub struct LeadPerson {
    /// The enrolled image.
    pub reference: ReferenceId,
    /// The person in the repository.
    pub subject: SubjectId,
    /// What the repository calls them; `None` where the reference was expunged.
    pub label: Option<String>,
    /// When the photograph was taken.
    pub capture_date: Option<Date>,
    /// Whole years between the photograph and the probe.
    pub photo_age_years: Option<i16>,
    /// The person's year of birth, where the repository holds it.
    pub birth_year: Option<i16>,
    /// Where the photograph comes from.
    pub source: Option<String>,
    /// Why it may be held.
    pub legal_basis: Option<String>,
    /// Further references of the same person.
    pub other_references: u64,
    /// What to be wary of.
    pub warnings: Vec<Warning>,
    /// The photograph; `None` where it was expunged since.
    pub image: Option<LeadImage>,
}

/// One candidate of the list.
#[derive(Debug, Clone, Serialize)]
pub struct LeadCandidate {
    /// Place in the list.
    pub rank: u32,
    /// Comparison score: a cosine.
    pub score: f32,
    /// Whether it reaches the line.
    pub above_line: bool,
    /// As in `frs.search/1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fmr_at_most: Option<f64>,
    /// As in `frs.search/1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fmr_below_one_in: Option<u64>,
    /// As in `frs.search/1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fmr_at_least: Option<f64>,
    /// As in `frs.search/1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chance_hits_at_most: Option<f64>,
    /// As in `frs.search/1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chance_hits_at_least: Option<f64>,
    /// What stands: the first record, or how a difference was resolved.
    pub disposition: Disposition,
    /// `excluded`, `CONFLICT`, `UNVERIFIED`, `confirmed`, `eliminated`.
    pub state: &'static str,
    /// Whether it is redacted by rule.
    pub redacted: bool,
    /// Who it is; `None` where it is redacted.
    pub person: Option<LeadPerson>,
    /// Every record of the first examiners, the newest last.
    pub records: Vec<LeadRecord>,
    /// The second examiner's record, where it was in the packet.
    pub second: Option<LeadRecord>,
    /// Every other record of a second examiner: of packets that another one took the place of, and earlier ones of the same item.
    pub other_seconds: Vec<LeadRecord>,
    /// Whether one of them differs from the first.
    pub dissent: bool,
    /// What was said of how to resolve that.
    pub resolutions: Vec<LeadResolution>,
    /// Whose own entry is missing where somebody has said a word and it is not resolved.
    pub not_confirmed_by: Vec<Officer>,
    /// Independent sources.
    pub sources: Vec<LeadSource>,
    /// What they led to, the newest last.
    pub outcomes: Vec<LeadOutcome>,
}
