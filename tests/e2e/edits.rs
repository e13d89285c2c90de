//! A probe that was edited before it was measured: what is kept, what is used, and how anybody can repeat it.

use std::fs;

use serde_json::Value;

use super::{verify::policy_of, world::*};

/// A photograph of a portrait, upside down and dark: as received, the detector's usual setting finds no face in it.
fn dark(person: &Person, portrait: &str) {
    let mut image = image::open(portraits().join(portrait)).unwrap().rotate180().into_rgb8();
    image.pixels_mut().for_each(|pixel| pixel.0.iter_mut().for_each(|value| *value /= 2));
    let mut png = Vec::new();
    image.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    person.write("dark.png", png);
}

/// `SHA-256("frs/pixels/1" ‖ width ‖ height ‖ pixels)` of a picture file.
fn pixels(path: &std::path::Path) -> String {
    let image = image::open(path).unwrap().into_rgb8();
    let (width, height) = image.dimensions();
    let bytes = [b"frs/pixels/1".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), &image.into_raw()].concat();
    frs::seal::sha256(&bytes).to_string()
}

/// What the book says of a probe: the arguments of the intent, and the outcome's record.
fn booked(world: &World, probe: &str) -> (Value, Value) {
    let inner = |value: &Value| serde_json::from_str::<Value>(value.as_str().unwrap()).unwrap();
    let book = world.book();
    let is_outcome = |entry: &&Value| entry["event"] == "outcome" && entry["operation"] == "probe";
    let of_probe = |entry: &&Value| inner(&entry["values"]["record"])["probe"] == probe;
    let outcome = book.iter().filter(is_outcome).find(of_probe).unwrap();
    let intent = book.iter().find(|entry| entry["sequence"] == outcome["answers"]).unwrap();
    (inner(&intent["values"]["arguments"]), inner(&outcome["values"]["record"]))
}

#[test]
fn an_edited_probe_keeps_what_was_received_and_says_what_was_done() {
    let world = World::new();
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    let examiner = &world.examiner;
    let purpose = examiner.state(PURPOSE);
    dark(examiner, "obama2.jpg");
    let plain = examiner.probe_args("dark.png", &purpose);
    // Unedited the detector finds the face, too, and says how; then the template is of the dark picture.
    let unedited = stdout(&examiner.run(&plain).success());
    assert!(unedited.contains("found the face only after turning a copy upside down"), "{unedited}");

    let edits = ["--edit", "rotate=180", "--edit", "exposure=1.5", "--explain", "stages"];
    let admitted = examiner.json(&[&plain[..], &edits].concat(), &[]);
    let steps = admitted["edits"].as_array().unwrap();
    let told = |step: &Value, key: &str| text(&step[key]);
    assert_eq!(steps.iter().map(|step| told(step, "edit")).collect::<Vec<_>>(), ["rotate=180", "exposure=1.5"]);
    assert_eq!(told(&steps[0], "sha256"), told(&steps[1], "before"));
    // Both ends can be held in the hand.
    let stage = |name: &str| examiner.path("stages").join(name);
    assert_eq!(pixels(&stage("1-decoded.png")), told(&steps[0], "before"));
    assert_eq!(pixels(&stage("1-edited.png")), told(&steps[1], "sha256"));
    let received = fs::read(examiner.path("dark.png")).unwrap();
    assert_eq!(admitted["image"], frs::seal::sha256(&received).to_string().as_str(), "the image as received is hashed");

    // The intent names the edits before the image is looked at; the record holds each step.
    let probe = text(&admitted["probe"]);
    let (arguments, record) = booked(&world, &probe);
    assert_eq!(arguments["edits"], serde_json::json!(["rotate=180", "exposure=1.5"]));
    assert_eq!(&record["record"]["edits"], &admitted["edits"]);

    // What was measured is what the edits made: let in by itself it gives the same template.
    fs::copy(stage("1-edited.png"), examiner.path("edited.png")).unwrap();
    let direct = examiner.json(&examiner.probe_args("edited.png", &purpose), &[]);
    assert_eq!(direct.get("edits"), None);
    let (arguments, unedited) = booked(&world, &text(&direct["probe"]));
    assert_eq!(unedited["template"], record["template"]);
    assert_eq!(
        (arguments.get("edits"), unedited["record"].get("edits")),
        (None, None),
        "as before, where nothing is edited"
    );
    // In another order it is another picture, and is recorded as such.
    let other = ["--edit", "exposure=1.5", "--edit", "rotate=180"];
    let turned = examiner.json(&[&plain[..], &other].concat(), &[]);
    assert_eq!(turned["edits"][1]["sha256"], steps[1]["sha256"], "these two do not touch each other");
    assert_ne!(turned["edits"][0]["sha256"], steps[0]["sha256"]);

    shown(&world, &probe, &purpose, steps);
    world.verify();
}

/// The search, the comparison page and the story show the edits.
fn shown(world: &World, probe: &str, purpose: &str, steps: &[Value]) {
    let examiner = &world.examiner;
    let ask = ["search", probe, "--purpose", purpose];
    assert!(
        stdout(&examiner.run(&ask).success())
            .contains("EDITED: the probe was edited before it was measured: rotate=180, exposure=1.5")
    );
    let found = examiner.json(&ask, &[]);
    assert_eq!(found["told"]["edits"].as_array().unwrap(), steps);
    let search = text(&found["search"]);
    let open = ["verify", "open", &search, "--candidate", "1", "--out", "one", "--purpose", purpose];
    let opened = examiner.json(&open, &[]);
    let names: Vec<String> = opened["files"].as_array().unwrap().iter().map(|file| text(&file[0])).collect();
    assert!(names.contains(&"probe-received.png".into()), "{names:?}");
    assert_eq!(pixels(&examiner.path("one/probe-received.png")), text(&steps[0]["before"]));
    assert_eq!(pixels(&examiner.path("one/probe.png")), text(&steps[1]["sha256"]));
    let page = examiner.read("one/comparison.html");
    for told in ["The probe was edited", "rotate=180", "exposure=1.5", &text(&steps[1]["sha256"]), &policy_of(&page)] {
        assert!(page.contains(told), "{told}");
    }
    let story = stdout(&world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("edited: rotate=180, pixels SHA-256"), "{story}");
}

#[test]
fn an_edit_that_cannot_be_made_is_told_and_lets_nothing_in() {
    let world = World::new();
    let examiner = &world.examiner;
    let purpose = examiner.state(PURPOSE);
    examiner.portrait("obama2.jpg");
    let plain = examiner.probe_args("obama2.jpg", &purpose);
    let tried = |edits: &[&str]| {
        let edits: Vec<&str> = edits.iter().flat_map(|edit| ["--edit", edit]).collect();
        stderr(&examiner.run(&[&plain[..], &edits].concat()).code(2))
    };
    let entries = world.book().len();
    for (edits, says) in [
        (&["sharpen=2"][..], "no such edit"),
        (&["upscale=4"], "no such edit"),
        (&["rotate=10", "deinterlace=top"], "it comes first"),
        (&["contrast=2", "contrast=2"], "put both into one edit"),
    ] {
        let said = tried(edits);
        assert!(said.contains(says), "{said}");
    }
    // Nothing was begun for what is no edit; what does not fit this image the book tells.
    let before = world.book().len();
    let said = tried(&["crop=0,0,40000,40000"]);
    assert!(said.contains("reaches outside of the picture"), "{said}");
    let book = world.book();
    assert!(before - entries <= 2, "only the auditor's own reading");
    let failed = book.iter().find(|entry| entry["event"] == "outcome" && entry["operation"] == "probe").unwrap();
    assert_eq!(failed["values"]["result"], "failed");
    world.verify();
}
