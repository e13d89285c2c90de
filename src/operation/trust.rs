//! Which programs an administrator lets this machine serve.

use std::fs;

use super::OperationError;
use crate::gate::{Founding, ProgramKind};

/// Where the administrator names the programs of this machine, only those are used; a demo never is (TRUST.md §2).
///
/// # Errors
/// Where the file does not name this program, or cannot be read.
pub(super) fn check_trust(founding: &Founding) -> Result<(), OperationError> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Trust {
        programs: Vec<crate::vocabulary::ProgramId>,
    }
    const FILE: &str = "/etc/frs/trust.toml";
    let text = match fs::read_to_string(FILE) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(OperationError::file(FILE, e)),
    };
    if founding.kind == ProgramKind::Demo {
        return Err(OperationError::Integrity(format!(
            "{FILE} names the programs of this machine; a demo is never one of them"
        )));
    }
    let trust: Trust = toml::from_str(&text).map_err(|e| OperationError::file(FILE, e.message()))?;
    if trust.programs.contains(&founding.id) {
        return Ok(());
    }
    Err(OperationError::Integrity(format!(
        "{FILE} does not name this program ({}). Compare fingerprints with the Commander by voice; the administrator of \
         this machine decides which programs it serves",
        founding.id.fingerprint()
    )))
}
