//! Which papers are accepted (2-110-3-A, 4-A-1, 4-B, 4-E). That their signatures verify, the gate has found already.

use jiff::Timestamp;

use super::{Facts, Verdict, authority};
use crate::{
    policy::{Approver, AuthorizationFacts, OperationKind, OtherKey, PaperFacts, apart},
    vocabulary::{PersonId, Role},
};

fn with_paper(facts: &Facts<'_>, judge: impl FnOnce(&PaperFacts) -> Verdict) -> Verdict {
    match (facts.operation, facts.paper) {
        (OperationKind::PaperAccept, Some(paper)) => judge(paper),
        _ => Verdict::NotApplicable,
    }
}

fn with_authorization(facts: &Facts<'_>, judge: impl FnOnce(&AuthorizationFacts) -> Verdict) -> Verdict {
    with_paper(facts, |paper| match paper {
        PaperFacts::Authorization(authorization) => judge(authorization),
        _ => Verdict::NotApplicable,
    })
}

fn with_trained(facts: &Facts<'_>, judge: impl FnOnce(&AuthorizationFacts) -> Verdict) -> Verdict {
    with_authorization(facts, |authorization| {
        if authorization.roles.iter().any(|role| role.binds_training()) {
            judge(authorization)
        } else {
            Verdict::NotApplicable
        }
    })
}

/// 2-110-3-A: who approved it, and whom it names.
pub(super) fn approver(facts: &Facts<'_>) -> Verdict {
    if facts.operation == OperationKind::PaperAccept && facts.paper.is_none() {
        return Verdict::broken("No paper is named.", "Name the signed file: frs paper accept FILE");
    }
    with_authorization(facts, |authorization| {
        if authorization.approver == Approver::Founding {
            return Verdict::broken(
                "Founding makes its own Commander; no paper does.",
                "Let the Commander sign it: frs paper sign FILE",
            );
        }
        if !authority::badge_of(authorization) || authorization.roles.is_empty() {
            return Verdict::broken(
                "The authorization names no badge, or no role.",
                "Make a new one: frs paper request authorization",
            );
        }
        if authorization.not_after <= authorization.not_before || authorization.not_after <= facts.now {
            return Verdict::broken(
                format!("The authorization ends at {}: it would open nothing.", authorization.not_after),
                "Make a new one: frs paper request authorization",
            );
        }
        authority::approver_of(authorization)
    })
}

/// 2-110-4-B: an older paper does not come back, and nobody carries their own.
pub(super) fn newer(facts: &Facts<'_>) -> Verdict {
    with_authorization(facts, |authorization| {
        if facts.authorized().is_some_and(|carrier| carrier.person == authorization.person) {
            return Verdict::broken(
                "This is your own authorization.",
                "Let the Commander or somebody else who is authorized enter it: frs paper accept FILE",
            );
        }
        if facts.replaces.is_some_and(|held| authorization.not_before <= held) {
            return Verdict::broken(
                "The person holds an authorization that begins later than this one, or at the same moment.",
                "Use the newer paper, or ask for a new one: frs paper request authorization",
            );
        }
        Verdict::Holds
    })
}

/// 2-110-3-A: the unit.
pub(super) fn unit(facts: &Facts<'_>) -> Verdict {
    with_trained(facts, authority::unit_of)
}

/// 2-110-4-A-1: the training.
pub(super) fn training(facts: &Facts<'_>) -> Verdict {
    with_trained(facts, |authorization| authority::training_of(facts, authorization))
}

/// 2-110-4-B: only the Commander designates, for a time, and somebody whose identity is known.
pub(super) fn designation(facts: &Facts<'_>) -> Verdict {
    let again = "Make a new one for the Commander to sign: frs paper request designation";
    with_paper(facts, |paper| match paper {
        PaperFacts::Designation { signed_by_commander: false, .. } => {
            Verdict::broken("The designation is not signed by the Commander; a designee cannot designate.", again)
        }
        PaperFacts::Designation { not_after: None, .. } => Verdict::broken("The designation has no end date.", again),
        PaperFacts::Designation { not_after: Some(end), .. } if *end <= facts.now => {
            Verdict::broken(format!("The designation ended at {end}."), again)
        }
        PaperFacts::Designation { .. } => Verdict::Holds,
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-3-A: who becomes a designee holds an authorization already, and acts.
pub(super) fn designee(facts: &Facts<'_>) -> Verdict {
    with_paper(facts, |paper| match paper {
        PaperFacts::Designation { person, roles, .. } if roles.is_empty() => Verdict::broken(
            format!("{} holds no accepted authorization: nobody here knows their badge.", person.short()),
            "Accept their authorization first: frs paper accept FILE",
        ),
        PaperFacts::Designation { person, free: false, .. } => Verdict::broken(
            format!("{} is suspended, or their key was retired.", person.short()),
            "Designate somebody whose access is in order (frs program status), or reinstate them first: frs paper request reinstatement",
        ),
        PaperFacts::Designation { .. } => Verdict::Holds,
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-B: roles that one person must not combine.
pub(super) fn offices_apart(facts: &Facts<'_>) -> Verdict {
    let again = "Make one authorization for each person: frs paper request authorization";
    with_paper(facts, |paper| {
        let roles = match paper {
            PaperFacts::Authorization(authorization) => {
                let designee = authorization.designated.is_some_and(|(_, until)| facts.now < until);
                let designee = designee.then_some(Role::Designee);
                let offices = authorization.offices.iter().copied().chain(designee);
                authorization.roles.iter().copied().chain(offices).collect::<Vec<_>>()
            }
            PaperFacts::Designation { roles, .. } => roles.iter().copied().chain([Role::Designee]).collect(),
            _ => return Verdict::NotApplicable,
        };
        apart(&roles, facts.floor).map_or(Verdict::Holds, |why| Verdict::broken(why, again))
    })
}

/// 2-110-4-B: offices that no authorization gives.
pub(super) fn offices_given(facts: &Facts<'_>) -> Verdict {
    with_authorization(facts, |authorization| {
        let given = |role| authorization.roles.contains(&role);
        if given(Role::Commander) {
            return Verdict::broken(
                "It names the role commander, which only the root key has.",
                "Hand the program on with a succession: frs paper request succession",
            );
        }
        if given(Role::Designee) {
            return Verdict::broken(
                "It names the role designee, which only a designation gives, with an end date.",
                "Ask for the other roles, and let the Commander designate: frs paper request designation",
            );
        }
        Verdict::Holds
    })
}

/// 2-110-4-A-1: a nightly job is bound to one host and one source.
pub(super) fn batch_named(facts: &Facts<'_>) -> Verdict {
    with_authorization(facts, |authorization| match &authorization.batch {
        None if authorization.roles.contains(&Role::Batch) => Verdict::broken(
            "It is a batch authorization and does not name its host and its source.",
            "Fill in host and source in the details file, and ask again: frs paper request authorization",
        ),
        Some(_) if !authorization.roles.contains(&Role::Batch) => Verdict::broken(
            "It names a host and a source, and is no batch authorization: they would bind nothing.",
            "Take them out of the details file, or ask for the role batch: frs paper request authorization",
        ),
        _ => Verdict::Holds,
    })
}

/// 2-110-4-B: the end of a key.
pub(super) fn retirement(facts: &Facts<'_>) -> Verdict {
    let again = "Make a new one for the Commander or a designee to sign: frs paper request retirement";
    with_paper(facts, |paper| match *paper {
        PaperFacts::Retirement { of_commander: true, .. } => Verdict::broken(
            "It retires the Commander's own key, and nobody could act for the program any more.",
            "Hand the program on instead: frs paper request succession",
        ),
        PaperFacts::Retirement { known: false, person, .. } => Verdict::broken(
            format!("{} is nobody whom an accepted paper names.", person.short()),
            "Check the person id: frs program status",
        ),
        PaperFacts::Retirement { retired: true, person, .. } => Verdict::broken(
            format!("The key of {} is retired already.", person.short()),
            "Nothing is left to do; frs program status shows whose keys are retired",
        ),
        PaperFacts::Retirement { person, approver, .. } => match signed(person, approver) {
            Some(why) => Verdict::broken(why, again),
            None => Verdict::Holds,
        },
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-B: a retired key comes back by no paper.
pub(super) fn not_retired(facts: &Facts<'_>) -> Verdict {
    with_authorization(facts, |authorization| {
        if authorization.retired {
            let again =
                "Let the person make a new key (frs key new) and ask with that: frs paper request authorization";
            return Verdict::broken("It authorizes a key that was retired.", again);
        }
        Verdict::Holds
    })
}

/// 2-110-4-B: one person, one key. With two of them one person would be the two people whom an order asks for, and a suspension
/// would leave one of them.
pub(super) fn one_key(facts: &Facts<'_>) -> Verdict {
    with_authorization(facts, |authorization| match authorization.other_key {
        Some(OtherKey { person, suspended: true }) => Verdict::broken(
            format!("Badge {} is suspended under another key ({}).", authorization.badge, person.short()),
            "Reinstate them first, where access is to be given back: frs paper request reinstatement",
        ),
        Some(OtherKey { person, .. }) => Verdict::broken(
            format!("Badge {} acts with another key already ({}).", authorization.badge, person.short()),
            "Retire that key first: frs paper request retirement",
        ),
        None => Verdict::Holds,
    })
}

/// 2-110-4-B: a new Commander.
pub(super) fn succession(facts: &Facts<'_>) -> Verdict {
    with_paper(facts, |paper| match paper {
        PaperFacts::Succession(succession) if !succession.signed => {
            let why = if succession.takes_back {
                "It takes back what the old root key admitted, and the recovery key did not sign it."
            } else {
                "Neither the Commander's root key nor the recovery key signed it."
            };
            Verdict::broken(why, "Have it signed by the root key or the recovery key: frs paper sign FILE")
        }
        PaperFacts::Succession(succession) if !succession.new_key => Verdict::broken(
            "Its root or recovery key is used in this program already, by an operator, a witness or an earlier Commander.",
            "Make keys of their own for the new Commander and for the safe: frs key new",
        ),
        PaperFacts::Succession(_) => Verdict::Holds,
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-B: rosters, holds and their release are an office's; the log's key and the time the Commander's. A rekey may
/// bring a new key of the log with it.
pub(super) fn office(facts: &Facts<'_>) -> Verdict {
    let paper = match facts.operation {
        OperationKind::PaperAccept | OperationKind::ProgramRekey => facts.paper,
        _ => None,
    };
    match paper {
        Some(PaperFacts::Office { what, approver }) if !approver.is_in_office() => Verdict::broken(
            format!("The {what} is signed neither by the Commander nor by a designee in office."),
            format!("Have one of them sign it: frs paper request {what}"),
        ),
        Some(PaperFacts::LogKey { signed_by_commander: false }) => Verdict::broken(
            "Only the Commander renews the key of the log.",
            "Let the Commander run it: frs program rekey --log-key-only",
        ),
        Some(PaperFacts::Time { signed_by_commander: false, .. }) => commanders_own("time"),
        Some(PaperFacts::Office { .. } | PaperFacts::LogKey { .. } | PaperFacts::Time { .. }) => Verdict::Holds,
        _ => Verdict::NotApplicable,
    }
}

fn commanders_own(what: &str) -> Verdict {
    Verdict::broken(
        format!("The {what} paper is not signed by the Commander."),
        format!("Have the Commander sign it: frs paper request {what}"),
    )
}

/// 2-110-4-B: what cannot be undone takes two persons.
pub(super) fn two_persons(facts: &Facts<'_>) -> Verdict {
    let sign = "Let that person sign the same file too (frs paper sign FILE), and accept the one with both signatures.";
    with_paper(facts, |paper| match *paper {
        PaperFacts::ExpungeOrder { ordered_by: None, .. } => {
            Verdict::broken("The signature of the Commander or of a designee in office is missing.", sign)
        }
        PaperFacts::ExpungeOrder { second: None, .. } => {
            Verdict::broken("The signature of a second authorized person is missing.", sign)
        }
        PaperFacts::Correction { signed, needed } if signed < needed => {
            let which = if signed == 0 { "an authorized person" } else { "a second authorized person" };
            Verdict::broken(format!("The signature of {which} is missing."), sign)
        }
        PaperFacts::ExpungeOrder { .. } | PaperFacts::Correction { .. } => Verdict::Holds,
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-D-6: who approves an internal share.
pub(super) fn share_approver(facts: &Facts<'_>) -> Verdict {
    let again = "Make a new one for the lead investigator to sign: frs paper request share-approval";
    with_paper(facts, |paper| match *paper {
        PaperFacts::ShareApproval { signed: false, .. } => {
            Verdict::broken("It is signed by no lead investigator, Commander or designee.", again)
        }
        PaperFacts::ShareApproval { expires, .. } => not_ended(facts, expires, again),
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-C: who decides on a release.
pub(super) fn release_approver(facts: &Facts<'_>) -> Verdict {
    let again = "Make a new one for the release authority to sign: frs paper request release-approval";
    with_paper(facts, |paper| match *paper {
        PaperFacts::ReleaseApproval { signed: false, .. } => {
            Verdict::broken("It is not signed by the release authority.", again)
        }
        PaperFacts::ReleaseApproval { expires, .. } => not_ended(facts, expires, again),
        _ => Verdict::NotApplicable,
    })
}

fn not_ended(facts: &Facts<'_>, expires: Timestamp, again: &str) -> Verdict {
    if facts.now < expires { Verdict::Holds } else { Verdict::broken(format!("It expired at {expires}."), again) }
}

/// 2-110-4-B: the floor.
pub(super) fn floor(facts: &Facts<'_>) -> Verdict {
    with_paper(facts, |paper| match paper {
        PaperFacts::Floor { signed_by_commander: false, .. } => Verdict::broken(
            "The floor is not signed by the Commander.",
            "Only the Commander sets the floor: frs paper request floor",
        ),
        PaperFacts::Floor { version, .. } if Some(*version) != facts.floor.version.checked_add(1) => Verdict::broken(
            format!("It is floor {version}, and floor {} is in force.", facts.floor.version),
            "Make one that follows the floor in force: frs paper request floor",
        ),
        PaperFacts::Floor { .. } => Verdict::Holds,
        _ => Verdict::NotApplicable,
    })
}

fn signed(person: PersonId, approver: Approver) -> Option<&'static str> {
    match approver {
        _ if approver.person() == Some(person) => Some("It is signed by the person whom it concerns."),
        _ if approver.is_in_office() => None,
        _ => Some("It is signed neither by the Commander nor by a designee in office."),
    }
}

/// 2-110-4-E: suspensions and reinstatements, in one count without gaps.
pub(super) fn suspension(facts: &Facts<'_>) -> Verdict {
    let (what, person, approver, number) = match (facts.operation, facts.paper) {
        (OperationKind::PaperAccept, Some(PaperFacts::Suspension { person, approver, number, .. })) => {
            ("suspension", *person, *approver, *number)
        }
        (OperationKind::PaperAccept, Some(PaperFacts::Reinstatement { person, approver, number, .. })) => {
            ("reinstatement", *person, *approver, *number)
        }
        _ => return Verdict::NotApplicable,
    };
    let again = format!("Make a new one for the Commander or a designee to sign: frs paper request {what}");
    if let Some(why) = signed(person, approver) {
        return Verdict::broken(why, again);
    }
    let next = facts.suspensions_held.saturating_add(1);
    if number == next {
        return Verdict::Holds;
    }
    let remedy = if number > next {
        format!("Accept number {next} first: frs paper accept FILE")
    } else {
        format!("Number {number} is in the book already. {again}")
    };
    Verdict::broken(format!("It is number {number}, and the next of this repository is {next}."), remedy)
}

/// 2-110-4-E: a suspension hits no Commander, a reinstatement ends one that is in force.
pub(super) fn suspension_named(facts: &Facts<'_>) -> Verdict {
    with_paper(facts, |paper| match *paper {
        PaperFacts::Suspension { of_commander: true, .. } => Verdict::broken(
            "It suspends the Commander's own key, and nobody could reinstate it.",
            "A new Commander takes office by a succession: frs paper request succession",
        ),
        PaperFacts::Reinstatement { in_force: false, suspension, person, .. } => Verdict::broken(
            format!("It ends suspension {suspension} of {}, which is not in force here.", person.short()),
            "Name the number of the suspension that is (frs program status): frs paper request reinstatement",
        ),
        PaperFacts::Suspension { .. } | PaperFacts::Reinstatement { .. } => Verdict::Holds,
        _ => Verdict::NotApplicable,
    })
}
