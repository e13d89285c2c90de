//! What the leaves say, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    append::did_something,
    entry::{Event, Openings},
    logs::{Extent, Place},
    packing::tells_packs,
    removed::Removed,
    restored,
    spool::files_of,
    verification::about,
    verify::{Fault, Verifier},
};
use crate::{
    gate::{AcceptedPaper, EntryPlace, Founding, PersonState, RestorePaper, Standing, read_paper},
    policy::OperationKind,
    seal::leaf::Leaf,
    vocabulary::{Digest, PersonId, PurposeId, SearchId},
};

/// What the leaves say, to hold the tables against.
pub(super) struct Told {
    pub standing: Standing,
    pub papers: BTreeMap<Place, Digest>,
    pub purposes: BTreeMap<PurposeId, Place>,
    /// Where purposes were stated, also those of which the statement is gone.
    pub stated: BTreeMap<PurposeId, Place>,
    pub last_acts: BTreeMap<PersonId, Place>,
    /// Outcomes of probes and searches: place → operation, purpose.
    pub outcomes: BTreeMap<Place, (OperationKind, Option<PurposeId>)>,
    /// Outcomes of probes and searches that say `done`.
    pub done: BTreeSet<Place>,
    /// Intents that commit to a new generation of the data keys, in order.
    pub generations: Vec<Place>,
    pub openings: u64,
    /// Intents to expunge or correct, by whoever may.
    pub entitled: BTreeSet<(OperationKind, Place)>,
    /// What supervisors found, by intent and outcome: of which search, as the intent says it; `None` where it does not any more.
    pub answered: BTreeMap<Place, Option<SearchId>>,
    /// Purposes under which something was done that only one without a search allows; leaves say it, whatever became of the statement.
    pub accounts: BTreeSet<PurposeId>,
    /// Purposes under which something was done that only one with a search allows.
    pub searched: BTreeSet<PurposeId>,
    /// What was expunged by order, with the entry that says so.
    pub removed: Vec<(Place, Removed)>,
    /// What was corrected by an accepted paper: entry, target, paper.
    pub corrected: Vec<(Place, [u8; 16], Digest)>,
    /// The restore's paper that was entered last, where that was one.
    pub restore: Option<RestorePaper>,
    /// The gallery that the entry before commits to.
    pub gallery: Option<Digest>,
    /// The last entry that vouches for packed runs.
    pub packing: Option<Place>,
}

impl Told {
    /// Before the first leaf.
    pub(super) fn at_founding(founding: Founding) -> Self {
        Self {
            standing: Standing::at_founding(founding),
            papers: BTreeMap::new(),
            purposes: BTreeMap::new(),
            stated: BTreeMap::new(),
            last_acts: BTreeMap::new(),
            gallery: None,
            outcomes: BTreeMap::new(),
            done: BTreeSet::new(),
            generations: Vec::new(),
            openings: 0,
            entitled: BTreeSet::new(),
            answered: BTreeMap::new(),
            accounts: BTreeSet::new(),
            searched: BTreeSet::new(),
            removed: Vec::new(),
            corrected: Vec::new(),
            restore: None,
            packing: None,
        }
    }

    /// Takes down what an entry with a whole signature says.
    pub(super) fn hear(&mut self, at: Place, leaf: &Leaf, openings: &Openings, verifier: &mut Verifier) {
        let content = &leaf.content;
        let before = self.gallery.replace(content.gallery);
        if content.event == Event::Outcome.as_str() && tells_packs(leaf) {
            self.packing = Some(at);
        }
        if did_something(&content.event, openings.get("result")) {
            self.last_acts.insert(leaf.signer, at);
        }
        if let (Some(id), Some(_)) = (content.purpose, openings.get("statement"))
            && self.purposes.insert(id, at).is_some()
        {
            verifier.note_at(at, Fault::Table(format!("it states {} a second time", id.short())));
        }
        if let (Some(id), true) = (content.purpose, content.commitments.contains_key("statement")) {
            self.stated.entry(id).or_insert(at);
        }
        match content.event.parse() {
            Ok(Event::Intent) => self.hear_intent(at, leaf, openings, verifier),
            Ok(Event::Outcome) => self.hear_outcome(at, leaf, openings, before, verifier),
            Ok(Event::Restore) => self.hear_restore(at, leaf, openings, verifier),
            Ok(Event::Spool) if files_of(openings).is_none() => {
                verifier.note_at(at, Fault::Table("it does not say which refusals it folded in".to_owned()));
            }
            _ => {}
        }
    }

    /// Somebody begins: under their authorization, and with the right to what they begin.
    fn hear_intent(&mut self, at: Place, leaf: &Leaf, openings: &Openings, verifier: &mut Verifier) {
        let content = &leaf.content;
        if content.authorization != self.standing.authorization_of(leaf.signer) {
            verifier.note_at(at, Fault::Authorization);
        }
        let kind = content.operation.parse::<OperationKind>();
        let purposes = kind.as_ref().map_or(&[][..], |kind| kind.operation().purposes);
        let all =
            |search: bool| !purposes.is_empty() && purposes.iter().all(|one| one.searches_for_a_person() == search);
        if all(false) {
            self.accounts.extend(content.purpose);
        } else if all(true) {
            self.searched.extend(content.purpose);
        }
        match kind {
            Ok(OperationKind::ProgramRekey) if openings.get("keys").is_some() => {
                self.generations.push(at);
                if !self.standing.may_exchange_keys(leaf.signer, content.time) {
                    verifier.note_at(at, Fault::Keys);
                }
            }
            Ok(kind @ (OperationKind::RepositoryExpunge | OperationKind::RepositoryCorrect)) => {
                let roles = self.standing.roles_of(leaf.signer, content.time);
                if roles.iter().any(|role| kind.operation().roles.contains(role)) {
                    self.entitled.insert((kind, at));
                }
            }
            Ok(OperationKind::AuditAnswer) => {
                self.answered.insert(at, openings.get("inputs").and_then(about));
            }
            _ => {}
        }
    }

    /// What was done: papers, expunges and corrections change what holds from here on.
    fn hear_outcome(
        &mut self,
        at: Place,
        leaf: &Leaf,
        openings: &Openings,
        before: Option<Digest>,
        verifier: &mut Verifier,
    ) {
        let content = &leaf.content;
        let done = openings.get("result") == Some("done");
        match content.operation.parse() {
            Ok(OperationKind::PaperAccept | OperationKind::ProgramRekey) => {
                if let Some(file) = openings.get("paper")
                    && let Err(e) = self.enter(at, leaf, file, verifier)
                {
                    verifier.note_at(at, Fault::Paper(e));
                }
            }
            Ok(OperationKind::RepositoryExpunge) if done => {
                let removed = match Removed::told(openings, at) {
                    Ok(None) if before == Some(content.gallery) => return,
                    Ok(Some(removed)) => Ok(removed),
                    Ok(None) | Err(_) => Err("what it removed cannot be read"),
                };
                match removed.and_then(|removed| self.hear_expunge(at, leaf, &removed).map(|()| removed)) {
                    Ok(removed) => {
                        verifier.expunge(at, removed.purposes.iter().copied().collect(), removed.places());
                        self.removed.push((at, removed));
                    }
                    Err(why) => verifier.note_at(at, Fault::Expunge(why)),
                }
            }
            Ok(OperationKind::RepositoryCorrect) if done => {
                match self.hear_correction(at, leaf, openings.get("record")) {
                    Ok(corrected) => self.corrected.push(corrected),
                    Err(why) => verifier.note_at(at, Fault::Correction(why)),
                }
            }
            Ok(OperationKind::AuditAnswer) => {
                let search = content.answers.and_then(|intent| self.answered.get(&(at.0, intent)).copied());
                self.answered.insert(at, search.flatten());
            }
            Ok(operation @ (OperationKind::Probe | OperationKind::Search)) => {
                self.outcomes.insert(at, (operation, content.purpose));
                if done {
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
        self.papers.insert(at, paper.digest());
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
