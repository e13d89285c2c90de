//! What is corrected, and by what paper.

use frs::{
    policy::{CorrectionFacts, OperationKind as K},
    vocabulary::{Digest, Role},
};

use crate::world::World;

fn correction(change: impl FnOnce(&mut CorrectionFacts)) -> World {
    World::with(K::RepositoryCorrect, |w| change(w.correction.as_mut().unwrap()))
}

#[test]
fn sop_2_110_4_b_accepts_corrected_by_paper() {
    correction(|_| {}).accepted();
    World::of(K::RepositoryStatus).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_corrected_by_paper() {
    World::with(K::RepositoryCorrect, |w| w.correction = None).refused("2-110-4-B", "corrected_by_paper");
    correction(|c| c.known = false).refused("2-110-4-B", "corrected_by_paper");
    correction(|c| c.entered = true).refused("2-110-4-B", "corrected_by_paper");
}

#[test]
fn sop_2_110_4_b_accepts_correction_fits() {
    correction(|c| (c.target_there, c.case_fits) = (true, true)).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_correction_fits() {
    correction(|c| c.target_there = false).refused("2-110-4-B", "correction_fits");
    let (why, _) = correction(|c| c.case_fits = false).refused("2-110-4-B", "correction_fits");
    assert!(why.contains("[A-Z0-9]"), "{why}");
}

#[test]
fn sop_2_110_4_b_accepts_correction_not_held() {
    correction(|c| c.held = None).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_correction_not_held() {
    correction(|c| c.held = Some(Digest([7; 32]))).refused("2-110-4-B", "correction_not_held");
}

#[test]
fn an_examiner_corrects_nothing() {
    let mut examiner = correction(|_| {});
    examiner.authorization.roles = vec![Role::Examiner];
    examiner.refused("2-110-4-A-1", "role");
}
