//! Check a lead report against the proof of its entry: made elsewhere, checked here without key or repository.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Anchors, OperationError, check_proof, files};
use crate::{
    policy::OperationKind,
    report::{CheckedFile, ProofChecked, ReportChecked},
    seal::sha256,
    vocabulary::{Digest, SearchId},
};

/// A report is never larger: fifty candidates with pictures are a tenth of it.
const MAX_REPORT: u64 = 256 << 20;

/// What the outcome says of the files.
#[derive(Deserialize)]
struct Told {
    search: SearchId,
    preliminary: bool,
    redacted: Option<u64>,
    files: Vec<FileTold>,
}

#[derive(Deserialize)]
struct FileTold {
    kind: String,
    name: String,
    sha256: Digest,
}

/// Checks files against a proof that opens `record`.
///
/// # Errors
/// [`OperationError::Evidence`] where the proof does not hold or is of another entry, or a file is not one that the entry names.
pub fn check_report(given: &[PathBuf], proof: &Path, anchors: &Anchors) -> Result<ReportChecked, OperationError> {
    let checked = check_proof(proof, anchors)?;
    let told = told(&checked).map_err(|why| OperationError::Evidence { path: proof.to_owned(), why })?;
    let mut held = Vec::new();
    for path in given {
        let digest = sha256(&files::read(path, MAX_REPORT)?);
        let found = told.files.iter().find(|file| file.sha256 == digest).ok_or_else(|| OperationError::Evidence {
            path: path.clone(),
            why: format!(
                "its SHA-256 is {digest}, and entry {} names no such file: it was changed, or it is another one",
                checked.index
            ),
        })?;
        held.push(CheckedFile { file: path.display().to_string(), kind: found.kind.clone(), sha256: digest });
    }
    let not_given = told.files.iter().filter(|file| held.iter().all(|given| given.sha256 != file.sha256));
    let not_given = not_given
        .map(|file| CheckedFile { file: file.name.clone(), kind: file.kind.clone(), sha256: file.sha256 })
        .collect();
    Ok(ReportChecked {
        verdict: checked.verdict,
        program: checked.program,
        search: told.search,
        preliminary: told.preliminary,
        redacted: told.redacted,
        files: held,
        not_given,
        log: checked.log,
        index: checked.index,
        size: checked.size,
        root: checked.root,
        leaf: checked.leaf,
        time: checked.time,
        signer: checked.signer,
        purpose: checked.purpose,
        cosigned: checked.cosigned,
    })
}

fn told(checked: &ProofChecked) -> Result<Told, String> {
    if checked.operation != OperationKind::VerifySheet.as_str() || checked.event != "outcome" {
        return Err(format!(
            "it is the proof of another entry ({} of {}), not of the outcome of a lead report",
            checked.event, checked.operation
        ));
    }
    let record = checked.opened.iter().find(|opened| opened.field == "record").ok_or_else(|| {
        "it does not open what the entry says of the files: let it be made with frs audit prove … --open record"
            .to_owned()
    })?;
    serde_json::from_str(&record.value).map_err(|_| "its entry names no files: no report was written".to_owned())
}
