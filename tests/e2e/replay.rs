//! A search is made again: identical, or every difference accounted for, or an integrity finding.

use std::fs;

use frs::{seal::sha256, store::DATABASE_FILE};
use serde_json::{Value, json};

use super::{attacks::secrets, correct, expunge, mutator::Attacker, verify::Case, world::*};

impl Case {
    fn replay_args(&self) -> Vec<&str> {
        vec!["search", "--replay", &self.search]
    }

    /// Replays for the case; exit status and report.
    fn replayed(&self, status: i32) -> Value {
        let ask = [&self.replay_args()[..], &["--purpose", &self.purpose, "--json"]].concat();
        let run = self.world.examiner.run(&ask).code(status);
        json(&run)
    }

    fn states(&self, status: i32) -> Vec<String> {
        let replayed = self.replayed(status);
        replayed["candidates"].as_array().unwrap().iter().map(|line| text(&line["state"])).collect()
    }
}

/// References that the repository holds now, by enrollment entries.
fn enrolled(world: &World) -> Vec<String> {
    let record = |entry: &Value| serde_json::from_str::<Value>(&text(&entry["values"]["record"])).unwrap();
    let book = world.book();
    let outcomes = book.iter().filter(|entry| entry["event"] == "outcome" && entry["operation"] == "enroll");
    let rows = outcomes.flat_map(|entry| record(entry)["results"].as_array().unwrap().clone());
    rows.filter_map(|row| row["outcome"]["reference"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_search_made_again_is_the_same_byte_for_byte() {
    let case = Case::new();
    let world = &case.world;
    let first = case.replayed(0);
    assert_eq!(
        (&first["schema"], &first["verdict"], &first["probe"], &first["gallery"]),
        (&"frs.replay/1".into(), &"identical".into(), &"equal".into(), &"equal".into())
    );
    assert_eq!(
        (&first["again"], &first["findings"], &first["unchecked"]),
        (&first["list_digest"], &json!([]), &json!([]))
    );

    // Others come in since, among them a better photograph of the person on the list and an image without a face.
    world.enroll_portraits(&["obama3.jpg"]);
    world.manager.write("noface.png", super::mutations::noise());
    let failed = ["enroll", "noface.png", "--subject", "N-1"];
    let _ = world.manager.run(&[&failed[..], ADMINISTRATION].concat());
    let later = case.replayed(0);
    assert_eq!((&later["verdict"], &later["again"]), (&"identical".into(), &first["list_digest"]));
    assert!(later["accounted"][0].as_str().unwrap().contains("enrolled since are left away: 1 (entries "), "{later}");
    // Nobody new is shown: not even the ids of those who came.
    for reference in enrolled(world) {
        assert!(!later.to_string().contains(&reference), "{later}");
    }

    // The Commander oversees; who made the search does not oversee it, and an auditor holds no key for faces.
    let ask = [&case.replay_args()[..], OVERSIGHT].concat();
    let said = stdout(&world.commander.run(&ask).success());
    assert!(said.contains("IDENTICAL") && said.contains("INVESTIGATIVE LEAD ONLY"), "{said}");
    world.examiner.refused(&ask, &["2-110-4-A"]);
    world.auditor.refused(&ask, &["2-110-4-A-1"]);
    let other = world.examiner.state(&PURPOSE.replace("26-00123", "26-00124"));
    world.examiner.refused(&[&case.replay_args()[..], &["--purpose", &other]].concat(), &["2-110-4-A"]);

    // Its entry names the search; the story and nothing else tells of it.
    let story = stdout(&world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("again: identical"), "{story}");
    world.verify();
}

#[test]
fn what_was_expunged_or_merged_since_is_accounted_for() {
    let case = Case::new();
    let world = &case.world;
    // Candidates 2 and 3 are the two others; one of them goes.
    let subject = expunge::subject_of(world, "biden");
    let order = expunge::ordered(world, &format!("subject = [\"{subject}\"]\n"), &[&world.commander, &world.auditor]);
    expunge::carried_out(&world.manager, &order);
    let replayed = case.replayed(1);
    assert_eq!((&replayed["verdict"], &replayed["findings"]), (&"accounted-for".into(), &json!([])));
    let states = case.states(1);
    assert_eq!(states.iter().filter(|state| *state == "expunged").count(), 1, "{states:?}");
    assert_eq!(states.iter().filter(|state| *state == "equal").count(), 2, "{states:?}");
    assert!(replayed["accounted"].to_string().contains("the photograph was expunged since (entry "), "{replayed}");

    // Two of the list turn out to be one person.
    let (one, other) = (expunge::subject_of(world, "obama"), expunge::subject_of(world, "astronaut"));
    let paper = correct::accepted(world, &other, "merge-into", &one, &[&world.commander, &world.auditor]);
    correct::entered(&world.manager, &paper);
    let replayed = case.replayed(1);
    assert_eq!((&replayed["verdict"], &replayed["findings"]), (&"accounted-for".into(), &json!([])), "{replayed}");
    assert!(replayed["accounted"].to_string().contains("was merged with another since"), "{replayed}");
    world.verify();
}

#[test]
fn another_model_is_named_as_such() {
    let case = Case::new();
    let world = &case.world;
    // Another detector, as a new floor names it.
    let place = world.place().join("models");
    copy_tree(&models(), &place);
    let (weights, card) = (place.join("mtcnn/weights.safetensors"), place.join("mtcnn/card.toml"));
    let mut bytes = fs::read(&weights).unwrap();
    let before = (sha256(&bytes).to_string(), sha256(&fs::read(&card).unwrap()).to_string());
    let last = bytes.len() - 4;
    bytes[last] ^= 1;
    fs::write(&weights, &bytes).unwrap();
    let text = fs::read_to_string(&card).unwrap().replace(&before.0, &sha256(&bytes).to_string());
    fs::write(&card, &text).unwrap();
    let after = (sha256(&bytes).to_string(), sha256(text.as_bytes()).to_string());
    let floor =
        stdout(&world.commander.run(&[&["repository", "status", "--floor"], ADMINISTRATION].concat()).success());
    assert!(floor.contains(&before.0) && floor.contains(&before.1), "{floor}");
    let floor = floor.replace("version: 1\n", "version: 2\n").replace(&before.0, &after.0).replace(&before.1, &after.1);
    world.commander.write("floor-2.txt", floor);
    world
        .commander
        .run(&["paper", "request", "floor", "--program", &world.program, "--floor", "floor-2.txt"])
        .success();
    world.commander.run(&["paper", "sign", "floor.frs", "--yes", "--out", "floor-2.frs"]).success();
    world.accept("floor-2.frs");

    // The model of then is not allowed any more, and the new one did not measure this probe.
    let ask = [&case.replay_args()[..], &["--purpose", &case.purpose]].concat();
    world.examiner.refused(&ask, &["2-110-4-D-3"]);
    let place = place.display().to_string();
    let run = world.examiner.run(&[&ask[..], &["--models", &place, "--json"]].concat()).code(1);
    let replayed = json(&run);
    assert_eq!(
        (&replayed["verdict"], &replayed["probe"], &replayed["findings"]),
        (&"other-model".into(), &"other-model".into(), &json!([]))
    );
    assert_eq!(replayed["again"], replayed["list_digest"], "the stored template gives the list");
    world.verify();
}

#[test]
fn a_probe_or_reference_that_was_exchanged_is_an_integrity_finding() {
    let case = Case::new();
    let world = &case.world;
    let probe = world.examiner.probe("obama2.jpg", &case.purpose);
    let bytes = |id: &str, prefix: &str| hex(&id[prefix.len()..]);
    let mut searched: Vec<Vec<u8>> = Vec::new();
    let own = secrets(&world.examiner);
    let attacker = Attacker::new(&world.repository().join(DATABASE_FILE), world.program.parse().unwrap(), vec![&own]);
    let mut rows = attacker.database.prepare("SELECT id FROM probe").unwrap();
    searched.extend(rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap));
    drop(rows);
    // The template of the probe that was searched: turned about, and sealed again with the examiner's own key.
    let target = searched.into_iter().find(|id| *id != bytes(&probe, "probe-")).unwrap();
    let sealed: Vec<u8> =
        attacker.database.query_row("SELECT template FROM probe WHERE id = ?1", [&target], |row| row.get(0)).unwrap();
    let mut template = attacker.open("probe", "template", &target, sealed.clone());
    let half = template.len() / 2;
    template[half..].chunks_exact_mut(4).for_each(|value| value[3] ^= 0x80);
    let forged = attacker.seal("probe", "template", &target, &template);
    let put = |template: &[u8]| {
        let changed = attacker
            .database
            .execute("UPDATE probe SET template = ?1 WHERE id = ?2", rusqlite::params![template, target])
            .unwrap();
        assert_eq!(changed, 1);
    };
    put(&forged);
    let replayed = case.replayed(5);
    assert_eq!((&replayed["verdict"], &replayed["probe"]), (&"differs".into(), &"differs".into()));
    assert!(replayed["findings"].to_string().contains("its template is not the one that was measured"), "{replayed}");
    let said = stdout(&world.commander.run(&[&case.replay_args()[..], OVERSIGHT].concat()).code(5));
    assert!(said.contains("integrity finding") && said.contains("tell the auditor"), "{said}");
    let report = world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert!(report["to_look_at"].to_string().contains("replay-differs"), "{report}");
    put(&sealed);
    case.replayed(0);

    // A reference: the gallery's root says so before anything is compared.
    let sealed: Vec<(Vec<u8>, Vec<u8>)> = {
        let mut rows = attacker.database.prepare("SELECT id, template FROM reference").unwrap();
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let (id, row) = &sealed[0];
    let mut sheet = attacker.open("reference", "template", id, row.clone());
    let end = sheet.len() - 1;
    sheet[end] ^= 0x80;
    let forged = attacker.seal("reference", "template", id, &sheet);
    attacker
        .database
        .execute("UPDATE reference SET template = ?1 WHERE id = ?2", rusqlite::params![forged, id])
        .unwrap();
    let ask = [&case.replay_args()[..], &["--purpose", &case.purpose]].concat();
    let said = stderr(&world.examiner.run(&ask).code(5));
    assert!(said.contains("not those that the book commits to"), "{said}");
}

fn hex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}
