use super::*;
use crate::seal::{SigningKey, tree::leaf_hash};

fn leaves() -> Vec<Digest> {
    (0..21u64).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

fn proof(index: u64, extra: Option<&[u8]>) -> InclusionProof {
    let leaves = leaves();
    let checkpoint = Checkpoint::new("frs/log/1", leaves.len() as u64, tree::root(&leaves));
    let note = checkpoint.sign(&SigningKey::generate().unwrap()).unwrap();
    let proof = tree::inclusion_proof(index, &leaves).unwrap();
    InclusionProof { extra: extra.map(<[u8]>::to_vec), index, proof, checkpoint, note }
}

#[test]
fn proofs_read_back_and_prove_their_own_leaf_only() {
    for index in 0..21 {
        for extra in [None, Some(&b"{}"[..]), Some(&[0, 255][..])] {
            let written = proof(index, extra);
            let read = InclusionProof::read(written.to_string().as_bytes()).unwrap();
            assert_eq!(read, written);
            assert_eq!(read.includes(&leaves()[index as usize]), Ok(()));
            assert!(read.includes(&leaves()[(index as usize + 1) % 21]).is_err());
        }
    }
}

#[test]
fn a_proof_for_another_place_size_or_root_proves_nothing() {
    let (leaf, good) = (leaves()[5], proof(5, None));
    let mut wrong = vec![
        InclusionProof { index: 4, ..good.clone() },
        InclusionProof { index: 21, ..good.clone() },
        InclusionProof { proof: good.proof[1..].to_vec(), ..good.clone() },
        InclusionProof { proof: [&good.proof[..], &[Digest([0; 32])]].concat(), ..good.clone() },
        InclusionProof { proof: vec![], ..good.clone() },
    ];
    // A neighbouring size may share the path: the size is the signed checkpoint's to say.
    for size in [0, 5, 6, 1 << 40] {
        wrong.push(InclusionProof { checkpoint: Checkpoint { size, ..good.checkpoint.clone() }, ..good.clone() });
    }
    let root = Digest([3; 32]);
    wrong.push(InclusionProof { checkpoint: Checkpoint { root, ..good.checkpoint.clone() }, ..good });
    for proof in wrong {
        assert!(proof.includes(&leaf).is_err(), "{proof}");
    }
}

#[test]
fn a_proof_has_one_form_and_damage_is_told_apart() {
    let good = proof(5, Some(b"more")).to_string();
    for wrong in [
        good.replacen("@v1", "@v2", 1),
        good.replacen("extra ", "Extra ", 1),
        good.replacen("extra bW9yZQ==", "extra bW9yZQ=", 1),
        good.replacen("index 5", "index 05", 1),
        good.replacen("index 5\n", "", 1),
        good.replacen("index 5\n", "index 5\nno hash\n", 1),
        good.replacen("\n\n", "\n", 1),
        good[..good.len() / 2].to_owned(),
        String::new(),
    ] {
        assert!(InclusionProof::read(wrong.as_bytes()).is_err(), "{wrong:?}");
    }
    let crlf = good.replace('\n', "\r\n");
    assert!(matches!(InclusionProof::read(crlf.as_bytes()), Err(ProofFileError::Damaged(_))));
}
