//! Model cards: what a model is, where it comes from, what it may be used for, and the hash that ties it to its weights.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{
    Calibration, Limit, QualityLimits, RecognitionError,
    composite::{self, COMPOSITE},
};
use crate::{seal::sha256, vocabulary::Digest};

/// The largest weights file that is read (1 GiB); a guard against reading something that is no model.
const MAX_WEIGHTS: u64 = 1 << 30;
const MAX_CARD: u64 = 1 << 20;
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

/// The five landmarks that a detector gives, in the order that everything after it relies on; left and right as the upright face shows them.
pub(super) const POINTS: [&str; 5] = ["left eye", "right eye", "nose tip", "left mouth corner", "right mouth corner"];

/// Who sets the landmarks of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Landmarker {
    /// The detector itself.
    Own,
    /// The last network of MTCNN.
    #[serde(rename = "o-net")]
    ONet,
}

/// How faces are found with an imported detector. Scores are its own, 0 to 1, and mean nothing beside another one's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detection {
    /// The five landmarks in the order in which it gives them: always `POINTS`.
    pub points: [String; 5],
    /// Who sets them: `own`, or `o-net`: the last network of MTCNN, which lies among the weights, on each box.
    pub landmarks: Landmarker,
    /// A box counts from this score.
    pub threshold: f32,
    /// Of two boxes that share more of their union than this, the weaker one goes.
    pub overlap: f64,
    /// From this score on a face is taken where looking again gave none that is surer.
    pub likely: f32,
    /// Nearly all upright faces in order have this score: below it the photograph is looked at again.
    pub sure: f32,
    /// Limits of quality for its score, in place of those in the embedder's card.
    pub confidence: Limit,
}

impl Detection {
    /// What is wrong with it.
    fn problem(&self) -> Option<&'static str> {
        let rising = [0.0, self.threshold, self.likely, self.sure, 1.0];
        let Limit { refuse, warn } = self.confidence;
        match () {
            () if self.points != POINTS => {
                Some("detection.points must be left eye, right eye, nose tip, left and right mouth corner")
            }
            // A score that is no number is not in order either.
            () if !rising.is_sorted() || self.threshold <= 0.0 || self.sure >= 1.0 => {
                Some("detection: 0 < threshold ≤ likely ≤ sure < 1")
            }
            () if !(self.overlap > 0.0 && self.overlap < 1.0) => Some("detection.overlap must be between 0 and 1"),
            () if !(0.0 <= refuse && refuse <= warn && warn < 1.0) => {
                Some("detection.confidence: 0 ≤ refuse ≤ warn < 1")
            }
            () => None,
        }
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

/// A model as read from its folder: every byte was hashed before it was parsed.
pub(super) struct LoadedModel {
    pub card: ModelCard,
    pub identity: ModelIdentity,
    pub weights: Vec<u8>,
}

/// Reads `models/<name>/`: the card, then the weights it names, each once.
///
/// # Errors
/// Where a file cannot be read, the card is not understood, or the weights are not the ones it names.
pub(super) fn load(models: &Path, name: &str, role: ModelRole) -> Result<LoadedModel, RecognitionError> {
    let folder = models.join(name);
    let (card, card_digest) = read_card(&folder, name)?;
    let refuse = |problem: String| RecognitionError::Card { path: folder.join("card.toml"), problem };
    if card.role != role {
        return Err(refuse(format!("the model is a {:?}, a {role:?} was asked for", card.role)));
    }
    let weights = read_weights(&folder.join(&card.weights.file), card.weights.sha256)?;
    let identity = ModelIdentity { name: name.to_owned(), role, weights: card.weights.sha256, card: card_digest };
    Ok(LoadedModel { card, identity, weights })
}

/// A weights file, read once, where it has the digest that it should.
///
/// # Errors
/// Where it cannot be read or is another one.
pub(super) fn read_weights(path: &Path, expected: Digest) -> Result<Vec<u8>, RecognitionError> {
    let weights = read(path, MAX_WEIGHTS)?;
    let found = sha256(&weights);
    if found != expected {
        return Err(RecognitionError::Weights { path: path.to_owned(), expected, found });
    }
    Ok(weights)
}

/// The card of one model and its SHA-256.
pub(super) fn read_card(folder: &Path, name: &str) -> Result<(ModelCard, Digest), RecognitionError> {
    let path = folder.join("card.toml");
    let bytes = read(&path, MAX_CARD)?;
    let digest = sha256(&bytes);
    let refuse = |problem: String| RecognitionError::Card { path: path.clone(), problem };
    let text = std::str::from_utf8(&bytes).map_err(|_| refuse("not UTF-8 text".to_owned()))?;
    Ok((parse_card(text, name).map_err(refuse)?, digest))
}

/// Understands a card's text, or says what is wrong with it.
fn parse_card(text: &str, name: &str) -> Result<ModelCard, String> {
    let card: ModelCard = toml::from_str(text).map_err(|error| error.to_string())?;
    card.problem(name).map_or(Ok(card), Err)
}

/// A model's card and the digest of its file; the weights are not read.
///
/// # Errors
/// Where the card cannot be read.
pub fn model_card(models: &Path, name: &str) -> Result<(ModelCard, Digest), RecognitionError> {
    read_card(&models.join(name), name)
}

/// The files that say what a model is, as text: its card, and of a composite the list of its parts, which is its weights.
///
/// # Errors
/// Where one cannot be read.
pub fn model_texts(models: &Path, name: &str) -> Result<(String, Option<String>), RecognitionError> {
    let folder = models.join(name);
    let text = |file: &str| {
        let path = folder.join(file);
        let refuse = || RecognitionError::Card { path: path.clone(), problem: "not UTF-8 text".to_owned() };
        String::from_utf8(read(&path, MAX_CARD)?).map_err(|_| refuse())
    };
    let card = text("card.toml")?;
    let read = parse_card(&card, name).map_err(|problem| RecognitionError::Card { path: folder.clone(), problem })?;
    let parts = (read.architecture == COMPOSITE).then(|| text(&read.weights.file)).transpose()?;
    Ok((card, parts))
}

/// The text of a model's card with another `[calibration]`; comments and all else stay as they are.
///
/// # Errors
/// Where the card cannot be read, or would not be one with the new table.
pub fn calibrated_card(models: &Path, name: &str, table: &Calibration) -> Result<String, RecognitionError> {
    let path = models.join(name).join("card.toml");
    let bytes = read(&path, MAX_CARD)?;
    let refuse = |problem: String| RecognitionError::Card { path: path.clone(), problem };
    let text = String::from_utf8(bytes).map_err(|_| refuse("not UTF-8 text".to_owned()))?;
    let before = parse_card(&text, name).map_err(refuse)?;
    let new = replaced(&text, &table.to_toml());
    let after = parse_card(&new, name).map_err(refuse)?;
    let without = |card: &ModelCard| toml::to_string(&ModelCard { calibration: None, ..card.clone() });
    let (old, kept) = (without(&before), without(&after));
    if old.is_err() || old != kept || after.calibration.as_ref() != Some(table) {
        return Err(refuse("[calibration] cannot be replaced here; write it as a table of its own".to_owned()));
    }
    Ok(new)
}

/// The text with the lines from `[calibration]` to the next table replaced, or with the table at its end.
fn replaced(text: &str, table: &str) -> String {
    let (mut kept, mut inside) = (String::new(), false);
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.trim() == "[calibration]";
        }
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    format!("{}\n\n{table}", kept.trim_end())
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

/// The names of all models in a folder, in order.
///
/// # Errors
/// Where the folder cannot be read.
pub fn model_names(models: &Path) -> Result<Vec<String>, RecognitionError> {
    let failed = |source| RecognitionError::Read { path: models.to_owned(), source };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(models).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.path().join("card.toml").is_file()
            && let Some(name) = entry.file_name().to_str()
        {
            names.push(name.to_owned());
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// One model's card and identity: files are hashed, no network is parsed.
///
/// # Errors
/// Where a file cannot be read, or the card is not understood. Weights that differ from their card are reported with
/// the digest they have; [`super::Recognizer::load`] refuses them.
pub fn inspect_model(models: &Path, name: &str) -> Result<(ModelCard, ModelIdentity), RecognitionError> {
    let folder = models.join(name);
    let (card, digest) = read_card(&folder, name)?;
    let bytes = read(&folder.join(&card.weights.file), MAX_WEIGHTS)?;
    let weights = if card.architecture == COMPOSITE {
        composite::digest_with_parts(models, &bytes, card.output.values)?
    } else {
        sha256(&bytes)
    };
    let role = card.role;
    Ok((card, ModelIdentity { name: name.to_owned(), role, weights, card: digest }))
}

/// The identities of all models in a folder, by name.
///
/// # Errors
/// As [`inspect_model`].
pub fn model_identities(models: &Path) -> Result<Vec<ModelIdentity>, RecognitionError> {
    model_names(models)?.iter().map(|name| inspect_model(models, name).map(|(_, identity)| identity)).collect()
}

/// SHA-256 of a weights file, whatever it holds.
pub(super) fn weights_digest(path: &Path) -> Result<Digest, RecognitionError> {
    Ok(sha256(&read(path, MAX_WEIGHTS)?))
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, RecognitionError> {
    read_limited(path, limit).map_err(|source| RecognitionError::Read { path: path.to_owned(), source })
}

/// A file of at most so many bytes.
pub(super) fn read_limited(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(std::io::Error::other(format!("larger than {limit} bytes")));
    }
    Ok(bytes)
}
