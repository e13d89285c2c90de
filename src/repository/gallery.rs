//! The gallery: every enrolled template, and the root that the book commits to.
//!
//! `reference digest = SHA-256("frs/reference/1" ‖ id ‖ position ‖ subject ‖ model ‖ SHA-256(label) ‖ SHA-256(template) ‖
//! SHA-256(details) ‖ SHA-256(image))`, `segment digest = SHA-256("frs/segment/1" ‖ number ‖ reference digests)` over a
//! run of [`SEGMENT`] positions, `root` = [`gallery_root`]
//! over the segment digests and the images that could not be enrolled. So a change touches one segment, and
//! an exchanged label, photograph or template is found before anything is compared.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use rayon::prelude::*;
use zeroize::Zeroizing;

use super::{
    RoomError,
    packed::PackedRun,
    packs::{PACKS, Packs, Unusable, open_pack, packed},
};
use crate::{
    audit::{Access, Moment, TableVault, gallery_root},
    gate::{AuditVerify, OpensFaces},
    seal::Hasher,
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

/// The digest of a segment as it was opened.
pub(super) fn digest_of(number: u64, run: &[(ReferenceRow, Sheet)]) -> Digest {
    segment_digest(number, &run.iter().map(|(row, sheet)| sheet.digest(row)).collect::<Vec<_>>())
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
    pub fn order(&self, other: &Self) -> Ordering {
        other.score.0.total_cmp(&self.score.0).then_with(|| self.reference.cmp(&other.reference))
    }
}

/// What an exhaustive search found.
pub struct Gallery {
    /// The best reference of each of the best people, in order, with the number of that person's references. One person
    /// with many photographs takes one place, so that a list of twenty shows twenty people.
    pub best: Vec<(Compared, u64)>,
    /// References compared.
    pub references: u64,
    /// People they show.
    pub subjects: u64,
    /// Images that could not be enrolled, and references in which the model that the floor pins now found no face.
    pub not_searched: u64,
    /// Root over what was compared.
    pub root: Digest,
    /// How it was read.
    pub read: PackedRead,
    /// Packed runs that were damaged, made again: as many as one search stores.
    pub(super) mended: Vec<PackedRun>,
}

/// How the runs of a gallery were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct PackedRead {
    /// Runs that were read packed.
    pub packed: u64,
    /// Runs that are not packed yet and were read reference by reference.
    pub from_rows: u64,
    /// Numbers of runs whose packed form was damaged: read reference by reference, and packed again.
    pub damaged: Vec<u64>,
}

/// The references of an earlier moment that are still there.
#[derive(Debug)]
pub struct Before {
    /// Each, compared, in order of position.
    pub compared: Vec<Compared>,
    /// How many more there are in which the model found no face.
    pub without: u64,
    /// Root over them and over the images that could not be enrolled until now.
    pub root: Digest,
}

/// The best reference and the number of references of each person.
pub(super) type Best = HashMap<SubjectId, (Compared, u64)>;

pub(super) fn take_in(best: &mut Best, compared: Compared) {
    best.entry(compared.subject)
        .and_modify(|(held, count)| {
            *count += 1;
            if compared.order(held).is_lt() {
                *held = compared;
            }
        })
        .or_insert((compared, 1));
}

pub(super) fn ranked(best: Best, wanted: usize) -> Vec<(Compared, u64)> {
    let mut ranked: Vec<_> = best.into_values().collect();
    ranked.sort_unstable_by(|(a, _), (b, _)| a.order(b));
    ranked.truncate(wanted);
    ranked
}

impl Gallery {
    /// Opens every reference, checks the root as [`Gallery::search`] does, and compares `probe` with those that were there before
    /// `later` came.
    ///
    /// # Errors
    /// As [`Gallery::search`].
    pub fn before<Op: OpensFaces>(
        access: &Access<'_, Op>,
        moment: &Moment<'_>,
        probe: &Template,
        later: &BTreeSet<ReferenceId>,
    ) -> Result<Before, RoomError> {
        let table = access.faces()?.table("reference")?;
        let (mut compared, mut segments, mut end, mut without) = (Vec::new(), Vec::new(), None, 0);
        let root = root_over(&access.rows(), &table, |opened| {
            let number = segments.len() as u64;
            let first_later = opened.iter().map(|(row, _)| row).find(|row| later.contains(&row.id));
            end = end.or(first_later.map(|row| row.position));
            let old: Vec<&(ReferenceRow, Sheet)> = opened.iter().filter(|(row, _)| !later.contains(&row.id)).collect();
            let digests: Vec<Digest> = old.iter().map(|(row, sheet)| sheet.digest(row)).collect();
            segments.push(segment_digest(number, &digests));
            let run: Vec<Option<Compared>> =
                old.par_iter().map(|(row, sheet)| compare(row, sheet, probe)).collect::<Result<_, RoomError>>()?;
            let looked_at = run.len() as u64;
            let run: Vec<Compared> = run.into_iter().flatten().collect();
            without += looked_at - run.len() as u64;
            compared.extend(run);
            Ok(())
        })?;
        check_root(root, moment.gallery_root())?;
        // Positions are given in order: what is after the first later one was given later.
        if let Some(end) = end {
            segments.truncate(usize::try_from(end.div_ceil(SEGMENT)).unwrap_or(usize::MAX));
        }
        Ok(Before { compared, without, root: gallery_root(&segments, &access.rows().failures()?) })
    }

    /// Opens everything that belongs to a reference and holds it against the digests that the root covers; passed over
    /// where this person holds no key for faces. The numbers of packed runs that are damaged: they only hold again what the
    /// references do, which are whole.
    ///
    /// # Errors
    /// As [`Gallery::search`], and where a photograph, a label or details are not those that were enrolled, or a packed run is another
    /// one than its references give.
    pub fn check(access: &Access<'_, AuditVerify>) -> Result<Vec<u64>, RoomError> {
        let moment = access.moment()?;
        let Some(vault) = access.faces_if_held() else { return Ok(Vec::new()) };
        let (rows, table, subjects) = (access.rows(), vault.table("reference")?, vault.table("subject")?);
        let (packs, sealed) = (Packs::held(&rows, access.packing(&moment)?)?, vault.table(PACKS)?);
        let (mut number, mut damaged) = (0, Vec::new());
        let root = root_over(&rows, &table, |opened| {
            if !check_pack(&rows, &sealed, &packs, number, opened)? {
                damaged.push(number);
            }
            number += 1;
            opened.iter().try_for_each(|(row, sheet)| check_parts(&rows, &table, &subjects, row, sheet))
        })?;
        check_root(root, moment.gallery_root())?;
        Ok(damaged)
    }
}

/// The root over all references, segment by segment; `each` sees every segment once.
pub(super) fn root_over(
    rows: &Rows<'_>,
    table: &TableVault,
    mut each: impl FnMut(&[(ReferenceRow, Sheet)]) -> Result<(), RoomError>,
) -> Result<Digest, RoomError> {
    let mut digests = Vec::new();
    for number in 0..rows.next_position()?.div_ceil(SEGMENT) {
        let opened = read_segment(rows, table, number)?;
        let leaves: Vec<Digest> = opened.par_iter().map(|(row, sheet)| sheet.digest(row)).collect();
        digests.push(segment_digest(number, &leaves));
        each(&opened)?;
    }
    Ok(gallery_root(&digests, &rows.failures()?))
}

/// The root with these runs as they are given, and the others as they were last written.
pub(super) fn root_with(rows: &Rows<'_>, runs: impl IntoIterator<Item = (u64, Digest)>) -> Result<Digest, RoomError> {
    let mut segments: BTreeMap<u64, Digest> = rows.segments()?.into_iter().collect();
    segments.extend(runs);
    Ok(gallery_root(&segments.into_values().collect::<Vec<_>>(), &rows.failures()?))
}

pub(super) fn check_root(found: Digest, committed: Digest) -> Result<(), RoomError> {
    if found == committed { Ok(()) } else { Err(RoomError::GalleryRoot { found, committed }) }
}

/// Whether the packed form of a run opens; where it does, it is what its references give, or this fails.
fn check_pack(
    rows: &Rows<'_>,
    table: &TableVault,
    packs: &Packs,
    number: u64,
    run: &[(ReferenceRow, Sheet)],
) -> Result<bool, RoomError> {
    let Some(committed) = packs.digest(number) else { return Ok(true) };
    let exchanged = || RoomError::Packs(format!("run {number}"));
    if packed(number, run)?.map(|pack| pack.digest()) != Some(committed) {
        return Err(exchanged());
    }
    let stored = rows.pack(number)?.ok_or_else(exchanged)?;
    match open_pack(table, number, &stored, committed) {
        Ok(_) => Ok(true),
        Err(Unusable::Damaged) => Ok(false),
        Err(Unusable::Exchanged) => Err(exchanged()),
    }
}

fn check_parts(
    rows: &Rows<'_>,
    references: &TableVault,
    subjects: &TableVault,
    row: &ReferenceRow,
    sheet: &Sheet,
) -> Result<(), RoomError> {
    let missing = || RoomError::Unknown { what: "reference", id: row.id.to_string() };
    let (details, image) = rows.reference_parts(row.id)?.ok_or_else(missing)?;
    let label = rows.subject_label(row.subject)?.ok_or_else(missing)?;
    let id = row.id.as_bytes();
    for (part, opened, committed) in [
        ("details", references.open("details", id, &details)?, sheet.details),
        ("photograph", references.open("image", id, &image)?, sheet.image),
        ("label", subjects.open("label", row.subject.as_bytes(), &label)?, sheet.label),
    ] {
        if crate::seal::sha256(&opened) != committed {
            let detail = format!("its {part} is not the one that was enrolled");
            return Err(RoomError::Content { what: row.id.to_string(), detail });
        }
    }
    Ok(())
}

/// `None` where the model that the floor pins now found no face in the photograph (frs repository re-embed).
pub(super) fn compare(row: &ReferenceRow, sheet: &Sheet, probe: &Template) -> Result<Option<Compared>, RoomError> {
    if row.model != probe.model {
        return Err(RoomError::OtherModel(row.id));
    }
    if sheet.template.is_empty() {
        return Ok(None);
    }
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
        fn the_list_is_the_best_of_each_person_in_the_order_of_a_full_sort(
            scores in prop::collection::vec((-10i8..10, 0u8..40), 0..250), k in 1usize..60,
        ) {
            let mut all: Vec<_> = (0..).zip(&scores)
                .map(|(id, (score, person))| Compared {
                    subject: SubjectId([*person; 16]),
                    ..compared(id, f32::from(*score) / 10.0)
                })
                .collect();
            let mut best = Best::new();
            all.iter().for_each(|one| take_in(&mut best, *one));
            let list = ranked(best, k);
            all.sort_by(Compared::order);
            let mut seen = BTreeSet::new();
            let expected: Vec<_> = all.iter().filter(|one| seen.insert(one.subject)).take(k).collect();
            prop_assert_eq!(list.iter().map(|(one, _)| one.score).collect::<Vec<_>>(),
                expected.iter().map(|one| one.score).collect::<Vec<_>>());
            prop_assert_eq!(list.iter().map(|(one, _)| one.subject).collect::<Vec<_>>(),
                expected.iter().map(|one| one.subject).collect::<Vec<_>>());
            for (one, count) in &list {
                prop_assert_eq!(*count, all.iter().filter(|other| other.subject == one.subject).count() as u64);
            }
        }
    }
}
