//! One case from the still to the defence, each role with a home of its own: what docs/walkthrough.md tells, through the binary.

use std::fs;

use frs::{policy::Floor, seal::ReceivingSecret};
use serde_json::Value;

use super::{
    share::hand,
    verify::{AT_SIGHT, Case, compared, recorded},
    witness::{self, Witness, outsider},
    world::*,
};

/// Files that a directory of the examiner holds, by name.
fn names(person: &Person, directory: &str) -> Vec<String> {
    let entries = fs::read_dir(person.path(directory)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The second examiner looks at every item blind; of what the first one kept, they say the same.
fn reviewed(case: &Case, reviewer: &Person) {
    let packet = ["verify", "packet", &case.search, "--reviewer", "B-reviewer", "--purpose", &case.purpose];
    case.world.examiner.json(&packet, &[]);
    reviewer.json(&["verify", "review", &case.search, "--out", "pages", "--purpose", &case.purpose], &[]);
    let book = case.world.book();
    let packet = book.iter().find(|e| e["operation"] == "verify-packet" && e["event"] == "outcome").unwrap();
    let record: Value = serde_json::from_str(&text(&packet["values"]["record"])).unwrap();
    let mut last = Value::Null;
    for (letter, rank) in ["A", "B", "C"].iter().zip(record["order"].as_array().unwrap()) {
        let form = if *rank == 1 { compared("some-support") } else { AT_SIGHT.to_owned() };
        reviewer.write("record.toml", form);
        let item = ["verify", "review", &case.search, "--item", letter, "--file", "record.toml", "--purpose"];
        last = reviewer.json(&[&item[..], &[&case.purpose]].concat(), &[]);
    }
    assert_eq!(last["agrees"], true, "{last}");
}

/// Two sources outside face recognition, one of which could have spoken against; then what they lead to.
fn settled(case: &Case) {
    let examiner = &case.world.examiner;
    let ask = |command: &str| {
        let ask =
            ["verify", command, &case.search, "--candidate", "1", "--file", "form.toml", "--purpose", &case.purpose];
        examiner.json(&ask, &[])
    };
    for (kind, words) in [("mvd", "same address as the receipt"), ("alibi", "was not at work that day")] {
        examiner.write(
            "form.toml",
            format!(
                "kind = \"{kind}\"\nreference = \"R-88123\"\nat = \"2025-11-21\"\nby = \"4412\"\nresult = \"supports\"\n\
                 words = \"{words}\"\n"
            ),
        );
        ask("source");
    }
    examiner.write("form.toml", "result = \"confirmed\"\nbecause = \"two sources outside face recognition\"\n");
    assert_eq!(ask("outcome")["what"], "outcome");
}

#[test]
fn a_case_from_the_still_to_the_defence() {
    let witness = Witness::new("witness");
    let case = Case::of(witness::world(&[&witness], |floor| floor));
    let reviewer = case.world.authorized("reviewer", "reviewer", &[]);
    let lieutenant = case.world.authorized("lieutenant", "release-authority", &[]);
    run(&case, &witness, Some(&reviewer), (&lieutenant, "B-lieutenant"));
}

/// Commander, examiner, auditor; the manager of this test only enrolled. No second examiner, and every page says so.
#[test]
fn the_same_with_a_program_of_three() {
    let witness = Witness::new("witness");
    let case = Case::of(witness::world(&[&witness], |floor| Floor {
        blind_review: false,
        commander_may_be_release_authority: true,
        ..floor
    }));
    let commander = &case.world.commander;
    run(&case, &witness, None, (commander, &commander.id));
}

fn run(case: &Case, witness: &Witness, reviewer: Option<&Person>, (lieutenant, badge): (&Person, &str)) {
    let (world, examiner, auditor) = (&case.world, &case.world.examiner, &case.world.auditor);
    let report = |out: &str, more: &[&str]| {
        let ask = ["verify", "report", &case.search, "--out", out, "--purpose", &case.purpose];
        examiner.json(&[&ask[..], more].concat(), &[])
    };

    // 03:00: every candidate compared, and a sheet that says what is missing.
    recorded(case);
    if let Some(reviewer) = reviewer {
        assert_eq!(report("sheet", &["--preliminary"])["preliminary"], true);
        reviewed(case, reviewer);
    }
    // The next days: the sources, the report.
    settled(case);
    let whole = report("report", &[]);
    assert_eq!((&whole["preliminary"], &whole["unverified"]), (&false.into(), &serde_json::json!([])));
    assert_eq!(names(examiner, "report"), ["report.html", "report.json", "report.pdf"]);
    let page = examiner.read("report/report.html");
    let second = if reviewer.is_some() { "B-reviewer" } else { "There was no second examiner" };
    for told in [second, "same address as the receipt", "was not at work that day", "No line-up from this list"] {
        assert!(page.contains(told), "{told}");
    }

    // For the prosecutor and the defence: the others redacted, exactly as the release authority saw it, once.
    let redacted = report("redacted", &["--redact-others"]);
    assert_eq!(redacted["redacted"], 2);
    let secret = ReceivingSecret::generate();
    let key = secret.receiving_key().to_string();
    examiner.write(
        "terms.toml",
        format!(
            "recipient = \"Public Defender, L. Chavez\"\nbasis = \"discovery order 26-77\"\nonward = \"to the defence \
             expert\"\nexpires = \"2027-12-31\"\nconditions = [\"for this case only\"]\nrecipient-key = \"{key}\"\n"
        ),
    );
    let files = ["redacted/report.pdf", "redacted/report.json"];
    let to = ["--details", "terms.toml", "--to", badge, "--out", "asked", "--purpose", &case.purpose];
    let asked = examiner.json(&[&["share", "request"], &files[..], &to].concat(), &[]);
    let paper = text(&asked["paper"]);
    // The whole report, with everybody's face, cannot even be asked for.
    let everybody = [&["share", "request", "report/report.pdf"], &to[..4], &["--out", "all"], &to[6..]].concat();
    examiner.refused(&everybody, &["2-110-4-C"]);
    hand(examiner, lieutenant, "asked/packet.zip.age");
    lieutenant.json(&["share", "open", "packet.zip.age", "--out", "look"], &[]);
    lieutenant.run(&["paper", "sign", "look/release-approval.frs", "--yes", "--out", "signed.frs"]).success();
    if lieutenant.dir != world.commander.dir {
        hand(lieutenant, &world.commander, "signed.frs");
    }
    let release = ["--approval", &paper, "--out", "bundle.zip.age", "--purpose", &case.purpose];
    let release = [&["share", "release"], &files[..], &release].concat();
    examiner.refused(&release, &["2-110-4-C"]);
    world.accept("signed.frs");
    witness::round(world, witness, "one.txt");
    examiner.json(&release, &[]);
    examiner.refused(&release, &["2-110-4-C"]);

    // The recipient, with their key and what the Commander and the witness told, and nothing else.
    let stranger = Witness::new("defence");
    let (program, witness_key) = outsider(world, witness, &stranger.person.dir);
    let entry = redacted["entry"]["outcome"].to_string();
    let prove = ["audit", "prove", &entry, "--open", "record", "--out", "report.tlog-proof"];
    auditor.json(&prove, OVERSIGHT);
    stranger.take(auditor, "report.tlog-proof");
    let defence = &stranger.person;
    hand(examiner, defence, "bundle.zip.age");
    defence.write("key.txt", format!("{}\n", &*secret.expose_text()));
    let fingerprint = text(&asked["program"]["fingerprint"]);
    let open =
        ["share", "open", "bundle.zip.age", "--out", "got", "--identity", "key.txt", "--fingerprint", &fingerprint];
    let opened = defence.json(&[&open[..], &["--witness", &witness_key]].concat(), &[]);
    assert_eq!((&opened["anchored"], &opened["acceptance"]), (&true.into(), &"proven".into()));
    assert_eq!(opened["witnesses"], "named");
    let got = names(defence, "got");
    let named = |end: &str| format!("got/{}", got.iter().find(|name| name.ends_with(end)).expect(end));
    let (pdf, record) = (named(".pdf"), named("report-json-redacted.json"));
    assert_eq!(fs::read(defence.path(&pdf)).unwrap(), fs::read(examiner.path("redacted/report.pdf")).unwrap());
    let check = ["audit", "check-report", &pdf, &record, "--proof", "report.tlog-proof", "--program", &program];
    assert_eq!(defence.json(&[&check[..], &["--witness", &witness_key]].concat(), &[])["verdict"], "proven");

    // Weeks later: the same search gives the same list, and one story tells all of it.
    let again = world.commander.json(&["search", "--replay", &case.search], OVERSIGHT);
    assert_eq!(again["verdict"], "identical", "{again}");
    let story = stdout(&auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    let reviews: &[&str] = if reviewer.is_some() { &["preliminary", "recorded item B"] } else { &[] };
    for told in ["Public Defender", "released outside: 2 items"].iter().chain(reviews) {
        assert!(story.to_lowercase().contains(&told.to_lowercase()), "{told}: {story}");
    }
    world.verify();
}
