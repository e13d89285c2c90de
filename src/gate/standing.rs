//! Who stands where, replayed from the founding note and the accepted papers in the order of the book.
//!
//! Nothing is believed because it is stored: every paper's signatures are checked again against the keys and the offices
//! that counted when it was accepted. Names stay out of the facts; badges and ids suffice to judge.

mod behind;
mod countersigned;
mod facts;
mod holders;
mod kept;
mod offices;
mod people;
mod shown;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{
    AuthorizationPaper, EntryPlace, Founding, FoundingError, PaperReadError, SuccessionPaper, TypedPaper,
    papers::read_paper, witnessed::Witnessed,
};
use crate::{
    policy::{Approver, Floor, SuspensionFacts},
    seal::{PublicKeys, VerifyingKey, WitnessKey, sha256},
    vocabulary::{Digest, PersonId},
};

pub use kept::{Kept, KeptPapers};
pub use offices::Signers;
pub use people::{PersonStanding, PersonState};

/// A paper as the book holds it.
#[derive(Debug, Clone)]
pub struct AcceptedPaper {
    /// Its entry's place in the book.
    pub place: EntryPlace,
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
    #[error("the paper accepted in entry {place} does not hold: {why}")]
    Paper {
        /// Its entry.
        place: EntryPlace,
        /// Why not.
        why: PaperReadError,
    },
}

#[derive(Debug, Clone)]
struct Held {
    paper: AuthorizationPaper,
    /// In which office it was approved, at the moment of its acceptance.
    approver: Approver,
    accepted_at: Timestamp,
    place: EntryPlace,
}

/// A designation that was accepted; the newest of a person counts.
#[derive(Debug, Clone, Copy)]
struct Designated {
    from: Timestamp,
    until: Timestamp,
}

#[derive(Debug, Clone, Default)]
struct Person {
    authorization: Option<Held>,
    /// Every badge that an authorization gave them, and where that was accepted; the newest last.
    badges: Vec<(EntryPlace, String)>,
    designation: Option<Designated>,
    /// Suspensions in force, by their number; also of people whom no other paper names yet.
    suspended: BTreeMap<u64, SuspensionFacts>,
    retired: Option<Timestamp>,
    /// The same person's next key, where the retirement names it.
    replaced_by: Option<PersonId>,
    /// Where access ended that was there before: by suspension, retirement, succession, or because it was void.
    ended: Option<EntryPlace>,
}

/// A root key, the recovery key beside it, and the paper that made them so.
#[derive(Debug, Clone)]
struct Root {
    keys: PublicKeys,
    recovery: PublicKeys,
    /// The founding note's, or the succession's.
    digest: Digest,
    since: EntryPlace,
    /// Whether the recovery key before it agreed to be replaced.
    agreed: bool,
}

/// What the accepted papers make of the program.
#[derive(Debug, Clone)]
pub struct Standing {
    founding: Founding,
    /// From the founding on; the last one counts.
    roots: Vec<Root>,
    floor: Floor,
    /// Those before it, from the founding on.
    floors: Vec<Floor>,
    people: BTreeMap<PersonId, Person>,
    /// Every key that a paper ever named: entries that it signed stay readable whatever became of the person.
    keys: BTreeMap<PersonId, PublicKeys>,
    suspensions: u64,
    suspensions_named: u64,
    kept: KeptPapers,
    history: Vec<AcceptedPaper>,
    digest: Digest,
    /// Papers that a succession made void.
    void: BTreeSet<Digest>,
    /// Keys that sign checkpoints, newest last, each with the entry from which on it does.
    pub(super) log_keys: Vec<(EntryPlace, VerifyingKey)>,
    pub(super) witnesses: Vec<WitnessKey>,
    pub(super) witness_persons: Vec<PersonId>,
    pub(super) witnessed: Witnessed,
    /// Papers that anybody may see: successions, log keys.
    pub(super) public: Vec<AcceptedPaper>,
}

/// Before every entry.
const FOUNDED: EntryPlace = EntryPlace { log: 0, sequence: 0 };

/// `SHA-256("frs/papers/1" ‖ chain before ‖ paper's digest)`; the chain begins with the program id.
fn chain(before: Digest, paper: Digest) -> Digest {
    sha256(&[b"frs/papers/1".as_slice(), &before.0, &paper.0].concat())
}

impl Standing {
    /// The standing right after founding: the root key is the Commander's, and nobody else may do anything.
    pub fn at_founding(founding: Founding) -> Self {
        let root = Root {
            keys: founding.root.clone(),
            recovery: founding.recovery.clone(),
            digest: founding.digest(),
            since: EntryPlace { log: 1, sequence: 0 },
            agreed: true,
        };
        Self {
            floor: founding.floor.clone(),
            floors: Vec::new(),
            keys: BTreeMap::from([(founding.root.person_id(), founding.root.clone())]),
            roots: vec![root],
            people: BTreeMap::new(),
            suspensions: 0,
            suspensions_named: 0,
            kept: KeptPapers::default(),
            history: Vec::new(),
            digest: founding.digest(),
            void: BTreeSet::new(),
            log_keys: founding.log.map(|key| (FOUNDED, key)).into_iter().collect(),
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
            standing.enter(accepted).map_err(|why| StandingError::Paper { place: accepted.place, why })?;
        }
        Ok(standing)
    }

    /// The standing after one more accepted paper.
    ///
    /// # Errors
    /// Where the paper does not hold: a signature that it needs is missing, or its signer held no office at that moment.
    pub fn enter(&mut self, accepted: &AcceptedPaper) -> Result<(), PaperReadError> {
        let paper = read_paper(accepted.file.as_bytes())?;
        let signers = self.verify(&paper)?;
        self.check_office(&paper, &signers, self.gate_time(accepted.time))?;
        self.digest = chain(self.digest, paper.digest());
        if let TypedPaper::Succession(SuccessionPaper { void_from: Some(from), .. }) = &paper {
            let thief = self.root().person_id();
            self.without(*from, thief, accepted.place);
        }
        self.enter_witnessed(accepted, &paper)?;
        self.apply(&paper, &signers, accepted);
        self.history.push(accepted.clone());
        Ok(())
    }

    /// Takes back what a stolen root key admitted from an entry on, and what followed from that alone.
    fn without(&mut self, from: EntryPlace, thief: PersonId, at: EntryPlace) {
        let mut again = Self::at_founding(self.founding.clone());
        for accepted in &self.history {
            // Each was read and verified before it came here.
            let Ok(paper) = read_paper(accepted.file.as_bytes()) else { continue };
            let signers = again.verify(&paper).unwrap_or_default();
            // What the logs rest on stays: checkpoints are signed by that key, and a restored log is what there is.
            let of_log = matches!(paper, TypedPaper::LogKey(_) | TypedPaper::Restore(_) | TypedPaper::WitnessAnswer(_));
            let stolen = accepted.place >= from && signers.contains(thief) && !of_log;
            let counts = !stolen && again.check_office(&paper, &signers, again.gate_time(accepted.time)).is_ok();
            let again_void = self.void.contains(&paper.digest());
            if counts && !again_void && again.enter_witnessed(accepted, &paper).is_ok() {
                again.apply(&paper, &signers, accepted);
            } else {
                again.void.insert(paper.digest());
                again.count(&paper);
            }
        }
        // What people signed under void papers must stay readable, to be told.
        again.keys.extend(std::mem::take(&mut self.keys));
        (again.history, again.digest) = (std::mem::take(&mut self.history), self.digest);
        let had: Vec<_> = self.people.keys().copied().filter(|person| self.may_hold_book(*person)).collect();
        for person in had {
            if !again.may_hold_book(person) {
                again.people.entry(person).or_default().ended = Some(at);
            }
        }
        *self = again;
    }

    /// Numbers stay used, whatever became of the paper that bears them.
    fn count(&mut self, paper: &TypedPaper) {
        match paper {
            TypedPaper::Suspension(paper) => self.suspensions = self.suspensions.max(paper.number),
            TypedPaper::Reinstatement(paper) => self.suspensions = self.suspensions.max(paper.number),
            TypedPaper::Authorization(paper) => self.name_suspension(paper.suspensions_known),
            TypedPaper::Designation(paper) => self.name_suspension(paper.suspensions_known),
            TypedPaper::Restore(paper) => self.name_suspension(paper.suspensions_known),
            _ => {}
        }
    }

    fn name_suspension(&mut self, number: u64) {
        self.suspensions_named = self.suspensions_named.max(number);
    }

    fn apply(&mut self, paper: &TypedPaper, signers: &Signers, accepted: &AcceptedPaper) {
        self.count(paper);
        let (time, place) = (accepted.time, accepted.place);
        match paper {
            TypedPaper::Authorization(paper) => {
                let (keys, approver) = (paper.request.keys.clone(), self.office(paper.approver, time));
                let person = self.people.entry(keys.person_id()).or_default();
                person.badges.push((place, paper.request.badge.clone()));
                person.authorization = Some(Held { paper: paper.clone(), approver, accepted_at: time, place });
                self.keys.insert(keys.person_id(), keys);
            }
            TypedPaper::Designation(paper) => {
                let designated = Designated { from: paper.not_before, until: paper.not_after };
                self.people.entry(paper.person).or_default().designation = Some(designated);
            }
            TypedPaper::Suspension(paper) => {
                let by = self.acting(signers, time, Some(paper.person)).person();
                let facts = SuspensionFacts {
                    number: paper.number,
                    since: Some(time),
                    by: by.unwrap_or_else(|| self.root().person_id()),
                    reason: paper.reason.clone(),
                };
                let person = self.people.entry(paper.person).or_default();
                person.suspended.insert(paper.number, facts);
                person.ended.get_or_insert(place);
            }
            TypedPaper::Reinstatement(paper) => {
                let person = self.people.entry(paper.person).or_default();
                person.suspended.remove(&paper.suspension);
                if person.suspended.is_empty() && person.retired.is_none() {
                    person.ended = None;
                }
            }
            TypedPaper::Retirement(paper) => {
                let person = self.people.entry(paper.person).or_default();
                (person.retired, person.replaced_by) = (Some(time), paper.replaced_by);
                person.ended.get_or_insert(place);
            }
            TypedPaper::Succession(succession) => self.succeed(succession, paper.digest(), signers, accepted),
            TypedPaper::Floor(paper) => {
                self.floors.push(std::mem::replace(&mut self.floor, paper.floor.clone()));
                self.name_witnesses();
            }
            _ => {}
        }
        self.kept.keep(paper, signers, time, place);
    }

    fn succeed(&mut self, paper: &SuccessionPaper, digest: Digest, signers: &Signers, accepted: &AcceptedPaper) {
        let (old, time, since) = (self.root().person_id(), accepted.time, accepted.place);
        // A root key does the Commander's work only; its time is over.
        let person = self.people.entry(old).or_default();
        (person.retired, person.ended) = (Some(time), Some(since));
        self.keys.insert(paper.root.person_id(), paper.root.clone());
        let agreed = signers.contains(self.recovery().person_id());
        let (keys, recovery) = (paper.root.clone(), paper.recovery.clone());
        self.roots.push(Root { keys, recovery, digest, since, agreed });
    }

    fn newest_root(&self) -> &Root {
        // The founding's is never taken out.
        &self.roots[self.roots.len() - 1]
    }

    /// The Commander's keys now: the founding note's, or those of the last succession.
    pub fn root(&self) -> &PublicKeys {
        &self.newest_root().keys
    }

    /// The Commander's keys at a place of the book.
    pub fn root_at(&self, place: EntryPlace) -> &PublicKeys {
        let before = self.roots.iter().rev().find(|root| root.since < place);
        before.map_or(&self.founding.root, |root| &root.keys)
    }

    /// The recovery root's keys now.
    pub fn recovery(&self) -> &PublicKeys {
        &self.newest_root().recovery
    }

    /// The program.
    pub fn founding(&self) -> &Founding {
        &self.founding
    }

    /// A floor that was in force, by its number.
    pub fn floor_of(&self, version: u32) -> Option<&Floor> {
        self.floors.iter().chain([&self.floor]).find(|floor| floor.version == version)
    }

    /// The floor in force.
    pub fn floor(&self) -> &Floor {
        &self.floor
    }

    /// How many papers were accepted.
    pub fn papers(&self) -> usize {
        self.history.len()
    }

    /// The chain over the accepted papers, which every entry of the book commits to.
    pub fn papers_digest(&self) -> Digest {
        self.digest
    }

    /// The chain with one more paper.
    pub fn papers_digest_with(&self, paper: Digest) -> Digest {
        chain(self.digest, paper)
    }

    /// Rosters, holds, orders, corrections and approvals that were accepted.
    pub fn kept(&self) -> &KeptPapers {
        &self.kept
    }

    /// Whether a succession made an accepted paper void.
    pub fn is_void(&self, paper: Digest) -> bool {
        self.void.contains(&paper)
    }
}
