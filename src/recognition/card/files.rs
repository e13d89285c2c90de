//! Cards and weights as they lie in the folder of the models.

use std::path::Path;

use super::{ModelCard, ModelIdentity, ModelRole};
use crate::{
    recognition::{
        Calibration, RecognitionError,
        composite::{self, COMPOSITE},
    },
    seal::sha256,
    vocabulary::Digest,
};

/// The largest weights file that is read (1 GiB); a guard against reading something that is no model.
const MAX_WEIGHTS: u64 = 1 << 30;
const MAX_CARD: u64 = 1 << 20;

/// A model as read from its folder: every byte was hashed before it was parsed.
pub(in crate::recognition) struct LoadedModel {
    pub card: ModelCard,
    pub identity: ModelIdentity,
    pub weights: Vec<u8>,
}

/// Reads `models/<name>/`: the card, then the weights it names, each once.
///
/// # Errors
/// Where a file cannot be read, the card is not understood, or the weights are not the ones it names.
pub(in crate::recognition) fn load(
    models: &Path,
    name: &str,
    role: ModelRole,
) -> Result<LoadedModel, RecognitionError> {
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
pub(in crate::recognition) fn read_weights(path: &Path, expected: Digest) -> Result<Vec<u8>, RecognitionError> {
    let weights = read(path, MAX_WEIGHTS)?;
    let found = sha256(&weights);
    if found != expected {
        return Err(RecognitionError::Weights { path: path.to_owned(), expected, found });
    }
    Ok(weights)
}

/// The card of one model and its SHA-256.
pub(in crate::recognition) fn read_card(folder: &Path, name: &str) -> Result<(ModelCard, Digest), RecognitionError> {
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
/// the digest they have; [`crate::recognition::Recognizer::load`] refuses them.
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
pub(in crate::recognition) fn weights_digest(path: &Path) -> Result<Digest, RecognitionError> {
    Ok(sha256(&read(path, MAX_WEIGHTS)?))
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, RecognitionError> {
    read_limited(path, limit).map_err(|source| RecognitionError::Read { path: path.to_owned(), source })
}

/// A file of at most so many bytes.
pub(in crate::recognition) fn read_limited(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(std::io::Error::other(format!("larger than {limit} bytes")));
    }
    Ok(bytes)
}
