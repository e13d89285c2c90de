//! Two photographs for the eye: the whole picture with the face marked, and both faces upright at one scale.
//!
//! Nothing is sharpened, brightened or filled in. How much a crop was enlarged stands beside it: what is finer than a pixel
//! of the photograph was not there.

use image::{ImageEncoder as _, codecs::png::PngEncoder};

use super::{
    Face, Landmarks, RecognitionError, Sample,
    align::{STANDARD, Similarity, align},
    explain::Canvas,
    resize::{View, area},
};

/// Side of a crop, pixels.
const SIDE: usize = 720;
/// Pixels between the eyes in a crop: with hair, ears and chin around.
const BETWEEN_EYES: f64 = 145.0;
/// Where the middle between the eyes lies: in the middle, somewhat above it.
const EYES_AT: [f64; 2] = [0.5, 0.44];
/// The longer side of a whole picture on a page, pixels.
const WHOLE: u32 = 1_000;

/// A face, upright, at the scale that all crops have.
pub struct Crop {
    /// The picture, PNG.
    pub png: Vec<u8>,
    /// Pixels of the crop for one pixel of the photograph: over 1 it was enlarged.
    pub enlarged: f64,
}

/// Where the five points lie in a crop of this side.
fn template(side: usize) -> Landmarks {
    let [left, right, ..] = STANDARD;
    let scale = BETWEEN_EYES * side as f64 / SIDE as f64 / (right[0] - left[0]);
    let middle = [f64::midpoint(left[0], right[0]), f64::midpoint(left[1], right[1])];
    let at = |point: [f64; 2]| [0, 1].map(|axis| EYES_AT[axis] * side as f64 + scale * (point[axis] - middle[axis]));
    STANDARD.map(at)
}

/// The face, upright, both eyes at the places where every crop has them.
///
/// # Errors
/// Where it cannot be encoded.
pub fn crop(sample: &Sample, face: &Face) -> Result<Crop, RecognitionError> {
    crop_of(sample, face, SIDE)
}

/// As [`crop`], `side` pixels wide and high.
///
/// # Errors
/// Where it cannot be encoded.
pub fn crop_of(sample: &Sample, face: &Face, side: usize) -> Result<Crop, RecognitionError> {
    let template = template(side);
    let enlarged = Similarity::between(&face.landmarks, &template).scale();
    let aligned = align(sample, &face.landmarks, &template, side);
    Ok(Crop { png: encode(aligned.pixels(), side as u32, side as u32)?, enlarged })
}

/// The whole photograph, no larger than a page needs it, with a box around the face.
///
/// # Errors
/// Where it cannot be encoded.
pub fn whole(sample: &Sample, face: &Face) -> Result<Vec<u8>, RecognitionError> {
    whole_of(sample, Some(face), WHOLE).map(|(png, ..)| png)
}

/// As [`whole`], with the longer side at most so many pixels, and its width and height; without a face no box.
///
/// # Errors
/// Where it cannot be encoded.
pub fn whole_of(sample: &Sample, face: Option<&Face>, longest: u32) -> Result<(Vec<u8>, u32, u32), RecognitionError> {
    let (mut canvas, shrink) = shrunk(sample, longest);
    let pen = (f64::from(canvas.width.max(canvas.height)) / 300.0).round().max(1.0);
    if let Some(face) = face {
        canvas.frame([face.left, face.top, face.right, face.bottom].map(|edge| edge / shrink), pen, [0, 150, 0]);
    }
    Ok((encode(&canvas.pixels, canvas.width, canvas.height)?, canvas.width, canvas.height))
}

/// The whole photograph with every face framed, numbered from 1 and its points marked, the chosen one in green; the longer side at most
/// so many pixels. PNG, width, height.
///
/// # Errors
/// Where it cannot be encoded.
pub fn annotated(
    sample: &Sample,
    faces: &[Face],
    chosen: usize,
    longest: u32,
) -> Result<(Vec<u8>, u32, u32), RecognitionError> {
    let (mut canvas, shrink) = shrunk(sample, longest);
    for (index, face) in faces.iter().enumerate() {
        let landmarks = face.landmarks.map(|point| point.map(|value| value / shrink));
        let [left, top, right, bottom] = [face.left, face.top, face.right, face.bottom].map(|edge| edge / shrink);
        canvas.face(&Face { left, top, right, bottom, landmarks, ..face.clone() }, index, chosen);
    }
    Ok((encode(&canvas.pixels, canvas.width, canvas.height)?, canvas.width, canvas.height))
}

/// The photograph as a page needs it, and by how much it was reduced.
fn shrunk(sample: &Sample, longest: u32) -> (Canvas, f64) {
    let shrink = (f64::from(sample.width.max(sample.height)) / f64::from(longest)).max(1.0);
    let size = |side: u32| ((f64::from(side) / shrink).round() as usize).max(1);
    let (width, height) = (size(sample.width), size(sample.height));
    let pixels = area(View::whole(sample.pixels(), sample.width as usize), width, height);
    (Canvas { width: width as u32, height: height as u32, pixels }, shrink)
}

/// The whole photograph, no larger than a page needs it, with nothing drawn on it.
///
/// # Errors
/// Where it cannot be encoded.
pub fn reduced(sample: &Sample) -> Result<Vec<u8>, RecognitionError> {
    let (canvas, _) = shrunk(sample, WHOLE);
    encode(&canvas.pixels, canvas.width, canvas.height)
}

/// The photograph as decoded, PNG: pixels alone, none of what else the file held.
///
/// # Errors
/// Where it cannot be encoded.
pub fn photograph(sample: &Sample) -> Result<Vec<u8>, RecognitionError> {
    encode(sample.pixels(), sample.width, sample.height)
}

fn encode(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>, RecognitionError> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(pixels, width, height, image::ExtendedColorType::Rgb8)
        .map_err(|error| RecognitionError::Picture(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(scale: f64) -> Face {
        let landmarks = STANDARD.map(|point| point.map(|value| scale * value));
        let edge = scale * 112.0;
        Face { left: 0.0, top: 0.0, right: edge, bottom: edge, confidence: 1.0, landmarks, found_after: Vec::new() }
    }

    fn decoded(png: &[u8]) -> (u32, u32, Vec<u8>) {
        let image = image::load_from_memory(png).unwrap().to_rgb8();
        (image.width(), image.height(), image.into_raw())
    }

    #[test]
    fn crops_have_one_scale_and_say_how_much_they_were_enlarged() {
        let sample = |side: u32| Sample::from_rgb(side, side, vec![90; 3 * (side * side) as usize]).unwrap();
        let (small, large) = (crop(&sample(112), &face(1.0)).unwrap(), crop(&sample(448), &face(4.0)).unwrap());
        assert!((small.enlarged / large.enlarged - 4.0).abs() < 1e-6);
        for png in [small.png, large.png] {
            let (width, height, pixels) = decoded(&png);
            assert_eq!((width, height), (SIDE as u32, SIDE as u32));
            // The face is there; outside of the photograph it is black.
            let at = |x: usize, y: usize| pixels[3 * (y * SIDE + x)];
            assert_eq!((at(SIDE / 2, SIDE / 2), at(2, 2)), (90, 0));
        }
        let [left, right, ..] = template(SIDE);
        assert!(((right[0] - left[0]) - BETWEEN_EYES).abs() < 1e-9);
    }

    #[test]
    fn a_whole_picture_is_no_larger_than_a_page_and_marks_the_face() {
        let sample = Sample::from_rgb(2_000, 500, vec![90; 3 * 2_000 * 500]).unwrap();
        let face = Face { left: 200.0, top: 100.0, right: 400.0, bottom: 300.0, ..face(1.0) };
        let (width, height, pixels) = decoded(&whole(&sample, &face).unwrap());
        assert_eq!((width, height), (1_000, 250));
        let at = |x: usize, y: usize| &pixels[3 * (y * 1_000 + x)..][..3];
        assert_eq!((at(101, 60), at(150, 100)), (&[0, 150, 0][..], &[90, 90, 90][..]));
        assert_eq!(decoded(&photograph(&sample).unwrap()).0, 2_000);
    }
}
