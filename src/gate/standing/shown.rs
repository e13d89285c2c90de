//! What an operator shows at the gate, held against the papers.

use jiff::Timestamp;

use super::Standing;
use crate::{
    gate::{AuthorizationPaper, PaperReadError, Presented, TypedPaper, papers::read_paper, presented::Shown},
    policy::{Approver, AuthorizationFacts},
    seal::{NoteError, PaperError},
    vocabulary::{Digest, PersonId, PurposeKind, Role},
};

impl Standing {
    /// What an operator shows at the gate: the holder of `person`'s key with the file of an authorization.
    pub fn presented(
        &self,
        person: PersonId,
        file: Option<Result<&[u8], String>>,
        last_used: Option<Timestamp>,
    ) -> Presented {
        if person == self.root().person_id() {
            return Presented {
                person,
                digest: self.newest_root().digest,
                shown: Shown::Valid(Box::new(self.commander())),
            };
        }
        let nothing = Digest([0; 32]);
        let as_is = |shown| Presented { person, digest: nothing, shown };
        let bytes = match file {
            None => return as_is(Shown::Missing),
            Some(Err(why)) => return as_is(Shown::Unreadable(why)),
            Some(Ok(bytes)) => bytes,
        };
        let paper = match read_paper(bytes) {
            Ok(TypedPaper::Authorization(paper)) => paper,
            Ok(other) => return as_is(Shown::Unreadable(format!("it is a paper of kind {}", other.kind()))),
            Err(PaperReadError::Paper(PaperError::Note(NoteError::Damaged { how, .. }))) => {
                return as_is(Shown::Damaged(how.to_string()));
            }
            Err(error) => return as_is(Shown::Unreadable(error.to_string())),
        };
        let shown = self.judge_file(person, &paper, last_used);
        Presented { person, digest: paper.paper().digest(), shown }
    }

    fn judge_file(&self, person: PersonId, paper: &AuthorizationPaper, last_used: Option<Timestamp>) -> Shown {
        let digest = paper.paper().digest();
        if paper.paper().program() != self.founding.id {
            return Shown::WrongProgram;
        }
        if let Err(error) = self.verify(&TypedPaper::Authorization(paper.clone())) {
            return match error {
                PaperReadError::Paper(PaperError::Note(NoteError::Damaged { how, .. })) => {
                    Shown::Damaged(how.to_string())
                }
                _ => Shown::BadSignature,
            };
        }
        if paper.request.keys.person_id() != person {
            return Shown::OtherPerson;
        }
        match self.held(person) {
            Some(held) if held.paper.paper().digest() == digest => {
                let facts = self.authorization_facts(paper, held.approver, held.accepted_at, held.place.sequence);
                Shown::Valid(Box::new(AuthorizationFacts { last_used, ..facts }))
            }
            Some(held) if held.paper.not_before >= paper.not_before => Shown::Superseded,
            _ if self.is_void(digest) => Shown::Void,
            // Nobody in office ever approved it: whoever signed it is not of the Commander's line.
            _ if matches!(self.office(paper.approver, paper.not_before), Approver::Neither { .. })
                && !self.was_commander(paper.approver) =>
            {
                Shown::BadSignature
            }
            _ => Shown::NotAccepted,
        }
    }

    fn was_commander(&self, person: PersonId) -> bool {
        self.roots.iter().any(|root| root.keys.person_id() == person)
    }

    /// The root key's own authorization: the founding note, or the succession that made it the root.
    fn commander(&self) -> AuthorizationFacts {
        AuthorizationFacts {
            person: self.root().person_id(),
            badge: "commander".into(),
            roles: self.commander_roles(),
            unit: "Investigations Services Division".into(),
            training: None,
            approver: Approver::Founding,
            not_before: Timestamp::MIN,
            not_after: Timestamp::MAX,
            purposes: vec![PurposeKind::Administration, PurposeKind::Oversight, PurposeKind::Evaluation],
            last_used: None,
            accepted_at: Timestamp::MIN,
            accepted_seq: self.newest_root().since.sequence,
            designated: None,
            offices: Vec::new(),
            retired: false,
            other_key: None,
            batch: None,
        }
    }

    pub(super) fn authorization_facts(
        &self,
        paper: &AuthorizationPaper,
        approver: Approver,
        accepted_at: Timestamp,
        accepted_seq: u64,
    ) -> AuthorizationFacts {
        let person = paper.request.keys.person_id();
        let known = self.people.get(&person);
        AuthorizationFacts {
            person,
            badge: paper.request.badge.clone(),
            roles: paper.request.roles.clone(),
            unit: paper.request.unit.clone(),
            training: paper.request.training.clone(),
            approver,
            not_before: paper.not_before,
            not_after: paper.not_after,
            purposes: paper.request.allowed_purposes(),
            last_used: None,
            accepted_at,
            accepted_seq,
            designated: known.and_then(|known| known.designation).map(|held| (held.from, held.until)),
            offices: if person == self.root().person_id() { vec![Role::Commander] } else { Vec::new() },
            retired: known.is_some_and(|known| known.retired.is_some()),
            other_key: self.other_key(person, &paper.request.badge),
            batch: paper.request.batch.clone(),
        }
    }
}
