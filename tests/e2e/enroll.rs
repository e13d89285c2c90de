//! Manifests and images as they come: broken, hostile, doubled. Every row has its own result, and the good ones go in.

use std::fs;

use serde_json::Value;

use super::world::*;

fn enroll(manager: &Person, args: &[&str], code: i32) -> Vec<Value> {
    let ended = manager.run(&[&["enroll"], args, ADMINISTRATION, &["--json"]].concat()).code(code);
    let lines = json_lines(&ended);
    if code < 2 {
        let events: Vec<_> = lines.iter().map(|line| line["event"].as_str().unwrap()).collect();
        let results = lines.len() - 2;
        assert_eq!((events[0], events[results + 1]), ("begin", "end"));
        assert!(events[1..=results].iter().all(|event| *event == "result"));
        assert_eq!(lines[0]["offered"], results, "one line an image");
        let end = &lines[results + 1];
        let sum: u64 = ["enrolled", "duplicates", "failed"].iter().map(|key| end[key].as_u64().unwrap()).sum();
        assert_eq!(sum, results as u64);
        assert_eq!(code == 1, end["failed"].as_u64().unwrap() > 0);
    } else {
        assert!(lines.is_empty());
    }
    lines
}

/// Row and result of each line.
fn results(lines: &[Value]) -> Vec<(u64, &str)> {
    let results = lines.iter().filter(|line| line["event"] == "result");
    results.map(|line| (line["row"].as_u64().unwrap(), line["result"].as_str().unwrap())).collect()
}

#[test]
fn broken_and_hostile_rows_harm_only_themselves() {
    let world = World::new();
    let manager = &world.manager;
    for name in ["obama.jpg", "biden.jpg", "astronaut.png"] {
        fs::create_dir_all(manager.path("in")).unwrap();
        fs::copy(portraits().join(name), manager.path("in").join(name)).unwrap();
        manager.portrait(name);
    }
    let jpeg = fs::read(portraits().join("biden.jpg")).unwrap();
    manager.write("in/cut.jpg", &jpeg[..jpeg.len() / 3]);
    manager.write("in/empty.jpg", "");
    manager.write("in/words.jpg", "no image at all");
    fs::create_dir_all(manager.path("in/folder.jpg")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(manager.path("obama.jpg"), manager.path("in/link.jpg")).unwrap();
    #[cfg(not(unix))]
    manager.write("in/link.jpg", "");
    let outside = manager.path("obama.jpg");
    let manifest = format!(
        "path,subject,capture_date,birth_year,shelf\n\
         obama.jpg,S-1,2012-01-05,1961,A\n\
         biden.jpg,S-2\n\
         biden.jpg,S-2,31.12.2012,,\n\
         biden.jpg,S-2,2199-01-01,,\n\
         biden.jpg,S-2,2012-02-30,,\n\
         biden.jpg,S-2,,1700,\n\
         missing.jpg,S-2,,,\n\
         ../obama.jpg,S-2,,,\n\
         {},S-2,,,\n\
         link.jpg,S-2,,,\n\
         bi\u{1b}[2Jden.jpg,S-2,,,\n\
         biden.jpg,S-\u{202e}2,,,\n\
         ,S-2,,,\n\
         biden.jpg,,,,\n\
         folder.jpg,S-2,,,\n\
         cut.jpg,S-2,,,\n\
         empty.jpg,S-2,,,\n\
         words.jpg,S-2,,,\n\
         biden.jpg,{},,,\n\
         biden.jpg,S-2,2013,1942,\"a \"\"quoted\"\" shelf\"\n\
         biden.jpg,S-2,2013,1942,again\n\
         obama.jpg,S-9,,,\n\
         astronaut.png,\"=HYPERLINK(1)\",,,\n",
        outside.display(),
        "x".repeat(2_000),
    );
    manager.write("in/m.csv", &manifest);
    let lines = enroll(manager, &["--manifest", "in/m.csv"], 1);
    let mut expected: Vec<(u64, &str)> = (2..=24).map(|row| (row, "unusable")).collect();
    for (row, result) in [
        (2, "enrolled"),
        (17, "not-an-image"),
        (18, "not-an-image"),
        (19, "not-an-image"),
        (21, "enrolled"),
        (22, "duplicate"),
        (23, "other-subject"),
        (24, "enrolled"),
    ] {
        expected[row - 2].1 = result;
    }
    assert_eq!(results(&lines), expected, "{lines:#?}");
    assert_eq!(world.status()["references"], 3);

    // For people, nothing of it reaches the terminal as it is.
    let told = manager.run(&[&["enroll", "--manifest", "in/m.csv"], ADMINISTRATION].concat()).code(1);
    let told = stdout(&told) + &stderr(&told);
    assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");

    // The same again: what is in is a duplicate, and the repository holds the same.
    let before = world.status();
    let again = enroll(manager, &["--manifest", "in/m.csv"], 1);
    let states = |lines: &[Value]| lines.iter().filter(|line| line["result"] == "duplicate").count();
    assert_eq!(states(&again), 4);
    let after = world.status();
    for key in ["subjects", "references", "not_searched", "gallery_root"] {
        assert_eq!(after[key], before[key], "{key}");
    }
    manager.write("in/good.csv", "path,subject\nobama.jpg,S-1\nbiden.jpg,S-2\n");
    let again = enroll(manager, &["--manifest", "in/good.csv"], 0);
    assert_eq!(results(&again), [(2, "duplicate"), (3, "duplicate")]);
    assert_eq!(world.status()["gallery_root"], before["gallery_root"]);
    world.verify();
}

#[test]
fn manifests_that_cannot_be_used_at_all() {
    let world = World::new();
    let manager = &world.manager;
    manager.portrait("obama.jpg");
    for (name, content) in [
        ("empty.csv", &b""[..]),
        ("header.csv", b"path,subject\n"),
        ("doubled.csv", b"path,subject,subject\nobama.jpg,S-1,S-2\n"),
        ("missing.csv", b"path,name\nobama.jpg,S-1\n"),
        ("semicolon.csv", b"path;subject\nobama.jpg;S-1\n"),
        ("latin1.csv", b"path,subject,Gr\xf6\xdfe\nobama.jpg,S-1,180\n"),
        ("capitals.csv", b"Path,Subject\nobama.jpg,S-1\n"),
        ("utf16.csv", b"\xff\xfep\0a\0t\0h\0,\0s\0u\0b\0j\0e\0c\0t\0"),
        ("binary.csv", &[0, 159, 146, 150, 10, 255]),
        ("empty.jsonl", b"\n\n"),
    ] {
        manager.write(name, content);
        let failed = manager.run(&[&["enroll", "--manifest", name, "--json"], ADMINISTRATION].concat()).code(2);
        assert_eq!(stdout(&failed), "", "{name}");
        let hint = match name {
            "semicolon.csv" => "semicolons",
            "latin1.csv" => "iconv -f WINDOWS-1252 -t UTF-8",
            "capitals.csv" => "in lower case",
            _ => "",
        };
        assert!(stderr(&failed).contains(hint), "{name}: {}", stderr(&failed));
    }
    manager.run(&[&["enroll", "--manifest", "nowhere.csv"], ADMINISTRATION].concat()).code(6);
    manager.run(&[&["enroll", "obama.jpg"], ADMINISTRATION].concat()).code(2);
    manager.run(&[&["enroll", "obama.jpg", "--subject", "S\u{7}1"], ADMINISTRATION].concat()).code(2);
    assert_eq!(world.status()["references"], 0);
    // Lines of JSON stand each for themselves; a byte order mark is no part of the header.
    manager.write(
        "m.jsonl",
        "garbage\n[1,2]\n{\"path\":\"obama.jpg\"}\n{\"path\":\"obama.jpg\",\"subject\":\"S-1\",\"x\":[1]}\n\
         {\"path\":\"obama.jpg\",\"subject\":\"S-1\",\"path\":\"other.jpg\"}\n\
         {\"path\":\"obama.jpg\",\"subject\":\"S-1\",\"capture_date\":null}\n",
    );
    let lines = enroll(manager, &["--manifest", "m.jsonl"], 1);
    let expected: Vec<_> = (1..=5).map(|row| (row, "unusable")).chain([(6, "enrolled")]).collect();
    assert_eq!(results(&lines), expected);
    manager.write("bom.csv", "\u{feff}path,subject\r\nobama.jpg,S-1\r\n\r\nobama.jpg,S-1,2\r\nobama.jpg,S-1\r\n");
    let lines = enroll(manager, &["--manifest", "bom.csv"], 1);
    assert_eq!(results(&lines), [(2, "duplicate"), (4, "unusable"), (5, "duplicate")]);
    world.verify();
}

#[test]
fn folders_and_images_of_several_or_no_faces() {
    let world = World::new();
    let manager = &world.manager;
    for (subject, name) in [("S-1", "obama.jpg"), ("S-1", "obama2.jpg"), ("S-2", "biden.jpg")] {
        fs::create_dir_all(manager.path("mugshots").join(subject)).unwrap();
        fs::copy(portraits().join(name), manager.path("mugshots").join(subject).join(name)).unwrap();
    }
    let lines = enroll(manager, &["mugshots"], 0);
    assert_eq!(results(&lines), [(1, "enrolled"), (2, "enrolled"), (3, "enrolled")]);
    assert_eq!(world.status()["subjects"], 2);
    let Some(faces) = faces() else { return };
    manager.write(
        "m.csv",
        "path,subject\ngroups/azure_identification1.jpg,S-3\ngroups/dlib_2007_007763.jpg,S-3\n\
         groups/azure_test-image-person-group.jpg,S-3\nnoface/azure_house.jpg,S-4\n\
         ffhq_pose/near_profile/ffhq_339.jpg,S-5\n",
    );
    let root = faces.canonicalize().unwrap();
    let lines = enroll(manager, &["--manifest", "m.csv", "--root", root.to_str().unwrap()], 1);
    let expected = ["several-faces", "several-faces", "several-faces", "no-face", "enrolled"];
    // 2-110-3-G asks front-facing of probes: a turned reference is kept, with a warning.
    assert_eq!(results(&lines).iter().map(|(_, result)| *result).collect::<Vec<_>>(), expected);
    let status = world.status();
    assert_eq!((&status["references"], &status["not_searched"]), (&4.into(), &4.into()));
    world.verify();
}

/// A records system's own export: other names, semicolons, its own dates, columns that nobody asked for.
#[test]
fn an_export_is_tried_out_enrolled_and_what_failed_is_tried_again() {
    let world = World::new();
    let manager = &world.manager;
    for name in ["obama.jpg", "biden.jpg"] {
        manager.portrait(name);
    }
    manager.write(
        "export.csv",
        "PERSON_NO;IMAGE_FILE;TAKEN;BORN;HOME_ADDRESS\n\
         S-1;obama.jpg;01/05/2012;08/04/1961;1600 Example Avenue\n\
         S-2;biden.jpg;2013-01-01;11/20/1942;\n\
         S-3;late.png;05/31/2012;;\n",
    );
    manager.write(
        "columns.toml",
        "delimiter = \";\"\ndate = \"%m/%d/%Y\"\n[columns]\npath = \"IMAGE_FILE\"\nsubject = \"PERSON_NO\"\n\
         capture_date = \"TAKEN\"\nbirth_year = \"BORN\"\n",
    );
    let template = stdout(&manager.run(&["enroll", "--columns-template"]).success());
    assert!(template.contains("[columns]"), "{template}");
    let list = ["--manifest", "export.csv", "--columns", "columns.toml"];

    // Tried out: what cannot be used is told, and neither repository nor book changes.
    let before = files(&world.repository());
    let rehearse = [&["enroll"], &list[..], &["--dry-run", "--json"], ADMINISTRATION].concat();
    let rehearsed = json_lines(&manager.run(&rehearse).code(1));
    assert_eq!(results(&rehearsed), [(2, "fit"), (3, "unusable"), (4, "unusable")]);
    assert_eq!((&rehearsed[4]["dry_run"], &rehearsed[4]["fit"]), (&true.into(), &1.into()));
    assert!(rehearsed[2]["why"].as_str().unwrap().contains("%m/%d/%Y"), "{}", rehearsed[2]);
    let after = files(&world.repository());
    assert_eq!(
        after.iter().map(|(path, _)| path).collect::<Vec<_>>(),
        before.iter().map(|(p, _)| p).collect::<Vec<_>>()
    );

    let first = manager.run(&[&["enroll"], &list[..], ADMINISTRATION, &["--json"]].concat()).code(1);
    let lines = json_lines(&first);
    assert_eq!(results(&lines), [(2, "enrolled"), (3, "unusable"), (4, "unusable")]);
    manager.write("results.jsonl", stdout(&first));
    // Mended: the date in the list, whose rows move, and the photograph that came late.
    manager.write(
        "export.csv",
        "PERSON_NO;IMAGE_FILE;TAKEN;BORN;HOME_ADDRESS\n\n\
         S-2;biden.jpg;01/01/2013;11/20/1942;\n\
         S-1;obama.jpg;01/05/2012;08/04/1961;\n\
         S-3;late.png;05/31/2012;;\n",
    );
    fs::copy(portraits().join("astronaut.png"), manager.path("late.png")).unwrap();
    let again = enroll_lines(manager, &[&list[..], &["--retry", "results.jsonl"]].concat());
    assert_eq!(results(&again), [(3, "enrolled"), (5, "enrolled")]);
    manager.write("again.jsonl", again.iter().map(|line| format!("{line}\n")).collect::<String>());
    let nothing = enroll_lines(manager, &[&list[..], &["--retry", "again.jsonl"]].concat());
    let end = nothing.last().unwrap();
    assert_eq!((&end["offered"], &end["references"]), (&0.into(), &3.into()));
    manager.write(
        "other.jsonl",
        lines.iter().map(|line| format!("{line}\n").replace(".jpg", ".jpeg").replace("late", "x")).collect::<String>(),
    );
    let other = [&["enroll"], &list[..], &["--retry", "other.jsonl"], ADMINISTRATION].concat();
    assert!(stderr(&manager.run(&other).code(2)).contains("of another list"));
    // What the mapping does not name is nowhere.
    let address = b"1600 Example Avenue";
    assert!(files(&world.repository()).iter().all(|(_, bytes)| !bytes.windows(address.len()).any(|w| w == address)));
    assert_eq!(world.status()["references"], 3);
    world.verify();
}

fn enroll_lines(manager: &Person, args: &[&str]) -> Vec<Value> {
    json_lines(&manager.run(&[&["enroll"], args, ADMINISTRATION, &["--json"]].concat()).success())
}

/// A list that was made on another system: its folders are parted by what parts none here.
#[test]
#[cfg(unix)]
fn a_path_with_backslashes_is_told_as_such() {
    let world = World::new();
    let manager = &world.manager;
    manager.portrait("obama.jpg");
    manager.write("m.csv", "path,subject\nbooking\\obama.jpg,S-1\nnowhere.jpg,S-1\n");
    let run = manager.run(&[&["enroll", "--manifest", "m.csv", "--json"], ADMINISTRATION].concat()).code(1);
    let lines = json_lines(&run);
    assert!(lines[1].to_string().contains("write it with /"), "{}", lines[1]);
    let other = lines[2].to_string();
    assert!(other.contains("there is no such file") && !other.contains("backslashes"), "{other}");
}
