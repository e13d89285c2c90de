//! Runs a plan on the kernels.

use candle_core::{Error, Result, Tensor};
use candle_nn::VarBuilder;

use super::{
    Normalization, Rgb,
    kernels::{Conv, Depthwise, Pool, add_extended, blocked, give, mean, pool, unblocked, upsample},
    plan::{Layer, Plan, Step, Window},
};

enum Loaded {
    Convolution(Conv),
    Depthwise(Depthwise),
    /// The step says all there is.
    Nothing,
}

/// A network, ready to run.
pub struct Network {
    plan: Plan,
    loaded: Vec<Loaded>,
    /// How often each value is read.
    reads: Vec<usize>,
    normalization: Normalization,
}

/// What one output holds for one image.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    pub height: usize,
    pub width: usize,
    /// In the order (row, column, channel).
    pub values: Vec<f32>,
}

impl Network {
    /// Reads the tensors of every layer.
    pub fn new(plan: Plan, vb: &VarBuilder<'_>, normalization: Normalization) -> Result<Self> {
        let load = |step: &Step| -> Result<Loaded> {
            let Step::Convolution(layer) = step else { return Ok(Loaded::Nothing) };
            let vb = vb.pp(&layer.name);
            if is_depthwise(layer) {
                Ok(Loaded::Depthwise(Depthwise::of(layer, &vb)?))
            } else {
                Ok(Loaded::Convolution(Conv::of(layer, &vb)?))
            }
        };
        let loaded = plan.steps.iter().map(load).collect::<Result<_>>()?;
        let mut reads = vec![0; plan.steps.len() + 1];
        plan.steps.iter().flat_map(Step::reads).for_each(|value| reads[value] += 1);
        plan.outputs.iter().for_each(|output| reads[output.value] += 1);
        Ok(Self { plan, loaded, reads, normalization })
    }

    /// The outputs in the plan's order, each for every image; all images are `width` × `height`.
    pub fn forward(&self, images: &[Rgb<'_>], width: usize, height: usize) -> Result<Vec<Vec<Map>>> {
        self.forward_on(images, width, height, 1)
    }

    /// The same; one image alone is spread over so many cores.
    pub fn forward_on(&self, images: &[Rgb<'_>], width: usize, height: usize, cores: usize) -> Result<Vec<Vec<Map>>> {
        let mut reads = self.reads.clone();
        let mut values: Vec<Option<Tensor>> = vec![None; self.plan.steps.len() + 1];
        values[Plan::PICTURE] = Some(blocked(images, [width, height, 0], self.normalization)?);
        for (index, (step, loaded)) in self.plan.steps.iter().zip(&self.loaded).enumerate() {
            values[index + 1] = Some(made(step, loaded, &values, cores)?);
            // A value that nobody reads any more is let go.
            for value in step.reads() {
                reads[value] -= 1;
                if reads[value] == 0 {
                    values[value].take().as_ref().map_or(Ok(()), give)?;
                }
            }
        }
        let read = |output: &super::plan::Output| {
            let value = held(&values, output.value)?;
            let (_, _, height, width, _) = value.dims5()?;
            let rows = unblocked(value, output.channels)?;
            Ok(rows.into_iter().map(|values| Map { height, width, values }).collect())
        };
        self.plan.outputs.iter().map(read).collect()
    }
}

fn held(values: &[Option<Tensor>], value: usize) -> Result<&Tensor> {
    values[value].as_ref().ok_or_else(|| Error::Msg(format!("value {value} is not there")))
}

/// What a step makes.
fn made(step: &Step, loaded: &Loaded, values: &[Option<Tensor>], cores: usize) -> Result<Tensor> {
    let at = |value: usize| held(values, value);
    match (step, loaded) {
        (Step::Convolution(layer), Loaded::Convolution(conv)) => {
            let residual = layer.residual.map(at).transpose()?;
            conv.forward_on(at(layer.from)?, residual, cores)
        }
        (Step::Convolution(layer), Loaded::Depthwise(depthwise)) => depthwise.forward_on(at(layer.from)?, cores),
        (Step::MaxPool { from, window }, _) => pool(at(*from)?, window_of(*window, false)),
        (Step::AveragePool { from, window }, _) => pool(at(*from)?, window_of(*window, true)),
        (Step::Mean { from }, _) => mean(at(*from)?),
        (Step::Upsample { from }, _) => upsample(at(*from)?),
        (Step::Add { a, b }, _) => at(*a)? + at(*b)?,
        (Step::AddExtended { a, b }, _) => add_extended(at(*a)?, at(*b)?),
        (Step::Convolution(layer), Loaded::Nothing) => Err(Error::Msg(format!("layer {} is not loaded", layer.name))),
    }
}

/// Each channel has a window of its own (one channel to one is such a layer, too).
pub fn is_depthwise(layer: &Layer) -> bool {
    layer.groups == layer.inputs && layer.groups == layer.outputs
}

fn window_of(window: Window, average: bool) -> Pool {
    let Window { side, stride, padding, ceil } = window;
    Pool { side, stride, padding, ceil, average }
}
