//! Stage 2: where the faces are. One seam for every detector: the shipped cascade, and networks that were imported.
//!
//! A detector scans a picture, and says of a face whether it stands upright. What is made of that (which face, looking again) is the same for
//! all and stands in `find.rs`; how sure a detector has to be differs, and each brings its own [`Levels`].

use std::path::Path;

use candle_core::Result;

use super::{
    AnchorDetector, Change, Landmarks, ModelIdentity, ModelRole, RecognitionError,
    card::{self, Detection},
    cascade::{Cascade, Scan},
    network_failed, normalization,
    resize::View,
    weights,
};

/// What stands where a picture ends: the middle, which MTCNN's networks read as 0.
pub(super) const GREY: u8 = 127;
/// As the card of the cascade names it.
const CASCADE: &str = "mtcnn";

/// A face that the detector found, in pixels of the upright photograph.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Face {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
    /// How sure the detector is of a face, 0 to 1: MTCNN's probability by its last network, the score of an imported one.
    pub confidence: f32,
    /// The eyes, the nose tip, the mouth corners, each left to right as the upright face shows them.
    pub landmarks: Landmarks,
    /// What was done to a copy of the photograph before the detector found the face; nothing, where its usual setting did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub found_after: Vec<Change>,
}

impl Face {
    /// How much the face lends itself to being the subject: its area less twice the squared distance of its centre from the
    /// photograph's. Largest and most central first; a bystander at the edge needs to be much larger to come first.
    fn prominence(&self, [width, height]: [usize; 2]) -> f64 {
        let area = (self.right - self.left) * (self.bottom - self.top);
        let x = (self.left + self.right) / 2.0 - width as f64 / 2.0;
        let y = (self.top + self.bottom) / 2.0 - height as f64 / 2.0;
        area - 2.0 * (x * x + y * y)
    }
}

/// How sure a detector has to be of the most prominent face for what `find.rs` makes of it, as probability or score, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Levels {
    /// Above this a score says no more: of two such settings the earlier one counts.
    pub certain: f32,
    /// Nearly all upright faces in order have it.
    pub sure: f32,
    /// From this on a face can be taken where other settings were tried and none gave a surer one. Turned, more things look like a face:
    /// there, as from the usual setting, only `sure` will do.
    pub likely: f32,
    /// From this on a face that reaches over the edge of the photograph can be one that is cut there.
    pub cut: f32,
    /// A face is clearly upright where the detector's logit for it (not its probability: that has come to 1 for sure faces) is by so much
    /// higher than for any of its turns.
    pub clearly: f32,
    /// By so much (logit) a turned setting has to be surer than an upright face that the usual setting finds likely: a head that is tilted
    /// by 45 degrees is nearly as likely from the side.
    pub turned_surer: f64,
}

/// What finds faces.
pub(super) enum Detector {
    /// MTCNN.
    Cascade(Box<Cascade>),
    /// YuNet or SCRFD.
    Anchors(Box<AnchorDetector>),
}

impl Detector {
    /// Loads the detector in a folder; its card says which kind it is.
    ///
    /// # Errors
    /// Where a file is missing, the card is not understood, weights are not those it names, or do not fit.
    pub fn load(models: &Path, name: &str) -> std::result::Result<(Self, ModelIdentity), RecognitionError> {
        let loaded = card::load(models, name, ModelRole::Detector)?;
        let identity = loaded.identity.clone();
        if loaded.card.architecture != CASCADE {
            return Ok((Self::Anchors(Box::new(AnchorDetector::of(models, loaded)?)), identity));
        }
        let cascade = weights(&loaded).and_then(|weights| Cascade::new(&weights, normalization(&loaded)));
        Ok((Self::Cascade(Box::new(cascade.map_err(network_failed(name))?)), identity))
    }

    /// What its card says of how it finds; `None` of the cascade, whose settings are part of the program.
    pub fn detection(&self) -> Option<&Detection> {
        match self {
            Self::Cascade(_) => None,
            Self::Anchors(anchors) => Some(anchors.detection()),
        }
    }

    /// How sure it has to be.
    pub fn levels(&self) -> &Levels {
        match self {
            Self::Cascade(_) => &Cascade::LEVELS,
            Self::Anchors(anchors) => anchors.levels(),
        }
    }

    /// All faces that one scan of a picture finds, the most prominent first; `closer`: with lower thresholds, and smaller faces.
    pub fn scan(&self, picture: View<'_>, closer: bool) -> Result<Vec<Face>> {
        match self {
            Self::Cascade(cascade) => cascade.scan(picture, if closer { &Scan::CLOSE } else { &Scan::USUAL }),
            Self::Anchors(anchors) => anchors.scan(picture, closer),
        }
    }

    /// A picture with a longer side than this is scanned on a reduced copy, pixels.
    pub fn working_side(&self, closer: bool) -> usize {
        match (self, closer) {
            (Self::Cascade(_), false) => Scan::USUAL.working_side,
            (Self::Cascade(_), true) => Scan::CLOSE.working_side,
            (Self::Anchors(_), _) => AnchorDetector::FINEST,
        }
    }

    /// What it makes of a face's square, turned clockwise by 0, 90, 180 and 270 degrees: the logit of a face.
    pub fn turned_opinions(&self, picture: View<'_>, face: &Face) -> Result<[f32; 4]> {
        match self {
            Self::Cascade(cascade) => cascade.turned_opinions(picture, face),
            Self::Anchors(anchors) => anchors.turned_opinions(picture, face),
        }
    }
}

/// Sorts faces of a picture of this width and height, the most prominent first.
pub(super) fn by_prominence(faces: &mut [Face], size: [usize; 2]) {
    faces.sort_by(|a, b| {
        let by_prominence = b.prominence(size).total_cmp(&a.prominence(size));
        by_prominence.then(a.left.total_cmp(&b.left)).then(a.top.total_cmp(&b.top))
    });
}
