//! What was handed over already (2-110-4-C): a release is made once. There is no index: the book, which loses no entry
//! unnoticed, is read from the acceptance of the approval on.

use serde::Deserialize;

use super::{
    access::Access,
    append::row,
    book::Book,
    conclude::Writing,
    entry::{Event, Openings},
    error::BookError,
    logs::Place,
    walk::{ENOUGH, ON, walk},
};
use crate::{
    gate::{HandsOver, Release},
    policy::OperationKind,
    seal::{Note, NoteError, leaf::LeafDraft, note::person_key_name},
    vocabulary::{Digest, PersonId, ProgramId},
};

#[derive(Deserialize)]
struct Told {
    paper: Digest,
}

fn is_release(content: &LeafDraft) -> bool {
    content.event == Event::Outcome.as_str() && content.operation == OperationKind::Release.as_str()
}

/// Whether an intent was for this approval. Arguments stay when a case is expunged: what left, left all the same.
fn is_for(intent: &Openings, paper: Digest) -> bool {
    let told: Option<Told> = intent.get("arguments").and_then(|text| serde_json::from_str(text).ok());
    told.is_some_and(|told| told.paper == paper)
}

fn went(outcome: &Openings) -> bool {
    outcome.get("result") == Some("done")
}

impl Book {
    /// Where something was released by an approval that was accepted at `since`.
    ///
    /// # Errors
    /// Where an entry cannot be read or does not hold.
    pub fn released_by(&self, paper: Digest, since: Place) -> Result<Option<Place>, BookError> {
        let mut released = None;
        self.walk(since, |(log, sequence), leaf| {
            let content = leaf.content();
            let (Some(intent), true) = (content.answers, is_release(content)) else { return ON };
            if went(&self.entry(log, sequence)?.1) && is_for(&self.entry(log, intent)?.1, paper) {
                released = Some((log, sequence));
                return ENOUGH;
            }
            ON
        })?;
        Ok(released)
    }
}

impl Book {
    /// What an outcome records, as JSON; `None` where it was expunged.
    ///
    /// # Errors
    /// Where the entry cannot be read or does not hold.
    pub fn record_at(&self, place: Place) -> Result<Option<String>, BookError> {
        Ok(self.entry(place.0, place.1)?.1.get("record").map(str::to_owned))
    }
}

impl Writing<'_, Release> {
    /// As [`Book::released_by`], in the transaction that would release: two commands cannot both.
    ///
    /// # Errors
    /// As [`Book::released_by`].
    pub fn is_released_by(&self, program: ProgramId, paper: Digest, since: Place) -> Result<bool, BookError> {
        let (leaves, openings) = (self.book.table("leaf")?, self.book.table("opening")?);
        let open = |place: Place| -> Result<Openings, BookError> {
            let gone = || BookError::Tampered(format!("entry {} has no openings", Book::place_name(place)));
            let sealed = self.rows.opening(place.0, place.1)?.ok_or_else(gone)?;
            let text = openings.open("content", &row(place.0, place.1), &sealed)?;
            serde_json::from_slice(&text).map_err(|e| BookError::Tampered(e.to_string()))
        };
        let mut released = false;
        walk(self.rows, &leaves, program, since, |place, leaf| {
            let (Some(intent), true) = (leaf.content().answers, is_release(leaf.content())) else { return ON };
            released = went(&open(place)?) && is_for(&open((place.0, intent))?, paper);
            if released { ENOUGH } else { ON }
        })?;
        Ok(released)
    }
}

impl<Op: HandsOver> Access<'_, Op> {
    /// Who hands over.
    pub fn person(&self) -> PersonId {
        self.book.person()
    }

    /// Signs the manifest of what is handed over, with the key of whoever does it.
    ///
    /// # Errors
    /// Where signing fails.
    pub fn sign_manifest(&self, note: &mut Note) -> Result<(), NoteError> {
        note.sign(&person_key_name(self.person()), &self.book.secrets.signing)
    }
}
