//! How faces are found with an imported detector.

use serde::{Deserialize, Serialize};

use crate::recognition::Limit;

/// The five landmarks that a detector gives, in the order that everything after it relies on; left and right as the upright face shows them.
pub(in crate::recognition) const POINTS: [&str; 5] =
    ["left eye", "right eye", "nose tip", "left mouth corner", "right mouth corner"];

/// Who sets the landmarks of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Landmarker {
    /// The detector itself.
    Own,
    /// The last network of MTCNN.
    #[serde(rename = "o-net")]
    ONet,
}

/// How faces are found with an imported detector. Scores are its own, 0 to 1, and mean nothing beside another one's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detection {
    /// The five landmarks in the order in which it gives them: always `POINTS`.
    pub points: [String; 5],
    /// Who sets them: `own`, or `o-net`: the last network of MTCNN, which lies among the weights, on each box.
    pub landmarks: Landmarker,
    /// A box counts from this score.
    pub threshold: f32,
    /// Of two boxes that share more of their union than this, the weaker one goes.
    pub overlap: f64,
    /// From this score on a face is taken where looking again gave none that is surer.
    pub likely: f32,
    /// Nearly all upright faces in order have this score: below it the photograph is looked at again.
    pub sure: f32,
    /// Limits of quality for its score, in place of those in the embedder's card.
    pub confidence: Limit,
}

impl Detection {
    /// What is wrong with it.
    pub(super) fn problem(&self) -> Option<&'static str> {
        let rising = [0.0, self.threshold, self.likely, self.sure, 1.0];
        let Limit { refuse, warn } = self.confidence;
        match () {
            () if self.points != POINTS => {
                Some("detection.points must be left eye, right eye, nose tip, left and right mouth corner")
            }
            // A score that is no number is not in order either.
            () if !rising.is_sorted() || self.threshold <= 0.0 || self.sure >= 1.0 => {
                Some("detection: 0 < threshold ≤ likely ≤ sure < 1")
            }
            () if !(self.overlap > 0.0 && self.overlap < 1.0) => Some("detection.overlap must be between 0 and 1"),
            () if !(0.0 <= refuse && refuse <= warn && warn < 1.0) => {
                Some("detection.confidence: 0 ≤ refuse ≤ warn < 1")
            }
            () => None,
        }
    }
}
