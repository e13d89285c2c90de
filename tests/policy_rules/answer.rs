//! What a supervisor finds of a search.

use frs::policy::{OperationKind as K, VerificationFacts};

use crate::world::World;

fn answer(change: impl FnOnce(&mut VerificationFacts)) -> World {
    World::with(K::AuditAnswer, |w| change(w.verification.as_mut().unwrap()))
}

#[test]
fn sop_2_110_4_a_2_accepts_answered_whole() {
    World::of(K::AuditAnswer).accepted();
    answer(|a| a.missing = None).accepted();
}

#[test]
fn sop_2_110_4_a_2_refuses_answered_whole() {
    World::with(K::AuditAnswer, |w| w.verification = None).refused("2-110-4-A-2", "answered_whole");
    let (why, _) = answer(|a| a.missing = Some(vec!["because: ?".into()])).refused("2-110-4-A-2", "answered_whole");
    assert!(why.contains("because:"), "{why}");
}

#[test]
fn sop_2_110_4_b_accepts_answered_by_another() {
    answer(|a| a.own = false).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_answered_by_another() {
    answer(|a| a.own = true).refused("2-110-4-B", "answered_by_another");
}
