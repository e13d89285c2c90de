//! What waits for somebody: keys that should be exchanged, wraps that nobody could make, papers sent back for a signature.

use jiff::Timestamp;

use super::{
    book::Book,
    entry::Event,
    error::BookError,
    logs::Place,
    removed::Removed,
    replay::WITHDRAWN,
    walk::{ENOUGH, ON},
};
use crate::{
    gate::EntryPlace,
    policy::OperationKind,
    seal::{KeyKind, leaf::FIRST_LOG},
    vocabulary::{Digest, PersonId},
};

/// What waits.
#[derive(Debug, Default)]
pub struct Pending {
    /// Who lost access after the newest data keys were made, and may have kept them.
    pub may_keep_keys: Vec<PersonId>,
    /// Whether the log's key is older than the newest data keys: a designee exchanged these, and only the Commander renews
    /// that one.
    pub log_key_due: bool,
    /// Who may open more than they have a key for: whoever holds that key has accepted no paper since.
    pub without_key: Vec<(PersonId, KeyKind)>,
    /// Refused for want of a signature, and not accepted since: where, and when.
    pub unsigned: Vec<(Place, Timestamp)>,
    /// Expunge orders that are not carried out whole.
    pub orders: Vec<Digest>,
    /// Corrections that were accepted and not entered.
    pub corrections: Vec<Digest>,
}

impl Book {
    /// What waits for somebody; papers that were refused before `since` are not looked for.
    ///
    /// # Errors
    /// Where the book cannot be read.
    pub fn pending(&self, since: Timestamp, now: Timestamp) -> Result<Pending, BookError> {
        let generations = self.store.rows().key_generations()?;
        let made = generations.last().map_or((FIRST_LOG, 0), |(_, place)| *place);
        let made = EntryPlace { log: made.0, sequence: made.1 };
        Ok(Pending {
            may_keep_keys: self.standing.ended_after(made),
            log_key_due: self.log_key_due()?,
            without_key: self.without_key(now)?,
            unsigned: self.unsigned(since)?,
            orders: self.orders_left()?,
            corrections: self.corrections_left()?,
        })
    }

    fn without_key(&self, now: Timestamp) -> Result<Vec<(PersonId, KeyKind)>, BookError> {
        let mut without = Vec::new();
        for (keys, faces) in self.standing.may_hold_keys(now) {
            let rows = self.store.rows().wraps(keys.person_id())?;
            for kind in [KeyKind::Book, KeyKind::Faces] {
                let due = faces || kind == KeyKind::Book;
                let held = rows.iter().any(|row| row.algorithm != WITHDRAWN && row.key == kind.as_str());
                if due && !held {
                    without.push((keys.person_id(), kind));
                }
            }
        }
        Ok(without)
    }

    /// Acceptances that were refused because a second person had not signed, from the end of the book back.
    fn unsigned(&self, since: Timestamp) -> Result<Vec<(Place, Timestamp)>, BookError> {
        let mut found = Vec::new();
        let kept = self.standing.kept();
        let orders = kept.expunge_orders.iter().map(|order| order.place);
        let accepted = orders.chain(kept.corrections.iter().map(|correction| correction.place)).max();
        self.walk_back(|(log, sequence), leaf| {
            let (place, content) = (EntryPlace { log, sequence }, leaf.content());
            if log != self.tip.log || content.time < since || accepted.is_some_and(|accepted| place < accepted) {
                return ENOUGH;
            }
            let refused =
                content.event == Event::Refusal.as_str() && content.operation == OperationKind::PaperAccept.as_str();
            if refused && self.wants_second((log, sequence))? {
                found.push(((log, sequence), content.time));
            }
            ON
        })?;
        Ok(found)
    }

    fn corrections_left(&self) -> Result<Vec<Digest>, BookError> {
        let mut left = Vec::new();
        for correction in &self.standing.kept().corrections {
            if !self.is_corrected(correction.digest)? {
                left.push(correction.digest);
            }
        }
        Ok(left)
    }

    /// Orders without an outcome that says that nothing is left of them.
    fn orders_left(&self) -> Result<Vec<Digest>, BookError> {
        let orders = &self.standing.kept().expunge_orders;
        let Some(first) = orders.iter().map(|order| order.place).min() else { return Ok(Vec::new()) };
        let mut left: Vec<Digest> = orders.iter().map(|order| order.digest).collect();
        self.walk((first.log, first.sequence), |(log, sequence), leaf| {
            let content = leaf.content();
            let of_expunge = content.event == Event::Outcome.as_str()
                && content.operation == OperationKind::RepositoryExpunge.as_str();
            if of_expunge {
                let (_, openings) = self.entry(log, sequence)?;
                // What cannot be read has carried out nothing, and is a finding of the check.
                let removed = Removed::told(&openings, (log, sequence)).ok().flatten();
                left.retain(|order| removed.as_ref().is_none_or(|done| !done.complete || done.order != *order));
            }
            ON
        })?;
        Ok(left)
    }

    fn wants_second(&self, (log, sequence): Place) -> Result<bool, BookError> {
        #[derive(serde::Deserialize)]
        struct Breach {
            rule: String,
        }
        #[derive(serde::Deserialize)]
        struct Told {
            breaches: Vec<Breach>,
        }
        let (_, openings) = self.entry(log, sequence)?;
        let told: Option<Told> = openings.get("refusal").and_then(|text| serde_json::from_str(text).ok());
        Ok(told.is_some_and(|told| told.breaches.iter().any(|breach| breach.rule == "two_persons")))
    }
}
