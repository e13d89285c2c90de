//! A new policy floor, signed by the Commander (2-110-4-B).

use super::{
    super::founding::{once, with_floor_fields, witness_keys},
    OfKind, PaperReadError, carried,
};
use crate::{
    policy::{Floor, FloorError},
    seal::{Body, FieldRule, Occurs, Paper, Schema},
    vocabulary::ProgramId,
};

pub(super) static SCHEMA: Schema = Schema { kind: "floor", version: 1, founds: false, fields: with_floor_fields!() };

/// A floor as a paper.
#[derive(Debug, Clone)]
pub struct FloorPaper {
    /// What it sets.
    pub floor: Floor,
    paper: Paper,
}

impl FloorPaper {
    /// Drafts a floor from a file of `key: value` lines, as `frs repository status --floor` prints them.
    ///
    /// # Errors
    /// Where a field is missing, unknown or out of bounds.
    pub fn draft(lines: &str, program: ProgramId) -> Result<Self, PaperReadError> {
        let floor = read_floor_lines(lines).map_err(floor_error)?;
        let mut draft = Body::new(&SCHEMA, Some(program));
        for (key, value) in floor.to_fields() {
            draft = draft.field(key, value);
        }
        Self::read(Paper::new(draft.build()?)?)
    }

    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let floor = Floor::from_fields(paper.body().fields()).map_err(floor_error)?;
        witness_keys(&floor).map_err(floor_error)?;
        Ok(Self { floor, paper })
    }

    /// The paper.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }
}

impl OfKind for FloorPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        let mut words = vec![("Floor".to_owned(), format!("number {}, in force once accepted", self.floor.version))];
        words.extend(self.floor.to_fields().into_iter().map(|(key, value)| (key.to_owned(), value)));
        words
    }
}

/// Reads `key: value` lines; empty lines and lines that begin with `#` are passed over.
///
/// # Errors
/// As [`Floor::from_fields`].
pub fn read_floor_lines(lines: &str) -> Result<Floor, FloorError> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Floor::from_fields(lines.map(|line| line.split_once(": ").unwrap_or((line, ""))))
}

fn floor_error(error: FloorError) -> PaperReadError {
    PaperReadError::Value { key: "floor", found: error.to_string(), wanted: "a whole floor within its bounds" }
}
