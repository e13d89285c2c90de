//! Small files that would become large, in each format; and a bundle that would be unpacked elsewhere than it was told.

use std::{fs, io::Cursor};

use frs::seal::seal_to;
use image::{DynamicImage, ImageFormat, RgbImage};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    hostile::{CEILING, chunk, enroll, png_of, said, within},
    ready::secrets,
    world::*,
};

/// `length` zeros as a zlib stream: one literal, then copies of 258 from one byte back, in the fixed code of deflate (RFC 1951).
fn packed_zeros(length: u64) -> Vec<u8> {
    let mut stream = vec![0x78, 0x9c];
    let (mut bits, mut held) = (0_u64, 0_u32);
    let mut put = |value: u64, count: u32, stream: &mut Vec<u8>| {
        bits |= value << held;
        held += count;
        while held >= 8 {
            stream.push(bits as u8);
            bits >>= 8;
            held -= 8;
        }
    };
    // The last block, fixed code; codes stand with their highest bit first.
    put(0b011, 3, &mut stream);
    let literal = u64::from(0x30_u8.reverse_bits());
    let copies = (length - 1) / 258;
    for _ in 0..length - 258 * copies {
        put(literal, 8, &mut stream);
    }
    let copy = u64::from(0b1100_0101_u8.reverse_bits());
    for _ in 0..copies {
        put(copy, 13, &mut stream);
    }
    put(0, 7, &mut stream);
    put(0, 8, &mut stream);
    // Adler-32 of so many zeros.
    let sum = (length % 65_521) << 16 | 1;
    stream.extend((sum as u32).to_be_bytes());
    stream
}

/// A whole picture of 8 × 6 in this format, for its header to be changed.
fn tiny(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::new(8, 6)).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|window| window == what).unwrap()
}

/// The same pictures, whose headers promise thousands of millions of pixels.
fn promising() -> Vec<(&'static str, Vec<u8>)> {
    let mut jpeg = tiny(ImageFormat::Jpeg);
    // Height and width in the frame header.
    let frame = find(&jpeg, &[0xff, 0xc0]);
    jpeg[frame + 5..frame + 9].fill(0xff);
    let mut bmp = tiny(ImageFormat::Bmp);
    bmp[18..26].copy_from_slice(&[0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0]);
    let mut webp = tiny(ImageFormat::WebP);
    // Twice 14 bits after the signature of a lossless picture.
    let lossless = find(&webp, b"VP8L") + 8;
    webp[lossless + 1..lossless + 4].fill(0xff);
    webp[lossless + 4] |= 0x0f;
    let mut tiff = tiny(ImageFormat::Tiff);
    // Entries of twelve bytes: tag, kind, count, value. Width and height are tags 256 and 257.
    let from = u32::from_le_bytes(tiff[4..8].try_into().unwrap()) as usize;
    for at in (from + 2..).step_by(12).take(usize::from(tiff[from])) {
        if matches!(tiff[at..at + 2], [0 | 1, 1]) {
            tiff[at + 8..at + 10].fill(0xff);
        }
    }
    vec![("promises.jpg", jpeg), ("promises.bmp", bmp), ("promises.webp", webp), ("promises.tif", tiff)]
}

#[test]
#[cfg(target_os = "linux")]
fn a_header_that_promises_a_giant_costs_no_memory_in_any_format() {
    let world = World::new();
    for (name, bytes) in promising() {
        world.manager.write(name, bytes);
        let output = within(&world.manager, CEILING, &enroll(name, "S-1"));
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
        assert!(said(&output).contains("\"result\":\"not-an-image\""), "{name}: {}", said(&output));
    }
    world.verify();
}

#[test]
#[cfg(target_os = "linux")]
fn what_unpacks_to_much_more_than_it_is_stays_below_the_ceiling() {
    let world = World::new();
    let manager = &world.manager;
    // A hundred megapixels of black, the most that is read, in two megabytes.
    let (width, height) = (10_000_u32, 9_999_u32);
    let whole = png_of(width, height, &[], &packed_zeros(u64::from(height) * (1 + 3 * u64::from(width))));
    assert!(whole.len() < 3 << 20);
    manager.write("black.png", whole);
    let black = within(manager, CEILING, &enroll("black.png", "S-1"));
    assert!(said(&black).contains("\"result\":\"no-face\""), "{}", said(&black));
    // A colour profile and a remark that unpack to three gibibytes each, in a picture of 8 × 6.
    let bomb = packed_zeros(3 << 30);
    let rows = packed_zeros(6 * (1 + 3 * 8));
    for (name, kind, before) in [("profile.png", b"iCCP", b"p\0\0".as_slice()), ("remark.png", b"zTXt", b"Comment\0\0")]
    {
        let extra = chunk(kind, &[before, &bomb].concat());
        manager.write(name, png_of(8, 6, &extra, &rows));
        let output = within(manager, CEILING, &enroll(name, "S-1"));
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
        let told =
            ["\"result\":\"no-face\"", "\"result\":\"not-an-image\""].iter().any(|word| said(&output).contains(word));
        assert!(told, "{name}: {}", said(&output));
    }
    world.verify();
}

type Zip = ZipWriter<Cursor<Vec<u8>>>;

/// Nothing of it is written, in its directory or beside it.
#[test]
fn a_bundle_that_reaches_out_of_its_directory_is_not_unpacked() {
    let place = tempfile::tempdir().unwrap();
    let person = new_person(place.path(), "recipient");
    let key = secrets(&person.dir).receiving.receiving_key();
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let zipped = |write: &dyn Fn(&mut Zip)| {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        write(&mut out);
        out.finish().unwrap().into_inner()
    };
    let named = |name: &'static str| {
        zipped(&move |zip| {
            zip.start_file(name, plain).unwrap();
            std::io::Write::write_all(zip, b"planted").unwrap();
        })
    };
    let mut bundles: Vec<Vec<u8>> =
        ["../planted.txt", "/tmp/planted.txt", "a/planted.txt", "..", "con\u{202e}txt.", "a\nb", ".planted"]
            .map(named)
            .into();
    bundles.push(zipped(&|zip| zip.add_symlink("planted", "/etc/passwd", plain).unwrap()));
    bundles.push(zipped(&|zip| zip.add_directory("planted", plain).unwrap()));
    let names = |place: &std::path::Path| files(place).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    person.write("bundle.age", b"");
    let before = names(place.path());
    for bundle in bundles {
        person.write("bundle.age", seal_to(&key, &bundle).unwrap());
        let refused = person.run(&["share", "open", "bundle.age", "--out", "got"]).code(5);
        assert!(!stderr(&refused).contains('\u{202e}'), "{}", stderr(&refused));
        assert!(!person.path("got").exists() && fs::symlink_metadata("/tmp/planted.txt").is_err());
        assert_eq!(names(place.path()), before);
    }
}
