//! Removing for good: rows of the record room, values of the book, and the gallery's root, in one transaction.
//!
//! A position whose reference is gone counts as absent: the root is computed over what is left, each reference with the position
//! that it always had, and no position is used again.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    RoomError,
    gallery::{SEGMENT, check_root, digest_of, read_segment, root_with},
    packs::renew,
};
use crate::{
    audit::{Access, GalleryRoots, HeldPurpose, HeldReference, Place, Removed, Writing, goes_with_purpose},
    gate::{OpensFaces, RepositoryExpunge},
    store::{Taken, Traces},
    vocabulary::{Digest, ProgramId, PurposeId, SearchId},
};

/// An image that could not be enrolled, as the repository holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldFailure {
    /// Its keyed digest.
    pub index: [u8; 32],
    /// When it was offered; `None` where that was not noted.
    pub noted: Option<Timestamp>,
}

/// Images that could not be enrolled, each with when it was offered.
///
/// # Errors
/// Where a record does not open.
pub fn held_failures<Op: OpensFaces>(access: &Access<'_, Op>) -> Result<Vec<HeldFailure>, RoomError> {
    #[derive(Deserialize)]
    struct Details {
        noted: Option<Timestamp>,
    }
    let table = access.faces()?.table("enroll_failure")?;
    let held = |(index, sealed): ([u8; 32], crate::seal::Sealed)| {
        let content = table.open("details", &index, &sealed)?;
        // The image's digest stands before the details.
        let details: Option<Details> = content.get(32..).and_then(|json| serde_json::from_slice(json).ok());
        Ok(HeldFailure { index, noted: details.and_then(|details| details.noted) })
    };
    access.rows().failure_details()?.into_iter().map(held).collect()
}

/// What one transaction takes out.
pub struct Batch<'b> {
    /// The order.
    pub order: Digest,
    /// References.
    pub references: &'b [HeldReference],
    /// Images that could not be enrolled.
    pub failures: &'b [[u8; 32]],
    /// Purposes with all that was done for them.
    pub purposes: &'b [HeldPurpose],
    /// Entries of other purposes that name a case which goes: place, case.
    pub naming: &'b [(Place, String)],
    /// The last entry that was read for the order; what came after is looked up.
    pub read: Place,
    /// How many that were due stay under a hold.
    pub left_out: u64,
    /// Whether nothing is left of the order afterwards.
    pub complete: bool,
}

/// What was taken out.
pub struct Expunged {
    /// Ids and places, for the book.
    pub removed: Removed,
    /// What is to be looked for in the raw files.
    pub traces: Traces,
    /// The gallery's new roots, where it changed.
    pub gallery: Option<GalleryRoots>,
}

/// Takes a batch out.
///
/// # Errors
/// [`RoomError::GalleryRoot`] where the references are not those that the book commits to; where a row cannot be read or written.
/// Then nothing was.
pub fn expunge(
    writing: &Writing<'_, RepositoryExpunge>,
    program: ProgramId,
    batch: &Batch<'_>,
) -> Result<Expunged, RoomError> {
    let mut work = Work { writing, removed: Removed::nothing(batch.order), traces: Traces::default() };
    let gallery = work.gallery(batch)?;
    work.enrollments(batch.references)?;
    let named: BTreeSet<PurposeId> = batch.purposes.iter().map(|purpose| purpose.id).collect();
    for purpose in batch.purposes {
        work.purpose(purpose.id)?;
    }
    // What was found of a search goes with it, and not where somebody else took the search out before.
    let searches: BTreeSet<SearchId> = work.removed.searches.iter().copied().collect();
    let answers = batch.purposes.iter().flat_map(|purpose| &purpose.answers);
    let mut answers: BTreeSet<Place> =
        answers.filter(|(_, search)| searches.contains(search)).map(|(place, _)| *place).collect();
    let mut places: BTreeSet<Place> = batch.purposes.iter().flat_map(|purpose| &purpose.entries).copied().collect();
    let (later, answered) = writing.entries_since(program, batch.read, &named, &searches)?;
    places.extend(later);
    answers.extend(answered);
    for place in places {
        work.take(place, &|field, _| goes_with_purpose(field))?;
    }
    // Under a purpose that stays; what was found of the search says something of the case.
    for place in answers {
        work.take(place, &|field, _| field == "record")?;
    }
    for (place, case) in batch.naming {
        work.take(*place, &|field, text| {
            matches!(field, "arguments" | "refusal") && crate::audit::names_case(text, case)
        })?;
    }
    (work.removed.left_out, work.removed.complete) = (batch.left_out, batch.complete);
    Ok(Expunged { removed: work.removed, traces: work.traces, gallery })
}

struct Work<'w> {
    writing: &'w Writing<'w, RepositoryExpunge>,
    removed: Removed,
    traces: Traces,
}

impl Work<'_> {
    fn trace(&mut self, taken: &Taken) {
        taken.records.iter().for_each(|record| self.traces.add(record));
        taken.index.iter().for_each(|index| self.traces.add_index(index));
    }

    fn take(&mut self, place: Place, takes: &dyn Fn(&str, &str) -> bool) -> Result<(), RoomError> {
        let gone = self.writing.take_values(place, takes, &mut self.traces)?;
        // One entry may be reached in two ways: by its purpose, and by the case that it names.
        match (gone, self.removed.openings.iter_mut().find(|gone| (gone.log, gone.sequence) == place)) {
            (Some(more), Some(known)) => known.fields.extend(more.fields),
            (Some(gone), None) => self.removed.openings.push(gone),
            (None, _) => {}
        }
        Ok(())
    }

    /// References, subjects that nobody shows any more, failures; the new roots where something went.
    fn gallery(&mut self, batch: &Batch<'_>) -> Result<Option<GalleryRoots>, RoomError> {
        if batch.references.is_empty() && batch.failures.is_empty() {
            return Ok(None);
        }
        let (writing, rows) = (self.writing, self.writing.rows());
        let table = writing.table("reference")?;
        let touched: BTreeSet<u64> = batch.references.iter().map(|held| held.place.position / SEGMENT).collect();
        // An honest clerk does not sign for what somebody else has changed.
        let digest = |number: &u64| Ok((*number, digest_of(*number, &read_segment(rows, &table, *number)?)));
        let runs = touched.iter().map(digest).collect::<Result<Vec<_>, RoomError>>()?;
        check_root(root_with(rows, runs)?, writing.gallery_root())?;
        let next = rows.next_position()?;
        let mut subjects = BTreeSet::new();
        for held in batch.references {
            if let Some((place, taken)) = rows.take_reference(held.place.id)? {
                self.trace(&taken);
                self.removed.references.push(place.id);
                subjects.insert(place.subject);
            }
        }
        for subject in subjects {
            if rows.references_of(subject)? == 0
                && let Some(taken) = rows.take_subject(subject)?
            {
                self.trace(&taken);
                self.removed.subjects.push(subject);
            }
        }
        for index in batch.failures {
            if let Some(taken) = rows.take_failure(index)? {
                self.trace(&taken);
                self.removed.failures += 1;
            }
        }
        if !self.removed.references.is_empty() {
            rows.put_gallery_end(next)?;
            self.removed.next = Some(next);
        }
        for number in &touched {
            // The packed run holds what was removed too.
            rows.pack(*number)?.iter().for_each(|pack| self.traces.add_bytes(pack.bytes()));
        }
        Ok(Some(renew(writing, &touched)?))
    }

    /// The digest over the files of an enrollment would tell whoever holds such a file that it was enrolled.
    fn enrollments(&mut self, references: &[HeldReference]) -> Result<(), RoomError> {
        let intents: BTreeSet<Place> = references.iter().filter_map(|held| Some(held.enrolled?.intent)).collect();
        intents.into_iter().try_for_each(|intent| self.take(intent, &|field, _| field == "inputs"))
    }

    /// A purpose with its probes and searches, as they stand now.
    fn purpose(&mut self, id: PurposeId) -> Result<(), RoomError> {
        let rows = self.writing.rows();
        if rows.purpose(id)?.is_none() {
            return Ok(());
        }
        for (probe, _) in rows.probes_of(id)? {
            for (search, _) in rows.searches_of(probe)? {
                rows.take_search(search)?;
                self.removed.searches.push(search);
            }
            if let Some(taken) = rows.take_probe(probe)? {
                self.trace(&taken);
                self.removed.probes.push(probe);
            }
        }
        rows.take_purpose(id)?;
        self.removed.purposes.push(id);
        Ok(())
    }
}
