//! Refusals of people who cannot open the repository: folded in once, and hostile files do no harm.

use std::fs;

use frs::{
    audit::{BookError, Recorded, SPOOL_DIRECTORY, spool_refusal},
    gate::Presented,
    policy::{OperationKind, Refusal},
    seal::Secrets,
};

use super::world::*;

/// Somebody without a wrap is refused.
pub fn leave_refusal(world: &World) {
    let stranger = Secrets::generate().unwrap();
    let Some(BookError::NoKey { founding, spool_key, .. }) = world.try_open(&stranger, "stranger").err() else {
        panic!("a stranger holds no key");
    };
    let standing = frs::gate::Standing::at_founding(*founding);
    let presented = Presented::nobody();
    let refusal = Refusal::of(&standing.facts(now(), OperationKind::Search, &presented)).unwrap_err();
    let claimed = Some(PERSON.to_owned());
    let recorded = spool_refusal(&world.directory(), &spool_key, &refusal, OperationKind::Search, claimed, now());
    assert_eq!(recorded, Recorded::Spool);
}

fn files(world: &World) -> usize {
    fs::read_dir(world.directory().join(SPOOL_DIRECTORY)).map_or(0, Iterator::count)
}

#[test]
fn refusals_are_folded_once() {
    let world = World::new();
    assert_eq!(world.open().fold_spool(now()).unwrap(), 0);
    leave_refusal(&world);
    leave_refusal(&world);
    let spool = world.directory().join(SPOOL_DIRECTORY);
    let kept = world.home.path().join("kept");
    copy_directory(&spool, &kept);
    let mut book = world.open();
    assert_eq!(book.fold_spool(now()).unwrap(), 2);
    assert_eq!(files(&world), 0);
    assert_eq!(book.fold_spool(now()).unwrap(), 0);
    // Killed after the entry and before the deleting: the files are there again.
    copy_directory(&kept, &spool);
    act(&mut book).unwrap();
    let entries = book.verify().unwrap().entries;
    assert_eq!(book.fold_spool(now()).unwrap(), 0);
    assert_eq!((files(&world), book.verify().unwrap().entries), (0, entries));
    // A new one beside old ones.
    copy_directory(&kept, &spool);
    leave_refusal(&world);
    assert_eq!(world.open().fold_spool(now()).unwrap(), 1);
    assert_eq!(world.open().verify().unwrap().findings, []);
}

#[test]
#[cfg(unix)]
fn hostile_files_are_counted_once_and_never_followed_or_deleted() {
    let world = World::new();
    let spool = world.directory().join(SPOOL_DIRECTORY);
    fs::create_dir(&spool).unwrap();
    let precious = world.home.path().join("precious");
    fs::write(&precious, "keep me").unwrap();
    std::os::unix::fs::symlink("/dev/zero", spool.join("0000000000000001.age")).unwrap();
    std::os::unix::fs::symlink(&precious, spool.join("0000000000000002.age")).unwrap();
    fs::create_dir(spool.join("0000000000000003.age")).unwrap();
    fs::write(spool.join("0000000000000004.age"), vec![7; 100_000]).unwrap();
    fs::write(spool.join("0000000000000005.age"), "not sealed").unwrap();
    fs::write(spool.join("notes.txt"), "somebody's own").unwrap();
    assert!(std::process::Command::new("mkfifo").arg(spool.join("0000000000000006.age")).status().unwrap().success());
    let mut book = world.open();
    assert_eq!(book.fold_spool(now()).unwrap(), 7);
    assert_eq!(book.fold_spool(now()).unwrap(), 0);
    assert_eq!(fs::read_to_string(&precious).unwrap(), "keep me");
    assert_eq!(fs::read_to_string(spool.join("notes.txt")).unwrap(), "somebody's own");
    assert!(!spool.join("0000000000000005.age").exists());
    // Nor are they counted again when the entry that did lies far back.
    for _ in 0..140 {
        act(&mut book).unwrap();
        assert_eq!(book.fold_spool(now()).unwrap(), 0);
    }
    assert_eq!(book.verify().unwrap().findings, []);
}

#[test]
#[cfg(unix)]
fn a_spool_that_leads_elsewhere_is_refused() {
    let world = World::new();
    let elsewhere = world.home.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("0000000000000001.age"), "somebody's").unwrap();
    std::os::unix::fs::symlink(&elsewhere, world.directory().join(SPOOL_DIRECTORY)).unwrap();
    assert!(matches!(world.open().fold_spool(now()).err().unwrap(), BookError::Spool { .. }));
    assert_eq!(files(&world), 1);
}

#[test]
fn two_commands_fold_the_same_files_once() {
    let world = World::new();
    leave_refusal(&world);
    let books = [world.open(), world.open()];
    let counts = books.map(|mut book| book.fold_spool(now()).unwrap());
    assert_eq!(counts.iter().sum::<usize>(), 1);
}
