//! Who stands where, replayed from the founding note and the accepted papers in the order of the book.
//!
//! Nothing is believed because it is stored: every paper's signature is checked again against the keys that counted
//! when it was accepted. Names stay out of the facts; badges and ids suffice to judge.

mod holders;

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    AuthorizationPaper, Founding, FoundingError, PaperReadError, Presented, TypedPaper,
    papers::{read_paper, signers},
    presented::Shown,
    witnessed::Witnessed,
};
use crate::{
    policy::{Approver, AuthorizationFacts, Facts, Floor, OperationKind, PaperFacts, SuspensionFacts},
    seal::{NoteError, PaperError, PublicKeys, VerifyingKey, WitnessKey, sha256},
    vocabulary::{Digest, PersonId, PurposeKind, Role},
};

/// A paper as the book holds it.
#[derive(Debug, Clone)]
pub struct AcceptedPaper {
    /// Its entry's place in the book.
    pub sequence: u64,
    /// When it was accepted.
    pub time: Timestamp,
    /// The whole file.
    pub file: String,
}

/// The book's papers contradict themselves: somebody wrote what the gate would have refused.
#[derive(Debug, thiserror::Error)]
pub enum StandingError {
    /// The founding note.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// A paper that was accepted does not hold.
    #[error("the paper accepted in entry {sequence} does not hold: {why}")]
    Paper {
        /// Its entry.
        sequence: u64,
        /// Why not.
        why: PaperReadError,
    },
}

#[derive(Debug)]
struct Held {
    paper: AuthorizationPaper,
    accepted_at: Timestamp,
    sequence: u64,
}

#[derive(Debug)]
struct Person {
    keys: PublicKeys,
    authorization: Option<Held>,
}

/// What the accepted papers make of the program.
#[derive(Debug)]
pub struct Standing {
    founding: Founding,
    floor: Floor,
    people: BTreeMap<PersonId, Person>,
    /// Suspensions in force, also of people whom no other paper names yet.
    suspended: BTreeMap<PersonId, SuspensionFacts>,
    suspensions: u64,
    suspensions_named: u64,
    digest: Digest,
    papers: usize,
    /// Keys that sign checkpoints, newest last.
    pub(super) log_keys: Vec<VerifyingKey>,
    pub(super) witnesses: Vec<WitnessKey>,
    pub(super) witness_persons: Vec<PersonId>,
    pub(super) witnessed: Witnessed,
    /// Papers that anybody may see: successions, log keys.
    pub(super) public: Vec<AcceptedPaper>,
}

/// `SHA-256("frs/papers/1" ‖ chain before ‖ paper's digest)`; the chain begins with the program id.
fn chain(before: Digest, paper: Digest) -> Digest {
    sha256(&[b"frs/papers/1".as_slice(), &before.0, &paper.0].concat())
}

impl Standing {
    /// The standing right after founding: the root key is the Commander's, and nobody else may do anything.
    pub fn at_founding(founding: Founding) -> Self {
        let root = Person { keys: founding.root.clone(), authorization: None };
        Self {
            floor: founding.floor.clone(),
            people: BTreeMap::from([(founding.root.person_id(), root)]),
            suspended: BTreeMap::new(),
            suspensions: 0,
            suspensions_named: 0,
            digest: founding.digest(),
            papers: 0,
            log_keys: founding.log.into_iter().collect(),
            witnesses: Vec::new(),
            witness_persons: Vec::new(),
            witnessed: Witnessed::default(),
            public: Vec::new(),
            founding,
        }
        .with_witnesses()
    }

    /// Replays all accepted papers.
    ///
    /// # Errors
    /// Where one of them does not hold.
    pub fn replay<'p>(
        founding: Founding,
        papers: impl IntoIterator<Item = &'p AcceptedPaper>,
    ) -> Result<Self, StandingError> {
        let mut standing = Self::at_founding(founding);
        for accepted in papers {
            standing.enter(accepted).map_err(|why| StandingError::Paper { sequence: accepted.sequence, why })?;
        }
        Ok(standing)
    }

    /// The standing after one more accepted paper.
    ///
    /// # Errors
    /// Where the paper does not hold.
    pub fn enter(&mut self, accepted: &AcceptedPaper) -> Result<(), PaperReadError> {
        let paper = read_paper(accepted.file.as_bytes())?;
        self.verify(&paper)?;
        self.digest = chain(self.digest, paper.digest());
        self.papers += 1;
        self.enter_witnessed(accepted, &paper)?;
        match paper {
            TypedPaper::Authorization(paper) => {
                self.suspensions_named = self.suspensions_named.max(paper.suspensions_known);
                let keys = paper.request.keys.clone();
                let person = self
                    .people
                    .entry(keys.person_id())
                    .or_insert_with(|| Person { keys: keys.clone(), authorization: None });
                person.keys = keys;
                let sequence = accepted.sequence;
                person.authorization = Some(Held { paper, accepted_at: accepted.time, sequence });
            }
            TypedPaper::Suspension(suspension) => {
                let by = self.founding.root.person_id();
                self.suspensions = self.suspensions.max(suspension.number);
                let facts = SuspensionFacts {
                    number: suspension.number,
                    since: Some(accepted.time),
                    by,
                    reason: suspension.reason.clone(),
                };
                self.suspended.insert(suspension.person, facts);
            }
            TypedPaper::Floor(paper) => {
                self.floor = paper.floor;
                self.name_witnesses();
            }
            TypedPaper::Restore(paper) => {
                self.suspensions_named = self.suspensions_named.max(paper.suspensions_known);
            }
            _ => {}
        }
        Ok(())
    }

    /// Checks a paper's program and signature against the keys that count for its kind; who signed.
    ///
    /// # Errors
    /// Where it is for another program, or no key that counts signed it.
    pub fn verify(&self, paper: &TypedPaper) -> Result<PersonId, PaperReadError> {
        let (found, wanted) = (paper.program(), self.founding.id);
        if found != wanted {
            return Err(PaperError::OtherProgram { found, wanted }.into());
        }
        if let TypedPaper::AuthorizationRequest(request) = paper {
            request.verify()?;
            return Ok(request.keys.person_id());
        }
        if let TypedPaper::WitnessAnswer(answer) = paper {
            return self.verify_answer(answer);
        }
        if let TypedPaper::Restore(restore) = paper {
            return self.restore_signers(restore).map(|signers| signers.commander);
        }
        signers(paper.note(), &[&self.founding.root])?;
        let signed_by = self.founding.root.person_id();
        match paper {
            TypedPaper::Authorization(paper) if paper.approver != signed_by => Err(PaperReadError::Value {
                key: "approver",
                found: paper.approver.to_string(),
                wanted: "the person who signed the paper",
            }),
            _ => Ok(signed_by),
        }
    }

    /// The program.
    pub fn founding(&self) -> &Founding {
        &self.founding
    }

    /// The floor in force.
    pub fn floor(&self) -> &Floor {
        &self.floor
    }

    /// How many papers were accepted.
    pub fn papers(&self) -> usize {
        self.papers
    }

    /// The chain over the accepted papers, which every entry of the book commits to.
    pub fn papers_digest(&self) -> Digest {
        self.digest
    }

    /// The chain with one more paper.
    pub fn papers_digest_with(&self, paper: Digest) -> Digest {
        chain(self.digest, paper)
    }

    /// A person's keys, where a paper has named them.
    pub fn keys_of(&self, person: PersonId) -> Option<&PublicKeys> {
        self.people.get(&person).map(|person| &person.keys)
    }

    /// The keys of everybody whom a paper has named.
    pub fn people(&self) -> impl Iterator<Item = &PublicKeys> {
        self.people.values().map(|person| &person.keys)
    }

    /// The roles in a person's latest authorization.
    pub(super) fn roles_of(&self, person: PersonId) -> &[Role] {
        let held = self.people.get(&person).and_then(|person| person.authorization.as_ref());
        held.map_or(&[], |held| &held.paper.request.roles)
    }

    /// Whether the person is suspended (2-110-4-E).
    pub fn is_suspended(&self, person: PersonId) -> bool {
        self.suspended.contains_key(&person)
    }

    /// The digest of the authorization that a person has now: the founding note's for the root.
    pub fn authorization_of(&self, person: PersonId) -> Option<Digest> {
        if person == self.founding.root.person_id() {
            return Some(self.founding.digest());
        }
        Some(self.people.get(&person)?.authorization.as_ref()?.paper.paper().digest())
    }

    /// Whether the papers let the person hold K_faces: the root, and whoever's latest authorization names such a role.
    pub fn may_hold_faces(&self, person: PersonId) -> bool {
        let authorization = self.people.get(&person).and_then(|person| person.authorization.as_ref());
        person == self.founding.root.person_id()
            || authorization.is_some_and(|held| Self::holds_faces(&held.paper.request.roles))
    }

    /// A person's badge, where a paper tells it.
    pub fn badge_of(&self, person: PersonId) -> Option<&str> {
        if person == self.founding.root.person_id() {
            return Some("commander");
        }
        Some(&self.people.get(&person)?.authorization.as_ref()?.paper.request.badge)
    }

    /// Whether a role lets the person open K_faces (TRUST.md §6).
    pub fn holds_faces(roles: &[Role]) -> bool {
        use Role::{Batch, Examiner, RepositoryManager, Reviewer};
        roles.iter().any(|role| matches!(role, Examiner | Reviewer | RepositoryManager | Batch))
    }

    /// What an operator shows at the gate: the holder of `person`'s key with the file of an authorization.
    pub fn presented(
        &self,
        person: PersonId,
        file: Option<Result<&[u8], String>>,
        last_used: Option<Timestamp>,
    ) -> Presented {
        if person == self.founding.root.person_id() {
            return Presented {
                person,
                digest: self.founding.digest(),
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
        let shown = self.judge_file(person, paper.clone(), last_used);
        Presented { person, digest: paper.paper().digest(), shown }
    }

    fn judge_file(&self, person: PersonId, paper: AuthorizationPaper, last_used: Option<Timestamp>) -> Shown {
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
        match self.people.get(&person).and_then(|person| person.authorization.as_ref()) {
            Some(held) if held.paper.paper().digest() == digest => {
                let facts = self.authorization_facts(&paper, held.accepted_at, held.sequence);
                Shown::Valid(Box::new(AuthorizationFacts { last_used, ..facts }))
            }
            Some(held) if held.paper.not_before >= paper.not_before => Shown::Superseded,
            _ => Shown::NotAccepted,
        }
    }

    /// The root key's own authorization: the founding note.
    fn commander(&self) -> AuthorizationFacts {
        AuthorizationFacts {
            person: self.founding.root.person_id(),
            badge: "commander".into(),
            roles: vec![Role::Commander],
            unit: "Investigations Services Division".into(),
            training: None,
            approver: Approver::Founding,
            not_before: Timestamp::MIN,
            not_after: Timestamp::MAX,
            purposes: vec![PurposeKind::Administration, PurposeKind::Oversight, PurposeKind::Evaluation],
            last_used: None,
            accepted_at: Timestamp::MIN,
            accepted_seq: 0,
        }
    }

    fn approver(&self, person: PersonId) -> Approver {
        if person == self.founding.root.person_id() {
            Approver::Commander { person }
        } else {
            Approver::Neither { person }
        }
    }

    fn authorization_facts(
        &self,
        paper: &AuthorizationPaper,
        accepted_at: Timestamp,
        accepted_seq: u64,
    ) -> AuthorizationFacts {
        AuthorizationFacts {
            person: paper.request.keys.person_id(),
            badge: paper.request.badge.clone(),
            roles: paper.request.roles.clone(),
            unit: paper.request.unit.clone(),
            training: paper.request.training.clone(),
            approver: self.approver(paper.approver),
            not_before: paper.not_before,
            not_after: paper.not_after,
            purposes: paper.request.allowed_purposes(),
            last_used: None,
            accepted_at,
            accepted_seq,
        }
    }

    /// Facts about a paper whose signature [`Standing::verify`] has found whole.
    pub fn paper_facts(&self, paper: &TypedPaper, signed_by: PersonId, now: Timestamp) -> PaperFacts {
        let signed_by_commander = signed_by == self.founding.root.person_id();
        match paper {
            TypedPaper::Authorization(paper) => {
                PaperFacts::Authorization(Box::new(self.authorization_facts(paper, now, self.papers as u64)))
            }
            TypedPaper::Suspension(paper) => PaperFacts::Suspension {
                person: paper.person,
                approver: self.approver(signed_by),
                number: paper.number,
            },
            TypedPaper::Floor(paper) => PaperFacts::Floor {
                signed_by_commander,
                version: paper.floor.version,
                operating_witnesses: self.operating_witnesses(&paper.floor),
            },
            TypedPaper::WitnessAnswer(answer) => self.answer_facts(answer, now),
            TypedPaper::Time(paper) => PaperFacts::Time { known: self.witnessed.holds(paper.void_answer) },
            _ => PaperFacts::Other,
        }
    }

    /// From when the authorization holds that the person has now.
    pub fn held_since(&self, person: PersonId) -> Option<Timestamp> {
        Some(self.people.get(&person)?.authorization.as_ref()?.paper.not_before)
    }

    /// What is known before anything is asked of the request itself; the caller adds purpose, intake, face and search.
    pub fn facts<'s>(&'s self, now: Timestamp, operation: OperationKind, presented: &'s Presented) -> Facts<'s> {
        Facts {
            authorization: presented.shown.as_fact(),
            suspension: self.suspended.get(&presented.person),
            suspensions_named: self.suspensions_named,
            suspensions_held: self.suspensions,
            witnesses: &self.witness_persons,
            ..Facts::of_nobody(now, operation, &self.floor)
        }
    }
}
