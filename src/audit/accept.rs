//! Accepting a paper: its text in the book, and what it does to the wraps.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    access::{Access, Outcome, OutcomeResult, Receipt},
    append::Entry,
    conclude::{Entering, entered_at},
    error::BookError,
    wraps::Effects,
};
use crate::gate::{AcceptedPaper, EntryPlace, PaperAccept, TypedPaper};

impl Access<'_, PaperAccept> {
    /// Enters a paper: its text in the outcome, its digest in the list and the chain, and what it does to the wraps.
    ///
    /// # Errors
    /// [`BookError::PapersChanged`] where another was accepted meanwhile; where it cannot be written.
    pub fn accept(self, paper: &TypedPaper, now: Timestamp) -> Result<(Receipt, Vec<String>), BookError> {
        let (standing, tip) = (self.book.standing(), &self.book.tip);
        let place = EntryPlace { log: tip.log, sequence: tip.sequence + 1 };
        let entering = Entering {
            judged: standing.papers_digest(),
            chain: standing.papers_digest_with(paper.digest()),
            digest: paper.digest(),
            file: paper.file(),
        };
        let accepted = AcceptedPaper { place, time: entered_at(now), file: entering.file.clone() };
        let effects = Effects::of(self.book, paper, &accepted);
        let (access, effects) = self.attempted(effects, now)?;
        let (receipt, entered) = access.conclude::<_, BookError>(now, Some(&entering), |writing| {
            if !writing.enters {
                // Nobody was interrupted: the intent ends here, and is not reported as unfinished.
                return Ok((sent_back(), false));
            }
            effects.write(writing.rows)?;
            Ok((Outcome { result: OutcomeResult::Done, record: "{}".to_owned(), gallery: None }, true))
        })?;
        if entered { Ok((receipt, effects.words)) } else { Err(BookError::PapersChanged) }
    }
}

/// The outcome of an act that another paper overtook.
fn sent_back() -> Outcome {
    Outcome::failed(&BookError::PapersChanged.to_string())
}

impl Entry {
    /// As it is written where another paper overtook the act.
    pub(super) fn sent_back(self) -> Self {
        let Outcome { result, record, .. } = sent_back();
        let values = BTreeMap::from([("result", result.as_str().to_owned()), ("record", record)]);
        Self { values, papers: None, ..self }
    }
}
