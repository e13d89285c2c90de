//! Who may hold the data keys, and who may exchange them (docs/threat-model.md#encryption-at-rest; ADR 17).

use jiff::Timestamp;

use super::Standing;
use crate::{
    gate::EntryPlace,
    policy::OperationKind,
    seal::PublicKeys,
    vocabulary::{PersonId, Role},
};

impl Standing {
    /// Everyone who may hold the book's key at this moment, and whether K_faces too: the Commander, and whoever's
    /// authorization has not ended and who is neither suspended nor retired.
    pub fn may_hold_keys(&self, now: Timestamp) -> Vec<(&PublicKeys, bool)> {
        let holders = self.keys.iter().filter(|(person, _)| self.may_hold_key(**person, now));
        holders.map(|(person, keys)| (keys, self.may_hold_faces(*person))).collect()
    }

    /// Whether a person may be given the book's key at this moment.
    pub fn may_hold_key(&self, person: PersonId, now: Timestamp) -> bool {
        let in_time = self.held(person).is_none_or(|held| now < held.paper.not_after);
        self.may_hold_book(person) && in_time
    }

    /// Whose access ended after this place: what they held until then, they may have kept.
    pub fn ended_after(&self, place: EntryPlace) -> Vec<PersonId> {
        let ended = self.people.iter().filter(|(_, known)| known.ended.is_some_and(|at| at > place));
        ended.map(|(person, _)| *person).filter(|person| !self.may_hold_book(*person)).collect()
    }

    /// Whether a person held a role for an operation when they signed this place of the book, by the papers that had been accepted
    /// before it: a later authorization, suspension or succession changes nothing of what was.
    pub fn might(&self, person: PersonId, operation: OperationKind, place: EntryPlace, at: Timestamp) -> bool {
        let roles = if self.history.last().is_none_or(|newest| newest.place < place) {
            self.roles_of(person, at)
        } else {
            let earlier = self.history.iter().filter(|accepted| accepted.place < place);
            let then = Self::replay(self.founding.clone(), earlier);
            then.map(|then| then.roles_of(person, at)).unwrap_or_default()
        };
        roles.iter().any(|role| operation.operation().roles.contains(role))
    }

    /// Whether a person may exchange the data keys: the Commander, or a designee in office.
    pub fn may_exchange_keys(&self, person: PersonId, at: Timestamp) -> bool {
        let roles = self.roles_of(person, at);
        roles.contains(&Role::Commander) || roles.contains(&Role::Designee)
    }
}
