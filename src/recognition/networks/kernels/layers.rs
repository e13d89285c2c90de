//! The kernels as candle operations and layers.

use candle_core::{CpuStorage, CustomOp1, CustomOp2, DType, Device, Error, Layout, Module, Result, Shape, Tensor};
use candle_nn::VarBuilder;

use super::{
    super::{
        Normalization, Rgb,
        plan::{Activation, Layer},
    },
    Epilogue, LANES, PICTURE_LANES, Size,
    convolution::Packed,
    depthwise::PackedDepthwise,
    maps::Frame,
    winograd::Winograd,
};

/// A convolution, with PReLU where the weights have slopes. Takes and gives blocked tensors.
pub struct Conv(Form);

/// How it is computed; hangs on the layer alone, so that a template does not hang on the machine.
enum Form {
    Direct {
        /// One, or one for each block of sixteen channels where groups lie within them.
        parts: Vec<Packed>,
        frame: Frame,
    },
    Winograd(Winograd),
}

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
        Ok(Self::bare(Packed::new(&weight, [outputs, inputs, 1], 1, Epilogue { bias, slope: None })))
    }

    /// The layer of a plan, unless it is a depthwise one. Groups must lie within blocks of sixteen channels.
    pub fn of(layer: &Layer, vb: &VarBuilder<'_>) -> Result<Self> {
        let Layer { inputs, outputs, side, stride, groups, .. } = *layer;
        check_stride(stride)?;
        let weight = vb.get((outputs, inputs / groups, side, side), "weight")?.flatten_all()?.to_vec1::<f32>()?;
        let whole = epilogue_of(layer, vb)?;
        let affine = match layer.affine {
            true => Some([filled(inputs, "scale", vb)?, filled(inputs, "shift", vb)?]),
            false => None,
        };
        if (groups, side, stride, layer.plain) == (1, 3, 1, false)
            && let Some(makes) = Winograd::pays(inputs, outputs)
        {
            let conv = Winograd::new(&weight, [outputs, inputs, makes], layer.padding, affine, whole);
            return Ok(Self(Form::Winograd(conv)));
        }
        let frame = Frame { padding: layer.padding, affine };
        if groups == 1 {
            let parts = vec![Packed::new(&weight, [outputs, inputs, side], stride, whole)];
            return Ok(Self(Form::Direct { parts, frame }));
        }
        let each = inputs / groups;
        if inputs != outputs || inputs % LANES != 0 || !LANES.is_multiple_of(each) {
            return Err(Error::Msg(format!("{inputs} channels in {groups} groups are not built")));
        }
        let taps = side * side;
        let part = |block: usize| {
            // Each block of sixteen channels as a convolution of its own, with zeros between its groups.
            let mut own = vec![0.0; LANES * LANES * taps];
            for out in 0..LANES {
                let row = &weight[(block * LANES + out) * each * taps..][..each * taps];
                let at = (out * LANES + out / each * each) * taps;
                own[at..at + row.len()].copy_from_slice(row);
            }
            let cut = |values: &Vec<f32>| values[block * LANES..][..LANES].to_vec();
            let epilogue = Epilogue { bias: cut(&whole.bias), slope: whole.slope.as_ref().map(cut) };
            Packed::new(&own, [LANES, LANES, side], stride, epilogue)
        };
        Ok(Self(Form::Direct { parts: (0..inputs / LANES).map(part).collect(), frame }))
    }

    fn bare(packed: Packed) -> Self {
        Self(Form::Direct { parts: vec![packed], frame: Frame { padding: 0, affine: None } })
    }

    fn from_weight(weight: &Tensor, stride: usize, vb: &VarBuilder<'_>) -> Result<Self> {
        check_stride(stride)?;
        let (outputs, inputs, side, _) = weight.dims4()?;
        let epilogue = epilogue(outputs, vb)?;
        let values = weight.contiguous()?.flatten_all()?.to_vec1::<f32>()?;
        Ok(Self::bare(Packed::new(&values, [outputs, inputs, side], stride, epilogue)))
    }

    /// Adds `residual`, of the output's shape, before the activation.
    pub fn forward_residual(&self, x: &Tensor, residual: &Tensor) -> Result<Tensor> {
        x.apply_op2_no_bwd(residual, self)
    }

    fn run(&self, x: &[f32], layout: &Layout, residual: Option<&[f32]>) -> Result<(CpuStorage, Shape)> {
        let (parts, frame) = match &self.0 {
            Form::Direct { parts, frame } => (parts, frame),
            Form::Winograd(conv) => {
                let (count, input) = images(layout, LANES)?;
                let Some(output) = conv.output(input) else { return Err(misfit("convolution", layout)) };
                let mut y = vec![0.0; count * output.pixels() * LANES];
                if residual.is_some_and(|values| values.len() != y.len()) {
                    return Err(misfit("residual of a convolution", layout));
                }
                conv.run(x, input, residual, &mut y);
                return Ok((CpuStorage::F32(y), shape(count, output)));
            }
        };
        let Some(first) = parts.first() else { return Err(misfit("convolution", layout)) };
        let lanes = first.lanes();
        let (count, input) = images(layout, lanes)?;
        let framed = frame.size(input);
        // A part of several sees one block.
        let split = |size: Size| if parts.len() > 1 { Size { blocks: 1, ..size } } else { size };
        if parts.len() > 1 && input.blocks != parts.len() {
            return Err(misfit("convolution", layout));
        }
        let Some(output) = first.output(split(framed)) else { return Err(misfit("convolution", layout)) };
        let whole = Size { blocks: output.blocks * parts.len(), ..output };
        let mut y = vec![0.0; count * whole.pixels() * LANES];
        if residual.is_some_and(|values| values.len() != y.len()) {
            return Err(misfit("residual of a convolution", layout));
        }
        let length = input.pixels() * lanes;
        let length_framed = framed.pixels() * lanes;
        if let [packed] = &parts[..] {
            if frame.is_empty() {
                packed.run(x, input, residual, &mut y);
            } else {
                let mut scratch = vec![0.0; count * length_framed];
                for (x, framed) in x.chunks_exact(length).zip(scratch.chunks_exact_mut(length_framed)) {
                    frame.fill(x, input, lanes, framed);
                }
                packed.run(&scratch, framed, residual, &mut y);
            }
            return Ok((CpuStorage::F32(y), shape(count, whole)));
        }
        let mut scratch = if frame.is_empty() { Vec::new() } else { vec![0.0; length_framed] };
        let (from, to) = (split(framed).pixels() * lanes, output.pixels() * LANES);
        for (index, y) in y.chunks_exact_mut(whole.pixels() * LANES).enumerate() {
            let residual = residual.map(|values| &values[index * y.len()..][..y.len()]);
            let mut x = &x[index * length..][..length];
            if !frame.is_empty() {
                frame.fill(x, input, lanes, &mut scratch);
                x = &scratch;
            }
            for (part, packed) in parts.iter().enumerate() {
                let residual = residual.map(|values| &values[part * to..][..to]);
                packed.run(&x[part * from..][..from], split(framed), residual, &mut y[part * to..][..to]);
            }
        }
        Ok((CpuStorage::F32(y), shape(count, whole)))
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

    /// The depthwise layer of a plan.
    pub fn of(layer: &Layer, vb: &VarBuilder<'_>) -> Result<Self> {
        let Layer { inputs, side, stride, padding, .. } = *layer;
        if !matches!(side, 3 | 7) || layer.affine || layer.residual.is_some() {
            return Err(Error::Msg(format!("{}: such a depthwise layer is not built", layer.name)));
        }
        check_stride(stride)?;
        let weight = vb.get((inputs, 1, side, side), "weight")?.flatten_all()?.to_vec1::<f32>()?;
        let epilogue = epilogue_of(layer, vb)?;
        Ok(Self(PackedDepthwise::new(&weight, [inputs, side, stride], [padding; 2], epilogue)))
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

/// RGB bytes of images of one size → (n, 1, height + after, width + after, 4) of (x − mean) / scale, `after` rows and columns of zeros
/// below and to the right.
pub fn blocked(images: &[Rgb<'_>], [width, height, after]: [usize; 3], with: Normalization) -> Result<Tensor> {
    let (padded_width, padded_height) = (width + after, height + after);
    let mut values = Vec::with_capacity(images.len() * padded_width * padded_height * PICTURE_LANES);
    for image in images {
        for row in image.chunks_exact(3 * width) {
            for [r, g, b] in row.as_chunks::<3>().0 {
                let value = |byte: u8, channel: usize| (f32::from(byte) - with.mean[channel]) / with.scale;
                values.extend([value(*r, 0), value(*g, 1), value(*b, 2), 0.0]);
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
    let slope = if vb.contains_tensor("prelu") { Some(filled(channels, "prelu", vb)?) } else { None };
    Ok(Epilogue { bias: filled(channels, "bias", vb)?, slope })
}

fn epilogue_of(layer: &Layer, vb: &VarBuilder<'_>) -> Result<Epilogue> {
    let slope = match layer.activation {
        Activation::None => None,
        // ReLU is PReLU with slopes of zero.
        Activation::Relu => Some(vec![0.0; layer.outputs.next_multiple_of(LANES)]),
        Activation::Prelu => Some(filled(layer.outputs, "prelu", vb)?),
    };
    Ok(Epilogue { bias: filled(layer.outputs, "bias", vb)?, slope })
}

/// One value per channel, filled up to whole blocks with zeros.
fn filled(channels: usize, name: &str, vb: &VarBuilder<'_>) -> Result<Vec<f32>> {
    let mut values = vb.get(channels, name)?.to_vec1::<f32>()?;
    values.resize(channels.next_multiple_of(LANES), 0.0);
    Ok(values)
}

fn check_stride(stride: usize) -> Result<()> {
    match stride {
        1 | 2 => Ok(()),
        _ => Err(Error::Msg(format!("a convolution with stride {stride} is not built"))),
    }
}

pub(super) fn values<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    match (storage, layout.contiguous_offsets()) {
        (CpuStorage::F32(values), Some((start, end))) => Ok(&values[start..end]),
        _ => Err(Error::Msg(format!("a blocked layer takes contiguous {:?}", DType::F32))),
    }
}

/// How many images of which size.
pub(super) fn images(layout: &Layout, lanes: usize) -> Result<(usize, Size)> {
    match *layout.dims() {
        [count, blocks, height, width, last] if last == lanes => Ok((count, Size { blocks, height, width })),
        _ => Err(misfit("blocked layer", layout)),
    }
}

pub(super) fn shape(count: usize, size: Size) -> Shape {
    Shape::from(vec![count, size.blocks, size.height, size.width, LANES])
}

pub(super) fn misfit(what: &str, layout: &Layout) -> Error {
    Error::Msg(format!("{what}: {:?} does not fit", layout.dims()))
}
