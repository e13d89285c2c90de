//! A power cut that takes everything unsynced, at every moment of real commands: nothing is shown before its entries and
//! the memory of the head are on the disk, and what is left is a whole book that nobody accuses.

use std::{fs, path::Path};

use frs::{
    audit::{Book, Head, HeadMemory},
    seal::{KeyFile, Secrets},
    vocabulary::ProgramId,
};

use super::{kills::Moments, ready::*, trace::*, world::*};

/// So many moments of one command are also looked at with half of the unsynced writes kept.
const LUCKY: usize = 25;

/// The repository and the person as a power cut left them.
struct Left {
    place: tempfile::TempDir,
}

impl Left {
    fn of(disk: &Disk, luck: Option<&mut Moments>) -> Self {
        let place = tempfile::tempdir().unwrap();
        disk.after_power_cut(place.path(), luck);
        Self { place }
    }

    fn repository(&self) -> std::path::PathBuf {
        self.place.path().join("repository")
    }

    fn memory(&self, person: &Person) -> HeadMemory {
        let name = person.dir.file_name().unwrap();
        HeadMemory::new(&self.place.path().join("people").join(name).join("home/.config/frs/heads"))
    }

    /// Entries, and the head that the person remembers. The book must open for them and be whole.
    fn look(&self, person: &Person, secrets: &Secrets, program: ProgramId) -> (u64, Option<Head>) {
        let memory = self.memory(person);
        let head = memory.recall(program).unwrap();
        let book = Book::open(&self.repository(), copy(secrets), memory).expect("a power cut is nobody's tampering");
        let verdict = book.verify().unwrap();
        assert_eq!(verdict.findings, []);
        assert!(head.is_none_or(|head| head.size <= verdict.entries));
        (verdict.entries, head)
    }
}

/// Runs one command and pulls the plug at each of its syncs, at its first byte of output, and at moments between.
#[track_caller]
fn pull_the_plug(ready: &Ready, person: &Person, args: &[&str], entries: &[u64]) {
    let (secrets, program) = (secrets(&person.dir), ready.world.program.parse().unwrap());
    let before = ready.whole().entries;
    let mut disk = Disk::of(ready.world.place());
    // The control: the same run, had it never synced the database.
    let mut lazy = Disk::of(ready.world.place());
    let (code, calls) = traced(person, args);
    assert!(matches!(code, Some(0 | 1)), "{args:?}: {code:?}");
    let mut luck = Moments::new(calls.len() as u64);
    let (mut seen, mut shown) = (Vec::new(), false);
    for call in &calls {
        // The moment of the output is before it: what it tells must be on the disk by then.
        if matches!(call, Call::Write { fd: 1, bytes, .. } if !begins_a_batch(bytes)) && !shown {
            shown = true;
            let (entries, head) = Left::of(&disk, None).look(person, &secrets, program);
            assert_eq!(entries, before + 2, "{args:?} shows what is not on the disk");
            assert_eq!(head.map(|head| head.size), Some(entries), "{args:?} shows before the head is remembered");
            let unsynced = tempfile::tempdir().unwrap();
            lazy.after_power_cut(unsynced.path(), None);
            let forgetful = HeadMemory::new(&unsynced.path().join("nothing"));
            let book = Book::open(&unsynced.path().join("repository"), copy(&secrets), forgetful).unwrap();
            assert_eq!(book.verify().unwrap().entries, before, "the control finds what was not synced");
        }
        disk.take(call);
        if !matches!(call, Call::Sync { path } if path.starts_with(ready.world.repository().canonicalize().unwrap())) {
            lazy.take(call);
        }
        if matches!(call, Call::Sync { .. }) {
            let (entries, _) = Left::of(&disk, None).look(person, &secrets, program);
            if seen.last() != Some(&(entries - before)) {
                seen.push(entries - before);
            }
        }
        if luck.next() * (calls.len() as f64) < LUCKY as f64 {
            let (entries, _) = Left::of(&disk, Some(&mut luck)).look(person, &secrets, program);
            assert!(entries >= before, "{args:?}: lost");
        }
    }
    assert!(shown, "{args:?} shows nothing");
    // The intent is on the disk on its own before anything of the outcome is.
    assert_eq!(seen, entries, "{args:?}");
    println!("{}: {} calls", args[0], calls.len());
}

fn begins_a_batch(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).contains("\"event\":\"begin\"")
}

#[test]
fn nothing_is_shown_before_its_entries_and_the_head_are_on_the_disk() {
    if !can_trace() {
        return;
    }
    let ready = Ready::new();
    let world = &ready.world;
    world.examiner.write("purpose.toml", PURPOSE);
    let state = ["purpose", "state", "--file", "purpose.toml", "--json"];
    pull_the_plug(&ready, &world.examiner, &state, &[0, 1, 2]);
    let probe = [&world.examiner.probe_args("probe.jpg", &ready.purpose)[..], &["--json"]].concat();
    pull_the_plug(&ready, &world.examiner, &probe, &[0, 1, 2]);
    let search = ["search", &ready.probe, "--purpose", &ready.purpose, "--json"];
    pull_the_plug(&ready, &world.examiner, &search, &[0, 1, 2]);
    let paper = ready.paper("visitor");
    let accept = [&["paper", "accept", &paper, "--json"], ADMINISTRATION].concat();
    pull_the_plug(&ready, &world.commander, &accept, &[0, 1, 2]);
    world.manager.write("new.jpg", small("biden.jpg", 7));
    let enroll = [&["enroll", "new.jpg", "--subject", "N-1", "--json"], ADMINISTRATION].concat();
    pull_the_plug(&ready, &world.manager, &enroll, &[0, 1, 2]);
}

/// Somebody's first command: the memory's directory is new as well.
#[test]
fn the_first_head_of_a_person_outlasts_a_power_cut() {
    if !can_trace() {
        return;
    }
    let ready = Ready::new();
    let person = &ready.world.auditor;
    let _ = fs::remove_dir_all(person.home().join("heads"));
    let status = [&["repository", "status", "--json"], OVERSIGHT].concat();
    pull_the_plug(&ready, person, &status, &[0, 1, 2]);
}

/// The disk at the first byte that a command prints, or says on standard error where it prints nothing.
fn at_first_byte(person: &Person, below: &Path, args: &[&str], wanted: i32) -> Left {
    let mut disk = Disk::of(below);
    let (code, calls) = traced(person, args);
    assert_eq!(code, Some(wanted), "{args:?}");
    for call in calls.iter().take_while(|call| !matches!(call, Call::Write { fd: 1 | 2, .. })) {
        disk.take(call);
    }
    Left::of(&disk, None)
}

#[test]
fn a_key_a_program_and_a_refusal_are_on_the_disk_before_anybody_is_told() {
    if !can_trace() {
        return;
    }
    let world = World::founded(|floor| floor);
    let stranger = world.person("stranger");
    fs::remove_dir_all(stranger.dir.join("home/.config")).unwrap();
    let left = at_first_byte(&stranger, world.place(), &["key", "new"], 0);
    KeyFile::open(&left.place.path().join("people/stranger/home/.config/frs/key.toml")).unwrap();

    let repository = world.repository();
    let search = ["search", "probe-00000000000000000000000000000000", "--purpose", "oversight"];
    let left = at_first_byte(&stranger, world.place(), &search, 3);
    assert_eq!(files(&left.repository().join("spool")).len(), 1, "the refusal");

    fs::remove_dir_all(&repository).unwrap();
    fs::remove_dir_all(world.commander.home().join("heads")).unwrap();
    let found = ["program", "found", "--name", "X", "--recovery", "recovery.pub", "--retention-years", "1"];
    let left = at_first_byte(&world.commander, world.place(), &found, 0);
    let root = secrets(&world.commander.dir);
    let book = Book::open(&left.repository(), root, left.memory(&world.commander)).unwrap();
    assert_eq!(book.verify().unwrap().findings, []);
}
