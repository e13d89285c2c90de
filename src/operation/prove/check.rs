//! What a proof shows to somebody who has neither key nor repository.

use std::path::Path;

use super::{Anchored, Anchors, EXTRA, Extra, MAX_PROOF};
use crate::{
    gate::read_program_file,
    operation::{OperationError, desk::program_line, files},
    report::{CosignedBy, ProofChecked, ProofOpening},
    seal::{Cosignature, InclusionProof, Origin, PublicKeys, SignedLeaf, cosignatures, tree},
    vocabulary::Digest,
};

/// A proof as it was read; nothing of it is believed yet.
struct Given {
    proof: InclusionProof,
    extra: Extra,
}

/// What a proof shows.
pub(in crate::operation) struct Proven {
    pub checked: ProofChecked,
    /// What the leaf commits to of the papers: the chain over those that were accepted up to it.
    pub papers: Digest,
}

fn read(bytes: &[u8]) -> Result<Given, String> {
    let proof = InclusionProof::read(bytes).map_err(|e| e.to_string())?;
    let extra: Extra = serde_json::from_slice(proof.extra.as_deref().unwrap_or_default())
        .map_err(|_| "it is a C2SP proof, but not of an entry of an frs book: no leaf comes with it".to_owned())?;
    if extra.schema != EXTRA {
        return Err(format!("it was made by another version of frs ({:?})", extra.schema));
    }
    Ok(Given { proof, extra })
}

/// Checks a proof: the leaf's place, its signature, the log's, the witnesses', and what is opened of it.
///
/// # Errors
/// [`OperationError::Evidence`] where anything in it does not hold. Without anchor or witness it is a verdict.
pub fn check_proof(path: &Path, anchors: &Anchors) -> Result<ProofChecked, OperationError> {
    let wrong = |why: String| OperationError::Evidence { path: path.to_owned(), why };
    let given = read(&files::read(path, MAX_PROOF)?).map_err(wrong)?;
    let anchored = anchors.hold(path, &given.extra.program)?;
    Ok(holds(&given, &anchored).map_err(wrong)?.checked)
}

/// As [`check_proof`]; where the checker names no witness, those count that the floor names: the one in `papers`, where that is a
/// program file of the same program that holds the Commander's floors, else the one of the founding.
///
/// # Errors
/// As there.
pub(in crate::operation) fn check_by_floor(
    path: &Path,
    anchors: &Anchors,
    papers: Option<&str>,
) -> Result<ProofChecked, OperationError> {
    let wrong = |why: String| OperationError::Evidence { path: path.to_owned(), why };
    let given = read(&files::read(path, MAX_PROOF)?).map_err(wrong)?;
    let mut anchored = anchors.hold(path, &given.extra.program)?;
    let beside = papers.and_then(|text| read_program_file(text).ok());
    let beside = beside.filter(|one| one.founding().id == anchored.standing.founding().id);
    anchored.witnessed_by_floor_of(&beside.unwrap_or_else(|| anchored.standing.clone()));
    Ok(holds(&given, &anchored).map_err(wrong)?.checked)
}

/// As [`check_proof`], of a proof that lies beside the papers of its program.
///
/// # Errors
/// Why it does not hold.
pub(in crate::operation) fn check_enclosed(bytes: &[u8], anchored: &Anchored) -> Result<Proven, String> {
    holds(&read(bytes)?, anchored)
}

fn holds(given: &Given, anchored: &Anchored) -> Result<Proven, String> {
    let Given { proof, extra } = given;
    let founding = anchored.standing.founding();
    let leaf = SignedLeaf::parse(extra.leaf.as_bytes()).map_err(|e| e.to_string())?;
    let content = leaf.content();
    let origin = Origin { program: founding.id, log: content.origin.log };
    if content.origin != origin || proof.checkpoint.origin != origin.to_string() || content.sequence != proof.index {
        return Err("leaf, place and checkpoint are not of one log of this program".to_owned());
    }
    let signer: PublicKeys = extra.signer.parse().map_err(|_| "its signer's keys are none".to_owned())?;
    leaf.verify(&signer).map_err(|e| e.to_string())?;
    proof.includes(&tree::leaf_hash(extra.leaf.as_bytes())).map_err(|e| e.to_string())?;
    let keys = anchored.log_key(&proof.checkpoint);
    proof.checkpoint.verify(&proof.note, &keys).map_err(|e| format!("the log did not sign it: {e}"))?;
    let cosigned = cosignatures(&proof.note, &anchored.witnesses).map_err(|e| e.to_string())?;
    let mut opened = Vec::new();
    for opening in &extra.openings {
        let committed = content.commitments.get(opening.field());
        let committed = committed.ok_or_else(|| format!("the entry has no field {:?}", opening.field()))?;
        opening.verify(opening.field(), committed).map_err(|e| e.to_string())?;
        let value = String::from_utf8_lossy(opening.value()).into_owned();
        opened.push(ProofOpening { field: opening.field().to_owned(), value });
    }
    let checked = ProofChecked {
        verdict: anchored.verdict(cosigned.len()),
        program: program_line(founding),
        log: content.origin.log,
        index: proof.index,
        size: proof.checkpoint.size,
        root: proof.checkpoint.root,
        leaf: leaf.hash(),
        event: content.event.clone(),
        operation: content.operation.clone(),
        time: content.time,
        signer: leaf.leaf().signer,
        purpose: content.purpose,
        opened,
        cosigned: cosigned.into_iter().map(cosigned_by).collect(),
    };
    Ok(Proven { checked, papers: content.papers })
}

/// A verified cosignature, as reports name it.
pub(in crate::operation) fn cosigned_by(cosigned: Cosignature) -> CosignedBy {
    CosignedBy { witness: cosigned.by.name().to_owned(), time: cosigned.time }
}
