//! What was done lately, read from the end of the book back.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{append::read_leaf, book::Book, entry::Event, error::BookError, logs::Place, verification::ActRecord};

/// Leaves that are held at once.
const RUN: u64 = 512;

/// Acts of some days.
#[derive(Debug, Default)]
pub struct Recent {
    /// What was done, and neither refused nor failed, in order.
    pub acts: Vec<ActRecord>,
    /// Intents of whoever has opened the book that have no outcome: where, of which operation, when. In order.
    pub unanswered: Vec<(Place, String, Timestamp)>,
}

impl Book {
    /// Acts since `since` of the operations that `is` names. Of all else only leaves are read. It stops at the first run of
    /// leaves that are all older: a clock that was put back once does not hide what lies before it.
    ///
    /// # Errors
    /// Where an entry cannot be read or does not hold.
    pub fn recent(&self, since: Timestamp, is: impl Fn(&str) -> bool) -> Result<Recent, BookError> {
        let (own, mut found) = (self.person(), Recent::default());
        let mut answered = BTreeSet::new();
        'logs: for extent in self.logs().into_iter().rev() {
            let mut to = extent.size;
            while to > 0 {
                let from = to.saturating_sub(RUN);
                let rows = self.store.rows().leaves(extent.log, from, to - from)?;
                let mut newer = false;
                for row in rows.iter().rev() {
                    let signed = read_leaf(&self.leaves, self.program(), row)?;
                    let (leaf, place) = (signed.leaf(), (row.log, row.sequence));
                    let content = &leaf.content;
                    if content.event == Event::Outcome.as_str() {
                        answered.extend(content.answers.map(|sequence| (row.log, sequence)));
                    }
                    if content.time < since {
                        continue;
                    }
                    newer = true;
                    if content.event == Event::Outcome.as_str() && is(&content.operation) {
                        found.acts.extend(self.done(place)?);
                    }
                    if content.event == Event::Intent.as_str() && leaf.signer == own && !answered.contains(&place) {
                        found.unanswered.push((place, content.operation.clone(), content.time));
                    }
                }
                if !newer {
                    break 'logs;
                }
                to = from;
            }
        }
        found.acts.reverse();
        found.unanswered.reverse();
        Ok(found)
    }
}
