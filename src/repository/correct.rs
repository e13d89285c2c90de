//! A person's label is another one, or a person is another one who is there already. Both change what a search shows, so the
//! gallery's root changes with them, and the book holds the old and the new one.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    RoomError,
    gallery::{SEGMENT, Sheet, check_root, digest_of, read_segment, root_with},
    packs::renew,
};
use crate::{
    audit::{GalleryRoots, TableVault, Writing, target_bytes},
    gate::{CorrectionTarget, RepositoryCorrect},
    seal::sha256,
    store::ReferenceRow,
    vocabulary::{Digest, SubjectId},
};

/// Lists a correction of a purpose, which changes nothing else.
///
/// # Errors
/// Where the row cannot be written.
pub fn note_correction(writing: &Writing<'_, RepositoryCorrect>, target: CorrectionTarget) -> Result<(), RoomError> {
    Ok(writing.rows().insert_correction(writing.entry(), &target_bytes(target))?)
}

/// Gives a person another label; how many references, and the gallery's new roots.
///
/// # Errors
/// [`RoomError::LabelTaken`] where another person bears it; [`RoomError::GalleryRoot`]; where a row cannot be written.
pub fn relabel(
    writing: &Writing<'_, RepositoryCorrect>,
    subject: SubjectId,
    label: &str,
) -> Result<(u64, GalleryRoots), RoomError> {
    let rows = writing.rows();
    let index = writing.index("subject", "label_index")?.index(label.as_bytes());
    match rows.subject_by_label(index.as_bytes())? {
        Some(same) if same != subject => return Err(RoomError::LabelTaken(same)),
        _ => {}
    }
    let changed = change(writing, subject, subject, sha256(label.as_bytes()))?;
    let sealed = writing.table("subject")?.seal("label", subject.as_bytes(), label.as_bytes())?;
    rows.put_label(subject, index.as_bytes(), &sealed)?;
    Ok(changed)
}

/// Makes all references of one person those of another; the first one is no more.
///
/// # Errors
/// As [`relabel`], and where either is not there.
pub fn merge(
    writing: &Writing<'_, RepositoryCorrect>,
    from: SubjectId,
    into: SubjectId,
) -> Result<(u64, GalleryRoots), RoomError> {
    let rows = writing.rows();
    let unknown = |id: SubjectId| RoomError::Unknown { what: "person", id: id.to_string() };
    rows.subject_label(from)?.ok_or_else(|| unknown(from))?;
    let sealed = rows.subject_label(into)?.ok_or_else(|| unknown(into))?;
    let label = writing.table("subject")?.open("label", into.as_bytes(), &sealed)?;
    let changed = change(writing, from, into, sha256(&label))?;
    rows.take_subject(from)?;
    Ok(changed)
}

/// Seals the sheets of a person's references anew, with another person and label.
fn change(
    writing: &Writing<'_, RepositoryCorrect>,
    from: SubjectId,
    to: SubjectId,
    label: Digest,
) -> Result<(u64, GalleryRoots), RoomError> {
    let (rows, table) = (writing.rows(), writing.table("reference")?);
    let places = rows.reference_places()?;
    let touched: BTreeSet<u64> =
        places.iter().filter(|place| place.subject == from).map(|place| place.position / SEGMENT).collect();
    // An honest clerk does not sign for what somebody else has changed.
    let mut opened = BTreeMap::new();
    for number in &touched {
        opened.insert(*number, read_segment(rows, &table, *number)?);
    }
    let before = root_with(rows, opened.iter().map(|(number, run)| (*number, digest_of(*number, run))))?;
    check_root(before, writing.gallery_root())?;
    let mut changed = 0;
    for (row, sheet) in opened.values_mut().flatten().filter(|(row, _)| row.subject == from) {
        (row.subject, sheet.label) = (to, label);
        put(writing, &table, row, sheet)?;
        changed += 1;
    }
    Ok((changed, renew(writing, &touched)?))
}

fn put(
    writing: &Writing<'_, RepositoryCorrect>,
    table: &TableVault,
    row: &ReferenceRow,
    sheet: &Sheet,
) -> Result<(), RoomError> {
    let template = table.seal("template", row.id.as_bytes(), &sheet.to_bytes())?;
    Ok(writing.rows().put_reference_subject(row.id, row.subject, &template)?)
}
