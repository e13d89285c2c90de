//! The models: whether their files are what their cards say, and whether they answer as they did where they were measured.

use std::path::Path;

use crate::{
    recognition::{AlignedFace, EMBEDDER, Face, Recognizer, Sample, inspect_model, model_names},
    report::{Check, CheckFinding, Level},
    vocabulary::{Digest, Template},
};

/// Side of the known picture.
const SIDE: u32 = 160;
/// Another processor rounds otherwise; a wrong weight, a wrong kernel, is far beyond this.
const TOLERANCE: f64 = 2e-3;

/// What the shipped embedder makes of the known picture: its weights, and the sums of [`sums`].
const KNOWN: (&str, [f64; 4]) =
    ("26b4fe213c65358626a510ee367a13ad6249e1ee88d92518a0c57a153f8830b5", [0.256201, 1.480141, -1.458871, 0.278378]);

pub(super) fn models(directory: Option<&Path>) -> Vec<CheckFinding> {
    let again = "take the models from the release again, or name them with --models DIR";
    let Some(directory) = directory else {
        return vec![CheckFinding::at(Level::Broken, Check::Models, "no models were found", again)];
    };
    let names = match model_names(directory) {
        Ok(names) => names,
        Err(error) => return vec![CheckFinding::at(Level::Broken, Check::Models, error.to_string(), again)],
    };
    let mut wrong = Vec::new();
    for name in &names {
        match inspect_model(directory, name) {
            Ok((card, identity)) if card.weights.sha256 != identity.weights => {
                wrong.push(format!("{name}: the weights are not those that its card names"));
            }
            Ok(_) => {}
            Err(error) => wrong.push(error.to_string()),
        }
    }
    let place = directory.display();
    if !wrong.is_empty() {
        return vec![CheckFinding::at(Level::Broken, Check::Models, format!("{place}: {}", wrong.join("; ")), again)];
    }
    let whole = CheckFinding::fine(Check::Models, format!("{place}: {} are what their cards say", names.join(", ")));
    vec![whole, known_answer(directory)]
}

fn known_answer(models: &Path) -> CheckFinding {
    let wrong = |says: String| {
        let remedy = "do not search on this machine; compare the models with the release, and report the processor";
        CheckFinding::at(Level::Broken, Check::KnownAnswer, says, remedy)
    };
    let answer = Recognizer::load(models).and_then(|recognizer| {
        let face = known_face(&recognizer);
        let template = face.map(|face| recognizer.embed(&face)).transpose()?;
        Ok(template.map(|template| (recognizer.embedder().weights, template)))
    });
    match answer {
        Ok(Some((weights, template))) => judge(weights, &template).unwrap_or_else(wrong),
        Ok(None) => wrong("the known picture cannot be drawn".to_owned()),
        Err(error) => wrong(error.to_string()),
    }
}

fn judge(weights: Digest, template: &Template) -> Result<CheckFinding, String> {
    if weights.to_string() != KNOWN.0 {
        let says = format!("{EMBEDDER} is not the model that was shipped; no answer of it is recorded");
        let remedy = "compare its figures: frs model evaluate";
        return Ok(CheckFinding::at(Level::Note, Check::KnownAnswer, says, remedy));
    }
    let found = sums(template.values());
    let off = found.iter().zip(KNOWN.1).map(|(found, known)| (found - known).abs()).fold(0.0, f64::max);
    if off <= TOLERANCE {
        return Ok(CheckFinding::fine(
            Check::KnownAnswer,
            format!("{EMBEDDER} answers as it did where it was measured"),
        ));
    }
    Err(format!("{EMBEDDER} makes another template of the known picture than where it was measured ({found:.4?})"))
}

/// Four sums over all values, with signs that a fixed pattern draws: whichever value is wrong, one of them is.
fn sums(values: &[f32]) -> [f64; 4] {
    let mut sums = [0.0; 4];
    for (at, value) in (0_u64..).zip(values) {
        // The multiplier of a linear congruential generator (Knuth, MMIX): only its high bits are used.
        let drawn = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 33;
        for (bit, sum) in sums.iter_mut().enumerate() {
            let sign = if drawn >> bit & 1 == 0 { 1.0 } else { -1.0 };
            *sum += sign * f64::from(*value);
        }
    }
    sums
}

/// A drawn face, of nobody: an oval with two eyes, a nose and a mouth on a background that shades off.
fn known_face(recognizer: &Recognizer) -> Option<AlignedFace> {
    let side = i32::try_from(SIDE).ok()?;
    let pixels = (0..side * side).flat_map(|at| colour(at % side, at / side)).collect();
    let landmarks = [[60.0, 70.0], [100.0, 70.0], [80.0, 92.0], [64.0, 112.0], [96.0, 112.0]];
    let (left, top, right, bottom) = (40.0, 30.0, 120.0, 135.0);
    let face = Face { left, top, right, bottom, confidence: 1.0, landmarks, found_after: Vec::new() };
    Some(recognizer.align(&Sample::from_rgb(SIDE, SIDE, pixels)?, &face))
}

/// Whether a point lies in an oval around `at` with these half axes.
fn within([x, y]: [i32; 2], at: [i32; 2], [a, b]: [i32; 2]) -> bool {
    let (dx, dy) = (x - at[0], y - at[1]);
    dx * dx * b * b + dy * dy * a * a <= a * a * b * b
}

fn colour(x: i32, y: i32) -> [u8; 3] {
    let point = [x, y];
    let shade = |base: i32| u8::try_from((base + (x - 80) / 4 - (y - 80) / 8).clamp(0, 255)).unwrap_or(0);
    match () {
        () if [60, 100].iter().any(|eye| within(point, [*eye, 70], [3, 4])) => [20, 20, 24],
        () if [60, 100].iter().any(|eye| within(point, [*eye, 70], [9, 5])) => [236, 236, 232],
        () if [60, 100].iter().any(|eye| within(point, [*eye, 58], [13, 2])) => [70, 50, 40],
        () if within(point, [80, 112], [17, 5]) => [150, 70, 70],
        () if within(point, [80, 90], [6, 9]) => [shade(176), shade(136), shade(112)],
        () if within(point, [80, 84], [40, 53]) => [shade(204), shade(164), shade(140)],
        () if within(point, [80, 66], [48, 56]) => [64, 48, 40],
        () => [shade(120), shade(128), shade(140)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("models")
    }

    #[test]
    fn the_shipped_models_answer_as_recorded_and_another_template_does_not() {
        let recognizer = Recognizer::load(&shipped()).unwrap();
        let template = recognizer.embed(&known_face(&recognizer).unwrap()).unwrap();
        let weights = recognizer.embedder().weights;
        let found = sums(template.values());
        assert_eq!(weights.to_string(), KNOWN.0, "record this answer: {found:.6?}");
        assert_eq!(judge(weights, &template).unwrap().level, Level::Fine, "{found:.6?}");
        for at in [0, 17, template.values().len() - 1] {
            let mut values = template.values().to_vec();
            values[at] += 0.01;
            let wrong = Template::normalized(weights, values).unwrap();
            assert!(judge(weights, &wrong).is_err(), "value {at} is wrong, and nobody saw it");
        }
    }

    #[test]
    fn a_changed_card_or_weights_file_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let model = dir.path().join("mtcnn");
        std::fs::create_dir(&model).unwrap();
        for file in ["card.toml", "CARD.md", "LICENSE", "weights.safetensors"] {
            let bytes = std::fs::read(shipped().join("mtcnn").join(file)).unwrap();
            std::fs::write(model.join(file), bytes).unwrap();
        }
        let weights = model.join("weights.safetensors");
        let mut bytes = std::fs::read(&weights).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        std::fs::write(&weights, bytes).unwrap();
        let found = models(Some(dir.path()));
        assert!(found[0].level == Level::Broken && found[0].says.contains("mtcnn"), "{}", found[0].says);
        assert_eq!(models(None)[0].level, Level::Broken);
    }
}
