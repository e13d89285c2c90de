//! MTCNN's three networks.
//!
//! K. Zhang, Z. Zhang, Z. Li, Y. Qiao: Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks. IEEE
//! Signal Processing Letters 23(10), 2016, arXiv:1604.02878. Sizes follow the published weights: P-Net is fully
//! convolutional and slides a 12×12 window with stride 2, R-Net takes 24×24, O-Net 48×48. No layer pads; poolings round up.

use candle_core::{Module, Result};
use candle_nn::VarBuilder;

use super::{
    Normalization, Rgb,
    kernels::{Conv, blocked, max_pool, next, unblocked},
};

/// What a network says about one window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Opinion {
    /// Probability of a face.
    pub face: f32,
    /// By how much the score for a face is above the one for none: the probability's logit. Where the probability has come to 1, this
    /// still tells a sure face from a surer one.
    pub logit: f32,
    /// How far each edge (left, top, right, bottom) should move, in widths and heights.
    pub regression: [f32; 4],
}

impl Opinion {
    /// From the two logits and the four moves.
    fn new(row: &[f32]) -> Self {
        let at = |index: usize| row.get(index).copied().unwrap_or(f32::NAN);
        // Softmax of two, in f64 so that the last bit of an f32 does not hang on the system's exp.
        let face = 1.0 / (1.0 + (f64::from(at(0)) - f64::from(at(1))).exp());
        Self { face: face as f32, logit: at(1) - at(0), regression: [at(2), at(3), at(4), at(5)] }
    }
}

/// Proposal network: an image of any size from 12×12 on → one opinion for each of its 12×12 windows, stride 2.
pub struct PNet {
    conv1: Conv,
    conv2: Conv,
    conv3: Conv,
    heads: Conv,
    normalization: Normalization,
}

impl PNet {
    /// Reads the layers `conv1`, `conv2`, `conv3`, `conv4_1` (face), `conv4_2` (boxes).
    pub fn new(vb: &VarBuilder<'_>, normalization: Normalization) -> Result<Self> {
        Ok(Self {
            conv1: Conv::new(3, 10, 3, 1, &vb.pp("conv1"))?,
            conv2: Conv::new(10, 16, 3, 1, &vb.pp("conv2"))?,
            conv3: Conv::new(16, 32, 3, 1, &vb.pp("conv3"))?,
            heads: Conv::heads(32, &[(2, vb.pp("conv4_1")), (4, vb.pp("conv4_2"))])?,
            normalization,
        })
    }

    /// Columns of windows, and all windows row by row.
    pub fn forward(&self, image: Rgb<'_>, width: usize, height: usize) -> Result<(usize, Vec<Opinion>)> {
        let x = blocked(&[image], [width, height, 0], self.normalization)?;
        let x = next(x, |x| self.conv1.forward(x))?;
        let x = next(x, |x| max_pool(x, 2))?;
        let x = next(x, |x| self.conv2.forward(x))?;
        let x = next(x, |x| self.conv3.forward(x))?;
        let x = next(x, |x| self.heads.forward(x))?;
        let columns = x.dim(3)?;
        let rows = next(x, |x| unblocked(x, 6))?;
        Ok((columns, rows.iter().flat_map(|row| row.chunks_exact(6)).map(Opinion::new).collect()))
    }
}

/// Refinement network: crops of 24×24 → an opinion each.
pub struct RNet {
    conv1: Conv,
    conv2: Conv,
    conv3: Conv,
    dense: Conv,
    heads: Conv,
    normalization: Normalization,
}

impl RNet {
    /// Side of a crop, pixels.
    pub const SIDE: usize = 24;

    /// Reads the layers `conv1`, `conv2`, `conv3`, `dense4`, `dense5_1` (face), `dense5_2` (boxes).
    pub fn new(vb: &VarBuilder<'_>, normalization: Normalization) -> Result<Self> {
        Ok(Self {
            conv1: Conv::new(3, 28, 3, 1, &vb.pp("conv1"))?,
            conv2: Conv::new(28, 48, 3, 1, &vb.pp("conv2"))?,
            conv3: Conv::new(48, 64, 2, 1, &vb.pp("conv3"))?,
            dense: Conv::dense(64, 3, 128, &vb.pp("dense4"))?,
            heads: Conv::heads(128, &[(2, vb.pp("dense5_1")), (4, vb.pp("dense5_2"))])?,
            normalization,
        })
    }

    /// One opinion per crop.
    pub fn forward(&self, crops: &[Rgb<'_>]) -> Result<Vec<Opinion>> {
        let x = blocked(crops, [Self::SIDE, Self::SIDE, 0], self.normalization)?;
        let x = next(x, |x| self.conv1.forward(x))?;
        let x = next(x, |x| max_pool(x, 3))?;
        let x = next(x, |x| self.conv2.forward(x))?;
        let x = next(x, |x| max_pool(x, 3))?;
        let x = next(x, |x| self.conv3.forward(x))?;
        let x = next(x, |x| self.dense.forward(x))?;
        let x = next(x, |x| self.heads.forward(x))?;
        let rows = next(x, |x| unblocked(x, 6))?;
        Ok(rows.iter().map(|row| Opinion::new(row)).collect())
    }
}

/// Output network: crops of 48×48 → an opinion and five landmarks each.
pub struct ONet {
    conv1: Conv,
    conv2: Conv,
    conv3: Conv,
    conv4: Conv,
    dense: Conv,
    heads: Conv,
    normalization: Normalization,
}

impl ONet {
    /// Side of a crop, pixels.
    pub const SIDE: usize = 48;

    /// Reads the layers `conv1` to `conv4`, `dense5`, `dense6_1` (face), `dense6_2` (boxes), `dense6_3` (landmarks).
    pub fn new(vb: &VarBuilder<'_>, normalization: Normalization) -> Result<Self> {
        let heads = [(2, vb.pp("dense6_1")), (4, vb.pp("dense6_2")), (10, vb.pp("dense6_3"))];
        Ok(Self {
            conv1: Conv::new(3, 32, 3, 1, &vb.pp("conv1"))?,
            conv2: Conv::new(32, 64, 3, 1, &vb.pp("conv2"))?,
            conv3: Conv::new(64, 64, 3, 1, &vb.pp("conv3"))?,
            conv4: Conv::new(64, 128, 2, 1, &vb.pp("conv4"))?,
            dense: Conv::dense(128, 3, 256, &vb.pp("dense5"))?,
            heads: Conv::heads(256, &heads)?,
            normalization,
        })
    }

    /// One opinion per crop, and the landmarks as shares of the crop's width and height: five x, then five y.
    pub fn forward(&self, crops: &[Rgb<'_>]) -> Result<Vec<(Opinion, [f32; 10])>> {
        let x = blocked(crops, [Self::SIDE, Self::SIDE, 0], self.normalization)?;
        let x = next(x, |x| self.conv1.forward(x))?;
        let x = next(x, |x| max_pool(x, 3))?;
        let x = next(x, |x| self.conv2.forward(x))?;
        let x = next(x, |x| max_pool(x, 3))?;
        let x = next(x, |x| self.conv3.forward(x))?;
        let x = next(x, |x| max_pool(x, 2))?;
        let x = next(x, |x| self.conv4.forward(x))?;
        let x = next(x, |x| self.dense.forward(x))?;
        let x = next(x, |x| self.heads.forward(x))?;
        let rows = next(x, |x| unblocked(x, 16))?;
        Ok(rows
            .iter()
            .map(|row| {
                let mut landmarks = [f32::NAN; 10];
                landmarks.iter_mut().zip(row.iter().skip(6)).for_each(|(to, from)| *to = *from);
                (Opinion::new(row), landmarks)
            })
            .collect())
    }
}
