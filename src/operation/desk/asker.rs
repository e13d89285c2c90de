//! Whom the gate admitted, asked again: what they want is judged once more where it is about to be done.

use jiff::Timestamp;

use super::{
    Request,
    request::{Resolved, request_facts},
};
use crate::{
    gate::{Presented, Standing},
    policy::{FaceFacts, Facts, OperationKind, ProbeFace, Refusal, StatedPurpose, UnwitnessedTail},
};

/// What witnesses have seen of the book was judged on the way in; papers that came since are told apart.
const SEEN: &UnwitnessedTail = &UnwitnessedTail { entries: 0, since: None };

/// Somebody whom the gate admitted, and what they asked for.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    /// What they presented.
    pub presented: &'a Presented,
    /// What they asked for.
    pub request: &'a Request,
    /// Why.
    pub purpose: &'a StatedPurpose,
}

impl Asker<'_> {
    /// Whether a probe may be let in, now that its image is known.
    ///
    /// # Errors
    /// The refusal.
    pub fn shows(self, standing: &Standing, face: &ProbeFace, now: Timestamp) -> Result<(), Refusal> {
        self.judge(standing, OperationKind::Probe, now, |facts| {
            Refusal::of(&Facts { face: FaceFacts::Opened(face), ..facts })
        })
    }

    /// Whether the rules hold at another time than that of the judgement: dates end, also those of what was asked for.
    ///
    /// # Errors
    /// The refusal.
    pub fn still_may(self, standing: &Standing, operation: OperationKind, now: Timestamp) -> Result<(), Refusal> {
        self.judge(standing, operation, now, |facts| Refusal::of(&facts))
    }

    fn judge<T>(
        self,
        standing: &Standing,
        operation: OperationKind,
        now: Timestamp,
        judgement: impl FnOnce(Facts<'_>) -> T,
    ) -> T {
        let purpose = Resolved::Stated(Box::new(self.purpose.clone()), None);
        let mut facts = standing.facts(standing.gate_time(now), operation, self.presented);
        request_facts(&mut facts, self.request, &purpose);
        facts.tail = Some(SEEN);
        judgement(facts)
    }
}
