//! A model's card with a new table of scores and false match rates.

use serde::Serialize;

use super::{AcquiredLine, EntryReference, EvaluatedList, EvaluatedModel, ProgramLine};
use crate::{evaluation::Rate, vocabulary::Digest};

/// One row of the table.
#[derive(Debug, Clone, Serialize)]
pub struct CalibrationLine {
    /// The score.
    pub score: f32,
    /// Share of strangers who reach it.
    pub fmr: Rate,
}

/// `frs model calibrate`.
#[derive(Debug, Clone, Serialize)]
pub struct ModelCalibrated {
    /// Which program.
    pub program: ProgramLine,
    /// What was measured; the card is the one before.
    pub model: EvaluatedModel,
    /// On what.
    pub list: EvaluatedList,
    /// What became of the photographs.
    pub photographs: AcquiredLine,
    /// What they are, in words.
    pub data_set: String,
    /// People compared.
    pub people: u64,
    /// Comparisons between them.
    pub comparisons: u64,
    /// By rising score.
    pub rows: Vec<CalibrationLine>,
    /// Where the new card is.
    pub file: String,
    /// SHA-256 of the new card.
    pub card: Digest,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(ModelCalibrated = "frs.model-calibrated/1");
