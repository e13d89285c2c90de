//! What is handed over: inside the Department (2-110-4-D-6, 3-F), and outside of it (2-110-4-C).

use super::{Facts, Verdict};
use crate::{
    policy::{ApprovalFacts, OperationKind as K, ShareFacts, SharedItem, SignedApproval},
    vocabulary::{PurposeKind, SearchId},
};

/// What prepares or makes a release.
pub(super) const OUTSIDE: &[K] = &[K::ShareRequest, K::Release];
const RELEASE: &[K] = &[K::Release];

const DECISION: &str =
    "Ask the release authority: frs share request; they sign (frs paper sign), and it is entered (frs paper accept)";

const APPROVAL: &str = "Have one signed by the lead investigator and entered (frs paper request share-approval), or record who \
                        approved it: frs share inside --template";

const ASK_THE_LEAD: &str = "Ask the lead on this incident. Where another one leads it now, state the purpose anew with their badge: frs \
                            purpose state";

/// Who may approve, where it is known.
fn may_approve(share: &ShareFacts) -> String {
    match share.approvers.as_slice() {
        [] => String::new(),
        all => format!(". Who may approve here: {}", all.join(", ")),
    }
}

fn with_share(facts: &Facts<'_>, of: &[K], judge: impl FnOnce(&ShareFacts) -> Verdict) -> Verdict {
    facts.share.filter(|_| of.contains(&facts.operation)).map_or(Verdict::NotApplicable, judge)
}

fn with_signed(facts: &Facts<'_>, of: &[K], judge: impl FnOnce(&SignedApproval) -> Verdict) -> Verdict {
    with_share(facts, of, |share| match &share.approval {
        ApprovalFacts::Signed(signed) => judge(signed),
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-D-6: what is shared, the book of this case accounts for.
pub(super) fn items(facts: &Facts<'_>) -> Verdict {
    if facts.operation == K::Share && facts.share.is_none() {
        return Verdict::broken("Nothing is named that is to be shared.", "Name the files, or --probe PROBE");
    }
    with_share(facts, &[K::Share], of_this_case)
}

fn of_this_case(share: &ShareFacts) -> Verdict {
    if share.items.is_empty() {
        return Verdict::broken("Nothing is named that is to be handed over.", "Name the files, or --probe PROBE");
    }
    let unknown: Vec<_> = share.items.iter().filter(|item| item.kind.is_none()).collect();
    if unknown.is_empty() {
        return Verdict::Holds;
    }
    let named: Vec<_> = unknown.iter().map(|item| format!("SHA-256 {}", item.digest)).collect();
    Verdict::broken(
        format!("No entry of this case holds these files; they were changed, or made elsewhere:\n{}", named.join("\n")),
        "Hand over only what frs wrote for this case, byte for byte (frs verify open, frs verify report), or the probe as it was \
         received (--probe)",
    )
}

/// What hands something over, or prepares it.
pub(super) const HANDED: &[K] = &[K::Share, K::ShareRequest, K::Release];

/// 2-110-4-A-3: what helped an endangered person serves no other purpose, also where it is handed on.
pub(super) fn not_reused(facts: &Facts<'_>) -> Verdict {
    const KIND: PurposeKind = PurposeKind::EndangeredPerson;
    with_share(facts, HANDED, |share| match facts.stated() {
        Some(purpose) if purpose.kind != KIND && share.items.iter().any(|item| item.made_for == Some(KIND)) => {
            Verdict::broken(
                format!(
                    "An item was made to help an endangered person; the purpose that is cited is {}.",
                    purpose.kind
                ),
                "Hand it over under a purpose of that kind; where it has run out, state it anew: frs purpose state",
            )
        }
        _ => Verdict::Holds,
    })
}

/// 2-110-4-C: what leaves tells what is known when it leaves.
pub(super) fn release_current(facts: &Facts<'_>) -> Verdict {
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
pub(super) fn release_requested(facts: &Facts<'_>) -> Verdict {
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

/// 2-110-3-F: recipient, need to know and end date are stated.
pub(super) fn need_to_know(facts: &Facts<'_>) -> Verdict {
    with_share(facts, &[K::Share], |share| {
        match &share.missing {
            Some(missing) if !missing.is_empty() => {
                return Verdict::broken(
                    format!("It is not stated whole to whom, why and until when:\n{}", missing.join("\n")),
                    "Fill in what is missing. A form to fill in: frs share inside --template",
                );
            }
            _ => {}
        }
        match share.until {
            Some(until) if until <= facts.now => Verdict::broken(
                format!("Its end date, {until}, has passed."),
                "Name a later end date in the form (--details FILE), or ask for a new approval: frs paper request share-approval",
            ),
            Some(_) => Verdict::Holds,
            None => Verdict::broken(
                "No end date is stated.",
                "State in the form (--details FILE) until when the recipient may use it: until = \"…\"",
            ),
        }
    })
}

/// 2-110-4-D-6: the lead investigator on the incident approved it.
pub(super) fn lead_approved(facts: &Facts<'_>) -> Verdict {
    with_share(facts, &[K::Share], |share| match &share.approval {
        ApprovalFacts::Missing => {
            Verdict::broken("Nobody is named who approved it.", format!("{APPROVAL}{}", may_approve(share)))
        }
        ApprovalFacts::Unknown(digest) => Verdict::broken(
            format!("The book holds no accepted share approval {digest}."),
            format!("Copy the digest that `frs paper accept` printed. {APPROVAL}"),
        ),
        ApprovalFacts::Recorded { of_incident: false, .. } => Verdict::broken(
            "Whoever approved it is neither the lead that the purpose names, nor the Commander or a designee in office.",
            format!("{ASK_THE_LEAD}{}", may_approve(share)),
        ),
        ApprovalFacts::Signed(signed) if !signed.of_incident => Verdict::broken(
            "It is signed neither by the lead that the purpose names, nor by the Commander or a designee in office.",
            format!("{ASK_THE_LEAD}{}", may_approve(share)),
        ),
        ApprovalFacts::Recorded { .. } | ApprovalFacts::Signed(_) => Verdict::Holds,
    })
}

/// 2-110-4-D-6: nobody approves their own share.
pub(super) fn approved_by_another(facts: &Facts<'_>) -> Verdict {
    with_share(facts, &[K::Share], |share| match &share.approval {
        ApprovalFacts::Recorded { own: true, .. } | ApprovalFacts::Signed(SignedApproval { own: true, .. }) => {
            Verdict::broken(
                "You approved it yourself.",
                format!(
                    "An examiner who is also the lead has a designee approve: frs paper request share-approval{}",
                    may_approve(share)
                ),
            )
        }
        ApprovalFacts::Missing | ApprovalFacts::Unknown(_) => Verdict::NotApplicable,
        _ => Verdict::Holds,
    })
}

/// 2-110-4-D-6: a signed approval counts for its case, its items and its time, and as long as its signer may give it.
pub(super) fn approval_holds(facts: &Facts<'_>) -> Verdict {
    let again = "Have a new one signed and entered: frs paper request share-approval";
    with_signed(facts, &[K::Share], |signed| holds(facts, signed, again))
}

fn holds(facts: &Facts<'_>, signed: &SignedApproval, again: &str) -> Verdict {
    if !signed.case_fits {
        return Verdict::broken("The approval is for another case than the purpose that is cited.", again);
    }
    if !signed.differs.is_empty() {
        return Verdict::broken(
            format!("The approval is for exactly its items, and these differ:\n{}", signed.differs.join("\n")),
            again,
        );
    }
    if signed.expires <= facts.now {
        return Verdict::broken(format!("The approval expired at {}.", signed.expires), again);
    }
    if !signed.acts {
        return Verdict::broken(
            "Whoever signed the approval may give it no more: the office ended, or they were suspended or retired since; and nobody \
             else who may give it signed it.",
            again,
        );
    }
    Verdict::Holds
}

/// 2-110-4-C: what is released, the book of this case accounts for.
pub(super) fn release_items(facts: &Facts<'_>) -> Verdict {
    if OUTSIDE.contains(&facts.operation) && facts.share.is_none() {
        return Verdict::broken("Nothing is named that is to be released.", "Name the files, or --probe PROBE");
    }
    with_share(facts, OUTSIDE, of_this_case)
}

/// What names the whole list in an approval.
const DISCOVERY: &str = "discovery";

/// 2-110-4-C: nobody else's face leaves with it.
pub(super) fn release_redacted(facts: &Facts<'_>) -> Verdict {
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
pub(super) fn release_told(facts: &Facts<'_>) -> Verdict {
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
pub(super) fn release_authority(facts: &Facts<'_>) -> Verdict {
    with_share(facts, &[K::ShareRequest], |share| match &share.unfit {
        None => Verdict::Holds,
        Some(why) => Verdict::broken(
            why.clone(),
            "Name a release authority by badge: --to BADGE (frs program status lists them)",
        ),
    })
}

/// 2-110-4-C: an accepted paper approves exactly this.
pub(super) fn release_approved(facts: &Facts<'_>) -> Verdict {
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
pub(super) fn released_by_another(facts: &Facts<'_>) -> Verdict {
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
pub(super) fn released_once(facts: &Facts<'_>) -> Verdict {
    with_signed(facts, RELEASE, |signed| match &signed.used {
        None => Verdict::Holds,
        Some(entry) => Verdict::broken(
            format!("By this approval something was released already (entry {entry})."),
            format!("For another release, another approval is needed. {DECISION}"),
        ),
    })
}

/// 2-110-4-C: a copy that nobody has seen releases nothing.
pub(super) fn release_witnessed(facts: &Facts<'_>) -> Verdict {
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
