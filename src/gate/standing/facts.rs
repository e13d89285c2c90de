//! What the rules are told of a paper, and of whoever stands at the gate.

use jiff::Timestamp;

use super::{PersonState, Signers, Standing};
use crate::{
    gate::{Presented, ProgramKind, TypedPaper},
    policy::{Facts, OperationKind, PaperFacts, SuccessionFacts},
    vocabulary::{PersonId, Role},
};

impl Standing {
    /// Facts about a paper whose signatures [`Standing::verify`] has found whole.
    pub fn paper_facts(&self, paper: &TypedPaper, signers: Signers, now: Timestamp) -> PaperFacts {
        let signed_by_commander = signers.contains(self.root().person_id());
        let approver = |not| self.acting(&signers, now, not);
        match paper {
            TypedPaper::Authorization(paper) => {
                let approver = self.office(paper.approver, now);
                let facts = self.authorization_facts(paper, approver, now, self.history.len() as u64);
                PaperFacts::Authorization(Box::new(facts))
            }
            TypedPaper::Designation(paper) => PaperFacts::Designation {
                signed_by_commander,
                not_after: Some(paper.not_after),
                person: paper.person,
                roles: self.held(paper.person).map(|held| held.paper.request.roles.clone()).unwrap_or_default(),
                free: self.state_of(paper.person) == PersonState::Free,
            },
            TypedPaper::Suspension(paper) => PaperFacts::Suspension {
                person: paper.person,
                approver: approver(Some(paper.person)),
                number: paper.number,
                of_commander: paper.person == self.root().person_id(),
            },
            TypedPaper::Reinstatement(paper) => PaperFacts::Reinstatement {
                person: paper.person,
                approver: approver(Some(paper.person)),
                suspension: paper.suspension,
                number: paper.number,
                in_force: self
                    .people
                    .get(&paper.person)
                    .is_some_and(|known| known.suspended.contains_key(&paper.suspension)),
            },
            TypedPaper::Retirement(paper) => PaperFacts::Retirement {
                person: paper.person,
                approver: approver(Some(paper.person)),
                of_commander: paper.person == self.root().person_id(),
                known: self.keys.contains_key(&paper.person),
                retired: self.state_of(paper.person) == PersonState::Retired,
            },
            TypedPaper::Succession(paper) => PaperFacts::Succession(SuccessionFacts {
                signed: self.may_succeed(paper, &signers),
                takes_back: paper.void_from.is_some(),
                new_key: !self.is_used(paper.root.person_id()) && !self.is_used(paper.recovery.person_id()),
            }),
            TypedPaper::Roster(_) | TypedPaper::Hold(_) | TypedPaper::HoldRelease(_) => {
                PaperFacts::Office { what: paper.kind().as_str(), approver: approver(None) }
            }
            TypedPaper::LogKey(_) => PaperFacts::LogKey { signed_by_commander },
            TypedPaper::Time(paper) => {
                PaperFacts::Time { signed_by_commander, known: self.witnessed().holds(paper.void_answer) }
            }
            TypedPaper::WitnessAnswer(answer) => self.answer_facts(answer, now),
            TypedPaper::Floor(paper) => PaperFacts::Floor {
                signed_by_commander,
                version: paper.floor.version,
                operating_witnesses: self.operating_witnesses(&paper.floor),
            },
            TypedPaper::ExpungeOrder(_) => {
                let (ordered_by, second) = self.two_persons(&signers, now);
                PaperFacts::ExpungeOrder { ordered_by, second }
            }
            TypedPaper::Correction(paper) => PaperFacts::Correction {
                signed: self.authorized_signers(&signers, now),
                needed: if paper.needs_two() { 2 } else { 1 },
            },
            TypedPaper::ShareApproval(paper) => PaperFacts::ShareApproval {
                signed: self.signed_in_role(&signers, Role::LeadInvestigator, now)
                    || self.acting(&signers, now, None).is_in_office(),
                expires: paper.approval.terms.expires,
            },
            TypedPaper::ReleaseApproval(paper) => PaperFacts::ReleaseApproval {
                signed: self.signed_in_role(&signers, Role::ReleaseAuthority, now),
                expires: paper.approval.terms.expires,
            },
            TypedPaper::AuthorizationRequest(_) | TypedPaper::Restore(_) => PaperFacts::Other,
        }
    }

    /// Whether a key does something in the program already: an operator's, a witness's, a root or recovery key before.
    fn is_used(&self, person: PersonId) -> bool {
        let witness = self.witness_keys().iter().any(|key| crate::seal::person::person_id(key) == person);
        let former = self.roots.iter().any(|root| root.keys.person_id() == person);
        self.keys.contains_key(&person) || self.people.contains_key(&person) || witness || former
    }

    /// What is known before anything is asked of the request itself; the caller adds purpose, intake, face and search.
    pub fn facts<'s>(&'s self, now: Timestamp, operation: OperationKind, presented: &'s Presented) -> Facts<'s> {
        Facts {
            synthetic: self.founding().kind == ProgramKind::Synthetic,
            authorization: presented.shown.as_fact(),
            suspension: self.suspension_of(presented.person),
            suspensions_named: self.suspensions_named,
            suspensions_held: self.suspensions,
            witnesses: &self.witness_persons,
            ..Facts::of_nobody(now, operation, &self.floor)
        }
    }
}
