//! Depthwise convolution of one image: each channel with a window of its own.

use pulp::{Simd, WithSimd};

use super::{Epilogue, LANES, Size};

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

    /// Convolves one image.
    pub fn run(&self, x: &[f32], input: Size, y: &mut [f32]) {
        pulp::Arch::new().dispatch(Run { conv: self, x, input, y });
    }
}

struct Run<'a> {
    conv: &'a PackedDepthwise,
    x: &'a [f32],
    input: Size,
    y: &'a mut [f32],
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
        let Self { conv, x, input, y } = self;
        if R * S::F32_LANES != LANES || conv.side != K {
            return;
        }
        let [before, after] = conv.padding;
        let (height, width) = (input.height + before + after, input.width + before + after);
        // One block with its frame of zeros; the frame is written once and stays.
        let mut framed = vec![0.0; height * width * LANES];
        let line = input.width * LANES;
        for block in 0..input.blocks {
            for row in 0..input.height {
                let from = &x[(block * input.height + row) * line..][..line];
                framed[((row + before) * width + before) * LANES..][..line].copy_from_slice(from);
            }
            let (framed, _) = S::as_simd_f32s(&framed);
            let (weight, _) = S::as_simd_f32s(&conv.weight);
            let weight = &weight[block * K * K * R..][..K * K * R];
            let bias = &S::as_simd_f32s(&conv.epilogue.bias).0[block * R..][..R];
            let slope = conv.epilogue.slope.as_ref().map(|s| &S::as_simd_f32s(s).0[block * R..][..R]);
            let zero = simd.splat_f32s(0.0);
            let plane = output.height * output.width * LANES;
            let (out, _) = S::as_mut_simd_f32s(&mut y[block * plane..][..plane]);
            for (row, out) in out.chunks_exact_mut(output.width * R).enumerate() {
                for (column, out) in out.chunks_exact_mut(R).enumerate() {
                    let first = (row * conv.stride * width + column * conv.stride) * R;
                    for r in 0..R {
                        let mut sum = bias[r];
                        for line in 0..K {
                            let window = &framed[first + line * width * R..][..K * R];
                            for offset in 0..K {
                                sum =
                                    simd.mul_add_f32s(window[offset * R + r], weight[(line * K + offset) * R + r], sum);
                            }
                        }
                        if let Some(slope) = slope {
                            let below = simd.mul_f32s(simd.min_f32s(sum, zero), slope[r]);
                            sum = simd.add_f32s(simd.max_f32s(sum, zero), below);
                        }
                        out[r] = sum;
                    }
                }
            }
        }
    }
}
