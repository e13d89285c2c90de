//! What may be searched.

use frs::{
    policy::{OperationKind as K, SearchFacts},
    vocabulary::{Digest, PurposeId, PurposeKind},
};

use crate::world::World;

fn asked(change: impl FnOnce(&mut SearchFacts)) -> World {
    World::with(K::Search, |w| change(w.search.as_mut().unwrap()))
}

#[test]
fn sop_2_110_4_d_2_accepts_probe_named() {
    World::of(K::Search).accepted();
}

#[test]
fn sop_2_110_4_d_2_refuses_probe_named() {
    World::with(K::Search, |w| w.search = None).refused("2-110-4-D-2", "probe_named");
}

#[test]
fn sop_2_110_3_h_accepts_two_subjects() {
    asked(|s| s.subjects = 2).accepted();
}

#[test]
fn sop_2_110_3_h_refuses_two_subjects() {
    asked(|s| s.subjects = 0).refused("2-110-3-H", "two_subjects");
    asked(|s| s.subjects = 1).refused("2-110-3-H", "two_subjects");
}

#[test]
fn sop_2_110_4_d_3_accepts_same_model() {
    World::of(K::Search).accepted();
}

#[test]
fn sop_2_110_4_d_3_refuses_same_model() {
    asked(|s| s.gallery_model = Digest([1; 32])).refused("2-110-4-D-3", "same_model");
    asked(|s| (s.probe_model, s.gallery_model) = (Digest([1; 32]), Digest([1; 32])))
        .refused("2-110-4-D-3", "same_model");
    // The same embedder, and faces that another detector found.
    World::with(K::Search, |w| w.models.as_mut().unwrap().templates = Digest([1; 32]))
        .refused("2-110-4-D-3", "same_model");
}

#[test]
fn sop_2_110_4_d_3_accepts_models_allowed_whatever_their_folder() {
    World::with(K::Probe, |w| w.models.as_mut().unwrap().embedder.name = "renamed".into()).accepted();
    World::with(K::Search, |w| w.models.as_mut().unwrap().detector = None).accepted();
}

#[test]
fn sop_2_110_4_d_3_refuses_models_allowed() {
    for operation in [K::Enroll, K::Probe, K::Search, K::RepositoryReembed] {
        let changes: [fn(&mut World); 5] = [
            |w| w.floor.embedders.clear(),
            |w| w.floor.detectors.clear(),
            |w| w.models.as_mut().unwrap().embedder.card = Digest([1; 32]),
            |w| w.models.as_mut().unwrap().detector.as_mut().unwrap().weights = Digest([1; 32]),
            |w| w.models = None,
        ];
        for change in changes {
            World::with(operation, change).refused("2-110-4-D-3", "models_allowed");
        }
    }
    for operation in [K::Enroll, K::Probe] {
        World::with(operation, |w| w.models.as_mut().unwrap().detector = None).refused("2-110-4-D-3", "models_allowed");
    }
}

#[test]
fn sop_2_110_4_d_3_accepts_candidates() {
    asked(|s| s.candidates = 2).accepted();
    asked(|s| s.candidates = 50).accepted();
}

#[test]
fn sop_2_110_4_d_3_refuses_candidates() {
    for candidates in [0, 1, 51] {
        asked(|s| s.candidates = candidates).refused("2-110-4-D-3", "candidates");
    }
    World::with(K::Search, |w| w.floor.candidates_max = 10).refused("2-110-4-D-3", "candidates");
}

#[test]
fn sop_2_110_4_a_accepts_one_purpose() {
    World::of(K::Search).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_one_purpose() {
    asked(|s| s.probe_purpose = PurposeId([1; 16])).refused("2-110-4-A", "one_purpose");
}

#[test]
fn sop_2_110_4_a_3_accepts_no_reuse() {
    let world = World::with(K::Search, |w| {
        w.purposes(PurposeKind::EndangeredPerson);
        w.search.as_mut().unwrap().probe_purpose_kind = PurposeKind::EndangeredPerson;
    });
    world.accepted();
}

#[test]
fn sop_2_110_4_a_3_refuses_no_reuse() {
    let world = asked(|s| {
        s.probe_purpose = PurposeId([1; 16]);
        s.probe_purpose_kind = PurposeKind::EndangeredPerson;
    });
    let (why, remedy) = world.refused("2-110-4-A-3", "no_reuse");
    assert!(why.contains("endangered-person") && remedy.contains("frs purpose state"));
}
