//! The networks, in Candle layers; one file per architecture, tensor names as in the weights files.

pub(super) mod mobilefacenet;
pub(super) mod mtcnn;
