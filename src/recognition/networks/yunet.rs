//! YuNet, as its authors and OpenCV's model zoo (`face_detection_yunet_2023mar`) publish it.
//!
//! W. Wu, H. Peng, S. Yu: YuNet: A Tiny Millisecond-level Face Detector. Machine Intelligence Research 20, 2023. A unit is 1×1 and then
//! depthwise 3×3; three scales are joined from the coarsest up; each pixel of each scale speaks of one face.

use super::plan::{Layer, Plan, Value, Window};

/// Pixels of the picture per pixel of each scale.
pub const STRIDES: [usize; 3] = [8, 16, 32];
/// Which of the published sizes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Config {
    /// Channels of the two units of each stage after the first.
    stages: [[usize; 2]; 5],
    /// Whether the heads of a scale share a unit.
    shared: bool,
}

/// 54,608 values, batch norms counted; OpenCV's.
pub const S: Config = Config { stages: [[16, 32], [32, 64], [64, 64], [64, 64], [64, 64]], shared: false };
/// 75,856 values, batch norms counted.
pub const N: Config = Config { stages: [[16, 64], [64, 64], [64, 64], [64, 64], [64, 64]], shared: true };

/// Each kind of output and its channels, in the order of the published file.
pub const HEADS: [(&str, usize); 4] = [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)];

/// A picture whose sides are multiples of 32 → class, object, box, landmarks at each scale.
pub fn plan(config: Config) -> Plan {
    let mut plan = Plan::new();
    let halve = Window { side: 2, stride: 2, padding: 0, ceil: false };
    let x = plan.push(Layer::same("model0.conv1", Plan::PICTURE, 16, 3).stride(2).relu());
    let x = unit(&mut plan, x, "model0.conv2", 16, true);
    let mut x = plan.max_pool(x, halve);
    let mut scales = Vec::new();
    for (index, channels) in config.stages.into_iter().enumerate() {
        let stage = index + 1;
        for (unit_index, outputs) in channels.into_iter().enumerate() {
            x = unit(&mut plan, x, &format!("model{stage}.conv{}", unit_index + 1), outputs, true);
        }
        if stage >= 3 {
            scales.push(x);
        }
        if (2..=4).contains(&stage) {
            x = plan.max_pool(x, halve);
        }
    }
    for index in (0..scales.len()).rev() {
        scales[index] = unit(&mut plan, scales[index], &format!("neck.{index}"), 64, true);
        if index > 0 {
            let finer = plan.upsample(scales[index]);
            scales[index - 1] = plan.add(scales[index - 1], finer);
        }
    }
    for (index, value) in scales.iter_mut().enumerate().filter(|_| config.shared) {
        *value = unit(&mut plan, *value, &format!("head.{index}.share"), 64, true);
    }
    for (kind, channels) in HEADS {
        for (index, value) in scales.iter().enumerate() {
            let output = unit(&mut plan, *value, &format!("head.{index}.{kind}"), channels, false);
            plan.output(format!("{kind}_{}", STRIDES[index]), output);
        }
    }
    plan
}

fn unit(plan: &mut Plan, x: Value, name: &str, outputs: usize, activated: bool) -> Value {
    let y = plan.push(Layer::new(format!("{name}.point"), x, outputs, 1));
    let depthwise = Layer::same(format!("{name}.depth"), y, outputs, 3).groups(outputs);
    plan.push(if activated { depthwise.relu() } else { depthwise })
}
