//! Backups while others work; what stops one leaves nothing under its name.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path, process::Command};

use frs::{
    seal::sha256,
    store::{DATABASE_FILE, Store},
};
use serde_json::Value;

use super::world::*;

pub fn back_up(person: &Person, out: &str) -> Value {
    let made = person.json(&["repository", "backup", "--out", out], ADMINISTRATION);
    assert_eq!(made["schema"], "frs.backup/1");
    made
}

fn args(out: &str) -> Vec<&str> {
    [&["repository", "backup", "--out", out], ADMINISTRATION].concat()
}

fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_made_while_two_processes_write() {
    let world = World::new();
    world.enroll_portraits(&["biden.jpg", "obama.jpg"]);
    fs::create_dir(world.manager.path("kept")).unwrap();
    world.examiner.write("purpose.toml", PURPOSE);
    let writing = || world.examiner.spawn(&["purpose", "state", "--file", "purpose.toml"]);
    let looking = || world.auditor.spawn(&[&["repository", "status"], OVERSIGHT].concat());
    let mut others: Vec<_> = (0..3).flat_map(|_| [writing(), looking()]).collect();
    let made = back_up(&world.manager, "kept/a.sqlite");
    others.extend([writing(), looking()]);
    let again = back_up(&world.manager, "kept/b.sqlite");
    for mut other in others {
        assert!(other.wait().unwrap().success());
    }
    assert_eq!(names(&world.manager.path("kept")), ["a.sqlite", "b.sqlite"]);
    let file = world.manager.path("kept/a.sqlite");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let bytes = fs::read(&file).unwrap();
    assert_eq!((&made["sha256"], &made["bytes"]), (&sha256(&bytes).to_string().into(), &bytes.len().into()));
    assert!(made["size"].as_u64() < again["size"].as_u64());
    // What it holds is what it says, and the book goes on from it.
    let copy = Store::open_copy(&file).unwrap();
    assert!(copy.integrity().unwrap().is_empty());
    let leaves = copy.rows().leaf_hashes(1, 0, u64::MAX >> 1).unwrap();
    assert_eq!(leaves.len() as u64, made["size"].as_u64().unwrap());
    assert_eq!(frs::seal::tree::root(&leaves).to_string(), text(&made["root"]));
    let live = Store::open(&world.repository()).unwrap();
    assert_eq!(live.rows().leaf_hashes(1, 0, leaves.len() as u64).unwrap(), leaves);
    // The outcome commits to it.
    let told: Vec<Value> = (world.book().iter())
        .filter(|entry| entry["operation"] == "repository-backup" && entry["event"] == "outcome")
        .map(|entry| serde_json::from_str(entry["values"]["record"].as_str().unwrap()).unwrap())
        .collect();
    for field in ["sha256", "bytes", "log", "size", "root"] {
        assert_eq!(told[0][field], made[field], "{field}");
    }
    world.verify();
}

#[test]
fn nobody_else_makes_one_and_nothing_is_overwritten() {
    let world = World::new();
    for person in [&world.examiner, &world.auditor] {
        person.refused(&args("a.sqlite"), &["2-110-4-A-1"]);
        assert!(!person.path("a.sqlite").exists());
    }
    let manager = &world.manager;
    manager.refused(&["repository", "backup", "--out", "a.sqlite"], &["2-110-4-A"]);
    manager.write("there.sqlite", "somebody's");
    std::os::unix::fs::symlink("nowhere", manager.path("link.sqlite")).unwrap();
    let inside = world.repository().join("a.sqlite");
    let under = world.repository().join("spool");
    fs::create_dir_all(&under).unwrap();
    let under = under.join("a.sqlite");
    for (out, code, why) in [
        ("there.sqlite", 6, "never overwritten"),
        ("link.sqlite", 6, "never overwritten"),
        ("no/such/place.sqlite", 6, "no directory"),
        (".", 6, "never overwritten"),
        (inside.to_str().unwrap(), 2, "lost with it"),
        (under.to_str().unwrap(), 2, "lost with it"),
    ] {
        let failed = manager.run(&args(out)).code(code);
        assert!(stderr(&failed).contains(why), "{out}: {}", stderr(&failed));
        assert_eq!(stdout(&failed), "");
    }
    assert_eq!(manager.read("there.sqlite"), "somebody's");
    assert!(!manager.path("nowhere").exists() && !inside.exists() && !under.exists());
}

#[test]
fn without_room_nothing_is_left_and_the_book_says_so() {
    let world = World::new();
    let whole = fs::metadata(world.repository().join(DATABASE_FILE)).unwrap().len() / 1024;
    fs::create_dir(world.manager.path("kept")).unwrap();
    let mut failed = 0;
    for kilobytes in [8, whole / 4, whole / 2, whole - 8] {
        let mut shell = Command::new("bash");
        shell.env_clear().envs(world.manager.environment()).current_dir(&world.manager.dir);
        let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"");
        let run = shell.args(["-c", &script, env!("CARGO_BIN_EXE_frs")]).args(args("kept/a.sqlite")).output().unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(6), "{kilobytes} of {whole} KiB: {said}");
        assert!(names(&world.manager.path("kept")).is_empty(), "{:?}", names(&world.manager.path("kept")));
        failed += usize::from(said.contains("kept/a.sqlite"));
    }
    assert!(failed > 0, "the copy, not the book, had no room");
    back_up(&world.manager, "kept/a.sqlite");
    world.verify();
}

#[test]
fn killed_at_any_moment_what_bears_the_name_is_whole() {
    let world = World::new();
    world.enroll_portraits(&["biden.jpg", "obama.jpg"]);
    fs::create_dir(world.manager.path("kept")).unwrap();
    let begun = std::time::Instant::now();
    back_up(&world.manager, "whole.sqlite");
    let took = begun.elapsed();
    let mut killed = 0;
    // Ever later, until one is done before it would be killed: no moment is left out however slow the machine is.
    for number in 0.. {
        let out = format!("kept/{number}.sqlite");
        let alive = !world.manager.killed_after(&args(&out), took.mul_f64(0.3 + 0.06 * f64::from(number)));
        if world.manager.path(&out).exists() {
            let copy = Store::open_copy(&world.manager.path(&out)).unwrap();
            assert!(copy.integrity().unwrap().is_empty());
        } else {
            // The same command goes on where nothing bears the name.
            assert!(!alive, "{out}: one that was not killed is there");
            back_up(&world.manager, &out);
        }
        assert!(!world.manager.path(&format!("{out}.unfinished")).exists(), "what was left is gone");
        killed += usize::from(!alive);
        if alive {
            break;
        }
        assert!(number < 200, "no backup ends in {took:?} times 12");
    }
    assert!(killed > 0, "none was killed in time ({took:?})");
    world.verify();
}

#[test]
fn the_state_names_backups_that_open_to_old_keys() {
    let world = World::new();
    let first = back_up(&world.manager, "first.sqlite");
    let listed = world.status()["backups"].clone();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!((&listed[0]["sha256"], &listed[0]["before_rekey"]), (&first["sha256"], &false.into()));
    assert_eq!(listed[0]["by"], world.manager.id.as_str());
    world.commander.json(&["program", "rekey"], ADMINISTRATION);
    let second = back_up(&world.commander, "second.sqlite");
    let listed = world.status()["backups"].clone();
    let told: Vec<_> = listed.as_array().unwrap().iter().map(|one| (&one["sha256"], &one["before_rekey"])).collect();
    assert_eq!(told, [(&first["sha256"], &true.into()), (&second["sha256"], &false.into())]);
    let said = stdout(&world.auditor.run(&[&["repository", "status"], OVERSIGHT].concat()).success());
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("1 made before data keys were exchanged"), "{said}");
}

#[test]
fn a_backup_put_in_place_without_an_order_is_a_rollback() {
    let world = World::new();
    back_up(&world.manager, "old.sqlite");
    world.examiner.state(PURPOSE);
    world.status();
    fs::remove_dir_all(world.repository()).unwrap();
    fs::create_dir(world.repository()).unwrap();
    fs::copy(world.manager.path("old.sqlite"), world.repository().join(DATABASE_FILE)).unwrap();
    for person in [&world.auditor, &world.examiner, &world.manager] {
        let found =
            person.run(&[&["repository", "status"][..], &["--purpose", "administration", "--reason", "work"]].concat());
        assert!(stderr(&found.code(11)).contains("rolled back"));
    }
}
