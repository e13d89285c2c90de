//! The improved residual network of ArcFace, as InsightFace builds it (AuraFace and MagFace use the same), and as AdaFace does.
//!
//! J. Deng, J. Guo, N. Xue, S. Zafeiriou: ArcFace: Additive Angular Margin Loss for Deep Face Recognition. CVPR 2019, arXiv:1801.07698. I.
//! Cosmin Duta, L. Liu, F. Zhu, L. Shao: Improved Residual Networks for Image and Video Recognition. arXiv:2004.04989. M. Kim, A. K.
//! Jain, X. Liu: AdaFace. CVPR 2022, arXiv:2204.00964. A block is batch norm, 3×3, PReLU, 3×3 with the stride; that first batch norm
//! stands before zero padding and stays, all others are folded into their convolutions, the last two into the dense layer.

use super::plan::{Layer, Plan, Value, Window};

/// Side of the input, pixels.
pub const SIDE: usize = 112;
/// Side of the last map, pixels.
const LAST: usize = 7;
const CHANNELS: [usize; 4] = [64, 128, 256, 512];

/// How a block that halves the image makes its shortcut where it does not add channels.
#[derive(Clone, Copy, PartialEq)]
pub enum Shortcut {
    /// 1×1 with stride 2 at the start of every stage (InsightFace).
    Projected,
    /// Every second pixel (AdaFace, face.evoLVe).
    Sampled,
}

/// 112×112 → values, not normalized; `blocks` of each stage.
pub fn plan(blocks: [usize; 4], shortcut: Shortcut, values: usize) -> Plan {
    let mut plan = Plan::new();
    let mut x = plan.push(Layer::same("conv1", Plan::PICTURE, CHANNELS[0], 3).prelu());
    for (stage, (count, channels)) in blocks.into_iter().zip(CHANNELS).enumerate() {
        for index in 0..count {
            let stride = if index == 0 { 2 } else { 1 };
            x = block(&mut plan, x, &format!("layer{}.{index}", stage + 1), channels, stride, shortcut);
        }
    }
    let x = plan.push(Layer::new("embedding", x, values, LAST));
    plan.output("embedding", x);
    plan
}

fn block(plan: &mut Plan, x: Value, name: &str, channels: usize, stride: usize, shortcut: Shortcut) -> Value {
    let y = plan.push(Layer::same(format!("{name}.conv1"), x, channels, 3).affine().prelu());
    let kept = stride == 1 && plan.channels(x) == channels;
    let identity = if kept {
        x
    } else if shortcut == Shortcut::Sampled && plan.channels(x) == channels {
        plan.max_pool(x, Window { side: 1, stride, padding: 0, ceil: false })
    } else {
        plan.push(Layer::new(format!("{name}.downsample"), x, channels, 1).stride(stride))
    };
    plan.push(Layer::same(format!("{name}.conv2"), y, channels, 3).stride(stride).plus(identity))
}
