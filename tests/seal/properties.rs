//! Properties that hold for every input: nothing panics, nothing has two spellings, no altered proof proves.

use frs::seal::{
    AddCheckpoint, Body, Checkpoint, FieldRule, Frontier, InclusionProof, Note, Occurs, Opening, Origin, Paper,
    PublicKeys, Schema, Sealed, Secrets, SignatureLine, SignedLeaf, SigningKey, WitnessKey, cosignatures, judge,
    note::NoteKey, sha256, text, tree,
};
use frs::vocabulary::{Digest, ProgramId};
use proptest::{prelude::*, sample::Index};

static SCHEMA: Schema = Schema {
    kind: "paper",
    version: 1,
    founds: false,
    fields: &[
        FieldRule { key: "one", occurs: Occurs::Once },
        FieldRule { key: "many", occurs: Occurs::Any },
        FieldRule { key: "last", occurs: Occurs::Maybe },
    ],
};

fn leaves(size: usize) -> Vec<Digest> {
    (0..size).map(|i| tree::leaf_hash(&i.to_be_bytes())).collect()
}

/// The definition of RFC 6962 §2.1, as it is written there.
fn root_by_definition(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => sha256(b""),
        [leaf] => *leaf,
        _ => {
            let mut k = 1;
            while 2 * k < leaves.len() {
                k *= 2;
            }
            tree::node_hash(&root_by_definition(&leaves[..k]), &root_by_definition(&leaves[k..]))
        }
    }
}

#[test]
fn every_proof_of_every_tree_up_to_130_leaves_proves() {
    let leaves = leaves(130);
    for size in 0..=leaves.len() {
        let tree = &leaves[..size];
        let root = tree::root(tree);
        assert_eq!(root, root_by_definition(tree));
        for index in 0..size {
            let proof = tree::inclusion_proof(index as u64, tree).unwrap();
            tree::verify_inclusion(&tree[index], index as u64, size as u64, &proof, &root).unwrap();
        }
        for old in 0..=size {
            let proof = tree::consistency_proof(old as u64, tree).unwrap();
            let old_root = tree::root(&tree[..old]);
            tree::verify_consistency(old as u64, &old_root, size as u64, &root, &proof).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn altered_inclusion_proofs_prove_nothing(size in 1usize..130, at: Index, how in 0..6, pick: Index, bit in 0usize..256) {
        let leaves = leaves(size);
        let (index, root) = (at.index(size) as u64, tree::root(&leaves));
        let mut proof = tree::inclusion_proof(index, &leaves).unwrap();
        let (mut leaf, mut changed_root, mut changed_index, mut changed_size) = (leaves[index as usize], root, index, size as u64);
        match how {
            0 if !proof.is_empty() => { let i = pick.index(proof.len()); proof[i].0[bit / 8] ^= 1 << (bit % 8); }
            1 if !proof.is_empty() => { proof.remove(pick.index(proof.len())); }
            2 => proof.insert(pick.index(proof.len() + 1), Digest([bit as u8; 32])),
            3 => leaf.0[bit / 8] ^= 1 << (bit % 8),
            4 => changed_root.0[bit / 8] ^= 1 << (bit % 8),
            5 if size > 1 => { changed_index = (index + 1 + pick.index(size - 1) as u64) % size as u64; }
            _ => { changed_size = index; }
        }
        prop_assert!(tree::verify_inclusion(&leaf, changed_index, changed_size, &proof, &changed_root).is_err());
    }

    #[test]
    fn altered_consistency_proofs_prove_nothing(size in 2usize..130, at: Index, how in 0..6, pick: Index, bit in 0usize..256) {
        let leaves = leaves(size);
        let old = 1 + at.index(size - 1);
        let (mut old_root, mut root) = (tree::root(&leaves[..old]), tree::root(&leaves));
        let mut proof = tree::consistency_proof(old as u64, &leaves).unwrap();
        match how {
            0 => { let i = pick.index(proof.len()); proof[i].0[bit / 8] ^= 1 << (bit % 8); }
            1 => { proof.remove(pick.index(proof.len())); }
            2 => proof.insert(pick.index(proof.len() + 1), Digest([bit as u8; 32])),
            3 => old_root.0[bit / 8] ^= 1 << (bit % 8),
            4 => root.0[bit / 8] ^= 1 << (bit % 8),
            _ => proof.clear(),
        }
        prop_assert!(tree::verify_consistency(old as u64, &old_root, size as u64, &root, &proof).is_err());
    }

    #[test]
    fn a_rewritten_past_has_no_consistency_proof(size in 2usize..100, at: Index, changed: Index) {
        let honest = leaves(size);
        let old = 1 + at.index(size - 1);
        let mut rewritten = honest.clone();
        rewritten[changed.index(old)] = Digest([9; 32]);
        let proof = tree::consistency_proof(old as u64, &rewritten).unwrap();
        let (old_root, root) = (tree::root(&honest[..old]), tree::root(&rewritten));
        prop_assert!(tree::verify_consistency(old as u64, &old_root, size as u64, &root, &proof).is_err());
    }

    #[test]
    fn arbitrary_proofs_never_panic(
        a: u64, b: u64, near in 0u64..200, proof in prop::collection::vec(any::<[u8; 32]>(), 0..70), root: [u8; 32],
    ) {
        let proof: Vec<_> = proof.into_iter().map(Digest).collect();
        for (a, b) in [(a, b), (near, a), (near, near + 1), (u64::MAX - 1, u64::MAX), (a, u64::MAX)] {
            prop_assert!(tree::verify_inclusion(&Digest(root), a, b, &proof, &Digest([1; 32])).is_err());
            let consistent = tree::verify_consistency(a, &Digest(root), b, &Digest([1; 32]), &proof);
            prop_assert!(consistent.is_err());
        }
    }

    #[test]
    fn a_frontier_resumes_anywhere(size in 0usize..130, at: Index) {
        let leaves = leaves(size);
        let before: Frontier = leaves[..at.index(size + 1)].iter().copied().collect();
        let mut resumed = Frontier::from_parts(before.size(), before.nodes().to_vec()).unwrap();
        leaves[before.size() as usize..].iter().for_each(|leaf| resumed.push(*leaf));
        prop_assert_eq!(resumed.root(), root_by_definition(&leaves));
        prop_assert_eq!(resumed.size(), size as u64);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        let _ = Note::parse(&bytes);
        let _ = Note::parse_draft(&bytes);
        let _ = Note::open(&bytes, &[]);
        let _ = SignedLeaf::parse(&bytes);
        let _ = Paper::parse(&bytes, &SCHEMA);
        let _ = Sealed::from_column(bytes.clone());
        let _ = serde_json::from_slice::<Opening>(&bytes);
        let text = String::from_utf8_lossy(&bytes);
        let _ = Body::parse(&text, &SCHEMA);
        let _ = SignatureLine::parse_lines(&text);
        let _ = (text.parse::<PublicKeys>().is_ok(), text.parse::<Origin>().is_ok());
    }

    #[test]
    fn near_notes_never_panic_and_have_one_spelling(text in "[>=\n\r\u{feff} a:—–-]{0,60}", name in "[a/ +=\u{2028}]{1,8}", tail in "[\n >=—A-Za-z0-9+/]{0,200}") {
        for note in [format!("{text}\n\n— {name} {tail}\n"), format!("{text}\n\n{tail}"), text] {
            let _ = Note::open(note.as_bytes(), &[]);
            if let Ok(parsed) = Note::parse(note.as_bytes()) {
                prop_assert_eq!(parsed.to_string(), note);
            }
        }
    }

    #[test]
    fn bodies_that_are_read_are_written_the_same(text in "(frs/paper/1\n(ab){32}\n)?((one|many|last|x): ?[a-b \u{202e}]{0,3}\n){0,5}") {
        if let Ok(body) = Body::parse(&text, &SCHEMA) {
            prop_assert_eq!(body.to_string(), text);
        }
    }

    #[test]
    fn bodies_that_are_built_are_read_the_same(one: String, many in prop::collection::vec(".{0,9}", 0..4), last in prop::option::of(".{0,40}")) {
        let draft = Body::new(&SCHEMA, Some(ProgramId([7; 32]))).maybe("last", last.as_ref()).each("many", &many);
        if let Ok(body) = draft.field("one", &one).build() {
            prop_assert_eq!(&Body::parse(&body.to_string(), &SCHEMA).unwrap(), &body);
            prop_assert_eq!(body.get("one"), Some(one.as_str()));
            prop_assert_eq!(body.all("many").collect::<Vec<_>>(), many);
            prop_assert!(body.fields().all(|(_, value)| text::first_forbidden(value).is_none()));
        }
    }

    #[test]
    fn signed_texts_verify_until_a_bit_changes(text in "[ -~é—\n]{0,80}", at: Index, bit in 0u32..8) {
        let secrets = Secrets::generate().unwrap();
        let key = NoteKey::of_person(secrets.signing.verifying_key());
        let mut note = Note::new(format!("{text}\n")).unwrap();
        note.sign(key.name(), &secrets.signing).unwrap();
        let file = note.to_string().into_bytes();
        let (read, verified) = Note::open(&file, std::slice::from_ref(&key)).unwrap();
        prop_assert_eq!(read.text(), format!("{text}\n"));
        prop_assert_eq!(verified.count(), 1);
        let mut changed = file.clone();
        changed[at.index(file.len())] ^= 1u8 << bit;
        prop_assert!(Note::open(&changed, &[key]).is_err());
    }
}

/// A log of `size` leaves as its witness is asked: from `old` on.
fn request(key: &SigningKey, old: usize, size: usize) -> AddCheckpoint {
    let leaves = leaves(size);
    let note = Checkpoint::new("frs/log/1", size as u64, tree::root(&leaves)).sign(key).unwrap();
    AddCheckpoint::new(old as u64, tree::consistency_proof(old as u64, &leaves).unwrap(), note).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn requests_and_proofs_read_back_and_nothing_panics(text in "\\PC{0,300}", old in 0usize..40, more in 0usize..40) {
        let _ = (AddCheckpoint::read(text.as_bytes()), InclusionProof::read(text.as_bytes()));
        let _ = (Checkpoint::read(&text), text.parse::<WitnessKey>(), text.parse::<NoteKey>());
        let key = SigningKey::generate().unwrap();
        let asked = request(&key, old, old + more);
        prop_assert_eq!(AddCheckpoint::read(asked.to_string().as_bytes()).unwrap(), asked.clone());
        let seen = frs::seal::Seen { size: old as u64, root: tree::root(&leaves(old)) };
        let log = NoteKey::new("frs/log/1", key.verifying_key()).unwrap();
        prop_assert!(judge(&asked, &[log], Some(seen)).is_ok());
    }

    #[test]
    fn a_changed_request_is_never_cosigned(old in 1usize..40, more in 0usize..40, at: Index, bit in 0u8..7) {
        let key = SigningKey::generate().unwrap();
        let asked = request(&key, old, old + more);
        let seen = frs::seal::Seen { size: old as u64, root: tree::root(&leaves(old)) };
        let log = [NoteKey::new("frs/log/1", key.verifying_key()).unwrap()];
        let mut file = asked.to_string().into_bytes();
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        // What cannot be read is not cosigned either.
        if let Ok(changed) = AddCheckpoint::read(&file) {
            prop_assert!(judge(&changed, &log, Some(seen)).is_err(), "{}", String::from_utf8_lossy(&file));
        }
    }

    #[test]
    fn no_bit_of_a_cosigned_checkpoint_can_change(size in 1usize..40, at: Index, bit in 0u8..7, seconds in 1i64..1 << 33) {
        let (log, witness) = (SigningKey::generate().unwrap(), Secrets::generate().unwrap());
        let key = WitnessKey::of_person(witness.signing.verifying_key());
        let mut note = request(&log, 0, size).note;
        let time = jiff::Timestamp::from_second(seconds).unwrap();
        note.add(key.cosign(note.text(), &witness.signing, time).unwrap());
        let found = cosignatures(&note, std::slice::from_ref(&key)).unwrap();
        prop_assert_eq!(found.iter().map(|one| one.time).collect::<Vec<_>>(), [time]);
        let mut file = note.to_string().into_bytes();
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        if let Ok(changed) = Note::parse(&file) {
            let found = cosignatures(&changed, &[key]);
            // Only the log's own line, which the witness does not cover, may have changed.
            let same = changed.text() == note.text() && changed.signatures()[1] == note.signatures()[1];
            prop_assert!(same || found.is_err() || found.unwrap().is_empty());
        }
    }
}
