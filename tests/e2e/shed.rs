//! What somebody would rather not have found: a dissent, a first record, a search of their own. Each attack is made through the
//! binary, and stays without what it was made for (docs/attacks.md).

use std::cell::Cell;

use frs::{
    operation::{
        FormFile, OperationError, PurposeSource,
        share::{ReleaseAsked, release as release_now},
        verification::{ComparisonFile, FormRequest, OutcomeFile, record_comparison, record_outcome},
    },
    seal::Passphrase,
    vocabulary::{Clock, SystemClock},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    correct::{accepted, entered},
    expunge, release,
    verify::{AT_SIGHT, Case, recorded},
    witness,
    world::*,
};

/// A finished blind review by `reviewer`, under a purpose of their own: every item excluded, which is a dissent on candidate 1.
/// The purpose.
fn dissented(case: &Case, reviewer: &Person) -> String {
    let packet = ["verify", "packet", &case.search, "--reviewer", "B-reviewer", "--purpose", &case.purpose];
    case.world.examiner.json(&packet, &[]);
    let purpose = reviewer.state(PURPOSE);
    reviewer.json(&["verify", "review", &case.search, "--out", "pages", "--purpose", &purpose], &[]);
    reviewer.write("record.toml", AT_SIGHT);
    for item in ["A", "B", "C"] {
        let ask = ["verify", "review", &case.search, "--item", item, "--file", "record.toml", "--purpose", &purpose];
        reviewer.json(&ask, &[]);
    }
    purpose
}

fn in_conflict(case: &Case) {
    let status = case.status(&case.world.examiner);
    assert_eq!(status["review"], serde_json::json!({ "state": "conflict", "ranks": [1] }), "{status}");
    assert_eq!((&status["candidates"][0]["state"], &status["report"]), (&"CONFLICT".into(), &Value::from(false)));
    let report = ["verify", "report", &case.search, "--out", "report", "--purpose", &case.purpose];
    case.world.examiner.refused(&report, &["2-110-4-D-4"]);
}

#[test]
fn a_dissent_stays_where_its_purpose_is_moved_to_another_case() {
    let case = Case::new();
    let reviewer = case.world.authorized("reviewer", "reviewer", &[]);
    recorded(&case);
    let purpose = dissented(&case, &reviewer);
    in_conflict(&case);
    // One signature is enough to say that the reviewer's purpose belongs elsewhere; what they recorded stays with the list.
    let paper = accepted(&case.world, &purpose, "case", "26-00999", &[&case.world.commander]);
    entered(&case.world.manager, &paper);
    in_conflict(&case);
    let story = stdout(&case.world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("DISSENTED"), "{story}");
    case.world.verify();
}

/// What is left of a purpose, its probe and its search.
fn is_there(world: &World, purpose: &str, search: &str) {
    assert_eq!(world.auditor.json(&["purpose", "show", purpose], &[])["purposes"][0]["purpose"], purpose);
    let book = world.book();
    assert!(
        book.iter().any(|entry| entry["values"]["record"].to_string().contains(search)),
        "the search is in the book"
    );
    world.verify();
}

#[test]
fn nobodys_search_vanishes_under_an_order_that_was_signed_before_it_belonged_to_the_case() {
    let case = Case::new();
    let (world, purpose, search) = (&case.world, &case.purpose, &case.search);
    let (examiner, manager) = (&world.examiner, &world.manager);
    let other = examiner.state(&PURPOSE.replace("26-00123", "26-00009"));
    let order = expunge::ordered(world, "case = [\"26-00009\"]\n", &[&world.commander, &world.auditor]);
    // After the order: a search is said to be of that case, and another purpose is stated for it.
    let paper = accepted(world, purpose, "case", "26-00009", &[examiner]);
    entered(manager, &paper);
    let late = examiner.state(&PURPOSE.replace("26-00123", "26-00009"));
    let ask = [&["repository", "expunge", "--order", &order], ADMINISTRATION].concat();
    let plan = manager.json(&[&ask[..], &["--dry-run"]].concat(), &[]);
    assert_eq!((&plan["purposes"], &plan["searches"]), (&serde_json::json!([other]), &0.into()), "{plan}");
    assert_eq!((&plan["corrected"], &plan["later"]), (&serde_json::json!([]), &serde_json::json!([purpose, late])));
    let said = stdout(&manager.run(&[&ask[..], &["--dry-run"]].concat()).success());
    assert!(said.contains("These stay") && said.contains(purpose.as_str()), "{said}");
    let done = expunge::carried_out(manager, &order);
    assert_eq!((&done["purposes"], &done["probes"], &done["searches"]), (&1.into(), &0.into(), &0.into()));
    is_there(world, purpose, search);
    // The supervisor sees the search that was moved.
    let report = world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert!(report["searches"][0]["marks"].to_string().contains("corrected-case"), "{}", report["searches"]);
    // A later order for the case reaches it, and its plan says first what was stated for another one.
    let order = expunge::ordered(world, "case = [\"26-00009\", \"26-00010\"]\n", &[&world.commander, &world.auditor]);
    let ask = [&["repository", "expunge", "--order", &order], ADMINISTRATION].concat();
    let plan = manager.json(&[&ask[..], &["--dry-run"]].concat(), &[]);
    assert_eq!((&plan["corrected"], &plan["later"]), (&serde_json::json!([purpose]), &serde_json::json!([])), "{plan}");
    let said = stdout(&manager.run(&[&ask[..], &["--dry-run"]].concat()).success());
    assert!(said.contains("LOOK AT THESE FIRST"), "{said}");
    let done = expunge::carried_out(manager, &order);
    assert_eq!((&done["purposes"], &done["searches"]), (&2.into(), &1.into()));
    world.verify();
}

fn form_of(text: &str) -> ComparisonFile {
    ComparisonFile::read(text).unwrap()
}

fn cited(case: &Case) -> PurposeSource {
    PurposeSource::Cite(case.purpose.parse().unwrap())
}

fn refused_by<T: std::fmt::Debug>(done: Result<T, OperationError>, rule: &str) {
    match done {
        Err(OperationError::Refused { refusal, .. }) => {
            assert!(refusal.breaches().iter().any(|breach| breach.rule == rule), "{refusal:?}");
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_form_that_was_left_open_changes_nothing_that_was_reviewed_since() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    let reviewer = world.authorized("reviewer", "reviewer", &[]);
    recorded(&case);
    // The first record of candidate 1, who is kept, is being written again; meanwhile the second examiner excludes them.
    let done = examiner.at(&SystemClock, |desk| {
        let form = || {
            dissented(&case, &reviewer);
            Ok(form_of(AT_SIGHT))
        };
        let ask = FormRequest { search: case.search.clone(), candidate: 1, form: &form, purpose: cited(&case) };
        record_comparison(desk, &ask)
    });
    refused_by(done, "first_records_stand");
    in_conflict(&case);
    world.verify();
}

#[test]
fn an_outcome_that_was_left_open_does_not_pass_over_a_source_that_contradicts() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    recorded(&case);
    let source = |kind: &str, result: &str| {
        let form = format!(
            "kind = \"{kind}\"\nreference = \"R-88123\"\nat = \"2025-11-21\"\nby = \"4412\"\nresult = \"{result}\"\nwords = \"as \
             the record says\"\n"
        );
        examiner.write("form.toml", form);
        let ask = ["verify", "source", &case.search, "--candidate", "1", "--file", "form.toml", "--purpose"];
        examiner.json(&[&ask[..], &[&case.purpose]].concat(), &[]);
    };
    source("mvd", "supports");
    source("height", "supports");
    let done = examiner.at(&SystemClock, |desk| {
        let form = || {
            source("custody", "contradicts");
            OutcomeFile::read("result = \"confirmed\"\nbecause = \"two sources agree\"\n")
        };
        let ask = FormRequest { search: case.search.clone(), candidate: 1, form: &form, purpose: cited(&case) };
        record_outcome(desk, &ask)
    });
    refused_by(done, "verified_elsewhere");
    assert_eq!(case.status(examiner)["candidates"][0]["state"], "UNVERIFIED");
    world.verify();
}

/// A clock that does something when it is asked for the time the so-manyeth time after it was set.
struct Then<'a>(Cell<Option<u32>>, &'a dyn Fn());

impl Clock for Then<'_> {
    fn now(&self) -> Timestamp {
        match self.0.get() {
            Some(0) => {
                self.0.set(None);
                (self.1)();
            }
            left => self.0.set(left.map(|left| left - 1)),
        }
        Timestamp::now()
    }
}

#[test]
fn what_lands_while_a_record_is_written_keeps_it_out() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    let reviewer = world.authorized("reviewer", "reviewer", &[]);
    recorded(&case);
    let meanwhile = || drop(dissented(&case, &reviewer));
    let clock = Then(Cell::new(None), &meanwhile);
    let done = examiner.at(&clock, |desk| {
        // Asked for the judgement, for the intent, and for the outcome: by then the gate has let it through.
        let form = || {
            clock.0.set(Some(2));
            Ok(form_of(AT_SIGHT))
        };
        let ask = FormRequest { search: case.search.clone(), candidate: 1, form: &form, purpose: cited(&case) };
        record_comparison(desk, &ask)
    });
    assert!(matches!(&done, Err(OperationError::Environment(why)) if why.contains("worked on this list")), "{done:?}");
    assert_eq!(clock.0.get(), None);
    in_conflict(&case);
    assert_eq!(world.status()["unfinished"], serde_json::json!([]));
    world.verify();
}

#[test]
fn a_probe_is_enrolled_under_no_name_and_a_reference_that_becomes_one_is_told() {
    let case = Case::new();
    let (world, examiner, manager) = (&case.world, &case.world.examiner, &case.world.manager);
    let before = world.status()["references"].clone();
    // The probe of the case, under somebody's name: by its file, and in a list.
    manager.portrait("obama2.jpg");
    let ask = ["enroll", "obama2.jpg", "--subject", "John Doe", "--json"];
    let line = json_lines(&manager.run(&[&ask[..], ADMINISTRATION].concat()).code(1));
    assert!(line.iter().any(|line| line["result"] == "probe"), "{line:?}");
    let said = stdout(&manager.run(&[&ask[..4], ADMINISTRATION].concat()).code(1));
    assert!(said.contains("probe"), "{said}");
    assert_eq!(world.status()["references"], before);
    // The other way round: a reference becomes the probe. It is let in, and everybody is told.
    examiner.portrait("biden.jpg");
    let admitted = examiner.json(&examiner.probe_args("biden.jpg", &case.purpose), &[]);
    assert!(admitted["warnings"].to_string().contains("this very image is enrolled"), "{admitted}");
    let probe = text(&admitted["probe"]);
    let found = examiner.json(&["search", &probe, "--purpose", &case.purpose], &[]);
    let marks = |at: usize| found["list"]["candidates"][at]["marks"].to_string().contains("same-as-probe");
    assert_eq!([0, 1, 2].map(marks), [true, false, false], "{found}");
    let said = stdout(&examiner.run(&["search", &probe, "--purpose", &case.purpose]).success());
    assert!(said.contains("SAME AS PROBE"), "{said}");
    world.verify();
}

/// A clock that stands four days later from the so-manyeth time on that it is asked after it was set.
struct Later(Cell<Option<u32>>);

impl Clock for Later {
    fn now(&self) -> Timestamp {
        let days = match self.0.get() {
            Some(0) => 4,
            left => {
                self.0.set(left.map(|left| left - 1));
                0
            }
        };
        Timestamp::now() + SignedDuration::from_hours(24 * days)
    }
}

#[test]
fn a_release_does_not_outlast_what_allowed_it() {
    let matter = release::Matter::new();
    let (world, examiner) = (matter.world(), matter.examiner());
    let asked = matter.request("asked", release::TERMS);
    matter.sign("release-approval.frs", "signed.frs");
    world.accept("signed.frs");
    witness::round(world, &matter.witness, "one.txt");
    // The prompt is left open for four days; and the machine stands still for as long between judgement and release.
    for calls in [0, 2] {
        let clock = Later(Cell::new(None));
        let done = examiner.at(&clock, |desk| {
            let ask = ReleaseAsked {
                files: vec![examiner.path(release::FACE)],
                probe: None,
                approval: text(&asked["paper"]).parse().unwrap(),
                recipient_key: None,
                passphrase: &|| {
                    clock.0.set(Some(calls));
                    Ok(Passphrase::new("correct horse of the defence".to_owned()))
                },
                out: examiner.path("late.age"),
                purpose: cited(&matter.case),
            };
            release_now(desk, &ask)
        });
        refused_by(done, "purpose_in_time");
        assert!(!examiner.path("late.age").exists());
    }
    let last = world.book().into_iter().rfind(|entry| entry["operation"] == "release").unwrap();
    assert_eq!(last["values"]["result"], "refused", "{last}");
    // In time it leaves.
    examiner.write("words.txt", "correct horse of the defence\n");
    #[cfg(unix)]
    std::fs::set_permissions(examiner.path("words.txt"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let paper = text(&asked["paper"]);
    examiner.json(&matter.release_args(&paper, "in-time.age", &["--bundle-passphrase-file", "words.txt"]), &[]);
    world.verify();
}

#[test]
fn who_knows_the_list_from_elsewhere_does_not_review_it_blind() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    let both = world.authorized("both", "examiner\", \"reviewer", &[]);
    recorded(&case);
    let packet = |case: &Case, badge: &str| {
        let ask = ["verify", "packet", &case.search, "--reviewer", badge, "--purpose", &case.purpose];
        examiner.refused(&ask, &["2-110-4-D-4"])
    };
    // Another search of the same image, and its list.
    both.portrait("obama2.jpg");
    let purpose = both.state(&PURPOSE.replace("26-00123", "26-00777"));
    let probe = both.probe("obama2.jpg", &purpose);
    both.json(&["search", &probe, "--purpose", &purpose], &[]);
    assert!(packet(&case, "B-both").contains("another list of the same image"));
    // Who has the packet already, and then looks: what they record after it would be no blind look.
    let late = world.authorized("late", "examiner\", \"reviewer", &[]);
    let ask = ["verify", "packet", &case.search, "--reviewer", "B-late", "--purpose", &case.purpose];
    examiner.json(&ask, &[]);
    let purpose = late.state(PURPOSE);
    let pages = ["verify", "review", &case.search, "--out", "pages", "--purpose", &purpose];
    late.json(&pages, &[]);
    late.write("record.toml", AT_SIGHT);
    late.portrait("obama2.jpg");
    let probe = late.probe("obama2.jpg", &purpose);
    late.json(&["search", &probe, "--purpose", &purpose], &[]);
    let item = ["verify", "review", &case.search, "--item", "A", "--file", "record.toml", "--purpose", &purpose];
    let again = ["verify", "review", &case.search, "--out", "again", "--purpose", &purpose];
    for ask in [&item[..], &again[..]] {
        assert!(late.refused(ask, &["2-110-4-D-4"]).contains("another list of the same image"));
    }
    // Who made this very list again knows it.
    let replaying = world.authorized("replaying", "examiner\", \"reviewer", &[]);
    replaying.json(&["search", "--replay", &case.search, "--purpose", &case.purpose], &[]);
    assert!(packet(&case, "B-replaying").contains("knows this list (frs search --replay)"));
}

#[test]
fn a_dissent_is_not_shed_by_searching_again() {
    let case = Case::of(World::with(|floor| frs::policy::Floor { blind_review: false, ..floor }));
    let (world, examiner) = (&case.world, &case.world.examiner);
    let reviewer = world.authorized("reviewer", "reviewer", &[]);
    recorded(&case);
    dissented(&case, &reviewer);
    let purpose = examiner.state(PURPOSE);
    let probe = examiner.probe("obama2.jpg", &purpose);
    let found = examiner.json(&["search", &probe, "--purpose", &purpose], &[]);
    let again = Case { search: text(&found["search"]), purpose, world: case.world.copy() };
    let report = world.auditor.json(&["audit", "report"], OVERSIGHT);
    let marks = |at: usize| report["searches"][at]["marks"].to_string().contains("after-dissent");
    assert_eq!([marks(0), marks(1)], [false, true], "{report}");
    assert!(report["to_look_at"].to_string().contains("after-dissent"), "{report}");
    // One signature says that the first search belongs elsewhere: it was this case's when it was made.
    let (world, examiner) = (&again.world, &again.world.examiner);
    let paper = accepted(world, &case.purpose, "case", "26-00999", &[&world.commander]);
    entered(&world.manager, &paper);
    for candidate in ["1", "2", "3"] {
        examiner
            .run(&[
                "verify",
                "open",
                &again.search,
                "--candidate",
                candidate,
                "--out",
                &format!("again-{candidate}"),
                "--purpose",
                &again.purpose,
            ])
            .success();
        again.record(examiner, candidate, AT_SIGHT);
    }
    let ask = ["verify", "report", &again.search, "--out", "again", "--purpose", &again.purpose];
    examiner.json(&ask, &[]);
    let page = examiner.read("again/report.html");
    assert!(page.contains("DISSENTED on candidate 1") && page.contains(&case.search), "{page}");
}
