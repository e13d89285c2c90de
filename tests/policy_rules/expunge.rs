//! What is removed for good, and by whom.

use frs::{
    policy::{ExpungeFacts, OperationKind as K},
    vocabulary::{Digest, PurposeId, PurposeKind, Role},
};

use crate::world::World;

fn order(change: impl FnOnce(&mut ExpungeFacts)) -> World {
    World::with(K::RepositoryExpunge, |w| change(w.expunge.as_mut().unwrap()))
}

#[test]
fn sop_2_110_4_b_accepts_ordered() {
    order(|_| {}).accepted();
    // Another kind of command asks for no order.
    World::of(K::RepositoryStatus).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_ordered() {
    World::with(K::RepositoryExpunge, |w| w.expunge = None).refused("2-110-4-B", "ordered");
    order(|o| o.signed_by_asker = None).refused("2-110-4-B", "ordered");
    let (why, _) = order(|o| o.carried_out = true).refused("2-110-4-B", "ordered");
    assert!(why.contains("carried out"), "{why}");
}

#[test]
fn sop_2_110_4_b_accepts_third_hand() {
    order(|o| o.signed_by_asker = Some(false)).accepted();
    let mut commander = order(|_| {});
    commander.authorization.roles = vec![Role::Commander];
    commander.accepted();
}

#[test]
fn sop_2_110_4_b_refuses_third_hand() {
    order(|o| o.signed_by_asker = Some(true)).refused("2-110-4-B", "third_hand");
}

#[test]
fn sop_2_110_4_b_accepts_not_held() {
    order(|o| (o.held, o.release_missing) = (vec![], false)).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_not_held() {
    let held = ("subject-1".to_owned(), Digest([7; 32]));
    let (why, remedy) = order(|o| o.held.push(held)).refused("2-110-4-B", "not_held");
    assert!(why.contains("subject-1") && why.contains("0707") && remedy.contains("hold-release"), "{why} {remedy}");
    order(|o| o.release_missing = true).refused("2-110-4-B", "not_held");
}

#[test]
fn sop_2_110_4_b_accepts_accounts_stay() {
    order(|o| o.accounts.clear()).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_accounts_stay() {
    order(|o| o.accounts.push(PurposeId([3; 16]))).refused("2-110-4-B", "accounts_stay");
}

/// Who may at all, and for what.
#[test]
fn an_examiner_expunges_nothing_and_no_case_is_a_purpose_of_it() {
    let mut examiner = order(|_| {});
    examiner.authorization.roles = vec![Role::Examiner];
    examiner.refused("2-110-4-A-1", "role");
    let mut robbery = order(|_| {});
    robbery.purposes(PurposeKind::CriminalActivity);
    robbery.refused("2-110-4-A", "purpose_fits");
}
