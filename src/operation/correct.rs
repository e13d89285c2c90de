//! Correct a mistake by an entry of its own, as an accepted paper says.

use super::{Desk, OperationError, PurposeSource, Request, Visit};
use crate::{
    audit::{BookError, Correction, Intent, Outcome, OutcomeResult, PurposeRecord, target_bytes},
    gate::{CorrectedField, CorrectionPaper, CorrectionTarget, RepositoryCorrect},
    policy::{CorrectionFacts, OperationKind},
    report::{CorrectionEntered, CorrectionLine},
    repository::{merge, note_correction, relabel},
    vocabulary::{Digest, PurposeId, SubjectId},
};

const MEANWHILE: &str = "another correction of the same purpose or person was entered while this command ran; nothing was \
                         changed. Run it again";

/// Enters an accepted correction.
///
/// # Errors
/// The refusal; where another person bears the label; where the references are not those that the book commits to.
pub fn enter_correction(
    desk: &Desk<'_>,
    paper: Digest,
    purpose: PurposeSource,
) -> Result<CorrectionEntered, OperationError> {
    let mut request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::RepositoryCorrect, &request)?;
    let accepted = visit.book.standing().kept().correction(paper).map(|accepted| accepted.paper.clone());
    let listed = accepted.as_ref().map_or(Ok(0), |accepted| visit.book.corrections_listed(accepted.target))?;
    request.correction = Some(facts(&visit, paper, accepted.as_ref())?);
    let admitted = visit.admit::<RepositoryCorrect>(&request)?;
    let accepted = accepted.ok_or_else(|| OperationError::Bug("a correction was admitted that is not there".into()))?;
    let of_subject = matches!(accepted.target, CorrectionTarget::Subject(_));
    if of_subject && !visit.book.holds_faces() {
        return Err(BookError::LacksKey(
            "you do not hold the key of images and templates, which a correction of a person changes: let a repository manager \
             or the Commander enter it",
        )
        .into());
    }
    let (program, now) = (visit.program_line(), visit.now());
    let arguments = Some(serde_json::json!({ "paper": paper }).to_string());
    let intent = Intent { arguments, statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let before = access.gallery_root();
    let (receipt, entered) = access.close::<_, OperationError>(desk.clock.now(), |writing| {
        // Whether the paper was entered before was asked before the intent: the same one could be entered by two at once.
        if writing.rows().corrections_of(&target_bytes(accepted.target))?.len() != listed {
            return Ok((Outcome::failed(MEANWHILE), None));
        }
        let changed = match (accepted.target, accepted.field) {
            (CorrectionTarget::Subject(id), CorrectedField::MergeInto) => {
                let into: SubjectId =
                    accepted.value.parse().map_err(|e| OperationError::Bug(format!("the paper's value: {e}")))?;
                Some(merge(writing, id, into)?)
            }
            (CorrectionTarget::Subject(id), _) => Some(relabel(writing, id, &accepted.value)?),
            (CorrectionTarget::Purpose(_), _) => None,
        };
        note_correction(writing, accepted.target)?;
        let references = changed.map_or(0, |(references, _)| references);
        let record = serde_json::json!({
            "paper": paper, "target": accepted.target.to_string(), "field": accepted.field.as_str(), "references": references,
        });
        let gallery = changed.map(|(_, root)| root);
        let outcome = Outcome { result: OutcomeResult::Done, record: record.to_string(), gallery };
        Ok((outcome, Some((references, gallery))))
    })?;
    let (references, after) = entered.ok_or_else(|| OperationError::Environment(MEANWHILE.to_owned()))?;
    Ok(CorrectionEntered {
        program,
        paper,
        target: accepted.target.to_string(),
        field: accepted.field.to_string(),
        references,
        gallery: after.map(|after| (before, after.root)),
        entry: (&receipt).into(),
    })
}

fn facts(
    visit: &Visit<'_>,
    paper: Digest,
    accepted: Option<&CorrectionPaper>,
) -> Result<CorrectionFacts, OperationError> {
    let Some(accepted) = accepted else { return Ok(CorrectionFacts::default()) };
    let (book, floor) = (&visit.book, visit.book.standing().floor());
    let mut facts = CorrectionFacts { known: true, entered: book.is_corrected(paper)?, ..CorrectionFacts::default() };
    match accepted.target {
        CorrectionTarget::Purpose(id) => {
            let stated = book.purpose(id)?;
            facts.target_there = stated.is_some_and(|stated| stated.statement.kind().searches_for_a_person());
            let case = accepted.field == CorrectedField::Case;
            facts.case_fits = !case || floor.is_case_number(&accepted.value);
        }
        CorrectionTarget::Subject(id) => {
            facts.case_fits = true;
            let other: Option<SubjectId> = match accepted.field {
                CorrectedField::MergeInto => accepted.value.parse().ok(),
                _ => None,
            };
            let other_there = other.map_or(Ok(true), |other| book.has_subject(other))?;
            facts.target_there = book.has_subject(id)? && other_there;
            let hold = visit.book.standing().kept().hold_on(Some(id), None, None, visit.gate_now());
            facts.held = hold.filter(|_| other.is_some()).map(|hold| hold.digest);
        }
    }
    Ok(facts)
}

/// A correction for a report; the name of a lead only where names are shown.
pub(super) fn line(correction: &Correction, with_names: bool) -> CorrectionLine {
    let name = matches!(correction.field, CorrectedField::LeadInvestigator | CorrectedField::Label);
    CorrectionLine {
        field: correction.field.to_string(),
        value: (with_names || !name).then(|| correction.value.clone()),
        log: correction.at.0,
        sequence: correction.at.1,
        time: format!("{:.0}", correction.time),
        reason: with_names.then(|| correction.reason.clone()),
    }
}

/// The corrections of a purpose, for a report without names.
pub(super) fn lines(visit: &Visit<'_>, purpose: PurposeId) -> Result<Vec<CorrectionLine>, OperationError> {
    let record: Option<PurposeRecord> = visit.book.purpose(purpose)?;
    Ok(record.map(|record| record.corrections.iter().map(|one| line(one, false)).collect()).unwrap_or_default())
}
