//! Checkpoints, cosignatures, requests and proofs against an independent implementation, in both directions.
//! `tests/fixtures/c2sp/interop.py` made `theirs.json`, and reads `ours.json`, which this test makes.

use std::{fs, path::PathBuf, process::Command};

use frs::{
    seal::{
        AddCheckpoint, Checkpoint, Declined, InclusionProof, Note, NoteKey, Seen, SigningKey, WitnessKey, cosignatures,
        judge, tree,
    },
    vocabulary::Digest,
};
use jiff::Timestamp;
use serde_json::{Value, json};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/c2sp").join(name)
}

fn theirs() -> Value {
    serde_json::from_str(&fs::read_to_string(fixture("theirs.json")).unwrap()).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = text(hex);
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn digest(hex: &Value) -> Digest {
    Digest(bytes(hex).try_into().unwrap())
}

fn digests(list: &Value) -> Vec<Digest> {
    list.as_array().unwrap().iter().map(digest).collect()
}

fn leaves(list: &Value) -> Vec<Digest> {
    list.as_array().unwrap().iter().map(|leaf| tree::leaf_hash(&bytes(leaf))).collect()
}

#[test]
fn their_trees_roots_and_proofs_are_ours() {
    let theirs = theirs();
    let (leaves, roots) = (leaves(&theirs["leaves"]), digests(&theirs["roots"]));
    for (size, root) in roots.iter().enumerate() {
        assert_eq!(tree::root(&leaves[..size]), *root);
    }
    for one in theirs["inclusion"].as_array().unwrap() {
        let (index, size, proof) = (number(&one["index"]), number(&one["size"]), digests(&one["proof"]));
        let root = roots[size as usize];
        assert_eq!(tree::inclusion_proof(index, &leaves[..size as usize]).unwrap(), proof);
        tree::verify_inclusion(&leaves[index as usize], index, size, &proof, &root).unwrap();
        // The negatives of transparency-dev's tests: another leaf, index, root; a hash more, fewer, changed.
        let wrong = |leaf: &Digest, index, proof: &[Digest], root: &Digest| {
            assert!(tree::verify_inclusion(leaf, index, size, proof, root).is_err(), "{index} of {size}");
        };
        let leaf = leaves[index as usize];
        wrong(&Digest([0; 32]), index, &proof, &root);
        wrong(&leaf, index ^ 1, &proof, &root);
        wrong(&leaf, size, &proof, &root);
        wrong(&leaf, index, &proof, &tree::empty_root());
        wrong(&leaf, index, &[&proof[..], &[root]].concat(), &root);
        wrong(&leaf, index, &[&[root], &proof[..]].concat(), &root);
        for at in 0..proof.len() {
            wrong(&leaf, index, &[&proof[..at], &proof[at + 1..]].concat(), &root);
            let mut changed = proof.clone();
            changed[at].0[31] ^= 1;
            wrong(&leaf, index, &changed, &root);
        }
    }
}

#[test]
fn their_consistency_proofs_are_ours() {
    let theirs = theirs();
    let (leaves, roots) = (leaves(&theirs["leaves"]), digests(&theirs["roots"]));
    for one in theirs["consistency"].as_array().unwrap() {
        let (old, new, proof) = (number(&one["old"]), number(&one["new"]), digests(&one["proof"]));
        let (before, after) = (roots[old as usize], roots[new as usize]);
        assert_eq!(tree::consistency_proof(old, &leaves[..new as usize]).unwrap(), proof);
        tree::verify_consistency(old, &before, new, &after, &proof).unwrap();
        let wrong = |old, before: &Digest, after: &Digest, proof: &[Digest]| {
            assert!(tree::verify_consistency(old, before, new, after, proof).is_err(), "{old} of {new}");
        };
        wrong(old, &Digest([0; 32]), &after, &proof);
        wrong(old, &before, &Digest([0; 32]), &proof);
        wrong(new + 1, &before, &after, &proof);
        wrong(old, &before, &after, &[&proof[..], &[after]].concat());
        wrong(0, &before, &after, &[after]);
        for at in 0..proof.len() {
            wrong(old, &before, &after, &[&proof[..at], &proof[at + 1..]].concat());
            let mut changed = proof.clone();
            changed[at].0[0] ^= 1;
            wrong(old, &before, &after, &changed);
        }
    }
}

#[test]
fn their_checkpoint_cosignature_request_and_proof_verify() {
    let theirs = theirs();
    let log: NoteKey = text(&theirs["log_key"]).parse().unwrap();
    let witness: WitnessKey = text(&theirs["witness_key"]).parse().unwrap();
    assert_eq!(
        (log.to_string(), witness.to_string()),
        (text(&theirs["log_key"]).into(), text(&theirs["witness_key"]).into())
    );
    let leaves = leaves(&theirs["leaves"]);
    let note = Note::parse(text(&theirs["cosigned"]).as_bytes()).unwrap();
    let checkpoint = Checkpoint::read(note.text()).unwrap();
    checkpoint.verify(&note, std::slice::from_ref(&log)).unwrap();
    assert_eq!((checkpoint.size, checkpoint.root), (leaves.len() as u64, tree::root(&leaves)));
    let by = cosignatures(&note, std::slice::from_ref(&witness)).unwrap();
    assert_eq!(by.iter().map(|one| one.time.as_second()).collect::<Vec<_>>(), [theirs["time"].as_i64().unwrap()]);
    assert_eq!(note.to_string(), text(&theirs["cosigned"]));
    let request = AddCheckpoint::read(text(&theirs["request"]).as_bytes()).unwrap();
    assert_eq!(request.to_string(), text(&theirs["request"]));
    let seen = Seen { size: request.old, root: tree::root(&leaves[..request.old as usize]) };
    assert_eq!(judge(&request, &[log], Some(seen)).unwrap().size, leaves.len() as u64);
    let proof = InclusionProof::read(text(&theirs["proof"]).as_bytes()).unwrap();
    assert_eq!(proof.to_string(), text(&theirs["proof"]));
    proof.includes(&tree::leaf_hash(&bytes(&theirs["proof_leaf"]))).unwrap();
    // No byte of the cosigned checkpoint can change.
    let file = text(&theirs["cosigned"]).as_bytes();
    for at in 0..file.len() {
        let mut changed = file.to_vec();
        changed[at] ^= 1;
        let whole = Note::parse(&changed).is_ok_and(|note| {
            Checkpoint::read(note.text()).is_ok_and(|read| {
                read.verify(&note, &[text(&theirs["log_key"]).parse().unwrap()]).is_ok()
                    && cosignatures(&note, std::slice::from_ref(&witness)).is_ok_and(|by| by.len() == 1)
            })
        });
        assert!(!whole, "byte {at}");
    }
}

/// The same from us, with fixed seeds.
fn ours() -> Value {
    let (log, witness) = (seed(9), seed(10));
    let origin = format!("frs/{}/1", "fedcba9876543210".repeat(4));
    let content: Vec<Vec<u8>> = (0..30u8).map(|n| vec![n; usize::from(n) * 3]).collect();
    let leaves: Vec<Digest> = content.iter().map(|leaf| tree::leaf_hash(leaf)).collect();
    let checkpoint = Checkpoint::new(&origin, 30, tree::root(&leaves));
    let signed = checkpoint.sign(&log).unwrap();
    let person = WitnessKey::of_person(witness.verifying_key());
    let mut cosigned = signed.clone();
    let time = Timestamp::from_second(1_795_560_000).unwrap();
    cosigned.add(person.cosign(cosigned.text(), &witness, time).unwrap());
    let request = AddCheckpoint::new(11, tree::consistency_proof(11, &leaves).unwrap(), signed).unwrap();
    // What a witness is asked before, and what it must decline afterwards.
    let part = |size: usize| Checkpoint::new(&origin, size as u64, tree::root(&leaves[..size])).sign(&log).unwrap();
    let first = AddCheckpoint::new(0, vec![], part(11)).unwrap();
    let bare = AddCheckpoint::new(11, vec![], part(30)).unwrap();
    let unsigned =
        AddCheckpoint::new(0, vec![], Checkpoint::new(&origin, 11, first.checkpoint.root).sign(&witness).unwrap());
    let mut other = leaves.clone();
    other[3] = tree::leaf_hash(b"another act");
    let forked = Checkpoint::new(&origin, 30, tree::root(&other)).sign(&log).unwrap();
    let fork = AddCheckpoint::new(11, tree::consistency_proof(11, &other).unwrap(), forked).unwrap();
    let proof = InclusionProof {
        extra: Some(content[17].clone()),
        index: 17,
        proof: tree::inclusion_proof(17, &leaves).unwrap(),
        checkpoint,
        note: cosigned.clone(),
    };
    let hex = |bytes: &Vec<u8>| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    json!({
        "leaves": content.iter().map(hex).collect::<Vec<_>>(),
        "log_key": NoteKey::new(&origin, log.verifying_key()).unwrap().to_string(),
        "witness_key": person.to_string(),
        "cosigned": cosigned.to_string(),
        "request": request.to_string(),
        "first": first.to_string(),
        "bare": bare.to_string(),
        "unsigned": unsigned.unwrap().to_string(),
        "fork": fork.to_string(),
        "proof": proof.to_string(),
    })
}

/// `interop.py answer` made it: their witness, asked with our requests.
#[test]
fn what_their_witness_cosigned_of_our_log_counts_here() {
    let ours = ours();
    let answer = Note::parse(&fs::read(fixture("answered.txt")).unwrap()).unwrap();
    let checkpoint = Checkpoint::read(answer.text()).unwrap();
    checkpoint.verify(&answer, &[text(&ours["log_key"]).parse().unwrap()]).unwrap();
    let theirs = theirs();
    let witness: WitnessKey = text(&theirs["witness_key"]).parse().unwrap();
    let by = cosignatures(&answer, &[witness]).unwrap();
    assert_eq!(by.iter().map(|one| one.time.as_second()).collect::<Vec<_>>(), [theirs["time"].as_i64().unwrap()]);
    // And our witness judges the same requests alike.
    let read = |name: &str| AddCheckpoint::read(text(&ours[name]).as_bytes()).unwrap();
    let log: [NoteKey; 1] = [text(&ours["log_key"]).parse().unwrap()];
    assert!(matches!(judge(&read("request"), &log, None), Err(Declined::Restored { .. })));
    assert!(matches!(judge(&read("unsigned"), &log, None), Err(Declined::LogSignature(_))));
    let seen = judge(&read("first"), &log, None).unwrap();
    for other in ["fork", "bare"] {
        assert!(matches!(judge(&read(other), &log, Some(seen)), Err(Declined::Inconsistent(_))), "{other}");
    }
    let now = judge(&read("request"), &log, Some(seen)).unwrap();
    assert!(matches!(judge(&read("request"), &log, Some(now)), Err(Declined::OtherOld { .. })));
}

fn seed(byte: u8) -> SigningKey {
    SigningKey::from_seed([byte; 32].into()).unwrap()
}

#[test]
fn what_they_have_checked_is_what_we_make() {
    let found = format!("{}\n", serde_json::to_string_pretty(&ours()).unwrap());
    if std::env::var_os("FRS_UPDATE_SNAPSHOTS").is_some() {
        fs::write(fixture("ours.json"), &found).unwrap();
    }
    assert_eq!(fs::read_to_string(fixture("ours.json")).unwrap_or_default(), found, "run interop.py check again");
    // Where the packages are at hand, the check runs here too.
    let Some(python) = std::env::var_os("FRS_C2SP_PYTHON") else {
        println!("skipped: FRS_C2SP_PYTHON names no Python with aics-tlog and aics-witness");
        return;
    };
    let checked =
        Command::new(python).arg(fixture("interop.py")).arg("check").arg(fixture("ours.json")).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
