//! When a lead report may be made (2-110-4-D-4; ADR 34).

use super::{Facts, Verdict, verify::with_list};
use crate::policy::{OperationKind as K, ReviewFacts};

const SHEET: &[K] = &[K::VerifySheet];

/// 2-110-4-D-4: the whole list, each candidate with what became of it.
pub(super) fn after_records(facts: &Facts<'_>) -> Verdict {
    with_list(facts, SHEET, |list| {
        if list.open == 0 {
            return Verdict::Holds;
        }
        Verdict::broken(
            format!(
                "{} of {} candidates have no record, and a report shows what became of each.",
                list.open, list.candidates
            ),
            "Open and record each of them first: frs verify status SEARCH says which",
        )
    })
}

/// 2-110-4-D-4: the second examiner first.
pub(super) fn after_review(facts: &Facts<'_>) -> Verdict {
    with_list(facts, SHEET, |list| match &list.review {
        _ if list.preliminary => Verdict::NotApplicable,
        ReviewFacts::NotAsked | ReviewFacts::Done => Verdict::Holds,
        ReviewFacts::Due => Verdict::broken(
            "No second examiner has reviewed the list blind, and the floor asks for it.",
            if facts.floor.preliminary {
                "frs verify packet SEARCH --reviewer BADGE, then frs verify review. Where it cannot wait: --preliminary, \
                 marked so on every page"
            } else {
                "frs verify packet SEARCH --reviewer BADGE, then frs verify review"
            },
        ),
        ReviewFacts::Conflict(ranks) => {
            let ranks: Vec<_> = ranks.iter().map(u32::to_string).collect();
            Verdict::broken(
                format!("Two examiners differ on candidates {}, and nobody has resolved it.", ranks.join(", ")),
                "Look again together, then: frs verify resolve SEARCH --candidate N",
            )
        }
    })
}

/// 2-110-4-D-4: a sheet before the review, where the Commander allows it.
pub(super) fn preliminary(facts: &Facts<'_>) -> Verdict {
    with_list(facts, SHEET, |list| match &list.review {
        _ if !list.preliminary => Verdict::NotApplicable,
        ReviewFacts::NotAsked | ReviewFacts::Done => Verdict::broken(
            "Nothing is waited for: the review is done, or the floor asks for none.",
            "Make the report itself: leave --preliminary away",
        ),
        _ if !facts.floor.preliminary => Verdict::broken(
            "The floor allows no sheet before the blind review is done.",
            "frs verify packet SEARCH --reviewer BADGE, then frs verify review",
        ),
        _ => Verdict::Holds,
    })
}
