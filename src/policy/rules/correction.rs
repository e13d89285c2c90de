//! What is corrected, and by what paper (2-110-4-B; docs/repository.md#correcting).

use super::{Facts, Verdict};
use crate::policy::{CorrectionFacts, OperationKind};

const PAPER: &str = "Have a correction signed and entered: frs paper request correction";

fn with_correction(facts: &Facts<'_>, judge: impl FnOnce(&CorrectionFacts) -> Verdict) -> Verdict {
    match (facts.operation, facts.correction) {
        (OperationKind::RepositoryCorrect, Some(correction)) => judge(correction),
        _ => Verdict::NotApplicable,
    }
}

/// 2-110-4-B: an accepted paper says what is corrected, once.
pub(super) fn by_paper(facts: &Facts<'_>) -> Verdict {
    if facts.operation == OperationKind::RepositoryCorrect && facts.correction.is_none() {
        return Verdict::broken("No correction is named.", PAPER);
    }
    with_correction(facts, |correction| match correction {
        CorrectionFacts { known: false, .. } => Verdict::broken(
            "The book holds no such correction, or a succession took it back.",
            format!("Copy the digest that `frs paper accept` printed. {PAPER}"),
        ),
        CorrectionFacts { entered: true, .. } => Verdict::broken(
            "This correction is entered already.",
            format!("Nothing is left to do; for another one: {PAPER}"),
        ),
        _ => Verdict::Holds,
    })
}

/// 2-110-4-B: what is corrected is there, and becomes something that may be.
pub(super) fn fits(facts: &Facts<'_>) -> Verdict {
    with_correction(facts, |correction| match *correction {
        CorrectionFacts { known: false, .. } => Verdict::NotApplicable,
        CorrectionFacts { target_there: false, .. } => Verdict::broken(
            "The purpose that it names searches for nobody or is not in the book, or a person whom it names is not in the repository.",
            format!("Ids are printed by the command that made them; what was expunged cannot be corrected. {PAPER}"),
        ),
        CorrectionFacts { case_fits: false, .. } => Verdict::broken(
            format!(
                "What the case is to be is no case number here: it must look like {}",
                facts.floor.case_number_pattern
            ),
            PAPER,
        ),
        _ => Verdict::Holds,
    })
}

/// 2-110-4-B: a person under a legal hold stays the person whom the hold names.
pub(super) fn not_held(facts: &Facts<'_>) -> Verdict {
    with_correction(facts, |correction| match correction.held {
        Some(hold) => Verdict::broken(
            format!("The legal hold {hold} covers the person who would be no more: the hold would cover nobody."),
            "Have the hold released, or merge the other way: frs paper request hold-release",
        ),
        None => Verdict::Holds,
    })
}
