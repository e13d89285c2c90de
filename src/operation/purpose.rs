//! State a purpose, and see what was stated (2-110-4-A).

use super::{Desk, OperationError, PurposeSource, Request, Visit};
use crate::{
    audit::{ActRecord, Intent, Outcome},
    gate::{PurposeList as ListOperation, PurposeShow, PurposeState},
    policy::OperationKind,
    report::{PurposeLine, PurposeList, PurposeStated},
    vocabulary::{AnswerForm, Needed, PurposeDraft, PurposeId, PurposeKind, questions},
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
    let (program, now, own) = (visit.program_line(), visit.now(), visit.book.person());
    let all = sees_all(&visit, now);
    let mut lines = Vec::new();
    for record in visit.book.purposes()? {
        if all || record.by == own {
            lines.push(line(&visit, &record, now, false)?);
        }
    }
    let access = visit.book.begin(admitted.permit, Intent::default(), now)?;
    let record = serde_json::json!({ "purposes": lines.len() }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(PurposeList { program, purposes: lines, entry: (&receipt).into() })
}

/// Whether whoever is at the desk has stated a purpose of this case, or done something under one.
fn works_on(visit: &Visit<'_>, case: Option<&str>) -> Result<bool, OperationError> {
    let Some(from) = case.map(|case| visit.book.case_opened(case)).transpose()?.flatten() else { return Ok(false) };
    let own = visit.book.person();
    let of_case: Vec<_> = visit.book.purposes()?.into_iter().filter(|record| record.case() == case).collect();
    // What was done under a statement that is expunged may have been of any case.
    let is_known = |act: &ActRecord| of_case.iter().any(|record| act.purpose == Some(record.id));
    let stated = of_case.iter().any(|record| record.by == own);
    Ok(stated || visit.book.acts_of_case(from, case, |_| true)?.iter().any(|act| act.by == own && is_known(act)))
}

/// Shows one purpose with all its answers: one's own, one of a case that one works on, or, to an auditor or the Commander, any.
///
/// # Errors
/// The refusal; where there is none of that id that they may see.
pub fn show_purpose(desk: &Desk<'_>, id: PurposeId) -> Result<PurposeList, OperationError> {
    let request = Request::default();
    let mut visit = desk.visit(OperationKind::PurposeShow, &request)?;
    let admitted = visit.admit::<PurposeShow>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let mut found = visit.book.purpose(id)?;
    if let Some(record) = &found {
        let theirs = record.by == visit.book.person() || sees_all(&visit, now);
        // A purpose of the program itself is of no case.
        if !theirs && !works_on(&visit, record.case())? {
            found = None;
        }
    }
    let lines = match &found {
        Some(record) => vec![line(&visit, record, now, true)?],
        None => Vec::new(),
    };
    let arguments = Some(serde_json::json!({ "purpose": id }).to_string());
    let access = visit.book.begin(admitted.permit, Intent { arguments, ..Intent::default() }, now)?;
    if lines.is_empty() {
        let why = format!(
            "there is no {id} in this repository's book that you stated, or of a case that you work on; see `frs purpose list`"
        );
        access.failed(&why, desk.clock.now())?;
        return Err(OperationError::Usage(why));
    }
    let record = serde_json::json!({ "shown": id }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(PurposeList { program, purposes: lines, entry: (&receipt).into() })
}

pub(super) fn line(
    visit: &Visit<'_>,
    record: &crate::audit::PurposeRecord,
    now: jiff::Timestamp,
    answers: bool,
) -> Result<PurposeLine, OperationError> {
    let until = record.stated_at.checked_add(visit.book.standing().floor().purpose_validity).ok();
    Ok(PurposeLine {
        purpose: record.id,
        kind: record.statement.kind().to_string(),
        case: record.statement.case().map(str::to_owned),
        stated: format!("{:.0}", record.stated_at),
        until: until.map_or("-".to_owned(), |until| format!("{until:.0}")),
        in_force: until.is_some_and(|until| now < until),
        probes: visit.book.probes_used(record.id)?,
        corrections: record.corrections.iter().map(|one| super::correct::line(one, answers)).collect(),
        answers: answers
            .then(|| record.statement.answers().map(|(q, answer)| (q.field.to_string(), answer.to_owned())).collect()),
    })
}
