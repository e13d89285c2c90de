//! From a photograph to a template: decode → (edit) → detect → align → assess → embed, one file per stage.
//!
//! ```no_run
//! # use frs::recognition::{decode, DecodeLimits, Recognizer};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let recognizer = Recognizer::load("models".as_ref())?;
//! let sample = decode(&std::fs::read("probe.jpg")?, &DecodeLimits::default())?;
//! let faces = recognizer.detect(&sample)?; // the most prominent first
//! if let Some(face) = faces.first() {
//!     let aligned = recognizer.align(&sample, face);
//!     let quality = recognizer.assess(&sample, &faces, 0);
//!     let refused = quality.findings(recognizer.limits());
//!     let template = recognizer.embed(&aligned)?;
//!     # drop((refused, template));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The same photograph gives the same template, bit for bit, whatever the thread count and whatever else is running; work
//! is spread one photograph per thread, and where there are fewer photographs than cores, large layers are cut.

mod align;
mod anchors;
mod assess;
mod boxes;
mod calibration;
mod card;
mod cascade;
mod composite;
mod container;
mod decode;
mod detect;
mod edits;
mod embedder;
mod error;
mod explain;
mod find;
mod import;
mod networks;
pub mod picture;
mod quality;
mod resize;

use std::path::Path;

use candle_core::{DType, Device};
use candle_nn::VarBuilder;

pub use align::{ALIGNED_SIDE, AlignedFace, Landmarks};
pub use anchors::AnchorDetector;
pub use calibration::{Calibration, CalibrationPoint, ScoreMeans};
pub use card::{
    Detection, Landmarker, ModelCard, ModelIdentity, ModelRole, calibrated_card, inspect_model, model_card,
    model_identities, model_names, model_texts,
};
pub use decode::{DecodeError, DecodeLimits, Sample, decode};
pub use detect::Face;
pub use edits::{Edit, EditError, Field, MAX_EDITS, apply_edits, check_edits, pixels_digest};
pub use embedder::Embedder;
pub use error::RecognitionError;
pub use explain::{Explanation, explain};
pub use find::Change;
pub use import::{About, ImportError, Imported, import_model};
pub use quality::{Component, Finding, Limit, Quality, QualityLimits, Severity};

use crate::{
    seal::Hasher,
    vocabulary::{Digest, Template},
};
use card::LoadedModel;
use detect::Detector;
use networks::Normalization;

/// The detector that [`Recognizer::load`] takes.
pub const DETECTOR: &str = "mtcnn";
/// Its weights. Templates whose faces it found bear the embedder's weights alone, as they did before there was another detector.
#[rustfmt::skip]
const DETECTOR_WEIGHTS: Digest = Digest([
    0x09, 0xa4, 0xa9, 0x78, 0x0f, 0x4a, 0x00, 0xe6, 0x46, 0x28, 0x06, 0x72, 0x78, 0xc6, 0x14, 0x6b,
    0xd5, 0x88, 0x63, 0xd5, 0x13, 0x87, 0x0a, 0xe3, 0xfd, 0xb8, 0x9e, 0x5f, 0xc4, 0x98, 0x51, 0xf5,
]);
/// The embedder that is shipped, and that [`Recognizer::load`] takes.
pub const EMBEDDER: &str = "fused";

/// Which way leads from a photograph to a template, beside what models and cards say: detection's thresholds and rounds, the choice of the face,
/// alignment, resampling. Raised whenever other templates come of the same photograph (`tests/recognition/find.rs` fails until it is):
/// a table of false match rates that was made under another number is one of other scores.
pub const PIPELINE: u32 = 2;

/// Detector and embedder, loaded and checked. Shared between threads by reference.
pub struct Recognizer {
    detector: Detector,
    detector_identity: ModelIdentity,
    embedder: Embedder,
    limits: QualityLimits,
    model: Digest,
}

impl Recognizer {
    /// Loads `mtcnn` and `fused` (and the networks that this is made of) from a folder of models. Every file is read once, and those bytes are hashed before
    /// they are parsed.
    ///
    /// # Errors
    /// Where a file is missing, a card is not understood, weights are not those their card names, or do not fit.
    pub fn load(models: &Path) -> Result<Self, RecognitionError> {
        Self::load_with(models, DETECTOR, EMBEDDER)
    }

    /// As [`Recognizer::load`], with the detector and the embedder in these folders.
    ///
    /// # Errors
    /// As [`Recognizer::load`].
    pub fn load_with(models: &Path, detector: &str, embedder: &str) -> Result<Self, RecognitionError> {
        let (detector, detector_identity) = Detector::load(models, detector)?;
        let embedder = Embedder::load(models, embedder)?;
        let Some(limits) = limits_with(&detector, embedder.card()) else {
            let path = models.join(&embedder.identity().name).join("card.toml");
            return Err(RecognitionError::Card { path, problem: "[limits] is missing".to_owned() });
        };
        let model = template_model(embedder.identity().weights, detector_identity.weights);
        Ok(Self { detector, detector_identity, embedder, limits, model })
    }

    /// Which model finds faces.
    pub fn detector(&self) -> &ModelIdentity {
        &self.detector_identity
    }

    /// Which model makes templates.
    pub fn embedder(&self) -> &ModelIdentity {
        self.embedder.identity()
    }

    /// The embedder's card.
    pub fn card(&self) -> &ModelCard {
        self.embedder.card()
    }

    /// What its templates say of their making ([`template_model`]).
    pub fn model(&self) -> Digest {
        self.model
    }

    /// The quality limits of the embedder's card; for how sure an imported detector is, those of the detector's.
    pub fn limits(&self) -> &QualityLimits {
        &self.limits
    }

    /// The same with another embedder's card; `None` where that has no limits.
    pub fn limits_with(&self, embedder: &ModelCard) -> Option<QualityLimits> {
        limits_with(&self.detector, embedder)
    }

    /// All faces, with the shipped detector of at least 20 pixels (in a photograph with a side over 1,280: of at least 1/64 of it), the most
    /// prominent first: area less twice the squared distance from the centre. None is an empty list, no error. Where that finds nobody who
    /// could be used, the photograph is looked at again (`find.rs`), and the faces say so.
    ///
    /// # Errors
    /// Where a layer fails.
    pub fn detect(&self, sample: &Sample) -> Result<Vec<Face>, RecognitionError> {
        find::find(&self.detector, sample).map_err(network_failed(&self.detector_identity.name))
    }

    /// The face as the embedder wants it.
    pub fn align(&self, sample: &Sample, face: &Face) -> AlignedFace {
        self.embedder.align(sample, face)
    }

    /// Measures the face `faces[chosen]`.
    ///
    /// # Panics
    /// Where `chosen` is no index of `faces`.
    pub fn assess(&self, sample: &Sample, faces: &[Face], chosen: usize) -> Quality {
        let face = &faces[chosen];
        let aligned = align::align(sample, &face.landmarks, &align::STANDARD, ALIGNED_SIDE);
        assess::assess(sample, faces, face, &aligned)
    }

    /// The template: the sum of the outputs for the face and for its mirror image, scaled to unit length.
    ///
    /// # Errors
    /// Where a layer fails or the output is no template.
    pub fn embed(&self, aligned: &AlignedFace) -> Result<Template, RecognitionError> {
        let mut template = self.embedder.embed(aligned)?;
        template.model = self.model;
        Ok(template)
    }

    /// The templates of several faces, each as if it were alone, in less time.
    ///
    /// # Errors
    /// As [`Recognizer::embed`], of any of them.
    pub fn embed_all(&self, aligned: &[&AlignedFace]) -> Result<Vec<Template>, RecognitionError> {
        let made = self.embedder.embed_all(aligned)?.into_iter();
        let mut templates: Vec<Template> = made.map(|(template, _)| template).collect();
        templates.iter_mut().for_each(|template| template.model = self.model);
        Ok(templates)
    }
}

/// What a template says of its making: the embedder's weights, and where another detector than the shipped one found the face, SHA-256 of both
/// networks' weights. Templates that differ in it are never compared: landmarks set by another network give another template of the same face.
pub fn template_model(embedder: Digest, detector: Digest) -> Digest {
    if detector == DETECTOR_WEIGHTS {
        return embedder;
    }
    let mut hasher = Hasher::new();
    hasher.update(b"frs/template-model/1\n");
    hasher.update(&embedder.0);
    hasher.update(&detector.0);
    hasher.finish()
}

fn limits_with(detector: &Detector, embedder: &ModelCard) -> Option<QualityLimits> {
    let limits = embedder.limits.clone()?;
    let confidence = detector.detection().map_or(limits.detection_confidence, |detection| detection.confidence);
    Some(QualityLimits { detection_confidence: confidence, ..limits })
}

fn normalization(model: &LoadedModel) -> Normalization {
    Normalization { mean: model.card.input.mean, scale: model.card.input.scale }
}

fn weights(model: &LoadedModel) -> candle_core::Result<VarBuilder<'_>> {
    VarBuilder::from_slice_safetensors(&model.weights, DType::F32, &Device::Cpu)
}

fn network_failed(name: &str) -> impl Fn(candle_core::Error) -> RecognitionError {
    let network = name.to_owned();
    move |error| RecognitionError::Network { network: network.clone(), problem: error.to_string() }
}
