//! State a purpose, and see what was stated (2-110-4-A).

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Desk, OperationError, PurposeSource, Request, Visit};
use crate::{
    audit::{ActRecord, Intent, Outcome, PurposeRecord},
    gate::{PurposeList as ListOperation, PurposeShow, PurposeState},
    policy::OperationKind,
    report::{ProbeLetIn, PurposeLine, PurposeList, PurposeStated},
    vocabulary::{AnswerForm, Needed, PersonId, ProbeId, PurposeDraft, PurposeKind, SearchId, questions},
};

/// A purpose file to fill in.
pub fn purpose_template(kind: PurposeKind) -> String {
    let mut text = format!("# SOP {}\npurpose = \"{kind}\"\n", kind.paragraph());
    for question in questions(kind) {
        let choices = match question.form {
            AnswerForm::Choice(words) => format!(" ({})", words.join(", ")),
            _ => String::new(),
        };
        let optional = if question.needed == Needed::Always { "" } else { "# " };
        text.push_str(&format!("\n# {}{choices}\n{optional}{} = \"\"\n", question.asks, question.field));
    }
    text
}

/// Enters a purpose in the book; later commands cite its id.
///
/// # Errors
/// The refusal, where an answer is missing; where the book cannot be written.
pub fn state_purpose(desk: &Desk<'_>, draft: PurposeDraft) -> Result<PurposeStated, OperationError> {
    let request = Request { purpose: PurposeSource::State(draft), ..Request::default() };
    let mut visit = desk.visit(OperationKind::PurposeState, &request)?;
    let admitted = visit.admit::<PurposeState>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let (Some(purpose), Some(statement)) = (admitted.purpose, admitted.statement) else {
        return Err(OperationError::Bug("a purpose was admitted that was not stated".into()));
    };
    let floor = visit.book.standing().floor();
    let (validity, probes) = (floor.purpose_validity, floor.purpose_probes);
    let intent = Intent { case: purpose.case.clone(), statement: Some(statement), ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let record = serde_json::json!({ "purpose": purpose.id, "kind": purpose.kind }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    let until = purpose.stated_at.checked_add(validity).map_or("-".to_owned(), |until| format!("{until:.0}"));
    Ok(PurposeStated {
        program,
        purpose: purpose.id,
        case: purpose.case,
        kind: purpose.kind.to_string(),
        until,
        probes,
        entry: (&receipt).into(),
    })
}

/// Whether whoever is at the desk oversees the program, and so sees what others stated.
pub(super) fn sees_all(visit: &Visit<'_>, now: jiff::Timestamp) -> bool {
    use crate::vocabulary::Role::{self, Auditor, Commander, Designee};
    let oversees = |role: &Role| matches!(role, Auditor | Commander | Designee);
    visit.presented().authorization().is_some_and(|a| a.roles_at(now).iter().any(oversees))
}

/// Lists what this person has stated; an auditor or the Commander sees all.
///
/// # Errors
/// The refusal; where the book cannot be read.
pub fn list_purposes(desk: &Desk<'_>) -> Result<PurposeList, OperationError> {
    let request = Request::default();
    let mut visit = desk.visit(OperationKind::PurposeList, &request)?;
    let admitted = visit.admit::<ListOperation>(&request)?;
    let (program, now, own) = (visit.program_line(), visit.now(), own_keys(&visit));
    let all = sees_all(&visit, now);
    let mut records = visit.book.purposes()?;
    records.retain(|record| all || own.contains(&record.by));
    let used = records.first().map(|first| visit.book.probes_by_purpose(first.at)).transpose()?.unwrap_or_default();
    let probes = |record: &PurposeRecord| used.get(&record.id).copied().unwrap_or(0);
    let lines: Vec<_> = records.iter().map(|record| line(&visit, record, now, (probes(record), false))).collect();
    let access = visit.book.begin(admitted.permit, Intent::default(), now)?;
    let record = serde_json::json!({ "purposes": lines.len() }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(PurposeList { program, purposes: lines, entry: (&receipt).into() })
}

/// The keys of whoever is at the desk, those before the one that they act with now among them.
fn own_keys(visit: &Visit<'_>) -> BTreeSet<PersonId> {
    visit.book.standing().keys_of_person(visit.book.person())
}

/// Whether whoever is at the desk has stated a purpose of this case, or done something under one.
fn works_on(visit: &Visit<'_>, case: Option<&str>) -> Result<bool, OperationError> {
    let Some(from) = case.map(|case| visit.book.case_opened(case)).transpose()?.flatten() else { return Ok(false) };
    let own = own_keys(visit);
    let of_case: Vec<_> = visit.book.purposes()?.into_iter().filter(|record| record.case() == case).collect();
    // What was done under a statement that is expunged may have been of any case.
    let is_known = |act: &ActRecord| of_case.iter().any(|record| act.purpose == Some(record.id));
    let stated = of_case.iter().any(|record| own.contains(&record.by));
    Ok(stated
        || visit.book.acts_of_case(from, case, |_| true)?.iter().any(|act| own.contains(&act.by) && is_known(act)))
}

/// Shows one purpose with all its answers: one's own, one of a case that one works on, or, to an auditor or the Commander, any.
///
/// # Errors
/// The refusal; where there is none of that id that they may see.
pub fn show_purpose(desk: &Desk<'_>, named: &PurposeSource) -> Result<PurposeList, OperationError> {
    let request = Request::default();
    let mut visit = desk.visit(OperationKind::PurposeShow, &request)?;
    let admitted = visit.admit::<PurposeShow>(&request)?;
    let id = visit.cited(named)?.ok_or_else(|| OperationError::Usage("name the purpose by its id".into()))?;
    let (program, now) = (visit.program_line(), visit.now());
    let mut found = visit.book.purpose(id)?;
    if let Some(record) = &found {
        let theirs = own_keys(&visit).contains(&record.by) || sees_all(&visit, now);
        // A purpose of the program itself is of no case.
        if !theirs && !works_on(&visit, record.case())? {
            found = None;
        }
    }
    let lines = match &found {
        Some(record) => vec![PurposeLine {
            probes_let_in: Some(probes_let_in(&visit, record)?),
            ..line(&visit, record, now, (visit.book.probes_used(id)?, true))
        }],
        None => Vec::new(),
    };
    let arguments = Some(serde_json::json!({ "purpose": id }).to_string());
    let access = visit.book.begin(admitted.permit, Intent { arguments, ..Intent::default() }, now)?;
    if lines.is_empty() {
        let why = format!(
            "there is no {} in this repository's book that you stated, or of a case that you work on; see `frs purpose list`",
            id.short()
        );
        access.failed(&why, desk.clock.now())?;
        return Err(OperationError::Usage(why));
    }
    let record = serde_json::json!({ "shown": id }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(PurposeList { program, purposes: lines, entry: (&receipt).into() })
}

/// The probes of a purpose and their searches, in order, as the book tells of them; of what was expunged it tells nothing.
fn probes_let_in(visit: &Visit<'_>, record: &PurposeRecord) -> Result<Vec<ProbeLetIn>, OperationError> {
    #[derive(Deserialize)]
    struct Probed {
        probe: ProbeId,
    }
    #[derive(Deserialize)]
    struct Searched {
        search: SearchId,
        list: Probed,
    }
    let probe = OperationKind::Probe.as_str();
    let is = |operation: &str| operation == probe || operation == OperationKind::Search.as_str();
    let mut probes: Vec<ProbeLetIn> = Vec::new();
    for act in visit.book.acts_of_case(record.at, record.case(), is)? {
        let (Some(text), true) = (&act.record, act.purpose == Some(record.id)) else { continue };
        let wrong = |e| OperationError::Integrity(format!("entry {}/{} cannot be read: {e}", act.at.0, act.at.1));
        let time = format!("{:.0}", act.time);
        if act.operation == probe {
            let Probed { probe } = serde_json::from_str(text).map_err(wrong)?;
            probes.push(ProbeLetIn { probe, time, searches: Vec::new() });
        } else {
            let Searched { search, list } = serde_json::from_str(text).map_err(wrong)?;
            let of = probes.iter_mut().find(|let_in| let_in.probe == list.probe);
            of.into_iter().for_each(|let_in| let_in.searches.push((search, time.clone())));
        }
    }
    Ok(probes)
}

fn line(
    visit: &Visit<'_>,
    record: &PurposeRecord,
    now: jiff::Timestamp,
    (probes, answers): (u64, bool),
) -> PurposeLine {
    let until = record.stated_at.checked_add(visit.book.standing().floor().purpose_validity).ok();
    let (case, stated_case) = (record.case(), record.statement.case());
    PurposeLine {
        purpose: record.id,
        kind: record.statement.kind().to_string(),
        case: case.map(str::to_owned),
        stated_case: stated_case.filter(|stated| Some(*stated) != case).map(str::to_owned),
        stated: format!("{:.0}", record.stated_at),
        until: until.map_or("-".to_owned(), |until| format!("{until:.0}")),
        in_force: until.is_some_and(|until| now < until),
        probes,
        corrections: record.corrections.iter().map(|one| super::correct::line(one, answers)).collect(),
        answers: answers
            .then(|| record.statement.answers().map(|(q, answer)| (q.field.to_string(), answer.to_owned())).collect()),
        probes_let_in: None,
    }
}
