//! A whole case: found, authorize, enroll, state, probe, search, look back.

use std::fs;

use super::world::*;

#[test]
fn a_whole_case() {
    let world = World::new();
    let (manager, examiner) = (&world.manager, &world.examiner);

    // Enroll: one manifest as CSV, one as JSON Lines.
    for name in ["obama.jpg", "obama3.jpg", "biden.jpg", "astronaut.png"] {
        manager.portrait(name);
    }
    manager.write(
        "booking.csv",
        "path,subject,capture_date,birth_year,source,legal_basis,shelf\n\
         obama.jpg,S-1,2012-01-05,1961,booking,statute 7,A 1\nbiden.jpg,S-2,2013,1942,booking,statute 7,\n",
    );
    manager.write(
        "booking.jsonl",
        "{\"path\":\"astronaut.png\",\"subject\":\"S-3\",\"birth_year\":1956,\"shelf\":7}\n\n\
         {\"path\":\"obama3.jpg\",\"subject\":\"S-1\",\"capture_date\":\"2016-02-29\"}\n",
    );
    let enrolled =
        manager.run(&[&["enroll", "--manifest", "booking.csv", "--json"], ADMINISTRATION].concat()).success();
    let lines = json_lines(&enrolled);
    let events: Vec<&str> = lines.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["begin", "result", "result", "end"]);
    assert!(lines.iter().all(|line| line["schema"] == "frs.enroll/1"), "{lines:?}");
    assert!(lines[1..3].iter().all(|line| line["result"] == "enrolled"), "{lines:?}");
    let said = manager.run(&[&["enroll", "--manifest", "booking.jsonl"], ADMINISTRATION].concat()).success();
    assert!(stdout(&said).contains('2'), "{}", stdout(&said));

    // Why, with what, and then the search.
    let purpose = examiner.state(PURPOSE);
    examiner.portrait("obama2.jpg");
    let probe = examiner.json(&examiner.probe_args("obama2.jpg", &purpose), &[]);
    assert_eq!((&probe["schema"], &probe["probes_left"]), (&"frs.probe/1".into(), &9.into()));
    let probe = text(&probe["probe"]);
    let ask = ["search", &probe, "--purpose", &purpose];
    let found = examiner.json(&[&ask[..], &["--with-personal"]].concat(), &[]);
    assert_eq!((&found["schema"], &found["outcome"]), (&"frs.search/1".into(), &"candidates".into()));
    assert!(text(&found["notice"]).contains("not probable cause for an arrest warrant"));
    let candidates = found["list"]["candidates"].as_array().unwrap();
    let labels: Vec<&str> = found["labels"].as_array().unwrap().iter().map(|label| label.as_str().unwrap()).collect();
    assert_eq!(labels.len(), 3, "one place a person");
    assert_eq!(labels[0], "S-1");
    assert_eq!(candidates[0]["other_references"], 1, "the person's other photograph is counted");
    for (rank, candidate) in candidates.iter().enumerate() {
        assert_eq!(candidate["score"].as_f64().unwrap() >= 0.75, rank < 1, "{candidate}");
        assert_eq!(candidate["above_line"], rank < 1);
    }

    // The same question again has the same answer; for people too, as leads and with no percentage.
    let again = examiner.json(&ask, &[]);
    assert_eq!((&again["list"], &again["list_digest"]), (&found["list"], &found["list_digest"]));
    assert_eq!(again.get("labels"), None, "labels are printed where they are asked for");
    let shown = stdout(&examiner.run(&ask).success());
    assert!(shown.contains("INVESTIGATIVE LEAD ONLY") && shown.contains("S-1"), "{shown}");
    assert!(!shown.contains('%'), "a score is no percentage: {shown}");
    // A list of two still holds two.
    let two = examiner.json(&[&ask[..], &["--candidates", "2"]].concat(), &[]);
    assert_eq!(two["list"]["candidates"].as_array().unwrap().len(), 2);

    // Looking back.
    let status = world.status();
    assert_eq!((&status["schema"], &status["subjects"]), (&"frs.repository/1".into(), &3.into()));
    assert_eq!((&status["references"], &status["not_searched"]), (&4.into(), &0.into()));
    assert_eq!(status["gallery_root"], found["list"]["gallery_root"]);
    let book = world.book();
    let done = |operation: &str, event: &str| {
        book.iter().filter(|entry| entry["operation"] == operation && entry["event"] == event).count()
    };
    for (operation, times) in [("paper-accept", 3), ("enroll", 2), ("purpose-state", 1), ("probe", 1), ("search", 4)] {
        assert_eq!((done(operation, "intent"), done(operation, "outcome")), (times, times), "{operation}");
    }
    let searched = book.iter().find(|entry| entry["operation"] == "search" && entry["event"] == "outcome").unwrap();
    assert!(searched.to_string().contains(found["list_digest"].as_str().unwrap()), "{searched}");
    let verdict = world.verify();
    assert_eq!(verdict["unfinished"], serde_json::json!([]));
    assert!(verdict["entries"].as_u64().unwrap() > book.len() as u64);

    // Where a program is, no second one is founded.
    let before = files(&world.repository());
    let second =
        ["program", "found", "--name", "Another", "--recovery", "recovery.pub", "--retention-years", "1", "--json"];
    world.commander.run(&second).code(6);
    assert_eq!(files(&world.repository()), before);
}

#[test]
fn no_candidate_above_the_line_is_an_answer_of_its_own() {
    let world = World::new();
    world.enroll_portraits(&["biden.jpg", "astronaut.png"]);
    world.examiner.portrait("obama.jpg");
    let purpose = world.examiner.state(PURPOSE);
    let probe = world.examiner.probe("obama.jpg", &purpose);
    let searched = world.examiner.run(&["search", &probe, "--purpose", &purpose, "--json"]).code(1);
    let found = json(&searched);
    assert_eq!(found["outcome"], "no-candidate");
    assert_eq!(found["list"]["candidates"].as_array().unwrap().len(), 2, "the list is kept all the same");
    world.verify();
}

#[test]
fn homes_share_nothing() {
    let world = World::founded(|floor| floor);
    let examiner = world.authorized("examiner", "examiner", &[]);
    let other = world.commander.dir.to_string_lossy().into_owned();
    for (path, content) in files(&examiner.dir) {
        assert!(!content.windows(other.len()).any(|part| part == other.as_bytes()), "{}", path.display());
    }
    // Without the Commander's directory everything goes on.
    fs::remove_dir_all(&world.commander.dir).unwrap();
    examiner.state(PURPOSE);
}
