//! What is handed over, inside the Department and outside of it.

use frs::{
    policy::{
        ApprovalFacts, OperationKind as K, ReceiptFacts, ShareFacts, SharedItem, ShownCandidate, SignedApproval,
        UnwitnessedTail,
    },
    vocabulary::{Digest, PurposeKind, Role, SearchId},
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
    let item = |kind: &str| SharedItem { shows: None, ..item(kind, None) };
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
    // Whoever is refused is told who may.
    assert!(remedy.contains("the lead on this incident (badge 4412)"), "{remedy}");
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
    for operation in [K::Share, K::ShareRequest, K::ShareDiscovery, K::Release, K::VerifySheet] {
        World::with(operation, |w| w.tail = Some(UnwitnessedTail { entries: 201, since: None }))
            .refused("2-110-4-B", "witnessed");
    }
}

#[test]
fn a_reviewer_shares_nothing() {
    World::with(K::Share, |w| w.authorization.roles = vec![Role::Reviewer]).refused("2-110-4-A-1", "role");
}

fn outside(operation: K, change: impl FnOnce(&mut ShareFacts)) -> World {
    World::with(operation, |w| change(w.share.as_mut().unwrap()))
}

fn release(change: impl FnOnce(&mut SignedApproval)) -> World {
    outside(K::Release, |s| match &mut s.approval {
        ApprovalFacts::Signed(signed) => change(signed),
        other => panic!("{other:?}"),
    })
}

fn item(kind: &str, about: Option<(SearchId, Option<u32>)>) -> SharedItem {
    let digest = Digest([3; 32]);
    SharedItem { digest, kind: Some(kind.into()), about, shows: None, made_for: None, overtaken: None, closed: None }
}

/// As the entry of a redacted report tells it: these places of the list are shown, of people who are kept or not.
fn report(shows: &[(u32, bool)]) -> SharedItem {
    let shown = |(rank, kept): &(u32, bool)| ShownCandidate { rank: *rank, kept: *kept };
    let shows = Some(shows.iter().map(shown).collect());
    SharedItem { shows, ..item("report-pdf-redacted", Some((SearchId([1; 16]), None))) }
}

/// A picture of a candidate of one search, who is kept.
fn candidate(kind: &str, rank: u32) -> SharedItem {
    let shows = Some(vec![ShownCandidate { rank, kept: true }]);
    SharedItem { shows, ..item(kind, Some((SearchId([1; 16]), Some(rank)))) }
}

/// A picture of somebody who was excluded, or not compared yet.
fn other(kind: &str, rank: u32) -> SharedItem {
    SharedItem { shows: Some(vec![ShownCandidate { rank, kept: false }]), ..candidate(kind, rank) }
}

/// A file that belongs to the discovery of a search.
fn discovery(kind: &str, search: u8) -> SharedItem {
    item(kind, Some((SearchId([search; 16]), None)))
}

#[test]
fn sop_2_110_4_c_accepts_release_items() {
    release(|_| {}).accepted();
    outside(K::ShareRequest, |_| {}).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_release_items() {
    for operation in [K::ShareRequest, K::Release] {
        World::with(operation, |w| w.share = None).refused("2-110-4-C", "release_items");
        outside(operation, |s| s.items[0].kind = None).refused("2-110-4-C", "release_items");
        outside(operation, |s| s.items.clear()).refused("2-110-4-C", "release_items");
    }
}

#[test]
fn sop_2_110_4_c_accepts_release_redacted() {
    let items = |items: Vec<SharedItem>| outside(K::Release, |s| s.items = items).accepted();
    items(vec![report(&[(3, true)]), item("probe", None), candidate("candidate-face", 3)]);
    items(vec![candidate("candidate-picture", 3), candidate("candidate-face", 3), candidate("probe-face", 5)]);
    // The whole list, where the approval names it so, with what belongs to it.
    items(vec![discovery("discovery", 1), other("candidate-face", 3), candidate("candidate-face", 4)]);
    items(vec![discovery("discovery", 1), discovery("discovery-templates", 1), discovery("discovery-proof", 1)]);
    // Of the probe alone nobody else is shown.
    items(vec![discovery("discovery-probe", 1), discovery("discovery-picture", 1)]);
}

#[test]
fn sop_2_110_4_c_refuses_release_redacted() {
    let refused = |items: Vec<SharedItem>| {
        for operation in [K::ShareRequest, K::Release] {
            outside(operation, |s| s.items = items.clone()).refused("2-110-4-C", "release_redacted");
        }
    };
    refused(vec![item("report-pdf", None)]);
    refused(vec![candidate("candidate-face", 3), candidate("candidate-face", 4)]);
    refused(vec![item("candidate-face", None)]);
    refused(vec![candidate("comparison", 3)]);
    // A working copy is none of discovery either.
    refused(vec![discovery("discovery", 1), candidate("comparison", 3)]);
    // The discovery of one search lets nothing of another one out, and only the list itself is discovery.
    refused(vec![discovery("discovery", 2), candidate("candidate-face", 3), candidate("candidate-face", 4)]);
    refused(vec![discovery("discovery", 2), item("report-pdf", Some((SearchId([1; 16]), None)))]);
    refused(vec![discovery("discovery", 2), discovery("discovery-templates", 1)]);
    refused(vec![item("discovery", None), item("report-pdf", None)]);
    refused(vec![discovery("discovery-templates", 1)]);
    refused(vec![discovery("discovery-proof", 1)]);
    refused(vec![discovery("discovery-list", 1), candidate("candidate-face", 3), candidate("candidate-face", 4)]);
    // A redacted report does not take somebody else's picture along, nor does it leave once it shows somebody who is not kept.
    refused(vec![report(&[(3, true)]), other("candidate-face", 4)]);
    refused(vec![other("candidate-picture", 3)]);
    refused(vec![report(&[(3, true), (4, false)])]);
    refused(vec![item("report-pdf-redacted", None)]);
    // A sheet that precedes the blind review leaves in no way, with the discovery of its search neither.
    let preliminary = || SharedItem { kind: Some("report-pdf-preliminary-redacted".into()), ..report(&[(3, true)]) };
    refused(vec![preliminary()]);
    refused(vec![discovery("discovery", 1), preliminary()]);
}

#[test]
fn sop_2_110_4_c_accepts_release_told() {
    outside(K::ShareRequest, |s| s.missing = Some(Vec::new())).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_release_told() {
    let refused = |change: fn(&mut ShareFacts)| outside(K::ShareRequest, change).refused("2-110-4-C", "release_told");
    let (why, _) = refused(|s| s.missing = Some(vec!["basis: On which legal basis?".into()]));
    assert!(why.contains("legal basis"), "{why}");
    refused(|s| s.missing = None);
    refused(|s| s.until = None);
    World::with(K::ShareRequest, |w| w.share.as_mut().unwrap().until = Some(w.now))
        .refused("2-110-4-C", "release_told");
}

#[test]
fn sop_2_110_4_c_accepts_release_authority() {
    outside(K::ShareRequest, |s| s.unfit = None).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_release_authority() {
    let own = |s: &mut ShareFacts| s.unfit = Some("That is you.".into());
    let (_, remedy) = outside(K::ShareRequest, own).refused("2-110-4-C", "release_authority");
    assert!(remedy.contains("--to BADGE"), "{remedy}");
}

#[test]
fn sop_2_110_4_c_accepts_release_approved() {
    release(|s| s.refused = false).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_release_approved() {
    let refused = |change: fn(&mut SignedApproval)| release(change).refused("2-110-4-C", "release_approved");
    refused(|s| s.refused = true);
    refused(|s| s.taken_back = true);
    refused(|s| s.key_fits = false);
    refused(|s| s.case_fits = false);
    refused(|s| s.differs = vec!["named here, not approved: probe 07".into()]);
    refused(|s| s.acts = false);
    World::with(K::Release, |w| match &mut w.share.as_mut().unwrap().approval {
        ApprovalFacts::Signed(signed) => signed.expires = w.now,
        other => panic!("{other:?}"),
    })
    .refused("2-110-4-C", "release_approved");
    let digest = Digest([1; 32]);
    for approval in [
        ApprovalFacts::Missing,
        ApprovalFacts::Unknown(digest),
        ApprovalFacts::Recorded { own: false, of_incident: true },
    ] {
        let (_, remedy) = outside(K::Release, |s| s.approval = approval).refused("2-110-4-C", "release_approved");
        assert!(remedy.contains("frs share request"), "{remedy}");
    }
}

#[test]
fn sop_2_110_4_c_accepts_release_requested() {
    release(|s| s.requested = true).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_release_requested() {
    let (_, remedy) = release(|s| s.requested = false).refused("2-110-4-C", "release_requested");
    assert!(remedy.contains("frs share request"), "{remedy}");
}

#[test]
fn sop_2_110_4_c_accepts_release_current() {
    outside(K::ShareRequest, |s| s.items[0].overtaken = None).accepted();
    release(|_| {}).accepted();
    // Inside the Department the lead sees the case itself.
    World::with(K::Share, |w| w.share.as_mut().unwrap().items[0].overtaken = Some("1/40".into())).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_release_current() {
    for operation in [K::ShareRequest, K::Release] {
        let (why, _) =
            outside(operation, |s| s.items[0].overtaken = Some("1/40".into())).refused("2-110-4-C", "release_current");
        assert!(why.contains("1/40"), "{why}");
    }
}

#[test]
fn sop_2_110_4_a_3_accepts_share_not_reused() {
    for operation in [K::Share, K::ShareRequest, K::Release] {
        World::with(operation, |w| {
            w.purposes(PurposeKind::EndangeredPerson);
            w.share.as_mut().unwrap().items[0].made_for = Some(PurposeKind::EndangeredPerson);
        })
        .accepted();
        outside(operation, |s| s.items[0].made_for = Some(PurposeKind::CriminalActivity)).accepted();
    }
}

#[test]
fn sop_2_110_4_a_3_refuses_share_not_reused() {
    for operation in [K::Share, K::ShareRequest, K::Release] {
        let reused = outside(operation, |s| s.items[0].made_for = Some(PurposeKind::EndangeredPerson));
        let (why, _) = reused.refused("2-110-4-A-3", "share_not_reused");
        assert!(why.contains("criminal-activity"), "{why}");
    }
}

#[test]
fn sop_2_110_4_c_accepts_released_by_another() {
    release(|s| s.own = false).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_released_by_another() {
    release(|s| s.own = true).refused("2-110-4-C", "released_by_another");
}

#[test]
fn sop_2_110_4_c_accepts_released_once() {
    release(|s| s.used = None).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_released_once() {
    let (why, _) = release(|s| s.used = Some("1/31".into())).refused("2-110-4-C", "released_once");
    assert!(why.contains("1/31"), "{why}");
}

#[test]
fn sop_2_110_4_c_accepts_release_witnessed() {
    release(|s| s.witnessed = true).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_release_witnessed() {
    let (_, remedy) = release(|s| s.witnessed = false).refused("2-110-4-C", "release_witnessed");
    assert!(remedy.contains("frs audit checkpoint"), "{remedy}");
    let (_, remedy) = World::with(K::Release, |w| {
        w.witnesses.clear();
        match &mut w.share.as_mut().unwrap().approval {
            ApprovalFacts::Signed(signed) => signed.witnessed = false,
            other => panic!("{other:?}"),
        }
    })
    .refused("2-110-4-C", "release_witnessed");
    assert!(remedy.contains("No witness stands in the floor"), "{remedy}");
}

#[test]
fn sop_2_110_4_c_accepts_receipt() {
    World::of(K::ShareReceipt).accepted();
    World::of(K::ShareStatus).accepted();
}

#[test]
fn sop_2_110_4_c_refuses_receipt() {
    let refused = |change: fn(&mut ShareFacts)| outside(K::ShareReceipt, change).refused("2-110-4-C", "receipt");
    refused(|s| s.receipt = None);
    refused(|s| s.receipt = Some(ReceiptFacts { released: false, same: true }));
    let (why, _) = refused(|s| s.receipt = Some(ReceiptFacts { released: true, same: false }));
    assert!(why.contains("another file"), "{why}");
    let (_, remedy) = refused(|s| s.missing = Some(vec!["at: When did they acknowledge it?".into()]));
    assert!(remedy.contains("--template"), "{remedy}");
}
