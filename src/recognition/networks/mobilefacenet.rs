//! MobileFaceNet.
//!
//! S. Chen, Y. Liu, X. Gao, Z. Han: MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile
//! Devices. CCBR 2018, arXiv:1804.07573. As MobileFaceNet_TF builds it: stage 2 follows a linear 1×1 layer, batch norms are folded into
//! the convolutions, and stride 2 pads below and to the right only, as TensorFlow's SAME does.

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::{
    Normalization, Rgb,
    kernels::{Bottleneck, Conv, Depthwise, blocked, give, next, unblocked},
};

/// (stage, blocks, expanded channels, channels out, stride of the first block)
pub(super) const STAGES: [(usize, usize, usize, usize, usize); 5] =
    [(2, 5, 128, 64, 2), (3, 1, 256, 128, 2), (4, 6, 256, 128, 1), (5, 1, 512, 128, 2), (6, 2, 256, 128, 1)];

/// Blocks of the stages 2 and 3, whose maps are 28×28 and larger.
const LARGE: usize = STAGES[0].1 + STAGES[1].1;

/// Inverted residual: expand 1×1, depthwise 3×3, project 1×1 without activation; added to its input where shapes agree.
struct Block {
    layers: Layers,
    residual: bool,
}

/// The three layers of a block.
enum Layers {
    /// In one, where maps are large.
    Bands(Bottleneck),
    /// One after the other: rows of seven pixels fill the registers badly, and lie in the cache anyway.
    Whole { expand: Conv, depthwise: Depthwise, project: Conv },
}

impl Block {
    fn forward(&self, x: &Tensor, cores: usize) -> Result<Tensor> {
        let residual = self.residual.then_some(x);
        match &self.layers {
            Layers::Bands(bottleneck) => bottleneck.forward_on(x, residual, cores),
            Layers::Whole { expand, depthwise, project } => {
                let expanded = expand.forward_on(x, None, cores)?;
                let y = depthwise.forward_on(&expanded, cores)?;
                give(&expanded)?;
                let projected = project.forward_on(&y, residual, cores)?;
                give(&y)?;
                Ok(projected)
            }
        }
    }
}

/// 112×112 RGB → values, not normalized.
pub struct MobileFaceNet {
    /// `conv1`, `depthwise1`, `linear1`.
    stem: Bottleneck,
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
                let expand = Conv::new(channels, expanded, 1, 1, &vb.pp("expand"))?;
                let depthwise = Depthwise::new(expanded, 3, stride, same(stride), &vb.pp("depthwise"))?;
                let project = Conv::new(expanded, outputs, 1, 1, &vb.pp("project"))?;
                let layers = match stage {
                    ..5 => Layers::Bands(Bottleneck::new(expand, depthwise, project)?),
                    _ => Layers::Whole { expand, depthwise, project },
                };
                blocks.push(Block { layers, residual: stride == 1 && channels == outputs });
                channels = outputs;
            }
        }
        let conv1 = Conv::new(3, 64, 3, 2, &vb.pp("conv1"))?;
        let depthwise1 = Depthwise::new(64, 3, 1, same(1), &vb.pp("depthwise1"))?;
        let linear1 = Conv::new(64, 64, 1, 1, &vb.pp("linear1"))?;
        Ok(Self {
            stem: Bottleneck::new(conv1, depthwise1, linear1)?,
            blocks,
            conv2: Conv::new(channels, 512, 1, 1, &vb.pp("conv2"))?,
            global_depthwise: Depthwise::new(512, 7, 1, [0, 0], &vb.pp("global_depthwise"))?,
            linear2: Conv::new(512, 512, 1, 1, &vb.pp("linear2"))?,
            embedding: Conv::new(512, values, 1, 1, &vb.pp("embedding"))?,
            values,
            normalization,
        })
    }

    /// One row of values per image; one image alone is spread over so many cores.
    pub fn forward_on(&self, images: &[Rgb<'_>], cores: usize) -> Result<Vec<Vec<f32>>> {
        // Large maps and few weights: what a layer makes of one image is in the cache when the next takes it. Then small maps and many
        // weights, which are read once for all images.
        let (large, small) = self.blocks.split_at(LARGE);
        let first = |image: &Rgb<'_>| {
            let x = blocked(&[image], [Self::SIDE, Self::SIDE, 1], self.normalization)?;
            let x = next(x, |x| self.stem.forward_on(x, None, cores))?;
            large.iter().try_fold(x, |x, block| next(x, |x| block.forward(x, cores)))
        };
        let mut made = images.iter().map(first).collect::<Result<Vec<_>>>()?;
        let x = match made.len() {
            1 => made.remove(0),
            _ => joined(made)?,
        };
        let x = small.iter().try_fold(x, |x, block| next(x, |x| block.forward(x, cores)))?;
        let x = next(x, |x| self.conv2.forward_on(x, None, cores))?;
        let x = next(x, |x| self.global_depthwise.forward_on(x, cores))?;
        let x = next(x, |x| self.linear2.forward_on(x, None, cores))?;
        let x = next(x, |x| self.embedding.forward_on(x, None, cores))?;
        next(x, |x| unblocked(x, self.values))
    }
}

/// Tensors of single images as one.
fn joined(each: Vec<Tensor>) -> Result<Tensor> {
    let all = Tensor::cat(&each, 0)?;
    each.iter().try_for_each(give)?;
    Ok(all)
}
