//! Finding, aligning, judging and embedding faces, with the real weights and real photographs.

mod decode;
mod detector;
mod dlib;
mod find;
mod import;
mod lfw;
mod portraits;
mod pose;
