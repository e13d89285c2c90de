//! Imported models give what onnxruntime gives, and files that are none are refused in words.
//!
//! The files of all architectures come from `models/convert/random_exports.py OUT`; they are too large to keep. They are looked for in
//! `target/exports` or FRS_EXPORTS, and a test says so where they are not there. One small detector is committed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use frs::recognition::{
    AlignedFace, AnchorDetector, DecodeLimits, Embedder, ImportError, ModelRole, RecognitionError, Recognizer, decode,
    import_model, inspect_model,
};
use proptest::prelude::*;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn exports() -> PathBuf {
    std::env::var_os("FRS_EXPORTS").map_or_else(|| root("target/exports"), PathBuf::from)
}

const ABOUT: &str = r#"
schema = "frs.model-about/1"
summary = "Random weights for a test."
[source]
paper = "none"
origin = "models/convert/random_exports.py"
registry = "none"
package = "none"
version = "1"
[licence]
spdx = "CC0-1.0"
text = "TERMS"
statement = "Random numbers."
[training]
statement = "Not trained."
[use]
intended = ["a test"]
prohibited = ["anything else"]
"#;

/// A directory for models, with a file that says what is to be said.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::create_dir(desk.models()).unwrap();
        fs::write(desk.path("about.toml"), ABOUT).unwrap();
        fs::write(desk.path("TERMS"), "Do as you like.").unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn models(&self) -> PathBuf {
        self.path("models")
    }

    fn import(&self, file: &Path) -> Result<frs::recognition::Imported, ImportError> {
        import_model(&self.models(), "imported", file, &self.path("about.toml"))
    }

    fn import_bytes(&self, bytes: &[u8]) -> Result<frs::recognition::Imported, ImportError> {
        let file = self.path("model.onnx");
        fs::write(&file, bytes).unwrap();
        self.import(&file)
    }

    /// Nothing is left of an import that failed.
    fn is_empty(&self) -> bool {
        fs::read_dir(self.models()).unwrap().count() == 0
    }
}

#[derive(serde::Deserialize)]
struct Expected {
    width: usize,
    height: usize,
    outputs: Vec<Vec<f32>>,
}

/// The picture of `random_exports.py`.
fn picture(width: usize, height: usize) -> Vec<u8> {
    let value = |index: usize| {
        let noise = ((index as u64 * 2_654_435_761) & 0xffff_ffff) >> 24;
        let (x, y) = (index / 3 % width, index / 3 / width);
        let smooth = ((x * 255 / width + y * 128 / height) % 256) as u64;
        ((3 * smooth + noise) / 4) as u8
    };
    (0..3 * width * height).map(value).collect()
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// Imports one file, and holds what the network gives against what onnxruntime gave.
fn agrees(folder: &Path, name: &str, architecture: &str) {
    let desk = Desk::new();
    let expected: Expected =
        serde_json::from_str(&fs::read_to_string(folder.join(format!("{name}.json"))).unwrap()).unwrap();
    let imported = desk.import(&folder.join(format!("{name}.onnx"))).unwrap();
    assert_eq!(imported.card.architecture, architecture);
    let pixels = picture(expected.width, expected.height);
    let found = match imported.card.role {
        ModelRole::Embedder => {
            let embedder = Embedder::load(&desk.models(), "imported").unwrap();
            assert_eq!(embedder.card().output.values, expected.outputs[0].len());
            embedder.outputs(&[&AlignedFace::square(embedder.side(), pixels).unwrap()]).unwrap()
        }
        ModelRole::Detector => {
            let detector = AnchorDetector::load(&desk.models(), "imported").unwrap();
            detector.outputs(&pixels, expected.width, expected.height).unwrap()
        }
    };
    let mut lowest = 1.0f64;
    for (index, (found, expected)) in found.iter().zip(&expected.outputs).enumerate() {
        assert_eq!(found.len(), expected.len(), "{name}, output {index}");
        let cosine = cosine(found, expected);
        assert!(cosine > 0.999_99, "{name}, output {index}: cosine {cosine}");
        lowest = lowest.min(cosine);
    }
    println!("{name}: lowest cosine {lowest:.9}");
}

#[test]
fn the_committed_detectors_agree_with_onnxruntime() {
    agrees(&root("tests/fixtures/import"), "yunet-s", "yunet-s");
    agrees(&root("tests/fixtures/import"), "yunet", "yunet-s");
}

#[test]
fn every_exported_architecture_agrees_with_onnxruntime() {
    let folder = exports();
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: no {}; make it with models/convert/random_exports.py", folder.display());
        return;
    };
    let mut names: Vec<String> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".onnx")?.to_owned())).collect();
    names.sort();
    assert!(!names.is_empty());
    for name in names {
        agrees(&folder, &name, &name);
    }
}

/// A published network, not to be shipped with the program. Fetched through the npm client where that is allowed
/// (FRS_FETCH=1), or found in FRS_PACKAGES.
fn published() -> Option<PathBuf> {
    const PACKAGE: &str = "faceplugin-face-recognition-js";
    let folder = std::env::var_os("FRS_PACKAGES").map_or_else(|| root("target/packages"), PathBuf::from);
    let file = folder.join("package/model/fr_feature.onnx");
    if !file.is_file() && std::env::var_os("FRS_FETCH").is_some() {
        fs::create_dir_all(&folder).ok()?;
        let run = |command: &str, arguments: &[&str]| {
            let done = Command::new(command).args(arguments).current_dir(&folder).status();
            done.is_ok_and(|status| status.success())
        };
        let archive = format!("{PACKAGE}-0.0.1.tgz");
        let _ = run("npm", &["pack", &format!("{PACKAGE}@0.0.1")])
            && run("tar", &["xzf", &archive, "package/model/fr_feature.onnx"]);
    }
    file.is_file().then_some(file)
}

#[derive(serde::Deserialize)]
struct Published {
    sha256: String,
    faces: std::collections::BTreeMap<String, Vec<f32>>,
}

#[test]
fn a_published_network_agrees_with_onnxruntime() {
    let Some(file) = published() else {
        println!("skipped: no published ONNX file; FRS_FETCH=1 fetches it from npm, FRS_PACKAGES names where it lies");
        return;
    };
    let expected: Published =
        serde_json::from_str(&fs::read_to_string(root("tests/fixtures/import/published.json")).unwrap()).unwrap();
    let desk = Desk::new();
    let imported = desk.import(&file).unwrap();
    assert_eq!(imported.file.to_string(), expected.sha256);
    assert_eq!((imported.card.architecture.as_str(), imported.card.output.values), ("arcface-mobilefacenet", 512));
    let embedder = Embedder::load(&desk.models(), "imported").unwrap();
    for (name, expected) in &expected.faces {
        let bytes = fs::read(root("tests/fixtures/recognition").join(name)).unwrap();
        let sample = decode(&bytes, &DecodeLimits::default()).unwrap();
        let aligned = AlignedFace::from_rgb(sample.pixels().to_vec()).unwrap();
        let found = embedder.outputs(&[&aligned]).unwrap();
        let cosine = cosine(&found[0], expected);
        assert!(cosine > 0.999_99, "{name}: cosine {cosine}");
    }
}

#[test]
fn what_is_imported_has_a_card_that_says_what_was_said() {
    let desk = Desk::new();
    let file = root("tests/fixtures/import/yunet-s.onnx");
    let imported = desk.import(&file).unwrap();
    let (card, identity) = inspect_model(&desk.models(), "imported").unwrap();
    assert_eq!((&identity, identity.weights), (&imported.identity, card.weights.sha256));
    // The published network has 54,608 values; those of its 752 batch-normed channels (two each) are folded.
    assert_eq!((card.role, card.output.values, card.weights.values), (ModelRole::Detector, 15, 54_608 - 2 * 752));
    assert_eq!(card.source.file_sha256, Some(imported.file));
    assert_eq!(card.source.files, ["yunet-s.onnx"]);
    assert!(card.uses.prohibited.iter().any(|text| text.contains("identification")), "what no model is for");
    assert!(card.calibration.is_none());
    let folder = desk.models().join("imported");
    assert_eq!(fs::read_to_string(folder.join("LICENSE")).unwrap(), "Do as you like.");
    assert!(fs::read_to_string(folder.join("CARD.md")).unwrap().contains("not measured"));
    // The same file gives the same weights; a name is never given twice.
    assert!(matches!(desk.import(&file), Err(ImportError::Exists(_))));
    let again = import_model(&desk.models(), "again", &file, &desk.path("about.toml")).unwrap();
    assert_eq!(again.identity.weights, imported.identity.weights);
    assert_ne!(again.identity.card, imported.identity.card, "a card names its model");
    // It is a detector, and no shipped one.
    assert!(matches!(Embedder::load(&desk.models(), "imported"), Err(RecognitionError::Card { .. })));
    assert!(matches!(AnchorDetector::load(&root("models"), "mtcnn"), Err(RecognitionError::Card { .. })));
    let detector = AnchorDetector::load(&desk.models(), "imported").unwrap();
    assert!(detector.outputs(&[0; 3 * 33 * 32], 33, 32).is_err(), "no multiple of 32");
}

#[test]
fn what_is_not_said_is_asked_for() {
    let desk = Desk::new();
    let file = root("tests/fixtures/import/yunet-s.onnx");
    for (from, to, what) in [
        ("summary = \"Random weights for a test.\"", "", "summary"),
        ("spdx = \"CC0-1.0\"", "spdx = \"\"", "spdx"),
        ("statement = \"Not trained.\"", "statement = \"TODO\"", "training"),
        ("intended = [\"a test\"]", "intended = []", "intended"),
        ("version = \"1\"", "version = \"1\"\nkind = 3", "kind"),
        ("text = \"TERMS\"", "text = \"../TERMS\"", "without a path"),
        ("frs.model-about/1", "frs.model-about/2", "schema"),
        ("[use]", "[input]\nchannels = \"RBG\"\n[use]", "channels"),
        ("[use]", "[input]\nscale = 0\n[use]", "scale"),
    ] {
        assert!(ABOUT.contains(from));
        fs::write(desk.path("about.toml"), ABOUT.replacen(from, to, 1)).unwrap();
        let error = desk.import(&file).unwrap_err();
        assert!(matches!(&error, ImportError::About { .. }) && error.to_string().contains(what), "{what}: {error}");
    }
    fs::write(desk.path("about.toml"), ABOUT.replace("TERMS", "NOTERMS")).unwrap();
    assert!(matches!(desk.import(&file), Err(ImportError::File { .. })), "the terms are not there");
    fs::write(desk.path("about.toml"), ABOUT).unwrap();
    for name in ["", "Model", "../other", "a b", "1st", &"x".repeat(41)] {
        assert!(matches!(
            import_model(&desk.models(), name, &file, &desk.path("about.toml")),
            Err(ImportError::Name(_))
        ));
    }
    assert!(desk.is_empty());
}

/// The committed file with one text replaced by another of the same length.
fn changed(from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = fs::read(root("tests/fixtures/import/yunet-s.onnx")).unwrap();
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    bytes
}

#[test]
fn an_unknown_graph_is_refused_with_the_first_operator_that_does_not_fit() {
    let desk = Desk::new();
    // In protocol buffers a kind stands behind its field's number and its length.
    let bytes = changed("\"\x04Relu", "\"\x04Tanh");
    let error = desk.import_bytes(&bytes).unwrap_err();
    let ImportError::Unknown { closest, operator, why, .. } = &error else { panic!("{error}") };
    assert!(closest.contains("YuNet") && operator.contains("Tanh") && why.contains("Relu"), "{error}");
    let error = desk.import_bytes(&changed("\"\x04Conv", "\"\x04Corn")).unwrap_err().to_string();
    assert!(error.contains("\"Conv_0\" (\"Corn\")") && error.contains("no architecture begins with it"), "{error}");
    let bytes = changed("\"\x07MaxPool", "\"\x07MinPool");
    let error = desk.import_bytes(&bytes).unwrap_err().to_string();
    assert!(error.contains("MinPool") && error.contains("expected MaxPool of 2×2"), "{error}");
    assert!(desk.is_empty());
}

#[test]
fn a_file_that_is_no_model_or_cut_off_is_refused() {
    let desk = Desk::new();
    let whole = fs::read(root("tests/fixtures/import/yunet-s.onnx")).unwrap();
    for bytes in [&b""[..], b"hello", b"\x89PNG\r\n\x1a\n", &[0xff; 64]] {
        let error = desk.import_bytes(bytes).unwrap_err();
        assert!(matches!(error, ImportError::Malformed { .. }), "{error}");
    }
    for step in 1..200 {
        let error = desk.import_bytes(&whole[..whole.len() * step / 200]).unwrap_err();
        assert!(matches!(error, ImportError::Malformed { .. }), "{error}");
    }
    assert!(desk.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever is changed in the file: an error in words, or a model that loads and runs; never a panic, and nothing half-made.
    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), head in any::<bool>()) {
        let desk = Desk::new();
        let mut bytes = fs::read(root("tests/fixtures/import/yunet-s.onnx")).unwrap();
        // Half of the cases hit the operators, which stand before the weights.
        let length = if head { 12_000 } else { bytes.len() };
        for (index, value) in changes {
            let at = index.index(length);
            bytes[at] = value;
        }
        match desk.import_bytes(&bytes) {
            Ok(imported) => prop_assert!(imported.folder.join("card.toml").is_file()),
            Err(_) => prop_assert!(desk.is_empty()),
        }
    }
}

/// Weights of an imported detector decide nothing in a program that has not pinned it.
#[test]
fn shipped_models_stay_the_ones_in_use() {
    let desk = Desk::new();
    for model in ["mtcnn", "mobilefacenet", "dlib-resnet29", "fused"] {
        let to = desk.models().join(model);
        fs::create_dir(&to).unwrap();
        let weights = if model == "fused" { "components.toml" } else { "weights.safetensors" };
        for file in ["card.toml", weights] {
            fs::copy(root("models").join(model).join(file), to.join(file)).unwrap();
        }
    }
    let file = root("tests/fixtures/import/yunet-s.onnx");
    import_model(&desk.models(), "a-detector", &file, &desk.path("about.toml")).unwrap();
    let recognizer = Recognizer::load(&desk.models()).unwrap();
    assert_eq!((recognizer.detector().name.as_str(), recognizer.embedder().name.as_str()), ("mtcnn", "fused"));
}
