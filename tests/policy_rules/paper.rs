//! Which papers are accepted.

use frs::{
    policy::{Approver, AuthorizationFacts, OperationKind as K, PaperFacts},
    vocabulary::{PersonId, PurposeKind, Role},
};

use crate::world::{COMMANDER, DESIGNEE, EXAMINER, World, at, authorization};

const BY_COMMANDER: Approver = Approver::Commander { person: COMMANDER };
const BY_DESIGNEE: Approver = Approver::Designee { person: DESIGNEE, in_force_when_accepted: true };

pub fn brought(paper: PaperFacts) -> World {
    World::with(K::PaperAccept, |w| w.paper = Some(paper))
}

pub fn authorizing(roles: &[Role], change: impl FnOnce(&mut AuthorizationFacts)) -> World {
    let mut paper = authorization(roles, &[PurposeKind::CriminalActivity]);
    change(&mut paper);
    brought(PaperFacts::Authorization(paper.into()))
}

#[test]
fn sop_2_110_3_a_accepts_paper_approver() {
    authorizing(&[Role::Examiner], |a| a.approver = BY_DESIGNEE).accepted();
    authorizing(&[Role::Examiner], |a| a.approver = BY_COMMANDER).accepted();
    brought(PaperFacts::Other).accepted();
}

#[test]
fn sop_2_110_3_a_refuses_paper_approver() {
    for approver in [
        Approver::Founding,
        Approver::Commander { person: EXAMINER },
        Approver::Neither { person: DESIGNEE },
        Approver::Designee { person: DESIGNEE, in_force_when_accepted: false },
    ] {
        authorizing(&[Role::Auditor], |a| a.approver = approver).refused("2-110-3-A", "paper_approver");
    }
    authorizing(&[Role::Examiner], |a| a.badge.clear()).refused("2-110-3-A", "paper_approver");
    authorizing(&[], |_| ()).refused("2-110-3-A", "paper_approver");
    authorizing(&[Role::Auditor], |a| a.not_after = a.not_before).refused("2-110-3-A", "paper_approver");
    authorizing(&[Role::Auditor], |a| a.not_after = at("2026-11-22T20:00:00Z")).refused("2-110-3-A", "paper_approver");
    World::with(K::PaperAccept, |w| w.paper = None).refused("2-110-3-A", "paper_approver");
}

#[test]
fn sop_2_110_3_a_accepts_paper_unit() {
    authorizing(&[Role::ReleaseAuthority], |a| a.unit.clear()).accepted();
    authorizing(&[Role::Examiner], |_| ()).accepted();
}

#[test]
fn sop_2_110_3_a_refuses_paper_unit() {
    for role in [Role::Examiner, Role::Reviewer, Role::RepositoryManager] {
        authorizing(&[role], |a| a.unit.clear()).refused("2-110-3-A", "paper_unit");
        authorizing(&[role, Role::LeadInvestigator], |a| a.unit.clear()).refused("2-110-3-A", "paper_unit");
    }
}

#[test]
fn sop_2_110_4_a_1_accepts_paper_training() {
    authorizing(&[Role::LeadInvestigator], |a| a.training = None).accepted();
    authorizing(&[Role::Reviewer], |_| ()).accepted();
}

#[test]
fn sop_2_110_4_a_1_refuses_paper_training() {
    for role in [Role::Examiner, Role::Reviewer, Role::RepositoryManager] {
        authorizing(&[role], |a| a.training = None).refused("2-110-4-A-1", "paper_training");
        let lapsed = authorizing(&[role], |a| {
            a.training.as_mut().unwrap().expires = "2026-11-21".parse().unwrap();
        });
        lapsed.refused("2-110-4-A-1", "paper_training");
    }
}

#[test]
fn sop_2_110_4_b_accepts_designation() {
    let not_after = Some(at("2027-01-01T00:00:00Z"));
    brought(PaperFacts::Designation { signed_by_commander: true, not_after }).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_designation() {
    let end = Some(at("2027-01-01T00:00:00Z"));
    for (signed_by_commander, not_after) in [(false, end), (true, None), (true, Some(at("2026-11-22T20:00:00Z")))] {
        brought(PaperFacts::Designation { signed_by_commander, not_after }).refused("2-110-4-B", "designation");
    }
}

#[test]
fn sop_2_110_4_b_accepts_offices_apart() {
    authorizing(&[Role::Examiner, Role::LeadInvestigator], |_| ()).accepted();
    let both = World::with(K::PaperAccept, |w| {
        w.floor.commander_may_be_release_authority = true;
        w.paper =
            Some(PaperFacts::Authorization(authorization(&[Role::Commander, Role::ReleaseAuthority], &[]).into()));
    });
    both.accepted();
}

#[test]
fn sop_2_110_4_b_refuses_offices_apart() {
    for roles in [
        &[Role::Auditor, Role::Examiner][..],
        &[Role::Auditor, Role::Reviewer],
        &[Role::Auditor, Role::RepositoryManager],
        &[Role::Auditor, Role::Batch],
        &[Role::Batch, Role::Examiner],
        &[Role::Commander, Role::ReleaseAuthority],
    ] {
        authorizing(roles, |_| ()).refused("2-110-4-B", "offices_apart");
    }
}

pub fn floor(signed_by_commander: bool, version: u32, operating_witnesses: Vec<PersonId>) -> PaperFacts {
    PaperFacts::Floor { signed_by_commander, version, operating_witnesses }
}

#[test]
fn sop_2_110_4_b_accepts_floor() {
    brought(floor(true, 2, vec![])).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_floor() {
    for (signed_by_commander, version) in [(false, 2), (true, 1), (true, 3), (true, 0)] {
        brought(floor(signed_by_commander, version, vec![])).refused("2-110-4-B", "floor");
    }
}

#[test]
fn sop_2_110_4_e_accepts_suspension_signed() {
    brought(PaperFacts::Suspension { person: EXAMINER, approver: BY_DESIGNEE, number: 3 }).accepted();
    brought(PaperFacts::Reinstatement { person: EXAMINER, approver: BY_COMMANDER, suspension: 2 }).accepted();
}

#[test]
fn sop_2_110_4_e_refuses_suspension_signed() {
    let late = Approver::Designee { person: DESIGNEE, in_force_when_accepted: false };
    for (person, approver, number) in [
        (EXAMINER, BY_COMMANDER, 4),
        (EXAMINER, BY_COMMANDER, 2),
        (EXAMINER, late, 3),
        (EXAMINER, Approver::Neither { person: COMMANDER }, 3),
        (EXAMINER, Approver::Founding, 3),
        (DESIGNEE, BY_DESIGNEE, 3),
    ] {
        brought(PaperFacts::Suspension { person, approver, number }).refused("2-110-4-E", "suspension_signed");
    }
    for (person, approver, suspension) in
        [(EXAMINER, BY_COMMANDER, 0), (EXAMINER, BY_COMMANDER, 3), (EXAMINER, late, 2), (DESIGNEE, BY_DESIGNEE, 2)]
    {
        brought(PaperFacts::Reinstatement { person, approver, suspension }).refused("2-110-4-E", "suspension_signed");
    }
}

#[test]
fn sop_2_110_4_b_accepts_newer() {
    World::of(K::PaperAccept).accepted();
    World::with(K::PaperAccept, |w| w.replaces = Some(at("2020-01-01T00:00:00Z"))).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_newer_where_it_is_older_or_ones_own() {
    World::with(K::PaperAccept, |w| w.replaces = Some(w.now)).refused("2-110-4-B", "newer");
    World::with(K::PaperAccept, |w| w.authorization.person = EXAMINER).refused("2-110-4-B", "newer");
}
