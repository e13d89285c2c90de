//! An imported detector at work: YuNet with its authors' weights finds, aligns and is looked at again as the shipped one is, under its own levels.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use frs::recognition::{
    Change, Component, DecodeLimits, Face, RecognitionError, Recognizer, Sample, decode, import_model, model_card,
    template_model,
};
use rayon::prelude::*;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

const ABOUT: &str = include_str!("../fixtures/import/yunet-about.toml");

/// The shipped models, and these files beside them, imported under these names.
fn models(imported: &[(&str, PathBuf)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    for model in ["mtcnn", "mobilefacenet", "dlib-resnet29", "fused"] {
        fs::create_dir(place.path().join(model)).unwrap();
        let weights = if model == "fused" { "components.toml" } else { "weights.safetensors" };
        for file in ["card.toml", weights] {
            fs::copy(root("models").join(model).join(file), place.path().join(model).join(file)).unwrap();
        }
    }
    let about = tempfile::tempdir().unwrap();
    fs::write(about.path().join("TERMS"), "Do as you like.").unwrap();
    for (name, file) in imported {
        let landmarks = if name.ends_with("-own") { "own" } else { "o-net" };
        let text = ABOUT.replace("[source]", &format!("landmarks = \"{landmarks}\"\n[source]"));
        fs::write(about.path().join("about.toml"), text).unwrap();
        import_model(place.path(), name, file, &about.path().join("about.toml")).unwrap();
    }
    place
}

/// With its own landmarks, and with those that the shipped cascade's last network sets on its boxes.
static MODELS: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let file = root("tests/fixtures/import/yunet.onnx");
    models(&[("yunet-own", file.clone()), ("yunet", file)])
});
static OWN: LazyLock<Recognizer> =
    LazyLock::new(|| Recognizer::load_with(MODELS.path(), "yunet-own", "fused").unwrap());
static YUNET: LazyLock<Recognizer> = LazyLock::new(|| Recognizer::load_with(MODELS.path(), "yunet", "fused").unwrap());
static SHIPPED: LazyLock<Recognizer> = LazyLock::new(|| Recognizer::load(&root("models")).unwrap());

const PORTRAITS: [&str; 4] = ["obama.jpg", "obama3.jpg", "biden.jpg", "astronaut.png"];

fn portrait(name: &str) -> image::RgbImage {
    let bytes = fs::read(root("tests/portraits").join(name)).unwrap();
    let sample = decode(&bytes, &DecodeLimits::default()).unwrap();
    let image = image::RgbImage::from_raw(sample.width, sample.height, sample.pixels().to_vec()).unwrap();
    image::DynamicImage::ImageRgb8(image).thumbnail(300, 300).into_rgb8()
}

fn sample(image: image::RgbImage) -> Sample {
    Sample::from_rgb(image.width(), image.height(), image.into_raw()).unwrap()
}

/// Mean distance of the landmarks, in distances between the eyes.
fn off(found: &Face, expected: &[[f64; 2]; 5]) -> f64 {
    let distance = |p: [f64; 2], q: [f64; 2]| (p[0] - q[0]).hypot(p[1] - q[1]);
    let sum: f64 = found.landmarks.iter().zip(expected).map(|(p, q)| distance(*p, *q)).sum();
    sum / 5.0 / distance(expected[0], expected[1])
}

#[test]
fn it_finds_the_faces_that_the_shipped_one_finds_and_their_templates_never_mix() {
    let embed = |recognizer: &Recognizer, sample: &Sample| {
        let faces = recognizer.detect(sample).unwrap();
        recognizer.embed(&recognizer.align(sample, &faces[0])).unwrap()
    };
    for name in PORTRAITS {
        let sample = sample(portrait(name));
        let (found, shipped) = (YUNET.detect(&sample).unwrap(), SHIPPED.detect(&sample).unwrap());
        assert_eq!(found[0].found_after, [], "{name}: the usual setting finds it");
        assert!(off(&found[0], &shipped[0].landmarks) < 0.08, "{name}: {}", off(&found[0], &shipped[0].landmarks));
        let own = OWN.detect(&sample).unwrap();
        assert!(
            (0.01..0.15).contains(&off(&own[0], &found[0].landmarks)),
            "{name}: {}",
            off(&own[0], &found[0].landmarks)
        );
        let past = |recognizer: &Recognizer, faces: &[Face]| -> Vec<Component> {
            let findings = recognizer.assess(&sample, faces, 0).findings(recognizer.limits());
            findings.iter().map(|finding| finding.component).collect()
        };
        assert_eq!(past(&YUNET, &found), past(&SHIPPED, &shipped), "{name}");
    }
    let [one, other, stranger] =
        ["obama.jpg", "obama3.jpg", "biden.jpg"].map(|name| embed(&YUNET, &sample(portrait(name))));
    let scores = [one.compare(&other).unwrap().0, one.compare(&stranger).unwrap().0];
    assert!(scores[0] > 0.75 && scores[1] < 0.6, "{scores:?}");
    let by_shipped = embed(&SHIPPED, &sample(portrait("obama.jpg")));
    assert!(one.compare(&by_shipped).is_err(), "faces that another detector found");
}

#[test]
fn templates_say_which_detector_found_the_face() {
    let weights = |recognizer: &Recognizer| (recognizer.embedder().weights, recognizer.detector().weights);
    // What the shipped one found is named as it always was.
    assert_eq!(SHIPPED.model(), SHIPPED.embedder().weights);
    let (embedder, detector) = weights(&YUNET);
    assert_eq!(embedder, SHIPPED.embedder().weights);
    assert_eq!(YUNET.model(), template_model(embedder, detector));
    assert_ne!(YUNET.model(), embedder);
    assert_ne!(YUNET.model(), template_model(detector, embedder));
    // Other landmarks, other templates: what sets them lies among the weights.
    assert_ne!(YUNET.model(), OWN.model());
}

#[test]
fn a_face_is_found_upright_however_the_photograph_lies() {
    for name in PORTRAITS {
        let upright = portrait(name);
        let face = YUNET.detect(&sample(upright.clone())).unwrap().remove(0);
        let (width, height) = (f64::from(upright.width()) - 1.0, f64::from(upright.height()) - 1.0);
        let turned = [
            (image::imageops::rotate90(&upright), Change::Turned270, face.landmarks.map(|[x, y]| [height - y, x])),
            (
                image::imageops::rotate180(&upright),
                Change::Turned180,
                face.landmarks.map(|[x, y]| [width - x, height - y]),
            ),
            (image::imageops::rotate270(&upright), Change::Turned90, face.landmarks.map(|[x, y]| [y, width - x])),
        ];
        for (image, change, expected) in turned {
            let faces = YUNET.detect(&sample(image)).unwrap();
            assert_eq!(faces[0].found_after, [change], "{name}: {:?}", faces[0]);
            assert!(off(&faces[0], &expected) < 0.1, "{name} {change:?}: {}", off(&faces[0], &expected));
        }
    }
}

#[test]
fn dark_photographs_and_tight_cuts_show_their_face() {
    for name in PORTRAITS {
        let usual = portrait(name);
        let face = YUNET.detect(&sample(usual.clone())).unwrap().remove(0);
        let dark = image::RgbImage::from_fn(usual.width(), usual.height(), |x, y| {
            image::Rgb(usual.get_pixel(x, y).0.map(|value| value / 12))
        });
        let found = YUNET.detect(&sample(dark)).unwrap();
        assert!(off(&found[0], &face.landmarks) < 0.15, "{name}, dark: {}", off(&found[0], &face.landmarks));
        let [left, top] = [face.left, face.top].map(|edge| edge.max(0.0) as u32);
        let (right, bottom) = ((face.right as u32).min(usual.width()), (face.bottom as u32).min(usual.height()));
        let cut = image::imageops::crop_imm(&usual, left, top, right - left, bottom - top).to_image();
        let found = YUNET.detect(&sample(cut)).unwrap();
        let expected = face.landmarks.map(|[x, y]| [x - f64::from(left), y - f64::from(top)]);
        assert!(off(&found[0], &expected) < 0.15, "{name}, cut tightly: {}", off(&found[0], &expected));
    }
}

/// In the photograph as it was taken, a face takes 600 pixels: more than the network sees at once.
#[test]
fn a_large_photograph_shows_its_face() {
    for name in ["obama.jpg", "biden.jpg"] {
        let bytes = fs::read(root("tests/portraits").join(name)).unwrap();
        let sample = decode(&bytes, &DecodeLimits::default()).unwrap();
        let (found, shipped) = (YUNET.detect(&sample).unwrap(), SHIPPED.detect(&sample).unwrap());
        assert!(off(&found[0], &shipped[0].landmarks) < 0.15, "{name}: {}", off(&found[0], &shipped[0].landmarks));
    }
}

#[test]
fn the_same_bytes_on_any_thread_count() {
    let pictures: Vec<Sample> = PORTRAITS
        .iter()
        .flat_map(|name| [portrait(name), image::imageops::rotate180(&portrait(name))])
        .map(sample)
        .collect();
    let bytes = |sample: &Sample| {
        let faces = YUNET.detect(sample).unwrap();
        YUNET.embed(&YUNET.align(sample, &faces[0])).unwrap().to_bytes()
    };
    let alone: Vec<_> = pictures.iter().map(bytes).collect();
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found: Vec<_> = pool.install(|| pictures.par_iter().map(bytes).collect());
        assert!(found == alone, "{threads} threads");
    }
}

#[test]
fn how_sure_it_has_to_be_is_its_own_cards_matter() {
    let (card, _) = model_card(MODELS.path(), "yunet").unwrap();
    let detection = card.detection.unwrap();
    assert_eq!(detection.points[2], "nose tip");
    let (own, shipped) = (YUNET.limits(), SHIPPED.limits());
    assert_eq!(own.detection_confidence, detection.confidence);
    assert_ne!(own.detection_confidence, shipped.detection_confidence);
    assert_eq!(own.of(Component::HeadPoseYaw), shipped.of(Component::HeadPoseYaw), "all others are the embedder's");
}

#[test]
fn a_card_that_says_no_such_thing_is_refused() {
    let place = models(&[("yunet", root("tests/fixtures/import/yunet.onnx"))]);
    let path = place.path().join("yunet/card.toml");
    let card = fs::read_to_string(&path).unwrap();
    let from = card.find("[detection]").unwrap();
    let to = from + card[from..].find("[source]").unwrap();
    let line = |key: &str| card[from..].lines().find(|line| line.starts_with(key)).unwrap().to_owned();
    for (changed, says) in [
        (format!("{}{}", &card[..from], &card[to..]), "[detection] is missing"),
        (card.replace(&line("likely = "), "likely = 0.95"), "likely"),
        (card.replace(&line("threshold = "), "threshold = nan"), "threshold"),
        (card.replace(&line("overlap = "), "overlap = 1.5"), "overlap"),
        (card.replace("\"left eye\"", "\"nose tip\""), "points"),
        (card.replace(&line("refuse = "), "refuse = 0.99"), "confidence"),
        (card.replace("architecture = \"yunet-s\"", "architecture = \"iresnet50\""), "no detector"),
    ] {
        assert_ne!(changed, card, "{says}");
        fs::write(&path, changed).unwrap();
        let Err(RecognitionError::Card { problem, .. }) = Recognizer::load_with(place.path(), "yunet", "fused") else {
            panic!("{says}: loaded")
        };
        assert!(problem.contains(says), "{says}: {problem}");
    }
    let Err(error) = Recognizer::load_with(&root("models"), "fused", "fused") else {
        panic!("an embedder finds no faces")
    };
    assert!(error.to_string().contains("Embedder"), "{error}");
}

/// Random weights find nobody, or something that is a face by its form: in no case is anything else told.
#[test]
fn random_weights_give_sound_faces_or_none() {
    let mut files = vec![("yunet-s".to_owned(), root("tests/fixtures/import/yunet-s.onnx"))];
    let exports = std::env::var_os("FRS_EXPORTS").map_or_else(|| root("target/exports"), PathBuf::from);
    for name in ["scrfd-500m", "scrfd-2.5g", "scrfd-10g"] {
        let file = exports.join(format!("{name}.onnx"));
        if file.is_file() {
            files.push((name.replace('.', "-"), file));
        } else {
            println!("skipped: no {}; make it with models/convert/random_exports.py", file.display());
        }
    }
    let imported: Vec<_> = files.iter().map(|(name, file)| (name.as_str(), file.clone())).collect();
    let place = models(&imported);
    for (name, _) in &files {
        let recognizer = Recognizer::load_with(place.path(), name, "fused").unwrap();
        let sample = sample(portrait("astronaut.png"));
        let faces = recognizer.detect(&sample).unwrap();
        assert!(faces.iter().all(|face| face.right > face.left && (0.0..=1.0).contains(&face.confidence)), "{name}");
        assert_eq!(faces, recognizer.detect(&sample).unwrap(), "{name}");
    }
}
