//! Is the photograph of use? Components named as in ISO/IEC 29794-5, each measured, each with two limits.
//!
//! Past `refuse` a probe is not of use and is refused; past `warn` an examiner may go on with a written reason. The limits stand in the
//! embedder's card. Head pose has no override: a face that is not front-facing is no probe (2-110-3-G).
//! Eyes are not judged: closed eyes never refuse a decedent.

use serde::{Deserialize, Serialize};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Distance between the eyes, pixels of the photograph (turned faces: corrected for nothing).
    InterEyeDistance,
    /// Variance of the Laplacian over variance, of the luma of the aligned face, in thousandths: how much of its contrast is fine
    /// detail. Blur and enlargement lower it, light does not change it.
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
    /// Thousandths, 0 to 20,000.
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
            measure.is_nan() || if component.more_is_better() { measure < limit } else { measure > limit }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> QualityLimits {
        let text = include_str!("../../models/fused/card.toml");
        let card: toml::Value = toml::from_str(text).unwrap();
        card["limits"].clone().try_into().unwrap()
    }

    fn good() -> Quality {
        Quality {
            inter_eye_distance: 60.0,
            sharpness: 200.0,
            under_exposure: 0.0,
            over_exposure: 0.0,
            dynamic_range: 120.0,
            head_pose_yaw: -5.0,
            head_pose_pitch: 4.0,
            head_pose_roll: 1.0,
            faces_present: 1,
            face_outside_image: 0.0,
            detection_confidence: 1.0,
        }
    }

    #[test]
    fn each_component_is_told_with_its_limit_and_remedy() {
        assert_eq!(good().findings(&limits()), []);
        type Spoil = fn(&mut Quality);
        let cases: [(Spoil, Component, Severity); 6] = [
            (|q| q.head_pose_yaw = -50.0, Component::HeadPoseYaw, Severity::Refuse),
            (|q| q.head_pose_yaw = 35.0, Component::HeadPoseYaw, Severity::Warn),
            (|q| q.inter_eye_distance = 8.0, Component::InterEyeDistance, Severity::Refuse),
            (|q| q.inter_eye_distance = 15.0, Component::InterEyeDistance, Severity::Warn),
            (|q| q.faces_present = 9, Component::FacesPresent, Severity::Warn),
            (|q| q.sharpness = f32::NAN, Component::Sharpness, Severity::Refuse),
        ];
        for (spoil, component, severity) in cases {
            let mut quality = good();
            spoil(&mut quality);
            let findings = quality.findings(&limits());
            assert_eq!(findings.len(), 1, "{component:?}");
            assert_eq!((findings[0].component, findings[0].severity), (component, severity));
            assert!(!findings[0].remedy.is_empty());
        }
        let mut bad = good();
        (bad.sharpness, bad.dynamic_range, bad.head_pose_roll) = (1.0, 5.0, 90.0);
        assert_eq!(bad.findings(&limits()).len(), 3);
    }
}
