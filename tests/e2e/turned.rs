//! A photograph that lies on its side or on its head: found, told, and in the book.

use std::fs;

use serde_json::Value;

use super::world::*;

/// Writes a portrait, reduced and turned upside down, as PNG.
fn upside_down(person: &Person, portrait: &str, name: &str) {
    let image = image::load_from_memory(&fs::read(portraits().join(portrait)).unwrap()).unwrap();
    image.thumbnail(400, 400).rotate180().save(person.path(name)).unwrap();
}

#[test]
fn a_photograph_on_its_head_is_let_in_and_the_book_says_how_its_face_was_found() {
    let world = World::new();
    let (manager, examiner) = (&world.manager, &world.examiner);
    world.enroll_portraits(&["biden.jpg", "astronaut.png"]);
    upside_down(manager, "obama.jpg", "head.png");
    manager.write("one.csv", "path,subject,capture_date\nhead.png,S-1,2012-05-31\n");
    let enrolled = manager.run(&[&["enroll", "--manifest", "one.csv", "--json"], ADMINISTRATION].concat()).success();
    let lines = json_lines(&enrolled);
    assert!(
        lines[1]["warnings"].to_string().contains("face found only after turning a copy upside down"),
        "{}",
        lines[1]
    );

    upside_down(examiner, "obama2.jpg", "probe.png");
    let purpose = examiner.state(PURPOSE);
    let shown = examiner.run(&examiner.probe_args("probe.png", &purpose)).success();
    assert!(stdout(&shown).contains("found the face only after turning a copy upside down"), "{}", stdout(&shown));
    let mut explained = examiner.probe_args("probe.png", &purpose);
    explained.extend(["--explain", "stages"]);
    let probe = examiner.json(&explained, &[]);
    assert_eq!(probe["found_after"], "turning a copy upside down");
    let stage: Value = serde_json::from_str(&examiner.read("stages/4-quality.json")).unwrap();
    assert_eq!(stage["faces"][0]["found_after"], serde_json::json!(["turned-180"]));
    let admitted = world.book().into_iter().rfind(|entry| entry["operation"] == "probe" && entry["event"] == "outcome");
    let record: Value = serde_json::from_str(&text(&admitted.unwrap()["values"]["record"])).unwrap();
    assert_eq!(record["record"]["face"]["found_after"], serde_json::json!(["turned-180"]));

    // The right person is found by it.
    let found = examiner.json(&["search", &text(&probe["probe"]), "--purpose", &purpose, "--with-personal"], &[]);
    assert_eq!((&found["outcome"], &found["labels"][0]), (&"candidates".into(), &"S-1".into()));
}
