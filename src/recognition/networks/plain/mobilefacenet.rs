//! MobileFaceNet.
//!
//! S. Chen, Y. Liu, X. Gao, Z. Han: MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile
//! Devices. CCBR 2018, arXiv:1804.07573. As MobileFaceNet_TF builds it: stage 2 follows a linear 1×1 layer, batch norms are folded into
//! the convolutions, and stride 2 pads below and to the right only, as TensorFlow's SAME does.

use super::super::mobilefacenet::STAGES;
use candle_core::{Module, Result, Tensor};
use candle_nn::{Conv2d, Conv2dConfig, PReLU, VarBuilder};

/// How a layer pads.
#[derive(Clone, Copy, PartialEq)]
enum Padding {
    /// TensorFlow's SAME for a 3×3 window: one all round at stride 1, one below and right at stride 2.
    Same,
    Valid,
}

struct Layer {
    conv: Conv2d,
    activation: Option<PReLU>,
    pad_after: bool,
}

struct Shape {
    inputs: usize,
    outputs: usize,
    side: usize,
    stride: usize,
    groups: usize,
    padding: Padding,
    activated: bool,
}

impl Layer {
    fn new(shape: Shape, vb: VarBuilder<'_>) -> Result<Self> {
        let Shape { inputs, outputs, side, stride, groups, padding, activated } = shape;
        let config = Conv2dConfig {
            padding: usize::from(padding == Padding::Same && stride == 1),
            stride,
            groups,
            ..Conv2dConfig::default()
        };
        let conv = candle_nn::conv2d(inputs, outputs, side, config, vb.clone())?;
        let activation = if activated { Some(PReLU::new(vb.get(outputs, "prelu")?, false)) } else { None };
        Ok(Self { conv, activation, pad_after: padding == Padding::Same && stride == 2 })
    }

    fn pointwise(inputs: usize, outputs: usize, activated: bool, vb: VarBuilder<'_>) -> Result<Self> {
        Self::new(Shape { inputs, outputs, side: 1, stride: 1, groups: 1, padding: Padding::Valid, activated }, vb)
    }

    fn depthwise(channels: usize, stride: usize, vb: VarBuilder<'_>) -> Result<Self> {
        let padding = Padding::Same;
        Self::new(
            Shape { inputs: channels, outputs: channels, side: 3, stride, groups: channels, padding, activated: true },
            vb,
        )
    }
}

impl Module for Layer {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let y = if self.pad_after {
            self.conv.forward(&x.pad_with_zeros(2, 0, 1)?.pad_with_zeros(3, 0, 1)?)?
        } else {
            self.conv.forward(x)?
        };
        match &self.activation {
            Some(activation) => activation.forward(&y),
            None => Ok(y),
        }
    }
}

/// Inverted residual: expand 1×1, depthwise 3×3, project 1×1 without activation; added to its input where shapes agree.
struct Block {
    expand: Layer,
    depthwise: Layer,
    project: Layer,
    residual: bool,
}

impl Module for Block {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let y = self.project.forward(&self.depthwise.forward(&self.expand.forward(x)?)?)?;
        if self.residual { y + x } else { Ok(y) }
    }
}

/// (n, 3, 112, 112) of (x − 127.5) / 128 → (n, 192), not normalized.
pub struct MobileFaceNet {
    layers: Vec<Box<dyn Module + Send + Sync>>,
}

impl MobileFaceNet {
    /// Reads the weights under the names that `models/convert` gives them.
    pub fn new(values: usize, vb: VarBuilder<'_>) -> Result<Self> {
        let mut layers: Vec<Box<dyn Module + Send + Sync>> = Vec::new();
        let first =
            Shape { inputs: 3, outputs: 64, side: 3, stride: 2, groups: 1, padding: Padding::Same, activated: true };
        layers.push(Box::new(Layer::new(first, vb.pp("conv1"))?));
        layers.push(Box::new(Layer::depthwise(64, 1, vb.pp("depthwise1"))?));
        layers.push(Box::new(Layer::pointwise(64, 64, false, vb.pp("linear1"))?));
        let mut channels = 64;
        for (stage, blocks, expanded, outputs, first_stride) in STAGES {
            for index in 0..blocks {
                let stride = if index == 0 { first_stride } else { 1 };
                let vb = vb.pp(format!("stage{stage}")).pp(index);
                layers.push(Box::new(Block {
                    expand: Layer::pointwise(channels, expanded, true, vb.pp("expand"))?,
                    depthwise: Layer::depthwise(expanded, stride, vb.pp("depthwise"))?,
                    project: Layer::pointwise(expanded, outputs, false, vb.pp("project"))?,
                    residual: stride == 1 && channels == outputs,
                }));
                channels = outputs;
            }
        }
        layers.push(Box::new(Layer::pointwise(channels, 512, true, vb.pp("conv2"))?));
        let global = Shape {
            inputs: 512,
            outputs: 512,
            side: 7,
            stride: 1,
            groups: 512,
            padding: Padding::Valid,
            activated: false,
        };
        layers.push(Box::new(Layer::new(global, vb.pp("global_depthwise"))?));
        layers.push(Box::new(Layer::pointwise(512, 512, false, vb.pp("linear2"))?));
        layers.push(Box::new(Layer::pointwise(512, values, false, vb.pp("embedding"))?));
        Ok(Self { layers })
    }

    /// One row of values per image.
    pub fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let mut x = x.clone();
        for layer in &self.layers {
            x = layer.forward(&x)?;
        }
        x.flatten_from(1)
    }
}
