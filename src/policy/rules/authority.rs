//! Who may use the software (2-110-3-A, 4-A-1, 4-B, 4-E).

use jiff::{SignedDuration, tz::TimeZone};

use super::{Facts, Verdict};
use crate::{
    policy::{Approver, Authorization, AuthorizationFacts, OperationKind, PaperFacts},
    vocabulary::{Role, check_code, check_words},
};

const NEW_AUTHORIZATION: &str = "Ask the ISD Commander or a designee for an authorization: \
    frs paper request authorization, then send them the file; signed, enter it with: frs paper accept FILE";
pub(super) const BUREAU: &str = "Investigations Bureau";

/// 2-110-4-A-1: there is an authorization, and it is that of the person who holds the key.
pub(super) fn authorized(facts: &Facts<'_>) -> Verdict {
    match facts.authorization {
        Authorization::Missing => Verdict::broken("No authorization was found for this key.", NEW_AUTHORIZATION),
        Authorization::OtherPerson => Verdict::broken(
            "The authorization names another person than the holder of this key.",
            format!("Use your own authorization. {NEW_AUTHORIZATION}"),
        ),
        Authorization::Valid(_) => Verdict::Holds,
        _ => Verdict::NotApplicable,
    }
}

/// 2-110-4-B: the paper verifies from the root, belongs to this program and stands in the book.
pub(super) fn commanders_line(facts: &Facts<'_>) -> Verdict {
    let again = "Ask whoever sent it for the file again, as an attachment; then: frs paper accept FILE";
    match facts.authorization {
        Authorization::Unreadable { why } => {
            Verdict::broken(format!("The authorization cannot be read: {why}."), again)
        }
        Authorization::Damaged { why } => Verdict::broken(
            format!("The authorization was damaged on its way ({why}); that is no sign of forgery."),
            again,
        ),
        Authorization::BadSignature => Verdict::broken(
            "The authorization's signatures do not lead to this program's root key.",
            "Do not use this paper. Keep the file, and tell the ISD Commander what it says: frs paper show FILE",
        ),
        Authorization::WrongProgram => Verdict::broken(
            "The authorization belongs to another program.",
            "Compare the program's fingerprint with the Commander by voice (frs repository status), \
                and name the repository of your own program.",
        ),
        // Whoever's keys were withdrawn cannot see what the book holds; that they are suspended, another rule tells.
        Authorization::NotAccepted if facts.suspension.is_some_and(|suspension| suspension.since.is_none()) => {
            Verdict::NotApplicable
        }
        Authorization::NotAccepted => Verdict::broken(
            "The authorization is signed, but not entered in this repository's book.",
            "Have somebody who is authorized enter it: frs paper accept FILE",
        ),
        Authorization::Superseded => Verdict::broken(
            "A newer authorization of yours has taken the place of this one.",
            "Use the newer file: --authorization FILE, or copy it over authorization.frs in your own directory.",
        ),
        Authorization::Void => Verdict::broken(
            "A succession took back what the stolen root key had signed; this authorization is among it.",
            NEW_AUTHORIZATION,
        ),
        Authorization::Valid(_) => Verdict::Holds,
        Authorization::Missing | Authorization::OtherPerson => Verdict::NotApplicable,
    }
}

fn with(facts: &Facts<'_>, judge: impl FnOnce(&AuthorizationFacts) -> Verdict) -> Verdict {
    facts.authorized().map_or(Verdict::NotApplicable, judge)
}

/// Training, unit and use bind where only a role that they bind allows the operation.
fn binds_training(facts: &Facts<'_>, authorization: &AuthorizationFacts) -> bool {
    let roles = authorization.roles_at(facts.now);
    let allowing = facts.operation.operation().roles.iter().filter(|role| roles.contains(role));
    let mut allowing = allowing.peekable();
    allowing.peek().is_some() && allowing.all(|role| role.binds_training())
}

fn with_trained(facts: &Facts<'_>, judge: impl FnOnce(&AuthorizationFacts) -> Verdict) -> Verdict {
    with(facts, |a| if binds_training(facts, a) { judge(a) } else { Verdict::NotApplicable })
}

/// 2-110-4-A-1: one of the person's roles allows the operation.
pub(super) fn role(facts: &Facts<'_>) -> Verdict {
    with(facts, |authorization| {
        let allowed = facts.operation.operation().roles;
        let roles = authorization.roles_at(facts.now);
        if roles.iter().any(|role| allowed.contains(role)) {
            return Verdict::Holds;
        }
        let held = list(&roles);
        Verdict::broken(
            format!("{} is for: {}. Your authorization names: {held}.", facts.operation, list(allowed)),
            "Ask a person in that role to do it, or ask the ISD Commander for that role: \
                frs paper request authorization",
        )
    })
}

fn list(roles: &[Role]) -> String {
    let words: Vec<_> = roles.iter().map(|role| role.as_str()).collect();
    if words.is_empty() { "no role".to_owned() } else { words.join(", ") }
}

/// 2-110-4-A-1: the authorization is within its dates.
pub(super) fn in_force(facts: &Facts<'_>) -> Verdict {
    with(facts, |authorization| {
        if facts.now < authorization.not_before {
            let why = format!("The authorization holds from {} on.", authorization.not_before);
            return Verdict::broken(why, "Wait until then; or the machine's clock is wrong: frs doctor");
        }
        if facts.now >= authorization.not_after {
            return Verdict::broken(
                format!("The authorization ended at {}.", authorization.not_after),
                NEW_AUTHORIZATION,
            );
        }
        Verdict::Holds
    })
}

/// 2-110-3-A: the unit.
pub(super) fn unit(facts: &Facts<'_>) -> Verdict {
    with_trained(facts, unit_of)
}

pub(super) fn unit_of(authorization: &AuthorizationFacts) -> Verdict {
    let unit = authorization.unit.trim();
    if unit == BUREAU || unit.strip_prefix(BUREAU).is_some_and(|rest| rest.starts_with([',', '/', ';', ':', ' '])) {
        return Verdict::Holds;
    }
    let why = if unit.is_empty() {
        "The authorization names no unit.".to_owned()
    } else {
        format!("The authorization names the unit {unit:?}.")
    };
    Verdict::broken(why, format!("The unit must be {BUREAU:?} (a section may follow). {NEW_AUTHORIZATION}"))
}

/// 2-110-4-A-1: the training.
pub(super) fn trained(facts: &Facts<'_>) -> Verdict {
    with_trained(facts, |authorization| training_of(facts, authorization))
}

pub(super) fn training_of(facts: &Facts<'_>, authorization: &AuthorizationFacts) -> Verdict {
    let remedy = format!("Complete the facial recognition training. Then: {NEW_AUTHORIZATION}");
    let Some(training) = &authorization.training else {
        return Verdict::broken("The authorization names no completed training.", remedy);
    };
    if check_words(&training.course).is_err() || check_words(&training.provider).is_err() {
        return Verdict::broken("The training's course or provider is not named.", remedy);
    }
    let today = facts.now.to_zoned(TimeZone::UTC).date();
    if training.completed > today {
        return Verdict::broken(format!("The training is to be completed on {}.", training.completed), remedy);
    }
    let last = training.last_day(facts.floor.training_months);
    if today > last {
        return Verdict::broken(format!("The training lapsed: it counted until {last}."), remedy);
    }
    Verdict::Holds
}

/// 2-110-3-A: who approved.
pub(super) fn approver(facts: &Facts<'_>) -> Verdict {
    with(facts, approver_of)
}

pub(super) fn approver_of(authorization: &AuthorizationFacts) -> Verdict {
    let approver = authorization.approver;
    if approver.person() == Some(authorization.person) {
        return Verdict::broken(
            "It is approved by the person whom it authorizes.",
            "Have another person approve it: frs paper request authorization",
        );
    }
    match approver {
        Approver::Commander { .. } | Approver::Designee { in_force_when_accepted: true, .. } => Verdict::Holds,
        Approver::Founding if authorization.roles.first() == Some(&Role::Commander) => Verdict::Holds,
        Approver::Founding => Verdict::broken(
            "The founding note makes a Commander and gives no other role.",
            "Let the Commander sign an authorization of its own for each other person: frs paper request authorization",
        ),
        Approver::Designee { .. } => {
            Verdict::broken("The designation of its approver was not in force when it was accepted.", NEW_AUTHORIZATION)
        }
        Approver::Neither { .. } => {
            Verdict::broken("Its approver is neither the ISD Commander nor a designee.", NEW_AUTHORIZATION)
        }
    }
}

/// 2-110-4-A-1: a nightly job enrolls on its host, from its source.
pub(super) fn batch_bounds(facts: &Facts<'_>) -> Verdict {
    with(facts, |authorization| {
        let allowed = facts.operation.operation().roles;
        let acting: Vec<_> = authorization.roles.iter().filter(|role| allowed.contains(role)).collect();
        if facts.operation != OperationKind::Enroll || acting != [&Role::Batch] {
            return Verdict::NotApplicable;
        }
        let Some((host, source)) = &authorization.batch else {
            return Verdict::broken("The batch authorization names no host and no source.", NEW_AUTHORIZATION);
        };
        if facts.host != Some(host.as_str()) {
            let here = facts.host.unwrap_or("unknown");
            return Verdict::broken(
                format!("The batch is for the host {host:?}, and this machine is {here:?}."),
                "Run it on that machine, or ask for an authorization for this one: frs paper request authorization",
            );
        }
        let strange = facts.sources.and_then(|sources| sources.iter().find(|found| *found != source));
        strange.map_or(Verdict::Holds, |found| {
            Verdict::broken(
                format!("The batch is for the source {source:?}, and the list has rows from {found:?}."),
                "Take these rows out, or let a repository manager enroll them: frs enroll --manifest FILE",
            )
        })
    })
}

/// 2-110-3-A: long unused authorizations sleep.
pub(super) fn in_use(facts: &Facts<'_>) -> Verdict {
    with_trained(facts, |authorization| {
        let last = authorization.last_used.unwrap_or(authorization.accepted_at).max(authorization.accepted_at);
        let days = facts.floor.unused_days;
        if facts.now.duration_since(last) <= SignedDuration::from_hours(24 * i64::from(days)) {
            return Verdict::Holds;
        }
        let why = format!("The authorization was last used at {last}, over {days} days ago.");
        Verdict::broken(why, NEW_AUTHORIZATION)
    })
}

/// 2-110-4-E: no suspension is in force.
pub(super) fn not_suspended(facts: &Facts<'_>) -> Verdict {
    let Some(suspension) = facts.suspension else { return Verdict::Holds };
    let which = suspension.since.map_or(String::new(), |since| {
        format!(" since {since} (suspension {}, by {})", suspension.number, suspension.by.short())
    });
    Verdict::broken(
        format!("Access is suspended{which}: {}", suspension.reason),
        "Speak with the ISD Commander. Only a signed reinstatement opens access again: frs paper request reinstatement",
    )
}

/// 2-110-4-E: the repository holds every suspension that its papers name.
pub(super) fn suspensions_known(facts: &Facts<'_>) -> Verdict {
    if facts.suspensions_named <= facts.suspensions_held {
        return Verdict::Holds;
    }
    // The missing suspension itself must find its way in.
    if facts.operation == OperationKind::PaperAccept
        && matches!(
            facts.paper,
            Some(PaperFacts::Suspension { .. } | PaperFacts::Reinstatement { .. } | PaperFacts::Unread)
        )
    {
        return Verdict::Holds;
    }
    Verdict::broken(
        format!(
            "Papers name suspension {}, and this repository holds them only up to {}.",
            facts.suspensions_named, facts.suspensions_held
        ),
        "Get the missing suspension from the ISD Commander, and enter it: frs paper accept FILE",
    )
}

/// A badge that is one.
pub(super) fn badge_of(authorization: &AuthorizationFacts) -> bool {
    check_code(&authorization.badge).is_ok()
}
