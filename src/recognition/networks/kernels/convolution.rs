//! Direct convolution of one image, register-tiled.

use pulp::{Simd, WithSimd};

use super::{Epilogue, LANES, PICTURE_LANES, Size};

/// Weights of a convolution without padding, in the order in which the loops read them.
pub struct Packed {
    pub inputs: usize,
    pub outputs: usize,
    /// Window, pixels.
    pub side: usize,
    pub stride: usize,
    pub epilogue: Epilogue,
    /// In the order block out, block in, row, column, channel in, 16 channels out.
    weight: Vec<f32>,
}

impl Packed {
    /// Packs weights in the order (out, in, row, column).
    pub fn new(weight: &[f32], [outputs, inputs, side]: [usize; 3], stride: usize, epilogue: Epilogue) -> Self {
        let (blocks_out, blocks_in) = (outputs.div_ceil(LANES), inputs.div_ceil(LANES));
        let mut packed = Self { inputs, outputs, side, stride, epilogue, weight: Vec::new() };
        let depth = packed.depth();
        packed.weight = vec![0.0; blocks_out * blocks_in * side * side * depth * LANES];
        for out in 0..outputs {
            for input in 0..inputs {
                for tap in 0..side * side {
                    let row = (out / LANES * blocks_in + input / LANES) * side * side + tap;
                    let at = (row * depth + input % LANES) * LANES + out % LANES;
                    packed.weight[at] = weight[(out * inputs + input) * side * side + tap];
                }
            }
        }
        packed
    }

    /// Channels of a block that the loops visit.
    fn depth(&self) -> usize {
        self.inputs.min(LANES)
    }

    /// Lanes of an input pixel.
    pub fn lanes(&self) -> usize {
        if self.inputs <= PICTURE_LANES { PICTURE_LANES } else { LANES }
    }

    /// Size of the output; `None` where the input is not one.
    pub fn output(&self, input: Size) -> Option<Size> {
        let steps = |size: usize| Some(size.checked_sub(self.side)? / self.stride + 1);
        let (height, width) = (steps(input.height)?, steps(input.width)?);
        let fits = input.blocks == self.inputs.div_ceil(LANES);
        fits.then_some(Size { blocks: self.outputs.div_ceil(LANES), height, width })
    }

    /// Convolves images that lie one after the other; `residual`, of the output's size, is added before the activation.
    pub fn run(&self, x: &[f32], input: Size, residual: Option<&[f32]>, y: &mut [f32]) {
        if self.lanes() == PICTURE_LANES {
            pulp::Arch::new().dispatch(Run::<PICTURE_LANES> { conv: self, x, input, residual, y });
        } else {
            pulp::Arch::new().dispatch(Run::<LANES> { conv: self, x, input, residual, y });
        }
    }
}

struct Run<'a, const L: usize> {
    conv: &'a Packed,
    x: &'a [f32],
    input: Size,
    residual: Option<&'a [f32]>,
    y: &'a mut [f32],
}

impl<const L: usize> WithSimd for Run<'_, L> {
    type Output = ();

    /// R registers hold sixteen channels. Tiles of 2 blocks × 14 pixels fill 28 of AVX-512's 32 registers, 1 × 6 fill 12 of AVX2's
    /// 16. A long row takes smaller tiles at its end; the pixels of short rows, and of several small images, are gathered into whole tiles.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { conv, x, input, residual, y } = self;
        let Some(output) = conv.output(input) else { return };
        let (mut from, mut to) = (input, output);
        if conv.side == 1 && conv.stride == 1 {
            // Rows do not matter to a 1×1 window: one long row has fewer remainders.
            (from.height, from.width) = (1, input.height * input.width);
            (to.height, to.width) = (1, output.height * output.width);
        }
        let scattered = to.width < 2 * MOST && !to.width.is_multiple_of(MOST);
        let each = to.height * to.width;
        // Small images are taken together, so that weights are read once for all of them.
        let images = if scattered { (8 * MOST / each.max(1)).max(1) } else { 1 };
        let spots = if scattered { spots(conv.stride, from, to, images) } else { Vec::new() };
        let (length, made) = (images * input.pixels() * L, images * output.pixels() * LANES);
        for (index, (x, y)) in x.chunks(length).zip(y.chunks_mut(made)).enumerate() {
            let residual = residual.map(|values| &values[index * made..][..y.len()]);
            let spots = &spots[..spots.len().min(y.len() / (to.blocks * LANES))];
            let Packed { side, stride, epilogue, weight, .. } = conv;
            let (side, stride, depth) = (*side, *stride, conv.depth());
            let x = x.as_chunks().0;
            let task = Task::<L> { epilogue, weight, side, stride, depth, input: from, output: to, x, spots };
            match S::F32_LANES {
                16 => task.wide::<S>(simd, residual, y),
                8 => task.narrow::<S, 2>(simd, residual, y),
                4 => task.narrow::<S, 4>(simd, residual, y),
                _ => task.narrow::<S, 16>(simd, residual, y),
            }
        }
    }
}

/// Most pixels of a tile.
const MOST: usize = 14;

/// Where the window of one output pixel begins, and where its first block's value goes.
#[derive(Clone, Copy)]
struct Spot {
    from: usize,
    to: usize,
}

/// The output pixels of `images` images, row by row.
fn spots(stride: usize, input: Size, output: Size, images: usize) -> Vec<Spot> {
    let mut spots = Vec::with_capacity(images * output.height * output.width);
    for image in 0..images {
        for row in 0..output.height {
            for column in 0..output.width {
                let from = (image * input.pixels()) + (row * input.width + column) * stride;
                let to = (image * output.pixels()) + row * output.width + column;
                spots.push(Spot { from, to });
            }
        }
    }
    spots
}

/// A convolution of one image, or a product of matrices as one.
pub(super) struct Task<'a, const L: usize> {
    epilogue: &'a Epilogue,
    weight: &'a [f32],
    side: usize,
    stride: usize,
    depth: usize,
    input: Size,
    output: Size,
    x: &'a [[f32; L]],
    /// Output pixels that do not lie in long rows; none: row by row.
    spots: &'a [Spot],
}

impl<'a> Task<'a, LANES> {
    /// A 1×1 convolution, whose weights are in the order block out, channel in, 16 channels out.
    pub fn product(epilogue: &'a Epilogue, weight: &'a [f32], (x, input): (&'a [f32], Size), output: Size) -> Self {
        Self { epilogue, weight, side: 1, stride: 1, depth: LANES, input, output, x: x.as_chunks().0, spots: &[] }
    }

    /// Runs it with R registers for sixteen channels.
    #[inline(always)]
    pub fn run<S: Simd, const R: usize>(&self, simd: S, y: &mut [f32]) {
        if R == 1 { self.wide::<S>(simd, None, y) } else { self.narrow::<S, R>(simd, None, y) }
    }
}

/// Runs tiles of the listed widths over a row, the first width as often as it fits.
macro_rules! row {
    ($task:ident, $simd:ident, $block:ident, $row:ident, $residual:ident, $y:ident; $blocks:literal, $registers:tt, $stride:tt: $($pixels:literal)*) => {{
        let mut column = 0;
        $(while $task.output.width - column >= $pixels {
            $task.tile::<S, $registers, $blocks, $pixels, $stride>($simd, $block, $row, column, $residual, $y);
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
    #[inline(always)]
    fn wide<S: Simd>(&self, simd: S, residual: Option<&[f32]>, y: &mut [f32]) {
        let mut block = 0;
        while block < self.output.blocks {
            let pair = block + 2 <= self.output.blocks;
            if !self.spots.is_empty() {
                match pair {
                    true => scatter!(self, simd, block, residual, y; 2, 1: 14 8 4),
                    false => scatter!(self, simd, block, residual, y; 1, 1: 14 8 4),
                }
                block += 1 + usize::from(pair);
                continue;
            }
            for row in 0..self.output.height {
                match (pair, self.stride) {
                    (true, 1) => row!(self, simd, block, row, residual, y; 2, 1, 1: 14 7 4 2 1),
                    (true, _) => row!(self, simd, block, row, residual, y; 2, 1, 2: 14 7 4 2 1),
                    (false, 1) => row!(self, simd, block, row, residual, y; 1, 1, 1: 14 7 4 2 1),
                    (false, _) => row!(self, simd, block, row, residual, y; 1, 1, 2: 14 7 4 2 1),
                }
            }
            block += 1 + usize::from(pair);
        }
    }

    #[inline(always)]
    fn narrow<S: Simd, const R: usize>(&self, simd: S, residual: Option<&[f32]>, y: &mut [f32]) {
        for block in 0..self.output.blocks {
            if !self.spots.is_empty() {
                scatter!(self, simd, block, residual, y; 1, R: 6 4 2);
                continue;
            }
            for row in 0..self.output.height {
                if self.stride == 1 {
                    row!(self, simd, block, row, residual, y; 1, R, 1: 6 3 2 1);
                } else {
                    row!(self, simd, block, row, residual, y; 1, R, 2: 6 3 2 1);
                }
            }
        }
    }

    /// B blocks × P pixels from (`row`, `column`) of the output on.
    #[inline(always)]
    fn tile<S: Simd, const R: usize, const B: usize, const P: usize, const STRIDE: usize>(
        &self,
        simd: S,
        block: usize,
        row: usize,
        column: usize,
        residual: Option<&[f32]>,
        y: &mut [f32],
    ) {
        let (side, depth) = (self.side, self.depth);
        if R * S::F32_LANES != LANES || depth > L {
            return;
        }
        let sums = self.biases::<S, R, B, P>(simd, block);
        let (weight, _) = S::as_simd_f32s(self.weight);
        let per_block = self.input.blocks * side * side * depth * R;
        let weight: [&[S::f32s]; B] = std::array::from_fn(|b| &weight[(block + b) * per_block..][..per_block]);
        // A copy that only constants index lives in registers; `sums` itself, indexed by loops elsewhere, does not.
        let mut held = sums;
        let mut tap = 0;
        for input_block in 0..self.input.blocks {
            for line in 0..side {
                let first =
                    (input_block * self.input.height + row * STRIDE + line) * self.input.width + column * STRIDE;
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
        let first = row * self.output.width + column;
        let sums = held;
        self.store(simd, &sums, block, |p| first + p, P, residual, y);
    }

    /// B blocks × P pixels, fewer where there are fewer spots.
    #[inline(always)]
    fn scattered<S: Simd, const R: usize, const B: usize, const P: usize>(
        &self,
        simd: S,
        block: usize,
        spots: &[Spot],
        residual: Option<&[f32]>,
        y: &mut [f32],
    ) {
        let (side, depth) = (self.side, self.depth);
        let Some(last) = spots.len().checked_sub(1) else { return };
        if R * S::F32_LANES != LANES || depth > L {
            return;
        }
        let spots: [Spot; P] = std::array::from_fn(|p| spots[p.min(last)]);
        let (weight, _) = S::as_simd_f32s(self.weight);
        let per_block = self.input.blocks * side * side * depth * R;
        let weight: [&[S::f32s]; B] = std::array::from_fn(|b| &weight[(block + b) * per_block..][..per_block]);
        let sums = self.biases::<S, R, B, P>(simd, block);
        // A copy that only constants index lives in registers; `sums` itself, indexed by loops elsewhere, does not.
        let mut held = sums;
        let mut tap = 0;
        for input_block in 0..self.input.blocks {
            for line in 0..side {
                for offset in 0..side {
                    let at = (input_block * self.input.height + line) * self.input.width + offset;
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
        let sums = held;
        self.store(simd, &sums, block, |p| spots[p].to, last + 1, residual, y);
    }

    /// What sums begin with.
    #[inline(always)]
    fn biases<S: Simd, const R: usize, const B: usize, const P: usize>(
        &self,
        simd: S,
        block: usize,
    ) -> [[[S::f32s; R]; P]; B] {
        let (bias, _) = S::as_simd_f32s(&self.epilogue.bias);
        let mut sums = [[[simd.splat_f32s(0.0); R]; P]; B];
        for (b, sums) in sums.iter_mut().enumerate() {
            for sums in sums {
                sums.copy_from_slice(&bias[(block + b) * R..][..R]);
            }
        }
        sums
    }

    /// Adds the residual, activates, and writes the first `count` pixels to their places in each block.
    #[inline(always)]
    #[allow(clippy::too_many_arguments)]
    fn store<S: Simd, const R: usize, const B: usize, const P: usize>(
        &self,
        simd: S,
        sums: &[[[S::f32s; R]; P]; B],
        block: usize,
        at: impl Fn(usize) -> usize,
        count: usize,
        residual: Option<&[f32]>,
        y: &mut [f32],
    ) {
        let zero = simd.splat_f32s(0.0);
        let plane = self.output.height * self.output.width;
        let (y, _) = S::as_mut_simd_f32s(y);
        let residual = residual.map(|values| S::as_simd_f32s(values).0);
        for (b, sums) in sums.iter().enumerate() {
            let slope = self.epilogue.slope.as_ref().map(|s| &S::as_simd_f32s(s).0[(block + b) * R..][..R]);
            for (p, sums) in sums.iter().enumerate().take(count) {
                let to = ((block + b) * plane + at(p)) * R;
                let out = &mut y[to..to + R];
                let added = residual.map(|values| &values[to..to + R]);
                for r in 0..R {
                    let mut value = sums[r];
                    if let Some(added) = added {
                        value = simd.add_f32s(value, added[r]);
                    }
                    if let Some(slope) = slope {
                        let below = simd.mul_f32s(simd.min_f32s(value, zero), slope[r]);
                        value = simd.add_f32s(simd.max_f32s(value, zero), below);
                    }
                    out[r] = value;
                }
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
