//! When a lead report may be made.

use frs::{
    policy::{OperationKind as K, ReviewFacts, VerificationFacts},
    vocabulary::PurposeKind,
};

use crate::world::World;

fn sheet(change: impl FnOnce(&mut VerificationFacts)) -> World {
    World::with(K::VerifySheet, |w| {
        let list = w.verification.as_mut().unwrap();
        list.review = ReviewFacts::Done;
        change(list);
    })
}

#[test]
fn sop_2_110_4_d_4_accepts_report_after_records() {
    sheet(|_| {}).accepted();
    sheet(|l| l.candidates = 0).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_report_after_records() {
    let (why, _) = sheet(|l| l.open = 3).refused("2-110-4-D-4", "report_after_records");
    assert!(why.contains("3 of 20"), "{why}");
    sheet(|l| (l.open, l.preliminary, l.review) = (1, true, ReviewFacts::Due))
        .refused("2-110-4-D-4", "report_after_records");
}

#[test]
fn sop_2_110_4_d_4_accepts_report_after_review() {
    sheet(|l| l.review = ReviewFacts::NotAsked).accepted();
    sheet(|l| l.review = ReviewFacts::Done).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_report_after_review() {
    let (_, remedy) = sheet(|l| l.review = ReviewFacts::Due).refused("2-110-4-D-4", "report_after_review");
    assert!(remedy.contains("frs verify packet") && remedy.contains("--preliminary"), "{remedy}");
    let (why, _) =
        sheet(|l| l.review = ReviewFacts::Conflict(vec![1, 4])).refused("2-110-4-D-4", "report_after_review");
    assert!(why.contains("1, 4"), "{why}");
}

#[test]
fn sop_2_110_4_d_4_accepts_preliminary_allowed() {
    for review in [ReviewFacts::Due, ReviewFacts::Conflict(vec![2])] {
        sheet(|l| (l.preliminary, l.review) = (true, review)).accepted();
    }
}

#[test]
fn sop_2_110_4_d_4_refuses_preliminary_allowed() {
    let mut world = sheet(|l| (l.preliminary, l.review) = (true, ReviewFacts::Due));
    world.floor.preliminary = false;
    world.refused("2-110-4-D-4", "preliminary_allowed");
    // What is finished is not called unfinished.
    for review in [ReviewFacts::Done, ReviewFacts::NotAsked] {
        sheet(|l| (l.preliminary, l.review) = (true, review)).refused("2-110-4-D-4", "preliminary_allowed");
    }
}

fn endangered(operation: K, change: impl FnOnce(&mut VerificationFacts)) -> World {
    World::with(operation, |w| {
        let list = w.verification.as_mut().unwrap();
        (list.kind, list.review) = (Some(PurposeKind::EndangeredPerson), ReviewFacts::Done);
        change(list);
    })
}

#[test]
fn sop_2_110_4_a_3_accepts_list_not_reused() {
    let mut world = endangered(K::VerifySheet, |_| {});
    if let Some(purpose) = world.purpose.as_mut() {
        purpose.kind = PurposeKind::EndangeredPerson;
    }
    world.authorization.purposes = [PurposeKind::EndangeredPerson].into();
    world.accepted();
}

#[test]
fn sop_2_110_4_a_3_refuses_list_not_reused() {
    for operation in [K::VerifyOpen, K::VerifySheet] {
        let (why, _) = endangered(operation, |_| {}).refused("2-110-4-A-3", "list_not_reused");
        assert!(why.contains("endangered-person"), "{why}");
    }
}
