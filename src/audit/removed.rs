//! What an expunge says of itself in the book: ids and places, never a value. The check of the book rests on it: a value that is
//! gone and that no such record accounts for was taken by somebody else.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{book::Book, entry::Openings, error::BookError, logs::Place};
use crate::vocabulary::{Digest, ProbeId, PurposeId, ReferenceId, SearchId, SubjectId};

/// Values that were taken out of one entry's openings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Which log.
    pub log: u64,
    /// Which entry.
    pub sequence: u64,
    /// The fields; the entry still commits to them.
    pub fields: Vec<String>,
}

/// The record of one batch of an expunge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The order that it carries out.
    pub order: Digest,
    /// References that are gone: image, template, details, index.
    pub references: Vec<ReferenceId>,
    /// People of whom no reference is left.
    pub subjects: Vec<SubjectId>,
    /// How many notes of images that could not be enrolled are gone.
    pub failures: u64,
    /// Purposes whose statement is gone.
    pub purposes: Vec<PurposeId>,
    /// Probes that are gone: image, template, intake, index.
    pub probes: Vec<ProbeId>,
    /// Searches whose list is gone.
    pub searches: Vec<SearchId>,
    /// Values that are gone from the book's openings.
    pub openings: Vec<Gone>,
    /// The position after the last one that was ever used, where references are gone.
    pub next: Option<u64>,
    /// How many that were due stay under a legal hold.
    pub left_out: u64,
    /// Whether the order is carried out whole.
    pub complete: bool,
}

impl Removed {
    /// What an outcome of an expunge says; `None` where nothing was done, and of a look at what would go.
    ///
    /// # Errors
    /// Where it says neither.
    pub(super) fn told(openings: &Openings, at: Place) -> Result<Option<Self>, BookError> {
        #[derive(Deserialize)]
        struct Planned {
            dry_run: bool,
        }
        if !matches!(openings.get("result"), Some("done" | "partly")) {
            return Ok(None);
        }
        let record = openings.get("record").unwrap_or_default();
        if serde_json::from_str::<Planned>(record).is_ok_and(|planned| planned.dry_run) {
            return Ok(None);
        }
        let wrong = |_| BookError::Tampered(format!("entry {} does not say what was removed", Book::place_name(at)));
        serde_json::from_str(record).map(Some).map_err(wrong)
    }

    /// Nothing yet.
    pub const fn nothing(order: Digest) -> Self {
        Self {
            order,
            references: Vec::new(),
            subjects: Vec::new(),
            failures: 0,
            purposes: Vec::new(),
            probes: Vec::new(),
            searches: Vec::new(),
            openings: Vec::new(),
            next: None,
            left_out: 0,
            complete: false,
        }
    }

    /// Whether it took nothing out.
    pub fn is_empty(&self) -> bool {
        self.references.is_empty() && self.failures == 0 && self.purposes.is_empty() && self.openings.is_empty()
    }

    /// Adds what a later batch of the same order took out.
    pub fn add(&mut self, later: Self) {
        self.references.extend(later.references);
        self.subjects.extend(later.subjects);
        self.failures += later.failures;
        self.purposes.extend(later.purposes);
        self.probes.extend(later.probes);
        self.searches.extend(later.searches);
        self.openings.extend(later.openings);
        self.next = later.next.or(self.next);
        (self.left_out, self.complete) = (later.left_out, later.complete);
    }

    /// Every id that must not be there any more.
    pub(super) fn ids(&self) -> BTreeSet<[u8; 16]> {
        let mut ids: BTreeSet<[u8; 16]> = self.references.iter().map(|id| id.0).collect();
        ids.extend(self.subjects.iter().map(|id| id.0));
        ids.extend(self.purposes.iter().map(|id| id.0));
        ids.extend(self.probes.iter().map(|id| id.0));
        ids.extend(self.searches.iter().map(|id| id.0));
        ids
    }

    /// The entries whose records are gone: those of the probes and searches among them.
    pub(super) fn emptied(&self) -> impl Iterator<Item = Place> {
        let emptied = self.openings.iter().filter(|gone| gone.fields.iter().any(|field| field == "record"));
        emptied.map(|gone| (gone.log, gone.sequence))
    }

    /// The entries of which values are gone, with their fields.
    pub(super) fn places(&self) -> impl Iterator<Item = (Place, &[String])> {
        self.openings.iter().map(|gone| ((gone.log, gone.sequence), gone.fields.as_slice()))
    }
}
