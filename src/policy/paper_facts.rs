//! What the gate knows of a paper that is about to be accepted.

use jiff::{SignedDuration, Timestamp};

use super::{Approver, AuthorizationFacts};
use crate::vocabulary::{PersonId, Role};

/// A paper that is about to be accepted; its signatures verify against the chain from the root.
#[derive(Debug, Clone)]
pub enum PaperFacts {
    /// An authorization.
    Authorization(Box<AuthorizationFacts>),
    /// A designation.
    Designation {
        /// Whether the root key signed it.
        signed_by_commander: bool,
        /// When it ends.
        not_after: Option<Timestamp>,
        /// Whom it names.
        person: PersonId,
        /// What their authorization names; empty where they hold none.
        roles: Vec<Role>,
        /// Whether they are neither suspended nor retired.
        free: bool,
    },
    /// A suspension.
    Suspension {
        /// Whose access it takes.
        person: PersonId,
        /// Who signed, in which office.
        approver: Approver,
        /// Its number; suspensions are numbered without gaps.
        number: u64,
        /// Whether it is the Commander's own key.
        of_commander: bool,
    },
    /// A reinstatement.
    Reinstatement {
        /// Whose access it gives back.
        person: PersonId,
        /// Who signed, in which office.
        approver: Approver,
        /// The number of the suspension that it ends.
        suspension: u64,
        /// Its own number, in the same count.
        number: u64,
        /// Whether that suspension of that person is in force.
        in_force: bool,
    },
    /// The end of a key.
    Retirement {
        /// Whose.
        person: PersonId,
        /// Who signed, in which office.
        approver: Approver,
        /// Whether it is the Commander's own key.
        of_commander: bool,
        /// Whether any paper named the key.
        known: bool,
        /// Whether it ended already.
        retired: bool,
    },
    /// A new Commander.
    Succession(SuccessionFacts),
    /// A roster, a hold, the release of a hold: signed by whoever is in office.
    Office {
        /// Which kind.
        what: &'static str,
        /// Who signed, in which office.
        approver: Approver,
    },
    /// A new log key: the Commander's alone.
    LogKey {
        /// Whether the root key signed it.
        signed_by_commander: bool,
    },
    /// A new floor.
    Floor {
        /// Whether the root key signed it.
        signed_by_commander: bool,
        /// Its number.
        version: u32,
        /// Witnesses that it names and who act in the program themselves.
        operating_witnesses: Vec<PersonId>,
    },
    /// A witness's answer; the log's signature under it holds, and its root is the book's.
    WitnessAnswer {
        /// Whether a witness of the floor cosigned it.
        named: bool,
        /// Whether it tells more than the book knows of that witness.
        newer: bool,
        /// How far the witness's time lies ahead of this machine's clock.
        ahead: SignedDuration,
        /// Whether whoever enters it has confirmed that time.
        confirmed: bool,
    },
    /// A witness's time is taken back.
    Time {
        /// Whether the root key signed it.
        signed_by_commander: bool,
        /// Whether the book holds the answer that stated it.
        known: bool,
    },
    /// An order to remove for good.
    ExpungeOrder {
        /// The signer in office.
        ordered_by: Option<PersonId>,
        /// Another authorized person who signed.
        second: Option<PersonId>,
    },
    /// A correction.
    Correction {
        /// How many authorized persons signed.
        signed: usize,
        /// How many it takes.
        needed: usize,
    },
    /// The approval of an internal share.
    ShareApproval {
        /// Whether a lead investigator, the Commander or a designee signed.
        signed: bool,
        /// When it ends.
        expires: Timestamp,
    },
    /// The decision on a release.
    ReleaseApproval {
        /// Whether a release authority signed.
        signed: bool,
        /// When it ends.
        expires: Timestamp,
    },
    /// A backup takes the place of the repository.
    Restore {
        /// How many witnesses of the floor could sign it.
        witnesses: usize,
        /// Who signed; `None` while the order is only drafted.
        signed: Option<RestoreSigned>,
    },
    /// Not read yet: whoever brings it is judged first, and the paper after it was read.
    Unread,
    /// Another kind, on which no rule of this version bears.
    Other,
}

/// Whose signatures stand under the order to restore a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestoreSigned {
    /// The Commander's.
    pub commander: bool,
    /// That of a witness of the floor.
    pub witness: bool,
}

/// A succession that is about to be accepted.
#[derive(Debug, Clone, Copy)]
pub struct SuccessionFacts {
    /// Whether somebody who may hand the program on signed it.
    pub signed: bool,
    /// Whether it takes back what the old root admitted.
    pub takes_back: bool,
    /// Whether the new root and recovery keys do nothing else in the program.
    pub new_key: bool,
}
