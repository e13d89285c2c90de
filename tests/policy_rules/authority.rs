//! Who may use the software.

use frs::{
    policy::{Approver, Authorization, OPERATIONS, OperationKind as K, PaperFacts, SuspensionFacts, judge},
    vocabulary::{PurposeKind, Role},
};
use jiff::SignedDuration;

use crate::world::{COMMANDER, DESIGNEE, EXAMINER, World, at};

#[test]
fn every_operation_has_facts_that_allow_it() {
    for operation in K::ALL {
        World::of(*operation).accepted();
    }
}

#[test]
fn nobody_passes_any_gate() {
    for operation in K::ALL {
        let world = World::with(*operation, |w| w.stands = Some(Authorization::Missing));
        world.refused("2-110-4-A-1", "authorized");
    }
}

#[test]
fn sop_2_110_4_a_1_accepts_authorized() {
    World::of(K::RepositoryStatus).accepted();
}

#[test]
fn sop_2_110_4_a_1_refuses_authorized_where_there_is_none() {
    let world = World::with(K::Search, |w| w.stands = Some(Authorization::Missing));
    let (_, remedy) = world.refused("2-110-4-A-1", "authorized");
    assert!(remedy.contains("frs paper request authorization"));
}

#[test]
fn sop_2_110_4_a_1_refuses_authorized_where_it_is_another_persons() {
    World::with(K::Search, |w| w.stands = Some(Authorization::OtherPerson)).refused("2-110-4-A-1", "authorized");
}

#[test]
fn sop_2_110_4_b_accepts_commanders_line() {
    World::of(K::Probe).accepted();
}

#[test]
fn sop_2_110_4_b_refuses_commanders_line() {
    for stands in [
        Authorization::BadSignature,
        Authorization::WrongProgram,
        Authorization::NotAccepted,
        Authorization::Unreadable { why: "no signature line" },
    ] {
        World::with(K::Probe, |w| w.stands = Some(stands)).refused("2-110-4-B", "commanders_line");
    }
    let world = World::with(K::Probe, |w| w.stands = Some(Authorization::Damaged { why: "line ends" }));
    let (why, _) = world.refused("2-110-4-B", "commanders_line");
    assert!(why.contains("no sign of forgery"));
}

#[test]
fn sop_2_110_3_a_accepts_unit_with_a_section() {
    World::with(K::Search, |w| w.authorization.unit = "Investigations Bureau, SCIU".into()).accepted();
}

#[test]
fn sop_2_110_3_a_refuses_unit() {
    for unit in
        ["", "Field Services Bureau", "Investigations Bureaux", "investigations bureau", "Not Investigations Bureau"]
    {
        World::with(K::Search, |w| w.authorization.unit = unit.into()).refused("2-110-3-A", "unit");
    }
}

#[test]
fn unit_and_training_do_not_bind_an_auditor() {
    let world = World::with(K::AuditShow, |w| {
        w.authorization.unit = String::new();
        w.authorization.training = None;
        w.authorization.last_used = None;
    });
    world.accepted();
}

#[test]
fn an_office_that_needs_no_training_suffices_where_it_allows_the_operation() {
    let both = |w: &mut World| {
        w.authorization.roles = vec![Role::Commander, Role::Examiner];
        w.authorization.training = None;
    };
    World::with(K::RepositoryStatus, both).accepted();
    World::with(K::Search, both).refused("2-110-4-A-1", "trained");
}

#[test]
fn sop_2_110_3_a_accepts_approver_commander_designee_or_founding() {
    World::of(K::Search).accepted();
    let approver = Approver::Designee { person: DESIGNEE, in_force_when_accepted: true };
    World::with(K::Search, |w| w.authorization.approver = approver).accepted();
    let root = World::with(K::PaperAccept, |w| {
        w.authorization.person = COMMANDER;
        w.authorization.approver = Approver::Founding;
    });
    root.accepted();
}

#[test]
fn sop_2_110_3_a_refuses_approver() {
    for approver in [
        Approver::Designee { person: DESIGNEE, in_force_when_accepted: false },
        Approver::Neither { person: DESIGNEE },
        Approver::Commander { person: EXAMINER },
        Approver::Designee { person: EXAMINER, in_force_when_accepted: true },
        Approver::Founding,
    ] {
        World::with(K::Search, |w| w.authorization.approver = approver).refused("2-110-3-A", "approver");
    }
}

#[test]
fn sop_2_110_3_a_accepts_in_use_to_the_ninetieth_day() {
    let world = World::with(K::Search, |w| {
        w.authorization.last_used = Some(w.now - SignedDuration::from_hours(24 * 90));
    });
    world.accepted();
}

#[test]
fn sop_2_110_3_a_refuses_in_use_after_ninety_days() {
    let asleep = |w: &mut World| {
        w.authorization.last_used = Some(w.now - SignedDuration::from_hours(24 * 90) - SignedDuration::from_secs(1));
    };
    World::with(K::Search, asleep).refused("2-110-3-A", "in_use");
    // never used: it counts from acceptance
    World::with(K::Search, |w| w.authorization.last_used = None).refused("2-110-3-A", "in_use");
}

#[test]
fn sop_2_110_4_a_1_accepts_in_force_from_the_first_moment() {
    World::with(K::Search, |w| w.authorization.not_before = w.now).accepted();
}

#[test]
fn sop_2_110_4_a_1_refuses_in_force_outside_the_dates() {
    let early = |w: &mut World| w.authorization.not_before = w.now + SignedDuration::from_secs(1);
    World::with(K::Search, early).refused("2-110-4-A-1", "in_force");
    World::with(K::Search, |w| w.authorization.not_after = w.now).refused("2-110-4-A-1", "in_force");
}

#[test]
fn sop_2_110_4_a_1_accepts_role() {
    nightly(|_| ()).accepted();
}

#[test]
fn sop_2_110_4_a_1_refuses_role() {
    for operation in OPERATIONS {
        for role in Role::ALL.iter().filter(|role| !operation.roles.contains(role)) {
            World::with(operation.kind, |w| w.authorization.roles = vec![*role]).refused("2-110-4-A-1", "role");
        }
        World::with(operation.kind, |w| w.authorization.roles = vec![]).refused("2-110-4-A-1", "role");
    }
}

#[test]
fn sop_2_110_4_a_1_accepts_trained_to_the_last_day() {
    let world = World::with(K::Search, |w| {
        let training = w.authorization.training.as_mut().unwrap();
        training.completed = "2025-11-22".parse().unwrap();
    });
    world.accepted();
}

#[test]
fn sop_2_110_4_a_1_refuses_trained() {
    World::with(K::Search, |w| w.authorization.training = None).refused("2-110-4-A-1", "trained");
    for (completed, expires) in [
        ("2026-05-01", "2026-11-21"), // its own end
        ("2025-11-21", "2027-11-21"), // the floor's twelve months
        ("2026-11-23", "2027-11-21"), // not yet completed
    ] {
        let world = World::with(K::Search, |w| {
            let training = w.authorization.training.as_mut().unwrap();
            training.completed = completed.parse().unwrap();
            training.expires = expires.parse().unwrap();
        });
        world.refused("2-110-4-A-1", "trained");
    }
    for blank in ["", "n/a", "x"] {
        World::with(K::Search, |w| w.authorization.training.as_mut().unwrap().provider = blank.into())
            .refused("2-110-4-A-1", "trained");
        World::with(K::Search, |w| w.authorization.training.as_mut().unwrap().course = blank.into())
            .refused("2-110-4-A-1", "trained");
    }
}

#[test]
fn sop_2_110_4_e_accepts_not_suspended() {
    World::of(K::Search).accepted();
}

#[test]
fn sop_2_110_4_e_refuses_not_suspended() {
    for operation in K::ALL {
        let world = World::with(*operation, |w| {
            w.suspension = Some(SuspensionFacts {
                number: 2,
                since: Some(at("2026-11-01T00:00:00Z")),
                by: COMMANDER,
                reason: "searched for a neighbor".into(),
            });
        });
        let (why, _) = world.refused("2-110-4-E", "not_suspended");
        assert!(why.contains("neighbor"));
    }
}

#[test]
fn sop_2_110_4_e_accepts_suspensions_known_and_the_missing_one() {
    World::of(K::Search).accepted();
    let world = World::with(K::PaperAccept, |w| {
        w.suspensions_named = 3;
        w.paper = Some(PaperFacts::Suspension {
            of_commander: false,
            person: EXAMINER,
            approver: Approver::Commander { person: COMMANDER },
            number: 3,
        });
    });
    world.accepted();
    // What it is, is not known before it was read; it is judged once more then.
    World::with(K::PaperAccept, |w| {
        w.suspensions_named = 3;
        w.paper = Some(PaperFacts::Unread);
    })
    .accepted();
}

#[test]
fn sop_2_110_4_e_refuses_suspensions_known() {
    for operation in K::ALL {
        World::with(*operation, |w| w.suspensions_named = 3).refused("2-110-4-E", "suspensions_known");
    }
    World::with(K::PaperAccept, |w| {
        w.suspensions_named = 3;
        w.paper = Some(PaperFacts::Other);
    })
    .refused("2-110-4-E", "suspensions_known");
}

#[test]
fn a_refusal_lists_every_paragraph_in_the_order_of_the_table() {
    let world = World::with(K::Search, |w| {
        w.authorization.training = None;
        w.authorization.unit = String::new();
        w.authorization.not_after = w.now;
        w.purposes(PurposeKind::Evaluation);
        w.search.as_mut().unwrap().candidates = 1;
    });
    let broken: Vec<_> = judge(&world.facts()).into_iter().map(|b| (b.paragraph, b.rule)).collect();
    assert_eq!(
        broken,
        [
            ("2-110-3-A", "unit"),
            ("2-110-4-A", "purpose_fits"),
            ("2-110-4-A-1", "in_force"),
            ("2-110-4-A-1", "trained"),
            ("2-110-4-D-3", "candidates"),
        ]
    );
}

fn nightly(change: impl FnOnce(&mut World)) -> World {
    World::with(K::Enroll, |w| {
        w.authorization.roles = vec![Role::Batch];
        w.authorization.training = None;
        w.authorization.batch = Some(("ingest-1".into(), "county booking".into()));
        w.host = Some("ingest-1".into());
        w.sources = Some(["county booking".to_owned()].into());
        change(w);
    })
}

#[test]
fn sop_2_110_4_a_1_accepts_batch_bounds() {
    nightly(|_| ()).accepted();
    // Before the list was read.
    nightly(|w| w.sources = None).accepted();
    // Who is a repository manager enrolls anywhere.
    World::with(K::Enroll, |w| w.sources = Some(["elsewhere".to_owned()].into())).accepted();
}

#[test]
fn sop_2_110_4_a_1_refuses_batch_bounds() {
    for change in [
        |w: &mut World| w.host = None,
        |w: &mut World| w.host = Some("ingest-2".into()),
        |w: &mut World| w.sources = Some(["county booking".to_owned(), "elsewhere".to_owned()].into()),
        |w: &mut World| w.sources = Some([String::new()].into()),
        |w: &mut World| w.authorization.batch = None,
    ] {
        nightly(change).refused("2-110-4-A-1", "batch_bounds");
    }
    // It can do nothing else.
    for operation in [K::Search, K::Probe, K::AuditShow, K::RepositoryStatus, K::PaperAccept] {
        let world = World::with(operation, |w| w.authorization.roles = vec![Role::Batch]);
        assert!(judge(&world.facts()).iter().any(|breach| breach.rule == "role"), "{operation}");
    }
}

#[test]
fn a_designation_adds_its_office_while_it_is_in_force() {
    let designated = |from: &str, until: &str| {
        World::with(K::AuditShow, |w| {
            w.authorization.roles = vec![Role::LeadInvestigator];
            w.authorization.designated = Some((at(from), at(until)));
        })
    };
    designated("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z").accepted();
    designated("2026-10-01T00:00:00Z", "2026-11-22T20:00:00Z").refused("2-110-4-A-1", "role");
    designated("2026-11-22T20:00:01Z", "2026-12-01T00:00:00Z").refused("2-110-4-A-1", "role");
}
