//! Attacks staged through the binary (docs/attacks.md): what each gives to whoever makes it, and where it is found. What
//! nobody can find is asserted as such.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use frs::{
    operation::{PurposeSource, SearchRequest, repository_state, search},
    policy::Floor,
    seal::{DataKey, KeyFile, KeyKind, Passphrase, RecordKey, Sealed, Secrets, Wrapped},
    store::DATABASE_FILE,
    vocabulary::{Clock, PersonId, ProgramId, PurposeDraft, PurposeField, PurposeKind},
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};
use serde_json::Value;

use super::{
    program::suspend,
    witness::{Witness, checkpoint, fingerprint, round, world},
    world::*,
};

/// Nothing is searched without a list that shows somebody.
const GALLERY: &[&str] = &["obama.jpg", "biden.jpg"];

fn searched(person: &Person) -> (String, String, Value) {
    person.portrait("obama2.jpg");
    let purpose = person.state(PURPOSE);
    let probe = person.probe("obama2.jpg", &purpose);
    let found = person.json(&["search", &probe, "--purpose", &purpose], &[]);
    assert!(!found["list"]["candidates"].as_array().unwrap().is_empty());
    (purpose, probe, found)
}

fn searches_in(world: &World) -> usize {
    world.book().iter().filter(|entry| entry["operation"] == "search").count()
}

/// Asks for the proof of a search's entry, which a report for the outside would need.
fn prove(world: &World, found: &Value, out: &str) -> assert_cmd::assert::Assert {
    let entry = found["entry"]["outcome"].to_string();
    world.auditor.run(&[&["audit", "prove", &entry, "--out", out], OVERSIGHT].concat())
}

// --- (a) copy the repository, search on the copy, delete the copy

#[test]
fn a_copy_that_is_searched_and_deleted_leaves_no_trace_and_gives_no_proof() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    world.enroll_portraits(GALLERY);
    round(&world, &witness, "one.txt");
    // The copy has everything, the memory of its owner too: the search works, and the original knows nothing of it.
    let copy = world.copy();
    let (.., found) = searched(&copy.examiner);
    let unproven = stderr(&prove(&copy, &found, "lead.tlog-proof").code(2));
    assert!(unproven.contains("no witness has seen"), "{unproven}");
    assert!(!copy.auditor.path("lead.tlog-proof").exists());
    // The original went on and was witnessed: what the copy holds can never be.
    world.enroll_portraits(&["astronaut.png"]);
    round(&world, &witness, "two.txt");
    checkpoint(&copy, "copy.txt");
    witness.take(&copy.auditor, "copy.txt");
    assert_ne!(witness.person.run(&["audit", "witness", "copy.txt"]).get_output().status.code(), Some(0));
    drop(copy);
    world.verify();
    assert_eq!(searches_in(&world), 0, "not prevented, and not found: the book of the copy is gone with it");
    world.examiner.run(&["purpose", "list"]).success();
}

#[test]
fn a_copy_that_reaches_the_witness_first_is_found_by_the_original() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    world.enroll_portraits(GALLERY);
    round(&world, &witness, "one.txt");
    let copy = world.copy();
    let (.., found) = searched(&copy.examiner);
    round(&copy, &witness, "copy.txt");
    prove(&copy, &found, "lead.tlog-proof").success();
    // A proof is its maker's alone, and the book says which one it is.
    let proof = copy.auditor.path("lead.tlog-proof");
    assert_eq!(fs::metadata(&proof).unwrap().permissions().mode() & 0o777, 0o600);
    let digest = frs::seal::sha256(&fs::read(&proof).unwrap()).to_string();
    let told =
        |entry: &Value| entry["operation"] == "audit-prove" && entry["values"]["record"].to_string().contains(&digest);
    assert!(copy.book().iter().any(told));
    // Whoever works with the original meets it at their next checkpoint.
    for _ in 0..4 {
        world.status();
    }
    let size = witness.person.json(&["audit", "witness", "--state"], &[])["logs"][0]["size"].as_u64().unwrap();
    while world.verify()["entries"].as_u64().unwrap() < size {}
    let old = size.to_string();
    world.auditor.run(&[&["audit", "checkpoint", "--old", &old, "--out", "two.txt"], OVERSIGHT].concat()).success();
    witness.take(&world.auditor, "two.txt");
    witness.person.run(&["audit", "witness", "two.txt"]).code(10);
}

#[test]
fn who_keeps_their_memory_is_betrayed_by_it() {
    let world = World::new();
    world.enroll_portraits(GALLERY);
    let elsewhere = world.place().join("elsewhere");
    copy_tree(&world.repository(), &elsewhere);
    let there = elsewhere.display().to_string();
    world.examiner.write("purpose.toml", PURPOSE);
    world.examiner.run(&["purpose", "state", "--file", "purpose.toml", "--repository", &there]).success();
    fs::remove_dir_all(&elsewhere).unwrap();
    let found = stderr(&world.examiner.run(&["purpose", "list"]).code(11));
    assert!(found.contains("rolled back"), "{found}");
}

// --- (b) a program of one's own, with the wraps that one's key opens

pub fn secrets(person: &Person) -> Secrets {
    let file = KeyFile::open(&person.home().join("key.toml")).unwrap();
    file.unlock(&Passphrase::new(person.read("passphrase").trim_end().to_owned())).unwrap()
}

/// The file in the hands of somebody with a valid key and no `frs`.
pub struct Thief {
    pub database: Connection,
    program: ProgramId,
    secrets: Secrets,
}

impl Thief {
    pub fn new(world: &World, person: &Person) -> Self {
        let database = Connection::open(world.repository().join(DATABASE_FILE)).unwrap();
        database.pragma_update(None, "foreign_keys", false).unwrap();
        Self { database, program: world.program.parse().unwrap(), secrets: secrets(person) }
    }

    fn key(&self, kind: KeyKind) -> DataKey {
        let person: PersonId = self.secrets.public_keys().person_id();
        let sql = "SELECT algorithm, wrapped FROM wrap WHERE person = ?1 AND key = ?2";
        let wrapped = self.database.query_row(sql, params![person.as_bytes(), kind.as_str()], |row| {
            Ok(Wrapped { algorithm: row.get(0)?, bytes: row.get(1)? })
        });
        wrapped.unwrap().unwrap(&self.secrets, self.program, kind, 1).unwrap()
    }

    pub fn table(&self, kind: KeyKind, table: &'static str) -> RecordKey {
        RecordKey::new(&self.key(kind), self.program, table).unwrap()
    }

    pub fn rows(&self, sql: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
        let mut statement = self.database.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(|row| row.unwrap()).collect()
    }
}

#[test]
fn a_program_of_ones_own_reads_what_its_key_opens_and_nobody_sees_it() {
    let world = World::new();
    world.enroll_portraits(GALLERY);
    let before = world.book().len();
    let thief = Thief::new(&world, &world.examiner);
    let table = thief.table(KeyKind::Faces, "reference");
    let images: Vec<Vec<u8>> = thief
        .rows("SELECT id, image FROM reference")
        .into_iter()
        .map(|(id, image)| table.open("image", &id, &Sealed::from_column(image).unwrap()).unwrap().to_vec())
        .collect();
    for name in GALLERY {
        assert!(images.contains(&fs::read(portraits().join(name)).unwrap()), "{name} was not read");
    }
    drop(thief);
    // Documented, and asserted: no entry, no finding. (Each look at the book is two entries.)
    assert_eq!(world.book().len(), before + 2);
    world.verify();
}

#[test]
fn a_key_that_was_passed_on_admits_nobody_and_is_found() {
    let world = World::new();
    let stranger = world.person("stranger");
    let thief = Thief::new(&world, &world.examiner);
    let keys = secrets(&stranger).public_keys();
    let wrapped = Wrapped::new(&thief.key(KeyKind::Book), thief.program, &keys).unwrap();
    let sql = "INSERT INTO wrap (person, key, generation, algorithm, wrapped) VALUES (?1, 'book', 1, ?2, ?3)";
    let person = keys.person_id();
    thief.database.execute(sql, params![person.as_bytes(), wrapped.algorithm, wrapped.bytes]).unwrap();
    // `frs` takes no step for somebody whom no paper names, and writes nothing under their name.
    let told = stderr(&stranger.run(&["purpose", "list"]).code(10));
    assert!(told.contains("no accepted paper names you"), "{told}");
    let found = json(&world.auditor.run(&[&["audit", "verify", "--json"], OVERSIGHT].concat()).code(10));
    assert!(found["findings"].to_string().contains("whom no accepted paper names"), "{found}");
}

// --- (c) last month's copy, with last month's clock

struct At(Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[test]
fn last_months_copy_with_last_months_clock_is_not_stopped_and_gives_no_proof() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    world.enroll_portraits(GALLERY);
    round(&world, &witness, "one.txt");
    let month_ago = world.copy();
    let (purpose, probe, _) = searched(&month_ago.examiner);
    let clock = At(Timestamp::now());
    // The copy's book goes on for an hour, or the clock of then would be put back by nothing.
    let reason = PurposeDraft::new(PurposeKind::Oversight).with(PurposeField::Reason, "a test of attacks");
    let later = At(Timestamp::now() + SignedDuration::from_hours(1));
    month_ago.auditor.at(&later, |desk| repository_state(desk, PurposeSource::State(reason)).unwrap());
    // Since then the examiner was suspended, and a witness saw it.
    let paper = suspend(&world, &world.commander, &world.examiner, 1);
    world.commander.json(&["paper", "accept", &paper], ADMINISTRATION);
    round(&world, &witness, "two.txt");
    world.examiner.refused(&["purpose", "list"], &["2-110-4-E"]);
    // On the copy, with the clock of then: not stopped, said outright.
    let ask = SearchRequest {
        probe: probe.clone(),
        candidates: None,
        with_personal: false,
        purpose: PurposeSource::Cite(purpose.parse().unwrap()),
    };
    let found = month_ago.examiner.at(&clock, |desk| search(desk, &ask).unwrap());
    assert!(!found.report.list.candidates.is_empty());
    // The book of the copy tells of the clock; nothing of it can be proven, and no witness that went on cosigns it.
    let verdict = month_ago.auditor.json(&["audit", "verify"], OVERSIGHT);
    assert_eq!(verdict["clock_steps"].as_array().unwrap().len(), 1, "{verdict}");
    let entry = serde_json::json!({ "entry": found.report.entry });
    prove(&month_ago, &entry, "lead.tlog-proof").code(2);
    checkpoint(&month_ago, "late.txt");
    witness.take(&month_ago.auditor, "late.txt");
    assert_ne!(witness.person.run(&["audit", "witness", "late.txt"]).get_output().status.code(), Some(0));
    // Whoever holds what the witness saw since finds the copy out.
    let answer = world.auditor.path("two.txt.answer").display().to_string();
    let held = [&["audit", "verify", "--anchor", &answer], OVERSIGHT].concat();
    let code = month_ago.auditor.run(&held).get_output().status.code();
    assert!(matches!(code, Some(10 | 11)), "{code:?}");
}

// --- (d) a home-made program with the same names

#[test]
fn a_home_made_program_with_the_same_names_is_another_program() {
    let (witness, own) = (Witness::new("witness"), Witness::new("witness"));
    let genuine = world(&[&witness], |floor| floor);
    let forged = world(&[&own], |floor: Floor| floor);
    round(&genuine, &witness, "one.txt");
    round(&forged, &own, "one.txt");
    let name = |world: &World| world.status()["program"]["name"].clone();
    assert_eq!(name(&genuine), name(&forged));
    assert_ne!(fingerprint(&genuine), fingerprint(&forged));
    // Its evidence, checked by somebody who was told of the genuine program.
    forged.auditor.run(&[&["audit", "export", "--out", "export"], OVERSIGHT].concat()).success();
    forged.auditor.run(&[&["audit", "prove", "1", "--out", "entry.tlog-proof"], OVERSIGHT].concat()).success();
    let checker = Witness::new("checker").person;
    copy_tree(&forged.auditor.path("export"), &checker.path("export"));
    fs::copy(forged.auditor.path("entry.tlog-proof"), checker.path("entry.tlog-proof")).unwrap();
    fs::copy(genuine.auditor.path("program.txt"), checker.path("program.txt")).unwrap();
    checker.write("witness.pub", witness.key());
    checker.write("own.pub", own.key());
    let told = fingerprint(&genuine);
    for what in [["audit", "check-export", "export"], ["audit", "check-proof", "entry.tlog-proof"]] {
        let check = |anchors: &[&str]| checker.run(&[&what[..], anchors].concat());
        let wrong = stderr(&check(&["--program", "program.txt", "--witness", "witness.pub"]).code(5));
        assert!(wrong.contains("another program"), "{wrong}");
        check(&["--root", &told, "--witness", "witness.pub"]).code(5);
        // With nothing but what comes with it, it is consistent, and tied to nothing.
        check(&[]).code(13);
        check(&["--witness", "own.pub"]).code(13);
        // Tied to the forged program itself, it is what it says: of that program.
        check(&["--root", &fingerprint(&forged), "--witness", "own.pub"]).code(0);
    }
    // Its people and papers count nothing here, and ours nothing there.
    let repository = |world: &World| world.repository().display().to_string();
    forged.examiner.run(&["purpose", "list", "--repository", &repository(&genuine)]).code(3);
    genuine.examiner.run(&["purpose", "list", "--repository", &repository(&forged)]).code(3);
    let joiner = forged.person("joiner");
    let paper = forged.sign(&joiner, "examiner", &[]);
    fs::copy(forged.commander.path(&paper), genuine.commander.path("foreign.frs")).unwrap();
    let foreign = genuine.commander.run(&[&["paper", "accept", "foreign.frs"], ADMINISTRATION].concat());
    assert!(stderr(&foreign.failure()).contains("it counts nothing here"));
    // The witness of one serves no request of the other under its name.
    checkpoint(&forged, "three.txt");
    witness.take(&forged.auditor, "three.txt");
    witness.person.run(&["audit", "witness", "three.txt", "--program", "program.txt"]).failure();
    genuine.verify();
}

// --- (e) a label, a template, a network or its table exchanged

/// A search that must stop before anything is shown.
fn stops(person: &Person, ask: &[&str], code: i32) -> String {
    let stopped = person.run(&[ask, &["--json"]].concat()).code(code);
    assert_eq!(stdout(&stopped), "");
    stderr(&stopped)
}

#[test]
fn an_exchanged_label_photograph_or_template_stops_the_search() {
    let world = World::new();
    world.enroll_portraits(GALLERY);
    let examiner = &world.examiner;
    let (purpose, probe, _) = searched(examiner);
    let ask = ["search", &probe, "--purpose", &purpose];
    let thief = Thief::new(&world, examiner);
    let subjects = thief.table(KeyKind::Faces, "subject");
    let labels = thief.rows("SELECT id, label FROM subject ORDER BY id");
    let open = |(id, label): &(Vec<u8>, Vec<u8>)| {
        subjects.open("label", id, &Sealed::from_column(label.clone()).unwrap()).unwrap().to_vec()
    };
    let put = |id: &[u8], label: &[u8]| {
        assert_eq!(
            thief.database.execute("UPDATE subject SET label = ?2 WHERE id = ?1", params![id, label]).unwrap(),
            1
        );
    };
    // With the key: each person bears the other's label, well sealed.
    let names: Vec<Vec<u8>> = labels.iter().map(open).collect();
    for (at, (id, _)) in labels.iter().enumerate() {
        put(id, subjects.seal("label", id, &names[1 - at]).unwrap().as_bytes());
    }
    let told = stops(examiner, &ask, 5);
    assert!(told.contains("gallery's root"), "{told}");
    labels.iter().for_each(|(id, label)| put(id, label));
    examiner.run(&ask).success();
    // Without a key: the photographs of one are those of the other.
    let owners = thief.rows("SELECT id, subject FROM reference ORDER BY position");
    let give = |id: &[u8], subject: &[u8]| {
        let sql = "UPDATE reference SET subject = ?2 WHERE id = ?1";
        assert_eq!(thief.database.execute(sql, params![id, subject]).unwrap(), 1);
    };
    give(&owners[0].0, &owners[1].1);
    stops(examiner, &ask, 5);
    give(&owners[0].0, &owners[0].1);
    // With the key: a template of another face, well sealed.
    let table = thief.table(KeyKind::Faces, "reference");
    let templates = thief.rows("SELECT id, template FROM reference ORDER BY position");
    let other = table.open("template", &templates[1].0, &Sealed::from_column(templates[1].1.clone()).unwrap()).unwrap();
    let sql = "UPDATE reference SET template = ?2 WHERE id = ?1";
    let set = |template: &[u8]| thief.database.execute(sql, params![templates[0].0, template]).unwrap();
    set(table.seal("template", &templates[0].0, &other).unwrap().as_bytes());
    stops(examiner, &ask, 5);
    set(&templates[0].1);
    examiner.run(&ask).success();
    world.verify();
}

/// The models with one file changed.
fn models_with(place: &Path, model: &str, file: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> String {
    let _ = fs::remove_dir_all(place);
    copy_tree(&models(), place);
    let path = place.join(model).join(file);
    fs::write(&path, change(fs::read(&path).unwrap())).unwrap();
    place.display().to_string()
}

#[test]
fn an_exchanged_network_or_error_table_stops_probe_and_search() {
    let world = World::new();
    world.enroll_portraits(GALLERY);
    let examiner = &world.examiner;
    let (purpose, probe, _) = searched(examiner);
    let place = world.place().join("models");
    let flipped = |mut bytes: Vec<u8>| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    };
    let search = |models: &str| {
        let run = examiner.run(&["search", &probe, "--purpose", &purpose, "--models", models, "--json"]);
        (run.get_output().status.code(), stdout(&run), stderr(&run))
    };
    let told = search(&models_with(&place, "fused", "card.toml", forged_curve));
    assert!(told.0 == Some(3) && told.1.is_empty() && told.2.contains("2-110"), "{told:?}");
    // Either network of the composite, or the list of them.
    for (model, file) in [
        ("mobilefacenet", "weights.safetensors"),
        ("dlib-resnet29", "weights.safetensors"),
        ("fused", "components.toml"),
    ] {
        let told = search(&models_with(&place, model, file, flipped));
        assert!(told.0 == Some(3) && told.1.is_empty() && told.2.contains("2-110-4-D-3"), "{model}: {told:?}");
    }
    // The detector decides which face it is.
    let detect = |models: &str| {
        let ask = examiner.probe_args("obama2.jpg", &purpose);
        let run = examiner.run(&[&ask[..], &["--models", models, "--json"]].concat());
        (run.get_output().status.code(), stdout(&run), stderr(&run))
    };
    let softer = |card: Vec<u8>| [card, b"\n# another card\n".to_vec()].concat();
    let told = detect(&models_with(&place, "mtcnn", "card.toml", softer));
    assert!(told.0 == Some(3) && told.1.is_empty(), "{told:?}");
    let told = detect(&models_with(&place, "mtcnn", "weights.safetensors", flipped));
    assert!(told.0 == Some(3) && told.1.is_empty(), "{told:?}");
    examiner.run(&["search", &probe, "--purpose", &purpose]).success();
    world.verify();
}

/// The card with a fifth of every measured rate: a chance hit looks rare.
fn forged_curve(card: Vec<u8>) -> Vec<u8> {
    let mut card: toml::Table = String::from_utf8(card).unwrap().parse().unwrap();
    for point in card["calibration"]["points"].as_array_mut().unwrap() {
        for rate in ["fmr", "low", "high"] {
            let measured = point[rate].as_float().unwrap();
            point[rate] = (measured / 5.0).into();
        }
    }
    card.to_string().into_bytes()
}
