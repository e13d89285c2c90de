//! Decoding: what is read is read right, what is refused is refused in words, and nothing panics.

use frs::recognition::{DecodeError, DecodeLimits, Sample, decode};
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage,
    codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder},
    metadata::Orientation,
};
use proptest::prelude::*;

const FORMATS: [ImageFormat; 5] =
    [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff];

fn read(bytes: &[u8]) -> Result<Sample, DecodeError> {
    decode(bytes, &DecodeLimits::default())
}

/// 48×32, blocks of one colour each, so that JPEG keeps them.
fn blocks() -> RgbImage {
    RgbImage::from_fn(48, 32, |x, y| {
        let (column, row) = ((x / 16) as u8, (y / 16) as u8);
        image::Rgb([40 + 80 * column, 60 + 120 * row, 200 - 50 * column])
    })
}

fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn noisy(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 37 % 256) as u8, (y * 91 % 256) as u8, (x * y % 256) as u8])
    })
    .into()
}

#[test]
fn the_five_formats_are_read() {
    let picture = blocks();
    for format in FORMATS {
        let sample = read(&encode(&picture.clone().into(), format)).unwrap();
        assert_eq!((sample.width, sample.height, sample.stored_size), (48, 32, (48, 32)), "{format:?}");
        let difference =
            sample.pixels().iter().zip(picture.as_raw()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or_default();
        assert!(difference <= if format == ImageFormat::Jpeg { 4 } else { 0 }, "{format:?}: {difference}");
    }
}

fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0]);
    block
}

#[test]
fn every_exif_orientation_gives_the_same_upright_pixels() {
    let upright = blocks();
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let mut first = None;
        for number in 1..=8 {
            let undo = match Orientation::from_exif(number).unwrap() {
                Orientation::Rotate90 => Orientation::Rotate270,
                Orientation::Rotate270 => Orientation::Rotate90,
                other => other,
            };
            let mut stored = DynamicImage::from(upright.clone());
            stored.apply_orientation(undo);
            let stored = stored.into_rgb8();
            let mut bytes = Vec::new();
            let (width, height) = stored.dimensions();
            macro_rules! write {
                ($encoder:expr) => {{
                    let mut encoder = $encoder;
                    encoder.set_exif_metadata(exif(number)).unwrap();
                    encoder.write_image(&stored, width, height, ExtendedColorType::Rgb8).unwrap();
                }};
            }
            match format {
                ImageFormat::Jpeg => write!(JpegEncoder::new_with_quality(&mut bytes, 100)),
                ImageFormat::Png => write!(PngEncoder::new(&mut bytes)),
                _ => write!(WebPEncoder::new_lossless(&mut bytes)),
            }
            let sample = read(&bytes).unwrap();
            assert_eq!((sample.width, sample.height), upright.dimensions(), "{format:?} {number}");
            assert_eq!((sample.orientation, sample.stored_size), (number, (width, height)), "{format:?} {number}");
            let first = first.get_or_insert_with(|| sample.pixels().to_vec());
            assert_eq!(sample.pixels(), *first, "{format:?} {number}");
        }
    }
}

#[test]
fn grey_sixteen_bit_and_transparent_pictures_become_rgb() {
    let grey = image::GrayImage::from_pixel(3, 2, image::Luma([77]));
    assert_eq!(read(&encode(&grey.into(), ImageFormat::Png)).unwrap().pixels(), [77; 18]);
    let deep = image::ImageBuffer::from_pixel(2, 2, image::Rgb([0x8080u16, 0, 0xffff]));
    for format in [ImageFormat::Png, ImageFormat::Tiff] {
        let sample = read(&encode(&deep.clone().into(), format)).unwrap();
        assert_eq!(sample.pixels()[..3], [0x80, 0, 0xff], "{format:?}");
    }
    let clear = image::RgbaImage::from_fn(2, 1, |x, _| image::Rgba([0, 100, 200, if x == 0 { 0 } else { 128 }]));
    let sample = read(&encode(&clear.into(), ImageFormat::Png)).unwrap();
    assert_eq!(sample.pixels(), [255, 255, 255, 127, 177, 227]);
}

#[test]
fn refusals_say_what_happened_and_what_to_do() {
    let cases: [(&[u8], &str); 8] = [
        (b"", "the file is empty; get the original again"),
        (b"hello, this is no picture", "not an image; give a JPEG, PNG, WebP, BMP or TIFF file"),
        (
            b"GIF89a\x01\0\x01\0\0\0\0;",
            "GIF is not supported; convert a copy to PNG without editing it, and keep the original",
        ),
        (b"%PDF-1.7 ...", "PDF is not supported; convert a copy to PNG without editing it, and keep the original"),
        (
            b"\0\0\0\x18ftypheic\0\0\0\0",
            "HEIC is not supported; convert a copy to PNG without editing it, and keep the original",
        ),
        (
            b"\0\0\0\x18ftypisom\0\0\0\0",
            "video (MP4) is not supported; convert a copy to PNG without editing it, and keep the original",
        ),
        (
            b"\xff\xd8\xff\xe0\0\x10JFIF",
            "the JPEG file ends before the picture does; get a complete copy of the original",
        ),
        (b"\x89PNG\r\n\x1a\n", "the PNG file ends before the picture does; get a complete copy of the original"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(read(bytes).unwrap_err().to_string(), expected);
    }
}

#[test]
fn limits_are_held_before_pixels_are_made() {
    let bytes = encode(&noisy(60, 40), ImageFormat::Png);
    let with = |change: fn(&mut DecodeLimits)| {
        let mut limits = DecodeLimits::default();
        change(&mut limits);
        decode(&bytes, &limits).unwrap_err()
    };
    assert!(matches!(with(|l| l.max_bytes = 10), DecodeError::TooManyBytes { limit: 10, .. }));
    assert!(matches!(with(|l| l.max_pixels = 2399), DecodeError::TooManyPixels { width: 60, height: 40, .. }));
    assert!(matches!(with(|l| l.max_side = 59), DecodeError::TooManyPixels { .. }));
    assert!(matches!(with(|l| l.max_memory = 1000), DecodeError::TooMuchMemory(1000)));
    // A header that promises 65,535 × 65,535 pixels costs nothing.
    let mut bomb = encode(&noisy(2, 2), ImageFormat::Bmp);
    bomb[18..26].copy_from_slice(&[0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0]);
    assert!(matches!(read(&bomb), Err(DecodeError::TooManyPixels { .. })));
}

#[test]
fn files_with_several_pictures_are_refused() {
    // An APNG is a PNG with an acTL chunk before its data.
    let mut png = encode(&noisy(4, 4), ImageFormat::Png);
    let mut chunk = b"acTL\0\0\0\x02\0\0\0\0".to_vec();
    let sum = crc32(&chunk);
    chunk.splice(0..0, 8u32.to_be_bytes());
    chunk.extend(sum.to_be_bytes());
    png.splice(33..33, chunk);
    assert_eq!(read(&png), Err(DecodeError::SeveralPictures("PNG")));
    // A TIFF whose first directory names a second one.
    let mut tiff = encode(&noisy(4, 4), ImageFormat::Tiff);
    let at = u32::from_le_bytes(tiff[4..8].try_into().unwrap()) as usize;
    let entries = u16::from_le_bytes(tiff[at..at + 2].try_into().unwrap()) as usize;
    let next = at + 2 + 12 * entries;
    tiff[next..next + 4].copy_from_slice(&8u32.to_le_bytes());
    assert_eq!(read(&tiff), Err(DecodeError::SeveralPictures("TIFF")));
    // A WebP with the animation flag and two frames.
    let frame = |webp: &[u8]| {
        let image = &webp[12..];
        let mut body = [0u8; 16].to_vec();
        (body[6], body[9], body[12]) = (3, 3, 50);
        body.extend(image);
        let mut chunk = b"ANMF".to_vec();
        chunk.extend((body.len() as u32).to_le_bytes());
        chunk.extend(body);
        chunk
    };
    let still = encode(&noisy(4, 4), ImageFormat::WebP);
    let mut body = b"WEBPVP8X\x0a\0\0\0\x02\0\0\0\x03\0\0\x03\0\0ANIM\x06\0\0\0\0\0\0\0\0\0".to_vec();
    body.extend(frame(&still));
    body.extend(frame(&still));
    let mut webp = b"RIFF".to_vec();
    webp.extend((body.len() as u32).to_le_bytes());
    webp.extend(body);
    assert_eq!(read(&webp), Err(DecodeError::SeveralPictures("WebP")));
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

#[test]
fn a_file_cut_anywhere_is_refused_or_complete_but_never_another_picture() {
    for format in FORMATS {
        let bytes = encode(&noisy(40, 30), format);
        let whole = read(&bytes).unwrap();
        for length in 0..bytes.len() {
            if let Ok(sample) = read(&bytes[..length]) {
                assert!(sample == whole, "{format:?} cut at {length} of {}", bytes.len());
            }
        }
    }
}

proptest! {
    #[test]
    fn random_bytes_behind_a_known_beginning_never_panic(kind in 0usize..5, tail in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut bytes = encode(&noisy(5, 4), FORMATS[kind]);
        bytes.truncate(12 + tail.len() % 30);
        bytes.extend(tail);
        let _ = read(&bytes);
    }

    #[test]
    fn changed_bytes_never_panic(kind in 0usize..5, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = encode(&noisy(24, 18), FORMATS[kind]);
        for (index, value) in changes {
            let at = index.index(bytes.len());
            bytes[at] = value;
        }
        let _ = read(&bytes);
    }
}
