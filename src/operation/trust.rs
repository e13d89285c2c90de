//! Which programs an administrator lets this machine serve, and which witnesses its checkers trust.

use std::fs;

use serde::Deserialize;

use super::OperationError;
use crate::{
    gate::{Founding, ProgramKind},
    vocabulary::ProgramId,
};

/// Where the administrator says so.
pub(super) const FILE: &str = "/etc/frs/trust.toml";

/// What stands there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trust {
    /// The programs of this machine.
    pub programs: Vec<ProgramId>,
    /// Keys of witnesses (`frs key show --witness`) whose cosignatures count when evidence is checked.
    #[serde(default)]
    pub witnesses: Vec<String>,
}

/// What the administrator of this machine trusts, where there is such a file.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn trusted() -> Result<Option<Trust>, OperationError> {
    match fs::read_to_string(FILE) {
        Ok(text) => toml::from_str(&text).map(Some).map_err(|e| OperationError::file(FILE, e.message())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(OperationError::file(FILE, e)),
    }
}

/// Where the administrator names the programs of this machine, only those are used; a demo or synthetic program never is
/// (docs/threat-model.md#program-and-root).
///
/// # Errors
/// Where the file does not name this program, or cannot be read.
pub(super) fn check_trust(founding: &Founding) -> Result<(), OperationError> {
    let Some(trust) = trusted()? else { return Ok(()) };
    if founding.kind != ProgramKind::Program {
        return Err(OperationError::Integrity(format!(
            "{FILE} names the programs of this machine; a {} program is never one of them",
            founding.kind
        )));
    }
    if trust.programs.contains(&founding.id) {
        return Ok(());
    }
    Err(OperationError::Integrity(format!(
        "{FILE} does not name this program ({}). Compare fingerprints with the Commander by voice; the administrator of \
         this machine decides which programs it serves",
        founding.id.fingerprint()
    )))
}
