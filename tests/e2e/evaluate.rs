//! Error rates through the binary: figures, files, what the book says; and what an evaluation does not do.

use std::fs;

use image::{DynamicImage, imageops::FilterType};
use serde_json::Value;

use super::world::*;

const EVALUATION: &[&str] = &["--purpose", "evaluation", "--reason", "yearly measurement"];
const PORTRAITS: [&str; 5] = ["obama.jpg", "obama2.jpg", "obama3.jpg", "biden.jpg", "astronaut.png"];
/// Photographs of each "person".
const EACH: usize = 4;

/// Ten "people", made of five portraits and their mirror images, each with four photographs that differ in light and size. Whose they are in
/// truth does not matter here: what is counted does.
fn people(person: &Person) -> Vec<String> {
    let mut rows = Vec::new();
    for (number, name) in PORTRAITS.iter().enumerate() {
        let portrait = image::open(portraits().join(name)).unwrap();
        let portrait = DynamicImage::ImageRgb8(portrait.resize(320, 320, FilterType::Triangle).to_rgb8());
        for (side, portrait) in [("l", portrait.clone()), ("r", portrait.fliph())] {
            let folder = format!("people/{number}{side}");
            fs::create_dir_all(person.path(&folder)).unwrap();
            for shot in 0..EACH {
                let size = 240 + 25 * shot as u32;
                let shown = portrait.brighten(15 * shot as i32 - 20).resize(size, size, FilterType::Triangle);
                let path = format!("{folder}/{shot}.png");
                shown.save(person.path(&path)).unwrap();
                rows.push(format!("{path},P{number}{side},200{shot}-01-01,{side}"));
            }
        }
    }
    rows
}

fn manifest(rows: &[String]) -> String {
    format!("path,subject,capture_date,side\n{}\n", rows.join("\n"))
}

fn outcome(world: &World) -> Value {
    let book = world.book();
    let last = book.iter().rfind(|entry| entry["operation"] == "model-evaluate" && entry["event"] == "outcome");
    serde_json::from_str(&text(&last.unwrap()["values"]["record"])).unwrap()
}

#[test]
fn figures_files_and_what_the_book_says() {
    let world = World::new();
    let auditor = &world.auditor;
    let rows = people(auditor);
    auditor.write("list.csv", manifest(&rows));
    let ask = ["model", "evaluate", "--manifest", "list.csv", "--by", "side", "--csv", "f.csv", "--html", "f.html"];
    let found = auditor.json(&ask, EVALUATION);
    assert_eq!(found["schema"], "frs.model-evaluation/1");
    assert_eq!((&found["photographs"]["offered"], &found["photographs"]["people"]), (&40.into(), &10.into()));
    assert_eq!(found["photographs"]["usable"], 40);
    // 10 people with 6 pairs each; 40 · 36 / 2 between them. That supports a claim at 1 in 100, and at nothing lower.
    let v = &found["verification"];
    assert_eq!((&v["mated"], &v["non_mated"]), (&60.into(), &720.into()));
    assert!(v["at"][0]["fnmr"]["trials"] == 60 && v["at"][1]["fnmr"].is_null() && v["at"][1]["needs"] == 3_000, "{v}");
    // The oldest photograph of each is enrolled, and nobody is searched for in vain.
    let n = &found["identification"];
    assert_eq!(
        (&n["enrolled_people"], &n["references"], &n["mated"], &n["non_mated"]),
        (&10.into(), &10.into(), &30.into(), &0.into())
    );
    assert!(n["at"].as_array().unwrap().iter().all(|at| at["fnir"].is_null()));
    // Five people a side are too few to be told.
    let by_side = found["breakdowns"].as_array().unwrap().iter().find(|part| part["name"] == "side").unwrap();
    assert_eq!((&by_side["bins"][0]["mated_people"], &by_side["bins"][0]["fnmr"]), (&5.into(), &Value::Null));
    let told = found.to_string();
    assert!(!told.contains("people/") && !told.contains("P0l"), "no path and no subject is told");

    let record = outcome(&world);
    assert_eq!((&record["class"], &record["mated"]), (&"working-copy".into(), &60.into()));
    assert_eq!(record["photographs"], found["list"]["photographs_digest"]);
    for (form, name) in [("csv", "f.csv"), ("html", "f.html")] {
        let content = auditor.read(name);
        let digest = frs::seal::sha256(content.as_bytes()).to_string();
        assert!(record["files"].as_array().unwrap().contains(&serde_json::json!([form, digest])), "{record}");
        assert!(content.contains("NOT FOR RELEASE") && !content.contains("people/"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(auditor.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
    let again = auditor.run(&[&ask[..], EVALUATION].concat()).failure();
    assert!(stderr(&again).contains("never overwritten"), "{}", stderr(&again));

    // The folder says the same of the people; the same list gives the same figures, whatever the number of threads.
    let of_folder = auditor.json(&["model", "evaluate", "people"], EVALUATION);
    assert_eq!(of_folder["verification"], found["verification"]);
    let one_thread = auditor.frs(&[&["model", "evaluate", "people", "--json"], EVALUATION].concat());
    let one_thread = json(&{ one_thread }.env("RAYON_NUM_THREADS", "1").assert().success());
    for figures in ["verification", "identification", "discard", "histogram", "photographs"] {
        assert_eq!(one_thread[figures], of_folder[figures], "{figures}");
    }
    world.verify();
}

#[test]
fn failures_are_misses_and_few_people_are_nobody() {
    let world = World::new();
    let auditor = &world.auditor;
    let mut rows = people(auditor);
    // No face, no image, nothing: in the place of one photograph each.
    DynamicImage::new_rgb8(64, 64).save(auditor.path("people/0l/1.png")).unwrap();
    auditor.write("people/1l/1.png", b"this is no image");
    let found = auditor.json(&["model", "evaluate", "people"], EVALUATION);
    let whys: Vec<String> =
        found["photographs"]["failed_rows"].as_array().unwrap().iter().map(|row| text(&row["why"])).collect();
    assert_eq!(whys, ["no-face", "not-an-image"]);
    // Each of the two stands in three comparisons of its person.
    assert_eq!(found["verification"]["mated_failed"], 6);
    assert!(found["verification"]["at"][0]["fnmr"]["errors"].as_u64().unwrap() >= 6);
    assert_eq!(found["verification"]["non_mated"], 720 - 2 * 36 + 1);

    // Nine people are too few, whatever the reason.
    rows.retain(|row| !row.contains("P4r"));
    auditor.write("nine.csv", manifest(&rows));
    let few = auditor.run(&[&["model", "evaluate", "--manifest", "nine.csv"], EVALUATION].concat()).code(2);
    assert!(stderr(&few).contains("9 people") && stderr(&few).contains("frs search"), "{}", stderr(&few));
    // A list with a row that cannot be used measures nothing.
    auditor.write("wrong.csv", manifest(&rows) + "people/none.png,P9,,l\n");
    let wrong = auditor.run(&[&["model", "evaluate", "--manifest", "wrong.csv"], EVALUATION].concat()).failure();
    assert!(stderr(&wrong).contains("row 38") && stderr(&wrong).contains("no such file"), "{}", stderr(&wrong));
    // No other purpose will do, and no one without the office.
    auditor.refused(&[&["model", "evaluate", "people"], OVERSIGHT].concat(), &["2-110-4-A"]);
    world.verify();
}

#[test]
fn pairs_with_folds() {
    let world = World::new();
    let examiner = &world.examiner;
    people(examiner);
    let mut pairs = "path_a,path_b,same,fold,set\n".to_owned();
    for number in 0..10 {
        let folder = |at: usize| format!("people/{}{}", at % 10 / 2, if at.is_multiple_of(2) { "l" } else { "r" });
        for (a, b) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
            let (own, other) = (folder(number), folder(number + 3));
            let fold = number % 2;
            pairs += &format!("{own}/{a}.png,{own}/{b}.png,1,{fold},x\n{own}/{a}.png,{other}/{b}.png,0,{fold},x\n");
        }
    }
    examiner.write("pairs.csv", pairs + "people/0l/0.png,people/0l/1.png,1,,y\n");
    let ask = ["model", "evaluate", "--pairs", "pairs.csv", "--only", "set=x", "--by", "set"];
    let found = examiner.json(&ask, EVALUATION);
    assert_eq!((&found["verification"]["mated"], &found["verification"]["non_mated"]), (&40.into(), &40.into()));
    assert_eq!((&found["folds"]["folds"], &found["folds"]["pairs"]), (&2.into(), &80.into()));
    assert!(found["identification"].is_null(), "a list of pairs has no gallery");
    assert_eq!(found["list"]["only"], serde_json::json!(["set=x"]));
    // Too few strangers for any claim.
    assert!(found["verification"]["at"][0]["threshold"].is_null());
    let unknown = examiner.run(&[&ask[..], &["--model", "mtcnn"], EVALUATION].concat()).failure();
    assert!(stderr(&unknown).contains("Embedder"), "{}", stderr(&unknown));
}
