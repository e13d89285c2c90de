//! The folder of an imported model: weights, card, terms, and a page to read. All or nothing.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use super::{ImportError, Imported, Tensors, recognize::Stored};
use crate::recognition::{
    AnchorDetector, DETECTOR, Embedder, Limit, ModelCard, ModelRole, QualityLimits, RecognitionError, card,
    cascade::LAST, network_failed, networks::architecture,
};

/// Names sorted, no metadata, no time: the same tensors give the same bytes.
///
/// # Errors
/// Where a number is not finite (a folded batch norm can make one).
pub(super) fn safetensors(tensors: &Tensors) -> Result<Vec<u8>, String> {
    let mut header = serde_json::Map::new();
    let mut at = 0;
    for (name, tensor) in tensors {
        if !tensor.values.iter().all(|value| value.is_finite()) {
            return Err(format!("the weights of {name} are not finite once batch norms are folded"));
        }
        let end = at + 4 * tensor.values.len();
        let entry = serde_json::json!({ "dtype": "F32", "shape": tensor.shape, "data_offsets": [at, end] });
        header.insert(name.clone(), entry);
        at = end;
    }
    let mut text = serde_json::to_vec(&header).map_err(|error| error.to_string())?;
    text.resize(text.len().next_multiple_of(8), b' ');
    let mut bytes = Vec::with_capacity(8 + text.len() + at);
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text);
    for tensor in tensors.values() {
        bytes.extend(tensor.values.iter().flat_map(|value| value.to_le_bytes()));
    }
    Ok(bytes)
}

/// The tensors of the last network of the shipped cascade, under the names that they have there.
///
/// # Errors
/// Where it is not there, or is not what its card says.
pub(super) fn last_network(models: &Path) -> Result<Tensors, RecognitionError> {
    let cascade = card::load(models, DETECTOR, ModelRole::Detector)?;
    let failed = network_failed(DETECTOR);
    let tensors =
        candle_core::safetensors::load_buffer(&cascade.weights, &candle_core::Device::Cpu).map_err(&failed)?;
    let of_last = tensors.into_iter().filter(|(name, _)| name.split('.').next() == Some(LAST));
    let stored = of_last.map(|(name, tensor)| {
        let values = tensor.flatten_all().and_then(|flat| flat.to_vec1()).map_err(&failed)?;
        Ok((name, Stored { shape: tensor.dims().to_vec(), values }))
    });
    stored.collect()
}

/// The limits of the shipped embedder: quality is measured the same way for every embedder.
pub(super) fn usual_limits() -> QualityLimits {
    let limit = |refuse: f32, warn: f32| Limit { refuse, warn };
    QualityLimits {
        inter_eye_distance: limit(12.0, 20.0),
        sharpness: limit(4.0, 12.0),
        under_exposure: limit(0.9, 0.5),
        over_exposure: limit(0.5, 0.15),
        dynamic_range: limit(15.0, 35.0),
        head_pose_yaw: limit(37.0, 33.0),
        head_pose_pitch: limit(55.0, 40.0),
        head_pose_roll: limit(60.0, 25.0),
        faces_present: limit(1000.0, 1.0),
        face_outside_image: limit(0.4, 0.1),
        detection_confidence: limit(0.75, 0.95),
    }
}

/// Removes what was written unless the import came through.
struct Folder(Option<PathBuf>);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            // It failed already, for a reason that is told; what cannot be removed has a name that no model has.
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// Writes the folder under another name, loads and runs what is in it, and only then gives it its own.
///
/// # Errors
/// Where a file cannot be written, or the model does not work.
pub(super) fn write(
    models: &Path,
    name: &str,
    model: &ModelCard,
    weights: Vec<u8>,
    terms: &[u8],
    made_by: &str,
) -> Result<Imported, ImportError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source: std::io::Error| ImportError::File { path, source }
    };
    // The folder inside has the model's own name, which its card must have too.
    let outer = models.join(format!(".import-{}-{name}", std::process::id()));
    fs::create_dir(&outer).map_err(failed(&outer))?;
    let _guard = Folder(Some(outer.clone()));
    let folder = outer.join(name);
    fs::create_dir(&folder).map_err(failed(&folder))?;
    let text = toml::to_string(model).map_err(|error| {
        ImportError::Unusable(RecognitionError::Card { path: folder.join("card.toml"), problem: error.to_string() })
    })?;
    let text =
        format!("# Made by `frs model import` from {made_by}. Strict: an unknown or missing key is an error.\n{text}");
    let files: [(&str, &[u8]); 4] = [
        ("weights.safetensors", &weights),
        ("LICENSE", terms),
        ("CARD.md", &page(model).into_bytes()),
        ("card.toml", text.as_bytes()),
    ];
    for (file, bytes) in files {
        let path = folder.join(file);
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create_new(true).open(&path).map_err(failed(&path))?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed(&path))?;
    }
    // What is loaded next is as large again.
    drop(weights);
    try_out(&outer, model).map_err(ImportError::Unusable)?;
    let (card, identity) = card::inspect_model(&outer, name).map_err(ImportError::Unusable)?;
    let kept = models.join(name);
    fs::rename(&folder, &kept).map_err(failed(&kept))?;
    let title = architecture::of(&card.architecture).map_or("", |architecture| architecture.title);
    let file = card.source.archive_sha256;
    Ok(Imported { identity, card, architecture: title, file, folder: kept })
}

/// Loads the model and runs it on a grey picture: its output must be numbers.
fn try_out(models: &Path, model: &ModelCard) -> Result<(), RecognitionError> {
    match model.role {
        ModelRole::Embedder => {
            let embedder = Embedder::load(models, &model.name)?;
            let side = embedder.side();
            let grey = crate::recognition::AlignedFace::square(side, vec![128; 3 * side * side]);
            grey.map_or(Ok(()), |grey| embedder.embed(&grey).map(drop))
        }
        ModelRole::Detector => {
            let detector = AnchorDetector::load(models, &model.name)?;
            let outputs = detector.outputs(&[128; 3 * 64 * 64], 64, 64)?;
            match outputs.iter().flatten().all(|value| value.is_finite()) {
                true => Ok(()),
                false => Err(RecognitionError::Network {
                    network: model.name.clone(),
                    problem: "its output is not finite".to_owned(),
                }),
            }
        }
    }
}

/// The page to read.
fn page(model: &ModelCard) -> String {
    let list = |items: &[String]| items.iter().map(|item| format!("- {item}\n")).collect::<String>();
    let ModelCard { name, summary, source, licence, training, uses, weights, .. } = model;
    format!(
        "# {name}\n\n{summary}\n\n`card.toml` beside this page is what the program reads; where the two differ, it holds. Imported with \
         `frs model import`; {} values.\n\n**From** {} ({} {}, {}); file SHA-256 {}. Paper: {}.\n\n**Terms**: {}. {}\n\n**Trained on**: \
         {}\n\n**For**\n{}\n**Not for**\n{}\n**How well**: not measured with this program. Until it is, no list can state how often chance \
         gives such a score.\n",
        weights.values,
        source.origin,
        source.package,
        source.version,
        source.registry,
        source.archive_sha256,
        source.paper,
        licence.spdx,
        licence.statement,
        training.statement,
        list(&uses.intended),
        list(&uses.prohibited),
    )
}
