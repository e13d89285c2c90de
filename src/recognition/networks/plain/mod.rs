//! The networks from candle's own layers: the oracle of the kernels.

mod mobilefacenet;
mod mtcnn;
mod plan;
mod planned;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;

use super::{Normalization, mobilefacenet::MobileFaceNet, mtcnn as blocked};

const NORMALIZATION: Normalization = Normalization { mean: [127.5; 3], scale: 128.0 };

fn weights(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/models/{name}/weights.safetensors", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn builder(bytes: &[u8]) -> VarBuilder<'_> {
    VarBuilder::from_slice_safetensors(bytes, DType::F32, &Device::Cpu).unwrap()
}

/// Something between noise and a picture.
fn picture(width: usize, height: usize, seed: usize) -> Vec<u8> {
    let value = |i: usize| {
        let (x, y, c) = (i / 3 % width, i / 3 / width, i % 3);
        128.0
            + 90.0 * ((x * (seed + 3)) as f64 / 9.0).sin() * ((y + c * 7) as f64 / 11.0).cos()
            + (i * seed * 7919 % 37) as f64
    };
    (0..3 * width * height).map(|i| value(i).clamp(0.0, 255.0) as u8).collect()
}

fn tensor(images: &[&[u8]], width: usize, height: usize) -> Tensor {
    let mut values = Vec::new();
    for image in images {
        for channel in 0..3 {
            values.extend(image.iter().skip(channel).step_by(3).map(|v| (f32::from(*v) - 127.5) / 128.0));
        }
    }
    Tensor::from_vec(values, (images.len(), 3, height, width), &Device::Cpu).unwrap()
}

fn near(found: impl IntoIterator<Item = f32>, expected: impl IntoIterator<Item = f32>, tolerance: f32) {
    let (found, expected): (Vec<f32>, Vec<f32>) = (found.into_iter().collect(), expected.into_iter().collect());
    assert_eq!(found.len(), expected.len());
    for (i, (f, e)) in found.iter().zip(&expected).enumerate() {
        assert!((f - e).abs() <= tolerance, "value {i}: {f} against {e}");
    }
}

#[test]
fn pnet_agrees_at_every_remainder_of_its_tiles() {
    let bytes = weights("mtcnn");
    let (fast, plain) = (
        blocked::PNet::new(&builder(&bytes).pp("pnet"), NORMALIZATION).unwrap(),
        mtcnn::PNet::new(builder(&bytes).pp("pnet")).unwrap(),
    );
    for (width, height) in [(12, 12), (13, 12), (12, 17), (40, 31), (57, 44), (74, 29)] {
        let image = picture(width, height, width);
        let (columns, found) = fast.forward(&image, width, height).unwrap();
        let (face, regression) = plain.forward(&tensor(&[&image], width, height)).unwrap();
        assert_eq!((found.len() / columns, columns), face.dims2().unwrap(), "{width}×{height}");
        near(found.iter().map(|o| o.face), face.flatten_all().unwrap().to_vec1::<f32>().unwrap(), 1e-5);
        let expected = regression.permute((1, 2, 0)).unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
        near(found.iter().flat_map(|o| o.regression), expected, 1e-4);
    }
}

#[test]
fn rnet_and_onet_agree() {
    let bytes = weights("mtcnn");
    let crops: Vec<Vec<u8>> = (1..6).map(|seed| picture(24, 24, seed)).collect();
    let crops: Vec<&[u8]> = crops.iter().map(Vec::as_slice).collect();
    let found = blocked::RNet::new(&builder(&bytes).pp("rnet"), NORMALIZATION).unwrap().forward(&crops).unwrap();
    let plain = mtcnn::RNet::new(builder(&bytes).pp("rnet")).unwrap();
    let (face, regression) = plain.forward(&tensor(&crops, 24, 24)).unwrap();
    near(found.iter().map(|o| o.face), face.to_vec1::<f32>().unwrap(), 1e-5);
    near(found.iter().flat_map(|o| o.regression), regression.flatten_all().unwrap().to_vec1::<f32>().unwrap(), 1e-4);

    let crops: Vec<Vec<u8>> = (1..4).map(|seed| picture(48, 48, seed)).collect();
    let crops: Vec<&[u8]> = crops.iter().map(Vec::as_slice).collect();
    let found = blocked::ONet::new(&builder(&bytes).pp("onet"), NORMALIZATION).unwrap().forward(&crops).unwrap();
    let plain = mtcnn::ONet::new(builder(&bytes).pp("onet")).unwrap();
    let (face, regression, landmarks) = plain.forward(&tensor(&crops, 48, 48)).unwrap();
    near(found.iter().map(|(o, _)| o.face), face.to_vec1::<f32>().unwrap(), 1e-5);
    near(
        found.iter().flat_map(|(o, _)| o.regression),
        regression.flatten_all().unwrap().to_vec1::<f32>().unwrap(),
        1e-4,
    );
    near(found.iter().flat_map(|(_, l)| *l), landmarks.flatten_all().unwrap().to_vec1::<f32>().unwrap(), 1e-4);
}

#[test]
fn mobilefacenet_agrees() {
    let bytes = weights("mobilefacenet");
    let images = [picture(112, 112, 1), picture(112, 112, 5)];
    let images: Vec<&[u8]> = images.iter().map(Vec::as_slice).collect();
    let found = MobileFaceNet::new(192, &builder(&bytes), NORMALIZATION).unwrap().forward_on(&images, 1).unwrap();
    let plain = mobilefacenet::MobileFaceNet::new(192, builder(&bytes)).unwrap();
    let expected = plain.forward(&tensor(&images, 112, 112)).unwrap().to_vec2::<f32>().unwrap();
    let length = expected[0].iter().map(|v| v * v).sum::<f32>().sqrt();
    near(found.into_iter().flatten(), expected.into_iter().flatten(), 2e-5 * length);
}
