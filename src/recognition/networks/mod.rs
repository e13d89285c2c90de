//! The networks; one file per architecture, tensor names as in the weights files.
//!
//! Their layers are the custom operations of [`kernels`]. `plain` builds the same networks from candle's own layers, which are slow and
//! obvious; tests hold one against the other.

pub(super) mod arcface_mobilefacenet;
pub(super) mod architecture;
pub(super) mod dlib_resnet;
pub(super) mod iresnet;
pub(super) mod kernels;
pub(super) mod mobilefacenet;
pub(super) mod mtcnn;
pub(super) mod network;
#[cfg(test)]
mod plain;
pub(super) mod plan;
pub(super) mod scrfd;
pub(super) mod sface;
pub(super) mod yunet;

/// RGB bytes of one image, rows from top to bottom.
pub(super) type Rgb<'a> = &'a [u8];

/// How pixel values become what a network takes: (x − mean) / scale, a mean for each of R, G, B.
#[derive(Clone, Copy)]
pub(super) struct Normalization {
    pub mean: [f32; 3],
    pub scale: f32,
}
