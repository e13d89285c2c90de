//! Packed runs: what a search reads. They follow the references through every change, and whoever exchanges one is found.

use frs::{
    audit::{Outcome, OutcomeResult},
    repository::{FailedImage, Gallery, Offered, RoomError},
    vocabulary::ReferenceId,
};

use super::{
    expunge::{expunge, order, presented, third},
    forger::Forger,
    mutations::room,
    mutator::Attacker,
    reembed::searching,
    rekey::{in_raw_files, rekey},
    world::*,
};

const PEOPLE: &[(&str, &[u8])] =
    &[("MUG-1", b"first"), ("MUG-2", b"second"), ("MUG-3", b"third"), ("MUG-1", b"fourth")];

/// Four photographs of three people.
fn gallery() -> World {
    let world = World::new();
    for (label, image) in PEOPLE {
        enrolled(&world, label, image);
    }
    world
}

fn enrolled(world: &World, label: &str, image: &[u8]) {
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let examiner = examiner_presented(world, &book, &accepted(world).unwrap());
    enroll_as(&mut book, &examiner, label, image, 0.1 * f32::from(image[1])).unwrap();
}

/// As `frs search` does it.
fn search(world: &World, wanted: usize) -> Result<Gallery, RoomError> {
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let examiner = examiner_presented(world, &book, &accepted(world).unwrap());
    let access = searching(&mut book, &examiner);
    let moment = access.moment().unwrap();
    let gallery = Gallery::search(&access, &moment, &template(0.33), wanted);
    drop(moment);
    let gallery = gallery?;
    // No search is listed, so none is accounted for.
    let outcome = Outcome { result: OutcomeResult::Failed, ..done("{}") };
    let (_, mended) = access.close::<_, RoomError>(now(), |writing| Ok((outcome, gallery.mend(writing)?)))?;
    assert_eq!(mended, gallery.read.damaged.len(), "so many damaged runs are made again");
    Ok(gallery)
}

fn list(gallery: &Gallery) -> Vec<(ReferenceId, u32, u64)> {
    gallery.best.iter().map(|(one, count)| (one.reference, one.score.0.to_bits(), *count)).collect()
}

/// How many runs were read packed, reference by reference, and damaged.
fn read(gallery: &Gallery) -> (u64, u64, usize) {
    (gallery.read.packed, gallery.read.from_rows, gallery.read.damaged.len())
}

/// The packed run, opened by somebody who holds the key, changed and put back; its digest too where they think of it.
fn exchange(world: &World, digest: bool, change: impl FnOnce(&mut Vec<u8>)) {
    let attacker = Attacker::new(&world.database(), world.founding.id, vec![&world.examiner]);
    let database = rusqlite::Connection::open(world.database()).unwrap();
    let sealed = database.query_row("SELECT content FROM gallery_pack", [], |row| row.get(0)).unwrap();
    let row = 0u64.to_be_bytes();
    let mut content = attacker.open("gallery_pack", "content", &row, sealed);
    change(&mut content);
    let sealed = attacker.seal("gallery_pack", "content", &row, &content);
    database.execute("UPDATE gallery_pack SET content = ?1", [sealed]).unwrap();
    if digest {
        let digest = frs::seal::sha256(&content);
        database.execute("UPDATE gallery_pack SET digest = ?1", [digest.as_bytes()]).unwrap();
    }
}

#[test]
fn a_packed_search_gives_the_list_of_the_rows() {
    let world = gallery();
    let packed = search(&world, 2).unwrap();
    assert_eq!((read(&packed), packed.references, packed.subjects), ((1, 0, 0), 4, 3));
    assert_eq!(packed.best.len(), 2);
    // Nobody vouches for the packed runs any more, or an entry is named that does not: the references are read, and the check of the
    // book says why.
    for sql in ["UPDATE gallery_packing SET sequence = sequence - 1", "DELETE FROM gallery_packing"] {
        world.sql(sql);
        let rows = search(&world, 2).unwrap();
        assert_eq!((read(&rows), list(&rows), rows.root), ((0, 1, 0), list(&packed), packed.root));
        assert_eq!((rows.references, rows.subjects, rows.not_searched), (4, 3, 0));
        let found: Vec<String> = world.open().verify().unwrap().findings.iter().map(ToString::to_string).collect();
        assert!(matches!(&found[..], [one] if one.contains("gallery_packing")), "{found:?}");
    }
    // The next enrollment packs what is there, too.
    enrolled(&world, "MUG-4", b"fifth");
    let again = search(&world, 2).unwrap();
    assert_eq!((read(&again), again.references, again.subjects), ((1, 0, 0), 5, 4));
    assert_eq!((world.open().verify().unwrap().findings, room(&mut world.open())), (vec![], None));
}

#[test]
fn a_pack_of_another_gallery_is_not_read() {
    let world = gallery();
    let database = rusqlite::Connection::open(world.database()).unwrap();
    let old: (Vec<u8>, Vec<u8>, i64) = database
        .query_row("SELECT digest, content, sequence FROM gallery_pack, gallery_packing", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    enrolled(&world, "MUG-4", b"fifth");
    let now = search(&world, 20).unwrap();
    // The pack of before, put back whole with the entry that vouched for it: the gallery has another root since.
    let put = || {
        database.execute("UPDATE gallery_pack SET digest = ?1, content = ?2", [&old.0, &old.1]).unwrap();
    };
    put();
    assert!(matches!(search(&world, 20), Err(RoomError::Packs(_))));
    assert!(room(&mut world.open()).is_some());
    database.execute("UPDATE gallery_packing SET sequence = ?1", [old.2]).unwrap();
    let rows = search(&world, 20).unwrap();
    assert_eq!((read(&rows), list(&rows)), ((0, 1, 0), list(&now)));
}

#[test]
fn a_damaged_pack_is_made_again_from_the_references() {
    let world = gallery();
    let whole = search(&world, 20).unwrap();
    for damage in DAMAGE {
        world.sql(damage);
        assert_eq!(room(&mut world.open()).as_deref(), Some("damaged: [0]"), "the check of the book finds it");
        let mended = search(&world, 20).unwrap();
        assert_eq!((read(&mended), list(&mended)), ((0, 0, 1), list(&whole)));
        assert_eq!(mended.read.damaged, [0]);
        let after = search(&world, 20).unwrap();
        assert_eq!((read(&after), list(&after)), ((1, 0, 0), list(&whole)));
        assert_eq!(room(&mut world.open()), None);
    }
}

/// What a disk may do to the one packed run: to its middle, to its first byte, to its generation, to all of it.
const DAMAGE: &[&str] = &[
    "UPDATE gallery_pack SET content = CAST(substr(content, 1, 400) || x'0011223344' || substr(content, 406) AS BLOB)",
    "UPDATE gallery_pack SET content = CAST(x'00' || substr(content, 2) AS BLOB)",
    "UPDATE gallery_pack SET content = CAST(substr(content, 1, 1) || x'00000077' || substr(content, 6) AS BLOB)",
    "UPDATE gallery_pack SET content = x''",
];

#[test]
fn a_damaged_pack_keeps_no_exchange_of_keys_and_no_expunge_from_its_end() {
    for damage in DAMAGE {
        let world = gallery();
        let whole = search(&world, 20).unwrap();
        world.sql(damage);
        assert!(rekey(&mut world.open(), &mut |_| {}).unwrap().is_clean());
        let after = search(&world, 20).unwrap();
        assert_eq!((read(&after), list(&after)), ((1, 0, 0), list(&whole)), "{damage}");
        assert_eq!((world.open().verify().unwrap().findings, room(&mut world.open())), (vec![], None));
    }
    // Killed after the damaged record was emptied and before it was made again.
    let world = gallery();
    let whole = search(&world, 20).unwrap();
    exchange(&world, false, Vec::clear);
    let mended = search(&world, 20).unwrap();
    assert_eq!((read(&mended), list(&mended)), ((0, 0, 1), list(&whole)));
    for damage in DAMAGE {
        let world = gallery();
        let (person, paper) = third(&world, &["repository-manager"]);
        let goes = world.open().holdings().unwrap().references[1].place.id;
        let order = order(&world, &[("reference", goes.to_string())]);
        world.sql(damage);
        let mut book = world.try_open(&person, "third").unwrap();
        let shown = presented(&person, &book, &paper);
        expunge(&mut book, &shown, order, &[goes], &[]).unwrap();
        assert!(book.wipe(&shown, None, &Default::default(), now()).unwrap().is_clean());
        drop(book);
        let left = search(&world, 20).unwrap();
        assert_eq!((read(&left), left.references), ((1, 0, 0), 3), "{damage}");
        assert!(left.best.iter().all(|(one, _)| one.reference != goes));
    }
}

#[test]
fn no_older_copy_of_a_pack_outlives_an_expunge() {
    let (world, mut older) = (World::new(), Vec::new());
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let examiner = examiner_presented(&world, &book, &accepted(&world).unwrap());
    // So many that a pack goes over several pages; each enrollment packs the run anew.
    for number in 0..60 {
        enroll_as(&mut book, &examiner, "MUG-1", &[number; 40], f32::from(number)).unwrap();
        let database = rusqlite::Connection::open(world.database()).unwrap();
        let content: Vec<u8> = database.query_row("SELECT content FROM gallery_pack", [], |row| row.get(0)).unwrap();
        older.extend((5..content.len() - 16).step_by(500).map(|at| content[at..at + 16].to_vec()));
    }
    drop(book);
    let newest = older.split_off(older.len() - 20);
    assert!(in_raw_files(&world, &newest) == 20 && older.len() > 1_000, "the look finds what is there");
    let (person, paper) = third(&world, &["repository-manager"]);
    let goes = world.open().holdings().unwrap().references[1].place.id;
    let order = order(&world, &[("reference", goes.to_string())]);
    let mut book = world.try_open(&person, "third").unwrap();
    let shown = presented(&person, &book, &paper);
    expunge(&mut book, &shown, order, &[goes], &[]).unwrap();
    assert!(book.wipe(&shown, None, &Default::default(), now()).unwrap().is_clean());
    assert_eq!((in_raw_files(&world, &newest), in_raw_files(&world, &older)), (0, 0));
}

#[test]
fn only_who_changes_the_gallery_vouches_for_packs() {
    let world = gallery();
    let whole = search(&world, 20).unwrap();
    exchange(&world, true, |content| content[64 * 5] ^= 1);
    let database = rusqlite::Connection::open(world.database()).unwrap();
    let digest: [u8; 32] = database.query_row("SELECT digest FROM gallery_pack", [], |row| row.get(0)).unwrap();
    let packs = frs::seal::sha256(&[b"frs/packs/2".as_slice(), &0u64.to_be_bytes(), &digest].concat()).to_string();
    let forger = Forger::new(&world, &world.root);
    // The Commander enrolls nobody; they exchange keys, and vouch for packs then.
    for (operation, packed) in [("enroll", 0), ("program-rekey", 1)] {
        forger.fill_with(&world, 1, "outcome", operation, &[("packs", packs.clone())]);
        world.sql("UPDATE gallery_packing SET sequence = (SELECT max(sequence) FROM leaf)");
        let found = search(&world, 20).unwrap();
        assert_eq!((found.read.packed, list(&found).len()), (packed, list(&whole).len()), "{operation}");
    }
}

#[test]
fn runs_of_an_earlier_form_are_passed_over_and_packed_anew() {
    let world = gallery();
    let whole = search(&world, 20).unwrap();
    // As version 3 left them, with an entry that vouches for them.
    exchange(&world, true, |content| content[9] = b'1');
    let stored = |sql: &str| -> Vec<u8> {
        rusqlite::Connection::open(world.database()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let digest = stored("SELECT digest FROM gallery_pack");
    let packs = |form: &[u8]| frs::seal::sha256(&[form, &0u64.to_be_bytes(), &digest].concat()).to_string();
    let forger = Forger::new(&world, &world.root);
    for (form, known) in [("frs/packs/0", false), ("frs/packs/1", true)] {
        forger.fill_with(&world, 1, "outcome", "program-rekey", &[("packs", packs(form.as_bytes()))]);
        world.sql("UPDATE gallery_packing SET sequence = (SELECT max(sequence) FROM leaf)");
        let found = search(&world, 20);
        assert_eq!(found.is_ok(), known, "{form}");
        if let Ok(found) = found {
            assert_eq!((read(&found), list(&found), found.root), ((0, 1, 0), list(&whole), whole.root));
            assert_eq!(room(&mut world.open()), None);
        }
    }
    enrolled(&world, "MUG-4", b"fifth");
    let again = search(&world, 20).unwrap();
    assert_eq!((read(&again), again.references), ((1, 0, 0), 5));
    assert_ne!(stored("SELECT digest FROM gallery_pack"), digest);
}

#[test]
fn whoever_holds_the_key_exchanges_no_pack_unnoticed() {
    let scale = |content: &mut Vec<u8>| content[64 * 5..64 * 5 + 4].fill(0);
    // A person is hidden, or compared under another template; the list of packs says so or not.
    for (digest, change) in [
        (false, &scale as &dyn Fn(&mut Vec<u8>)),
        (true, &scale),
        (true, &|content: &mut Vec<u8>| *content.last_mut().unwrap() ^= 1),
        (true, &|content: &mut Vec<u8>| content[64 + 16] ^= 1),
    ] {
        let world = gallery();
        exchange(&world, digest, change);
        let error = search(&world, 20).err().unwrap();
        assert!(matches!(error, RoomError::Packs(_)), "{error}");
        assert!(room(&mut world.open()).is_some());
    }
    // Left out of the list.
    let world = gallery();
    world.sql("DELETE FROM gallery_pack");
    assert!(matches!(search(&world, 20), Err(RoomError::Packs(_))));
}

#[test]
fn an_enrollment_vouches_for_no_pack_of_somebody_else() {
    let world = gallery();
    exchange(&world, true, |content| content[64 * 5] ^= 1);
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let examiner = examiner_presented(&world, &book, &accepted(&world).unwrap());
    let failed = FailedImage { image: frs::seal::sha256(b"ninth"), details: "{}".into() };
    let refused = offer(&mut book, &examiner, Offered::Failed(failed));
    assert!(matches!(refused, Err(RoomError::Packs(_))));
}

#[test]
fn references_that_were_changed_behind_the_book_are_found_on_the_list() {
    for sql in [
        "DELETE FROM reference WHERE position = 2",
        "UPDATE reference SET subject = (SELECT subject FROM reference WHERE position = 1) WHERE position = 2",
        "UPDATE reference SET position = 9 WHERE position = 2",
    ] {
        let world = gallery();
        world.sql(sql);
        let error = search(&world, 20).err().unwrap();
        let found = matches!(error, RoomError::Exchanged(_) | RoomError::Count { .. } | RoomError::GalleryRoot { .. });
        assert!(found, "{sql}: {error}");
    }
}

#[test]
fn no_pack_lies_open() {
    let world = gallery();
    let bytes = std::fs::read(world.database()).unwrap();
    assert!(!bytes.windows(9).any(|window| window == b"frs/pack/"), "a pack lies open");
}
