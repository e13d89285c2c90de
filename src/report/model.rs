//! What `frs model …` answers.

use jiff::civil::Date;
use serde::Serialize;

use super::{Human, Width, evaluation::grouped, layout::labelled};
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
    /// The false match rates, where they were measured.
    pub calibration: Option<CalibrationShown>,
}

/// What a model's scores mean, and where that was measured.
#[derive(Debug, Clone, Serialize)]
pub struct CalibrationShown {
    /// The photographs, in words.
    pub data_set: String,
    /// When.
    pub measured: Date,
    /// SHA-256 of the list of photographs.
    pub list: Digest,
    /// SHA-256 of the weights of the detector that found the faces.
    pub detector: Digest,
    /// The software that measured it, by version.
    pub software: Option<String>,
    /// The number of its way from a photograph to a template.
    pub pipeline: Option<u32>,
    /// Photographs that gave a template.
    pub photographs: u64,
    /// People shown.
    pub people: u64,
    /// Comparisons between different people.
    pub comparisons: u64,
    /// By rising score.
    pub rows: Vec<CalibrationRowShown>,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CalibrationRowShown {
    /// Cosine.
    pub score: f32,
    /// Share of comparisons between different people at or above it.
    pub fmr: f64,
    /// Lower end of its 95% interval by people.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl CalibrationShown {
    /// Rows for reading: where it was measured, and of the table the first row at or below each power of ten, the first and the last.
    fn rows(&self) -> Vec<(&'static str, String)> {
        let mut told = vec![
            ("Measured on", format!("{}; {}", self.data_set, self.measured)),
            (
                "",
                format!(
                    "{} photographs of {} people, {} comparisons between different people",
                    grouped(self.photographs),
                    grouped(self.people),
                    grouped(self.comparisons)
                ),
            ),
            ("List", format!("SHA-256 {}", self.list)),
            ("Faces found by", format!("detector with weights SHA-256 {}", self.detector)),
        ];
        if let (Some(software), Some(pipeline)) = (&self.software, self.pipeline) {
            told.push(("Measured by", format!("{software}, pipeline {pipeline}")));
        }
        for row in self.landmarks() {
            let one_in =
                |share: f64| if share > 0.0 { grouped((1.0 / share).round() as u64) } else { "any number".into() };
            told.push((
                "False match rate",
                format!(
                    "score {:.3}: 1 in {} strangers reaches it (95%: 1 in {} to 1 in {})",
                    row.score,
                    one_in(row.fmr),
                    one_in(row.high),
                    one_in(row.low)
                ),
            ));
        }
        told
    }

    fn landmarks(&self) -> Vec<&CalibrationRowShown> {
        let mut told: Vec<&CalibrationRowShown> = self.rows.first().into_iter().collect();
        for power in 2..9 {
            told.extend(self.rows.iter().find(|row| row.fmr <= 10f64.powi(-power)));
        }
        told.extend(self.rows.last());
        told.dedup_by(|one, before| one.score.to_bits() == before.score.to_bits());
        told
    }
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
        match &self.calibration {
            Some(table) => rows.extend(table.rows()),
            None => rows.push(("False match rate", "not measured".to_owned())),
        }
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

schemas!(ModelsListed = "frs.models/1", ModelShown = "frs.model-card-shown/1", ModelImported = "frs.model-imported/1");
