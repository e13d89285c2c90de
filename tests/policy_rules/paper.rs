//! Which papers are accepted.

use frs::{
    policy::{APART, Approver, AuthorizationFacts, OperationKind as K, OtherKey, PaperFacts, SuccessionFacts},
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

pub fn designation(signed_by_commander: bool, end: Option<&str>, roles: &[Role], free: bool) -> World {
    let not_after = end.map(at);
    brought(PaperFacts::Designation { signed_by_commander, not_after, person: DESIGNEE, roles: roles.into(), free })
}

pub const END: Option<&str> = Some("2027-01-01T00:00:00Z");

#[test]
fn sop_2_110_4_b_accepts_designation() {
    designation(true, END, &[Role::Auditor], true).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_designation() {
    for (signed_by_commander, end) in [(false, END), (true, None), (true, Some("2026-11-22T20:00:00Z"))] {
        designation(signed_by_commander, end, &[Role::Auditor], true).refused("2-110-4-B", "designation");
    }
}

#[test]
fn sop_2_110_3_a_accepts_designee() {
    designation(true, END, &[Role::Examiner, Role::LeadInvestigator], true).accepted();
}

#[test]
fn sop_2_110_3_a_refuses_designee_who_is_unknown_or_out_of_access() {
    designation(true, END, &[], true).refused("2-110-3-A", "designee");
    designation(true, END, &[Role::Auditor], false).refused("2-110-3-A", "designee");
}

#[test]
fn sop_2_110_4_b_accepts_offices_apart() {
    authorizing(&[Role::Examiner, Role::LeadInvestigator, Role::RepositoryManager], |_| ()).accepted();
    authorizing(&[Role::Auditor, Role::LeadInvestigator], |a| {
        a.designated = Some((at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")));
    })
    .accepted();
    // The designation has ended.
    batch_of(|a| a.designated = Some((at("2025-01-01T00:00:00Z"), at("2026-01-01T00:00:00Z")))).accepted();
    let both = World::with(K::PaperAccept, |w| {
        w.floor.commander_may_be_release_authority = true;
        let mut paper = authorization(&[Role::ReleaseAuthority], &[]);
        paper.offices = vec![Role::Commander];
        w.paper = Some(PaperFacts::Authorization(paper.into()));
    });
    both.accepted();
}

#[test]
fn sop_2_110_4_b_refuses_offices_apart() {
    for roles in [
        &[Role::Auditor, Role::Examiner][..],
        &[Role::Auditor, Role::Reviewer],
        &[Role::Auditor, Role::RepositoryManager],
    ] {
        authorizing(roles, |_| ()).refused("2-110-4-B", "offices_apart");
    }
    // Every pair of the table, as far as an authorization can make it.
    for (one, other, _) in APART {
        let offices: Vec<_> = [*one, *other].into_iter().filter(|role| *role == Role::Commander).collect();
        let designee = [one, other].contains(&&Role::Designee);
        let given = |role: &&Role| !matches!(role, Role::Commander | Role::Designee);
        let roles: Vec<_> = [one, other].into_iter().filter(given).copied().collect();
        if roles.is_empty() {
            continue;
        }
        let world = authorizing(&roles, |a| {
            a.offices = offices;
            a.designated = designee.then(|| (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")));
            a.batch = roles.contains(&Role::Batch).then(|| ("ingest-1".into(), "county booking".into()));
        });
        world.refused("2-110-4-B", "offices_apart");
    }
    designation(true, END, &[Role::Batch], true).refused("2-110-4-B", "offices_apart");
}

#[test]
fn sop_2_110_4_b_accepts_offices_given() {
    authorizing(&[Role::Auditor, Role::ReleaseAuthority], |_| ()).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_offices_given() {
    for role in [Role::Commander, Role::Designee] {
        authorizing(&[role], |_| ()).refused("2-110-4-B", "offices_given");
    }
}

fn batch_of(change: impl FnOnce(&mut AuthorizationFacts)) -> World {
    authorizing(&[Role::Batch], |a| {
        a.batch = Some(("ingest-1".into(), "county booking".into()));
        change(a);
    })
}

#[test]
fn sop_2_110_4_a_1_accepts_batch_named() {
    batch_of(|_| ()).accepted();
}

#[test]
fn sop_2_110_4_a_1_refuses_batch_named() {
    batch_of(|a| a.batch = None).refused("2-110-4-A-1", "batch_named");
    batch_of(|a| a.roles = vec![Role::RepositoryManager]).refused("2-110-4-A-1", "batch_named");
}

fn retiring(approver: Approver, of_commander: bool, known: bool, retired: bool) -> World {
    brought(PaperFacts::Retirement { person: EXAMINER, approver, of_commander, known, retired })
}

#[test]
fn sop_2_110_4_b_accepts_retirement() {
    retiring(BY_COMMANDER, false, true, false).accepted();
    retiring(BY_DESIGNEE, false, true, false).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_retirement() {
    let neither = Approver::Neither { person: DESIGNEE };
    let own = Approver::Designee { person: EXAMINER, in_force_when_accepted: true };
    for (approver, of_commander, known, retired) in [
        (BY_COMMANDER, true, true, false),
        (BY_COMMANDER, false, false, false),
        (BY_COMMANDER, false, true, true),
        (neither, false, true, false),
        (own, false, true, false),
    ] {
        retiring(approver, of_commander, known, retired).refused("2-110-4-B", "retirement");
    }
}

#[test]
fn sop_2_110_4_b_accepts_one_key() {
    authorizing(&[Role::Auditor], |a| a.other_key = None).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_one_key() {
    for suspended in [false, true] {
        let other = OtherKey { person: DESIGNEE, suspended };
        authorizing(&[Role::Auditor], |a| a.other_key = Some(other)).refused("2-110-4-B", "one_key");
    }
}

#[test]
fn sop_2_110_4_b_accepts_not_retired() {
    authorizing(&[Role::Auditor], |a| a.retired = false).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_not_retired() {
    authorizing(&[Role::Auditor], |a| a.retired = true).refused("2-110-4-B", "not_retired");
}

fn succeeding(signed: bool, takes_back: bool, new_key: bool) -> World {
    brought(PaperFacts::Succession(SuccessionFacts { signed, takes_back, new_key }))
}

#[test]
fn sop_2_110_4_b_accepts_succession() {
    succeeding(true, false, true).accepted();
    succeeding(true, true, true).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_succession() {
    let (why, _) = succeeding(false, false, true).refused("2-110-4-B", "succession");
    assert!(why.contains("recovery key"), "{why}");
    let (why, _) = succeeding(false, true, true).refused("2-110-4-B", "succession");
    assert!(why.contains("takes back"), "{why}");
    succeeding(true, false, false).refused("2-110-4-B", "succession");
}

/// A rekey that would bring a new key of the log with it, or none.
fn rekeying(by_commander: Option<bool>) -> World {
    World::with(K::ProgramRekey, |w| {
        w.paper = by_commander.map(|signed_by_commander| PaperFacts::LogKey { signed_by_commander });
    })
}

#[test]
fn sop_2_110_4_b_accepts_office() {
    for what in ["roster", "hold", "hold-release"] {
        brought(PaperFacts::Office { what, approver: BY_DESIGNEE }).accepted();
    }
    brought(PaperFacts::LogKey { signed_by_commander: true }).accepted();
    brought(PaperFacts::Time { signed_by_commander: true, known: true }).accepted();
    rekeying(None).accepted();
    rekeying(Some(true)).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_office() {
    let late = Approver::Designee { person: DESIGNEE, in_force_when_accepted: false };
    for approver in [late, Approver::Neither { person: EXAMINER }, Approver::Founding] {
        brought(PaperFacts::Office { what: "roster", approver }).refused("2-110-4-B", "office");
    }
    brought(PaperFacts::LogKey { signed_by_commander: false }).refused("2-110-4-B", "office");
    // A rekey by a designee; the log's key is the Commander's to renew.
    rekeying(Some(false)).refused("2-110-4-B", "office");
    brought(PaperFacts::Time { signed_by_commander: false, known: true }).refused("2-110-4-B", "office");
}

#[test]
fn sop_2_110_4_b_accepts_two_persons() {
    brought(PaperFacts::ExpungeOrder { ordered_by: Some(COMMANDER), second: Some(EXAMINER) }).accepted();
    brought(PaperFacts::Correction { signed: 1, needed: 1 }).accepted();
    brought(PaperFacts::Correction { signed: 2, needed: 2 }).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_two_persons_where_one_is_missing() {
    let told = |paper| brought(paper).refused("2-110-4-B", "two_persons").0;
    let one = told(PaperFacts::ExpungeOrder { ordered_by: Some(COMMANDER), second: None });
    assert!(one.contains("second authorized person"), "{one}");
    let other = told(PaperFacts::ExpungeOrder { ordered_by: None, second: Some(EXAMINER) });
    assert!(other.contains("the Commander or of a designee"), "{other}");
    assert!(told(PaperFacts::Correction { signed: 1, needed: 2 }).contains("second"));
    assert!(told(PaperFacts::Correction { signed: 0, needed: 1 }).contains("an authorized person"));
}

const LATER: &str = "2026-12-01T00:00:00Z";

#[test]
fn sop_2_110_4_d_6_accepts_share_approver() {
    brought(PaperFacts::ShareApproval { signed: true, expires: at(LATER) }).accepted();
}

#[test]
fn sop_2_110_4_d_6_refuses_share_approver() {
    for (signed, expires) in [(false, LATER), (true, "2026-11-22T20:00:00Z")] {
        let paper = PaperFacts::ShareApproval { signed, expires: at(expires) };
        brought(paper).refused("2-110-4-D-6", "share_approver");
    }
}

#[test]
fn sop_2_110_4_c_accepts_release_approver() {
    brought(PaperFacts::ReleaseApproval { signed: true, expires: at(LATER) }).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_release_approver() {
    for (signed, expires) in [(false, LATER), (true, "2026-11-22T20:00:00Z")] {
        let paper = PaperFacts::ReleaseApproval { signed, expires: at(expires) };
        brought(paper).refused("2-110-4-C", "release_approver");
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

fn suspending(person: PersonId, approver: Approver, number: u64) -> World {
    brought(PaperFacts::Suspension { person, approver, number, of_commander: false })
}

fn reinstating(person: PersonId, approver: Approver, number: u64) -> World {
    brought(PaperFacts::Reinstatement { person, approver, suspension: 2, number, in_force: true })
}

#[test]
fn sop_2_110_4_e_accepts_suspension_signed() {
    suspending(EXAMINER, BY_DESIGNEE, 3).accepted();
    reinstating(EXAMINER, BY_COMMANDER, 3).accepted();
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
        suspending(person, approver, number).refused("2-110-4-E", "suspension_signed");
        reinstating(person, approver, number).refused("2-110-4-E", "suspension_signed");
    }
}

#[test]
fn sop_2_110_4_e_accepts_suspension_named() {
    reinstating(EXAMINER, BY_DESIGNEE, 3).accepted();
}

#[test]
fn sop_2_110_4_e_refuses_suspension_named() {
    let (approver, person) = (BY_COMMANDER, EXAMINER);
    let not_in_force = PaperFacts::Reinstatement { person, approver, suspension: 1, number: 3, in_force: false };
    brought(not_in_force).refused("2-110-4-E", "suspension_named");
    let of_commander = PaperFacts::Suspension { person, approver: BY_DESIGNEE, number: 3, of_commander: true };
    brought(of_commander).refused("2-110-4-E", "suspension_named");
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
