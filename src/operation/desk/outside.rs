//! Whoever cannot open the book is refused all the same, and the refusal is left where the next authorized command finds it.

use jiff::Timestamp;

use super::{
    super::OperationError,
    Desk, Manner, PurposeSource, Request,
    request::{Resolved, request_facts},
};
use crate::{
    audit::{Recorded, public_note, spool_refusal},
    gate::{Presented, Standing},
    policy::{Facts, Floor, OperationKind, Refusal, SuspensionFacts},
};

/// Where evidence is read.
pub(super) fn not_recorded() -> Recorded {
    Recorded::Not { why: "nothing is written where evidence is read".to_owned() }
}

impl Desk<'_> {
    /// Nobody's key: the refusal is told, and spooled where there is a repository.
    pub(super) fn refuse_stranger(
        &self,
        operation: OperationKind,
        request: &Request,
        manner: Manner<'_>,
        now: Timestamp,
    ) -> OperationError {
        if !manner.writes() {
            let floor = Floor::default();
            return match refusal_of(&Facts::of_nobody(now, operation, &floor)) {
                Ok(refusal) => OperationError::Refused { refusal, recorded: not_recorded() },
                Err(error) => error,
            };
        }
        let judged = match public_note(&self.repository) {
            Ok((founding, spool_key)) => {
                let standing = Standing::at_founding(founding);
                outside(&standing, &Presented::nobody(), None, operation, request, now).map(|refusal| {
                    let recorded = spool_refusal(&self.repository, &spool_key, &refusal, operation, None, now);
                    (refusal, recorded)
                })
            }
            Err(error) => {
                let floor = Floor::default();
                let facts = Facts::of_nobody(now, operation, &floor);
                let why = error.to_string();
                refusal_of(&facts).map(|refusal| (refusal, Recorded::Not { why }))
            }
        };
        match judged {
            Ok((refusal, recorded)) => OperationError::Refused { refusal, recorded },
            Err(error) => error,
        }
    }
}

/// The refusal of facts that no rule lets pass.
pub(super) fn refusal_of(facts: &Facts<'_>) -> Result<Refusal, OperationError> {
    match Refusal::of(facts) {
        Err(refusal) => Ok(refusal),
        Ok(()) => Err(OperationError::Bug("the gate admitted somebody who cannot open the book".into())),
    }
}

/// The refusal of somebody who cannot open the book.
pub(super) fn outside(
    standing: &Standing,
    presented: &Presented,
    suspension: Option<&SuspensionFacts>,
    operation: OperationKind,
    request: &Request,
    now: Timestamp,
) -> Result<Refusal, OperationError> {
    let resolved = match &request.purpose {
        PurposeSource::Nothing => Resolved::Missing,
        PurposeSource::Cite(_) | PurposeSource::Short(_) => Resolved::OutOfReach,
        PurposeSource::State(draft) => Resolved::draft(draft, now)?,
    };
    let mut facts = standing.facts(now, operation, presented);
    facts.suspension = suspension.or(facts.suspension);
    request_facts(&mut facts, request, &resolved);
    refusal_of(&facts)
}
