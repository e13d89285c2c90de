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

/// What reads bytes from elsewhere.
pub struct Target {
    /// As `cargo fuzz` knows it.
    pub name: &'static str,
    /// Every reader behind it, in the order of the bits.
    pub readers: &'static [&'static str],
    /// Hands the bytes to each; a bit for whoever took them, so that a test can see that valid ones are read at all.
    pub run: fn(&[u8]) -> u32,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "note", readers: &["note", "checkpoint", "paper", "program file"], run: note },
    Target { name: "manifest", readers: &["CSV", "JSON Lines"], run: manifest },
    Target { name: "image", readers: &["photograph"], run: image },
    Target { name: "onnx", readers: &["model"], run: onnx },
    Target { name: "bundle", readers: &["bundle"], run: bundle_of },
    Target { name: "proof", readers: &["proof", "request to a witness"], run: proof },
    Target { name: "key_file", readers: &["key file"], run: key_file },
    Target { name: "floor", readers: &["floor"], run: floor },
];

thread_local! {
    /// A directory of this thread for what can only be read from a file: two tests do not write each other's.
    static PLACE: PathBuf = place();
}

fn in_place(name: &str) -> PathBuf {
    PLACE.with(|place| place.join(name))
}

fn place() -> PathBuf {
    let thread = format!("{:?}", std::thread::current().id()).replace(|c: char| !c.is_ascii_alphanumeric(), "");
    let place = std::env::temp_dir().join(format!("frs-fuzz-{}-{thread}", std::process::id()));
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
    fs::write(place.join("LICENSE"), "terms\n").expect("a temporary file");
    place
}

static RECOGNIZER: LazyLock<Recognizer> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let models = [root.join("models"), root.join("../models")].into_iter().find(|dir| dir.is_dir());
    Recognizer::load(&models.expect("the models")).expect("whole models")
});

/// Deletes what the targets wrote in this thread.
pub fn clean() {
    PLACE.with(|place| drop(fs::remove_dir_all(place)));
}

fn written(name: &str, data: &[u8]) -> PathBuf {
    use std::io::Write as _;
    let path = in_place(name);
    let mut options = fs::OpenOptions::new();
    let file = options.create(true).write(true).truncate(true).mode(0o600).open(&path);
    file.expect("a temporary file").write_all(data).expect("room");
    path
}

/// Papers, checkpoints, program files: all that is a signed note.
pub fn note(data: &[u8]) -> u32 {
    let mut taken = 0;
    if let Ok(note) = Note::parse(data) {
        assert_eq!(note.to_string().as_bytes(), data, "a note has one spelling");
        taken |= 1 | u32::from(Checkpoint::read(note.text()).is_ok()) << 1;
    }
    if let Ok(paper) = read_paper(data) {
        let again = read_paper(paper.file().as_bytes()).expect("what was read can be written and read");
        assert_eq!((paper.words(), paper.digest()), (again.words(), again.digest()), "a paper says the same");
        taken |= 1 << 2;
    }
    taken | u32::from(std::str::from_utf8(data).is_ok_and(|text| read_program_file(text).is_ok())) << 3
}

/// The first byte says whether it is CSV or JSON Lines.
pub fn manifest(data: &[u8]) -> u32 {
    let Some((kind, rest)) = data.split_first() else { return 0 };
    let lines = kind % 2 == 1;
    let path = written(if lines { "m.jsonl" } else { "m.csv" }, rest);
    let items = read_manifest(&path, Some(&in_place("")), &Details::default()).unwrap_or_default();
    u32::from(items.iter().any(|item| item.entry.is_ok())) << u32::from(lines)
}

/// From the bytes of a photograph to the face as the network wants it. The limits are lower, so that a run tries more.
pub fn image(data: &[u8]) -> u32 {
    let limits = DecodeLimits { max_bytes: 1 << 20, max_pixels: 1 << 20, max_side: 4_096, max_memory: 16 << 20 };
    let Ok(sample) = decode(data, &limits) else { return 0 };
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
    1
}

/// A model from elsewhere.
pub fn onnx(data: &[u8]) -> u32 {
    let file = written("model.onnx", data);
    let models = in_place("models");
    let taken = import_model(&models, "m", &file, &in_place("about.toml")).is_ok();
    if taken {
        let _ = fs::remove_dir_all(models.join("m"));
    }
    assert_eq!(fs::read_dir(&models).expect("it is there").count(), 0, "a refused import leaves nothing behind");
    u32::from(taken)
}

/// What somebody sends as a release.
pub fn bundle_of(data: &[u8]) -> u32 {
    let Ok(files) = bundle::read_bundle(data) else { return 0 };
    assert!(files.iter().all(|(name, _)| bundle::is_plain_name(name)));
    assert_eq!(&bundle::write_bundle(&files).expect("it was read")[..], data, "it is exactly what it lists");
    1
}

/// What a witness is asked, and what a court is given.
pub fn proof(data: &[u8]) -> u32 {
    let (proof, request) = (InclusionProof::read(data), AddCheckpoint::read(data));
    if let Ok(proof) = &proof {
        assert_eq!(proof.to_string().as_bytes(), data, "a proof has one spelling");
    }
    if let Ok(request) = &request {
        assert_eq!(request.to_string().as_bytes(), data, "a request has one spelling");
    }
    u32::from(proof.is_ok()) | u32::from(request.is_ok()) << 1
}

/// A key file that somebody else may have written.
pub fn key_file(data: &[u8]) -> u32 {
    let path = written("key.toml", data);
    let Ok(file) = KeyFile::open(&path) else { return 0 };
    let _ = (file.public_keys().person_id(), file.cost());
    1
}

/// The limits that a Commander signs.
pub fn floor(data: &[u8]) -> u32 {
    let Some(floor) = std::str::from_utf8(data).ok().and_then(|text| read_floor_lines(text).ok()) else { return 0 };
    assert_eq!(Floor::from_fields(floor.to_fields()).expect("it was read"), floor);
    1
}
