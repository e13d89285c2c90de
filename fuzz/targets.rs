//! What comes from elsewhere, and what must hold of it whatever the bytes are: an error in words, or a value that says the
//! same when it is written and read again. Nothing panics.
//!
//! Used twice: by the targets of `cargo fuzz` beside this file, and by `tests/fuzz.rs`, which needs no tool.

use std::{
    fs,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use frs::{
    gate::{read_floor_lines, read_paper, read_program_file},
    operation::enroll::{Details, read_manifest},
    policy::Floor,
    recognition::{About, DecodeLimits, Face, Recognizer, decode, import_model},
    seal::{AddCheckpoint, Checkpoint, InclusionProof, KeyFile, Note, bundle},
};

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("note", note),
    ("manifest", manifest),
    ("image", image),
    ("onnx", onnx),
    ("bundle", bundle_of),
    ("proof", proof),
    ("key_file", key_file),
    ("floor", floor),
];

/// A directory of this process for what can only be read from a file.
static PLACE: LazyLock<PathBuf> = LazyLock::new(|| {
    let place = std::env::temp_dir().join(format!("frs-fuzz-{}", std::process::id()));
    fs::create_dir_all(place.join("models")).expect("a temporary directory");
    // The form, filled in: without it no graph is read.
    let filled: String = About::TEMPLATE
        .lines()
        .skip(1)
        .map(|line| match line.split_once("TODO") {
            Some((key, rest)) => format!("{key}text{}\n", if rest.ends_with("\"]") { "\"]" } else { "\"" }),
            None => format!("{line}\n"),
        })
        .collect();
    fs::write(place.join("about.toml"), filled).expect("a temporary file");
    place
});

static RECOGNIZER: LazyLock<Recognizer> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let models = [root.join("models"), root.join("../models")].into_iter().find(|dir| dir.is_dir());
    Recognizer::load(&models.expect("the models")).expect("whole models")
});

/// Deletes what the targets wrote.
pub fn clean() {
    let _ = fs::remove_dir_all(&*PLACE);
}

fn written(name: &str, data: &[u8]) -> PathBuf {
    use std::io::Write as _;
    let path = PLACE.join(name);
    let mut options = fs::OpenOptions::new();
    let file = options.create(true).write(true).truncate(true).mode(0o600).open(&path);
    file.expect("a temporary file").write_all(data).expect("room");
    path
}

/// Papers, checkpoints, program files: all that is a signed note.
pub fn note(data: &[u8]) {
    if let Ok(note) = Note::parse(data) {
        assert_eq!(note.to_string().as_bytes(), data, "a note has one spelling");
        let _ = Checkpoint::read(note.text());
    }
    if let Ok(paper) = read_paper(data) {
        assert_eq!(paper.words(), read_paper(data).expect("it was read before").words());
    }
    let _ = std::str::from_utf8(data).map(read_program_file);
}

/// The first byte says whether it is CSV or JSON Lines.
pub fn manifest(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let path = written(if kind % 2 == 0 { "m.csv" } else { "m.jsonl" }, rest);
    let _ = read_manifest(&path, Some(&PLACE), &Details::default());
}

/// From the bytes of a photograph to the face as the network wants it. The limits are lower, so that a run tries more.
pub fn image(data: &[u8]) {
    let limits = DecodeLimits { max_bytes: 1 << 20, max_pixels: 1 << 20, max_side: 4_096, max_memory: 16 << 20 };
    let Ok(sample) = decode(data, &limits) else { return };
    assert_eq!(sample.pixels().len(), 3 * sample.width as usize * sample.height as usize);
    let (w, h) = (f64::from(sample.width), f64::from(sample.height));
    let at = |x: f64, y: f64| [x * w, y * h];
    // Inside, and far outside: a detector may say both.
    for reach in [1.0, 40.0] {
        let landmarks = [at(0.3, 0.4), at(0.7 * reach, 0.4), at(0.5, 0.6), at(0.35, 0.8 * reach), at(0.65, 0.8)];
        let face =
            Face { left: 0.0, top: 0.0, right: w, bottom: h, confidence: 1.0, landmarks, found_after: Vec::new() };
        let aligned = RECOGNIZER.align(&sample, &face);
        assert!((0.0..=1.0).contains(&aligned.outside()));
    }
}

/// A model from elsewhere.
pub fn onnx(data: &[u8]) {
    let file = written("model.onnx", data);
    let models = PLACE.join("models");
    if import_model(&models, "m", &file, &PLACE.join("about.toml")).is_ok() {
        let _ = fs::remove_dir_all(models.join("m"));
    }
    assert_eq!(fs::read_dir(&models).expect("it is there").count(), 0, "a refused import leaves nothing behind");
}

/// What somebody sends as a release.
pub fn bundle_of(data: &[u8]) {
    if let Ok(files) = bundle::read_bundle(data) {
        assert!(files.iter().all(|(name, _)| bundle::is_plain_name(name)));
        assert_eq!(&bundle::write_bundle(&files).expect("it was read")[..], data, "it is exactly what it lists");
    }
}

/// What a witness is asked, and what a court is given.
pub fn proof(data: &[u8]) {
    if let Ok(proof) = InclusionProof::read(data) {
        assert_eq!(proof.to_string().as_bytes(), data, "a proof has one spelling");
    }
    if let Ok(request) = AddCheckpoint::read(data) {
        assert_eq!(request.to_string().as_bytes(), data, "a request has one spelling");
    }
}

/// A key file that somebody else may have written.
pub fn key_file(data: &[u8]) {
    let path = written("key.toml", data);
    if let Ok(file) = KeyFile::open(&path) {
        let _ = (file.public_keys().person_id(), file.cost());
    }
}

/// The limits that a Commander signs.
pub fn floor(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(floor) = read_floor_lines(text) {
        assert_eq!(Floor::from_fields(floor.to_fields()).expect("it was read"), floor);
    }
}
