//! What is handed over outside the Department (2-110-4-C).

use super::{
    Facts, Verdict,
    share::{holds, of_this_case, with_share, with_signed},
};
use crate::{
    policy::{ApprovalFacts, OperationKind as K, SharedItem},
    vocabulary::SearchId,
};

/// What prepares or makes a release.
pub(super) const OUTSIDE: &[K] = &[K::ShareRequest, K::Release];
const RELEASE: &[K] = &[K::Release];

const DECISION: &str =
    "Ask the release authority: frs share request; they sign (frs paper sign), and it is entered (frs paper accept)";

/// 2-110-4-C: what is released, the book of this case accounts for.
pub(super) fn items(facts: &Facts<'_>) -> Verdict {
    if OUTSIDE.contains(&facts.operation) && facts.share.is_none() {
        return Verdict::broken("Nothing is named that is to be released.", "Name the files, or --probe PROBE");
    }
    with_share(facts, OUTSIDE, of_this_case)
}

/// 2-110-4-C: what leaves tells what is known when it leaves.
pub(super) fn current(facts: &Facts<'_>) -> Verdict {
    with_share(facts, OUTSIDE, |share| {
        match share.items.iter().find_map(|item| Some((item.kind.as_deref()?, item.overtaken.as_deref()?))) {
            None => Verdict::Holds,
            Some((kind, entry)) => Verdict::broken(
                format!("More was recorded of the candidates after an item of kind {kind} was made (entry {entry})."),
                "Make it again, so that it tells that too, and ask anew (frs verify report, frs share discovery; frs share request)",
            ),
        }
    })
}

/// 2-110-4-C: what is decided on was shown to whoever decided.
pub(super) fn requested(facts: &Facts<'_>) -> Verdict {
    with_signed(facts, RELEASE, |signed| {
        if signed.requested {
            return Verdict::Holds;
        }
        Verdict::broken(
            "No request of this case asked for this paper: nobody was shown what would leave.",
            format!("Have the paper decided on that a request wrote. {DECISION}"),
        )
    })
}

/// What names the whole list in an approval.
const DISCOVERY: &str = "discovery";

/// 2-110-4-C: nobody else's face leaves with it.
pub(super) fn redacted(facts: &Facts<'_>) -> Verdict {
    with_share(facts, OUTSIDE, |share| {
        let known: Vec<(&str, &SharedItem)> =
            share.items.iter().filter_map(|item| Some((item.kind.as_deref()?, item))).collect();
        if let Some((kind, _)) = known.iter().find(|(kind, _)| matches!(*kind, "comparison" | "working-copy")) {
            return Verdict::broken(
                format!("An item is a {kind} page: a working copy, marked not for release."),
                "Release a redacted report (frs verify report --redact-others), or the pictures of the one candidate",
            );
        }
        if let Some((kind, _)) = known.iter().find(|(kind, _)| kind.contains("-preliminary")) {
            return Verdict::broken(
                format!(
                    "An item is a {kind}: a sheet marked PRELIMINARY, made before a second examiner has reviewed the list (2-110-4-D-4)."
                ),
                "Let the blind review end, make the report itself (frs verify report --redact-others), and release that",
            );
        }
        // The whole list leaves as discovery, which the approval names: of that search, and of no other.
        let of = |item: &SharedItem| item.about.map(|(search, _)| search);
        let whole: Vec<SearchId> =
            known.iter().filter(|(kind, _)| *kind == DISCOVERY).filter_map(|(_, item)| of(item)).collect();
        let rest: Vec<_> =
            known.into_iter().filter(|(_, item)| of(item).is_none_or(|search| !whole.contains(&search))).collect();
        of_the_kept_alone(&rest)
    })
}

/// Without the whole list, nobody is shown but who is kept, and no second one in pictures.
fn of_the_kept_alone(items: &[(&str, &SharedItem)]) -> Verdict {
    const OF_PROBE: &[&str] =
        &["probe", "probe-picture", "probe-face", "probe-received", "discovery-probe", "discovery-picture"];
    let of_candidate = |kind: &str| matches!(kind, "candidate-picture" | "candidate-face");
    let shows: Vec<_> = items.iter().filter(|(kind, _)| !OF_PROBE.contains(kind)).collect();
    if let Some((kind, _)) = shows.iter().find(|(kind, _)| !kind.ends_with("-redacted") && !of_candidate(kind)) {
        return Verdict::broken(
            format!("An item of kind {kind} can show other candidates, who have nothing to do with the case."),
            "Release the redacted report (frs verify report --redact-others). The whole list leaves only as discovery of that search, \
             which the approval then names",
        );
    }
    for (kind, item) in &shows {
        let Some(shown) = &item.shows else {
            return Verdict::broken(
                format!("The entry of an item of kind {kind} does not say whom it shows: an earlier build made it."),
                "Make it again (frs verify report --redact-others, frs verify open)",
            );
        };
        if let Some(other) = shown.iter().find(|one| !one.kept) {
            return Verdict::broken(
                format!(
                    "An item of kind {kind} shows candidate {}, who is excluded, eliminated or not compared yet: they have \
                     nothing to do with the case.",
                    other.rank
                ),
                "Leave it away, or make the redacted report again as things stand now (frs verify report --redact-others)",
            );
        }
    }
    let mut pictures = shows.iter().filter(|(kind, _)| of_candidate(kind)).map(|(_, item)| item.about);
    let first = pictures.next();
    match first {
        Some(one) if one.is_none() || pictures.any(|other| other != one) => Verdict::broken(
            "The pictures show more than one candidate.",
            "Release the pictures of the one candidate that it is about; the whole list leaves only as discovery: frs share discovery",
        ),
        _ => Verdict::Holds,
    }
}

/// 2-110-4-C: what the release authority decides on is told whole.
pub(super) fn told(facts: &Facts<'_>) -> Verdict {
    with_share(facts, &[K::ShareRequest], |share| match &share.missing {
        Some(missing) if missing.is_empty() => match share.until {
            Some(until) if until > facts.now => Verdict::Holds,
            _ => Verdict::broken(
                "The day until which it may be released has passed.",
                "Name a later one in the form (--details FILE): expires = \"…\"",
            ),
        },
        missing => Verdict::broken(
            format!("The request is not whole:\n{}", missing.iter().flatten().cloned().collect::<Vec<_>>().join("\n")),
            "Fill in what is missing. A form to fill in: frs share request --template",
        ),
    })
}

/// 2-110-4-C: who decides.
pub(super) fn authority(facts: &Facts<'_>) -> Verdict {
    with_share(facts, &[K::ShareRequest], |share| match &share.unfit {
        None => Verdict::Holds,
        Some(why) => Verdict::broken(
            why.clone(),
            "Name a release authority by badge: --to BADGE (frs program status lists them)",
        ),
    })
}

/// 2-110-4-C: an accepted paper approves exactly this.
pub(super) fn approved(facts: &Facts<'_>) -> Verdict {
    with_share(facts, RELEASE, |share| match &share.approval {
        ApprovalFacts::Signed(signed) if signed.refused => {
            Verdict::broken("The release authority refused it.", DECISION)
        }
        ApprovalFacts::Signed(signed) if signed.taken_back => {
            Verdict::broken("The same was refused to the same recipient after it was approved.", DECISION)
        }
        ApprovalFacts::Signed(signed) if !signed.key_fits => Verdict::broken(
            "The approval names another key of the recipient.",
            format!("Encrypt to the key that was approved, or have another one approved. {DECISION}"),
        ),
        ApprovalFacts::Signed(signed) => holds(facts, signed, DECISION),
        ApprovalFacts::Unknown(digest) => Verdict::broken(
            format!("The book holds no accepted release approval {digest}: nothing leaves before it is entered."),
            format!("Enter the signed paper: frs paper accept FILE. {DECISION}"),
        ),
        ApprovalFacts::Missing | ApprovalFacts::Recorded { .. } => {
            Verdict::broken("No approval of the release authority is named.", DECISION)
        }
    })
}

/// 2-110-4-C: nobody decides on their own request.
pub(super) fn by_another(facts: &Facts<'_>) -> Verdict {
    with_signed(facts, RELEASE, |signed| {
        if !signed.own {
            return Verdict::Holds;
        }
        Verdict::broken(
            "The approval is signed by whoever asked for the release, or makes it.",
            "Let another release authority decide: frs share request --to BADGE",
        )
    })
}

/// 2-110-4-C: one approval, one release.
pub(super) fn once(facts: &Facts<'_>) -> Verdict {
    with_signed(facts, RELEASE, |signed| match &signed.used {
        None => Verdict::Holds,
        Some(entry) => Verdict::broken(
            format!("By this approval something was released already (entry {entry})."),
            format!("For another release, another approval is needed. {DECISION}"),
        ),
    })
}

/// 2-110-4-C: a copy that nobody has seen releases nothing.
pub(super) fn witnessed(facts: &Facts<'_>) -> Verdict {
    with_signed(facts, RELEASE, |signed| {
        if signed.witnessed {
            return Verdict::Holds;
        }
        let remedy = if facts.witnesses.is_empty() {
            "No witness stands in the floor: let the Commander name one (frs key show --witness, frs paper request floor); then \
             frs audit checkpoint, frs audit witness, frs paper accept"
        } else {
            "frs audit checkpoint; the witness: frs audit witness FILE; then frs paper accept ANSWER, and release again"
        };
        Verdict::broken(
            "The acceptance of the approval, or an entry that accounts for an item, was not seen by as many witnesses as the floor asks.",
            remedy,
        )
    })
}

/// 2-110-4-C: what a recipient acknowledges is what left.
pub(super) fn receipt(facts: &Facts<'_>) -> Verdict {
    if facts.operation == K::ShareReceipt && facts.share.and_then(|share| share.receipt).is_none() {
        return Verdict::broken("No release is named.", "Name its approval: --approval DIGEST");
    }
    with_share(facts, &[K::ShareReceipt], |share| {
        let Some(receipt) = share.receipt else { return Verdict::NotApplicable };
        if !receipt.released {
            return Verdict::broken(
                "By this approval nothing of this case was released.",
                "Copy the approval's digest as frs share release printed it: frs share status",
            );
        }
        match &share.missing {
            Some(missing) if !missing.is_empty() => Verdict::broken(
                format!("The receipt is not whole:\n{}", missing.join("\n")),
                "Fill in what is missing. A form to fill in: frs share receipt --template",
            ),
            _ if !receipt.same => Verdict::broken(
                "The recipient holds another file than the one that left.",
                "Find out which file they hold, and why, before anything is recorded; ask them for its SHA-256 again; frs share status shows what left",
            ),
            _ => Verdict::Holds,
        }
    })
}
