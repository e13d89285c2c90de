//! Killed between intent and outcome; no room on the disk; no room for the head.

use std::{fs, path::Path, process::Command};

use frs::{
    audit::{Access, Book, BookError, HeadMemory, Intent},
    gate::{Enroll, Permit, PurposeState},
    seal::{ReceivingSecret, Secrets, SigningKey},
};

use super::world::*;

/// Keys for a child process of a test.
pub fn write_secrets(home: &Path, of: &Secrets) {
    fs::write(home.join("seed"), of.signing.expose_seed()).unwrap();
    fs::write(home.join("receiving"), of.receiving.expose_text().as_bytes()).unwrap();
}

pub fn read_secrets(home: &Path) -> Secrets {
    let seed: [u8; 32] = fs::read(home.join("seed")).unwrap().try_into().unwrap();
    let receiving = fs::read_to_string(home.join("receiving")).unwrap();
    Secrets {
        signing: SigningKey::from_seed(zeroize::Zeroizing::new(seed)).unwrap(),
        receiving: ReceivingSecret::from_text(&receiving).unwrap(),
    }
}

/// A process of the Commander's, which runs this test alone.
pub fn child(world: &World, test: &str) -> Command {
    child_of(world, &world.root, test)
}

fn child_of(world: &World, person: &Secrets, test: &str) -> Command {
    write_secrets(world.home.path(), person);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test]).env("FRS_TEST_CHILD", world.home.path());
    command
}

pub fn home() -> Option<std::path::PathBuf> {
    std::env::var_os("FRS_TEST_CHILD").map(Into::into)
}

pub fn open(home: &Path) -> Book {
    Book::open(&home.join("repository"), read_secrets(home), HeadMemory::new(&home.join("root"))).unwrap()
}

#[test]
fn child_that_is_killed() {
    let Some(home) = home() else { return };
    let mut book = open(&home);
    let _access = begin(&mut book).unwrap();
    // No destructor runs: as kill -9 would.
    std::process::abort();
}

#[test]
fn killed_between_intent_and_outcome_is_unfinished_and_the_next_run_works() {
    let world = World::new();
    assert!(!child(&world, "interrupted::child_that_is_killed").output().unwrap().status.success());
    let mut book = world.open();
    let verdict = book.verify().unwrap();
    assert_eq!((verdict.findings, verdict.unfinished), (vec![], vec![verdict.entries - 1]));
    act(&mut book).unwrap();
    let verdict = book.verify().unwrap();
    assert_eq!((verdict.findings, verdict.unfinished.len()), (vec![], 1));
}

/// A batch of an enrollment, by the examiner, that names its files.
fn batch<'b>(book: &'b mut Book, home: &Path, files: &str) -> Access<'b, Enroll> {
    let authorization = fs::read(home.join("authorization")).unwrap();
    let presented = book.standing().presented(book.person(), Some(Ok(&authorization)), Some(now()));
    let (purpose, statement) = stated_now(upkeep());
    let stating: Permit<PurposeState> = permit(book, &presented, Some(&purpose), |_| {}).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    book.begin(stating, intent, now()).unwrap().finish(done("{}"), now()).unwrap();
    let models = models();
    let permit = permit(book, &presented, Some(&purpose), |facts| facts.models = Some(copied(&models))).unwrap();
    book.begin(permit, Intent { inputs: Some(files.into()), ..Intent::default() }, now()).unwrap()
}

fn examiners(home: &Path) -> Book {
    Book::open(&home.join("repository"), read_secrets(home), HeadMemory::new(&home.join("examiner"))).unwrap()
}

#[test]
fn child_that_is_killed_in_a_batch() {
    let Some(home) = home() else { return };
    let mut book = examiners(&home);
    let _access = batch(&mut book, &home, "files of Monday");
    std::process::abort();
}

#[test]
fn what_was_stopped_waits_until_the_same_was_done_by_another_run() {
    let world = World::new();
    let mut stopped = child_of(&world, &world.examiner, "interrupted::child_that_is_killed_in_a_batch");
    assert!(!stopped.output().unwrap().status.success());
    let (home, mut book) = (world.home.path(), examiners(world.home.path()));
    let waits = |book: &Book| book.recent(now() - jiff::SignedDuration::from_hours(1), |_| false).unwrap().unanswered;
    assert_eq!(waits(&book).len(), 1);
    // Another list, and the same one that could not be done, are not the same done.
    batch(&mut book, home, "files of Tuesday").finish(done("{}"), now()).unwrap();
    batch(&mut book, home, "files of Monday").failed("no room", now()).unwrap();
    assert_eq!(waits(&book).len(), 1);
    batch(&mut book, home, "files of Monday").finish(done("{}"), now()).unwrap();
    assert_eq!(waits(&book), []);
    // The check of the book still tells it: an intent never gets an outcome that it had not.
    assert_eq!(book.verify().unwrap().unfinished.len(), 1);
}

#[test]
#[cfg(unix)]
fn child_without_room() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let Some(home) = home() else { return };
    let mut book = open(&home);
    // Writing past the limit also sends SIGXFSZ, which ends a process that does not ignore it: the shell does.
    let room = fs::metadata(home.join("repository/repository.sqlite")).unwrap().len();
    setrlimit(Resource::Fsize, Rlimit { current: Some(room), maximum: Some(room) }).unwrap();
    let error = (0..1_000).find_map(|_| act(&mut book).err()).expect("the disk must run full");
    assert!(matches!(&error, BookError::Store(_) | BookError::Head(_)), "{error}");
    println!("no room: {error}");
}

#[test]
#[cfg(unix)]
fn a_full_disk_is_an_error_and_the_book_stays_whole() {
    let world = World::new();
    write_secrets(world.home.path(), &world.root);
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$0\" --exact interrupted::child_without_room --nocapture"])
        .arg(std::env::current_exe().unwrap())
        .env("FRS_TEST_CHILD", world.home.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("no room: "), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let mut book = world.open();
    assert_eq!(book.verify().unwrap().findings, []);
    act(&mut book).unwrap();
    assert_eq!(world.open().verify().unwrap().findings, []);
}

#[test]
#[cfg(unix)]
fn a_head_that_cannot_be_kept_gives_no_access() {
    let world = World::new();
    let mut book = world.open();
    // The memory's directory became a file.
    fs::remove_dir_all(world.home.path().join("root")).unwrap();
    fs::write(world.home.path().join("root"), "").unwrap();
    assert!(matches!(begin(&mut book).err().unwrap(), BookError::Head(_)));
    // The intent is durable, so it is told.
    assert_eq!(world.open_without_memory().unwrap().verify().unwrap().unfinished.len(), 1);
}
