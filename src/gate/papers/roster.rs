//! Who is on call (2-110-4-D-1).

use std::{fmt, str::FromStr};

use jiff::Timestamp;

use super::{OfKind, PaperReadError, carried, form::form, in_order};
use crate::{seal::Paper, vocabulary::PersonId};

form!(
    "roster",
    "Says who is on call; a search by another examiner is marked. The Commander or a designee signs it.",
    [
        Once "from" From "From when the roster speaks (a day, or an instant)",
        Once "until" Until "Until when; outside of every roster nobody is marked",
        Many "on-call" Shift "One shift each: from, until, person id (\"2026-12-01 2026-12-07 person-…\")",
    ]
);

/// One shift of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// It begins.
    pub from: Timestamp,
    /// It ends.
    pub until: Timestamp,
    /// Who is on call.
    pub person: PersonId,
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.from, self.until, self.person)
    }
}

impl FromStr for Shift {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let words: Vec<_> = text.split(' ').collect();
        let [from, until, person] = words[..] else {
            return Err("it must be two instants and a person id, with one space between".to_owned());
        };
        let instant = |text: &str| text.parse::<Timestamp>().map_err(|e| e.to_string());
        let shift = Self {
            from: instant(from)?,
            until: instant(until)?,
            person: person.parse().map_err(|e: crate::vocabulary::IdError| e.to_string())?,
        };
        if shift.from < shift.until { Ok(shift) } else { Err("it ends before it begins".to_owned()) }
    }
}

/// A roster as a paper.
#[derive(Debug, Clone)]
pub struct RosterPaper {
    /// From when it speaks.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// The shifts.
    pub on_call: Vec<Shift>,
    paper: Paper,
}

impl RosterPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let (from, until) = (body.required_as("from")?, body.required_as("until")?);
        in_order("until", from, until)?;
        Ok(Self { from, until, on_call: body.all_as("on-call")?, paper })
    }

    /// Whether the roster speaks of this moment.
    pub fn covers(&self, now: Timestamp) -> bool {
        self.from <= now && now < self.until
    }

    /// Whether somebody is on call at this moment.
    pub fn on_call(&self, person: PersonId, now: Timestamp) -> bool {
        self.on_call.iter().any(|shift| shift.person == person && shift.from <= now && now < shift.until)
    }
}

impl OfKind for RosterPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        let mut words = vec![("Roster".to_owned(), format!("from {} until {}", self.from, self.until))];
        let shift = |shift: &Shift| format!("{} from {} until {}", shift.person, shift.from, shift.until);
        words.extend(self.on_call.iter().map(|one| ("On call".to_owned(), shift(one))));
        words
    }
}
