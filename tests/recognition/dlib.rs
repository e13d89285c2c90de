//! The second embedder, held against dlib itself (`models/convert/dlib_fixtures.py`).

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use frs::recognition::{AlignedFace, DecodeLimits, Embedder, RecognitionError, Recognizer, Sample, decode};
use rayon::prelude::*;

static RECOGNIZER: LazyLock<Recognizer> = LazyLock::new(|| Recognizer::load(&root("models")).unwrap());
static EMBEDDER: LazyLock<Embedder> = LazyLock::new(|| Embedder::load(&root("models"), "dlib-resnet29").unwrap());

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> Sample {
    decode(&std::fs::read(root(path)).unwrap(), &DecodeLimits::default()).unwrap()
}

#[derive(serde::Deserialize)]
struct Reference {
    chips: BTreeMap<String, Chip>,
    own: BTreeMap<String, Vec<f32>>,
}

#[derive(serde::Deserialize)]
struct Chip {
    left: usize,
    top: usize,
    values: Vec<f32>,
}

fn reference() -> Reference {
    let text = std::fs::read_to_string(root("tests/fixtures/recognition/dlib.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// 150×150 pixels of a fixture, untouched.
fn chip(file: &str, chip: &Chip) -> AlignedFace {
    let sample = read(&format!("tests/fixtures/recognition/{file}"));
    let line = 3 * sample.width as usize;
    let rows = sample.pixels().chunks_exact(line).skip(chip.top).take(150);
    let pixels = rows.flat_map(|row| &row[3 * chip.left..3 * (chip.left + 150)]).copied().collect();
    AlignedFace::square(150, pixels).unwrap()
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

#[test]
fn the_network_agrees_with_dlib_on_the_same_chips() {
    let reference = reference();
    assert!(reference.chips.len() >= 5);
    let chips: Vec<_> = reference.chips.iter().map(|(file, expected)| chip(file, expected)).collect();
    let found = EMBEDDER.outputs(&chips.iter().collect::<Vec<_>>()).unwrap();
    for ((file, expected), found) in reference.chips.iter().zip(&found) {
        let cosine = cosine(found, &expected.values);
        // Weights of 16 bits cost 3e-7 (models/dlib-resnet29/CARD.md).
        assert!(cosine > 0.999_999, "{file}: cosine {cosine}");
        let off = found.iter().zip(&expected.values).map(|(f, e)| (f - e).abs()).fold(0f32, f32::max);
        assert!(off < 1e-3, "{file}: off by {off}");
    }
}

#[test]
fn our_alignment_reaches_the_chip_that_dlib_cuts() {
    // Where half of the face is missing, the two detectors place it by guessing: those photographs are left out.
    for (name, expected) in reference().own.into_iter().filter(|(name, _)| !name.contains("partial")) {
        let sample = read(&format!("tests/portraits/{name}"));
        let faces = RECOGNIZER.detect(&sample).unwrap();
        let aligned = EMBEDDER.align(&sample, &faces[0]);
        let found = EMBEDDER.outputs(&[&aligned]).unwrap();
        let cosine = cosine(&found[0], &expected);
        assert!(cosine > 0.99, "{name}: cosine {cosine}");
    }
}

#[test]
fn one_man_resembles_himself_more_than_anybody_else() {
    let template = |name: &str| {
        let sample = read(&format!("tests/portraits/{name}"));
        let faces = RECOGNIZER.detect(&sample).unwrap();
        EMBEDDER.embed(&EMBEDDER.align(&sample, &faces[0])).unwrap()
    };
    let obama = ["obama.jpg", "obama2.jpg", "obama3.jpg"].map(template);
    let others = ["biden.jpg", "astronaut.png"].map(template);
    let score = |a, b: &frs::vocabulary::Template| frs::vocabulary::Template::compare(a, b).unwrap().0;
    let lowest = score(&obama[0], &obama[1]).min(score(&obama[0], &obama[2])).min(score(&obama[1], &obama[2]));
    let highest = obama.iter().flat_map(|a| others.iter().map(move |b| score(a, b))).fold(-1f32, f32::max);
    assert!(lowest > highest + 0.05, "{lowest} and {highest}");
}

#[test]
fn a_face_gives_the_same_bytes_in_any_batch_and_on_any_thread_count() {
    let reference = reference();
    let chips: Vec<_> = reference.chips.iter().map(|(file, expected)| chip(file, expected)).collect();
    let alone: Vec<Vec<f32>> = chips.iter().map(|chip| EMBEDDER.outputs(&[chip]).unwrap().remove(0)).collect();
    assert!(EMBEDDER.outputs(&chips.iter().collect::<Vec<_>>()).unwrap() == alone);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let together: Vec<Vec<f32>> =
            pool.install(|| chips.par_iter().map(|chip| EMBEDDER.outputs(&[chip]).unwrap().remove(0)).collect());
        assert!(together == alone, "{threads} threads");
    }
}

#[test]
fn a_face_of_another_size_or_another_models_template_is_refused() {
    let small = AlignedFace::from_rgb(vec![7; 3 * 112 * 112]).unwrap();
    assert!(matches!(EMBEDDER.embed(&small), Err(RecognitionError::Network { .. })));
    assert!(AlignedFace::square(150, vec![7; 3 * 112 * 112]).is_none());
    let large = AlignedFace::square(150, vec![7; 3 * 150 * 150]).unwrap();
    let other = Embedder::load(&root("models"), "mobilefacenet").unwrap();
    let (a, b) = (EMBEDDER.embed(&large).unwrap(), other.embed(&small).unwrap());
    assert!(a.compare(&b).is_err());
}
