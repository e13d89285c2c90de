//! The gallery: every enrolled template, and the root that the book commits to.
//!
//! `reference digest = SHA-256("frs/reference/1" ‖ id ‖ position ‖ subject ‖ model ‖ SHA-256(label) ‖ SHA-256(template) ‖
//! SHA-256(details) ‖ SHA-256(image))`, `segment digest = SHA-256("frs/segment/1" ‖ number ‖ reference digests)` over a
//! run of [`SEGMENT`] positions, `root` = RFC 6962 root over the segment digests. So a change touches one segment, and
//! an exchanged label, photograph or template is found before anything is compared.

use std::{cmp::Ordering, collections::BTreeSet};

use rayon::prelude::*;
use zeroize::Zeroizing;

use super::RoomError;
use crate::{
    audit::{Access, TableVault},
    gate::{AuditVerify, OpensFaces},
    seal::{Hasher, tree},
    store::{ReferenceRow, Rows},
    vocabulary::{ComparisonScore, Digest, ReferenceId, SubjectId, Template},
};

/// Positions in a segment.
pub const SEGMENT: u64 = 1_024;

/// What the sealed `template` column of a reference holds: the digests of its other parts, then the template.
pub(super) struct Sheet {
    pub label: Digest,
    pub details: Digest,
    pub image: Digest,
    pub template: Zeroizing<Vec<u8>>,
}

impl Sheet {
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([&self.label.0[..], &self.details.0, &self.image.0, &self.template].concat())
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (label, rest) = bytes.split_first_chunk::<32>()?;
        let (details, rest) = rest.split_first_chunk::<32>()?;
        let (image, template) = rest.split_first_chunk::<32>()?;
        let [label, details, image] = [label, details, image].map(|digest| Digest(*digest));
        Some(Self { label, details, image, template: Zeroizing::new(template.to_vec()) })
    }

    pub fn digest(&self, row: &ReferenceRow) -> Digest {
        let mut hasher = Hasher::new();
        for part in [
            b"frs/reference/1".as_slice(),
            row.id.as_bytes(),
            &row.position.to_be_bytes(),
            row.subject.as_bytes(),
            row.model.as_bytes(),
            self.label.as_bytes(),
            crate::seal::sha256(&self.template).as_bytes(),
            self.details.as_bytes(),
            self.image.as_bytes(),
        ] {
            hasher.update(part);
        }
        hasher.finish()
    }

    pub fn open(table: &TableVault, row: &ReferenceRow) -> Result<Self, RoomError> {
        let bytes = table.open("template", row.id.as_bytes(), &row.template)?;
        Self::from_bytes(&bytes)
            .ok_or_else(|| RoomError::Content { what: row.id.to_string(), detail: "too short".into() })
    }
}

/// `SHA-256("frs/segment/1" ‖ number ‖ reference digests in order of position)`.
pub(super) fn segment_digest(number: u64, references: &[Digest]) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(b"frs/segment/1");
    hasher.update(&number.to_be_bytes());
    references.iter().for_each(|digest| hasher.update(&digest.0));
    hasher.finish()
}

/// Reads and opens the references of one segment.
pub(super) fn read_segment(
    rows: &Rows<'_>,
    table: &TableVault,
    number: u64,
) -> Result<Vec<(ReferenceRow, Sheet)>, RoomError> {
    let stored = rows.references(number * SEGMENT, (number + 1) * SEGMENT)?;
    let open = |row: ReferenceRow| Sheet::open(table, &row).map(|sheet| (row, sheet));
    stored.into_par_iter().map(open).collect()
}

/// One reference that was compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// The reference.
    pub reference: ReferenceId,
    /// Its subject.
    pub subject: SubjectId,
    /// How alike.
    pub score: ComparisonScore,
    /// SHA-256 of the subject's label, as the root covers it.
    pub label: Digest,
    /// SHA-256 of the reference's details, as the root covers them.
    pub details: Digest,
}

impl Compared {
    /// Best first; equal scores by reference id.
    fn order(&self, other: &Self) -> Ordering {
        other.score.0.total_cmp(&self.score.0).then_with(|| self.reference.cmp(&other.reference))
    }
}

/// What an exhaustive search found.
#[derive(Debug)]
pub struct Gallery {
    /// The best, in order.
    pub best: Vec<Compared>,
    /// References compared.
    pub references: u64,
    /// People they show.
    pub subjects: u64,
    /// Root over what was compared.
    pub root: Digest,
}

impl Gallery {
    /// Opens every reference, checks the root that the book commits to, and compares `probe` with every template.
    ///
    /// # Errors
    /// [`RoomError::GalleryRoot`] where the references are not those of the book; then nothing was shown. Where a
    /// template is of another model than the probe's.
    pub fn search<Op: OpensFaces>(
        access: &Access<'_, Op>,
        probe: Option<&Template>,
        wanted: usize,
    ) -> Result<Self, RoomError> {
        let (rows, table) = (access.rows(), access.faces()?.table("reference")?);
        let segments = rows.next_position()?.div_ceil(SEGMENT);
        let (mut digests, mut best, mut subjects, mut references) = (Vec::new(), Vec::new(), BTreeSet::new(), 0);
        for number in 0..segments {
            let opened = read_segment(&rows, &table, number)?;
            let compared: Vec<(Digest, Option<Compared>)> = opened
                .par_iter()
                .map(|(row, sheet)| Ok((sheet.digest(row), compare(row, sheet, probe)?)))
                .collect::<Result<_, RoomError>>()?;
            let leaves: Vec<Digest> = compared.iter().map(|(digest, _)| *digest).collect();
            digests.push(segment_digest(number, &leaves));
            references += opened.len() as u64;
            subjects.extend(opened.iter().map(|(row, _)| row.subject));
            best.extend(compared.into_iter().filter_map(|(_, compared)| compared));
            // Bounded: at most one segment more than what is wanted is ever held.
            best.sort_unstable_by(Compared::order);
            best.truncate(wanted);
        }
        let root = tree::root(&digests);
        if root != access.gallery_root() {
            return Err(RoomError::GalleryRoot { found: root, committed: access.gallery_root() });
        }
        Ok(Self { best, references, subjects: subjects.len() as u64, root })
    }
}

impl Gallery {
    /// Recomputes the root without comparing anything; passed over where this person holds no key for faces.
    ///
    /// # Errors
    /// As [`Gallery::search`].
    pub fn check(access: &Access<'_, AuditVerify>) -> Result<(), RoomError> {
        let Some(vault) = access.faces_if_held() else { return Ok(()) };
        let (rows, table) = (access.rows(), vault.table("reference")?);
        let segments = rows.next_position()?.div_ceil(SEGMENT);
        let digest = |number| -> Result<Digest, RoomError> {
            let opened = read_segment(&rows, &table, number)?;
            let leaves: Vec<Digest> = opened.iter().map(|(row, sheet)| sheet.digest(row)).collect();
            Ok(segment_digest(number, &leaves))
        };
        let digests = (0..segments).map(digest).collect::<Result<Vec<_>, _>>()?;
        let root = tree::root(&digests);
        if root != access.gallery_root() {
            return Err(RoomError::GalleryRoot { found: root, committed: access.gallery_root() });
        }
        Ok(())
    }
}

fn compare(row: &ReferenceRow, sheet: &Sheet, probe: Option<&Template>) -> Result<Option<Compared>, RoomError> {
    let Some(probe) = probe else { return Ok(None) };
    let template = Template::from_bytes(row.model, &sheet.template)?;
    Ok(Some(Compared {
        reference: row.id,
        subject: row.subject,
        score: probe.compare(&template)?,
        label: sheet.label,
        details: sheet.details,
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn compared(id: u8, score: f32) -> Compared {
        Compared {
            reference: ReferenceId([id; 16]),
            subject: SubjectId([id; 16]),
            score: ComparisonScore(score),
            label: Digest([0; 32]),
            details: Digest([0; 32]),
        }
    }

    proptest! {
        #[test]
        fn top_k_in_pieces_equals_a_full_sort(scores in prop::collection::vec((-10i8..10, any::<u8>()), 0..300), k in 1usize..60, piece in 1usize..40) {
            let all: Vec<_> = scores.iter().map(|(s, id)| compared(*id, f32::from(*s) / 10.0)).collect();
            let mut sorted = all.clone();
            sorted.sort_by(Compared::order);
            sorted.truncate(k);
            let mut best = Vec::new();
            for piece in all.chunks(piece) {
                best.extend_from_slice(piece);
                best.sort_unstable_by(Compared::order);
                best.truncate(k);
            }
            prop_assert_eq!(best, sorted);
        }
    }
}
