//! The kernels as candle operations and layers.

use candle_core::{CpuStorage, CustomOp1, CustomOp2, DType, Device, Error, Layout, Module, Result, Shape, Tensor};
use candle_nn::VarBuilder;

use super::{
    super::{Normalization, Rgb},
    Epilogue, LANES, PICTURE_LANES, Size,
    convolution::Packed,
    depthwise::PackedDepthwise,
};

/// A convolution without padding, with PReLU where the weights have slopes. Takes and gives blocked tensors.
pub struct Conv(Packed);

impl Conv {
    /// Reads `weight` (out, in, side, side), `bias` and, where present, `prelu`.
    pub fn new(inputs: usize, outputs: usize, side: usize, stride: usize, vb: &VarBuilder<'_>) -> Result<Self> {
        let weight = vb.get((outputs, inputs, side, side), "weight")?;
        Self::from_weight(&weight, stride, vb)
    }

    /// A dense layer after a feature map (channels, side, side) that was flattened in the order (w, h, c), as the convolution that
    /// it is: `weight` is (out, side · side · channels).
    pub fn dense(channels: usize, side: usize, outputs: usize, vb: &VarBuilder<'_>) -> Result<Self> {
        let weight = vb.get((outputs, channels * side * side), "weight")?;
        let weight = weight.reshape((outputs, side, side, channels))?.permute((0, 3, 2, 1))?;
        Self::from_weight(&weight, 1, vb)
    }

    /// Several 1×1 layers on one input as one; the outputs lie one after the other. Weights are (out, in) or (out, in, 1, 1).
    pub fn heads(inputs: usize, layers: &[(usize, VarBuilder<'_>)]) -> Result<Self> {
        let (mut weight, mut bias) = (Vec::new(), Vec::new());
        for (outputs, vb) in layers {
            let dense = vb.get((*outputs, inputs), "weight");
            let values = dense.or_else(|_| vb.get((*outputs, inputs, 1, 1), "weight"))?;
            weight.extend(values.flatten_all()?.to_vec1::<f32>()?);
            bias.extend(vb.get(*outputs, "bias")?.to_vec1::<f32>()?);
        }
        let outputs = bias.len();
        bias.resize(outputs.next_multiple_of(LANES), 0.0);
        Ok(Self(Packed::new(&weight, [outputs, inputs, 1], 1, Epilogue { bias, slope: None })))
    }

    fn from_weight(weight: &Tensor, stride: usize, vb: &VarBuilder<'_>) -> Result<Self> {
        if !matches!(stride, 1 | 2) {
            return Err(Error::Msg(format!("a convolution with stride {stride} is not built")));
        }
        let (outputs, inputs, side, _) = weight.dims4()?;
        let epilogue = epilogue(outputs, vb)?;
        let values = weight.contiguous()?.flatten_all()?.to_vec1::<f32>()?;
        Ok(Self(Packed::new(&values, [outputs, inputs, side], stride, epilogue)))
    }

    /// Adds `residual`, of the output's shape, before the activation.
    pub fn forward_residual(&self, x: &Tensor, residual: &Tensor) -> Result<Tensor> {
        x.apply_op2_no_bwd(residual, self)
    }

    fn run(&self, x: &[f32], layout: &Layout, residual: Option<&[f32]>) -> Result<(CpuStorage, Shape)> {
        let (count, input) = images(layout, self.0.lanes())?;
        let Some(output) = self.0.output(input) else { return Err(misfit("convolution", layout)) };
        let mut y = vec![0.0; count * output.pixels() * LANES];
        if residual.is_some_and(|values| values.len() != y.len()) {
            return Err(misfit("residual of a convolution", layout));
        }
        let length = input.pixels() * self.0.lanes();
        for (index, y) in y.chunks_exact_mut(output.pixels() * LANES).enumerate() {
            let residual = residual.map(|values| &values[index * y.len()..][..y.len()]);
            self.0.run(&x[index * length..][..length], input, residual, y);
        }
        Ok((CpuStorage::F32(y), shape(count, output)))
    }
}

impl Module for Conv {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        x.apply_op1_no_bwd(self)
    }
}

impl CustomOp1 for Conv {
    fn name(&self) -> &'static str {
        "blocked-convolution"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        self.run(values(storage, layout)?, layout, None)
    }
}

impl CustomOp2 for Conv {
    fn name(&self) -> &'static str {
        "blocked-convolution-residual"
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

/// A depthwise convolution, with PReLU where the weights have slopes. Takes and gives blocked tensors.
pub struct Depthwise(PackedDepthwise);

impl Depthwise {
    /// Reads `weight` (channels, 1, side, side), `bias` and, where present, `prelu`; side 3 or 7. `padding` is before and after.
    pub fn new(channels: usize, side: usize, stride: usize, padding: [usize; 2], vb: &VarBuilder<'_>) -> Result<Self> {
        if !matches!(side, 3 | 7) {
            return Err(Error::Msg(format!("a depthwise window of {side} is not built")));
        }
        let weight = vb.get((channels, 1, side, side), "weight")?.flatten_all()?.to_vec1::<f32>()?;
        let epilogue = epilogue(channels, vb)?;
        Ok(Self(PackedDepthwise::new(&weight, [channels, side, stride], padding, epilogue)))
    }
}

impl Module for Depthwise {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        x.apply_op1_no_bwd(self)
    }
}

impl CustomOp1 for Depthwise {
    fn name(&self) -> &'static str {
        "blocked-depthwise"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = values(storage, layout)?;
        let (count, input) = images(layout, LANES)?;
        let Some(output) = self.0.output(input) else { return Err(misfit("depthwise convolution", layout)) };
        let mut y = vec![0.0; count * output.pixels() * LANES];
        let length = input.pixels() * LANES;
        for (x, y) in x.chunks_exact(length).zip(y.chunks_exact_mut(output.pixels() * LANES)) {
            self.0.run(x, input, y);
        }
        Ok((CpuStorage::F32(y), shape(count, output)))
    }
}

/// Max pooling of a blocked tensor with stride 2 whose last window may hang over the edge (Caffe's and PyTorch's `ceil_mode`).
pub fn max_pool(x: &Tensor, side: usize) -> Result<Tensor> {
    x.apply_op1_no_bwd(&MaxPool(side))
}

struct MaxPool(usize);

impl CustomOp1 for MaxPool {
    fn name(&self) -> &'static str {
        "blocked-max-pool"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (x, _) = values(storage, layout)?.as_chunks::<LANES>();
        let (count, input) = images(layout, LANES)?;
        let steps = |size: usize| size.saturating_sub(self.0).div_ceil(2) + 1;
        let output = Size { height: steps(input.height), width: steps(input.width), ..input };
        let mut y = Vec::with_capacity(count * output.pixels() * LANES);
        for plane in x.chunks_exact(input.height * input.width) {
            for row in 0..output.height {
                let rows = 2 * row..(2 * row + self.0).min(input.height);
                for column in 0..output.width {
                    let columns = 2 * column..(2 * column + self.0).min(input.width);
                    let mut best = [f32::NEG_INFINITY; LANES];
                    for row in rows.clone() {
                        for pixel in &plane[row * input.width..][columns.clone()] {
                            for lane in 0..LANES {
                                best[lane] = best[lane].max(pixel[lane]);
                            }
                        }
                    }
                    y.extend_from_slice(&best);
                }
            }
        }
        Ok((CpuStorage::F32(y), shape(count, output)))
    }
}

/// RGB bytes of images of one size → (n, 1, height + after, width + after, 4) of (x − mean) / scale, `after` rows and columns of zeros
/// below and to the right.
pub fn blocked(images: &[Rgb<'_>], [width, height, after]: [usize; 3], with: Normalization) -> Result<Tensor> {
    let (padded_width, padded_height) = (width + after, height + after);
    let mut values = Vec::with_capacity(images.len() * padded_width * padded_height * PICTURE_LANES);
    for image in images {
        for row in image.chunks_exact(3 * width) {
            for [r, g, b] in row.as_chunks::<3>().0 {
                let value = |byte: u8| (f32::from(byte) - with.mean) / with.scale;
                values.extend([value(*r), value(*g), value(*b), 0.0]);
            }
            values.resize(values.len() + after * PICTURE_LANES, 0.0);
        }
        values.resize(values.len() + after * padded_width * PICTURE_LANES, 0.0);
    }
    Tensor::from_vec(values, (images.len(), 1, padded_height, padded_width, PICTURE_LANES), &Device::Cpu)
}

/// A blocked tensor whose maps are `channels` × h × w → rows of values per image, in the order (h, w, channel).
pub fn unblocked(x: &Tensor, channels: usize) -> Result<Vec<Vec<f32>>> {
    let (count, _, height, width, _) = x.dims5()?;
    let rows = x.permute((0, 2, 3, 1, 4))?.flatten(3, 4)?.narrow(3, 0, channels)?;
    rows.reshape((count, height * width * channels))?.to_vec2()
}

fn epilogue(channels: usize, vb: &VarBuilder<'_>) -> Result<Epilogue> {
    let fill = |name: &str| -> Result<Vec<f32>> {
        let mut values = vb.get(channels, name)?.to_vec1::<f32>()?;
        values.resize(channels.next_multiple_of(LANES), 0.0);
        Ok(values)
    };
    let slope = if vb.contains_tensor("prelu") { Some(fill("prelu")?) } else { None };
    Ok(Epilogue { bias: fill("bias")?, slope })
}

fn values<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    match (storage, layout.contiguous_offsets()) {
        (CpuStorage::F32(values), Some((start, end))) => Ok(&values[start..end]),
        _ => Err(Error::Msg(format!("a blocked layer takes contiguous {:?}", DType::F32))),
    }
}

/// How many images of which size.
fn images(layout: &Layout, lanes: usize) -> Result<(usize, Size)> {
    match *layout.dims() {
        [count, blocks, height, width, last] if last == lanes => Ok((count, Size { blocks, height, width })),
        _ => Err(misfit("blocked layer", layout)),
    }
}

fn shape(count: usize, size: Size) -> Shape {
    Shape::from(vec![count, size.blocks, size.height, size.width, LANES])
}

fn misfit(what: &str, layout: &Layout) -> Error {
    Error::Msg(format!("{what}: {:?} does not fit", layout.dims()))
}
