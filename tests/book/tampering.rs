//! What is done to the file behind the book's back, and who finds it. Cells that nobody can find are asserted as such.

use frs::{
    audit::{Book, BookError, Fault},
    seal::{DataKey, KeyKind, Secrets, Wrapped},
};
use jiff::SignedDuration;
use rusqlite::params;

use super::{forger::Forger, world::*};

fn busy() -> World {
    let world = World::new();
    let mut book = world.open();
    for _ in 0..3 {
        act(&mut book).unwrap();
    }
    world
}

fn faults(world: &World) -> Vec<Fault> {
    let book = world.open_without_memory().unwrap();
    book.verify().unwrap().findings.into_iter().map(|finding| finding.what).collect()
}

fn opened(result: Result<Book, BookError>) -> BookError {
    result.err().expect("it must not open")
}

#[track_caller]
fn tampered(result: Result<Book, BookError>, words: &str) {
    let error = opened(result);
    assert!(matches!(&error, BookError::Tampered(_) | BookError::Standing(_)), "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn a_cut_tail_is_a_rollback_for_who_has_seen_it() {
    let world = busy();
    for table in ["leaf", "opening", "last_act", "purpose"] {
        let last = "(SELECT max(sequence) - 1 FROM leaf)";
        // The leaf itself last, or the others would not know where it was.
        let table = if table == "leaf" { "search" } else { table };
        world.sql(&format!("DELETE FROM {table} WHERE sequence >= {last}"));
    }
    let forger = Forger::new(&world, &world.root);
    forger.database.execute("DELETE FROM leaf WHERE sequence >= (SELECT max(sequence) - 1 FROM leaf)", []).unwrap();
    assert!(matches!(opened(world.try_open(&world.root, "root")), BookError::RolledBack { .. }));
    // Without a head, only the cache that was not mended tells.
    let found = faults(&world);
    assert!(found.iter().all(|fault| matches!(fault, Fault::Table(_))), "{found:?}");
    let person = world.root.public_keys().person_id();
    let last = forger.last() as i64;
    let sql = "INSERT INTO last_act (person, log, sequence) VALUES (?1, 1, ?2)";
    forger.database.execute(sql, params![person.as_bytes(), last]).unwrap();
    assert_eq!(faults(&world), [], "undetectable where nobody kept a head");
}

#[test]
fn a_deleted_log_does_not_open() {
    let world = busy();
    let forger = Forger::new(&world, &world.root);
    for table in ["leaf", "opening", "last_act", "purpose", "paper"] {
        forger.database.execute(&format!("DELETE FROM {table}"), []).unwrap();
    }
    tampered(world.try_open(&world.root, "root"), "no entry");
    tampered(world.open_without_memory(), "no entry");
}

#[test]
fn a_missing_entry_in_the_middle_does_not_open() {
    let world = busy();
    Forger::new(&world, &world.root).database.execute("DELETE FROM leaf WHERE sequence = 4", []).unwrap();
    tampered(world.try_open(&world.root, "root"), "missing");
    tampered(world.open_without_memory(), "missing");
}

#[test]
fn a_suffix_that_its_own_signer_rewrote_is_found_by_a_head_and_by_nothing_else() {
    let world = busy();
    let forger = Forger::new(&world, &world.root);
    forger.rewrite(forger.last() - 1, &world.root, |draft| draft.time -= SignedDuration::from_mins(1));
    tampered(world.try_open(&world.root, "root"), "not those that this user has seen");
    let found = world.open_without_memory().unwrap().verify().unwrap();
    assert_eq!(found.findings, [], "undetectable without a head: same length, same signer");
}

#[test]
fn a_suffix_that_somebody_else_rewrote_is_found_by_its_signatures() {
    let world = World::founded();
    let paper = world.authorization(&["examiner", "repository-manager"]);
    accept(&mut world.open(), &paper).unwrap();
    act(&mut world.open()).unwrap();
    // The examiner holds K_book and puts their own signature under the Commander's entries.
    let forger = Forger::new(&world, &world.examiner);
    forger.rewrite(forger.last() - 1, &world.examiner, |_| {});
    tampered(world.try_open(&world.root, "root"), "not those that this user has seen");
    // The Commander's acts under the examiner's name cite an authorization that is not the examiner's.
    assert!(faults(&world).contains(&Fault::Authorization));
    // Or keeps the Commander's name in it, without the Commander's key.
    let at = forger.last();
    let genuine = forger.leaf(at).to_string();
    let mut forged = genuine.into_bytes();
    forged.extend_from_slice(b"\n\xe2\x80\x94 nobody AAAA\n");
    let hash = frs::seal::tree::leaf_hash(&forged);
    forger.put_bytes(at, &forged, hash.0, forger.leaf(at).content.previous.0);
    assert!(world.open_without_memory().is_err());
}

#[test]
fn one_entry_rewritten_in_the_middle_breaks_the_chain() {
    let world = busy();
    let forger = Forger::new(&world, &world.root);
    let at = forger.last() - 2;
    let mut draft = forger.leaf(at).content;
    draft.time -= SignedDuration::from_mins(1);
    forger.put(draft, &world.root);
    tampered(world.try_open(&world.root, "root"), "not those that this user has seen");
    assert_eq!(faults(&world), [Fault::Chain]);
}

#[test]
fn a_flipped_byte_is_found() {
    let world = busy();
    let forger = Forger::new(&world, &world.root);
    let flip = "UPDATE leaf SET content = CAST(substr(content, 1, 60) || X'00' || substr(content, 62) AS BLOB)
                WHERE sequence = 3";
    assert_eq!(forger.database.execute(flip, []).unwrap(), 1);
    let found = faults(&world);
    assert!(found.iter().any(|fault| matches!(fault, Fault::Sealed(_))), "{found:?}");
}

#[test]
fn exchanged_openings_are_found() {
    let world = busy();
    let forger = Forger::new(&world, &world.root);
    let last = forger.last() as i64;
    let exchange = "UPDATE opening SET content = (SELECT content FROM opening WHERE sequence = ?1) WHERE sequence = ?2";
    forger.database.execute(exchange, [last - 1, last]).unwrap();
    // Sealed to its place: it does not even open. The last entry is read at opening.
    assert!(world.open_without_memory().is_err());
    forger.database.execute("DELETE FROM opening WHERE sequence = ?1", [last - 2]).unwrap();
    assert!(world.open_without_memory().is_err());
}

#[test]
fn a_value_changed_by_a_key_holder_does_not_open_its_commitment() {
    let world = busy();
    let forger = Forger::new(&world, &world.root);
    let key = frs::seal::RecordKey::new(forger.key(), world.founding.id, "opening").unwrap();
    let at = forger.last() - 2;
    let row = [1u64.to_be_bytes(), at.to_be_bytes()].concat();
    let sql = "SELECT content FROM opening WHERE sequence = ?1";
    let sealed: Vec<u8> = forger.database.query_row(sql, [at as i64], |row| row.get(0)).unwrap();
    let text = key.open("content", &row, &frs::seal::Sealed::from_column(sealed).unwrap()).unwrap();
    let mut openings: Vec<serde_json::Value> = serde_json::from_slice(&text).unwrap();
    let put = |openings: &Vec<serde_json::Value>| {
        let sealed = key.seal("content", &row, &serde_json::to_vec(openings).unwrap()).unwrap();
        let sql = "UPDATE opening SET content = ?2 WHERE sequence = ?1";
        forger.database.execute(sql, params![at as i64, sealed.as_bytes()]).unwrap();
    };
    // One is taken away, as an expunge would, and no expunge says so.
    let taken = openings.remove(0);
    put(&openings);
    let found = faults(&world);
    assert!(matches!(&found[..], [Fault::Taken(_)]), "{found:?}");
    let mut changed = taken;
    changed["value"] = "Zm9yZ2Vk".into();
    openings.insert(0, changed);
    put(&openings);
    let found = faults(&world);
    assert!(matches!(&found[..], [Fault::Opening(_)]), "{found:?}");
}

#[test]
fn a_hidden_suspension_is_found_before_the_gate_asks() {
    let world = World::new();
    accept(&mut world.open(), &world.suspension()).unwrap();
    let forger = Forger::new(&world, &world.root);
    forger.database.execute("DELETE FROM paper WHERE sequence = (SELECT max(sequence) FROM paper)", []).unwrap();
    tampered(world.try_open(&world.root, "root"), "the list of papers");
    tampered(world.open_without_memory(), "the list of papers");
}

#[test]
fn papers_listed_in_another_order_do_not_open() {
    let world = World::new();
    accept(&mut world.open(), &world.authorization(&["auditor"])).unwrap();
    accept(&mut world.open(), &world.suspension()).unwrap();
    let forger = Forger::new(&world, &world.root);
    let move_it = "UPDATE paper SET sequence = 2 WHERE sequence = (SELECT max(sequence) FROM paper)";
    forger.database.execute(move_it, []).unwrap();
    assert!(world.open_without_memory().is_err());
}

#[test]
fn an_old_copy_put_back_is_a_rollback() {
    let world = busy();
    let backup = world.home.path().join("backup");
    copy_directory(&world.directory(), &backup);
    act(&mut world.open()).unwrap();
    put_directory(&backup, &world.directory());
    assert!(matches!(opened(world.try_open(&world.root, "root")), BookError::RolledBack { .. }));
    assert_eq!(faults(&world), [], "undetectable where nobody kept a head");
    // Whoever was not there since goes on, and then the Commander sees two histories of the same length.
    let mut other = world.open_without_memory().unwrap();
    act(&mut other).unwrap();
    tampered(world.try_open(&world.root, "root"), "not those that this user has seen");
}

#[test]
fn two_copies_used_in_turn_are_found_by_the_first_who_writes() {
    let world = busy();
    let second = world.home.path().join("second");
    copy_directory(&world.directory(), &second);
    let mut here = world.open();
    let mut there = Book::open(&second, copy(&world.root), world.memory("root")).unwrap();
    act(&mut here).unwrap();
    let error = act(&mut there).unwrap_err();
    assert!(error.to_string().contains("another copy"), "{error}");
    act(&mut here).unwrap();
    tampered_or_rolled_back(Book::open(&second, copy(&world.root), world.memory("root")));
}

fn tampered_or_rolled_back(result: Result<Book, BookError>) {
    assert!(matches!(opened(result), BookError::Tampered(_) | BookError::RolledBack { .. }));
}

/// Anyone who knows a public key can wrap something to it.
#[test]
fn a_wrap_of_somebodys_own_key_is_refused() {
    let world = World::new();
    let own = DataKey::generate(KeyKind::Faces, 1).unwrap();
    let root = world.root.public_keys();
    let wrap = Wrapped::new(&own, world.founding.id, &root).unwrap();
    let forger = Forger::new(&world, &world.root);
    let sql = "UPDATE wrap SET wrapped = ?2 WHERE person = ?1 AND key = 'faces'";
    forger.database.execute(sql, params![root.person_id().as_bytes(), wrap.bytes]).unwrap();
    tampered(world.try_open(&world.root, "root"), "faces-1");
    // A new generation beside the genuine one is none of the program's either.
    let world = World::new();
    let own = DataKey::generate(KeyKind::Faces, 2).unwrap();
    let wrap = Wrapped::new(&own, world.founding.id, &world.root.public_keys()).unwrap();
    let forger = Forger::new(&world, &world.root);
    let sql = "INSERT INTO wrap (person, key, generation, algorithm, wrapped) VALUES (?1, 'faces', 2, ?2, ?3)";
    let person = world.root.public_keys().person_id();
    forger.database.execute(sql, params![person.as_bytes(), wrap.algorithm, wrap.bytes]).unwrap();
    tampered(world.try_open(&world.root, "root"), "faces-2");
}

/// The founding note is public and so are keys: an outsider rebuilds everything under keys of their own choice.
#[test]
fn a_repository_rebuilt_around_the_genuine_founding_note_does_not_open() {
    let (world, outsider) = (World::new(), Secrets::generate().unwrap());
    let forger = Forger::new(&world, &world.root);
    let own = [KeyKind::Book, KeyKind::Faces].map(|kind| DataKey::generate(kind, 1).unwrap());
    let (root, program) = (world.root.public_keys(), world.founding.id);
    for key in &own {
        let wrap = Wrapped::new(key, program, &root).unwrap();
        let sql = "UPDATE wrap SET wrapped = ?3 WHERE person = ?1 AND key = ?2";
        forger.database.execute(sql, params![root.person_id().as_bytes(), key.kind().as_str(), wrap.bytes]).unwrap();
    }
    for table in ["paper", "purpose", "last_act"] {
        forger.database.execute(&format!("DELETE FROM {table}"), []).unwrap();
    }
    for table in ["leaf", "opening"] {
        forger.database.execute(&format!("DELETE FROM {table} WHERE sequence > 0"), []).unwrap();
    }
    // A first entry that commits to the outsider's keys, signed by the outsider.
    let row = [1u64.to_be_bytes(), 0u64.to_be_bytes()].concat();
    let checks: Vec<_> =
        own.iter().map(|key| format!("{}-1 {}", key.kind(), key.check_value(program).unwrap())).collect();
    let opening = frs::seal::Opening::new("keys", checks.join("\n")).unwrap();
    let mut draft = forger.leaf(0).content;
    draft.commitments.clear();
    draft.commit(&opening).unwrap();
    let signed = draft.sign(&outsider).unwrap();
    let seal = |table: &str, bytes: &[u8]| {
        let key = frs::seal::RecordKey::new(&own[0], program, table).unwrap();
        key.seal("content", &row, bytes).unwrap().as_bytes().to_vec()
    };
    let sql = "UPDATE leaf SET hash = ?1, content = ?2";
    forger.database.execute(sql, params![signed.hash().0, seal("leaf", &signed.to_bytes())]).unwrap();
    let openings = serde_json::to_vec(&[&opening]).unwrap();
    forger.database.execute("UPDATE opening SET content = ?1", [seal("opening", &openings)]).unwrap();
    tampered(world.open_without_memory(), "signed by somebody unknown");
}

/// Tables beside the leaves that say something else.
#[test]
fn every_table_is_held_against_the_leaves() {
    let changes = [
        "DELETE FROM purpose WHERE sequence = (SELECT max(sequence) FROM purpose)",
        "UPDATE purpose SET sequence = 0 WHERE sequence = (SELECT max(sequence) FROM purpose)",
        "INSERT INTO purpose (id, log, sequence) VALUES (zeroblob(16), 1, 0)",
        "UPDATE last_act SET sequence = 1 WHERE sequence = (SELECT max(sequence) FROM last_act)",
        "INSERT INTO last_act (person, log, sequence) VALUES (zeroblob(16), 1, 0)",
        "DELETE FROM opening WHERE sequence = 3",
        "INSERT INTO opening (log, sequence, content) SELECT log, 999, content FROM opening WHERE sequence = 1",
        "INSERT INTO leaf (log, sequence, hash, previous, content) SELECT 0 + 1, sequence + 1000, zeroblob(32),
            CAST(zeroblob(31) || X'01' AS BLOB), content FROM leaf WHERE sequence = 1",
        "INSERT INTO wrap (person, key, generation, algorithm, wrapped) VALUES (zeroblob(16), 'book', 1, 'x', X'00')",
        "INSERT INTO probe (id, purpose, model, log, sequence, intake, template, image)
            SELECT randomblob(16), id, zeroblob(32), 1, 1, X'00', X'00', X'00' FROM purpose LIMIT 1",
        "UPDATE probe SET sequence = 1",
        "DELETE FROM probe",
    ];
    for change in changes {
        let world = World::founded();
        let paper = world.authorization(&["examiner", "repository-manager"]);
        accept(&mut world.open(), &paper).unwrap();
        let mut examiner = world.try_open(&world.examiner, "examiner").unwrap();
        let presented = examiner_presented(&world, &examiner, &paper);
        probe(&mut examiner, &presented, b"probe");
        let book = world.open_without_memory().unwrap();
        assert_eq!(book.verify().unwrap().findings, []);
        let forger = Forger::new(&world, &world.root);
        assert!(forger.database.execute(change, []).unwrap() > 0, "{change}");
        assert_ne!(book.verify().unwrap().findings, [], "{change}");
    }
}
