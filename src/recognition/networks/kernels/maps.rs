//! What happens between convolutions: framing, pooling, adding, enlarging. All on blocked tensors, value by value in one order.

use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor};
use pulp::{Simd, WithSimd};

use super::{
    LANES, Size, memory,
    operation::{images, misfit, shape, values},
};

/// Zeros around one image, and before them `x · scale + shift` per channel where a batch norm precedes.
pub struct Frame {
    pub padding: usize,
    /// Scale and shift, in whole blocks.
    pub affine: Option<[Vec<f32>; 2]>,
}

impl Frame {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.padding == 0 && self.affine.is_none()
    }

    pub fn size(&self, input: Size) -> Size {
        Size { height: input.height + 2 * self.padding, width: input.width + 2 * self.padding, ..input }
    }

    /// Copies `x` into the middle of `framed`, whose frame holds zeros and is left alone.
    pub fn fill(&self, x: &[f32], input: Size, lanes: usize, framed: &mut [f32]) {
        let size = self.size(input);
        let line = input.width * lanes;
        for block in 0..input.blocks {
            for row in 0..input.height {
                let from = &x[(block * input.height + row) * line..][..line];
                let at = ((block * size.height + row + self.padding) * size.width + self.padding) * lanes;
                let to = &mut framed[at..at + line];
                match &self.affine {
                    None => to.copy_from_slice(from),
                    Some([scale, shift]) => {
                        let (scale, shift) = (&scale[block * lanes..][..lanes], &shift[block * lanes..][..lanes]);
                        for (to, from) in to.chunks_exact_mut(lanes).zip(from.chunks_exact(lanes)) {
                            for lane in 0..lanes {
                                to[lane] = from[lane] * scale[lane] + shift[lane];
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Pooling with any window.
pub struct Pool {
    pub side: usize,
    pub stride: usize,
    pub padding: usize,
    /// Whether a last window may hang over the edge.
    pub ceil: bool,
    /// The mean of what lies in the image, or the largest of it.
    pub average: bool,
}

/// Applies a pooling to a blocked tensor.
pub fn pool(x: &Tensor, pool: Pool) -> Result<Tensor> {
    x.apply_op1_no_bwd(&pool)
}

/// Max pooling with stride 2 whose last window may hang over the edge (Caffe's and PyTorch's `ceil_mode`).
pub fn max_pool(x: &Tensor, side: usize) -> Result<Tensor> {
    pool(x, Pool { side, stride: 2, padding: 0, ceil: true, average: false })
}

impl Pool {
    fn steps(&self, size: usize) -> Option<usize> {
        let room = (size + 2 * self.padding).checked_sub(self.side)?;
        if !self.ceil {
            return Some(room / self.stride + 1);
        }
        let steps = room.div_ceil(self.stride) + 1;
        // A window that would begin behind the image is none.
        Some(steps - usize::from((steps - 1) * self.stride >= size + self.padding))
    }
}

impl CustomOp1 for Pool {
    fn name(&self) -> &'static str {
        "blocked-pool"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = values(storage, layout)?;
        let (count, input) = images(layout, LANES)?;
        let (Some(height), Some(width)) = (self.steps(input.height), self.steps(input.width)) else {
            return Err(misfit("pooling", layout));
        };
        let output = Size { height, width, ..input };
        let length = count * output.pixels() * LANES;
        let mut y = memory::take(length);
        pulp::Arch::new().dispatch(Sweep { pool: self, x, input, output, y: &mut y[..length] });
        Ok((CpuStorage::F32(y), shape(count, output)))
    }
}

/// A pooling over planes that lie one after the other.
struct Sweep<'a> {
    pool: &'a Pool,
    x: &'a [f32],
    input: Size,
    output: Size,
    y: &'a mut [f32],
}

impl WithSimd for Sweep<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match S::F32_LANES {
            16 => self.planes::<S, 1>(simd),
            8 => self.planes::<S, 2>(simd),
            4 => self.planes::<S, 4>(simd),
            _ => self.planes::<S, 16>(simd),
        }
    }
}

impl Sweep<'_> {
    /// R registers hold sixteen channels.
    #[inline(always)]
    fn planes<S: Simd, const R: usize>(self, simd: S) {
        let Self { pool, x, input, output, y } = self;
        if R * S::F32_LANES != LANES {
            return;
        }
        let part = |step: usize, size: usize| {
            let start = step * pool.stride;
            start.saturating_sub(pool.padding)..(start + pool.side).saturating_sub(pool.padding).min(size)
        };
        let begin = simd.splat_f32s(if pool.average { 0.0 } else { f32::NEG_INFINITY });
        let planes = S::as_simd_f32s(x).0.chunks_exact(input.height * input.width * R);
        let made = S::as_mut_simd_f32s(y).0.chunks_exact_mut(output.height * output.width * R);
        for (plane, made) in planes.zip(made) {
            for (row, made) in made.chunks_exact_mut(output.width * R).enumerate() {
                let rows = part(row, input.height);
                for (column, made) in made.chunks_exact_mut(R).enumerate() {
                    let columns = part(column, input.width);
                    let number = simd.splat_f32s((rows.len() * columns.len()).max(1) as f32);
                    for (r, made) in made.iter_mut().enumerate() {
                        let mut held = begin;
                        for row in rows.clone() {
                            let first = row * input.width;
                            let line = &plane[(first + columns.start) * R..(first + columns.end) * R];
                            for pixel in line.chunks_exact(R) {
                                held = match pool.average {
                                    true => simd.add_f32s(held, pixel[r]),
                                    false => simd.max_f32s(held, pixel[r]),
                                };
                            }
                        }
                        *made = if pool.average { simd.div_f32s(held, number) } else { held };
                    }
                }
            }
        }
    }
}

/// The mean of each map.
pub fn mean(x: &Tensor) -> Result<Tensor> {
    let (_, _, height, width, _) = x.dims5()?;
    if height != width {
        return Err(candle_core::Error::Msg(format!("the mean of maps of {height}×{width} is not built")));
    }
    pool(x, Pool { side: height, stride: 1, padding: 0, ceil: false, average: true })
}

/// Each pixel twice in both directions.
pub fn upsample(x: &Tensor) -> Result<Tensor> {
    x.apply_op1_no_bwd(&Upsample)
}

struct Upsample;

impl CustomOp1 for Upsample {
    fn name(&self) -> &'static str {
        "blocked-upsample"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = values(storage, layout)?;
        let (count, input) = images(layout, LANES)?;
        let output = Size { height: 2 * input.height, width: 2 * input.width, ..input };
        let mut y = Vec::with_capacity(count * output.pixels() * LANES);
        for line in x.chunks_exact(input.width * LANES) {
            for _ in 0..2 {
                for pixel in line.chunks_exact(LANES) {
                    y.extend_from_slice(pixel);
                    y.extend_from_slice(pixel);
                }
            }
        }
        Ok((CpuStorage::F32(y), shape(count, output)))
    }
}

/// The sum of two tensors, the smaller filled up with zeros (below, to the right, in further channels), and ReLU.
pub fn add_extended(a: &Tensor, b: &Tensor) -> Result<Tensor> {
    a.apply_op2_no_bwd(b, &AddExtended)
}

struct AddExtended;

impl CustomOp2 for AddExtended {
    fn name(&self) -> &'static str {
        "blocked-add-extended"
    }

    fn cpu_fwd(
        &self,
        a: &CpuStorage,
        a_layout: &Layout,
        b: &CpuStorage,
        b_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let ((count, first), (other, second)) = (images(a_layout, LANES)?, images(b_layout, LANES)?);
        if count != other {
            return Err(misfit("sum", b_layout));
        }
        let output = Size {
            blocks: first.blocks.max(second.blocks),
            height: first.height.max(second.height),
            width: first.width.max(second.width),
        };
        let mut y = vec![0.0; count * output.pixels() * LANES];
        for (x, size) in [(values(a, a_layout)?, first), (values(b, b_layout)?, second)] {
            for (index, line) in x.chunks_exact(size.width * LANES).enumerate() {
                let (plane, row) = (index / size.height, index % size.height);
                let (image, block) = (plane / size.blocks, plane % size.blocks);
                let at = (((image * output.blocks + block) * output.height + row) * output.width) * LANES;
                y[at..at + line.len()].iter_mut().zip(line).for_each(|(to, from)| *to += from);
            }
        }
        y.iter_mut().for_each(|value| *value = value.max(0.0));
        Ok((CpuStorage::F32(y), shape(count, output)))
    }
}
