//! Weights of a layer while scalings are folded into them.

use super::{
    graph::{Graph, Index},
    onnx::Node,
};
use crate::recognition::networks::plan::Layer;

/// The weights of a convolution or dense layer, in the order (out, in, row, column), and what is folded into each output.
pub struct Fold {
    weight: Vec<f32>,
    scale: Vec<f64>,
    bias: Vec<f64>,
    pub slopes: Option<Vec<f32>>,
}

impl Fold {
    /// The weights of an operator, if it is the layer.
    ///
    /// # Errors
    /// What differs.
    pub fn of(graph: &Graph<'_, '_>, index: Index, layer: &Layer) -> Result<Self, String> {
        let node = &graph.nodes[index];
        let name = node.inputs.get(1).copied().unwrap_or_default();
        let tensor = graph.constant(name).ok_or("its weights are not stored in the file")?;
        let open = |outputs: usize| layer.outputs == 0 && (1..=4096).contains(&outputs) || layer.outputs == outputs;
        let taps = layer.side * layer.side;
        let per_output = layer.inputs / layer.groups * taps;
        let differs = || format!("its weights are {:?}", tensor.dims);
        let (outputs, weight) = if node.kind == "Conv" {
            conv_attributes(node, layer)?;
            match tensor.dims[..] {
                [outputs, inputs, height, width]
                    if open(outputs)
                        && [inputs * layer.groups, height, width] == [layer.inputs, layer.side, layer.side] =>
                {
                    (outputs, tensor.floats()?)
                }
                _ => return Err(differs()),
            }
        } else {
            if layer.padding > 0 || layer.stride > 1 || layer.groups > 1 {
                return Err("a dense layer stands where a convolution should".to_owned());
            }
            let plain = [("alpha", 1.0), ("beta", 1.0)].iter().all(|(name, one)| node.float(name, 1.0) == Some(*one));
            if !plain || node.int("transA", 0) != Some(0) {
                return Err("it scales or turns its input".to_owned());
            }
            let turned = node.int("transB", 0) == Some(1);
            match (turned, &tensor.dims[..]) {
                (true, [outputs, inputs]) if open(*outputs) && *inputs == per_output => (*outputs, tensor.floats()?),
                (false, [inputs, outputs]) if open(*outputs) && *inputs == per_output => {
                    let values = tensor.floats()?;
                    let turn = |at: usize| values[at % inputs * outputs + at / inputs];
                    (*outputs, (0..values.len()).map(turn).collect())
                }
                _ => return Err(differs()),
            }
        };
        let bias = match node.inputs.get(2).filter(|name| !name.is_empty()) {
            None => vec![0.0; outputs],
            Some(name) => {
                let bias = graph.constant(name).ok_or("its bias is not stored in the file")?.floats()?;
                spread(&bias, outputs).ok_or_else(|| format!("its bias has {} values", bias.len()))?
            }
        };
        Ok(Self { weight, scale: vec![1.0; outputs], bias, slopes: None })
    }

    /// Output channels.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Folds x · scale + shift of the inputs, given per channel or per value.
    ///
    /// # Errors
    /// Where their number fits neither.
    pub fn before(&mut self, [scale, shift]: &[Vec<f64>; 2]) -> Result<(), String> {
        let per_output = self.weight.len() / self.outputs().max(1);
        if scale.is_empty() || !per_output.is_multiple_of(scale.len()) {
            return Err(format!("a batch norm of {} channels stands before it", scale.len()));
        }
        let each = per_output / scale.len();
        for (row, bias) in self.weight.chunks_exact_mut(per_output).zip(&mut self.bias) {
            for (index, value) in row.iter_mut().enumerate() {
                *bias += f64::from(*value) * shift[index / each];
                *value = (f64::from(*value) * scale[index / each]) as f32;
            }
        }
        Ok(())
    }

    /// Folds y · scale + shift of the outputs.
    pub fn after(&mut self, [scale, shift]: &[Vec<f64>; 2]) {
        for index in 0..self.outputs() {
            self.scale[index] *= scale[index];
            self.bias[index] = self.bias[index] * scale[index] + shift[index];
        }
    }

    /// Weights and bias.
    pub fn finish(mut self) -> (Vec<f32>, Vec<f32>) {
        let per_output = self.weight.len() / self.outputs().max(1);
        for (row, scale) in self.weight.chunks_exact_mut(per_output.max(1)).zip(&self.scale) {
            row.iter_mut().for_each(|value| *value = (f64::from(*value) * scale) as f32);
        }
        (self.weight, self.bias.into_iter().map(|value| value as f32).collect())
    }
}

fn conv_attributes(node: &Node<'_>, layer: &Layer) -> Result<(), String> {
    let all = |name: &str, wanted: usize, absent: usize| match node.ints(name) {
        None => wanted == absent,
        Some(values) => values.iter().all(|value| usize::try_from(*value) == Ok(wanted)),
    };
    for (name, wanted, absent) in [("strides", layer.stride, 1), ("pads", layer.padding, 0), ("dilations", 1, 1)] {
        if !all(name, wanted, absent) {
            return Err(format!("its {name} are {:?}", node.ints(name).unwrap_or_default()));
        }
    }
    if !matches!(node.text("auto_pad"), None | Some(b"NOTSET")) {
        return Err("its padding is automatic".to_owned());
    }
    match node.int("group", 1) {
        Some(groups) if usize::try_from(groups) == Ok(layer.groups) => Ok(()),
        groups => Err(format!("it has {} groups", groups.unwrap_or_default())),
    }
}

/// One value for all, or one each.
fn spread(values: &[f32], count: usize) -> Option<Vec<f64>> {
    match values {
        [one] => Some(vec![f64::from(*one); count]),
        each if each.len() == count => Some(each.iter().map(|value| f64::from(*value)).collect()),
        _ => None,
    }
}

/// A batch norm as x · scale + shift; its number of channels is `channels`, or a multiple where the maps were flattened before.
///
/// # Errors
/// What is wrong with it.
pub fn batch_norm(graph: &Graph<'_, '_>, index: Index, channels: usize) -> Result<[Vec<f64>; 2], String> {
    let node = &graph.nodes[index];
    let read = |at: usize| -> Result<Vec<f32>, String> {
        let name = node.inputs.get(at).copied().unwrap_or_default();
        graph.constant(name).ok_or("its values are not stored in the file")?.floats()
    };
    let (gamma, beta, mean, variance) = (read(1)?, read(2)?, read(3)?, read(4)?);
    let count = gamma.len();
    if count == 0
        || channels == 0
        || !count.is_multiple_of(channels)
        || [&beta, &mean, &variance].iter().any(|v| v.len() != count)
    {
        return Err(format!("it has {count} channels"));
    }
    let epsilon = f64::from(node.float("epsilon", 1e-5).unwrap_or(f32::NAN));
    let mut found = [Vec::with_capacity(count), Vec::with_capacity(count)];
    for index in 0..count {
        let scale = f64::from(gamma[index]) / (f64::from(variance[index]) + epsilon).sqrt();
        if !scale.is_finite() {
            return Err("it holds a variance that is none".to_owned());
        }
        found[0].push(scale);
        found[1].push(f64::from(beta[index]) - f64::from(mean[index]) * scale);
    }
    Ok(found)
}

/// What an operator does to a value, where it only scales and shifts each channel.
pub fn affine_of(graph: &Graph<'_, '_>, index: Index, value: &str, channels: usize) -> Option<[Vec<f64>; 2]> {
    let node = &graph.nodes[index];
    if node.kind == "BatchNormalization" {
        return batch_norm(graph, index, channels).ok().filter(|[scale, _]| scale.len() == channels);
    }
    let [a, b] = node.inputs[..] else { return None };
    let (first, other) = if graph.root(a) == value { (true, b) } else { (false, a) };
    let tensor = graph.constant(other)?;
    // Per channel only where it lies on the axis of channels: (c, 1, 1), (1, c, 1, 1); a vector behind a dense layer is one.
    let sizes: Vec<usize> = tensor.dims.iter().copied().filter(|size| *size != 1).collect();
    let last = tensor.dims.len() == 4 && tensor.dims[1] == 1 || tensor.dims.len() == 3 && tensor.dims[0] == 1;
    if sizes.len() > 1 || (sizes.len() == 1 && last) {
        return None;
    }
    let constant = spread(&tensor.floats().ok()?, channels)?;
    let (zeros, ones) = (vec![0.0; channels], vec![1.0; channels]);
    match (node.kind, first) {
        ("Add", _) => Some([ones, constant]),
        ("Sub", true) => Some([ones, constant.into_iter().map(|value| -value).collect()]),
        ("Mul", _) => Some([constant, zeros]),
        ("Div", true) if constant.iter().all(|value| *value != 0.0) => {
            Some([constant.into_iter().map(|value| 1.0 / value).collect(), zeros])
        }
        _ => None,
    }
}

/// Slopes of an activation below zero.
pub enum Slopes {
    /// ReLU.
    Zero,
    Each(Vec<f32>),
}

impl Slopes {
    /// `None` for what is no such activation.
    pub fn of(graph: &Graph<'_, '_>, index: Index, channels: usize) -> Option<Self> {
        let node = &graph.nodes[index];
        match node.kind {
            "Relu" => Some(Self::Zero),
            "LeakyRelu" => Some(Self::Each(vec![node.float("alpha", 0.01)?; channels])),
            "PRelu" => {
                let values = graph.constant(node.inputs.get(1)?)?.floats().ok()?;
                let each = spread(&values, channels)?;
                Some(Self::Each(each.into_iter().map(|value| value as f32).collect()))
            }
            _ => None,
        }
    }
}
