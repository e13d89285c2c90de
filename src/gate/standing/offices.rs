//! Whose signature counts for which paper, at the moment of its acceptance.
//!
//! ```text
//! Commander                     designation, floor, log-key, time
//! Commander or designee         authorization, suspension, reinstatement, retirement, roster, hold, hold-release
//! Commander or recovery root    succession (with void-from: the recovery root)
//! Commander or designee, and a second authorized person    expunge-order
//! an authorized person          correction; a second one where it changes what a search shows
//! lead investigator, Commander or designee                 share-approval
//! release authority             release-approval
//! Commander and a witness       restore
//! a witness of the floor        the answer to a checkpoint
//! ```
//! Designees count one level deep: only the Commander designates.

use jiff::Timestamp;

use super::{Standing, people::PersonState};
use crate::{
    gate::{EntryPlace, PaperReadError, SuccessionPaper, TypedPaper, papers::signers},
    policy::Approver,
    seal::{PaperError, PublicKeys},
    vocabulary::{PersonId, Role},
};

/// The known persons whose signatures on a paper hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signers(pub(super) Vec<PersonId>);

impl Signers {
    /// Whether this person signed.
    pub fn contains(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }

    /// Each once.
    pub fn iter(&self) -> impl Iterator<Item = PersonId> {
        self.0.iter().copied()
    }
}

const COMMANDER: &str = "the Commander";
const OFFICE: &str = "the Commander or a designee in office";

impl Standing {
    /// Checks a paper's program and signatures against every key that the program knows; who signed. Whether that
    /// suffices, the rules judge, and [`Standing::enter`] once more.
    ///
    /// # Errors
    /// Where it is for another program, a known key's signature does not fit, or nobody known signed it.
    pub fn verify(&self, paper: &TypedPaper) -> Result<Signers, PaperReadError> {
        let (found, wanted) = (paper.program(), self.founding.id);
        if found != wanted {
            return Err(PaperError::OtherProgram { found, wanted }.into());
        }
        if let TypedPaper::AuthorizationRequest(request) = paper {
            request.verify()?;
            return Ok(Signers(vec![request.keys.person_id()]));
        }
        if let TypedPaper::WitnessAnswer(answer) = paper {
            return self.verify_answer(answer).map(Signers);
        }
        if let TypedPaper::Restore(restore) = paper {
            return self.restore_signers(restore).map(|signed| Signers(vec![signed.commander, signed.witness]));
        }
        let recoveries = self.roots.iter().map(|root| &root.recovery);
        let known: Vec<&PublicKeys> = self.keys.values().chain(recoveries).collect();
        let mut signed = signers(paper.note(), &known)?;
        signed.dedup();
        match paper {
            TypedPaper::Authorization(paper) if !signed.contains(&paper.approver) => Err(PaperReadError::Value {
                key: "approver",
                found: paper.approver.to_string(),
                wanted: "the person who signed the paper",
            }),
            _ => Ok(Signers(signed)),
        }
    }

    /// In which office somebody signs at a moment.
    pub(super) fn office(&self, person: PersonId, at: Timestamp) -> Approver {
        if person == self.root().person_id() {
            return Approver::Commander { person };
        }
        match self.people.get(&person).and_then(|known| known.designation) {
            Some(held) => {
                let in_force_when_accepted = held.from <= at && at < held.until && self.is_free(person);
                Approver::Designee { person, in_force_when_accepted }
            }
            None => Approver::Neither { person },
        }
    }

    /// Whether a designation names somebody, also one that is over.
    pub fn is_designated(&self, person: PersonId) -> bool {
        self.people.get(&person).is_some_and(|known| known.designation.is_some())
    }

    /// Whether somebody is Commander or designee at a moment.
    pub fn in_office(&self, person: PersonId, at: Timestamp) -> bool {
        self.office(person, at).is_in_office()
    }

    /// The signer whose office counts most, whom the paper does not concern.
    pub(super) fn acting(&self, signers: &Signers, at: Timestamp, not: Option<PersonId>) -> Approver {
        let offices = || signers.iter().filter(|person| Some(*person) != not).map(|person| self.office(person, at));
        let concerned = || signers.iter().map(|person| self.office(person, at)).next();
        let best = offices().find(|office| office.is_in_office());
        let none = Approver::Neither { person: PersonId([0; 16]) };
        best.or_else(|| offices().next()).or_else(concerned).unwrap_or(none)
    }

    /// Whether somebody may act at a moment: Commander, or authorized and within the dates, not suspended, not retired.
    pub fn is_authorized(&self, person: PersonId, at: Timestamp) -> bool {
        !self.roles_of(person, at).is_empty()
    }

    /// The roles of somebody at a moment, offices among them.
    pub fn roles_of(&self, person: PersonId, at: Timestamp) -> Vec<Role> {
        if person == self.root().person_id() {
            return self.commander_roles();
        }
        let Some(known) = self.people.get(&person).filter(|_| self.is_free(person)) else { return Vec::new() };
        let held = known.authorization.as_ref().filter(|held| held.paper.not_before <= at && at < held.paper.not_after);
        let mut roles = held.map(|held| held.paper.request.roles.clone()).unwrap_or_default();
        if !roles.is_empty() && self.in_office(person, at) && !roles.contains(&Role::Designee) {
            roles.push(Role::Designee);
        }
        roles
    }

    /// The root key's roles: where the floor allows, the Commander is release authority as well
    /// (docs/sop.md#roles-of-one-person).
    pub(super) fn commander_roles(&self) -> Vec<Role> {
        let both = self.floor.commander_may_be_release_authority;
        if both { vec![Role::Commander, Role::ReleaseAuthority] } else { vec![Role::Commander] }
    }

    /// Neither suspended nor retired.
    fn is_free(&self, person: PersonId) -> bool {
        self.state_of(person) == PersonState::Free
    }

    /// The two persons of an expunge order: who is in office, and another who is authorized.
    pub(super) fn two_persons(&self, signers: &Signers, at: Timestamp) -> (Option<PersonId>, Option<PersonId>) {
        let first = signers.iter().find(|person| self.in_office(*person, at));
        let second = signers.iter().find(|person| Some(*person) != first && self.is_authorized(*person, at));
        (first, second)
    }

    /// How many authorized persons signed.
    pub(super) fn authorized_signers(&self, signers: &Signers, at: Timestamp) -> usize {
        signers.iter().filter(|person| self.is_authorized(*person, at)).count()
    }

    /// Whether somebody in this role signed.
    pub(super) fn signed_in_role(&self, signers: &Signers, role: Role, at: Timestamp) -> bool {
        signers.iter().any(|person| self.roles_of(person, at).contains(&role))
    }

    /// Whether one of the signers may hand the program on.
    pub(super) fn may_succeed(&self, paper: &SuccessionPaper, signers: &Signers) -> bool {
        let recovery = self.recoveries(paper.void_from).any(|keys| signers.contains(keys.person_id()));
        recovery || (paper.void_from.is_none() && signers.contains(self.root().person_id()))
    }

    /// The recovery keys that count. A thief of the root key could hand the program on to keys of his own: until the recovery
    /// key before that agreed, it can still take back what happened from then on.
    fn recoveries(&self, void_from: Option<EntryPlace>) -> impl Iterator<Item = &PublicKeys> {
        let mut reaches = true;
        self.roots.iter().rev().filter_map(move |root| {
            let counts = reaches.then_some(&root.recovery);
            reaches = reaches && !root.agreed && void_from.is_some_and(|from| from <= root.since);
            counts
        })
    }

    /// Refuses a paper that the gate would have refused for its signers.
    pub(super) fn check_office(
        &self,
        paper: &TypedPaper,
        signers: &Signers,
        at: Timestamp,
    ) -> Result<(), PaperReadError> {
        let commander = || signers.contains(self.root().person_id());
        let in_office = |not| self.acting(signers, at, not).is_in_office_for(not);
        let role = |role| self.signed_in_role(signers, role, at);
        let (holds, whose) = match paper {
            TypedPaper::AuthorizationRequest(_) | TypedPaper::Restore(_) => (true, ""),
            TypedPaper::WitnessAnswer(_) => (signers.iter().next().is_some(), "a witness of the floor"),
            TypedPaper::Authorization(paper) => {
                let approver = paper.approver;
                (self.in_office(approver, at) && approver != paper.request.keys.person_id(), OFFICE)
            }
            TypedPaper::Designation(_) | TypedPaper::Floor(_) | TypedPaper::LogKey(_) | TypedPaper::Time(_) => {
                (commander(), COMMANDER)
            }
            TypedPaper::Suspension(paper) => (in_office(Some(paper.person)), OFFICE),
            TypedPaper::Reinstatement(paper) => (in_office(Some(paper.person)), OFFICE),
            TypedPaper::Retirement(paper) => (in_office(Some(paper.person)), OFFICE),
            TypedPaper::Roster(_) | TypedPaper::Hold(_) | TypedPaper::HoldRelease(_) => (in_office(None), OFFICE),
            TypedPaper::Succession(paper) => (self.may_succeed(paper, signers), "the Commander or the recovery root"),
            TypedPaper::ExpungeOrder(_) => match self.two_persons(signers, at) {
                (Some(_), second) => (second.is_some(), "a second authorized person"),
                (None, _) => (false, OFFICE),
            },
            TypedPaper::Correction(paper) => {
                let needed = if paper.needs_two() { 2 } else { 1 };
                (self.authorized_signers(signers, at) >= needed, "an authorized person (for a subject: two)")
            }
            TypedPaper::ShareApproval(_) => {
                let approves = role(Role::LeadInvestigator) || in_office(None);
                (approves, "the lead investigator, the Commander or a designee")
            }
            TypedPaper::ReleaseApproval(_) => (role(Role::ReleaseAuthority), "the release authority"),
        };
        if holds { Ok(()) } else { Err(PaperReadError::SignatureMissing(whose)) }
    }
}
