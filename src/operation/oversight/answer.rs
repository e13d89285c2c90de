//! What a supervisor found of a search that was looked at for justification (2-110-4-A-2).

use serde_json::json;

use crate::{
    audit::{Intent, Writing},
    gate::AuditAnswer,
    operation::{
        Desk, OperationError, PurposeSource, Request,
        as_read::finish_unless,
        verification::{AnswerFile, find_search},
    },
    policy::{OperationKind, VerificationFacts},
    report::{Place, SearchAnswered},
};

const GONE: &str = "the search was expunged while this command ran; nothing was recorded of it";

/// What `frs audit answer` was asked.
pub struct AnswerRequest<'r> {
    /// The search: its id, or at least the first six digits of it.
    pub search: String,
    /// Gives the answer; called once the gate has let the person in.
    pub form: &'r dyn Fn() -> Result<AnswerFile, OperationError>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Records the answer; an earlier one stays.
///
/// # Errors
/// The refusal, also of an answer that is not whole; where it cannot be written.
pub fn answer_search(desk: &Desk<'_>, ask: &AnswerRequest<'_>) -> Result<SearchAnswered, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::AuditAnswer, &request)?;
    let found = find_search(&visit, &ask.search)?;
    let searched = found.map(|id| visit.book.searched(id)).transpose()?.flatten();
    // Whoever stated the purpose answers for it as whoever searched does: what is judged is the statement.
    let purpose = searched.as_ref().and_then(|act| act.purpose);
    let stated = purpose.map(|id| visit.book.purpose(id)).transpose()?.flatten();
    let is_own = |by| visit.book.standing().is_same_person(by, visit.book.person());
    request.verification = searched.as_ref().map(|act| VerificationFacts {
        own: is_own(act.by) || stated.as_ref().is_some_and(|stated| is_own(stated.by)),
        ..VerificationFacts::default()
    });
    visit.admit::<AuditAnswer>(&request)?;
    let filled = (ask.form)()?.complete();
    if let Some(facts) = &mut request.verification {
        facts.missing = Some(filled.as_ref().err().cloned().unwrap_or_default());
    }
    let admitted = visit.admit::<AuditAnswer>(&request)?;
    let whole = found.zip(searched).zip(filled.ok());
    let ((search, searched), (finding, because)) =
        whole.ok_or_else(|| OperationError::Bug("the gate let an answer through that is not whole".into()))?;
    let (program, now) = (visit.program_line(), visit.now());
    let badge = visit.book.standing().badge_of(searched.by).map(str::to_owned);
    let intent = Intent {
        inputs: Some(json!({ "search": search }).to_string()),
        statement: admitted.statement,
        ..Intent::default()
    };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let record = json!({ "search": search, "finding": finding, "because": because });
    let gone = |writing: &Writing<'_, AuditAnswer>| writing.holds_search(search).map(|there| !there);
    let receipt = finish_unless(access, record.to_string(), desk.clock.now(), GONE, gone)?;
    Ok(SearchAnswered {
        program,
        search,
        at: Place { log: searched.at.0, sequence: searched.at.1 },
        badge,
        finding,
        because,
        entry: (&receipt).into(),
    })
}
