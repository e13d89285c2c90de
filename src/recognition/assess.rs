//! Stage 4: is the photograph of use? Components named as in ISO/IEC 29794-5, each measured, each with two limits.
//!
//! Past `refuse` a probe is not of use and is refused; past `warn` an examiner may go on with a written reason. The limits stand in the
//! embedder's card. Head pose has no override: a face that is not front-facing is no probe (2-110-3-G).
//! Eyes are not judged: closed eyes never refuse a decedent.

use serde::{Deserialize, Serialize};

use super::{
    Face, Landmarks,
    align::{ALIGNED_SIDE, AlignedFace},
};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Distance between the eyes, pixels of the photograph (turned faces: corrected for nothing).
    InterEyeDistance,
    /// Variance of the Laplacian over the aligned face, 8-bit luma squared.
    Sharpness,
    /// Share of the face with luma below 25.
    UnderExposure,
    /// Share of the face with luma above 247.
    OverExposure,
    /// Difference of the 95th and the 5th percentile of the face's luma, 0 to 255.
    DynamicRange,
    /// Turn to the side, degrees, by the landmarks; either side.
    HeadPoseYaw,
    /// Nod, degrees, by the landmarks; up or down.
    HeadPosePitch,
    /// Tilt, degrees, by the line of the eyes; either side.
    HeadPoseRoll,
    /// Faces in the photograph that could be the subject.
    FacesPresent,
    /// Share of the aligned face that lies outside the photograph.
    FaceOutsideImage,
    /// The detector's probability of a face; low where much of it is covered. Not in ISO/IEC 29794-5.
    DetectionConfidence,
}

impl Component {
    /// Every component, in the order of a report.
    pub const ALL: [Self; 11] = [
        Self::InterEyeDistance,
        Self::Sharpness,
        Self::UnderExposure,
        Self::OverExposure,
        Self::DynamicRange,
        Self::HeadPoseYaw,
        Self::HeadPosePitch,
        Self::HeadPoseRoll,
        Self::FacesPresent,
        Self::FaceOutsideImage,
        Self::DetectionConfidence,
    ];

    /// The component's name, as in cards and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InterEyeDistance => "inter_eye_distance",
            Self::Sharpness => "sharpness",
            Self::UnderExposure => "under_exposure",
            Self::OverExposure => "over_exposure",
            Self::DynamicRange => "dynamic_range",
            Self::HeadPoseYaw => "head_pose_yaw",
            Self::HeadPosePitch => "head_pose_pitch",
            Self::HeadPoseRoll => "head_pose_roll",
            Self::FacesPresent => "faces_present",
            Self::FaceOutsideImage => "face_outside_image",
            Self::DetectionConfidence => "detection_confidence",
        }
    }

    /// Whether the component says that the face is not front-facing: then nobody can override a refusal.
    pub fn is_pose(self) -> bool {
        matches!(self, Self::HeadPoseYaw | Self::HeadPosePitch | Self::HeadPoseRoll)
    }

    /// Whether a larger measure is better.
    pub fn more_is_better(self) -> bool {
        matches!(self, Self::InterEyeDistance | Self::Sharpness | Self::DynamicRange | Self::DetectionConfidence)
    }

    /// What would mend it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::InterEyeDistance => "get the original at full resolution, or a photograph taken closer",
            Self::Sharpness => "get a sharper photograph or an earlier or later frame; do not sharpen this one",
            Self::UnderExposure => "get a brighter photograph or frame, or the original before it was edited",
            Self::OverExposure => "get a photograph or frame with less light on the face",
            Self::DynamicRange => "get the original before it was edited or compressed, or a frame in better light",
            Self::HeadPoseYaw | Self::HeadPosePitch => {
                "get a photograph or frame in which the face looks at the camera"
            }
            Self::HeadPoseRoll => "turn the picture upright in a copy, or get one in which the head is upright",
            Self::FacesPresent => "name the face that is meant, or crop a copy to it and keep the original",
            Self::FaceOutsideImage => "get the uncropped original, or a frame in which the whole face is visible",
            Self::DetectionConfidence => "get a photograph in which nothing covers the face",
        }
    }
}

/// Two limits of one component.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Past this the probe is refused.
    pub refuse: f32,
    /// Past this the examiner gives a reason.
    pub warn: f32,
}

macro_rules! limits {
    ($($field:ident: $component:ident),* $(,)?) => {
        /// The limits of every component, as a model's card has them.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct QualityLimits {
            $(#[doc = concat!("Limits of [`Component::", stringify!($component), "`].")] pub $field: Limit,)*
        }

        impl QualityLimits {
            /// The limits of one component.
            pub fn of(&self, component: Component) -> Limit {
                match component { $(Component::$component => self.$field,)* }
            }
        }
    };
}

limits! {
    inter_eye_distance: InterEyeDistance,
    sharpness: Sharpness,
    under_exposure: UnderExposure,
    over_exposure: OverExposure,
    dynamic_range: DynamicRange,
    head_pose_yaw: HeadPoseYaw,
    head_pose_pitch: HeadPosePitch,
    head_pose_roll: HeadPoseRoll,
    faces_present: FacesPresent,
    face_outside_image: FaceOutsideImage,
    detection_confidence: DetectionConfidence,
}

impl QualityLimits {
    /// What is wrong with the limits, if anything.
    pub(super) fn problem(&self) -> Option<String> {
        Component::ALL.into_iter().find_map(|component| {
            let Limit { refuse, warn } = self.of(component);
            let ordered = if component.more_is_better() { refuse <= warn } else { warn <= refuse };
            (!refuse.is_finite() || !warn.is_finite() || !ordered)
                .then(|| format!("limits of {component:?}: finite numbers, and a warning before a refusal"))
        })
    }
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The examiner may go on with a written reason.
    Warn,
    /// The photograph is not of use.
    Refuse,
}

/// A component past a limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// What was measured.
    pub component: Component,
    /// The measure.
    pub measure: f32,
    /// The limit it is past.
    pub limit: f32,
    /// Which of the two limits.
    pub severity: Severity,
    /// What would mend it.
    pub remedy: &'static str,
}

/// The quality vector of one face. Angles in degrees with their sign: yaw > 0 turned to the image's right, pitch > 0 looking up,
/// roll > 0 clockwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quality {
    /// Pixels.
    pub inter_eye_distance: f32,
    /// Variance of the Laplacian.
    pub sharpness: f32,
    /// Share of the face, 0 to 1.
    pub under_exposure: f32,
    /// Share of the face, 0 to 1.
    pub over_exposure: f32,
    /// 0 to 255.
    pub dynamic_range: f32,
    /// Degrees.
    pub head_pose_yaw: f32,
    /// Degrees.
    pub head_pose_pitch: f32,
    /// Degrees.
    pub head_pose_roll: f32,
    /// Count.
    pub faces_present: u32,
    /// Share of the aligned face, 0 to 1.
    pub face_outside_image: f32,
    /// 0 to 1.
    pub detection_confidence: f32,
}

impl Quality {
    /// The measure that is held against the limits (angles without sign).
    pub fn measure(&self, component: Component) -> f32 {
        match component {
            Component::InterEyeDistance => self.inter_eye_distance,
            Component::Sharpness => self.sharpness,
            Component::UnderExposure => self.under_exposure,
            Component::OverExposure => self.over_exposure,
            Component::DynamicRange => self.dynamic_range,
            Component::HeadPoseYaw => self.head_pose_yaw.abs(),
            Component::HeadPosePitch => self.head_pose_pitch.abs(),
            Component::HeadPoseRoll => self.head_pose_roll.abs(),
            Component::FacesPresent => self.faces_present as f32,
            Component::FaceOutsideImage => self.face_outside_image,
            Component::DetectionConfidence => self.detection_confidence,
        }
    }

    /// Every component past a limit, in the order of [`Component::ALL`]; a measure that is no number is refused.
    pub fn findings(&self, limits: &QualityLimits) -> Vec<Finding> {
        let past = |component: Component, measure: f32, limit: f32| {
            if component.more_is_better() { !(measure >= limit) } else { !(measure <= limit) }
        };
        Component::ALL
            .into_iter()
            .filter_map(|component| {
                let (measure, limit) = (self.measure(component), limits.of(component));
                let finding =
                    |limit, severity| Finding { component, measure, limit, severity, remedy: component.remedy() };
                if past(component, measure, limit.refuse) {
                    Some(finding(limit.refuse, Severity::Refuse))
                } else if past(component, measure, limit.warn) {
                    Some(finding(limit.warn, Severity::Warn))
                } else {
                    None
                }
            })
            .collect()
    }
}

/// Measures one face of a photograph.
pub(super) fn assess(faces: &[Face], face: &Face, aligned: &AlignedFace) -> Quality {
    let [left_eye, right_eye, ..] = face.landmarks;
    let (luma, inside) = (luma(aligned), face_region());
    let mut sorted: Vec<f32> = luma.iter().zip(&inside).filter(|(_, inside)| **inside).map(|(v, _)| *v).collect();
    sorted.sort_by(f32::total_cmp);
    let share = |condition: &dyn Fn(f32) -> bool| {
        sorted.iter().filter(|v| condition(**v)).count() as f32 / sorted.len().max(1) as f32
    };
    let percentile = |p: usize| sorted.get(sorted.len() * p / 100).copied().unwrap_or(0.0);
    let pose = pose(&face.landmarks);
    Quality {
        inter_eye_distance: (right_eye[0] - left_eye[0]).hypot(right_eye[1] - left_eye[1]) as f32,
        sharpness: sharpness(&luma),
        under_exposure: share(&|v| v < 25.0),
        over_exposure: share(&|v| v > 247.0),
        dynamic_range: percentile(95) - percentile(5),
        head_pose_yaw: pose.yaw,
        head_pose_pitch: pose.pitch,
        head_pose_roll: pose.roll,
        faces_present: rivals(faces, face),
        face_outside_image: aligned.outside(),
        detection_confidence: face.confidence,
    }
}

/// Faces at least half as wide as the chosen one, itself included: smaller ones are background.
fn rivals(faces: &[Face], chosen: &Face) -> u32 {
    let width = chosen.right - chosen.left;
    let count = faces.iter().filter(|f| f.right - f.left >= 0.5 * width).count();
    u32::try_from(count.max(1)).unwrap_or(u32::MAX)
}

/// Rec. 601 luma of the aligned face, 0 to 255.
fn luma(aligned: &AlignedFace) -> Vec<f32> {
    let (pixels, _) = aligned.pixels().as_chunks::<3>();
    pixels.iter().map(|[r, g, b]| 0.299 * f32::from(*r) + 0.587 * f32::from(*g) + 0.114 * f32::from(*b)).collect()
}

/// The ellipse that a face fills in the aligned image: hair, collar and background stay out of exposure and range.
fn face_region() -> Vec<bool> {
    let unit = |v: usize, centre: f32, radius: f32| ((v as f32 - centre) / radius).powi(2);
    (0..ALIGNED_SIDE * ALIGNED_SIDE)
        .map(|i| unit(i % ALIGNED_SIDE, 56.0, 40.0) + unit(i / ALIGNED_SIDE, 66.0, 46.0) <= 1.0)
        .collect()
}

/// Variance of the 4-neighbour Laplacian over the middle of the face (eyes to mouth).
fn sharpness(luma: &[f32]) -> f32 {
    let at = |x: usize, y: usize| luma[y * ALIGNED_SIDE + x];
    let (mut sum, mut squares, mut count) = (0f64, 0f64, 0f64);
    for y in 36..104 {
        for x in 24..88 {
            let value = f64::from(at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4.0 * at(x, y));
            sum += value;
            squares += value * value;
            count += 1.0;
        }
    }
    (squares / count - (sum / count).powi(2)) as f32
}

struct Pose {
    yaw: f32,
    pitch: f32,
    roll: f32,
}

/// Head pose from five landmarks and the proportions of an average head, in units of the distance between the eyes: the nose
/// tip stands 0.6 before the eyes, the mouth 0.15 before them and 1.14 below, the nose tip 0.57 below.
///
/// Good to about ten degrees; the limits allow for that.
fn pose(landmarks: &Landmarks) -> Pose {
    const NOSE_DEPTH: f64 = 0.6;
    const NOSE_DROP: f64 = 0.57;
    const MOUTH_DEPTH: f64 = 0.15;
    const MOUTH_DROP: f64 = 1.14;
    let [left_eye, right_eye, nose, left_mouth, right_mouth] = *landmarks;
    let middle = |p: [f64; 2], q: [f64; 2]| [(p[0] + q[0]) / 2.0, (p[1] + q[1]) / 2.0];
    let (eyes, mouth) = (middle(left_eye, right_eye), middle(left_mouth, right_mouth));
    let roll = (right_eye[1] - left_eye[1]).atan2(right_eye[0] - left_eye[0]);
    // Into the frame of the eye line.
    let (sin, cos) = roll.sin_cos();
    let level = |p: [f64; 2]| {
        let (x, y) = (p[0] - eyes[0], p[1] - eyes[1]);
        [x * cos + y * sin, y * cos - x * sin]
    };
    let (nose, mouth) = (level(nose), level(mouth));
    let distance = (right_eye[0] - left_eye[0]).hypot(right_eye[1] - left_eye[1]);
    let yaw = (nose[0] / (distance * NOSE_DEPTH)).atan();
    let ratio = nose[1] / mouth[1];
    let pitch = ((NOSE_DROP - MOUTH_DROP * ratio) / (NOSE_DEPTH - MOUTH_DEPTH * ratio)).atan();
    let degrees = |angle: f64| angle.to_degrees() as f32;
    Pose { yaw: degrees(yaw), pitch: degrees(pitch), roll: degrees(roll) }
}
