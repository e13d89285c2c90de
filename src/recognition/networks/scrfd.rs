//! SCRFD with landmarks (`bnkps`), as InsightFace publishes it.
//!
//! J. Guo, J. Deng, A. Lattas, S. Zafeiriou: Sample and Computation Redistribution for Efficient Face Detection. ICLR 2022,
//! arXiv:2105.04714. A small backbone (residual, or depthwise for 500 MFLOP), a path aggregation pyramid (S. Liu et al., CVPR 2018,
//! arXiv:1803.01534), and at each of three scales a head that speaks of two boxes a pixel. All batch norms are folded.

use super::plan::{Layer, Plan, Value, Window};

/// Pixels of the picture per pixel of each scale.
pub const STRIDES: [usize; 3] = [8, 16, 32];
/// Boxes per pixel.
pub const ANCHORS: usize = 2;
/// Each kind of output and its channels per box, in the order of the published files.
pub const HEADS: [(&str, usize); 3] = [("score", 1), ("bbox", 4), ("kps", 10)];

/// Which of the published sizes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Config {
    pub backbone: Backbone,
    /// Channels of the pyramid.
    pub neck: usize,
    /// Layers of a head and their channels.
    pub head: (usize, usize),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Backbone {
    /// Blocks and channels of the four stages.
    Residual([(usize, usize); 4]),
    /// Channels of the stem's two layers; blocks and channels of the four stages. Heads are depthwise, too.
    Depthwise([usize; 2], [(usize, usize); 4]),
}

pub const G10: Config =
    Config { backbone: Backbone::Residual([(3, 56), (4, 88), (2, 88), (3, 224)]), neck: 56, head: (3, 80) };
pub const G2_5: Config =
    Config { backbone: Backbone::Residual([(3, 24), (5, 48), (3, 48), (2, 80)]), neck: 24, head: (2, 64) };
pub const M500: Config =
    Config { backbone: Backbone::Depthwise([16, 16], [(2, 40), (3, 72), (2, 152), (6, 288)]), neck: 16, head: (2, 64) };

/// A picture whose sides are multiples of 32 → scores, boxes, landmarks at each scale.
pub fn plan(config: Config) -> Plan {
    let mut plan = Plan::new();
    let stages = match config.backbone {
        Backbone::Residual(stages) => residual(&mut plan, stages),
        Backbone::Depthwise(stem, stages) => depthwise(&mut plan, stem, stages),
    };
    let pyramid = neck(&mut plan, &stages[1..], config.neck);
    let (layers, channels) = config.head;
    let separable = matches!(config.backbone, Backbone::Depthwise(..));
    let features: Vec<Value> = pyramid
        .into_iter()
        .enumerate()
        .map(|(index, mut x)| {
            for layer in 0..layers {
                let name = format!("head.{index}.convs.{layer}");
                x = if separable {
                    separated(&mut plan, x, &name, channels, 1)
                } else {
                    plan.push(Layer::same(name, x, channels, 3).relu())
                };
            }
            x
        })
        .collect();
    for (kind, values) in HEADS {
        for (index, x) in features.iter().enumerate() {
            let output = plan.push(Layer::same(format!("head.{index}.{kind}"), *x, ANCHORS * values, 3));
            plan.output(format!("{kind}_{}", STRIDES[index]), output);
        }
    }
    plan
}

/// ResNet-V1e: three 3×3 layers and a 2×2 pooling, then basic blocks; a shortcut that halves averages 2×2 first.
fn residual(plan: &mut Plan, stages: [(usize, usize); 4]) -> Vec<Value> {
    let halve = Window { side: 2, stride: 2, padding: 0, ceil: false };
    let width = stages[0].1;
    let x = plan.push(Layer::same("stem.0", Plan::PICTURE, width / 2, 3).stride(2).relu());
    let x = plan.push(Layer::same("stem.1", x, width / 2, 3).relu());
    let x = plan.push(Layer::same("stem.2", x, width, 3).relu());
    let mut x = plan.max_pool(x, halve);
    let mut outputs = Vec::new();
    for (stage, (blocks, channels)) in stages.into_iter().enumerate() {
        for block in 0..blocks {
            let name = |layer: &str| format!("layer{}.{block}.{layer}", stage + 1);
            let stride = if block == 0 && stage > 0 { 2 } else { 1 };
            let y = plan.push(Layer::same(name("conv1"), x, channels, 3).stride(stride).relu());
            let shortcut = if stride == 1 {
                x
            } else {
                let half = plan.average_pool(x, Window { ceil: true, ..halve });
                plan.push(Layer::new(name("downsample"), half, channels, 1))
            };
            x = plan.push(Layer::same(name("conv2"), y, channels, 3).plus(shortcut).relu());
        }
        outputs.push(x);
    }
    outputs
}

/// MobileNet: depthwise 3×3 and 1×1, each with ReLU.
fn depthwise(plan: &mut Plan, stem: [usize; 2], stages: [(usize, usize); 4]) -> Vec<Value> {
    let x = plan.push(Layer::same("stem.0", Plan::PICTURE, stem[0], 3).stride(2).relu());
    let mut x = separated(plan, x, "stem.1", stem[1], 1);
    let mut outputs = Vec::new();
    for (stage, (blocks, channels)) in stages.into_iter().enumerate() {
        for block in 0..blocks {
            let stride = if block == 0 { 2 } else { 1 };
            x = separated(plan, x, &format!("layer{}.{block}", stage + 1), channels, stride);
        }
        outputs.push(x);
    }
    outputs
}

fn separated(plan: &mut Plan, x: Value, name: &str, outputs: usize, stride: usize) -> Value {
    let inputs = plan.channels(x);
    let y = plan.push(Layer::same(format!("{name}.depth"), x, inputs, 3).stride(stride).groups(inputs).relu());
    plan.push(Layer::new(format!("{name}.point"), y, outputs, 1).relu())
}

/// Top-down, then bottom-up; no activation anywhere.
fn neck(plan: &mut Plan, stages: &[Value], channels: usize) -> Vec<Value> {
    let mut laterals = Vec::new();
    for (index, stage) in stages.iter().enumerate() {
        laterals.push(plan.push(Layer::new(format!("neck.lateral.{index}"), *stage, channels, 1)));
    }
    for index in (1..laterals.len()).rev() {
        let finer = plan.upsample(laterals[index]);
        laterals[index - 1] = plan.add(laterals[index - 1], finer);
    }
    let mut inner = Vec::new();
    for (index, lateral) in laterals.iter().enumerate() {
        inner.push(plan.push(Layer::same(format!("neck.fpn.{index}"), *lateral, channels, 3)));
    }
    for index in 1..inner.len() {
        let down = Layer::same(format!("neck.down.{index}"), inner[index - 1], channels, 3).stride(2);
        inner[index] = plan.push(down.plus(inner[index]));
    }
    for (index, value) in inner.iter_mut().enumerate().skip(1) {
        *value = plan.push(Layer::same(format!("neck.pafpn.{index}"), *value, channels, 3));
    }
    inner
}
