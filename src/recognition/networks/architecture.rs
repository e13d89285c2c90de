//! Which architectures there are, by the name that a card gives.

use super::{
    arcface_mobilefacenet, dlib_resnet,
    iresnet::{self, Shortcut},
    mobilefacenet::MobileFaceNet,
    plan::Plan,
    scrfd, sface, yunet,
};

/// MobileFaceNet as TensorFlow pads it; no plan.
pub const MOBILEFACENET: &str = "mobilefacenet";

/// An architecture that is a plan.
pub struct Architecture {
    /// As cards name it.
    pub name: &'static str,
    /// What a reader knows it as.
    pub title: &'static str,
    pub kind: Kind,
    /// Mean and scale that its published exports were trained with.
    pub normalization: (f32, f32),
    /// Order of the channels that its published exports take.
    pub channels: &'static str,
    /// Whether ONNX files of it are imported; dlib's is converted from its own format.
    pub imported: bool,
    build: fn(usize) -> Plan,
}

/// What an architecture does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Takes an aligned face of so many pixels a side.
    Embedder(usize),
    /// Takes any picture.
    Detector,
}

impl Architecture {
    /// The plan; `values` is the length of an embedder's output.
    pub fn plan(&self, values: usize) -> Plan {
        (self.build)(values)
    }
}

const ARCFACE: (f32, f32) = (127.5, 127.5);
const SCRFD: (f32, f32) = (127.5, 128.0);
const RAW: (f32, f32) = (0.0, 1.0);

/// All of them. dlib's is made by `models/convert`; the others by `frs model import`.
#[rustfmt::skip]
pub const ARCHITECTURES: &[Architecture] = {
    use {Kind::{Detector, Embedder}, Shortcut::{Projected, Sampled}};
    const fn row(
        name: &'static str, title: &'static str, kind: Kind, normalization: (f32, f32), channels: &'static str,
        build: fn(usize) -> Plan,
    ) -> Architecture {
        Architecture { name, title, kind, normalization, channels, imported: true, build }
    }
    &[
        Architecture {
            imported: false,
            ..row("dlib-resnet29", "dlib ResNet-29", Embedder(dlib_resnet::SIDE), (0.0, 256.0), "RGB", dlib_resnet::plan)
        },
        row("iresnet18", "ArcFace IResNet-18", Embedder(iresnet::SIDE), ARCFACE, "RGB",
            |values| iresnet::plan([2, 2, 2, 2], Projected, values)),
        row("iresnet34", "ArcFace IResNet-34", Embedder(iresnet::SIDE), ARCFACE, "RGB",
            |values| iresnet::plan([3, 4, 6, 3], Projected, values)),
        row("iresnet50", "ArcFace IResNet-50", Embedder(iresnet::SIDE), ARCFACE, "RGB",
            |values| iresnet::plan([3, 4, 14, 3], Projected, values)),
        row("iresnet100", "ArcFace IResNet-100", Embedder(iresnet::SIDE), ARCFACE, "RGB",
            |values| iresnet::plan([3, 13, 30, 3], Projected, values)),
        row("ir18", "AdaFace IR-18", Embedder(iresnet::SIDE), ARCFACE, "BGR",
            |values| iresnet::plan([2, 2, 2, 2], Sampled, values)),
        row("ir34", "AdaFace IR-34", Embedder(iresnet::SIDE), ARCFACE, "BGR",
            |values| iresnet::plan([3, 4, 6, 3], Sampled, values)),
        row("ir50", "AdaFace IR-50", Embedder(iresnet::SIDE), ARCFACE, "BGR",
            |values| iresnet::plan([3, 4, 14, 3], Sampled, values)),
        row("ir101", "AdaFace IR-101", Embedder(iresnet::SIDE), ARCFACE, "BGR",
            |values| iresnet::plan([3, 13, 30, 3], Sampled, values)),
        row("arcface-mobilefacenet", "ArcFace MobileFaceNet", Embedder(arcface_mobilefacenet::SIDE), ARCFACE, "RGB",
            |values| arcface_mobilefacenet::plan([1, 4, 6, 2], 1, values)),
        row("arcface-mobilefacenet-x2", "ArcFace MobileFaceNet, twice as wide", Embedder(arcface_mobilefacenet::SIDE),
            ARCFACE, "RGB", |values| arcface_mobilefacenet::plan([1, 4, 6, 2], 2, values)),
        row("arcface-mobilefacenet-large", "ArcFace MobileFaceNet, large", Embedder(arcface_mobilefacenet::SIDE),
            ARCFACE, "RGB", |values| arcface_mobilefacenet::plan([2, 8, 12, 4], 4, values)),
        row("sface", "SFace (MobileNet)", Embedder(sface::SIDE), RAW, "RGB", sface::plan),
        row("yunet-s", "YuNet (s, OpenCV's of 2023)", Detector, RAW, "BGR", |_| yunet::plan(yunet::S)),
        row("yunet-n", "YuNet (n)", Detector, RAW, "BGR", |_| yunet::plan(yunet::N)),
        row("scrfd-500m", "SCRFD 500M with landmarks", Detector, SCRFD, "RGB", |_| scrfd::plan(scrfd::M500)),
        row("scrfd-2.5g", "SCRFD 2.5G with landmarks", Detector, SCRFD, "RGB", |_| scrfd::plan(scrfd::G2_5)),
        row("scrfd-10g", "SCRFD 10G with landmarks", Detector, SCRFD, "RGB", |_| scrfd::plan(scrfd::G10)),
    ]
};

/// The architecture of a name.
pub fn of(name: &str) -> Option<&'static Architecture> {
    ARCHITECTURES.iter().find(|architecture| architecture.name == name)
}

/// Side of the aligned face that an embedder takes; `None` for what is no embedder.
pub fn side(name: &str) -> Option<usize> {
    match of(name).map(|architecture| architecture.kind) {
        Some(Kind::Embedder(side)) => Some(side),
        Some(Kind::Detector) => None,
        None => (name == MOBILEFACENET).then_some(MobileFaceNet::SIDE),
    }
}
