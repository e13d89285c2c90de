//! Stage 2 with MTCNN: the cascade of `networks::mtcnn` over an image pyramid.
//!
//! Thresholds, pyramid factor and box arithmetic are those of the reference implementations (facenet, facenet-pytorch), whose
//! boxes count pixels from 1; that off-by-one is kept, since the landmarks were trained with it.

use candle_core::Result;
use candle_nn::VarBuilder;

use super::{
    Face, Landmarks,
    boxes::{Candidate, suppress, suppress_contained},
    detect::{GREY, Levels, by_prominence},
    find::turn,
    networks::{
        Normalization,
        mtcnn::{ONet, Opinion, PNet, RNet},
    },
    resize::{self, View},
};

/// From one level of the pyramid to the next.
const FACTOR: f64 = 0.709;
/// P-Net's window, pixels.
const WINDOW: f64 = 12.0;
/// Crops per network call, which bounds memory.
pub(super) const BATCH: usize = 64;
/// What its networks take, whichever card they came with.
pub(super) const NORMALIZATION: Normalization = Normalization { mean: [127.5; 3], scale: 128.0 };
/// Its last network, in the weights of the cascade.
pub(super) const LAST: &str = "onet";

/// How closely a picture is scanned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan {
    /// Probabilities a window must pass in P-, R- and O-Net.
    thresholds: [f32; 3],
    /// The smallest face that is looked for, pixels.
    smallest_face: f64,
    /// The smallest face is also at least this share of the longer side, so that the cost of a large photograph is bounded.
    smallest_share: f64,
    /// A picture with a longer side is scanned on a reduced copy of this size, pixels.
    pub working_side: usize,
}

impl Scan {
    /// The setting of the reference implementations.
    pub const USUAL: Self =
        Self { thresholds: [0.6, 0.7, 0.7], smallest_face: 20.0, smallest_share: 1.0 / 64.0, working_side: 1600 };
    /// For pictures in which that finds nobody.
    pub const CLOSE: Self =
        Self { thresholds: [0.5, 0.5, 0.6], smallest_face: 20.0, smallest_share: 0.0, working_side: 2400 };
}

/// The three networks.
pub(super) struct Cascade {
    pnet: PNet,
    rnet: RNet,
    onet: ONet,
}

impl Cascade {
    /// How sure its last network has to be. Of upright photographs of LFW 97 in 100 are clearly upright, of turned ones that the usual setting
    /// is sure of 2 in 65.
    pub const LEVELS: Levels =
        Levels { certain: 0.999, sure: 0.99, likely: 0.95, cut: 0.9, clearly: 0.5, turned_surer: 2.0 };

    /// Reads `pnet.`, `rnet.` and `onet.`.
    pub fn new(vb: &VarBuilder<'_>, normalization: Normalization) -> Result<Self> {
        Ok(Self {
            pnet: PNet::new(&vb.pp("pnet"), normalization)?,
            rnet: RNet::new(&vb.pp("rnet"), normalization)?,
            onet: ONet::new(&vb.pp("onet"), normalization)?,
        })
    }

    /// All faces that one scan of a picture finds, the most prominent first.
    pub fn scan(&self, picture: View<'_>, scan: &Scan) -> Result<Vec<Face>> {
        let side = picture.width.max(picture.height);
        if side <= scan.working_side {
            return self.cascade(picture, picture, 1.0, scan);
        }
        let reduction = side as f64 / scan.working_side as f64;
        let reduced = |size: usize| ((size as f64 / reduction).round() as usize).max(1);
        let (width, height) = (reduced(picture.width), reduced(picture.height));
        let pixels = resize::area(picture, width, height);
        self.cascade(View::whole(&pixels, width), picture, reduction, scan)
    }

    /// What O-Net makes of a face's square, turned clockwise by 0, 90, 180 and 270 degrees: the logit of a face. Probabilities would come
    /// to 1 for a sure face and a surer one alike.
    pub fn turned_opinions(&self, picture: View<'_>, face: &Face) -> Result<[f32; 4]> {
        let mut square = Candidate {
            left: face.left,
            top: face.top,
            right: face.right,
            bottom: face.bottom,
            score: face.confidence,
            regression: [0.0; 4],
        };
        square.make_square();
        let crop = padded(picture, &square, ONet::SIDE);
        let turned = [0, 1, 2, 3].map(|quarters| turn(&crop, ONet::SIDE, ONet::SIDE, quarters));
        let crops: Vec<&[u8]> = turned.iter().map(Vec::as_slice).collect();
        let mut opinions = [0.0; 4];
        for (to, (opinion, _)) in opinions.iter_mut().zip(self.onet.forward(&crops)?) {
            *to = opinion.logit;
        }
        Ok(opinions)
    }

    /// Scans `working`, a copy of `original` that is `reduction` times smaller.
    fn cascade(&self, working: View<'_>, original: View<'_>, reduction: f64, scan: &Scan) -> Result<Vec<Face>> {
        let proposals = self.propose(working, scan)?;
        let refined = self.refine(working, proposals, scan.thresholds[1])?;
        // A face that is small in the working copy is looked at in the original, so that no detail is lost.
        let small = |c: &Candidate| c.right - c.left < ONet::SIDE as f64;
        let (near, far): (Vec<_>, Vec<_>) = refined.into_iter().partition(|c| reduction > 1.0 && small(c));
        let mut faces = self.output(working, far, scan.thresholds[2])?;
        for (candidate, landmarks) in &mut faces {
            candidate.enlarge(reduction);
            landmarks.iter_mut().flatten().for_each(|v| *v *= reduction);
        }
        let near = near.into_iter().map(|mut c| {
            c.enlarge(reduction);
            c
        });
        faces.extend(self.output(original, near.collect(), scan.thresholds[2])?);
        let kept = suppress_contained(&faces.iter().map(|(c, _)| c.clone()).collect::<Vec<_>>(), 0.7);
        let mut faces: Vec<Face> = kept
            .into_iter()
            .map(|index| {
                let (c, landmarks) = &faces[index];
                let (left, top, right, bottom) = (c.left, c.top, c.right, c.bottom);
                Face { left, top, right, bottom, confidence: c.score, landmarks: *landmarks, found_after: Vec::new() }
            })
            .collect();
        by_prominence(&mut faces, [original.width, original.height]);
        Ok(faces)
    }

    fn propose(&self, image: View<'_>, scan: &Scan) -> Result<Vec<Candidate>> {
        let longer = image.width.max(image.height) as f64;
        let first = WINDOW / scan.smallest_face.max(longer * scan.smallest_share);
        let mut shorter = image.width.min(image.height) as f64 * first;
        let mut scale = first;
        let mut proposals = Vec::new();
        while shorter >= WINDOW {
            let level = |size: usize| (size as f64 * scale + 1.0) as usize;
            let (width, height) = (level(image.width), level(image.height));
            let (columns, opinions) = self.pnet.forward(&resize::area(image, width, height), width, height)?;
            let mut found = Vec::new();
            for (index, opinion) in opinions.iter().enumerate().filter(|(_, o)| o.face >= scan.thresholds[0]) {
                let (x, y) = (index % columns, index / columns);
                let corner = |at: usize, offset: f64| ((2.0 * at as f64 + offset) / scale).floor();
                found.push(Candidate {
                    left: corner(x, 1.0),
                    top: corner(y, 1.0),
                    right: corner(x, WINDOW),
                    bottom: corner(y, WINDOW),
                    score: opinion.face,
                    regression: opinion.regression.map(f64::from),
                });
            }
            proposals.extend(suppress(found, 0.5));
            scale *= FACTOR;
            shorter *= FACTOR;
        }
        let mut proposals = suppress(proposals, 0.7);
        for proposal in &mut proposals {
            proposal.regress(0.0);
            proposal.make_square();
        }
        Ok(proposals)
    }

    fn refine(&self, image: View<'_>, proposals: Vec<Candidate>, threshold: f32) -> Result<Vec<Candidate>> {
        let mut kept = Vec::new();
        for batch in proposals.chunks(BATCH) {
            let crops = crops(image, batch, RNet::SIDE);
            let crops: Vec<&[u8]> = crops.iter().map(Vec::as_slice).collect();
            for (candidate, opinion) in batch.iter().zip(self.rnet.forward(&crops)?) {
                kept.extend(candidate.judged(&opinion, threshold));
            }
        }
        let mut kept = suppress(kept, 0.7);
        for candidate in &mut kept {
            candidate.regress(1.0);
            candidate.make_square();
        }
        Ok(kept)
    }

    fn output(
        &self,
        image: View<'_>,
        candidates: Vec<Candidate>,
        threshold: f32,
    ) -> Result<Vec<(Candidate, Landmarks)>> {
        let mut faces = Vec::new();
        for batch in candidates.chunks(BATCH) {
            for (candidate, (opinion, landmarks)) in batch.iter().zip(last_look(&self.onet, image, batch)?) {
                let Some(mut face) = candidate.judged(&opinion, threshold) else { continue };
                face.regress(1.0);
                faces.push((face, landmarks));
            }
        }
        Ok(faces)
    }
}

/// What O-Net makes of each candidate's square, and where it sees the landmarks in it.
pub(super) fn last_look(onet: &ONet, image: View<'_>, candidates: &[Candidate]) -> Result<Vec<(Opinion, Landmarks)>> {
    let crops = crops(image, candidates, ONet::SIDE);
    let crops: Vec<&[u8]> = crops.iter().map(Vec::as_slice).collect();
    let looked = candidates.iter().zip(onet.forward(&crops)?).map(|(face, (opinion, points))| {
        let (width, height) = (face.right - face.left + 1.0, face.bottom - face.top + 1.0);
        let landmarks = [0, 1, 2, 3, 4].map(|i| {
            let (x, y) = (f64::from(points[i]), f64::from(points[i + 5]));
            [width * x + face.left - 1.0, height * y + face.top - 1.0]
        });
        (opinion, landmarks)
    });
    Ok(looked.collect())
}

/// A candidate's square, grey where it reaches over the edges of the image, resampled to `side`×`side`: cut off and stretched, a face
/// looks as little upright as turned.
pub(super) fn padded(image: View<'_>, square: &Candidate, side: usize) -> Vec<u8> {
    let (width, height) = (image.width as f64 + 1.0, image.height as f64 + 1.0);
    if square.left >= 1.0 && square.top >= 1.0 && square.right < width && square.bottom < height {
        return crops(image, std::slice::from_ref(square), side).pop().unwrap_or_default();
    }
    let mut crop = vec![GREY; 3 * side * side];
    let Some([left, top, right, bottom]) = square.inside(image.width, image.height) else { return crop };
    let scale = side as f64 / (square.right - square.left + 1.0);
    let place = |edge: usize, first: f64| (((edge as f64 + 1.0 - first) * scale).round().max(0.0) as usize).min(side);
    let (from_x, to_x) = (place(left, square.left), place(right, square.left));
    let (from_y, to_y) = (place(top, square.top), place(bottom, square.top));
    if from_x < to_x && from_y < to_y {
        let part = resize::area(image.part(left, top, right, bottom), to_x - from_x, to_y - from_y);
        let rows = crop.chunks_exact_mut(3 * side).skip(from_y);
        for (to, from) in rows.zip(part.chunks_exact(3 * (to_x - from_x))) {
            to[3 * from_x..3 * to_x].copy_from_slice(from);
        }
    }
    crop
}

/// The candidates' squares, cut at the edges of the image and resampled to `side`×`side`.
fn crops(image: View<'_>, candidates: &[Candidate], side: usize) -> Vec<Vec<u8>> {
    let crop = |candidate: &Candidate| match candidate.inside(image.width, image.height) {
        Some([left, top, right, bottom]) => resize::area(image.part(left, top, right, bottom), side, side),
        None => vec![0; 3 * side * side],
    };
    candidates.iter().map(crop).collect()
}
