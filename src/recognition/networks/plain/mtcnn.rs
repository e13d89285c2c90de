//! MTCNN's three networks.
//!
//! K. Zhang, Z. Zhang, Z. Li, Y. Qiao: Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks. IEEE
//! Signal Processing Letters 23(10), 2016, arXiv:1604.02878. Sizes follow the published weights: P-Net is fully
//! convolutional and slides a 12×12 window with stride 2, R-Net takes 24×24, O-Net 48×48.

use candle_core::{Module, Result, Tensor};
use candle_nn::{Conv2d, Conv2dConfig, Linear, PReLU, VarBuilder};

/// A convolution without padding, stride 1, then PReLU.
struct ConvPRelu(Conv2d, PReLU);

impl ConvPRelu {
    fn new(inputs: usize, outputs: usize, side: usize, vb: VarBuilder<'_>) -> Result<Self> {
        let conv = candle_nn::conv2d(inputs, outputs, side, Conv2dConfig::default(), vb.clone())?;
        Ok(Self(conv, PReLU::new(vb.get(outputs, "prelu")?, false)))
    }
}

impl Module for ConvPRelu {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        self.1.forward(&self.0.forward(x)?)
    }
}

/// Max pooling with stride 2 whose last window may hang over the edge (Caffe's and PyTorch's `ceil_mode`).
fn pool(x: &Tensor, side: usize) -> Result<Tensor> {
    let (_, _, height, width) = x.dims4()?;
    let missing = |size: usize| {
        let steps = size.saturating_sub(side).div_ceil(2);
        (2 * steps + side).saturating_sub(size)
    };
    // Repeating the last row and column adds nothing a maximum would see.
    let x = x.pad_with_same(2, 0, missing(height))?.pad_with_same(3, 0, missing(width))?;
    x.max_pool2d_with_stride(side, 2)
}

/// (n, c, h, w) → (n, w·h·c) in the order (w, h, c), which the dense layers were trained on.
fn flatten(x: &Tensor) -> Result<Tensor> {
    x.permute((0, 3, 2, 1))?.flatten_from(1)
}

fn face_probability(logits: &Tensor) -> Result<Tensor> {
    candle_nn::ops::softmax(logits, 1)?.narrow(1, 1, 1)?.squeeze(1)
}

/// Proposal network: (1, 3, h, w) → face probability (h', w') and box regression (4, h', w'), h' = ⌈(h − 2) / 2⌉ − 4.
pub struct PNet {
    conv1: ConvPRelu,
    conv2: ConvPRelu,
    conv3: ConvPRelu,
    face: Conv2d,
    boxes: Conv2d,
}

impl PNet {
    /// Reads the layers `conv1`, `conv2`, `conv3`, `conv4_1`, `conv4_2`.
    pub fn new(vb: VarBuilder<'_>) -> Result<Self> {
        Ok(Self {
            conv1: ConvPRelu::new(3, 10, 3, vb.pp("conv1"))?,
            conv2: ConvPRelu::new(10, 16, 3, vb.pp("conv2"))?,
            conv3: ConvPRelu::new(16, 32, 3, vb.pp("conv3"))?,
            face: candle_nn::conv2d(32, 2, 1, Conv2dConfig::default(), vb.pp("conv4_1"))?,
            boxes: candle_nn::conv2d(32, 4, 1, Conv2dConfig::default(), vb.pp("conv4_2"))?,
        })
    }

    /// Face probability and box regression of every window.
    pub fn forward(&self, x: &Tensor) -> Result<(Tensor, Tensor)> {
        let x = pool(&self.conv1.forward(x)?, 2)?;
        let x = self.conv3.forward(&self.conv2.forward(&x)?)?;
        let face = face_probability(&self.face.forward(&x)?)?;
        Ok((face.squeeze(0)?, self.boxes.forward(&x)?.squeeze(0)?))
    }
}

/// Refinement network: (n, 3, 24, 24) → face probability (n) and box regression (n, 4).
pub struct RNet {
    conv1: ConvPRelu,
    conv2: ConvPRelu,
    conv3: ConvPRelu,
    dense: (Linear, PReLU),
    face: Linear,
    boxes: Linear,
}

impl RNet {
    /// Reads the layers `conv1`, `conv2`, `conv3`, `dense4`, `dense5_1`, `dense5_2`.
    pub fn new(vb: VarBuilder<'_>) -> Result<Self> {
        Ok(Self {
            conv1: ConvPRelu::new(3, 28, 3, vb.pp("conv1"))?,
            conv2: ConvPRelu::new(28, 48, 3, vb.pp("conv2"))?,
            conv3: ConvPRelu::new(48, 64, 2, vb.pp("conv3"))?,
            dense: dense(576, 128, vb.pp("dense4"))?,
            face: candle_nn::linear(128, 2, vb.pp("dense5_1"))?,
            boxes: candle_nn::linear(128, 4, vb.pp("dense5_2"))?,
        })
    }

    /// Face probability and box regression of every crop.
    pub fn forward(&self, x: &Tensor) -> Result<(Tensor, Tensor)> {
        let x = pool(&self.conv1.forward(x)?, 3)?;
        let x = pool(&self.conv2.forward(&x)?, 3)?;
        let x = flatten(&self.conv3.forward(&x)?)?;
        let x = self.dense.1.forward(&self.dense.0.forward(&x)?)?;
        Ok((face_probability(&self.face.forward(&x)?)?, self.boxes.forward(&x)?))
    }
}

/// Output network: (n, 3, 48, 48) → face probability (n), box regression (n, 4) and landmarks (n, 10: five x, five y).
pub struct ONet {
    conv1: ConvPRelu,
    conv2: ConvPRelu,
    conv3: ConvPRelu,
    conv4: ConvPRelu,
    dense: (Linear, PReLU),
    face: Linear,
    boxes: Linear,
    landmarks: Linear,
}

impl ONet {
    /// Reads the layers `conv1` to `conv4`, `dense5`, `dense6_1`, `dense6_2`, `dense6_3`.
    pub fn new(vb: VarBuilder<'_>) -> Result<Self> {
        Ok(Self {
            conv1: ConvPRelu::new(3, 32, 3, vb.pp("conv1"))?,
            conv2: ConvPRelu::new(32, 64, 3, vb.pp("conv2"))?,
            conv3: ConvPRelu::new(64, 64, 3, vb.pp("conv3"))?,
            conv4: ConvPRelu::new(64, 128, 2, vb.pp("conv4"))?,
            dense: dense(1152, 256, vb.pp("dense5"))?,
            face: candle_nn::linear(256, 2, vb.pp("dense6_1"))?,
            boxes: candle_nn::linear(256, 4, vb.pp("dense6_2"))?,
            landmarks: candle_nn::linear(256, 10, vb.pp("dense6_3"))?,
        })
    }

    /// Face probability, box regression and landmarks of every crop.
    pub fn forward(&self, x: &Tensor) -> Result<(Tensor, Tensor, Tensor)> {
        let x = pool(&self.conv1.forward(x)?, 3)?;
        let x = pool(&self.conv2.forward(&x)?, 3)?;
        let x = pool(&self.conv3.forward(&x)?, 2)?;
        let x = flatten(&self.conv4.forward(&x)?)?;
        let x = self.dense.1.forward(&self.dense.0.forward(&x)?)?;
        Ok((face_probability(&self.face.forward(&x)?)?, self.boxes.forward(&x)?, self.landmarks.forward(&x)?))
    }
}

fn dense(inputs: usize, outputs: usize, vb: VarBuilder<'_>) -> Result<(Linear, PReLU)> {
    Ok((candle_nn::linear(inputs, outputs, vb.clone())?, PReLU::new(vb.get(outputs, "prelu")?, false)))
}
