//! An accepted approval, held against what is to be done with it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Incident, items::Item};
use crate::{
    audit::{ActRecord, Place},
    gate::{Approval, EntryPlace, ReleaseVerdict, Standing},
    operation::{OperationError, Visit},
    policy::{ApprovalFacts, OperationKind, SignedApproval},
    seal::ReceivingKey,
    vocabulary::{Digest, PersonId, Role},
};

/// Which items differ between a paper and what is there.
pub(super) fn differs(approval: &Approval, items: &[Item]) -> Vec<String> {
    let approved: BTreeSet<_> = approval.items.iter().map(ToString::to_string).collect();
    let there: BTreeSet<_> = items.iter().map(|item| format!("{} {}", item.kind(), item.facts.digest)).collect();
    let missing = approved.difference(&there).map(|one| format!("approved, not named here: {one}"));
    let more = there.difference(&approved).map(|one| format!("named here, not approved: {one}"));
    missing.chain(more).collect()
}

/// An accepted approval of an internal share.
///
/// # Errors
/// Where the book of the case cannot be read.
pub(super) fn of_share(
    visit: &Visit<'_>,
    incident: Option<&Incident>,
    digest: Digest,
    items: &[Item],
) -> Result<ApprovalFacts, OperationError> {
    let (standing, now, person) = (visit.book.standing(), visit.gate_now(), visit.book.person());
    let Some(kept) = standing.kept().share_approval(digest) else { return Ok(ApprovalFacts::Unknown(digest)) };
    let lead = incident.and_then(|incident| incident.lead.as_deref());
    let is_lead = |one: PersonId| lead.is_some() && standing.badge_of(one) == lead;
    let once_could = |one: &PersonId| is_lead(*one) || held_office(standing, *one);
    // One and the same signer is the lead or in office, and may act: an office that ended does not borrow another's.
    let may = |one: &PersonId| {
        let leads = is_lead(*one) && standing.roles_of(*one, now).contains(&Role::LeadInvestigator);
        leads || standing.in_office(*one, now)
    };
    let is_own = |one: &PersonId| standing.is_same_person(*one, person);
    let own = !kept.signers.iter().any(|one| !is_own(one) && once_could(one));
    Ok(ApprovalFacts::Signed(SignedApproval {
        expires: recorded_until(visit, incident, digest)?
            .map_or(kept.paper.approval.terms.expires, |until| until.min(kept.paper.approval.terms.expires)),
        refused: false,
        taken_back: false,
        requested: true,
        key_fits: true,
        used: None,
        witnessed: true,
        case_fits: incident.is_some_and(|incident| incident.case == kept.paper.approval.case),
        differs: differs(&kept.paper.approval, items),
        acts: kept.signers.iter().any(|one| may(one) && (own || !is_own(one))),
        of_incident: kept.signers.iter().any(once_could),
        own,
    }))
}

/// Until when a share that was approved by word was to be used, where this paper is the one that was to be signed for it: the
/// signature gives it no more time.
fn recorded_until(
    visit: &Visit<'_>,
    incident: Option<&Incident>,
    paper: Digest,
) -> Result<Option<Timestamp>, OperationError> {
    #[derive(serde::Deserialize)]
    struct Recorded {
        approval: String,
        paper: Digest,
        until: Timestamp,
    }
    let all = of_case::<Recorded>(visit, incident, OperationKind::Share)?.into_iter();
    let of_paper = all.filter(|(told, _)| told.approval == "recorded" && told.paper == paper);
    Ok(of_paper.map(|(told, _)| told.until).max())
}

/// Whether somebody is the Commander, or was named a designee; whether they still may is asked apart.
fn held_office(standing: &Standing, person: PersonId) -> bool {
    person == standing.root().person_id() || standing.is_designated(person)
}

/// Who may approve a share of this incident, by office and badge; never whoever shares.
pub(super) fn approvers(visit: &Visit<'_>, incident: Option<&Incident>) -> Vec<String> {
    let (standing, now, person) = (visit.book.standing(), visit.gate_now(), visit.book.person());
    let own = standing.badge_of(person);
    let lead = incident.and_then(|incident| incident.lead.as_deref()).filter(|lead| own != Some(lead));
    let mut all: Vec<_> = lead.map(|lead| format!("the lead on this incident (badge {lead})")).into_iter().collect();
    for one in standing.persons() {
        if !standing.in_office(one.person, now) || standing.is_same_person(one.person, person) {
            continue;
        }
        let office = if one.person == standing.root().person_id() { "the Commander" } else { "a designee" };
        all.push(format!("{office} (badge {})", one.badge.unwrap_or_else(|| one.person.to_string())));
    }
    all
}

/// An approval by word, as whoever shares recorded it.
pub(super) fn recorded(visit: &Visit<'_>, incident: Option<&Incident>, badge: &str) -> ApprovalFacts {
    let (standing, now) = (visit.book.standing(), visit.gate_now());
    let own = standing.badge_of(visit.book.person()).is_some_and(|own| own.eq_ignore_ascii_case(badge));
    let lead = incident.and_then(|incident| incident.lead.as_deref()) == Some(badge);
    let office =
        standing.persons().iter().any(|one| one.badge.as_deref() == Some(badge) && standing.in_office(one.person, now));
    ApprovalFacts::Recorded { own, of_incident: lead || office }
}

/// An accepted decision on a release; `key` is the recipient's, where it is named again.
pub(super) fn of_release(
    visit: &Visit<'_>,
    incident: Option<&Incident>,
    digest: Digest,
    items: &[Item],
    key: Option<&ReceivingKey>,
) -> Result<ApprovalFacts, OperationError> {
    let (standing, now) = (visit.book.standing(), visit.gate_now());
    let Some(kept) = standing.kept().release_approval(digest) else { return Ok(ApprovalFacts::Unknown(digest)) };
    let approval = &kept.paper.approval;
    let place = (kept.place.log, kept.place.sequence);
    let used = visit.book.released_by(digest, place)?;
    let mut asked_by = requesters(visit, incident, approval)?;
    asked_by.push(visit.book.person());
    let decides = |one: &PersonId| standing.roles_of(*one, now).contains(&Role::ReleaseAuthority);
    // Whoever held the office when it was accepted and holds it no more is told apart from who signed for themselves.
    let has_asked = |one: &PersonId| asked_by.iter().any(|by| standing.is_same_person(*one, *by));
    let signed_by_another = kept.signers.iter().any(|one| !has_asked(one));
    let seen = standing.seen().map(|head| (head.log, head.size));
    let witnessed = |(log, sequence): (u64, u64)| {
        seen.is_some_and(|(seen_log, size)| log < seen_log || (log == seen_log && sequence < size))
    };
    Ok(ApprovalFacts::Signed(SignedApproval {
        expires: approval.terms.expires,
        refused: kept.paper.verdict == ReleaseVerdict::Refuse,
        taken_back: standing.kept().release_approvals.iter().any(|later| {
            later.place > kept.place
                && later.paper.verdict == ReleaseVerdict::Refuse
                && same_parcel(&later.paper.approval, approval)
        }),
        requested: asked_in(visit, incident, digest)?.is_some(),
        key_fits: key.is_none_or(|key| approval.terms.recipient_key.as_ref() == Some(key)),
        used: used.map(|(log, sequence)| EntryPlace { log, sequence }.to_string()),
        witnessed: witnessed(place) && items.iter().filter_map(|item| item.at).all(witnessed),
        case_fits: incident.is_some_and(|incident| incident.case == approval.case),
        differs: differs(approval, items),
        acts: kept.signers.iter().any(|one| decides(one) && (!signed_by_another || !has_asked(one))),
        of_incident: true,
        own: !signed_by_another,
    }))
}

/// The same items for the same recipient, in other words perhaps.
fn same_parcel(one: &Approval, other: &Approval) -> bool {
    let items = |approval: &Approval| approval.items.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    one.case == other.case && one.terms.recipient == other.terms.recipient && items(one) == items(other)
}

/// What a request recorded.
#[derive(serde::Deserialize)]
struct Asked {
    recipient: String,
    shared: Vec<String>,
    paper: Digest,
}

/// The requests of this incident: what each recorded, and its act.
fn asked(visit: &Visit<'_>, incident: Option<&Incident>) -> Result<Vec<(Asked, ActRecord)>, OperationError> {
    of_case(visit, incident, OperationKind::ShareRequest)
}

/// What acts of one kind recorded in this incident.
fn of_case<T: serde::de::DeserializeOwned>(
    visit: &Visit<'_>,
    incident: Option<&Incident>,
    kind: OperationKind,
) -> Result<Vec<(T, ActRecord)>, OperationError> {
    let Some(case) = incident.map(|incident| incident.case.as_str()) else { return Ok(Vec::new()) };
    let Some(from) = visit.book.case_opened(case)? else { return Ok(Vec::new()) };
    let is = |operation: &str| operation == kind.as_str();
    let acts = visit.book.acts_of_case(from, Some(case), is)?.into_iter();
    Ok(acts.filter_map(|act| Some((serde_json::from_str(act.record.as_deref()?).ok()?, act))).collect())
}

/// Who asked for a release of these items to this recipient, by this paper or one with other words.
fn requesters(
    visit: &Visit<'_>,
    incident: Option<&Incident>,
    approval: &Approval,
) -> Result<Vec<PersonId>, OperationError> {
    let mut items: Vec<String> = approval.items.iter().map(ToString::to_string).collect();
    items.sort();
    let same = |asked: &mut Asked| {
        asked.shared.sort();
        asked.recipient == approval.terms.recipient && asked.shared == items
    };
    let all = asked(visit, incident)?.into_iter();
    Ok(all.filter_map(|(mut asked, act)| same(&mut asked).then_some(act.by)).collect())
}

/// The outcome that asked for exactly this paper.
pub(super) fn asked_in(
    visit: &Visit<'_>,
    incident: Option<&Incident>,
    paper: Digest,
) -> Result<Option<Place>, OperationError> {
    let all = asked(visit, incident)?.into_iter();
    Ok(all.filter(|(asked, _)| asked.paper == paper).map(|(_, act)| act.at).next_back())
}
