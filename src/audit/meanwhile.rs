//! What was done about a list while a command on it ran: asked in the transaction that writes, where nobody else writes.

use std::collections::BTreeSet;

use super::{
    append::{did_something, read_openings},
    book::Book,
    conclude::Writing,
    entry::Event,
    error::BookError,
    logs::Place,
    verification::{VERIFY, about},
    walk::{ENOUGH, ON, walk},
};
use crate::{gate::Operation, vocabulary::SearchId};

impl Book {
    /// The last entry that there is now, whoever wrote it: what comes after it, whoever reads from here has not seen.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn newest_place(&self) -> Result<Place, BookError> {
        let last = self.store.rows().last_leaf()?.ok_or_else(|| BookError::Tampered("it has no entry".into()))?;
        Ok((last.log, last.sequence))
    }
}

impl<Op: Operation> Writing<'_, Op> {
    /// Whether a search is there: an expunge may have taken it out since it was read.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn holds_search(&self, search: SearchId) -> Result<bool, BookError> {
        Ok(self.rows.search(search)?.is_some())
    }

    /// Whether something was done about one of these lists after a place of the book, by operations that `is` names.
    ///
    /// # Errors
    /// Where an entry cannot be read.
    pub fn worked_on_since(
        &self,
        since: Place,
        lists: &BTreeSet<SearchId>,
        is: impl Fn(&str) -> bool,
    ) -> Result<bool, BookError> {
        let (leaves, openings) = (self.appender.leaves, self.appender.openings);
        let mut worked = false;
        walk(self.rows, leaves, self.program, since, |place, leaf| {
            let content = leaf.content();
            let of_list = content.operation.starts_with(VERIFY) && is(&content.operation);
            if content.event != Event::Outcome.as_str() || !of_list {
                return ON;
            }
            let Some(told) = read_openings(openings, self.rows, place)? else { return ON };
            let named = told.get("record").and_then(about).is_some_and(|search| lists.contains(&search));
            worked = did_something(&content.event, told.get("result")) && named;
            if worked { ENOUGH } else { ON }
        })?;
        Ok(worked)
    }
}
