//! The models that are there: names, digests and cards. No network is loaded.

use std::path::Path;

use super::OperationError;
use crate::{
    recognition::{ModelCard, ModelIdentity, RecognitionError, inspect_model, model_names},
    report::{ModelEntry, ModelShown, ModelsListed},
};

/// Every model with its digests; weights that are not those of their card are marked.
///
/// # Errors
/// Where the directory, a card or a weights file cannot be read.
pub fn list(models: &Path) -> Result<ModelsListed, OperationError> {
    let names = model_names(models)?;
    let models = names.iter().map(|name| inspect_model(models, name).map(|(card, identity)| entry(&card, identity)));
    Ok(ModelsListed { models: models.collect::<Result<_, RecognitionError>>()? })
}

/// One model's card.
///
/// # Errors
/// Where there is no such model, or its files cannot be read.
pub fn show(models: &Path, name: &str) -> Result<ModelShown, OperationError> {
    let names = model_names(models)?;
    if !names.iter().any(|known| known == name) {
        let known = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        return Err(OperationError::Usage(format!(
            "there is no model {name:?} in {}; known: {known}",
            models.display()
        )));
    }
    let (card, identity) = inspect_model(models, name)?;
    Ok(ModelShown {
        model: entry(&card, identity),
        architecture: card.architecture,
        summary: card.summary,
        input: format!("{} × {} pixels, {}", card.input.width, card.input.height, card.input.channels),
        output: format!("{} values: {}", card.output.values, card.output.meaning),
        paper: card.source.paper,
        origin: card.source.origin,
        package: format!("{} {} ({})", card.source.package, card.source.version, card.source.registry),
        licence: format!("{}; {}", card.licence.spdx, card.licence.statement),
        training: card.training.statement,
        intended: card.uses.intended,
        prohibited: card.uses.prohibited,
        calibration: card.calibration.map(|table| {
            format!("{}; {} comparisons, {} points", table.data_set, table.comparisons, table.points.len())
        }),
    })
}

fn entry(card: &ModelCard, identity: ModelIdentity) -> ModelEntry {
    ModelEntry {
        name: identity.name,
        task: format!("{:?}", card.role).to_lowercase(),
        intact: identity.weights == card.weights.sha256,
        weights: identity.weights,
        card: identity.card,
    }
}
