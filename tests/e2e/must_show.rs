//! Issue by issue what must be refused from candidate to release: each through the binary, each with its paragraph on the screen.

use std::fs;

use frs::{
    operation::witness::Asked,
    seal::{KeyFile, Passphrase, ReceivingSecret},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    release::{FACE, Matter},
    share::hand,
    verify::AT_SIGHT,
    witness::{self, Witness},
    world::*,
};

/// Refused: exit 3, the paragraph and these words on the screen, and nothing is written to `x`.
#[track_caller]
fn shown(person: &Person, args: &[&str], paragraph: &str, words: &str) {
    let screen = stderr(&person.run(args).code(3));
    let plain = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains(paragraph) && plain.contains(words), "{args:?}: {paragraph}, {words:?}: {screen}");
    assert!(!person.path("x").exists(), "{args:?}");
}

/// The witness's clock stands so far ahead: from the cosigned time on, that is the gate's time, whatever a machine says.
fn round_ahead(world: &World, witness: &Witness, request: &str, ahead: SignedDuration) {
    witness::checkpoint(world, request);
    witness.take(&world.auditor, request);
    let person = &witness.person;
    let asked = Asked::read(&person.home(), &person.path(request), None, false).unwrap();
    let key_file = KeyFile::open(&person.home().join("key.toml")).unwrap();
    let secrets = key_file.unlock(&Passphrase::new(person.read("passphrase").trim_end().to_owned())).unwrap();
    let answer = format!("{request}.answer");
    asked.cosign(&secrets, Timestamp::now() + ahead, false, &person.path(&answer)).unwrap();
    fs::copy(person.path(&answer), world.auditor.path(&answer)).unwrap();
    witness::accept(world, &answer);
}

fn hours(hours: i64) -> String {
    format!("{:.0}", Timestamp::now() + SignedDuration::from_hours(hours))
}

#[test]
fn before_the_records_and_the_review_there_is_no_report_and_no_review_by_whoever_searched() {
    let matter = Matter::new();
    let (case, examiner) = (&matter.case, matter.examiner());
    // Two of three candidates have no record.
    shown(examiner, &case.report_args("x", &[]), "2-110-4-D-4", "have no record");
    for rank in ["2", "3"] {
        case.open(examiner, rank);
        case.record(examiner, rank, AT_SIGHT);
    }
    shown(examiner, &case.report_args("x", &[]), "2-110-4-D-4", "No second examiner has reviewed");
    let own = ["verify", "packet", &case.search, "--reviewer", "B-examiner", "--purpose", &case.purpose];
    shown(examiner, &own, "2-110-4-D-4", "does not hold the role reviewer");
    // Also one who holds both roles, and made the search.
    let both = matter.world().authorized("both", "examiner\", \"reviewer", &[]);
    let purpose = both.state(PURPOSE);
    both.portrait("obama2.jpg");
    let probe = both.probe("obama2.jpg", &purpose);
    let search = text(&both.json(&["search", &probe, "--purpose", &purpose], &[])["search"]);
    for rank in ["1", "2", "3"] {
        let open =
            ["verify", "open", &search, "--candidate", rank, "--out", &format!("c{rank}"), "--purpose", &purpose];
        both.json(&open, &[]);
        both.write("record.toml", AT_SIGHT);
        let file = ["--file", "record.toml", "--purpose", &purpose];
        both.json(&[&["verify", "record", &search, "--candidate", rank], &file[..]].concat(), &[]);
    }
    let own = ["verify", "packet", &search, "--reviewer", "B-both", "--purpose", &purpose];
    shown(&both, &own, "2-110-4-D-4", "made the search");
    // A second key beside the first one would be a second person.
    let mut again = matter.world().person("both-again");
    again.write("me.toml", details("both", "examiner\", \"reviewer"));
    let ask =
        ["paper", "request", "authorization", "--program", &matter.world().program, "--details", "me.toml", "--out"];
    again.run(&[&ask[..], &["request.frs"]].concat()).success();
    let commander = &matter.world().commander;
    fs::copy(again.path("request.frs"), commander.path("again.frs")).unwrap();
    commander.run(&["paper", "sign", "again.frs", "--yes", "--out", "again-signed.frs"]).success();
    fs::copy(commander.path("again-signed.frs"), again.authorization()).unwrap();
    let accept = [&["paper", "accept", "again-signed.frs"][..], ADMINISTRATION].concat();
    shown(commander, &accept, "2-110-4-B", "acts with another key already");
    // In its place it is no other person: the same badge is the same person.
    matter.world().retire(&both);
    matter.world().accept("again-signed.frs");
    again.name = "both".into();
    let purpose = again.state(PURPOSE);
    let anew = ["verify", "packet", &search, "--reviewer", &again.id, "--purpose", &purpose];
    shown(&again, &anew, "2-110-4-D-4", "made the search");
    matter.world().verify();
}

#[test]
fn without_the_approval_that_counts_nothing_is_handed_to_anybody() {
    let matter = Matter::new();
    let (world, examiner, lieutenant) = (matter.world(), matter.examiner(), &matter.lieutenant);
    let purpose = examiner.state(&PURPOSE.replace("4412", "B-lead"));
    let lead = world.authorized("lead", "lead-investigator", &[]);
    let face = frs::seal::sha256(&fs::read(examiner.path(FACE)).unwrap());
    let share_refused = |rest: &[&str], words: &str| {
        let args = ["share", "inside", FACE, "--out", "x", "--purpose", &purpose];
        shown(examiner, &[&args[..], rest].concat(), "2-110-4-D-6", words);
    };

    // Inside: nobody approved it; whoever may is named.
    share_refused(&[], "Nobody is named who approved it");
    share_refused(&[], "the lead on this incident (badge B-lead), the Commander (badge commander)");
    // Signed for a day that passes, and for other items: one byte.
    let approve = |name: &str, digest: &str, expires: &str| {
        let text_of = format!(
            "case = \"26-00123\"\nitem = [\"candidate-face {digest}\"]\nrecipient = \"Bea Lujan\"\nbasis = \"leads the \
             canvass\"\nexpires = \"{expires}\"\n"
        );
        examiner.write("approval.toml", text_of);
        let ask = ["paper", "request", "share-approval", "--program", &world.program, "--details", "approval.toml"];
        examiner.run(&[&ask[..], &["--out", name]].concat()).success();
        hand(examiner, &lead, name);
        let signed = format!("signed-{name}");
        lead.run(&["paper", "sign", name, "--yes", "--out", &signed]).success();
        hand(&lead, &world.commander, &signed);
        text(&world.accept(&signed)["paper"])
    };
    let soon = approve("soon.frs", &face.to_string(), &hours(10));
    let other = frs::seal::sha256(b"one byte more");
    let other = approve("other.frs", &other.to_string(), "2027-12-31");
    share_refused(&["--approval", &other], &format!("named here, not approved: candidate-face {face}"));

    // Outside: before the approval was accepted; another key; another item; one byte.
    let late = matter.terms().replace("2027-12-31", &hours(10));
    let papers = [("kept", matter.terms()), ("late", late)].map(|(out, terms)| {
        let paper = text(&matter.request(out, &terms)["paper"]);
        let release = matter.release_args(&paper, "x", &[]).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let args: Vec<&str> = release.iter().map(String::as_str).collect();
        shown(examiner, &args, "2-110-4-C", "nothing leaves before it is entered");
        let signed = format!("{out}.frs");
        matter.sign("release-approval.frs", &signed);
        world.accept(&signed);
        paper
    });
    witness::round(world, &matter.witness, "one.txt");
    let [kept, late] = &papers;
    let release_refused = |paper: &str, rest: &[&str], words: &str| {
        shown(examiner, &matter.release_args(paper, "x", rest), "2-110-4-C", words);
    };
    let foreign = ReceivingSecret::generate().receiving_key().to_string();
    release_refused(kept, &["--recipient-key", &foreign], "another key of the recipient");
    let mut more = matter.release_args(kept, "x", &[]);
    more.insert(3, "candidate-1/probe-face.png");
    shown(examiner, &more, "2-110-4-C", "named here, not approved: probe-face");
    let genuine = fs::read(examiner.path(FACE)).unwrap();
    let mut changed = genuine.clone();
    *changed.last_mut().unwrap() ^= 1;
    examiner.write(FACE, &changed);
    release_refused(kept, &[], "they were changed, or made elsewhere");
    share_refused(&["--approval", &soon], "they were changed, or made elsewhere");
    examiner.write(FACE, &genuine);

    // Hours later, by the time that a witness has cosigned, both have expired.
    round_ahead(world, &matter.witness, "two.txt", SignedDuration::from_hours(12));
    share_refused(&["--approval", &soon], "The approval expired at");
    release_refused(late, &[], "The approval expired at");
    // Whoever approved has retired since.
    world.retire(lieutenant);
    release_refused(kept, &[], "suspended or retired since");
    world.verify();
}

#[test]
fn an_approval_lets_one_release_out_and_an_endangered_persons_list_serves_no_other_purpose() {
    let matter = Matter::new();
    let (world, examiner) = (matter.world(), matter.examiner());
    let paper = text(&matter.request("asked", &matter.terms())["paper"]);
    matter.sign("release-approval.frs", "signed.frs");
    world.accept("signed.frs");
    witness::round(world, &matter.witness, "one.txt");
    examiner.json(&matter.release_args(&paper, "bundle.zip.age", &[]), &[]);
    shown(examiner, &matter.release_args(&paper, "x", &[]), "2-110-4-C", "was released already");

    let helped = examiner.state(
        "purpose = \"endangered-person\"\ncase-number = \"26-00123\"\nunable-because = \"unconscious\"\nmedical-danger = \
         \"diabetic shock\"\nassessed-by = \"Dr. Ortiz\"\nofficer-in-charge = \"Ana Vigil\"\nofficer-badge = \"4412\"\n",
    );
    let probe = examiner.probe("obama2.jpg", &helped);
    let search = text(&examiner.json(&["search", &probe, "--purpose", &helped], &[])["search"]);
    examiner.json(&["verify", "open", &search, "--candidate", "1", "--out", "helped", "--purpose", &helped], &[]);
    // The same case, to find a suspect: neither the list, nor a candidate, nor what was written of it, nor all of it.
    let reuse = |args: &[&str]| {
        let args = [args, &["--purpose", &matter.case.purpose]].concat();
        shown(examiner, &args, "2-110-4-A-3", "endangered");
    };
    reuse(&["verify", "status", &search]);
    reuse(&["verify", "open", &search, "--candidate", "1", "--out", "x"]);
    examiner.write("record.toml", AT_SIGHT);
    reuse(&["verify", "record", &search, "--candidate", "1", "--file", "record.toml"]);
    reuse(&["verify", "report", &search, "--out", "x"]);
    reuse(&["share", "discovery", &search, "--out", "x"]);
    examiner.write("terms.toml", matter.terms());
    let ask = ["share", "request", "helped/comparison.html", "--details", "terms.toml", "--to", "B-lieutenant"];
    reuse(&[&ask[..], &["--out", "x"]].concat());
    world.verify();
}
