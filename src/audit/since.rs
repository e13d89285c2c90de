//! What has happened to the gallery since a search: what a replay has to take away again, and what it cannot bring back.

use std::collections::BTreeSet;

use super::{
    book::Book, corrections::Corrected, entry::Event, error::BookError, holdings::references, logs::Place,
    removed::Removed, walk::ON,
};
use crate::{
    gate::{CorrectedField, CorrectionTarget},
    policy::OperationKind as K,
    vocabulary::{Digest, ReferenceId, SubjectId},
};

/// Every entry that changed the gallery since a search looked at it.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// Whether the book ever had the gallery's root that the search names, between its intent and its outcome.
    pub known: bool,
    /// Enrollments.
    pub enrollments: Vec<Place>,
    /// References that they added.
    pub enrolled: BTreeSet<ReferenceId>,
    /// What was expunged.
    pub expunged: Vec<(Place, Removed)>,
    /// One person made another: the one who went, the one who stayed.
    pub merged: Vec<(Place, SubjectId, SubjectId)>,
    /// Labels that were corrected.
    pub relabelled: Vec<Place>,
    /// Cases and leads of purposes that were corrected.
    pub purposes: Vec<Place>,
    /// Exchanges of the data keys: they change the keyed digests of what could not be enrolled.
    pub rekeyed: Vec<Place>,
}

impl Since {
    /// Whether nothing changed.
    pub fn is_nothing(&self) -> bool {
        self.enrollments.is_empty()
            && self.expunged.is_empty()
            && self.merged.is_empty()
            && self.relabelled.is_empty()
            && self.rekeyed.is_empty()
    }
}

impl Book {
    /// What changed the gallery since the search whose outcome stands at `outcome` looked at it, when it had this root.
    ///
    /// # Errors
    /// Where an entry cannot be read or does not hold.
    pub fn gallery_since(&self, outcome: Place, root: Digest) -> Result<Since, BookError> {
        let (leaf, _) = self.entry(outcome.0, outcome.1)?;
        let intent = leaf.content.answers.unwrap_or(outcome.1);
        let mut since = Since::default();
        self.walk((outcome.0, intent.saturating_sub(1)), |place, leaf| {
            let content = leaf.content();
            // The search looked at one moment after its intent; the newest entry with its root is that moment or equals it.
            if place <= outcome && content.gallery == root {
                since = Since { known: true, ..Since::default() };
            } else if content.event == Event::Outcome.as_str() {
                self.note(&mut since, content.operation.parse().ok(), place)?;
            }
            ON
        })?;
        Ok(since)
    }

    fn note(&self, since: &mut Since, operation: Option<K>, place: Place) -> Result<(), BookError> {
        if !matches!(operation, Some(K::Enroll | K::RepositoryExpunge | K::RepositoryCorrect | K::ProgramRekey)) {
            return Ok(());
        }
        let (_, openings) = self.entry(place.0, place.1)?;
        if !matches!(openings.get("result"), Some("done" | "partly")) {
            return Ok(());
        }
        let record = openings.get("record").unwrap_or_default();
        match operation {
            Some(K::Enroll) => {
                since.enrollments.push(place);
                since.enrolled.extend(references(record));
            }
            Some(K::RepositoryExpunge) => {
                since.expunged.extend(Removed::told(&openings, place)?.map(|removed| (place, removed)));
            }
            Some(K::RepositoryCorrect) => {
                let told: Option<Corrected> = serde_json::from_str(record).ok();
                let paper = told.and_then(|told| self.standing.kept().correction(told.paper)).map(|kept| &kept.paper);
                let paper = paper
                    .ok_or_else(|| BookError::Tampered(format!("entry {} names no accepted correction", place.1)))?;
                match (paper.target, paper.field) {
                    (CorrectionTarget::Subject(from), CorrectedField::MergeInto) => {
                        let wrong = |_| BookError::Tampered(format!("entry {} merges into nobody", place.1));
                        since.merged.push((place, from, paper.value.parse().map_err(wrong)?));
                    }
                    (CorrectionTarget::Subject(_), _) => since.relabelled.push(place),
                    (CorrectionTarget::Purpose(_), _) => since.purposes.push(place),
                }
            }
            _ => since.rekeyed.push(place),
        }
        Ok(())
    }
}
