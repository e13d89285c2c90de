//! Witnesses of the book (2-110-4-B): who may be one, what they say, and how far they lag
//! (docs/threat-model.md#witnesses, docs/threat-model.md#time).

use jiff::SignedDuration;

use super::{Facts, Verdict};
use crate::{
    policy::{OperationKind, PaperFacts},
    vocabulary::{PersonId, Role},
};

/// What stops where too much went by unseen: a new list, the report of one, and whatever hands something over
/// (docs/threat-model.md#witnesses).
pub const NEEDS_WITNESS: &[OperationKind] = &[
    OperationKind::Search,
    OperationKind::VerifySheet,
    OperationKind::Share,
    OperationKind::ShareRequest,
    OperationKind::ShareDiscovery,
    OperationKind::Release,
];

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn with_paper(facts: &Facts<'_>, judge: impl FnOnce(&PaperFacts) -> Verdict) -> Verdict {
    match (facts.operation, facts.paper) {
        (OperationKind::PaperAccept, Some(paper)) => judge(paper),
        _ => Verdict::NotApplicable,
    }
}

/// 2-110-4-B: nobody witnesses their own acts.
pub(super) fn apart(facts: &Facts<'_>) -> Verdict {
    with_paper(facts, |paper| match paper {
        PaperFacts::Floor { operating_witnesses, .. } => match operating_witnesses.first() {
            None => Verdict::Holds,
            Some(person) => Verdict::broken(
                format!("The floor names {} as a witness, who acts in the program.", person.short()),
                "Name somebody who holds no office but auditor: frs paper request floor",
            ),
        },
        PaperFacts::Authorization(authorization) => {
            let acts = authorization.roles.iter().any(|role| *role != Role::Auditor);
            if acts { no_witness(facts, authorization.person, "an operator") } else { Verdict::Holds }
        }
        PaperFacts::Designation { person, .. } => no_witness(facts, *person, "a designee"),
        _ => Verdict::NotApplicable,
    })
}

fn no_witness(facts: &Facts<'_>, person: PersonId, what: &str) -> Verdict {
    if !facts.witnesses.contains(&person) {
        return Verdict::Holds;
    }
    Verdict::broken(
        format!("{} is a witness of the book, and it makes them {what}.", person.short()),
        "Name another witness in a new floor first: frs paper request floor",
    )
}

/// 2-110-4-B: a witness of the floor, and something new.
pub(super) fn named(facts: &Facts<'_>) -> Verdict {
    with_paper(facts, |paper| match paper {
        PaperFacts::WitnessAnswer { named: false, .. } => Verdict::broken(
            "No witness that the floor names has cosigned it.",
            "Let a named witness cosign (frs audit witness), or name this one in a new floor (frs paper request floor)",
        ),
        PaperFacts::WitnessAnswer { newer: false, .. } => Verdict::broken(
            "The book knows already what it says.",
            "Ask the witness for a new answer: frs audit checkpoint",
        ),
        PaperFacts::WitnessAnswer { .. } => Verdict::Holds,
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-B: the gate lives at the newest cosigned time, so a wrong one must not slip in.
pub(super) fn time(facts: &Facts<'_>) -> Verdict {
    with_paper(facts, |paper| match paper {
        PaperFacts::WitnessAnswer { named: true, ahead, confirmed: false, .. } if *ahead > DAY => Verdict::broken(
            format!("The witness's time lies {} hours ahead of this machine's clock.", ahead.as_hours()),
            "Find out whose clock is wrong. If it is this machine's, set it; if you know that the witness is right, add \
             --confirm-time",
        ),
        PaperFacts::WitnessAnswer { .. } => Verdict::Holds,
        PaperFacts::Time { known: false, .. } => Verdict::broken(
            "It takes back the time of an answer that this book does not hold.",
            "Take the answer's digest from the entry that accepted it: frs paper request time",
        ),
        PaperFacts::Time { .. } => Verdict::Holds,
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-B: how much may go unwitnessed before searching, reporting and handing over stop.
pub(super) fn witnessed(facts: &Facts<'_>) -> Verdict {
    // Before the book was read, nothing is known of its witnesses.
    let read = facts.search.is_some() || facts.verification.is_some() || facts.share.is_some();
    if !read || !NEEDS_WITNESS.contains(&facts.operation) {
        return Verdict::NotApplicable;
    }
    let remedy = if facts.witnesses.is_empty() {
        "No witness stands in the floor: let the Commander name one (frs key show --witness, frs paper request floor); \
         then frs audit checkpoint, frs audit witness, frs paper accept"
    } else {
        "frs audit checkpoint; the witness: frs audit witness FILE; then frs paper accept ANSWER"
    };
    let Some(tail) = facts.tail else {
        return Verdict::broken("It is not known what witnesses have seen of the book.", remedy);
    };
    let (most, days) = (u64::from(facts.floor.unwitnessed_tail_entries), facts.floor.unwitnessed_tail_days);
    if facts.floor.unwitnessed_too_many(tail.entries) {
        let why = format!("{} entries of the book were seen by no witness, and the floor allows {most}.", tail.entries);
        return Verdict::broken(why, remedy);
    }
    let age = tail.since.map(|since| facts.now.duration_since(since)).unwrap_or_default();
    if facts.floor.unwitnessed_too_long(age) {
        let why = format!(
            "The oldest entry that no witness has seen is {} days old, and the floor allows {days}.",
            age.as_hours() / 24
        );
        return Verdict::broken(why, remedy);
    }
    Verdict::Holds
}
