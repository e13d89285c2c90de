//! What is due by the floor's retention. Nothing is removed here: an order of two persons does that.

use std::path::Path;

use jiff::{Timestamp, civil::Date};

use super::{Desk, OperationError, PurposeSource, Request, due::Terms, paper};
use crate::{
    audit::{Access, Holdings, Intent, Outcome},
    gate::{Answers, PaperKind, RepositoryRetention, draft_paper},
    policy::OperationKind,
    report::{DueRecord, RetentionDue},
    repository::held_failures,
    vocabulary::ProgramId,
};

/// What `frs repository retention` was asked.
#[derive(Debug, Clone, Default)]
pub struct RetentionRequest<'r> {
    /// Only what ended before this day; without it, all that has ended.
    pub before: Option<Date>,
    /// Where the draft of an order goes that removes it.
    pub draft: Option<&'r Path>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Lists what is due.
///
/// # Errors
/// The refusal; where the repository cannot be read, or the draft not written.
pub fn list_due(desk: &Desk<'_>, ask: &RetentionRequest<'_>) -> Result<RetentionDue, OperationError> {
    let request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::RepositoryRetention, &request)?;
    let admitted = visit.admit::<RepositoryRetention>(&request)?;
    let (program, id, now) = (visit.program_line(), visit.book.program(), visit.now());
    let gate_now = visit.gate_now();
    let (terms, holdings) = (Terms::new(visit.book.standing().floor(), gate_now), visit.book.holdings()?);
    let version = visit.book.standing().floor().version;
    let arguments = serde_json::json!({ "before": ask.before, "draft": ask.draft.is_some() }).to_string();
    let intent = Intent { arguments: Some(arguments), statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let found = look(&access, &holdings, terms, ask.before, gate_now).and_then(|(due, undated)| {
        let drafted = ask.draft.filter(|_| !due.is_empty()).map(|path| draft(path, id, version, terms, ask.before));
        Ok((due, undated, drafted.transpose()?))
    });
    let (access, (due, undated, drafted)) = access.attempted(found, desk.clock.now())?;
    let held = due.iter().filter(|record| record.hold.is_some()).count();
    let record =
        serde_json::json!({ "due": due.len(), "held": held, "undated": undated, "draft": drafted }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(RetentionDue {
        program,
        today: terms.today(),
        before: ask.before,
        reference_years: terms.reference_years(),
        record_years: terms.record_years(),
        due,
        undated,
        draft: drafted,
        entry: (&receipt).into(),
    })
}

/// What has ended, by the day on which it did; and how much bears no date.
fn look(
    access: &Access<'_, RepositoryRetention>,
    holdings: &Holdings,
    terms: Terms,
    before: Option<Date>,
    now: Timestamp,
) -> Result<(Vec<DueRecord>, u64), OperationError> {
    let kept = access.standing().kept();
    let (mut due, mut undated) = (Vec::new(), 0);
    for held in &holdings.references {
        let last = terms.of_reference(held);
        undated += u64::from(last.is_none());
        if let Some(last) = last.filter(|last| terms.ended(Some(*last), before)) {
            let hold = kept.hold_on(Some(held.place.subject), Some(held.place.id), None, now).map(|hold| hold.digest);
            due.push(DueRecord { what: "reference", id: Some(held.place.id.to_string()), kept_until: last, hold });
        }
    }
    for held in held_failures(access)? {
        let last = terms.of_failure(&held);
        undated += u64::from(last.is_none());
        if let Some(last) = last.filter(|last| terms.ended(Some(*last), before)) {
            due.push(DueRecord { what: "not-enrolled", id: None, kept_until: last, hold: None });
        }
    }
    for held in holdings.purposes.iter().filter(|held| held.kind.searches_for_a_person()) {
        let last = terms.of_purpose(held);
        if terms.ended(Some(last), before) {
            let hold = held.cases().find_map(|case| kept.hold_on(None, None, Some(case), now)).map(|hold| hold.digest);
            due.push(DueRecord { what: "purpose", id: Some(held.id.to_string()), kept_until: last, hold });
        }
    }
    due.sort_by(|a, b| (a.kept_until, a.what, &a.id).cmp(&(b.kept_until, b.what, &b.id)));
    Ok((due, undated))
}

/// Writes the draft of an order over what has ended; two persons sign it.
fn draft(
    path: &Path,
    program: ProgramId,
    floor: u32,
    terms: Terms,
    before: Option<Date>,
) -> Result<String, OperationError> {
    // What ends today is kept to the end of the day.
    let before = before.map_or(terms.today(), |before| before.min(terms.today()));
    let authority = format!(
        "policy floor {floor} of this program: references are kept {} years, purposes with their probes and searches {}",
        terms.reference_years(),
        terms.record_years()
    );
    let wrong = |error: crate::gate::DraftError| OperationError::Bug(format!("the draft of an order: {error}"));
    let answers = Answers::new(PaperKind::ExpungeOrder)
        .ok_or_else(|| OperationError::Bug("an expunge order has no form".into()))?
        .set("due-before", before.to_string())
        .and_then(|answers| answers.set("authority", authority))
        .and_then(|answers| answers.set("reason", "their retention has ended"))
        .map_err(wrong)?;
    let made = draft_paper(program, &answers).map_err(wrong)?;
    Ok(paper::write(path, &made)?.file)
}
