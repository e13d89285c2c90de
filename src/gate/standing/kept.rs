//! Papers that change nobody's office, kept for whoever acts on them: rosters, holds, orders, corrections, approvals.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Signers;
use crate::{
    gate::{
        CorrectionPaper, EntryPlace, ExpungeOrderPaper, HoldPaper, LogKeyPaper, ReleaseApprovalPaper, RosterPaper,
        ShareApprovalPaper, SuccessionPaper, TypedPaper,
    },
    vocabulary::{Digest, PersonId, ReferenceId, SubjectId},
};

/// An accepted paper.
#[derive(Debug, Clone)]
pub struct Kept<P> {
    /// What it says.
    pub paper: P,
    /// Its digest.
    pub digest: Digest,
    /// Who signed it, of those who were known.
    pub signers: Vec<PersonId>,
    /// Where it was accepted.
    pub place: EntryPlace,
    /// When.
    pub accepted_at: Timestamp,
    /// The whole file.
    pub file: String,
}

/// Accepted papers by what they are about, oldest first.
#[derive(Debug, Clone, Default)]
pub struct KeptPapers {
    /// Who is on call.
    pub rosters: Vec<Kept<RosterPaper>>,
    /// Legal holds, also those that ended.
    pub holds: Vec<Kept<HoldPaper>>,
    /// Holds that were released, by their digest; and the papers that did it.
    released: BTreeSet<Digest>,
    releases_of_holds: BTreeSet<Digest>,
    /// Expunge orders.
    pub expunge_orders: Vec<Kept<ExpungeOrderPaper>>,
    /// Corrections.
    pub corrections: Vec<Kept<CorrectionPaper>>,
    /// Approvals of internal shares.
    pub share_approvals: Vec<Kept<ShareApprovalPaper>>,
    /// Decisions on releases.
    pub release_approvals: Vec<Kept<ReleaseApprovalPaper>>,
    /// New keys of the log.
    pub log_keys: Vec<Kept<LogKeyPaper>>,
    /// Successions.
    pub successions: Vec<Kept<SuccessionPaper>>,
    /// Answers of witnesses whose time does not count.
    pub void_answers: BTreeSet<Digest>,
}

impl KeptPapers {
    pub(super) fn keep(&mut self, paper: &TypedPaper, signers: &Signers, accepted_at: Timestamp, place: EntryPlace) {
        let (digest, signers, file) = (paper.digest(), signers.iter().collect(), paper.file());
        macro_rules! keep {
            ($list:ident, $paper:expr) => {
                self.$list.push(Kept { paper: $paper.clone(), digest, signers, place, accepted_at, file })
            };
        }
        match paper {
            TypedPaper::Roster(paper) => keep!(rosters, paper),
            TypedPaper::Hold(paper) => keep!(holds, paper),
            TypedPaper::HoldRelease(paper) => {
                self.released.insert(paper.hold);
                self.releases_of_holds.insert(digest);
            }
            TypedPaper::ExpungeOrder(paper) => keep!(expunge_orders, paper),
            TypedPaper::Correction(paper) => keep!(corrections, paper),
            TypedPaper::ShareApproval(paper) => keep!(share_approvals, paper),
            TypedPaper::ReleaseApproval(paper) => keep!(release_approvals, paper),
            TypedPaper::LogKey(paper) => keep!(log_keys, paper),
            TypedPaper::Succession(paper) => keep!(successions, paper),
            TypedPaper::Time(paper) => {
                self.void_answers.insert(paper.void_answer);
            }
            _ => {}
        }
    }

    /// Whether somebody with these keys was on call at a moment, by what was accepted then; `None` where no roster spoke of it. A later roster takes the
    /// place of an earlier one.
    pub(super) fn on_call(&self, keys: &BTreeSet<PersonId>, at: Timestamp) -> Option<bool> {
        let known = |roster: &&Kept<RosterPaper>| roster.accepted_at <= at && roster.paper.covers(at);
        let roster = self.rosters.iter().rev().find(known)?;
        Some(keys.iter().any(|key| roster.paper.on_call(*key, at)))
    }

    /// The holds in force at a moment.
    pub fn holds_in_force(&self, at: Timestamp) -> impl Iterator<Item = &Kept<HoldPaper>> {
        self.holds.iter().filter(move |hold| {
            !self.released.contains(&hold.digest) && hold.paper.until.is_none_or(|until| at < until)
        })
    }

    /// Whether an accepted paper with this digest released a hold.
    pub fn is_hold_release(&self, digest: Digest) -> bool {
        self.releases_of_holds.contains(&digest)
    }

    /// The hold in force on a person, an image or a case.
    pub fn hold_on(
        &self,
        subject: Option<SubjectId>,
        reference: Option<ReferenceId>,
        case: Option<&str>,
        at: Timestamp,
    ) -> Option<&Kept<HoldPaper>> {
        self.holds_in_force(at).find(|hold| {
            subject.is_some_and(|id| hold.paper.subjects.contains(&id))
                || reference.is_some_and(|id| hold.paper.references.contains(&id))
                || case.is_some_and(|case| hold.paper.cases.iter().any(|held| held == case))
        })
    }

    /// An accepted expunge order.
    pub fn expunge_order(&self, digest: Digest) -> Option<&Kept<ExpungeOrderPaper>> {
        self.expunge_orders.iter().find(|order| order.digest == digest)
    }

    /// An accepted correction.
    pub fn correction(&self, digest: Digest) -> Option<&Kept<CorrectionPaper>> {
        self.corrections.iter().find(|correction| correction.digest == digest)
    }

    /// An accepted approval of an internal share.
    pub fn share_approval(&self, digest: Digest) -> Option<&Kept<ShareApprovalPaper>> {
        self.share_approvals.iter().find(|approval| approval.digest == digest)
    }

    /// An accepted decision on a release.
    pub fn release_approval(&self, digest: Digest) -> Option<&Kept<ReleaseApprovalPaper>> {
        self.release_approvals.iter().find(|approval| approval.digest == digest)
    }
}
