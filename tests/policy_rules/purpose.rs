//! For what the software may be used.

use frs::{
    policy::{OperationKind as K, Refusal},
    vocabulary::{PurposeDraft, PurposeField, PurposeId, PurposeKind, Role},
};
use jiff::SignedDuration;

use crate::world::World;

/// A statement of this kind that answers nothing.
fn unanswered(kind: PurposeKind) -> World {
    World::with(K::PurposeState, |w| w.missing = Some(PurposeDraft::new(kind).missing()))
}

fn stated(kind: PurposeKind) -> World {
    World::with(K::PurposeState, |w| w.purposes(kind))
}

#[test]
fn sop_2_110_4_a_accepts_purpose_cited() {
    for operation in [K::Enroll, K::Probe, K::Search, K::AuditShow] {
        World::of(operation).accepted();
    }
    World::with(K::PurposeList, |w| w.purpose = None).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_purpose_cited() {
    for operation in [K::Enroll, K::Probe, K::Search, K::AuditShow] {
        World::with(operation, |w| w.purpose = None).refused("2-110-4-A", "purpose_cited");
        World::with(operation, |w| w.unknown = Some(PurposeId([1; 16]))).refused("2-110-4-A", "purpose_cited");
        World::with(operation, |w| w.missing = Some(vec![])).refused("2-110-4-A", "purpose_cited");
    }
}

#[test]
fn sop_2_110_4_a_accepts_purpose_fits() {
    for kind in [PurposeKind::CriminalActivity, PurposeKind::EndangeredPerson, PurposeKind::Decedent] {
        World::with(K::Probe, |w| w.purposes(kind)).accepted();
    }
}

#[test]
fn sop_2_110_4_a_refuses_purpose_fits() {
    for kind in PurposeKind::ALL {
        for operation in [K::Enroll, K::Probe, K::AuditShow] {
            let world = World::with(operation, |w| w.purposes(*kind));
            if operation.operation().purposes.contains(kind) {
                world.accepted();
            } else {
                let (why, remedy) = world.refused("2-110-4-A", "purpose_fits");
                assert!(why.contains(kind.as_str()) && remedy.contains("frs purpose state"));
            }
        }
    }
}

/// In a program that holds nobody.
fn synthetic(operation: K, kind: PurposeKind) -> World {
    World::with(operation, |w| {
        w.synthetic = true;
        w.purposes(kind);
        if !kind.searches_for_a_person() {
            w.purpose.as_mut().unwrap().case = None;
        }
        w.search.as_mut().into_iter().for_each(|search| search.probe_purpose_kind = kind);
    })
}

#[test]
fn sop_2_110_4_a_accepts_nobody_there() {
    for operation in [K::PurposeState, K::Probe, K::Search] {
        synthetic(operation, PurposeKind::Evaluation).accepted();
    }
    synthetic(K::Enroll, PurposeKind::Administration).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_nobody_there() {
    for kind in [PurposeKind::CriminalActivity, PurposeKind::EndangeredPerson, PurposeKind::Decedent] {
        for operation in [K::PurposeState, K::Probe, K::Search] {
            let (why, remedy) = synthetic(operation, kind).refused("2-110-4-A", "nobody_there");
            assert!(why.contains("synthetic") && why.contains(kind.as_str()) && remedy.contains("evaluation"));
        }
    }
    for operation in [K::VerifyOpen, K::Share] {
        synthetic(operation, PurposeKind::CriminalActivity).refused("2-110-4-A", "nobody_there");
    }
    // What is measured there is made up: a photograph would show somebody.
    for (operation, kind) in [(K::Enroll, PurposeKind::Administration), (K::Probe, PurposeKind::Evaluation)] {
        let mut world = synthetic(operation, kind);
        world.photographs = true;
        let (why, _) = world.refused("2-110-4-A", "nobody_there");
        assert!(why.contains("photograph"), "{why}");
    }
    World::with(K::Enroll, |w| w.photographs = true).accepted();
    // Where somebody may be, evaluation searches for nobody.
    World::with(K::Probe, |w| w.purposes(PurposeKind::Evaluation)).refused("2-110-4-A", "purpose_fits");
    synthetic(K::Search, PurposeKind::Oversight).refused("2-110-4-A", "purpose_fits");
}

#[test]
fn sop_2_110_4_a_accepts_purpose_permitted() {
    stated(PurposeKind::Decedent).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_purpose_permitted() {
    for operation in [K::PurposeState, K::Enroll, K::Probe, K::Search, K::AuditShow] {
        World::with(operation, |w| w.authorization.purposes.clear()).refused("2-110-4-A", "purpose_permitted");
    }
}

#[test]
fn sop_2_110_4_a_accepts_purpose_complete() {
    let world = World::with(K::PurposeState, |w| {
        w.purposes(PurposeKind::Administration);
        w.authorization.roles = vec![Role::RepositoryManager];
        w.purpose.as_mut().unwrap().case = None;
    });
    world.accepted();
}

#[test]
fn sop_2_110_4_a_refuses_purpose_complete() {
    World::with(K::PurposeState, |w| w.purpose = None).refused("2-110-4-A", "purpose_complete");
    let nameless = World::with(K::PurposeState, |w| w.missing = Some(PurposeDraft::default().missing()));
    nameless.refused("2-110-4-A", "purpose_complete");
    for kind in [PurposeKind::Administration, PurposeKind::Oversight, PurposeKind::Evaluation] {
        unanswered(kind).refused("2-110-4-A", "purpose_complete");
    }
}

#[test]
fn sop_2_110_4_a_2_accepts_criminal_activity() {
    stated(PurposeKind::CriminalActivity).accepted();
}

#[test]
fn sop_2_110_4_a_2_refuses_criminal_activity_and_asks_every_question() {
    let (why, _) = unanswered(PurposeKind::CriminalActivity).refused("2-110-4-A-2", "criminal_activity");
    for field in ["case-number", "offense-code", "offense", "relation", "relation-basis", "lead-investigator"] {
        assert!(why.contains(&format!("\n{field}: ")), "{field} in {why}");
    }
    assert!(!why.contains("relation-words"));
}

#[test]
fn sop_2_110_4_a_3_accepts_endangered_person() {
    stated(PurposeKind::EndangeredPerson).accepted();
}

#[test]
fn sop_2_110_4_a_3_refuses_endangered_person() {
    let (why, _) = unanswered(PurposeKind::EndangeredPerson).refused("2-110-4-A-3", "endangered_person");
    assert!(why.contains("medical-danger: ") && why.contains("assessed-by: "));
}

#[test]
fn sop_2_110_4_a_4_accepts_decedent() {
    stated(PurposeKind::Decedent).accepted();
}

#[test]
fn sop_2_110_4_a_4_refuses_decedent() {
    let (why, _) = unanswered(PurposeKind::Decedent).refused("2-110-4-A-4", "decedent");
    for field in ["prints", "dental", "documents", "no-alternative-because"] {
        assert!(why.contains(&format!("\n{field}: ")), "{field} in {why}");
    }
}

#[test]
fn sop_2_110_4_a_accepts_case_number() {
    World::with(K::PurposeState, |w| w.floor.case_number_pattern = "APD-[0-9]{2}-[0-9]{7}".into()).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_case_number() {
    for case in ["", "26", "apd-26-0012345", "APD 26", "APD-26-0012345 OR 1", "-APD-26"] {
        World::with(K::PurposeState, |w| w.purpose.as_mut().unwrap().case = Some(case.into()))
            .refused("2-110-4-A", "case_number");
    }
    World::with(K::Probe, |w| w.purpose.as_mut().unwrap().case = None).refused("2-110-4-A", "case_number");
}

#[test]
fn sop_2_110_4_a_accepts_purpose_in_time_to_the_last_second() {
    let age = SignedDuration::from_secs(72 * 3600 - 1);
    World::with(K::Search, |w| w.purpose.as_mut().unwrap().stated_at = w.now - age).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_purpose_in_time() {
    let stale = |w: &mut World| w.purpose.as_mut().unwrap().stated_at = w.now - SignedDuration::from_hours(72);
    let (_, remedy) = World::with(K::Search, stale).refused("2-110-4-A", "purpose_in_time");
    assert!(remedy.contains("frs purpose state"));
    let future = |w: &mut World| w.purpose.as_mut().unwrap().stated_at = w.now + SignedDuration::from_secs(1);
    World::with(K::Search, future).refused("2-110-4-A", "purpose_in_time");
    World::with(K::Search, |w| w.floor.purpose_validity = SignedDuration::from_secs(2))
        .refused("2-110-4-A", "purpose_in_time");
}

#[test]
fn sop_2_110_4_a_accepts_probes_left() {
    World::with(K::Probe, |w| w.purpose.as_mut().unwrap().probes_used = 9).accepted();
    World::with(K::Search, |w| w.purpose.as_mut().unwrap().probes_used = 10).accepted();
}

#[test]
fn sop_2_110_4_a_refuses_probes_left() {
    World::with(K::Probe, |w| w.purpose.as_mut().unwrap().probes_used = 10).refused("2-110-4-A", "probes_left");
}

#[test]
fn the_refusal_reads_like_a_sentence_to_an_officer() {
    let world = World::with(K::PurposeState, |w| {
        let draft = PurposeDraft::new(PurposeKind::Decedent)
            .with(PurposeField::CaseNumber, "APD-26-0012345")
            .with(PurposeField::Prints, "tried")
            .with(PurposeField::Dental, "maybe")
            .with(PurposeField::Documents, "not-available")
            .with(PurposeField::NoAlternativeBecause, "n/a")
            .with(PurposeField::OfficerInCharge, "Ana Vigil")
            .with(PurposeField::OfficerBadge, "4412");
        w.missing = Some(draft.missing());
    });
    insta::assert_snapshot!(Refusal::of(&world.facts()).unwrap_err(), @r"
    Refused under SOP 2-110:

      2-110-4-A-4  Decedent: case number, why no immediate alternative exists (prints, dental records, documents: tried or not available), the officer in charge.
          Why: Answers are missing:
               dental: not one of the words to choose from. Dental records: tried or not-available?
               no-alternative-because: a placeholder, not an answer. Why is there no immediate alternative to a facial search?
          Do:  Answer, each in your own words: frs purpose state asks for what is missing
    ");
}
