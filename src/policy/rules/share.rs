//! What is handed over inside the Department (2-110-4-D-6, 3-F), and what holds of everything that is handed over.

use super::{Facts, Verdict};
use crate::{
    policy::{ApprovalFacts, OperationKind as K, ShareFacts, SignedApproval},
    vocabulary::PurposeKind,
};

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

pub(super) fn with_share(facts: &Facts<'_>, of: &[K], judge: impl FnOnce(&ShareFacts) -> Verdict) -> Verdict {
    facts.share.filter(|_| of.contains(&facts.operation)).map_or(Verdict::NotApplicable, judge)
}

pub(super) fn with_signed(facts: &Facts<'_>, of: &[K], judge: impl FnOnce(&SignedApproval) -> Verdict) -> Verdict {
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

pub(super) fn of_this_case(share: &ShareFacts) -> Verdict {
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

pub(super) fn holds(facts: &Facts<'_>, signed: &SignedApproval, again: &str) -> Verdict {
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
