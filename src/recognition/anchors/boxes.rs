//! Boxes and landmarks from what each pixel says, and which of them are one face.

use crate::recognition::Face;

/// Most boxes that are held against each other: beyond, the photograph is noise.
const MAX_BOXES: usize = 4096;

/// Values `count · index …` of an output.
fn row(outputs: &[Vec<f32>], output: usize, index: usize, count: usize) -> Option<Vec<f64>> {
    let values = outputs.get(output)?.get(index * count..(index + 1) * count)?;
    Some(values.iter().map(|value| f64::from(*value)).collect())
}

/// Centre and size in units of the stride, size as a logarithm; the score is the mean of two probabilities (geometric).
pub(super) fn yunet_face(
    outputs: &[Vec<f32>],
    scale: usize,
    index: usize,
    [x, y]: [f64; 2],
    stride: f64,
) -> Option<Face> {
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
pub(super) fn scrfd_face(
    outputs: &[Vec<f32>],
    scale: usize,
    index: usize,
    [x, y]: [f64; 2],
    stride: f64,
) -> Option<Face> {
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

/// The faces that no stronger one overlaps.
pub(super) fn strongest(mut found: Vec<Face>, overlap: f64) -> Vec<Face> {
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
