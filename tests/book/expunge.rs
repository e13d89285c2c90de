//! Removing for good, by whoever holds the keys and another program than `frs`: what no order accounts for is found.

use std::fs;

use frs::{
    audit::{Access, Book, BookError, Fault, Intent, Outcome, Receipt, Removed},
    gate::{
        Answers, AuditAnswer, PaperKind, Permit, Presented, RepositoryExpunge, TypedPaper, draft_paper, read_paper,
    },
    policy::{ExpungeFacts, VerificationFacts},
    repository::{self, Batch, RoomError},
    seal::Secrets,
    store::Traces,
    vocabulary::{Digest, PurposeId, ReferenceId, SearchId},
};

use super::{
    mutations::room,
    mutator::{Attacker, History},
    world::*,
};

/// A repository manager who has signed no order.
pub fn third(world: &World, roles: &[&str]) -> (Secrets, TypedPaper) {
    let (person, paper) = world.another(roles);
    accept(&mut world.open(), &paper).unwrap();
    (person, paper)
}

/// An order that the Commander and the examiner signed; accepted.
pub fn order(world: &World, fields: &[(&str, String)]) -> Digest {
    let words = [("authority", "order of the court".to_owned()), ("reason", "acquitted".to_owned())];
    let answers = Answers::new(PaperKind::ExpungeOrder).unwrap();
    let answers = fields.iter().chain(&words).fold(answers, |answers, (key, value)| answers.set(key, value).unwrap());
    let mut note = draft_paper(world.founding.id, &answers).unwrap().note().clone();
    for signer in [&world.root, &world.examiner] {
        note.sign(signer.public_keys().note_key().name(), &signer.signing).unwrap();
    }
    let paper = read_paper(note.to_string().as_bytes()).unwrap();
    accept(&mut world.open(), &paper).unwrap();
    paper.digest()
}

pub fn presented(person: &Secrets, book: &Book, paper: &TypedPaper) -> Presented {
    let file = paper.file();
    book.standing().presented(person.public_keys().person_id(), Some(Ok(file.as_bytes())), Some(now()))
}

/// As `frs repository expunge` does it, in one batch: these references and purposes, whatever the order says.
pub fn expunge(
    book: &mut Book,
    presented: &Presented,
    order: Digest,
    references: &[ReferenceId],
    purposes: &[PurposeId],
) -> Result<Receipt, RoomError> {
    let holdings = book.holdings().unwrap();
    let images: Vec<_> =
        holdings.references.iter().filter(|held| references.contains(&held.place.id)).copied().collect();
    let named: Vec<_> = holdings.purposes.iter().filter(|held| purposes.contains(&held.id)).cloned().collect();
    let batch = Batch {
        order,
        references: &images,
        failures: &[],
        purposes: &named,
        naming: &[],
        read: holdings.read,
        left_out: 0,
        complete: true,
    };
    let program = book.program();
    let access = begin(book, presented)?;
    let (receipt, ()) = access.close::<_, RoomError>(now(), |writing| {
        let expunged = repository::expunge(writing, program, &batch)?;
        writing.mark_wipe(&expunged.traces)?;
        let record = serde_json::to_string(&expunged.removed).unwrap();
        Ok((Outcome { gallery: expunged.gallery, ..done(&record) }, ()))
    })?;
    Ok(receipt)
}

fn begin<'b>(book: &'b mut Book, presented: &Presented) -> Result<Access<'b, RepositoryExpunge>, BookError> {
    let (purpose, statement) = stated_now(upkeep());
    let facts = Box::leak(Box::new(ExpungeFacts { signed_by_asker: Some(false), ..ExpungeFacts::default() }));
    let permit: Permit<RepositoryExpunge> =
        permit(book, presented, Some(&purpose), |about| about.expunge = Some(facts)).unwrap();
    book.begin(permit, Intent { statement: Some(statement), ..Intent::default() }, now())
}

/// A program with two people enrolled, a probe, and a third person; the probe's purpose.
fn furnished() -> (World, (Secrets, TypedPaper), PurposeId) {
    let world = World::new();
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let examiner = examiner_presented(&world, &book, &accepted(&world).unwrap());
    enroll(&mut book, &examiner, b"first image", 0.1).unwrap();
    enroll_as(&mut book, &examiner, "MUG-Other", b"second image", 0.7).unwrap();
    fail_to_enroll(&mut book, &examiner, b"no face in this one");
    probe(&mut book, &examiner, b"bytes of the probe");
    drop(book);
    let third = third(&world, &["repository-manager"]);
    let holdings = world.open().holdings().unwrap();
    let purpose = holdings.purposes.iter().find(|held| !held.probes.is_empty()).unwrap().id;
    (world, third, purpose)
}

fn findings(world: &World) -> Vec<Fault> {
    world.open().verify().unwrap().findings.into_iter().map(|finding| finding.what).collect()
}

#[test]
fn the_book_stays_whole_and_positions_are_never_used_again() {
    let (world, (third, paper), purpose) = furnished();
    let first = world.open().holdings().unwrap().references[0].place;
    let subject = first.subject;
    let order = order(&world, &[("subject", subject.to_string()), ("purpose", purpose.to_string())]);
    let mut book = world.try_open(&third, "third").unwrap();
    let shown = presented(&third, &book, &paper);
    expunge(&mut book, &shown, order, &[first.id], &[purpose]).unwrap();
    let residue = book.wipe(&shown, None, &Default::default(), now()).unwrap();
    assert!(residue.is_clean() && residue.sought > 6, "{residue:?}");
    let verdict = book.verify().unwrap();
    assert_eq!((verdict.findings, verdict.expunged.is_empty()), (vec![], false));
    assert_eq!(room(&mut world.open()), None);
    let left = book.holdings().unwrap();
    assert_eq!(left.references.iter().map(|held| held.place.position).collect::<Vec<_>>(), [1]);
    assert!(left.purposes.iter().all(|held| held.id != purpose));
    assert_eq!(left.carried_out.get(&order), Some(&true));
    drop(book);
    // All of it, and then somebody new: no position comes back.
    let second = self::order(&world, &[("reference", left.references[0].place.id.to_string())]);
    let mut book = world.try_open(&third, "third").unwrap();
    let shown = presented(&third, &book, &paper);
    expunge(&mut book, &shown, second, &[left.references[0].place.id], &[]).unwrap();
    enroll(&mut book, &shown, b"third image", 0.3).unwrap();
    enroll(&mut book, &shown, b"fourth image", 0.4).unwrap();
    assert_eq!(book.holdings().unwrap().references.iter().map(|held| held.place.position).collect::<Vec<_>>(), [2, 3]);
    assert_eq!((findings(&world), room(&mut world.open())), (vec![], None));
    // The label may be used again; it is another person.
    assert_ne!(book.holdings().unwrap().references[0].place.subject, subject);
    // A position from before is found even where the root would not tell.
    world.sql("UPDATE gallery_end SET next = 1");
    assert!(matches!(&findings(&world)[..], [Fault::Table(_)]));
}

#[test]
fn what_no_order_accounts_for_is_found() {
    let (world, (third, paper), purpose) = furnished();
    let reference = world.open().holdings().unwrap().references[0].place.id;
    let clean = world.home.path().join("clean");
    let named = order(&world, &[("reference", reference.to_string())]);
    copy_directory(&world.directory(), &clean);
    let again = || {
        put_directory(&clean, &world.directory());
        for user in ["root", "third", "examiner"] {
            let _ = fs::remove_dir_all(world.home.path().join(user));
        }
    };
    let by = |secrets: &Secrets, user: &str, paper: Option<&TypedPaper>, order: Digest, purposes: &[PurposeId]| {
        let mut book = world.try_open(secrets, user).unwrap();
        let shown = match paper {
            Some(paper) => presented(secrets, &book, paper),
            None => root_presented(book.standing()),
        };
        expunge(&mut book, &shown, order, &[reference], purposes).unwrap();
    };
    let is = |found: Vec<Fault>, why: &str| {
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|found| found.contains(why)), "{why}: {found:?}");
    };
    by(&third, "third", Some(&paper), named, &[]);
    assert_eq!(findings(&world), []);
    // Nobody ordered it.
    again();
    by(&third, "third", Some(&paper), Digest([7; 32]), &[purpose]);
    is(findings(&world), "was not accepted before it");
    is(findings(&world), "no expunge that was ordered");
    // A signer carried it out.
    again();
    by(&world.root, "root", None, named, &[]);
    is(findings(&world), "had signed the order");
    // It takes what the order does not name.
    again();
    by(&third, "third", Some(&paper), named, &[purpose]);
    is(findings(&world), "purposes that the order does not name");
    // It does not say what it took.
    again();
    {
        let mut book = world.try_open(&third, "third").unwrap();
        let shown = presented(&third, &book, &paper);
        begin(&mut book, &shown).unwrap().finish(done("all of it"), now()).unwrap();
    }
    is(findings(&world), "what it removed cannot be read");
}

/// What the Commander found of a search: its purpose and its outcome.
fn answer(world: &World, search: SearchId) -> (PurposeId, (u64, u64)) {
    let mut book = world.open();
    let shown = root_presented(book.standing());
    let (purpose, statement) = stated_now(oversight());
    let facts = Box::leak(Box::new(VerificationFacts { missing: Some(Vec::new()), ..VerificationFacts::default() }));
    let permit: Permit<AuditAnswer> =
        permit(&book, &shown, Some(&purpose), |about| about.verification = Some(facts)).unwrap();
    let about = format!("{{\"search\":\"{search}\"}}");
    let intent = Intent { inputs: Some(about.clone()), statement: Some(statement), ..Intent::default() };
    let receipt = book.begin(permit, intent, now()).unwrap().finish(done(&about), now()).unwrap();
    (purpose.id, (1, receipt.outcome()))
}

/// Takes these fields of these entries out, and says so, as another program than `frs` could.
fn taken(book: &mut Book, shown: &Presented, mut removed: Removed, places: &[(u64, u64)], fields: &[&str]) {
    let access = begin(book, shown).unwrap();
    let done = access.close::<_, RoomError>(now(), |writing| {
        for place in places {
            let gone = writing.take_values(*place, &|field, _| fields.contains(&field), &mut Traces::default())?;
            removed.openings.extend(gone);
        }
        Ok((done(&serde_json::to_string(&removed).unwrap()), ()))
    });
    done.unwrap();
}

#[test]
fn what_a_supervisor_found_of_a_search_that_stays_is_not_taken() {
    let (world, (third, paper), _) = furnished();
    let reference = world.open().holdings().unwrap().references[0].place.id;
    let (_, at) = answer(&world, SearchId([5; 16]));
    let named = order(&world, &[("reference", reference.to_string())]);
    let mut book = world.try_open(&third, "third").unwrap();
    let shown = presented(&third, &book, &paper);
    taken(&mut book, &shown, Removed::nothing(named), &[at], &["record"]);
    let found: Vec<String> = findings(&world).iter().map(ToString::to_string).collect();
    assert!(found.iter().any(|found| found.contains("of a search that stays")), "{found:?}");
    assert!(found.iter().any(|found| found.contains("record are gone")), "{found:?}");
}

/// An order that names a case does not say which purposes: one of a supervisor's is never among them, and neither is what an answer
/// was about when that is taken with it.
#[test]
fn an_order_by_case_reaches_no_purpose_under_which_nobody_was_searched_for() {
    let (world, (third, paper), _) = furnished();
    let (purpose, (log, outcome)) = answer(&world, SearchId([5; 16]));
    let named = order(&world, &[("case", CASE.to_owned())]);
    let clean = world.home.path().join("clean");
    copy_directory(&world.directory(), &clean);
    let places = [(log, outcome - 1), (log, outcome)];
    for (purposes, why) in [(vec![purpose], "nobody was searched for"), (vec![], "of a search that stays")] {
        put_directory(&clean, &world.directory());
        for user in ["root", "third"] {
            let _ = fs::remove_dir_all(world.home.path().join(user));
        }
        let mut book = world.try_open(&third, "third").unwrap();
        let shown = presented(&third, &book, &paper);
        let removed = Removed { purposes, ..Removed::nothing(named) };
        taken(&mut book, &shown, removed, &places, &["statement", "inputs", "record"]);
        drop(book);
        let found: Vec<String> = findings(&world).iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|found| found.contains(why)), "{why}: {found:?}");
    }
}

/// A purpose whose probe and values are gone without a word, and one that an order removed and somebody brings back.
#[test]
fn values_that_are_taken_or_brought_back_are_found() {
    let (world, (third, paper), purpose) = furnished();
    let order = order(&world, &[("purpose", purpose.to_string())]);
    let before = world.home.path().join("before");
    copy_directory(&world.directory(), &before);
    let database = world.database();
    {
        let attacker = Attacker::new(&database, world.founding.id, vec![&world.examiner]);
        let mut history = History::read(&attacker);
        for entry in history.entries.iter_mut().filter(|entry| entry.draft.purpose == Some(purpose)) {
            entry.openings.retain(|opening| !["statement", "record", "case"].contains(&opening.field()));
        }
        history.write(&attacker, true);
        attacker.sql("DELETE FROM probe_image");
        attacker.sql("DELETE FROM probe");
    }
    let found = findings(&world);
    assert!(found.iter().any(|fault| matches!(fault, Fault::Taken(_))), "{found:?}");
    put_directory(&before, &world.directory());
    let mut book = world.try_open(&third, "third").unwrap();
    let shown = presented(&third, &book, &paper);
    expunge(&mut book, &shown, order, &[], &[purpose]).unwrap();
    assert_eq!(book.verify().unwrap().findings, []);
    drop(book);
    // Somebody kept the rows, which still open, and puts them back.
    let kept = before.join("repository.sqlite");
    let back = |what: &str| {
        let connection = rusqlite::Connection::open(&database).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        connection.execute("ATTACH ?1 AS kept", [kept.to_str().unwrap()]).unwrap();
        assert!(connection.execute(what, []).unwrap() > 0, "{what}");
    };
    let whole = world.home.path().join("whole");
    copy_directory(&world.directory(), &whole);
    for (what, why) in [
        (
            "INSERT INTO main.purpose SELECT * FROM kept.purpose WHERE id NOT IN (SELECT id FROM main.purpose)",
            "were expunged",
        ),
        ("INSERT INTO main.probe SELECT * FROM kept.probe", "were expunged"),
        (
            "UPDATE main.opening SET content = (SELECT content FROM kept.opening k WHERE k.sequence = opening.sequence)
             WHERE sequence IN (SELECT sequence FROM kept.probe)",
            "and they are there",
        ),
    ] {
        put_directory(&whole, &world.directory());
        back(what);
        let found = findings(&world);
        assert!(found.iter().any(|fault| fault.to_string().contains(why)), "{what}: {found:?}");
    }
}
