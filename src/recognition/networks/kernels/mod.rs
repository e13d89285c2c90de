//! Convolutions that candle's own layers are too slow for, as custom operations over blocked tensors.
//!
//! A blocked tensor is (n, c/16, h, w, 16): sixteen channels of one pixel lie together, the last block filled up with zeros.
//! Pictures with up to four channels are (n, 1, h, w, 4). A convolution keeps a tile of pixels × channels in registers and adds bias,
//! residual and PReLU before it stores, so that memory is touched once.
//!
//! Each output value is one chain of operations in one fixed order, whatever the width of the registers: AVX-512, AVX2, NEON
//! and plain code give the same bits, on one thread or many, for one image or many. A layer's form (direct sum, Winograd) hangs on the
//! layer alone. Where one image has several cores, large layers are cut into parts (`part`); where there are more
//! images than cores, one image per core is faster and simpler, and nothing is spread.

mod chain;
mod convolution;
mod depthwise;
mod layers;
mod maps;
mod memory;
mod operation;
mod part;
mod pictures;
mod winograd;

use pulp::Simd;

pub use layers::{Bottleneck, Conv, Depthwise};
pub use maps::{Pool, add_extended, max_pool, mean, pool, upsample};
pub use memory::{give, next};
pub use pictures::{blocked, unblocked};

/// Channels of a block.
pub const LANES: usize = 16;
/// Channels of a picture's pixel.
pub const PICTURE_LANES: usize = 4;

/// One image of a blocked tensor: blocks × height × width pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub blocks: usize,
    pub height: usize,
    pub width: usize,
}

impl Size {
    pub fn pixels(&self) -> usize {
        self.blocks * self.height * self.width
    }
}

/// What is done to a sum before it is stored; blocks of sixteen channels, as flat values.
pub struct Epilogue {
    pub bias: Vec<f32>,
    /// PReLU: values below zero are multiplied with this.
    pub slope: Option<Vec<f32>>,
}

/// PReLU: a value below zero times its slope.
#[inline(always)]
fn prelu<S: Simd>(simd: S, value: S::f32s, slope: S::f32s) -> S::f32s {
    let below = simd.less_than_f32s(value, simd.splat_f32s(0.0));
    simd.select_f32s(below, simd.mul_f32s(value, slope), value)
}
