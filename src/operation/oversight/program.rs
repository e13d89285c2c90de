//! The program itself: papers that were accepted, acts on the whole repository, what lapses.

use jiff::{SignedDuration, Timestamp};

use super::{
    ledger::{Act, Ended, What},
    people::Accepted,
    query::{Asked, words},
    record::{EvaluatedTold, RekeyTold},
};
use crate::{
    gate::{TypedPaper, end_of},
    report::{ChangeLine, LapseLine},
    vocabulary::{PersonId, Role},
};

/// So long before it lapses a thing is told.
const AHEAD: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Operations that are listed by themselves: each changes or copies the repository as a whole.
const WHOLE: &[(&str, &str)] = &[
    ("repository-expunge", "records were expunged"),
    ("repository-correct", "a record was corrected"),
    ("repository-re-embed", "the enrolled photographs were measured with the floor's model"),
    ("repository-backup", "the repository was copied to a backup"),
    ("audit-export", "the book's leaves were exported"),
    ("audit-checkpoint", "a checkpoint was made"),
];

/// Accepted papers and acts on the whole; left out where only some cases are asked for.
pub(super) fn changes(asked: &Asked<'_>) -> Vec<ChangeLine> {
    if asked.is_of_cases() {
        return Vec::new();
    }
    let in_question = |act: &&Act| {
        asked.in_period(act.time)
            && asked.person.is_none_or(|person| act.by == person || about(asked, act) == Some(person))
    };
    asked.ledger.acts.iter().filter(in_question).filter_map(|act| change(asked, act)).collect()
}

fn about(asked: &Asked<'_>, act: &Act) -> Option<PersonId> {
    match act.what {
        What::Paper(index) => asked.ledger.people.papers[index].paper.person(),
        _ => None,
    }
}

fn change(asked: &Asked<'_>, act: &Act) -> Option<ChangeLine> {
    let line = |kind: String, person: Option<PersonId>, says: String| ChangeLine {
        at: act.at,
        time: words(act.time),
        badge: asked.badge(act.by),
        kind,
        person,
        person_badge: person.and_then(|person| asked.badge(person)),
        says,
    };
    match act.what {
        What::Paper(index) => {
            let Accepted { paper, .. } = &asked.ledger.people.papers[index];
            Some(line(paper.kind().to_string(), paper.person(), paper_says(paper)))
        }
        What::Founding => Some(line("founding".into(), None, "the program was founded".into())),
        What::Replayed(ref told) if told.verdict == "differs" => {
            let says = format!("{}, made again, gives another list: nothing in the book accounts for it", told.search);
            Some(line("replay-differs".into(), None, says))
        }
        What::Evaluated(ref told) => Some(line(act.operation.clone(), None, evaluated_says(told))),
        What::Rekeyed(ref told) if matches!(act.ended, Ended::Done | Ended::Partly) => {
            Some(line(act.operation.clone(), None, rekey_says(told)))
        }
        _ => {
            let (_, says) = WHOLE.iter().find(|(operation, _)| *operation == act.operation)?;
            let done = matches!(act.ended, Ended::Done | Ended::Partly);
            done.then(|| line(act.operation.clone(), None, (*says).to_owned()))
        }
    }
}

/// What was measured.
pub(super) fn evaluated_says(told: &EvaluatedTold) -> String {
    let files: Vec<&str> = told.files.iter().map(|(form, _)| form.as_str()).collect();
    let written =
        if files.is_empty() { "no file was written".into() } else { format!("written: {}", files.join(", ")) };
    format!(
        "error rates of {} were measured on {} photographs of {} people, list {}; {written}",
        told.model,
        told.offered,
        told.people,
        told.list.short()
    )
}

/// What a rekey exchanged.
pub(super) fn rekey_says(told: &RekeyTold) -> String {
    let log_key = told.log_key.as_ref().map_or("", |_| ", and the key that signs checkpoints");
    match told.only.as_deref() {
        Some("log-key") => "the key that signs checkpoints was renewed".to_owned(),
        Some(_) => "the files were wiped after a rekey".to_owned(),
        None => format!("the data keys were renewed{log_key}"),
    }
}

/// A paper in one sentence, without names.
pub(super) fn paper_says(paper: &TypedPaper) -> String {
    match paper {
        TypedPaper::Authorization(paper) => {
            let roles: Vec<_> = paper.request.roles.iter().map(|role| role.as_str()).collect();
            let badge = &paper.request.badge;
            format!("badge {badge} is authorized as {} until {}", roles.join(", "), words(paper.not_after))
        }
        TypedPaper::Suspension(paper) => format!("suspension {}: {}", paper.number, paper.reason),
        TypedPaper::Reinstatement(paper) => {
            format!("number {}, of suspension {}: {}", paper.number, paper.suspension, paper.reason)
        }
        TypedPaper::Retirement(paper) => format!("the key is retired: {}", paper.reason),
        TypedPaper::Designation(paper) => format!("{}: designee until {}", paper.title, words(paper.not_after)),
        TypedPaper::Roster(paper) => {
            format!("{} shifts from {} until {}", paper.on_call.len(), words(paper.from), words(paper.until))
        }
        TypedPaper::Floor(paper) => format!("policy floor {} is in force", paper.floor.version),
        other => {
            let words = other.words().into_iter().filter(|(label, _)| !label.to_lowercase().contains("name"));
            words.map(|(label, text)| format!("{label}: {text}")).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Trainings and authorizations that lapse within thirty days, or have lapsed; as of now, whatever the period.
pub(super) fn lapsing(asked: &Asked<'_>) -> Vec<LapseLine> {
    if asked.is_of_cases() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let ahead = asked.now.checked_add(AHEAD).unwrap_or(asked.now);
    let people = asked.ledger.people.in_office().filter(|(person, ..)| asked.person.is_none_or(|one| one == *person));
    for (person, paper, accepted) in people {
        let mut tell = |what: &'static str, lapses: Timestamp| {
            if lapses <= ahead {
                let (badge, lapsed) = (asked.badge(person), lapses <= asked.now);
                lines.push(LapseLine { person, badge, what, lapses: words(lapses), lapsed });
            }
        };
        tell("authorization", paper.not_after);
        let bound = paper.request.roles.iter().any(|role| Role::binds_training(*role));
        if let (Some(training), true) = (&paper.request.training, bound) {
            // It counts until the end of that day, and never longer than the floor says.
            tell("training", end_of(training.last_day(asked.floor.training_months)).unwrap_or(asked.now));
        }
        if bound {
            let used = asked.ledger.acts.iter().rev().find(|act| act.by == person && is_use(act));
            let since = used.map_or(accepted, |act| act.time).max(accepted);
            let unused = SignedDuration::from_hours(24 * i64::from(asked.floor.unused_days));
            tell("unused", since.checked_add(unused).unwrap_or(since));
        }
    }
    for (person, end) in asked.ledger.people.designations().filter(|(one, _)| asked.person.is_none_or(|p| p == *one)) {
        if end <= ahead {
            let (badge, lapsed) = (asked.badge(person), end <= asked.now);
            lines.push(LapseLine { person, badge, what: "designation", lapses: words(end), lapsed });
        }
    }
    lines.sort_by(|a, b| a.lapses.cmp(&b.lapses).then(a.person.cmp(&b.person)).then(a.what.cmp(b.what)));
    lines
}

fn is_use(act: &Act) -> bool {
    act.intent.is_some() && matches!(act.ended, Ended::Done | Ended::Partly)
}
