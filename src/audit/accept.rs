//! Accepting a paper: its text in the book, and what it does to the wraps.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    access::{Access, OutcomeResult, Receipt},
    append::Entry,
    book::Book,
    entry::Event,
    error::BookError,
    replay,
};
use crate::{
    gate::{AcceptedPaper, Operation as _, PaperAccept, Standing, TypedPaper},
    seal::{DataKey, KeyKind, Wrapped},
    store::{WrapRow, WriteRows},
    vocabulary::PersonId,
};

impl Access<'_, PaperAccept> {
    /// Enters a paper: its text in the outcome, its digest in the list and the chain, and what it does to the wraps.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn accept(self, paper: &TypedPaper, now: Timestamp) -> Result<(Receipt, Vec<String>), BookError> {
        let file = paper.file();
        let (intent, purpose, authorization) = (self.intent, self.purpose, self.authorization);
        let papers = self.book.standing().papers_digest_with(paper.digest());
        let effects = effects(self.book, paper)?;
        let values = BTreeMap::from([
            ("result", OutcomeResult::Done.as_str().to_owned()),
            ("paper", file.clone()),
            ("milliseconds", self.started.elapsed().as_millis().to_string()),
        ]);
        let entry = Entry {
            event: Event::Outcome,
            operation: Some(PaperAccept::KIND),
            authorization: Some(authorization),
            purpose,
            answers: Some(intent),
            values,
            gallery: None,
            papers: Some(papers),
        };
        let judged = self.book.standing().papers_digest();
        let (appender, store, _, program, known) = self.book.split();
        let (tip, entered) = store.write(|rows| {
            let before = appender.tip(rows, program, known)?;
            if before.papers != judged {
                // Nobody was interrupted: the intent ends here, and is not reported as unfinished.
                let tip = appender.append(rows, program, before, false, now, &Entry::sent_back(entry))?;
                return Ok((tip, false));
            }
            let tip = appender.append(rows, program, before, false, now, &entry)?;
            rows.insert_paper(tip.log, tip.sequence, paper.digest())?;
            effects.write(rows)?;
            Ok::<_, BookError>((tip, true))
        })?;
        if !entered {
            self.book.advance(tip)?;
            return Err(BookError::PapersChanged);
        }
        // To the millisecond, as the leaf has it: this process must see what every later one will.
        let time = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        self.book.entered(&AcceptedPaper { sequence: tip.sequence, time, file })?;
        self.book.advance(tip)?;
        Ok((Receipt { log: tip.log, intent, outcome: tip.sequence, leaf: tip.hash }, effects.words))
    }
}

impl Entry {
    /// The outcome of an acceptance that another paper overtook.
    fn sent_back(entered: Self) -> Self {
        let why = serde_json::json!({ "why": BookError::PapersChanged.to_string() }).to_string();
        let values = BTreeMap::from([("result", OutcomeResult::Failed.as_str().to_owned()), ("record", why)]);
        Self { values, papers: None, ..entered }
    }
}

/// What accepting a paper does besides entering it.
struct Effects {
    wraps: Vec<WrapRow>,
    withdraw: Option<PersonId>,
    /// Whoever may no longer hold K_faces.
    without_faces: Option<PersonId>,
    generation: u32,
    words: Vec<String>,
}

impl Effects {
    fn write(&self, rows: &WriteRows<'_>) -> Result<(), BookError> {
        if let Some(person) = self.withdraw {
            rows.delete_wraps(person)?;
            rows.put_wrap(&replay::withdrawn_row(person, self.generation))?;
        }
        if let Some(person) = self.without_faces {
            rows.delete_wraps_of(person, KeyKind::Faces.as_str())?;
        }
        Ok(self.wraps.iter().try_for_each(|wrap| rows.put_wrap(wrap))?)
    }
}

fn effects(book: &Book, paper: &TypedPaper) -> Result<Effects, BookError> {
    let generation = book.data_keys().map(DataKey::generation).max().unwrap_or(1);
    let mut effects = Effects { wraps: Vec::new(), withdraw: None, without_faces: None, generation, words: Vec::new() };
    match paper {
        TypedPaper::Authorization(paper) => {
            let (keys, roles) = (&paper.request.keys, &paper.request.roles);
            if book.standing().is_suspended(keys.person_id()) {
                let person = keys.person_id().short();
                effects.words.push(format!("{person} stays suspended: no key was given"));
                return Ok(effects);
            }
            let faces = Standing::holds_faces(roles);
            effects.without_faces = (!faces && keys != &book.standing().founding().root).then(|| keys.person_id());
            for key in book.data_keys() {
                if key.kind() == KeyKind::Faces && !faces {
                    continue;
                }
                let wrapped = Wrapped::new(key, book.program(), keys)?;
                effects.wraps.push(replay::wrap_row(keys.person_id(), &wrapped, key));
            }
            let opens = if faces { "the book and the faces" } else { "the book" };
            effects.words.push(format!("{} can open {opens} until {}", keys.person_id().short(), paper.not_after));
            if faces && !effects.wraps.iter().any(|wrap| wrap.key == "faces") {
                effects.words.push(
                    "but you hold no key for the faces yourself: let the Commander or a repository-manager accept it"
                        .into(),
                );
            }
        }
        TypedPaper::Suspension(paper) => {
            effects.withdraw = Some(paper.person);
            let person = paper.person.short();
            effects.words.push(format!("{person} is suspended: refused from now on, and their keys were deleted"));
            effects.words.push(format!(
                "what {person} copied before can still be read with generation {generation} of the data keys"
            ));
        }
        TypedPaper::WitnessAnswer(answer) => {
            effects
                .words
                .push(format!("a witness has seen the first {} entries of log {}", answer.size, answer.origin.log));
        }
        TypedPaper::Floor(paper) => effects.words.push(format!("floor {} is in force", paper.floor.version)),
        _ => {}
    }
    Ok(effects)
}
