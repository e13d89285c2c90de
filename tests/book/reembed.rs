//! Every enrolled photograph measured with another model: the book holds each new root, and nothing else changes.

use std::collections::BTreeMap;

use frs::{
    audit::{Access, Book, Intent, Outcome},
    gate::{Permit, Presented, RepositoryReembed, Search},
    policy::{SearchFacts, UnwitnessedTail},
    repository::{Gallery, RoomError, reembed, stale_segment},
    vocabulary::{Digest, PurposeKind, Template},
};

use super::{
    expunge::{presented, third},
    mutations::room,
    world::*,
};

const OTHER: Digest = Digest([0x42; 32]);

fn begin<'b>(book: &'b mut Book, presented: &Presented) -> Access<'b, RepositoryReembed> {
    let (purpose, statement) = stated_now(upkeep());
    let models = Box::leak(Box::new(models()));
    let permit: Permit<RepositoryReembed> =
        permit(book, presented, Some(&purpose), |facts| facts.models = Some(models)).unwrap();
    book.begin(permit, Intent { statement: Some(statement), ..Intent::default() }, now()).unwrap()
}

/// As `frs repository re-embed` does it: in the photograph of that content no face is found.
fn measure(book: &mut Book, presented: &Presented, faceless: &[u8]) -> Option<usize> {
    let access = begin(book, presented);
    let moment = access.moment().unwrap();
    let run = stale_segment(&access, &moment, OTHER, 0).unwrap()?;
    let measured: BTreeMap<_, _> = (0..run.references().len())
        .map(|place| {
            let (id, image) = run.image(&access, place).unwrap();
            let values = (0..192).map(|i| (i as f32 * 0.11 + f32::from(image[0])).cos()).collect();
            (id, (image[..] != *faceless).then(|| Template::normalized(OTHER, values).unwrap()))
        })
        .collect();
    drop(moment);
    let close = access.close::<_, RoomError>(now(), |writing| {
        let root = reembed(writing, run.number, OTHER, &measured)?;
        Ok((Outcome { gallery: Some(root), ..done("{}") }, ()))
    });
    close.unwrap();
    Some(measured.len())
}

/// An open entry of a search.
pub fn searching<'b>(book: &'b mut Book, presented: &Presented) -> Access<'b, Search> {
    let statement = robbery();
    let (purpose, statement) = stated_now(statement);
    let facts = Box::leak(Box::new(SearchFacts {
        probe_purpose: purpose.id,
        probe_purpose_kind: PurposeKind::CriminalActivity,
        probe_model: MODEL,
        gallery_model: MODEL,
        subjects: 2,
        candidates: 20,
    }));
    let models = Box::leak(Box::new(models()));
    let tail = Box::leak(Box::new(UnwitnessedTail { entries: 0, since: None }));
    let permit: Permit<Search> = permit(book, presented, Some(&purpose), |about| {
        about.search = Some(facts);
        about.models = Some(models);
        about.tail = Some(tail);
    })
    .unwrap();
    let case = statement.case().map(Into::into);
    book.begin(permit, Intent { statement: Some(statement), case, ..Intent::default() }, now()).unwrap()
}

fn search(book: &mut Book, presented: &Presented, model: Digest) -> Result<Gallery, RoomError> {
    let access = searching(book, presented);
    let moment = access.moment().unwrap();
    let probe = Template::normalized(model, (0..192).map(|i| (i as f32).sin()).collect()).unwrap();
    Gallery::search(&access, &moment, &probe, 20)
}

#[test]
fn references_measured_anew_are_those_of_the_book() {
    let world = World::new();
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let examiner = examiner_presented(&world, &book, &accepted(&world).unwrap());
    for (label, image) in [("MUG-1", b"first".as_slice()), ("MUG-2", b"second"), ("MUG-3", b"third")] {
        enroll_as(&mut book, &examiner, label, image, 0.1 * image.len() as f32).unwrap();
    }
    drop(book);
    let (person, authorization) = third(&world, &["repository-manager"]);
    let mut book = world.try_open(&person, "third").unwrap();
    let shown = presented(&person, &book, &authorization);
    assert_eq!(measure(&mut book, &shown, b"second"), Some(3));
    assert_eq!(measure(&mut book, &shown, b"second"), None, "nothing is left to measure");
    drop(book);
    assert_eq!((world.open().verify().unwrap().findings, room(&mut world.open())), (vec![], None));

    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let examiner = examiner_presented(&world, &book, &accepted(&world).unwrap());
    let gallery = search(&mut book, &examiner, OTHER).unwrap();
    assert_eq!((gallery.references, gallery.subjects, gallery.not_searched), (2, 2, 1));
    assert_eq!((gallery.read.packed, gallery.read.from_rows), (1, 0), "the run was packed anew with its templates");
    assert!(matches!(search(&mut book, &examiner, MODEL), Err(RoomError::OtherModel(_))));
    drop(book);
    // Behind the book it is found, whoever does it.
    world.sql("UPDATE reference SET model = zeroblob(32) WHERE position = 1");
    assert!(room(&mut world.open()).is_some());
}
