//! Stage 2 with an imported detector: YuNet or SCRFD, single networks that look at a whole picture.
//!
//! A copy of the picture, black below and to the right, goes through the network; each pixel of each scale then speaks of one face (YuNet) or two
//! (SCRFD). How far a score has to go, and which boxes are one face, stands in the model's card (`[detection]`).

mod boxes;

use std::path::Path;

use candle_core::Result;

use self::boxes::{scrfd_face, strongest, yunet_face};
use super::{
    Face, Limit, ModelCard, ModelIdentity, ModelRole, RecognitionError,
    boxes::Candidate,
    card::{self, Detection, Landmarker, LoadedModel, POINTS},
    cascade::{self, BATCH, LAST, last_look, padded},
    detect::{Levels, by_prominence},
    find::turn,
    network_failed,
    networks::{architecture, mtcnn::ONet, network::Network, scrfd, yunet},
    normalization,
    resize::{self, View},
    weights,
};

/// Longer sides of the copies that are scanned, pixels: small faces are found on the larger one, those that fill a photograph on the smaller one.
const SIDES: [usize; 2] = [640, 320];
/// The same for a closer look.
const CLOSE_SIDES: [usize; 2] = [AnchorDetector::FINEST, 640];
/// A closer look takes boxes from this part of the threshold on.
const CLOSER: f32 = 0.7;
/// Sides must be multiples of the coarsest scale.
const STEP: usize = 32;
/// Side of the square around a face that is asked which way the face stands, pixels, and the part of it that the face takes.
const CLOSE_UP: usize = 192;
const FACE_OF_CLOSE_UP: f64 = 0.5;
/// A face is the one in the middle whose centre is off it by less than this part of the square.
const OFF_MIDDLE: f64 = 0.175;
/// Scores are told from here on: below, a network says that there is no face, and no more.
const FAINT: f32 = 0.02;

/// A detector that was imported, loaded and checked. Shared between threads by reference.
pub struct AnchorDetector {
    network: Network,
    kind: Family,
    /// Sets the landmarks, where the card says so.
    onet: Option<ONet>,
    identity: ModelIdentity,
    card: ModelCard,
    detection: Detection,
    levels: Levels,
}

#[derive(Clone, Copy, PartialEq)]
enum Family {
    YuNet,
    Scrfd,
}

impl Family {
    fn of(architecture: &str) -> Option<Self> {
        match architecture {
            name if name.starts_with("yunet") => Some(Self::YuNet),
            name if name.starts_with("scrfd") => Some(Self::Scrfd),
            _ => None,
        }
    }
}

impl Detection {
    /// How detectors of this architecture are used where nothing else is said.
    pub fn usual(architecture: &str) -> Self {
        // Threshold and overlap are the authors' own; the rest was measured with YuNet's published weights (docs/accuracy.md), and is no more
        // than a beginning for SCRFD's.
        let (threshold, overlap) =
            if Family::of(architecture) == Some(Family::Scrfd) { (0.5, 0.4) } else { (0.6, 0.3) };
        Self {
            points: POINTS.map(str::to_owned),
            landmarks: Landmarker::Own,
            threshold,
            overlap,
            likely: 0.75,
            sure: 0.85,
            confidence: Limit { refuse: 0.65, warn: 0.8 },
        }
    }
}

impl AnchorDetector {
    /// The largest copy that is ever scanned, pixels of the longer side.
    pub(super) const FINEST: usize = 1280;

    /// Loads a model by its folder's name. Every file is read once, and those bytes are hashed before they are parsed.
    ///
    /// # Errors
    /// Where a file is missing, the card is not understood, weights are not those it names, or do not fit.
    pub fn load(models: &Path, name: &str) -> std::result::Result<Self, RecognitionError> {
        Self::of(models, card::load(models, name, ModelRole::Detector)?)
    }

    /// Of what was read from its folder.
    pub(super) fn of(models: &Path, loaded: LoadedModel) -> std::result::Result<Self, RecognitionError> {
        let (name, architecture) = (&loaded.identity.name, &loaded.card.architecture);
        let refuse = |problem: String| RecognitionError::Card { path: models.join(name).join("card.toml"), problem };
        let (Some(known), Some(kind)) = (architecture::of(architecture), Family::of(architecture)) else {
            return Err(refuse(format!("the architecture {architecture:?} is no detector that this program knows")));
        };
        let Some(detection) = loaded.card.detection.clone() else {
            return Err(refuse("[detection] is missing: import the file again, under another name".to_owned()));
        };
        let tensors = weights(&loaded).map_err(network_failed(name))?;
        let network = Network::new(known.plan(0), &tensors, normalization(&loaded)).map_err(network_failed(name))?;
        let onet = match detection.landmarks {
            // Templates are told apart by the weights: another way to set landmarks takes other ones.
            Landmarker::Own if tensors.pp(LAST).contains_tensor("conv1.weight") => {
                let problem =
                    "landmarks = \"own\", and its weights hold O-Net: import the file again, under another name";
                return Err(refuse(problem.to_owned()));
            }
            Landmarker::Own => None,
            Landmarker::ONet => {
                Some(ONet::new(&tensors.pp(LAST), cascade::NORMALIZATION).map_err(network_failed(name))?)
            }
        };
        drop(tensors);
        let levels = Levels {
            certain: detection.sure,
            sure: detection.sure,
            likely: detection.likely,
            cut: detection.likely,
            clearly: 0.25,
            turned_surer: 0.5,
        };
        Ok(Self { network, kind, onet, identity: loaded.identity, card: loaded.card, detection, levels })
    }

    /// Which model this is.
    pub fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    /// Its card.
    pub fn card(&self) -> &ModelCard {
        &self.card
    }

    /// What its card says of how it finds.
    pub(super) fn detection(&self) -> &Detection {
        &self.detection
    }

    /// How sure it has to be.
    pub(super) fn levels(&self) -> &Levels {
        &self.levels
    }

    /// What the network gives for RGB pixels whose sides are multiples of 32, output by output in the order of the published files,
    /// probabilities as such.
    ///
    /// # Errors
    /// Where the sides are none, or a layer fails.
    pub fn outputs(
        &self,
        pixels: &[u8],
        width: usize,
        height: usize,
    ) -> std::result::Result<Vec<Vec<f32>>, RecognitionError> {
        let fits = width > 0 && height > 0 && width.is_multiple_of(STEP) && height.is_multiple_of(STEP);
        if !fits || pixels.len() != 3 * width * height {
            return Err(RecognitionError::Network {
                network: self.identity.name.clone(),
                problem: format!("{width}×{height} pixels are not multiples of {STEP}"),
            });
        }
        self.forward(pixels, width, height).map_err(network_failed(&self.identity.name))
    }

    fn forward(&self, pixels: &[u8], width: usize, height: usize) -> Result<Vec<Vec<f32>>> {
        let outputs = self.network.forward(&[pixels], width, height)?;
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

    /// All faces of a picture, the most prominent first.
    pub(super) fn scan(&self, picture: View<'_>, closer: bool) -> Result<Vec<Face>> {
        let Detection { threshold, overlap, .. } = self.detection;
        let (sides, least) = if closer { (CLOSE_SIDES, CLOSER * threshold) } else { (SIDES, threshold) };
        let mut found = Vec::new();
        for side in sides {
            found.extend(self.look(picture, side, least)?);
        }
        let mut faces = strongest(found, overlap);
        if let Some(onet) = &self.onet {
            for batch in faces.chunks_mut(BATCH) {
                let squares: Vec<Candidate> = batch.iter().map(|face| square(face, 1.0)).collect();
                for (face, (_, landmarks)) in batch.iter_mut().zip(last_look(onet, picture, &squares)?) {
                    face.landmarks = landmarks;
                }
            }
        }
        by_prominence(&mut faces, [picture.width, picture.height]);
        Ok(faces)
    }

    /// Every box of one copy of a picture, in pixels of the picture.
    fn look(&self, picture: View<'_>, side: usize, least: f32) -> Result<Vec<Face>> {
        let factor = side as f64 / picture.width.max(picture.height).max(1) as f64;
        let scaled = |size: usize| ((size as f64 * factor).round() as usize).clamp(1, side);
        let (width, height) = (scaled(picture.width), scaled(picture.height));
        let copy = resize::area(picture, width, height);
        let (padded_width, padded_height) = (width.next_multiple_of(STEP), height.next_multiple_of(STEP));
        let mut padded = vec![0; 3 * padded_width * padded_height];
        for (to, from) in padded.chunks_exact_mut(3 * padded_width).zip(copy.chunks_exact(3 * width)) {
            to[..from.len()].copy_from_slice(from);
        }
        let outputs = self.forward(&padded, padded_width, padded_height)?;
        let mut faces = self.decode(&outputs, [padded_width, padded_height], least);
        for face in &mut faces {
            for value in [&mut face.left, &mut face.top, &mut face.right, &mut face.bottom] {
                *value /= factor;
            }
            face.landmarks.iter_mut().flatten().for_each(|value| *value /= factor);
        }
        Ok(faces)
    }

    /// How sure it is of a face whose surroundings are turned clockwise by 0, 90, 180 and 270 degrees: logits of its score.
    pub(super) fn turned_opinions(&self, picture: View<'_>, face: &Face) -> Result<[f32; 4]> {
        let crop = padded(picture, &square(face, FACE_OF_CLOSE_UP), CLOSE_UP);
        let mut opinions = [0.0; 4];
        for (quarters, opinion) in opinions.iter_mut().enumerate() {
            let turned = turn(&crop, CLOSE_UP, CLOSE_UP, quarters);
            let outputs = self.forward(&turned, CLOSE_UP, CLOSE_UP)?;
            let faces = self.decode(&outputs, [CLOSE_UP; 2], FAINT);
            let best = faces.iter().filter(|face| in_the_middle(face)).map(|face| face.confidence);
            // A score that has come to 1 has no logit.
            let best = f64::from(best.fold(FAINT, f32::max)).min(1.0 - 1e-7);
            *opinion = (best / (1.0 - best)).ln() as f32;
        }
        Ok(opinions)
    }

    /// Boxes and landmarks from what each pixel says, as far as the score goes.
    fn decode(&self, outputs: &[Vec<f32>], [width, height]: [usize; 2], least: f32) -> Vec<Face> {
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
                found.extend(face.filter(|face| face.confidence >= least));
            }
        }
        found
    }
}

/// The square of which a face's longer side takes this part.
fn square(face: &Face, part: f64) -> Candidate {
    let middle = [f64::midpoint(face.left, face.right), f64::midpoint(face.top, face.bottom)];
    let half = (face.right - face.left).max(face.bottom - face.top) / part / 2.0;
    Candidate {
        left: middle[0] - half,
        top: middle[1] - half,
        right: middle[0] + half,
        bottom: middle[1] + half,
        score: face.confidence,
        regression: [0.0; 4],
    }
}

fn in_the_middle(face: &Face) -> bool {
    let off = |low: f64, high: f64| (f64::midpoint(low, high) / CLOSE_UP as f64 - 0.5).abs();
    off(face.left, face.right).hypot(off(face.top, face.bottom)) < OFF_MIDDLE
}

/// In 64 bits, so that the last bit of the result does not hang on the system's `exp`.
fn logistic(value: f32) -> f32 {
    (1.0 / (1.0 + (-f64::from(value)).exp())) as f32
}
