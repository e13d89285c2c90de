//! The lead report, through the binary.

use std::fs;

use serde_json::Value;

use super::{
    verify::{AT_SIGHT, Case, compared, policy_of, recorded},
    witness::{Witness, fingerprint, outsider, round, world as witnessed_world},
    world::*,
};

impl Case {
    pub fn report_args<'a>(&'a self, out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
        [&["verify", "report", &self.search, "--out", out, "--purpose", &self.purpose], more].concat()
    }

    fn packet(&self) -> Value {
        let ask = ["verify", "packet", &self.search, "--reviewer", "B-reviewer", "--purpose", &self.purpose];
        self.world.examiner.json(&ask, &[])
    }

    /// The reviewer records every item the same way.
    fn reviewed(&self, reviewer: &Person, form: &str) -> Value {
        reviewer.json(&["verify", "review", &self.search, "--out", "pages", "--purpose", &self.purpose], &[]);
        reviewer.write("record.toml", form);
        let item = |letter: &str| {
            let ask = ["verify", "review", &self.search, "--item", letter, "--file", "record.toml", "--purpose"];
            reviewer.json(&[&ask[..], &[&self.purpose]].concat(), &[])
        };
        ["A", "B", "C"].map(item)[2].clone()
    }
}

/// The files lie there, for one person, and the book holds their digests.
fn accounted(case: &Case, directory: &str, made: &Value) {
    let files = made["files"].as_array().unwrap();
    for file in files {
        let path = case.world.examiner.path(directory).join(file["name"].as_str().unwrap());
        let content = fs::read(&path).unwrap();
        assert_eq!(file["sha256"], frs::seal::sha256(&content).to_string().as_str());
        assert_eq!(file["bytes"], content.len());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
    let outcome = made["entry"]["outcome"].as_u64().unwrap();
    let book = case.world.book();
    let entry = book.iter().find(|entry| entry["sequence"] == outcome && entry["operation"] == "verify-sheet").unwrap();
    let record: Value = serde_json::from_str(&text(&entry["values"]["record"])).unwrap();
    assert_eq!((&record["files"], &record["search"]), (&made["files"], &made["search"]));
}

#[test]
fn a_report_waits_for_records_and_review_and_a_preliminary_sheet_says_what_is_missing() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let reviewer = case.world.authorized("reviewer", "reviewer", &[]);
    // Before every candidate has a record nothing is written, preliminary or not.
    let why = examiner.refused(&case.report_args("report", &["--preliminary"]), &["2-110-4-D-4"]);
    assert!(why.contains("3 of 3 candidates"), "{why}");
    assert!(!examiner.path("report").exists());
    recorded(&case);
    let why = examiner.refused(&case.report_args("report", &[]), &["2-110-4-D-4"]);
    assert!(why.contains("--preliminary") && !examiner.path("report").exists(), "{why}");
    // Before the review: so marked, with the date until when it is due.
    let sheet = examiner.json(&case.report_args("sheet", &["--preliminary"]), &[]);
    assert_eq!((&sheet["schema"], &sheet["preliminary"]), (&"frs.verify-report/1".into(), &true.into()));
    accounted(&case, "sheet", &sheet);
    let due = text(&sheet["review_due"]);
    let page = examiner.read("sheet/report.html");
    for wanted in ["PRELIMINARY: no second examiner", &due, "INVESTIGATIVE LEAD ONLY", "NOT FOR RELEASE", "UNVERIFIED"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
    let record: Value = serde_json::from_str(&examiner.read("sheet/report.json")).unwrap();
    assert_eq!((&record["schema"], &record["review"]["state"]), (&"frs.lead-report/1".into(), &"not-begun".into()));
    let status = case.status(examiner);
    assert_eq!(
        (&status["due"][0]["what"], &status["due"][0]["due"]),
        (&"the blind review".into(), &due.clone().into())
    );
    assert_eq!(status["review"]["begun"], false);
    let audit = case.world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert!(audit["due"].to_string().contains("a preliminary sheet was made"), "{}", audit["due"]);
    // The packet gives the reviewer no more time.
    case.packet();
    assert_eq!(case.status(examiner)["due"][0]["due"], due.as_str());
    // Whoever is to review it sees no report of it, and is no examiner.
    reviewer.refused(&case.report_args("report", &[]), &["2-110-4-A-1", "2-110-4-D-4"]);
    // A dissent that nobody resolved: no report.
    assert_eq!(case.reviewed(&reviewer, AT_SIGHT)["agrees"], false);
    let why = examiner.refused(&case.report_args("report", &[]), &["2-110-4-D-4"]);
    assert!(why.contains("differ on candidates 1"), "{why}");
    examiner.json(&case.report_args("conflict", &["--preliminary"]), &[]);
    assert!(examiner.read("conflict/report.html").contains("PRELIMINARY: the two examiners differ on candidate 1"));
    let form = "stands = \"kept\"\nby = \"consultation\"\nwith = \"B-examiner, B-reviewer\"\nbecause = \"the ear is covered by hair\"\n";
    let resolve =
        ["verify", "resolve", &case.search, "--candidate", "1", "--file", "resolve.toml", "--purpose", &case.purpose];
    examiner.write("resolve.toml", form);
    examiner.json(&resolve, &[]);
    // One word of two: a sheet says whose is missing, and there is no report.
    examiner.refused(&case.report_args("report", &[]), &["2-110-4-D-4"]);
    examiner.json(&case.report_args("alone", &["--preliminary"]), &[]);
    assert!(examiner.read("alone/report.html").contains("NOT RESOLVED: not confirmed by badge B-reviewer"));
    reviewer.write("resolve.toml", form);
    reviewer.json(&resolve, &[]);
    // Then the report itself; a preliminary one is refused from now on.
    examiner.refused(&case.report_args("late", &["--preliminary"]), &["2-110-4-D-4"]);
    let made = examiner.json(&case.report_args("report", &[]), &[]);
    assert_eq!((&made["preliminary"], &made["unverified"]), (&false.into(), &serde_json::json!([1])));
    accounted(&case, "report", &made);
    whole(&case);
    // Never over another one.
    let again = examiner.run(&case.report_args("report", &[])).code(6);
    assert!(stderr(&again).contains("never overwritten"), "{}", stderr(&again));
    case.world.verify();
}

/// The report names everything.
fn whole(case: &Case) {
    let page = case.world.examiner.read("report/report.html");
    assert!(page.contains(&policy_of(&page)), "src/report/html/lead.rs must say {}", policy_of(&page));
    for wanted in [
        "26-00123",
        "armed robbery of a store",
        "stood at the till",
        "B-examiner",
        "B-reviewer",
        "DISSENT",
        "the ear is covered by hair",
        "the store handed over its recording",
        "As received and as used: it was not edited",
        "fused",
        "The whole candidate list",
        "Candidate 1",
        "Candidate 2",
        "Candidate 3",
        "obama",
        "biden",
        "OLD PHOTO",
        "Rates measured on",
        "No line-up from this list",
        "In case 26-00123 a facial recognition search was made",
        "check-report",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    for missing in ["PRELIMINARY", "<script", "://", "href"] {
        assert!(!page.contains(missing), "{missing}");
    }
    let record: Value = serde_json::from_str(&case.world.examiner.read("report/report.json")).unwrap();
    let candidates = record["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 3);
    assert_eq!((&candidates[0]["dissent"], &candidates[0]["second"]["at_sight"]), (&true.into(), &true.into()));
    assert_eq!(candidates[0]["person"]["label"], "obama");
    assert_eq!(record["review"]["differed"], serde_json::json!([1]));
    assert!(record["disclosure"].to_string().contains("DISSENTED on candidate 1"));
}

#[test]
fn others_are_redacted_by_rule_where_the_report_may_leave() {
    let case = Case::of(World::with(|floor| frs::policy::Floor { blind_review: false, ..floor }));
    let examiner = &case.world.examiner;
    recorded(&case);
    let made = examiner.json(&case.report_args("redacted", &["--redact-others"]), &[]);
    assert_eq!(made["redacted"], 2);
    assert_eq!(made["files"][0]["kind"], "report-pdf-redacted");
    accounted(&case, "redacted", &made);
    let page = examiner.read("redacted/report.html");
    let record = examiner.read("redacted/report.json");
    let whole: Value = {
        examiner.json(&case.report_args("whole", &[]), &[]);
        serde_json::from_str(&examiner.read("whole/report.json")).unwrap()
    };
    for (at, name) in [(1, "biden"), (2, "astronaut")] {
        let one = &whole["candidates"][at];
        let person = &one["person"];
        // Whichever of the two stands there.
        let hidden = [text(&person["reference"]), text(&person["subject"]), text(&person["image"]["sha256"])];
        for hidden in hidden.iter().map(String::as_str).chain([name, "lobe grown on"]) {
            assert!(!page.contains(hidden) && !record.contains(hidden), "{hidden}");
        }
    }
    let told: Value = serde_json::from_str(&record).unwrap();
    for one in &told["candidates"].as_array().unwrap()[1..] {
        assert_eq!(
            (&one["redacted"], &one["person"], &one["disposition"]),
            (&true.into(), &Value::Null, &"excluded".into())
        );
        assert!(one["score"].is_number() && one["records"][0]["conclusion"] == "excluded");
    }
    assert_eq!(told["candidates"][0]["person"]["label"], "obama");
    for wanted in
        ["REDACTED BY RULE: 2 of 3", "No second examiner: the floor asks for none", "There was no second examiner"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
    // Two pictures of the probe, two of the one who is kept.
    assert_eq!(page.matches("<img ").count(), 4);
}

#[test]
fn a_list_without_a_lead_has_a_report_too() {
    let case = Case::of(World::with(|floor| frs::policy::Floor { blind_review: false, preliminary: false, ..floor }));
    let examiner = &case.world.examiner;
    for candidate in ["1", "2", "3"] {
        case.open(examiner, candidate);
        case.record(examiner, candidate, &compared("excluded"));
    }
    let made = examiner.json(&case.report_args("report", &[]), &[]);
    assert_eq!(made["unverified"], serde_json::json!([]));
    let page = examiner.read("report/report.html");
    assert!(page.contains("No lead.") && page.contains("the search gave no lead"));
    let said = stdout(&examiner.run(&case.report_args("again", &[])).success());
    assert!(said.contains("again/report.pdf") && said.contains("frs audit prove"), "{said}");
}

/// Issue 4, part 4: one changed byte gives 5, no anchor 13; nothing but files is needed.
#[test]
fn a_report_is_checked_against_its_proof_without_key_or_repository() {
    let witness = Witness::new("witness");
    let case = Case::of(witnessed_world(&[&witness], |floor| frs::policy::Floor { blind_review: false, ..floor }));
    let (examiner, auditor) = (&case.world.examiner, &case.world.auditor);
    recorded(&case);
    let made = examiner.json(&case.report_args("report", &["--redact-others"]), &[]);
    let kinds: Vec<&str> =
        made["files"].as_array().unwrap().iter().map(|file| file["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["report-pdf-redacted", "report-html-redacted", "report-json-redacted"]);
    accounted(&case, "report", &made);
    let entry = made["entry"]["outcome"].to_string();
    let prove = |more: &[&str]| auditor.run(&[&["audit", "prove", &entry], more, OVERSIGHT].concat());
    // Before a witness has seen the entry there is no proof.
    prove(&["--open", "record", "--out", "early.tlog-proof"]).code(2);
    round(&case.world, &witness, "one.txt");
    prove(&["--open", "record", "--out", "report.tlog-proof"]).success();
    prove(&["--out", "closed.tlog-proof"]).success();
    // Somebody with the files, and what the Commander and the witness told.
    let stranger = Witness::new("stranger");
    let (program, key) = outsider(&case.world, &witness, &stranger.person.dir);
    for name in ["report.tlog-proof", "closed.tlog-proof"] {
        stranger.take(auditor, name);
    }
    for name in ["report.html", "report.pdf", "report.json"] {
        stranger.person.write(name, fs::read(examiner.path("report").join(name)).unwrap());
    }
    let check = |files: &[&str], proof: &str, more: &[&str]| {
        stranger.person.run(&[&["audit", "check-report", "--json", "--proof", proof], more, files].concat())
    };
    let (all, anchored) = (["report.html", "report.pdf", "report.json"], ["--program", &program, "--witness", &key]);
    let proven = json(&check(&all, "report.tlog-proof", &anchored).code(0));
    assert_eq!((&proven["schema"], &proven["verdict"]), (&"frs.report-checked/1".into(), &"proven".into()));
    assert_eq!((&proven["redacted"], &proven["not_given"]), (&2.into(), &serde_json::json!([])));
    assert_eq!(proven["search"], case.search.as_str());
    let one = json(
        &check(&["report.pdf"], "report.tlog-proof", &["--root", &fingerprint(&case.world), "--witness", &key]).code(0),
    );
    assert_eq!(one["not_given"].as_array().unwrap().len(), 2);
    // No anchor; no witness.
    assert_eq!(json(&check(&all, "report.tlog-proof", &["--witness", &key]).code(13))["verdict"], "unanchored");
    check(&all, "report.tlog-proof", &["--program", &program]).code(12);
    // One byte of any of them.
    for name in all {
        let whole = fs::read(stranger.person.path(name)).unwrap();
        let mut changed = whole.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        stranger.person.write(name, &changed);
        let refused = check(&all, "report.tlog-proof", &anchored).code(5);
        assert!(stderr(&refused).contains(name) && stdout(&refused).is_empty(), "{}", stderr(&refused));
        stranger.person.write(name, &whole);
    }
    // A proof that opens nothing, or is of another entry, proves no file.
    check(&all, "closed.tlog-proof", &anchored).code(5);
    auditor.run(&[&["audit", "prove", "1", "--out", "other.tlog-proof"], OVERSIGHT].concat()).success();
    stranger.take(auditor, "other.tlog-proof");
    check(&all, "other.tlog-proof", &anchored).code(5);
    let said = stdout(
        &stranger
            .person
            .run(&[&["audit", "check-report", "report.pdf", "--proof", "report.tlog-proof"], &anchored[..]].concat())
            .success(),
    );
    assert!(said.contains("PROVEN") && said.contains("report.pdf") && said.contains("Not given"), "{said}");
}
