//! Model cards: what a model is, where it comes from, what it may be used for, and the hash that ties it to its weights.

mod detection;
mod files;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub(super) use self::{
    detection::POINTS,
    files::{LoadedModel, load, read_limited, read_weights, weights_digest},
};
pub use self::{
    detection::{Detection, Landmarker},
    files::{calibrated_card, inspect_model, model_card, model_identities, model_names, model_texts},
};
use super::{Calibration, QualityLimits};
use crate::vocabulary::Digest;

pub(super) const SCHEMA: &str = "frs.model-card/1";

/// Which model made a result: what a book entry, a template and a signed floor name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelIdentity {
    /// Name of the folder under `models/`.
    pub name: String,
    /// What it does.
    pub role: ModelRole,
    /// SHA-256 of the weights file.
    pub weights: Digest,
    /// SHA-256 of `card.toml`: it covers preprocessing, alignment and quality limits too.
    pub card: Digest,
}

/// What a model does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelRole {
    /// Finds faces.
    Detector,
    /// Makes templates.
    Embedder,
}

/// `card.toml`, strict: an unknown key is an error.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelCard {
    pub(super) schema: String,
    /// Name of the model, the same as its folder's.
    pub name: String,
    /// What the model does.
    pub role: ModelRole,
    /// Which of the architectures in `networks/` it is.
    pub architecture: String,
    /// One sentence.
    pub summary: String,
    /// The weights file.
    pub weights: Weights,
    /// What the network takes.
    pub input: Input,
    /// Where the landmarks lie in the aligned image (embedders only).
    pub alignment: Option<Alignment>,
    /// What the network gives.
    pub output: Output,
    /// How faces are found with it (detectors that were imported only).
    pub detection: Option<Detection>,
    /// Where the weights come from.
    pub source: Source,
    /// Under which terms.
    pub licence: Licence,
    /// What it was trained on.
    pub training: Training,
    /// What it may and may not be used for.
    #[serde(rename = "use")]
    pub uses: Uses,
    /// Quality limits for probes (embedders only).
    pub limits: Option<QualityLimits>,
    /// Score → false match rate, where it was measured.
    pub calibration: Option<Calibration>,
}

/// The weights file of a model.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// File name inside the model's folder (no path).
    pub file: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// How many numbers it holds.
    pub values: u64,
}

/// What a network takes: RGB planes of `(x − mean) / scale`, x from 0 to 255. The mean is one number, or one for each of R, G, B.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Always `RGB`.
    pub channels: String,
    /// Subtracted from each value of R, G, B.
    #[serde(deserialize_with = "one_or_three")]
    pub mean: [f32; 3],
    /// What each value is then divided by.
    pub scale: f32,
}

/// One number for all channels, or one for each of three.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Mean {
    /// For all.
    One(f32),
    /// For each.
    Three([f32; 3]),
}

fn one_or_three<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<[f32; 3], D::Error> {
    Ok(match Mean::deserialize(deserializer)? {
        Mean::One(mean) => [mean; 3],
        Mean::Three(means) => means,
    })
}

impl Input {
    /// Whether it can be computed with.
    pub(super) fn is_sound(&self) -> bool {
        self.mean.iter().all(|mean| mean.is_finite()) && self.scale.is_finite() && self.scale != 0.0
    }
}

/// Where the five landmarks lie in the aligned image.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alignment {
    /// Pixels of the aligned image: the two eyes, the nose tip, the two mouth corners, each left to right as seen.
    pub points: [[f64; 2]; 5],
    /// Always `similarity`: rotation, one scale, translation.
    pub transform: String,
    /// Always `bilinear`.
    pub interpolation: String,
}

impl Alignment {
    /// Whether this program can carry it out.
    pub(super) fn is_sound(&self) -> bool {
        let finite = self.points.iter().flatten().all(|value| value.is_finite());
        finite && self.transform == "similarity" && self.interpolation == "bilinear"
    }
}

/// What a network gives.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Values per face.
    pub values: usize,
    /// What they mean.
    pub meaning: String,
}

/// Where weights come from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The paper that describes the network.
    pub paper: String,
    /// Who made the weights.
    pub origin: String,
    /// The kind of package registry.
    pub registry: String,
    /// The package.
    pub package: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the package.
    pub archive_sha256: Digest,
    /// The files in it.
    pub files: Vec<String>,
    /// SHA-256 of the file, where it is one.
    pub file_sha256: Option<Digest>,
}

/// The terms of a model.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// SPDX identifier.
    pub spdx: String,
    /// File with the full text.
    pub text: String,
    /// What is known and what is not.
    pub statement: String,
}

/// What a model was trained on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// What is known and what is not.
    pub statement: String,
}

/// What a model may be used for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uses {
    /// What it is for.
    pub intended: Vec<String>,
    /// What it must not be used for.
    pub prohibited: Vec<String>,
}

impl ModelCard {
    /// What is wrong with the card beyond its syntax.
    fn problem(&self, name: &str) -> Option<String> {
        if self.schema != SCHEMA {
            return Some(format!("schema is {:?}, this program reads {SCHEMA:?}", self.schema));
        }
        if self.name != name {
            return Some(format!("name is {:?}, the folder is {name:?}", self.name));
        }
        if Path::new(&self.weights.file).components().count() != 1 || self.weights.file.contains(['/', '\\', '\0']) {
            return Some("weights.file must be a file name without a path".to_owned());
        }
        if self.input.channels != "RGB" {
            return Some(format!("input.channels is {:?}, only \"RGB\" is known", self.input.channels));
        }
        if !self.input.is_sound() {
            return Some("input.mean and input.scale must be finite, scale not zero".to_owned());
        }
        if self.alignment.as_ref().is_some_and(|alignment| !alignment.is_sound()) {
            return Some("alignment must be a similarity transform, bilinear, of finite points".to_owned());
        }
        if self.role == ModelRole::Embedder && (self.alignment.is_none() || self.limits.is_none()) {
            return Some("an embedder needs [alignment] and [limits]".to_owned());
        }
        if self.detection.is_some() && self.role != ModelRole::Detector {
            return Some("[detection] is for detectors".to_owned());
        }
        let problem = self.detection.as_ref().and_then(Detection::problem);
        if let Some(problem) = problem.or_else(|| self.calibration.as_ref().and_then(Calibration::problem)) {
            return Some(problem.to_owned());
        }
        self.limits.as_ref().and_then(QualityLimits::problem)
    }
}
