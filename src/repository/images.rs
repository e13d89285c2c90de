//! The two photographs that are compared: the probe as it was received, the reference as it was enrolled.

use zeroize::Zeroizing;

use super::{
    RoomError,
    gallery::{SEGMENT, Sheet, check_root, read_segment, segment_digest},
};
use crate::{
    audit::{Access, Moment, TableVault, gallery_root},
    gate::OpensFaces,
    seal::sha256,
    store::{ReferenceRow, Rows},
    vocabulary::{Digest, ProbeId, ReferenceId, SubjectId, Template},
};

/// A reference's photograph with what is known of it.
pub struct ReferenceImage {
    /// Whose face.
    pub subject: SubjectId,
    /// What is known of it, as JSON.
    pub details: String,
    /// What the repository calls the person.
    pub label: String,
    /// The file, as received.
    pub image: Zeroizing<Vec<u8>>,
}

/// A probe's image file, held against the digest that was taken when it was let in.
///
/// # Errors
/// Where there is none, or it is not the one that was let in.
pub fn probe_image<Op: OpensFaces>(
    access: &Access<'_, Op>,
    id: ProbeId,
    taken: Digest,
) -> Result<Zeroizing<Vec<u8>>, RoomError> {
    let unknown = || RoomError::Unknown { what: "probe", id: id.to_string() };
    let sealed = access.rows().probe_image(id)?.ok_or_else(unknown)?;
    let image = access.faces()?.table("probe")?.open("image", id.as_bytes(), &sealed)?;
    if sha256(&image) == taken {
        return Ok(image);
    }
    Err(RoomError::Content { what: id.to_string(), detail: "its image is not the one that was let in".into() })
}

/// A reference's template, held against the gallery's root as [`reference_image`] does; `None` where it is not there any more.
///
/// # Errors
/// [`RoomError::GalleryRoot`] where the references are not those of the book.
pub fn reference_template<Op: OpensFaces>(
    access: &Access<'_, Op>,
    moment: &Moment<'_>,
    id: ReferenceId,
) -> Result<Option<Template>, RoomError> {
    let (rows, table) = (access.rows(), access.faces()?.table("reference")?);
    let Some(row) = rows.reference(id)? else { return Ok(None) };
    let opened = checked_segment(&rows, &table, moment, row.position / SEGMENT)?;
    let Some((row, sheet)) = opened.iter().find(|(row, _)| row.id == id) else { return Ok(None) };
    Ok(Some(Template::from_bytes(row.model, &sheet.template)?))
}

/// A segment read anew; with the digests of the others it must give the root that the book commits to at this moment.
fn checked_segment(
    rows: &Rows<'_>,
    table: &TableVault,
    moment: &Moment<'_>,
    number: u64,
) -> Result<Vec<(ReferenceRow, Sheet)>, RoomError> {
    let opened = read_segment(rows, table, number)?;
    let leaves: Vec<Digest> = opened.iter().map(|(row, sheet)| sheet.digest(row)).collect();
    let mut segments = rows.segments()?;
    for (at, digest) in &mut segments {
        if *at == number {
            *digest = segment_digest(number, &leaves);
        }
    }
    let segments: Vec<Digest> = segments.into_iter().map(|(_, digest)| digest).collect();
    check_root(gallery_root(&segments, &rows.failures()?), moment.gallery_root())?;
    Ok(opened)
}

/// A reference's photograph and details, each held against the gallery's root: the reference's segment is read anew, and
/// with the digests of the others it must give the root that the book commits to at this moment.
///
/// # Errors
/// [`RoomError::GalleryRoot`] where the references are not those of the book; where there is no such reference any more,
/// or a part of it is not the one that was enrolled.
pub fn reference_image<Op: OpensFaces>(
    access: &Access<'_, Op>,
    moment: &Moment<'_>,
    id: ReferenceId,
) -> Result<ReferenceImage, RoomError> {
    let (rows, table) = (access.rows(), access.faces()?.table("reference")?);
    let unknown = || RoomError::Unknown { what: "reference", id: id.to_string() };
    let row = rows.reference(id)?.ok_or_else(unknown)?;
    let opened = checked_segment(&rows, &table, moment, row.position / SEGMENT)?;
    let (_, sheet) = opened.iter().find(|(row, _)| row.id == id).ok_or_else(unknown)?;
    let (details, image) = rows.reference_parts(id)?.ok_or_else(unknown)?;
    let details = table.open("details", id.as_bytes(), &details)?;
    let image = table.open("image", id.as_bytes(), &image)?;
    let content = |detail: &str| RoomError::Content { what: id.to_string(), detail: detail.into() };
    if sha256(&details) != sheet.details || sha256(&image) != sheet.image {
        return Err(content("its photograph or details are not those that were enrolled"));
    }
    let label = rows.subject_label(row.subject)?.ok_or_else(unknown)?;
    let label = access.faces()?.table("subject")?.open("label", row.subject.as_bytes(), &label)?;
    if sha256(&label) != sheet.label {
        return Err(content("its label is not the one that was enrolled"));
    }
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| content("its details are no text"));
    Ok(ReferenceImage { subject: row.subject, details: text(&details)?, label: text(&label)?, image })
}
