//! Who may hold the data keys, and who may exchange them (TRUST.md §6).

use jiff::Timestamp;

use super::Standing;
use crate::{
    seal::PublicKeys,
    vocabulary::{PersonId, Role},
};

impl Standing {
    /// Everyone who may hold the book's key at this moment, and whether K_faces too: the Commander, and whoever's
    /// authorization has not ended and who is not suspended.
    pub fn may_hold_keys(&self, now: Timestamp) -> Vec<(&PublicKeys, bool)> {
        let root = self.founding.root.person_id();
        let may = |(person, held): (&PersonId, &super::Person)| {
            let in_time = held.authorization.as_ref().is_some_and(|held| now < held.paper.not_after);
            *person == root || (in_time && !self.is_suspended(*person))
        };
        let holders = self.people.iter().filter(|entry| may(*entry));
        holders.map(|(person, held)| (&held.keys, self.may_hold_faces(*person))).collect()
    }

    /// Whether a person may exchange the data keys: the Commander, or a designee in office.
    pub fn may_exchange_keys(&self, person: PersonId, at: Timestamp) -> bool {
        let office = |role: &Role| matches!(role, Role::Commander | Role::Designee);
        let authorization = self.people.get(&person).and_then(|held| held.authorization.as_ref());
        person == self.founding.root.person_id()
            || authorization
                .is_some_and(|held| at < held.paper.not_after && held.paper.request.roles.iter().any(office))
    }
}
