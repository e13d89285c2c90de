//! A backup takes the repository's place: said, signed by two, and the next log begins with it.

use std::{fs, path::PathBuf};

use frs::{
    operation::{OperationError, PurposeSource, RestoreRequest, RestoreStep, restore_repository},
    store::DATABASE_FILE,
    vocabulary::{PurposeDraft, PurposeField, PurposeKind, SystemClock},
};
use serde_json::Value;

use super::{
    backup::back_up,
    witness::{Witness, checkpoint, cosign, round, world as witnessed},
    world::*,
};

const REASON: &[&str] = &["--purpose", "administration", "--reason", "the disk failed"];

/// A program with a witness; the manager's backup, and what was done after it.
struct Disaster {
    world: World,
    witness: Witness,
    /// In the Commander's directory.
    backup: &'static str,
    made: Value,
}

impl Disaster {
    fn new() -> Self {
        let witness = Witness::new("witness");
        let world = witnessed(&[&witness], |floor| floor);
        round(&world, &witness, "one.txt");
        let made = back_up(&world.manager, "b.sqlite");
        world.examiner.state(PURPOSE);
        round(&world, &witness, "two.txt");
        world.status();
        let told = Self { world, witness, backup: "b.sqlite", made };
        fs::copy(told.world.manager.path("b.sqlite"), told.commander().path("b.sqlite")).unwrap();
        told
    }

    fn commander(&self) -> &Person {
        &self.world.commander
    }

    fn draft(&self, out: &str, more: &[&str]) -> Value {
        let _ = fs::remove_file(self.commander().path(out));
        let ask = ["repository", "restore", "--from", self.backup, "--draft", out];
        let drafted = self.commander().json(&[&ask, more].concat(), REASON);
        assert_eq!(drafted["schema"], "frs.restore-draft/1");
        drafted
    }

    fn signed_by(&self, person: &Person, paper: &str, out: &str) {
        if person.dir != self.commander().dir {
            fs::copy(self.commander().path(paper), person.path(paper)).unwrap();
        }
        let _ = fs::remove_file(person.path(out));
        person.run(&["paper", "sign", paper, "--yes", "--out", out]).success();
        if person.dir != self.commander().dir {
            fs::copy(person.path(out), self.commander().path(out)).unwrap();
        }
    }

    /// Signed by both; its name.
    fn order(&self, more: &[&str]) -> String {
        self.draft("order.frs", more);
        self.signed_by(self.commander(), "order.frs", "half.frs");
        self.signed_by(&self.witness.person, "half.frs", "whole.frs");
        "whole.frs".to_owned()
    }

    fn args<'a>(&self, paper: &'a str) -> Vec<&'a str> {
        [&["repository", "restore", "--from", self.backup, "--paper", paper], REASON].concat()
    }

    fn restore(&self, paper: &str) -> Value {
        let restored = json(&self.commander().run(&[&self.args(paper)[..], &["--json"]].concat()).success());
        assert_eq!(restored["schema"], "frs.restore/1");
        restored
    }

    fn lose(&self) {
        fs::remove_dir_all(self.world.repository()).unwrap();
    }

    fn beside(&self) -> Vec<String> {
        let mut names: Vec<String> = (fs::read_dir(self.world.place()).unwrap())
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("repository"))
            .collect();
        names.sort();
        names
    }

    fn put_back(&self) {
        let repository = self.world.repository();
        fs::create_dir_all(&repository).unwrap();
        fs::copy(self.world.manager.path("b.sqlite"), repository.join(DATABASE_FILE)).unwrap();
    }
}

/// What everybody is told after a restore: each once, and nobody is accused.
fn everybody_goes_on(told: &Disaster) {
    let world = &told.world;
    for (person, purpose) in
        [(&world.auditor, OVERSIGHT), (&world.manager, ADMINISTRATION), (&world.examiner, OVERSIGHT)]
    {
        let first = person.run(&[&["audit", "verify"], OVERSIGHT].concat());
        if person.name == "auditor" || person.name == "examiner" {
            let first = first.success();
            assert!(stderr(&first).contains("A backup was restored"), "{}: {}", person.name, stderr(&first));
            assert!(stdout(&first).contains("INTACT"));
            let again = person.run(&[&["audit", "verify"], OVERSIGHT].concat()).success();
            assert!(!stderr(&again).contains("A backup was restored"), "told once: {}", stderr(&again));
        }
        let _ = purpose;
    }
    let verdict = world.verify();
    assert_eq!(verdict["logs"].as_array().unwrap().len(), 2);
    assert!(verdict["restores"][0].as_str().unwrap().contains("are lost"));
}

#[test]
fn a_deleted_repository_is_restored_and_everybody_goes_on() {
    let told = Disaster::new();
    let newest = told.world.verify()["entries"].as_u64().unwrap() + 2;
    told.lose();
    // The Commander saw less than the auditor; the witness's last answer is the best that is at hand.
    fs::copy(told.world.auditor.path("two.txt.answer"), told.commander().path("answer.txt")).unwrap();
    let drafted = told.draft("order.frs", &["--anchor", "answer.txt"]);
    assert_eq!((&drafted["size"], &drafted["backup"]), (&told.made["size"], &told.made["sha256"]));
    assert_eq!((&drafted["opens"], &drafted["there"]["state"]), (&2.into(), &"nothing".into()));
    assert_eq!(drafted["lost"][0], format!("1/{}", told.made["size"]));
    let known = drafted["known"].as_array().unwrap();
    assert!(known.iter().any(|one| one["by"] == "answer.txt") && known.len() == 2, "{known:?}");
    assert!(!told.world.repository().exists(), "a draft changes nothing");
    let restored = told.restore(&told.order(&["--anchor", "answer.txt"]));
    assert_eq!(
        (&restored["log"], &restored["replaced"], &restored["went_on"]),
        (&2.into(), &Value::Null, &false.into())
    );
    assert_eq!(restored["entry"]["log"], 2);
    assert_eq!(told.beside(), ["repository"]);
    everybody_goes_on(&told);
    // The auditor had seen more than the order knows: that is said in their entry.
    let entries = told.world.book();
    let said = entries.iter().find(|entry| entry["values"]["lost"].is_string()).expect("somebody lost something");
    let said: Value = serde_json::from_str(said["values"]["lost"].as_str().unwrap()).unwrap();
    assert_eq!((&said["restored_in"], &said["beyond_paper"]), (&2.into(), &true.into()));
    assert!(said["seen"]["size"].as_u64().unwrap() <= newest);
    // The witness takes the new log when told so, and not otherwise.
    checkpoint(&told.world, "three.txt");
    let person = &told.witness.person;
    told.witness.take(&told.world.auditor, "three.txt");
    let declined = person.run(&["audit", "witness", "three.txt", "--out", "no.txt"]).code(2);
    assert!(stderr(&declined).contains("--new-log"));
    person.run(&["audit", "witness", "three.txt", "--new-log", "--out", "three.answer"]).success();
    fs::copy(person.path("three.answer"), told.world.auditor.path("three.answer")).unwrap();
    told.world.auditor.json(&["paper", "accept", "three.answer"], ADMINISTRATION);
    // Nothing of the closed log any more, from either side.
    told.witness.take(&told.world.auditor, "two.txt");
    person.run(&["audit", "witness", "two.txt", "--out", "old.txt"]).code(5);
    let late = told.world.auditor.run(&[&["paper", "accept", "two.txt.answer"], ADMINISTRATION].concat()).code(2);
    assert!(stderr(&late).contains("log 1 was closed"), "{}", stderr(&late));
    let verdict = told.world.verify();
    assert_eq!(verdict["witnessed"]["log"], 2);
    let anchored = ["audit", "verify", "--anchor", "two.txt.answer", "--anchor", "three.answer"];
    told.world.auditor.run(&[&anchored[..], OVERSIGHT].concat()).success();
    // The report names it, and a second backup of the new log can be made.
    let report = told.world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert!(report["changes"].as_array().unwrap().iter().any(|line| line["kind"] == "restore"), "{report}");
    assert_eq!(back_up(&told.world.manager, "next.sqlite")["log"], 2);
}

#[test]
fn a_corrupted_repository_is_put_aside_and_what_it_still_says_is_told() {
    let told = Disaster::new();
    let (person, database) = (told.commander(), told.world.repository().join(DATABASE_FILE));
    // It can be read: its head is the newest that is known.
    let drafted = told.draft("order.frs", &[]);
    assert_eq!(drafted["there"]["state"], "goes-on");
    assert!(drafted["there"]["papers_since"].as_u64().unwrap() >= 1, "{drafted}");
    let (_, newest) = drafted["lost"][1].as_str().unwrap().split_once('/').unwrap();
    let order = told.order(&[]);
    // More was done since the order was signed: it would be lost without being told.
    told.world.status();
    let failed = stderr(&person.run(&told.args(&order)).code(2));
    assert!(failed.contains("more would be lost"), "{failed}");
    assert!(newest.parse::<u64>().unwrap() > told.made["size"].as_u64().unwrap());
    let order = told.order(&[]);
    let before = fs::read(&database).unwrap();
    let restored = told.restore(&order);
    let aside = PathBuf::from(text(&restored["replaced"]));
    assert_eq!(fs::read(aside.join(DATABASE_FILE)).unwrap(), before, "the old one is kept as it was");
    everybody_goes_on(&told);
    // Again: the same order was carried out; nothing is done twice.
    let again = told.restore(&order);
    assert_eq!((&again["went_on"], &again["replaced"]), (&true.into(), &Value::Null));
    assert_eq!(again["entry"]["leaf"], restored["entry"]["leaf"]);
    // Now the file is damaged in the middle: nobody can read it, and it is put aside all the same.
    let mut bytes = fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[..middle].fill(0x5a);
    fs::write(&database, &bytes).unwrap();
    let drafted = told.draft("order.frs", &[]);
    assert_eq!((&drafted["there"]["state"], &drafted["opens"]), (&"unreadable".into(), &3.into()));
    let restored = told.restore(&told.order(&[]));
    assert_eq!(restored["log"], 3);
    assert_eq!(fs::read(PathBuf::from(text(&restored["replaced"])).join(DATABASE_FILE)).unwrap(), bytes);
    assert_eq!(told.world.verify()["logs"][1]["log"], 3);
}

#[test]
fn without_two_signatures_and_the_right_file_nothing_is_restored() {
    let told = Disaster::new();
    let (world, person) = (&told.world, told.commander());
    told.lose();
    let whole = told.order(&[]);
    let refused = |paper: &str, person: &Person| person.refused(&told.args(paper), &["2-110-4-B"]);
    assert!(refused("order.frs", person).contains("neither the Commander nor a witness"));
    assert!(refused("half.frs", person).contains("but no witness"));
    told.signed_by(&told.witness.person, "order.frs", "witness-only.frs");
    assert!(refused("witness-only.frs", person).contains("not the Commander"));
    told.signed_by(&world.auditor, "half.frs", "auditor.frs");
    assert!(refused("auditor.frs", person).contains("but no witness"));
    // The manager may draft, and not enter; others may do neither.
    fs::copy(person.path(&whole), world.manager.path(&whole)).unwrap();
    assert!(refused(&whole, &world.manager).contains("not the Commander"));
    let draft = ["repository", "restore", "--from", "b.sqlite", "--draft", "mine.frs"];
    world.manager.json(&draft, REASON);
    for other in [&world.examiner, &world.auditor] {
        fs::copy(person.path("b.sqlite"), other.path("b.sqlite")).unwrap();
        other.refused(&[&draft, REASON].concat(), &["2-110-4-A-1"]);
    }
    person.refused(&draft, &["2-110-4-A"]);
    // A paper that was changed, one of another kind.
    let changed = person.read(&whole).replacen("the disk failed", "the disk burned", 1);
    person.write("changed.frs", changed);
    person.run(&told.args("changed.frs")).code(5);
    person.run(&told.args("examiner-authorization.frs")).code(2);
    // A byte that was changed, half a file, another file, another backup, none.
    let good = fs::read(person.path("b.sqlite")).unwrap();
    let from = |file: &str| {
        [&["repository", "restore", "--from", file, "--paper", &whole], REASON]
            .concat()
            .iter()
            .map(|a| (*a).to_owned())
            .collect::<Vec<_>>()
    };
    let run = |file: &str| {
        let args = from(file);
        person.run(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    for at in [good.len() / 3, good.len() - 100, 5_000] {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        person.write("bad.sqlite", &bytes);
        run("bad.sqlite").code(5);
    }
    person.write("bad.sqlite", &good[..good.len() / 2]);
    run("bad.sqlite").code(5);
    person.write("bad.sqlite", "no database at all");
    run("bad.sqlite").code(6);
    run("none.sqlite").code(6);
    run(".").code(6);
    assert!(!world.repository().exists() && told.beside().is_empty(), "{:?}", told.beside());
    told.restore(&whole);
}

#[test]
fn backups_of_other_programs_and_earlier_days_are_told_apart() {
    let told = Disaster::new();
    let person = told.commander();
    let whole = told.order(&[]);
    let other = World::new();
    back_up(&other.manager, "other.sqlite");
    fs::copy(other.manager.path("other.sqlite"), person.path("other.sqlite")).unwrap();
    let args =
        |from: &'static str| [&["repository", "restore", "--from", from, "--paper", "whole.frs"], REASON].concat();
    // Nobody's key opens it.
    assert!(stderr(&person.run(&args("other.sqlite")).code(3)).contains("2-110-4-A-1"));
    // Another day's backup of the same program is not the one that the order names.
    back_up(&told.world.manager, "later.sqlite");
    fs::copy(told.world.manager.path("later.sqlite"), person.path("later.sqlite")).unwrap();
    assert!(stderr(&person.run(&args("later.sqlite")).code(5)).contains("SHA-256"));
    // Another program's repository is never put aside.
    fs::rename(told.world.repository(), told.world.place().join("kept")).unwrap();
    copy_tree(&other.repository(), &told.world.repository());
    assert!(stderr(&person.run(&told.args(&whole)).code(2)).contains("another program"));
    assert!(
        stderr(
            &person
                .run(&[
                    "repository",
                    "restore",
                    "--from",
                    "b.sqlite",
                    "--draft",
                    "x.frs",
                    "--purpose",
                    "administration",
                    "--reason",
                    "the disk failed"
                ])
                .code(2)
        )
        .contains("another program")
    );
    // Nor a directory that is no repository's.
    fs::remove_dir_all(told.world.repository()).unwrap();
    fs::create_dir(told.world.repository()).unwrap();
    fs::write(told.world.repository().join("letters.txt"), "dear").unwrap();
    assert!(stderr(&person.run(&told.args(&whole)).code(6)).contains("letters.txt"));
    assert_eq!(told.beside(), ["repository"]);
}

#[test]
fn an_old_backup_without_an_order_is_found_by_memory_and_by_a_checkpoint() {
    let told = Disaster::new();
    told.lose();
    told.put_back();
    for person in [&told.world.auditor, &told.world.examiner] {
        let found = person.run(&[&["audit", "verify"], OVERSIGHT].concat()).code(11);
        assert!(stderr(&found).contains("rolled back"));
    }
    // On a machine that knows nothing, the witness's answer tells.
    fs::remove_dir_all(told.world.auditor.home().join("heads")).unwrap();
    let ask = ["audit", "verify", "--anchor", "two.txt.answer"];
    told.world.auditor.run(&[&ask[..], OVERSIGHT].concat()).code(11);
}

#[test]
fn a_second_branch_is_found_by_whoever_saw_the_first() {
    let told = Disaster::new();
    told.lose();
    let order = told.order(&[]);
    let other = told.world.copy();
    told.restore(&order);
    told.world.status();
    // Somewhere else the same order is carried out once more: it begins the same log otherwise.
    let args = told.args(&order);
    other.commander.run(&args).success();
    other.status();
    fs::remove_dir_all(told.world.repository()).unwrap();
    copy_tree(&other.repository(), &told.world.repository());
    for person in [&told.world.auditor, told.commander()] {
        let found = person.run(&[&["repository", "status"][..], ADMINISTRATION].concat());
        assert!(matches!(found.get_output().status.code(), Some(10 | 11)), "{}", stderr(&found));
    }
    // And whoever saw the first carries out the order no second time.
    told.lose();
    let failed = told.commander().run(&told.args(&order)).code(2);
    assert!(stderr(&failed).contains("Draft the order anew"), "{}", stderr(&failed));
    // A new order begins a log of its own.
    assert_eq!(told.restore(&told.order(&[]))["log"], 3);
    told.world.verify();
}

#[test]
fn suspensions_that_anybody_knows_come_first() {
    let told = Disaster::new();
    told.lose();
    told.restore(&told.order(&["--suspensions-known", "1"]));
    let purpose = [&["repository", "status"], OVERSIGHT].concat();
    told.world.auditor.refused(&purpose, &["2-110-4-E"]);
    let suspend = ["paper", "request", "suspension", "--program", &told.world.program, "--person"];
    told.commander().write("why.txt", "left the bureau");
    let rest = ["--number", "1", "--reason-file", "why.txt", "--out", "s.frs"];
    told.commander().run(&[&suspend[..], &[&told.world.manager.id], &rest].concat()).success();
    told.commander().run(&["paper", "sign", "s.frs", "--yes", "--out", "s1.frs"]).success();
    told.world.accept("s1.frs");
    told.world.status();
}

#[test]
fn killed_at_any_moment_one_of_the_two_stands_and_the_same_command_goes_on() {
    let base = Disaster::new();
    let order = base.order(&[]);
    let begun = std::time::Instant::now();
    {
        let world = base.world.copy();
        world.commander.run(&base.args(&order)).success();
    }
    let took = begun.elapsed();
    let (mut killed, mut old, mut new) = (0, 0, 0);
    for number in 0..14 {
        let world = base.world.copy();
        let person = &world.commander;
        killed += usize::from(person.killed_after(&base.args(&order), took.mul_f64(0.25 + 0.06 * f64::from(number))));
        // Somebody who only looks: the old book, or the new one with its order.
        let looked = world.auditor.run(&[&["audit", "verify", "--json"], OVERSIGHT].concat()).success();
        let logs = json(&looked)["logs"].as_array().unwrap().len();
        (old, new) = (old + usize::from(logs == 1), new + usize::from(logs == 2));
        if logs == 1 {
            // The look itself is one entry more than the order tells.
            person.run(&base.args(&order)).code(2);
            continue;
        }
        let again = json(&person.run(&[&base.args(&order)[..], &["--json"]].concat()).success());
        assert_eq!(again["went_on"], true);
        assert!(!world.place().join("repository.restoring").exists());
        world.verify();
    }
    println!("{killed} killed; {old} stood as they were, {new} were restored; {took:?}");
    assert!(killed > 0 && old > 0, "{killed} killed, {old} old, {new} new");
    // Killed and run again without anybody looking.
    for number in 0..10 {
        let world = base.world.copy();
        let person = &world.commander;
        person.killed_after(&base.args(&order), took.mul_f64(0.4 + 0.06 * f64::from(number)));
        person.run(&base.args(&order)).success();
        assert!(!world.place().join("repository.restoring").exists());
        let aside = fs::read_dir(world.place()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        assert_eq!(aside.filter(|name| name.contains("replaced")).count(), 1);
        world.verify();
    }
}

#[test]
fn without_room_the_old_one_stands_and_no_copy_is_left() {
    let told = Disaster::new();
    let order = told.order(&[]);
    let whole = fs::metadata(told.commander().path("b.sqlite")).unwrap().len() / 1024;
    for kilobytes in [8, whole / 2, whole - 8] {
        let mut shell = std::process::Command::new("bash");
        shell.env_clear().envs(told.commander().environment()).current_dir(&told.commander().dir);
        let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"");
        let run = shell.args(["-c", &script, env!("CARGO_BIN_EXE_frs")]).args(told.args(&order)).output().unwrap();
        assert_eq!(run.status.code(), Some(6), "{}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(told.beside(), ["repository"]);
    }
    told.restore(&order);
    everybody_goes_on(&told);
}

#[test]
fn a_program_without_a_witness_is_told_before_it_is_too_late() {
    let world = World::new();
    back_up(&world.commander, "b.sqlite");
    let ask = ["repository", "restore", "--from", "b.sqlite", "--draft", "order.frs"];
    let why = world.commander.refused(&[&ask[..], REASON].concat(), &["2-110-4-B"]);
    assert!(why.contains("No witness stands in the floor"), "{why}");
    let said = stdout(
        &world.commander.run(&[&["repository", "backup", "--out", "c.sqlite"], ADMINISTRATION].concat()).success(),
    );
    assert!(said.contains("No witness stands in the floor"), "{said}");
}

#[test]
fn an_order_is_no_paper_to_accept() {
    let told = Disaster::new();
    let order = told.order(&[]);
    let failed = told.commander().run(&[&["paper", "accept", &order], ADMINISTRATION].concat()).code(2);
    assert!(stderr(&failed).contains("frs repository restore"));
    let _ = cosign;
}

#[test]
fn what_somebody_does_while_the_backup_is_copied_is_not_swept_away() {
    let told = Disaster::new();
    let order = told.order(&[]);
    let commander = told.commander();
    let reason = PurposeDraft::new(PurposeKind::Administration).with(PurposeField::Reason, "the disk failed");
    let ask = RestoreRequest {
        from: commander.path(told.backup),
        paper: commander.path(&order),
        purpose: PurposeSource::State(reason),
    };
    let mut stated = String::new();
    let restored = commander.at(&SystemClock, |desk| {
        restore_repository(desk, ask, &mut |step| {
            if step == RestoreStep::Copied {
                stated = told.world.examiner.state(PURPOSE);
            }
        })
    });
    assert!(
        matches!(&restored, Err(OperationError::Usage(why)) if why.contains("draft the order anew")),
        "{restored:?}"
    );
    assert_eq!(told.beside(), ["repository"]);
    told.world.examiner.json(&["purpose", "show", &stated], &[]);
}

/// Keys that were exchanged after the backup: those of the backup hold again, and are exchanged anew.
#[test]
fn keys_that_were_renewed_after_the_backup_are_renewed_again() {
    let told = Disaster::new();
    let world = &told.world;
    let show = || {
        let _ = fs::remove_file(world.auditor.path("program.txt"));
        world.auditor.json(&["program", "show", "--out", "program.txt"], OVERSIGHT)["log_key"].clone()
    };
    let first = show();
    world.commander.json(&["program", "rekey"], ADMINISTRATION);
    let second = show();
    assert_ne!(first, second);
    round(world, &told.witness, "renewed.txt");
    world.status();
    told.lose();
    fs::copy(world.auditor.path("renewed.txt.answer"), told.commander().path("answer.txt")).unwrap();
    told.restore(&told.order(&["--anchor", "answer.txt"]));
    assert_eq!(show(), first);
    world.verify();
    // The witness, which knows the key that was lost, takes the log that the restore began when told so.
    checkpoint(world, "three.txt");
    let person = &told.witness.person;
    for file in ["three.txt", "program.txt"] {
        told.witness.take(&world.auditor, file);
    }
    let ask = ["audit", "witness", "three.txt", "--program", "program.txt", "--out", "three.answer"];
    let declined = stderr(&person.run(&ask).code(6));
    assert!(declined.contains("--new-log"), "{declined}");
    person.run(&[&ask[..], &["--new-log"]].concat()).success();
    fs::copy(person.path("three.answer"), world.auditor.path("three.answer")).unwrap();
    world.auditor.json(&["paper", "accept", "three.answer"], ADMINISTRATION);
    // Exchanged once more; the export over both logs and all keys is checked by a stranger.
    world.commander.json(&["program", "rekey"], ADMINISTRATION);
    let third = show();
    assert!(third != first && third != second);
    round(world, &told.witness, "four.txt");
    world.auditor.run(&[&["audit", "export", "--out", "export"], OVERSIGHT].concat()).success();
    world.auditor.write("witness.pub", told.witness.key());
    let ask = ["audit", "check-export", "export", "--program", "program.txt", "--witness", "witness.pub", "--json"];
    let checked = json(&world.auditor.run(&ask).code(0));
    assert_eq!((&checked["verdict"], &checked["findings"]), (&"proven".into(), &serde_json::json!([])));
    world.verify();
}
