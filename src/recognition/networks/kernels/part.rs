//! Which part of a layer's output one thread writes.
//!
//! A layer is spread by cutting its output: into blocks of channels, where the weights are most of what is read, or into bands of rows. Each
//! value is the same chain of operations wherever the cuts are.

use std::ops::Range;

use rayon::prelude::*;

use super::{LANES, Size};

/// Layers of fewer multiplications are not spread: waking another thread takes as long.
const SMALL: usize = 1 << 20;

/// Some rows of some blocks of channels, of one image or of several.
pub struct Part<'a> {
    pub blocks: Range<usize>,
    pub rows: Range<usize>,
    /// Image by image, block by block.
    pub planes: Vec<&'a mut [f32]>,
    /// What is added before the activation, as the planes; empty where nothing is.
    pub residual: Vec<&'a [f32]>,
}

impl<'a> Part<'a> {
    /// All of the output of some images.
    pub fn whole(output: Size, residual: Option<&'a [f32]>, y: &'a mut [f32]) -> Self {
        let plane = output.height * output.width * LANES;
        Self {
            blocks: 0..output.blocks,
            rows: 0..output.height,
            planes: y.chunks_exact_mut(plane).collect(),
            residual: residual.map(|values| values.chunks_exact(plane).collect()).unwrap_or_default(),
        }
    }

    /// Into so many parts of whole blocks, pairs of them where there are enough; several images stay together.
    pub fn by_blocks(self, count: usize) -> Vec<Self> {
        let blocks = self.blocks.len();
        if count < 2 || self.planes.len() != blocks {
            return vec![self];
        }
        let pairs = blocks >= 2 * count;
        let each = if pairs { blocks.div_ceil(2 * count) * 2 } else { blocks.div_ceil(count) };
        let Self { blocks, rows, planes, residual } = self;
        let (mut planes, mut residual) = (planes.into_iter(), residual.into_iter());
        let part = |first: usize| Self {
            blocks: first..(first + each).min(blocks.end),
            rows: rows.clone(),
            planes: planes.by_ref().take(each).collect(),
            residual: residual.by_ref().take(each).collect(),
        };
        blocks.clone().step_by(each).map(part).collect()
    }

    /// Into so many bands, each a multiple of `step` rows; several images stay together.
    pub fn by_rows(self, count: usize, step: usize) -> Vec<Self> {
        if count < 2 || self.planes.len() != self.blocks.len() {
            return vec![self];
        }
        let Self { blocks, rows, planes, residual } = self;
        let each = rows.len().div_ceil(step).div_ceil(count) * step;
        let mut parts: Vec<Self> = rows
            .clone()
            .step_by(each)
            .map(|first| first..(first + each).min(rows.end))
            .map(|rows| Self { blocks: blocks.clone(), rows, planes: Vec::new(), residual: Vec::new() })
            .collect();
        let length = |plane: usize| plane / rows.len() * each;
        for plane in planes {
            let length = length(plane.len());
            parts.iter_mut().zip(plane.chunks_mut(length)).for_each(|(part, rows)| part.planes.push(rows));
        }
        for plane in residual {
            let length = length(plane.len());
            parts.iter_mut().zip(plane.chunks(length)).for_each(|(part, rows)| part.residual.push(rows));
        }
        parts
    }
}

/// On how many of these cores a layer of so many multiplications is worked on.
pub fn worth(cores: usize, multiplications: usize) -> usize {
    if multiplications < SMALL { 1 } else { cores }
}

/// Does the parts, each on a core of its own.
pub fn each(parts: Vec<Part<'_>>, work: impl Fn(Part<'_>) + Sync + Send) {
    match parts.len() {
        0 | 1 => parts.into_iter().for_each(work),
        _ => parts.into_par_iter().for_each(work),
    }
}
