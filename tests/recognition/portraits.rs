//! The whole recipe on the shipped portraits, held against a reference that shares no code with it (`models/convert`).

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use frs::{
    recognition::{
        AlignedFace, Component, DecodeLimits, Embedder, Explanation, Face, ModelIdentity, RecognitionError, Recognizer,
        Sample, Severity, decode, explain, model_identities,
    },
    vocabulary::Template,
};
use rayon::prelude::*;

static RECOGNIZER: LazyLock<Recognizer> = LazyLock::new(|| Recognizer::load(&root("models")).unwrap());

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn portrait(name: &str) -> Sample {
    let bytes = std::fs::read(root("tests/portraits").join(name)).unwrap();
    decode(&bytes, &DecodeLimits::default()).unwrap()
}

fn template(name: &str) -> Template {
    let sample = portrait(name);
    let faces = RECOGNIZER.detect(&sample).unwrap();
    RECOGNIZER.embed(&RECOGNIZER.align(&sample, &faces[0])).unwrap()
}

#[derive(serde::Deserialize)]
struct Reference {
    portraits: BTreeMap<String, Portrait>,
}

#[derive(serde::Deserialize)]
struct Portrait {
    original: Faces,
    reduced: Faces,
    aligned: String,
    template: Vec<f32>,
}

#[derive(serde::Deserialize)]
struct Faces {
    file: Option<String>,
    boxes: Vec<[f64; 5]>,
    landmarks: Vec<[[f64; 2]; 5]>,
}

fn reference() -> BTreeMap<String, Portrait> {
    let text = std::fs::read_to_string(root("tests/fixtures/recognition/reference.json")).unwrap();
    serde_json::from_str::<Reference>(&text).unwrap().portraits
}

fn fixture(name: &str) -> Sample {
    let bytes = std::fs::read(root("tests/fixtures/recognition").join(name)).unwrap();
    decode(&bytes, &DecodeLimits::default()).unwrap()
}

#[test]
fn the_embedder_agrees_with_the_original_tflite_file() {
    let embedder = Embedder::load(&root("models"), "mobilefacenet").unwrap();
    for (name, portrait) in reference() {
        let aligned = AlignedFace::from_rgb(fixture(&portrait.aligned).pixels().to_vec()).unwrap();
        let template = embedder.embed(&aligned).unwrap();
        let cosine: f32 = template.values().iter().zip(&portrait.template).map(|(a, b)| a * b).sum();
        assert!(cosine > 0.999_999, "{name}: cosine {cosine}");
    }
}

/// The length of the output before scaling tells a poor picture from a good one of the same face, by itself and as a composite's first part.
#[test]
fn a_poor_picture_has_a_shorter_output() {
    let embedder = Embedder::load(&root("models"), "mobilefacenet").unwrap();
    let length = |pixels: Vec<u8>| embedder.embed_measured(&AlignedFace::from_rgb(pixels).unwrap()).unwrap().1;
    for (name, portrait) in reference() {
        let good = fixture(&portrait.aligned).pixels().to_vec();
        let dark = good.iter().map(|value| value / 8).collect();
        let on_its_head = good.chunks(3 * 112).rev().flatten().copied().collect();
        let (good, dark, on_its_head) = (length(good), length(dark), length(on_its_head));
        println!("{name}: {good:.1}, dark {dark:.1}, on its head {on_its_head:.1}");
        if !name.contains("partial") {
            assert!(dark < 0.9 * good && on_its_head < 0.9 * good, "{name}: {good} {dark} {on_its_head}");
        }
    }
    let sample = portrait("obama.jpg");
    let face = RECOGNIZER.detect(&sample).unwrap().remove(0);
    let alone = embedder.embed_measured(&embedder.align(&sample, &face)).unwrap().1;
    let fused = Embedder::load(&root("models"), "fused").unwrap();
    assert_eq!(fused.embed_measured(&fused.align(&sample, &face)).unwrap().1, alone);
}

/// Distances of corners and landmarks between what is found and what the reference found, pixels.
fn distances(name: &str, found: &[Face], expected: &Faces) -> Vec<f64> {
    assert_eq!(found.len(), expected.landmarks.len(), "{name}: faces");
    let mut distances = Vec::new();
    for (face, (landmarks, edges)) in found.iter().zip(expected.landmarks.iter().zip(&expected.boxes)) {
        let corners = [[face.left, face.top], [face.right, face.bottom]];
        let expected_corners = [[edges[0], edges[1]], [edges[2], edges[3]]];
        let points = face.landmarks.iter().chain(&corners).zip(landmarks.iter().chain(&expected_corners));
        distances.extend(points.map(|(found, expected)| (found[0] - expected[0]).hypot(found[1] - expected[1])));
        assert!((f64::from(face.confidence) - edges[4]).abs() < 0.02, "{name}: confidence");
    }
    distances
}

#[test]
fn the_detector_agrees_with_the_reference() {
    for (name, expected) in reference() {
        let file = expected.reduced.file.as_deref().unwrap();
        let found = RECOGNIZER.detect(&fixture(file)).unwrap();
        let distances = distances(&name, &found, &expected.reduced);
        assert!(distances.iter().all(|d| *d < 0.05), "{name}: {distances:?}");
    }
}

/// On the JPEG originals the decoders differ by up to three levels, which is enough for the cascade to settle on a neighbouring box:
/// points then lie within a fiftieth of the distance between the eyes.
#[test]
fn the_detector_agrees_on_the_originals() {
    for (name, expected) in reference() {
        let found = RECOGNIZER.detect(&portrait(&name)).unwrap();
        let distances = distances(&name, &found, &expected.original);
        assert!(distances.iter().all(|d| *d < 2.0), "{name}: {distances:?}");
    }
}

#[test]
fn alignment_agrees_with_the_reference() {
    for (name, expected) in reference() {
        let sample = portrait(&name);
        let [left, top, right, bottom, confidence] = expected.original.boxes[0];
        let landmarks = expected.original.landmarks[0];
        let face = Face { left, top, right, bottom, confidence: confidence as f32, landmarks, found_after: Vec::new() };
        let aligned = RECOGNIZER.align(&sample, &face);
        let fixture = fixture(&expected.aligned);
        let pixels = aligned.pixels().iter().zip(fixture.pixels());
        let sum: u32 = pixels.map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        let mean = f64::from(sum) / aligned.pixels().len() as f64;
        assert!(mean < if name.ends_with(".png") { 0.1 } else { 1.0 }, "{name}: mean difference {mean}");
    }
}

#[test]
fn one_man_resembles_himself_and_nobody_else() {
    let obama = ["obama.jpg", "obama2.jpg", "obama3.jpg"].map(template);
    for (i, a) in obama.iter().enumerate() {
        for b in &obama[..i] {
            let score = a.compare(b).unwrap().0;
            assert!(score > 0.85, "the same man: {score}");
        }
        for other in ["biden.jpg", "astronaut.png"] {
            let score = a.compare(&template(other)).unwrap().0;
            assert!(score < 0.75, "{other}: {score}");
        }
    }
}

/// A composite's score is the weighted mean of its parts' cosines, whatever the batch.
#[test]
fn a_fused_score_is_the_weighted_mean_of_both() {
    let parts = ["mobilefacenet", "dlib-resnet29"].map(|name| Embedder::load(&root("models"), name).unwrap());
    let seen: Vec<(Template, [Template; 2])> = ["obama.jpg", "biden.jpg"]
        .iter()
        .map(|name| {
            let sample = portrait(name);
            let face = RECOGNIZER.detect(&sample).unwrap().remove(0);
            let of = |part: &Embedder| part.embed(&part.align(&sample, &face)).unwrap();
            let aligned = RECOGNIZER.align(&sample, &face);
            assert_eq!(aligned.all().count(), 2);
            let fused = RECOGNIZER.embed(&aligned).unwrap();
            (fused, [of(&parts[0]), of(&parts[1])])
        })
        .collect();
    let [(a, own), (b, other)] = &seen[..] else { panic!() };
    let score = |a: &Template, b: &Template| f64::from(a.compare(b).unwrap().0);
    let mean = 0.35 * score(&own[0], &other[0]) + 0.65 * score(&own[1], &other[1]);
    assert!((score(a, b) - mean).abs() < 1e-6, "{} and {mean}", score(a, b));
    assert!(own[0].compare(a).is_err(), "templates of a part and of the whole are of different models");
    // One aligned image is not enough, nor is one of another embedder.
    let alone = AlignedFace::from_rgb(vec![7; 3 * 112 * 112]).unwrap();
    assert!(matches!(RECOGNIZER.embed(&alone), Err(RecognitionError::Network { .. })));
}

#[test]
fn a_photograph_gives_the_same_bytes_on_any_thread_count_and_in_any_company() {
    let samples = ["obama.jpg", "obama2.jpg", "biden.jpg", "astronaut.png"].map(portrait);
    let bytes = |sample: &Sample| {
        let faces = RECOGNIZER.detect(sample).unwrap();
        let template = RECOGNIZER.embed(&RECOGNIZER.align(sample, &faces[0])).unwrap();
        (faces, template.to_bytes())
    };
    let alone: Vec<_> = samples.iter().map(bytes).collect();
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let together: Vec<_> = pool.install(|| samples.par_iter().map(bytes).collect());
        assert!(together == alone, "{threads} threads");
    }
}

#[test]
fn portraits_are_of_use_and_covered_faces_are_not() {
    for name in ["obama.jpg", "obama2.jpg", "obama3.jpg", "biden.jpg", "astronaut.png"] {
        let sample = portrait(name);
        let faces = RECOGNIZER.detect(&sample).unwrap();
        let findings = RECOGNIZER.assess(&sample, &faces, 0).findings(RECOGNIZER.limits());
        assert!(findings.iter().all(|f| f.severity < Severity::Refuse), "{name}: {findings:?}");
    }
    for name in ["obama_partial_face.jpg", "obama_partial_face2.jpg"] {
        let sample = portrait(name);
        let faces = RECOGNIZER.detect(&sample).unwrap();
        let findings = RECOGNIZER.assess(&sample, &faces, 0).findings(RECOGNIZER.limits());
        let cut = findings.iter().find(|f| f.component == Component::FaceOutsideImage);
        assert!(cut.is_some_and(|f| f.severity == Severity::Refuse), "{name}: {findings:?}");
    }
}

#[test]
fn pictures_without_a_face_give_none_whatever_their_shape() {
    for (width, height) in [(1, 1), (11, 300), (300, 19), (64, 64), (4000, 3), (2000, 1500)] {
        let pixels = (0..3 * width * height).map(|i| (i / 97 % 256) as u8).collect();
        let sample = Sample::from_rgb(width, height, pixels).unwrap();
        assert_eq!(RECOGNIZER.detect(&sample).unwrap(), [], "{width}×{height}");
    }
}

/// Enlarged fourfold, the photograph is scanned on a reduced copy; points must come back in its own pixels.
#[test]
fn a_large_photograph_gives_the_same_face() {
    let small = portrait("astronaut.png");
    let image = image::RgbImage::from_raw(small.width, small.height, small.pixels().to_vec()).unwrap();
    let large = image::imageops::resize(&image, 2048, 2048, image::imageops::FilterType::Triangle);
    let large = Sample::from_rgb(2048, 2048, large.into_raw()).unwrap();
    let (few, many) = (RECOGNIZER.detect(&small).unwrap(), RECOGNIZER.detect(&large).unwrap());
    assert_eq!((few.len(), many.len()), (1, 1));
    for (a, b) in few[0].landmarks.iter().zip(&many[0].landmarks) {
        let distance = (4.0 * a[0] - b[0]).hypot(4.0 * a[1] - b[1]);
        assert!(distance < 8.0, "{a:?} against {b:?}");
    }
    let embed = |sample: &Sample, faces: &[Face]| RECOGNIZER.embed(&RECOGNIZER.align(sample, &faces[0])).unwrap();
    let score = embed(&small, &few).compare(&embed(&large, &many)).unwrap().0;
    assert!(score > 0.95, "{score}");
}

#[test]
fn an_explanation_shows_each_stage_and_says_what_it_is() {
    let sample = portrait("astronaut.png");
    let faces = RECOGNIZER.detect(&sample).unwrap();
    let aligned = RECOGNIZER.align(&sample, &faces[0]);
    let quality = RECOGNIZER.assess(&sample, &faces, 0);
    let template = RECOGNIZER.embed(&aligned).unwrap();
    let what = Explanation {
        received: None,
        sample: &sample,
        faces: &faces,
        chosen: 0,
        aligned: &aligned,
        quality: &quality,
        limits: RECOGNIZER.limits(),
        template: Some(&template),
        models: [RECOGNIZER.detector(), RECOGNIZER.embedder()],
        notice: "WORKING COPY",
    };
    let files = explain(&what).unwrap();
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["1-decoded.png", "2-detected.png", "3-aligned.png", "3-aligned-2.png", "4-quality.json", "5-template.txt"]
    );
    let decoded = decode(&files[0].1, &DecodeLimits::default()).unwrap();
    assert!(decoded.pixels() == sample.pixels());
    for (name, content) in &files[4..] {
        assert!(String::from_utf8_lossy(content).contains("WORKING COPY"), "{name}");
    }
    assert_eq!(explain(&what).unwrap(), files, "the same photograph gives the same bytes");
}

/// The folder of models, copied so that it can be spoilt.
fn copied_models() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for model in ["mtcnn", "mobilefacenet", "dlib-resnet29", "fused"] {
        let to = copy.path().join(model);
        std::fs::create_dir(&to).unwrap();
        let weights = if model == "fused" { "components.toml" } else { "weights.safetensors" };
        for file in ["card.toml", weights] {
            std::fs::copy(root("models").join(model).join(file), to.join(file)).unwrap();
        }
    }
    copy
}

#[test]
fn a_model_is_refused_when_one_bit_of_it_differs() {
    let models = copied_models();
    let path = models.path().join("mobilefacenet/weights.safetensors");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[3_000_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(Recognizer::load(models.path()), Err(RecognitionError::Weights { .. })));
    // Gating sees it too: the identity names the file that is there.
    let found = model_identities(models.path()).unwrap();
    let shipped = model_identities(&root("models")).unwrap();
    let of = |identities: &[ModelIdentity], name: &str| identities.iter().find(|i| i.name == name).cloned().unwrap();
    assert_ne!(of(&found, "mobilefacenet").weights, of(&shipped, "mobilefacenet").weights);
    assert_ne!(of(&found, "fused").weights, of(&shipped, "fused").weights, "a composite is its parts, too");
    assert_eq!(of(&found, "mtcnn"), of(&shipped, "mtcnn"));
    assert_eq!(&of(&shipped, "fused"), RECOGNIZER.embedder());
    assert_eq!(&of(&shipped, "mtcnn"), RECOGNIZER.detector());
}

#[test]
fn a_card_is_strict() {
    let changes: [(&str, &str, &str); 7] = [
        ("schema = \"frs.model-card/1\"", "schema = \"frs.model-card/2\"", "schema"),
        ("name = \"fused\"", "name = \"other\"", "name"),
        ("role = \"embedder\"", "role = \"detector\"", "role"),
        ("file = \"components.toml\"", "file = \"../mtcnn/weights.safetensors\"", "path"),
        ("[licence]", "[licence]\nkind = \"x\"", "unknown key"),
        ("scale = 128.0", "scale = 0.0", "scale"),
        ("sharpness = { refuse", "sharpness = { refuse_ = 0.0, refuse", "limits"),
    ];
    let card = std::fs::read_to_string(root("models/fused/card.toml")).unwrap();
    let models = copied_models();
    for (from, to, what) in changes {
        assert!(card.contains(from), "{from}");
        std::fs::write(models.path().join("fused/card.toml"), card.replacen(from, to, 1)).unwrap();
        assert!(matches!(Recognizer::load(models.path()), Err(RecognitionError::Card { .. })), "{what}");
    }
}

#[test]
fn faces_that_are_embedded_together_have_the_templates_that_they_have_alone() {
    let aligned: Vec<_> = ["obama.jpg", "biden.jpg", "obama2.jpg"]
        .map(|name| {
            let sample = portrait(name);
            let faces = RECOGNIZER.detect(&sample).unwrap();
            RECOGNIZER.align(&sample, &faces[0])
        })
        .into();
    let alone: Vec<_> = aligned.iter().map(|face| RECOGNIZER.embed(face).unwrap().to_bytes()).collect();
    let together = RECOGNIZER.embed_all(&aligned.iter().collect::<Vec<_>>()).unwrap();
    assert_eq!(together.iter().map(Template::to_bytes).collect::<Vec<_>>(), alone);
    assert!(RECOGNIZER.embed_all(&[]).unwrap().is_empty());
    let small = AlignedFace::from_rgb(aligned[0].pixels().to_vec()).unwrap();
    assert!(matches!(RECOGNIZER.embed_all(&[&aligned[0], &small]), Err(RecognitionError::Network { .. })));
}

#[test]
fn shipped_photographs_are_the_ones_their_page_names() {
    let page = std::fs::read_to_string(root("tests/portraits/README.md")).unwrap();
    for entry in std::fs::read_dir(root("tests/portraits")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name == "README.md" {
            continue;
        }
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &std::fs::read(&path).unwrap());
        let hex: String = digest.as_ref().iter().map(|b| format!("{b:02x}")).collect();
        assert!(page.lines().any(|line| line.contains(name) && line.contains(&hex)), "{name} {hex}");
    }
}
