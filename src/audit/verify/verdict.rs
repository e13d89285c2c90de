//! What the check of a log comes to.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Finding;
use crate::vocabulary::Digest;

/// What the check of a log found.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    /// The newest log: its number.
    pub log: u64,
    /// Leaves of the newest log that were read.
    pub entries: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
    /// The logs before it, each closed by the restore that opened the next.
    pub closed: Vec<ClosedLog>,
    /// Root over the gallery that the last one commits to.
    pub gallery: Digest,
    /// Chain over the accepted papers that the last one commits to.
    pub papers: Digest,
    /// What is wrong; empty where the log is whole.
    pub findings: Vec<Finding>,
    /// Intents of the newest log without an outcome: the act was interrupted, or is going on.
    pub unfinished: Vec<u64>,
    /// Entries of it whose time is before that of an earlier one: a clock was set back. Order is by sequence.
    pub clock_steps: Vec<u64>,
    /// Entries of which some values cannot be opened any more, with their fields: expunged, or else there is a finding.
    pub expunged: BTreeMap<u64, Vec<String>>,
}

/// What the check found of a log that a restore closed.
#[derive(Debug, Clone, Serialize)]
pub struct ClosedLog {
    /// Which log.
    pub log: u64,
    /// Leaves that there are of it.
    pub entries: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
    /// As in [`Verdict`].
    pub unfinished: Vec<u64>,
    /// As in [`Verdict`].
    pub clock_steps: Vec<u64>,
    /// As in [`Verdict`].
    pub expunged: BTreeMap<u64, Vec<String>>,
}

impl Verdict {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }
}
