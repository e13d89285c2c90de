//! Which papers are accepted (2-110-3-A, 4-A-1, 4-B, 4-E). That their signatures verify, the gate has found already.

use super::{Facts, Verdict, authority};
use crate::{
    policy::{Approver, AuthorizationFacts, OperationKind, PaperFacts},
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
            return Verdict::broken("Founding makes its own Commander; no paper does.", "Let the Commander sign it.");
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

/// 2-110-4-B: only the Commander designates, and for a time.
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

/// 2-110-4-B: offices that one person must not combine.
pub(super) fn offices_apart(facts: &Facts<'_>) -> Verdict {
    with_authorization(facts, |authorization| {
        let has = |role| authorization.roles.contains(&role);
        let again = "Make one authorization for each person: frs paper request authorization";
        let handles_faces = [Role::Examiner, Role::Reviewer, Role::RepositoryManager].into_iter().any(has);
        if has(Role::Auditor) && (handles_faces || has(Role::Batch)) {
            return Verdict::broken("It makes one person auditor of their own work.", again);
        }
        if has(Role::Commander) && has(Role::ReleaseAuthority) && !facts.floor.commander_may_be_release_authority {
            let why = "It makes one person Commander and release authority, which the floor does not allow.";
            return Verdict::broken(why, again);
        }
        if has(Role::Batch) && authorization.roles.len() > 1 {
            return Verdict::broken("A batch authorization holds no other role.", again);
        }
        Verdict::Holds
    })
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
        Approver::Commander { .. } | Approver::Designee { in_force_when_accepted: true, .. } => None,
        _ => Some("It is signed neither by the Commander nor by a designee in office."),
    }
}

/// 2-110-4-E: suspensions and reinstatements.
pub(super) fn suspension(facts: &Facts<'_>) -> Verdict {
    with_paper(facts, |paper| match *paper {
        PaperFacts::Suspension { person, approver, number } => {
            let again = "Make a new one for the Commander or a designee to sign: frs paper request suspension";
            if let Some(why) = signed(person, approver) {
                return Verdict::broken(why, again);
            }
            let next = facts.suspensions_held.saturating_add(1);
            if number == next {
                return Verdict::Holds;
            }
            let remedy = if number > next {
                format!("Accept suspension {next} first: frs paper accept FILE")
            } else {
                format!("Suspension {number} is in the book already. {again}")
            };
            Verdict::broken(format!("It is suspension {number}, and the next of this repository is {next}."), remedy)
        }
        PaperFacts::Reinstatement { person, approver, suspension } => {
            let again = "Make a new one for the Commander or a designee to sign: frs paper request reinstatement";
            if let Some(why) = signed(person, approver) {
                return Verdict::broken(why, again);
            }
            if (1..=facts.suspensions_held).contains(&suspension) {
                return Verdict::Holds;
            }
            Verdict::broken(format!("It ends suspension {suspension}, which this repository does not hold."), again)
        }
        _ => Verdict::NotApplicable,
    })
}
