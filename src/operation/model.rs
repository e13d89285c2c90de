//! The models that are there, and new ones. No repository is opened, and none is used before a floor pins it.

use std::path::Path;

use super::OperationError;
use crate::{
    recognition::{
        About, CalibrationPoint, ModelCard, ModelIdentity, RecognitionError, import_model, inspect_model, model_names,
    },
    report::{CalibrationRowShown, CalibrationShown, ModelEntry, ModelImported, ModelShown, ModelsListed},
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
        calibration: card.calibration.map(|table| CalibrationShown {
            data_set: table.measured_on(),
            measured: table.measured,
            list: table.list,
            detector: table.detector,
            software: table.software,
            pipeline: table.pipeline,
            photographs: table.photographs,
            people: table.people,
            comparisons: table.comparisons,
            rows: table.points.iter().map(row).collect(),
        }),
    })
}

/// Imports an ONNX file under a new name, with what `about` says of it.
///
/// # Errors
/// Where nothing is said of it, a file cannot be read or written, or it is no model of a known architecture.
pub fn import(models: &Path, name: &str, file: &Path, about: Option<&Path>) -> Result<ModelImported, OperationError> {
    let Some(about) = about else {
        return Err(OperationError::Usage(format!(
            "a card must say what an ONNX file does not: where the model comes from, under which terms, trained on what, for what.\n\
             Write that down and name the file with --about; it begins like this:\n\n{}",
            About::TEMPLATE
        )));
    };
    let imported = import_model(models, name, file, about)?;
    Ok(ModelImported {
        architecture: imported.architecture.to_owned(),
        file: imported.file,
        values: imported.card.weights.values,
        input: format!(
            "{} × {} pixels, {}",
            imported.card.input.width, imported.card.input.height, imported.card.input.channels
        ),
        output: format!("{} values: {}", imported.card.output.values, imported.card.output.meaning),
        folder: imported.folder.display().to_string(),
        model: entry(&imported.card, imported.identity),
    })
}

fn row(point: &CalibrationPoint) -> CalibrationRowShown {
    CalibrationRowShown { score: point.score, fmr: point.fmr, low: point.low, high: point.high }
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
