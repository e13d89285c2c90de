//! What a supervisor asks the book, through the binary: report with its files, story, sample, statistics.

use std::fs;

use serde_json::Value;

use super::world::*;

/// A program in which something was done: two cases, a refusal, a suspension.
fn busy() -> (World, String) {
    let world = World::new();
    world.enroll_portraits(&["biden.jpg", "astronaut.png"]);
    let examiner = &world.examiner;
    examiner.portrait("obama.jpg");
    examiner.portrait("biden.jpg");
    let first = examiner.state(PURPOSE);
    let probe = examiner.probe("biden.jpg", &first);
    let found = examiner.json(&["search", &probe, "--purpose", &first], &[]);
    let second = examiner.state(&PURPOSE.replace("26-00123", "26-00999"));
    let probe = examiner.probe("biden.jpg", &second);
    examiner.run(&["search", &probe, "--purpose", &second]).success();
    examiner.refused(&["search", &probe], &["2-110-4-A"]);
    (world, text(&found["search"]))
}

#[test]
fn a_report_its_files_and_what_the_book_says_of_them() {
    let (world, _) = busy();
    let auditor = &world.auditor;
    let ask = ["audit", "report", "--zone", "UTC", "--csv", "all.csv", "--html", "all.html"];
    let report = auditor.json(&ask, OVERSIGHT);
    assert_eq!(report["schema"], "frs.audit-report/1");
    assert_eq!((&report["counts"]["searches"], &report["counts"]["refusals"]), (&2.into(), &1.into()));
    assert_eq!(report["other_cases"][0]["other_case"], "26-00123");
    assert_eq!(report["searches"][1]["case"], "26-00999");
    assert_eq!(report["people"][0]["badge"], "B-examiner");
    assert_eq!(report["changes"].as_array().unwrap().len(), 4, "founding and three authorizations");
    assert_eq!(report["tail"]["entries"], report["book"]["size"], "no witness has seen any of it");
    assert!(!report.to_string().contains("Person examiner"), "names stand in no report");

    // The files are the reader's alone, are what the book says, and are never overwritten.
    let book = world.book();
    let outcome =
        book.iter().find(|entry| entry["operation"] == "audit-report" && entry["event"] == "outcome").unwrap();
    let record: Value = serde_json::from_str(&text(&outcome["values"]["record"])).unwrap();
    assert_eq!(record["class"], "working-copy");
    for (form, name) in [("csv", "all.csv"), ("html", "all.html")] {
        let content = auditor.read(name);
        let digest = frs::seal::sha256(content.as_bytes()).to_string();
        assert!(record["files"].as_array().unwrap().contains(&serde_json::json!([form, digest])), "{record}");
        assert!(content.contains("26-00999") && content.contains("NOT FOR RELEASE"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(auditor.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
    assert!(auditor.read("all.html").contains(&format!("book entry #{}", outcome["answers"])));
    let again = auditor.run(&[&ask[..], OVERSIGHT].concat()).failure();
    assert!(stderr(&again).contains("never overwritten"), "{}", stderr(&again));
    assert!(auditor.read("all.html").contains("26-00999"));

    // Only one case; for people.
    let said = stdout(&auditor.run(&[&["audit", "report", "--of-case", "26-00999"], OVERSIGHT].concat()).success());
    assert!(said.contains("Only case  26-00999") && !said.contains("under 26-00123:"), "{said}");
    let none = auditor.json(&["audit", "report", "--until", "2020-01-01"], OVERSIGHT);
    assert_eq!((&none["counts"]["searches"], &none["searches"]), (&0.into(), &serde_json::json!([])));
    let wrong = auditor.run(&[&["audit", "report", "--of-person", "nobody"], OVERSIGHT].concat()).code(2);
    assert!(stderr(&wrong).contains("neither a person id nor a badge"), "{}", stderr(&wrong));
    world.examiner.refused(&[&["audit", "report"], OVERSIGHT].concat(), &["2-110-4-A-1"]);
    world.verify();
}

#[test]
fn a_story_a_sample_and_numbers() {
    let (world, search) = busy();
    let auditor = &world.auditor;
    let story = auditor.json(&["audit", "follow", "26-00123"], OVERSIGHT);
    assert_eq!((&story["schema"], &story["kind"]), (&"frs.audit-story/1".into(), &"case".into()));
    let says: Vec<&str> =
        story["story"].as_array().unwrap().iter().map(|line| line["says"].as_str().unwrap()).collect();
    assert_eq!(says.len(), 3, "{says:?}");
    assert!(says[1].starts_with("let in probe-") && says[2].starts_with("searched probe-"), "{says:?}");
    let of_search = auditor.json(&["audit", "follow", &search], OVERSIGHT);
    assert_eq!(of_search["story"].as_array().unwrap().len(), 3);
    let of_person = stdout(&auditor.run(&[&["audit", "follow", "B-examiner"], OVERSIGHT].concat()).success());
    assert!(of_person.contains("was refused search") && of_person.contains("accepted a paper"), "{of_person}");
    let unknown = auditor.run(&[&["audit", "follow", "26-77777"], OVERSIGHT].concat()).code(2);
    assert!(stderr(&unknown).contains("write it as the report does"), "{}", stderr(&unknown));

    let draw = |seed: &str| auditor.json(&["audit", "sample", "--n", "1", "--seed", seed], OVERSIGHT);
    let (first, again) = (draw("2026-11"), draw("2026-11"));
    assert_eq!((&first["population"], &first["drawn"]), (&2.into(), &again["drawn"]));
    assert_eq!((first["earlier"].as_array().unwrap().len(), &again["earlier"][0][1]), (0, &"2026-11".into()));
    let leaf = text(&first["drawn"][0]["leaf"]);
    let held = world.book().into_iter().find(|entry| entry["leaf"] == leaf.as_str()).unwrap();
    assert_eq!(held["sequence"], first["drawn"][0]["at"]["sequence"]);
    auditor.run(&[&["audit", "sample", "--n", "0", "--seed", "x"], OVERSIGHT].concat()).code(2);

    let year = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year().to_string();
    let numbers = auditor.json(&["audit", "statistics", "--year", &year], OVERSIGHT);
    assert_eq!((&numbers["complete"], &numbers["threshold"]), (&false.into(), &5.into()));
    let tables = numbers["tables"].to_string();
    for told in ["26-00123", "B-examiner", "person-", "search-", "probe-"] {
        assert!(!tables.contains(told), "{told}: {tables}");
    }
    assert!(tables.contains("withheld"), "two searches are too few to be told: {tables}");
    world.verify();
}

#[test]
fn what_a_supervisor_found_of_a_drawn_search_stands_in_the_next_report() {
    let case = super::verify::Case::new();
    let (world, examiner, auditor) = (&case.world, &case.world.examiner, &case.world.auditor);
    let sample = ["audit", "sample", "--n", "1", "--seed", "november"];
    let drawn = auditor.json(&sample, OVERSIGHT);
    let search = text(&drawn["drawn"][0]["search"]);
    assert_eq!((search.as_str(), &drawn["drawn"][0]["answered"]), (case.search.as_str(), &serde_json::Value::Null));
    // At noon or at midnight: a search is marked by the hour of the zone that is named, here as in the report.
    let hour: i64 = text(&drawn["drawn"][0]["time"])[11..13].parse().unwrap();
    for (local, marked) in [(12, false), (0, true)] {
        let zone = match (local - hour + 11).rem_euclid(24) - 11 {
            0 => "UTC".to_owned(),
            east @ 1.. => format!("Etc/GMT-{east}"),
            west => format!("Etc/GMT+{}", -west),
        };
        let (drawn, report) = (
            auditor.json(&[&sample[..], &["--zone", &zone]].concat(), OVERSIGHT),
            auditor.json(&["audit", "report", "--zone", &zone], OVERSIGHT),
        );
        for one in [&drawn["drawn"][0], &report["searches"][0]] {
            assert_eq!(one["marks"].to_string().contains("outside-hours"), marked, "{zone}: {one}");
        }
        assert_eq!((&drawn["zone"], &report["series"]["zone"]), (&zone.as_str().into(), &zone.as_str().into()));
    }
    let ask = [&["audit", "answer", &search, "--file", "answer.toml"], OVERSIGHT].concat();
    // Not without words, not by whoever does not oversee, and of nothing that is no search.
    auditor.write("answer.toml", "finding = \"questioned\"\n");
    auditor.refused(&ask, &["2-110-4-A-2"]);
    examiner.write("answer.toml", "finding = \"agreed\"\nbecause = \"it is my own case\"\n");
    examiner.refused(&ask, &["2-110-4-A-1", "2-110-4-B"]);
    auditor.write("answer.toml", "finding = \"questioned\"\nbecause = \"no report of an offense in the case file\"\n");
    let unknown = ["audit", "answer", "search-00000000000000000000000000000000", "--file", "answer.toml"];
    auditor.refused(&[&unknown[..], OVERSIGHT].concat(), &["2-110-4-A-2"]);
    let answered = auditor.json(&ask, &[]);
    assert_eq!((&answered["schema"], &answered["finding"]), (&"frs.audit-answer/1".into(), &"questioned".into()));
    let report = auditor.json(&["audit", "report"], OVERSIGHT);
    let line = &report["answers"][0];
    assert_eq!(
        (&line["search"], &line["badge"], &line["case"]),
        (&search.as_str().into(), &"B-auditor".into(), &"26-00123".into())
    );
    assert!(report["searches"][0]["marks"].to_string().contains("questioned"), "{report}");
    assert!(report["to_look_at"].to_string().contains("question a search"), "{report}");
    // The case file was completed: the later answer counts, the earlier one stays.
    auditor.write("answer.toml", "finding = \"agreed\"\nbecause = \"the report was filed under another number\"\n");
    auditor.json(&ask, &[]);
    let report = auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!(report["answers"].as_array().unwrap().len(), 2);
    assert!(!report["searches"][0]["marks"].to_string().contains("questioned"), "{report}");
    assert_eq!(auditor.json(&sample, OVERSIGHT)["drawn"][0]["answered"]["finding"], "agreed");
    let story = stdout(&auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("QUESTIONED"), "{story}");
    world.verify();
}

#[test]
fn a_year_without_entries_says_so_and_nobody_is_not_reported_as_nothing() {
    let world = World::new();
    let ask = [&["audit", "statistics", "--year", "2001"], OVERSIGHT].concat();
    let silent = world.auditor.json(&ask, &[]);
    assert_eq!((&silent["silent"], &silent["complete"]), (&true.into(), &true.into()));
    let said = stdout(&world.auditor.run(&ask).success());
    assert!(said.contains("The book has no entry of that year"), "{said}");
    let year = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year().to_string();
    let ask = [&["audit", "statistics", "--year", &year], OVERSIGHT].concat();
    assert_eq!(world.auditor.json(&ask, &[])["silent"], false);
    // A slip in a badge or an id must not read as "nothing was done".
    let nobody = "person-00000000000000000000000000000000";
    for (person, says) in [("9999", "neither a person id nor a badge"), (nobody, "the book knows nobody of the id")] {
        let ask = [&["audit", "report", "--of-person", person], OVERSIGHT].concat();
        let failed = world.auditor.run(&ask).code(2);
        assert!(stderr(&failed).contains(says), "{}", stderr(&failed));
    }
    world.verify();
}
