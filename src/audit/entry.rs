//! What stands in an entry: a leaf that anyone can check, and openings that only key holders read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    seal::{CommitmentError, Opening},
    vocabulary::{Digest, word_enum},
};

word_enum!(
    /// The kinds of entry.
    Event {
        /// The program begins.
        Founding = "founding",
        /// Somebody is about to act; durable before the act.
        Intent = "intent",
        /// What came of an intent.
        Outcome = "outcome",
        /// The gate stayed closed.
        Refusal = "refusal",
        /// Refusals of people who cannot open the repository, folded in.
        Spool = "spool",
        /// A backup was restored: the first entry of a later log.
        Restore = "restore",
        /// The files were wiped after records were removed or sealed anew, and looked through.
        Wiped = "wiped",
    }
);

/// The values behind a leaf's commitments, with their random bytes: stored sealed beside the leaf. Rekey and expunge
/// change them; the leaf stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Openings(Vec<Opening>);

impl Openings {
    /// Draws random bytes for each value.
    ///
    /// # Errors
    /// Where there are none.
    pub fn commit(values: &BTreeMap<&'static str, String>) -> Result<Self, CommitmentError> {
        values.iter().map(|(field, value)| Opening::new(field, value)).collect::<Result<_, _>>().map(Self)
    }

    /// Field and commitment of each, for the leaf.
    pub fn commitments(&self) -> BTreeMap<String, Digest> {
        self.0.iter().map(|opening| (opening.field().to_owned(), opening.commitment())).collect()
    }

    /// Checks every opening against the leaf; the fields that the leaf commits to and nobody can open any more.
    ///
    /// # Errors
    /// Where a value is not the one that was committed.
    pub fn check(&self, commitments: &BTreeMap<String, Digest>) -> Result<Vec<String>, CommitmentError> {
        for (at, opening) in self.0.iter().enumerate() {
            // One of two would be read, the other checked.
            if self.0[..at].iter().any(|other| other.field() == opening.field()) {
                return Err(CommitmentError::Mismatch(opening.field().to_owned()));
            }
            let committed = commitments.get(opening.field()).unwrap_or(&Digest([0; 32]));
            opening.verify(opening.field(), committed)?;
        }
        let opened = |field: &String| self.0.iter().any(|opening| opening.field() == *field);
        Ok(commitments.keys().filter(|field| !opened(field)).cloned().collect())
    }

    /// Takes those out of which `takes` says so by field and value (what is no text counts as empty); which fields they were.
    pub(super) fn take(&mut self, takes: &dyn Fn(&str, &str) -> bool) -> Vec<String> {
        let goes = |opening: &Opening| takes(opening.field(), std::str::from_utf8(opening.value()).unwrap_or_default());
        let (gone, left) = std::mem::take(&mut self.0).into_iter().partition(goes);
        self.0 = left;
        Vec::into_iter(gone).map(|opening: Opening| opening.field().to_owned()).collect()
    }

    /// What opens one field.
    pub fn opening(&self, field: &str) -> Option<&Opening> {
        self.0.iter().find(|opening| opening.field() == field)
    }

    /// A value as text.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|opening| opening.field() == field).and_then(|o| std::str::from_utf8(o.value()).ok())
    }
}
