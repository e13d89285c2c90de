//! What `frs status` answers: who asks, what they may do, what waits for them. Ids, badges and cases, no names.

use serde::Serialize;

use super::{EndsLine, EntryReference, ProgramLine};
use crate::vocabulary::{PersonId, PurposeId, SearchId};

/// A purpose of whoever asks that is in force and searches for a person.
#[derive(Debug, Clone, Serialize)]
pub struct OwnPurpose {
    /// Its id.
    pub purpose: PurposeId,
    /// Its kind.
    pub kind: String,
    /// Its case, as corrected last.
    pub case: Option<String>,
    /// Until when it holds.
    pub until: String,
    /// How many probes it still carries.
    pub probes_left: u64,
}

/// Something that waits for whoever asks.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingLine {
    /// `records`, `packet`, `review`, `review-asked`, `conflict`, `unverified`, `countersignature`, `release-decision`,
    /// `release`, `receipt`, `unfinished`, `witness`, or what `frs program status` calls pending.
    pub what: &'static str,
    /// What is so.
    pub says: String,
    /// Of which case.
    pub case: Option<String>,
    /// Of which search.
    pub search: Option<SearchId>,
    /// Until when.
    pub due: Option<String>,
    /// Whether that has passed.
    pub overdue: bool,
    /// The command that goes on.
    pub remedy: String,
}

/// How much of the book no witness has seen.
#[derive(Debug, Clone, Serialize)]
pub struct TailLine {
    /// Entries.
    pub entries: u64,
    /// After so many searching stops.
    pub most: u64,
    /// Since when.
    pub since: Option<String>,
    /// When searching stops, where nothing is cosigned before.
    pub searching_stops: Option<String>,
}

/// `frs status`.
#[derive(Debug, Clone, Serialize)]
pub struct OwnStatus {
    /// Which program.
    pub program: ProgramLine,
    /// Who asks.
    pub person: PersonId,
    /// Their badge.
    pub badge: Option<String>,
    /// Their roles now, offices among them.
    pub roles: Vec<String>,
    /// The commands that these roles may use.
    pub may: Vec<String>,
    /// Until when the authorization holds; the Commander's has no end.
    pub until: Option<String>,
    /// Until when the training counts, where a role asks for one.
    pub training_until: Option<String>,
    /// Whether they are on call now; `null` where no roster speaks of it.
    pub on_call: Option<bool>,
    /// Purposes in force that search for a person.
    pub purposes: Vec<OwnPurpose>,
    /// What waits for them; what is overdue first.
    pub waits: Vec<WaitingLine>,
    /// How many days ahead `ends` looks.
    pub days: u32,
    /// What of theirs ends within them, soonest first.
    pub ends: Vec<EndsLine>,
    /// What no witness has seen.
    pub unwitnessed: TailLine,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(OwnStatus = "frs.status/1");
