//! Stage 4: what the photograph is like, component by component. What it must be like stands in `quality.rs`.

use super::{
    Face, Landmarks, Quality,
    align::{ALIGNED_SIDE, AlignedFace},
};

/// Measures one face of a photograph.
pub(super) fn assess(sides: (u32, u32), faces: &[Face], face: &Face, aligned: &AlignedFace) -> Quality {
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
        faces_present: rivals(faces, face, sides),
        face_outside_image: aligned.outside(),
        detection_confidence: face.confidence,
    }
}

/// Faces that could be the subject: those at least half as wide as the chosen one, itself included.
///
/// A portrait has one, whoever stands in its background: its face lies in the middle (within a quarter of its width) and
/// spans a quarter of the shorter side or more. Of 2,551 LFW photographs, 289 show a second face that large, and two
/// are no portraits; of ten group photographs none is one.
fn rivals(faces: &[Face], chosen: &Face, sides: (u32, u32)) -> u32 {
    let width = chosen.right - chosen.left;
    let (sides_x, sides_y) = (f64::from(sides.0), f64::from(sides.1));
    let off_centre = ((chosen.left + chosen.right - sides_x) / 2.0).hypot((chosen.top + chosen.bottom - sides_y) / 2.0);
    if off_centre < 0.25 * width && width >= 0.25 * sides_x.min(sides_y) {
        return 1;
    }
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

/// Variance of the 4-neighbour Laplacian over variance, in thousandths, in the middle of the face (eyes to mouth); 0 for one flat
/// colour.
fn sharpness(luma: &[f32]) -> f32 {
    let at = |x: usize, y: usize| luma[y * ALIGNED_SIDE + x];
    let variance = |value: &dyn Fn(usize, usize) -> f32| {
        let (mut sum, mut squares, mut count) = (0f64, 0f64, 0f64);
        for y in 36..104 {
            for x in 24..88 {
                let value = f64::from(value(x, y));
                sum += value;
                squares += value * value;
                count += 1.0;
            }
        }
        (squares / count - (sum / count).powi(2)).max(0.0)
    };
    let detail = variance(&|x, y| at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4.0 * at(x, y));
    let contrast = variance(&at);
    if contrast > 0.0 { (1000.0 * detail / contrast) as f32 } else { 0.0 }
}

struct Pose {
    yaw: f32,
    pitch: f32,
    roll: f32,
}

/// Head pose from five landmarks and the proportions of an average head, in units of the distance between the eyes: the nose
/// tip stands 0.45 before the eyes and 0.57 below them, the mouth 0.05 before and 1.155 below.
///
/// Good to about ten degrees. A broad smile lifts the mouth and reads as looking down by as much as thirty, hence the wide limits on
/// pitch.
fn pose(landmarks: &Landmarks) -> Pose {
    const NOSE_DEPTH: f64 = 0.45;
    const NOSE_DROP: f64 = 0.57;
    const MOUTH_DEPTH: f64 = 0.05;
    const MOUTH_DROP: f64 = 1.155;
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
    // Two measures that err differently: how far the nose stands from the middle, and how much closer the eyes have come
    // to each other than to the mouth. Near-profiles score high in both, three-quarter views in the first only.
    let by_nose = (nose[0] / (distance * NOSE_DEPTH)).atan();
    let by_eyes = (distance * MOUTH_DROP / mouth[1]).clamp(0.0, 1.0).acos();
    let yaw = (by_nose.abs() + by_eyes) / 2.0 * by_nose.signum();
    let ratio = nose[1] / mouth[1];
    let pitch = ((NOSE_DROP - MOUTH_DROP * ratio) / (NOSE_DEPTH - MOUTH_DEPTH * ratio)).atan();
    let degrees = |angle: f64| angle.to_degrees() as f32;
    Pose { yaw: degrees(yaw), pitch: degrees(pitch), roll: degrees(roll) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The average head of [`pose`], turned and seen from far away; 40 pixels between the eyes.
    fn head(yaw: f64, pitch: f64, roll: f64) -> Landmarks {
        let model = [[-0.5, 0.0, 0.0], [0.5, 0.0, 0.0], [0.0, 0.57, 0.45], [-0.4, 1.155, 0.05], [0.4, 1.155, 0.05]];
        let ([yaw_sin, yaw_cos], [pitch_sin, pitch_cos], [roll_sin, roll_cos]) = (
            [yaw.to_radians().sin(), yaw.to_radians().cos()],
            [pitch.to_radians().sin(), pitch.to_radians().cos()],
            [roll.to_radians().sin(), roll.to_radians().cos()],
        );
        model.map(|[x, y, z]| {
            let (y, z) = (y * pitch_cos - z * pitch_sin, y * pitch_sin + z * pitch_cos);
            let x = x * yaw_cos + z * yaw_sin;
            [100.0 + 40.0 * (x * roll_cos - y * roll_sin), 100.0 + 40.0 * (x * roll_sin + y * roll_cos)]
        })
    }

    #[test]
    fn angles_of_the_average_head_are_found_again() {
        for angle in [-40.0f64, -15.0, 0.0, 10.0, 30.0] {
            let near =
                |found: f32, expected: f64| assert!((f64::from(found) - expected).abs() < 1.0, "{found} {expected}");
            let turned = pose(&head(angle, 0.0, 0.0));
            near(turned.yaw, angle);
            near(turned.roll, 0.0);
            near(pose(&head(0.0, angle, 0.0)).pitch, angle);
            let tilted = pose(&head(0.0, 0.0, angle));
            near(tilted.roll, angle);
            near(tilted.yaw, 0.0);
            near(tilted.pitch, 0.0);
        }
    }

    #[test]
    fn blur_lowers_sharpness_and_light_does_not() {
        let noise = |i: usize| (i as u32).wrapping_mul(2_654_435_761) >> 24;
        let sharp: Vec<f32> = (0..112 * 112).map(|i| noise(i) as f32 / 2.0).collect();
        let smooth = |v: &[f32]| -> Vec<f32> {
            (0..v.len()).map(|i| (0..9).map(|k| v[(i + 112 * (k / 3) + k % 3) % v.len()]).sum::<f32>() / 9.0).collect()
        };
        assert!(sharpness(&smooth(&smooth(&smooth(&sharp)))) < 0.3 * sharpness(&sharp));
        let bright: Vec<f32> = sharp.iter().map(|v| 2.0 * v + 1.0).collect();
        assert!((sharpness(&bright) / sharpness(&sharp) - 1.0).abs() < 1e-3);
        assert_eq!(sharpness(&[7.0; 112 * 112]), 0.0);
    }
}
