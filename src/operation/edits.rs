//! Edits to a probe: read from the command line, and made again from what is stored, so that a probe's image as it was used
//! is always the one that was measured.

use jiff::Timestamp;
use serde::Deserialize;

use super::OperationError;
use crate::{
    audit::Access,
    gate::OpensFaces,
    recognition::{DecodeLimits, Edit, EditError, Sample, apply_edits, check_edits, decode},
    repository::{probe_image, read_probe},
    vocabulary::{Digest, EditStep, ProbeId},
};

impl From<EditError> for OperationError {
    fn from(error: EditError) -> Self {
        Self::Usage(error.to_string())
    }
}

/// Reads the edits of a command line, in their order.
///
/// # Errors
/// Where one is none, or the list is none.
pub fn read_edits(texts: &[String]) -> Result<Vec<Edit>, OperationError> {
    let edits = texts.iter().map(|text| text.parse()).collect::<Result<Vec<Edit>, _>>()?;
    check_edits(&edits)?;
    Ok(edits)
}

/// A stored probe's photograph.
pub(super) struct ProbePicture {
    /// SHA-256 of the file as received.
    pub image: Digest,
    /// Upright, as decoded, before any edit.
    pub received: Sample,
    /// What was measured: as received, where nothing was edited.
    pub used: Sample,
    /// What was done between the two.
    pub edits: Vec<EditStep>,
    /// The face that counts, from 0.
    pub chosen: usize,
    /// When it was let in.
    pub admitted: Timestamp,
}

/// Reads a probe's photograph and makes its edits again; each step must give the pixels that it gave when the probe was let in.
///
/// # Errors
/// Where the image is not the one that was let in, or a step gives other pixels.
pub(super) fn probe_picture<Op: OpensFaces>(
    access: &Access<'_, Op>,
    probe: ProbeId,
) -> Result<ProbePicture, OperationError> {
    #[derive(Deserialize)]
    struct Received {
        image: Digest,
        chosen: usize,
        admitted: Timestamp,
        #[serde(default)]
        edits: Vec<EditStep>,
    }
    let stored = read_probe(access, probe)?;
    let told: Received = serde_json::from_str(&stored.intake)
        .map_err(|e| OperationError::Integrity(format!("the record of {probe} cannot be read: {e}")))?;
    let image = probe_image(access, probe, told.image)?;
    let received = decode(&image, &DecodeLimits::default())
        .map_err(|error| OperationError::Integrity(format!("{probe}: {error}")))?;
    let used =
        made_again(&received, &told.edits).map_err(|why| OperationError::Integrity(format!("{probe}: {why}")))?;
    Ok(ProbePicture {
        image: told.image,
        received,
        used,
        edits: told.edits,
        chosen: told.chosen.saturating_sub(1),
        admitted: told.admitted,
    })
}

/// The edits of a record, made again.
///
/// # Errors
/// Which step gives other pixels than are recorded.
pub(super) fn made_again(received: &Sample, steps: &[EditStep]) -> Result<Sample, String> {
    let edits = steps.iter().map(|step| step.edit.parse()).collect::<Result<Vec<Edit>, EditError>>();
    let (used, made) = edits.and_then(|edits| apply_edits(received, &edits)).map_err(|error| error.to_string())?;
    match steps.iter().zip(&made).enumerate().find(|(_, (recorded, made))| recorded != made) {
        None => Ok(used),
        Some((0, (recorded, made))) if recorded.before != made.before => Err(format!(
            "the file decodes to other pixels ({}) than those that were edited ({}): this version's decoder, or the record, is \
             another one",
            made.before, recorded.before
        )),
        Some((_, (recorded, made))) => Err(format!(
            "the edit {} gives the pixels {}, and {} is recorded: the record is not the one that was made",
            recorded.edit, made.sha256, recorded.sha256
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_is_not_what_was_made_is_found() {
        let pixels = |of: u8| (0..4_800_u16).map(|at| (at % 241) as u8 ^ of).collect();
        let received = Sample::from_rgb(40, 40, pixels(0)).unwrap();
        let texts = ["crop=0,0,30,30", "rotate=7.5", "contrast=1.5"].map(str::to_owned);
        let (used, steps) = apply_edits(&received, &read_edits(&texts).unwrap()).unwrap();
        assert!(made_again(&received, &steps).unwrap() == used);
        // Another file, another digest, another edit, one edit less between two others, a size, a count.
        let other = Sample::from_rgb(40, 40, pixels(1)).unwrap();
        assert!(made_again(&other, &steps).unwrap_err().contains("decodes to other pixels"));
        let changed = |change: &dyn Fn(&mut Vec<EditStep>)| {
            let mut steps = steps.clone();
            change(&mut steps);
            made_again(&received, &steps).unwrap_err()
        };
        for why in [
            changed(&|steps| steps[2].sha256 = steps[0].sha256),
            changed(&|steps| steps[1].edit = "rotate=7.51".into()),
            changed(&|steps| drop(steps.remove(1))),
            changed(&|steps| steps[0].width = 31),
            changed(&|steps| steps[2].clipped += 1),
        ] {
            assert!(why.contains("the record is not the one that was made"), "{why}");
        }
        assert!(changed(&|steps| steps[0].edit = "sharpen=2".into()).contains("no such edit"));
    }
}
