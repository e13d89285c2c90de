//! Each stage of recognition as a working copy (`--explain`): marked, and accounted for by the book before it is there.

use std::{fs, os::unix::fs::PermissionsExt as _};

use serde_json::Value;

use super::world::*;

/// The record of the newest outcome of an operation.
fn last_record(world: &World, operation: &str) -> Value {
    let is_outcome = |entry: &Value| entry["event"] == "outcome" && entry["operation"] == operation;
    let outcome = world.book().into_iter().rfind(is_outcome).unwrap();
    serde_json::from_str(outcome["values"]["record"].as_str().unwrap()).unwrap()
}

/// Every file of the folder is in the record with its digest, for its owner alone, and nothing else lies there.
fn accounted(person: &Person, folder: &str, record: &Value) {
    let told = record["explained"].as_array().unwrap_or_else(|| panic!("{record}"));
    let mut there: Vec<String> = fs::read_dir(person.path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort_unstable();
    let mut names: Vec<String> = told.iter().map(|file| text(&file["name"])).collect();
    names.sort_unstable();
    assert_eq!(there, names);
    for file in told {
        let path = person.path(folder).join(text(&file["name"]));
        let content = fs::read(&path).unwrap();
        assert_eq!(frs::seal::sha256(&content).to_string(), text(&file["sha256"]), "{path:?}");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{path:?}");
        if path.extension().is_none_or(|ending| ending != "png") {
            assert!(String::from_utf8_lossy(&content).contains("WORKING COPY, NOT FOR RELEASE"), "{path:?}");
        }
    }
    let about = person.read(&format!("{folder}/0-not-for-release.txt"));
    assert!(about.contains("Program: City Police FRP (fingerprint ") && about.contains("Entry: #"), "{about}");
}

#[test]
fn stages_of_recognition_are_marked_and_stand_in_the_book() {
    let world = World::new();
    let (examiner, manager) = (&world.examiner, &world.manager);
    manager.portrait("biden.jpg");
    let enroll = ["enroll", "biden.jpg", "--subject", "S-1", "--explain", "stages"];
    manager.run(&[&enroll[..], ADMINISTRATION].concat()).success();
    accounted(manager, "stages", &last_record(&world, "enroll"));

    examiner.portrait("obama.jpg");
    let purpose = examiner.state(PURPOSE);
    let probe = examiner.probe_args("obama.jpg", &purpose);
    let explained = |folder| [&probe[..], &["--explain", folder]].concat();
    examiner.run(&explained("stages")).success();
    accounted(examiner, "stages", &last_record(&world, "probe"));

    // Nothing is written over; the entry says that it failed, and the folder is as it was.
    let before = fs::read(examiner.path("stages/1-decoded.png")).unwrap();
    let again = examiner.run(&explained("stages")).code(6);
    assert!(stderr(&again).contains("never overwritten"), "{}", stderr(&again));
    assert_eq!(fs::read(examiner.path("stages/1-decoded.png")).unwrap(), before);
    assert_eq!(last_record(&world, "probe").get("explained"), None);

    // Whoever is refused sees what was measured, and the book knows of it.
    let [left, right] = ["obama.jpg", "biden.jpg"].map(|name| image::open(portraits().join(name)).unwrap().into_rgb8());
    let mut both = image::RgbImage::new(left.width() + right.width(), left.height().max(right.height()));
    image::imageops::replace(&mut both, &left, 0, 0);
    image::imageops::replace(&mut both, &right, i64::from(left.width()), 0);
    both.save(examiner.path("both.png")).unwrap();
    let refused = [&examiner.probe_args("both.png", &purpose)[..], &["--explain", "refused"]].concat();
    examiner.run(&refused).code(3);
    accounted(examiner, "refused", &last_record(&world, "probe"));
    world.verify();
}

#[test]
fn stages_are_of_one_image() {
    let world = World::new();
    let manager = &world.manager;
    for subject in ["S-1", "S-2"] {
        fs::create_dir_all(manager.path("many").join(subject)).unwrap();
        fs::copy(portraits().join("obama.jpg"), manager.path("many").join(subject).join("a.jpg")).unwrap();
    }
    let refused = manager.run(&[&["enroll", "many", "--explain", "stages"][..], ADMINISTRATION].concat()).code(2);
    assert!(stderr(&refused).contains("--explain: for one image only, and here are 2"), "{}", stderr(&refused));
    assert!(!manager.path("stages").exists());
}
