//! MobileFaceNet as InsightFace builds it (`mbf`), with zeros on all sides where TensorFlow's pads below and to the right only.
//!
//! S. Chen, Y. Liu, X. Gao, Z. Han: MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile Devices. CCBR
//! 2018, arXiv:1804.07573. InsightFace widens it by a factor and keeps 64 groups in the second layer, which is then no depthwise one.

use super::plan::{Layer, Plan, Value};

/// Side of the input, pixels.
pub const SIDE: usize = 112;

/// 112×112 → values, not normalized; `blocks` of each stage, `scale` 1, 2 or 4.
pub fn plan(blocks: [usize; 4], scale: usize, values: usize) -> Plan {
    let mut plan = Plan::new();
    let width = 64 * scale;
    let mut x = plan.push(Layer::same("layers.0", Plan::PICTURE, width, 3).stride(2).prelu());
    if blocks[0] == 1 {
        x = plan.push(Layer::same("layers.1", x, width, 3).groups(64).prelu());
    } else {
        x = residuals(&mut plan, x, "layers.1", blocks[0], 128);
    }
    let stages = [(width, 128, blocks[1], 128), (2 * width, 256, blocks[2], 256), (2 * width, 512, blocks[3], 256)];
    for (index, (outputs, expanded, count, inner)) in stages.into_iter().enumerate() {
        x = bottleneck(&mut plan, x, &format!("layers.{}", 2 * index + 2), outputs, expanded, 2);
        x = residuals(&mut plan, x, &format!("layers.{}", 2 * index + 3), count, inner);
    }
    let x = plan.push(Layer::new("conv_sep", x, 512, 1).prelu());
    let x = plan.push(Layer::new("features.depthwise", x, 512, 7).groups(512));
    let x = plan.push(Layer::new("features.embedding", x, values, 1));
    plan.output("embedding", x);
    plan
}

fn residuals(plan: &mut Plan, mut x: Value, name: &str, count: usize, expanded: usize) -> Value {
    for index in 0..count {
        x = bottleneck(plan, x, &format!("{name}.{index}"), plan.channels(x), expanded, 1);
    }
    x
}

/// Expand 1×1, depthwise 3×3, project 1×1 without activation; added to its input at stride 1.
fn bottleneck(plan: &mut Plan, x: Value, name: &str, outputs: usize, expanded: usize, stride: usize) -> Value {
    let y = plan.push(Layer::new(format!("{name}.expand"), x, expanded, 1).prelu());
    let y = plan.push(Layer::same(format!("{name}.depthwise"), y, expanded, 3).stride(stride).groups(expanded).prelu());
    let project = Layer::new(format!("{name}.project"), y, outputs, 1);
    plan.push(if stride == 1 { project.plus(x) } else { project })
}
