//! The kernels as candle operations and layers.

use candle_core::{Error, Module, Result, Tensor};
use candle_nn::VarBuilder;

use super::{
    super::plan::{Activation, Layer},
    Epilogue, LANES, Size,
    chain::Chain,
    convolution::Packed,
    depthwise::PackedDepthwise,
    maps::Frame,
    operation::{Blocked, On},
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

    /// The direct sum alone, where it is that.
    fn packed(self) -> Option<Packed> {
        match self.0 {
            Form::Direct { mut parts, frame } if frame.is_empty() && parts.len() == 1 => parts.pop(),
            _ => None,
        }
    }

    fn from_weight(weight: &Tensor, stride: usize, vb: &VarBuilder<'_>) -> Result<Self> {
        check_stride(stride)?;
        let (outputs, inputs, side, _) = weight.dims4()?;
        let epilogue = epilogue(outputs, vb)?;
        let values = weight.contiguous()?.flatten_all()?.to_vec1::<f32>()?;
        Ok(Self::bare(Packed::new(&values, [outputs, inputs, side], stride, epilogue)))
    }

    /// Adds `residual`, of the output's shape, before the activation. One image is spread over so many cores.
    pub fn forward_on(&self, x: &Tensor, residual: Option<&Tensor>, cores: usize) -> Result<Tensor> {
        On { layer: self, cores }.apply(x, residual)
    }
}

impl Module for Conv {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        self.forward_on(x, None, 1)
    }
}

impl Blocked for Conv {
    fn lanes(&self) -> usize {
        match &self.0 {
            Form::Direct { parts, .. } => parts.first().map_or(LANES, Packed::lanes),
            Form::Winograd(_) => LANES,
        }
    }

    fn output(&self, input: Size) -> Option<Size> {
        match &self.0 {
            Form::Winograd(conv) => conv.output(input),
            Form::Direct { parts, frame } => match &parts[..] {
                [packed] => packed.output(frame.size(input)),
                parts => {
                    // A part of several sees one block.
                    let output = parts.first()?.output(Size { blocks: 1, ..frame.size(input) })?;
                    (input.blocks == parts.len()).then_some(Size { blocks: parts.len(), ..output })
                }
            },
        }
    }

    fn run(&self, x: &[f32], input: Size, residual: Option<&[f32]>, y: &mut [f32], cores: usize) {
        let (parts, frame) = match &self.0 {
            Form::Direct { parts, frame } => (parts, frame),
            Form::Winograd(conv) => return conv.run(x, input, residual, y, cores),
        };
        let lanes = self.lanes();
        let (size, length) = (frame.size(input), input.pixels() * lanes);
        let mut framed = Vec::new();
        let x = if frame.is_empty() {
            x
        } else {
            framed.resize(x.len() / length * size.pixels() * lanes, 0.0);
            for (x, framed) in x.chunks_exact(length).zip(framed.chunks_exact_mut(size.pixels() * lanes)) {
                frame.fill(x, input, lanes, framed);
            }
            &framed
        };
        if let [packed] = &parts[..] {
            return packed.run(x, size, residual, y, cores);
        }
        // Of each image, each block goes through a part of its own.
        let one = Size { blocks: 1, ..size };
        let Some(output) = parts.first().and_then(|part| part.output(one)) else { return };
        let planes = x.chunks_exact(one.pixels() * lanes).zip(y.chunks_exact_mut(output.pixels() * LANES));
        for (index, (x, y)) in planes.enumerate() {
            let residual = residual.map(|values| &values[index * y.len()..][..y.len()]);
            parts[index % parts.len()].run(x, one, residual, y, 1);
        }
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

    /// One image is spread over so many cores.
    pub fn forward_on(&self, x: &Tensor, cores: usize) -> Result<Tensor> {
        On { layer: self, cores }.apply(x, None)
    }
}

impl Blocked for Depthwise {
    fn lanes(&self) -> usize {
        LANES
    }

    fn output(&self, input: Size) -> Option<Size> {
        self.0.output(input)
    }

    fn run(&self, x: &[f32], input: Size, _: Option<&[f32]>, y: &mut [f32], cores: usize) {
        let Some(output) = self.0.output(input) else { return };
        for (x, y) in x.chunks_exact(input.pixels() * LANES).zip(y.chunks_exact_mut(output.pixels() * LANES)) {
            self.0.run(x, input, y, cores);
        }
    }
}

/// A convolution, a depthwise one and a 1×1 convolution without activation. Takes and gives blocked tensors.
pub struct Bottleneck(Chain);

impl Bottleneck {
    /// Of layers that follow one another; the depthwise window is 3×3.
    pub fn new(first: Conv, depthwise: Depthwise, last: Conv) -> Result<Self> {
        let chain = match (first.packed(), last.packed()) {
            (Some(first), Some(last)) => Chain::new(first, depthwise.0, last),
            _ => None,
        };
        chain.map(Self).ok_or_else(|| Error::Msg("three layers that do not follow one another".to_owned()))
    }

    /// Adds `residual`, of the output's shape. One image is spread over so many cores.
    pub fn forward_on(&self, x: &Tensor, residual: Option<&Tensor>, cores: usize) -> Result<Tensor> {
        On { layer: self, cores }.apply(x, residual)
    }
}

impl Blocked for Bottleneck {
    fn lanes(&self) -> usize {
        self.0.lanes()
    }

    fn output(&self, input: Size) -> Option<Size> {
        self.0.output(input)
    }

    fn run(&self, x: &[f32], input: Size, residual: Option<&[f32]>, y: &mut [f32], cores: usize) {
        let Some(output) = self.0.output(input) else { return };
        let (from, to) = (input.pixels() * self.lanes(), output.pixels() * LANES);
        for (index, (x, y)) in x.chunks_exact(from).zip(y.chunks_exact_mut(to)).enumerate() {
            self.0.run(x, input, residual.map(|values| &values[index * to..][..to]), y, cores);
        }
    }
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
