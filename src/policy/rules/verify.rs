//! From candidate to lead (2-110-4-D-4, 4-D-5).

use super::{Facts, Verdict};
use crate::{
    policy::{OperationKind as K, StatedPurpose, VerificationFacts},
    vocabulary::{PurposeKind, VerificationResult},
};

/// Everything that is done about a list.
pub(super) const OF_LIST: &[K] = &[
    K::VerifyStatus,
    K::VerifyOpen,
    K::VerifyRecord,
    K::VerifyPacket,
    K::VerifyReview,
    K::VerifyResolve,
    K::VerifySource,
    K::VerifyOutcome,
    K::SearchReplay,
    K::VerifySheet,
    K::ShareDiscovery,
    K::VerifyContact,
    K::VerifyClose,
    K::VerifyList,
];

/// What would show a reviewer the list or the first records.
pub(super) const NOT_BLIND: &[K] = &[
    K::VerifyStatus,
    K::VerifyOpen,
    K::VerifyRecord,
    K::VerifyPacket,
    K::VerifyResolve,
    K::VerifySource,
    K::VerifyOutcome,
    K::SearchReplay,
    K::VerifySheet,
    K::ShareDiscovery,
    K::VerifyContact,
    K::VerifyClose,
    K::VerifyList,
];

/// What is done about one candidate.
const OF_CANDIDATE: &[K] = &[K::VerifyOpen, K::VerifyRecord, K::VerifyResolve, K::VerifySource, K::VerifyOutcome];

pub(super) fn with_list(facts: &Facts<'_>, of: &[K], judge: impl FnOnce(&VerificationFacts) -> Verdict) -> Verdict {
    facts.verification.filter(|_| of.contains(&facts.operation)).map_or(Verdict::NotApplicable, judge)
}

/// 2-110-4-D-4: what is worked on is a list that a search returned, and a candidate on it.
pub(super) fn candidate_named(facts: &Facts<'_>) -> Verdict {
    if OF_LIST.contains(&facts.operation) && facts.verification.is_none() {
        return Verdict::broken(
            "No search is named, or the repository holds none of that id.",
            "Name it as frs search printed it: search-…; frs status names those that wait for you",
        );
    }
    with_list(facts, OF_LIST, |list| {
        // A reviewer names an item, or none to open the packet; how long the list is they are not told.
        if facts.operation == K::VerifyReview {
            if list.candidate.is_none() || list.names_a_candidate() {
                return Verdict::Holds;
            }
            return Verdict::broken("The packet holds no such item.", "Name one of its pages: --item A");
        }
        if !OF_CANDIDATE.contains(&facts.operation) || list.names_a_candidate() {
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
    with_list(facts, OF_LIST, |list| match facts.stated() {
        Some(purpose) if list.kind != Some(PurposeKind::EndangeredPerson) && !oversees(facts) => {
            of_its_case(list, purpose)
        }
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-A-3: what helped an endangered person stays with that purpose.
pub(super) fn not_reused(facts: &Facts<'_>) -> Verdict {
    with_list(facts, OF_LIST, |list| match facts.stated() {
        Some(purpose) if list.kind == Some(PurposeKind::EndangeredPerson) && !oversees(facts) => {
            of_its_case(list, purpose)
        }
        _ => Verdict::NotApplicable,
    })
}

fn of_its_case(list: &VerificationFacts, purpose: &StatedPurpose) -> Verdict {
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
}

/// 2-110-4-D-4: who records a comparison has opened both images.
pub(super) fn opened_first(facts: &Facts<'_>) -> Verdict {
    with_list(facts, &[K::VerifyRecord, K::VerifyReview, K::VerifyResolve], |list| {
        // Those who differ have looked before they recorded; a third examiner looks before they decide.
        let bound = facts.operation != K::VerifyResolve || list.third == Some(true);
        if list.looked || !bound || !list.names_a_candidate() {
            return Verdict::Holds;
        }
        if facts.operation == K::VerifyReview {
            let remedy = "Look at its pages first: frs verify review SEARCH --out DIR";
            return Verdict::broken("You have not opened the packet.", remedy);
        }
        let remedy = "Look at both images first: frs verify open SEARCH --candidate N --out DIR";
        Verdict::broken("You have not opened this candidate.", remedy)
    })
}

fn whole(list: &VerificationFacts, template: &str) -> Verdict {
    match &list.missing {
        None => Verdict::NotApplicable,
        Some(missing) if missing.is_empty() => Verdict::Holds,
        Some(missing) => Verdict::broken(
            format!("The record is not whole:\n{}", missing.join("\n")),
            format!("Fill in what is missing. A form to fill in: {template}; at a terminal it is asked"),
        ),
    }
}

/// 2-110-4-D-4: the record of a comparison is whole.
pub(super) fn compared(facts: &Facts<'_>) -> Verdict {
    let template = if facts.operation == K::VerifyResolve {
        "frs verify resolve --template"
    } else {
        "frs verify record --template"
    };
    with_list(facts, &[K::VerifyRecord, K::VerifyReview, K::VerifyResolve], |list| whole(list, template))
}

/// 2-110-4-D-4: the second examiner comes when the first has finished.
pub(super) fn every_candidate(facts: &Facts<'_>) -> Verdict {
    with_list(facts, &[K::VerifyPacket], |list| {
        if list.open == 0 {
            return Verdict::Holds;
        }
        Verdict::broken(
            format!("{} of {} candidates have no record.", list.open, list.candidates),
            "Open and record each of them first: frs verify status SEARCH says which",
        )
    })
}

/// 2-110-4-D-4: the second examiner is one.
pub(super) fn second_examiner(facts: &Facts<'_>) -> Verdict {
    with_list(facts, &[K::VerifyPacket, K::VerifyReview], |list| match &list.unfit {
        None => Verdict::Holds,
        Some(why) => Verdict::broken(
            why.clone(),
            "Let the first examiner make the packet for another person who holds the role reviewer and has had nothing to do \
             with the list: frs verify packet SEARCH --reviewer BADGE",
        ),
    })
}

/// 2-110-4-D-4: the second look does not know the answer.
pub(super) fn blind(facts: &Facts<'_>) -> Verdict {
    with_list(facts, NOT_BLIND, |list| {
        if !list.blind {
            return Verdict::Holds;
        }
        Verdict::broken(
            "You review this list blind, and your records are not all in.",
            "Review it first: frs verify review SEARCH",
        )
    })
}

/// 2-110-4-D-4: what the packet was made of is not changed under the reviewer's hands.
pub(super) fn first_records_stand(facts: &Facts<'_>) -> Verdict {
    with_list(facts, &[K::VerifyRecord], |list| {
        if !list.packet {
            return Verdict::Holds;
        }
        Verdict::broken(
            "The packet for the blind review was made from the records as they stand.",
            "Wait for the review; where it differs, record how that was resolved: frs verify resolve",
        )
    })
}

/// 2-110-4-D-4: there is a difference.
pub(super) fn conflict(facts: &Facts<'_>) -> Verdict {
    with_list(facts, &[K::VerifyResolve], |list| {
        if list.conflict || !list.names_a_candidate() {
            return Verdict::Holds;
        }
        Verdict::broken(
            "No finished blind review differs from the first record of this candidate, or it was resolved already.",
            "See where the two differ: frs verify status SEARCH",
        )
    })
}

/// 2-110-4-D-4: nobody decides between their own record and another one.
pub(super) fn resolved_by_those(facts: &Facts<'_>) -> Verdict {
    with_list(facts, &[K::VerifyResolve], |list| match list.third {
        Some(true) if list.between => Verdict::broken(
            "You are no third examiner: the difference is between a record of yours, or of your search, and another one.",
            "Say what you see now, each in an entry of your own (by = \"consultation\"): it is resolved when whoever differs agrees. Or \
             let another examiner open the candidate and decide: frs verify open, then frs verify resolve with by = \"third-examiner\"",
        ),
        Some(false) if !list.has_record => Verdict::broken(
            "No record of yours is one of those that differ.",
            "Whoever has a record says what they see now. An examiner who has none opens the candidate and decides: frs verify open, \
             then frs verify resolve with by = \"third-examiner\"",
        ),
        None => Verdict::NotApplicable,
        Some(_) => Verdict::Holds,
    })
}

/// 2-110-4-D-5: a source is recorded whole, of a candidate that is kept.
pub(super) fn independent_source(facts: &Facts<'_>) -> Verdict {
    with_list(facts, &[K::VerifySource, K::VerifyOutcome], |list| {
        if !list.names_a_candidate() {
            return Verdict::NotApplicable;
        }
        if !list.kept {
            return Verdict::broken(
                "This candidate is not kept: it was excluded, or has no record yet.",
                "Sources are recorded of candidates that are kept. Compare it first: frs verify record",
            );
        }
        whole(
            list,
            if facts.operation == K::VerifySource {
                "frs verify source --template"
            } else {
                "frs verify outcome --template"
            },
        )
    })
}

/// 2-110-4-D-5: what the sources lead to rests on them.
pub(super) fn verified_elsewhere(facts: &Facts<'_>) -> Verdict {
    let source = "Record it: frs verify source SEARCH --candidate N. Or record the outcome as unresolved";
    with_list(facts, &[K::VerifyOutcome], |list| {
        let sources = &list.sources;
        match sources.result {
            None => Verdict::NotApplicable,
            Some(VerificationResult::Unresolved) => Verdict::Holds,
            Some(VerificationResult::Eliminated) if sources.contradicting == 0 => {
                Verdict::broken("No source that speaks against this candidate is recorded.", source)
            }
            Some(VerificationResult::Eliminated) => Verdict::Holds,
            Some(VerificationResult::Confirmed) if sources.confirming == 0 => Verdict::broken(
                "No independent source that speaks for this candidate is recorded (records system, MVD, fingerprints, \
                 interview, other).",
                source,
            ),
            Some(VerificationResult::Confirmed) if sources.exculpatory == 0 => Verdict::broken(
                "Nothing was looked for that could speak against this candidate (custody, alibi, height, age, current photo, \
                 tattoos, whereabouts).",
                source,
            ),
            Some(VerificationResult::Confirmed) if sources.contradicting > 0 && !sources.despite => Verdict::broken(
                format!("{} of the sources on record speak against it.", sources.contradicting),
                "Say why that does not count (despite = \"…\" in the form: frs verify outcome --template), or record the outcome as unresolved",
            ),
            Some(VerificationResult::Confirmed) => Verdict::Holds,
        }
    })
}

/// Whether a search is made again under oversight.
fn oversees(facts: &Facts<'_>) -> bool {
    facts.operation == K::SearchReplay && facts.stated().is_some_and(|purpose| purpose.kind == PurposeKind::Oversight)
}

/// 2-110-4-A: nobody oversees their own search.
pub(super) fn replayed_by_another(facts: &Facts<'_>) -> Verdict {
    with_list(facts, &[K::SearchReplay], |list| {
        if !oversees(facts) || !list.own {
            return Verdict::Holds;
        }
        Verdict::broken(
            "You made this search; under oversight somebody else replays it.",
            "Cite the purpose that the search was made for, or let another examiner or the Commander replay it: frs search --replay",
        )
    })
}
