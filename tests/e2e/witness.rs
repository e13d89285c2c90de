//! A witness on a machine of their own: checkpoints go there as files, answers come back, and what was seen stays seen.

use std::{fs, path::Path};

use frs::policy::Floor;
use serde_json::Value;
use tempfile::TempDir;

use super::world::*;

/// A witness shares no path with the program's people: no repository, no home, no directory.
pub struct Witness {
    pub person: Person,
    _machine: TempDir,
}

impl Witness {
    pub fn new(name: &str) -> Self {
        let machine = tempfile::tempdir().unwrap();
        Self { person: new_person(machine.path(), name), _machine: machine }
    }

    pub fn key(&self) -> String {
        stdout(&self.person.run(&["key", "show", "--witness"]).success()).trim().to_owned()
    }

    /// Takes a file on a stick.
    pub fn take(&self, from: &Person, file: &str) {
        fs::copy(from.path(file), self.person.path(file)).unwrap();
    }
}

/// A program with these witnesses, and their program file.
pub fn world(witnesses: &[&Witness], change: impl FnOnce(Floor) -> Floor) -> World {
    let keys = witnesses.iter().map(|witness| witness.key()).collect();
    let world = World::with(|floor| change(Floor { witnesses: keys, ..floor }));
    world.auditor.run(&[&["program", "show", "--out", "program.txt"], OVERSIGHT].concat()).success();
    world
}

pub fn checkpoint(world: &World, out: &str) -> Value {
    world.auditor.json(&["audit", "checkpoint", "--out", out], OVERSIGHT)
}

pub fn fingerprint(world: &World) -> String {
    text(&world.status()["program"]["fingerprint"])
}

/// The request goes to the witness, the answer to the auditor; not yet accepted.
pub fn cosign(world: &World, witness: &Witness, request: &str) -> Value {
    witness.take(&world.auditor, request);
    witness.take(&world.auditor, "program.txt");
    let out = format!("{request}.answer");
    let ask = ["audit", "witness", request, "--program", "program.txt", "--fingerprint"];
    let told = fingerprint(world);
    let signed = witness.person.json(&[&ask[..], &[&told, "--out", &out]].concat(), &[]);
    assert_eq!(signed["schema"], "frs.witness-signed/1");
    fs::copy(witness.person.path(&out), world.auditor.path(&out)).unwrap();
    signed
}

pub fn accept(world: &World, answer: &str) -> Value {
    world.auditor.json(&["paper", "accept", answer], ADMINISTRATION)
}

pub fn round(world: &World, witness: &Witness, request: &str) -> Value {
    checkpoint(world, request);
    let signed = cosign(world, witness, request);
    accept(world, &format!("{request}.answer"));
    signed
}

#[test]
fn a_checkpoint_is_cosigned_and_the_tail_shrinks() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    let before = world.verify()["unwitnessed"].as_u64().unwrap();
    let made = checkpoint(&world, "one.txt");
    assert_eq!((&made["schema"], &made["requests"][0]["old"]), (&"frs.checkpoint/1".into(), &0.into()));
    assert!(before >= made["size"].as_u64().unwrap() - 4);
    let signed = cosign(&world, &witness, "one.txt");
    assert_eq!((&signed["size"], &signed["root"]), (&made["size"], &made["root"]));
    let accepted = accept(&world, "one.txt.answer");
    assert_eq!(accepted["kind"], "witness-answer");
    let verdict = world.verify();
    assert_eq!(verdict["witnessed"]["size"], made["size"]);
    assert!(verdict["unwitnessed"].as_u64().unwrap() < 12, "{verdict}");
    // The next request leads on from what the book knows of this witness.
    let made = checkpoint(&world, "two.txt");
    assert_eq!(made["requests"][0]["old"], signed["size"]);
    let next = cosign(&world, &witness, "two.txt");
    assert_eq!(next["before"], signed["size"]);
    let state = witness.person.json(&["audit", "witness", "--state"], &[]);
    assert_eq!((&state["schema"], &state["logs"][0]["size"]), (&"frs.witness-state/1".into(), &next["size"]));
    // The same answer again says nothing new, and neither does the older one.
    accept(&world, "two.txt.answer");
    for answer in ["two.txt.answer", "one.txt.answer"] {
        world.auditor.run(&[&["paper", "accept", answer], ADMINISTRATION].concat()).code(2);
    }
}

#[test]
fn the_witness_declines_what_it_should() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    checkpoint(&world, "one.txt");
    let person = &witness.person;
    witness.take(&world.auditor, "one.txt");
    witness.take(&world.auditor, "program.txt");
    // First contact: the program file, and the fingerprint by voice.
    person.run(&["audit", "witness", "one.txt"]).code(2);
    person.run(&["audit", "witness", "one.txt", "--program", "program.txt"]).code(2);
    let wrong =
        ["audit", "witness", "one.txt", "--program", "program.txt", "--fingerprint", "0000-1111-2222-3333-4444-5555"];
    assert!(stderr(&person.run(&wrong).code(5)).contains("another program"));
    cosign(&world, &witness, "one.txt");
    let memory = fs::read_dir(person.home().join("witness")).unwrap().map(|entry| entry.unwrap().path());
    let memory = memory.into_iter().find(|path| path.extension().is_some_and(|e| e == "toml")).unwrap();
    let older = fs::read(&memory).unwrap();
    // Sent twice: the old size is not the witness's own any more; it says which is.
    let again = stderr(&person.run(&["audit", "witness", "one.txt", "--out", "again.txt"]).code(1));
    assert!(again.contains("--old"), "{again}");
    assert!(!person.path("again.txt").exists());
    // The answer never came back: the book does not know what the witness saw, and asks anew from there.
    let size = person.json(&["audit", "witness", "--state"], &[])["logs"][0]["size"].to_string();
    let made = world.auditor.json(&["audit", "checkpoint", "--old", &size, "--out", "two.txt"], OVERSIGHT);
    assert_eq!(made["requests"][0]["old"].to_string(), size);
    cosign(&world, &witness, "two.txt");
    accept(&world, "two.txt.answer");
    world.auditor.run(&[&["audit", "checkpoint", "--old", "99999", "--out", "more.txt"], OVERSIGHT].concat()).code(11);
    // A forged checkpoint, a damaged one.
    checkpoint(&world, "three.txt");
    let good = world.auditor.read("three.txt");
    let size = good.split("\n\n").nth(1).unwrap().lines().nth(1).unwrap().to_owned();
    person.write(
        "forged.txt",
        good.replacen(&format!("\n{size}\n"), &format!("\n{}\n", size.parse::<u64>().unwrap() + 1), 1),
    );
    person.run(&["audit", "witness", "forged.txt"]).code(5);
    person.write("crlf.txt", good.replace('\n', "\r\n"));
    let damaged = stderr(&person.run(&["audit", "witness", "crlf.txt"]).code(6));
    assert!(damaged.contains("damaged on its way"), "{damaged}");
    // The stick is put back to an older state: it refuses, and says so.
    fs::write(&memory, &older).unwrap();
    person.write("three.txt", &good);
    let put_back = stderr(&person.run(&["audit", "witness", "three.txt"]).code(5));
    assert!(put_back.contains("older state"), "{put_back}");
    fs::write(&memory, "nothing").unwrap();
    assert!(stderr(&person.run(&["audit", "witness", "three.txt"]).code(6)).contains("do not repair"));
}

#[test]
fn a_second_history_is_found_by_the_witness_and_by_the_book() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    round(&world, &witness, "one.txt");
    // Two copies go on separately; each is whole in itself.
    let fork = world.copy();
    fork.enroll_portraits(&["biden.jpg"]);
    round(&world, &witness, "two.txt");
    checkpoint(&fork, "fork.txt");
    witness.take(&fork.auditor, "fork.txt");
    // The fork does not know of the second round, and asks from the first: the witness stands elsewhere.
    witness.person.run(&["audit", "witness", "fork.txt"]).code(1);
    let size = witness.person.json(&["audit", "witness", "--state"], &[])["logs"][0]["size"].to_string();
    let grown = ["audit", "checkpoint", "--old", &size, "--out", "fork-again.txt"];
    fork.auditor.run(&[&grown[..], OVERSIGHT].concat()).success();
    witness.take(&fork.auditor, "fork-again.txt");
    let declined = stderr(&witness.person.run(&["audit", "witness", "fork-again.txt"]).code(10));
    assert!(declined.contains("it is the proof"), "{declined}");
    // And the answer for the one book does not enter the other.
    fs::copy(world.auditor.path("two.txt.answer"), fork.auditor.path("two.txt.answer")).unwrap();
    fork.auditor.run(&[&["paper", "accept", "two.txt.answer"], ADMINISTRATION].concat()).code(10);
}

#[test]
fn an_answer_of_nobody_in_the_floor_is_refused() {
    let (witness, stranger) = (Witness::new("witness"), Witness::new("stranger"));
    let world = world(&[&witness], |floor| floor);
    checkpoint(&world, "one.txt");
    cosign(&world, &stranger, "one.txt");
    let refused = [&["paper", "accept", "one.txt.answer"], ADMINISTRATION].concat();
    let why = world.auditor.refused(&refused, &["2-110-4-B"]);
    assert!(why.contains("names"), "{why}");
    // A line of a named witness that does not fit is no refusal but a forgery.
    let _ = fs::remove_file(witness.person.path("one.txt.answer"));
    cosign(&world, &witness, "one.txt");
    let lines = |name: &str| world.auditor.read(name).lines().map(str::to_owned).collect::<Vec<_>>();
    let mut forged = lines("one.txt.answer");
    forged[1] = (forged[1].parse::<u64>().unwrap() - 1).to_string();
    world.auditor.write("forged.txt", forged.join("\n") + "\n");
    world.auditor.run(&[&["paper", "accept", "forged.txt"], ADMINISTRATION].concat()).code(5);
    accept(&world, "one.txt.answer");
}

#[test]
fn searching_stops_where_nobody_witnesses_and_goes_on_when_somebody_does() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| Floor { unwitnessed_tail_entries: 24, ..floor });
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    world.examiner.portrait("obama2.jpg");
    let purpose = world.examiner.state(PURPOSE);
    let probe = world.examiner.probe("obama2.jpg", &purpose);
    for _ in 0..6 {
        world.status();
    }
    let ask = ["search", &probe, "--purpose", &purpose];
    let why = world.examiner.refused(&ask, &["2-110-4-B"]);
    assert!(why.contains("seen by no witness") && why.contains("frs audit checkpoint"), "{why}");
    round(&world, &witness, "one.txt");
    world.examiner.run(&ask).success();
}

#[test]
fn two_of_three_witnesses_make_a_quorum() {
    let witnesses = [Witness::new("first"), Witness::new("second"), Witness::new("third")];
    let world = world(&witnesses.each_ref(), |floor| Floor { witness_quorum: 2, ..floor });
    checkpoint(&world, "one.txt");
    cosign(&world, &witnesses[0], "one.txt");
    accept(&world, "one.txt.answer");
    assert_eq!(world.verify()["witnessed"], Value::Null, "one of two");
    cosign(&world, &witnesses[2], "one.txt");
    accept(&world, "one.txt.answer");
    let seen = world.verify()["witnessed"]["size"].clone();
    assert!(seen.is_u64());
    // The third stands elsewhere: it gets a request of its own.
    let made = checkpoint(&world, "two.txt");
    let mut olds: Vec<_> = made["requests"].as_array().unwrap().iter().map(|one| one["old"].clone()).collect();
    olds.sort_by_key(|old| old.as_u64());
    assert_eq!(olds, [0.into(), seen]);
    cosign(&world, &witnesses[1], "two-from-0.txt");
}

#[test]
fn no_operator_witnesses_and_no_witness_operates() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    // The examiner's key in a new floor.
    let line = stdout(&world.examiner.run(&["key", "show", "--witness"]).success());
    let floor =
        stdout(&world.commander.run(&[&["repository", "status", "--floor"], ADMINISTRATION].concat()).success());
    let with = |line: &str| floor.replace("version: 1\n", "version: 2\n") + "\nwitness: " + line.trim() + "\n";
    let draft = |text: &str| {
        let _ =
            (fs::remove_file(world.commander.path("floor.frs")), fs::remove_file(world.commander.path("floor-2.frs")));
        world.commander.write("floor-2.txt", text);
        let ask = ["paper", "request", "floor", "--program", &world.program, "--floor", "floor-2.txt"];
        world.commander.run(&ask).success();
        world.commander.run(&["paper", "sign", "floor.frs", "--yes", "--out", "floor-2.frs"]).success();
        [&["paper", "accept", "floor-2.frs"], ADMINISTRATION].concat()
    };
    world.commander.refused(&draft(&with(&line)), &["2-110-4-B"]);
    // The auditor's may: an auditor changes nothing.
    let line = stdout(&world.auditor.run(&["key", "show", "--witness"]).success());
    world.commander.run(&draft(&with(&line))).success();
    // The witness asks to become an examiner.
    let signed = world.sign(&witness.person, "examiner", &[]);
    world.commander.refused(&[&["paper", "accept", &signed], ADMINISTRATION].concat(), &["2-110-4-B"]);
}

/// What an outsider needs to check evidence: the program file, and the key of the witness.
pub fn outsider(world: &World, witness: &Witness, dir: &Path) -> (String, String) {
    let (program, key) = (dir.join("program.txt"), dir.join("witness.pub"));
    fs::copy(world.auditor.path("program.txt"), &program).unwrap();
    fs::write(&key, witness.key()).unwrap();
    (program.display().to_string(), key.display().to_string())
}

#[test]
fn an_entry_is_proven_to_somebody_outside() {
    let (witness, other) = (Witness::new("witness"), Witness::new("other"));
    let world = world(&[&witness], |floor| floor);
    fn prove<'a>(entry: &'a str, more: &[&'a str]) -> Vec<&'a str> {
        [&["audit", "prove", entry], more, OVERSIGHT].concat()
    }
    // Nobody has seen it yet.
    world.auditor.run(&prove("0", &["--out", "none.tlog-proof"])).code(2);
    assert!(!world.auditor.path("none.tlog-proof").exists());
    round(&world, &witness, "one.txt");
    world.auditor.run(&prove("1", &["--open", "paper", "--out", "entry.tlog-proof"])).code(2);
    let entries = world.book();
    let accepted = entries.iter().position(|entry| !entry["values"]["paper"].is_null()).unwrap().to_string();
    let written =
        world.auditor.run(&prove(&accepted, &["--open", "paper", "--open", "result", "--out", "entry.tlog-proof"]));
    written.success();
    world.auditor.run(&prove("99999", &["--out", "none.tlog-proof"])).code(2);
    // An outsider with nothing but the file, and what the Commander and the witness told.
    let stranger = Witness::new("stranger");
    let (program, key) = outsider(&world, &witness, &stranger.person.dir);
    stranger.take(&world.auditor, "entry.tlog-proof");
    let check =
        |more: &[&str]| stranger.person.run(&[&["audit", "check-proof", "entry.tlog-proof", "--json"], more].concat());
    let proven = json(&check(&["--program", &program, "--witness", &key]).code(0));
    assert_eq!((&proven["schema"], &proven["verdict"]), (&"frs.proof-checked/1".into(), &"proven".into()));
    assert_eq!(proven["index"].to_string(), accepted);
    assert!(proven["opened"][0]["value"].as_str().unwrap().starts_with("frs/authorization/1"));
    check(&["--root", &fingerprint(&world), "--witness", &key]).code(0);
    check(&["--root", "0000-0000-0000-0000-0000-0000", "--witness", &key]).code(5);
    check(&["--witness", &key]).code(13);
    check(&["--program", &program]).code(12);
    stranger.person.write("other.pub", other.key());
    check(&["--program", &program, "--witness", "other.pub"]).code(12);
    check(&["--program", &program, "--witness", &key, "--witness", "other.pub", "--quorum", "2"]).code(12);
    // Another program's file.
    let another = World::founded(|floor| floor);
    another.commander.run(&[&["program", "show", "--out", "program.txt"], ADMINISTRATION].concat()).success();
    let foreign = another.commander.path("program.txt").display().to_string();
    check(&["--program", &foreign, "--witness", &key]).code(5);
    // Any byte that changes what is proven.
    let file = stranger.person.read("entry.tlog-proof");
    for (from, to) in [(format!("index {accepted}\n"), "index 1\n".to_owned()), ("extra ey".into(), "extra eX".into())]
    {
        stranger.person.write("entry.tlog-proof", file.replacen(&from, &to, 1));
        check(&["--program", &program, "--witness", &key]).code(5);
    }
}

#[test]
fn an_export_is_checked_without_any_key() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    round(&world, &witness, "one.txt");
    let written = world.auditor.json(&["audit", "export", "--out", "export"], OVERSIGHT);
    assert_eq!((&written["schema"], &written["checkpoints"]), (&"frs.export/1".into(), &1.into()));
    let stranger = Witness::new("stranger");
    let (program, key) = outsider(&world, &witness, &stranger.person.dir);
    copy_tree(&world.auditor.path("export"), &stranger.person.path("export"));
    let check = |more: &[&str]| stranger.person.run(&[&["audit", "check-export", "export", "--json"], more].concat());
    let checked = json(&check(&["--program", &program, "--witness", &key]).code(0));
    assert_eq!((&checked["verdict"], &checked["findings"]), (&"proven".into(), &serde_json::json!([])));
    assert!(checked["unwitnessed"].as_u64().unwrap() < checked["entries"].as_u64().unwrap());
    check(&["--witness", &key]).code(13);
    check(&["--program", &program]).code(12);
    // No value is in it, in whatever form.
    for (path, content) in files(&stranger.person.path("export")) {
        let content = String::from_utf8_lossy(&content).into_owned();
        for secret in ["Person examiner", "B-examiner", "work of the end-to-end test"] {
            assert!(!content.contains(secret), "{} holds {secret}", path.display());
        }
    }
    // A leaf cut off, exchanged, or changed.
    let log = "export/log-1.jsonl";
    let whole = stranger.person.read(log);
    let lines: Vec<&str> = whole.lines().collect();
    let cut = lines[..lines.len() - 12].join("\n") + "\n";
    let swapped = {
        let mut l = lines.clone();
        l.swap(3, 4);
        l.join("\n") + "\n"
    };
    for wrong in [cut, swapped, whole.replacen("intent", "outcome", 1)] {
        stranger.person.write(log, wrong);
        check(&["--program", &program, "--witness", &key]).code(10);
    }
}
