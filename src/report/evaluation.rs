//! Measured error rates of a model (ISO/IEC 19795-1). Nothing here is about one photograph or person.

use serde::Serialize;

use super::{EntryReference, ProgramLine};
use crate::{
    evaluation::{Breakdown, DiscardCurve, Folds, Histogram, Identification, PairedRate, Verification},
    vocabulary::Digest,
};

/// Which networks were measured.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluatedModel {
    /// The embedder's name.
    pub name: String,
    /// SHA-256 of its weights.
    pub weights: Digest,
    /// SHA-256 of its card.
    pub card: Digest,
    /// The detector's name.
    pub detector: String,
    /// SHA-256 of its weights.
    pub detector_weights: Digest,
}

/// On what.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluatedList {
    /// `pairs`, `manifest` or `folder`.
    pub kind: &'static str,
    /// SHA-256 of the list; of a folder, of the names in it.
    pub digest: Digest,
    /// SHA-256 over the SHA-256 of every photograph that could be read, in the order of the list.
    pub photographs_digest: Digest,
    /// Only rows with these values were taken, as `column=value`.
    pub only: Vec<String>,
    /// Whether photographs past a refusing limit counted as failures to enroll.
    pub enforce_limits: bool,
}

/// What became of the photographs.
#[derive(Debug, Clone, Serialize)]
pub struct AcquiredLine {
    /// Photographs of the list.
    pub offered: u64,
    /// People of the list.
    pub people: u64,
    /// Photographs that gave a template.
    pub usable: u64,
    /// Past a warning limit of the model's card, and no refusing one.
    pub past_warning: u64,
    /// Past a refusing limit.
    pub past_refusal: u64,
    /// Why others gave none: `unreadable`, `not-an-image`, `no-face`, `past-a-refusing-limit`.
    pub failures: Vec<FailureCount>,
    /// Which rows of the list those are.
    pub failed_rows: Vec<FailedRow>,
}

/// How many failed for one reason.
#[derive(Debug, Clone, Serialize)]
pub struct FailureCount {
    /// The reason.
    pub why: &'static str,
    /// How many.
    pub count: u64,
}

/// A photograph without template.
#[derive(Debug, Clone, Serialize)]
pub struct FailedRow {
    /// Line of the list, or place in the folder.
    pub row: u64,
    /// The reason.
    pub why: &'static str,
}

/// The figures of one evaluation.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluationFigures {
    /// Which program.
    pub program: ProgramLine,
    /// When it was begun.
    pub made: String,
    /// The intent of this evaluation in the book.
    pub intent: u64,
    /// What was measured.
    pub model: EvaluatedModel,
    /// On what.
    pub list: EvaluatedList,
    /// What became of the photographs.
    pub photographs: AcquiredLine,
    /// 1:1.
    pub verification: Verification,
    /// LFW's protocol, where the list has folds.
    pub folds: Option<Folds>,
    /// 1:N, where the list has people with one photograph enrolled.
    pub identification: Option<Identification>,
    /// What several references of one person are worth, where enough people have them.
    pub several_references: Option<SeveralReferences>,
    /// Misses of another model on the same photographs, where one was named.
    pub against: Option<AgainstModel>,
    /// Rates of parts.
    pub breakdowns: Vec<Breakdown>,
    /// Error versus discard, by quality component.
    pub discard: Vec<DiscardCurve>,
    /// How the scores lie.
    pub histogram: Histogram,
    /// How many score as copies of one picture do.
    pub copies: Copies,
    /// What must be read beside it.
    pub notices: &'static [&'static str],
}

/// Comparisons that score as copies of one picture do (0.98 or more): of one person they make a list look easier than it is; of different
/// people they say that somebody stands there under two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Copies {
    /// Of one person's photographs.
    pub mated: u64,
    /// Of different people's.
    pub non_mated: u64,
}

impl Copies {
    /// In words, where there are any.
    pub(super) fn words(self) -> Option<String> {
        let (own, others) = (grouped(self.mated), grouped(self.non_mated));
        (self.mated + self.non_mated > 0).then(|| {
            format!(
                "{own} comparisons of one person's photographs and {others} of different people's score 0.98 or more, as copies of one \
                 picture do"
            )
        })
    }
}

/// People who are enrolled with several photographs: ranked by the best of them, as a search does (`first`), and by the mean of their
/// templates (`second`).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeveralReferences {
    /// People with several references who are searched for.
    pub people: u64,
    /// Their references.
    pub references: u64,
    /// Searches for them, failed ones too; each is compared with its own person, too, for `fnmr`.
    pub searches: u64,
    /// Searches for people who are not enrolled.
    pub strangers: u64,
    /// Comparisons of a probe with the references of somebody else who has several.
    pub comparisons: u64,
    /// Misses of both.
    pub rates: Vec<PairedRate>,
}

/// The model that is measured (`first`) and another one (`second`) on the same photographs.
#[derive(Debug, Clone, Serialize)]
pub struct AgainstModel {
    /// The other one.
    pub model: EvaluatedModel,
    /// Misses of both.
    pub rates: Vec<PairedRate>,
}

/// `frs model evaluate`.
#[derive(Debug, Clone, Serialize)]
pub struct ModelEvaluation {
    /// The figures.
    #[serde(flatten)]
    pub figures: EvaluationFigures,
    /// Form and SHA-256 of each file that was written.
    pub files: Vec<(String, Digest)>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `1 in 1,000`, as people say a rate.
pub(super) fn one_in(rate: f64) -> String {
    if rate <= 0.0 {
        return "0".into();
    }
    format!("1 in {}", grouped((1.0 / rate).round() as u64))
}

/// As [`one_in`], of a rate that is at most so much: never fewer than it says.
pub(super) fn at_most_one_in(rate: f64) -> String {
    if rate <= 0.0 { one_in(rate) } else { format!("1 in {}", grouped((1.0 / rate) as u64)) }
}

/// A count with its thousands apart: `11,574,000`.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What a paired rate is told at, in words.
pub(super) fn paired_at(rate: &PairedRate) -> String {
    match rate.figure {
        "fnmr" => format!("FNMR at FMR {}", one_in(rate.at)),
        "fnir" => format!("FNIR at FPIR {}", one_in(rate.at)),
        _ if rate.at == 1.0 => "rank 1".into(),
        _ => format!("the first {}", rate.at),
    }
}

/// A difference of two rates, in points of a hundred: its sign is part of it.
pub(super) fn points(difference: f64) -> String {
    let points = 100.0 * difference;
    if points.abs() < 0.0005 { "0".into() } else { format!("{points:+.2}").replace('-', "\u{2212}") }
}

/// The interval of a difference.
pub(super) fn points_interval(rate: &PairedRate) -> String {
    match (rate.low, rate.high) {
        (Some(low), Some(high)) => format!("{} to {}", points(low), points(high)),
        _ => "–".into(),
    }
}

/// A rate in percent: so many digits that one error in the trials can be seen.
pub(super) fn percent(rate: f64) -> String {
    let percent = 100.0 * rate;
    match percent {
        0.0 => "0%".into(),
        p if p < 0.01 => format!("{p:.4}%"),
        p if p < 0.1 => format!("{p:.3}%"),
        p if p < 10.0 => format!("{p:.2}%"),
        p => format!("{p:.1}%"),
    }
}

schemas!(ModelEvaluation = "frs.model-evaluation/1");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_said_as_people_say_them() {
        let said: Vec<_> = [1e-2, 1e-3, 1e-5, 0.003, 1.0, 0.0].into_iter().map(one_in).collect();
        assert_eq!(said, ["1 in 100", "1 in 1,000", "1 in 100,000", "1 in 333", "1 in 1", "0"]);
        let shown: Vec<_> = [0.0, 0.00002, 0.0005, 0.0123, 0.253, 1.0].into_iter().map(percent).collect();
        assert_eq!(shown, ["0%", "0.0020%", "0.050%", "1.23%", "25.3%", "100.0%"]);
        assert_eq!([-0.0018, 0.0, 0.021].map(points), ["\u{2212}0.18", "0", "+2.10"]);
    }
}
