//! What `frs program status` answers: who may do what until when, what waits, what lapses. Badges and ids, no names.

use serde::Serialize;

use super::{EntryReference, ProgramLine};
use crate::vocabulary::{PersonId, PurposeId};

/// One person of the program.
#[derive(Debug, Clone, Serialize)]
pub struct PersonLine {
    /// Who.
    pub person: PersonId,
    /// Their badge.
    pub badge: Option<String>,
    /// `acts`, `not-yet`, `ended`, `suspended`, `retired`, or `not-authorized` where no paper authorizes them any more.
    pub state: &'static str,
    /// Their roles, the designee's office among them while it is in force.
    pub roles: Vec<String>,
    /// Until when the authorization holds; the Commander's has no end.
    pub until: Option<String>,
    /// Until when the training counts, where a role asks for one.
    pub training_until: Option<String>,
    /// Until when they are a designee.
    pub designee_until: Option<String>,
    /// Numbers of the suspensions in force.
    pub suspensions: Vec<u64>,
    /// When they last did something.
    pub last_act: Option<String>,
    /// Whether they are on call now; `null` where no roster speaks of it.
    pub on_call: Option<bool>,
    /// For a batch: its host and its source.
    pub batch: Option<(String, String)>,
}

/// What waits for somebody.
#[derive(Debug, Clone, Serialize)]
pub struct PendingLine {
    /// `rekey`, `key`, `signature`, `suspension`, `witness`, `expunge-order`, `wipe`, `correction`.
    pub what: &'static str,
    /// What is so.
    pub says: String,
    /// What to do.
    pub remedy: String,
}

/// What ends within the next days.
#[derive(Debug, Clone, Serialize)]
pub struct EndsLine {
    /// `training`, `authorization`, `unused`, `designation`, `purpose`, `roster`, `hold`.
    pub what: &'static str,
    /// When.
    pub at: String,
    /// Whose.
    pub person: Option<PersonId>,
    /// Their badge.
    pub badge: Option<String>,
    /// Which purpose.
    pub purpose: Option<PurposeId>,
}

/// `frs program status`.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramState {
    /// Which program.
    pub program: ProgramLine,
    /// Whoever holds the root key.
    pub commander: PersonId,
    /// Whoever holds the recovery key.
    pub recovery: PersonId,
    /// How many successions there were.
    pub successions: usize,
    /// The number of the floor in force.
    pub floor: u32,
    /// The number of the newest suspension or reinstatement; the next bears one more.
    pub suspensions: u64,
    /// Generation of the data keys.
    pub generation: u32,
    /// The key that signs checkpoints.
    pub log_key: Option<String>,
    /// Since when, where a paper exchanged it.
    pub log_key_since: Option<String>,
    /// Entries that fewer witnesses have seen than the floor asks.
    pub unwitnessed: u64,
    /// Legal holds in force.
    pub holds: usize,
    /// Everybody whom a paper made something.
    pub people: Vec<PersonLine>,
    /// What waits.
    pub pending: Vec<PendingLine>,
    /// How many days ahead `ends` looks.
    pub days: u32,
    /// What ends within them, soonest first.
    pub ends: Vec<EndsLine>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(ProgramState = "frs.program-status/1");
