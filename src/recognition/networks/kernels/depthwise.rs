//! Depthwise convolution of one image: each channel with a window of its own.

use pulp::{Simd, WithSimd};

use super::{
    Epilogue, LANES, Size,
    part::{self, Part},
    prelu,
};

/// Weights of a depthwise convolution.
pub struct PackedDepthwise {
    pub channels: usize,
    /// Window, pixels.
    pub side: usize,
    pub stride: usize,
    /// Zeros above and to the left, and below and to the right.
    pub padding: [usize; 2],
    pub epilogue: Epilogue,
    /// In the order block, row, column, 16 channels.
    weight: Vec<f32>,
}

impl PackedDepthwise {
    /// Packs weights in the order (channel, row, column).
    pub fn new(weight: &[f32], [channels, side, stride]: [usize; 3], padding: [usize; 2], epilogue: Epilogue) -> Self {
        let taps = side * side;
        let mut packed = vec![0.0; channels.div_ceil(LANES) * taps * LANES];
        for channel in 0..channels {
            for tap in 0..taps {
                packed[(channel / LANES * taps + tap) * LANES + channel % LANES] = weight[channel * taps + tap];
            }
        }
        Self { channels, side, stride, padding, epilogue, weight: packed }
    }

    /// Size of the output; `None` where the input is not one.
    pub fn output(&self, input: Size) -> Option<Size> {
        let padded = self.padding[0] + self.padding[1];
        let steps = |size: usize| Some((size + padded).checked_sub(self.side)? / self.stride + 1);
        let (height, width) = (steps(input.height)?, steps(input.width)?);
        (input.blocks == self.channels.div_ceil(LANES)).then_some(Size { blocks: input.blocks, height, width })
    }

    /// Convolves one image, spread over so many cores.
    pub fn run(&self, x: &[f32], input: Size, y: &mut [f32], cores: usize) {
        let Some(output) = self.output(input) else { return };
        let cores = part::worth(cores, output.pixels() * LANES * self.side * self.side);
        part::each(Part::whole(output, None, y).by_blocks(cores), |part| {
            pulp::Arch::new().dispatch(Run { conv: self, x, input, part });
        });
    }

    /// Sums rows of one block. `framed` begins with the first row that is read, `width` pixels each, zeros where the frame is.
    #[inline(always)]
    pub(super) fn rows<S: Simd, const R: usize, const K: usize>(
        &self,
        simd: S,
        block: usize,
        (framed, width): (&[f32], usize),
        columns: usize,
        out: &mut [f32],
    ) {
        let (framed, _) = S::as_simd_f32s(framed);
        let (weight, _) = S::as_simd_f32s(&self.weight);
        let weight = &weight[block * K * K * R..][..K * K * R];
        let bias = &S::as_simd_f32s(&self.epilogue.bias).0[block * R..][..R];
        let slope = self.epilogue.slope.as_ref().map(|s| &S::as_simd_f32s(s).0[block * R..][..R]);
        let (out, _) = S::as_mut_simd_f32s(out);
        for r in 0..R {
            let mut taps = [[bias[r]; K]; K];
            for line in 0..K {
                for offset in 0..K {
                    taps[line][offset] = weight[(line * K + offset) * R + r];
                }
            }
            let window = Window { framed, taps, width, bias: bias[r], slope: slope.map(|slope| slope[r]), r };
            for (row, out) in out.chunks_exact_mut(columns * R).enumerate() {
                match self.stride {
                    1 => window.row::<R, 1>(simd, row, out),
                    _ => window.row::<R, 2>(simd, row, out),
                }
            }
        }
    }
}

/// A window of a framed block, in registers.
struct Window<'a, S: Simd, const K: usize> {
    framed: &'a [S::f32s],
    taps: [[S::f32s; K]; K],
    /// Pixels of a framed row.
    width: usize,
    bias: S::f32s,
    slope: Option<S::f32s>,
    /// Which of a pixel's registers.
    r: usize,
}

impl<S: Simd, const K: usize> Window<'_, S, K> {
    /// A row of the output. Pixels are summed side by side, seven of them where there are so many: MobileFaceNet's maps are
    /// multiples of seven wide.
    #[inline(always)]
    fn row<const R: usize, const STRIDE: usize>(&self, simd: S, row: usize, out: &mut [S::f32s]) {
        let (columns, first) = (out.len() / R, row * self.width * STRIDE);
        let mut column = 0;
        while columns - column >= 7 {
            self.pixels::<R, 7, STRIDE>(simd, first + column * STRIDE, &mut out[column * R..][..7 * R]);
            column += 7;
        }
        while columns - column >= 4 {
            self.pixels::<R, 4, STRIDE>(simd, first + column * STRIDE, &mut out[column * R..][..4 * R]);
            column += 4;
        }
        while columns > column {
            self.pixels::<R, 1, STRIDE>(simd, first + column * STRIDE, &mut out[column * R..][..R]);
            column += 1;
        }
    }

    /// P pixels of a row, in one order of taps for each.
    #[inline(always)]
    fn pixels<const R: usize, const P: usize, const STRIDE: usize>(&self, simd: S, first: usize, out: &mut [S::f32s]) {
        let mut sums = [self.bias; P];
        for line in 0..K {
            let pixels = &self.framed[(first + line * self.width) * R..][..((P - 1) * STRIDE + K) * R];
            for offset in 0..K {
                for p in 0..P {
                    let pixel = pixels[(p * STRIDE + offset) * R + self.r];
                    sums[p] = simd.mul_add_f32s(pixel, self.taps[line][offset], sums[p]);
                }
            }
        }
        for p in 0..P {
            // No closure: it would not always be compiled for the registers at hand.
            out[p * R + self.r] = match self.slope {
                Some(slope) => prelu(simd, sums[p], slope),
                None => sums[p],
            };
        }
    }
}

struct Run<'a> {
    conv: &'a PackedDepthwise,
    x: &'a [f32],
    input: Size,
    part: Part<'a>,
}

impl WithSimd for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Some(output) = self.conv.output(self.input) else { return };
        match (S::F32_LANES, self.conv.side) {
            (16, 3) => self.blocks::<S, 1, 3>(simd, output),
            (16, _) => self.blocks::<S, 1, 7>(simd, output),
            (8, 3) => self.blocks::<S, 2, 3>(simd, output),
            (8, _) => self.blocks::<S, 2, 7>(simd, output),
            (4, 3) => self.blocks::<S, 4, 3>(simd, output),
            (4, _) => self.blocks::<S, 4, 7>(simd, output),
            (_, 3) => self.blocks::<S, 16, 3>(simd, output),
            (_, _) => self.blocks::<S, 16, 7>(simd, output),
        }
    }
}

impl Run<'_> {
    #[inline(always)]
    fn blocks<S: Simd, const R: usize, const K: usize>(self, simd: S, output: Size) {
        let Self { conv, x, input, part } = self;
        if R * S::F32_LANES != LANES || conv.side != K {
            return;
        }
        let [before, after] = conv.padding;
        let (height, width) = (input.height + before + after, input.width + before + after);
        // One block with its frame of zeros; the frame is written once and stays.
        let mut framed = vec![0.0; height * width * LANES];
        let line = input.width * LANES;
        for (block, plane) in part.blocks.zip(part.planes) {
            for row in 0..input.height {
                let from = &x[(block * input.height + row) * line..][..line];
                framed[((row + before) * width + before) * LANES..][..line].copy_from_slice(from);
            }
            conv.rows::<S, R, K>(simd, block, (&framed, width), output.width, plane);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::convolution::tests::noise, *};

    /// The sum as it is defined, tap by tap.
    fn plainly(conv: &PackedDepthwise, weight: &[f32], x: &[f32], input: Size, output: Size) -> Vec<f32> {
        let mut y = vec![0.0; output.pixels() * LANES];
        for (at, y) in y.iter_mut().enumerate() {
            let (pixel, lane) = (at / LANES, at % LANES);
            let (row, column) = (pixel / output.width % output.height, pixel % output.width);
            let block = pixel / output.width / output.height;
            let channel = block * LANES + lane;
            let mut sum = conv.epilogue.bias[channel];
            for tap in 0..conv.side * conv.side {
                let place = |at: usize, tap: usize, size: usize| {
                    (at * conv.stride + tap).checked_sub(conv.padding[0]).filter(|at| *at < size)
                };
                let row = place(row, tap / conv.side, input.height);
                let value = match row.zip(place(column, tap % conv.side, input.width)) {
                    Some((row, column)) => x[((block * input.height + row) * input.width + column) * LANES + lane],
                    None => 0.0,
                };
                sum = value.mul_add(weight[channel * conv.side * conv.side + tap], sum);
            }
            let slope = conv.epilogue.slope.as_ref().map_or(1.0, |slope| slope[channel]);
            *y = if sum < 0.0 { sum * slope } else { sum };
        }
        y
    }

    #[test]
    fn every_register_width_gives_the_bits_of_the_plain_sum() {
        for (side, stride, padding, width, prelu) in
            [(3, 1, [1, 1], 9, true), (3, 2, [0, 1], 12, true), (3, 1, [1, 1], 6, false), (7, 1, [0, 0], 7, true)]
        {
            let channels = 2 * LANES;
            let weight = noise(channels * side * side, 3);
            let epilogue = Epilogue { bias: noise(channels, 1), slope: prelu.then(|| noise(channels, 2)) };
            let conv = PackedDepthwise::new(&weight, [channels, side, stride], padding, epilogue);
            let input = Size { blocks: 2, height: 8, width };
            let output = conv.output(input).unwrap();
            let x = noise(input.pixels() * LANES, 4);
            let expected = plainly(&conv, &weight, &x, input, output);
            let same = |y: &[f32], what: &str| {
                let equal = y.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits());
                assert!(equal, "{what}: side {side}, stride {stride}, width {width}");
            };
            let mut y = vec![f32::NAN; expected.len()];
            conv.run(&x, input, &mut y, 1);
            same(&y, "this machine's widest");
            y.fill(f32::NAN);
            pulp::Simd::vectorize(
                pulp::Scalar,
                Run { conv: &conv, x: &x, input, part: Part::whole(output, None, &mut y) },
            );
            same(&y, "plain code");
            #[cfg(target_arch = "x86_64")]
            if let Some(simd) = pulp::x86::V3::try_new() {
                y.fill(f32::NAN);
                pulp::Simd::vectorize(simd, Run { conv: &conv, x: &x, input, part: Part::whole(output, None, &mut y) });
                same(&y, "AVX2");
            }
        }
    }
}
