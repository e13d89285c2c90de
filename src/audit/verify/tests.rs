use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{leaf::papers_with, *};
use crate::{
    seal::{LeafDraft, Note, Secrets},
    vocabulary::ProgramId,
};

const ORIGIN: Origin = Origin { program: ProgramId([5; 32]), log: 1 };

/// A log in the making: each entry follows the one before, and a test changes what it likes.
struct Log {
    root: Secrets,
    other: Secrets,
    entries: Vec<(RowClaim, Vec<u8>, Openings)>,
}

impl Log {
    fn new() -> Self {
        let mut log =
            Self { root: Secrets::generate().unwrap(), other: Secrets::generate().unwrap(), entries: Vec::new() };
        log.add("founding", "founding", None, &[("keys", "…")]);
        log
    }

    fn draft(&self, event: &str, operation: &str, answers: Option<u64>) -> LeafDraft {
        let before = self.entries.last();
        LeafDraft {
            origin: ORIGIN,
            sequence: self.entries.len() as u64,
            previous: before.map_or(NO_LEAF, |(row, ..)| row.hash),
            event: event.to_owned(),
            time: Timestamp::from_second(1_800_000_000 + self.entries.len() as i64).unwrap(),
            monotonic: 1,
            authorization: None,
            operation: operation.to_owned(),
            purpose: None,
            answers,
            gallery: gallery_root(&[], &[]),
            papers: Digest(ORIGIN.program.0),
            commitments: BTreeMap::new(),
        }
    }

    fn add(&mut self, event: &str, operation: &str, answers: Option<u64>, values: &[(&'static str, &str)]) {
        let draft = self.draft(event, operation, answers);
        self.push(draft, values, false);
    }

    fn push(&mut self, mut draft: LeafDraft, values: &[(&'static str, &str)], by_other: bool) {
        let values = values.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
        let openings = Openings::commit(&values).unwrap();
        draft.commitments = openings.commitments();
        let (sequence, previous) = (draft.sequence, draft.previous);
        let signed = draft.sign(if by_other { &self.other } else { &self.root }).unwrap();
        let row = RowClaim { log: 1, sequence, hash: signed.hash(), previous };
        self.entries.push((row, signed.to_bytes(), openings));
    }

    fn changed(&mut self, event: &str, answers: Option<u64>, change: impl FnOnce(&mut LeafDraft)) {
        let mut draft = self.draft(event, "search", answers);
        change(&mut draft);
        self.push(draft, &[], false);
    }

    fn verify(&self) -> Verdict {
        self.verify_with(|_| {})
    }

    fn verify_with(&self, prepare: impl FnOnce(&mut Verifier)) -> Verdict {
        let mut verifier = Verifier::new(ORIGIN, self.root.public_keys());
        prepare(&mut verifier);
        for (row, bytes, openings) in &self.entries {
            verifier.leaf(row, bytes, Opened::Read(openings));
        }
        verifier.finish()
    }

    #[track_caller]
    fn finds(&self, wanted: &[Fault]) {
        let found: Vec<_> = self.verify().findings.into_iter().map(|finding| finding.what).collect();
        assert_eq!(found, wanted);
    }
}

#[test]
fn a_whole_log() {
    let mut log = Log::new();
    log.add("intent", "search", None, &[("case", "26-1")]);
    log.add("outcome", "search", Some(1), &[("result", "done")]);
    log.add("refusal", "enroll", None, &[]);
    log.add("spool", "spool", None, &[]);
    let verdict = log.verify();
    assert!(verdict.is_whole(), "{:?}", verdict.findings);
    let hashes: Vec<_> = log.entries.iter().map(|(row, ..)| row.hash).collect();
    assert_eq!((verdict.entries, verdict.root, verdict.unfinished), (5, tree::root(&hashes), vec![]));
}

#[test]
fn nothing_at_all() {
    let verdict = Verifier::new(ORIGIN, Secrets::generate().unwrap().public_keys()).finish();
    assert_eq!(verdict.findings, [Finding { log: 1, sequence: None, what: Fault::Empty }]);
}

#[test]
fn gaps_and_repetitions() {
    let mut log = Log::new();
    for _ in 0..3 {
        log.add("refusal", "search", None, &[]);
    }
    let lost = log.entries.remove(1);
    log.finds(&[Fault::Missing { from: 1, to: 1 }]);
    log.entries.insert(2, lost);
    log.finds(&[
        Fault::Missing { from: 1, to: 1 },
        Fault::OutOfOrder { expected: 3 },
        Fault::Missing { from: 2, to: 2 },
    ]);
    log.entries.remove(0);
    assert!(!log.verify().is_whole());
}

#[test]
fn rows_that_say_something_else() {
    for change in [
        |row: &mut RowClaim| row.hash = Digest([1; 32]),
        |row: &mut RowClaim| row.previous = Digest([1; 32]),
        |row: &mut RowClaim| row.log = 2,
    ] {
        let mut log = Log::new();
        log.add("refusal", "search", None, &[]);
        change(&mut log.entries[1].0);
        assert_eq!(log.verify().findings.len(), 1);
    }
}

#[test]
fn another_place_log_or_program() {
    let mut log = Log::new();
    log.changed("refusal", None, |draft| draft.sequence = 9);
    log.entries[1].0.sequence = 1;
    log.finds(&[Fault::Sequence { found: 9 }]);
    for origin in [Origin { log: 2, ..ORIGIN }, Origin { program: ProgramId([6; 32]), ..ORIGIN }] {
        let mut log = Log::new();
        log.changed("refusal", None, |draft| draft.origin = origin);
        log.finds(&[Fault::Origin { found: origin.to_string() }]);
    }
}

#[test]
fn a_broken_chain_is_one_finding() {
    let mut log = Log::new();
    log.changed("refusal", None, |draft| draft.previous = Digest([3; 32]));
    log.add("refusal", "search", None, &[]);
    log.finds(&[Fault::Chain]);
}

#[test]
fn changed_bytes() {
    let mut log = Log::new();
    log.add("refusal", "search", None, &[]);
    let text = String::from_utf8(log.entries[1].1.clone()).unwrap();
    // Another word under the same signature.
    log.entries[1].1 = text.replace("operation: search", "operation: enroll").into_bytes();
    let found = log.verify().findings;
    assert!(matches!(&found[..], [Finding { what: Fault::RowHash, .. }, Finding { what: Fault::Signature(_), .. }]));
    // Another spelling.
    log.entries[1].1 = text.replace("sequence: 1", "sequence: 01").into_bytes();
    log.entries[1].0.hash = tree::leaf_hash(&log.entries[1].1);
    assert!(matches!(&log.verify().findings[..], [Finding { what: Fault::NotALeaf(_), .. }]));
    // What follows is judged by the bytes that are there.
    assert_eq!(log.verify().root, tree::root(&[log.entries[0].0.hash, log.entries[1].0.hash]));
}

#[test]
fn signers_are_those_whom_papers_named_before() {
    let mut log = Log::new();
    let draft = log.draft("refusal", "search", None);
    log.push(draft, &[], true);
    let other = log.other.public_keys();
    log.finds(&[Fault::UnknownSigner(other.person_id())]);
    assert!(log.verify_with(|verifier| verifier.learn(other.clone())).is_whole());
    let suspended = log.verify_with(|verifier| {
        verifier.learn(other.clone());
        verifier.suspend(other.person_id());
    });
    assert_eq!(suspended.findings[0].what, Fault::Suspended(other.person_id()));
}

#[test]
fn who_is_suspended_may_end_what_was_begun() {
    let mut log = Log::new();
    let draft = log.draft("intent", "search", None);
    log.push(draft, &[], true);
    let draft = log.draft("outcome", "search", Some(1));
    log.push(draft, &[], true);
    let mut verifier = Verifier::new(ORIGIN, log.root.public_keys());
    verifier.learn(log.other.public_keys());
    for (row, bytes, openings) in &log.entries {
        assert!(verifier.leaf(row, bytes, Opened::Read(openings)).is_some());
        if row.sequence == 1 {
            verifier.suspend(log.other.public_keys().person_id());
        }
    }
    assert_eq!(verifier.finish().findings, []);
}

#[test]
fn founding_comes_first_once_and_by_the_root() {
    let mut log = Log::new();
    log.add("founding", "founding", None, &[]);
    log.finds(&[Fault::Founding]);
    let mut log = Log::new();
    log.entries.clear();
    log.add("refusal", "search", None, &[]);
    log.finds(&[Fault::Founding]);
    log.entries.clear();
    let draft = log.draft("founding", "founding", None);
    log.push(draft, &[], true);
    let verdict = log.verify_with(|verifier| verifier.learn(log.other.public_keys()));
    assert_eq!(verdict.findings[0].what, Fault::Founding);
    let mut log = Log::new();
    log.add("party", "search", None, &[]);
    log.finds(&[Fault::Event("party".into())]);
}

#[test]
fn an_outcome_answers_one_intent_of_the_same_act() {
    let answer = |prepare: &dyn Fn(&mut Log)| {
        let mut log = Log::new();
        log.add("intent", "search", None, &[]);
        prepare(&mut log);
        let other = log.other.public_keys();
        log.verify_with(|verifier| verifier.learn(other)).findings.len()
    };
    assert_eq!(answer(&|log| log.add("outcome", "search", Some(1), &[])), 0);
    assert_eq!(answer(&|log| log.add("outcome", "enroll", Some(1), &[])), 1);
    assert_eq!(answer(&|log| log.add("outcome", "search", Some(0), &[])), 1);
    assert_eq!(answer(&|log| log.add("outcome", "search", None, &[])), 1);
    assert_eq!(answer(&|log| log.add("refusal", "search", Some(1), &[])), 1);
    assert_eq!(answer(&|log| log.changed("outcome", Some(1), |draft| draft.purpose = Some(PurposeId([1; 16])))), 1);
    assert_eq!(answer(&|log| log.changed("outcome", Some(1), |draft| draft.authorization = Some(NO_LEAF))), 1);
    let twice = |log: &mut Log| (0..2).for_each(|_| log.add("outcome", "search", Some(1), &[]));
    assert_eq!(answer(&twice), 1);
    let by_other = |log: &mut Log| {
        let draft = log.draft("outcome", "search", Some(1));
        log.push(draft, &[], true);
    };
    assert_eq!(answer(&by_other), 1);
}

#[test]
fn unfinished_intents_and_clocks_are_told_and_no_fault() {
    let mut log = Log::new();
    log.add("intent", "search", None, &[]);
    log.changed("refusal", None, |draft| draft.time = Timestamp::from_second(1_700_000_000).unwrap());
    let verdict = log.verify();
    assert!(verdict.is_whole());
    assert_eq!((verdict.unfinished, verdict.clock_steps), (vec![1], vec![2]));
}

#[test]
fn openings_open_what_was_committed() {
    let mut log = Log::new();
    log.add("refusal", "search", None, &[("case", "26-1"), ("host", "a")]);
    let whole = log.entries[1].2.clone();
    log.entries[1].2 = Openings::default();
    let verdict = log.verify();
    assert_eq!(verdict.expunged, BTreeMap::from([(1, vec!["case".to_owned(), "host".to_owned()])]));
    // Gone, and no expunge says so.
    let taken = |fields: &str| Finding { log: 1, sequence: Some(1), what: Fault::Taken(fields.into()) };
    assert_eq!(verdict.findings, [taken("case, host")]);
    log.entries[1].2 = Openings::commit(&BTreeMap::from([("case", "26-2".to_owned())])).unwrap();
    assert!(matches!(&log.verify().findings[..], [Finding { what: Fault::Opening(_), .. }]));
    let mut verifier = Verifier::new(ORIGIN, log.root.public_keys());
    verifier.leaf(&log.entries[0].0, &log.entries[0].1, Opened::Unread);
    verifier.leaf(&log.entries[1].0, &log.entries[1].1, Opened::Lost);
    assert_eq!(verifier.finish().findings[0].what, Fault::NoOpenings);
    // One that the leaf does not commit to, or one twice.
    let json = serde_json::to_string(&whole).unwrap();
    let doubled = json.replacen('[', &format!("[{},", json.trim_matches(['[', ']'])), 1);
    log.entries[1].2 = serde_json::from_str(&doubled).unwrap();
    assert!(!log.verify().is_whole());
}

#[test]
fn an_expunge_accounts_for_what_is_gone_of_its_purposes_and_for_nothing_else() {
    let (purpose, other) = (PurposeId([1; 16]), PurposeId([2; 16]));
    let mut log = Log::new();
    for (operation, of, values) in [
        ("probe", Some(purpose), [("record", "r"), ("host", "a")]),
        ("enroll", None, [("inputs", "i"), ("record", "r")]),
        ("audit-report", None, [("arguments", "26-1"), ("record", "r")]),
    ] {
        let mut draft = log.draft("refusal", operation, None);
        draft.purpose = of;
        log.push(draft, &values, false);
    }
    let verify = |log: &Log, purpose: PurposeId, gone: &[(u64, &str)]| {
        let mut verifier = Verifier::new(ORIGIN, log.root.public_keys());
        for (row, bytes, openings) in &log.entries {
            verifier.leaf(row, bytes, Opened::Read(openings));
        }
        let gone: Vec<_> = gone.iter().map(|(at, field)| ((1, *at), [(*field).to_owned()])).collect();
        verifier.expunge((1, 4), [purpose].into(), gone.iter().map(|(at, fields)| (*at, fields.as_slice())));
        let findings = verifier.finish().findings.into_iter();
        findings.map(|finding| (finding.sequence.unwrap(), finding.what)).collect::<Vec<_>>()
    };
    let taken = |at: u64, fields: &str| (at, Fault::Taken(fields.into()));
    // Nothing is gone, and it says so.
    assert_eq!(verify(&log, purpose, &[]), []);
    assert_eq!(verify(&log, purpose, &[(1, "record")]), [(1, Fault::NotGone((1, 4)))]);
    let all = [(1, "record"), (1, "host"), (2, "inputs"), (3, "arguments")];
    for (at, takes) in [(1, ["record", "host"]), (2, ["inputs", ""]), (3, ["arguments", ""])] {
        log.entries[at].2.take(&|field, _| takes.contains(&field));
    }
    assert_eq!(verify(&log, purpose, &all), []);
    assert_eq!(verify(&log, purpose, &all[1..]), [taken(1, "record")]);
    // Another purpose's values, or other values than those that name files or cases, are not its to take.
    assert_eq!(verify(&log, other, &all), [taken(1, "host, record")]);
    log.entries[2].2.take(&|field, _| field == "record");
    let more = [&all[..], &[(2, "record")]].concat();
    assert_eq!(verify(&log, purpose, &more), [taken(2, "record")]);
    // What is gone later than the expunge is none of its doing.
    log.add("refusal", "x", None, &[]);
    log.add("refusal", "probe", None, &[("arguments", "a")]);
    log.entries[5].2 = Openings::default();
    let later = [&more[..], &[(5, "arguments")]].concat();
    assert_eq!(verify(&log, purpose, &later), [(5, Fault::NotGone((1, 4))), taken(2, "record"), taken(5, "arguments")]);
}

#[test]
fn papers_change_by_their_chain_only() {
    let mut paper = Note::new("frs/floor/1\n…\n".to_owned()).unwrap();
    let log = Log::new();
    paper.sign(log.root.public_keys().note_key().name(), &log.root.signing).unwrap();
    let right = papers_with(Digest(ORIGIN.program.0), &paper);
    let text = paper.to_string();
    let accepts = |operation: &str, papers: Digest, paper: Option<&str>| {
        let mut log = Log::new();
        log.add("intent", operation, None, &[]);
        let mut draft = log.draft("outcome", operation, Some(1));
        draft.papers = papers;
        let values: Vec<_> = paper.map(|paper| ("paper", paper)).into_iter().collect();
        log.push(draft, &values, false);
        // What comes later keeps the chain.
        let mut draft = log.draft("refusal", "search", None);
        draft.papers = papers;
        log.push(draft, &[], false);
        log.verify().findings.len()
    };
    assert_eq!(accepts("paper-accept", right, Some(&text)), 0);
    assert_eq!(accepts("paper-accept", Digest(ORIGIN.program.0), None), 0, "refused or failed");
    assert_eq!(accepts("paper-accept", Digest([9; 32]), Some(&text)), 1);
    assert_eq!(accepts("paper-accept", Digest(ORIGIN.program.0), Some(&text)), 1);
    assert_eq!(accepts("paper-accept", right, Some("no paper")), 1);
    assert_eq!(accepts("search", right, Some(&text)), 1);
    assert_eq!(accepts("search", right, None), 1);
}

/// A key holder who signs with a new chain and shows no paper: it is no expunge.
#[test]
fn a_new_chain_shows_its_paper() {
    let mut log = Log::new();
    log.add("intent", "paper-accept", None, &[]);
    let mut draft = log.draft("outcome", "paper-accept", Some(1));
    draft.papers = Digest([9; 32]);
    log.push(draft, &[], false);
    assert_eq!(log.verify().findings.len(), 1);
}

#[test]
fn the_gallery_changes_by_enrolling_only() {
    for (operation, faults) in [("enroll", 0), ("search", 1)] {
        let mut log = Log::new();
        log.add("intent", operation, None, &[]);
        let mut draft = log.draft("outcome", operation, Some(1));
        draft.gallery = Digest([9; 32]);
        log.push(draft, &[], false);
        assert_eq!(log.verify().findings.len(), faults, "{operation}");
        assert_eq!(log.verify().gallery, Digest([9; 32]));
    }
}

#[test]
fn who_is_suspended_does_not_change_the_gallery_any_more() {
    let mut log = Log::new();
    let draft = log.draft("intent", "enroll", None);
    log.push(draft, &[], true);
    let mut draft = log.draft("outcome", "enroll", Some(1));
    draft.gallery = Digest([9; 32]);
    log.push(draft, &[], true);
    let mut verifier = Verifier::new(ORIGIN, log.root.public_keys());
    verifier.learn(log.other.public_keys());
    let other = log.other.public_keys().person_id();
    for (row, bytes, openings) in &log.entries {
        verifier.leaf(row, bytes, Opened::Read(openings));
        if row.sequence == 1 {
            verifier.suspend(other);
        }
    }
    let found: Vec<_> = verifier.finish().findings.into_iter().map(|finding| finding.what).collect();
    assert_eq!(found, [Fault::Suspended(other)]);
}
