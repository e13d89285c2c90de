//! dlib's face recognition network.
//!
//! D. King: Dlib-ml: A Machine Learning Toolkit. JMLR 10, 2009; the network is that of dlib's example `dnn_face_recognition_ex.cpp` (2017),
//! after K. He, X. Zhang, S. Ren, J. Sun: Deep Residual Learning for Image Recognition. CVPR 2016, arXiv:1512.03385. 29
//! convolutions; the affine layers that batch norms became are folded into them. Where a level halves the image, the shortcut is an average
//! of 2×2, and dlib adds maps of unequal size and number by filling up with zeros.

use super::plan::{Layer, Plan, Window};

/// Side of the input, pixels.
pub const SIDE: usize = 150;
/// (level, blocks, channels); all but the first level halve the image.
const LEVELS: [(usize, usize, usize); 5] = [(4, 3, 32), (3, 4, 64), (2, 3, 128), (1, 3, 256), (0, 1, 256)];

/// 150×150 → 128 values, not normalized.
pub fn plan(values: usize) -> Plan {
    let mut plan = Plan::new();
    let x = plan.push(Layer::new("conv1", Plan::PICTURE, 32, 7).stride(2).relu());
    let mut x = plan.max_pool(x, Window { side: 3, stride: 2, padding: 0, ceil: false });
    for (level, blocks, channels) in LEVELS {
        for block in 0..blocks {
            let name = |layer: &str| format!("level{level}.{block}.{layer}");
            // Maps of 4×4 and less.
            let plain = level <= 1;
            if block > 0 || level == 4 {
                let y = plan.push(Layer::same(name("conv1"), x, channels, 3).plain(plain).relu());
                x = plan.push(Layer::same(name("conv2"), y, channels, 3).plain(plain).plus(x).relu());
            } else {
                let y = plan.push(Layer::new(name("conv1"), x, channels, 3).stride(2).relu());
                let y = plan.push(Layer::same(name("conv2"), y, channels, 3).plain(plain));
                let shortcut = plan.average_pool(x, Window { side: 2, stride: 2, padding: 0, ceil: false });
                x = plan.add_extended(y, shortcut);
            }
        }
    }
    let x = plan.mean(x);
    let x = plan.push(Layer::new("embedding", x, values, 1));
    plan.output("embedding", x);
    plan
}
