use super::*;
use crate::seal::{SigningKey, VerifyingKey, tree::leaf_hash};

const ORIGIN: &str = "frs/log/1";

struct Log {
    key: SigningKey,
    leaves: Vec<Digest>,
}

impl Log {
    fn new(size: u64) -> Self {
        Self { key: SigningKey::generate().unwrap(), leaves: (0..size).map(|i| leaf_hash(&i.to_be_bytes())).collect() }
    }

    fn note(&self, size: usize) -> Note {
        Checkpoint::new(ORIGIN, size as u64, tree::root(&self.leaves[..size])).sign(&self.key).unwrap()
    }

    fn request(&self, old: u64, size: usize) -> AddCheckpoint {
        let proof = tree::consistency_proof(old, &self.leaves[..size]).unwrap();
        AddCheckpoint::new(old, proof, self.note(size)).unwrap()
    }

    fn seen(&self, size: usize) -> Seen {
        Seen { size: size as u64, root: tree::root(&self.leaves[..size]) }
    }

    fn keys(&self) -> Vec<NoteKey> {
        vec![named(self.key.verifying_key())]
    }
}

fn named(key: VerifyingKey) -> NoteKey {
    NoteKey::new(ORIGIN, key).unwrap()
}

#[test]
fn a_log_that_grows_is_cosigned() {
    let log = Log::new(40);
    let mut seen = None;
    for (old, size) in [(0, 7), (7, 8), (8, 8), (8, 40)] {
        let request = log.request(old, size);
        let read = AddCheckpoint::read(request.to_string().as_bytes()).unwrap();
        assert_eq!(read, request);
        seen = Some(judge(&read, &log.keys(), seen).unwrap());
        assert_eq!(seen, Some(log.seen(size)));
    }
}

#[test]
fn an_unknown_origin_is_declined_before_its_signature_is_looked_at() {
    let (log, other) = (Log::new(4), Log::new(4));
    let elsewhere = NoteKey::new("frs/log/2", log.key.verifying_key()).unwrap();
    for keys in [vec![], vec![elsewhere]] {
        assert!(matches!(judge(&log.request(0, 4), &keys, None), Err(Declined::UnknownOrigin(_))));
    }
    assert!(matches!(judge(&log.request(0, 4), &other.keys(), None), Err(Declined::LogSignature(_))));
}

#[test]
fn what_the_log_did_not_sign_is_declined() {
    let log = Log::new(9);
    let mut forged = log.request(0, 9);
    forged.checkpoint.root = Digest([1; 32]);
    let text = forged.checkpoint.to_string();
    let signature = forged.note.signatures()[0].clone();
    forged.note = Note::new(text).unwrap();
    forged.note.add(signature);
    assert!(matches!(judge(&forged, &log.keys(), None), Err(Declined::LogSignature(_))));
    let mut unsigned = log.request(0, 9);
    unsigned.note = Note::new(unsigned.note.text().to_owned()).unwrap();
    assert!(matches!(judge(&unsigned, &log.keys(), None), Err(Declined::LogSignature(_))));
}

#[test]
fn further_lines_are_declined() {
    let log = Log::new(3);
    let extended = Checkpoint { extension: vec!["and more".into()], ..Checkpoint::read(log.note(3).text()).unwrap() };
    let request = AddCheckpoint::new(0, vec![], extended.sign(&log.key).unwrap()).unwrap();
    assert_eq!(judge(&request, &log.keys(), None), Err(Declined::Extension));
}

#[test]
fn the_old_size_is_the_witnesses_own() {
    let log = Log::new(40);
    let at = |old, size, seen| judge(&log.request(old, size), &log.keys(), Some(log.seen(seen)));
    assert_eq!(at(0, 20, 9), Err(Declined::OtherOld { seen: 9, old: 0 }));
    assert_eq!(at(9, 20, 20), Err(Declined::OtherOld { seen: 20, old: 9 }), "sent a second time");
    assert_eq!(at(12, 20, 9), Err(Declined::Restored { seen: 9, old: 12 }), "the stick was put back");
    assert_eq!(judge(&log.request(5, 9), &log.keys(), None), Err(Declined::Restored { seen: 0, old: 5 }));
    let backwards = AddCheckpoint::new(9, vec![], log.note(5)).unwrap();
    assert_eq!(judge(&backwards, &log.keys(), Some(log.seen(9))), Err(Declined::Shrinks { old: 9, size: 5 }));
}

#[test]
fn a_fork_and_an_old_proof_are_declined() {
    let log = Log::new(40);
    let mut fork =
        Log { key: SigningKey::from_seed((*log.key.expose_seed()).into()).unwrap(), leaves: log.leaves.clone() };
    fork.leaves[3] = leaf_hash(b"another act");
    let inconsistent = |result: Result<Seen, Declined>| matches!(result, Err(Declined::Inconsistent(_)));
    assert!(inconsistent(judge(&fork.request(9, 20), &log.keys(), Some(log.seen(9)))));
    assert!(inconsistent(judge(&fork.request(9, 9), &log.keys(), Some(log.seen(9)))), "same size, other root");
    // The proof of an earlier request under a newer checkpoint; one without proof; one too long; a proof from nothing.
    let old = AddCheckpoint { proof: log.request(9, 20).proof, ..log.request(9, 40) };
    assert!(inconsistent(judge(&old, &log.keys(), Some(log.seen(9)))));
    let bare = AddCheckpoint { proof: vec![], ..log.request(9, 40) };
    assert!(inconsistent(judge(&bare, &log.keys(), Some(log.seen(9)))));
    let mut long = log.request(9, 40);
    long.proof.push(Digest([0; 32]));
    assert!(inconsistent(judge(&long, &log.keys(), Some(log.seen(9)))));
    let from_nothing = AddCheckpoint { proof: vec![Digest([0; 32])], ..log.request(0, 40) };
    assert!(inconsistent(judge(&from_nothing, &log.keys(), None)));
}

#[test]
fn an_empty_log_has_the_root_of_nothing() {
    let log = Log::new(0);
    assert_eq!(judge(&log.request(0, 0), &log.keys(), None), Ok(log.seen(0)));
    let wrong = Checkpoint::new(ORIGIN, 0, Digest([1; 32])).sign(&log.key).unwrap();
    let wrong = AddCheckpoint::new(0, vec![], wrong).unwrap();
    assert!(matches!(judge(&wrong, &log.keys(), None), Err(Declined::Inconsistent(_))));
}

#[test]
fn the_standards_example_is_read() {
    let example = "old 20852014\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n\
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\nexample.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa \
        Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    let read = AddCheckpoint::read(example.as_bytes()).unwrap();
    assert_eq!((read.old, read.proof.len(), read.checkpoint.size), (20_852_014, 4, 20_852_163));
    assert_eq!(read.to_string(), example);
}

#[test]
fn a_request_has_one_form_and_damage_is_told_apart() {
    let log = Log::new(30);
    let good = log.request(9, 30).to_string();
    let first_hash = good.lines().nth(1).unwrap().to_owned();
    for wrong in [
        good.replacen("old 9", "old 09", 1),
        good.replacen("old 9", "old -9", 1),
        good.replacen("old 9", "new 9", 1),
        good.replacen(&first_hash, "no hash", 1),
        good.replacen(&first_hash, "", 1),
        good.replacen("\n\n", "\n", 1),
        format!("old 9\n{}\n{}", "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n".repeat(64), log.note(30)),
        String::new(),
    ] {
        assert!(AddCheckpoint::read(wrong.as_bytes()).is_err(), "{wrong:?}");
    }
    for damaged in
        [good.replace('\n', "\r\n"), format!("\u{feff}{good}"), format!("> {}", good.trim_end().replace('\n', "\n> "))]
    {
        assert!(matches!(AddCheckpoint::read(damaged.as_bytes()), Err(RequestError::Damaged(_))), "{damaged:?}");
    }
}
