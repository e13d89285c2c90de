//! SFace, as OpenCV's model zoo publishes it.
//!
//! Y. Zhong, W. Deng, J. Hu, D. Zhao, X. Li, D. Wen: SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face Recognition. IEEE TIP 30,
//! 2021, arXiv:2205.12010. The network is MobileNet (A. Howard et al., arXiv:1704.04861) as InsightFace's `fmobilenet` builds it: the
//! first layer keeps the size, PReLU instead of ReLU, and a dense layer over the last 7×7 maps.

use super::plan::{Layer, Plan};

/// Side of the input, pixels.
pub const SIDE: usize = 112;
/// (channels, stride) of each depthwise pair, from `conv_2` on.
const PAIRS: [(usize, usize); 13] = [
    (64, 1),
    (128, 2),
    (128, 1),
    (256, 2),
    (256, 1),
    (512, 2),
    (512, 1),
    (512, 1),
    (512, 1),
    (512, 1),
    (512, 1),
    (1024, 2),
    (1024, 1),
];

/// 112×112 → values, not normalized.
pub fn plan(values: usize) -> Plan {
    let mut plan = Plan::new();
    let mut x = plan.push(Layer::same("conv_1", Plan::PICTURE, 32, 3).prelu());
    for (index, (channels, stride)) in PAIRS.into_iter().enumerate() {
        let (name, inputs) = (format!("conv_{}", index + 2), plan.channels(x));
        let y = plan.push(Layer::same(format!("{name}_dw"), x, inputs, 3).stride(stride).groups(inputs).prelu());
        x = plan.push(Layer::new(name, y, channels, 1).prelu());
    }
    let x = plan.push(Layer::new("fc1", x, values, 7));
    plan.output("embedding", x);
    plan
}
