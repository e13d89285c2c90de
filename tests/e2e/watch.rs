//! Witnesses beyond the every day: a new log, a new Commander, a stick that was put back. What `audit verify` opens, and a
//! search whose searcher lost access while it ran.

use std::{cell::Cell, fs};

use frs::{
    operation::{
        OperationError, PurposeSource, SearchRequest, search,
        verification::{OpenRequest, open_candidate},
    },
    seal::{AddCheckpoint, Checkpoint, KeyKind, Sealed, SigningKey},
    vocabulary::Clock,
};
use jiff::Timestamp;
use rusqlite::params;
use serde_json::Value;

use super::{
    attacks::Thief,
    program::{draft, pass, suspend},
    witness::{Witness, accept, checkpoint, cosign, fingerprint, round, world},
    world::*,
};

fn state(witness: &Witness) -> Value {
    witness.person.json(&["audit", "witness", "--state"], &[])["logs"][0].clone()
}

#[test]
fn a_new_log_is_cosigned_only_by_who_knows_of_a_restore() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    round(&world, &witness, "one.txt");
    // Somebody with K_book, and so with the log's secret, makes a second log of their own: nobody restored anything.
    let thief = Thief::new(&world, &world.examiner);
    let sql = "SELECT CAST(name AS BLOB), content FROM secret WHERE name = 'log-key'";
    let (_, sealed) = thief.rows(sql).remove(0);
    let table = thief.table(KeyKind::Book, "secret");
    let seed = table.open("content", b"log-key", &Sealed::from_column(sealed).unwrap()).unwrap();
    let key = SigningKey::from_seed(zeroize::Zeroizing::new(seed[..].try_into().unwrap())).unwrap();
    let origin = format!("frs/{}/2", world.program);
    let note = Checkpoint::new(&origin, 4, frs::vocabulary::Digest([7; 32])).sign(&key).unwrap();
    let request = AddCheckpoint::new(0, Vec::new(), note).unwrap();
    let person = &witness.person;
    person.write("second.txt", request.to_string());
    let told = stderr(&person.run(&["audit", "witness", "second.txt"]).code(2));
    assert!(told.contains("a backup was restored") && told.contains("--new-log"), "{told}");
    assert!(!person.path("second-answer.txt").exists());
    assert_eq!(state(&witness)["log"], 1);
    // The flag says something only where a new log begins.
    checkpoint(&world, "two.txt");
    witness.take(&world.auditor, "two.txt");
    let told = stderr(&person.run(&["audit", "witness", "two.txt", "--new-log"]).code(2));
    assert!(told.contains("no new log begins"), "{told}");
    person.run(&["audit", "witness", "two.txt"]).success();
    // Whoever says that they know of a restore answers for it: from then on the old log is closed to them.
    person.run(&["audit", "witness", "second.txt", "--new-log"]).success();
    checkpoint(&world, "three.txt");
    witness.take(&world.auditor, "three.txt");
    person.run(&["audit", "witness", "three.txt"]).code(5);
}

#[test]
fn a_program_file_tells_of_a_new_commander_and_a_new_log_key() {
    let witness = Witness::new("witness");
    let world = world(&[&witness], |floor| floor);
    round(&world, &witness, "one.txt");
    let old = world.auditor.read("program.txt");
    let (new, safe) = (world.person("successor"), world.person("safe"));
    let keys = |person: &Person| text(&person.json(&["key", "show"], &[])["public_keys"]);
    let details =
        format!("root = \"{}\"\nrecovery = \"{}\"\nreason = \"the Commander retires\"\n", keys(&new), keys(&safe));
    let succession = draft(&world, "succession", &details, &[&world.commander]);
    // Whoever holds the key for faces wraps it for the successor.
    pass(&world.commander, &world.manager, &succession);
    world.manager.json(&["paper", "accept", &succession], ADMINISTRATION);
    fs::copy(world.manager.path(&succession), new.authorization()).unwrap();
    let exchanged = new.json(&["program", "rekey"], ADMINISTRATION);
    assert!(exchanged["log_key"].is_string(), "{exchanged}");
    fs::remove_file(world.auditor.path("program.txt")).unwrap();
    let shown = world.auditor.json(&["program", "show", "--out", "program.txt"], OVERSIGHT);
    assert_eq!((&shown["papers"], &shown["log_key"]), (&2.into(), &exchanged["log_key"]));
    let file = world.auditor.read("program.txt");
    assert!(file.starts_with(&old) && file.contains("frs/succession/1") && file.contains("frs/log-key/1"));
    checkpoint(&world, "two.txt");
    cosign(&world, &witness, "two.txt");
    accept(&world, "two.txt.answer");
    world.verify();
    // Nobody talks a witness out of a succession, restore or not.
    witness.person.write("old-program.txt", &old);
    let ask = ["audit", "witness", "two.txt", "--program", "old-program.txt", "--new-log"];
    let declined = stderr(&witness.person.run(&ask).code(6));
    assert!(declined.contains("a succession may not"), "{declined}");
    // Evidence under the new Commander's key of the log, for somebody who only has the first program file.
    let written = world.auditor.json(&["audit", "prove", "2", "--out", "entry.tlog-proof"], OVERSIGHT);
    assert!(written["size"].as_u64().unwrap() > 10);
    world.auditor.write("first.txt", &old);
    world.auditor.write("witness.pub", witness.key());
    for program in ["program.txt", "first.txt"] {
        let ask = ["audit", "check-proof", "entry.tlog-proof", "--program", program, "--witness", "witness.pub"];
        world.auditor.run(&ask).code(0);
    }
    // A program file in which somebody else signed the new key is none.
    let forged = file.replace("rekey to generation 2", "rekey to generation 3");
    assert_ne!(forged, file);
    world.auditor.write("forged.txt", forged);
    let ask = ["audit", "check-proof", "entry.tlog-proof", "--program", "forged.txt", "--witness", "witness.pub"];
    world.auditor.run(&ask).failure();
}

#[test]
fn a_stick_that_was_put_back_goes_on_from_its_own_later_answer() {
    let (witness, other) = (Witness::new("witness"), Witness::new("other"));
    let world = world(&[&witness], |floor| floor);
    round(&world, &witness, "one.txt");
    let person = &witness.person;
    let place = person.home().join("witness");
    let kept = person.path("kept");
    copy_tree(&place, &kept);
    let request = round(&world, &witness, "two.txt");
    let newest = state(&witness);
    fs::remove_dir_all(&place).unwrap();
    copy_tree(&kept, &place);
    // The next request leads from what the book knows that it saw: it refuses, and says how to go on.
    let made = checkpoint(&world, "three.txt");
    let requests = made["requests"].as_array().unwrap();
    let own = requests.iter().find(|one| one["old"] == request["size"]).unwrap();
    let file = text(&own["file"]);
    witness.take(&world.auditor, &file);
    let told = stderr(&person.run(&["audit", "witness", &file]).code(5));
    assert!(told.contains("older state") && told.contains("--take-up"), "{told}");
    // Its own answer, as the program's people have it.
    witness.take(&world.auditor, "two.txt.answer");
    let take = |answer: &str, fingerprint: &str| {
        person.run(&["audit", "witness", "--take-up", answer, "--fingerprint", fingerprint, "--json"])
    };
    person.run(&["audit", "witness", "--take-up", "two.txt.answer"]).code(2);
    take("two.txt.answer", "0000-1111-2222-3333-4444-5555").code(5);
    assert_ne!(state(&witness), newest);
    let fingerprint = fingerprint(&world);
    let taken = json(&take("two.txt.answer", &fingerprint).code(0));
    assert_eq!((&taken["schema"], &taken["size"]), (&"frs.witness-taken-up/1".into(), &newest["size"]));
    assert_eq!(state(&witness), newest);
    person.run(&["audit", "witness", &file]).success();
    // Never back, never another's, never a forged one.
    witness.take(&world.auditor, "one.txt.answer");
    take("one.txt.answer", &fingerprint).code(2);
    world.auditor.json(&["audit", "checkpoint", "--old", "0", "--out", "other.txt"], OVERSIGHT);
    cosign(&world, &other, "other.txt");
    witness.take(&world.auditor, "other.txt.answer");
    take("other.txt.answer", &fingerprint).code(5);
    let genuine = person.read("two.txt.answer");
    let size = newest["size"].to_string();
    person.write("forged.txt", genuine.replacen(&format!("\n{size}\n"), "\n9999\n", 1));
    take("forged.txt", &fingerprint).code(5);
    // With nothing left at all, it needs the program file too.
    fs::remove_dir_all(&place).unwrap();
    take("two.txt.answer", &fingerprint).code(2);
    let ask = ["audit", "witness", "--take-up", "two.txt.answer", "--fingerprint", &fingerprint];
    person.run(&[&ask[..], &["--program", "program.txt"]].concat()).success();
    assert_eq!(state(&witness), newest);
}

#[test]
fn a_first_contact_is_told_in_json_too() {
    let world = World::founded(|floor| floor);
    let newcomer = world.authorized("newcomer", "auditor", &[]);
    let run = newcomer.run(&[&["repository", "status", "--json"], OVERSIGHT].concat()).success();
    let note: Value = serde_json::from_str(stderr(&run).lines().next().unwrap()).unwrap();
    assert_eq!(note["schema"], "frs.note/1");
    assert!(note["note"].as_str().unwrap().contains("First contact"), "{note}");
    assert!(json(&run)["schema"] == "frs.repository/1", "the result stands alone on standard output");
    let again = newcomer.run(&[&["repository", "status", "--json"], OVERSIGHT].concat()).success();
    assert_eq!(stderr(&again), "");
    // A witness's first contact.
    let witness = Witness::new("witness");
    let commander = &world.commander;
    commander.run(&[&["audit", "checkpoint", "--out", "one.txt"], ADMINISTRATION].concat()).success();
    commander.run(&[&["program", "show", "--out", "program.txt"], ADMINISTRATION].concat()).success();
    witness.take(commander, "one.txt");
    witness.take(commander, "program.txt");
    let told = text(&commander.json(&["repository", "status"], ADMINISTRATION)["program"]["fingerprint"]);
    let ask = ["audit", "witness", "one.txt", "--program", "program.txt", "--fingerprint", &told, "--json"];
    let first = witness.person.run(&ask).success();
    assert!(stderr(&first).contains("First contact") && stderr(&first).contains(&told), "{}", stderr(&first));
}

#[test]
fn the_newest_entries_are_shown_unless_asked_otherwise() {
    let world = World::founded(|floor| floor);
    let newcomer = world.authorized("newcomer", "auditor", &[]);
    let show = |more: &[&str]| {
        let shown = newcomer.json(&[&["audit", "show"], more].concat(), OVERSIGHT);
        let of = |entry: &Value| entry["sequence"].as_u64().unwrap();
        let entries: Vec<u64> = shown["entries"].as_array().unwrap().iter().map(of).collect();
        (entries, shown["entry"]["intent"].as_u64().unwrap())
    };
    let (entries, intent) = show(&["--last", "3"]);
    assert_eq!(entries, [intent - 2, intent - 1, intent]);
    let (entries, intent) = show(&["--limit", "2"]);
    assert_eq!(entries, [intent - 1, intent]);
    let (entries, intent) = show(&[]);
    assert_eq!((entries[0], entries.last()), (0, Some(&intent)), "fewer than a hundred");
    assert_eq!(show(&["--from", "1", "--limit", "2"]).0, [1, 2]);
    for named in ["2", "#2", "1/2", "1#2"] {
        assert_eq!(show(&[named]).0, [2], "{named}");
    }
    newcomer.run(&[&["audit", "show", "9999"], OVERSIGHT].concat()).code(2);
    newcomer.run(&[&["audit", "report", "--of-case", "26-00999"], OVERSIGHT].concat()).code(2);
    newcomer.run(&[&["audit", "show", "--from", "1", "--last", "2"], OVERSIGHT].concat()).code(2);
}

#[test]
fn verify_opens_every_probe() {
    let world = World::new();
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    let examiner = &world.examiner;
    let purpose = examiner.state(PURPOSE);
    let probes = ["obama2.jpg", "obama3.jpg"].map(|name| {
        examiner.portrait(name);
        examiner.probe(name, &purpose)
    });
    let verify = |person: &Person, code: i32| {
        json(&person.run(&[&["audit", "verify", "--json"], OVERSIGHT].concat()).code(code))
    };
    let commander = &world.commander;
    verify(commander, 0);
    let thief = Thief::new(&world, examiner);
    let table = thief.table(KeyKind::Faces, "probe");
    let sql = |column: &str| format!("SELECT id, {column} FROM probe ORDER BY id");
    for (column, says) in
        [("image", "its image is not"), ("template", "its template is not"), ("intake", "what was told")]
    {
        let rows = thief.rows(&sql(column));
        let other = table.open(column, &rows[1].0, &Sealed::from_column(rows[1].1.clone()).unwrap()).unwrap();
        let put = |sealed: &[u8]| {
            let update = format!("UPDATE probe SET {column} = ?2 WHERE id = ?1");
            assert_eq!(thief.database.execute(&update, params![rows[0].0, sealed]).unwrap(), 1);
        };
        // Well sealed, by somebody who holds the key for faces: another probe's.
        put(table.seal(column, &rows[0].0, &other).unwrap().as_bytes());
        let found = verify(commander, 10);
        let finding = found["findings"].to_string();
        assert_eq!(found["verdict"], "tampered");
        assert!(finding.contains(says), "{finding}");
        let hex: String = rows[0].0.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(probes.iter().any(|probe| probe.ends_with(&hex)) && finding.contains(&hex), "{finding}");
        // An auditor holds no key for faces, and cannot see it: said in docs/threat-model.md.
        world.verify();
        put(&rows[0].1);
        verify(commander, 0);
    }
}

#[test]
fn verify_checks_the_programs_own_keys() {
    let world = World::new();
    world.status();
    let thief = Thief::new(&world, &world.examiner);
    let table = thief.table(KeyKind::Book, "secret");
    let genuine = thief.rows("SELECT CAST(name AS BLOB), content FROM secret ORDER BY name");
    let put = |name: &[u8], sealed: &[u8]| {
        let sql = "UPDATE secret SET content = ?2 WHERE name = CAST(?1 AS TEXT)";
        assert_eq!(thief.database.execute(sql, params![name, sealed]).unwrap(), 1);
    };
    let own = SigningKey::generate().unwrap();
    for (at, content, says) in [
        (0, &own.expose_seed()[..], "the key that signs checkpoints"),
        (1, b"AGE-SECRET-KEY-1", "refusals of strangers"),
    ] {
        let (name, sealed) = &genuine[at];
        put(name, table.seal("content", name, content).unwrap().as_bytes());
        let found = json(&world.auditor.run(&[&["audit", "verify", "--json"], OVERSIGHT].concat()).code(10));
        assert!(found["findings"].to_string().contains(says), "{found}");
        put(name, sealed);
        world.verify();
    }
}

/// A clock that does something once, when it is asked for the n-th time.
struct Meanwhile<'m> {
    asked: Cell<usize>,
    at: usize,
    act: &'m dyn Fn(),
}

impl Clock for Meanwhile<'_> {
    fn now(&self) -> Timestamp {
        self.asked.set(self.asked.get() + 1);
        if self.asked.get() == self.at {
            (self.act)();
        }
        Timestamp::now()
    }
}

#[test]
fn who_loses_access_while_a_search_runs_sees_no_list() {
    let world = World::new();
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    let examiner = &world.examiner;
    examiner.portrait("obama2.jpg");
    let purpose = examiner.state(PURPOSE);
    let probe = examiner.probe("obama2.jpg", &purpose);
    let ask = SearchRequest {
        probe: probe.clone(),
        candidates: None,
        with_personal: false,
        purpose: PurposeSource::Cite(purpose.parse().unwrap()),
    };
    let counting = Meanwhile { asked: Cell::new(0), at: usize::MAX, act: &|| () };
    examiner.at(&counting, |desk| search(desk, &ask).unwrap());
    // The last time is when it is about to account for the list: everything was compared by then.
    let last = counting.asked.get();
    let paper = suspend(&world, &world.commander, examiner, 1);
    let suspended = || drop(world.commander.json(&["paper", "accept", &paper], ADMINISTRATION));
    let clock = Meanwhile { asked: Cell::new(0), at: last, act: &suspended };
    let refused = examiner.at(&clock, |desk| search(desk, &ask).err().unwrap());
    match &refused {
        OperationError::Refused { refusal, .. } => assert_eq!(refusal.paragraphs(), ["2-110-4-E"], "{refused}"),
        other => panic!("{other}"),
    }
    // Accounted for: an intent, and an outcome that says that the gate closed; no search is listed for it.
    let verdict = world.verify();
    assert_eq!(verdict["unfinished"], serde_json::json!([]));
    let book = world.book();
    let searches: Vec<&Value> =
        book.iter().filter(|entry| entry["operation"] == "search" && entry["event"] == "outcome").collect();
    assert_eq!(searches.len(), 2);
    assert_eq!(searches[1]["values"]["result"], "refused");
    assert!(!searches[1]["values"].to_string().contains("candidates\\\":["), "no list: {}", searches[1]);
    examiner.refused(&["purpose", "list"], &["2-110-4-E"]);
}

#[test]
fn who_loses_access_while_a_candidate_is_opened_sees_no_photograph() {
    let world = World::new();
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    let examiner = &world.examiner;
    examiner.portrait("obama2.jpg");
    let purpose = examiner.state(PURPOSE);
    let probe = examiner.probe("obama2.jpg", &purpose);
    let found = examiner.json(&["search", &probe], &["--purpose", &purpose]);
    let ask = |out: &str| OpenRequest {
        search: found["search"].as_str().unwrap().to_owned(),
        candidate: 1,
        out: examiner.path(out),
        purpose: PurposeSource::Cite(purpose.parse().unwrap()),
    };
    let counting = Meanwhile { asked: Cell::new(0), at: usize::MAX, act: &|| () };
    examiner.at(&counting, |desk| open_candidate(desk, &ask("seen")).unwrap());
    // The last time is when the pictures are drawn and the book is about to account for them.
    let last = counting.asked.get();
    let paper = suspend(&world, &world.commander, examiner, 1);
    let suspended = || drop(world.commander.json(&["paper", "accept", &paper], ADMINISTRATION));
    let clock = Meanwhile { asked: Cell::new(0), at: last, act: &suspended };
    let refused = examiner.at(&clock, |desk| open_candidate(desk, &ask("unseen")).err().unwrap());
    assert!(refused.to_string().contains("2-110-4-E"), "{refused}");
    assert!(!examiner.path("unseen").exists(), "what was drawn is gone");
    let book = world.book();
    let opened: Vec<&Value> =
        book.iter().filter(|entry| entry["operation"] == "verify-open" && entry["event"] == "outcome").collect();
    let results: Vec<&Value> = opened.iter().map(|entry| &entry["values"]["result"]).collect();
    assert_eq!(results, ["done", "refused"]);
    assert_eq!(world.verify()["unfinished"], serde_json::json!([]));
}
