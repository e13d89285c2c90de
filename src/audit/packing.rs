//! Which packed runs of the gallery the book vouches for (ADR 28).
//!
//! An outcome that changes the gallery commits to the root and, in `packs`, to the digests of the runs that were packed from
//! it. As long as the gallery has that root, those runs hold: they follow from the references alone.

use super::{
    access::{Access, Moment},
    append::Appender,
    book::Book,
    conclude::Writing,
    entry::{Event, Openings},
    error::BookError,
    logs::{Logs, Place},
    verify::CHANGES_GALLERY,
};
use crate::{
    gate::{Operation, Standing},
    seal::leaf::Leaf,
    store::Rows,
    vocabulary::{Digest, ProgramId},
};

/// The gallery as an outcome leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GalleryRoots {
    /// Root over the references and over what could not be enrolled.
    pub root: Digest,
    /// Digest over the packed runs.
    pub packs: Digest,
}

/// What an entry says of the packed runs of the gallery that has this root.
fn vouched(leaf: &Leaf, openings: &Openings, gallery: Digest) -> Option<Digest> {
    let content = &leaf.content;
    let changes = CHANGES_GALLERY.contains(&content.operation.as_str());
    let fits = changes && content.event == Event::Outcome.as_str() && content.gallery == gallery;
    openings.get("packs").filter(|_| fits)?.parse().ok()
}

/// An entry, checked against its row, its signer and the logs that were proven at opening; and its openings, checked against it.
pub(super) fn read_entry(
    rows: &Rows<'_>,
    appender: &Appender<'_>,
    program: ProgramId,
    (standing, logs): (&Standing, &Logs),
    place: Place,
) -> Result<(Leaf, Openings), BookError> {
    let name = Book::place_name(place);
    let missing = || BookError::Tampered(format!("entry {name} is missing"));
    let row = rows.leaf(place.0, place.1)?.ok_or_else(missing)?;
    let signed = super::append::read_leaf(appender.leaves, program, &row)?;
    let known = logs.hash(place);
    if known.is_some_and(|known| known != row.hash) {
        return Err(BookError::Tampered(format!("entry {name} is not the one that the log had")));
    }
    let leaf = signed.leaf().clone();
    match standing.keys_of(leaf.signer) {
        Some(keys) if signed.verify(keys).is_ok() => {}
        Some(_) => return Err(BookError::Tampered(format!("the signature of entry {name} does not hold"))),
        // Written after this book was opened, by somebody whose paper was accepted after it was opened.
        None if known.is_none() => return Err(BookError::PapersChanged),
        None => return Err(BookError::Tampered(format!("entry {name} is signed by somebody unknown"))),
    }
    let openings = super::append::read_openings(appender.openings, rows, place)?
        .ok_or_else(|| BookError::Tampered(format!("entry {name} has no openings")))?;
    openings.check(&leaf.content.commitments)?;
    Ok((leaf, openings))
}

impl<Op: Operation> Access<'_, Op> {
    /// The digest over the packed runs of the gallery as it is at this moment; `None` where no entry says it.
    ///
    /// # Errors
    /// Where the entry that should say it cannot be read or does not hold.
    pub fn packing(&self, moment: &Moment<'_>) -> Result<Option<Digest>, BookError> {
        let Some((log, sequence)) = self.rows().packing()? else { return Ok(None) };
        let (leaf, openings) = self.book.entry(log, sequence)?;
        Ok(vouched(&leaf, &openings, moment.gallery_root()))
    }
}

impl<Op: Operation> Writing<'_, Op> {
    /// As [`Access::packing`], before the transaction changed anything.
    ///
    /// # Errors
    /// As [`Access::packing`].
    pub fn packing(&self) -> Result<Option<Digest>, BookError> {
        let Some(place) = self.rows().packing()? else { return Ok(None) };
        let known = (self.appender.standing, self.appender.logs);
        let (leaf, openings) = read_entry(self.rows(), self.appender, self.program, known, place)?;
        Ok(vouched(&leaf, &openings, self.gallery_root()))
    }
}
