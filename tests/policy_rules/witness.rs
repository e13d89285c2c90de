//! Witnesses of the book.

use frs::{
    policy::{OperationKind as K, PaperFacts, UnwitnessedTail},
    vocabulary::Role,
};
use jiff::SignedDuration;

use crate::{
    paper::{END, authorizing, brought, designation, floor},
    world::{DESIGNEE, EXAMINER, WITNESS, World},
};

fn answer(named: bool, newer: bool, hours: i64, confirmed: bool) -> World {
    brought(PaperFacts::WitnessAnswer { named, newer, ahead: SignedDuration::from_hours(hours), confirmed })
}

fn tail(entries: u64, hours: i64) -> World {
    World::with(K::Search, |w| {
        w.tail = Some(UnwitnessedTail { entries, since: Some(w.now - SignedDuration::from_hours(hours)) });
    })
}

#[test]
fn sop_2_110_4_b_accepts_witness_apart() {
    brought(floor(true, 2, vec![])).accepted();
    let mut auditor = authorizing(&[Role::Auditor], |_| ());
    auditor.witnesses = vec![EXAMINER];
    auditor.accepted();
    let mut designee = designation(true, END, &[Role::Auditor], true);
    designee.witnesses = vec![EXAMINER];
    designee.accepted();
}

#[test]
fn sop_2_110_4_b_refuses_witness_apart() {
    brought(floor(true, 2, vec![WITNESS])).refused("2-110-4-B", "witness_apart");
    for roles in [&[Role::Examiner][..], &[Role::ReleaseAuthority], &[Role::LeadInvestigator, Role::Auditor]] {
        let mut operator = authorizing(roles, |_| ());
        operator.witnesses = vec![EXAMINER];
        operator.refused("2-110-4-B", "witness_apart");
    }
    let mut designee = designation(true, END, &[Role::Auditor], true);
    designee.witnesses = vec![DESIGNEE];
    designee.refused("2-110-4-B", "witness_apart");
}

#[test]
fn sop_2_110_4_b_accepts_witness_named() {
    answer(true, true, 0, false).accepted();
    answer(true, true, -1_000, false).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_witness_named() {
    answer(false, true, 0, false).refused("2-110-4-B", "witness_named");
    answer(true, false, 0, false).refused("2-110-4-B", "witness_named");
}

#[test]
fn sop_2_110_4_b_accepts_witness_time() {
    answer(true, true, 24, false).accepted();
    answer(true, true, 25, true).accepted();
    brought(PaperFacts::Time { signed_by_commander: true, known: true }).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_witness_time() {
    let (_, remedy) = answer(true, true, 25, false).refused("2-110-4-B", "witness_time");
    assert!(remedy.contains("--confirm-time"));
    brought(PaperFacts::Time { signed_by_commander: true, known: false }).refused("2-110-4-B", "witness_time");
}

#[test]
fn sop_2_110_4_b_accepts_witnessed() {
    tail(200, 7 * 24).accepted();
    World::with(K::Search, |w| w.tail = Some(UnwitnessedTail { entries: 0, since: None })).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_witnessed() {
    let (why, remedy) = tail(201, 1).refused("2-110-4-B", "witnessed");
    assert!(why.contains("201") && remedy.contains("frs audit checkpoint"), "{why} {remedy}");
    tail(1, 7 * 24 + 1).refused("2-110-4-B", "witnessed");
    World::with(K::Search, |w| w.tail = None).refused("2-110-4-B", "witnessed");
    let (_, remedy) = World::with(K::Search, |w| {
        w.witnesses.clear();
        w.tail = Some(UnwitnessedTail { entries: 999, since: None });
    })
    .refused("2-110-4-B", "witnessed");
    assert!(remedy.contains("No witness stands in the floor"));
}
