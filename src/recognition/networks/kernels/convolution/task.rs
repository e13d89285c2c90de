//! The loops of a convolution: tiles of pixels × channels in registers.

use std::ops::Range;

use pulp::Simd;

use super::Spot;
use crate::recognition::networks::kernels::{Epilogue, LANES, Size, prelu};

/// How the pixels lie that windows are laid on.
#[derive(Clone, Copy)]
pub(in super::super) struct From {
    pub blocks: usize,
    /// Pixels from block to block.
    pub plane: usize,
    /// Pixels from row to row.
    pub line: usize,
}

impl From {
    /// Whole images.
    pub fn all(size: Size) -> Self {
        Self { blocks: size.blocks, plane: size.height * size.width, line: size.width }
    }
}

/// Which pixels are made, and where in their planes they go.
#[derive(Clone, Copy)]
pub(in super::super) struct Rows {
    pub height: usize,
    pub width: usize,
    /// Where the first pixel goes.
    pub first: usize,
    /// Pixels from row to row.
    pub line: usize,
}

/// A convolution of one image, or a product of matrices as one.
pub(in super::super) struct Task<'a, const L: usize> {
    pub(super) epilogue: &'a Epilogue,
    /// Of these blocks of the output.
    pub(super) weight: &'a [f32],
    pub(super) side: usize,
    pub(super) stride: usize,
    pub(super) depth: usize,
    pub(super) blocks: Range<usize>,
    pub(super) from: From,
    pub(super) x: &'a [[f32; L]],
    /// Output pixels that do not lie in long rows; none: row by row.
    pub(super) spots: &'a [Spot],
}

impl<'a> Task<'a, LANES> {
    /// A 1×1 convolution, whose weights are in the order block out, channel in, 16 channels out.
    pub fn product(epilogue: &'a Epilogue, weight: &'a [f32], (x, from): (&'a [f32], From), blocks: usize) -> Self {
        let x = x.as_chunks().0;
        Self { epilogue, weight, side: 1, stride: 1, depth: LANES, blocks: 0..blocks, from, x, spots: &[] }
    }
}

/// Runs tiles of the listed widths over a row, the first width as often as it fits.
macro_rules! row {
    ($task:ident, $simd:ident, $rows:ident, $block:ident, $row:ident, $residual:ident, $y:ident; $blocks:literal, $registers:tt, $stride:tt: $($pixels:literal)*) => {{
        let mut column = 0;
        $(while $rows.width - column >= $pixels {
            let to = $rows.first + $row * $rows.line + column;
            $task.tile::<S, $registers, $blocks, $pixels, $stride>($simd, $block, [$row, column], to, $residual, $y);
            column += $pixels;
        })*
    }};
}

/// Runs tiles of the listed sizes over the spots; the last may be half empty.
macro_rules! scatter {
    ($task:ident, $simd:ident, $block:ident, $residual:ident, $y:ident; $blocks:literal, $registers:tt: $large:literal $middle:literal $small:literal) => {{
        let mut rest = $task.spots;
        while !rest.is_empty() {
            let some = match rest.len() {
                1..=$small => $small,
                count if count <= $middle || (count > $large && count <= 2 * $middle) => $middle,
                _ => $large,
            };
            let (now, later) = rest.split_at(some.min(rest.len()));
            match some {
                $large => $task.scattered::<S, $registers, $blocks, $large>($simd, $block, now, $residual, $y),
                $middle => $task.scattered::<S, $registers, $blocks, $middle>($simd, $block, now, $residual, $y),
                _ => $task.scattered::<S, $registers, $blocks, $small>($simd, $block, now, $residual, $y),
            }
            rest = later;
        }
    }};
}

impl<const L: usize> Task<'_, L> {
    /// Makes these rows; `y` and `residual` are the planes of the task's blocks.
    #[inline(always)]
    pub fn run<S: Simd>(&self, simd: S, rows: Rows, residual: &[&[f32]], y: &mut [&mut [f32]]) {
        match S::F32_LANES {
            16 => self.wide::<S>(simd, rows, residual, y),
            8 => self.narrow::<S, 2>(simd, rows, residual, y),
            4 => self.narrow::<S, 4>(simd, rows, residual, y),
            _ => self.narrow::<S, 16>(simd, rows, residual, y),
        }
    }

    #[inline(always)]
    fn wide<S: Simd>(&self, simd: S, rows: Rows, residual: &[&[f32]], y: &mut [&mut [f32]]) {
        let mut block = 0;
        while block < self.blocks.len() {
            let pair = block + 2 <= self.blocks.len();
            if !self.spots.is_empty() {
                match pair {
                    true => scatter!(self, simd, block, residual, y; 2, 1: 14 8 4),
                    false => scatter!(self, simd, block, residual, y; 1, 1: 14 8 4),
                }
                block += 1 + usize::from(pair);
                continue;
            }
            for row in 0..rows.height {
                match (pair, self.stride) {
                    (true, 1) => row!(self, simd, rows, block, row, residual, y; 2, 1, 1: 14 7 4 2 1),
                    (true, _) => row!(self, simd, rows, block, row, residual, y; 2, 1, 2: 14 7 4 2 1),
                    (false, 1) => row!(self, simd, rows, block, row, residual, y; 1, 1, 1: 14 7 4 2 1),
                    (false, _) => row!(self, simd, rows, block, row, residual, y; 1, 1, 2: 14 7 4 2 1),
                }
            }
            block += 1 + usize::from(pair);
        }
    }

    #[inline(always)]
    fn narrow<S: Simd, const R: usize>(&self, simd: S, rows: Rows, residual: &[&[f32]], y: &mut [&mut [f32]]) {
        for block in 0..self.blocks.len() {
            if !self.spots.is_empty() {
                scatter!(self, simd, block, residual, y; 1, R: 6 4 2);
                continue;
            }
            for row in 0..rows.height {
                if self.stride == 1 {
                    row!(self, simd, rows, block, row, residual, y; 1, R, 1: 6 3 2 1);
                } else {
                    row!(self, simd, rows, block, row, residual, y; 1, R, 2: 6 3 2 1);
                }
            }
        }
    }

    /// B blocks × P pixels from a row and column on, which go to `to` and after it.
    #[inline(always)]
    fn tile<S: Simd, const R: usize, const B: usize, const P: usize, const STRIDE: usize>(
        &self,
        simd: S,
        block: usize,
        [row, column]: [usize; 2],
        to: usize,
        residual: &[&[f32]],
        y: &mut [&mut [f32]],
    ) {
        let (side, depth) = (self.side, self.depth);
        if R * S::F32_LANES != LANES || depth > L {
            return;
        }
        let (weight, _) = S::as_simd_f32s(self.weight);
        let per_block = self.from.blocks * side * side * depth * R;
        let weight: [&[S::f32s]; B] = std::array::from_fn(|b| &weight[(block + b) * per_block..][..per_block]);
        let mut held = self.biases::<S, R, B, P>(simd, block);
        let mut tap = 0;
        for input_block in 0..self.from.blocks {
            for line in 0..side {
                let first = input_block * self.from.plane + (row * STRIDE + line) * self.from.line + column * STRIDE;
                for offset in 0..side {
                    let window = &self.x[first + offset..][..(P - 1) * STRIDE + 1];
                    let taps: [&[S::f32s]; B] = std::array::from_fn(|b| &weight[b][tap..tap + depth * R]);
                    for channel in 0..depth {
                        for p in 0..P {
                            let value = simd.splat_f32s(window[p * STRIDE][channel]);
                            for b in 0..B {
                                for r in 0..R {
                                    held[b][p][r] = simd.mul_add_f32s(value, taps[b][channel * R + r], held[b][p][r]);
                                }
                            }
                        }
                    }
                    tap += depth * R;
                }
            }
        }
        self.store::<S, R, B, P>(simd, held, (block, to), residual, y);
    }

    /// B blocks × P pixels, fewer where there are fewer spots.
    #[inline(always)]
    fn scattered<S: Simd, const R: usize, const B: usize, const P: usize>(
        &self,
        simd: S,
        block: usize,
        given: &[Spot],
        residual: &[&[f32]],
        y: &mut [&mut [f32]],
    ) {
        let (side, depth) = (self.side, self.depth);
        let Some(last) = given.len().checked_sub(1) else { return };
        if R * S::F32_LANES != LANES || depth > L {
            return;
        }
        let spots: [Spot; P] = std::array::from_fn(|p| given[p.min(last)]);
        let (weight, _) = S::as_simd_f32s(self.weight);
        let per_block = self.from.blocks * side * side * depth * R;
        let weight: [&[S::f32s]; B] = std::array::from_fn(|b| &weight[(block + b) * per_block..][..per_block]);
        let mut held = self.biases::<S, R, B, P>(simd, block);
        let mut tap = 0;
        for input_block in 0..self.from.blocks {
            for line in 0..side {
                for offset in 0..side {
                    let at = input_block * self.from.plane + line * self.from.line + offset;
                    let pixels: [&[f32; L]; P] = std::array::from_fn(|p| &self.x[spots[p].from + at]);
                    let taps: [&[S::f32s]; B] = std::array::from_fn(|b| &weight[b][tap..tap + depth * R]);
                    for channel in 0..depth {
                        for p in 0..P {
                            let value = simd.splat_f32s(pixels[p][channel]);
                            for b in 0..B {
                                for r in 0..R {
                                    held[b][p][r] = simd.mul_add_f32s(value, taps[b][channel * R + r], held[b][p][r]);
                                }
                            }
                        }
                    }
                    tap += depth * R;
                }
            }
        }
        // A copy: `held`, which only constants index, lives in registers; what other loops index does not.
        let sums = held;
        self.store_scattered(simd, &sums, (block, given), residual, y);
    }

    /// What sums begin with.
    #[inline(always)]
    #[expect(clippy::needless_range_loop, reason = "over constants, so that the sums stay in registers")]
    fn biases<S: Simd, const R: usize, const B: usize, const P: usize>(
        &self,
        simd: S,
        block: usize,
    ) -> [[[S::f32s; R]; P]; B] {
        let first = (self.blocks.start + block) * R;
        let bias = &S::as_simd_f32s(&self.epilogue.bias).0[first..][..B * R];
        let mut sums = [[[simd.splat_f32s(0.0); R]; P]; B];
        for b in 0..B {
            for p in 0..P {
                for r in 0..R {
                    sums[b][p][r] = bias[b * R + r];
                }
            }
        }
        sums
    }

    /// PReLU, where there is one.
    #[inline(always)]
    #[expect(clippy::needless_range_loop, reason = "over constants, so that the sums stay in registers")]
    fn activate<S: Simd, const R: usize, const B: usize, const P: usize>(
        &self,
        simd: S,
        block: usize,
        sums: &mut [[[S::f32s; R]; P]; B],
    ) {
        // No closures on options: they would not be compiled for the registers at hand.
        let Some(slopes) = &self.epilogue.slope else { return };
        let slopes = &S::as_simd_f32s(slopes).0[(self.blocks.start + block) * R..][..B * R];
        for b in 0..B {
            for p in 0..P {
                for r in 0..R {
                    sums[b][p][r] = prelu(simd, sums[b][p][r], slopes[b * R + r]);
                }
            }
        }
    }

    /// Adds the residual, activates, and writes P pixels from `to` on.
    #[inline(always)]
    fn store<S: Simd, const R: usize, const B: usize, const P: usize>(
        &self,
        simd: S,
        mut sums: [[[S::f32s; R]; P]; B],
        (block, to): (usize, usize),
        residual: &[&[f32]],
        y: &mut [&mut [f32]],
    ) {
        // Loops over constants alone: what they index stays in registers.
        if !residual.is_empty() {
            for b in 0..B {
                let added = &S::as_simd_f32s(residual[block + b]).0[to * R..][..P * R];
                for p in 0..P {
                    for r in 0..R {
                        sums[b][p][r] = simd.add_f32s(sums[b][p][r], added[p * R + r]);
                    }
                }
            }
        }
        self.activate::<S, R, B, P>(simd, block, &mut sums);
        for b in 0..B {
            let out = &mut S::as_mut_simd_f32s(y[block + b]).0[to * R..][..P * R];
            for p in 0..P {
                for r in 0..R {
                    out[p * R + r] = sums[b][p][r];
                }
            }
        }
    }

    /// The same for pixels that go to places of their own; only as many as there are spots.
    #[inline(always)]
    fn store_scattered<S: Simd, const R: usize, const B: usize, const P: usize>(
        &self,
        simd: S,
        sums: &[[[S::f32s; R]; P]; B],
        (block, spots): (usize, &[Spot]),
        residual: &[&[f32]],
        y: &mut [&mut [f32]],
    ) {
        let slopes = match &self.epilogue.slope {
            Some(slopes) => &S::as_simd_f32s(slopes).0[(self.blocks.start + block) * R..][..B * R],
            None => &[],
        };
        for (b, sums) in sums.iter().enumerate() {
            for (Spot { to: [plane, to], .. }, sums) in spots.iter().zip(sums) {
                let (plane, to) = (plane + block + b, to * R);
                let out = &mut S::as_mut_simd_f32s(y[plane]).0[to..to + R];
                let added = match residual.get(plane) {
                    Some(values) => &S::as_simd_f32s(values).0[to..to + R],
                    None => &[],
                };
                for r in 0..R {
                    let mut value = sums[r];
                    if !added.is_empty() {
                        value = simd.add_f32s(value, added[r]);
                    }
                    if !slopes.is_empty() {
                        value = prelu(simd, value, slopes[b * R + r]);
                    }
                    out[r] = value;
                }
            }
        }
    }
}
