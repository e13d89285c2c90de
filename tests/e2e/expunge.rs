//! Removing for good through the binary: two order, a third carries it out; holds; killed at each step; nothing is left in the
//! files; the book stays whole.

use std::process::Command;

use frs::{
    operation::{ExpungeStep, OperationError, PurposeSource, RetentionRequest, expunge, list_due},
    vocabulary::{Clock, Digest, PurposeDraft, PurposeField, PurposeKind},
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::Value;

use super::{
    program::{designate, draft, today},
    verify,
    world::*,
};

const WHY: &str = "authority = \"Second Judicial District Court, D-202-CR-2026-00017\"\nreason = \"acquitted\"\n";

/// An accepted order, signed by these; its digest.
pub fn ordered(world: &World, what: &str, signers: &[&Person]) -> String {
    let file = draft(world, "expunge-order", &format!("{what}{WHY}"), signers);
    let accepted = signers[0].json(&["paper", "accept", &file], ADMINISTRATION);
    text(&accepted["paper"])
}

fn args<'a>(order: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["repository", "expunge", "--order", order], more, ADMINISTRATION].concat()
}

pub fn carried_out(by: &Person, order: &str) -> Value {
    let done = json(&by.run(&args(order, &["--yes", "--json"])).success());
    assert_eq!(done["schema"], "frs.expunge/1");
    let residue = &done["residue"];
    assert_eq!(residue["found"], 0, "{done}");
    assert!(residue["sought"].as_u64() > Some(0) && residue["control_found"].as_u64() > Some(0), "{done}");
    assert_eq!(residue["control_found"], residue["control_sought"]);
    done
}

/// The candidates of a search that the examiner makes now: labels, and how many references were searched.
fn searched(world: &World) -> (Vec<String>, u64) {
    let found = world.contents("obama2.jpg");
    let labels = found["candidates"].as_array().unwrap().iter().map(|one| text(&one[1])).collect();
    (labels, found["searched"].as_u64().unwrap())
}

pub fn subject_of(world: &World, label: &str) -> String {
    world.examiner.portrait("obama2.jpg");
    let purpose = world.examiner.state(PURPOSE);
    let probe = world.examiner.probe("obama2.jpg", &purpose);
    let ask = ["search", &probe, "--purpose", &purpose, "--with-personal", "--json"];
    let found = json(&world.examiner.run(&ask));
    let at = found["labels"].as_array().unwrap().iter().position(|one| one == label).unwrap();
    text(&found["list"]["candidates"][at]["subject"])
}

/// Everything sealed of some rows, as it stands in the file: pieces that no other record has.
fn pieces(world: &World, sql: &str) -> Vec<Vec<u8>> {
    let connection = Connection::open(world.repository().join("repository.sqlite")).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            let bytes: Vec<u8> = row.get(column).unwrap();
            // After the header that all have; and from the middle of what is long.
            for at in [5, bytes.len() / 2, bytes.len() - 16] {
                found.extend(bytes.get(at..at + 16).map(<[u8]>::to_vec));
            }
        }
    }
    assert!(!found.is_empty(), "{sql}");
    found
}

fn in_files(world: &World, pieces: &[Vec<u8>]) -> usize {
    let stored = files(&world.repository());
    let wanted: std::collections::HashSet<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
    let found: std::collections::HashSet<&[u8]> =
        stored.iter().flat_map(|(_, content)| content.windows(16)).filter(|window| wanted.contains(window)).collect();
    found.len()
}

const GALLERY: &str = "SELECT template, details, image, image_index FROM reference UNION ALL
                       SELECT label, label_index, label, label FROM subject";

#[test]
fn a_third_carries_out_what_two_ordered_and_nothing_is_left() {
    let world = World::new();
    let (commander, manager) = (&world.commander, &world.manager);
    let second = world.authorized("second-manager", "repository-manager", &[]);
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    let subject = subject_of(&world, "obama");
    assert_eq!(searched(&world), (vec!["obama".into(), "biden".into(), "astronaut".into()], 3));
    world.verify();

    // A hold stands against it; its release lets it go.
    let order = ordered(&world, &format!("subject = [\"{subject}\"]\n"), &[commander, &second]);
    let hold = format!("subject = [\"{subject}\"]\nauthority = \"letter of the prosecutor\"\n");
    let hold = commander.json(&["paper", "accept", &draft(&world, "hold", &hold, &[commander])], ADMINISTRATION);
    let hold = text(&hold["paper"]);
    let message = manager.refused(&args(&order, &["--yes"]), &["2-110-4-B"]);
    assert!(message.contains(&hold) && message.contains("reference-"), "{message}");
    let release = format!("hold = \"{hold}\"\nauthority = \"letter of the prosecutor\"\n");
    commander.json(&["paper", "accept", &draft(&world, "hold-release", &release, &[commander])], ADMINISTRATION);

    // Whoever signed it does not carry it out, nor who may not at all; nobody is asked where nobody can answer.
    for signer in [commander, &second] {
        let message = signer.refused(&args(&order, &["--yes"]), &["2-110-4-B"]);
        assert!(message.contains("You signed this order"), "{message}");
    }
    world.examiner.refused(&args(&order, &["--yes"]), &["2-110-4-A-1"]);
    let nowhere = "7".repeat(64);
    manager.refused(&args(&nowhere, &["--yes"]), &["2-110-4-B"]);
    let unasked = manager.run(&args(&order, &[])).code(2);
    assert!(stderr(&unasked).contains("--dry-run"), "{}", stderr(&unasked));
    let plan = json(&manager.run(&args(&order, &["--dry-run", "--json"])).success());
    assert_eq!((plan["subjects"][0].as_str(), plan["references"].as_array().unwrap().len()), (Some(&*subject), 1));
    let waits = commander.json(&["program", "status"], ADMINISTRATION);
    let what = |status: &Value| {
        let lines = status["pending"].as_array().unwrap().iter().map(|line| text(&line["what"])).collect::<Vec<_>>();
        lines.contains(&"expunge-order".to_owned())
    };
    assert!(what(&waits), "{waits}");
    assert_eq!(searched(&world).1, 3, "nothing is gone yet");

    let bytes = subject["subject-".len()..].to_uppercase();
    let own = format!(
        "SELECT template, details, image, image_index FROM reference WHERE hex(subject) = '{bytes}' UNION ALL
         SELECT label, label_index, label, label FROM subject WHERE hex(id) = '{bytes}'"
    );
    let (own, all) = (pieces(&world, &own), pieces(&world, GALLERY));
    assert_eq!(in_files(&world, &own), own.iter().collect::<std::collections::HashSet<_>>().len(), "found before");
    let done = carried_out(manager, &order);
    assert_eq!((&done["references"], &done["subjects"], &done["went_on"]), (&1.into(), &1.into(), &false.into()));
    assert_eq!(in_files(&world, &own), 0, "nothing of it is in the raw files");
    assert!(in_files(&world, &all) > 0, "the look finds what is there");

    world.verify();
    assert_eq!(searched(&world), (vec!["biden".into(), "astronaut".into()], 2));
    assert!(!what(&commander.json(&["program", "status"], ADMINISTRATION)));
    let message = manager.refused(&args(&order, &["--yes"]), &["2-110-4-B"]);
    assert!(message.contains("carried out whole"), "{message}");
    // The image can be enrolled again, as somebody new.
    manager.run(&[&["enroll", "--manifest", "portraits.csv"], ADMINISTRATION].concat()).success();
    assert_eq!(searched(&world).1, 3);
    assert_ne!(subject_of(&world, "obama"), subject);
    world.verify();
}

/// Everything that the auditor can read of the book.
fn readable(world: &World) -> String {
    serde_json::to_string(&world.book()).unwrap()
}

#[test]
fn a_case_goes_with_its_statements_probes_and_searches() {
    let world = World::new();
    let (examiner, manager, auditor) = (&world.examiner, &world.manager, &world.auditor);
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    let purpose = examiner.state(PURPOSE);
    examiner.portrait("obama2.jpg");
    let probe = examiner.probe("obama2.jpg", &purpose);
    let search = json(&examiner.run(&["search", &probe, "--purpose", &purpose, "--json"]));
    let stays = examiner
        .state(&PURPOSE.replace("26-00123", "26-001234").replace("armed robbery", "burglary").replace("till", "door"));
    let other = examiner.probe("obama2.jpg", &stays);
    examiner.run(&["search", &other, "--purpose", &stays]);
    // A candidate was compared.
    let found = text(&search["search"]);
    let candidate = [&found, "--candidate", "1", "--purpose", &purpose];
    examiner.json(&[&["verify", "open"], &candidate[..], &["--out", "candidate-1"]].concat(), &[]);
    examiner.write("record.toml", verify::AT_SIGHT);
    examiner.json(&[&["verify", "record"], &candidate[..], &["--file", "record.toml"]].concat(), &[]);
    // A supervisor looked at its search, under a purpose of their own.
    auditor.write("answer.toml", "finding = \"questioned\"\nbecause = \"nobody at the store reported it\"\n");
    auditor.json(&["audit", "answer", &found, "--file", "answer.toml"], OVERSIGHT);
    // Somebody asked for the case, and somebody was refused for it.
    auditor.json(&["audit", "follow", "26-00123"], OVERSIGHT);
    let before = readable(&world);
    let of_case = [
        "armed robbery",
        "stood at the till",
        "lobe grown on in the probe",
        "nobody at the store reported it",
        &text(&search["list_digest"]),
        "\\\"topic\\\":\\\"26-00123\\\"",
    ];
    for words in of_case {
        assert!(before.contains(words), "{words}");
    }
    let bytes = purpose["purpose-".len()..].to_uppercase();
    let own = format!("SELECT intake, template, image FROM probe WHERE hex(purpose) = '{bytes}'");
    let own = pieces(&world, &own);
    assert!(in_files(&world, &own) > 0);

    let order = ordered(&world, "case = [\"26-00123\"]\n", &[&world.commander, auditor]);
    let done = carried_out(manager, &order);
    assert_eq!((&done["purposes"], &done["probes"], &done["searches"]), (&1.into(), &1.into(), &1.into()));
    world.verify();
    assert_eq!(in_files(&world, &own), 0);
    let after = readable(&world);
    for words in of_case {
        assert!(!after.contains(words), "{words}");
    }
    // What is left of the case is that there was one: entries, who, when, and the order itself.
    assert!(after.contains("burglary") && after.contains(&purpose));
    examiner.run(&["search", &probe, "--purpose", &stays]).code(3);
    examiner.run(&["search", &other, "--purpose", &stays]);
    examiner.run(&["purpose", "show", &purpose]).code(2);
    examiner.run(&["verify", "status", &found, "--purpose", &stays]).code(3);
    auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).code(2);
    let report = auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!(report["counts"]["searches"], 3, "{}", report["counts"]);
    assert_eq!(report["answers"], serde_json::json!([]));
    // Administration is no case: its entries account for the program.
    let upkeep = world.book().into_iter().find(|entry| entry["operation"] == "enroll").unwrap();
    let order =
        ordered(&world, &format!("purpose = [\"{}\"]\n", text(&upkeep["purpose"])), &[&world.commander, auditor]);
    let message = manager.refused(&args(&order, &["--yes"]), &["2-110-4-B"]);
    assert!(message.contains("account for the program"), "{message}");
}

/// The clock, so many days from now.
struct Days(i64);

impl Clock for Days {
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_hours(24 * self.0)
    }
}

fn administration() -> PurposeSource {
    PurposeSource::State(
        PurposeDraft::new(PurposeKind::Administration).with(PurposeField::Reason, "an order, in a test"),
    )
}

fn by(person: &Person, days: i64, order: &str) -> Result<frs::report::Expunged, OperationError> {
    let order: Digest = order.parse().unwrap();
    person.at(&Days(days), |desk| expunge(desk, order, administration(), &mut |_| Ok(true), &mut |_| {}))
}

#[test]
fn a_hold_that_is_accepted_while_somebody_looks_stops_the_removal() {
    let world = World::new();
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    let subject = subject_of(&world, "biden");
    let order = ordered(&world, &format!("subject = [\"{subject}\"]\n"), &[&world.commander, &world.auditor]);
    let hold = format!("subject = [\"{subject}\"]\nauthority = \"letter of the prosecutor\"\n");
    let hold = draft(&world, "hold", &hold, &[&world.commander]);
    let id: Digest = order.parse().unwrap();
    let told = world.manager.at(&Days(0), |desk| {
        let mut look = |_: &frs::report::ExpungePlan| {
            world.commander.json(&["paper", "accept", &hold], ADMINISTRATION);
            Ok(true)
        };
        expunge(desk, id, administration(), &mut look, &mut |_| {})
    });
    assert!(matches!(told, Err(OperationError::Book(frs::audit::BookError::PapersChanged))), "{told:?}");
    assert_eq!(searched(&world).1, 2);
    world.verify();
    world.manager.refused(&args(&order, &["--yes"]), &["2-110-4-B"]);
}

#[test]
fn what_is_due_goes_when_it_is_due_and_not_what_is_held() {
    let world = World::with(|mut floor| {
        (floor.reference_retention_years, floor.logs_kept_years) = (Some(1), 1);
        floor
    });
    let (commander, auditor) = (&world.commander, &world.auditor);
    commander.json(&["paper", "accept", &designate(&world, auditor, &today(20))], ADMINISTRATION);
    world.manager.write("blank.jpg", small_grey());
    world.manager.run(&[&["enroll", "blank.jpg", "--subject", "nobody"], ADMINISTRATION].concat()).code(1);
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    let held = subject_of(&world, "biden");
    let hold = format!("subject = [\"{held}\"]\nauthority = \"letter of the prosecutor\"\n");
    commander.json(&["paper", "accept", &draft(&world, "hold", &hold, &[commander])], ADMINISTRATION);
    let ahead = format!("due-before = {}\n", today(4_000));
    let order = ordered(&world, &ahead, &[auditor, &world.manager]);

    // However far the order looks ahead: nothing that has not ended is due, and the order is not used up by that.
    let early = by(commander, 300, &order).unwrap();
    assert!(!early.did_something() && early.absent.is_empty());
    let list = |days, draft: Option<&std::path::Path>| {
        commander.at(&Days(days), |desk| {
            list_due(desk, &RetentionRequest { before: None, draft, purpose: administration() }).unwrap()
        })
    };
    assert!(list(365, None).due.is_empty(), "kept to the end of the day");
    let drafted = commander.path("due.frs");
    let due = list(368, Some(&drafted));
    let count = |what| due.due.iter().filter(|one| one.what == what).count();
    assert_eq!((count("reference"), count("not-enrolled"), count("purpose"), due.undated), (2, 1, 1, 0));
    assert_eq!(due.due.iter().filter(|one| one.hold.is_some()).count(), 1);
    assert!(commander.read("due.frs").contains("due-before: 20"));
    let done = by(commander, 368, &order).unwrap();
    assert_eq!((done.references, done.subjects, done.failures, done.left_out), (1, 1, 1, 1));
    assert_eq!((done.purposes, done.probes, done.searches), (1, 1, 1));
    assert!(done.is_clean(), "{done:?}");
    assert_eq!(list(369, None).due.len(), 1, "what is held");
    assert!(matches!(by(commander, 368, &order), Err(OperationError::Refused { .. })));
    let status = world.status();
    assert_eq!((&status["references"], &status["not_searched"]), (&1.into(), &0.into()));
    let verdict = auditor.json(&["audit", "verify"], OVERSIGHT);
    assert_eq!((&verdict["verdict"], &verdict["findings"]), (&"intact".into(), &serde_json::json!([])));
}

/// An image without a face.
fn small_grey() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::GrayImage::from_pixel(200, 200, image::Luma([90])).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn child_that_is_killed_in_an_expunge() {
    let (Some(manager), Ok(order), Ok(step)) =
        (Person::of_child(), std::env::var("FRS_TEST_ORDER"), std::env::var("FRS_TEST_STEP"))
    else {
        return;
    };
    let mut left: u32 = step.parse().unwrap();
    let mut die = |_: ExpungeStep| {
        if left == 0 {
            // No destructor runs: as kill -9 would.
            std::process::abort();
        }
        left -= 1;
    };
    let order: Digest = order.parse().unwrap();
    manager
        .at(&frs::vocabulary::SystemClock, |desk| expunge(desk, order, administration(), &mut |_| Ok(true), &mut die))
        .unwrap();
}

#[test]
fn killed_at_each_step_the_same_command_goes_on() {
    let world = World::new();
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    let subject = subject_of(&world, "obama");
    let what = format!("subject = [\"{subject}\"]\ncase = [\"26-00123\"]\n");
    let order = ordered(&world, &what, &[&world.commander, &world.auditor]);
    let bytes = subject["subject-".len()..].to_uppercase();
    let own = format!("SELECT template, details, image, image_index FROM reference WHERE hex(subject) = '{bytes}'");
    let own = pieces(&world, &own);
    for step in 0.. {
        let world = world.copy();
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "expunge::child_that_is_killed_in_an_expunge"]).envs(world.manager.to_child());
        let ended = child.env("FRS_TEST_ORDER", &order).env("FRS_TEST_STEP", step.to_string()).output().unwrap();
        // In between the book is whole, and others work.
        world.verify();
        let (labels, count) = searched(&world);
        assert_eq!(labels.contains(&"obama".into()), count == 3, "step {step}: before or after, never half");
        let again = world.manager.run(&args(&order, &["--yes", "--json"]));
        if again.get_output().status.code() == Some(3) {
            assert!(ended.status.success() || step > 1, "step {step}");
        } else {
            let done = json(&again.success());
            assert_eq!(done["residue"]["found"], 0, "step {step}: {done}");
        }
        assert_eq!(in_files(&world, &own), 0, "step {step}");
        assert_eq!(world.status()["unfinished"], serde_json::json!([]), "step {step}");
        world.verify();
        if ended.status.success() {
            assert!(step >= 3, "{step} steps");
            break;
        }
    }
}
