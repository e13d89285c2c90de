//! Runs a plan on the kernels.

use candle_core::{Error, Module, Result, Tensor};
use candle_nn::VarBuilder;

use super::{
    Normalization, Rgb,
    kernels::{Conv, Depthwise, Pool, add_extended, blocked, mean, pool, unblocked, upsample},
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
        let mut reads = self.reads.clone();
        let mut values: Vec<Option<Tensor>> = vec![None; self.plan.steps.len() + 1];
        values[Plan::PICTURE] = Some(blocked(images, [width, height, 0], self.normalization)?);
        for (index, (step, loaded)) in self.plan.steps.iter().zip(&self.loaded).enumerate() {
            // A value that nobody reads any more is let go.
            let mut take = |value: usize| {
                reads[value] -= 1;
                let held = if reads[value] == 0 { values[value].take() } else { values[value].clone() };
                held.ok_or_else(|| Error::Msg(format!("value {value} is not there")))
            };
            let made = match (step, loaded) {
                (Step::Convolution(layer), Loaded::Convolution(conv)) => {
                    let x = take(layer.from)?;
                    match layer.residual {
                        Some(residual) => conv.forward_residual(&x, &take(residual)?)?,
                        None => conv.forward(&x)?,
                    }
                }
                (Step::Convolution(layer), Loaded::Depthwise(depthwise)) => depthwise.forward(&take(layer.from)?)?,
                (Step::MaxPool { from, window }, _) => pool(&take(*from)?, window_of(*window, false))?,
                (Step::AveragePool { from, window }, _) => pool(&take(*from)?, window_of(*window, true))?,
                (Step::Mean { from }, _) => mean(&take(*from)?)?,
                (Step::Upsample { from }, _) => upsample(&take(*from)?)?,
                (Step::Add { a, b }, _) => (take(*a)? + take(*b)?)?,
                (Step::AddExtended { a, b }, _) => add_extended(&take(*a)?, &take(*b)?)?,
                (Step::Convolution(layer), Loaded::Nothing) => {
                    return Err(Error::Msg(format!("layer {} is not loaded", layer.name)));
                }
            };
            values[index + 1] = Some(made);
        }
        let read = |output: &super::plan::Output| {
            let value = values[output.value].as_ref();
            let value = value.ok_or_else(|| Error::Msg(format!("output {} is not there", output.name)))?;
            let (_, _, height, width, _) = value.dims5()?;
            let rows = unblocked(value, output.channels)?;
            Ok(rows.into_iter().map(|values| Map { height, width, values }).collect())
        };
        self.plan.outputs.iter().map(read).collect()
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
