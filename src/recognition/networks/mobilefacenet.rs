//! MobileFaceNet.
//!
//! S. Chen, Y. Liu, X. Gao, Z. Han: MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile
//! Devices. CCBR 2018, arXiv:1804.07573. As MobileFaceNet_TF builds it: stage 2 follows a linear 1×1 layer, batch norms are folded into
//! the convolutions, and stride 2 pads below and to the right only, as TensorFlow's SAME does.

use candle_core::{Module, Result, Tensor};
use candle_nn::VarBuilder;

use super::{
    Normalization, Rgb,
    kernels::{Conv, Depthwise, blocked, unblocked},
};

/// (stage, blocks, expanded channels, channels out, stride of the first block)
pub(super) const STAGES: [(usize, usize, usize, usize, usize); 5] =
    [(2, 5, 128, 64, 2), (3, 1, 256, 128, 2), (4, 6, 256, 128, 1), (5, 1, 512, 128, 2), (6, 2, 256, 128, 1)];

/// Inverted residual: expand 1×1, depthwise 3×3, project 1×1 without activation; added to its input where shapes agree.
struct Block {
    expand: Conv,
    depthwise: Depthwise,
    project: Conv,
    residual: bool,
}

impl Block {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let y = self.depthwise.forward(&self.expand.forward(x)?)?;
        if self.residual { self.project.forward_residual(&y, x) } else { self.project.forward(&y) }
    }
}

/// 112×112 RGB → values, not normalized.
pub struct MobileFaceNet {
    conv1: Conv,
    depthwise1: Depthwise,
    linear1: Conv,
    blocks: Vec<Block>,
    conv2: Conv,
    global_depthwise: Depthwise,
    linear2: Conv,
    embedding: Conv,
    values: usize,
    normalization: Normalization,
}

impl MobileFaceNet {
    /// Side of the input, pixels.
    pub const SIDE: usize = 112;

    /// Reads the weights under the names that `models/convert` gives them; `values` is the length of the output.
    pub fn new(values: usize, vb: &VarBuilder<'_>, normalization: Normalization) -> Result<Self> {
        let same = |stride: usize| if stride == 1 { [1, 1] } else { [0, 1] };
        let mut blocks = Vec::new();
        let mut channels = 64;
        for (stage, count, expanded, outputs, first_stride) in STAGES {
            for index in 0..count {
                let stride = if index == 0 { first_stride } else { 1 };
                let vb = vb.pp(format!("stage{stage}")).pp(index);
                blocks.push(Block {
                    expand: Conv::new(channels, expanded, 1, 1, &vb.pp("expand"))?,
                    depthwise: Depthwise::new(expanded, 3, stride, same(stride), &vb.pp("depthwise"))?,
                    project: Conv::new(expanded, outputs, 1, 1, &vb.pp("project"))?,
                    residual: stride == 1 && channels == outputs,
                });
                channels = outputs;
            }
        }
        Ok(Self {
            conv1: Conv::new(3, 64, 3, 2, &vb.pp("conv1"))?,
            depthwise1: Depthwise::new(64, 3, 1, same(1), &vb.pp("depthwise1"))?,
            linear1: Conv::new(64, 64, 1, 1, &vb.pp("linear1"))?,
            blocks,
            conv2: Conv::new(channels, 512, 1, 1, &vb.pp("conv2"))?,
            global_depthwise: Depthwise::new(512, 7, 1, [0, 0], &vb.pp("global_depthwise"))?,
            linear2: Conv::new(512, 512, 1, 1, &vb.pp("linear2"))?,
            embedding: Conv::new(512, values, 1, 1, &vb.pp("embedding"))?,
            values,
            normalization,
        })
    }

    /// One row of values per image.
    pub fn forward(&self, images: &[Rgb<'_>]) -> Result<Vec<Vec<f32>>> {
        let x = blocked(images, [Self::SIDE, Self::SIDE, 1], self.normalization)?;
        let x = self.depthwise1.forward(&self.conv1.forward(&x)?)?;
        let mut x = self.linear1.forward(&x)?;
        for block in &self.blocks {
            x = block.forward(&x)?;
        }
        let x = self.global_depthwise.forward(&self.conv2.forward(&x)?)?;
        unblocked(&self.embedding.forward(&self.linear2.forward(&x)?)?, self.values)
    }
}
