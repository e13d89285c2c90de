//! The key that signs checkpoints is renewed with the data keys; witnesses and checkers follow, and a copied one is dead.

use serde_json::Value;

use super::{
    program::{designate, join, pending, status, suspend, today},
    witness::{Witness, accept, checkpoint, cosign, round, world},
    world::*,
};

fn rekey(by: &Person, more: &[&str]) -> Value {
    by.json(&[&["program", "rekey"], more].concat(), ADMINISTRATION)
}

/// The newest program file, for whoever checks from outside.
fn program_file(world: &World) {
    std::fs::remove_file(world.auditor.path("program.txt")).unwrap();
    world.auditor.run(&[&["program", "show", "--out", "program.txt"], OVERSIGHT].concat()).success();
}

#[test]
fn a_rekey_of_the_commander_renews_it_and_witnesses_follow() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    round(&world, &witness, "one.txt");
    let old = world.auditor.read("program.txt");
    accept_paper(&world.commander, &suspend(&world, &world.commander, &world.examiner, 1));
    let exchanged = rekey(&world.commander, &[]);
    assert_eq!((&exchanged["schema"], &exchanged["log_key_due"]), (&"frs.rekey/1".into(), &false.into()));
    let key = text(&exchanged["log_key"]);
    assert_eq!(status(&world.commander)["log_key"], key.as_str());
    // A witness that does not know of it declines, and says what is missing.
    checkpoint(&world, "two.txt");
    witness.take(&world.auditor, "two.txt");
    let declined = stderr(&witness.person.run(&["audit", "witness", "two.txt"]).code(5));
    assert!(declined.contains("newest program file"), "{declined}");
    program_file(&world);
    assert!(
        world.auditor.read("program.txt").starts_with(&old) && world.auditor.read("program.txt").contains("log-key")
    );
    cosign(&world, &witness, "two.txt");
    accept(&world, "two.txt.answer");
    let verdict = world.verify();
    assert!(verdict["unwitnessed"].as_u64().unwrap() < 12, "{verdict}");
    // The book is anchored by what either key signed at its time.
    for anchor in ["one.txt.answer", "one.txt", "two.txt"] {
        let verdict = world.auditor.json(&["audit", "verify", "--anchor", anchor], OVERSIGHT);
        assert!(verdict["held_by"].to_string().contains(anchor), "{verdict}");
    }
    // An export over both keys, checked by somebody who only has the old program file, or only the fingerprint.
    world.auditor.run(&[&["audit", "export", "--out", "export"], OVERSIGHT].concat()).success();
    world.auditor.write("old-program.txt", &old);
    world.auditor.write("witness.pub", witness.key());
    let check = |program: &str| {
        let ask = ["audit", "check-export", "export", "--program", program, "--witness", "witness.pub", "--json"];
        json(&world.auditor.run(&ask).code(0))
    };
    for program in ["program.txt", "old-program.txt"] {
        let checked = check(program);
        assert_eq!((&checked["verdict"], &checked["findings"]), (&"proven".into(), &serde_json::json!([])));
        assert_eq!(checked["checkpoints"].as_array().unwrap().len(), 2);
    }
    // Checkpoints of the two keys, exchanged for each other's signature, are none.
    let two = world.auditor.read("two.txt");
    let one = world.auditor.read("one.txt");
    let signature = |file: &str| file.lines().last().unwrap().to_owned();
    world.auditor.write("mixed.txt", two.replace(&signature(&two), &signature(&one)));
    world.auditor.run(&[&["audit", "verify", "--anchor", "mixed.txt"], OVERSIGHT].concat()).code(5);
}

fn accept_paper(by: &Person, file: &str) {
    by.json(&["paper", "accept", file], ADMINISTRATION);
}

#[test]
fn a_designee_exchanges_the_data_keys_and_the_commander_the_log_key() {
    let world = World::founded(|floor| floor);
    let commander = &world.commander;
    let deputy = join(&world, "deputy", commander, &["repository-manager", "lead-investigator"]);
    accept_paper(commander, &designate(&world, &deputy, &today(20)));
    let key = status(commander)["log_key"].clone();
    assert_eq!(pending(&status(commander), "log-key"), Vec::<&str>::new());
    let exchanged = rekey(&deputy, &[]);
    assert_eq!((&exchanged["log_key"], &exchanged["log_key_due"]), (&Value::Null, &true.into()));
    let told = status(&deputy);
    assert_eq!((pending(&told, "log-key").len(), &told["log_key"]), (1, &key), "{told}");
    assert!(told["pending"].to_string().contains("--log-key-only"), "{told}");
    // It cannot be brought in by a paper, nor renewed by the designee.
    let only = [&["program", "rekey", "--log-key-only"], ADMINISTRATION].concat();
    let why = deputy.refused(&only, &["2-110-4-B"]);
    assert!(why.contains("Only the Commander"), "{why}");
    let details = format!(
        "key = \"{}\"\nreason = \"mine\"\n",
        stdout(&deputy.run(&["key", "show", "--witness"]).success()).trim()
    );
    deputy.write("details.toml", details);
    let ask = ["paper", "request", "log-key", "--program", &world.program, "--details", "details.toml"];
    deputy.run(&ask).code(2);
    let renewed = rekey(commander, &["--log-key-only"]);
    assert_eq!(renewed["schema"], "frs.log-key/1");
    let told = status(commander);
    assert_eq!((pending(&told, "log-key"), &told["log_key"]), (vec![], &renewed["log_key"]));
    assert_ne!(told["log_key"], key);
    // What the book and the reports say of it.
    commander.run(&[&["audit", "checkpoint", "--out", "after.txt"], ADMINISTRATION].concat()).success();
    let report = commander.json(&["audit", "report"], OVERSIGHT);
    let rekeys: Vec<&Value> =
        report["changes"].as_array().unwrap().iter().filter(|c| c["kind"] == "program-rekey").collect();
    let says = |at: usize| rekeys[at]["says"].as_str().unwrap();
    assert_eq!(rekeys.len(), 2, "{rekeys:?}");
    assert_eq!(says(0), "the data keys were renewed");
    assert_eq!(says(1), "the key that signs checkpoints was renewed");
    let verified = commander.json(&["audit", "verify"], OVERSIGHT);
    assert_eq!((&verified["verdict"], &verified["findings"]), (&"intact".into(), &serde_json::json!([])));
}
