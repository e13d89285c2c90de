//! Bring your own model: an ONNX file becomes a folder under `models/`, with a card.
//!
//! The file is read once and hashed, then parsed ([`onnx`], with borrowed weights and bounded lists), recognized ([`recognize`]: every operator
//! must be that of a known architecture) and written as safetensors with its card. What was written is loaded and run once before it counts.

mod about;
mod ends;
mod fold;
mod graph;
mod onnx;
mod recognize;
mod wire;
mod write;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

pub use about::About;

use self::{
    graph::Graph,
    onnx::Model,
    recognize::{Recognized, Stored, recognize},
};
use super::{
    ModelIdentity, RecognitionError,
    card::{self, Detection, Input, Landmarker, Licence, Mean, ModelCard, Output, Weights},
    networks::architecture::{Architecture, Kind},
};
use crate::{
    seal::sha256,
    vocabulary::{Digest, is_invisible},
};

/// The largest file that is read (1 GiB).
const MAX_FILE: u64 = 1 << 30;
const MAX_ABOUT: u64 = 1 << 20;
/// Said of the terms where the shipped network lies among the weights.
const LANDMARKS_TERMS: &str = " Landmarks are set by the last network of the shipped mtcnn, a copy of which lies among the weights (MIT; models/mtcnn).";

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not an ONNX model, or one that is cut off or contradicts itself.
    #[error("{} is no ONNX model that can be read: {problem}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A whole ONNX model of no architecture that this program knows.
    #[error("{} is of no architecture that this program knows; the closest is {closest}\nThe first operator that does not fit: {operator}: {why}", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The architecture that fitted farthest.
        closest: &'static str,
        /// Its name and type.
        operator: String,
        /// What was expected.
        why: String,
    },
    /// What is said about the model is not complete.
    #[error("{}: {problem}", path.display())]
    About {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// No name for a model.
    #[error("{0:?} is no name for a model: small letters, digits and hyphens, at most 40, a letter first")]
    Name(String),
    /// There is such a model already.
    #[error("there is a model {0:?} already; a model is never overwritten, choose another name")]
    Exists(String),
    /// What was written does not load or run.
    #[error("the imported model does not work, nothing was kept: {0}")]
    Unusable(RecognitionError),
}

/// What was imported.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Name and digests, as a floor pins them.
    pub identity: ModelIdentity,
    /// Its card.
    pub card: ModelCard,
    /// What a reader knows the architecture as.
    pub architecture: &'static str,
    /// The ONNX file.
    pub file: Digest,
    /// Where it is now.
    pub folder: PathBuf,
}

/// Imports `file` under `models/<name>`, with what `about` says of it.
///
/// # Errors
/// Where a file cannot be read, is no such model, or is said too little of. Nothing is left behind then.
pub fn import_model(models: &Path, name: &str, file: &Path, about: &Path) -> Result<Imported, ImportError> {
    if !is_name(name) {
        return Err(ImportError::Name(name.to_owned()));
    }
    let folder = models.join(name);
    if folder.symlink_metadata().is_ok() {
        return Err(ImportError::Exists(name.to_owned()));
    }
    let said = read_about(about)?;
    let terms = about.with_file_name(&said.licence.text);
    let terms = read(&terms, MAX_ABOUT)?;
    let bytes = read(file, MAX_FILE)?;
    let digest = sha256(&bytes);
    let (mut recognized, producer) = {
        let malformed = |problem: String| ImportError::Malformed { path: file.to_owned(), problem };
        let model = Model::read(&bytes).map_err(|error| malformed(error.to_string()))?;
        (find(&model, file)?, onnx::shortened(model.producer))
    };
    drop(bytes);
    let shown: String =
        file.file_name().unwrap_or_default().to_string_lossy().chars().filter(|c| !is_invisible(*c)).collect();
    let detection = detection(&recognized, &said)
        .map_err(|problem| ImportError::About { path: about.to_owned(), problem: problem.to_owned() })?;
    let added = detection.as_ref().is_some_and(|detection| detection.landmarks == Landmarker::ONet);
    if added {
        recognized.tensors.extend(write::last_network(models).map_err(ImportError::Unusable)?);
    }
    let (mut card, weights) = describe(name, recognized, &said, (&shown, digest))
        .map_err(|problem| ImportError::About { path: about.to_owned(), problem })?;
    card.detection = detection;
    if added {
        card.licence.statement += LANDMARKS_TERMS;
    }
    let made_by = format!("{shown} (producer {producer:?})");
    write::write(models, name, &card, weights, &terms, &made_by)
}

/// Which architecture the graph is.
fn find(model: &Model<'_>, file: &Path) -> Result<Recognized, ImportError> {
    let malformed = |problem: String| ImportError::Malformed { path: file.to_owned(), problem };
    let graph = Graph::new(model).map_err(malformed)?;
    recognize(&graph).map_err(|(misfit, closest)| {
        let operator =
            misfit.operator.map_or_else(|| "the end of the graph".to_owned(), |index| model.nodes[index].label());
        ImportError::Unknown { path: file.to_owned(), closest, operator, why: misfit.why }
    })
}

/// How faces are found with it, as said or as usual; `None` of an embedder.
fn detection(recognized: &Recognized, about: &About) -> Result<Option<Detection>, &'static str> {
    if recognized.architecture.kind != Kind::Detector {
        let said = about.detection.is_some() || about.landmarks.is_some();
        return if said { Err("[detection] and landmarks are for detectors, and this is none") } else { Ok(None) };
    }
    let usual = || {
        let usual = Detection::usual(recognized.architecture.name);
        Detection { landmarks: about.landmarks.unwrap_or(usual.landmarks), ..usual }
    };
    Ok(Some(about.detection.clone().unwrap_or_else(usual)))
}

fn is_name(name: &str) -> bool {
    name.len() <= 40
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn read_about(path: &Path) -> Result<About, ImportError> {
    let refuse = |problem: String| ImportError::About { path: path.to_owned(), problem };
    let bytes = read(path, MAX_ABOUT)?;
    let text = String::from_utf8(bytes).map_err(|_| refuse("not UTF-8 text".to_owned()))?;
    About::read(&text).map_err(refuse)
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ImportError> {
    card::read_limited(path, limit).map_err(|source| ImportError::File { path: path.to_owned(), source })
}

/// The card and the weights, with the picture's scaling and the order of its channels settled.
fn describe(
    name: &str,
    recognized: Recognized,
    about: &About,
    (file, digest): (&str, Digest),
) -> Result<(ModelCard, Vec<u8>), String> {
    let Recognized { architecture, values, mut tensors, picture } = recognized;
    let (mut means, factors) = scaling(architecture, picture, about)?;
    let scale = 1.0 / factors[0];
    let first = architecture.plan(values).layers().next().map(|layer| format!("{}.weight", layer.name));
    let first = first.and_then(|name| tensors.get_mut(&name)).ok_or("the first layer is missing")?;
    let said = about.input.as_ref().and_then(|input| input.channels.as_deref());
    let turned = said.unwrap_or(architecture.channels) == "BGR";
    settle_channels(first, factors.map(|factor| factor * scale), turned);
    if turned {
        means.reverse();
    }
    let weights = write::safetensors(&tensors)?;
    let count: usize = tensors.values().map(|tensor| tensor.values.len()).sum();
    let (side, alignment) = match architecture.kind {
        Kind::Embedder(side) => (side, Some(about.alignment(side))),
        Kind::Detector => (640, None),
    };
    let size = u32::try_from(side).map_err(|error| error.to_string())?;
    let card = ModelCard {
        schema: card::SCHEMA.to_owned(),
        name: name.to_owned(),
        role: if alignment.is_some() { super::ModelRole::Embedder } else { super::ModelRole::Detector },
        architecture: architecture.name.to_owned(),
        summary: about.summary.clone(),
        weights: Weights {
            file: "weights.safetensors".to_owned(),
            bytes: weights.len() as u64,
            sha256: sha256(&weights),
            values: count as u64,
        },
        input: Input {
            width: size,
            height: size,
            channels: "RGB".to_owned(),
            mean: means.map(|mean| mean as f32),
            scale: scale as f32,
        },
        output: Output {
            values: if alignment.is_some() { values } else { 15 },
            meaning: match architecture.kind {
                Kind::Embedder(_) => {
                    "template: sum of the outputs for the face and its mirror image, scaled to unit length; compared by cosine"
                }
                Kind::Detector => "per box: face probability, edges (4), landmarks (10)",
            }
            .to_owned(),
        },
        detection: None,
        limits: alignment.as_ref().map(|_| about.limits.clone().unwrap_or_else(write::usual_limits)),
        alignment,
        source: about.source(file, digest),
        licence: Licence {
            spdx: about.licence.spdx.clone(),
            text: "LICENSE".to_owned(),
            statement: about.licence.statement.clone(),
        },
        training: about.training.clone(),
        uses: about.uses(),
        calibration: None,
    };
    Ok((card, weights))
}

/// What is subtracted of each channel of the picture, and what it is then multiplied with: by whoever calls the network, and by the
/// graph itself.
fn scaling(architecture: &Architecture, picture: [[f64; 2]; 3], about: &About) -> Result<([f64; 3], [f64; 3]), String> {
    let input = about.input.as_ref();
    let said = |channel: usize| match input?.mean.as_ref()? {
        Mean::One(mean) => Some(f64::from(*mean)),
        Mean::Three(means) => Some(f64::from(means[channel])),
    };
    // What the graph does itself comes after what is done before it; a graph that scales takes raw values.
    let inside = picture != [[1.0, 0.0]; 3];
    let (usual_mean, usual_scale) = if inside { (0.0, 1.0) } else { architecture.normalization };
    let before_scale = input.and_then(|input| input.scale).unwrap_or(f64::from(usual_scale));
    let mut means = [0.0; 3];
    let mut factors = [0.0; 3];
    for (channel, [scale, shift]) in picture.into_iter().enumerate() {
        let mean = said(channel).unwrap_or(f64::from(usual_mean));
        // ((x − mean) / before) · scale + shift = (x − (mean − shift · before / scale)) · (scale / before)
        means[channel] = mean - shift * before_scale / scale;
        factors[channel] = scale / before_scale;
    }
    if !means.iter().chain(&factors).all(|value| value.is_finite()) || factors.contains(&0.0) {
        return Err("the scaling of the picture is not finite".to_owned());
    }
    Ok((means, factors))
}

/// Multiplies each channel's weights of the first layer, and turns their order where the file takes BGR: cards are always RGB.
fn settle_channels(first: &mut Stored, factors: [f64; 3], turned: bool) {
    let taps = first.shape.iter().skip(2).product::<usize>().max(1);
    for kernel in first.values.chunks_exact_mut(3 * taps) {
        for (plane, factor) in kernel.chunks_exact_mut(taps).zip(factors) {
            if factor != 1.0 {
                plane.iter_mut().for_each(|value| *value = (f64::from(*value) * factor) as f32);
            }
        }
        if turned {
            let (red, rest) = kernel.split_at_mut(taps);
            red.swap_with_slice(&mut rest[taps..]);
        }
    }
}

/// Every tensor by name.
type Tensors = BTreeMap<String, Stored>;
