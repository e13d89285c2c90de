//! Stage 2 where the usual setting of the detector finds nobody who could be used: the photograph is looked at again, changed.
//!
//! Only the detector sees the changed copy. Faces are told in pixels of the photograph itself, and everything after (alignment,
//! quality, template) works on its own pixels. The settings and their order are fixed: a photograph gives the
//! same faces always.

use candle_core::Result;
use serde::{Deserialize, Serialize};

use super::{
    Face, Sample,
    detect::{Detector, GREY, Levels, by_prominence},
    resize::{View, area},
};

/// What was done to a copy of the photograph before it was scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Turned clockwise by a quarter.
    #[serde(rename = "turned-90")]
    Turned90,
    /// Turned upside down.
    #[serde(rename = "turned-180")]
    Turned180,
    /// Turned anticlockwise by a quarter.
    #[serde(rename = "turned-270")]
    Turned270,
    /// Brightness stretched over the whole range.
    Contrast,
    /// A grey margin of half a side laid around it.
    Margin,
    /// Scanned more closely: lower thresholds, smaller faces, a larger copy.
    Closer,
}

/// The three other ways to hold a photograph.
const TURNS: [&[Change]; 3] = [&[Change::Turned90], &[Change::Turned180], &[Change::Turned270]];
/// What is tried where the usual setting does not convince: rounds, and in a round the setting whose face is surest.
const ROUNDS: [&[&[Change]]; 3] = [
    &[
        &[Change::Margin],
        &[Change::Contrast],
        &[Change::Contrast, Change::Margin],
        &[Change::Turned90],
        &[Change::Turned180],
        &[Change::Turned270],
    ],
    &[
        &[Change::Turned90, Change::Contrast, Change::Margin],
        &[Change::Turned180, Change::Contrast, Change::Margin],
        &[Change::Turned270, Change::Contrast, Change::Margin],
    ],
    &[&[Change::Closer], &[Change::Closer, Change::Contrast]],
];
/// A face is one that the edge of the photograph cuts, where a landmark lies outside by more than this, in distances between the eyes. In whole faces that the photograph ends close
/// around, the usual setting sets them off by less (in 477 of 480 such cuts), in faces that it sees though a part of them is cut off by more (89 of 93).
const CUT_BY: f64 = 0.25;
/// Nearer than this no eyes can be used, pixels.
const EYES_APART: f64 = 12.0;
/// A box that takes more than this share of the photograph's width or height: the face may be cut off, and then landmarks
/// are off, too. In a photograph with some margin around the face they are not.
const FILLS: f64 = 0.6;
/// Two boxes that share more than this part of the smaller one are at the same place.
const SAME_PLACE: f64 = 0.3;
/// Two settings agree on a face whose landmarks lie this near to each other on average, in distances between the eyes.
const AGREE: f64 = 0.1;

impl Change {
    /// In words, to be read after "found after".
    pub fn words(self) -> &'static str {
        match self {
            Self::Turned90 => "turning a copy by 90 degrees clockwise",
            Self::Turned180 => "turning a copy upside down",
            Self::Turned270 => "turning a copy by 90 degrees anticlockwise",
            Self::Contrast => "stretching the contrast of a copy",
            Self::Margin => "laying a grey margin around a copy",
            Self::Closer => "scanning more closely, with lower thresholds",
        }
    }

    fn quarters(self) -> usize {
        match self {
            Self::Turned90 => 1,
            Self::Turned180 => 2,
            Self::Turned270 => 3,
            Self::Contrast | Self::Margin | Self::Closer => 0,
        }
    }
}

impl Change {
    /// What was done, in words; `None` where nothing was.
    pub fn in_words(changes: &[Self]) -> Option<String> {
        let words: Vec<_> = changes.iter().map(|change| change.words()).collect();
        (!words.is_empty()).then(|| words.join(" and "))
    }
}

impl Face {
    /// By how many quarters the photograph has to be turned clockwise for the face to be upright.
    pub(super) fn quarters(&self) -> usize {
        self.found_after.iter().map(|change| change.quarters()).sum()
    }

    /// What was done before it was found, in words; nothing where the usual setting found it.
    pub fn found_after_words(&self) -> Option<String> {
        Change::in_words(&self.found_after)
    }
}

/// All faces, the most prominent first.
///
/// Those of the usual setting where that convinces: the detector is sure of the most prominent face, and it does not fill the photograph.
/// Where it is not certain, or not clear that the face stands upright, the photograph is looked at turned, too, and a surer face at the
/// same place is taken. Else [`ROUNDS`] of other settings are tried. Of the first round in which any gives a likely face, the surest
/// counts, of equals the earlier; where none ever does, what the usual setting gave.
pub(super) fn find(detector: &Detector, sample: &Sample) -> Result<Vec<Face>> {
    let levels = detector.levels();
    let look = |changes: &[Change]| -> Result<Try<'_>> {
        let faces = scan_changed(detector, sample, changes)?;
        let whole = faces.first().is_some_and(|face| outside(sample, face) == 0.0);
        let fits = faces.first().is_some_and(|face| fits(sample, face));
        let turned_by = if fits { turned_by(detector, sample, &faces[0])? } else { f32::INFINITY };
        Ok(Try { faces, whole, fits, turned_by, levels })
    };
    let usual = look(&[])?;
    // Of a face that the edge of the photograph cuts, other settings see the half that is there, and squeeze a whole face into it.
    let cut = usual.faces.first().is_some_and(|face| face.confidence >= levels.cut && outside(sample, face) > CUT_BY);
    if cut {
        return Ok(usual.faces);
    }
    if usual.whole && usual.fits && usual.sure() >= levels.sure {
        if usual.sure() >= levels.certain && usual.turned_by <= -levels.clearly {
            return Ok(usual.faces);
        }
        // A face that lies or stands on its head is sometimes taken for an upright one, but with less certainty.
        let mut upright: Option<Try<'_>> = None;
        for changes in TURNS {
            let turned = look(changes)?;
            let best = upright.as_ref().map_or(usual.logit(), Try::logit);
            if turned.is_from(levels.sure) && turned.logit() > best && turned.is_where(&usual) {
                upright = Some(turned);
            }
        }
        return Ok(match upright {
            Some(turned) => with_those_elsewhere(turned.faces, &usual.faces, levels),
            None => usual.faces,
        });
    }
    let mut tries = vec![usual];
    for round in ROUNDS {
        for changes in round {
            tries.push(look(changes)?);
        }
        if tries.iter().any(Try::is_likely) {
            return Ok(surest(tries));
        }
    }
    // Nobody whole: a face that the edge cuts below the eyes is better than none. Its quality says how much is missing.
    let with_eyes = |one: &Try| one.faces.first().is_some_and(|face| eyes_inside(sample, face));
    if tries[0].faces.is_empty()
        && let Some(at) = tries.iter().position(|one| one.is_upright() && one.sure() >= levels.sure && with_eyes(one))
    {
        return Ok(tries.swap_remove(at).faces);
    }
    Ok(tries.swap_remove(0).faces)
}

/// What one setting gave.
struct Try<'d> {
    levels: &'d Levels,
    faces: Vec<Face>,
    /// Whether all landmarks of the most prominent face lie in the photograph.
    whole: bool,
    /// Whether it has usable eyes, and does not fill the photograph.
    fits: bool,
    /// By how much the detector favours one of its turns; below 0 where it stands upright.
    turned_by: f32,
}

impl Try<'_> {
    fn sure(&self) -> f32 {
        self.faces.first().map_or(0.0, |face| face.confidence.min(self.levels.certain))
    }

    /// Of the probability; infinite where that has come to 1.
    fn logit(&self) -> f64 {
        let probability = self.faces.first().map_or(0.0, |face| f64::from(face.confidence));
        (probability / (1.0 - probability)).ln()
    }

    fn is_upright(&self) -> bool {
        self.fits && self.turned_by <= 0.0
    }

    fn is_from(&self, probability: f32) -> bool {
        self.whole && self.is_upright() && self.sure() >= probability
    }

    /// Whether the most prominent face stands where that of the other setting does.
    fn is_where(&self, other: &Self) -> bool {
        self.faces.first().zip(other.faces.first()).is_some_and(|(one, other)| same_place(one, other))
    }

    fn is_turned(&self) -> bool {
        self.faces.first().is_some_and(|face| face.quarters() > 0)
    }

    fn is_likely(&self) -> bool {
        self.is_from(if self.is_turned() { self.levels.sure } else { self.levels.likely })
    }
}

/// The faces of the surest likely try, the earliest among equals; the usual ones, which stand first, where both see the same face at
/// the same place. Nobody is exchanged for somebody beside them: where the usual setting gave a likely face, only a setting that sees
/// a face at its place is taken for it, and faces that the usual setting saw elsewhere stay in the list, so that it is asked who
/// is meant.
fn surest(tries: Vec<Try<'_>>) -> Vec<Face> {
    let levels = tries[0].levels;
    let mut best: Option<usize> = None;
    let stands = tries[0].is_from(levels.likely);
    let beats = |one: &Try| {
        one.is_where(&tries[0]) && (!one.is_turned() || one.logit() >= tries[0].logit() + levels.turned_surer)
    };
    let may = |(at, one): &(usize, &Try)| one.is_likely() && (*at == 0 || !stands || beats(one));
    for (at, one) in tries.iter().enumerate().filter(may) {
        if best.is_none_or(|best| one.sure() > tries[best].sure()) {
            best = Some(at);
        }
    }
    let mut tries: Vec<Vec<Face>> = tries.into_iter().map(|one| one.faces).collect();
    let best = best.unwrap_or_default();
    if let (Some(usual), Some(found)) = (tries[0].first(), tries[best].first())
        && agree(usual, found)
    {
        return tries.swap_remove(0);
    }
    let found = tries.swap_remove(best);
    // What was last stands in the first place now, where the last try won; the usual one is the first of all others.
    match tries.first() {
        Some(usual) if best > 0 => with_those_elsewhere(found, usual, levels),
        _ => found,
    }
}

/// The faces that were found, and those that the usual setting saw elsewhere.
fn with_those_elsewhere(mut found: Vec<Face>, usual: &[Face], levels: &Levels) -> Vec<Face> {
    let elsewhere =
        |face: &&Face| face.confidence >= levels.likely && !found.iter().any(|other| same_place(face, other));
    let more: Vec<Face> = usual.iter().filter(elsewhere).cloned().collect();
    found.extend(more);
    found
}

/// Whether the boxes share more than [`SAME_PLACE`] of the smaller one.
fn same_place(one: &Face, other: &Face) -> bool {
    let side = |low: f64, high: f64| (high - low).max(0.0);
    let shared = side(one.left.max(other.left), one.right.min(other.right))
        * side(one.top.max(other.top), one.bottom.min(other.bottom));
    let area = |face: &Face| side(face.left, face.right) * side(face.top, face.bottom);
    shared > SAME_PLACE * area(one).min(area(other))
}

fn agree(one: &Face, other: &Face) -> bool {
    let distance = |p: [f64; 2], q: [f64; 2]| (p[0] - q[0]).hypot(p[1] - q[1]);
    let off: f64 = one.landmarks.iter().zip(&other.landmarks).map(|(p, q)| distance(*p, *q)).sum::<f64>() / 5.0;
    off <= AGREE * distance(other.landmarks[0], other.landmarks[1])
}

/// How far the outermost landmark lies outside of the photograph, in distances between the eyes; 0 where all lie in it.
fn outside(sample: &Sample, face: &Face) -> f64 {
    let over = |value: f64, size: u32| (-value).max(value - f64::from(size)).max(0.0);
    let by = |[x, y]: &[f64; 2]| over(*x, sample.width).max(over(*y, sample.height));
    let [left_eye, right_eye, ..] = face.landmarks;
    let apart = (right_eye[0] - left_eye[0]).hypot(right_eye[1] - left_eye[1]);
    face.landmarks.iter().map(by).fold(0.0, f64::max) / apart.max(f64::EPSILON)
}

fn eyes_inside(sample: &Sample, face: &Face) -> bool {
    let eyes = [face.landmarks[0], face.landmarks[1]];
    eyes.iter()
        .all(|[x, y]| (0.0..=f64::from(sample.width)).contains(x) && (0.0..=f64::from(sample.height)).contains(y))
}

/// Whether a face has usable eyes, and does not fill the photograph: then it may be cut off.
fn fits(sample: &Sample, face: &Face) -> bool {
    let [left_eye, right_eye, ..] = face.landmarks;
    let fills = face.right - face.left > FILLS * f64::from(sample.width)
        || face.bottom - face.top > FILLS * f64::from(sample.height);
    let apart = (right_eye[0] - left_eye[0]).hypot(right_eye[1] - left_eye[1]);
    apart >= EYES_APART && (!fills || face.found_after.contains(&Change::Margin))
}

/// By how much the detector favours the face turned; below 0 where it stands upright.
fn turned_by(detector: &Detector, sample: &Sample, face: &Face) -> Result<f32> {
    let opinions = detector.turned_opinions(View::whole(sample.pixels(), sample.width as usize), face)?;
    let here = face.quarters() % 4;
    let turned = (0..4).filter(|quarters| *quarters != here).map(|quarters| opinions[quarters]);
    Ok(turned.fold(f32::NEG_INFINITY, f32::max) - opinions[here])
}

/// A picture in memory.
struct Picture {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

/// Scans a changed copy; faces come back in pixels of the photograph.
fn scan_changed(detector: &Detector, sample: &Sample, changes: &[Change]) -> Result<Vec<Face>> {
    let (width, height) = (sample.width as usize, sample.height as usize);
    let original = View::whole(sample.pixels(), width);
    if changes.is_empty() {
        return detector.scan(original, false);
    }
    let closer = changes.contains(&Change::Closer);
    // Reduced first: what comes after costs the same for every photograph.
    let reduction = (width.max(height) as f64 / detector.working_side(closer) as f64).max(1.0);
    let reduced = |size: usize| ((size as f64 / reduction).round() as usize).max(1);
    let (small_width, small_height) = (reduced(width), reduced(height));
    let quarters: usize = changes.iter().map(|change| change.quarters()).sum();
    let pixels = turn(&area(original, small_width, small_height), small_width, small_height, quarters);
    let on_its_side = quarters % 2 == 1;
    let (turned_width, turned_height) =
        if on_its_side { (small_height, small_width) } else { (small_width, small_height) };
    let mut picture = Picture { pixels, width: turned_width, height: turned_height };
    if changes.contains(&Change::Contrast) {
        stretch(&mut picture.pixels);
    }
    let mut margin = 0;
    if changes.contains(&Change::Margin) {
        margin = picture.width.max(picture.height) / 2;
        picture = framed(&picture, margin);
    }
    let mut faces = detector.scan(View::whole(&picture.pixels, picture.width), closer)?;
    let (scale_x, scale_y) = (width as f64 / small_width as f64, height as f64 / small_height as f64);
    let back = |[x, y]: [f64; 2]| {
        let (x, y) = (x - margin as f64, y - margin as f64);
        let (right, bottom) = (small_width as f64 - 1.0, small_height as f64 - 1.0);
        let [x, y] = match quarters {
            1 => [y, bottom - x],
            2 => [right - x, bottom - y],
            3 => [right - y, x],
            _ => [x, y],
        };
        [x * scale_x, y * scale_y]
    };
    for face in &mut faces {
        let (p, q) = (back([face.left, face.top]), back([face.right, face.bottom]));
        (face.left, face.right) = (p[0].min(q[0]), p[0].max(q[0]));
        (face.top, face.bottom) = (p[1].min(q[1]), p[1].max(q[1]));
        face.landmarks = face.landmarks.map(back);
        face.found_after = changes.to_vec();
    }
    by_prominence(&mut faces, [width, height]);
    Ok(faces)
}

/// RGB pixels turned clockwise by so many quarters.
pub(super) fn turn(pixels: &[u8], width: usize, height: usize, quarters: usize) -> Vec<u8> {
    let (pixels, _) = pixels.as_chunks::<3>();
    let at = |x: usize, y: usize| pixels[y * width + x];
    match quarters {
        1 => (0..width).flat_map(|x| (0..height).rev().map(move |y| (x, y))).flat_map(|(x, y)| at(x, y)).collect(),
        2 => pixels.iter().rev().flatten().copied().collect(),
        3 => (0..width).rev().flat_map(|x| (0..height).map(move |y| (x, y))).flat_map(|(x, y)| at(x, y)).collect(),
        _ => pixels.iter().flatten().copied().collect(),
    }
}

/// Stretches luma between its 1st and its 99th percentile over the whole range, the same for all three colours.
fn stretch(pixels: &mut [u8]) {
    let mut counts = [0u64; 256];
    let (triples, _) = pixels.as_chunks::<3>();
    for [r, g, b] in triples {
        let luma = (77 * u32::from(*r) + 150 * u32::from(*g) + 29 * u32::from(*b)) >> 8;
        counts[luma as usize] += 1;
    }
    let total: u64 = counts.iter().sum();
    let percentile = |share: u64| {
        let mut sum = 0;
        counts.iter().position(|count| {
            sum += count;
            sum * 100 > total * share
        })
    };
    let (low, high) = (percentile(1).unwrap_or(0), percentile(99).unwrap_or(255));
    let range = high.saturating_sub(low).max(8);
    for value in pixels {
        *value = ((usize::from(*value).saturating_sub(low)) * 255 / range).min(255) as u8;
    }
}

/// The picture in the middle of a grey one.
fn framed(picture: &Picture, margin: usize) -> Picture {
    let (width, height) = (picture.width + 2 * margin, picture.height + 2 * margin);
    let mut pixels = vec![GREY; 3 * width * height];
    let rows = pixels.chunks_exact_mut(3 * width).skip(margin);
    for (to, from) in rows.zip(picture.pixels.chunks_exact(3 * picture.width)) {
        to[3 * margin..3 * (margin + picture.width)].copy_from_slice(from);
    }
    Picture { pixels, width, height }
}
