//! Direct convolution of one image, register-tiled.

use std::ops::Range;

use pulp::{Simd, WithSimd};

pub(super) use task::{From, Rows, Task};

use super::{
    Epilogue, LANES, PICTURE_LANES, Size,
    part::{self, Part},
};

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

    /// Convolves images that lie one after the other; `residual`, of the output's size, is added before the activation. One image is
    /// spread over so many cores.
    pub fn run(&self, x: &[f32], input: Size, residual: Option<&[f32]>, y: &mut [f32], cores: usize) {
        let Some(output) = self.output(input) else { return };
        let cores = part::worth(cores, output.pixels() * self.inputs * self.side * self.side * LANES);
        part::each(Part::whole(output, residual, y).by_blocks(cores), |part| {
            if self.lanes() == PICTURE_LANES {
                pulp::Arch::new().dispatch(Run::<PICTURE_LANES> { conv: self, x, input, part });
            } else {
                pulp::Arch::new().dispatch(Run::<LANES> { conv: self, x, input, part });
            }
        });
    }

    /// What some blocks of the output take, row by row.
    pub(super) fn task<'a, const L: usize>(&'a self, blocks: &Range<usize>, x: &'a [f32], from: From) -> Task<'a, L> {
        let Self { side, stride, epilogue, weight, .. } = self;
        let depth = self.depth();
        let per_block = from.blocks * side * side * depth * LANES;
        let weight = &weight[blocks.start * per_block..blocks.end * per_block];
        let (x, blocks) = (x.as_chunks().0, blocks.clone());
        Task { epilogue, weight, side: *side, stride: *stride, depth, blocks, from, x, spots: &[] }
    }
}

struct Run<'a, const L: usize> {
    conv: &'a Packed,
    x: &'a [f32],
    input: Size,
    part: Part<'a>,
}

impl<const L: usize> WithSimd for Run<'_, L> {
    type Output = ();

    /// R registers hold sixteen channels. Tiles of 2 blocks × 14 pixels fill 28 of AVX-512's 32 registers, 1 × 6 fill 12 of AVX2's
    /// 16. A long row takes smaller tiles at its end; the pixels of short rows, and of several small images, are gathered into whole tiles.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { conv, x, input, mut part } = self;
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
        let blocks = part.blocks.len();
        let spots = if scattered { spots(conv.stride, from, (to, blocks), images) } else { Vec::new() };
        let made = images * blocks;
        for (index, (x, y)) in x.chunks(images * input.pixels() * L).zip(part.planes.chunks_mut(made)).enumerate() {
            let residual = part.residual.get(index * made..).unwrap_or_default();
            let spots = &spots[..spots.len().min(y.len() / blocks * each)];
            let task = Task::<L> { spots, ..conv.task(&part.blocks, x, From::all(from)) };
            let rows = Rows { height: to.height, width: to.width, first: 0, line: to.width };
            task.run(simd, rows, residual, y);
        }
    }
}

/// Most pixels of a tile.
const MOST: usize = 14;

/// Where the window of one output pixel begins, and where its first block's value goes.
#[derive(Clone, Copy)]
struct Spot {
    from: usize,
    /// Which plane, and where in it.
    to: [usize; 2],
}

/// The output pixels of `images` images, row by row.
fn spots(stride: usize, input: Size, (output, blocks): (Size, usize), images: usize) -> Vec<Spot> {
    let mut spots = Vec::with_capacity(images * output.height * output.width);
    for image in 0..images {
        for row in 0..output.height {
            for column in 0..output.width {
                let from = (image * input.pixels()) + (row * input.width + column) * stride;
                spots.push(Spot { from, to: [image * blocks, row * output.width + column] });
            }
        }
    }
    spots
}

mod task;
#[cfg(test)]
pub(super) mod tests;
