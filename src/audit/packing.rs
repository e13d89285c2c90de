//! Which packed runs of the gallery the book vouches for (ADR 28).
//!
//! An outcome that changes the gallery commits to the root and, in `packs`, to the digests of the runs that were packed from
//! it. As long as the gallery has that root, those runs hold: they follow from the references alone.

use super::{
    access::{Access, Moment},
    append::read_entry,
    conclude::Writing,
    entry::{Event, Openings},
    error::BookError,
    verify::CHANGES_GALLERY,
};
use crate::{
    gate::{EntryPlace, Operation, Standing},
    policy::OperationKind,
    seal::leaf::Leaf,
    vocabulary::Digest,
};

/// The value of an outcome that vouches for packed runs.
pub(super) const PACKS: &str = "packs";

/// The gallery as an outcome leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GalleryRoots {
    /// Root over the references and over what could not be enrolled.
    pub root: Digest,
    /// Digest over the packed runs.
    pub packs: Digest,
}

/// What an entry says of the packed runs of the gallery that has this root. Who signed it must have been somebody who changes a
/// gallery at that place of the book: the key of the book is held by people who enroll nothing.
fn vouched(standing: &Standing, leaf: &Leaf, openings: &Openings, gallery: Digest) -> Option<Digest> {
    let content = &leaf.content;
    if content.event != Event::Outcome.as_str() || content.gallery != gallery || !tells_packs(leaf) {
        return None;
    }
    let operation: OperationKind = content.operation.parse().ok()?;
    let place = EntryPlace { log: content.origin.log, sequence: content.sequence };
    let may = standing.might(leaf.signer, operation, place, content.time);
    openings.get(PACKS).filter(|_| may)?.parse().ok()
}

/// Whether an entry is one that vouches for packed runs.
pub(super) fn tells_packs(leaf: &Leaf) -> bool {
    let content = &leaf.content;
    CHANGES_GALLERY.contains(&content.operation.as_str()) && content.commitments.contains_key(PACKS)
}

impl<Op: Operation> Access<'_, Op> {
    /// The digest over the packed runs of the gallery as it is at this moment; `None` where no entry says it.
    ///
    /// # Errors
    /// Where the entry that should say it cannot be read or does not hold.
    pub fn packing(&self, moment: &Moment<'_>) -> Result<Option<Digest>, BookError> {
        let Some((log, sequence)) = self.rows().packing()? else { return Ok(None) };
        let (leaf, openings) = self.book.entry(log, sequence)?;
        Ok(vouched(self.standing(), &leaf, &openings, moment.gallery_root()))
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
        Ok(vouched(self.appender.standing, &leaf, &openings, self.gallery_root()))
    }
}
