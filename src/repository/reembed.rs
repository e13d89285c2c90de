//! The enrolled photographs are measured anew, with the model that the floor pins now. The photographs, labels and details
//! stay as they are; the gallery's root changes with the templates, segment by segment, and the book holds each new one.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use super::{
    RoomError,
    gallery::{SEGMENT, check_root, digest_of, read_segment, root_with},
    packs::renew,
};
use crate::{
    audit::{Access, GalleryRoots, Moment, Writing},
    gate::RepositoryReembed,
    seal::sha256,
    vocabulary::{Digest, ReferenceId, Template},
};

/// A run of references in which some were measured with another model; what the book commits to was checked.
pub struct StaleSegment {
    /// Which run.
    pub number: u64,
    stale: Vec<(ReferenceId, Digest)>,
}

impl StaleSegment {
    /// The references that another model measured, in order of enrollment.
    pub fn references(&self) -> impl ExactSizeIterator<Item = ReferenceId> + '_ {
        self.stale.iter().map(|(id, _)| *id)
    }

    /// The photograph of one of them, held against the digest that the gallery's root covers.
    ///
    /// # Errors
    /// Where it is not there, or not the one that was enrolled.
    pub fn image(
        &self,
        access: &Access<'_, RepositoryReembed>,
        place: usize,
    ) -> Result<(ReferenceId, Zeroizing<Vec<u8>>), RoomError> {
        let (id, committed) = self.stale[place];
        let missing = || RoomError::Unknown { what: "reference", id: id.to_string() };
        let (_, sealed) = access.rows().reference_parts(id)?.ok_or_else(missing)?;
        let image = access.faces()?.table("reference")?.open("image", id.as_bytes(), &sealed)?;
        if sha256(&image) != committed {
            let detail = "its photograph is not the one that was enrolled".to_owned();
            return Err(RoomError::Content { what: id.to_string(), detail });
        }
        Ok((id, image))
    }
}

/// The first run, from position `from` on, with references that another model measured.
///
/// # Errors
/// [`RoomError::GalleryRoot`] where the references are not those of the book.
pub fn stale_segment(
    access: &Access<'_, RepositoryReembed>,
    moment: &Moment<'_>,
    model: Digest,
    from: u64,
) -> Result<Option<StaleSegment>, RoomError> {
    let rows = access.rows();
    let Some(position) = rows.next_of_another_model(model, from)? else { return Ok(None) };
    let number = position / SEGMENT;
    let run = read_segment(&rows, &access.faces()?.table("reference")?, number)?;
    check_root(root_with(&rows, [(number, digest_of(number, &run))])?, moment.gallery_root())?;
    let stale = run.iter().filter(|(row, _)| row.model != model).map(|(row, sheet)| (row.id, sheet.image));
    Ok(Some(StaleSegment { number, stale: stale.collect() }))
}

/// Gives the references of a run their new templates; `None` where the model found no face to measure: the photograph stays,
/// and counts as not searched. The gallery's new roots. A reference that was expunged meanwhile is passed over.
///
/// # Errors
/// [`RoomError::GalleryRoot`]; where a row cannot be written; then nothing was.
pub fn reembed(
    writing: &Writing<'_, RepositoryReembed>,
    number: u64,
    model: Digest,
    measured: &BTreeMap<ReferenceId, Option<Template>>,
) -> Result<GalleryRoots, RoomError> {
    let (rows, table) = (writing.rows(), writing.table("reference")?);
    let mut run = read_segment(rows, &table, number)?;
    // An honest clerk does not sign for what somebody else has changed.
    check_root(root_with(rows, [(number, digest_of(number, &run))])?, writing.gallery_root())?;
    for (row, sheet) in &mut run {
        let Some(template) = measured.get(&row.id) else { continue };
        row.model = model;
        sheet.template = Zeroizing::new(template.as_ref().map_or_else(Vec::new, Template::to_bytes));
        let sealed = table.seal("template", row.id.as_bytes(), &sheet.to_bytes())?;
        rows.put_reference_model(row.id, model, &sealed)?;
    }
    renew(writing, &BTreeSet::from([number]))
}
