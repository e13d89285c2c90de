//! From candidate to lead.

use frs::{
    policy::{OperationKind as K, VerificationFacts},
    vocabulary::PurposeKind,
};

use crate::world::World;

fn list(operation: K, change: impl FnOnce(&mut VerificationFacts)) -> World {
    World::with(operation, |w| change(w.verification.as_mut().unwrap()))
}

#[test]
fn sop_2_110_4_d_4_accepts_candidate_named() {
    for operation in [K::VerifyStatus, K::VerifyOpen, K::VerifyRecord] {
        World::of(operation).accepted();
        list(operation, |l| l.candidate = Some(20)).accepted();
    }
    list(K::VerifyStatus, |l| l.candidate = None).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_candidate_named() {
    for operation in [K::VerifyStatus, K::VerifyOpen, K::VerifyRecord] {
        World::with(operation, |w| w.verification = None).refused("2-110-4-D-4", "candidate_named");
    }
    for operation in [K::VerifyOpen, K::VerifyRecord] {
        for candidate in [None, Some(0), Some(21)] {
            let (why, _) = list(operation, |l| l.candidate = candidate).refused("2-110-4-D-4", "candidate_named");
            assert!(why.contains("20 candidates"), "{why}");
        }
    }
}

#[test]
fn sop_2_110_4_a_accepts_same_case() {
    // A purpose that was stated anew for the same case serves as well as the first one.
    World::of(K::VerifyRecord).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_same_case() {
    list(K::VerifyOpen, |l| l.case = Some("APD-26-0099999".into())).refused("2-110-4-A", "same_case");
    list(K::VerifyOpen, |l| l.kind = Some(PurposeKind::EndangeredPerson)).refused("2-110-4-A", "same_case");
    let (why, _) = list(K::VerifyStatus, |l| l.kind = None).refused("2-110-4-A", "same_case");
    assert!(why.contains("expunged"), "{why}");
}

#[test]
fn sop_2_110_4_d_4_accepts_opened_first() {
    list(K::VerifyOpen, |l| l.looked = false).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_opened_first() {
    let (_, remedy) = list(K::VerifyRecord, |l| l.looked = false).refused("2-110-4-D-4", "opened_first");
    assert!(remedy.contains("frs verify open"));
}

#[test]
fn sop_2_110_4_d_4_accepts_compared() {
    // Before the form is filled in nothing is missing yet.
    list(K::VerifyRecord, |l| l.missing = None).accepted();
    World::of(K::VerifyRecord).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_compared() {
    let missing = vec!["ears: similar, different or not-visible?".to_owned(), "because: ?".to_owned()];
    let (why, _) = list(K::VerifyRecord, |l| l.missing = Some(missing)).refused("2-110-4-D-4", "compared");
    assert!(why.contains("ears:") && why.contains("because:"), "{why}");
}
