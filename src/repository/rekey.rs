//! The last step of a rekey in the record room: the keyed indexes, and with them the gallery's root.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::{
    RoomError,
    gallery::{check_root, root_over},
    packs::renew,
};
use crate::{
    audit::{GalleryRoots, Writing},
    gate::ProgramRekey,
    vocabulary::{Digest, ReferenceId},
};

/// Computes every keyed index anew, and gives the gallery's roots: images that could not be enrolled stand in it by their
/// keyed digests. Packed runs that were damaged (row ids in `emptied`) are packed again.
///
/// # Errors
/// [`RoomError::GalleryRoot`] where the references are not those that the book commits to; where a row cannot be written.
pub fn rekey_indexes(writing: &Writing<'_, ProgramRekey>, emptied: &[Vec<u8>]) -> Result<GalleryRoots, RoomError> {
    let rows = writing.rows();
    let [subjects, references, failures] = ["subject", "reference", "enroll_failure"].map(|table| writing.table(table));
    let (subjects, references, failures) = (subjects?, references?, failures?);
    // An honest Commander does not sign for what somebody else has changed.
    let mut images: Vec<(ReferenceId, Digest)> = Vec::new();
    let before = root_over(rows, &references, |opened| {
        images.extend(opened.iter().map(|(row, sheet)| (row.id, sheet.image)));
        Ok(())
    })?;
    check_root(before, writing.gallery_root())?;
    let by_label = writing.newest_index("subject", "label_index")?;
    for (id, sealed) in rows.subjects()? {
        let label = subjects.open("label", id.as_bytes(), &sealed)?;
        rows.put_label_index(id, by_label.index(&label).as_bytes())?;
    }
    let by_image = writing.newest_index("reference", "image_index")?;
    for (id, image) in images {
        rows.put_image_index(id, by_image.index(&image.0).as_bytes())?;
    }
    rekey_probes(writing)?;
    let by_failure = writing.newest_index("enroll_failure", "image_index")?;
    for (old, sealed) in rows.failure_details()? {
        let content: Zeroizing<Vec<u8>> = failures.open("details", &old, &sealed)?;
        let image = content.first_chunk::<32>().ok_or_else(|| RoomError::Content {
            what: "an image that could not be enrolled".into(),
            detail: "its digest is missing".into(),
        })?;
        let index = by_failure.index(image);
        rows.delete_failure(&old)?;
        rows.put_failure(index.as_bytes(), &failures.seal("details", index.as_bytes(), &content)?)?;
    }
    let number = |id: &Vec<u8>| id.first_chunk().map(|bytes| u64::from_be_bytes(*bytes));
    renew(writing, &emptied.iter().filter_map(number).collect::<BTreeSet<u64>>())
}

/// The image's digest stands in what was told of the probe. One that is not there (a probe of a test, or of a later
/// version) keeps no index: its template still finds it.
fn rekey_probes(writing: &Writing<'_, ProgramRekey>) -> Result<(), RoomError> {
    #[derive(serde::Deserialize)]
    struct Received {
        image: Digest,
    }
    let (rows, probes) = (writing.rows(), writing.table("probe")?);
    let by_probe = writing.newest_index("probe_image", "image_index")?;
    for (id, sealed) in rows.probe_intakes()? {
        let intake = probes.open("intake", id.as_bytes(), &sealed)?;
        if let Ok(Received { image }) = serde_json::from_slice(&intake) {
            rows.put_probe_index(id, by_probe.index(&image.0).as_bytes())?;
        }
    }
    Ok(())
}
