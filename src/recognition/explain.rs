//! Every stage as a file, under stable names, for the examiner's working copy.
//!
//! They hold the photograph and the face again: evidence, kept like the original. The template's values are not among them;
//! its digest ties them to the book.

use image::{ImageEncoder as _, codecs::png::PngEncoder};
use serde::Serialize;

use super::{AlignedFace, Face, Finding, ModelIdentity, Quality, QualityLimits, RecognitionError, Sample};
use crate::{seal::sha256, vocabulary::Template};

/// What the stages gave, to be written down.
pub struct Explanation<'a> {
    /// Stage 1, where it was edited after.
    pub received: Option<&'a Sample>,
    /// Stage 1, or what the edits made of it.
    pub sample: &'a Sample,
    /// Stage 2, all of them.
    pub faces: &'a [Face],
    /// Which of them counts.
    pub chosen: usize,
    /// Stage 3.
    pub aligned: &'a AlignedFace,
    /// Stage 4.
    pub quality: &'a Quality,
    /// What stage 4 was held against.
    pub limits: &'a QualityLimits,
    /// Stage 5; absent where the photograph was refused before it.
    pub template: Option<&'a Template>,
    /// The models, detector first.
    pub models: [&'a ModelIdentity; 2],
    /// What stands on each file that is text: whose copy it is, and what may be done with it.
    pub notice: &'a str,
}

#[derive(Serialize)]
struct QualityFile<'a> {
    schema: &'static str,
    notice: &'a str,
    format: &'static str,
    stored_size: (u32, u32),
    orientation: u8,
    width: u32,
    height: u32,
    faces: &'a [Face],
    chosen: usize,
    quality: &'a Quality,
    limits: &'a QualityLimits,
    findings: Vec<Finding>,
}

/// Name and content of each file: `1-decoded.png` (and where it was edited `1-edited.png`), `2-detected.png` (boxes, numbers,
/// landmarks; the chosen face in green), `3-aligned.png` (of a composite `3-aligned-2.png` too, and so on), `4-quality.json` and
/// `5-template.txt`. The pictures are the pixels and nothing else, so that they can be held against the digests in the book.
///
/// # Errors
/// Where a picture cannot be encoded.
pub fn explain(what: &Explanation<'_>) -> Result<Vec<(String, Vec<u8>)>, RecognitionError> {
    let sample = what.sample;
    let mut detected = Canvas { width: sample.width, height: sample.height, pixels: sample.pixels().to_vec() };
    for (index, face) in what.faces.iter().enumerate() {
        detected.face(face, index, what.chosen);
    }
    let quality = QualityFile {
        schema: "frs.explain/2",
        notice: what.notice,
        format: sample.format,
        stored_size: sample.stored_size,
        orientation: sample.orientation,
        width: sample.width,
        height: sample.height,
        faces: what.faces,
        chosen: what.chosen,
        quality: what.quality,
        limits: what.limits,
        findings: what.quality.findings(what.limits),
    };
    let quality = serde_json::to_vec_pretty(&quality).map_err(|error| RecognitionError::Picture(error.to_string()))?;
    let whole = |sample: &Sample| png(sample.pixels(), sample.width, sample.height);
    let mut files = vec![("1-decoded.png".to_owned(), whole(what.received.unwrap_or(sample))?)];
    if what.received.is_some() {
        files.push(("1-edited.png".to_owned(), whole(sample)?));
    }
    files.push(("2-detected.png".to_owned(), png(&detected.pixels, sample.width, sample.height)?));
    for (at, face) in what.aligned.all().enumerate() {
        let side = u32::try_from(face.side()).unwrap_or_default();
        let name = if at == 0 { "3-aligned.png".to_owned() } else { format!("3-aligned-{}.png", at + 1) };
        files.push((name, png(face.pixels(), side, side)?));
    }
    files.push(("4-quality.json".to_owned(), quality));
    files.push(("5-template.txt".to_owned(), template_text(what).into_bytes()));
    Ok(files)
}

fn template_text(what: &Explanation<'_>) -> String {
    let mut text = format!("{}\n", what.notice);
    for model in what.models {
        text += &format!("model: {} weights {} card {}\n", model.name, model.weights, model.card);
    }
    match what.template {
        Some(template) => {
            let digest = sha256(&template.to_bytes());
            text + &format!("values: {}\nsha256 of the template: {digest}\n", template.values().len())
        }
        None => text + "no template: the photograph was refused before\n",
    }
}

fn png(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>, RecognitionError> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(pixels, width, height, image::ExtendedColorType::Rgb8)
        .map_err(|error| RecognitionError::Picture(error.to_string()))?;
    Ok(bytes)
}

/// The ten digits, five rows of three dots each.
const DIGITS: [[u8; 5]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b010, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];

/// Pixels that can be drawn on.
pub(super) struct Canvas {
    pub width: u32,
    pub height: u32,
    pub pixels: Vec<u8>,
}

impl Canvas {
    /// Frames a face, marks its points and writes its number, from 1, into its corner: the one that `--face` takes.
    pub fn face(&mut self, face: &Face, index: usize, chosen: usize) {
        let colour = if index == chosen { [0, 200, 0] } else { [255, 160, 0] };
        let pen = (f64::from(self.width.max(self.height)) / 400.0).round().max(1.0);
        self.frame([face.left, face.top, face.right, face.bottom], pen, colour);
        for [x, y] in face.landmarks {
            self.rectangle(x - pen, y - pen, x + pen, y + pen, colour);
        }
        self.number(index + 1, face.left + pen, face.top + pen, (2.0 * pen).max(3.0), colour);
    }

    /// A number on a dark ground, its upper left corner there, in dots of this size.
    fn number(&mut self, number: usize, left: f64, top: f64, dot: f64, colour: [u8; 3]) {
        for (place, digit) in (0..).zip(number.to_string().bytes()) {
            let left = left + f64::from(place) * 4.0 * dot;
            self.rectangle(left, top, left + 5.0 * dot, top + 7.0 * dot, [0, 0, 0]);
            let rows = DIGITS[usize::from(digit.saturating_sub(b'0')) % DIGITS.len()];
            for (y, row) in (1..).zip(rows) {
                for x in (0..3).filter(|x| row >> (2 - x) & 1 == 1) {
                    let (x, y) = (left + f64::from(x + 1) * dot, top + f64::from(y) * dot);
                    self.rectangle(x, y, x + dot, y + dot, colour);
                }
            }
        }
    }

    /// The four edges of a box.
    pub fn frame(&mut self, [left, top, right, bottom]: [f64; 4], pen: f64, colour: [u8; 3]) {
        self.rectangle(left, top, right, top + pen, colour);
        self.rectangle(left, bottom - pen, right, bottom, colour);
        self.rectangle(left, top, left + pen, bottom, colour);
        self.rectangle(right - pen, top, right, bottom, colour);
    }

    fn rectangle(&mut self, left: f64, top: f64, right: f64, bottom: f64, colour: [u8; 3]) {
        let cut = |v: f64, size: u32| v.round().clamp(0.0, f64::from(size)) as usize;
        for y in cut(top, self.height)..cut(bottom, self.height) {
            for x in cut(left, self.width)..cut(right, self.width) {
                let at = 3 * (y * self.width as usize + x);
                self.pixels[at..at + 3].copy_from_slice(&colour);
            }
        }
    }
}
