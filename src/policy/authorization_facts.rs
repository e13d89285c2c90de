//! Who asks and who approves, as the rules see them: authorization, training, office, suspension.

use jiff::{Timestamp, ToSpan, civil::Date};

use crate::vocabulary::{PersonId, PurposeKind, Role};

/// How the person who asks stands to the program.
#[derive(Debug, Clone, Copy)]
pub enum Authorization<'a> {
    /// None was shown or found.
    Missing,
    /// The paper could not be read.
    Unreadable {
        /// Why not.
        why: &'a str,
    },
    /// The paper was damaged on its way (line ends, quoting), and is not called a forgery for it.
    Damaged {
        /// By what.
        why: &'a str,
    },
    /// A signature does not verify, or the chain does not begin at the root.
    BadSignature,
    /// It belongs to another program.
    WrongProgram,
    /// It names another person than the holder of the key.
    OtherPerson,
    /// It is not entered in the book.
    NotAccepted,
    /// A newer authorization of the same person has taken its place.
    Superseded,
    /// A succession took back what the stolen root key signed.
    Void,
    /// It verifies, belongs to the person and stands in the book; whether it suffices is for the rules.
    Valid(&'a AuthorizationFacts),
}

/// A key that bears the same badge as another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherKey {
    /// Whose id it makes.
    pub person: PersonId,
    /// Whether a suspension of it is in force (2-110-4-E).
    pub suspended: bool,
}

/// What an authorization says.
#[derive(Debug, Clone)]
pub struct AuthorizationFacts {
    /// Whose it is.
    pub person: PersonId,
    /// Their badge.
    pub badge: String,
    /// What they may be.
    pub roles: Vec<Role>,
    /// Their unit (2-110-3-A).
    pub unit: String,
    /// Their training (2-110-4-A-1).
    pub training: Option<Training>,
    /// Who approved it (2-110-3-A).
    pub approver: Approver,
    /// From when it holds.
    pub not_before: Timestamp,
    /// Until when it holds (no longer at this moment).
    pub not_after: Timestamp,
    /// The purposes that the person may state and work under.
    pub purposes: Vec<PurposeKind>,
    /// When the person last passed the gate under it.
    pub last_used: Option<Timestamp>,
    /// When it was entered in the book; for a paper about to be accepted, now.
    pub accepted_at: Timestamp,
    /// Its sequence number in the book; for a paper about to be accepted, the next.
    pub accepted_seq: u64,
    /// From when until when the person is a designee.
    pub designated: Option<(Timestamp, Timestamp)>,
    /// What the person is besides, not by this paper.
    pub offices: Vec<Role>,
    /// Whether the key was retired.
    pub retired: bool,
    /// Another key under the same badge that is not retired, or whose suspension is in force.
    pub other_key: Option<OtherKey>,
    /// For a batch: its host and its source.
    pub batch: Option<(String, String)>,
}

impl AuthorizationFacts {
    /// The roles in which the person acts at a moment: a designation adds its office while it is in force.
    pub fn roles_at(&self, now: Timestamp) -> Vec<Role> {
        let mut roles = self.roles.clone();
        let in_office = self.designated.is_some_and(|(from, until)| from <= now && now < until);
        if in_office && !roles.contains(&Role::Designee) {
            roles.push(Role::Designee);
        }
        roles
    }
}

/// A completed training (2-110-4-A-1); days are UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// The course.
    pub course: String,
    /// Who gave it.
    pub provider: String,
    /// The day it was completed.
    pub completed: Date,
    /// The last day it counts.
    pub expires: Date,
}

impl Training {
    /// The last day a training counts: what it says itself, but no longer than the floor's months.
    pub fn last_day(&self, months: u32) -> Date {
        let by_floor = self.completed.checked_add(i64::from(months).months()).unwrap_or(Date::MAX);
        self.expires.min(by_floor)
    }
}

/// In which office an authorization was approved (2-110-3-A).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approver {
    /// The founding note itself: only the root key's own authorization as Commander.
    Founding,
    /// The Commander.
    Commander {
        /// Who that is.
        person: PersonId,
    },
    /// A designee.
    Designee {
        /// Who that is.
        person: PersonId,
        /// Whether the designation was in force when the paper was accepted.
        in_force_when_accepted: bool,
    },
    /// Somebody who holds neither office.
    Neither {
        /// Who that is.
        person: PersonId,
    },
}

impl Approver {
    /// Who approved; the founding note has nobody before it.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Founding => None,
            Self::Commander { person } | Self::Designee { person, .. } | Self::Neither { person } => Some(person),
        }
    }

    /// Whether it is the Commander, or a designee whose designation is in force.
    pub const fn is_in_office(self) -> bool {
        matches!(self, Self::Commander { .. } | Self::Designee { in_force_when_accepted: true, .. })
    }

    /// As [`Approver::is_in_office`], and it is not the person whom the paper concerns.
    pub fn is_in_office_for(self, concerned: Option<PersonId>) -> bool {
        self.is_in_office() && (concerned.is_none() || self.person() != concerned)
    }
}

/// A suspension in force (2-110-4-E).
#[derive(Debug, Clone)]
pub struct SuspensionFacts {
    /// Its number.
    pub number: u64,
    /// Since when; unknown to whoever cannot open the book any more.
    pub since: Option<Timestamp>,
    /// Who ordered it.
    pub by: PersonId,
    /// Why, as the paper says.
    pub reason: String,
}
