//! From candidate to lead.

use frs::{
    policy::{OperationKind as K, VerificationFacts},
    vocabulary::{PurposeKind, VerificationResult},
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
    for operation in [K::VerifyStatus, K::VerifyOpen, K::VerifyContact, K::VerifyRecord] {
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
    list(K::VerifyContact, |l| l.case = Some("APD-26-0099999".into())).refused("2-110-4-A", "same_case");
    list(K::VerifyOpen, |l| l.kind = Some(PurposeKind::Decedent)).refused("2-110-4-A", "same_case");
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

#[test]
fn sop_2_110_4_d_4_accepts_every_candidate() {
    World::of(K::VerifyPacket).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_every_candidate() {
    let (why, _) = list(K::VerifyPacket, |l| l.open = 3).refused("2-110-4-D-4", "every_candidate");
    assert!(why.contains("3 of 20"), "{why}");
}

#[test]
fn sop_2_110_4_d_4_accepts_second_examiner() {
    World::of(K::VerifyReview).accepted();
    // To open the packet no item is named; nothing is told of how long the list is.
    list(K::VerifyReview, |l| l.candidate = None).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_second_examiner() {
    for operation in [K::VerifyPacket, K::VerifyReview] {
        let unfit = Some("That person made the search, and cannot look at it blind.".to_owned());
        list(operation, |l| l.unfit = unfit).refused("2-110-4-D-4", "second_examiner");
    }
    let (why, _) = list(K::VerifyReview, |l| l.candidate = Some(0)).refused("2-110-4-D-4", "candidate_named");
    assert!(!why.contains("20"), "{why}");
    list(K::VerifyReview, |l| l.looked = false).refused("2-110-4-D-4", "opened_first");
}

#[test]
fn sop_2_110_4_d_4_accepts_blind() {
    for operation in [K::VerifyStatus, K::VerifyOpen, K::VerifyContact, K::VerifyResolve, K::VerifySource] {
        World::of(operation).accepted();
    }
    list(K::VerifyReview, |l| l.blind = true).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_blind() {
    for operation in
        [K::VerifyStatus, K::VerifyOpen, K::VerifyContact, K::VerifyRecord, K::VerifyPacket, K::VerifySource]
    {
        list(operation, |l| l.blind = true).refused("2-110-4-D-4", "blind");
    }
}

#[test]
fn sop_2_110_4_d_4_accepts_first_records_stand() {
    list(K::VerifySource, |l| l.packet = true).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_first_records_stand() {
    list(K::VerifyRecord, |l| l.packet = true).refused("2-110-4-D-4", "first_records_stand");
}

#[test]
fn sop_2_110_4_d_4_accepts_conflict() {
    World::of(K::VerifyResolve).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_conflict() {
    list(K::VerifyResolve, |l| l.conflict = false).refused("2-110-4-D-4", "conflict");
}

#[test]
fn sop_2_110_4_d_4_accepts_resolved_by_those() {
    // Before the form is filled in nobody has said how.
    World::of(K::VerifyResolve).accepted();
    // Whoever has a record says what they see now, also where they looked long ago.
    list(K::VerifyResolve, |l| (l.third, l.has_record, l.between, l.looked) = (Some(false), true, true, false))
        .accepted();
    // A third examiner; a second one too, who contradicts nobody.
    list(K::VerifyResolve, |l| l.third = Some(true)).accepted();
    list(K::VerifyResolve, |l| (l.third, l.has_record) = (Some(true), true)).accepted();
}

#[test]
fn sop_2_110_4_d_4_refuses_resolved_by_those() {
    let (_, remedy) = list(K::VerifyResolve, |l| (l.third, l.between) = (Some(true), true))
        .refused("2-110-4-D-4", "resolved_by_those");
    assert!(remedy.contains("by = \"consultation\""), "{remedy}");
    let (_, remedy) = list(K::VerifyResolve, |l| l.third = Some(false)).refused("2-110-4-D-4", "resolved_by_those");
    assert!(remedy.contains("by = \"third-examiner\""), "{remedy}");
    // Whoever decides has looked.
    list(K::VerifyResolve, |l| (l.third, l.looked) = (Some(true), false)).refused("2-110-4-D-4", "opened_first");
}

#[test]
fn sop_2_110_4_d_5_accepts_independent_source() {
    World::of(K::VerifySource).accepted();
    list(K::VerifySource, |l| l.missing = None).accepted();
}

#[test]
fn sop_2_110_4_d_5_refuses_independent_source() {
    for operation in [K::VerifySource, K::VerifyOutcome] {
        list(operation, |l| l.kept = false).refused("2-110-4-D-5", "independent_source");
        let missing = Some(vec!["reference: which record?".to_owned()]);
        list(operation, |l| l.missing = missing).refused("2-110-4-D-5", "independent_source");
    }
}

fn outcome(result: VerificationResult, [confirming, contradicting, exculpatory]: [u32; 3], despite: bool) -> World {
    list(K::VerifyOutcome, |l| {
        l.sources.result = Some(result);
        (l.sources.confirming, l.sources.contradicting) = (confirming, contradicting);
        (l.sources.exculpatory, l.sources.despite) = (exculpatory, despite);
    })
}

#[test]
fn sop_2_110_4_d_5_accepts_verified_elsewhere() {
    use VerificationResult::{Confirmed, Eliminated, Unresolved};
    outcome(Confirmed, [1, 0, 1], false).accepted();
    outcome(Confirmed, [2, 1, 1], true).accepted();
    outcome(Eliminated, [3, 1, 0], false).accepted();
    outcome(Unresolved, [0, 0, 0], false).accepted();
}

#[test]
fn sop_2_110_4_d_5_refuses_verified_elsewhere() {
    use VerificationResult::{Confirmed, Eliminated};
    for (result, sources) in [
        (Confirmed, [0, 0, 3]),
        // Nobody looked for what speaks against it.
        (Confirmed, [2, 0, 0]),
        (Confirmed, [2, 1, 1]),
        (Eliminated, [2, 0, 2]),
    ] {
        outcome(result, sources, false).refused("2-110-4-D-5", "verified_elsewhere");
    }
}

fn overseen(change: impl FnOnce(&mut World)) -> World {
    World::with(K::SearchReplay, |w| {
        w.purposes(PurposeKind::Oversight);
        change(w);
    })
}

#[test]
fn sop_2_110_4_a_accepts_replayed_by_another() {
    // For the case, by whoever made it too; under oversight, by another person, whatever the case was.
    list(K::SearchReplay, |l| l.own = true).accepted();
    overseen(|w| w.verification.as_mut().unwrap().case = Some("APD-26-0099999".into())).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_replayed_by_another() {
    let (_, remedy) =
        overseen(|w| w.verification.as_mut().unwrap().own = true).refused("2-110-4-A", "replayed_by_another");
    assert!(remedy.contains("another examiner"), "{remedy}");
    // Another case's purpose serves no replay, and a reviewer stays blind.
    list(K::SearchReplay, |l| l.case = Some("APD-26-0099999".into())).refused("2-110-4-A", "same_case");
    list(K::SearchReplay, |l| l.blind = true).refused("2-110-4-D-4", "blind");
    World::with(K::SearchReplay, |w| w.verification = None).refused("2-110-4-D-4", "candidate_named");
}
