//! Who is who and since when, from the papers as they were accepted. Their signatures were checked when the book was
//! opened; here they are only read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::{
    gate::{AuthorizationPaper, Standing, TypedPaper, read_paper},
    vocabulary::PersonId,
};

/// An accepted paper.
pub(super) struct Accepted {
    pub time: Timestamp,
    pub paper: TypedPaper,
}

/// The papers, and who they are about.
#[derive(Default)]
pub(super) struct People {
    pub papers: Vec<Accepted>,
    /// The newest authorization of each person.
    authorized: BTreeMap<PersonId, usize>,
    /// The same, whatever came of it later.
    badges: BTreeMap<PersonId, usize>,
    /// Until when each designee's newest designation holds.
    designated: BTreeMap<PersonId, Timestamp>,
    /// Whose access ended: suspended or retired.
    ended: BTreeSet<PersonId>,
    /// All keys of whoever has several.
    keys: BTreeMap<PersonId, BTreeSet<PersonId>>,
}

impl People {
    /// Takes a paper up; its index. One that cannot be read leaves a gap.
    pub fn accept(&mut self, time: Timestamp, file: &str) -> Option<usize> {
        let paper = read_paper(file.as_bytes()).ok()?;
        let index = self.papers.len();
        match &paper {
            TypedPaper::Authorization(paper) => {
                self.authorized.insert(paper.request.keys.person_id(), index);
                self.badges.insert(paper.request.keys.person_id(), index);
            }
            TypedPaper::Designation(paper) => {
                self.designated.insert(paper.person, paper.not_after);
            }
            TypedPaper::Suspension(paper) => {
                self.ended.insert(paper.person);
            }
            TypedPaper::Retirement(paper) => {
                self.ended.insert(paper.person);
            }
            TypedPaper::Reinstatement(paper) => {
                self.ended.remove(&paper.person);
            }
            _ => {}
        }
        self.papers.push(Accepted { time, paper });
        Some(index)
    }

    /// The newest authorization of each person whose access has not ended, and when it was accepted.
    pub fn in_office(&self) -> impl Iterator<Item = (PersonId, &AuthorizationPaper, Timestamp)> {
        self.authorized.iter().filter(|(person, _)| !self.ended.contains(person)).filter_map(|(person, index)| {
            let accepted = &self.papers[*index];
            match &accepted.paper {
                TypedPaper::Authorization(paper) => Some((*person, paper, accepted.time)),
                _ => None,
            }
        })
    }

    /// Leaves out authorizations that do not stand: a succession by the recovery key can void admissions.
    pub fn hold_against(&mut self, standing: &Standing) {
        let papers = &self.papers;
        self.authorized.retain(|person, index| {
            standing.authorization_of(*person) == Some(papers[*index].paper.digest()) || self.ended.contains(person)
        });
        let people = self.badges.keys().map(|person| (*person, standing.keys_of_person(*person)));
        self.keys = people.filter(|(_, keys)| keys.len() > 1).collect();
    }

    /// Whether two keys are one person's.
    pub fn is_same(&self, one: PersonId, other: PersonId) -> bool {
        one == other || self.keys.get(&one).is_some_and(|keys| keys.contains(&other))
    }

    /// Who was named as the new Commander.
    pub fn successors(&self) -> impl Iterator<Item = PersonId> {
        self.papers.iter().filter_map(|accepted| match &accepted.paper {
            TypedPaper::Succession(paper) => Some(paper.root.person_id()),
            _ => None,
        })
    }

    /// When the designation of somebody in office ends.
    pub fn designations(&self) -> impl Iterator<Item = (PersonId, Timestamp)> {
        self.designated.iter().filter(|(person, _)| !self.ended.contains(person)).map(|(person, end)| (*person, *end))
    }

    /// Whether a person was on call at that moment, by the newest roster that spoke of it and had been accepted by then;
    /// `None` where there was none. A roster that comes later changes nothing that was marked before.
    pub fn on_call(&self, person: PersonId, time: Timestamp) -> Option<bool> {
        self.papers.iter().rev().find_map(|accepted| match &accepted.paper {
            TypedPaper::Roster(roster) if accepted.time <= time && roster.covers(time) => {
                let own = self.keys.get(&person).into_iter().flatten();
                Some(own.chain([&person]).any(|key| roster.on_call(*key, time)))
            }
            _ => None,
        })
    }

    /// The badge in a person's newest authorization, also one that does not stand: who acted under it had it.
    pub fn badge(&self, person: PersonId) -> Option<&str> {
        match &self.papers[*self.badges.get(&person)?].paper {
            TypedPaper::Authorization(paper) => Some(&paper.request.badge),
            _ => None,
        }
    }

    /// The people with this badge, now or before: of each the first of their keys.
    pub fn with_badge(&self, badge: &str) -> Vec<PersonId> {
        let mut found: Vec<PersonId> = self
            .papers
            .iter()
            .filter_map(|accepted| match &accepted.paper {
                TypedPaper::Authorization(paper) if paper.request.badge == badge => {
                    Some(paper.request.keys.person_id())
                }
                _ => None,
            })
            .collect();
        found.sort_unstable();
        let mut people: Vec<PersonId> = Vec::new();
        for key in found {
            if !people.iter().any(|known| self.is_same(*known, key)) {
                people.push(key);
            }
        }
        people
    }
}
