//! How far a list is: what a lead report has to ask before it is made.

use jiff::Timestamp;
use serde::Serialize;

use super::matter::Matter;
use crate::{
    policy::{BLIND_REVIEW, Floor, ReviewFacts},
    vocabulary::Disposition,
};

/// How the blind review stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Review {
    /// The floor asks for none.
    NotAsked,
    /// No packet was made.
    NotBegun,
    /// The packet waits for its reviewer, or a preliminary sheet for the packet.
    Due {
        /// Until when.
        by: Timestamp,
        /// Whether that has passed.
        overdue: bool,
        /// Whether a packet was made.
        begun: bool,
    },
    /// Both examiners agree, or every difference was resolved.
    Done {
        /// Whether every reviewer agreed from the beginning: else a dissent stands beside the result.
        agreed: bool,
    },
    /// Differences that nobody has resolved.
    Conflict {
        /// Which candidates.
        ranks: Vec<u32>,
    },
}

/// How far a list is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Readiness {
    /// Candidates without a record: a report waits for them.
    pub open: u32,
    /// How the blind review stands.
    pub review: Review,
    /// Candidates that are kept and UNVERIFIED: no outcome of independent sources, or one that is unresolved.
    pub unverified: Vec<u32>,
    /// Whether a sheet marked PRELIMINARY may be made now: every candidate has a record, and the floor allows it.
    pub preliminary: bool,
    /// Whether a lead report may be made: as before, and the review that the floor asks for is done.
    pub report: bool,
}

impl From<&Review> for ReviewFacts {
    fn from(review: &Review) -> Self {
        match review {
            Review::NotAsked => Self::NotAsked,
            Review::NotBegun | Review::Due { .. } => Self::Due,
            Review::Done { .. } => Self::Done,
            Review::Conflict { ranks } => Self::Conflict(ranks.clone()),
        }
    }
}

impl Matter {
    /// How far the list is.
    pub fn readiness(&self, floor: &Floor, now: Timestamp) -> Readiness {
        let open = self.open();
        let packet = self.packet();
        let conflicts = self.conflicts();
        let due = |from: Timestamp| {
            let by = from.checked_add(BLIND_REVIEW).unwrap_or(from);
            Review::Due { by, overdue: by <= now, begun: packet.is_some() }
        };
        let review = match self.is_told() {
            _ if !conflicts.is_empty() => Review::Conflict { ranks: conflicts },
            true => Review::Done { agreed: self.differs().is_empty() },
            false => match self.review_due_from() {
                Some(from) => due(from),
                None if floor.blind_review => Review::NotBegun,
                None => Review::NotAsked,
            },
        };
        let kept = self.dispositions().into_iter().filter(|(_, held)| *held == Disposition::Kept);
        let settled = |rank: u32| {
            use crate::vocabulary::VerificationResult::{Confirmed, Eliminated};
            matches!(self.outcome(rank), Some(Confirmed | Eliminated))
        };
        let reviewed = matches!(review, Review::Done { .. } | Review::NotAsked);
        Readiness {
            open,
            unverified: kept.map(|(rank, _)| rank).filter(|rank| !settled(*rank)).collect(),
            preliminary: open == 0 && (floor.preliminary || reviewed),
            report: open == 0 && reviewed,
            review,
        }
    }
}
