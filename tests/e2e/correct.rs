//! A mistake is corrected by an entry of its own: the record stays, and the correction is shown wherever the record is.

use serde_json::Value;

use super::{program::draft, world::*};

/// An accepted correction, signed by these; its digest.
pub fn accepted(world: &World, target: &str, field: &str, value: &str, signers: &[&Person]) -> String {
    let details =
        format!("target = \"{target}\"\nfield = \"{field}\"\nvalue = \"{value}\"\nreason = \"mistyped at the desk\"\n");
    let file = draft(world, "correction", &details, signers);
    text(&signers[0].json(&["paper", "accept", &file], ADMINISTRATION)["paper"])
}

fn args(paper: &str) -> Vec<&str> {
    [&["repository", "correct", "--paper", paper], ADMINISTRATION].concat()
}

pub fn entered(by: &Person, paper: &str) -> Value {
    let done = json(&by.run(&[&args(paper)[..], &["--json"]].concat()).success());
    assert_eq!(done["schema"], "frs.correction/1");
    done
}

#[test]
fn a_case_number_is_corrected_and_the_statement_stays() {
    let world = World::new();
    let (commander, examiner, manager, auditor) = (&world.commander, &world.examiner, &world.manager, &world.auditor);
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    let purpose = examiner.state(PURPOSE);
    examiner.portrait("obama2.jpg");
    let probe = examiner.probe("obama2.jpg", &purpose);
    let shown = |person: &Person| person.json(&["purpose", "show", &purpose], &[])["purposes"][0].clone();
    assert_eq!(shown(auditor)["corrections"], serde_json::json!([]));

    let wrong = accepted(&world, &purpose, "case", "number unknown", &[commander]);
    manager.refused(&args(&wrong), &["2-110-4-B"]);
    let paper = accepted(&world, &purpose, "case", "26-00999", &[commander]);
    let status = commander.json(&["program", "status"], ADMINISTRATION);
    let waits = status["pending"].as_array().unwrap().iter().filter(|one| one["what"] == "correction").count();
    assert_eq!(waits, 2, "{status}");
    examiner.refused(&args(&paper), &["2-110-4-A-1"]);
    let done = entered(manager, &paper);
    assert_eq!((&done["field"], &done["references"], &done["gallery"]), (&"case".into(), &0.into(), &Value::Null));
    manager.refused(&args(&paper), &["2-110-4-B"]);
    let lead = accepted(&world, &purpose, "lead-investigator", "Bo Baca", &[commander]);
    entered(manager, &lead);

    let now = shown(auditor);
    assert_eq!((&now["case"], &now["stated_case"]), (&"26-00999".into(), &"26-00123".into()), "{now}");
    assert_eq!(now["corrections"][0]["value"], "26-00999");
    assert_eq!(now["corrections"][1]["value"], "Bo Baca");
    assert!(now["answers"].to_string().contains("Ana Vigil"), "the answers stay as they were stated");
    let found = json(&examiner.run(&["search", &probe, "--purpose", &purpose, "--json"]));
    assert_eq!(found["corrections"][0]["value"], "26-00999");
    assert_eq!(found["corrections"][1]["value"], Value::Null, "no names in a search");
    let entry = &world.book()[found["entry"]["intent"].as_u64().unwrap() as usize];
    assert_eq!(entry["values"]["case"], "26-00999", "what is done from now on belongs to the right case");
    // Both numbers lead there, and the report counts it under the right one.
    for case in ["26-00123", "26-00999"] {
        let story = auditor.json(&["audit", "follow", case], OVERSIGHT)["story"].to_string();
        assert!(story.contains("entered a correction") && story.contains("it belongs to case 26-00999"), "{story}");
        assert!(!story.contains("Bo Baca"), "{story}");
    }
    let count =
        |case: &str| auditor.json(&["audit", "report", "--of-case", case], OVERSIGHT)["counts"]["searches"].clone();
    assert_eq!((count("26-00999"), count("26-00123")), (1.into(), 0.into()));
    world.verify();
}

fn candidates(world: &World) -> Vec<(String, u64)> {
    let examiner = &world.examiner;
    examiner.portrait("obama2.jpg");
    let purpose = examiner.state(PURPOSE);
    let probe = examiner.probe("obama2.jpg", &purpose);
    let ask = ["search", &probe, "--purpose", &purpose, "--with-personal", "--json"];
    let found = json(&examiner.run(&ask));
    let labels = found["labels"].as_array().unwrap().iter().map(text);
    let others = found["list"]["candidates"].as_array().unwrap().iter();
    labels.zip(others.map(|one| one["other_references"].as_u64().unwrap())).collect()
}

#[test]
fn a_doubled_and_a_misnamed_person_are_corrected_by_two() {
    let world = World::new();
    let (commander, manager, auditor) = (&world.commander, &world.manager, &world.auditor);
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "obama3.jpg"]);
    let ids = |label: &str| {
        let examiner = &world.examiner;
        examiner.portrait("obama2.jpg");
        let purpose = examiner.state(PURPOSE);
        let probe = examiner.probe("obama2.jpg", &purpose);
        let ask = ["search", &probe, "--purpose", &purpose, "--with-personal", "--json"];
        let found = json(&examiner.run(&ask));
        let at = found["labels"].as_array().unwrap().iter().position(|one| one == label).unwrap();
        text(&found["list"]["candidates"][at]["subject"])
    };
    let (obama, double, biden) = (ids("obama"), ids("obama3"), ids("biden"));

    // One signature is not enough for what changes a search.
    let details =
        format!("target = \"{double}\"\nfield = \"merge-into\"\nvalue = \"{obama}\"\nreason = \"the same person\"\n");
    let alone = draft(&world, "correction", &details, &[commander]);
    commander.refused(&[&["paper", "accept", &alone], ADMINISTRATION].concat(), &["2-110-4-B"]);
    let merge = accepted(&world, &double, "merge-into", &obama, &[commander, auditor]);
    // A hold on the one who would be no more.
    let hold = format!("subject = [\"{double}\"]\nauthority = \"letter of the prosecutor\"\n");
    let hold = commander.json(&["paper", "accept", &draft(&world, "hold", &hold, &[commander])], ADMINISTRATION);
    manager.refused(&args(&merge), &["2-110-4-B"]);
    let release = format!("hold = \"{}\"\nauthority = \"letter of the prosecutor\"\n", text(&hold["paper"]));
    commander.json(&["paper", "accept", &draft(&world, "hold-release", &release, &[commander])], ADMINISTRATION);

    let done = entered(manager, &merge);
    assert_eq!(done["references"], 1);
    assert_ne!(done["gallery"][0], done["gallery"][1]);
    world.verify();
    assert_eq!(candidates(&world), [("obama".to_owned(), 1), ("biden".to_owned(), 0)]);

    let taken = accepted(&world, &biden, "label", "obama", &[commander, auditor]);
    let error = manager.run(&args(&taken)).code(2);
    assert!(stderr(&error).contains("merge-into"), "{}", stderr(&error));
    let label = accepted(&world, &biden, "label", "MVD-7", &[commander, auditor]);
    assert_eq!(entered(manager, &label)["references"], 1);
    assert_eq!(candidates(&world), [("obama".to_owned(), 1), ("MVD-7".to_owned(), 0)]);
    let gone = accepted(&world, &double, "label", "MVD-8", &[commander, auditor]);
    manager.refused(&args(&gone), &["2-110-4-B"]);
    // The manager and who holds K_faces find every label as the root has it.
    let verdict = commander.json(&["audit", "verify"], OVERSIGHT);
    assert_eq!((&verdict["verdict"], &verdict["findings"]), (&"intact".into(), &serde_json::json!([])));
    world.verify();
}
