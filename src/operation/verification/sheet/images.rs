//! Pictures of a report: made anew from pixels, reduced to what a page needs.

use crate::{
    operation::OperationError,
    recognition::{Component, DecodeLimits, Face, Recognizer, Sample, decode, picture},
    report::{LeadImage, LeadMeasure, LeadPicture},
    seal::sha256,
    vocabulary::Digest,
};

/// Longest side in pixels: the probe.
pub(super) const LARGE: u32 = 720;
/// A candidate that is kept.
pub(super) const MEDIUM: u32 = 440;
/// Any other.
pub(super) const SMALL: u32 = 260;

/// An image with its pictures; where no face is found in it any more, without a crop.
///
/// # Errors
/// Where a picture cannot be made.
pub(super) fn look(
    recognizer: &Recognizer,
    sample: &Sample,
    sha256: Digest,
    chosen: usize,
    side: u32,
) -> Result<LeadImage, OperationError> {
    let faces = recognizer.detect(sample)?;
    let face = faces.get(chosen);
    let (png, width, height) = picture::whole_of(sample, face, side)?;
    Ok(LeadImage {
        quality: face.map_or_else(Vec::new, |_| measures(recognizer, sample, &faces, chosen)),
        whole: LeadPicture { png, width, height },
        face: face.map(|face| upright(sample, face, side)).transpose()?,
        ..bare(sample, sha256)
    })
}

/// An image that nothing was measured on.
///
/// # Errors
/// Where the picture cannot be made.
pub(super) fn plain(sample: &Sample, sha256: Digest, side: u32) -> Result<LeadImage, OperationError> {
    let (png, width, height) = picture::whole_of(sample, None, side)?;
    Ok(LeadImage { whole: LeadPicture { png, width, height }, ..bare(sample, sha256) })
}

/// As [`look`], of a file.
///
/// # Errors
/// Where it is no image.
pub(super) fn look_at_file(
    recognizer: &Recognizer,
    image: &[u8],
    name: &str,
    side: u32,
) -> Result<LeadImage, OperationError> {
    let sample = decode(image, &DecodeLimits::default())
        .map_err(|error| OperationError::Integrity(format!("{name}: {error}")))?;
    look(recognizer, &sample, sha256(image), 0, side)
}

fn bare(sample: &Sample, sha256: Digest) -> LeadImage {
    LeadImage {
        sha256,
        width: sample.width,
        height: sample.height,
        quality: Vec::new(),
        whole: LeadPicture { png: Vec::new(), width: 0, height: 0 },
        face: None,
    }
}

fn upright(sample: &Sample, face: &Face, side: u32) -> Result<LeadPicture, OperationError> {
    let crop = picture::crop_of(sample, face, side as usize)?;
    Ok(LeadPicture { png: crop.png, width: side, height: side })
}

fn measures(recognizer: &Recognizer, sample: &Sample, faces: &[Face], chosen: usize) -> Vec<LeadMeasure> {
    let quality = recognizer.assess(sample, faces, chosen);
    let past = quality.findings(recognizer.limits());
    let measure = |component: Component| LeadMeasure {
        component: component.as_str().replace('_', " "),
        measure: format!("{:.2}", quality.measure(component)),
        past_limit: past.iter().any(|finding| finding.component == component),
    };
    Component::ALL.into_iter().map(measure).collect()
}
