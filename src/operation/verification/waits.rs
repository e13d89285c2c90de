//! What of somebody's lists waits, and for whom: what `frs status` shows of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    Review,
    matter::Matter,
    reviews::Packet,
    status,
    told::{OfSearch, PacketTold},
};
use crate::{
    audit::ActRecord,
    operation::{OperationError, Visit},
    policy::{BLIND_REVIEW, OperationKind},
    report::WaitingLine,
    vocabulary::{Disposition, PersonId, SearchId},
};

/// What waits for whoever is at the desk: of their own searches, and of those that they are to review.
///
/// # Errors
/// Where an entry cannot be read.
pub(in crate::operation) fn waits(
    visit: &Visit<'_>,
    acts: &[ActRecord],
    now: Timestamp,
) -> Result<Vec<WaitingLine>, OperationError> {
    let own = visit.book.standing().keys_of_person(visit.book.person());
    let (mut searched, mut after, mut mine) = (BTreeMap::new(), BTreeMap::<SearchId, Vec<_>>::new(), Vec::new());
    for act in acts {
        // What was expunged waits for nobody.
        let Some(search) = told::<OfSearch>(act).map(|told| told.search) else { continue };
        if act.operation == OperationKind::Search.as_str() {
            if own.contains(&act.by) {
                mine.push(search);
            }
            searched.insert(search, act);
        } else if act.operation.parse().is_ok_and(is_of_list) {
            after.entry(search).or_default().push(act.clone());
            let reviews = act.operation == OperationKind::VerifyPacket.as_str()
                && told::<PacketTold>(act).is_some_and(|told| own.contains(&told.reviewer));
            if reviews && !mine.contains(&search) {
                mine.push(search);
            }
        }
    }
    let mut lines = Vec::new();
    for search in mine {
        let act = match searched.get(&search) {
            Some(act) => Some((*act).clone()),
            None => visit.book.searched(search)?,
        };
        let Some(act) = act.filter(|act| act.record.is_some()) else { continue };
        let matter = Matter::of(visit, search, act, after.remove(&search).unwrap_or_default())?;
        lines.extend(of(visit, &matter, now));
    }
    Ok(lines)
}

fn told<'a, T: Deserialize<'a>>(act: &'a ActRecord) -> Option<T> {
    serde_json::from_str(act.record.as_deref()?).ok()
}

/// What is done about a list.
pub(in crate::operation) fn is_of_list(kind: OperationKind) -> bool {
    kind.as_str().starts_with("verify-")
}

fn of(visit: &Visit<'_>, matter: &Matter, now: Timestamp) -> Vec<WaitingLine> {
    if matter.closed().is_some() {
        return Vec::new();
    }
    let waits = Waits { matter, now };
    let (packet, own) = (matter.packet(), visit.book.person());
    if !matter.is(matter.by, own) {
        return packet.and_then(|packet| waits.review(&packet)).into_iter().collect();
    }
    let floor = visit.book.standing().floor();
    let readiness = matter.readiness(floor, now);
    let mut lines = Vec::new();
    if readiness.open > 0 {
        if matter.any_above() {
            let by = matter.time.checked_add(floor.purpose_validity).ok();
            let says = format!("{} of {} candidates have no record", readiness.open, matter.list.candidates.len());
            lines.push(waits.line("records", says, by, "frs verify status"));
        }
        return lines;
    }
    let kept = matter.dispositions().values().any(|held| *held == Disposition::Kept);
    match &readiness.review {
        Review::Conflict { ranks } => {
            let names: Vec<_> = ranks.iter().map(u32::to_string).collect();
            let others: BTreeSet<_> = ranks.iter().flat_map(|rank| status::waits_for(visit, matter, *rank)).collect();
            let mut says = format!("two examiners differ on candidate {}", names.join(", "));
            if waits.waiting_for(own).is_empty() && !others.is_empty() {
                let others: Vec<_> = others.into_iter().collect();
                says += &format!("; your entry waits for one of badge {}, or of a third examiner", others.join(", "));
            }
            lines.push(waits.line("conflict", says, None, "frs verify resolve"));
        }
        Review::Due { by, begun: true, .. } => {
            let reviewer = packet.and_then(|packet| visit.book.standing().badge_of(packet.told.reviewer));
            let says = format!("the blind review waits for badge {}", reviewer.unwrap_or("unknown"));
            lines.push(waits.line("review-asked", says, Some(*by), "ask them: frs verify review"));
        }
        Review::Due { by, .. } => {
            let says = "a preliminary sheet was made, and no second examiner is asked yet".to_owned();
            lines.push(waits.line("packet", says, Some(*by), "frs verify packet"));
        }
        Review::NotBegun if kept => {
            let says = "every candidate has a record, and no second examiner is asked yet".to_owned();
            lines.push(waits.line("packet", says, None, "frs verify packet"));
        }
        _ => {}
    }
    let waits_for_sources = readiness.unverified.iter().filter(|rank| !matter.is_left_open(**rank));
    let ranks: Vec<_> = waits_for_sources.map(u32::to_string).collect();
    if readiness.report && !ranks.is_empty() {
        let says = format!("candidate {} is kept and UNVERIFIED", ranks.join(", "));
        lines.push(waits.line("unverified", says, None, "frs verify source"));
    }
    lines
}

struct Waits<'m> {
    matter: &'m Matter,
    now: Timestamp,
}

impl Waits<'_> {
    /// The candidates that somebody can say another word on: nobody has said one yet, or it is theirs that is missing.
    fn waiting_for(&self, person: PersonId) -> String {
        let theirs = |rank: &u32| {
            let open = self.matter.difference(*rank, None).filter(|one| one.stands.is_none());
            let may = |one: super::reviews::Difference| {
                one.said.is_none() || one.waits_for.contains(&self.matter.who(person))
            };
            self.matter.sides(*rank).contains_key(&self.matter.who(person)) && open.is_some_and(may)
        };
        let ranks: Vec<_> = self.matter.conflicts().into_iter().filter(theirs).map(|rank| rank.to_string()).collect();
        ranks.join(", ")
    }

    fn line(&self, what: &'static str, says: String, due: Option<Timestamp>, command: &str) -> WaitingLine {
        WaitingLine {
            what,
            says,
            case: self.matter.case.clone(),
            search: Some(self.matter.search),
            due: due.map(|due| format!("{due:.0}")),
            overdue: due.is_some_and(|due| due <= self.now),
            remedy: format!("{command} {}", self.matter.search.short()),
        }
    }

    /// For the reviewer: nothing once every item has a record, unless the two differ.
    fn review(&self, packet: &Packet<'_>) -> Option<WaitingLine> {
        if packet.finished {
            let ranks = self.waiting_for(packet.told.reviewer);
            let says = format!("you and the first examiner differ on candidate {ranks}: look at it again together");
            return (!ranks.is_empty()).then(|| self.line("conflict", says, None, "frs verify resolve"));
        }
        let from = self.matter.review_due_from();
        let due = from.and_then(|from| from.checked_add(BLIND_REVIEW).ok());
        let says =
            format!("{} of {} items of a blind review are recorded", packet.records.len(), packet.told.order.len());
        Some(self.line("review", says, due, "frs verify review"))
    }
}
