//! Area resampling as OpenCV's `INTER_AREA` does it, because the detector was trained and is known to work on it.
//!
//! Shrinking averages the source pixels that a target pixel covers, by covered area. Where either side grows, OpenCV
//! falls back to a bilinear rule whose weights differ from its `INTER_LINEAR`; that is mirrored here, fixed-point weights included.

/// A borrowed 8-bit RGB rectangle inside a larger picture.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// The whole picture's pixels, `R G B`.
    pixels: &'a [u8],
    /// The whole picture's width, pixels.
    stride: usize,
    left: usize,
    top: usize,
    pub width: usize,
    pub height: usize,
}

impl<'a> View<'a> {
    /// All of a picture `width` pixels wide.
    pub fn whole(pixels: &'a [u8], width: usize) -> Self {
        Self { pixels, stride: width, left: 0, top: 0, width, height: pixels.len() / (3 * width.max(1)) }
    }

    /// The part from (`left`, `top`) up to but without (`right`, `bottom`), which must lie inside.
    pub fn part(self, left: usize, top: usize, right: usize, bottom: usize) -> Self {
        debug_assert!(left < right && right <= self.width && top < bottom && bottom <= self.height);
        Self { left: self.left + left, top: self.top + top, width: right - left, height: bottom - top, ..self }
    }

    fn row(&self, y: usize) -> &'a [u8] {
        let start = 3 * ((self.top + y) * self.stride + self.left);
        &self.pixels[start..start + 3 * self.width]
    }
}

/// Resamples `source` to `width` × `height`; rows from top to bottom, `R G B`.
pub(super) fn area(source: View<'_>, width: usize, height: usize) -> Vec<u8> {
    if (source.width, source.height) == (width, height) {
        return (0..height).flat_map(|y| source.row(y)).copied().collect();
    }
    // OpenCV takes the reciprocal of the reciprocal; the last bit decides which pixels count as touched.
    let scale = |from: usize, to: usize| 1.0 / (to as f64 / from as f64);
    let (scale_x, scale_y) = (scale(source.width, width), scale(source.height, height));
    if scale_x >= 1.0 && scale_y >= 1.0 {
        let whole = |scale: f64| (scale - scale.round_ties_even()).abs() < f64::EPSILON;
        if whole(scale_x) && whole(scale_y) {
            return blocks(
                source,
                width,
                height,
                scale_x.round_ties_even() as usize,
                scale_y.round_ties_even() as usize,
            );
        }
        return shrink(source, width, height, scale_x, scale_y);
    }
    grow(source, width, height, scale_x, scale_y)
}

/// Whole-number factors: the mean of each block.
fn blocks(source: View<'_>, width: usize, height: usize, factor_x: usize, factor_y: usize) -> Vec<u8> {
    let mut out = vec![0; 3 * width * height];
    let mut sums = vec![0u32; 3 * width];
    let factor = 1.0 / (factor_x * factor_y) as f32;
    for (y, row) in out.chunks_exact_mut(3 * width).enumerate() {
        sums.fill(0);
        for line in 0..factor_y {
            let line = source.row(y * factor_y + line);
            for (sum, block) in sums.chunks_exact_mut(3).zip(line.chunks_exact(3 * factor_x)) {
                for pixel in block.chunks_exact(3) {
                    for (sum, value) in sum.iter_mut().zip(pixel) {
                        *sum += u32::from(*value);
                    }
                }
            }
        }
        for (value, sum) in row.iter_mut().zip(&sums) {
            *value =
                if (factor_x, factor_y) == (2, 2) { ((sum + 2) >> 2) as u8 } else { rounded(*sum as f32 * factor) };
        }
    }
    out
}

/// One source pixel's share in one target pixel.
struct Share {
    target: usize,
    source: usize,
    weight: f32,
}

fn shares(from: usize, to: usize, scale: f64) -> Vec<Share> {
    let mut table = Vec::with_capacity(2 * from.max(to));
    for target in 0..to {
        let start = target as f64 * scale;
        let end = start + scale;
        let cell = scale.min(from as f64 - start);
        let last = (end.floor() as usize).min(from - 1);
        let first = (start.ceil() as usize).min(last);
        if first as f64 - start > 1e-3 {
            table.push(Share { target, source: first - 1, weight: ((first as f64 - start) / cell) as f32 });
        }
        for source in first..last {
            table.push(Share { target, source, weight: (1.0 / cell) as f32 });
        }
        if end - last as f64 > 1e-3 {
            table.push(Share { target, source: last, weight: ((end - last as f64).min(1.0).min(cell) / cell) as f32 });
        }
    }
    table
}

/// The source pixels of each target pixel: the first, and the weights of it and those after it.
fn spans(shares: &[Share]) -> Vec<(usize, Vec<f32>)> {
    let same = shares.chunk_by(|a, b| a.target == b.target);
    same.map(|span| (span[0].source, span.iter().map(|share| share.weight).collect())).collect()
}

fn shrink(source: View<'_>, width: usize, height: usize, scale_x: f64, scale_y: f64) -> Vec<u8> {
    let columns = spans(&shares(source.width, width, scale_x));
    let rows = shares(source.height, height, scale_y);
    let mut out = vec![0; 3 * width * height];
    let (mut line, mut sum) = (vec![0f32; 3 * width], vec![0f32; 3 * width]);
    let (mut current, mut in_line) = (0, usize::MAX);
    for share in &rows {
        if share.target != current {
            store(&sum, &mut out[3 * width * current..][..3 * width]);
            sum.fill(0.0);
            current = share.target;
        }
        // The last row of one target is often the first of the next.
        if share.source != in_line {
            in_line = share.source;
            let pixels = source.row(in_line);
            for ((first, weights), to) in columns.iter().zip(line.as_chunks_mut::<3>().0) {
                *to = [0.0; 3];
                for (weight, from) in weights.iter().zip(pixels[3 * first..].as_chunks::<3>().0) {
                    for channel in 0..3 {
                        to[channel] += f32::from(from[channel]) * weight;
                    }
                }
            }
        }
        for (sum, value) in sum.iter_mut().zip(&line) {
            *sum += share.weight * value;
        }
    }
    store(&sum, &mut out[3 * width * current..][..3 * width]);
    out
}

fn store(sum: &[f32], row: &mut [u8]) {
    for (value, sum) in row.iter_mut().zip(sum) {
        *value = rounded(*sum);
    }
}

/// 0 to 255, to the nearest, ties to even: beside 1.5 · 2²³ a float has no place for fractions, and its last bits are the number.
fn rounded(value: f32) -> u8 {
    (value + 12_582_912.0).to_bits() as u8
}

/// Left source pixel and the fixed-point (1/2048) weights of it and its right neighbour.
fn taps(from: usize, to: usize, scale: f64) -> Vec<(usize, usize, [i32; 2])> {
    let inverse = to as f64 / from as f64;
    (0..to)
        .map(|target| {
            let mut left = (target as f64 * scale).floor() as usize;
            let mut fraction = ((target + 1) as f64 - (left + 1) as f64 * inverse) as f32;
            fraction = if fraction <= 0.0 { 0.0 } else { fraction - fraction.floor() };
            if left + 1 >= from {
                (left, fraction) = (from - 1, 0.0);
            }
            let fixed = |weight: f32| (weight * 2048.0).round_ties_even() as i32;
            (left, (left + 1).min(from - 1), [fixed(1.0 - fraction), fixed(fraction)])
        })
        .collect()
}

fn grow(source: View<'_>, width: usize, height: usize, scale_x: f64, scale_y: f64) -> Vec<u8> {
    let columns = taps(source.width, width, scale_x);
    let rows = taps(source.height, height, scale_y);
    let horizontal = |y: usize| -> Vec<i32> {
        let line = source.row(y);
        let mut out = Vec::with_capacity(3 * width);
        for (left, right, [a, b]) in &columns {
            for channel in 0..3 {
                out.push(i32::from(line[3 * left + channel]) * a + i32::from(line[3 * right + channel]) * b);
            }
        }
        out
    };
    let mut lines: [(usize, Vec<i32>); 2] = [(usize::MAX, Vec::new()), (usize::MAX, Vec::new())];
    let mut out = Vec::with_capacity(3 * width * height);
    for (upper, lower, [a, b]) in rows {
        if lines[1].0 == upper {
            lines.swap(0, 1);
        }
        for (slot, y) in lines.iter_mut().zip([upper, lower]) {
            if slot.0 != y {
                *slot = (y, horizontal(y));
            }
        }
        for (first, second) in lines[0].1.iter().zip(&lines[1].1) {
            let value = ((a * (first >> 4)) >> 16) + ((b * (second >> 4)) >> 16);
            out.push(((value + 2) >> 2).clamp(0, 255) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: usize, height: usize) -> Vec<u8> {
        (0..3 * width * height).map(|i| (i * 7919 % 256) as u8).collect()
    }

    #[test]
    fn the_same_size_is_a_copy() {
        let pixels = picture(7, 5);
        assert_eq!(area(View::whole(&pixels, 7), 7, 5), pixels);
    }

    #[test]
    fn one_colour_stays_that_colour_at_every_size() {
        let pixels = vec![137; 3 * 31 * 17];
        for (width, height) in [(1, 1), (10, 5), (30, 16), (31, 40), (62, 34), (100, 9), (5, 60)] {
            let out = area(View::whole(&pixels, 31), width, height);
            assert_eq!(out.len(), 3 * width * height);
            assert!(out.iter().all(|v| *v == 137), "{width}×{height}");
        }
    }

    #[test]
    fn rounding_is_to_the_nearest_and_ties_to_even() {
        for step in 0..=255 * 64 {
            let value = step as f32 / 64.0;
            assert_eq!(rounded(value), value.round_ties_even() as u8, "{value}");
        }
    }

    #[test]
    fn halving_is_the_rounded_mean_of_four() {
        let out = area(View::whole(&[0, 10, 255, 1, 10, 255, 1, 10, 255, 0, 12, 255], 2), 1, 1);
        assert_eq!(out, [1, 11, 255]);
    }

    #[test]
    fn a_part_is_read_at_its_place() {
        let pixels = picture(9, 9);
        let part = View::whole(&pixels, 9).part(2, 3, 5, 7);
        let copied: Vec<u8> = (3..7).flat_map(|y| pixels[3 * (9 * y + 2)..3 * (9 * y + 5)].to_vec()).collect();
        for size in [1, 2, 3, 8] {
            assert_eq!(area(part, size, size), area(View::whole(&copied, 3), size, size));
        }
    }
}
