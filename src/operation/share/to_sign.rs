//! The paper by which an approval by word is signed later: drafted with the share, and once more from the book where the draft is
//! lost with the machine that it lay on.

use jiff::Timestamp;
use serde::Deserialize;

use super::Incident;
use crate::{
    gate::{Answers, DraftError, PaperKind, Standing, TypedPaper, draft_paper},
    operation::{OperationError, Visit, prove::read_place},
    policy::OperationKind,
    vocabulary::{Digest, ProgramId, Role, whole_second},
};

/// What is to be signed.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ToSign {
    /// To whom, as the sheet says it.
    #[serde(rename = "to")]
    pub recipient: String,
    /// `<kind> <SHA-256>` of each item.
    #[serde(rename = "shared")]
    pub items: Vec<String>,
    pub conditions: Vec<String>,
    #[serde(rename = "encrypted")]
    pub recipient_key: Option<String>,
    #[serde(rename = "need_to_know")]
    pub basis: String,
    /// Until when the paper can be used.
    #[serde(rename = "sign_until")]
    pub expires: Timestamp,
}

impl ToSign {
    /// The paper, not yet signed.
    ///
    /// # Errors
    /// Where a text cannot stand in it.
    pub fn draft(&self, program: ProgramId, case: &str) -> Result<TypedPaper, DraftError> {
        let unknown = || DraftError::File("no form".to_owned());
        let mut answers = Answers::new(PaperKind::ShareApproval).ok_or_else(unknown)?;
        answers = answers.set("case", case)?.set("recipient", &self.recipient)?;
        for item in &self.items {
            answers = answers.set("item", item)?;
        }
        for condition in &self.conditions {
            answers = answers.set("condition", condition)?;
        }
        if let Some(key) = &self.recipient_key {
            answers = answers.set("recipient-key", key)?;
        }
        answers = answers.set("basis", &self.basis)?.set("expires", whole_second(self.expires))?;
        draft_paper(program, &answers)
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
    let made = serde_json::from_str::<ToSign>(&text).ok().and_then(|one| one.draft(program, &incident.case).ok());
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
