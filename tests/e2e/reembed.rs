//! The floor pins another model: everything that is enrolled is measured with it, before anything is searched again.

use std::fs;

use super::world::*;

const REEMBED: &[&str] = &["repository", "re-embed", "--models", "models"];

/// The shipped models, with other shares of the two networks: another model.
fn other_models(person: &Person) {
    copy_tree(&models(), &person.path("models"));
    let [parts, card] = ["components.toml", "card.toml"].map(|file| person.path("models/fused").join(file));
    let before = fs::read_to_string(&parts).unwrap();
    let after = before.replace("share = 0.35", "share = 0.45").replace("share = 0.65", "share = 0.55");
    assert_ne!(before, after);
    fs::write(&parts, &after).unwrap();
    let digest = |text: &str| frs::seal::sha256(text.as_bytes()).to_string();
    let text = fs::read_to_string(&card).unwrap();
    assert!(text.contains(&digest(&before)));
    fs::write(&card, text.replace(&digest(&before), &digest(&after))).unwrap();
}

/// The Commander's next floor pins these models, and of their kinds no other ones.
pub fn new_floor(world: &World, models: &str, pins: &[(&str, &str)]) {
    let commander = &world.commander;
    let floor = stdout(&commander.run(&[&["repository", "status", "--floor"], ADMINISTRATION].concat()).success());
    let version: u32 = floor.lines().find_map(|line| line.strip_prefix("version: ")).unwrap().parse().unwrap();
    let kept = |line: &&str| {
        !line.starts_with("version: ") && !pins.iter().any(|(kind, _)| line.starts_with(&format!("{kind}: ")))
    };
    let mut lines = vec![format!("version: {}", version + 1)];
    lines.extend(floor.lines().filter(kept).map(str::to_owned));
    for (kind, name) in pins {
        let shown = commander.json(&["model", "show", name, "--models", models], &[]);
        lines.push(format!("{kind}: {name} {} {}", text(&shown["weights"]), text(&shown["card"])));
    }
    let [terms, asked, signed] = ["txt", "frs", "signed.frs"].map(|end| format!("floor-{}.{end}", version + 1));
    commander.write(&terms, lines.join("\n") + "\n");
    let ask = ["paper", "request", "floor", "--program", &world.program, "--floor", &terms, "--out", &asked];
    commander.run(&ask).success();
    commander.run(&["paper", "sign", &asked, "--yes", "--out", &signed]).success();
    commander.json(&["paper", "accept", &signed], ADMINISTRATION);
}

#[test]
fn another_model_measures_every_reference_before_anything_is_searched() {
    let world = World::new();
    let (manager, examiner) = (&world.manager, &world.examiner);
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    examiner.portrait("obama2.jpg");
    let purpose = examiner.state(PURPOSE);
    let probe = examiner.probe("obama2.jpg", &purpose);
    let list = |probe: &str, more: &[&str]| {
        let ask = [&["search", probe, "--purpose", &purpose, "--json"], more].concat();
        let found = json(&examiner.run(&ask));
        (text(&found["search"]), found["list"]["candidates"].clone())
    };
    let (search, before) = list(&probe, &[]);
    for person in [manager, examiner, &world.commander] {
        other_models(person);
    }
    // With the model that the floor pins there is nothing to do; with another one, nothing may be done.
    let nothing = manager.json(&["repository", "re-embed"], ADMINISTRATION);
    assert_eq!((&nothing["schema"], &nothing["measured"]), (&"frs.re-embed/1".into(), &0.into()));
    manager.refused(&[REEMBED, ADMINISTRATION].concat(), &["2-110-4-D-3"]);
    new_floor(&world, "models", &[("embedder", "fused")]);
    examiner.refused(&[REEMBED, ADMINISTRATION].concat(), &["2-110-4-A-1"]);

    // Until it is done, nothing is searched and nothing enrolled.
    let why = examiner.refused(&["search", &probe, "--purpose", &purpose, "--models", "models"], &["2-110-4-D-3"]);
    assert!(why.contains("frs repository re-embed"), "{why}");
    manager.portrait("obama3.jpg");
    let enroll = ["enroll", "obama3.jpg", "--subject", "MUG-9", "--models", "models"];
    let failed = stderr(&manager.run(&[&enroll[..], ADMINISTRATION].concat()).code(6));
    assert!(failed.contains("never mixes models") && failed.contains("frs repository re-embed"), "{failed}");

    // Killed and begun again: all or nothing of a run.
    let begun = std::time::Instant::now();
    world.copy().manager.json(REEMBED, ADMINISTRATION);
    let took = begun.elapsed();
    for part in [0.3, 0.6, 0.9] {
        manager.killed_after(&[REEMBED, ADMINISTRATION].concat(), took.mul_f64(part));
    }
    manager.json(REEMBED, ADMINISTRATION);
    assert_eq!(manager.json(REEMBED, ADMINISTRATION)["measured"], 0);
    world.verify();
    let lost =
        stderr(&examiner.run(&["search", "--replay", &search, "--purpose", &purpose, "--models", "models"]).code(6));
    assert!(lost.contains("measured anew with another model since"), "{lost}");

    let again = examiner.probe_args("obama2.jpg", &purpose);
    let again = json(&examiner.run(&[&again[..], &["--models", "models", "--json"]].concat()).success());
    let (_, after) = list(&text(&again["probe"]), &["--models", "models"]);
    let people = |list: &serde_json::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|one| text(&one["reference"])).collect()
    };
    assert_eq!(people(&before), people(&after), "the same photographs under the same ids");
    assert_ne!(before[0]["score"], after[0]["score"], "measured by another model");
    manager.run(&[&enroll[..], ADMINISTRATION].concat()).success();
    world.verify();
}

/// The floor says which embedder is used, not its folder's name and not a flag.
#[test]
fn the_embedder_that_the_floor_pins_is_the_one_in_use() {
    let world = World::new();
    let (manager, examiner, shipped) = (&world.manager, &world.examiner, models());
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    let purpose = examiner.state(PURPOSE);
    examiner.portrait("obama2.jpg");
    let before = examiner.probe("obama2.jpg", &purpose);
    new_floor(&world, shipped.to_str().unwrap(), &[("embedder", "mobilefacenet")]);

    // What was measured with the other one is not searched with it.
    let why = examiner.refused(&["search", &before, "--purpose", &purpose], &["2-110-4-D-3"]);
    assert!(why.contains("frs repository re-embed"), "{why}");
    let made = manager.json(&["repository", "re-embed"], ADMINISTRATION);
    assert_eq!((&made["model"]["name"], &made["measured"]), (&"mobilefacenet".into(), &3.into()));
    let probe =
        json(&examiner.run(&[&examiner.probe_args("obama2.jpg", &purpose)[..], &["--json"]].concat()).success());
    let ask = ["search", &text(&probe["probe"]), "--purpose", &purpose, "--json"];
    let found = json(&examiner.run(&ask).success());
    assert_eq!(found["list"]["model"]["name"], "mobilefacenet", "{found}");
    assert!(found["list"]["candidates"][0]["score"].as_f64().unwrap() > 0.75, "{found}");
    let replayed = ["search", "--replay", &text(&found["search"]), "--purpose", &purpose, "--json"];
    assert_eq!(json(&examiner.run(&replayed).success())["verdict"], "identical");

    // A card that differs in one line is another model, which the floor does not name.
    copy_tree(&shipped, &examiner.path("other"));
    let card = fs::read_to_string(examiner.path("other/mobilefacenet/card.toml")).unwrap();
    examiner.write("other/mobilefacenet/card.toml", card + "\n# another line\n");
    examiner.refused(&[&ask[..4], &["--models", "other"]].concat(), &["2-110-4-D-3"]);
    world.verify();
}
