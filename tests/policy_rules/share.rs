//! What is handed over, inside the Department and outside of it.

use frs::{
    policy::{ApprovalFacts, OperationKind as K, ShareFacts, SharedItem, SignedApproval, UnwitnessedTail},
    vocabulary::{Digest, Role},
};
use jiff::SignedDuration;

use crate::world::World;

fn share(change: impl FnOnce(&mut ShareFacts)) -> World {
    World::with(K::Share, |w| change(w.share.as_mut().unwrap()))
}

fn signed(change: impl FnOnce(&mut SignedApproval)) -> World {
    share(|s| match &mut s.approval {
        ApprovalFacts::Signed(signed) => change(signed),
        other => panic!("{other:?}"),
    })
}

fn recorded(own: bool, of_incident: bool) -> World {
    share(|s| {
        s.missing = Some(Vec::new());
        s.approval = ApprovalFacts::Recorded { own, of_incident };
    })
}

#[test]
fn sop_2_110_3_f_accepts_need_to_know() {
    share(|_| {}).accepted();
    recorded(false, true).accepted();
}

#[test]
fn sop_2_110_3_f_refuses_need_to_know() {
    let missing = |s: &mut ShareFacts| s.missing = Some(vec!["unit: Which unit does the recipient belong to?".into()]);
    let (why, remedy) = share(missing).refused("2-110-3-F", "need_to_know");
    assert!(why.contains("Which unit") && remedy.contains("frs share inside --template"), "{why} {remedy}");
    share(|s| s.until = None).refused("2-110-3-F", "need_to_know");
    World::with(K::Share, |w| w.share.as_mut().unwrap().until = Some(w.now)).refused("2-110-3-F", "need_to_know");
}

#[test]
fn sop_2_110_4_d_6_accepts_share_items() {
    let item = |kind: &str| SharedItem { digest: Digest([3; 32]), kind: Some(kind.into()), about: None };
    share(|s| s.items = vec![item("probe"), item("comparison")]).accepted();
}

#[test]
fn sop_2_110_4_d_6_refuses_share_items() {
    World::with(K::Share, |w| w.share = None).refused("2-110-4-D-6", "share_items");
    share(|s| s.items.clear()).refused("2-110-4-D-6", "share_items");
    let (why, _) = share(|s| s.items[0].kind = None).refused("2-110-4-D-6", "share_items");
    assert!(why.contains("0707070707"), "{why}");
}

#[test]
fn sop_2_110_4_d_6_accepts_lead_approved() {
    signed(|_| {}).accepted();
    recorded(false, true).accepted();
}

#[test]
fn sop_2_110_4_d_6_refuses_lead_approved() {
    share(|s| s.approval = ApprovalFacts::Missing).refused("2-110-4-D-6", "lead_approved");
    share(|s| s.approval = ApprovalFacts::Unknown(Digest([1; 32]))).refused("2-110-4-D-6", "lead_approved");
    signed(|s| s.of_incident = false).refused("2-110-4-D-6", "lead_approved");
    let (_, remedy) = recorded(false, false).refused("2-110-4-D-6", "lead_approved");
    assert!(remedy.contains("frs purpose state"), "{remedy}");
}

#[test]
fn sop_2_110_4_d_6_accepts_approved_by_another() {
    recorded(false, true).accepted();
    signed(|s| s.own = false).accepted();
}

#[test]
fn sop_2_110_4_d_6_refuses_approved_by_another() {
    recorded(true, true).refused("2-110-4-D-6", "approved_by_another");
    let (_, remedy) = signed(|s| s.own = true).refused("2-110-4-D-6", "approved_by_another");
    assert!(remedy.contains("designee"), "{remedy}");
}

#[test]
fn sop_2_110_4_d_6_accepts_approval_holds() {
    World::with(K::Share, |w| {
        let now = w.now;
        w.share = Some(crate::world::share(now));
        w.share.as_mut().unwrap().until = Some(now + SignedDuration::from_secs(1));
    })
    .accepted();
}

#[test]
fn sop_2_110_4_d_6_refuses_approval_holds() {
    signed(|s| s.case_fits = false).refused("2-110-4-D-6", "approval_holds");
    let (why, _) = signed(|s| s.differs = vec!["named here, not approved: probe 07".into()])
        .refused("2-110-4-D-6", "approval_holds");
    assert!(why.contains("not approved: probe 07"), "{why}");
    signed(|s| s.acts = false).refused("2-110-4-D-6", "approval_holds");
    World::with(K::Share, |w| match &mut w.share.as_mut().unwrap().approval {
        ApprovalFacts::Signed(signed) => signed.expires = w.now,
        other => panic!("{other:?}"),
    })
    .refused("2-110-4-D-6", "approval_holds");
}

#[test]
fn sop_2_110_4_b_refuses_witnessed_share() {
    World::with(K::Share, |w| w.tail = Some(UnwitnessedTail { entries: 201, since: None }))
        .refused("2-110-4-B", "witnessed");
}

#[test]
fn a_reviewer_shares_nothing() {
    World::with(K::Share, |w| w.authorization.roles = vec![Role::Reviewer]).refused("2-110-4-A-1", "role");
}
