//! What went wrong with others' audit logs, tried on this one (docs/attacks.md has the whole table; the rest of its tests
//! stand elsewhere).

use frs::{
    audit::{Book, BookError, Fault},
    store::DATABASE_FILE,
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

use super::{
    forger::Forger,
    mutator::{Attacker, History, finds},
    rekey::rekey,
    world::*,
};

fn busy() -> World {
    let world = World::new();
    let mut book = world.open();
    for _ in 0..3 {
        act(&mut book).unwrap();
    }
    world
}

/// Page counts, change counters and the like are SQLite's own; nothing here rests on them.
#[test]
fn sqlites_own_counters_say_nothing_and_hide_nothing() {
    let world = busy();
    let before = world.open().verify().unwrap();
    let set = |pragma: &str| {
        let connection = Connection::open(world.database()).unwrap();
        connection.execute_batch(pragma).unwrap();
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    };
    // The file's version and whose it is: refused, and never "empty, so fine".
    for (pragma, back) in [
        ("PRAGMA user_version = 0", "PRAGMA user_version = 2"),
        ("PRAGMA user_version = 99", "PRAGMA user_version = 2"),
    ] {
        let version: i64 =
            Connection::open(world.database()).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        set(pragma);
        assert!(world.open_without_memory().is_err(), "{pragma}");
        set(&back.replace('2', &version.to_string()));
    }
    // The change counter and the schema cookie in the header: other numbers, the same book.
    let bytes = std::fs::read(world.database()).unwrap();
    for at in [24..28, 92..96] {
        let mut edited = bytes.clone();
        edited[at].copy_from_slice(&7u32.to_be_bytes());
        std::fs::write(world.database(), &edited).unwrap();
        let verdict = world.open().verify().unwrap();
        assert_eq!((verdict.findings, verdict.root), (vec![], before.root));
    }
    // Where SQLite keeps the highest row ids, there is nothing to edit: entries bear their own numbers.
    let connection = Connection::open(world.database()).unwrap();
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(tables, 0);
}

/// Signed is what was stored, to the digit: no rounding makes a true log fail.
#[test]
fn times_verify_whatever_their_digits() {
    let world = World::founded();
    for nanoseconds in [0, 1, 999, 1_000_000, 120_000_000, 999_999_999] {
        let at = Timestamp::new(now().as_second(), nanoseconds).unwrap();
        begin(&mut world.open()).unwrap().finish(done("{}"), at).unwrap();
        assert_eq!(world.open().verify().unwrap().findings, [], "{nanoseconds}");
    }
}

/// journald's seals of 2023: cut the log, go on from there, and seal it all with the newest key.
#[test]
fn a_log_that_was_cut_and_sealed_with_the_newest_key_is_found() {
    let world = busy();
    let mut book = world.open();
    rekey(&mut book, &mut |_| {}).unwrap();
    let anchor = (book.logs()[0].size, book.root_over(1, book.logs()[0].size).unwrap());
    act(&mut book).unwrap();
    drop(book);
    let outsider = frs::seal::Secrets::generate().unwrap();
    let rewrite = |signers: Vec<&frs::seal::Secrets>, left: usize| {
        let attacker = Attacker::new(&world.database(), world.founding.id, signers);
        let mut history = History::read(&attacker);
        history.entries.truncate(left);
        let last = history.entries.len() - 1;
        history.entries[last].draft.time -= SignedDuration::from_mins(1);
        history.entries[last].bytes = None;
        history.write(&attacker, true);
    };
    let clean = world.home.path().join("clean");
    copy_directory(&world.directory(), &clean);
    // Cut after the rekey's own entries: whoever remembers finds it, and so does whoever kept size and root.
    rewrite(vec![&world.root], anchor.0 as usize);
    assert!(finds(world.try_open(&world.root, "root")).is_some());
    let book = world.open_without_memory().unwrap();
    assert_ne!(book.root_over(1, anchor.0), Some(anchor.1));
    assert_eq!(
        book.verify().unwrap().findings,
        [],
        "undetectable where nobody kept anything: newest key, own signature"
    );
    drop(book);
    // By somebody with the newest data key and another's entries: the seal opens, the signatures do not hold.
    put_directory(&clean, &world.directory());
    rewrite(vec![&outsider_with_keys(&world, &outsider)], 4);
    assert!(finds(world.open_without_memory()).is_some());
}

/// Somebody whom nobody authorized, for whom a key holder wrapped the newest keys.
fn outsider_with_keys(world: &World, outsider: &frs::seal::Secrets) -> frs::seal::Secrets {
    let attacker = Attacker::new(&world.database(), world.founding.id, vec![&world.root]);
    let sql = "INSERT OR REPLACE INTO wrap (person, key, generation, algorithm, wrapped) VALUES (?1, ?2, ?3, ?4, ?5)";
    let person = world.root.public_keys().person_id();
    let mut rows =
        attacker.database.prepare("SELECT key, generation, algorithm, wrapped FROM wrap WHERE person = ?1").unwrap();
    let wraps: Vec<(String, u32, String, Vec<u8>)> = rows
        .query_map(params![person.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .unwrap()
        .map(|row| row.unwrap())
        .collect();
    drop(rows);
    for (kind, generation, algorithm, bytes) in wraps {
        let kind: frs::seal::KeyKind = kind.parse().unwrap();
        let key =
            frs::seal::Wrapped { algorithm, bytes }.unwrap(&world.root, world.founding.id, kind, generation).unwrap();
        let wrapped = frs::seal::Wrapped::new(&key, world.founding.id, &outsider.public_keys()).unwrap();
        let person = outsider.public_keys().person_id();
        let row = params![person.as_bytes(), kind.as_str(), generation, wrapped.algorithm, wrapped.bytes];
        attacker.database.execute(sql, row).unwrap();
    }
    copy(outsider)
}

/// A log without its seals or signatures is no log, it is not one that "verifies".
#[test]
fn an_unsealed_or_unsigned_leaf_is_found_and_never_passed_over() {
    let unsealed = |forger: &Forger, at: u64| {
        let leaf = forger.leaf(at);
        let text = leaf.content.clone().sign(&frs::seal::Secrets::generate().unwrap()).unwrap().to_bytes();
        let sql = "UPDATE leaf SET content = ?2 WHERE sequence = ?1";
        forger.database.execute(sql, params![at as i64, text]).unwrap();
    };
    let world = busy();
    let forger = Forger::new(&world, &world.root);
    let at = forger.last() - 2;
    unsealed(&forger, at);
    drop(forger);
    // In the middle: opening does not read it, the check does, and cannot go on as if it were none.
    let checked = world.open_without_memory().and_then(|book| book.verify());
    assert!(checked.as_ref().map_or(true, |verdict| !verdict.findings.is_empty()), "{checked:?}");
    // The signature line gone, sealed as it must be.
    let world = busy();
    let forger = Forger::new(&world, &world.root);
    let at = forger.last() - 2;
    let leaf = forger.leaf(at);
    let signed = leaf.content.clone().sign(&world.root).unwrap();
    let text = String::from_utf8(signed.to_bytes()).unwrap();
    let bare = text.split_once("\n\n").unwrap().0.to_owned() + "\n";
    let hash = frs::seal::tree::leaf_hash(bare.as_bytes());
    forger.put_bytes(at, bare.as_bytes(), hash.0, leaf.content.previous.0);
    drop(forger);
    let found: Vec<Fault> =
        world.open_without_memory().unwrap().verify().unwrap().findings.into_iter().map(|one| one.what).collect();
    assert!(found.iter().any(|fault| matches!(fault, Fault::NotALeaf(_))), "{found:?}");
}

/// Flooding the book does not push anything out of it: nothing rotates, and the spool of strangers is capped.
#[test]
fn flooding_pushes_nothing_out() {
    let world = busy();
    let first = world.open().verify().unwrap();
    let forger = Forger::new(&world, &world.root);
    let last_acts = "SELECT max(sequence) FROM last_act";
    let last: i64 = forger.database.query_row(last_acts, [], |row| row.get(0)).unwrap();
    forger.fill(&world, 5_000, "refusal");
    // A refusal is no act.
    forger.database.execute("UPDATE last_act SET sequence = ?1 WHERE sequence > ?1", [last]).unwrap();
    drop(forger);
    let book = world.open();
    let verdict = book.verify().unwrap();
    assert_eq!((verdict.findings, verdict.entries), (vec![], first.entries + 5_000));
    assert_eq!(book.root_over(1, first.entries), Some(first.root));
}

/// A database without its write-ahead log is an older book: told as a rollback to whoever had seen more.
#[test]
fn a_copy_without_its_write_ahead_log_is_a_rollback() {
    let world = busy();
    let mut book = world.open();
    act(&mut book).unwrap();
    // While the book is open, the last entries lie in the log beside the database.
    let copy_of = world.home.path().join("copy");
    std::fs::create_dir(&copy_of).unwrap();
    std::fs::copy(world.database(), copy_of.join(DATABASE_FILE)).unwrap();
    drop(book);
    let opened = Book::open(&copy_of, copy(&world.root), world.memory("root"));
    assert!(matches!(
        opened.err().unwrap(),
        BookError::RolledBack { .. } | BookError::Tampered(_) | BookError::Store(_)
    ));
}
