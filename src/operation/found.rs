//! Found a program (TRUST.md §2).

use super::{Desk, OperationError, desk::program_line, head_memory, key_path};
use crate::{
    audit::Book,
    gate::{Founding, ProgramKind},
    policy::Floor,
    report::ProgramFounded,
    seal::{KeyFile, PublicKeys, Secrets, SigningKey},
};

/// Founds a program with the key at the desk as its root key. The floor pins the models at the desk.
///
/// # Errors
/// Where something is there already; where the key, the models or the floor cannot be used.
pub fn found_program(
    desk: &Desk<'_>,
    kind: ProgramKind,
    name: &str,
    recovery: &PublicKeys,
    floor: Floor,
) -> Result<ProgramFounded, OperationError> {
    let key_file = KeyFile::open(&key_path(&desk.home))?;
    let secrets: Secrets = desk.unlocker.unlock_anew(&key_file)?;
    let models = desk.models_in_use()?;
    let mut floor = Floor { version: 1, ..floor };
    floor.embedders.insert(models.embedder);
    floor.detectors.extend(models.detector);
    let commander = secrets.public_keys().person_id();
    let log = SigningKey::generate()?;
    let founding = Founding::found(kind, name, &secrets, recovery, &log.verifying_key(), &floor)?;
    let program = program_line(&founding);
    Book::found(&desk.repository, founding, secrets, &log, head_memory(&desk.home), desk.clock.now())?;
    Ok(ProgramFounded { program, commander, repository: desk.repository.display().to_string() })
}
