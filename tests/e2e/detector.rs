//! The floor pins an imported detector: it finds every face, and what another one found is not searched with it.

use std::path::Path;

use serde_json::Value;

use super::{reembed::new_floor, world::*};

const ABOUT: &str = include_str!("../fixtures/import/yunet-about.toml");

const HERE: [&str; 2] = ["--models", "models"];

/// The shipped models and an imported detector, in everybody's own folder.
fn import(world: &World) {
    let commander = &world.commander;
    copy_tree(&models(), &commander.path("models"));
    commander.write("about.toml", ABOUT);
    commander.write("TERMS", "Do as you like.");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/yunet.onnx");
    let import = ["model", "import", file.to_str().unwrap(), "--name", "yunet", "--about", "about.toml"];
    commander.run(&[&import[..], &HERE].concat()).success();
    for person in [&world.manager, &world.examiner] {
        copy_tree(&commander.path("models"), &person.path("models"));
    }
}

fn probe(examiner: &Person, purpose: &str) -> String {
    let ask = [&examiner.probe_args("obama2.jpg", purpose)[..], &HERE, &["--json"]].concat();
    text(&json(&examiner.run(&ask).success())["probe"])
}

fn search<'a>(probe: &'a str, purpose: &'a str) -> Vec<&'a str> {
    [&["search", probe, "--purpose", purpose][..], &HERE].concat()
}

/// What the book holds of the last act of this kind, intent or outcome.
fn last(world: &World, operation: &str, value: &str) -> Value {
    let entries = world.book();
    let of = |entry: &&Value| entry["operation"] == operation && !entry["values"][value].is_null();
    serde_json::from_str(&text(&entries.iter().rfind(of).unwrap()["values"][value])).unwrap()
}

#[test]
fn the_detector_that_the_floor_pins_finds_every_face() {
    let world = World::new();
    let (manager, examiner) = (&world.manager, &world.examiner);
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    examiner.portrait("obama2.jpg");
    let purpose = examiner.state(PURPOSE);
    import(&world);

    // That it lies there changes nothing.
    let before = probe(examiner, &purpose);
    assert_eq!(last(&world, "probe", "record")["record"]["detector"]["name"], "mtcnn");
    let told = json(&examiner.run(&[&search(&before, &purpose)[..], &["--json"]].concat()).success());
    assert!(told["measured_on"].is_string() && told["error_rates"].is_null(), "{told}");
    assert!(told["list"]["candidates"][0]["fmr_below_one_in"].is_number(), "{told}");

    // The floor pins it: what the other one found is not searched, and nothing is enrolled beside it.
    new_floor(&world, "models", &[("detector", "yunet")]);
    let why = examiner.refused(&search(&before, &purpose), &["2-110-4-D-3"]);
    assert!(why.contains("frs repository re-embed"), "{why}");
    manager.portrait("obama3.jpg");
    let enroll = [&["enroll", "obama3.jpg", "--subject", "MUG-9"][..], &HERE, ADMINISTRATION].concat();
    let failed = stderr(&manager.run(&enroll).code(6));
    assert!(failed.contains("never mixes models") && failed.contains("frs repository re-embed"), "{failed}");

    // Where it is not there, or is not what was pinned, the refusal says which one is missing.
    let why = examiner.refused(&["search", &before, "--purpose", &purpose], &["2-110-4-D-3"]);
    assert!(why.contains("the detector mtcnn") && why.contains("yunet, of which none is here"), "{why}");
    let card = examiner.read("models/yunet/card.toml");
    for damaged in [card.replace("sure = ", "surely = "), card.clone() + "\n# another line\n"] {
        examiner.write("models/yunet/card.toml", damaged);
        let why = examiner.refused(&search(&before, &purpose), &["2-110-4-D-3"]);
        assert!(why.contains("yunet, of which none is here"), "{why}");
    }
    examiner.write("models/yunet/card.toml", card);

    // One command, which goes on where it was killed.
    let reembed = [&["repository", "re-embed"][..], &HERE].concat();
    let begun = std::time::Instant::now();
    world.copy().manager.json(&reembed, ADMINISTRATION);
    manager.killed_after(&[&reembed[..], ADMINISTRATION].concat(), begun.elapsed().mul_f64(0.6));
    manager.json(&reembed, ADMINISTRATION);
    assert_eq!(manager.json(&reembed, ADMINISTRATION)["measured"], 0);
    let detector = text(&world.commander.json(&[&["model", "show", "yunet"][..], &HERE].concat(), &[])["weights"]);
    let networks = &last(&world, "repository-re-embed", "arguments")["networks"];
    assert_eq!(networks["detector"], detector.as_str(), "{networks}");

    // Found by it, searched, and made again; its scores are told without rates that were measured with another one.
    let found = probe(examiner, &purpose);
    assert_eq!(last(&world, "probe", "record")["record"]["detector"]["name"], "yunet");
    let told = json(&examiner.run(&[&search(&found, &purpose)[..], &["--json"]].concat()).success());
    let best = &told["list"]["candidates"][0];
    assert!(best["score"].as_f64().unwrap() > 0.75, "{best}");
    assert!(["fmr_at_most", "fmr_at_least", "fmr_below_one_in"].iter().all(|rate| best[*rate].is_null()), "{best}");
    assert!(told["measured_on"].is_null() && text(&told["error_rates"]).contains("another detector"), "{told}");
    let replay = ["search", "--replay", &text(&told["search"]), "--purpose", &purpose, "--json"];
    let replayed = json(&examiner.run(&[&replay[..], &HERE].concat()).success());
    assert_eq!((&replayed["verdict"], &replayed["probe"]), (&"identical".into(), &"equal".into()), "{replayed}");
    manager.run(&enroll).success();
    assert_eq!(last(&world, "enroll", "inputs")["networks"]["detector"], detector.as_str());
    let doctor = stdout(&examiner.run(&[&["doctor"][..], &HERE].concat()));
    let doctor = doctor.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(doctor.contains("measured with another detector"), "{doctor}");
    world.verify();

    // Of several that are pinned the shipped one comes first; an embedder in a detector's place finds no faces.
    new_floor(&world, "models", &[("detector", "yunet"), ("detector", "mtcnn")]);
    probe(examiner, &purpose);
    assert_eq!(last(&world, "probe", "record")["record"]["detector"]["name"], "mtcnn");
    examiner.refused(&search(&found, &purpose), &["2-110-4-D-3"]);
    new_floor(&world, "models", &[("detector", "fused")]);
    let why = examiner.refused(&[&examiner.probe_args("obama2.jpg", &purpose)[..], &HERE].concat(), &["2-110-4-D-3"]);
    assert!(why.contains("fused, of which none is here"), "{why}");
    world.verify();
}
