//! Stage 1: bytes of a file → upright RGB pixels.
//!
//! One still picture per file: what holds several (animations, multi-page TIFF) is refused, since it would be the
//! program's choice which of them counts. A picture that ends early is refused rather than filled with grey.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, Limits,
    codecs::{bmp::BmpDecoder, jpeg::JpegDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder},
    error::LimitErrorKind,
    metadata::Orientation,
};

use super::container;

/// What may be decoded at all.
#[derive(Debug, Clone, Copy)]
pub struct DecodeLimits {
    /// Size of the file, bytes.
    pub max_bytes: usize,
    /// Width × height.
    pub max_pixels: u64,
    /// Longer side, pixels.
    pub max_side: u32,
    /// What the decoder may allocate, bytes.
    pub max_memory: u64,
}

impl Default for DecodeLimits {
    /// 256 MiB of file, 100 megapixels, 65,535 a side, 1 GiB of memory.
    fn default() -> Self {
        Self { max_bytes: 256 << 20, max_pixels: 100_000_000, max_side: 65_535, max_memory: 1 << 30 }
    }
}

/// A decoded photograph: 8-bit RGB, upright.
#[derive(Clone, PartialEq, Eq)]
pub struct Sample {
    /// Pixels, of the upright picture.
    pub width: u32,
    /// Pixels, of the upright picture.
    pub height: u32,
    /// Name of the file format.
    pub format: &'static str,
    /// Width and height as stored, before EXIF orientation.
    pub stored_size: (u32, u32),
    /// EXIF orientation that was applied, 1 (none) to 8.
    pub orientation: u8,
    pixels: Vec<u8>,
}

impl Sample {
    /// A sample from pixels that are in memory already: rows from top to bottom, `R G B` each; `None` where the size is zero or
    /// does not fit.
    pub fn from_rgb(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let fits = (width as usize).checked_mul(height as usize)?.checked_mul(3)? == pixels.len() && !pixels.is_empty();
        fits.then_some(Self { width, height, format: "memory", stored_size: (width, height), orientation: 1, pixels })
    }

    /// Other pixels of the same file, as an edit leaves them; `None` where the size does not fit.
    pub(super) fn with_pixels(&self, width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let made = Self::from_rgb(width, height, pixels)?;
        Some(Self { format: self.format, stored_size: self.stored_size, orientation: self.orientation, ..made })
    }

    /// Rows from top to bottom, `R G B` each.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }
}

/// A photograph is personal data: its pixels stay out of logs.
impl std::fmt::Debug for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sample({}×{} {})", self.width, self.height, self.format)
    }
}

/// Why bytes did not become a photograph, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No bytes.
    #[error("the file is empty; get the original again")]
    Empty,
    /// The first bytes belong to no image format.
    #[error("not an image; give a JPEG, PNG, WebP, BMP or TIFF file")]
    NotAnImage,
    /// An image format that is not read.
    #[error("{0} is not supported; convert a copy to PNG without editing it, and keep the original")]
    Unsupported(&'static str),
    /// A variant of a supported format that is not read.
    #[error("this kind of {format} is not supported ({problem}); convert a copy to PNG without editing it")]
    UnsupportedKind {
        /// Name of the format.
        format: &'static str,
        /// What the decoder said.
        problem: String,
    },
    /// Several pictures in one file.
    #[error("the {0} file holds several pictures; save the one that counts as a file of its own")]
    SeveralPictures(&'static str),
    /// The file ends before the picture does.
    #[error("the {0} file ends before the picture does; get a complete copy of the original")]
    Truncated(&'static str),
    /// The file contradicts itself.
    #[error("the {format} file is damaged ({problem}); get the original again")]
    Damaged {
        /// Name of the format.
        format: &'static str,
        /// What the decoder said.
        problem: String,
    },
    /// The file is larger than allowed.
    #[error("the file has {found} bytes, at most {limit} are read")]
    TooManyBytes {
        /// Bytes of the file.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// The picture is larger than allowed.
    #[error("the picture is {width}×{height}; at most {max_side} pixels a side and {max_pixels} in all are read")]
    TooManyPixels {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// Pixels a side allowed.
        max_side: u32,
        /// Pixels allowed.
        max_pixels: u64,
    },
    /// Decoding would need more memory than allowed.
    #[error("decoding would need more than {0} bytes of memory")]
    TooMuchMemory(u64),
}

/// Decodes one photograph: JPEG, PNG, WebP, BMP or TIFF, known by its first bytes and never by its name.
///
/// 16-bit samples are scaled to 8 bits, grey is copied to three channels, CMYK is converted by the decoder, and what is transparent
/// is laid over white. Colour profiles are not applied. EXIF orientation is.
///
/// # Errors
/// [`DecodeError`], which says what to do.
pub fn decode(bytes: &[u8], limits: &DecodeLimits) -> Result<Sample, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if bytes.len() > limits.max_bytes {
        return Err(DecodeError::TooManyBytes { found: bytes.len(), limit: limits.max_bytes });
    }
    let format = image::guess_format(bytes).ok();
    let reader = Cursor::new(bytes);
    match format {
        Some(ImageFormat::Jpeg) => {
            if !container::jpeg_is_complete(bytes) {
                return Err(DecodeError::Truncated("JPEG"));
            }
            finish(JpegDecoder::new(reader), "JPEG", limits)
        }
        Some(ImageFormat::Png) => {
            let decoder = PngDecoder::with_limits(reader, memory(limits));
            if decoder.as_ref().is_ok_and(|d| d.is_apng().unwrap_or(false)) {
                return Err(DecodeError::SeveralPictures("PNG"));
            }
            finish(decoder, "PNG", limits)
        }
        Some(ImageFormat::WebP) => {
            let decoder = WebPDecoder::new(reader);
            if decoder.as_ref().is_ok_and(WebPDecoder::has_animation) {
                return Err(DecodeError::SeveralPictures("WebP"));
            }
            finish(decoder, "WebP", limits)
        }
        Some(ImageFormat::Bmp) => finish(BmpDecoder::new(reader), "BMP", limits),
        Some(ImageFormat::Tiff) => {
            if container::tiff_has_several_pages(bytes) {
                return Err(DecodeError::SeveralPictures("TIFF"));
            }
            finish(TiffDecoder::new(reader), "TIFF", limits)
        }
        Some(ImageFormat::Gif) => Err(DecodeError::Unsupported("GIF")),
        Some(ImageFormat::Avif) => Err(DecodeError::Unsupported("AVIF")),
        _ => Err(container::other_format(bytes).map_or(DecodeError::NotAnImage, DecodeError::Unsupported)),
    }
}

fn memory(limits: &DecodeLimits) -> Limits {
    let mut memory = Limits::no_limits();
    memory.max_alloc = Some(limits.max_memory);
    memory
}

fn finish<D: ImageDecoder>(
    decoder: image::ImageResult<D>,
    format: &'static str,
    limits: &DecodeLimits,
) -> Result<Sample, DecodeError> {
    let explain = |error| explain(error, format, limits);
    let mut decoder = decoder.map_err(explain)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > limits.max_side || pixels > limits.max_pixels {
        let (max_side, max_pixels) = (limits.max_side, limits.max_pixels);
        return Err(DecodeError::TooManyPixels { width, height, max_side, max_pixels });
    }
    if pixels == 0 {
        return Err(DecodeError::Damaged { format, problem: "a picture without pixels".to_owned() });
    }
    if decoder.total_bytes() > limits.max_memory {
        return Err(DecodeError::TooMuchMemory(limits.max_memory));
    }
    decoder.set_limits(memory(limits)).map_err(explain)?;
    // A damaged EXIF block is no reason to refuse the picture: without a readable orientation it is taken as it is.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::ImageRgb8(rgb(DynamicImage::from_decoder(decoder).map_err(explain)?));
    picture.apply_orientation(orientation);
    let (upright_width, upright_height) = (picture.width(), picture.height());
    Ok(Sample {
        width: upright_width,
        height: upright_height,
        format,
        stored_size: (width, height),
        orientation: orientation.to_exif(),
        pixels: picture.into_rgb8().into_raw(),
    })
}

/// 8-bit RGB; what is transparent is laid over white, as viewers and printers do.
fn rgb(picture: DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut flat = image::RgbImage::new(picture.width(), picture.height());
    for (out, pixel) in flat.pixels_mut().zip(picture.pixels()) {
        let [.., alpha] = pixel.0;
        for (value, colour) in out.0.iter_mut().zip(pixel.0) {
            let sum = u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            *value = ((sum + 127) / 255) as u8;
        }
    }
    flat
}

fn explain(error: image::ImageError, format: &'static str, limits: &DecodeLimits) -> DecodeError {
    use image::ImageError;
    match error {
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::InsufficientMemory => DecodeError::TooMuchMemory(limits.max_memory),
            _ => DecodeError::Damaged { format, problem: limit.to_string() },
        },
        ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => DecodeError::Truncated(format),
        ImageError::Unsupported(problem) => {
            DecodeError::UnsupportedKind { format, problem: one_line(&problem.to_string()) }
        }
        other => {
            let problem = one_line(&other.to_string());
            let cut_off = ["unexpected end", "UnexpectedEof", "failed to fill whole buffer", "end of file", "EOF"];
            if cut_off.iter().any(|words| problem.to_lowercase().contains(&words.to_lowercase())) {
                return DecodeError::Truncated(format);
            }
            DecodeError::Damaged { format, problem }
        }
    }
}

/// A decoder's message, short and without line breaks or control characters (it may quote the file).
fn one_line(message: &str) -> String {
    message.chars().map(|c| if c.is_control() { ' ' } else { c }).take(160).collect()
}
