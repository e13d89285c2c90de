//! The check of the whole book: every leaf through the pure verifier, then every table that follows from the leaves.

mod changes;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    append::{did_something, row},
    book::Book,
    entry::{Event, Openings},
    error::BookError,
    logs::{Extent, Place},
    packing::tells_packs,
    removed::Removed,
    replay::WITHDRAWN,
    restored,
    verify::{Fault, Opened, RowClaim, Verdict, Verifier},
};
use crate::{
    gate::{AcceptedPaper, EntryPlace, PersonState, RestorePaper, Standing, read_paper},
    policy::OperationKind,
    seal::{
        KeyKind, Origin,
        leaf::{FIRST_LOG, Leaf},
    },
    vocabulary::{Digest, PersonId, PurposeId},
};

/// Leaves that are held at once.
const RUN: u64 = 512;

/// What the leaves say, to hold the tables against.
struct Told {
    standing: Standing,
    papers: Vec<(Place, Digest)>,
    purposes: BTreeMap<PurposeId, Place>,
    /// Where purposes were stated, also those of which the statement is gone.
    stated: BTreeMap<PurposeId, Place>,
    last_acts: BTreeMap<PersonId, Place>,
    /// Outcomes of probes and searches: place → operation, purpose.
    outcomes: BTreeMap<Place, (OperationKind, Option<PurposeId>)>,
    /// Outcomes of probes and searches that say `done`.
    done: BTreeSet<Place>,
    /// Intents that commit to a new generation of the data keys, in order.
    generations: Vec<Place>,
    openings: u64,
    /// Intents to expunge or correct, by whoever may.
    entitled: BTreeSet<(OperationKind, Place)>,
    /// What was expunged by order, with the entry that says so.
    removed: Vec<(Place, Removed)>,
    /// What was corrected by an accepted paper: entry, target, paper.
    corrected: Vec<(Place, [u8; 16], Digest)>,
    /// The restore's paper that was entered last, where that was one.
    restore: Option<RestorePaper>,
    /// The gallery that the entry before commits to.
    gallery: Option<Digest>,
    /// The last entry that vouches for packed runs.
    packing: Option<Place>,
}

/// The record of an expunge that only showed what would go.
#[derive(serde::Deserialize)]
struct Planned {
    dry_run: bool,
}

impl Book {
    /// Checks every entry, and every table that follows from the entries, as they stand in the file at this moment.
    ///
    /// What it finds wrong stands in the verdict. It does not open the gallery: hold [`Verdict::gallery`] against the
    /// references where K_faces is at hand.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    pub fn verify(&self) -> Result<Verdict, BookError> {
        let _snapshot = self.store.snapshot()?;
        let founding = self.standing().founding().clone();
        let origin = Origin { program: founding.id, log: FIRST_LOG };
        let mut verifier = Verifier::new(origin, founding.root.clone());
        let mut told = Told {
            standing: Standing::at_founding(founding),
            papers: Vec::new(),
            purposes: BTreeMap::new(),
            stated: BTreeMap::new(),
            last_acts: BTreeMap::new(),
            gallery: None,
            outcomes: BTreeMap::new(),
            done: BTreeSet::new(),
            generations: Vec::new(),
            openings: 0,
            entitled: BTreeSet::new(),
            removed: Vec::new(),
            corrected: Vec::new(),
            restore: None,
            packing: None,
        };
        let mut count = 0;
        let logs = self.store.rows().log_numbers()?;
        if logs.first() != Some(&FIRST_LOG) {
            verifier.note(None, Fault::Empty);
        }
        for log in logs {
            if log != FIRST_LOG {
                verifier.open_log(log);
            }
            count += self.check_log(log, &mut told, &mut verifier)?;
        }
        self.check_counts(count, &told, &mut verifier)?;
        self.check_lists(&told, &mut verifier)?;
        self.check_room(&told, &mut verifier)?;
        self.check_packing(&told, &mut verifier)?;
        self.check_removed(&told, &mut verifier)?;
        self.check_corrected(&told, &mut verifier)?;
        self.check_wraps(&told.standing, &mut verifier)?;
        self.check_secrets(&told.standing, &mut verifier)?;
        self.check_generations(&told, &mut verifier)?;
        self.check_heads(&told.standing, &mut verifier)?;
        for found in self.store.integrity()? {
            verifier.note(None, Fault::Table(format!("the database: {found}")));
        }
        self.store.check_untouched()?;
        Ok(verifier.finish())
    }

    /// Checks the leaves of one log; how many there are.
    fn check_log(&self, log: u64, told: &mut Told, verifier: &mut Verifier) -> Result<u64, BookError> {
        let (mut from, mut count) = (0, 0);
        loop {
            let run = self.store.rows().leaves(log, from, RUN)?;
            let Some(last) = run.last() else { return Ok(count) };
            from = last.sequence + 1;
            count += run.len() as u64;
            for stored in &run {
                let at = stored.sequence;
                let claim = RowClaim { log, sequence: at, hash: stored.hash, previous: stored.previous };
                let openings = self.openings_of(log, at);
                told.openings += u64::from(!matches!(openings, Ok(None)));
                let openings = openings.ok().flatten();
                // A leaf that does not open is taken as no bytes: what follows is still checked.
                let bytes = self.leaves.open("content", &row(log, at), &stored.content);
                let bytes = bytes.map_err(|e| verifier.note(Some(at), Fault::Sealed(e.to_string())));
                let bytes = bytes.as_ref().map_or(&[][..], |bytes| bytes);
                let opened = openings.as_ref().map_or(Opened::Lost, Opened::Read);
                if let Some(leaf) = verifier.leaf(&claim, bytes, opened) {
                    told.hear((log, at), &leaf, &openings.unwrap_or_default(), verifier);
                }
            }
        }
    }

    fn check_counts(&self, count: u64, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
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

    fn check_lists(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
        let rows = self.store.rows();
        let mut tell = |place, what: &str| verifier.note_at(place, Fault::Table(what.to_owned()));
        let papers: BTreeMap<_, _> = rows.papers()?.into_iter().map(|(log, at, digest)| ((log, at), digest)).collect();
        for (at, digest) in &told.papers {
            if papers.get(at) != Some(digest) {
                tell(*at, "the paper that it accepts is not in the list of papers");
            }
        }
        for at in papers.keys() {
            if !told.papers.iter().any(|(accepted, _)| accepted == at) {
                tell(*at, "the list of papers names it, and it accepts none");
            }
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
    fn check_room(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
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
    fn check_wraps(&self, standing: &Standing, verifier: &mut Verifier) -> Result<(), BookError> {
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
    fn check_secrets(&self, standing: &Standing, verifier: &mut Verifier) -> Result<(), BookError> {
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
    fn check_generations(&self, told: &Told, verifier: &mut Verifier) -> Result<(), BookError> {
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

impl Told {
    /// Takes down what an entry with a whole signature says.
    fn hear(&mut self, at: Place, leaf: &Leaf, openings: &Openings, verifier: &mut Verifier) {
        let content = &leaf.content;
        let before = self.gallery.replace(content.gallery);
        if content.event == Event::Outcome.as_str() && tells_packs(leaf) {
            self.packing = Some(at);
        }
        if did_something(&content.event, openings.get("result")) {
            self.last_acts.insert(leaf.signer, at);
        }
        let operation = content.operation.parse::<OperationKind>().ok();
        if let (Some(id), Some(_)) = (content.purpose, openings.get("statement"))
            && self.purposes.insert(id, at).is_some()
        {
            verifier.note_at(at, Fault::Table(format!("it states {} a second time", id.short())));
        }
        if let (Some(id), true) = (content.purpose, content.commitments.contains_key("statement")) {
            self.stated.entry(id).or_insert(at);
        }
        let intent = content.event == Event::Intent.as_str();
        if intent && content.authorization != self.standing.authorization_of(leaf.signer) {
            verifier.note_at(at, Fault::Authorization);
        }
        if content.event == Event::Restore.as_str() {
            self.hear_restore(at, leaf, openings, verifier);
        }
        if intent && operation == Some(OperationKind::ProgramRekey) && openings.get("keys").is_some() {
            self.generations.push(at);
            if !self.standing.may_exchange_keys(leaf.signer, content.time) {
                verifier.note_at(at, Fault::Keys);
            }
        }
        if intent && let Some(kind @ (OperationKind::RepositoryExpunge | OperationKind::RepositoryCorrect)) = operation
        {
            let roles = self.standing.roles_of(leaf.signer, content.time);
            if roles.iter().any(|role| kind.operation().roles.contains(role)) {
                self.entitled.insert((kind, at));
            }
        }
        if content.event != Event::Outcome.as_str() {
            return;
        }
        match operation {
            Some(OperationKind::PaperAccept | OperationKind::ProgramRekey) => {
                if let Some(file) = openings.get("paper")
                    && let Err(e) = self.enter(at, leaf, file, verifier)
                {
                    verifier.note_at(at, Fault::Paper(e));
                }
            }
            Some(OperationKind::RepositoryExpunge) if openings.get("result") == Some("done") => {
                let record = openings.get("record");
                let planned = record.and_then(|text| serde_json::from_str::<Planned>(text).ok());
                if planned.is_some_and(|planned| planned.dry_run) && before == Some(content.gallery) {
                    return;
                }
                let removed = record.and_then(|text| serde_json::from_str::<Removed>(text).ok());
                let removed = removed.ok_or("what it removed cannot be read");
                match removed.and_then(|removed| self.hear_expunge(at, leaf, &removed).map(|()| removed)) {
                    Ok(removed) => {
                        verifier.expunge(at, removed.purposes.iter().copied().collect(), removed.places());
                        self.removed.push((at, removed));
                    }
                    Err(why) => verifier.note_at(at, Fault::Expunge(why)),
                }
            }
            Some(OperationKind::RepositoryCorrect) if openings.get("result") == Some("done") => {
                match self.hear_correction(at, leaf, openings.get("record")) {
                    Ok(corrected) => self.corrected.push(corrected),
                    Err(why) => verifier.note_at(at, Fault::Correction(why)),
                }
            }
            Some(operation @ (OperationKind::Probe | OperationKind::Search)) => {
                self.outcomes.insert(at, (operation, content.purpose));
                if openings.get("result") == Some("done") {
                    self.done.insert(at);
                }
            }
            _ => {}
        }
    }

    /// A later log begins: two people signed it, and it closes the log before it as it stands there.
    fn hear_restore(&mut self, at: Place, leaf: &Leaf, openings: &Openings, verifier: &mut Verifier) {
        let entered = match openings.get("paper") {
            Some(file) => self.enter(at, leaf, file, verifier),
            None => Err("it holds no paper".to_owned()),
        };
        let closed = verifier.closed().last().map(|c| (Extent { log: c.log, size: c.entries }, c.root));
        let wrong = match (entered, &self.restore, closed) {
            (Err(why), ..) => Some(why),
            (Ok(()), Some(paper), Some((closed, root))) => restored::wrong_restore(paper, at.0, closed, root),
            _ => Some("no log stands before it".to_owned()),
        };
        if let Some(why) = wrong {
            verifier.note_at(at, Fault::Restore(why));
        }
    }

    fn enter(&mut self, at: Place, leaf: &Leaf, file: &str, verifier: &mut Verifier) -> Result<(), String> {
        let paper = read_paper(file.as_bytes()).map_err(|e| e.to_string())?;
        self.papers.push((at, paper.digest()));
        let place = EntryPlace { log: at.0, sequence: at.1 };
        let accepted = AcceptedPaper { place, time: leaf.content.time, file: file.to_owned() };
        self.standing.enter(&accepted).map_err(|e| e.to_string())?;
        self.restore = restored::paper_of(leaf, paper)?;
        // Whoever a paper names may sign; whose access or key ended may only end what they began.
        for (keys, state) in self.standing.everybody() {
            verifier.learn(keys.clone());
            match state {
                PersonState::Free => verifier.reinstate(keys.person_id()),
                PersonState::Suspended | PersonState::Retired => verifier.suspend(keys.person_id()),
            }
        }
        verifier.succeed(self.standing.root().person_id());
        Ok(())
    }
}
