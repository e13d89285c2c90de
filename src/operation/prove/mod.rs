//! Proof that one entry stands in the book, for somebody who has no repository: made here, checked by anyone.

mod anchors;
mod check;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub(super) use anchors::Anchored;
pub use anchors::Anchors;
pub use check::check_proof;
pub(super) use check::{check_by_floor, check_enclosed, cosigned_by};

use super::{Desk, OperationError, PurposeSource, Request, files, working_copy::WorkingCopy};
use crate::{
    audit::{Access, Book, Evidence, Intent, Outcome, Place},
    gate::{AuditProve, ProvesEntries, write_program_file},
    policy::OperationKind,
    report::ProofWritten,
    seal::{InclusionProof, Opening, leaf::FIRST_LOG, note, sha256},
    vocabulary::PersonId,
};

const EXTRA: &str = "frs.proof-extra/1";
const MAX_PROOF: u64 = 4 * note::MAX_BYTES as u64;

/// What goes into the proof beside the leaf's place; none of it counts unless it leads to the leaf's hash.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Extra {
    schema: String,
    /// The leaf, byte for byte.
    leaf: String,
    /// The public keys of who signed it; their digest is the id that the leaf names.
    signer: String,
    /// The program file.
    program: String,
    /// What the maker chose to open.
    openings: Vec<Opening>,
}

/// What `frs audit prove` is asked.
#[derive(Debug, Clone, Default)]
pub struct ProveRequest {
    /// `17`, or of another log than the newest `2/17`.
    pub entry: String,
    /// The fields that are opened.
    pub open: Vec<String>,
    /// Where the proof goes.
    pub out: Option<PathBuf>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Writes the proof of one entry under the newest cosigned checkpoint.
///
/// # Errors
/// The refusal; where no witness has seen the entry, a field is not there, or the file is.
pub fn prove_entry(desk: &Desk<'_>, ask: ProveRequest) -> Result<ProofWritten, OperationError> {
    let request = Request { purpose: ask.purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::AuditProve, &request)?;
    let admitted = visit.admit::<AuditProve>(&request)?;
    let place = held_place(&visit.book, &ask.entry)?;
    let out = ask.out.unwrap_or_else(|| PathBuf::from(format!("entry-{}-{}.tlog-proof", place.0, place.1)));
    if out.symlink_metadata().is_ok() {
        return Err(files::already_there(&out));
    }
    let standing = visit.book.standing();
    let program_file = write_program_file(standing.founding(), standing.public_papers());
    let program = visit.program_line();
    let arguments = serde_json::json!({ "log": place.0, "entry": place.1, "open": ask.open }).to_string();
    let intent = Intent { arguments: Some(arguments), statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, desk.clock.now())?;
    let proof = access.evidence(place).map_err(OperationError::from).and_then(|found| {
        let evidence = found.ok_or_else(|| {
            OperationError::Usage(format!(
                "no witness has seen entry {} yet: frs audit checkpoint, then frs audit witness, then frs paper accept",
                ask.entry
            ))
        })?;
        let proof = with_extra(&evidence, &ask.open, program_file)?;
        let text = proof.to_string();
        let file = WorkingCopy::create(&out, text.len())?;
        Ok((evidence, proof.checkpoint.size, text, file))
    });
    let (access, (evidence, size, text, file)) = access.attempted(proof, desk.clock.now())?;
    let record = serde_json::json!({ "leaf": evidence.leaf.hash(), "size": size, "file": sha256(text.as_bytes()) });
    let receipt = access.finish(Outcome::done(record.to_string()), desk.clock.now())?;
    file.fill(text.as_bytes())?;
    Ok(ProofWritten {
        program,
        file: out.display().to_string(),
        log: place.0,
        index: place.1,
        size,
        witnesses: evidence.witnesses,
        opened: ask.open,
        entry: (&receipt).into(),
    })
}

/// The entry that somebody names, which the book holds.
pub(super) fn held_place(book: &Book, named: &str) -> Result<Place, OperationError> {
    let logs = book.logs();
    let place = read_place(named, logs.last().map_or(FIRST_LOG, |extent| extent.log))?;
    let held = logs.iter().any(|extent| extent.log == place.0 && extent.size > place.1);
    if held { Ok(place) } else { Err(OperationError::Usage(format!("the book holds no entry {named}"))) }
}

/// `17` of the newest log, `2/17` of the second; `#17` and `2#17`, as reports print it.
pub(super) fn read_place(text: &str, newest: u64) -> Result<(u64, u64), OperationError> {
    let number = |text: &str| text.parse::<u64>().ok();
    let place = match text.split_once(['/', '#']) {
        Some(("", sequence)) => number(sequence).map(|sequence| (newest, sequence)),
        Some((log, sequence)) => number(log).zip(number(sequence)),
        None => number(text).map(|sequence| (newest, sequence)),
    };
    place.ok_or_else(|| OperationError::Usage(format!("{text:?} is no entry: write its number, or LOG/NUMBER")))
}

/// The proof of one entry with these fields opened, and who signed the entry; `None` where no witness has seen it.
///
/// # Errors
/// Where the entry cannot be read, or opens no such field.
pub(super) fn proof_of<Op: ProvesEntries>(
    access: &Access<'_, Op>,
    place: Place,
    open: &[String],
    program: String,
) -> Result<Option<(InclusionProof, PersonId)>, OperationError> {
    let evidence = access.evidence(place)?;
    let signed = |evidence: Evidence| Ok((with_extra(&evidence, open, program)?, evidence.leaf.leaf().signer));
    evidence.map(signed).transpose()
}

fn with_extra(evidence: &Evidence, open: &[String], program: String) -> Result<InclusionProof, OperationError> {
    let opening = |field: &String| {
        let fields = || evidence.leaf.content().commitments.keys().cloned().collect::<Vec<_>>().join(", ");
        let found = evidence.openings.opening(field).cloned();
        found.ok_or_else(|| {
            OperationError::Usage(format!("the entry opens no field {field:?}; it commits to {}", fields()))
        })
    };
    let extra = Extra {
        schema: EXTRA.to_owned(),
        leaf: evidence.leaf.to_string(),
        signer: evidence.signer.to_string(),
        program,
        openings: open.iter().map(opening).collect::<Result<_, _>>()?,
    };
    let extra = serde_json::to_vec(&extra).map_err(|e| OperationError::Bug(e.to_string()))?;
    Ok(InclusionProof { extra: Some(extra), ..evidence.proof.clone() })
}
