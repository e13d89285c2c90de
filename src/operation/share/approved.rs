//! An accepted approval, held against what is to be done with it.

use std::collections::BTreeSet;

use super::{Incident, items::Item};
use crate::{
    gate::{Approval, Standing},
    operation::Visit,
    policy::{ApprovalFacts, SignedApproval},
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
pub(super) fn of_share(
    visit: &Visit<'_>,
    incident: Option<&Incident>,
    digest: Digest,
    items: &[Item],
) -> ApprovalFacts {
    let (standing, now, person) = (visit.book.standing(), visit.gate_now(), visit.book.person());
    let Some(kept) = standing.kept().share_approval(digest) else { return ApprovalFacts::Unknown(digest) };
    let lead = incident.and_then(|incident| incident.lead.as_deref());
    let is_lead = |one: PersonId| lead.is_some() && standing.badge_of(one) == lead;
    let may = |one: &PersonId| {
        standing.in_office(*one, now) || standing.roles_of(*one, now).contains(&Role::LeadInvestigator)
    };
    ApprovalFacts::Signed(SignedApproval {
        expires: kept.paper.approval.expires,
        case_fits: incident.is_some_and(|incident| incident.case == kept.paper.approval.case),
        differs: differs(&kept.paper.approval, items),
        acts: kept.signers.iter().any(may),
        of_incident: kept.signers.iter().any(|one| is_lead(*one) || held_office(standing, *one)),
        own: !kept.signers.iter().any(|one| *one != person && (is_lead(*one) || held_office(standing, *one))),
    })
}

/// Whether somebody is the Commander, or was named a designee; whether they still may is asked apart.
fn held_office(standing: &Standing, person: PersonId) -> bool {
    person == standing.root().person_id()
        || standing.persons().iter().any(|one| one.person == person && one.designation.is_some())
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
