//! Stage 3: the five landmarks are laid onto a template, and the pixels follow.

use super::Sample;

/// Five points in pixels: the two eyes, the nose tip, the two mouth corners, each left to right as the image shows them.
pub type Landmarks = [[f64; 2]; 5];

/// Side of the image that quality is measured on, and that most networks take, pixels.
pub const ALIGNED_SIDE: usize = 112;

/// Where quality is measured: the landmarks of the ArcFace template, on 112×112.
pub(super) const STANDARD: Landmarks =
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]];

/// At most this many samples a side are averaged into one aligned pixel (a face more than 3,500 pixels wide).
const MAX_SAMPLES: usize = 32;

/// A face moved to where the embedder expects it: a square of RGB, or one for each network of a composite.
#[derive(Clone, PartialEq, Eq)]
pub struct AlignedFace {
    side: usize,
    pixels: Vec<u8>,
    /// How many of the pixels lie outside the photograph (black here).
    outside: u32,
    /// The same face as the next network of a composite wants it.
    next: Option<Box<AlignedFace>>,
}

impl AlignedFace {
    /// An aligned face from 112×112 RGB pixels; `None` for any other number of bytes.
    pub fn from_rgb(pixels: Vec<u8>) -> Option<Self> {
        Self::square(ALIGNED_SIDE, pixels)
    }

    /// An aligned face from `side`×`side` RGB pixels; `None` for any other number of bytes.
    pub fn square(side: usize, pixels: Vec<u8>) -> Option<Self> {
        (pixels.len() == 3 * side * side).then_some(Self { side, pixels, outside: 0, next: None })
    }

    /// The same face as each network of a composite wants it, in their order; none is an image without pixels.
    pub(super) fn chain(faces: Vec<Self>) -> Self {
        let chained = faces.into_iter().rev().reduce(|next, face| Self { next: Some(Box::new(next)), ..face });
        chained.unwrap_or(Self { side: 0, pixels: Vec::new(), outside: 0, next: None })
    }

    /// This image, and those for the other networks of a composite.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |face| face.next.as_deref())
    }

    /// Pixels a side.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Rows from top to bottom, `R G B` each.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Share of the aligned pixels that lie outside the photograph, 0 to 1.
    pub fn outside(&self) -> f32 {
        self.outside as f32 / (self.side * self.side) as f32
    }

    /// The pixels left to right.
    pub(super) fn mirrored(&self) -> Vec<u8> {
        let rows = self.pixels.chunks_exact(3 * self.side);
        rows.flat_map(|row| row.as_chunks::<3>().0.iter().rev().flatten()).copied().collect()
    }
}

/// A face is personal data: its pixels stay out of logs.
impl std::fmt::Debug for AlignedFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AlignedFace({0}×{0})", self.side)
    }
}

/// Rotation, one scale and translation: (x, y) ↦ (a·x − b·y + c, b·x + a·y + d).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Similarity {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
}

impl Similarity {
    /// The similarity that takes `from` to `to` with the least squared error (Umeyama, IEEE PAMI 13(4), 1991).
    ///
    /// In the plane, and without reflections, Umeyama's decomposition has this closed form. Points that all coincide
    /// give the scale 1.
    pub fn between(from: &Landmarks, to: &Landmarks) -> Self {
        let mean = |points: &Landmarks, axis: usize| points.iter().map(|p| p[axis]).sum::<f64>() / 5.0;
        let (from_x, from_y, to_x, to_y) = (mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1));
        let (mut dot, mut cross, mut square) = (0.0, 0.0, 0.0);
        for (p, q) in from.iter().zip(to) {
            let (px, py, qx, qy) = (p[0] - from_x, p[1] - from_y, q[0] - to_x, q[1] - to_y);
            dot += px * qx + py * qy;
            cross += px * qy - py * qx;
            square += px * px + py * py;
        }
        let (a, b) = if square > 0.0 { (dot / square, cross / square) } else { (1.0, 0.0) };
        Self { a, b, c: to_x - (a * from_x - b * from_y), d: to_y - (b * from_x + a * from_y) }
    }

    /// Where a point goes.
    pub fn apply(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.a * x - self.b * y + self.c, self.b * x + self.a * y + self.d]
    }

    /// How much lengths grow.
    pub fn scale(&self) -> f64 {
        self.a.hypot(self.b)
    }

    fn inverse(&self) -> Self {
        let square = self.a * self.a + self.b * self.b;
        let (a, b) = (self.a / square, -self.b / square);
        Self { a, b, c: -(a * self.c - b * self.d), d: -(b * self.c + a * self.d) }
    }
}

/// Samples the photograph where `template` says the landmarks should be.
///
/// Bilinear; a face larger than the template is sampled n×n times a pixel and averaged, n being the rounded reduction, since one
/// sample would alias. Outside the photograph is black.
pub(super) fn align(sample: &Sample, landmarks: &Landmarks, template: &Landmarks, side: usize) -> AlignedFace {
    let back = Similarity::between(landmarks, template).inverse();
    let reduction = back.scale();
    let count = if reduction.is_finite() { (reduction.round() as usize).clamp(1, MAX_SAMPLES) } else { 1 };
    let mut pixels = Vec::with_capacity(3 * side * side);
    let mut outside = 0;
    let share = 1.0 / (count * count) as f64;
    for y in 0..side {
        for x in 0..side {
            let mut sum = [0.0; 3];
            for sub in 0..count * count {
                let offset = |index: usize| (index as f64 + 0.5) / count as f64 - 0.5;
                let point = back.apply([x as f64 + offset(sub % count), y as f64 + offset(sub / count)]);
                bilinear(sample, point, &mut sum);
            }
            pixels.extend(sum.map(|value| (value * share).round() as u8));
            let [px, py] = back.apply([x as f64, y as f64]);
            let inside = |v: f64, size: u32| v > -0.5 && v < f64::from(size) - 0.5;
            outside += u32::from(!(inside(px, sample.width) && inside(py, sample.height)));
        }
    }
    AlignedFace { side, pixels, outside, next: None }
}

fn bilinear(sample: &Sample, [x, y]: [f64; 2], sum: &mut [f64; 3]) {
    let (width, height) = (sample.width as usize, sample.height as usize);
    if !(x > -1.0 && y > -1.0 && x < width as f64 && y < height as f64) {
        return;
    }
    let (left, top) = (x.floor(), y.floor());
    let (right_part, lower_part) = (x - left, y - top);
    for (dy, weight_y) in [(0.0, 1.0 - lower_part), (1.0, lower_part)] {
        for (dx, weight_x) in [(0.0, 1.0 - right_part), (1.0, right_part)] {
            let (column, row) = (left + dx, top + dy);
            if column < 0.0 || row < 0.0 || column >= width as f64 || row >= height as f64 {
                continue;
            }
            let at = 3 * (row as usize * width + column as usize);
            for (sum, value) in sum.iter_mut().zip(&sample.pixels()[at..at + 3]) {
                *sum += weight_x * weight_y * f64::from(*value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: Landmarks = [[38.0, 52.0], [73.0, 51.0], [56.0, 72.0], [42.0, 92.0], [71.0, 92.0]];

    #[test]
    fn a_similarity_is_found_again() {
        let known = Similarity { a: 1.7, b: -0.4, c: 12.0, d: -3.5 };
        let found = Similarity::between(&POINTS, &POINTS.map(|p| known.apply(p)));
        for (f, k) in [(found.a, known.a), (found.b, known.b), (found.c, known.c), (found.d, known.d)] {
            assert!((f - k).abs() < 1e-12);
        }
        let there_and_back = found.inverse().apply(found.apply([5.0, 6.0]));
        assert!((there_and_back[0] - 5.0).abs() < 1e-12 && (there_and_back[1] - 6.0).abs() < 1e-12);
    }

    #[test]
    fn landmarks_at_the_template_leave_the_pixels_alone() {
        let pixels: Vec<u8> = (0..3 * 112 * 112).map(|i| (i * 31 % 256) as u8).collect();
        let sample = Sample::from_rgb(112, 112, pixels.clone()).unwrap();
        let aligned = align(&sample, &POINTS, &POINTS, 112);
        assert_eq!(aligned.pixels(), pixels);
        assert_eq!(aligned.outside(), 0.0);
    }

    #[test]
    fn points_in_one_place_or_far_away_do_no_harm() {
        let sample = Sample::from_rgb(2, 2, vec![9; 12]).unwrap();
        for point in [[1.0, 1.0], [1e9, -1e9], [f64::NAN, 0.0], [f64::INFINITY, 0.0]] {
            let aligned = align(&sample, &[point; 5], &POINTS, 112);
            assert_eq!(aligned.pixels().len(), 3 * 112 * 112);
        }
    }
}
