//! Accepting a paper: its text in the book, and what it does to the wraps.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    access::{Access, OutcomeResult, Receipt},
    append::Entry,
    entry::Event,
    error::BookError,
    wraps::Effects,
};
use crate::gate::{AcceptedPaper, EntryPlace, Operation as _, PaperAccept, TypedPaper};

impl Access<'_, PaperAccept> {
    /// Enters a paper: its text in the outcome, its digest in the list and the chain, and what it does to the wraps.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn accept(self, paper: &TypedPaper, now: Timestamp) -> Result<(Receipt, Vec<String>), BookError> {
        let file = paper.file();
        let (intent, purpose, authorization) = (self.intent, self.purpose, self.authorization);
        let papers = self.book.standing().papers_digest_with(paper.digest());
        // To the millisecond, as the leaf has it: this process must see what every later one will.
        let time = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        let next = EntryPlace { log: self.book.tip.log, sequence: self.book.tip.sequence + 1 };
        let accepted = AcceptedPaper { place: next, time, file: file.clone() };
        let effects = match Effects::of(self.book, paper, &accepted) {
            Ok(effects) => effects,
            Err(error) => {
                self.failed(&error.to_string(), now)?;
                return Err(error);
            }
        };
        let values = BTreeMap::from([
            ("result", OutcomeResult::Done.as_str().to_owned()),
            ("paper", file.clone()),
            ("milliseconds", self.started.elapsed().as_millis().to_string()),
        ]);
        let entry = Entry {
            event: Event::Outcome,
            operation: Some(PaperAccept::KIND),
            authorization: Some(authorization),
            purpose,
            answers: Some(intent),
            values,
            gallery: None,
            papers: Some(papers),
        };
        let judged = self.book.standing().papers_digest();
        let (appender, store, _, program, known) = self.book.split();
        let (tip, entered) = store.write(|rows| {
            let before = appender.tip(rows, program, known)?;
            if before.papers != judged {
                // Nobody was interrupted: the intent ends here, and is not reported as unfinished.
                let tip = appender.append(rows, program, before, false, now, &Entry::sent_back(entry))?;
                return Ok((tip, false));
            }
            let tip = appender.append(rows, program, before, false, now, &entry)?;
            rows.insert_paper(tip.log, tip.sequence, paper.digest())?;
            effects.write(rows)?;
            Ok::<_, BookError>((tip, true))
        })?;
        if !entered {
            self.book.advance(tip)?;
            return Err(BookError::PapersChanged);
        }
        let place = EntryPlace { log: tip.log, sequence: tip.sequence };
        self.book.entered(&AcceptedPaper { place, time, file })?;
        self.book.advance(tip)?;
        Ok((Receipt { log: tip.log, intent, outcome: tip.sequence, leaf: tip.hash }, effects.words))
    }
}

impl Entry {
    /// The outcome of an act that another paper overtook.
    pub(super) fn sent_back(entered: Self) -> Self {
        let why = serde_json::json!({ "why": BookError::PapersChanged.to_string() }).to_string();
        let values = BTreeMap::from([("result", OutcomeResult::Failed.as_str().to_owned()), ("record", why)]);
        Self { values, papers: None, ..entered }
    }
}
