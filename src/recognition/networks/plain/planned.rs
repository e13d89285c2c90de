//! Every plan on the kernels against the same plan from candle's own layers, with weights without pattern.

use std::collections::HashMap;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;

use super::{NORMALIZATION, builder, picture, plan as plain, tensor, weights};
use crate::recognition::networks::{
    Normalization,
    architecture::{self, Architecture, Kind},
    network::{Map, Network},
    plan::{Activation, Plan},
};

/// Values without pattern, −1 to 1.
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / 8_388_608.0 - 1.0
    }

    fn tensor(&mut self, shape: &[usize], middle: f32, spread: f32) -> Tensor {
        let count = shape.iter().product();
        let values: Vec<f32> = (0..count).map(|_| middle + spread * self.next()).collect();
        Tensor::from_vec(values, shape, &Device::Cpu).unwrap()
    }
}

/// Weights that keep values near their size through all layers.
pub fn random(plan: &Plan, seed: u32) -> HashMap<String, Tensor> {
    let mut noise = Noise(seed);
    let mut tensors = HashMap::new();
    for layer in plan.layers() {
        let inputs = layer.inputs / layer.groups;
        let spread = (3.0 / (inputs * layer.side * layer.side) as f32).sqrt();
        let mut put = |name: &str, tensor: Tensor| tensors.insert(format!("{}.{name}", layer.name), tensor);
        put("weight", noise.tensor(&[layer.outputs, inputs, layer.side, layer.side], 0.0, spread));
        put("bias", noise.tensor(&[layer.outputs], 0.0, 0.1));
        if layer.activation == Activation::Prelu {
            put("prelu", noise.tensor(&[layer.outputs], 0.25, 0.2));
        }
        if layer.affine {
            put("scale", noise.tensor(&[layer.inputs], 0.7, 0.2));
            put("shift", noise.tensor(&[layer.inputs], 0.0, 0.2));
        }
    }
    tensors
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

fn agree(what: &str, found: &[Vec<Map>], expected: &[Tensor]) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (output, (found, expected)) in found.iter().zip(expected).enumerate() {
        let (count, _, height, width) = expected.dims4().unwrap();
        let expected = expected.permute((0, 2, 3, 1)).unwrap().contiguous().unwrap();
        let expected = expected.reshape((count, ())).unwrap().to_vec2::<f32>().unwrap();
        assert_eq!(found.len(), count);
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!((found.height, found.width), (height, width), "{what}, output {output}");
            let largest = expected.iter().fold(0f32, |most, value| most.max(value.abs()));
            let off = found.values.iter().zip(expected).map(|(f, e)| (f - e).abs()).fold(0f32, f32::max);
            assert!(largest > 0.0 && off <= 2e-4 * largest, "{what}, output {output}: off by {off} of {largest}");
            assert!(cosine(&found.values, expected) > 0.999_999, "{what}, output {output}");
        }
    }
}

fn compare(architecture: &Architecture, values: usize, images: &[&[u8]], width: usize, height: usize) {
    let plan = architecture.plan(values);
    let vb = VarBuilder::from_tensors(random(&plan, 7), DType::F32, &Device::Cpu);
    let expected = plain::run(&plan, &vb, tensor(images, width, height)).unwrap();
    let network = Network::new(plan, &vb, NORMALIZATION).unwrap();
    agree(architecture.name, &network.forward(images, width, height).unwrap(), &expected);
}

/// The deepest and widest only repeat the layers of the smaller ones: they run where somebody asks for them.
#[test]
fn every_embedder_agrees() {
    for architecture in architecture::ARCHITECTURES {
        let Kind::Embedder(side) = architecture.kind else { continue };
        if !["dlib-resnet29", "iresnet18", "ir18", "arcface-mobilefacenet", "arcface-mobilefacenet-x2", "sface"]
            .contains(&architecture.name)
        {
            continue;
        }
        let images = [picture(side, side, 1), picture(side, side, 5)];
        compare(architecture, 128, &images.each_ref().map(Vec::as_slice), side, side);
    }
}

#[test]
#[ignore = "minutes: the large architectures, candle's own layers being slow"]
fn every_large_embedder_agrees() {
    for architecture in architecture::ARCHITECTURES {
        let Kind::Embedder(side) = architecture.kind else { continue };
        compare(architecture, 512, &[&picture(side, side, 3)], side, side);
    }
}

#[test]
fn every_detector_agrees_on_pictures_of_any_shape() {
    for architecture in architecture::ARCHITECTURES.iter().filter(|a| a.kind == Kind::Detector) {
        for (width, height) in [(96, 64), (32, 160)] {
            compare(architecture, 0, &[&picture(width, height, 3)], width, height);
        }
    }
}

#[test]
fn dlib_agrees_with_its_own_weights() {
    let bytes = weights("dlib-resnet29");
    let images = [picture(150, 150, 1), picture(150, 150, 5)];
    let images = images.each_ref().map(Vec::as_slice);
    let plan = architecture::of("dlib-resnet29").unwrap().plan(128);
    let expected = plain::run(&plan, &builder(&bytes), tensor(&images, 150, 150)).unwrap();
    let network = Network::new(plan, &builder(&bytes), NORMALIZATION).unwrap();
    agree("dlib-resnet29", &network.forward(&images, 150, 150).unwrap(), &expected);
    let other = Normalization { mean: [122.782, 117.001, 104.298], scale: 256.0 };
    let shifted = Network::new(architecture::of("dlib-resnet29").unwrap().plan(128), &builder(&bytes), other).unwrap();
    assert_ne!(shifted.forward(&images, 150, 150).unwrap(), network.forward(&images, 150, 150).unwrap());
}
