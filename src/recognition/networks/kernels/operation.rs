//! Layers over blocked tensors as candle's operations.

use candle_core::{CpuStorage, CustomOp1, CustomOp2, DType, Error, Layout, Result, Shape, Tensor};

use super::{LANES, Size, memory};

/// A layer that makes a blocked tensor of a blocked tensor, and adds another where there is one.
pub trait Blocked {
    /// Lanes of an input pixel.
    fn lanes(&self) -> usize;

    /// Size of the output; `None` where the input is not one.
    fn output(&self, input: Size) -> Option<Size>;

    /// Runs images that lie one after the other; one alone is spread over so many cores.
    fn run(&self, x: &[f32], input: Size, residual: Option<&[f32]>, y: &mut [f32], cores: usize);
}

/// A layer as an operation.
pub struct On<'a, B> {
    pub layer: &'a B,
    pub cores: usize,
}

impl<B: Blocked> On<'_, B> {
    pub fn apply(&self, x: &Tensor, residual: Option<&Tensor>) -> Result<Tensor> {
        match residual {
            Some(residual) => x.apply_op2_no_bwd(residual, self),
            None => x.apply_op1_no_bwd(self),
        }
    }

    fn run(&self, x: &[f32], layout: &Layout, residual: Option<&[f32]>) -> Result<(CpuStorage, Shape)> {
        let (count, input) = images(layout, self.layer.lanes())?;
        let Some(output) = self.layer.output(input) else { return Err(misfit("blocked layer", layout)) };
        let length = count * output.pixels() * LANES;
        if residual.is_some_and(|values| values.len() != length) {
            return Err(misfit("what is added to a blocked layer", layout));
        }
        let mut y = memory::take(length);
        self.layer.run(x, input, residual, &mut y[..length], self.cores);
        Ok((CpuStorage::F32(y), shape(count, output)))
    }
}

impl<B: Blocked> CustomOp1 for On<'_, B> {
    fn name(&self) -> &'static str {
        "blocked"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        self.run(values(storage, layout)?, layout, None)
    }
}

impl<B: Blocked> CustomOp2 for On<'_, B> {
    fn name(&self) -> &'static str {
        "blocked-plus"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        r: &CpuStorage,
        r_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.run(values(x, x_layout)?, x_layout, Some(values(r, r_layout)?))
    }
}

pub fn values<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    match (storage, layout.contiguous_offsets()) {
        (CpuStorage::F32(values), Some((start, end))) => Ok(&values[start..end]),
        _ => Err(Error::Msg(format!("a blocked layer takes contiguous {:?}", DType::F32))),
    }
}

/// How many images of which size.
pub fn images(layout: &Layout, lanes: usize) -> Result<(usize, Size)> {
    match *layout.dims() {
        [count, blocks, height, width, last] if last == lanes => Ok((count, Size { blocks, height, width })),
        _ => Err(misfit("blocked layer", layout)),
    }
}

pub fn shape(count: usize, size: Size) -> Shape {
    Shape::from(vec![count, size.blocks, size.height, size.width, LANES])
}

pub fn misfit(what: &str, layout: &Layout) -> Error {
    Error::Msg(format!("{what}: {:?} does not fit", layout.dims()))
}
