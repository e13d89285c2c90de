//! From candidate to lead, through the binary.

use std::fs;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;

use super::world::*;

/// Excluded at sight.
pub const AT_SIGHT: &str = "probe-of-use = \"yes\"\nreference-of-use = \"yes\"\n[at-sight]\nfeature = \"ears\"\n\
     words = \"lobe grown on in the probe, free in the reference\"\n";

/// Every feature compared.
pub fn compared(conclusion: &str) -> String {
    let finding = if conclusion == "excluded" { "different" } else { "similar" };
    let mut text = format!(
        "probe-of-use = \"yes\"\nreference-of-use = \"yes\"\nconclusion = \"{conclusion}\"\n\
         because = \"ears and lines of the mouth\"\n[features]\n"
    );
    for feature in ["face-shape", "hairline", "ears", "brows", "eyes", "nose", "mouth", "chin", "lines", "marks"] {
        text += &format!("{feature} = {{ finding = \"{finding}\", words = \"as both images show\" }}\n");
    }
    text
}

/// A list of three people: the one sought, two others.
pub struct Case {
    pub world: World,
    pub purpose: String,
    pub search: String,
}

impl Case {
    pub fn new() -> Self {
        Self::of(World::new())
    }

    pub fn of(world: World) -> Self {
        world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
        world.examiner.portrait("obama2.jpg");
        let purpose = world.examiner.state(PURPOSE);
        let probe = world.examiner.probe("obama2.jpg", &purpose);
        let found = world.examiner.json(&["search", &probe, "--purpose", &purpose], &[]);
        assert_eq!(found["list"]["candidates"].as_array().unwrap().len(), 3);
        Self { search: text(&found["search"]), world, purpose }
    }

    pub fn open(&self, person: &Person, candidate: &str) -> Value {
        let out = format!("candidate-{candidate}");
        let ask = ["verify", "open", &self.search, "--candidate", candidate, "--out", &out, "--purpose", &self.purpose];
        person.json(&ask, &[])
    }

    pub fn record_args<'a>(&'a self, candidate: &'a str) -> Vec<&'a str> {
        let ask = ["verify", "record", &self.search, "--candidate", candidate, "--file", "record.toml", "--purpose"];
        [&ask[..], &[&self.purpose]].concat()
    }

    pub fn record(&self, person: &Person, candidate: &str, form: &str) -> Value {
        person.write("record.toml", form);
        person.json(&self.record_args(candidate), &[])
    }

    pub fn status(&self, person: &Person) -> Value {
        person.json(&["verify", "status", &self.search, "--purpose", &self.purpose], &[])
    }
}

/// The policy that allows the page's own style sheet and pictures, and nothing else.
pub fn policy_of(page: &str) -> String {
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let digest = STANDARD.encode(frs::seal::sha256(style.as_bytes()).0);
    format!("default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
}

fn states(status: &Value) -> Vec<&str> {
    status["candidates"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect()
}

#[test]
fn every_candidate_is_opened_and_recorded_by_itself() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let status = case.status(examiner);
    assert_eq!((&status["schema"], &status["open"]), (&"frs.verify-status/1".into(), &3.into()));
    assert_eq!(states(&status), ["open"; 3]);

    // Nothing is recorded of what nobody has looked at, and nothing of what is not on the list.
    examiner.write("record.toml", AT_SIGHT);
    examiner.refused(&case.record_args("2"), &["2-110-4-D-4"]);
    examiner.refused(&case.record_args("4"), &["2-110-4-D-4"]);

    // Each is opened: a working copy that the book accounts for, without score and name.
    for candidate in ["1", "2", "3"] {
        let opened = case.open(examiner, candidate);
        assert_eq!(opened["schema"], "frs.verify-opened/1");
        let files = opened["files"].as_array().unwrap();
        assert_eq!(files.len(), 5);
        for file in files {
            let path = examiner.path(&format!("candidate-{candidate}")).join(file[0].as_str().unwrap());
            let content = fs::read(&path).unwrap();
            assert_eq!(file[1], frs::seal::sha256(&content).to_string().as_str());
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            }
        }
        let page = examiner.read(&format!("candidate-{candidate}/comparison.html"));
        for wanted in ["NOT FOR RELEASE", "INVESTIGATIVE LEAD ONLY", "Photo age", "line-up", "data:image/png;base64,"] {
            assert!(page.contains(wanted), "{wanted}");
        }
        assert!(page.contains(&policy_of(&page)), "src/report/html/comparison.rs must say {}", policy_of(&page));
        for hidden in ["obama", "biden", "astronaut", "Score", "://"] {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }
    // Never over another one.
    let again =
        ["verify", "open", &case.search, "--candidate", "1", "--out", "candidate-1", "--purpose", &case.purpose];
    let again = examiner.run(&again).code(6);
    assert!(stderr(&again).contains("never overwritten"), "{}", stderr(&again));

    // A record that is not whole is refused and says what is missing; a whole one stands.
    examiner.write("record.toml", "probe-of-use = \"yes\"\nreference-of-use = \"yes\"\n");
    let why = examiner.refused(&case.record_args("1"), &["2-110-4-D-4"]);
    assert!(why.contains("ears:") && why.contains("conclusion:"), "{why}");
    let kept = case.record(examiner, "1", &compared("some-support"));
    assert_eq!((&kept["disposition"], &kept["unverified"]), (&"kept".into(), &true.into()));
    assert_eq!(kept["open"], serde_json::json!([2, 3]));
    let excluded = case.record(examiner, "2", AT_SIGHT);
    assert_eq!((&excluded["disposition"], &excluded["at_sight"]), (&"excluded".into(), &true.into()));
    // A later record stands beside the earlier one.
    case.record(examiner, "3", AT_SIGHT);
    let again = case.record(examiner, "3", &compared("excluded"));
    assert_eq!((&again["earlier"], &again["open"]), (&1.into(), &serde_json::json!([])));
    let status = case.status(examiner);
    assert_eq!((states(&status), &status["open"]), (vec!["UNVERIFIED", "excluded", "excluded"], &0.into()));
    assert_eq!((&status["candidates"][2]["records"], &status["due"]), (&2.into(), &serde_json::json!([])));
    let said = stdout(&examiner.run(&["verify", "status", &case.search, "--purpose", &case.purpose]).success());
    assert!(said.contains("UNVERIFIED") && said.contains("excluded, at sight"), "{said}");

    // The supervisor sees it.
    let report = case.world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!((&report["outcomes"]["with_lead"], &report["outcomes"]["unresolved"]), (&1.into(), &1.into()));
    assert_eq!(report["searches"][0]["state"], "lead");
    let story = stdout(&case.world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("opened candidate 1") && story.contains("candidate 2: excluded"), "{story}");
    case.world.verify();
}

#[test]
fn a_list_is_worked_on_for_its_own_case_and_by_examiners() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let other = examiner.state(&PURPOSE.replace("26-00123", "26-00999"));
    examiner.refused(&["verify", "status", &case.search, "--purpose", &other], &["2-110-4-A"]);
    // Stated anew for the same case, it goes on; a short id is enough.
    let anew = examiner.state(PURPOSE);
    let short = &case.search["search-".len()..][..8];
    let status = examiner.json(&["verify", "status", short, "--purpose", &anew], &[]);
    assert_eq!(status["search"], case.search.as_str());
    // So is one of the purpose; what nobody stated, or several did, is none.
    let short_purpose = &anew["purpose-".len()..][..8];
    examiner.json(&["verify", "status", short, "--purpose", short_purpose], &[]);
    examiner.json(&["verify", "status", short, "--purpose", &format!("purpose-{short_purpose}")], &[]);
    let nobody = examiner.run(&["verify", "status", short, "--purpose", "purpose-00000000"]).code(2);
    assert!(stderr(&nobody).contains("frs purpose list"), "{}", stderr(&nobody));
    let unknown = "search-00000000000000000000000000000000";
    examiner.refused(&["verify", "status", unknown, "--purpose", &case.purpose], &["2-110-4-D-4"]);
    examiner.run(&["verify", "status", "mine", "--purpose", &case.purpose]).code(2);
    let manager = &case.world.manager;
    manager.refused(&["verify", "status", &case.search, "--purpose", &case.purpose], &["2-110-4-A-1"]);
}

#[test]
fn a_reference_that_came_after_the_case_is_marked() {
    let world = World::new();
    world.enroll_portraits(&["biden.jpg", "astronaut.png"]);
    let purpose = world.examiner.state(PURPOSE);
    world.enroll_portraits(&["biden.jpg", "astronaut.png", "obama.jpg"]);
    world.examiner.portrait("obama2.jpg");
    let probe = world.examiner.probe("obama2.jpg", &purpose);
    let found = world.examiner.json(&["search", &probe, "--purpose", &purpose], &[]);
    let marks = |at: usize| found["list"]["candidates"][at]["marks"].to_string().contains("enrolled-after-case");
    assert_eq!([0, 1, 2].map(marks), [true, false, false], "{found}");
    let case = Case { search: text(&found["search"]), world, purpose };
    let opened = case.open(&case.world.examiner, "1");
    assert!(opened["warnings"].to_string().contains("enrolled-after-case"), "{opened}");
    let page = case.world.examiner.read("candidate-1/comparison.html");
    assert!(page.contains("ENROLLED AFTER CASE") && page.contains("OLD PHOTO"));
}

/// Whoever exchanges a photograph behind the book finds no examiner who compares with it.
#[test]
fn an_exchanged_photograph_is_not_compared() {
    let case = Case::new();
    let path = case.world.repository().join(frs::store::DATABASE_FILE);
    let database = rusqlite::Connection::open(path).unwrap();
    let images: Vec<(Vec<u8>, Vec<u8>)> = database
        .prepare("SELECT id, image FROM reference ORDER BY position")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for ((id, _), (_, image)) in images.iter().zip(images.iter().cycle().skip(1)) {
        database.execute("UPDATE reference SET image = ?1 WHERE id = ?2", rusqlite::params![image, id]).unwrap();
    }
    drop(database);
    let examiner = &case.world.examiner;
    let ask = ["verify", "open", &case.search, "--candidate", "1", "--out", "candidate-1", "--purpose", &case.purpose];
    examiner.run(&ask).code(5);
    assert!(!examiner.path("candidate-1").exists(), "nothing is left of it");
}

/// On how many lists of other cases somebody stands is counted from those cases' purposes: one that was changed is found.
#[test]
fn a_damaged_purpose_of_another_case_is_not_counted_as_none() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let other = examiner.state(&PURPOSE.replace("26-00123", "26-00777"));
    let probe = examiner.probe("obama2.jpg", &other);
    examiner.json(&["search", &probe, "--purpose", &other], &[]);
    case.status(examiner);
    let database = rusqlite::Connection::open(case.world.repository().join(frs::store::DATABASE_FILE)).unwrap();
    let newest = "SELECT log, sequence FROM purpose ORDER BY log DESC, sequence DESC LIMIT 1";
    let damage = format!("UPDATE opening SET content = zeroblob(length(content)) WHERE (log, sequence) = ({newest})");
    assert_eq!(database.execute(&damage, []).unwrap(), 1);
    drop(database);
    examiner.run(&["verify", "status", &case.search, "--purpose", &case.purpose]).code(5);
}

/// Every candidate opened and recorded: the first kept, the others excluded.
pub fn recorded(case: &Case) {
    for (candidate, form) in [("1", compared("some-support")), ("2", AT_SIGHT.into()), ("3", AT_SIGHT.into())] {
        case.open(&case.world.examiner, candidate);
        case.record(&case.world.examiner, candidate, &form);
    }
}

#[test]
fn a_second_examiner_reviews_blind_and_dissent_is_kept() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let reviewer = case.world.authorized("reviewer", "reviewer", &[]);
    let packet = ["verify", "packet", &case.search, "--reviewer", "B-reviewer", "--purpose", &case.purpose];
    examiner.refused(&packet, &["2-110-4-D-4"]);
    recorded(&case);
    // The examiner is no second examiner of their own list, and a manager none at all.
    for badge in ["B-examiner", "B-repository-manager"] {
        let own = ["verify", "packet", &case.search, "--reviewer", badge, "--purpose", &case.purpose];
        examiner.refused(&own, &["2-110-4-D-4"]);
    }
    let made = examiner.json(&packet, &[]);
    assert_eq!((&made["schema"], &made["items"]), (&"frs.verify-packet/1".into(), &3.into()));
    assert!(made.get("order").is_none() && made.get("seed").is_none());
    // From now on the first records stand, and the reviewer sees nothing of the list.
    examiner.write("record.toml", AT_SIGHT);
    examiner.refused(&case.record_args("2"), &["2-110-4-D-4"]);
    reviewer.refused(&["verify", "status", &case.search, "--purpose", &case.purpose], &["2-110-4-D-4"]);
    let look = ["verify", "open", &case.search, "--candidate", "1", "--out", "c", "--purpose", &case.purpose];
    reviewer.refused(&look, &["2-110-4-D-4"]);
    examiner.refused(
        &["verify", "review", &case.search, "--item", "A", "--purpose", &case.purpose],
        &["2-110-4-A-1", "2-110-4-D-4"],
    );

    // Nothing is recorded of pages that were not opened.
    let item = |letter: &'static str| {
        vec!["verify", "review", &case.search, "--item", letter, "--file", "record.toml", "--purpose", &case.purpose]
    };
    reviewer.write("record.toml", AT_SIGHT);
    reviewer.refused(&item("A"), &["2-110-4-D-4"]);
    let opened = reviewer.json(&["verify", "review", &case.search, "--out", "pages", "--purpose", &case.purpose], &[]);
    assert_eq!((&opened["items"], &opened["open"]), (&3.into(), &serde_json::json!(["A", "B", "C"])));
    let references: Vec<String> =
        case.status(examiner)["candidates"].as_array().unwrap().iter().map(|one| text(&one["reference"])).collect();
    for letter in ["A", "B", "C"] {
        let page = reviewer.read(&format!("pages/{letter}.html"));
        assert!(page.contains(&format!("Item {letter} of 3")) && page.contains("NOT FOR RELEASE"));
        for hidden in references.iter().map(String::as_str).chain([
            "Score",
            "obama",
            "biden",
            "some-support",
            "OLD PHOTO",
            "search-",
        ]) {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }
    reviewer.refused(&item("D"), &["2-110-4-D-4"]);
    // Each item is excluded: where the first examiner kept, that is a dissent.
    for letter in ["A", "B"] {
        let done = reviewer.json(&item(letter), &[]);
        assert_eq!(
            (&done["agrees"], &done["differs"]),
            (&Value::Null, &serde_json::json!([])),
            "not told before the end"
        );
    }
    let done = reviewer.json(&item("C"), &[]);
    assert_eq!((&done["agrees"], &done["differs"]), (&false.into(), &serde_json::json!([1])));
    reviewer.refused(&item("C"), &["2-110-4-D-4"]);
    let status = case.status(&reviewer);
    assert_eq!(
        (states(&status)[0], &status["review"]["state"], &status["report"]),
        ("CONFLICT", &"conflict".into(), &false.into())
    );

    // Resolving it is an entry of its own.
    let resolve = |candidate: &'static str| {
        vec![
            "verify",
            "resolve",
            &case.search,
            "--candidate",
            candidate,
            "--file",
            "resolve.toml",
            "--purpose",
            &case.purpose,
        ]
    };
    let form = "stands = \"kept\"\nby = \"consultation\"\nwith = \"B-examiner, B-reviewer\"\nbecause = \"the ear is covered by hair \
                in the probe\"\n";
    examiner.write("resolve.toml", form);
    examiner.refused(&resolve("2"), &["2-110-4-D-4"]);
    // Whoever is contradicted does not decide alone: the other one agrees in an entry of their own.
    let said = examiner.json(&resolve("1"), &[]);
    assert_eq!((&said["what"], &said["waits_for"]), (&"resolved".into(), &serde_json::json!(["B-reviewer"])));
    let status = case.status(examiner);
    assert_eq!((states(&status)[0], &status["report"]), ("CONFLICT", &false.into()));
    assert_eq!(status["candidates"][0]["waits_for"], serde_json::json!(["B-reviewer"]));
    reviewer.write("resolve.toml", form);
    assert_eq!(reviewer.json(&resolve("1"), &[])["waits_for"], serde_json::json!([]));
    let status = case.status(examiner);
    assert_eq!(
        (states(&status)[0], &status["review"]["agreed"], &status["report"]),
        ("UNVERIFIED", &false.into(), &true.into())
    );
    let story = stdout(&case.world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    for told in ["made the packet", "recorded item B", "DISSENTED", "NOT RESOLVED YET", "Both records stay"] {
        assert!(story.contains(told), "{told}: {story}");
    }
    // The order can be drawn again from the seed that the book committed to.
    let book = case.world.book();
    let outcome = book.iter().find(|e| e["operation"] == "verify-packet" && e["event"] == "outcome").unwrap();
    let record: Value = serde_json::from_str(&text(&outcome["values"]["record"])).unwrap();
    let seed: frs::vocabulary::Digest = text(&record["seed"]).parse().unwrap();
    let mut drawn: Vec<(String, u64)> = (1..)
        .zip(&references)
        .map(|(rank, reference)| {
            let id: frs::vocabulary::ReferenceId = reference.parse().unwrap();
            let draw = [b"frs/packet/1".as_slice(), &seed.0, id.as_bytes()].concat();
            (frs::seal::sha256(&draw).to_string(), rank)
        })
        .collect();
    drawn.sort();
    let drawn: Vec<u64> = drawn.into_iter().map(|(_, rank)| rank).collect();
    assert_eq!(record["order"], serde_json::json!(drawn));
    case.world.verify();
}

#[test]
fn a_candidate_is_unverified_until_independent_sources_say_more() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    recorded(&case);
    let ask = |command: &'static str, candidate: &'static str| {
        vec![
            "verify",
            command,
            &case.search,
            "--candidate",
            candidate,
            "--file",
            "form.toml",
            "--purpose",
            &case.purpose,
        ]
    };
    let source = |kind: &str, result: &str| {
        examiner.write("form.toml", format!(
            "kind = \"{kind}\"\nreference = \"R-88123\"\nat = \"2025-11-21\"\nby = \"4412\"\nresult = \"{result}\"\nwords = \"as the record says\"\n"
        ));
        examiner.json(&ask("source", "1"), &[])
    };
    let outcome = |result: &str, despite: &str| {
        examiner.write("form.toml", format!("result = \"{result}\"\nbecause = \"the sources on record\"\n{despite}"));
    };
    // Nothing is confirmed by a face, and nothing is asked of somebody who was excluded.
    outcome("confirmed", "");
    examiner.refused(&ask("outcome", "1"), &["2-110-4-D-5"]);
    examiner.refused(&ask("outcome", "2"), &["2-110-4-D-5"]);
    examiner.write("form.toml", "kind = \"another face recognition service\"\n");
    examiner.refused(&ask("source", "1"), &["2-110-4-D-5"]);
    assert_eq!(source("mvd", "supports")["what"], "source");
    outcome("confirmed", "");
    let why = examiner.refused(&ask("outcome", "1"), &["2-110-4-D-5"]);
    assert!(why.contains("Nothing was looked for that could speak against"), "{why}");
    source("height", "contradicts");
    outcome("confirmed", "");
    examiner.refused(&ask("outcome", "1"), &["2-110-4-D-5"]);
    assert_eq!(states(&case.status(examiner))[0], "UNVERIFIED");
    outcome("confirmed", "despite = \"the camera stands above the till\"\n");
    assert_eq!(examiner.json(&ask("outcome", "1"), &[])["what"], "outcome");
    let status = case.status(examiner);
    assert_eq!((states(&status)[0], &status["candidates"][0]["sources"]), ("confirmed", &2.into()));
    // What speaks against them afterwards is not passed over: it is confirmed again in sight of that, or is not.
    source("custody", "contradicts");
    assert_eq!(states(&case.status(examiner))[0], "UNVERIFIED");
    outcome("confirmed", "");
    examiner.refused(&ask("outcome", "1"), &["2-110-4-D-5"]);
    outcome("confirmed", "despite = \"the custody record is of a namesake\"\n");
    examiner.json(&ask("outcome", "1"), &[]);
    assert_eq!(states(&case.status(examiner))[0], "confirmed");
    // A later outcome stands beside it.
    outcome("eliminated", "");
    examiner.json(&ask("outcome", "1"), &[]);
    assert_eq!(states(&case.status(examiner))[0], "eliminated");
    let report = case.world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!((&report["outcomes"]["eliminated"], &report["searches"][0]["state"]), (&1.into(), &"eliminated".into()));
    case.world.verify();
}
