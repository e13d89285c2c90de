//! Enrolled images.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use zeroize::Zeroizing;

use super::{
    RoomError,
    gallery::{SEGMENT, Sheet, check_root, digest_of, read_segment, root_with},
    packs::renew,
};
use crate::{
    audit::{Access, GalleryRoots, TableVault, Writing},
    gate::{Enroll, OpensFaces, Operation},
    seal::{new_id, sha256},
    store::{ReferenceRow, WriteRows},
    vocabulary::{Digest, ReferenceId, SubjectId, Template},
};

/// An image that passed recognition and is to become a reference.
pub struct NewReference {
    /// Whose face: the label in the records system.
    pub label: String,
    /// The embedding.
    pub template: Template,
    /// What is known of it, as JSON.
    pub details: String,
    /// The file, as received.
    pub image: Vec<u8>,
}

/// An image that could not be enrolled.
pub struct FailedImage {
    /// The file's digest.
    pub image: Digest,
    /// Why, as JSON.
    pub details: String,
}

/// One image of a batch after recognition.
pub enum Offered {
    /// To enroll.
    Reference(Box<NewReference>),
    /// To note as not searched.
    Failed(FailedImage),
}

/// An image that is in the repository already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    /// As which reference.
    pub reference: ReferenceId,
    /// Whether it shows the same subject there.
    pub same_subject: bool,
}

/// Why an image is not enrolled, whatever it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is enrolled already.
    Enrolled(Duplicate),
    /// Somebody is sought by it: a probe is never enrolled.
    Probe,
}

/// Which of these images (digest, label) are enrolled already, or are probes: lets a batch skip them before recognition.
///
/// # Errors
/// Where they cannot be looked up.
pub fn known_images(access: &Access<'_, Enroll>, images: &[(Digest, &str)]) -> Result<Vec<Option<Known>>, RoomError> {
    let (rows, vault) = (access.rows(), access.faces()?);
    let (by_image, by_label) = (vault.index("reference", "image_index")?, vault.index("subject", "label_index")?);
    let by_probe = vault.index("probe_image", "image_index")?;
    let look_up = |(image, label): &(Digest, &str)| {
        if !rows.probes_by_image(by_probe.index(&image.0).as_bytes())?.is_empty() {
            return Ok(Some(Known::Probe));
        }
        let found = rows.reference_by_image(by_image.index(&image.0).as_bytes())?;
        let Some((reference, subject)) = found else { return Ok(None) };
        let same_subject = rows.subject_by_label(by_label.index(label.as_bytes()).as_bytes())? == Some(subject);
        Ok(Some(Known::Enrolled(Duplicate { reference, same_subject })))
    };
    images.iter().map(look_up).collect()
}

/// Enrolls a batch in order; an image that meanwhile is there already is passed over. What became of each, and the
/// gallery's new roots.
///
/// # Errors
/// Where it cannot be written; then nothing was.
pub fn enroll(
    writing: &Writing<'_, Enroll>,
    offered: &[Offered],
) -> Result<(Vec<Result<ReferenceId, Known>>, GalleryRoots), RoomError> {
    let rows = writing.rows();
    let [reference, subject, failure] = ["reference", "subject", "enroll_failure"].map(|table| writing.table(table));
    let (reference, subject, failure) = (reference?, subject?, failure?);
    let (by_image, by_label) = (writing.index("reference", "image_index")?, writing.index("subject", "label_index")?);
    let by_failure = writing.index("enroll_failure", "image_index")?;
    let by_probe = writing.index("probe_image", "image_index")?;
    check_before(writing, &reference, offered)?;
    let (mut position, mut results) = (rows.next_position()?, Vec::new());
    let mut touched = BTreeSet::new();
    for item in offered {
        let new = match item {
            Offered::Reference(new) => new,
            Offered::Failed(failed) => {
                let index = by_failure.index(&failed.image.0);
                // The same image may have been enrolled by another command: then it is no failure.
                if rows.reference_by_image(by_image.index(&failed.image.0).as_bytes())?.is_none() {
                    // The digest before the details: a rekey computes the keyed index anew from it.
                    let content = [&failed.image.0, failed.details.as_bytes()].concat();
                    let details = failure.seal("details", index.as_bytes(), &content)?;
                    rows.put_failure(index.as_bytes(), &details)?;
                }
                continue;
            }
        };
        let image_digest = sha256(&new.image);
        let (image_index, label_index) = (by_image.index(&image_digest.0), by_label.index(new.label.as_bytes()));
        // Whoever is sought by it: enrolled, the probe would find itself, under whatever name somebody gave it.
        if !rows.probes_by_image(by_probe.index(&image_digest.0).as_bytes())?.is_empty() {
            results.push(Err(Known::Probe));
            continue;
        }
        let known_subject = rows.subject_by_label(label_index.as_bytes())?;
        if let Some((reference, subject)) = rows.reference_by_image(image_index.as_bytes())? {
            let duplicate = Duplicate { reference, same_subject: known_subject == Some(subject) };
            results.push(Err(Known::Enrolled(duplicate)));
            continue;
        }
        let subject_id = match known_subject {
            Some(id) => id,
            None => {
                let id = new_id(SubjectId).map_err(crate::seal::RecordError::from)?;
                let label = subject.seal("label", id.as_bytes(), new.label.as_bytes())?;
                rows.insert_subject(id, label_index.as_bytes(), &label)?;
                id
            }
        };
        let id = insert(rows, &reference, new, (position, subject_id), (image_digest, image_index.as_bytes()))?;
        rows.delete_failure(by_failure.index(&image_digest.0).as_bytes())?;
        touched.insert(position / SEGMENT);
        position += 1;
        results.push(Ok(id));
    }
    Ok((results, renew(writing, &touched)?))
}

/// Writes one reference, sealed, at its position.
fn insert(
    rows: &WriteRows<'_>,
    reference: &TableVault,
    new: &NewReference,
    (position, subject): (u64, SubjectId),
    (image_digest, image_index): (Digest, &[u8; 32]),
) -> Result<ReferenceId, RoomError> {
    let id = new_id(ReferenceId).map_err(crate::seal::RecordError::from)?;
    let sheet = Sheet {
        label: sha256(new.label.as_bytes()),
        details: sha256(new.details.as_bytes()),
        image: image_digest,
        template: Zeroizing::new(new.template.to_bytes()),
    };
    let template = reference.seal("template", id.as_bytes(), &sheet.to_bytes())?;
    let row = ReferenceRow { id, position, subject, model: new.template.model, template };
    let details = reference.seal("details", id.as_bytes(), new.details.as_bytes())?;
    let image = reference.seal("image", id.as_bytes(), &new.image)?;
    rows.insert_reference(&row, image_index, &details, &image)?;
    Ok(id)
}

/// An enrollment builds on what is there: if that is not what the book commits to, an honest clerk would sign for what
/// somebody else did. The last segment, which will be rewritten, is read from its rows; a search reads all of them. What it
/// holds was measured with the model of what is offered.
fn check_before(writing: &Writing<'_, Enroll>, table: &TableVault, offered: &[Offered]) -> Result<(), RoomError> {
    let rows = writing.rows();
    let model = offered.iter().find_map(|item| match item {
        Offered::Reference(new) => Some(new.template.model),
        Offered::Failed(_) => None,
    });
    let (mut runs, next) = (Vec::new(), rows.next_position()?);
    for number in [next.saturating_sub(1) / SEGMENT, next / SEGMENT] {
        let opened = read_segment(rows, table, number)?;
        if let Some((other, _)) = opened.iter().find(|(row, _)| model.is_some_and(|model| model != row.model)) {
            return Err(RoomError::OtherModel(other.id));
        }
        // A segment stays where all of its references were expunged: its positions were used.
        if number * SEGMENT < next {
            runs.push((number, digest_of(number, &opened)));
        }
    }
    check_root(root_with(rows, runs)?, writing.gallery_root())
}

/// A reference's details (JSON) and its subject's label, checked against the digests that the gallery root covers.
///
/// # Errors
/// Where one is missing or is not the one that was committed.
pub fn reference_details<Op: OpensFaces>(
    access: &Access<'_, Op>,
    compared: &[super::Compared],
) -> Result<Vec<(String, String)>, RoomError> {
    let (rows, vault) = (access.rows(), access.faces()?);
    let (references, subjects) = (vault.table("reference")?, vault.table("subject")?);
    let mut labels = BTreeMap::new();
    let text = |what: String, bytes: &[u8], committed: Digest| {
        let content = |detail: &str| RoomError::Content { what: what.clone(), detail: detail.into() };
        if sha256(bytes) != committed {
            return Err(content("it is not what the gallery's root covers"));
        }
        String::from_utf8(bytes.to_vec()).map_err(|_| content("it is no text"))
    };
    let mut found = Vec::with_capacity(compared.len());
    for one in compared {
        let missing = || RoomError::Unknown { what: "reference", id: one.reference.to_string() };
        let sealed = rows.reference_details(one.reference)?.ok_or_else(missing)?;
        let details = references.open("details", one.reference.as_bytes(), &sealed)?;
        let details = text(one.reference.to_string(), &details, one.details)?;
        let label = match labels.entry(one.subject) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let sealed = rows.subject_label(one.subject)?.ok_or_else(missing)?;
                place.insert(subjects.open("label", one.subject.as_bytes(), &sealed)?)
            }
        };
        let label = text(one.subject.to_string(), label, one.label)?;
        found.push((details, label));
    }
    Ok(found)
}

/// People, references, and images that could not be enrolled.
///
/// # Errors
/// Where they cannot be counted.
pub fn counts<Op: Operation>(access: &Access<'_, Op>) -> Result<(u64, u64, u64), RoomError> {
    let rows = access.rows();
    Ok((rows.subject_count()?, rows.reference_count()?, rows.failure_count()?))
}

/// How many references there are, as the transaction sees it.
///
/// # Errors
/// Where they cannot be counted.
pub fn reference_count(writing: &Writing<'_, Enroll>) -> Result<u64, RoomError> {
    Ok(writing.rows().reference_count()?)
}
