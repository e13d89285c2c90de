//! Found a program (docs/threat-model.md#program-and-root).

use super::{Desk, OperationError, desk::program_line, head_memory, key_path};
use crate::{
    audit::Book,
    gate::{Founding, ProgramKind},
    policy::Floor,
    recognition::model_card,
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
    let models = desk.models_under(&floor)?;
    let (card, _) = model_card(&desk.models, &models.embedder.name)?;
    // What a table says that was measured with another detector is told of no score, and not of the line.
    let found_by = models.detector.as_ref().map(|detector| detector.weights);
    let table = card.calibration.filter(|table| found_by.is_none_or(|weights| table.is_of_detector(weights)));
    if let Some(share) = table.and_then(|table| table.line_of_another_model(floor.score_line)) {
        return Err(OperationError::Usage(format!(
            "the floor's score line {} is that of another model: with {}, at least {:.1}% of strangers reach it. See \
             frs model show {}, and name the line of this model in the floor (score-line)",
            floor.score_line,
            models.embedder.name,
            100.0 * share,
            models.embedder.name
        )));
    }
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
