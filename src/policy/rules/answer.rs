//! What a supervisor finds of a search that was drawn for justification (2-110-4-A-2, 4-B).

use super::{Facts, Verdict, verify::with_list};
use crate::policy::OperationKind as K;

const ANSWER: &[K] = &[K::AuditAnswer];

/// 2-110-4-A-2: what is answered for is a search of this book, and the answer is whole.
pub(super) fn answered_whole(facts: &Facts<'_>) -> Verdict {
    if ANSWER.contains(&facts.operation) && facts.verification.is_none() {
        return Verdict::broken(
            "No search is named, or the book holds none of that id.",
            "Name it as frs audit sample printed it: search-…",
        );
    }
    with_list(facts, ANSWER, |search| match &search.missing {
        None => Verdict::NotApplicable,
        Some(missing) if missing.is_empty() => Verdict::Holds,
        Some(missing) => Verdict::broken(
            format!("The answer is not whole:\n{}", missing.join("\n")),
            "Fill in what is missing. A form to fill in: frs audit answer --template; at a terminal it is asked",
        ),
    })
}

/// 2-110-4-B: nobody oversees their own search.
pub(super) fn answered_by_another(facts: &Facts<'_>) -> Verdict {
    with_list(facts, ANSWER, |search| {
        if !search.own {
            return Verdict::Holds;
        }
        Verdict::broken(
            "You made this search, or stated the purpose that it was made for; whether it was justified, somebody else says.",
            "Let another supervisor look at it: frs audit answer SEARCH",
        )
    })
}
