//! Lists as a command read them: nothing is written of one that somebody worked on since.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::OperationError;
use crate::{
    audit::{Access, BookError, Outcome, Place, Receipt, Writing},
    gate::Operation,
    vocabulary::SearchId,
};

/// What a command read of some lists.
pub(super) struct AsRead {
    /// The last entry of the book that it has seen.
    pub to: Place,
    pub lists: BTreeSet<SearchId>,
    /// Which operations on a list change what the command read.
    pub changes: fn(&str) -> bool,
    /// What is said and recorded where one of them came between.
    pub meanwhile: &'static str,
}

impl AsRead {
    /// Whether something came between: asked in the transaction that writes, where nobody else writes.
    pub fn is_outdated<Op: Operation>(&self, writing: &Writing<'_, Op>) -> Result<bool, BookError> {
        writing.worked_on_since(self.to, &self.lists, self.changes)
    }

    /// Writes the outcome, unless something came between: the gate has judged other lists than those that this would be written to, and
    /// what was made of them does not say it.
    pub fn finish<Op: Operation>(
        &self,
        access: Access<'_, Op>,
        record: String,
        now: Timestamp,
    ) -> Result<Receipt, OperationError> {
        finish_unless(access, record, now, self.meanwhile, |writing| self.is_outdated(writing))
    }
}

/// Writes the outcome, unless something came between; asked in the transaction that writes. Then it has failed, and `meanwhile` says why.
pub(super) fn finish_unless<Op: Operation>(
    access: Access<'_, Op>,
    record: String,
    now: Timestamp,
    meanwhile: &'static str,
    came_between: impl FnOnce(&Writing<'_, Op>) -> Result<bool, BookError>,
) -> Result<Receipt, OperationError> {
    let (receipt, hindered) = access.close::<_, BookError>(now, |writing| {
        let hindered = came_between(writing)?;
        Ok((if hindered { Outcome::failed(meanwhile) } else { Outcome::done(record) }, hindered))
    })?;
    if hindered { Err(OperationError::Environment(meanwhile.to_owned())) } else { Ok(receipt) }
}
