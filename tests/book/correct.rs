//! Corrections by whoever holds the keys and another program than `frs`: what no paper says is found.

use frs::{
    audit::{Book, Corrected, Fault, Intent, Outcome, Receipt},
    gate::{Answers, CorrectionTarget, PaperKind, Permit, Presented, RepositoryCorrect, draft_paper, read_paper},
    policy::CorrectionFacts,
    repository::{self, RoomError},
    vocabulary::{Digest, SubjectId},
};

use super::{
    expunge::{presented, third},
    mutations::room,
    world::*,
};

/// A correction of a person's label that the Commander and the examiner signed; accepted.
pub fn paper(world: &World, subject: SubjectId, label: &str) -> Digest {
    let answers = Answers::new(PaperKind::Correction).unwrap();
    let fields = [
        ("target", subject.to_string()),
        ("field", "label".into()),
        ("value", label.into()),
        ("reason", "mistyped".into()),
    ];
    let answers = fields.iter().fold(answers, |answers, (key, value)| answers.set(key, value).unwrap());
    let mut note = draft_paper(world.founding.id, &answers).unwrap().note().clone();
    for signer in [&world.root, &world.examiner] {
        note.sign(signer.public_keys().note_key().name(), &signer.signing).unwrap();
    }
    let paper = read_paper(note.to_string().as_bytes()).unwrap();
    accept(&mut world.open(), &paper).unwrap();
    paper.digest()
}

/// As `frs repository correct` does it, whatever the paper says.
pub fn relabel(
    book: &mut Book,
    presented: &Presented,
    paper: Digest,
    subject: SubjectId,
    label: &str,
) -> Result<Receipt, RoomError> {
    let (purpose, statement) = stated_now(upkeep());
    let facts = CorrectionFacts { known: true, target_there: true, case_fits: true, ..CorrectionFacts::default() };
    let facts = Box::leak(Box::new(facts));
    let permit: Permit<RepositoryCorrect> =
        permit(book, presented, Some(&purpose), |about| about.correction = Some(facts)).unwrap();
    let access = book.begin(permit, Intent { statement: Some(statement), ..Intent::default() }, now())?;
    let (receipt, ()) = access.close::<_, RoomError>(now(), |writing| {
        let (references, root) = repository::relabel(writing, subject, label)?;
        repository::note_correction(writing, CorrectionTarget::Subject(subject))?;
        let told = Corrected { paper, target: subject.to_string(), field: "label".into(), references };
        Ok((Outcome { gallery: Some(root), ..done(&serde_json::to_string(&told).unwrap()) }, ()))
    })?;
    Ok(receipt)
}

#[test]
fn what_a_paper_says_is_whole_and_what_none_says_is_found() {
    let world = World::new();
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let examiner = examiner_presented(&world, &book, &accepted(&world).unwrap());
    enroll_as(&mut book, &examiner, "MUG-1", b"first image", 0.1).unwrap();
    enroll_as(&mut book, &examiner, "MUG-2", b"second image", 0.7).unwrap();
    drop(book);
    let (person, authorization) = third(&world, &["repository-manager"]);
    let subject = world.open().holdings().unwrap().references[0].place.subject;
    let named = paper(&world, subject, "MUG-3");
    let findings =
        || -> Vec<Fault> { world.open().verify().unwrap().findings.into_iter().map(|finding| finding.what).collect() };
    let mut book = world.try_open(&person, "third").unwrap();
    let shown = presented(&person, &book, &authorization);
    let taken = relabel(&mut book, &shown, named, subject, "MUG-2");
    assert!(matches!(taken, Err(RoomError::LabelTaken(_))));
    relabel(&mut book, &shown, named, subject, "MUG-3").unwrap();
    assert_eq!((findings(), room(&mut world.open())), (vec![], None));
    assert!(book.is_corrected(named).unwrap());
    // The same paper once more, and none at all.
    relabel(&mut book, &shown, named, subject, "MUG-4").unwrap();
    assert!(matches!(&findings()[..], [Fault::Correction(_), Fault::Table(_)]), "{:?}", findings());
    relabel(&mut book, &shown, Digest([7; 32]), subject, "MUG-5").unwrap();
    assert_eq!(findings().iter().filter(|fault| matches!(fault, Fault::Correction(_))).count(), 2);
}
