//! From candidate to lead (2-110-4-D-4, 4-D-5).

use super::{Facts, Verdict};
use crate::policy::{OperationKind, VerificationFacts};

const OPEN: &str = "Look at both images first: frs verify open SEARCH --candidate N --out DIR";

fn of_list(operation: OperationKind) -> bool {
    matches!(operation, OperationKind::VerifyStatus | OperationKind::VerifyOpen | OperationKind::VerifyRecord)
}

fn names_candidate(operation: OperationKind) -> bool {
    matches!(operation, OperationKind::VerifyOpen | OperationKind::VerifyRecord)
}

fn with_list(facts: &Facts<'_>, judge: impl FnOnce(&VerificationFacts) -> Verdict) -> Verdict {
    facts.verification.filter(|_| of_list(facts.operation)).map_or(Verdict::NotApplicable, judge)
}

/// 2-110-4-D-4: what is worked on is a list that a search returned, and a candidate on it.
pub(super) fn candidate_named(facts: &Facts<'_>) -> Verdict {
    if of_list(facts.operation) && facts.verification.is_none() {
        return Verdict::broken(
            "No search is named, or the repository holds none of that id.",
            "Name it as frs search printed it: search-…",
        );
    }
    with_list(facts, |list| {
        if !names_candidate(facts.operation) || list.names_a_candidate() {
            return Verdict::Holds;
        }
        let asked = list.candidate.map_or("no candidate".to_owned(), |rank| format!("candidate {rank}"));
        Verdict::broken(
            format!("The list holds {} candidates, and {asked} was named.", list.candidates),
            format!("Name one of 1 to {}: --candidate N. What is open: frs verify status SEARCH", list.candidates),
        )
    })
}

/// 2-110-4-A: a list is worked on under a purpose of its own case.
pub(super) fn same_case(facts: &Facts<'_>) -> Verdict {
    with_list(facts, |list| {
        let Some(purpose) = facts.stated() else { return Verdict::NotApplicable };
        if list.kind == Some(purpose.kind) && list.case == purpose.case {
            return Verdict::Holds;
        }
        let of = |kind: Option<&str>, case: Option<&str>| match (kind, case) {
            (Some(kind), Some(case)) => format!("{kind}, case {case}"),
            (Some(kind), None) => kind.to_owned(),
            (None, _) => "a purpose whose statement was expunged".to_owned(),
        };
        Verdict::broken(
            format!(
                "The search was made for {}; the purpose that is cited is {}.",
                of(list.kind.map(|kind| kind.as_str()), list.case.as_deref()),
                of(Some(purpose.kind.as_str()), purpose.case.as_deref())
            ),
            "Cite a purpose of that kind and case; where it has run out, state it anew: frs purpose state",
        )
    })
}

/// 2-110-4-D-4: who records a comparison has opened both images.
pub(super) fn opened_first(facts: &Facts<'_>) -> Verdict {
    if facts.operation != OperationKind::VerifyRecord {
        return Verdict::NotApplicable;
    }
    with_list(facts, |list| {
        if list.looked || !list.names_a_candidate() {
            return Verdict::Holds;
        }
        Verdict::broken("You have not opened this candidate.", OPEN)
    })
}

/// 2-110-4-D-4: the record of a comparison is whole.
pub(super) fn compared(facts: &Facts<'_>) -> Verdict {
    if facts.operation != OperationKind::VerifyRecord {
        return Verdict::NotApplicable;
    }
    with_list(facts, |list| match &list.missing {
        None => Verdict::NotApplicable,
        Some(missing) if missing.is_empty() => Verdict::Holds,
        Some(missing) => Verdict::broken(
            format!("The record is not whole:\n{}", missing.join("\n")),
            "Fill in what is missing. A form to fill in: frs verify record --template; at a terminal it is asked",
        ),
    })
}
