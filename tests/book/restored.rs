//! Backups that were restored: accounted for to everybody who had seen more; what is no order of two people is found.

use std::{fs, path::Path};

use frs::{
    audit::{Book, BookError, Head, Intent},
    gate::{
        KnownHead, PaperAccept, Permit, RepositoryBackup, RepositoryRestore, RestoreDraft, RestorePaper, TypedPaper,
        read_paper,
    },
    policy::{PaperFacts, RestoreSigned},
    seal::{Paper, Secrets, sha256},
    store::DATABASE_FILE,
};

use super::{
    mutator::{Attacker, History, finds},
    world::*,
};

/// The Commander's backup of the repository as it is.
pub fn back_up(world: &World, file: &Path) {
    let mut book = world.open();
    let presented = root_presented(book.standing());
    let (purpose, statement) = stated_now(upkeep());
    let allowed: Permit<RepositoryBackup> = permit(&book, &presented, Some(&purpose), |_| {}).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    let mut access = book.begin(allowed, intent, now()).unwrap();
    fs::write(file, b"").unwrap();
    access.copy_to(file, &mut |_| ()).unwrap();
    access.finish(done("{}"), now()).unwrap();
}

fn known(head: Head) -> KnownHead {
    KnownHead { log: head.log, size: head.size, root: head.root }
}

/// The order, signed by these.
pub fn order(world: &World, file: &Path, newest: Option<Head>, suspensions: u64, signers: &[&Secrets]) -> RestorePaper {
    let backup = Book::open_backup(file, copy(&world.root), world.memory("nobody")).unwrap();
    let terms = RestoreDraft {
        backup: sha256(&fs::read(file).unwrap()),
        held: known(backup.head()),
        newest: newest.map(known).filter(|newest| (newest.log, newest.size) > (backup.head().log, backup.head().size)),
        suspensions_known: suspensions,
        reason: "the disk failed".into(),
    };
    let draft = RestorePaper::draft(world.founding.id, &terms).unwrap();
    let mut paper: Paper = draft.paper().clone();
    signers.iter().for_each(|secrets| paper.sign(secrets).unwrap());
    match read_paper(paper.to_string().as_bytes()).unwrap() {
        TypedPaper::Restore(paper) => paper,
        other => panic!("{}", other.kind()),
    }
}

/// Lets the order begin the next log in a copy of the backup, in the directory of this name.
pub fn begin(world: &World, file: &Path, order: &RestorePaper, name: &str) -> Result<(), BookError> {
    let staging = world.home.path().join(name);
    let _ = fs::remove_dir_all(&staging);
    fs::create_dir(&staging).unwrap();
    fs::copy(file, staging.join(DATABASE_FILE)).unwrap();
    let mut book = Book::open_staged(&staging, copy(&world.root), world.memory("root")).unwrap();
    let presented = root_presented(book.standing());
    let (purpose, statement) = stated_now(upkeep());
    let signed = RestoreSigned { commander: true, witness: true };
    let facts = Box::leak(Box::new(PaperFacts::Restore { witnesses: 1, signed: Some(signed) }));
    let allowed: Permit<RepositoryRestore> =
        permit(&book, &presented, Some(&purpose), |asked| asked.paper = Some(facts)).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    book.begin_restored(&allowed, order, intent, now())?;
    assert_eq!(book.verify().unwrap().findings, []);
    book.settle_file()
}

/// The whole restore; what the book was is known to its last entry.
pub fn restore(world: &World, file: &Path, suspensions: u64) {
    let newest = world.open().head();
    let order = order(world, file, Some(newest), suspensions, &[&world.root, &world.witness]);
    begin(world, file, &order, "restoring").unwrap();
    fs::remove_dir_all(world.directory()).unwrap();
    fs::rename(world.home.path().join("restoring"), world.directory()).unwrap();
    let mut book = world.open();
    assert!(book.restored_by(&order).unwrap().is_some());
    book.remember_restored().unwrap();
}

/// Enters a suspension that the order names, as one command does: the purpose is stated with it.
pub fn enter_suspension(world: &World, number: u64) {
    let paper = world.suspension_of(&Secrets::generate().unwrap(), number);
    let mut book = world.open();
    let (presented, standing) = (root_presented(book.standing()), book.standing());
    let facts = standing.paper_facts(&paper, standing.verify(&paper).unwrap(), now());
    let facts = Box::leak(Box::new(facts));
    let (purpose, statement) = stated_now(upkeep());
    let allowed: Permit<PaperAccept> =
        permit(&book, &presented, Some(&purpose), |asked| asked.paper = Some(facts)).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    book.begin(allowed, intent, now()).unwrap().accept(&paper, now()).unwrap();
}

/// A program whose backup was restored: what was done after it is lost.
fn restored() -> (World, Head) {
    let world = World::new();
    let file = world.home.path().join("b.sqlite");
    act(&mut world.open()).unwrap();
    back_up(&world, &file);
    for _ in 0..3 {
        act(&mut world.open()).unwrap();
    }
    let newest = world.open().head();
    act(&mut world.try_open(&world.root, "other").unwrap()).unwrap();
    restore(&world, &file, 0);
    (world, newest)
}

#[test]
fn whoever_had_seen_more_is_told_once_and_it_stands_in_their_entry() {
    let (world, newest) = restored();
    let mut book = world.try_open(&world.root, "other").unwrap();
    let lost = book.lost_entries().unwrap().clone();
    assert!(lost.seen.size > newest.size - 1 && lost.held < newest.size && !lost.beyond_paper());
    act(&mut book).unwrap();
    assert!(book.lost_entries().is_none());
    drop(book);
    assert!(world.try_open(&world.root, "other").unwrap().lost_entries().is_none());
    assert!(world.open().lost_entries().is_none(), "whoever restored it has been told by doing it");
    let verdict = world.open().verify().unwrap();
    assert_eq!((verdict.findings.len(), verdict.log, verdict.closed.len()), (0, 2, 1));
}

#[test]
fn an_order_of_one_person_or_about_another_file_begins_nothing() {
    let world = World::new();
    let file = world.home.path().join("b.sqlite");
    back_up(&world, &file);
    let earlier = world.home.path().join("earlier.sqlite");
    fs::copy(&file, &earlier).unwrap();
    act(&mut world.open()).unwrap();
    back_up(&world, &file);
    for signers in [&[&world.root][..], &[&world.witness], &[&world.root, &world.examiner]] {
        let half = order(&world, &file, None, 0, signers);
        assert!(begin(&world, &file, &half, "staged").is_err());
    }
    // Of another day's file: the entry would not close the log where it ends.
    let other = order(&world, &earlier, None, 0, &[&world.root, &world.witness]);
    assert!(begin(&world, &file, &other, "staged").is_err());
}

/// The Commander forges: with their own key, and the papers that there are.
fn forged(change: impl FnOnce(&World, &mut History)) -> Option<String> {
    let (world, _) = restored();
    let attacker = Attacker::new(&world.database(), world.founding.id, vec![&world.root]);
    let mut history = History::read(&attacker);
    assert_eq!((history.log, history.entries[0].draft.event.as_str()), (2, "restore"));
    change(&world, &mut history);
    history.write(&attacker, false);
    drop(attacker);
    finds(world.open_without_memory())
}

#[test]
fn a_forged_restore_is_found() {
    // The control: written back as it was, nothing is found.
    assert_eq!(forged(|_, _| ()), None);
    let file = |world: &World| world.home.path().join("b.sqlite");
    let swapped = |paper: fn(&World, &Path) -> RestorePaper| {
        forged(|world, history| {
            let paper = paper(world, &file(world));
            history.entries[0].set("paper", &paper.paper().to_string());
            let before = history.entries[0].draft.papers;
            let was = History::read(&Attacker::new(&world.database(), world.founding.id, vec![&world.root]));
            assert_eq!(was.entries[0].draft.papers, before);
            history.entries[0].bytes = None;
        })
    };
    // The Commander alone.
    let found = swapped(|world, file| order(world, file, None, 0, &[&world.root])).expect("one signature is no order");
    assert!(found.contains("witness"), "{found}");
    // The witness alone; somebody who is no witness.
    assert!(swapped(|world, file| order(world, file, None, 0, &[&world.witness])).is_some());
    assert!(swapped(|world, file| order(world, file, None, 0, &[&world.root, &world.examiner])).is_some());
    // No restore at all at the beginning of the log, or no paper in it.
    let found = forged(|_, history| {
        history.entries[0].draft.event = "intent".into();
        history.entries[0].bytes = None;
    });
    assert!(found.is_some());
    let found = forged(|_, history| {
        history.entries[0].set("paper", "nothing");
        history.entries[0].bytes = None;
    });
    assert!(found.is_some());
    // Entries of the closed log that the order still names.
    let (world, _) = restored();
    let database = rusqlite::Connection::open(world.database()).unwrap();
    let last = "(SELECT max(sequence) FROM leaf WHERE log = 1)";
    database.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for table in ["opening", "leaf"] {
        database.execute(&format!("DELETE FROM {table} WHERE log = 1 AND sequence = {last}"), []).unwrap();
    }
    drop(database);
    assert!(finds(world.open_without_memory()).is_some());
}
