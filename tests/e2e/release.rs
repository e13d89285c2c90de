//! What leaves the Department, through the binary (2-110-4-C): asked for, looked at, signed, entered, witnessed, released once.

use std::{fs, path::Path, process::Command};

use frs::{
    policy::Floor,
    seal::{ReceivingSecret, bundle::BundleFile, bundle::read_bundle, bundle::write_bundle, open_sealed, seal_to},
};
use serde_json::Value;

use super::{
    share::hand,
    standard_tools::there,
    verify::{AT_SIGHT, Case, compared},
    witness::{self, Witness},
    world::*,
};

/// A case whose program has a witness and a release authority.
pub struct Matter {
    pub case: Case,
    pub witness: Witness,
    pub lieutenant: Person,
    /// The recipient's key, as an age identity file of theirs.
    pub key: String,
}

pub const TERMS: &str = "recipient = \"Public Defender, L. Chavez\"\nbasis = \"discovery order 26-77\"\nonward = \"to the defence \
     expert\"\nexpires = \"2027-12-31\"\nconditions = [\"for this case only\"]\n";
pub const FACE: &str = "candidate-1/reference-face.png";

impl Matter {
    pub fn new() -> Self {
        Self::under(|floor| floor)
    }

    pub fn under(change: impl FnOnce(Floor) -> Floor) -> Self {
        let witness = Witness::new("witness");
        let case = Case::of(witness::world(&[&witness], change));
        case.open(&case.world.examiner, "1");
        // Nobody's face leaves who is not kept.
        case.record(&case.world.examiner, "1", &compared("some-support"));
        let lieutenant = case.world.authorized("lieutenant", "release-authority", &[]);
        let secret = ReceivingSecret::generate();
        let key = secret.receiving_key().to_string();
        lieutenant.write("recipient/key.txt", format!("# public key: {key}\n{}\n", &*secret.expose_text()));
        Self { case, witness, lieutenant, key }
    }

    pub fn world(&self) -> &World {
        &self.case.world
    }

    pub fn examiner(&self) -> &Person {
        &self.case.world.examiner
    }

    /// Asks; paper and packet go to the lieutenant.
    pub fn request(&self, out: &str, terms: &str) -> Value {
        let examiner = self.examiner();
        examiner.write("terms.toml", terms);
        let asked = examiner.json(&self.request_args(out, &[FACE]), &[]);
        hand(examiner, &self.lieutenant, &format!("{out}/packet.zip.age"));
        hand(examiner, &self.lieutenant, &format!("{out}/release-approval.frs"));
        asked
    }

    fn request_args<'a>(&'a self, out: &'a str, files: &[&'a str]) -> Vec<&'a str> {
        let rest = ["--details", "terms.toml", "--to", "B-lieutenant", "--out", out, "--purpose", &self.case.purpose];
        [&["share", "request"], files, &rest].concat()
    }

    /// Asks somebody; nothing is handed on yet.
    pub fn request_to(&self, out: &str, terms: &str, badge: &str) -> Value {
        let examiner = self.examiner();
        examiner.write("terms.toml", terms);
        let ask = ["share", "request", FACE, "--details", "terms.toml", "--to", badge, "--out", out, "--purpose"];
        examiner.json(&[&ask[..], &[&self.case.purpose]].concat(), &[])
    }

    pub fn sign(&self, file: &str, out: &str) {
        let _ = fs::remove_file(self.lieutenant.path(out));
        self.lieutenant.run(&["paper", "sign", file, "--yes", "--out", out]).success();
        hand(&self.lieutenant, &self.world().commander, out);
    }

    pub fn release_args<'a>(&'a self, paper: &'a str, out: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
        let named = ["share", "release", FACE, "--approval", paper, "--out", out, "--purpose", &self.case.purpose];
        [&named[..], rest].concat()
    }

    /// To the recipient's key.
    pub fn terms(&self) -> String {
        format!("{TERMS}recipient-key = \"{}\"\n", self.key)
    }
}

#[test]
fn a_release_is_asked_for_looked_at_signed_entered_witnessed_and_made_once() {
    let matter = Matter::new();
    let (world, examiner, lieutenant) = (matter.world(), matter.examiner(), &matter.lieutenant);
    let asked = matter.request("asked", &matter.terms());
    assert_eq!((&asked["schema"], &asked["authority"]), (&"frs.share-request/1".into(), &"B-lieutenant".into()));
    let paper = text(&asked["paper"]);

    // The release authority sees exactly what would leave, without a repository; nobody else can.
    let look = ["share", "open", "packet.zip.age", "--out", "look"];
    let packet = lieutenant.json(&look, &[]);
    // Their own authorization says that it is their program; of a packet, nothing is approved yet.
    assert_eq!(
        (&packet["class"], &packet["anchored"], &packet["acceptance"]),
        (&"packet".into(), &true.into(), &"none".into())
    );
    assert_eq!(packet["conditions"], serde_json::json!(["for this case only"]));
    let shown = fs::read(lieutenant.path("look/01-candidate-face.png")).unwrap();
    assert_eq!(shown, fs::read(examiner.path(FACE)).unwrap());
    hand(lieutenant, &world.manager, "packet.zip.age");
    let other = world.manager.run(&look).code(2);
    assert!(stderr(&other).contains("sealed to another key"), "{}", stderr(&other));

    // Nothing leaves before the signed paper is entered, and witnesses have seen it.
    let refused = |rest: &[&str]| examiner.refused(&matter.release_args(&paper, "x.age", rest), &["2-110-4-C"]);
    assert!(refused(&[]).contains("nothing leaves before it is entered"));
    fs::copy(lieutenant.path("look/release-approval.frs"), lieutenant.path("draft.frs")).unwrap();
    matter.sign("draft.frs", "signed.frs");
    assert!(refused(&[]).contains("nothing leaves before it is entered"));
    assert_eq!(world.accept("signed.frs")["paper"], paper.as_str());
    assert!(refused(&[]).contains("was not seen by as many witnesses"));
    witness::round(world, &matter.witness, "one.txt");

    // Another key, another item, one item more: each is something else than was approved.
    let foreign = ReceivingSecret::generate().receiving_key().to_string();
    assert!(refused(&["--recipient-key", &foreign]).contains("another key"));
    let mut one_more = matter.release_args(&paper, "x.age", &[]);
    one_more.insert(3, "candidate-1/probe-face.png");
    assert!(examiner.refused(&one_more, &["2-110-4-C"]).contains("not approved: probe-face"));
    let genuine = fs::read(examiner.path(FACE)).unwrap();
    let mut changed = genuine.clone();
    *changed.last_mut().unwrap() ^= 1;
    examiner.write(FACE, &changed);
    refused(&[]);
    examiner.write(FACE, &genuine);
    assert!(!examiner.path("x.age").exists());

    let released =
        examiner.json(&matter.release_args(&paper, "bundle.zip.age", &["--recipient-key", &matter.key]), &[]);
    assert_eq!((&released["schema"], &released["encrypted"]), (&"frs.release/1".into(), &matter.key.as_str().into()));
    // The same approval lets nothing more out.
    assert!(refused(&[]).contains("released already"));

    // The recipient opens it with nothing but their key.
    hand(examiner, lieutenant, "bundle.zip.age");
    let fingerprint = text(&asked["program"]["fingerprint"]);
    let open = |out: &'static str, told: &'static str| {
        ["share", "open", "bundle.zip.age", "--out", out, "--identity", "recipient/key.txt", "--fingerprint", told]
            .map(str::to_owned)
    };
    let nowhere = tempfile::tempdir().unwrap();
    let recipient = new_person(nowhere.path(), "recipient");
    hand(examiner, &recipient, "bundle.zip.age");
    fs::create_dir_all(recipient.path("recipient")).unwrap();
    fs::copy(lieutenant.path("recipient/key.txt"), recipient.path("recipient/key.txt")).unwrap();
    let mut args = open("got", "");
    args[8].clone_from(&fingerprint);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let got = recipient.json(&args, &[]);
    assert_eq!((&got["class"], &got["anchored"], &got["expired"]), (&"release".into(), &true.into(), &false.into()));
    // Of the witnesses that the Commander's floor names, one has seen that the book accepted the approval.
    let accepted = &got["accepted"];
    assert_eq!((&got["acceptance"], &got["witnesses"]), (&"proven".into(), &"floor".into()));
    assert_eq!((accepted["cosigned"].as_array().unwrap().len(), &accepted["badge"]), (1, &"commander".into()));
    assert_eq!(text(&accepted["asked"]), format!("1/{}", asked["entry"]["outcome"]));
    assert_eq!((&got["approval"], &got["sha256"]), (&paper.as_str().into(), &released["sha256"]));
    assert_eq!(fs::read(recipient.path("got/01-candidate-face.png")).unwrap(), genuine);
    let wrong = open("other", "0000-0000-0000-0000-0000-0000");
    let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
    let wrong = recipient.run(&wrong).code(5);
    assert!(stderr(&wrong).contains("does not come from that Department"), "{}", stderr(&wrong));
    // One changed byte: it does not open, and nothing is unpacked.
    let mut bundle = fs::read(recipient.path("bundle.zip.age")).unwrap();
    let middle = bundle.len() / 2;
    bundle[middle] ^= 1;
    recipient.write("changed.age", &bundle);
    let changed = ["share", "open", "changed.age", "--out", "changed", "--identity", "recipient/key.txt"];
    recipient.run(&changed).code(5);
    assert!(!recipient.path("changed").exists() && !recipient.path("other").exists());

    assert_eq!(
        (&got["sealed_to"], &got["intent"]),
        (&"recipient".into(), &format!("1/{}", released["entry"]["intent"]).into())
    );
    assert!(text(&got["once"]).contains("the bundle cannot show"), "{got}");

    // They say that they have it: of the file that left, and of no other.
    let status = || examiner.json(&["share", "status", "--purpose", &matter.case.purpose], &[]);
    let states = |status: &Value| -> Vec<String> {
        status["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| format!("{}: {}", text(&line["what"]), text(&line["state"])))
            .collect()
    };
    assert_eq!(states(&status()), ["request: released", "release: no receipt yet"]);
    let receipt =
        ["share", "receipt", "--approval", &paper, "--details", "receipt.toml", "--purpose", &matter.case.purpose];
    let form = "by = \"L. Chavez\"\nat = \"2025-11-21\"\nchannel = \"e-mail\"\nreference = \"PD-77-3\"\n";
    examiner.write("receipt.toml", format!("{form}sha256 = \"{}\"\n", frs::seal::sha256(b"another")));
    assert!(examiner.refused(&receipt, &["2-110-4-C"]).contains("another file"));
    examiner.write("receipt.toml", format!("{form}sha256 = \"{}\"\n", text(&released["sha256"])));
    assert_eq!(examiner.json(&receipt, &[])["compared"], true);
    assert_eq!(states(&status()), ["request: released", "release: received"]);

    // The supervisor sees all of it.
    let report = world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!((&report["counts"]["releases"], &report["shared"][0]["kind"]), (&1.into(), &"release".into()));
    let story = stdout(&world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    for told in ["asked the release authority", "released outside: 1 item", "Public Defender"] {
        assert!(story.contains(told), "{told}: {story}");
    }
    world.verify();
}

#[test]
fn who_decides_is_another_and_still_in_office_and_what_leaves_is_redacted() {
    let matter = Matter::new();
    let (world, examiner) = (matter.world(), matter.examiner());
    examiner.write("terms.toml", TERMS);
    // Nobody in that office; another candidate's face; a working copy; terms that say half.
    let mut wrong = matter.request_args("x", &[FACE]);
    let to = wrong.iter().position(|arg| *arg == "B-lieutenant").unwrap();
    wrong[to] = "B-auditor";
    assert!(examiner.refused(&wrong, &["2-110-4-C"]).contains("no release authority"));
    matter.case.open(examiner, "2");
    let two = matter.request_args("x", &[FACE, "candidate-2/reference-face.png"]);
    assert!(examiner.refused(&two, &["2-110-4-C"]).contains("shows candidate 2, who is excluded"));
    matter.case.record(examiner, "2", &compared("some-support"));
    assert!(examiner.refused(&two, &["2-110-4-C"]).contains("more than one candidate"));
    let page = matter.request_args("x", &["candidate-1/comparison.html"]);
    assert!(examiner.refused(&page, &["2-110-4-C"]).contains("working copy"));
    examiner.write("terms.toml", TERMS.replace("basis = \"discovery order 26-77\"\n", ""));
    assert!(examiner.refused(&matter.request_args("x", &[FACE]), &["2-110-4-C"]).contains("legal basis"));
    assert!(!examiner.path("x").exists());

    // A refusal is entered as well, and releases nothing.
    let asked = matter.request("asked", TERMS);
    let state = || {
        let status = examiner.json(&["share", "status", "--purpose", &matter.case.purpose], &[]);
        text(&status["lines"][0]["state"])
    };
    assert_eq!(state(), "waits for the decision");
    let lieutenant = &matter.lieutenant;
    lieutenant.run(&["share", "open", "packet.zip.age", "--out", "look"]).success();
    let form = lieutenant.read("look/refusal.toml").replace("basis = \"\"", "basis = \"no order is in force\"");
    lieutenant.write("refusal.toml", form);
    let ask =
        ["paper", "request", "release-approval", "--program", &world.program, "--details", "refusal.toml", "--out"];
    lieutenant.run(&[&ask[..], &["refusal.frs"]].concat()).success();
    matter.sign("refusal.frs", "refused.frs");
    let refusal = text(&world.accept("refused.frs")["paper"]);
    let why = examiner.refused(&matter.release_args(&refusal, "x.age", &[]), &["2-110-4-C"]);
    assert!(why.contains("refused"), "{why}");
    assert_eq!(state(), "refused");

    // Signed and entered; then its signer is suspended: it opens nothing any more.
    matter.sign("release-approval.frs", "signed.frs");
    world.accept("signed.frs");
    witness::round(world, &matter.witness, "one.txt");
    world.commander.write("why.txt", "released without reading\n");
    let suspend =
        ["paper", "request", "suspension", "--program", &world.program, "--person", &lieutenant.id, "--number", "1"];
    world.commander.run(&[&suspend[..], &["--reason-file", "why.txt", "--out", "s.frs"]].concat()).success();
    world.commander.run(&["paper", "sign", "s.frs", "--yes", "--out", "suspended.frs"]).success();
    world.accept("suspended.frs");
    let paper = text(&asked["paper"]);
    let why = examiner.refused(&matter.release_args(&paper, "x.age", &[]), &["2-110-4-C"]);
    assert!(why.contains("suspended or retired"), "{why}");
    world.verify();
}

#[test]
fn a_redacted_report_takes_nobody_along_who_is_not_kept() {
    let matter = Matter::under(|floor| Floor { blind_review: false, ..floor });
    let (case, examiner) = (&matter.case, matter.examiner());
    examiner.write("terms.toml", TERMS);
    for rank in ["2", "3"] {
        case.open(examiner, rank);
        case.record(examiner, rank, AT_SIGHT);
    }
    assert_eq!(examiner.json(&case.report_args("redacted", &["--redact-others"]), &[])["redacted"], 2);
    // The book says whom it shows.
    let book = matter.world().book();
    let sheet = book.iter().rfind(|e| e["operation"] == "verify-sheet" && e["event"] == "outcome").unwrap();
    let record: Value = serde_json::from_str(&text(&sheet["values"]["record"])).unwrap();
    let shows = record["shows"].as_array().unwrap();
    assert_eq!((shows.len(), &shows[0]["rank"]), (1, &1.into()), "{record}");
    // With the kept candidate's face it may leave, with another one's not.
    let report = "redacted/report.pdf";
    examiner.json(&matter.request_args("asked", &[report, FACE]), &[]);
    let with = matter.request_args("x", &[report, "candidate-2/reference-face.png"]);
    assert!(examiner.refused(&with, &["2-110-4-C"]).contains("shows candidate 2"));
    // A list that was collected lets only its own files out, and only as the whole list.
    let collect = ["share", "discovery", &case.search, "--out", "discovery", "--purpose", &case.purpose];
    examiner.json(&collect, &[]);
    let templates = matter.request_args("x", &["discovery/templates.json"]);
    assert!(examiner.refused(&templates, &["2-110-4-C"]).contains("discovery-templates can show other candidates"));
    let whole = ["discovery/discovery.json", "discovery/templates.json", "candidate-2/reference-face.png"];
    examiner.json(&matter.request_args("whole", &whole), &[]);
    // The kept candidate is eliminated: the report that shows them does not leave any more.
    examiner.write("form.toml", "kind = \"fingerprints\"\nreference = \"F-1\"\nat = \"2025-11-21\"\nby = \"4412\"\nresult = \"contradicts\"\nwords = \"other prints\"\n");
    let settle = |command: &str| {
        let ask =
            ["verify", command, &case.search, "--candidate", "1", "--file", "form.toml", "--purpose", &case.purpose];
        examiner.json(&ask, &[])
    };
    settle("source");
    examiner.write("form.toml", "result = \"eliminated\"\nbecause = \"other fingerprints\"\n");
    settle("outcome");
    let late = matter.request_args("x", &[report]);
    let why = examiner.refused(&late, &["2-110-4-C"]);
    assert!(why.contains("shows candidate 1") && why.contains("More was recorded of the candidates"), "{why}");
    // Nor does the list that was collected before.
    let why = examiner.refused(&matter.request_args("x", &whole), &["2-110-4-C"]);
    assert!(why.contains("item of kind discovery was made"), "{why}");
}

#[test]
fn an_approval_ends_with_a_later_refusal_and_counts_only_where_it_was_asked_for() {
    let matter = Matter::new();
    let (world, examiner, lieutenant) = (matter.world(), matter.examiner(), &matter.lieutenant);
    let paper = text(&matter.request("asked", TERMS)["paper"]);
    matter.sign("release-approval.frs", "signed.frs");
    world.accept("signed.frs");
    // The release authority thinks better of it.
    lieutenant.run(&["share", "open", "packet.zip.age", "--out", "look"]).success();
    let form = lieutenant.read("look/refusal.toml").replace("basis = \"\"", "basis = \"the order was lifted\"");
    lieutenant.write("refusal.toml", &form);
    let draft = |details: &str, out: &str| {
        let ask = ["paper", "request", "release-approval", "--program", &world.program, "--details", details, "--out"];
        lieutenant.run(&[&ask[..], &[out]].concat()).success();
    };
    draft("refusal.toml", "refusal.frs");
    matter.sign("refusal.frs", "refused.frs");
    world.accept("refused.frs");
    witness::round(world, &matter.witness, "one.txt");
    let why = examiner.refused(&matter.release_args(&paper, "x.age", &[]), &["2-110-4-C"]);
    assert!(why.contains("refused to the same recipient after it was approved"), "{why}");
    let status = examiner.json(&["share", "status", "--purpose", &matter.case.purpose], &[]);
    assert_eq!(status["lines"][0]["state"], "approved, then refused");

    // A paper that no request wrote was decided on without a packet.
    let own = form.replace("verdict = \"refuse\"", "verdict = \"approve\"").replace("Chavez", "Chavez, at once");
    lieutenant.write("own.toml", own);
    draft("own.toml", "own.frs");
    matter.sign("own.frs", "own-signed.frs");
    let own = text(&world.accept("own-signed.frs")["paper"]);
    witness::round(world, &matter.witness, "two.txt");
    let why = examiner.refused(&matter.release_args(&own, "x.age", &[]), &["2-110-4-C"]);
    assert!(why.contains("No request of this case asked for this paper"), "{why}");
    world.verify();
}

#[test]
fn what_helped_an_endangered_person_is_handed_to_nobody_under_another_purpose() {
    let matter = Matter::new();
    let examiner = matter.examiner();
    let helped = examiner.state(
        "purpose = \"endangered-person\"\ncase-number = \"26-00123\"\nunable-because = \"unconscious\"\nmedical-danger = \
         \"diabetic shock\"\nassessed-by = \"Dr. Ortiz\"\nofficer-in-charge = \"Ana Vigil\"\nofficer-badge = \"4412\"\n",
    );
    let probe = examiner.probe("obama2.jpg", &helped);
    let search = text(&examiner.json(&["search", &probe, "--purpose", &helped], &[])["search"]);
    let open = ["verify", "open", &search, "--candidate", "1", "--out", "helped", "--purpose", &helped];
    examiner.json(&open, &[]);
    examiner.write("terms.toml", TERMS);
    // Of the very same case, and of another kind of purpose.
    let probe = ["--probe", probe.as_str()];
    let refused = examiner.refused(&[&matter.request_args("x", &[])[..], &probe].concat(), &["2-110-4-A-3"]);
    assert!(refused.contains("to help an endangered person"), "{refused}");
    let page = matter.request_args("x", &["helped/comparison.html"]);
    examiner.refused(&page, &["2-110-4-A-3", "2-110-4-C"]);
    let asked =
        ["share", "request", "--details", "terms.toml", "--to", "B-lieutenant", "--out", "asked", "--purpose", &helped];
    examiner.json(&[&asked[..], &probe].concat(), &[]);
}

#[test]
fn a_second_release_in_a_copy_is_found_by_the_witness() {
    let matter = Matter::new();
    let asked = matter.request("asked", &matter.terms());
    matter.sign("release-approval.frs", "signed.frs");
    matter.world().accept("signed.frs");
    witness::round(matter.world(), &matter.witness, "one.txt");
    let copy = matter.world().copy();
    let paper = text(&asked["paper"]);
    matter.examiner().json(&matter.release_args(&paper, "first.age", &[]), &[]);
    witness::round(matter.world(), &matter.witness, "two.txt");
    // The copy knows nothing of it, and releases again; its witness does.
    copy.examiner.json(&matter.release_args(&paper, "second.age", &[]), &[]);
    witness::checkpoint(&copy, "three.txt");
    matter.witness.take(&copy.auditor, "three.txt");
    let ask = ["audit", "witness", "three.txt", "--program", "program.txt", "--fingerprint"];
    let told = witness::fingerprint(&copy);
    let declined = matter.witness.person.run(&[&ask[..], &[&told, "--out", "three.answer"]].concat());
    assert_ne!(declined.get_output().status.code(), Some(0), "{}", stderr(&declined));
    assert!(!matter.witness.person.path("three.answer").exists());
}

#[test]
fn under_a_passphrase_and_with_the_standard_tools() {
    let matter = Matter::new();
    let (world, examiner) = (matter.world(), matter.examiner());
    let [keyed, worded] = [("keyed", matter.terms()), ("worded", TERMS.to_owned())].map(|(out, terms)| {
        let asked = matter.request(out, &terms);
        matter.sign("release-approval.frs", "signed.frs");
        world.accept("signed.frs");
        text(&asked["paper"])
    });
    witness::round(world, &matter.witness, "one.txt");
    let private = |name: &str, content: &str| {
        examiner.write(name, content);
        #[cfg(unix)]
        fs::set_permissions(examiner.path(name), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    };
    private("short.txt", "abc\n");
    private("words.txt", "correct horse of the defence\n");
    private("other.txt", "another horse of the defence\n");
    let short = ["--bundle-passphrase-file", "short.txt"];
    examiner.run(&matter.release_args(&worded, "worded.age", &short)).code(6);
    let words = ["--bundle-passphrase-file", "words.txt"];
    let released = examiner.json(&matter.release_args(&worded, "worded.age", &words), &[]);
    assert_eq!(released["encrypted"], "passphrase");
    let open = |file: &'static str, out: &'static str| {
        ["share", "open", "worded.age", "--out", out, "--bundle-passphrase-file", file]
    };
    examiner.run(&open("other.txt", "no")).code(2);
    assert_eq!(examiner.json(&open("words.txt", "yes"), &[])["class"], "release");

    examiner.json(&matter.release_args(&keyed, "keyed.zip.age", &[]), &[]);
    fs::copy(matter.lieutenant.path("recipient/key.txt"), examiner.path("key.txt")).unwrap();
    // Without any tool: the same library that made it opens the same zip, in a fixed order with fixed names.
    let line = examiner.read("key.txt").lines().nth(1).unwrap().to_owned();
    let sealed = fs::read(examiner.path("keyed.zip.age")).unwrap();
    let zip = open_sealed(&ReceivingSecret::from_text(&line).unwrap(), &sealed).unwrap();
    let names: Vec<String> = read_bundle(&zip).unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "MANIFEST.frs",
            "README.txt",
            "papers.txt",
            "acceptance.tlog-proof",
            "papers-chain.txt",
            "request.tlog-proof",
            "01-candidate-face.png"
        ]
    );
    standard_tools(&examiner.dir);

    // Whoever holds the recipient's key can seal something else to it: what does not fit manifest and papers is not unpacked.
    let to = matter.key.parse().unwrap();
    let genuine = read_bundle(&zip).unwrap();
    let altered = |what: &str, alter: &dyn Fn(&mut Vec<BundleFile>)| {
        let mut files = genuine.clone();
        alter(&mut files);
        examiner.write("altered.age", seal_to(&to, &write_bundle(&files).unwrap()).unwrap());
        let ask = ["share", "open", "altered.age", "--out", "altered", "--identity", "key.txt"];
        let refused = stderr(&examiner.run(&ask).code(5));
        assert!(refused.contains(what), "{what}: {refused}");
        assert!(!examiner.path("altered").exists());
    };
    let at = |name: &str| genuine.iter().position(|(one, _)| one == name).unwrap();
    let (manifest, papers, face) = (at("MANIFEST.frs"), at("papers.txt"), at("01-candidate-face.png"));
    altered("is not the file that the manifest names", &|files| files[face].1.push(0));
    altered("and the manifest names", &|files| files.push(("02-more.bin".into(), Vec::new().into())));
    altered("and the manifest names", &|files| drop(files.remove(face)));
    altered("holds no papers.txt", &|files| drop(files.remove(papers)));
    let replace = |files: &mut Vec<BundleFile>, at: usize, from: &str, to: &str| {
        let text = String::from_utf8(files[at].1.to_vec()).unwrap();
        assert!(text.contains(from), "{text}");
        files[at].1 = text.replacen(from, to, 1).into_bytes().into();
    };
    altered("signature", &|files| replace(files, manifest, "for this case only", "for whatever they like"));
    altered("papers.txt", &|files| replace(files, papers, "verdict: approve", "verdict: refuse"));
}

/// `age -d` and `unzip`, and nothing of ours.
fn standard_tools(dir: &Path) {
    if !there(&["age", "unzip"]) {
        return;
    }
    let run = |tool: &str, args: &[&str]| {
        let done = Command::new(tool).args(args).current_dir(dir).output().unwrap();
        assert!(done.status.success(), "{tool} {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    run("age", &["-d", "-i", "key.txt", "-o", "keyed.zip", "keyed.zip.age"]);
    run("unzip", &["-q", "keyed.zip", "-d", "unzipped"]);
    let manifest = fs::read_to_string(dir.join("unzipped/MANIFEST.frs")).unwrap();
    let face = fs::read(dir.join("unzipped/01-candidate-face.png")).unwrap();
    let line = format!("file: 01-candidate-face.png candidate-face {} {}", frs::seal::sha256(&face), face.len());
    assert!(manifest.contains(&line), "{manifest}");
    assert_eq!(face, fs::read(dir.join(FACE)).unwrap());
}
