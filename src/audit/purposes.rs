//! Stated purposes, read from the book with what was corrected of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{book::Book, corrections::Correction, entry::Event, error::BookError, logs::Place, walk::ON};
use crate::{
    gate::CorrectedField,
    policy::OperationKind,
    vocabulary::{PersonId, PurposeId, PurposeStatement},
};

/// A stated purpose, read from the book.
#[derive(Debug, Clone)]
pub struct PurposeRecord {
    /// Its id.
    pub id: PurposeId,
    /// The entry that states it.
    pub at: Place,
    /// What was stated.
    pub statement: PurposeStatement,
    /// When.
    pub stated_at: Timestamp,
    /// By whom.
    pub by: PersonId,
    /// What was corrected since, oldest first; the statement stays as it was.
    pub corrections: Vec<Correction>,
}

impl PurposeRecord {
    /// Cases that it was said to belong to, before the last correction.
    pub fn earlier_cases(&self) -> Vec<String> {
        let corrected = self.corrections.iter().filter(|one| one.field == CorrectedField::Case);
        let mut cases: Vec<String> = self.statement.case().into_iter().map(str::to_owned).collect();
        cases.extend(corrected.map(|one| one.value.clone()));
        cases.pop();
        cases
    }

    /// Every case that it belongs to, or was said to belong to.
    pub fn all_cases(&self) -> BTreeSet<String> {
        self.earlier_cases().into_iter().chain(self.case().map(str::to_owned)).collect()
    }

    /// Where its case was corrected, and to what, oldest first.
    pub fn moves(&self) -> Vec<(Place, String)> {
        let corrected = self.corrections.iter().filter(|one| one.field == CorrectedField::Case);
        corrected.map(|one| (one.at, one.value.clone())).collect()
    }

    /// The badge of the lead: as corrected last, else as stated. Where another lead was named since and no badge after that, nobody's:
    /// whoever led it before leads it no more.
    pub fn lead_badge(&self) -> Option<&str> {
        let of_lead = [CorrectedField::LeadBadge, CorrectedField::LeadInvestigator];
        match self.corrections.iter().rev().find(|one| of_lead.contains(&one.field)) {
            Some(last) if last.field == CorrectedField::LeadBadge => Some(&last.value),
            Some(_) => None,
            None => self.statement.lead_badge(),
        }
    }

    /// The case that it belongs to: as corrected last, else as stated.
    pub fn case(&self) -> Option<&str> {
        let corrected = self.corrections.iter().rev().find(|one| one.field == CorrectedField::Case);
        corrected.map(|one| one.value.as_str()).or_else(|| self.statement.case())
    }
}

impl Book {
    /// A stated purpose.
    ///
    /// # Errors
    /// Where its entry cannot be read or does not hold it.
    pub fn purpose(&self, id: PurposeId) -> Result<Option<PurposeRecord>, BookError> {
        let Some((log, sequence)) = self.store.rows().purpose(id)? else { return Ok(None) };
        let (leaf, openings) = self.entry(log, sequence)?;
        let wrong = |why: &str| BookError::Tampered(format!("entry {sequence} and purpose {}: {why}", id.short()));
        if leaf.content.purpose != Some(id) {
            return Err(wrong("the entry states another purpose"));
        }
        let text = openings.get("statement").ok_or_else(|| wrong("the entry holds no statement"))?;
        let statement = serde_json::from_str(text).map_err(|e| wrong(&e.to_string()))?;
        let corrections = self.corrections_of(id.0)?;
        Ok(Some(PurposeRecord {
            id,
            at: (log, sequence),
            statement,
            stated_at: leaf.content.time,
            by: leaf.signer,
            corrections,
        }))
    }

    /// All stated purposes, oldest first.
    ///
    /// # Errors
    /// Where one of them cannot be read.
    pub fn purposes(&self) -> Result<Vec<PurposeRecord>, BookError> {
        let stated = self.store.rows().purposes()?;
        stated.into_iter().filter_map(|(id, ..)| self.purpose(id).transpose()).collect()
    }

    /// How many probes a purpose has carried.
    ///
    /// # Errors
    /// Where the rows cannot be counted.
    pub fn probes_used(&self, id: PurposeId) -> Result<u64, BookError> {
        let Some(stated) = self.store.rows().purpose(id)? else { return Ok(0) };
        Ok(self.probes_since(stated, |purpose| purpose == id)?.into_values().sum())
    }

    /// How many probes each purpose has carried since a place of the book.
    ///
    /// # Errors
    /// Where an entry cannot be read.
    pub fn probes_by_purpose(&self, since: Place) -> Result<BTreeMap<PurposeId, u64>, BookError> {
        self.probes_since(since, |_| true)
    }

    /// Counted in the book, where nothing can be deleted.
    fn probes_since(
        &self,
        since: Place,
        counts: impl Fn(PurposeId) -> bool,
    ) -> Result<BTreeMap<PurposeId, u64>, BookError> {
        let mut used = BTreeMap::new();
        self.walk(since, |place, leaf| {
            let content = leaf.content();
            let of_probe =
                content.event == Event::Outcome.as_str() && content.operation == OperationKind::Probe.as_str();
            if let (Some(id), true) = (content.purpose.filter(|id| counts(*id)), of_probe) {
                let (_, openings) = self.entry(place.0, place.1)?;
                *used.entry(id).or_default() += u64::from(openings.get("result") == Some("done"));
            }
            ON
        })?;
        Ok(used)
    }
}
