//! Stage 4: what the photograph is like, component by component. What it must be like stands in `quality.rs`.

use super::{
    Face, Landmarks, Quality, Sample,
    align::{ALIGNED_SIDE, AlignedFace},
};

/// Measures one face of a photograph.
pub(super) fn assess(sample: &Sample, faces: &[Face], face: &Face, aligned: &AlignedFace) -> Quality {
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
        head_pose_roll: upright(pose.roll, face.quarters()),
        faces_present: rivals([sample.width, sample.height], faces, face),
        face_outside_image: aligned.outside(),
        detection_confidence: face.confidence,
    }
}

/// The tilt that is left when the photograph is turned clockwise by so many quarters; above −180 and at most 180 degrees.
fn upright(roll: f32, quarters: usize) -> f32 {
    let turned = roll + 90.0 * quarters as f32;
    if turned > 180.0 { turned - 360.0 } else { turned }
}

/// A face is large that is as wide as this share of the photograph's shorter side.
const LARGE: f64 = 0.3;
/// A face is in the middle whose centre is off the photograph's by at most this share of its own size.
const OFF_CENTRE: f64 = 0.35;

/// Faces that could be meant, the chosen one included: those at least half as wide. Smaller ones are background; and where
/// the chosen one is large and in the middle, those are bystanders that are not in the middle and are smaller or cut off.
fn rivals(size: [u32; 2], faces: &[Face], chosen: &Face) -> u32 {
    let [width, height] = size.map(f64::from);
    let wide = |face: &Face| face.right - face.left;
    let central = |face: &Face| {
        (f64::midpoint(face.left, face.right) - width / 2.0).abs() <= OFF_CENTRE * wide(face)
            && (f64::midpoint(face.top, face.bottom) - height / 2.0).abs() <= OFF_CENTRE * (face.bottom - face.top)
    };
    let whole = |face: &Face| face.left >= 0.0 && face.top >= 0.0 && face.right <= width && face.bottom <= height;
    let portrait = central(chosen) && wide(chosen) >= LARGE * width.min(height);
    let could_be_meant = |face: &&Face| {
        wide(face) >= 0.5 * wide(chosen) && (!portrait || central(face) || (wide(face) >= wide(chosen) && whole(face)))
    };
    let count = faces.iter().filter(could_be_meant).count();
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
    fn bystanders_at_the_edge_of_a_portrait_are_nobody_else() {
        let face = |left: f64, top: f64, side: f64| Face {
            left,
            top,
            right: left + side,
            bottom: top + side,
            confidence: 1.0,
            landmarks: head(0.0, 0.0, 0.0),
            found_after: Vec::new(),
        };
        let size = [250, 250];
        let middle = face(80.0, 80.0, 90.0);
        for (other, rivals_with) in [
            (face(180.0, 60.0, 65.0), 1),
            (face(-30.0, 80.0, 95.0), 1),
            (face(90.0, 95.0, 60.0), 2),
            (face(150.0, 80.0, 95.0), 2),
            (face(10.0, 10.0, 30.0), 1),
        ] {
            let faces = [middle.clone(), other];
            assert_eq!(rivals(size, &faces, &faces[0]), rivals_with, "{:?}", faces[1]);
            // Of whoever is not in the middle, or small, the others are rivals.
            let group = [face(20.0, 80.0, 60.0), face(100.0, 80.0, 60.0), face(170.0, 80.0, 60.0)];
            assert!(group.iter().all(|one| rivals(size, &group, one) == 3));
        }
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
