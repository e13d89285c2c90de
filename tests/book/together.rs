//! Several handles, threads and processes at one book.

use std::process::Command;

use frs::audit::{Book, BookError, HeadMemory};

use super::world::*;

const ACTS: usize = 10;

#[test]
fn two_handles_write_in_turn() {
    let world = World::new();
    let (mut one, mut two) = (world.open(), world.open());
    for _ in 0..3 {
        act(&mut one).unwrap();
        act(&mut two).unwrap();
    }
    // Crosswise: both intents before both outcomes.
    let (first, second) = (begin(&mut one).unwrap(), begin(&mut two).unwrap());
    first.finish(done("{}"), now()).unwrap();
    second.finish(done("{}"), now()).unwrap();
    let verdict = world.open().verify().unwrap();
    assert_eq!((verdict.findings, verdict.unfinished), (vec![], vec![]));
}

#[test]
fn a_paper_that_came_between_voids_the_permit() {
    let world = World::new();
    let (mut one, mut two) = (world.open(), world.open());
    accept(&mut two, &world.suspension()).unwrap();
    assert!(matches!(act(&mut one).err().unwrap(), BookError::PapersChanged));
    assert_eq!(world.open().verify().unwrap().findings, []);
}

#[test]
fn threads_open_and_write_without_false_alarm() {
    let world = World::new();
    let before = world.open().verify().unwrap().entries;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..ACTS {
                    // Opening, too, races with the others' writing and remembering.
                    act(&mut world.open()).unwrap();
                }
            });
        }
    });
    let verdict = world.open().verify().unwrap();
    assert_eq!(verdict.findings, []);
    assert_eq!((verdict.entries - before, verdict.unfinished.len()), (4 * ACTS as u64 * 2, 0));
}

/// What the children of the next test run.
#[test]
fn child_that_writes() {
    let Ok(home) = std::env::var("FRS_TEST_CHILD_WRITES") else { return };
    let home = std::path::Path::new(&home);
    let secrets = super::interrupted::read_secrets(home);
    for _ in 0..ACTS {
        let mut book =
            Book::open(&home.join("repository"), copy(&secrets), HeadMemory::new(&home.join("root"))).unwrap();
        act(&mut book).unwrap();
    }
}

#[test]
fn processes_write_at_once() {
    let world = World::new();
    super::interrupted::write_secrets(world.home.path(), &world.root);
    let before = world.open().verify().unwrap().entries;
    let child = || {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "together::child_that_writes"])
            .env("FRS_TEST_CHILD_WRITES", world.home.path())
            .spawn()
            .unwrap()
    };
    let children = [child(), child(), child()];
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let verdict = world.open().verify().unwrap();
    assert_eq!(verdict.findings, []);
    assert_eq!((verdict.entries - before, verdict.unfinished.len()), (3 * ACTS as u64 * 2, 0));
}
