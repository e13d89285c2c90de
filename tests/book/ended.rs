//! Access that ends: while a command runs, and for whoever kept what gave it (2-110-4-E).

use frs::{
    audit::{Book, BookEntry, BookError, Intent, Outcome},
    gate::{
        AcceptedPaper, AuditShow, Enroll, EntryPlace, PaperKind, PaperReadError, Permit, PurposeState, SuspensionPaper,
        TypedPaper,
    },
    repository::{self, NewReference, Offered, RoomError},
};
use jiff::SignedDuration;
use rusqlite::{Connection, params, types::Value};

use super::{
    matrix::{checkpoint, cosigned_at},
    world::*,
};

#[test]
fn sop_2_110_4_e_who_is_suspended_while_they_enroll_adds_nothing() {
    let world = World::new();
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let presented = examiner_presented(&world, &book, &accepted(&world).unwrap());
    let (purpose, statement) = stated_now(upkeep());
    let allowed: Permit<PurposeState> = permit(&book, &presented, Some(&purpose), |_| {}).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    book.begin(allowed, intent, now()).unwrap().finish(done("{}"), now()).unwrap();
    let models = models();
    let allowed: Permit<Enroll> =
        permit(&book, &presented, Some(&purpose), |facts| facts.models = Some(copied(&models))).unwrap();
    let access = book.begin(allowed, Intent::default(), now()).unwrap();

    let mut commander = world.open();
    accept(&mut commander, &world.suspension()).unwrap();
    let before = commander.verify().unwrap().gallery;

    let (label, details) = ("S-1".into(), "{}".into());
    let new = NewReference { label, template: template(0.1), details, image: b"an image".to_vec() };
    let ended = access.close(now(), |writing| {
        let (_, gallery) = repository::enroll(writing, &[Offered::Reference(Box::new(new))])?;
        Ok::<_, RoomError>((Outcome { gallery: Some(gallery), ..done("{}") }, ()))
    });
    assert!(matches!(ended, Err(RoomError::Book(BookError::AccessEnded))), "{:?}", ended.err());
    // The outcome is the refusal, and nobody was added.
    let mut reader = world.open();
    let presented = root_presented(reader.standing());
    let (purpose, statement) = stated_now(oversight());
    let allowed: Permit<AuditShow> = permit(&reader, &presented, Some(&purpose), |_| {}).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    let access = reader.begin(allowed, intent, now()).unwrap();
    let refused =
        |entry: &BookEntry| entry.openings.get("record").is_some_and(|record| record.contains("not_suspended"));
    assert!(access.entries(0, 100).unwrap().iter().any(refused));
    access.finish(done("{}"), now()).unwrap();
    let verdict = world.open().verify().unwrap();
    assert_eq!((verdict.findings, verdict.unfinished, verdict.gallery), (vec![], vec![], before));
}

/// A designation ends; a witness states a later time; then the clock is put back, and the former designee signs.
#[test]
fn sop_2_110_4_b_who_left_office_before_what_a_witness_stated_signs_nothing() {
    let world = World::new();
    let mut book = world.open();
    accept(&mut book, &world.authorization(&["auditor"])).unwrap();
    let examiner = world.examiner.public_keys().person_id().to_string();
    let designation = [
        ("person", examiner),
        ("title", "Lieutenant".into()),
        ("not-before", format!("{:.0}", later(-1))),
        ("not-after", format!("{:.0}", now() + SignedDuration::from_hours(1))),
        ("suspensions-known", "0".into()),
    ];
    accept(&mut book, &world.signed(PaperKind::Designation, &designation, &world.root)).unwrap();
    let (somebody, _) = world.another(&["examiner"]);
    let person = somebody.public_keys().person_id();
    let draft = SuspensionPaper::draft(world.founding.id, person, 1, "a reason of their own").unwrap();
    let by_designee = signed(draft.paper().note().clone(), &world.examiner);
    let admits = |book: &Book| {
        let place = EntryPlace { log: 1, sequence: 1_000 };
        book.standing().clone().enter(&AcceptedPaper { place, time: now(), file: by_designee.file() })
    };
    admits(&book).unwrap();
    let answer = cosigned_at(checkpoint(&mut book), &world.witness, now() + SignedDuration::from_hours(2));
    accept(&mut book, &TypedPaper::WitnessAnswer(answer)).unwrap();
    assert!(matches!(admits(&book), Err(PaperReadError::SignatureMissing(_))));
}

/// Every row of the wraps of one person.
fn wraps(world: &World) -> Vec<Vec<Value>> {
    let database = Connection::open(world.database()).unwrap();
    let person = world.examiner.public_keys().person_id();
    let sql = "SELECT person, key, generation, algorithm, wrapped FROM wrap WHERE person = ?1";
    let mut rows = database.prepare(sql).unwrap();
    let row = |row: &rusqlite::Row<'_>| (0..5).map(|column| row.get(column)).collect();
    rows.query_map(params![person.as_bytes()], row).unwrap().map(Result::unwrap).collect()
}

fn put_back(world: &World, wraps: &[Vec<Value>]) {
    let database = Connection::open(world.database()).unwrap();
    let sql = "INSERT OR REPLACE INTO wrap (person, key, generation, algorithm, wrapped) VALUES (?1, ?2, ?3, ?4, ?5)";
    for row in wraps {
        database.execute(sql, rusqlite::params_from_iter(row)).unwrap();
    }
}

#[test]
fn sop_2_110_4_e_wraps_that_were_kept_open_nothing() {
    for paper in [World::suspension, World::retirement] {
        let world = World::new();
        let kept = wraps(&world);
        assert_eq!(kept.len(), 2);
        accept(&mut world.open(), &paper(&world)).unwrap();
        put_back(&world, &kept);
        let before = world.open().verify().unwrap().entries;
        let refused = world.try_open(&world.examiner, "examiner").err().unwrap();
        assert!(matches!(refused, BookError::NoKey { withdrawn: true, .. }), "{refused}");
        // They sign nothing either: a book with an entry of theirs would not verify again.
        assert_eq!(world.open().verify().unwrap().entries, before);
    }
}
