//! What `frs model …` answers.

use serde::Serialize;

use super::{Human, Report, Width, layout::labelled};
use crate::vocabulary::Digest;

/// One model.
#[derive(Debug, Clone, Serialize)]
pub struct ModelEntry {
    /// Its folder's name.
    pub name: String,
    /// `detector` or `embedder`.
    pub task: String,
    /// SHA-256 of the weights.
    pub weights: Digest,
    /// SHA-256 of the card.
    pub card: Digest,
    /// Whether the weights are those that the card names.
    pub intact: bool,
}

impl ModelEntry {
    fn rows(&self) -> Vec<(&'static str, String)> {
        let intact = if self.intact { "" } else { ", NOT the weights that the card names: it will not be used" };
        vec![
            ("Model", format!("{} ({})", self.name, self.task)),
            ("Weights", format!("SHA-256 {}{intact}", self.weights)),
            ("Card", format!("SHA-256 {}", self.card)),
        ]
    }
}

/// Every model.
#[derive(Debug, Clone, Serialize)]
pub struct ModelsListed {
    /// By name.
    pub models: Vec<ModelEntry>,
}

impl Report for ModelsListed {
    const SCHEMA: &'static str = "frs.models/1";
}

impl Human for ModelsListed {
    fn human(&self, width: Width) -> String {
        let models: Vec<_> = self.models.iter().map(|model| labelled(model.rows(), width)).collect();
        if models.is_empty() { "There is no model.\n".to_owned() } else { models.join("\n") }
    }
}

/// One model's card, for reading.
#[derive(Debug, Clone, Serialize)]
pub struct ModelShown {
    /// Name and digests.
    #[serde(flatten)]
    pub model: ModelEntry,
    /// Which network.
    pub architecture: String,
    /// One sentence.
    pub summary: String,
    /// What it takes.
    pub input: String,
    /// What it gives.
    pub output: String,
    /// What describes the network.
    pub paper: String,
    /// Who made the weights.
    pub origin: String,
    /// Package, version and kind of registry.
    pub package: String,
    /// Terms.
    pub licence: String,
    /// What it was trained on.
    pub training: String,
    /// What it is for.
    pub intended: Vec<String>,
    /// What it must not be used for.
    pub prohibited: Vec<String>,
    /// Where false match rates were measured.
    pub calibration: Option<String>,
}

impl Report for ModelShown {
    const SCHEMA: &'static str = "frs.model-card-shown/1";
}

impl Human for ModelShown {
    fn human(&self, width: Width) -> String {
        let mut rows = self.model.rows();
        rows.extend([
            ("Network", self.architecture.clone()),
            ("Summary", self.summary.clone()),
            ("Takes", self.input.clone()),
            ("Gives", self.output.clone()),
            ("Paper", self.paper.clone()),
            ("Origin", self.origin.clone()),
            ("Package", self.package.clone()),
            ("Licence", self.licence.clone()),
            ("Trained on", self.training.clone()),
        ]);
        rows.extend(self.intended.iter().map(|text| ("Intended", text.clone())));
        rows.extend(self.prohibited.iter().map(|text| ("Prohibited", text.clone())));
        let measured = self.calibration.clone().unwrap_or_else(|| "not measured".to_owned());
        rows.push(("False match rate", measured));
        labelled(rows, width)
    }
}

/// A model that was imported.
#[derive(Debug, Clone, Serialize)]
pub struct ModelImported {
    /// Name and digests, as a floor pins them.
    #[serde(flatten)]
    pub model: ModelEntry,
    /// Which architecture the file was recognized as.
    pub architecture: String,
    /// SHA-256 of the ONNX file.
    pub file: Digest,
    /// How many numbers the weights hold.
    pub values: u64,
    /// What it takes.
    pub input: String,
    /// What it gives.
    pub output: String,
    /// Where it is.
    pub folder: String,
}

impl Report for ModelImported {
    const SCHEMA: &'static str = "frs.model-imported/1";
}

impl Human for ModelImported {
    fn human(&self, width: Width) -> String {
        let mut rows = self.model.rows();
        rows.extend([
            ("Recognized as", self.architecture.clone()),
            ("From", format!("ONNX file, SHA-256 {}", self.file)),
            ("Holds", format!("{} numbers, batch norms folded", self.values)),
            ("Takes", self.input.clone()),
            ("Gives", self.output.clone()),
            ("Folder", self.folder.clone()),
            ("False match rate", "not measured".to_owned()),
            ("In use", "no: a program uses a model only once a floor that the Commander signed pins it".to_owned()),
        ]);
        labelled(rows, width)
    }
}
