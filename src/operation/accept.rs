//! Enter a signed paper in the book: that is the act, and its place is when it counts (docs/threat-model.md#papers).

use std::path::Path;

use super::{Desk, OperationError, PurposeSource, Request, desk::SMALL_FILE, files};
use crate::{
    audit::{Book, Intent},
    gate::{PaperAccept, PaperReadError, TypedPaper, read_paper},
    policy::{OperationKind, PaperFacts},
    report::PaperAccepted,
};

/// Accepts the paper in `file`.
///
/// # Errors
/// As [`accept_paper_with`].
pub fn accept_paper(desk: &Desk<'_>, file: &Path, purpose: PurposeSource) -> Result<PaperAccepted, OperationError> {
    accept_paper_with(desk, file, purpose, false)
}

/// Accepts the paper in `file`; `confirm_time` says that a witness's time far ahead of this machine's clock is right.
///
/// # Errors
/// The refusal; where the paper is damaged, forged or for another program; where the book cannot be written.
pub fn accept_paper_with(
    desk: &Desk<'_>,
    file: &Path,
    purpose: PurposeSource,
    confirm_time: bool,
) -> Result<PaperAccepted, OperationError> {
    let wrong = |error: PaperReadError| OperationError::Paper { path: file.into(), error };
    // Who may not be here is told so before the paper is judged.
    let mut request = Request { purpose, paper: Some(PaperFacts::Unread), ..Request::default() };
    let mut visit = desk.visit_anew(OperationKind::PaperAccept, &request)?;
    visit.admit::<PaperAccept>(&request)?;
    let paper = read_paper(&files::read(file, SMALL_FILE)?).map_err(wrong)?;
    if matches!(paper, TypedPaper::AuthorizationRequest(_)) {
        return Err(OperationError::Usage(format!(
            "{}: this is a request, not yet an authorization: the Commander or a designee signs it first (frs paper sign)",
            file.display()
        )));
    }
    if matches!(paper, TypedPaper::Restore(_)) {
        return Err(OperationError::Usage(format!(
            "{}: this paper restores a backup; it is entered by the restore itself: frs repository restore --from BACKUP --paper FILE",
            file.display()
        )));
    }
    if matches!(paper, TypedPaper::LogKey(_)) {
        return Err(OperationError::Usage(format!(
            "{}: a new key of the log is made and entered by the rekey itself: frs program rekey",
            file.display()
        )));
    }
    let signed_by = visit.book.standing().verify(&paper).map_err(wrong)?;
    if let TypedPaper::WitnessAnswer(answer) = &paper {
        visit.book.check_answer(answer)?;
    }
    let mut facts = visit.book.standing().paper_facts(&paper, signed_by, visit.gate_now());
    if let PaperFacts::WitnessAnswer { confirmed, .. } = &mut facts {
        *confirmed = confirm_time;
    }
    request.paper = Some(facts);
    request.replaces = paper.person().and_then(|person| visit.book.standing().held_since(person));
    if let Some(place) = visit.book.holds_paper(paper.digest())? {
        let entry = Book::place_name(place);
        return Err(OperationError::Usage(format!(
            "{}: this paper stands in the book already (entry {entry})",
            file.display()
        )));
    }
    let admitted = visit.admit::<PaperAccept>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let inputs = Some(serde_json::json!({ "paper": paper.digest(), "kind": paper.kind() }).to_string());
    let intent = Intent { inputs, statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let (receipt, effects) = access.accept(&paper, desk.clock.now())?;
    Ok(PaperAccepted {
        program,
        kind: paper.kind().to_string(),
        paper: paper.digest(),
        person: paper.person(),
        effects,
        entry: (&receipt).into(),
    })
}
