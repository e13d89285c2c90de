//! A backup takes the place of the repository.

use frs::{
    policy::{OperationKind as K, PaperFacts, RestoreSigned},
    vocabulary::Role,
};

use crate::world::World;

fn order(witnesses: usize, signed: Option<(bool, bool)>, role: Role) -> World {
    World::with(K::RepositoryRestore, |w| {
        let signed = signed.map(|(commander, witness)| RestoreSigned { commander, witness });
        w.paper = Some(PaperFacts::Restore { witnesses, signed });
        w.authorization.roles = vec![role];
    })
}

#[test]
fn sop_2_110_4_b_accepts_restore_ordered() {
    order(1, Some((true, true)), Role::Commander).accepted();
    order(3, None, Role::RepositoryManager).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_restore_ordered() {
    for (signed, says) in [
        ((true, false), "the Commander, but no witness"),
        ((false, true), "a witness, but not the Commander"),
        ((false, false), "neither"),
    ] {
        let (why, remedy) = order(1, Some(signed), Role::Commander).refused("2-110-4-B", "restore_ordered");
        assert!(why.contains(says) && remedy.contains("frs paper sign"), "{why}");
    }
    for signed in [None, Some((true, true)), Some((true, false))] {
        let (why, remedy) = order(0, signed, Role::Commander).refused("2-110-4-B", "restore_ordered");
        assert!(why.contains("No witness") && remedy.contains("floor"), "{why} {remedy}");
    }
}

#[test]
fn sop_2_110_4_b_accepts_restore_entered() {
    order(1, Some((true, true)), Role::Commander).accepted();
    for role in [Role::RepositoryManager, Role::Designee] {
        order(1, None, role).accepted();
    }
}

#[test]
fn sop_2_110_4_b_refuses_restore_entered() {
    let (_, remedy) = order(1, Some((true, true)), Role::RepositoryManager).refused("2-110-4-B", "restore_entered");
    assert!(remedy.contains("--draft"));
}
