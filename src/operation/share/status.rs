//! What was handed over of a case, what waits, what is due and what has ended.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{Incident, to_sign};
use crate::{
    audit::{ActRecord, Intent, Outcome},
    gate::{EntryPlace, ReleaseVerdict, ShareStatus, Standing},
    operation::{Desk, OperationError, PurposeSource, Request, Visit, files, working_copy::WorkingCopy},
    policy::{COUNTERSIGNED_WITHIN, OperationKind, ShareFacts},
    report::{HandedLine, HandedOver, Place},
    vocabulary::{Digest, PersonId},
};

/// What the outcomes say, as far as it is needed here.
#[derive(Debug, Clone, Default, Deserialize)]
struct Told {
    #[serde(default)]
    items: u64,
    #[serde(default)]
    recipient: String,
    approval: Option<String>,
    paper: Option<Digest>,
    #[serde(default)]
    shared: Vec<String>,
    until: Option<Timestamp>,
    expires: Option<Timestamp>,
    approved: Option<ApprovedBy>,
}

/// Who approved by word.
#[derive(Debug, Clone, Deserialize)]
struct ApprovedBy {
    badge: String,
}

/// The draft that an approval by word is to be signed with, made again.
pub struct Draft {
    /// The share: its entry, as `frs share status` lists it.
    pub entry: String,
    /// The new file.
    pub out: PathBuf,
}

/// Says what was handed over of the purpose's case; and makes a lost draft again.
///
/// # Errors
/// The refusal; where an entry cannot be read, or is none that a draft belongs to.
pub fn share_status(
    desk: &Desk<'_>,
    purpose: PurposeSource,
    draft: Option<&Draft>,
) -> Result<HandedOver, OperationError> {
    let request = Request { purpose, share: Some(ShareFacts::default()), ..Request::default() };
    let mut visit = desk.visit(OperationKind::ShareStatus, &request)?;
    let incident = Incident::of(&visit, &request.purpose)?;
    let admitted = visit.admit::<ShareStatus>(&request)?;
    let incident = incident.ok_or_else(|| OperationError::Usage("the purpose names no case".to_owned()))?;
    let lines = lines(&visit, &incident)?;
    let paper = draft
        .map(|draft| Ok::<_, OperationError>((draft, to_sign::again(&visit, &incident, &draft.entry)?)))
        .transpose()?;
    if let Some(draft) = draft.filter(|draft| draft.out.symlink_metadata().is_ok()) {
        return Err(files::already_there(&draft.out));
    }
    let (program, now) = (visit.program_line(), visit.now());
    let intent = Intent { statement: admitted.statement, case: Some(incident.case.clone()), ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let made = paper.as_ref().map(|(_, paper)| paper.digest());
    let record = json!({ "lines": lines.len(), "draft": made }).to_string();
    let outcome = Outcome::done(record);
    let receipt = access.finish(outcome, desk.clock.now())?;
    let mut to_sign = None;
    if let Some((draft, paper)) = paper {
        let text = paper.file();
        WorkingCopy::create(&draft.out, text.len())?.fill(text.as_bytes())?;
        to_sign = Some(draft.out.display().to_string());
    }
    Ok(HandedOver { program, case: incident.case, lines, to_sign, entry: (&receipt).into() })
}

fn lines(visit: &Visit<'_>, incident: &Incident) -> Result<Vec<HandedLine>, OperationError> {
    let Some(from) = visit.book.case_opened(&incident.case)? else { return Ok(Vec::new()) };
    let is = |operation: &str| operation.parse().is_ok_and(is_of_share);
    let acts = visit.book.acts_of_case(from, Some(&incident.case), is)?;
    Ok(handed(visit, &acts).into_iter().map(|(_, line)| line).collect())
}

/// What hands something over, or says that it came.
pub(in crate::operation) fn is_of_share(kind: OperationKind) -> bool {
    use OperationKind as K;
    matches!(kind, K::Share | K::ShareRequest | K::Release | K::ShareReceipt)
}

/// What these acts handed over, and how it stands; each with whose act it was.
pub(in crate::operation) fn handed(visit: &Visit<'_>, acts: &[ActRecord]) -> Vec<(PersonId, HandedLine)> {
    use OperationKind as K;
    let mut read = Vec::new();
    for act in acts {
        // What was expunged tells nothing any more.
        let told: Option<Told> = act.record.as_deref().and_then(|text| serde_json::from_str(text).ok());
        if let (Ok(kind), Some(told)) = (act.operation.parse::<K>(), told) {
            read.push((kind, act, told));
        }
    }
    let of = |kind: K| read.iter().filter(move |(one, ..)| *one == kind);
    let papers = |kind: K| -> BTreeMap<Digest, Timestamp> {
        of(kind).filter_map(|(_, act, told)| Some((told.paper?, act.time))).collect()
    };
    let (released, received) = (papers(K::Release), papers(K::ShareReceipt));
    let state = States { standing: visit.book.standing(), now: visit.gate_now(), released, received };
    read.iter().filter_map(|(kind, act, told)| Some((act.by, state.line(*kind, act, told)?))).collect()
}

struct States<'s> {
    standing: &'s Standing,
    now: Timestamp,
    released: BTreeMap<Digest, Timestamp>,
    received: BTreeMap<Digest, Timestamp>,
}

impl States<'_> {
    fn line(&self, kind: OperationKind, act: &ActRecord, told: &Told) -> Option<HandedLine> {
        let (what, (state, due)) = match kind {
            OperationKind::Share => ("share", self.share(act, told)),
            OperationKind::ShareRequest => ("request", (self.request(told), None)),
            OperationKind::Release => ("release", (self.release(told), None)),
            _ => return None,
        };
        let until = told.until.or(told.expires);
        Some(HandedLine {
            at: Place { log: act.at.0, sequence: act.at.1 },
            time: format!("{:.0}", act.time),
            what,
            items: told.items,
            recipient: told.recipient.clone(),
            state,
            paper: told.paper,
            until: until.map(|until| format!("{until:.0}")),
            ended: until.is_some_and(|until| until <= self.now),
            overdue: due.is_some_and(|due| due <= self.now),
            hindrance: due
                .and(told.approved.as_ref())
                .and_then(|word| to_sign::hindrance(self.standing, word.badge.trim(), self.now)),
            due: due.map(|due| format!("{due:.0}")),
        })
    }

    /// A share is signed, recorded and waiting for the signature, or recorded and signed since.
    fn share(&self, act: &ActRecord, told: &Told) -> (&'static str, Option<Timestamp>) {
        if told.approval.as_deref() != Some("recorded") {
            return ("signed", None);
        }
        // Whoever approved by word signs it, and nobody else.
        let at = EntryPlace { log: act.at.0, sequence: act.at.1 };
        let signed = told
            .paper
            .zip(told.approved.as_ref())
            .is_some_and(|(paper, approved)| self.standing.is_countersigned(paper, approved.badge.trim(), act.by, at));
        match signed {
            true => ("recorded, signed since", None),
            false => ("recorded, not signed", act.time.checked_add(COUNTERSIGNED_WITHIN).ok()),
        }
    }

    fn request(&self, told: &Told) -> &'static str {
        let expired = told.expires.is_some_and(|expires| expires <= self.now);
        let Some(paper) = told.paper else { return "unknown" };
        match self.standing.kept().release_approval(paper) {
            _ if self.released.contains_key(&paper) => "released",
            Some(_) if expired => "approved, expired",
            Some(kept) if kept.paper.verdict == ReleaseVerdict::Refuse => "refused",
            Some(kept) if self.is_refused(told, Some(kept.place)) => "approved, then refused",
            Some(_) => "approved, not released",
            None if self.is_refused(told, None) => "refused",
            None if expired => "expired",
            None => "waits for the decision",
        }
    }

    /// A refusal is a paper of its own: with other words, and the same items for the same recipient; after a place of the book.
    fn is_refused(&self, told: &Told, after: Option<EntryPlace>) -> bool {
        self.standing.kept().release_approvals.iter().any(|kept| {
            let approval = &kept.paper.approval;
            let mut items: Vec<_> = approval.items.iter().map(ToString::to_string).collect();
            let mut asked = told.shared.clone();
            items.sort();
            asked.sort();
            let later = after.is_none_or(|after| kept.place > after);
            later
                && kept.paper.verdict == ReleaseVerdict::Refuse
                && items == asked
                && approval.terms.recipient == told.recipient
        })
    }

    fn release(&self, told: &Told) -> &'static str {
        let received = told.paper.is_some_and(|paper| self.received.contains_key(&paper));
        if received { "received" } else { "no receipt yet" }
    }
}
