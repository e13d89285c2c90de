//! A list that is closed without a verification, and a list that is shown once more.

use super::{
    release::TERMS,
    verify::{AT_SIGHT, Case, compared, recorded},
    world::*,
};

const BY_MISTAKE: &str = "why = \"wrong-image\"\nbecause = \"the still of the other camera was let in\"\n";

fn close_args(case: &Case) -> Vec<&str> {
    vec!["verify", "close", &case.search, "--file", "closing.toml", "--purpose", &case.purpose]
}

fn waits(person: &Person) -> Vec<String> {
    let status = person.json(&["status"], &[]);
    status["waits"].as_array().unwrap().iter().map(|one| text(&one["what"])).collect()
}

#[test]
fn a_search_that_was_made_by_mistake_is_closed_and_told() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    case.open(examiner, "1");
    case.record(examiner, "1", &compared("some-support"));
    assert_eq!(waits(examiner), ["records"]);

    // Nobody closes it without a reason, nor closes what another examiner answers for.
    examiner.write("closing.toml", "why = \"wrong-image\"\n");
    let why = examiner.refused(&close_args(&case), &["2-110-4-D-4"]);
    assert!(why.contains("because: What happened?"), "{why}");
    let other = world.authorized("other", "examiner", &[]);
    other.write("closing.toml", BY_MISTAKE);
    let why = other.refused(&close_args(&case), &["2-110-4-D-4"]);
    assert!(why.contains("Somebody else made this search"), "{why}");
    examiner.write("closing.toml", "why = \"found them\"\nbecause = \"they were found elsewhere\"\n");
    examiner.refused(&close_args(&case), &["2-110-4-D-4"]);

    examiner.write("closing.toml", BY_MISTAKE);
    let closed = examiner.json(&close_args(&case), &[]);
    assert_eq!((&closed["schema"], &closed["why"]), (&"frs.verify-closed/1".into(), &"wrong-image".into()));
    assert_eq!((&closed["open"], &closed["unverified"]), (&2.into(), &1.into()));
    assert!(!closed.to_string().contains("reference-") && !closed.to_string().contains("subject-"), "{closed}");

    // It waits for nobody, and verified nobody.
    assert_eq!(waits(examiner), Vec::<String>::new());
    let status = case.status(examiner);
    assert_eq!((&status["closed"]["why"], &status["closed"]["badge"]), (&"wrong-image".into(), &"B-examiner".into()));
    assert_eq!(
        (&status["report"], &status["preliminary"], &status["due"]),
        (&false.into(), &false.into(), &serde_json::json!([]))
    );
    assert_eq!(status["candidates"][0]["state"], "UNVERIFIED");
    let shown = stdout(&examiner.run(&["verify", "status", &case.search, "--purpose", &case.purpose]).success());
    assert!(shown.contains("CLOSED WITHOUT A VERIFICATION (wrong-image)"), "{shown}");

    // The supervisor sees which, by whom and why; the search stays a search.
    let report = world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!((&report["counts"]["searches"], &report["searches"][0]["state"]), (&1.into(), &"closed".into()));
    assert_eq!((&report["outcomes"]["closed"], &report["outcomes"]["confirmed"]), (&1.into(), &0.into()));
    let line = &report["closed"][0];
    assert_eq!((&line["search"], &line["badge"]), (&case.search.as_str().into(), &"B-examiner".into()));
    assert_eq!(line["because"], "the still of the other camera was let in");
    assert!(report["to_look_at"].to_string().contains("lists closed without a verification"), "{report}");
    let story = stdout(&world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("closed the list of search-") && story.contains("(wrong-image)"), "{story}");
    world.verify();
}

#[test]
fn a_closed_list_is_not_taken_up_again_and_nothing_of_it_is_handed_over() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    recorded(&case);
    examiner.write("closing.toml", BY_MISTAKE.replace("wrong-image", "no-longer-wanted"));
    examiner.json(&close_args(&case), &[]);
    let of = |words: &[&'static str]| [words, &[&case.search, "--purpose", &case.purpose]].concat();
    examiner.write("record.toml", AT_SIGHT);
    examiner.refused(&case.record_args("2"), &["2-110-4-D-4"]);
    examiner.refused(&close_args(&case), &["2-110-4-D-4"]);
    world.authorized("reviewer", "reviewer", &[]);
    examiner.refused(&of(&["verify", "packet", "--reviewer", "B-reviewer"]), &["2-110-4-D-4"]);
    examiner.refused(&of(&["verify", "report", "--preliminary", "--out", "sheet"]), &["2-110-4-D-4"]);
    examiner.write("outcome.toml", "result = \"unresolved\"\nbecause = \"nobody asked further\"\n");
    let outcome = ["verify", "outcome", "--candidate", "1", "--file", "outcome.toml"];
    let why = examiner.refused(&of(&outcome), &["2-110-4-D-4"]);
    assert!(why.contains("stays closed") && why.contains("frs search"), "{why}");
    // What says something of a person is still recorded.
    examiner.write(
        "source.toml",
        "kind = \"custody\"\nreference = \"J-77\"\nat = \"2025-11-21\"\nby = \"4412\"\nresult = \
                    \"contradicts\"\nwords = \"in custody that night\"\n",
    );
    examiner.json(&of(&["verify", "source", "--candidate", "1", "--file", "source.toml"]), &[]);
    // A picture that was made before is handed to nobody; what the defence may see tells that it was closed.
    examiner.write("to.toml", "name = \"Bea Lujan\"\nbadge = \"5150\"\nunit = \"Robbery Unit\"\nneed-to-know = \"canvass\"\n\
                    until = \"2027-12-31\"\n[approved]\nbadge = \"4412\"\nat = \"2025-11-21T03:10:00-07:00\"\nchannel = \
                    \"telephone\"\nwords = \"yes\"\n");
    let share = ["share", "inside", "candidate-1/reference-face.png", "--details", "to.toml", "--out", "for-robbery"];
    let why = examiner.refused(&[&share[..], &["--purpose", &case.purpose]].concat(), &["2-110-4-D-4"]);
    assert!(why.contains("candidate-face") && why.contains("frs share discovery"), "{why}");
    assert!(!examiner.path("for-robbery").exists());
    examiner.json(&of(&["share", "discovery", "--out", "discovery"]), &[]);
    let discovery: serde_json::Value = serde_json::from_str(&examiner.read("discovery/discovery.json")).unwrap();
    let records = discovery["records"].as_array().unwrap();
    let closing = records.iter().find(|one| one["operation"] == "verify-close").unwrap();
    assert_eq!((&closing["record"]["why"], &closing["record"]["unverified"]), (&"no-longer-wanted".into(), &1.into()));

    // Searched again it is a list of its own, and its report tells of the other one.
    let probe =
        text(&examiner.json(&["verify", "list", &case.search, "--purpose", &case.purpose], &[])["list"]["probe"]);
    let again = examiner.json(&["search", &probe, "--purpose", &case.purpose], &[]);
    let again = Case { search: text(&again["search"]), purpose: case.purpose.clone(), world: case.world.copy() };
    assert_eq!(waits(&again.world.examiner), ["records"]);
    for candidate in ["1", "2", "3"] {
        std::fs::remove_dir_all(again.world.examiner.path(&format!("candidate-{candidate}"))).unwrap();
    }
    recorded(&again);
    let sheet = ["verify", "report", &again.search, "--preliminary", "--out", "again", "--purpose", &again.purpose];
    again.world.examiner.json(&sheet, &[]);
    let page = again.world.examiner.read("again/report.html");
    assert!(page.contains("it was closed without a verification (no-longer-wanted)"), "{page}");
    // What was recorded on the list that was closed is not left behind there, and the supervisor sees that it was searched again.
    assert!(page.contains("recorded there: candidate 1 as kept"), "{page}");
    let report = again.world.auditor.json(&["audit", "report"], OVERSIGHT);
    let marks = |at: usize| report["searches"][at]["marks"].to_string();
    let marked = [0, 1].map(|at| marks(at).contains("after-closing"));
    assert_eq!(marked.iter().filter(|marked| **marked).count(), 1, "{report}");
    again.world.verify();

    // Its other files leave with it alone.
    world.authorized("lieutenant", "release-authority", &[]);
    examiner.write("terms.toml", TERMS);
    let purpose = case.purpose.as_str();
    let request = |files: &[&'static str], out: &'static str| {
        let rest = ["--details", "terms.toml", "--to", "B-lieutenant", "--out", out, "--purpose", purpose];
        [&["share", "request"], files, &rest].concat()
    };
    let templates = "discovery/templates.json";
    let why = examiner.refused(&request(&[templates], "alone"), &["2-110-4-C", "2-110-4-D-4"]);
    assert!(why.contains("name its discovery.json too"), "{why}");
    examiner.json(&request(&[templates, "discovery/discovery.json"], "both"), &[]);

    // The probe's own files are the same in every collection of its lists: of the open one they leave, though the closed one was collected since.
    let examiner = &again.world.examiner;
    again.world.authorized("lieutenant", "release-authority", &[]);
    for (search, out) in [(&again.search, "two"), (&case.search, "one")] {
        examiner.json(&["share", "discovery", search, "--out", out, "--purpose", &again.purpose], &[]);
    }
    examiner.write("terms.toml", TERMS);
    examiner.json(&request(&["two/discovery.json", "two/probe-received.bin"], "of-two"), &[]);
}

#[test]
fn nobody_is_rid_of_a_review_or_a_dissent_by_closing() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let reviewer = case.world.authorized("reviewer", "reviewer", &[]);
    recorded(&case);
    examiner.json(&["verify", "packet", &case.search, "--reviewer", "B-reviewer", "--purpose", &case.purpose], &[]);
    examiner.write("closing.toml", BY_MISTAKE);
    let why = examiner.refused(&close_args(&case), &["2-110-4-D-4"]);
    assert!(why.contains("blind review of this list is due"), "{why}");
    reviewer.json(&["verify", "review", &case.search, "--out", "pages", "--purpose", &case.purpose], &[]);
    for item in ["A", "B", "C"] {
        reviewer.write("record.toml", AT_SIGHT);
        let ask =
            ["verify", "review", &case.search, "--item", item, "--file", "record.toml", "--purpose", &case.purpose];
        reviewer.json(&ask, &[]);
    }
    let why = examiner.refused(&close_args(&case), &["2-110-4-D-4"]);
    assert!(why.contains("Two examiners differ on candidates 1"), "{why}");
    case.world.verify();
}

#[test]
fn somebody_else_closes_what_nobody_answers_for_any_more() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    let other = world.authorized("other", "examiner", &[]);
    other.write("closing.toml", BY_MISTAKE);
    other.refused(&close_args(&case), &["2-110-4-D-4"]);
    world.retire(examiner);
    let closed = other.json(&close_args(&case), &[]);
    assert_eq!(closed["open"], 3);
    let report = world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!(
        (&report["closed"][0]["badge"], &report["closed"][0]["searched_by"]),
        (&"B-other".into(), &"B-examiner".into())
    );
    world.verify();
}

#[test]
fn a_list_is_shown_once_more_to_whoever_may_see_it() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    let ask = ["verify", "list", &case.search, "--purpose", &case.purpose];
    let shown = examiner.json(&ask, &[]);
    assert_eq!((&shown["schema"], &shown["badge"]), (&"frs.verify-list/1".into(), &"B-examiner".into()));
    let probe = text(&shown["list"]["probe"]);
    let again = examiner.json(&["search", &probe, "--purpose", &case.purpose], &[]);
    assert_eq!((&shown["list"], &shown["list_digest"]), (&again["list"], &again["list_digest"]));
    let said = stdout(&examiner.run(&ask).success());
    assert!(said.contains("INVESTIGATIVE LEAD ONLY") && said.contains("  obama") && !said.contains('%'), "{said}");

    // Not under another case, not by a manager, not by whoever reviews it blind; and whoever saw it reviews it no more.
    let other = examiner.state(&PURPOSE.replace("26-00123", "26-00999"));
    examiner.refused(&["verify", "list", &case.search, "--purpose", &other], &["2-110-4-A"]);
    world.manager.refused(&ask, &["2-110-4-A-1"]);
    let second = world.authorized("second", "examiner", &[]);
    second.json(&ask, &[]);
    let reviewer = world.authorized("reviewer", "reviewer", &[]);
    reviewer.refused(&ask, &["2-110-4-D-4"]);
    // Whoever lost access sees nothing, and the book tells who saw it.
    world.retire(&second);
    second.refused(&ask, &["2-110-4-D-4", "2-110-4-E"]);
    let book = world.book();
    let seen = |entry: &&serde_json::Value| entry["operation"] == "verify-list" && entry["event"] == "outcome";
    assert_eq!(book.iter().filter(seen).count(), 3);
    let story = stdout(&world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("looked at the list of an earlier search"), "{story}");
    world.verify();
}
