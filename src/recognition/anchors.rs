//! Stage 2 with an imported detector: YuNet or SCRFD, which look at a photograph once.
//!
//! The photograph is brought to 640 pixels on its longer side, black below and to the right, as both were trained and are used by their
//! authors; each pixel of each scale then speaks of one face (YuNet) or two (SCRFD).

use std::path::Path;

use super::{
    Face, ModelCard, ModelIdentity, ModelRole, RecognitionError, Sample, card,
    detect::by_prominence,
    network_failed,
    networks::{architecture, network::Network, scrfd, yunet},
    normalization,
    resize::{self, View},
    weights,
};

/// The longer side of what the network sees, pixels.
const WORKING_SIDE: usize = 640;
/// Sides must be multiples of the coarsest scale.
const STEP: usize = 32;
/// Most boxes that are held against each other: beyond, the photograph is noise.
const MAX_BOXES: usize = 4096;

/// A detector that was imported, loaded and checked. Shared between threads by reference.
pub struct AnchorDetector {
    network: Network,
    kind: Family,
    identity: ModelIdentity,
    card: ModelCard,
}

#[derive(Clone, Copy, PartialEq)]
enum Family {
    YuNet,
    Scrfd,
}

impl Family {
    /// (score from which a box counts, overlap from which the weaker of two goes): the authors' own.
    fn thresholds(self) -> (f64, f64) {
        match self {
            Self::YuNet => (0.6, 0.3),
            Self::Scrfd => (0.5, 0.4),
        }
    }
}

impl AnchorDetector {
    /// Loads a model by its folder's name. Every file is read once, and those bytes are hashed before they are parsed.
    ///
    /// # Errors
    /// Where a file is missing, the card is not understood, weights are not those it names, or do not fit.
    pub fn load(models: &Path, name: &str) -> Result<Self, RecognitionError> {
        let loaded = card::load(models, name, ModelRole::Detector)?;
        let kind = &loaded.card.architecture;
        let family = match architecture::of(kind) {
            Some(known) if known.name.starts_with("yunet") => Some((known, Family::YuNet)),
            Some(known) if known.name.starts_with("scrfd") => Some((known, Family::Scrfd)),
            _ => None,
        };
        let Some((known, family)) = family else {
            let problem = format!("the architecture {kind:?} is no imported detector");
            return Err(RecognitionError::Card { path: models.join(name).join("card.toml"), problem });
        };
        let network = weights(&loaded)
            .and_then(|weights| Network::new(known.plan(0), &weights, normalization(&loaded)))
            .map_err(network_failed(name))?;
        Ok(Self { network, kind: family, identity: loaded.identity, card: loaded.card })
    }

    /// Which model this is.
    pub fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    /// Its card.
    pub fn card(&self) -> &ModelCard {
        &self.card
    }

    /// What the network gives for RGB pixels whose sides are multiples of 32, output by output in the order of the published files,
    /// probabilities as such.
    ///
    /// # Errors
    /// Where the sides are none, or a layer fails.
    pub fn outputs(&self, pixels: &[u8], width: usize, height: usize) -> Result<Vec<Vec<f32>>, RecognitionError> {
        let fits = width > 0 && height > 0 && width.is_multiple_of(STEP) && height.is_multiple_of(STEP);
        if !fits || pixels.len() != 3 * width * height {
            return Err(RecognitionError::Network {
                network: self.identity.name.clone(),
                problem: format!("{width}×{height} pixels are not multiples of {STEP}"),
            });
        }
        let outputs = self.network.forward(&[pixels], width, height).map_err(network_failed(&self.identity.name))?;
        let probabilities = match self.kind {
            Family::YuNet => 6,
            Family::Scrfd => 3,
        };
        Ok(outputs
            .into_iter()
            .enumerate()
            .map(|(index, mut maps)| {
                let mut values = maps.pop().map(|map| map.values).unwrap_or_default();
                if index < probabilities {
                    values.iter_mut().for_each(|value| *value = logistic(*value));
                }
                values
            })
            .collect())
    }

    /// All faces, the most prominent first. None is an empty list, no error.
    ///
    /// # Errors
    /// Where a layer fails.
    pub fn detect(&self, sample: &Sample) -> Result<Vec<Face>, RecognitionError> {
        let (width, height) = (sample.width as usize, sample.height as usize);
        let factor = WORKING_SIDE as f64 / width.max(height).max(1) as f64;
        let reduced = |size: usize| ((size as f64 * factor).round() as usize).clamp(1, WORKING_SIDE);
        let (small_width, small_height) = (reduced(width), reduced(height));
        let small = resize::area(View::whole(sample.pixels(), width), small_width, small_height);
        let (padded_width, padded_height) = (small_width.next_multiple_of(STEP), small_height.next_multiple_of(STEP));
        let mut padded = vec![0; 3 * padded_width * padded_height];
        for (to, from) in padded.chunks_exact_mut(3 * padded_width).zip(small.chunks_exact(3 * small_width)) {
            to[..from.len()].copy_from_slice(from);
        }
        let outputs = self.outputs(&padded, padded_width, padded_height)?;
        let mut faces = self.decode(&outputs, padded_width, padded_height);
        for face in &mut faces {
            for value in [&mut face.left, &mut face.top, &mut face.right, &mut face.bottom] {
                *value /= factor;
            }
            face.landmarks.iter_mut().flatten().for_each(|value| *value /= factor);
        }
        by_prominence(&mut faces, [width, height]);
        Ok(faces)
    }

    /// Boxes and landmarks from what each pixel says, the weaker of two that overlap left out.
    fn decode(&self, outputs: &[Vec<f32>], width: usize, height: usize) -> Vec<Face> {
        let (least, overlap) = self.kind.thresholds();
        let strides = match self.kind {
            Family::YuNet => yunet::STRIDES,
            Family::Scrfd => scrfd::STRIDES,
        };
        let mut found = Vec::new();
        for (scale, stride) in strides.into_iter().enumerate() {
            let columns = width / stride;
            let per_pixel = if self.kind == Family::Scrfd { scrfd::ANCHORS } else { 1 };
            for index in 0..columns * (height / stride) * per_pixel {
                let pixel = index / per_pixel;
                let place = [pixel % columns, pixel / columns].map(|at| at as f64);
                let face = match self.kind {
                    Family::YuNet => yunet_face(outputs, scale, index, place, stride as f64),
                    Family::Scrfd => scrfd_face(outputs, scale, index, place, stride as f64),
                };
                found.extend(face.filter(|face| f64::from(face.confidence) >= least));
            }
        }
        found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        found.truncate(MAX_BOXES);
        let mut kept: Vec<Face> = Vec::new();
        for face in found {
            if kept.iter().all(|other| shared(&face, other) <= overlap) {
                kept.push(face);
            }
        }
        kept
    }
}

/// Values `count · index …` of an output.
fn row(outputs: &[Vec<f32>], output: usize, index: usize, count: usize) -> Option<Vec<f64>> {
    let values = outputs.get(output)?.get(index * count..(index + 1) * count)?;
    Some(values.iter().map(|value| f64::from(*value)).collect())
}

/// Centre and size in units of the stride, size as a logarithm; the score is the mean of two probabilities (geometric).
fn yunet_face(outputs: &[Vec<f32>], scale: usize, index: usize, [x, y]: [f64; 2], stride: f64) -> Option<Face> {
    let (class, object) = (row(outputs, scale, index, 1)?[0], row(outputs, 3 + scale, index, 1)?[0]);
    let edges = row(outputs, 6 + scale, index, 4)?;
    let points = row(outputs, 9 + scale, index, 10)?;
    let (centre_x, centre_y) = ((x + edges[0]) * stride, (y + edges[1]) * stride);
    let (half_width, half_height) = (edges[2].exp() * stride / 2.0, edges[3].exp() * stride / 2.0);
    let at = |point: usize| [(x + points[2 * point]) * stride, (y + points[2 * point + 1]) * stride];
    let face = Face {
        left: centre_x - half_width,
        top: centre_y - half_height,
        right: centre_x + half_width,
        bottom: centre_y + half_height,
        confidence: (class * object).sqrt() as f32,
        landmarks: [0, 1, 2, 3, 4].map(at),
        found_after: Vec::new(),
    };
    sound(face)
}

/// Distances of the four edges and five points from the pixel, in units of the stride.
fn scrfd_face(outputs: &[Vec<f32>], scale: usize, index: usize, [x, y]: [f64; 2], stride: f64) -> Option<Face> {
    let edges = row(outputs, 3 + scale, index, 4)?;
    let points = row(outputs, 6 + scale, index, 10)?;
    let at = |point: usize| [(x + points[2 * point]) * stride, (y + points[2 * point + 1]) * stride];
    let face = Face {
        left: (x - edges[0]) * stride,
        top: (y - edges[1]) * stride,
        right: (x + edges[2]) * stride,
        bottom: (y + edges[3]) * stride,
        confidence: row(outputs, scale, index, 1)?[0] as f32,
        landmarks: [0, 1, 2, 3, 4].map(at),
        found_after: Vec::new(),
    };
    sound(face)
}

/// A box of some size, all of it finite.
fn sound(face: Face) -> Option<Face> {
    let edges = [face.left, face.top, face.right, face.bottom];
    let finite = edges.iter().chain(face.landmarks.iter().flatten()).all(|value| value.is_finite());
    (finite && face.confidence.is_finite() && face.right > face.left && face.bottom > face.top).then_some(face)
}

/// Intersection over union.
fn shared(a: &Face, b: &Face) -> f64 {
    let width = (a.right.min(b.right) - a.left.max(b.left)).max(0.0);
    let height = (a.bottom.min(b.bottom) - a.top.max(b.top)).max(0.0);
    let area = |face: &Face| (face.right - face.left) * (face.bottom - face.top);
    width * height / (area(a) + area(b) - width * height)
}

/// In 64 bits, so that the last bit of the result does not hang on the system's `exp`.
fn logistic(value: f32) -> f32 {
    (1.0 / (1.0 + (-f64::from(value)).exp())) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(sizes: &[usize]) -> Vec<Vec<f32>> {
        sizes.iter().map(|size| vec![0.0; *size]).collect()
    }

    #[test]
    fn a_yunet_pixel_becomes_the_box_that_its_authors_decode() {
        // Scale 16, pixel (3, 2) of a picture of 96×64.
        let mut values = outputs(&[96, 24, 6, 96, 24, 6, 384, 96, 24, 960, 240, 60]);
        let index = 2 * 6 + 3;
        (values[1][index], values[4][index]) = (0.81, 1.0);
        values[7][4 * index..][..4].copy_from_slice(&[0.5, -0.25, 2f32.ln(), 0.0]);
        values[10][10 * index..][..2].copy_from_slice(&[0.25, 0.75]);
        let face = yunet_face(&values, 1, index, [3.0, 2.0], 16.0).unwrap();
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-4, "{found} {expected}");
        near(face.left, 56.0 - 16.0);
        near(face.right, 56.0 + 16.0);
        near(face.top, 28.0 - 8.0);
        near(face.bottom, 28.0 + 8.0);
        near(f64::from(face.confidence), 0.9);
        near(face.landmarks[0][0], 52.0);
        near(face.landmarks[0][1], 44.0);
        near(face.landmarks[4][0], 48.0);
    }

    #[test]
    fn a_scrfd_anchor_becomes_the_box_that_its_authors_decode() {
        let mut values = outputs(&[192, 48, 12, 768, 192, 48, 1920, 480, 120]);
        // Second anchor of pixel (1, 1) at scale 32.
        let index = 2 * (3 + 1) + 1;
        values[2][index] = 0.75;
        values[5][4 * index..][..4].copy_from_slice(&[1.0, 0.5, 0.25, 2.0]);
        values[8][10 * index..][..2].copy_from_slice(&[-0.5, 0.5]);
        let face = scrfd_face(&values, 2, index, [1.0, 1.0], 32.0).unwrap();
        assert_eq!([face.left, face.top, face.right, face.bottom], [0.0, 16.0, 40.0, 96.0]);
        assert_eq!((face.confidence, face.landmarks[0]), (0.75, [16.0, 48.0]));
    }

    #[test]
    fn what_is_no_box_is_left_out() {
        let mut values = outputs(&[192, 48, 12, 768, 192, 48, 1920, 480, 120]);
        values[2][0] = 1.0;
        assert_eq!(scrfd_face(&values, 2, 0, [0.0, 0.0], 32.0), None, "no size");
        values[5][..4].copy_from_slice(&[1.0, 1.0, f32::NAN, 1.0]);
        assert_eq!(scrfd_face(&values, 2, 0, [0.0, 0.0], 32.0), None, "not finite");
        assert_eq!(scrfd_face(&values, 2, 99, [0.0, 0.0], 32.0), None, "beyond the map");
    }
}
