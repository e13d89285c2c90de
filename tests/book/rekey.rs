//! New data keys: the old generation is gone, whatever was interrupted, and nobody brings in keys of their own.

use std::{collections::HashSet, fs};

use frs::{
    audit::{Book, BookError, Checkpointed, Intent, Outcome, RekeyStep},
    gate::{AuditCheckpoint, Permit, ProgramRekey, Standing},
    repository::{self, RoomError},
    seal::{Checkpoint, DataKey, KeyKind, Sealed, SigningKey, VerifyingKey, Wrapped},
    store::{Residue, SEALED, Traces},
};
use rusqlite::{Connection, params};

use super::{
    forger::Forger,
    interrupted::{child, home, open},
    world::*,
};

/// As `frs program rekey` does it.
pub fn rekey(book: &mut Book, step: &mut dyn FnMut(RekeyStep)) -> Result<Residue, BookError> {
    let presented = root_presented(book.standing());
    let (purpose, statement) = stated_now(upkeep());
    let permit: Permit<ProgramRekey> = permit(book, &presented, Some(&purpose), |_| {}).unwrap();
    let only_wipe = !book.key_state().changing && book.pending_wipe()?.is_some();
    let mut traces = Traces::default();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    if only_wipe {
        book.begin(permit, intent, now())?.finish(done("{}"), now())?;
    } else {
        let mut access = book.begin_rekey(permit, intent, now())?;
        step(RekeyStep::Begun);
        let resealed = access.reseal(step)?;
        let emptied = resealed.emptied;
        traces = resealed.traces;
        let new = access.new_log_key("rekey")?;
        let closed = access.close_renewing(now(), new.as_ref(), |writing, _| {
            let root = repository::rekey_indexes(writing, &emptied)?;
            writing.retire_old_keys()?;
            writing.mark_wipe(&Traces::default())?;
            Ok::<_, RoomError>((Outcome { gallery: Some(root), ..done("{}") }, ()))
        });
        closed.map_err(|error| match error {
            RoomError::Book(error) => error,
            other => panic!("{other}"),
        })?;
    }
    step(RekeyStep::Closed);
    let residue = book.wipe(&presented, Some(purpose.id), &traces, now())?;
    step(RekeyStep::Wiped);
    Ok(residue)
}

/// A program with something in every table.
fn furnished() -> World {
    let world = World::new();
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let paper = world.authorization(&["examiner", "repository-manager"]);
    // The paper that was accepted, not one that reads like it.
    let presented = examiner_presented(&world, &book, &accepted(&world).unwrap_or(paper));
    for (image, seed) in [(&b"first image"[..], 0.1), (b"second image", 0.7)] {
        enroll(&mut book, &presented, image, seed).unwrap();
    }
    fail_to_enroll(&mut book, &presented, b"no face in this one");
    probe(&mut book, &presented, b"bytes of the probe");
    world
}

/// How many records of each generation there are in all sealed columns.
fn generations(world: &World) -> Vec<(u32, u64)> {
    let connection = Connection::open(world.database()).unwrap();
    let mut found = std::collections::BTreeMap::new();
    for table in SEALED {
        for column in table.columns {
            let mut statement = connection.prepare(&format!("SELECT {column} FROM {}", table.name)).unwrap();
            let records = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
            for record in records {
                *found.entry(Sealed::from_column(record.unwrap()).unwrap().generation()).or_default() += 1;
            }
        }
    }
    found.into_iter().collect()
}

/// Whether the first bytes of a record of this generation, with one of these nonces, are in a raw file.
fn nonces(world: &World) -> Vec<Vec<u8>> {
    let connection = Connection::open(world.database()).unwrap();
    let mut found = Vec::new();
    for table in SEALED {
        for column in table.columns {
            let mut statement = connection.prepare(&format!("SELECT {column} FROM {}", table.name)).unwrap();
            let records = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
            found.extend(records.map(|record| record.unwrap()[5..21].to_vec()));
        }
    }
    found
}

pub fn in_raw_files(world: &World, needles: &[Vec<u8>]) -> usize {
    let files: Vec<Vec<u8>> = fs::read_dir(world.directory())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| fs::read(path).unwrap())
        .collect();
    let wanted: HashSet<&[u8]> = needles.iter().map(Vec::as_slice).collect();
    let Some(length) = needles.first().map(Vec::len) else { return 0 };
    let found: HashSet<&[u8]> =
        files.iter().flat_map(|file| file.windows(length)).filter(|window| wanted.contains(window)).collect();
    found.len()
}

#[test]
fn the_old_generation_is_gone_and_a_saved_wrap_opens_nothing() {
    let world = furnished();
    let before = nonces(&world);
    assert_eq!(in_raw_files(&world, &before), before.len(), "the look finds what is there");
    // What a suspended person may have kept.
    let person = world.examiner.public_keys().person_id();
    let saved: Vec<(String, Vec<u8>)> = Connection::open(world.database())
        .unwrap()
        .prepare("SELECT key, wrapped FROM wrap WHERE person = ?1")
        .unwrap()
        .query_map(params![person.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(saved.len(), 2);
    let paper = world.suspension();
    accept(&mut world.open(), &paper).unwrap();
    let residue = rekey(&mut world.open(), &mut |_| {}).unwrap();
    assert!(residue.is_clean() && residue.rebuilt && residue.sought > 20, "{residue:?}");
    assert_eq!(generations(&world).iter().map(|(generation, _)| *generation).collect::<Vec<_>>(), [2]);
    assert_eq!(in_raw_files(&world, &before), 0, "no record of the old generation in the raw files");
    let wraps: Vec<Vec<u8>> = saved.iter().map(|(_, wrapped)| wrapped[wrapped.len() - 16..].to_vec()).collect();
    assert_eq!(in_raw_files(&world, &wraps), 0, "no old wrap either");
    // The saved wraps still give the old keys; these open nothing of the file.
    for (kind, bytes) in saved {
        let kind: KeyKind = kind.parse().unwrap();
        let wrapped = Wrapped { algorithm: "age-x25519".into(), bytes };
        let key = wrapped.unwrap(&world.examiner, world.founding.id, kind, 1).unwrap();
        assert_eq!(opened_by(&world, &key), 0);
    }
    let mut book = world.open();
    act(&mut book).unwrap();
    let verdict = book.verify().unwrap();
    assert_eq!((verdict.findings, verdict.unfinished), (vec![], vec![]));
    let holders: i64 = Connection::open(world.database())
        .unwrap()
        .query_row("SELECT count(DISTINCT person) FROM wrap WHERE algorithm <> 'withdrawn'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(holders, 1, "the suspended person got no new wrap");
    assert!(matches!(world.try_open(&world.examiner, "x"), Err(BookError::NoKey { withdrawn: true, .. })));
}

/// How many records a key opens, whatever generation the key claims.
fn opened_by(world: &World, key: &DataKey) -> usize {
    let connection = Connection::open(world.database()).unwrap();
    let mut opened = 0;
    for table in SEALED.iter().filter(|table| table.key == key.kind()) {
        let key = frs::seal::RecordKey::new(key, world.founding.id, table.name).unwrap();
        let id = match table.row {
            frs::store::RowId::Plain(column) => column,
            frs::store::RowId::LogAndSequence => "log, sequence",
        };
        for column in table.columns {
            let mut statement = connection.prepare(&format!("SELECT {column}, {id} FROM {}", table.name)).unwrap();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let record = Sealed::from_column(row.get(0).unwrap()).unwrap();
                let part = |at: usize| match row.get_ref(at) {
                    Ok(rusqlite::types::ValueRef::Integer(number)) => number.to_be_bytes().to_vec(),
                    Ok(other) => other.as_bytes().unwrap().to_vec(),
                    Err(_) => Vec::new(),
                };
                let id = [part(1), part(2)].concat();
                opened += usize::from(key.open(column, &id, &record).is_ok());
            }
        }
    }
    opened
}

#[test]
fn what_a_key_opens_is_counted() {
    let world = furnished();
    let wrapped: Vec<u8> = Connection::open(world.database())
        .unwrap()
        .query_row(
            "SELECT wrapped FROM wrap WHERE person = ?1 AND key = 'faces'",
            params![world.examiner.public_keys().person_id().as_bytes()],
            |row| row.get(0),
        )
        .unwrap();
    let wrapped = Wrapped { algorithm: "age-x25519".into(), bytes: wrapped };
    let key = wrapped.unwrap(&world.examiner, world.founding.id, KeyKind::Faces, 1).unwrap();
    assert_eq!(opened_by(&world, &key), 1 + 2 * 3 + 1 + 3 + 1, "label, references, failure, probe, packed run");
}

#[test]
fn child_that_is_killed_in_a_rekey() {
    let (Some(home), Some(at)) = (home(), std::env::var("FRS_TEST_STEP").ok()) else { return };
    let (mut left, mut book) = (at.parse::<u32>().unwrap(), open(&home));
    rekey(&mut book, &mut |_| {
        if left == 0 {
            std::process::abort();
        }
        left -= 1;
    })
    .unwrap();
}

#[test]
fn killed_at_each_step_it_goes_on_and_others_work_meanwhile() {
    let world = furnished();
    // More than one run of rows in the tables of the book.
    let mut book = world.open();
    for _ in 0..130 {
        act(&mut book).unwrap();
    }
    drop(book);
    let clean = world.home.path().join("clean");
    copy_directory(&world.directory(), &clean);
    let heads = world.home.path().join("clean-heads");
    copy_directory(&world.home.path().join("root"), &heads);
    let mut steps = 0;
    loop {
        put_directory(&clean, &world.directory());
        put_directory(&heads, &world.home.path().join("root"));
        fs::remove_dir_all(world.home.path().join("examiner")).unwrap();
        let before = nonces(&world);
        let mut command = child(&world, "rekey::child_that_is_killed_in_a_rekey");
        let ended = command.env("FRS_TEST_STEP", steps.to_string()).output().unwrap().status.success();
        let state = world.open().key_state();
        assert_eq!(state.generation, 2, "step {steps}");
        // Others work, with both generations while it is unfinished.
        let mut book = world.try_open(&world.examiner, "examiner").unwrap();
        let presented = examiner_presented(&world, &book, &accepted(&world).unwrap());
        enroll(&mut book, &presented, format!("image {steps}").as_bytes(), 0.3).unwrap();
        assert_eq!(again(&mut book, &presented, b"first image"), 1, "step {steps}: the index still finds it");
        assert_eq!(world.open().verify().unwrap().findings, [], "step {steps}");
        let unfinished = world.open().key_state().changing || world.open().pending_wipe().unwrap().is_some();
        if unfinished {
            let residue = rekey(&mut world.open(), &mut |_| {}).unwrap();
            assert!(residue.is_clean(), "step {steps}: {residue:?}");
        }
        let mut book = world.open();
        assert_eq!(book.key_state().generation, 2, "step {steps}: no third generation is begun");
        assert!(!book.key_state().changing && book.pending_wipe().unwrap().is_none(), "step {steps}");
        assert_eq!(book.verify().unwrap().findings, [], "step {steps}");
        let log_key = book.standing().log_key();
        assert!(log_key.is_some() && log_key != world.founding.log, "step {steps}: the log's key is renewed");
        assert!(!book.log_key_due().unwrap(), "step {steps}");
        checkpoint(&mut book).unwrap();
        drop(book);
        assert_eq!(generations(&world).len(), 1, "step {steps}");
        assert_eq!(in_raw_files(&world, &before), 0, "step {steps}: old records in the raw files");
        let mut book = world.try_open(&world.examiner, "examiner").unwrap();
        assert_eq!(again(&mut book, &presented, b"second image"), 1, "step {steps}: found by the new index");
        if ended {
            break;
        }
        steps += 1;
    }
    assert!(steps >= 12, "{steps} steps");
}

#[test]
fn who_was_at_work_when_the_keys_changed_runs_the_command_again() {
    let world = furnished();
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let presented = examiner_presented(&world, &book, &accepted(&world).unwrap());
    let access = begin_as(&mut book, &presented, robbery()).unwrap();
    rekey(&mut world.open(), &mut |_| {}).unwrap();
    assert!(matches!(access.finish(done("{}"), now()), Err(BookError::KeysChanged)));
    assert!(matches!(enroll(&mut book, &presented, b"third", 0.2), Err(BookError::KeysChanged)));
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    enroll(&mut book, &presented, b"third", 0.2).unwrap();
    let verdict = world.open().verify().unwrap();
    assert_eq!((verdict.findings, verdict.unfinished.len()), (vec![], 1));
}

#[test]
fn keys_that_no_commander_commits_to_are_not_taken() {
    let world = furnished();
    // Somebody with the file, and no key, wraps keys of their own choice for the Commander.
    let root = world.root.public_keys();
    let plant = |with_row: bool| {
        let connection = Connection::open(world.database()).unwrap();
        for kind in [KeyKind::Book, KeyKind::Faces] {
            let key = DataKey::generate(kind, 2).unwrap();
            let wrapped = Wrapped::new(&key, world.founding.id, &root).unwrap();
            let person = root.person_id();
            let row = params![person.as_bytes(), kind.as_str(), wrapped.algorithm, wrapped.bytes];
            connection.execute("INSERT OR REPLACE INTO wrap VALUES (?1, ?2, 2, ?3, ?4)", row).unwrap();
        }
        if with_row {
            connection.execute("INSERT INTO key_generation VALUES (2, 1, 1)", []).unwrap();
        }
    };
    plant(false);
    let refused = |error: BookError| assert!(matches!(&error, BookError::Tampered(_)), "{error}");
    refused(world.try_open(&world.root, "root").err().unwrap());
    plant(true);
    refused(world.try_open(&world.root, "root").err().unwrap());
}

fn checkpoint(book: &mut Book) -> Result<Checkpointed, BookError> {
    let presented = root_presented(book.standing());
    let (purpose, statement) = stated_now(oversight());
    let permit = permit::<AuditCheckpoint>(book, &presented, Some(&purpose), |_| {}).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    book.begin(permit, intent, now())?.checkpoint(now()).map(|(_, made)| made)
}

/// Whether the key that was in force there signed it.
fn holds(book: &Book, made: &Checkpointed) -> bool {
    let checkpoint = Checkpoint::read(made.note.text()).unwrap();
    let key = book.standing().log_note_key(&checkpoint).unwrap();
    checkpoint.verify(&made.note, &[key]).is_ok()
}

#[test]
fn checkpoints_are_held_against_the_key_of_their_place() {
    let world = furnished();
    let mut book = world.open();
    let before = checkpoint(&mut book).unwrap();
    let old = book.standing().log_key().unwrap();
    // What a suspended person may have kept: the log's secret, through K_book.
    let stolen = secret(&world, "log-key");
    let stolen = SigningKey::from_seed(zeroize::Zeroizing::new(stolen.try_into().unwrap())).unwrap();
    assert_eq!(stolen.verifying_key(), old);
    rekey(&mut book, &mut |_| {}).unwrap();
    let after = checkpoint(&mut book).unwrap();
    let new = book.standing().log_key().unwrap();
    assert_ne!(old, new);
    assert!(holds(&book, &before) && holds(&book, &after));
    assert_eq!(book.standing().log_key_over(1, before.size), Some(old));
    assert_eq!(book.standing().log_key_over(1, after.size), Some(new));
    let note = Checkpoint::read(after.note.text()).unwrap().sign(&stolen).unwrap();
    assert!(!holds(&book, &Checkpointed { note, ..after }), "a key that was replaced signs nothing that came later");
    // And every process that opens the book sees the same.
    let mut again = world.open();
    assert_eq!(again.standing().log_key(), Some(new));
    assert!(holds(&again, &before));
    assert_eq!(checkpoint(&mut again).map(|made| holds(&again, &made)).ok(), Some(true));
    assert_eq!(again.verify().unwrap().findings, []);
}

/// A record of the table of secrets, opened with the Commander's own K_book.
fn secret(world: &World, name: &str) -> Vec<u8> {
    let forger = Forger::new(world, &world.root);
    let key = frs::seal::RecordKey::new(forger.key(), world.founding.id, "secret").unwrap();
    let sealed: Vec<u8> =
        forger.database.query_row("SELECT content FROM secret WHERE name = ?1", [name], |row| row.get(0)).unwrap();
    key.open("content", name.as_bytes(), &Sealed::from_column(sealed).unwrap()).unwrap().to_vec()
}

#[test]
fn a_checkpoint_that_a_new_log_key_overtook_is_made_again() {
    let world = furnished();
    let mut slow = world.open();
    let presented = root_presented(slow.standing());
    let (purpose, statement) = stated_now(oversight());
    let permit = permit::<AuditCheckpoint>(&slow, &presented, Some(&purpose), |_| {}).unwrap();
    let access = slow.begin(permit, Intent { statement: Some(statement), ..Intent::default() }, now()).unwrap();
    // Only the log's key, so that the data keys stay the same.
    renew_log_key(&mut world.open()).unwrap();
    assert!(matches!(access.checkpoint(now()), Err(BookError::PapersChanged)));
    let verdict = world.open().verify().unwrap();
    assert_eq!((verdict.findings, verdict.unfinished), (vec![], vec![]));
}

fn renew_log_key(book: &mut Book) -> Result<Option<VerifyingKey>, BookError> {
    let presented = root_presented(book.standing());
    let (purpose, statement) = stated_now(upkeep());
    let permit: Permit<ProgramRekey> = permit(book, &presented, Some(&purpose), |_| {}).unwrap();
    let access = book.begin(permit, Intent { statement: Some(statement), ..Intent::default() }, now())?;
    let new = access.new_log_key("by itself")?;
    let closed = access.close_renewing(now(), new.as_ref(), |_, key| Ok::<_, BookError>((done("{}"), key)));
    closed.map(|(_, key)| key)
}

#[test]
fn a_new_log_key_that_another_paper_overtook_is_not_entered() {
    let world = furnished();
    let mut slow = world.open();
    let presented = root_presented(slow.standing());
    let (purpose, statement) = stated_now(upkeep());
    let permit: Permit<ProgramRekey> = permit(&slow, &presented, Some(&purpose), |_| {}).unwrap();
    let access = slow.begin(permit, Intent { statement: Some(statement), ..Intent::default() }, now()).unwrap();
    let new = access.new_log_key("by itself").unwrap();
    accept(&mut world.open(), &world.suspension()).unwrap();
    let closed = access.close_renewing(now(), new.as_ref(), |_, key| Ok::<_, BookError>((done("{}"), key)));
    assert_eq!(closed.unwrap().1, None);
    let mut book = world.open();
    assert_eq!(book.standing().log_key(), world.founding.log);
    checkpoint(&mut book).unwrap();
    assert_eq!(book.verify().unwrap().findings, []);
}

#[test]
fn only_the_commander_makes_one_and_nothing_but_a_rekey_enters_it() {
    let world = furnished();
    assert!(!world.try_open(&world.examiner, "examiner").unwrap().renews_log_key());
    // A paper that the Commander signed, entered by an acceptance: the book does not open any more.
    let origin = frs::seal::Origin { program: world.founding.id, log: 1 };
    let key = SigningKey::generate().unwrap().verifying_key();
    let paper = frs::gate::LogKeyPaper::issue(origin, key, "smuggled", &world.root).unwrap();
    let paper = frs::gate::TypedPaper::LogKey(paper);
    accept(&mut world.open(), &paper).unwrap();
    assert!(matches!(world.try_open(&world.root, "root"), Err(BookError::Tampered(_))));
}

/// What the standing says of who may hold and exchange keys.
#[test]
fn holders_are_those_whose_authorization_has_not_ended() {
    let world = furnished();
    let book = world.open();
    let standing: &Standing = book.standing();
    let (root, examiner) = (world.root.public_keys(), world.examiner.public_keys());
    let holders = |at| standing.may_hold_keys(at).into_iter().map(|(keys, _)| keys.person_id()).collect::<Vec<_>>();
    assert_eq!(holders(now()).len(), 2);
    assert_eq!(holders(later(301)), [root.person_id()]);
    assert!(standing.may_exchange_keys(root.person_id(), now()));
    assert!(!standing.may_exchange_keys(examiner.person_id(), now()));
}
