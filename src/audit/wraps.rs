//! What an accepted paper does to the wraps: everybody holds what the papers say, and nobody more.
//!
//! The wraps follow the standing, not the paper: whoever accepts one makes every wrap that is due and that they hold the
//! key for, also one that an earlier acceptor could not make.

use jiff::Timestamp;

use super::{book::Book, error::BookError, replay};
use crate::{
    gate::{AcceptedPaper, Standing, StandingError, TypedPaper},
    seal::{DataKey, KeyKind, PublicKeys, Wrapped},
    store::{WrapRow, WriteRows},
    vocabulary::PersonId,
};

/// What accepting a paper does besides entering it.
pub(super) struct Effects {
    made: Vec<WrapRow>,
    /// Whoever may hold nothing any more.
    withdrawn: Vec<PersonId>,
    /// Whoever may no longer hold K_faces.
    without_faces: Vec<PersonId>,
    /// Whoever held nothing, and does again.
    again: Vec<PersonId>,
    generation: u32,
    /// What follows, in words.
    pub words: Vec<String>,
}

impl Effects {
    /// Writes them, in the transaction of the entry.
    pub fn write(&self, rows: &WriteRows<'_>) -> Result<(), BookError> {
        for person in &self.withdrawn {
            rows.delete_wraps(*person)?;
            rows.put_wrap(&replay::withdrawn_row(*person, self.generation))?;
        }
        for person in &self.without_faces {
            rows.delete_wraps_of(*person, KeyKind::Faces.as_str())?;
        }
        for person in &self.again {
            rows.delete_wraps(*person)?;
        }
        Ok(self.made.iter().try_for_each(|wrap| rows.put_wrap(wrap))?)
    }

    /// What the paper would do, were it accepted now.
    ///
    /// # Errors
    /// Where it does not hold, or a wrap cannot be made.
    pub fn of(book: &Book, paper: &TypedPaper, accepted: &AcceptedPaper) -> Result<Self, BookError> {
        let mut after = book.standing().clone();
        let place = accepted.place;
        after.enter(accepted).map_err(|why| StandingError::Paper { place, why })?;
        let mut effects = Self {
            made: Vec::new(),
            withdrawn: Vec::new(),
            without_faces: Vec::new(),
            again: Vec::new(),
            generation: book.data_keys().map(DataKey::generation).max().unwrap_or(1),
            words: Vec::new(),
        };
        let mut waiting = Vec::new();
        for (keys, _) in after.everybody() {
            if effects.follow(book, &after, keys, accepted.time)? {
                waiting.push(keys.person_id());
            }
        }
        effects.tell(book.standing(), &after, paper);
        for person in waiting {
            effects.words.push(format!(
                "{} may open the faces, and you hold no key for them: let the Commander or a repository manager accept the \
                 next paper, whichever it is",
                person.short()
            ));
        }
        Ok(effects)
    }

    /// The wraps of one person; whether one is due that this person cannot make.
    fn follow(&mut self, book: &Book, after: &Standing, keys: &PublicKeys, now: Timestamp) -> Result<bool, BookError> {
        let person = keys.person_id();
        let rows = book.store.rows().wraps(person)?;
        let (whole, taken): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.algorithm != replay::WITHDRAWN);
        if !after.may_hold_book(person) {
            if !whole.is_empty() {
                self.withdrawn.push(person);
            }
            return Ok(false);
        }
        let (faces, in_time) = (after.may_hold_faces(person), after.may_hold_key(person, now));
        if !faces && whole.iter().any(|row| row.key == KeyKind::Faces.as_str()) {
            self.without_faces.push(person);
        }
        if !taken.is_empty() {
            self.again.push(person);
        }
        let same_keys = book.standing().keys_of(person) == Some(keys);
        let has = |kind: KeyKind, generation: u32| {
            same_keys && whole.iter().any(|row| row.key == kind.as_str() && row.generation == generation)
        };
        for key in book.data_keys() {
            let due = in_time && (faces || key.kind() == KeyKind::Book);
            if due && !has(key.kind(), key.generation()) {
                let wrapped = Wrapped::new(key, book.program(), keys)?;
                self.made.push(replay::wrap_row(person, &wrapped, key));
            }
        }
        let made = self.made.iter().any(|row| row.person == person && row.key == KeyKind::Faces.as_str());
        let held = whole.iter().any(|row| row.key == KeyKind::Faces.as_str());
        Ok(in_time && faces && !made && !held)
    }

    fn tell(&mut self, before: &Standing, after: &Standing, paper: &TypedPaper) {
        let generation = self.generation;
        let mut say = |words: String| self.words.push(words);
        match paper {
            TypedPaper::Authorization(paper) => {
                let person = paper.request.keys.person_id();
                if after.is_suspended(person) {
                    return say(format!("{} stays suspended: no key was given", person.short()));
                }
                let opens = if after.may_hold_faces(person) { "the book and the faces" } else { "the book" };
                say(format!("{} can open {opens} until {:.0}", person.short(), paper.not_after));
            }
            TypedPaper::Designation(paper) => {
                let (person, from, until) = (paper.person.short(), paper.not_before, paper.not_after);
                say(format!(
                    "{person} is a designee from {from:.0} until {until:.0}: authorizes, suspends, reinstates"
                ));
            }
            TypedPaper::Suspension(paper) => {
                let person = paper.person.short();
                say(format!("{person} is suspended: refused from now on, and their keys were deleted"));
                say(copied(&person, generation));
            }
            TypedPaper::Reinstatement(paper) => {
                let person = paper.person.short();
                if after.is_suspended(paper.person) {
                    say(format!("suspension {} of {person} ended; another is still in force", paper.suspension));
                } else if after.may_hold_book(paper.person) {
                    say(format!("{person} has access again, as far as their authorization goes"));
                } else {
                    say(format!("{person} is no longer suspended; an authorization opens access again"));
                }
            }
            TypedPaper::Retirement(paper) => {
                let person = paper.person.short();
                say(format!("the key of {person} is retired: it signs nothing and opens nothing from now on"));
                say(copied(&person, generation));
            }
            TypedPaper::Succession(paper) => {
                let (new, old) = (paper.root.person_id().short(), before.root().person_id().short());
                say(format!("{new} is the Commander from now on, with this paper as authorization.frs"));
                say(format!(
                    "the root key of {old} is retired; what it admitted before stays valid, unless it was void"
                ));
                say(copied(&old, generation));
            }
            TypedPaper::Floor(paper) => say(format!("floor {} is in force", paper.floor.version)),
            TypedPaper::Roster(paper) => {
                say(format!("searches from {:.0} until {:.0} are held against it", paper.from, paper.until));
            }
            TypedPaper::Hold(_) => say("nothing that it names is removed from now on".to_owned()),
            TypedPaper::HoldRelease(paper) => say(format!("the hold {} has ended", paper.hold.short())),
            TypedPaper::ExpungeOrder(_) => say("a third person carries it out: frs repository expunge".to_owned()),
            TypedPaper::Correction(_) => say("it is carried out by: frs repository correct".to_owned()),
            TypedPaper::WitnessAnswer(answer) => {
                say(format!("a witness has seen the first {} entries of log {}", answer.size, answer.origin.log));
            }
            TypedPaper::Time(_) => say("the time of that answer counts no more".to_owned()),
            _ => {}
        }
        let named = paper.person();
        for person in self.made.iter().map(|row| row.person).filter(|person| Some(*person) != named) {
            let made_up = format!("{} was given a key that was still due", person.short());
            if !self.words.contains(&made_up) {
                self.words.push(made_up);
            }
        }
    }
}

fn copied(person: &str, generation: u32) -> String {
    format!("what {person} copied before can still be read with generation {generation} of the data keys")
}
