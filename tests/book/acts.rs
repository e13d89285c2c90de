//! Whole books, as honest people write them.

use frs::audit::BookError;

use super::world::*;

#[test]
fn a_whole_book_is_whole() {
    let world = World::new();
    let mut book = world.open();
    let receipt = act(&mut book).unwrap();
    let verdict = book.verify().unwrap();
    assert_eq!(verdict.findings, []);
    assert_eq!((verdict.entries, verdict.unfinished.len()), (receipt.outcome() + 1, 0));
    assert!(verdict.expunged.is_empty() && verdict.clock_steps.is_empty());
    assert_eq!(verdict.papers, book.standing().papers_digest());
}

#[test]
fn the_examiner_enrolls_and_lets_in_a_probe() {
    let world = World::founded();
    let paper = world.authorization(&["examiner", "repository-manager"]);
    accept(&mut world.open(), &paper).unwrap();
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let presented = examiner_presented(&world, &book, &paper);
    enroll(&mut book, &presented, b"first image", 0.1).unwrap();
    enroll(&mut book, &presented, b"second image", 0.2).unwrap();
    probe(&mut book, &presented, b"probe image");
    let verdict = book.verify().unwrap();
    assert_eq!(verdict.findings, []);
    // The Commander's own memory is behind, and catches up.
    assert_eq!(world.open().verify().unwrap().root, verdict.root);
}

#[test]
fn a_suspended_person_opens_nothing_and_keeps_no_wrap() {
    let world = World::new();
    let mut book = world.open();
    accept(&mut book, &world.suspension()).unwrap();
    assert_eq!(book.verify().unwrap().findings, []);
    let refused = world.try_open(&world.examiner, "examiner").err().unwrap();
    assert!(matches!(refused, BookError::NoKey { withdrawn: true, .. }), "{refused}");
    // A later authorization gives no key to who is suspended.
    accept(&mut book, &world.authorization(&["examiner"])).unwrap();
    assert!(world.try_open(&world.examiner, "examiner").is_err());
    assert_eq!(book.verify().unwrap().findings, []);
}

#[test]
fn who_loses_the_role_loses_the_key_to_faces() {
    let world = World::new();
    let wraps =
        "DELETE FROM wrap WHERE key = 'faces' AND person = (SELECT person FROM wrap WHERE key = 'faces' LIMIT 1)";
    let mut book = world.open();
    accept(&mut book, &world.authorization(&["auditor"])).unwrap();
    assert_eq!(book.verify().unwrap().findings, []);
    // Only the Commander's is left.
    assert_eq!(world.sql(wraps), 1);
    assert_eq!(world.sql(wraps), 0);
}

#[test]
fn a_clock_that_was_set_back_is_noted() {
    let world = World::new();
    let mut book = world.open();
    let receipt = begin(&mut book).unwrap().finish(done("{}"), later(-2)).unwrap();
    let verdict = book.verify().unwrap();
    assert_eq!((verdict.findings, verdict.clock_steps), (vec![], vec![receipt.outcome()]));
}

#[test]
fn another_program_in_the_same_place_is_not_the_one_that_was_seen() {
    let (world, other) = (World::new(), World::new());
    put_directory(&other.directory(), &world.directory());
    // Its keys are not this person's: nothing opens.
    assert!(matches!(world.try_open(&world.root, "root").err().unwrap(), BookError::NoKey { withdrawn: false, .. }));
}
