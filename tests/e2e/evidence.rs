//! `audit verify` against what was seen before, and of evidence that must not change; the witness's clock.

use std::{cell::Cell, fs, path::Path, process::Command};

use frs::{
    operation::{OperationError, PurposeSource, accept_paper_with, witness::Asked},
    policy::Floor,
    seal::{KeyFile, Passphrase},
    vocabulary::{Clock, PurposeDraft, PurposeField, PurposeKind},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    witness::{Witness, checkpoint, fingerprint, round, world},
    world::*,
};

fn verify<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["audit", "verify", "--json"], more, OVERSIGHT].concat()
}

/// Copies the repository as a backup would: without the index of its write-ahead log.
fn copy_evidence(world: &World, to: &Path) {
    copy_tree(&world.repository(), to);
    let _ = fs::remove_file(to.join("repository.sqlite-shm"));
}

#[test]
fn nothing_ties_a_book_that_nobody_has_seen_before() {
    let world = World::founded(|floor| floor);
    let newcomer = world.authorized("newcomer", "auditor", &[]);
    let alone = json(&newcomer.run(&verify(&[])).code(13));
    assert_eq!((&alone["verdict"], &alone["held_by"]), (&"unanchored".into(), &serde_json::json!([])));
    // From then on they remember; it is said, and recorded, whenever they do not.
    assert_eq!(json(&newcomer.run(&verify(&[])).code(0))["verdict"], "intact");
    fs::remove_dir_all(newcomer.home().join("heads")).unwrap();
    let first = newcomer.run(&[&["audit", "show", "--limit", "1000"], OVERSIGHT].concat()).success();
    assert!(stderr(&first).contains("First contact"), "{}", stderr(&first));
    let book = newcomer.json(&["audit", "show", "--limit", "1000"], OVERSIGHT);
    let firsts = book["entries"].as_array().unwrap().iter().filter(|entry| entry["values"]["first-contact"] == "yes");
    assert_eq!(firsts.filter(|entry| entry["signer"] == newcomer.id.as_str()).count(), 2);
}

#[test]
fn an_old_checkpoint_finds_a_cut_and_a_rewritten_book() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    let before = world.copy();
    round(&world, &witness, "one.txt");
    let newcomer = |world: &World, name: &str| world.authorized(name, "auditor", &[]);
    let answer = world.auditor.path("one.txt.answer").display().to_string();
    let request = world.auditor.path("one.txt").display().to_string();
    for anchor in [&answer, &request] {
        let verdict =
            json(&newcomer(&world, anchor.rsplit('/').next().unwrap()).run(&verify(&["--anchor", anchor])).code(0));
        assert!(verdict["held_by"].to_string().contains("one.txt"), "{verdict}");
    }
    assert_eq!(json(&world.auditor.run(&verify(&["--max-unwitnessed", "1"])).code(12))["verdict"], "unwitnessed");
    world.auditor.run(&verify(&["--max-unwitnessed", "1000"])).code(0);
    // The copy of before: whole in itself, and shorter than what the checkpoint covers.
    let late = &before.auditor;
    assert_eq!(json(&late.run(&verify(&["--anchor", &answer])).code(11))["verdict"], "rolled-back");
    // It goes on by itself past that size: another book.
    for _ in 0..4 {
        before.status();
    }
    let verdict = json(&late.run(&verify(&["--anchor", &answer])).code(10));
    assert!(verdict["findings"][0].as_str().unwrap().contains("one.txt.answer"), "{verdict}");
    // Files that are no anchor.
    late.write("nothing.txt", "nothing\n");
    late.run(&verify(&["--anchor", "nothing.txt"])).code(5);
    let other = World::founded(|floor| floor);
    other.commander.run(&[&["audit", "checkpoint", "--out", "other.txt"], ADMINISTRATION].concat()).success();
    let foreign = other.commander.path("other.txt").display().to_string();
    world.auditor.run(&verify(&["--anchor", &foreign])).code(5);
    let forged = fs::read_to_string(&answer).unwrap();
    let size = forged.lines().nth(1).unwrap().to_owned();
    late.write("forged.txt", forged.replacen(&format!("\n{size}\n"), "\n3\n", 1));
    world.auditor.run(&verify(&["--anchor", &late.path("forged.txt").display().to_string()])).code(5);
}

#[test]
fn evidence_is_read_and_not_changed_by_a_byte() {
    let world = World::new();
    world.enroll_portraits(&["biden.jpg", "astronaut.png"]);
    world.status();
    let evidence = world.place().join("evidence");
    copy_evidence(&world, &evidence);
    let auditor = world.auditor.clone();
    let there = evidence.display().to_string();
    let read_only = |more: &[&str]| {
        let all = [&["audit", "verify", "--read-only", "--json", "--repository", &there], more, OVERSIGHT].concat();
        auditor.run(&all)
    };
    let mark = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let look =
        || (files(&evidence), files(&auditor.home()), mark(&evidence), mark(&evidence.join("repository.sqlite")));
    let before = look();
    let verdict = json(&read_only(&[]).code(0));
    assert_eq!((&verdict["verdict"], &verdict["entry"]), (&"intact".into(), &serde_json::Value::Null));
    assert!(verdict["tail"].as_array().unwrap().len() == 5);
    assert!(look() == before, "something was written");
    // The last writer left its log behind: it is read too.
    let wal = world.place().join("with-wal");
    fs::create_dir(&wal).unwrap();
    let connection = rusqlite::Connection::open(world.repository().join("repository.sqlite")).unwrap();
    let held: i64 = connection.query_row("SELECT count(*) FROM leaf", [], |row| row.get(0)).unwrap();
    world.status();
    for name in ["repository.sqlite", "repository.sqlite-wal"] {
        fs::copy(world.repository().join(name), wal.join(name)).unwrap();
    }
    drop(connection);
    assert!(fs::metadata(wal.join("repository.sqlite-wal")).unwrap().len() > 0);
    let _ = Command::new("chmod").args(["-R", "a-w"]).arg(&wal).status();
    let there = wal.display().to_string();
    let before = files(&wal);
    let ask = [&["audit", "verify", "--read-only", "--json", "--repository", &there], OVERSIGHT].concat();
    let verdict = json(&auditor.run(&ask).code(0));
    assert!(verdict["entries"].as_i64().unwrap() > held, "the log was passed over: {verdict}");
    assert!(files(&wal) == before);
    let _ = Command::new("chmod").args(["-R", "u+w"]).arg(&wal).status();
    // Without its log the copy is shorter than what this auditor has seen.
    fs::remove_file(wal.join("repository.sqlite-wal")).unwrap();
    auditor.run(&ask).code(11);
    // What cannot be read is no verdict: nothing there, no key, a refusal that is recorded nowhere.
    let nowhere = ["audit", "verify", "--read-only", "--repository", "nowhere"];
    auditor.run(&[&nowhere[..], OVERSIGHT].concat()).code(6);
    let before = files(&evidence);
    let there = evidence.display().to_string();
    let stranger = world.person("stranger");
    let refused =
        stranger.run(&[&["audit", "verify", "--read-only", "--repository", &there], OVERSIGHT].concat()).code(3);
    assert!(stderr(&refused).contains("Recorded: nowhere"), "{}", stderr(&refused));
    assert!(files(&evidence) == before);
}

struct At(Cell<Timestamp>);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0.get()
    }
}

/// The witness cosigns with a clock of its own.
fn cosign_at(world: &World, witness: &Witness, request: &str, time: Timestamp) -> String {
    witness.take(&world.auditor, request);
    witness.take(&world.auditor, "program.txt");
    let person = &witness.person;
    let asked = Asked::read(&person.home(), &person.path(request), Some(&person.path("program.txt")), false).unwrap();
    asked.compare(&fingerprint(world)).unwrap();
    let file = KeyFile::open(&person.home().join("key.toml")).unwrap();
    let secrets = file.unlock(&Passphrase::new(person.read("passphrase").trim_end().to_owned())).unwrap();
    let answer = format!("{request}.answer");
    asked.cosign(&secrets, time, false, &person.path(&answer)).unwrap();
    fs::copy(person.path(&answer), world.auditor.path(&answer)).unwrap();
    answer
}

#[test]
fn a_witness_time_far_ahead_is_confirmed_moves_the_gate_and_can_be_taken_back() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    let until = (Timestamp::now() + SignedDuration::from_hours(36)).to_string();
    let guest = world.authorized("guest", "examiner", &["--not-after", &until]);
    guest.run(&["purpose", "list"]).success();
    checkpoint(&world, "one.txt");
    let answer = cosign_at(&world, &witness, "one.txt", Timestamp::now() + SignedDuration::from_hours(48));
    let enter = [&["paper", "accept", &answer], ADMINISTRATION].concat();
    let why = world.auditor.refused(&enter, &["2-110-4-B"]);
    assert!(why.contains("--confirm-time"), "{why}");
    let entered = world.auditor.json(&["paper", "accept", &answer, "--confirm-time"], ADMINISTRATION);
    // The gate's now is the witness's: the guest's paper has ended.
    guest.refused(&["purpose", "list"], &["2-110-4-A-1"]);
    // The clock was wrong, and the Commander says so.
    let void = format!("void-answer={}", text(&entered["paper"]));
    world.commander.write("why.toml", "reason = \"the witness's clock was two days ahead\"\n");
    let ask = ["paper", "request", "time", "--program", &world.program, "--set", &void, "--details", "why.toml"];
    world.commander.run(&[&ask[..], &["--out", "time.frs"]].concat()).success();
    world.commander.run(&["paper", "sign", "time.frs", "--yes", "--out", "time-signed.frs"]).success();
    world.commander.json(&["paper", "accept", "time-signed.frs"], ADMINISTRATION);
    guest.run(&["purpose", "list"]).success();
    // What the witness saw stays seen.
    assert!(world.verify()["witnessed"]["size"].is_u64());
}

#[test]
fn a_clock_put_back_does_not_bring_back_what_has_lapsed() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    let ends = Timestamp::now() + SignedDuration::from_hours(5);
    let guest = world.authorized("guest", "examiner", &["--not-after", &ends.to_string()]);
    checkpoint(&world, "one.txt");
    let answer = cosign_at(&world, &witness, "one.txt", ends + SignedDuration::from_hours(1));
    let now = At(Cell::new(Timestamp::now()));
    let purpose = || {
        PurposeSource::State(PurposeDraft::new(PurposeKind::Administration).with(PurposeField::Reason, "test of time"))
    };
    let accepted =
        world.auditor.at(&now, |desk| accept_paper_with(desk, &world.auditor.path(&answer), purpose(), false));
    accepted.unwrap();
    // By this machine's clock, even set back by a day, the paper would still hold.
    now.0.set(Timestamp::now() - SignedDuration::from_hours(20));
    let refused = guest.at(&now, frs::operation::list_purposes).err().unwrap();
    assert!(
        matches!(&refused, OperationError::Refused { refusal, .. } if refusal.paragraphs() == ["2-110-4-A-1"]),
        "{refused}"
    );
}

#[test]
fn a_witness_whose_clock_went_back_does_not_cosign() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor: Floor| floor);
    checkpoint(&world, "one.txt");
    cosign_at(&world, &witness, "one.txt", Timestamp::now() + SignedDuration::from_hours(3));
    let size = witness.person.json(&["audit", "witness", "--state"], &[])["logs"][0]["size"].to_string();
    world.auditor.run(&[&["audit", "checkpoint", "--old", &size, "--out", "two.txt"], OVERSIGHT].concat()).success();
    witness.take(&world.auditor, "two.txt");
    let declined = stderr(&witness.person.run(&["audit", "witness", "two.txt"]).code(6));
    assert!(declined.contains("set the clock"), "{declined}");
}
