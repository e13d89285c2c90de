//! The paper by which an approval is given: drafted with what is asked for; where an approval by word is signed later, once more from
//! the book where the draft is lost with the machine that it lay on.

use jiff::Timestamp;
use serde::Deserialize;

use super::Incident;
use crate::{
    gate::{Answers, DraftError, HandoverTerms, PaperKind, Standing, TypedPaper, draft_paper},
    operation::{OperationError, Visit, prove::read_place},
    policy::OperationKind,
    vocabulary::{Digest, ProgramId, Role, whole_second},
};

/// What a draft says of a handover, whichever kind of approval it is: which items (`<kind> <SHA-256>`), to whom, on which terms.
///
/// # Errors
/// Where a text cannot stand in it.
pub(super) fn answers(
    kind: PaperKind,
    case: &str,
    terms: &HandoverTerms,
    items: &[String],
) -> Result<Answers, DraftError> {
    let unknown = || DraftError::File("no form".to_owned());
    let mut answers = Answers::new(kind).ok_or_else(unknown)?;
    answers = answers.set("case", case)?.set("recipient", &terms.recipient)?;
    for item in items {
        answers = answers.set("item", item)?;
    }
    if let Some(key) = &terms.recipient_key {
        answers = answers.set("recipient-key", key)?;
    }
    for condition in &terms.conditions {
        answers = answers.set("condition", condition)?;
    }
    if let Some(onward) = &terms.onward {
        answers = answers.set("onward", onward)?;
    }
    answers.set("basis", &terms.basis)?.set("expires", whole_second(terms.expires))
}

/// What the outcome of a share by word says of its draft.
#[derive(Deserialize)]
struct Drafted {
    /// To whom, as the sheet says it.
    to: String,
    shared: Vec<String>,
    conditions: Vec<String>,
    encrypted: Option<String>,
    need_to_know: String,
    /// Until when the paper can be used.
    sign_until: Timestamp,
}

impl Drafted {
    fn again(self, program: ProgramId, case: &str) -> Option<TypedPaper> {
        let terms = HandoverTerms {
            recipient: self.to,
            recipient_key: self.encrypted.map(|key| key.parse()).transpose().ok()?,
            conditions: self.conditions,
            onward: None,
            basis: self.need_to_know,
            expires: self.sign_until,
        };
        draft_paper(program, &answers(PaperKind::ShareApproval, case, &terms, &self.shared).ok()?).ok()
    }
}

/// The draft of a share that was recorded by word, made again from its outcome: the same paper to the last byte.
///
/// # Errors
/// Where that entry is no such share of this case, or its draft cannot be made again.
pub(super) fn again(visit: &Visit<'_>, incident: &Incident, entry: &str) -> Result<TypedPaper, OperationError> {
    #[derive(Deserialize)]
    struct Told {
        paper: Digest,
        approval: String,
    }
    let none = || {
        OperationError::Usage(format!(
            "entry {entry} is no share of this case that was approved by word: frs share status lists them by entry"
        ))
    };
    let named = read_place(entry, visit.book.newest_place()?.0)?;
    let from = visit.book.case_opened(&incident.case)?.ok_or_else(none)?;
    let is = |operation: &str| operation == OperationKind::Share.as_str();
    let acts = visit.book.acts_of_case(from, Some(&incident.case), is)?;
    let act = acts.into_iter().rfind(|act| act.at == named).ok_or_else(none)?;
    let text = act.record.ok_or_else(|| OperationError::Usage(format!("what entry {entry} held was expunged")))?;
    let told: Told = serde_json::from_str(&text).map_err(|_| none())?;
    if told.approval != "recorded" {
        return Err(none());
    }
    let program = visit.program_line().id;
    let made = serde_json::from_str::<Drafted>(&text).ok().and_then(|one| one.again(program, &incident.case));
    let made = made.filter(|paper| paper.digest() == told.paper);
    made.ok_or_else(|| {
        OperationError::Usage(format!(
            "entry {entry} was written by an earlier build and does not hold all of its draft: have a new approval signed (frs paper \
             request share-approval), and share again"
        ))
    })
}

/// What keeps whoever approved by word from signing; `None` where they can.
pub(super) fn hindrance(standing: &Standing, badge: &str, now: Timestamp) -> Option<String> {
    let may = |one: &crate::gate::PersonStanding| {
        let roles = standing.roles_of(one.person, now);
        standing.in_office(one.person, now) || roles.contains(&Role::LeadInvestigator)
    };
    let known = standing.with_badge(badge);
    if known.iter().any(may) {
        return None;
    }
    let why = match known.as_slice() {
        [] => "holds no authorization here",
        _ if known.iter().any(|one| !one.suspensions.is_empty()) => "is suspended",
        _ if known.iter().all(|one| one.retired.is_some()) => "has lost or given back their key",
        _ => "holds no office in which this is signed, or its dates have passed",
    };
    Some(format!(
        "badge {badge} {why} and cannot sign now. They ask for an authorization as lead-investigator (frs paper request authorization); \
         the draft stays the same (frs share status --draft ENTRY makes it again). Who cannot be authorized any more cannot sign: the line \
         stays, and the case file says why"
    ))
}
