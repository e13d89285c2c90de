//! 3×3 convolution with stride 1 by Winograd's minimal filtering: fewer multiplications for the same sum.
//!
//! A. Lavin, S. Gray: Fast Algorithms for Convolutional Neural Networks. CVPR 2016, arXiv:1509.09308. Tiles of the image and the windows
//! are taken to another basis, where the convolution is one product a position, and the sums are taken back: F(4,3) makes 4×4 outputs
//! with 36 products a channel pair instead of 144, F(2,3) 2×2 with 16 instead of 36. The result differs from the plain sum by rounding,
//! F(4,3)'s more than F(2,3)'s.
//!
//! As in [`super::convolution`], each value is one chain of operations in one fixed order, whatever the registers' width, the number of
//! images or how tiles are grouped; which form a layer takes hangs on the layer alone.

mod basis;

use std::cell::RefCell;

use basis::{backward, forward, window};
use pulp::{Simd, WithSimd};

use super::{
    Epilogue, LANES, Size,
    convolution::{From, Rows, Task},
    part::{self, Part},
    prelu,
};

/// Tiles are worked on together while their transforms take about so many bytes: about half of a core's second cache.
const TOGETHER: usize = 512 << 10;
/// Fewest and most tiles together, multiples of the convolution's 14 pixels.
const FEWEST: usize = 28;
const MOST: usize = 112;

thread_local! {
    /// Transformed tiles and products; kept, since fresh memory costs a page fault every 4 KiB.
    static SCRATCH: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

/// Weights of a 3×3 convolution with stride 1 in Winograd's basis.
pub struct Winograd {
    inputs: usize,
    outputs: usize,
    /// Outputs a side that a tile makes: 4 or 2.
    makes: usize,
    /// Zeros on all four sides.
    padding: usize,
    /// Scale and shift per channel, in whole blocks, where a batch norm stands before the zeros.
    affine: Option<[Vec<f32>; 2]>,
    epilogue: Epilogue,
    /// What products take: no bias, no activation.
    nothing: Epilogue,
    /// In the order position, block out, channel in, 16 channels out.
    weight: Vec<f32>,
}

impl Winograd {
    /// Outputs a side of a tile that pay for a convolution of so many channels; `None` where the direct sum is as fast.
    pub fn pays(inputs: usize, outputs: usize) -> Option<usize> {
        if !inputs.is_multiple_of(LANES) || inputs < 32 || outputs < 32 {
            return None;
        }
        match inputs.max(outputs) {
            0..=64 => Some(4),
            65..=256 => Some(2),
            _ => None,
        }
    }

    /// Transforms weights in the order (out, in, 3, 3); `inputs` must be whole blocks, `makes` what [`Winograd::pays`] says.
    pub fn new(
        weight: &[f32],
        [outputs, inputs, makes]: [usize; 3],
        padding: usize,
        affine: Option<[Vec<f32>; 2]>,
        epilogue: Epilogue,
    ) -> Self {
        let (side, blocks) = (makes + 2, outputs.div_ceil(LANES));
        let nothing = Epilogue { bias: vec![0.0; blocks * LANES], slope: None };
        let mut to = vec![0.0; side * side * blocks * inputs * LANES];
        for (index, values) in weight.as_chunks::<9>().0.iter().enumerate() {
            let (out, input) = (index / inputs, index % inputs);
            for (position, value) in window(values, makes).into_iter().enumerate() {
                to[((position * blocks + out / LANES) * inputs + input) * LANES + out % LANES] = value;
            }
        }
        Self { inputs, outputs, makes, padding, affine, epilogue, nothing, weight: to }
    }

    /// Size of the output; `None` where the input is not one.
    pub fn output(&self, input: Size) -> Option<Size> {
        let steps = |size: usize| (size + 2 * self.padding).checked_sub(2).filter(|steps| *steps > 0);
        let (height, width) = (steps(input.height)?, steps(input.width)?);
        let fits = input.blocks * LANES == self.inputs;
        fits.then_some(Size { blocks: self.outputs.div_ceil(LANES), height, width })
    }

    /// Convolves images that lie one after the other; `residual`, of the output's size, is added before the activation. One image is
    /// spread over so many cores.
    pub fn run(&self, x: &[f32], input: Size, residual: Option<&[f32]>, y: &mut [f32], cores: usize) {
        let Some(output) = self.output(input) else { return };
        let cores = part::worth(cores, output.pixels() * LANES * self.inputs);
        let whole = Part::whole(output, residual, y);
        // Each band reads all weights, each part of the blocks turns all tiles: whichever is less.
        let parts = if self.makes == 4 { whole.by_rows(cores, self.makes) } else { whole.by_blocks(cores) };
        part::each(parts, |part| {
            SCRATCH.with_borrow_mut(|scratch| {
                pulp::Arch::new().dispatch(Run { conv: self, x, input, part, scratch });
            });
        });
    }
}

struct Run<'a> {
    conv: &'a Winograd,
    x: &'a [f32],
    input: Size,
    part: Part<'a>,
    scratch: &'a mut Vec<f32>,
}

impl WithSimd for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match (S::F32_LANES, self.conv.makes) {
            (16, 4) => self.all::<S, 1, 6, 4>(simd),
            (16, _) => self.all::<S, 1, 4, 2>(simd),
            (8, 4) => self.all::<S, 2, 6, 4>(simd),
            (8, _) => self.all::<S, 2, 4, 2>(simd),
            (4, 4) => self.all::<S, 4, 6, 4>(simd),
            (4, _) => self.all::<S, 4, 4, 2>(simd),
            (_, 4) => self.all::<S, 16, 6, 4>(simd),
            (_, _) => self.all::<S, 16, 4, 2>(simd),
        }
    }
}

/// Tiles of a band of all images, row by row.
#[derive(Clone, Copy)]
struct Tiles {
    across: usize,
    /// Of one image.
    each: usize,
    /// The band's first row of tiles.
    first: usize,
}

impl Tiles {
    /// The image, and the tile's row and column in it.
    fn at(self, tile: usize) -> [usize; 3] {
        let (image, tile) = (tile / self.each, tile % self.each);
        [image, self.first + tile / self.across, tile % self.across]
    }
}

impl Run<'_> {
    /// R registers hold sixteen channels; a tile of T×T pixels makes O×O.
    #[inline(always)]
    fn all<S: Simd, const R: usize, const T: usize, const O: usize>(self, simd: S) {
        let Self { conv, x, input, mut part, scratch } = self;
        let Some(output) = conv.output(input) else { return };
        if R * S::F32_LANES != LANES || conv.makes != O {
            return;
        }
        let across = output.width.div_ceil(O);
        let tiles = Tiles { across, each: across * part.rows.len().div_ceil(O), first: part.rows.start / O };
        let total = x.len() / (input.pixels() * LANES) * tiles.each;
        let together = TOGETHER / (T * T * conv.inputs * size_of::<f32>()) / FEWEST * FEWEST;
        let together = together.clamp(FEWEST, MOST);
        let (turned, products) = (T * T * apart(input.blocks * together), T * T * apart(2 * together));
        if scratch.len() < turned + products {
            scratch.resize(turned + products, 0.0);
        }
        let (turned, products) = scratch.split_at_mut(turned);
        for first in (0..total).step_by(together) {
            let count = together.min(total - first);
            conv.turn::<S, R, T, O>(simd, (x, input), tiles, (first, count), turned);
            for block in part.blocks.clone().step_by(2) {
                let blocks = 2.min(part.blocks.end - block);
                conv.multiply::<S, T>(simd, turned, (block, blocks), count, products);
                let at = Place { tiles, first, count, block, blocks, output };
                conv.turn_back::<S, R, T, O>(simd, products, at, &mut part);
            }
        }
    }
}

/// Values from one position to the next, which hold so many pixels. An odd number of cache lines: a tile has a line at each position, and
/// were they powers of two apart, they would all lie in the same few places of the cache.
const fn apart(pixels: usize) -> usize {
    (pixels | 1) * LANES
}

/// Which tiles and which blocks of channels products belong to.
struct Place {
    tiles: Tiles,
    first: usize,
    count: usize,
    block: usize,
    blocks: usize,
    output: Size,
}

impl Winograd {
    /// Tiles of the image into Winograd's basis, in the order position, block, tile.
    #[inline(always)]
    fn turn<S: Simd, const R: usize, const T: usize, const O: usize>(
        &self,
        simd: S,
        (x, input): (&[f32], Size),
        tiles: Tiles,
        (first, count): (usize, usize),
        to: &mut [f32],
    ) {
        let (x, _) = S::as_simd_f32s(x);
        let (to, _) = S::as_mut_simd_f32s(to);
        let plane = input.height * input.width * R;
        let apart = apart(input.blocks * count) / LANES;
        for tile in 0..count {
            let [image, row, column] = tiles.at(first + tile);
            for block in 0..input.blocks {
                let x = &x[(image * input.blocks + block) * plane..][..plane];
                for r in 0..R {
                    let mut d = self.tile::<S, R, T>(simd, (x, input), [row * O, column * O], block, r);
                    for line in &mut d {
                        *line = forward(simd, *line);
                    }
                    for column in 0..T {
                        let turned: [S::f32s; T] = forward(simd, std::array::from_fn(|row| d[row][column]));
                        for (row, value) in turned.into_iter().enumerate() {
                            to[((row * T + column) * apart + block * count + tile) * R + r] = value;
                        }
                    }
                }
            }
        }
    }

    /// The pixels of one tile from (`top`, `left`) of the framed image on, zeros where the frame is.
    #[inline(always)]
    fn tile<S: Simd, const R: usize, const T: usize>(
        &self,
        simd: S,
        (x, input): (&[S::f32s], Size),
        [top, left]: [usize; 2],
        block: usize,
        r: usize,
    ) -> [[S::f32s; T]; T] {
        let mut d = [[simd.splat_f32s(0.0); T]; T];
        let padding = self.padding;
        let affine = self.affine.as_ref().map(|both| {
            let [scale, shift] = both.each_ref().map(|values| S::as_simd_f32s(values).0[block * R + r]);
            (scale, shift)
        });
        let value = |value: S::f32s| match affine {
            Some((scale, shift)) => simd.mul_add_f32s(value, scale, shift),
            None => value,
        };
        let inside = |first: usize, size: usize| first >= padding && first - padding + T <= size;
        if inside(top, input.height) && inside(left, input.width) {
            for (row, d) in d.iter_mut().enumerate() {
                let line = &x[((top - padding + row) * input.width + left - padding) * R..][..T * R];
                for (column, d) in d.iter_mut().enumerate() {
                    *d = value(line[column * R + r]);
                }
            }
            return d;
        }
        for (row, d) in d.iter_mut().enumerate() {
            let Some(row) = (top + row).checked_sub(padding).filter(|row| *row < input.height) else { continue };
            for (column, d) in d.iter_mut().enumerate() {
                if let Some(column) = (left + column).checked_sub(padding).filter(|column| *column < input.width) {
                    *d = value(x[(row * input.width + column) * R + r]);
                }
            }
        }
        d
    }

    /// The products of one or two blocks of output channels, in the order position, block, tile.
    #[inline(always)]
    fn multiply<S: Simd, const T: usize>(
        &self,
        simd: S,
        turned: &[f32],
        (block, blocks): (usize, usize),
        count: usize,
        products: &mut [f32],
    ) {
        let in_blocks = self.inputs / LANES;
        let all = self.outputs.div_ceil(LANES);
        let each = self.inputs * LANES;
        let planes = turned.chunks_exact(apart(in_blocks * count));
        let results = products.chunks_exact_mut(apart(blocks * count));
        let rows = Rows { height: 1, width: count, first: 0, line: count };
        let from = From { blocks: in_blocks, plane: count, line: count };
        for (position, (x, y)) in planes.zip(results).take(T * T).enumerate() {
            let weight = &self.weight[(position * all + block) * each..][..blocks * each];
            let task = Task::product(&self.nothing, weight, (x, from), blocks);
            let (first, second) = y.split_at_mut(count * LANES);
            let mut y = [first, second];
            task.run(simd, rows, &[], &mut y[..blocks]);
        }
    }

    /// Products back to pixels, with bias, residual and activation.
    #[inline(always)]
    fn turn_back<S: Simd, const R: usize, const T: usize, const O: usize>(
        &self,
        simd: S,
        products: &[f32],
        at: Place,
        part: &mut Part<'_>,
    ) {
        let Place { tiles, first, count, block, blocks, output } = at;
        let (products, _) = S::as_simd_f32s(products);
        let apart = apart(blocks * count) / LANES;
        let (bias, _) = S::as_simd_f32s(&self.epilogue.bias);
        let slope = self.epilogue.slope.as_ref().map(|values| S::as_simd_f32s(values).0);
        let zero = simd.splat_f32s(0.0);
        for tile in 0..count {
            let [image, row, column] = tiles.at(first + tile);
            let (row, column) = (row * O, column * O);
            let (rows, columns) = (O.min(output.height - row), O.min(output.width - column));
            let top = (row - part.rows.start) * output.width + column;
            for b in 0..blocks {
                let plane = image * part.blocks.len() + block - part.blocks.start + b;
                let (y, _) = S::as_mut_simd_f32s(part.planes[plane]);
                let residual = part.residual.get(plane).map(|values| S::as_simd_f32s(values).0);
                for r in 0..R {
                    let lane = (block + b) * R + r;
                    let (bias, slope) = (bias[lane], slope.map(|slope| slope[lane]));
                    let mut half = [[zero; T]; O];
                    for column in 0..T {
                        let line = std::array::from_fn(|row| {
                            products[((row * T + column) * apart + b * count + tile) * R + r]
                        });
                        let made: [S::f32s; O] = backward::<S, T, O>(simd, line);
                        for (half, made) in half.iter_mut().zip(made) {
                            half[column] = made;
                        }
                    }
                    for (row, half) in half.into_iter().enumerate().take(rows) {
                        let made: [S::f32s; O] = backward::<S, T, O>(simd, half);
                        for (column, made) in made.into_iter().enumerate().take(columns) {
                            let to = (top + row * output.width + column) * R + r;
                            let mut value = simd.add_f32s(made, bias);
                            if let Some(residual) = residual {
                                value = simd.add_f32s(value, residual[to]);
                            }
                            if let Some(slope) = slope {
                                value = prelu(simd, value, slope);
                            }
                            y[to] = value;
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
