//! For what the software may be used (2-110-4-A).

use super::{Facts, Verdict};
use crate::{
    policy::{OperationKind, PurposeFacts},
    vocabulary::{MissingField, PurposeKind},
};

const STATE: &str = "State the purpose first: frs purpose state";

fn needs_purpose(facts: &Facts<'_>) -> bool {
    !facts.operation.operation().purposes.is_empty()
}

/// 2-110-4-A: a purpose of the book is cited.
pub(super) fn cited(facts: &Facts<'_>) -> Verdict {
    if !needs_purpose(facts) {
        return Verdict::NotApplicable;
    }
    match facts.purpose {
        PurposeFacts::Missing => {
            Verdict::broken("No purpose is cited.", format!("{STATE}; then cite it: --purpose ID"))
        }
        PurposeFacts::Unknown(id) => Verdict::broken(
            format!("{} is not a purpose of this repository's book.", id.short()),
            format!("See which are in force: frs purpose list. Or: {STATE}"),
        ),
        PurposeFacts::Incomplete(missing) => {
            let open: Vec<String> = missing.iter().map(ToString::to_string).collect();
            Verdict::broken(format!("The purpose is not stated completely:\n{}", open.join("\n")), STATE)
        }
        // Why the book cannot be opened, another rule tells.
        PurposeFacts::OutOfReach => Verdict::NotApplicable,
        PurposeFacts::Stated(_) => Verdict::Holds,
    }
}

/// 2-110-4-A: nobody is looked for where nobody is.
pub(super) fn nobody_there(facts: &Facts<'_>) -> Verdict {
    if facts.synthetic && facts.photographs {
        return Verdict::broken(
            "This program is synthetic: it holds nobody, and a photograph shows somebody.",
            "Take photographs into the department's own program (--repository), or into one that is made to try things: frs demo",
        );
    }
    match facts.stated() {
        Some(purpose) if facts.synthetic && purpose.kind.searches_for_a_person() => Verdict::broken(
            format!("This program is synthetic: it holds nobody, and {} looks for a person.", purpose.kind),
            "Search in the department's own program (--repository). To measure this one, state evaluation: frs purpose state",
        ),
        Some(_) => Verdict::Holds,
        None => Verdict::NotApplicable,
    }
}

/// Under which purposes an operation is done: where nobody is, a search only measures the software.
fn accepted(facts: &Facts<'_>) -> &'static [PurposeKind] {
    if facts.synthetic && facts.operation.searches_for_a_person() {
        return &[PurposeKind::Evaluation];
    }
    facts.operation.operation().purposes
}

/// 2-110-4-A: the operation accepts the purpose.
pub(super) fn fits(facts: &Facts<'_>) -> Verdict {
    let accepted = accepted(facts);
    let Some(purpose) = facts.stated().filter(|_| !accepted.is_empty()) else { return Verdict::NotApplicable };
    if accepted.contains(&purpose.kind) {
        return Verdict::Holds;
    }
    if matches!(nobody_there(facts), Verdict::Broken { .. }) {
        return Verdict::NotApplicable;
    }
    let words: Vec<_> = accepted.iter().map(|kind| kind.as_str()).collect();
    let why = if facts.operation.searches_for_a_person() && !facts.synthetic {
        format!("The purpose is {}, which never searches for a person.", purpose.kind)
    } else {
        format!("The purpose is {}; {} is done under: {}.", purpose.kind, facts.operation, words.join(", "))
    };
    Verdict::broken(why, format!("If one of these is the case ({}), state it: frs purpose state", words.join(", ")))
}

/// 2-110-4-A: the authorization names the purpose.
pub(super) fn permitted(facts: &Facts<'_>) -> Verdict {
    let (Some(purpose), Some(authorization)) = (facts.stated(), facts.authorized()) else {
        return Verdict::NotApplicable;
    };
    if !needs_purpose(facts) && facts.operation != OperationKind::PurposeState {
        return Verdict::NotApplicable;
    }
    if authorization.purposes.contains(&purpose.kind) {
        return Verdict::Holds;
    }
    Verdict::broken(
        format!("Your authorization does not name the purpose {}.", purpose.kind),
        "Ask a person whose authorization names it, or ask the ISD Commander: frs paper request authorization",
    )
}

/// The missing answers that one paragraph asks for.
fn answers(facts: &Facts<'_>, paragraph: &str) -> Verdict {
    if facts.operation != OperationKind::PurposeState {
        return Verdict::NotApplicable;
    }
    match facts.purpose {
        PurposeFacts::Stated(purpose) if purpose.kind.paragraph() == paragraph => Verdict::Holds,
        PurposeFacts::Incomplete(missing) => {
            let open: Vec<_> =
                missing.iter().filter(|field| field.paragraph == paragraph).map(MissingField::to_string).collect();
            if open.is_empty() {
                return Verdict::NotApplicable;
            }
            let number = if open.len() == 1 { "One answer is" } else { "Answers are" };
            Verdict::broken(
                format!("{number} missing:\n{}", open.join("\n")),
                "Answer, each in your own words: frs purpose state asks for what is missing",
            )
        }
        _ => Verdict::NotApplicable,
    }
}

/// 2-110-4-A: a purpose is named, and those that search for nobody say why.
pub(super) fn complete(facts: &Facts<'_>) -> Verdict {
    if facts.operation == OperationKind::PurposeState
        && matches!(facts.purpose, PurposeFacts::Missing | PurposeFacts::Unknown(_))
    {
        return Verdict::broken("No purpose is stated.", STATE);
    }
    answers(facts, PurposeKind::Administration.paragraph())
}

/// 2-110-4-A-2.
pub(super) fn criminal_activity(facts: &Facts<'_>) -> Verdict {
    answers(facts, PurposeKind::CriminalActivity.paragraph())
}

/// 2-110-4-A-3.
pub(super) fn endangered_person(facts: &Facts<'_>) -> Verdict {
    answers(facts, PurposeKind::EndangeredPerson.paragraph())
}

/// 2-110-4-A-4.
pub(super) fn decedent(facts: &Facts<'_>) -> Verdict {
    answers(facts, PurposeKind::Decedent.paragraph())
}

/// 2-110-4-A: the case number looks as the floor says.
pub(super) fn case_number(facts: &Facts<'_>) -> Verdict {
    let Some(purpose) = facts.stated() else { return Verdict::NotApplicable };
    match &purpose.case {
        None if purpose.kind.searches_for_a_person() => {
            Verdict::broken("The purpose names no case.", "State it with its case number: frs purpose state")
        }
        None => Verdict::NotApplicable,
        Some(case) if facts.floor.is_case_number(case) => Verdict::Holds,
        Some(case) => Verdict::broken(
            format!("{case:?} is no case number here: it must look like {}", facts.floor.case_number_pattern),
            "State the case number as the records system writes it: frs purpose state",
        ),
    }
}

/// 2-110-4-A: the purpose has not run out.
pub(super) fn in_time(facts: &Facts<'_>) -> Verdict {
    let Some(purpose) = facts.stated().filter(|_| needs_purpose(facts)) else { return Verdict::NotApplicable };
    let age = facts.now.duration_since(purpose.stated_at);
    if age.is_negative() {
        let why = format!("The purpose was stated at {}, which is after now ({}).", purpose.stated_at, facts.now);
        return Verdict::broken(why, "The machine's clock is wrong: frs doctor");
    }
    if age < facts.floor.purpose_validity {
        return Verdict::Holds;
    }
    let why = format!("The purpose was stated at {} and lasted {:#}.", purpose.stated_at, facts.floor.purpose_validity);
    Verdict::broken(why, "If it still holds, state it anew: frs purpose state")
}

/// 2-110-4-A: the purpose carries one more probe.
pub(super) fn probes_left(facts: &Facts<'_>) -> Verdict {
    let Some(purpose) = facts.stated().filter(|_| facts.operation == OperationKind::Probe) else {
        return Verdict::NotApplicable;
    };
    if purpose.probes_used < facts.floor.purpose_probes {
        return Verdict::Holds;
    }
    let why = format!(
        "The purpose already carries {} probes; it may carry {}.",
        purpose.probes_used, facts.floor.purpose_probes
    );
    Verdict::broken(why, "If more are needed, state a new purpose, which is reported: frs purpose state")
}
