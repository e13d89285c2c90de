//! The arithmetic of the edits, in whole numbers wherever a result hangs on it: the same pixels on every machine.

use super::Field;
use crate::recognition::Sample;

/// One in fixed point.
const ONE: i64 = 1 << 16;

pub(super) fn crop(sample: &Sample, [left, top, width, height]: [u32; 4]) -> Option<Sample> {
    let (row, kept) = (3 * sample.width as usize, 3 * width as usize);
    let begin = |y: u32| y as usize * row + 3 * left as usize;
    let lines = (top..top + height).map(|y| &sample.pixels()[begin(y)..begin(y) + kept]);
    sample.with_pixels(width, height, lines.flatten().copied().collect())
}

/// A turn about the middle, clockwise, into a picture that holds all of the old one.
pub(super) struct Turn {
    /// Cosine and sine of the angle, in 65,536ths.
    cosine: i64,
    sine: i64,
    size: [u32; 2],
}

impl Turn {
    pub fn by(hundredths: i32, sample: &Sample) -> Self {
        // Rounded, the sine of a right angle is exact, and no last digit of the library's can be seen.
        let (sine, cosine) = (f64::from(hundredths) / 100.0).to_radians().sin_cos();
        let fixed = |value: f64| (value * ONE as f64).round() as i64;
        let (cosine, sine) = (fixed(cosine), fixed(sine));
        let (width, height) = (i64::from(sample.width), i64::from(sample.height));
        let side = |a: i64, b: i64| u32::try_from((a + b + ONE - 1) / ONE).unwrap_or(u32::MAX);
        let size = [side(width * cosine.abs(), height * sine.abs()), side(width * sine.abs(), height * cosine.abs())];
        Self { cosine, sine, size }
    }

    pub fn size(&self) -> [u32; 2] {
        self.size
    }

    /// Every pixel is the mean of the four around the place that it comes from, by nearness; what lies outside is black. A quarter
    /// of a turn only moves pixels: there the place is one pixel.
    pub fn make(&self, sample: &Sample) -> Option<Sample> {
        let [width, height] = self.size;
        let (wide, high) = (i64::from(sample.width), i64::from(sample.height));
        let mut pixels = Vec::with_capacity(3 * width as usize * height as usize);
        for y in 0..i64::from(height) {
            for x in 0..i64::from(width) {
                // Half pixels from the middle of the new picture, turned back, then 131,072ths of a pixel of the old one.
                let (dx, dy) = (2 * x + 1 - i64::from(width), 2 * y + 1 - i64::from(height));
                let from_left = self.cosine * dx + self.sine * dy + (wide - 1) * ONE;
                let from_top = self.cosine * dy - self.sine * dx + (high - 1) * ONE;
                pixels.extend(between(sample, from_left, from_top));
            }
        }
        sample.with_pixels(width, height, pixels)
    }
}

/// The value at a place given in 131,072ths of a pixel, weights in 256ths.
fn between(sample: &Sample, x: i64, y: i64) -> [u8; 3] {
    let (left, top) = (x.div_euclid(2 * ONE), y.div_euclid(2 * ONE));
    let (right, down) = (x.rem_euclid(2 * ONE) / 512, y.rem_euclid(2 * ONE) / 512);
    let mut sum = [0_i64; 3];
    for (x, y, weight) in [
        (left, top, (256 - right) * (256 - down)),
        (left + 1, top, right * (256 - down)),
        (left, top + 1, (256 - right) * down),
        (left + 1, top + 1, right * down),
    ] {
        let inside = (0..i64::from(sample.width)).contains(&x) && (0..i64::from(sample.height)).contains(&y);
        if inside && weight > 0 {
            let at = 3 * (y as usize * sample.width as usize + x as usize);
            let pixel = &sample.pixels()[at..at + 3];
            sum.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += weight * i64::from(*value));
        }
    }
    sum.map(|sum| ((sum + ONE / 2) / ONE) as u8)
}

/// What becomes of each value, and whether it was driven past an end.
pub(super) type Table = [(u8, bool); 256];

/// Light is doubled or halved: sRGB to light, times 2^EV, and back.
pub(super) fn exposure(hundredths: i32) -> Table {
    let factor = (f64::from(hundredths) / 100.0).exp2();
    std::array::from_fn(|value| {
        let value = value as f64 / 255.0;
        let light = if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) } * factor;
        let back = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        ended((back * 255.0).round() as i64)
    })
}

/// `128 + (value − 128) · factor`, rounded, halves up.
pub(super) fn contrast(hundredths: i32) -> Table {
    std::array::from_fn(|value| {
        let spread = (value as i64 - 128) * i64::from(hundredths);
        ended(128 + (spread + 50).div_euclid(100))
    })
}

fn ended(value: i64) -> (u8, bool) {
    let kept = value.clamp(0, 255);
    (kept as u8, kept != value)
}

/// Each value by the table; how many pixels have one that was driven past an end.
pub(super) fn through(sample: &Sample, table: &Table) -> (Option<Sample>, u64) {
    let pixels = sample.pixels().iter().map(|value| table[usize::from(*value)].0).collect();
    let past = |pixel: &&[u8]| pixel.iter().any(|value| table[usize::from(*value)].1);
    let clipped = sample.pixels().chunks_exact(3).filter(past).count() as u64;
    (sample.with_pixels(sample.width, sample.height, pixels), clipped)
}

/// The lines of one field stay as they are. The lines between, which were taken at another moment, are left away; in their place
/// stands the mean of the kept lines above and below (halves up), at the edge the one kept line beside it.
pub(super) fn one_field(sample: &Sample, field: Field) -> Option<Sample> {
    let (row, height) = (3 * sample.width as usize, sample.height as usize);
    let line = |y: usize| &sample.pixels()[y * row..(y + 1) * row];
    let first = match field {
        Field::Top => 0,
        Field::Bottom => 1,
    };
    let mut pixels = Vec::with_capacity(row * height);
    for y in 0..height {
        if y % 2 == first {
            pixels.extend_from_slice(line(y));
            continue;
        }
        let above = y.checked_sub(1).map(line);
        let below = (y + 1 < height).then(|| line(y + 1));
        let (above, below) = (above.or(below)?, below.or(above)?);
        let mean = |(a, b): (&u8, &u8)| (u16::from(*a) + u16::from(*b)).div_ceil(2) as u8;
        pixels.extend(above.iter().zip(below).map(mean));
    }
    sample.with_pixels(sample.width, sample.height, pixels)
}
