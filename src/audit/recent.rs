//! What was done lately, read from the end of the book back.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    book::Book,
    entry::Event,
    error::BookError,
    logs::Place,
    verification::ActRecord,
    walk::{ENOUGH, ON, RUN},
};
use crate::{
    policy::OperationKind,
    vocabulary::{PersonId, PurposeId},
};

/// Acts of some days.
#[derive(Debug, Default)]
pub struct Recent {
    /// What was done, and neither refused nor failed, in order.
    pub acts: Vec<ActRecord>,
    /// Intents of whoever has opened the book, under any of their keys, that have no outcome and were not done by another run since:
    /// where, of which operation, when. In order.
    pub unanswered: Vec<(Place, String, Timestamp)>,
    /// Purposes that they stated, and when, in order.
    pub stated: Vec<(PurposeId, Timestamp)>,
}

impl Book {
    /// Acts since `since` of the operations that `is` names. Of all else only leaves are read. It stops where a whole run of
    /// leaves is older: a clock that was put back once does not hide what lies before it.
    ///
    /// # Errors
    /// Where an entry cannot be read or does not hold.
    pub fn recent(&self, since: Timestamp, is: impl Fn(&str) -> bool) -> Result<Recent, BookError> {
        let (own, mut found) = (self.standing.keys_of_person(self.person()), Recent::default());
        let (mut answered, mut older) = (BTreeSet::new(), 0);
        self.walk_back(|place, leaf| {
            let (content, signer) = (leaf.content(), leaf.leaf().signer);
            let (intent, outcome) = (content.event == Event::Intent.as_str(), content.event == Event::Outcome.as_str());
            if outcome {
                answered.extend(content.answers.map(|sequence| (place.0, sequence)));
            }
            if content.time < since {
                older += 1;
                return if older < RUN { ON } else { ENOUGH };
            }
            older = 0;
            if outcome && is(&content.operation) {
                found.acts.extend(self.done(place)?);
            }
            if intent && own.contains(&signer) {
                let stated = content.purpose.filter(|_| content.commitments.contains_key("statement"));
                found.stated.extend(stated.map(|id| (id, content.time)));
                if !answered.contains(&place) {
                    found.unanswered.push((place, content.operation.clone(), content.time));
                }
            }
            ON
        })?;
        let mut open = Vec::new();
        for one in found.unanswered {
            if !self.was_done_again(one.0, &own)? {
                open.push(one);
            }
        }
        found.unanswered = open;
        found.acts.reverse();
        found.unanswered.reverse();
        found.stated.reverse();
        Ok(found)
    }

    /// Whether one of these keys began the same after an intent without outcome, and ended it: a nightly list that was stopped, and run
    /// again. The same is what names the same inputs and arguments. Only an enrollment names all that it does there: what a form said stands
    /// in no intent, and a source that was never recorded waits, whatever was recorded since.
    fn was_done_again(&self, stopped: Place, own: &BTreeSet<PersonId>) -> Result<bool, BookError> {
        let (leaf, openings) = self.entry(stopped.0, stopped.1)?;
        if leaf.content.operation != OperationKind::Enroll.as_str() {
            return Ok(false);
        }
        let Some(inputs) = openings.get("inputs").map(str::to_owned) else { return Ok(false) };
        let (operation, arguments) = (leaf.content.operation, openings.get("arguments").map(str::to_owned));
        let (mut same, mut done) = (BTreeSet::new(), false);
        self.walk(stopped, |place, leaf| {
            let content = leaf.content();
            if place == stopped || content.operation != operation || !own.contains(&leaf.leaf().signer) {
                return ON;
            }
            if content.event == Event::Intent.as_str() {
                let (_, openings) = self.entry(place.0, place.1)?;
                if openings.get("inputs") == Some(&inputs) && openings.get("arguments") == arguments.as_deref() {
                    same.insert(place);
                }
            } else if content.answers.is_some_and(|sequence| same.contains(&(place.0, sequence))) {
                done = self.done(place)?.is_some();
            }
            if done { ENOUGH } else { ON }
        })?;
        Ok(done)
    }
}
