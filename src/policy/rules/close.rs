//! Lists that nobody works on any more: closed without a verification (2-110-4-D-4; docs/verify.md#when-a-list-is-not-needed-any-more).

use super::{
    Facts, Verdict,
    share::{HANDED, with_share},
    verify::with_list,
};
use crate::policy::{OperationKind as K, ReviewFacts};

const CLOSE: &[K] = &[K::VerifyClose];

/// What would go on with a list. Looking at it stays allowed, and so does a source: what speaks for or against somebody is never lost.
pub(super) const GOES_ON: &[K] = &[
    K::VerifyRecord,
    K::VerifyPacket,
    K::VerifyReview,
    K::VerifyResolve,
    K::VerifyOutcome,
    K::VerifySheet,
    K::VerifyClose,
];

/// 2-110-4-D-4: whoever made a search answers for its list.
pub(super) fn by_its_examiner(facts: &Facts<'_>) -> Verdict {
    with_list(facts, CLOSE, |list| {
        if list.own || list.orphaned {
            return Verdict::Holds;
        }
        Verdict::broken(
            "Somebody else made this search, and still acts as an examiner.",
            "Let them close it: frs verify close SEARCH. Another examiner may once whoever made it acts no more",
        )
    })
}

/// 2-110-4-D-4: why a list is closed is told.
pub(super) fn with_reason(facts: &Facts<'_>) -> Verdict {
    with_list(facts, CLOSE, |list| match &list.missing {
        None => Verdict::NotApplicable,
        Some(missing) if missing.is_empty() => Verdict::Holds,
        Some(missing) => Verdict::broken(
            format!("It is not said why the list is closed:\n{}", missing.join("\n")),
            "Fill in what is missing. A form to fill in: frs verify close --template; at a terminal it is asked",
        ),
    })
}

/// 2-110-4-D-4: closing ends work that is open, and nobody's review or dissent.
pub(super) fn may_be_closed(facts: &Facts<'_>) -> Verdict {
    with_list(facts, CLOSE, |list| {
        if list.closed.is_some() {
            return Verdict::NotApplicable;
        }
        if let ReviewFacts::Conflict(ranks) = &list.review {
            let ranks: Vec<_> = ranks.iter().map(u32::to_string).collect();
            return Verdict::broken(
                format!("Two examiners differ on candidates {}, and nobody has resolved it.", ranks.join(", ")),
                "Look again together, then: frs verify resolve SEARCH --candidate N",
            );
        }
        if list.review_owed {
            return Verdict::broken(
                "A blind review of this list is due: its packet or a preliminary sheet was made.",
                "Let the review end first: frs verify review; where no packet was made yet: frs verify packet SEARCH --reviewer BADGE",
            );
        }
        if !list.unsettled {
            return Verdict::broken("Nothing of this list is open.", "See how it stands: frs verify status SEARCH");
        }
        if list.concluded {
            return Verdict::broken(
                "A report or a preliminary sheet of this list was made, or a candidate of it was confirmed: somebody may act on it.",
                "Say what is so now, so that it is told: frs verify outcome SEARCH --candidate N (eliminated, or unresolved), then frs verify \
                 report",
            );
        }
        Verdict::Holds
    })
}

/// 2-110-4-D-4: a list that was closed is not taken up again.
pub(super) fn stays_closed(facts: &Facts<'_>) -> Verdict {
    with_list(facts, GOES_ON, |list| match &list.closed {
        None => Verdict::Holds,
        Some(entry) => Verdict::broken(
            format!("This list was closed without a verification (entry {entry}), and stays closed."),
            "Where it is needed after all, search again, so that the book says why: frs search PROBE, under a purpose that holds. A \
             source can still be recorded (frs verify source)",
        ),
    })
}

/// 2-110-4-D-4: what was put aside is no lead to hand on.
pub(super) fn not_handed(facts: &Facts<'_>) -> Verdict {
    with_share(facts, HANDED, |share| {
        // Of a discovery file `closed` is set only where nothing that goes with it tells of the closing.
        let shows = |kind: &str| !kind.starts_with("probe");
        let closed = share.items.iter().find_map(|item| {
            let kind = item.kind.as_deref().filter(|kind| shows(kind))?;
            Some((kind, item.closed.as_deref()?))
        });
        match closed {
            None => Verdict::Holds,
            Some((kind, entry)) => Verdict::broken(
                format!("An item of kind {kind} is of a list that was closed without a verification (entry {entry})."),
                "Leave it away. What the defence may see of such a list leaves as discovery, which tells that it was closed: collect it (anew) \
                 with frs share discovery, and name its discovery.json too",
            ),
        }
    })
}
