//! Arithmetic on the detector's boxes, as in facenet's `detect_face.py`: edges count as part of a box, hence the `+ 1`.

use super::networks::mtcnn::Opinion;

/// A box that may hold a face, in pixels, with what a network said about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    /// Face probability.
    pub score: f32,
    /// How far the network would move each edge, in widths and heights.
    pub regression: [f64; 4],
}

impl Candidate {
    /// The same box with a later network's opinion, if that passes.
    pub fn judged(&self, opinion: &Opinion, threshold: f32) -> Option<Self> {
        let regression = opinion.regression.map(f64::from);
        (opinion.face > threshold).then(|| Self { score: opinion.face, regression, ..self.clone() })
    }

    /// Moves the edges as the network asked; `extra` is added to width and height first.
    pub fn regress(&mut self, extra: f64) {
        let (width, height) = (self.right - self.left + extra, self.bottom - self.top + extra);
        let [left, top, right, bottom] = self.regression;
        self.left += left * width;
        self.top += top * height;
        self.right += right * width;
        self.bottom += bottom * height;
    }

    /// Widens the shorter side about the centre.
    pub fn make_square(&mut self) {
        let (width, height) = (self.right - self.left, self.bottom - self.top);
        let side = width.max(height);
        self.left += width * 0.5 - side * 0.5;
        self.top += height * 0.5 - side * 0.5;
        self.right = self.left + side;
        self.bottom = self.top + side;
    }

    /// The same box in an image `factor` times larger.
    pub fn enlarge(&mut self, factor: f64) {
        for edge in [&mut self.left, &mut self.top, &mut self.right, &mut self.bottom] {
            *edge *= factor;
        }
    }

    /// The part inside an image: left, top, and the first column and row after it; `None` where there is none.
    pub fn inside(&self, width: usize, height: usize) -> Option<[usize; 4]> {
        // `as` cuts towards zero and saturates; NaN becomes 0.
        let first = |edge: f64| (edge as i64).max(1);
        let (left, top) = (first(self.left), first(self.top));
        let (right, bottom) = ((self.right as i64).min(width as i64), (self.bottom as i64).min(height as i64));
        let inside = right > left - 1 && bottom > top - 1;
        inside.then(|| [left as usize - 1, top as usize - 1, right as usize, bottom as usize])
    }

    fn area(&self) -> f64 {
        (self.right - self.left + 1.0) * (self.bottom - self.top + 1.0)
    }

    fn intersection(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left) + 1.0;
        let height = self.bottom.min(other.bottom) - self.top.max(other.top) + 1.0;
        width.max(0.0) * height.max(0.0)
    }
}

/// Non-maximum suppression: drops every box whose intersection over union with a better one exceeds `threshold`.
pub(super) fn suppress(boxes: Vec<Candidate>, threshold: f64) -> Vec<Candidate> {
    let kept = best_first(&boxes, |a, b| {
        let shared = a.intersection(b);
        shared / (a.area() + b.area() - shared) > threshold
    });
    kept.into_iter().map(|index| boxes[index].clone()).collect()
}

/// The same with the intersection over the smaller box: a face inside a face goes. Gives indices, the best first.
pub(super) fn suppress_contained(boxes: &[Candidate], threshold: f64) -> Vec<usize> {
    best_first(boxes, |a, b| a.intersection(b) / a.area().min(b.area()) > threshold)
}

fn best_first(boxes: &[Candidate], overlaps: impl Fn(&Candidate, &Candidate) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    // Stable, and the later of two equal scores first: what a reversed ascending sort of the reference gives.
    order.sort_by(|a, b| boxes[*b].score.total_cmp(&boxes[*a].score).then(b.cmp(a)));
    let mut kept: Vec<usize> = Vec::new();
    for index in order {
        if !kept.iter().any(|k| overlaps(&boxes[*k], &boxes[index])) {
            kept.push(index);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(left: f64, side: f64, score: f32) -> Candidate {
        Candidate { left, top: 0.0, right: left + side, bottom: side, score, regression: [0.0; 4] }
    }

    #[test]
    fn the_better_of_two_overlapping_boxes_stays() {
        let kept = suppress(vec![square(0.0, 20.0, 0.8), square(1.0, 20.0, 0.9), square(40.0, 20.0, 0.7)], 0.5);
        assert_eq!(kept.iter().map(|c| c.score).collect::<Vec<_>>(), [0.9, 0.7]);
    }

    #[test]
    fn a_face_inside_a_face_goes() {
        let boxes = [square(0.0, 60.0, 0.9), square(10.0, 20.0, 0.8)];
        assert_eq!(suppress(boxes.to_vec(), 0.7).len(), 2);
        assert_eq!(suppress_contained(&boxes, 0.7), [0]);
    }

    #[test]
    fn boxes_are_cut_at_the_edges_and_never_leave_the_image() {
        assert_eq!(square(-5.0, 20.0, 1.0).inside(10, 10), Some([0, 0, 10, 10]));
        assert_eq!(square(50.0, 20.0, 1.0).inside(10, 10), None);
        assert_eq!(square(f64::NAN, 20.0, 1.0).inside(10, 10), None);
    }
}
