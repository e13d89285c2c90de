//! What the values of an entry say, as far as a report needs it. Read with tolerance: a field that is missing, expunged or
//! of a later version leaves a gap in the report and never stops it.
//!
//! What each operation writes there stands in `docs/formats.md`.

use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    operation::links::Links,
    policy::{OperationKind, RULES},
    vocabulary::{Digest, PersonId, ProbeId, SearchId},
};

/// Reads a value as JSON of this form.
pub(super) fn read<T: DeserializeOwned>(text: Option<&str>) -> Option<T> {
    serde_json::from_str(text?).ok()
}

/// A broken rule, as a refusal in the book tells it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Breach {
    pub paragraph: String,
    #[serde(default)]
    pub rule: String,
    #[serde(default)]
    pub why: String,
}

impl Breach {
    /// Whether it is one that a slip of the hand breaks.
    pub fn is_slip(&self) -> bool {
        SLIPS.contains(&(self.paragraph.as_str(), self.rule.as_str()))
    }
}

/// Rules that say how a command is written and a form filled in: a number past those of the list, an id of which there is none, an answer
/// left out. Whoever breaks only these did nothing that the order forbids, and was told at once.
const SLIPS: &[(&str, &str)] = &[
    ("2-110-4-D-2", "probe_named"),
    ("2-110-4-D-4", "candidate_named"),
    ("2-110-4-D-4", "compared"),
    ("2-110-4-D-4", "with_reason"),
];

/// A refusal in the book.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct RefusalTold {
    pub breaches: Vec<Breach>,
}

/// A refusal that was folded in from the spool.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Spooled {
    #[serde(default)]
    pub time: String,
    #[serde(default)]
    pub operation: String,
    pub claimed: Option<String>,
    #[serde(default)]
    pub paragraphs: Vec<String>,
}

impl Spooled {
    /// Anyone who may write the spool's directory can put any words there: what is no time, no command and no paragraph is
    /// not repeated as one.
    pub fn plain(self) -> Self {
        const UNKNOWN: &str = "unknown";
        let is_paragraph = |text: &String| RULES.iter().any(|rule| rule.paragraph == text);
        let known = |text: String, known: bool| if known { text } else { UNKNOWN.to_owned() };
        let is_time = self.time.parse::<jiff::Timestamp>().is_ok();
        let is_operation = self.operation.parse::<OperationKind>().is_ok();
        Self {
            time: known(self.time, is_time),
            operation: known(self.operation, is_operation),
            claimed: self.claimed.map(|claimed| {
                let is_person = claimed.parse::<PersonId>().is_ok();
                known(claimed, is_person)
            }),
            paragraphs: self
                .paragraphs
                .into_iter()
                .map(|paragraph| {
                    let is_known = is_paragraph(&paragraph);
                    known(paragraph, is_known)
                })
                .collect(),
        }
    }
}

/// The outcome of `model evaluate`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct EvaluatedTold {
    pub list: Digest,
    #[serde(default)]
    pub model: String,
    pub people: u64,
    pub offered: u64,
    #[serde(default)]
    pub files: Vec<(String, Digest)>,
}

/// The outcome of `probe`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ProbeTold {
    pub probe: ProbeId,
    pub image: Option<Digest>,
    #[serde(default)]
    pub warnings: Vec<String>,
    pub record: Option<ProbeRecord>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct ProbeRecord {
    #[serde(default)]
    pub intake: IntakeTold,
    pub override_reason: Option<String>,
    #[serde(default)]
    pub edits: Vec<EditTold>,
}

/// One edit of a probe.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct EditTold {
    pub edit: String,
    pub sha256: Digest,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct IntakeTold {
    pub source: Option<String>,
    pub obtained_how: Option<String>,
    pub child: Option<bool>,
    pub request: Option<RequestTold>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct RequestTold {
    pub badge: Option<String>,
    pub at: Option<String>,
    pub channel: Option<String>,
}

/// The outcome of `search`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SearchTold {
    pub search: SearchId,
    pub outcome: String,
    pub list: ListTold,
    pub links: Option<Links>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct ListTold {
    pub probe: ProbeId,
    #[serde(default)]
    pub candidates: Vec<CandidateTold>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct CandidateTold {
    pub rank: u32,
    #[serde(default)]
    pub above_line: bool,
}

/// The outcome of `search-replay`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ReplayTold {
    pub search: SearchId,
    pub verdict: String,
    #[serde(default)]
    pub findings: Vec<String>,
}

/// How `search` was called.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct SearchArguments {
    #[serde(default)]
    pub with_personal: bool,
}

/// The outcome of `enroll`, image by image.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct EnrollTold {
    #[serde(default)]
    pub results: Vec<EnrollRow>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct EnrollRow {
    pub outcome: EnrollWord,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct EnrollWord {
    #[serde(default)]
    pub result: String,
}

/// A rekey.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct RekeyTold {
    /// `log-key` or `wipe`, where the data keys stayed.
    pub only: Option<String>,
    /// The new key of the log.
    pub log_key: Option<String>,
}

/// An act that could not be done.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct FailedTold {
    pub why: String,
}

/// The outcome of `verify-record`: candidates excluded or kept (2-110-4-D-4).
#[derive(Debug, Clone, Deserialize)]
pub(super) struct DisposeTold {
    pub search: SearchId,
    #[serde(default)]
    pub dispositions: Vec<Disposition>,
    pub comparison: Option<ComparisonTold>,
    /// Of a resolution: the candidate, and what was said of it.
    pub rank: Option<u32>,
    pub resolution: Option<ResolutionTold>,
}

/// What somebody said of a difference.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ResolutionTold {
    pub stands: String,
    pub by: String,
    #[serde(default)]
    pub because: String,
}

/// What the record of a comparison concludes.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ComparisonTold {
    pub conclusion: String,
    #[serde(default)]
    pub at_sight: bool,
    #[serde(default)]
    pub because: String,
}

/// The outcome of `verify-open`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct OpenTold {
    pub search: SearchId,
    pub rank: u32,
}

/// The outcome of `audit-answer`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct AnswerTold {
    pub search: SearchId,
    #[serde(default)]
    pub finding: String,
    #[serde(default)]
    pub because: String,
}

/// The outcome of `verify-close`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ClosedTold {
    pub search: SearchId,
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub because: String,
    #[serde(default)]
    pub open: u64,
    #[serde(default)]
    pub unverified: u64,
}

/// The outcome of `verify-contact`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ContactTold {
    pub search: SearchId,
}

/// What was found of one candidate: `excluded` or `kept`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Disposition {
    pub rank: u32,
    pub disposition: String,
}

/// The outcome of `verify-review`; its signer is the second examiner.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ReviewTold {
    pub search: SearchId,
    pub item: Option<String>,
    /// With the last item of the packet.
    pub agrees: Option<bool>,
    /// With the last item: where the two differ.
    #[serde(default)]
    pub differs: Vec<u32>,
}

/// The outcome of `verify-packet`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct PacketTold {
    pub search: SearchId,
    pub reviewer: PersonId,
}

/// The outcome of `verify-source`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SourceTold {
    pub search: SearchId,
    pub rank: u32,
    pub source: SourceSays,
}

/// What a source says.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SourceSays {
    pub kind: String,
    pub reference: String,
    pub result: String,
    #[serde(default)]
    pub words: String,
}

/// The outcome of `verify-outcome`: `confirmed`, `eliminated` or `unresolved`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ResolveTold {
    pub search: SearchId,
    pub rank: u32,
    #[serde(default)]
    pub source: String,
    pub result: String,
}

/// The outcome of `verify-sheet`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SheetTold {
    pub search: SearchId,
    #[serde(default)]
    pub preliminary: bool,
    /// The time that stands on it.
    pub made: Option<jiff::Timestamp>,
}

/// The outcome of `share` and `release`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ShareTold {
    pub search: Option<SearchId>,
    #[serde(default)]
    pub items: u64,
    pub recipient: Option<String>,
    /// `signed` or `recorded`.
    pub approval: Option<String>,
    /// The accepted approval; where it is recorded, the one that is to be signed.
    pub paper: Option<Digest>,
    /// Who approved by word.
    pub approved: Option<ByWord>,
}

/// Who approved a share by word.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ByWord {
    pub badge: String,
}
