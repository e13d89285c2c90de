//! What became of the people whom papers named.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Held, Person, Standing};
use crate::{
    policy::{OtherKey, SuspensionFacts, Training},
    seal::PublicKeys,
    vocabulary::{Digest, PersonId, PurposeKind, Role},
};

/// Whether somebody's key still acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonState {
    /// It does, as far as their papers let it.
    Free,
    /// Access was taken (2-110-4-E).
    Suspended,
    /// The key ended; also that of a former Commander.
    Retired,
}

/// One person, as `frs program status` tells of them: nothing that is not in a paper.
#[derive(Debug, Clone)]
pub struct PersonStanding {
    /// Who.
    pub person: PersonId,
    /// Whether their key still acts.
    pub state: PersonState,
    /// Their badge.
    pub badge: Option<String>,
    /// What their authorization names.
    pub roles: Vec<Role>,
    /// Its dates.
    pub dates: Option<(Timestamp, Timestamp)>,
    /// Their training.
    pub training: Option<Training>,
    /// The dates of their designation.
    pub designation: Option<(Timestamp, Timestamp)>,
    /// Suspensions in force.
    pub suspensions: Vec<SuspensionFacts>,
    /// Since when the key is retired.
    pub retired: Option<Timestamp>,
    /// When the authorization was accepted.
    pub accepted_at: Option<Timestamp>,
    /// Purposes that may be stated.
    pub purposes: Vec<PurposeKind>,
    /// The host and the source of a batch.
    pub batch: Option<(String, String)>,
}

/// The badge of whoever holds the root key: no authorization names them.
pub(super) const COMMANDER: &str = "commander";

impl Person {
    /// Every badge that was accepted for them, as they are compared.
    fn badges(&self) -> impl Iterator<Item = String> {
        self.badges.iter().map(|(_, badge)| folded(badge))
    }
}

/// A badge as it is compared: a capital or a blank makes nobody another person.
fn folded(badge: &str) -> String {
    badge.split_whitespace().collect::<String>().to_lowercase()
}

impl Standing {
    pub(super) fn held(&self, person: PersonId) -> Option<&Held> {
        self.people.get(&person)?.authorization.as_ref()
    }

    /// A person's keys, where a paper has named them.
    pub fn keys_of(&self, person: PersonId) -> Option<&PublicKeys> {
        self.keys.get(&person)
    }

    /// The keys of everybody whom a paper has named.
    pub fn people(&self) -> impl Iterator<Item = &PublicKeys> {
        self.keys.values()
    }

    /// Everybody whose keys a paper has named, with whether they still act.
    pub fn everybody(&self) -> impl Iterator<Item = (&PublicKeys, PersonState)> {
        self.keys.values().map(|keys| (keys, self.state_of(keys.person_id())))
    }

    /// Whether somebody's key still acts.
    pub fn state_of(&self, person: PersonId) -> PersonState {
        match self.people.get(&person) {
            Some(known) if known.retired.is_some() => PersonState::Retired,
            Some(known) if !known.suspended.is_empty() => PersonState::Suspended,
            _ => PersonState::Free,
        }
    }

    /// Whether the person is suspended (2-110-4-E).
    pub fn is_suspended(&self, person: PersonId) -> bool {
        self.people.get(&person).is_some_and(|known| !known.suspended.is_empty())
    }

    /// The first of the suspensions in force.
    pub(super) fn suspension_of(&self, person: PersonId) -> Option<&SuspensionFacts> {
        self.people.get(&person)?.suspended.values().next()
    }

    /// The highest number that a suspension or reinstatement in the book has.
    pub fn suspensions(&self) -> u64 {
        self.suspensions
    }

    /// The highest suspension number that a paper names.
    pub fn suspensions_named(&self) -> u64 {
        self.suspensions_named
    }

    /// The digest of the paper that lets a person act: the founding note's for the first Commander, the succession's for a
    /// later one.
    pub fn authorization_of(&self, person: PersonId) -> Option<Digest> {
        if person == self.root().person_id() {
            return Some(self.newest_root().digest);
        }
        Some(self.held(person)?.paper.paper().digest())
    }

    /// Whether the papers let the person hold K_book.
    pub fn may_hold_book(&self, person: PersonId) -> bool {
        let authorized = person == self.root().person_id() || self.held(person).is_some();
        authorized && self.state_of(person) == PersonState::Free
    }

    /// Whether the papers let the person hold K_faces: the root, and whoever's latest authorization names such a role.
    pub fn may_hold_faces(&self, person: PersonId) -> bool {
        let needs = self.held(person).is_some_and(|held| Self::holds_faces(&held.paper.request.roles));
        self.may_hold_book(person) && (needs || person == self.root().person_id())
    }

    /// A person's badge, where a paper tells it.
    pub fn badge_of(&self, person: PersonId) -> Option<&str> {
        if person == self.root().person_id() {
            return Some(COMMANDER);
        }
        if self.roots.iter().any(|root| root.keys.person_id() == person) {
            return Some("former commander");
        }
        Some(&self.held(person)?.paper.request.badge)
    }

    /// Who bears a badge: of several keys of one person those that were not retired.
    pub fn with_badge(&self, badge: &str) -> Vec<PersonStanding> {
        let mut found: Vec<_> = self.persons().into_iter().filter(|one| one.badge.as_deref() == Some(badge)).collect();
        if found.iter().any(|one| one.retired.is_none()) {
            found.retain(|one| one.retired.is_none());
        }
        found
    }

    /// One id for all keys of one person: whose papers name the same badge, or whose retirement names the next key. Whoever loses a key
    /// and gets another one stays who they are: nobody reviews or approves their own act with a new key.
    pub fn one_person(&self, person: PersonId) -> PersonId {
        self.keys_of_person(person).first().copied().unwrap_or(person)
    }

    /// All keys of the person who has this one, itself among them. A badge that was accepted for somebody stays theirs, also where a later
    /// paper names another one.
    pub fn keys_of_person(&self, person: PersonId) -> BTreeSet<PersonId> {
        let mut keys = BTreeSet::from([person]);
        loop {
            let known = keys.len();
            let badges: BTreeSet<String> =
                keys.iter().filter_map(|key| self.people.get(key)).flat_map(|one| one.badges()).collect();
            for (id, one) in &self.people {
                let next = one.replaced_by.filter(|next| keys.contains(next) || keys.contains(id));
                if one.badges().any(|badge| badges.contains(&badge)) || next.is_some() {
                    keys.insert(*id);
                    keys.extend(next);
                }
            }
            if keys.len() == known {
                return keys;
            }
        }
    }

    /// Whether somebody was on call at a moment, with whichever of their keys a roster names them.
    pub fn on_call(&self, person: PersonId, at: Timestamp) -> Option<bool> {
        self.kept().on_call(&self.keys_of_person(person), at)
    }

    /// Whether two keys are one person's.
    pub fn is_same_person(&self, one: PersonId, other: PersonId) -> bool {
        one == other || self.one_person(one) == self.one_person(other)
    }

    /// Another key under a badge that still acts, or would but for a suspension.
    pub(super) fn other_key(&self, person: PersonId, badge: &str) -> Option<OtherKey> {
        let badge = folded(badge);
        let others = self.people.iter().filter(|(id, one)| **id != person && one.badges().any(|one| one == badge));
        let counts = others.filter(|(_, one)| one.retired.is_none() || !one.suspended.is_empty());
        let keys = counts.map(|(id, one)| OtherKey { person: *id, suspended: !one.suspended.is_empty() });
        keys.max_by_key(|key| key.suspended)
    }

    /// Whether a role lets the person open K_faces (docs/threat-model.md#encryption-at-rest).
    pub fn holds_faces(roles: &[Role]) -> bool {
        use Role::{Batch, Examiner, RepositoryManager, Reviewer};
        roles.iter().any(|role| matches!(role, Examiner | Reviewer | RepositoryManager | Batch))
    }

    /// The roles that a person's latest authorization names.
    pub(in crate::gate) fn authorized_roles(&self, person: PersonId) -> &[Role] {
        self.held(person).map_or(&[], |held| &held.paper.request.roles)
    }

    /// Whether somebody holds, or held, a root or recovery key of the program.
    pub(in crate::gate) fn holds_a_root(&self, person: PersonId) -> bool {
        self.roots.iter().any(|root| [root.keys.person_id(), root.recovery.person_id()].contains(&person))
    }

    /// From when the authorization holds that the person has now.
    pub fn held_since(&self, person: PersonId) -> Option<Timestamp> {
        Some(self.held(person)?.paper.not_before)
    }

    /// Everybody whom a paper made something, the Commander first.
    pub fn persons(&self) -> Vec<PersonStanding> {
        let root = self.root().person_id();
        let others = self.people.keys().filter(|person| **person != root).copied();
        std::iter::once(root).chain(others).map(|person| self.person(person)).collect()
    }

    fn person(&self, person: PersonId) -> PersonStanding {
        let known = self.people.get(&person);
        let held = known.and_then(|known| known.authorization.as_ref()).map(|held| (held, &held.paper));
        let request = held.map(|(_, paper)| &paper.request);
        PersonStanding {
            person,
            state: self.state_of(person),
            badge: self.badge_of(person).map(str::to_owned),
            roles: if person == self.root().person_id() {
                self.commander_roles()
            } else {
                request.map(|request| request.roles.clone()).unwrap_or_default()
            },
            dates: held.map(|(_, paper)| (paper.not_before, paper.not_after)),
            training: request.and_then(|request| request.training.clone()),
            designation: known.and_then(|known| known.designation).map(|held| (held.from, held.until)),
            suspensions: known.map(|known| known.suspended.values().cloned().collect()).unwrap_or_default(),
            retired: known.and_then(|known| known.retired),
            accepted_at: held.map(|(held, _)| held.accepted_at),
            purposes: request.map(super::super::AuthorizationRequest::allowed_purposes).unwrap_or_default(),
            batch: request.and_then(|request| request.batch.clone()),
        }
    }
}
