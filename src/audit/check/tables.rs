//! Every table that follows from the leaves, held against what they say.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{
        book::Book,
        error::BookError,
        logs::Place,
        replay::WITHDRAWN,
        verify::{Fault, Verifier},
    },
    told::Told,
};
use crate::{gate::Standing, policy::OperationKind, seal::KeyKind};

impl Book {
    pub(super) fn check_counts(&self, count: u64, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
        let rows = self.store.rows();
        let all = rows.leaf_count()?;
        if all != count {
            verifier.note(None, Fault::Table(format!("{} leaves belong to no log of this version", all - count)));
        }
        let openings = rows.opening_count()?;
        if openings != told.openings {
            verifier.note(None, Fault::Table(format!("{openings} openings belong to {} leaves", told.openings)));
        }
        let seen = self.tip;
        if rows.leaf_hashes(seen.log, seen.sequence, seen.sequence + 1)? != [seen.hash] {
            verifier.note_at((seen.log, seen.sequence), Fault::NotSeen);
        }
        Ok(())
    }

    pub(super) fn check_lists(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
        let rows = self.store.rows();
        let mut tell = |place, what: &str| verifier.note_at(place, Fault::Table(what.to_owned()));
        let papers: BTreeMap<_, _> = rows.papers()?.into_iter().map(|(log, at, digest)| ((log, at), digest)).collect();
        for (at, digest) in &told.papers {
            if papers.get(at) != Some(digest) {
                tell(*at, "the paper that it accepts is not in the list of papers");
            }
        }
        for at in papers.keys().filter(|at| !told.papers.contains_key(at)) {
            tell(*at, "the list of papers names it, and it accepts none");
        }
        let purposes: BTreeMap<_, _> = rows.purposes()?.into_iter().map(|(id, log, at)| (id, (log, at))).collect();
        for (id, at) in &told.purposes {
            if purposes.get(id) != Some(at) {
                tell(*at, "the purpose that it states is not in the list of purposes");
            }
        }
        for (id, at) in purposes.iter().filter(|(id, _)| !told.purposes.contains_key(id)) {
            tell(*at, &format!("the list of purposes has {} there, and it does not state it", id.short()));
        }
        let acts: BTreeMap<_, _> = rows.last_acts()?.into_iter().collect();
        for (person, at) in &told.last_acts {
            if acts.get(person) != Some(at) {
                tell(*at, &format!("the list of last acts does not have it as the last one of {}", person.short()));
            }
        }
        for (person, at) in acts.iter().filter(|(person, _)| !told.last_acts.contains_key(person)) {
            tell(*at, &format!("the list of last acts names {}, who has signed nothing", person.short()));
        }
        Ok(())
    }

    /// Probes and searches: each has its outcome, and each outcome that says so has one.
    pub(super) fn check_room(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
        let rows = self.store.rows();
        let probes = rows
            .probe_places()?
            .into_iter()
            .map(|(id, purpose, place)| (OperationKind::Probe, format!("probe {}", id.short()), purpose, place));
        let searches = rows
            .search_places()?
            .into_iter()
            .map(|(id, purpose, place)| (OperationKind::Search, format!("search {}", id.short()), purpose, place));
        let mut accounted = BTreeSet::new();
        for (operation, name, purpose, at) in probes.chain(searches) {
            if told.outcomes.get(&at) != Some(&(operation, Some(purpose))) {
                let what = format!("{name} says that it comes from this entry, which accounts for no such act");
                verifier.note_at(at, Fault::Table(what));
            }
            if !accounted.insert(at) {
                verifier.note_at(at, Fault::Table(format!("{name} shares its entry with another one")));
            }
        }
        // The lists of what was expunged name the entries of its probes and searches, whose records are gone.
        let emptied: BTreeSet<Place> = told.removed.iter().flat_map(|(_, removed)| removed.emptied()).collect();
        for at in told.done.difference(&accounted).filter(|at| !emptied.contains(at)) {
            let what = "it accounts for a probe or a search that is not in the repository".to_owned();
            verifier.note_at(*at, Fault::Table(what));
        }
        Ok(())
    }

    /// Wraps: nobody holds more than the papers say.
    pub(super) fn check_wraps(&self, standing: &Standing, verifier: &mut Verifier) -> Result<(), BookError> {
        for (person, key, algorithm) in self.store.rows().wrap_holders()? {
            let why = match () {
                () if algorithm == WITHDRAWN => continue,
                () if standing.keys_of(person).is_none() => "whom no accepted paper names",
                () if standing.is_suspended(person) => "who is suspended",
                () if !standing.may_hold_book(person) => "whose key no paper authorizes any more",
                () if key == KeyKind::Faces.as_str() && !standing.may_hold_faces(person) => {
                    "whose roles do not need it"
                }
                () => continue,
            };
            let what = format!("there is a wrap of the key {key} for {}, {why}", person.short());
            verifier.note(None, Fault::Table(what));
        }
        for what in self.wrap_generations()? {
            verifier.note(None, Fault::Table(what));
        }
        Ok(())
    }

    /// The program's own keys: that of the log is the one that the papers name, that of the spool opens what is sealed to
    /// its public key.
    pub(super) fn check_secrets(&self, standing: &Standing, verifier: &mut Verifier) -> Result<(), BookError> {
        let mut tell = |what: String| verifier.note(None, Fault::Table(what));
        if standing.log_key().is_some()
            && let Err(BookError::LogKey(why)) = self.log_secret_of(standing)
        {
            tell(format!("the key that signs checkpoints cannot be used ({why})"));
        }
        let public = self.store.rows().program()?.map(|(_, spool_key)| spool_key);
        let secret = self.spool_secret()?.map(|secret| secret.receiving_key().to_string());
        if secret.is_none() || secret != public {
            tell("refusals of strangers are sealed to a key that the program does not hold".to_owned());
        }
        Ok(())
    }

    /// Generations of the data keys: each has the entry that commits to it, signed by somebody who may exchange them.
    pub(super) fn check_generations(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
        let listed: BTreeMap<_, _> = self.store.rows().key_generations()?.into_iter().collect();
        for (generation, at) in (2..).zip(&told.generations) {
            if listed.get(&generation) != Some(at) {
                let what = format!("generation {generation} of the data keys, which it commits to, is not listed so");
                verifier.note_at(*at, Fault::Table(what));
            }
        }
        if listed.len() > told.generations.len() {
            let what = "generations of the data keys are listed that no entry commits to".to_owned();
            verifier.note(None, Fault::Table(what));
        }
        Ok(())
    }
}
