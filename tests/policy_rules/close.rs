//! Lists that are closed without a verification.

use frs::{
    policy::{OperationKind as K, ReviewFacts, VerificationFacts},
    vocabulary::SearchId,
};

use crate::world::World;

fn list(operation: K, change: impl FnOnce(&mut VerificationFacts)) -> World {
    World::with(operation, |w| change(w.verification.as_mut().unwrap()))
}

fn close(change: impl FnOnce(&mut VerificationFacts)) -> World {
    list(K::VerifyClose, change)
}

#[test]
fn sop_2_110_4_d_4_accepts_by_its_examiner() {
    World::of(K::VerifyClose).accepted();
    // Whoever searched was suspended, or left: somebody must be able to end it.
    close(|l| (l.own, l.orphaned) = (false, true)).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_by_its_examiner() {
    let (_, remedy) = close(|l| l.own = false).refused("2-110-4-D-4", "by_its_examiner");
    assert!(remedy.contains("frs verify close"), "{remedy}");
}

#[test]
fn sop_2_110_4_d_4_accepts_with_reason() {
    // Before the form is filled in nothing is missing yet.
    close(|l| l.missing = None).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_with_reason() {
    let missing = vec!["because: What happened?".to_owned()];
    let (why, _) = close(|l| l.missing = Some(missing)).refused("2-110-4-D-4", "with_reason");
    assert!(why.contains("What happened?"), "{why}");
}

#[test]
fn sop_2_110_4_d_4_accepts_may_be_closed() {
    for review in [ReviewFacts::NotAsked, ReviewFacts::Due, ReviewFacts::Done] {
        // A review that the floor asks for and nobody has begun is no reason to keep a list open.
        close(|l| l.review = review).accepted();
    }
}

#[test]
fn sop_2_110_4_d_4_refuses_may_be_closed() {
    let conflict = ReviewFacts::Conflict(vec![2, 7]);
    let (why, _) = close(|l| l.review = conflict).refused("2-110-4-D-4", "may_be_closed");
    assert!(why.contains("2, 7"), "{why}");
    close(|l| (l.review, l.review_owed) = (ReviewFacts::Due, true)).refused("2-110-4-D-4", "may_be_closed");
    close(|l| l.unsettled = false).refused("2-110-4-D-4", "may_be_closed");
    // Somebody may rest on what was concluded: that it does not hold any more is said, not put aside.
    let (why, remedy) = close(|l| l.concluded = true).refused("2-110-4-D-4", "may_be_closed");
    assert!(why.contains("confirmed") && remedy.contains("frs verify outcome"), "{why} {remedy}");
}

const GOES_ON: [K; 7] = [
    K::VerifyRecord,
    K::VerifyPacket,
    K::VerifyReview,
    K::VerifyResolve,
    K::VerifyOutcome,
    K::VerifySheet,
    K::VerifyClose,
];

#[test]
fn sop_2_110_4_d_4_accepts_stays_closed() {
    for operation in GOES_ON {
        World::of(operation).accepted();
    }
    // It is looked at and made again as before; and what speaks for or against somebody is never lost.
    let looks = [K::VerifyStatus, K::VerifyList, K::VerifyOpen, K::VerifyContact, K::SearchReplay, K::ShareDiscovery];
    for operation in looks.into_iter().chain([K::VerifySource]) {
        list(operation, |l| l.closed = Some("1/40".into())).accepted();
    }
}

#[test]
fn sop_2_110_4_d_4_refuses_stays_closed() {
    for operation in GOES_ON {
        let closed = list(operation, |l| l.closed = Some("1/40".into()));
        let (why, remedy) = closed.refused("2-110-4-D-4", "stays_closed");
        assert!(why.contains("1/40") && remedy.contains("frs search"), "{operation}: {why} {remedy}");
    }
}

fn shared(operation: K, kind: &str) -> World {
    World::with(operation, |w| {
        let item = &mut w.share.as_mut().unwrap().items[0];
        (item.kind, item.closed) = (Some(kind.into()), Some("1/40".into()));
        item.about = Some((SearchId([1; 16]), kind.starts_with("candidate").then_some(1)));
    })
}

#[test]
fn sop_2_110_4_d_4_accepts_not_handed() {
    for operation in [K::ShareRequest, K::Release] {
        shared(operation, "probe").accepted();
    }
    shared(K::Share, "probe-picture").accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_not_handed() {
    for operation in [K::Share, K::ShareRequest, K::Release] {
        // A discovery file says so only where it is older than the closing.
        for kind in ["report-pdf-redacted", "candidate-picture", "discovery"] {
            let (why, _) = shared(operation, kind).refused("2-110-4-D-4", "not_handed");
            assert!(why.contains(kind) && why.contains("1/40"), "{why}");
        }
    }
}
