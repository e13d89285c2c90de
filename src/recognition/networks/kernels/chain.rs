//! Three layers in one: a convolution, a depthwise one over what it makes, and a 1×1 convolution over that, band by band.
//!
//! What lies between them is the largest of a MobileFaceNet's values (1.6 MB an image); a few rows of it at a time stay in a core's
//! second cache, and never go to memory. Each value is the same chain of operations as in three layers.

use std::{cell::RefCell, ops::Range};

use pulp::{Simd, WithSimd};

use super::{
    LANES, PICTURE_LANES, Size,
    convolution::{From, Packed, Rows},
    depthwise::PackedDepthwise,
    part::{self, Part},
};

/// About so many bytes lie between the layers at a time.
const BETWEEN: usize = 192 << 10;

thread_local! {
    /// The rows between the layers; kept, since fresh memory costs a page fault every 4 KiB.
    static SCRATCH: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

/// The three layers; the depthwise window is 3×3.
pub struct Chain {
    first: Packed,
    depthwise: PackedDepthwise,
    last: Packed,
}

impl Chain {
    /// `None` where the layers do not follow one another, or are of another kind.
    pub fn new(first: Packed, depthwise: PackedDepthwise, last: Packed) -> Option<Self> {
        let fits = first.outputs == depthwise.channels && depthwise.channels == last.inputs;
        let whole = depthwise.channels.is_multiple_of(LANES);
        let kind = depthwise.side == SIDE && last.side == 1 && last.stride == 1;
        (fits && whole && kind).then_some(Self { first, depthwise, last })
    }

    /// Lanes of an input pixel.
    pub fn lanes(&self) -> usize {
        self.first.lanes()
    }

    /// Sizes between the layers, and of the output; `None` where the input is not one.
    fn sizes(&self, input: Size) -> Option<[Size; 3]> {
        let first = self.first.output(input)?;
        let second = self.depthwise.output(first)?;
        Some([first, second, self.last.output(second)?])
    }

    /// Size of the output; `None` where the input is not one.
    pub fn output(&self, input: Size) -> Option<Size> {
        self.sizes(input).map(|[.., output]| output)
    }

    /// Runs one image on so many cores; `residual`, of the output's size, is added.
    pub fn run(&self, x: &[f32], input: Size, residual: Option<&[f32]>, y: &mut [f32], cores: usize) {
        let Some(output) = self.output(input) else { return };
        part::each(Part::whole(output, residual, y).by_rows(cores, 1), |part| {
            SCRATCH.with_borrow_mut(|scratch| {
                if self.lanes() == PICTURE_LANES {
                    pulp::Arch::new().dispatch(Run::<PICTURE_LANES> { chain: self, x, input, part, scratch });
                } else {
                    pulp::Arch::new().dispatch(Run::<LANES> { chain: self, x, input, part, scratch });
                }
            });
        });
    }
}

/// Of the depthwise window.
const SIDE: usize = 3;

struct Run<'a, const L: usize> {
    chain: &'a Chain,
    x: &'a [f32],
    input: Size,
    part: Part<'a>,
    scratch: &'a mut Vec<f32>,
}

impl<const L: usize> WithSimd for Run<'_, L> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match S::F32_LANES {
            16 => self.bands::<S, 1>(simd),
            8 => self.bands::<S, 2>(simd),
            4 => self.bands::<S, 4>(simd),
            _ => self.bands::<S, 16>(simd),
        }
    }
}

/// Rows of what the first layer makes, with the frame that the depthwise window wants.
struct Framed<'a> {
    /// Block by block.
    values: &'a mut [f32],
    /// Values of a block, and of a row.
    plane: usize,
    line: usize,
}

impl Framed<'_> {
    /// The last `count` of `rows` rows of each block become the first.
    fn keep(&mut self, rows: usize, count: usize) {
        let (from, length) = ((rows - count) * self.line, count * self.line);
        for plane in self.values.chunks_exact_mut(self.plane) {
            plane.copy_within(from..from + length, 0);
        }
    }

    /// These blocks.
    fn planes(&mut self, blocks: &Range<usize>) -> impl Iterator<Item = &mut [f32]> {
        self.values[blocks.start * self.plane..blocks.end * self.plane].chunks_exact_mut(self.plane)
    }

    /// Writes zeros to these rows of some blocks.
    fn clear(&mut self, blocks: &Range<usize>, rows: Range<usize>) {
        let values = rows.start * self.line..rows.end * self.line;
        self.planes(blocks).for_each(|plane| plane[values.clone()].fill(0.0));
    }

    /// Writes zeros to the pixels before and after each row.
    fn frame(&mut self, [before, after]: [usize; 2]) {
        for line in self.values.chunks_exact_mut(self.line) {
            let end = line.len() - after * LANES;
            line[..before * LANES].fill(0.0);
            line[end..].fill(0.0);
        }
    }
}

impl<const L: usize> Run<'_, L> {
    #[inline(always)]
    fn bands<S: Simd, const R: usize>(self, simd: S) {
        let Self { chain, x, input, mut part, scratch } = self;
        let Some([first, second, _]) = chain.sizes(input) else { return };
        if R * S::F32_LANES != LANES {
            return;
        }
        let Chain { depthwise, last, .. } = chain;
        let (padding, stride) = (depthwise.padding, depthwise.stride);
        let width = first.width + padding[0] + padding[1];
        let row = first.blocks * LANES * (stride * width + second.width);
        let most = (BETWEEN / (row * size_of::<f32>())).clamp(1, part.rows.len().max(1));
        let held = (most - 1) * stride + SIDE;
        let (framed, made) = (first.blocks * held * width * LANES, first.blocks * most * second.width * LANES);
        if scratch.len() < framed + made {
            scratch.resize(framed + made, 0.0);
        }
        let (framed, made) = scratch.split_at_mut(framed);
        let made = &mut made[..first.blocks * most * second.width * LANES];
        let mut framed = Framed { values: framed, plane: held * width * LANES, line: width * LANES };
        framed.frame(padding);
        let mut kept = 0;
        for top in part.rows.clone().step_by(most) {
            let rows = most.min(part.rows.end - top);
            let read = (rows - 1) * stride + SIDE;
            // What two blocks of the first layer are is still in the first cache when the second takes them.
            let mut all = made.chunks_exact_mut(most * second.width * LANES).enumerate();
            for blocks in (0..first.blocks).step_by(2).map(|block| block..(block + 2).min(first.blocks)) {
                let band = (top * stride, kept..read);
                chain.fill::<S, L>(simd, (x, input), (first, blocks.clone()), band, &mut framed);
                for (block, made) in all.by_ref().take(blocks.len()) {
                    let plane = &framed.values[block * framed.plane..][..read * framed.line];
                    let made = &mut made[..rows * second.width * LANES];
                    depthwise.rows::<S, R, SIDE>(simd, block, (plane, width), second.width, made);
                }
            }
            let from = From { blocks: second.blocks, plane: most * second.width, line: second.width };
            let count = rows * second.width;
            let at = Rows { height: 1, width: count, first: (top - part.rows.start) * second.width, line: count };
            last.task::<LANES>(&part.blocks, made, from).run(simd, at, &part.residual, &mut part.planes);
            kept = SIDE - stride;
            framed.keep(read, kept);
        }
    }
}

impl Chain {
    /// Makes rows of some blocks of the first layer: those of `rows` of a band whose first row, with the frame, is `top`.
    #[inline(always)]
    fn fill<S: Simd, const L: usize>(
        &self,
        simd: S,
        (x, input): (&[f32], Size),
        (made, blocks): (Size, Range<usize>),
        (top, rows): (usize, Range<usize>),
        framed: &mut Framed<'_>,
    ) {
        let [before, after] = self.depthwise.padding;
        // Rows of the frame are zeros.
        let begin = before.saturating_sub(top).clamp(rows.start, rows.end);
        let end = (made.height + before).saturating_sub(top).clamp(begin, rows.end);
        framed.clear(&blocks, rows.start..begin);
        framed.clear(&blocks, end..rows.end);
        let width = made.width + before + after;
        let skipped = (top + begin - before) * self.first.stride * input.width * L;
        let Some(x) = x.get(skipped..) else { return };
        let at = Rows { height: end - begin, width: made.width, first: begin * width + before, line: width };
        let task = self.first.task::<L>(&blocks, x, From::all(input));
        let mut planes: Vec<&mut [f32]> = framed.planes(&blocks).collect();
        task.run(simd, at, &[], &mut planes);
    }
}

#[cfg(test)]
mod tests;
