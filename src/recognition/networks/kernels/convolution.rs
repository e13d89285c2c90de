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

    /// Convolves one image; `residual`, of the output's size, is added before the activation.
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
    /// 16; a row that is no multiple takes smaller tiles at its end.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Some(output) = self.conv.output(self.input) else { return };
        let Packed { side, stride, epilogue, weight, .. } = self.conv;
        let (side, stride, depth) = (*side, *stride, self.conv.depth());
        let x = self.x.as_chunks().0;
        let mut task = Task::<L> { epilogue, weight, side, stride, depth, input: self.input, output, x };
        if side == 1 && stride == 1 {
            // Rows do not matter to a 1×1 window: one long row has fewer remainders.
            task.input = Size { blocks: self.input.blocks, height: 1, width: self.input.height * self.input.width };
            task.output = Size { blocks: output.blocks, height: 1, width: output.height * output.width };
        }
        match S::F32_LANES {
            16 => task.wide::<S>(simd, self.residual, self.y),
            8 => task.narrow::<S, 2>(simd, self.residual, self.y),
            4 => task.narrow::<S, 4>(simd, self.residual, self.y),
            _ => task.narrow::<S, 16>(simd, self.residual, self.y),
        }
    }
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
}

impl<'a> Task<'a, LANES> {
    /// A 1×1 convolution, whose weights are in the order block out, channel in, 16 channels out.
    pub fn product(epilogue: &'a Epilogue, weight: &'a [f32], (x, input): (&'a [f32], Size), output: Size) -> Self {
        Self { epilogue, weight, side: 1, stride: 1, depth: LANES, input, output, x: x.as_chunks().0 }
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

impl<const L: usize> Task<'_, L> {
    #[inline(always)]
    fn wide<S: Simd>(&self, simd: S, residual: Option<&[f32]>, y: &mut [f32]) {
        let mut block = 0;
        while block < self.output.blocks {
            let pair = block + 2 <= self.output.blocks;
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
        let (bias, _) = S::as_simd_f32s(&self.epilogue.bias);
        let mut sums = [[[simd.splat_f32s(0.0); R]; P]; B];
        for (b, sums) in sums.iter_mut().enumerate() {
            for sums in sums {
                sums.copy_from_slice(&bias[(block + b) * R..][..R]);
            }
        }
        let (weight, _) = S::as_simd_f32s(self.weight);
        let per_block = self.input.blocks * side * side * depth * R;
        let weight: [&[S::f32s]; B] = std::array::from_fn(|b| &weight[(block + b) * per_block..][..per_block]);
        // A copy that only constants index lives in registers; `sums` itself, indexed by loops below, does not.
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
        let sums = held;
        let zero = simd.splat_f32s(0.0);
        for (b, sums) in sums.iter().enumerate() {
            let at = ((block + b) * self.output.height + row) * self.output.width + column;
            let (out, _) = S::as_mut_simd_f32s(&mut y[at * LANES..(at + P) * LANES]);
            let added = residual.map(|values| S::as_simd_f32s(&values[at * LANES..(at + P) * LANES]).0);
            let slope = self.epilogue.slope.as_ref().map(|s| &S::as_simd_f32s(s).0[(block + b) * R..][..R]);
            for p in 0..P {
                for r in 0..R {
                    let mut value = sums[p][r];
                    if let Some(added) = added {
                        value = simd.add_f32s(value, added[p * R + r]);
                    }
                    if let Some(slope) = slope {
                        let below = simd.mul_f32s(simd.min_f32s(value, zero), slope[r]);
                        value = simd.add_f32s(simd.max_f32s(value, zero), below);
                    }
                    out[p * R + r] = value;
                }
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Values without pattern, −1 to 1.
    pub fn noise(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed.wrapping_mul(747_796_405).wrapping_add(1);
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    /// The register widths of this machine and plain code give the same bits, remainders of tiles included.
    #[test]
    fn every_register_width_gives_the_same_bits() {
        for (inputs, outputs, side, stride, width) in
            [(3usize, 40usize, 3, 2, 31), (16, 16, 1, 1, 9), (20, 70, 3, 1, 24), (48, 33, 2, 1, 8), (64, 64, 1, 1, 15)]
        {
            let epilogue = Epilogue {
                bias: noise(outputs.next_multiple_of(LANES), 1),
                slope: Some(noise(outputs.next_multiple_of(LANES), 2)),
            };
            let weight = noise(outputs * inputs * side * side, 3);
            let conv = Packed::new(&weight, [outputs, inputs, side], stride, epilogue);
            let input = Size { blocks: inputs.div_ceil(LANES), height: 7, width };
            let output = conv.output(input).unwrap();
            let x = noise(input.pixels() * conv.lanes(), 4);
            let residual = noise(output.pixels() * LANES, 5);
            let mut expected = vec![0.0; residual.len()];
            conv.run(&x, input, Some(&residual), &mut expected);
            let same = |run: &dyn Fn(&mut [f32]), what: &str| {
                let mut y = vec![0.0; expected.len()];
                run(&mut y);
                let equal = y.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits());
                assert!(equal, "{what}: {inputs}→{outputs}, side {side}, stride {stride}, width {width}");
            };
            macro_rules! on {
                ($simd:expr) => {
                    |y: &mut [f32]| {
                        let (conv, x, residual) = (&conv, &x[..], Some(&residual[..]));
                        if conv.lanes() == PICTURE_LANES {
                            pulp::Simd::vectorize($simd, Run::<PICTURE_LANES> { conv, x, input, residual, y });
                        } else {
                            pulp::Simd::vectorize($simd, Run::<LANES> { conv, x, input, residual, y });
                        }
                    }
                };
            }
            same(&on!(pulp::Scalar), "plain code");
            #[cfg(target_arch = "x86_64")]
            if let Some(simd) = pulp::x86::V3::try_new() {
                same(&on!(simd), "AVX2");
            }
        }
    }
}
