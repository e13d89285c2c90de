//! From an open entry to a receipt: the outcome, and in its transaction whatever the act changes.

use std::{collections::BTreeMap, fmt::Display, marker::PhantomData, time::Instant};

use jiff::Timestamp;

use super::{
    access::{Access, Outcome, Receipt},
    append::{Appender, Entry},
    book::Book,
    entry::Event,
    error::BookError,
    packing::PACKS,
    replay::WITHDRAWN,
    vault::{TableVault, Vault},
};
use crate::{
    gate::{AcceptedPaper, EntryPlace, OpensFaces, Operation},
    policy::{OperationKind, Refusal},
    seal::{IndexKey, RecordError},
    store::{Rows, StoreError, WriteRows},
    vocabulary::{Digest, PersonId, ProgramId, PurposeId},
};

/// A paper that an outcome enters beside its data.
pub(super) struct Entering {
    /// The chain over the papers when it was made.
    pub judged: Digest,
    /// The chain with it.
    pub chain: Digest,
    pub digest: Digest,
    pub file: String,
}

/// Writing access inside the transaction that also holds the outcome.
pub struct Writing<'w, Op> {
    pub(super) rows: &'w WriteRows<'w>,
    pub(super) appender: &'w Appender<'w>,
    pub(super) program: ProgramId,
    pub(super) book: &'w Vault,
    pub(super) intent: u64,
    person: PersonId,
    pub(super) faces: Option<&'w Vault>,
    log: u64,
    sequence: u64,
    gallery: Digest,
    /// Whether the outcome enters the paper that was offered.
    pub(super) enters: bool,
    papers_changed: bool,
    operation: PhantomData<fn(Op)>,
}

impl<Op> Writing<'_, Op> {
    /// Whether this person's access ended while the command ran: a suspension, retirement or succession takes the wraps in the
    /// transaction that enters its paper, so this transaction sees it.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn access_ended(&self) -> Result<bool, BookError> {
        Ok(self.rows.wraps(self.person)?.iter().all(|wrap| wrap.algorithm == WITHDRAWN))
    }
}

impl<Op: Operation> Writing<'_, Op> {
    pub(crate) fn rows(&self) -> &WriteRows<'_> {
        self.rows
    }

    /// Log and place of the outcome that is being written.
    pub fn entry(&self) -> (u64, u64) {
        (self.log, self.sequence)
    }

    /// Whether a paper was accepted since the gate judged: what it let through may be forbidden by now.
    pub fn papers_changed(&self) -> bool {
        self.papers_changed
    }

    /// The gallery's root as the transaction sees it.
    pub fn gallery_root(&self) -> Digest {
        self.gallery
    }
}

impl<Op: OpensFaces> Writing<'_, Op> {
    fn vault(&self) -> Result<&Vault, RecordError> {
        self.faces.ok_or(RecordError::NotSealed("no key for faces that you hold"))
    }

    pub(crate) fn table(&self, table: &'static str) -> Result<TableVault, RecordError> {
        self.vault()?.table(table)
    }

    pub(crate) fn index(&self, table: &'static str, column: &'static str) -> Result<IndexKey, RecordError> {
        self.vault()?.index(table, column)
    }
}

/// When a paper counts as entered. To the millisecond, as the leaf has it: this process must see what every later one will.
pub(super) fn entered_at(now: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// What was expunged gets no new entries: their values would be what the order removed.
pub(super) fn check_purpose(rows: &Rows<'_>, cited: Option<PurposeId>) -> Result<(), BookError> {
    match cited {
        Some(id) if rows.purpose(id)?.is_none() => Err(BookError::PurposeGone),
        _ => Ok(()),
    }
}

/// What an outcome says of its intent.
#[derive(Clone, Copy)]
struct Begun {
    kind: OperationKind,
    authorization: Digest,
    purpose: Option<PurposeId>,
    intent: u64,
    started: Instant,
}

impl Begun {
    /// The entry that ends it.
    fn ended(self, outcome: Outcome, milliseconds: u128, entered: Option<&Entering>) -> Entry {
        let mut values = BTreeMap::from([
            ("result", outcome.result.as_str().to_owned()),
            ("record", outcome.record),
            ("milliseconds", milliseconds.to_string()),
        ]);
        values.extend(entered.map(|paper| ("paper", paper.file.clone())));
        values.extend(outcome.gallery.map(|gallery| (PACKS, gallery.packs.to_string())));
        Entry {
            event: Event::Outcome,
            operation: Some(self.kind),
            authorization: Some(self.authorization),
            purpose: self.purpose,
            answers: Some(self.intent),
            values,
            gallery: outcome.gallery.map(|gallery| gallery.root),
            papers: entered.map(|paper| paper.chain),
        }
    }
}

/// An open entry, whatever operation it is of.
struct Open<'b> {
    book: &'b mut Book,
    begun: Begun,
}

impl<'b, Op: Operation> From<Access<'b, Op>> for Open<'b> {
    fn from(access: Access<'b, Op>) -> Self {
        let Access { book, authorization, purpose, intent, started, .. } = access;
        Self { book, begun: Begun { kind: Op::KIND, authorization, purpose, intent, started } }
    }
}

impl Open<'_> {
    /// The outcome that `write` gives, and what it writes beside it, in one transaction.
    fn conclude<Op, T, E: From<BookError> + From<StoreError>>(
        self,
        now: Timestamp,
        paper: Option<&Entering>,
        write: impl FnOnce(&Writing<'_, Op>) -> Result<(Outcome, T), E>,
    ) -> Result<(Receipt, T), E> {
        let begun = self.begun;
        let (intent, milliseconds) = (begun.intent, begun.started.elapsed().as_millis());
        let person = self.book.person();
        let judged = self.book.standing().papers_digest();
        let (appender, store, faces, program, known) = self.book.split();
        let (tip, keys, entered, value) = store.write(|rows| -> Result<_, E> {
            let before = appender.tip(rows, program, known)?;
            let entered = paper.filter(|paper| paper.judged == before.papers);
            check_purpose(rows, begun.purpose)?;
            let writing = Writing {
                rows,
                appender: &appender,
                program,
                book: appender.book,
                faces,
                intent,
                person,
                log: before.log,
                sequence: before.sequence + 1,
                gallery: before.gallery,
                enters: entered.is_some(),
                papers_changed: before.papers != judged,
                operation: PhantomData,
            };
            let (outcome, value) = write(&writing)?;
            let changes_gallery = outcome.gallery.is_some();
            let entry = begun.ended(outcome, milliseconds, entered);
            let tip = appender.append(rows, program, before, false, now, &entry)?;
            if let Some(paper) = entered {
                rows.insert_paper(tip.log, tip.sequence, paper.digest)?;
            }
            if changes_gallery {
                rows.put_packing((tip.log, tip.sequence))?;
            }
            Ok((tip, rows.key_state()?, entered, value))
        })?;
        self.book.settle(keys);
        if let Some(paper) = entered {
            let place = EntryPlace { log: tip.log, sequence: tip.sequence };
            self.book.entered(&AcceptedPaper { place, time: entered_at(now), file: paper.file.clone() })?;
        }
        self.book.advance(tip)?;
        Ok((Receipt { log: tip.log, intent, outcome: tip.sequence, leaf: tip.hash }, value))
    }

    /// An outcome that changes no data: compiled once, and not for each operation.
    fn end(self, outcome: Outcome, now: Timestamp, whoever_asks: bool) -> Result<Receipt, BookError> {
        let (receipt, ended) = self.conclude(now, None, |writing: &Writing<'_, ()>| {
            let ended = !whoever_asks && writing.access_ended()?;
            let outcome = if ended { Outcome::refused(&Refusal::access_ended()) } else { outcome };
            Ok::<_, BookError>((outcome, ended))
        })?;
        if ended { Err(BookError::AccessEnded) } else { Ok(receipt) }
    }
}

impl<Op: Operation> Access<'_, Op> {
    /// Writes the outcome, and with it, in one transaction, whatever `write` writes; then remembers the head. Of whoever lost
    /// access while the command ran nothing is written but that (2-110-4-E).
    ///
    /// # Errors
    /// Those of `write`; [`BookError::AccessEnded`], which the outcome then says too; where the outcome cannot be written:
    /// then nothing was changed, and the intent stays as an unfinished one.
    pub fn close<T, E: From<BookError> + From<StoreError>>(
        self,
        now: Timestamp,
        write: impl FnOnce(&Writing<'_, Op>) -> Result<(Outcome, T), E>,
    ) -> Result<(Receipt, T), E> {
        let (receipt, written) = self.close_asking(now, |writing| {
            if writing.access_ended()? {
                return Ok((Outcome::refused(&Refusal::access_ended()), None));
            }
            write(writing).map(|(outcome, value)| (outcome, Some(value)))
        })?;
        written.map(|value| (receipt, value)).ok_or_else(|| BookError::AccessEnded.into())
    }

    /// As [`Access::close`]; `write` itself asks [`Writing::access_ended`], and records it in its own words.
    ///
    /// # Errors
    /// Those of `write`, and where the outcome cannot be written.
    pub fn close_asking<T, E: From<BookError> + From<StoreError>>(
        self,
        now: Timestamp,
        write: impl FnOnce(&Writing<'_, Op>) -> Result<(Outcome, T), E>,
    ) -> Result<(Receipt, T), E> {
        self.conclude(now, None, write)
    }

    /// As [`Access::close_asking`]; the outcome also enters `paper`, unless the papers changed since it was made.
    pub(super) fn conclude<T, E: From<BookError> + From<StoreError>>(
        self,
        now: Timestamp,
        paper: Option<&Entering>,
        write: impl FnOnce(&Writing<'_, Op>) -> Result<(Outcome, T), E>,
    ) -> Result<(Receipt, T), E> {
        Open::from(self).conclude(now, paper, write)
    }

    /// Writes an outcome that changes no data, before anything is shown: who lost access while the command ran sees nothing (2-110-4-E).
    ///
    /// # Errors
    /// [`BookError::AccessEnded`], which the outcome then says too; where it cannot be written.
    pub fn finish(self, outcome: Outcome, now: Timestamp) -> Result<Receipt, BookError> {
        Open::from(self).end(outcome, now, false)
    }

    /// Writes that nothing came of it, whoever asks.
    fn end(self, outcome: Outcome, now: Timestamp) -> Result<Receipt, BookError> {
        Open::from(self).end(outcome, now, true)
    }

    /// The gate closed after the image was seen; the place of the entry that says so.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn refused(self, refusal: &Refusal, now: Timestamp) -> Result<u64, BookError> {
        Ok(self.end(Outcome::refused(refusal), now)?.outcome())
    }

    /// The act could not be done.
    ///
    /// # Errors
    /// Where the outcome cannot be written.
    pub fn failed(self, why: &str, now: Timestamp) -> Result<Receipt, BookError> {
        self.end(Outcome::failed(why), now)
    }

    /// What was made under this entry, which stays open; a failure is entered, and ends it.
    ///
    /// # Errors
    /// The failure; where it cannot be entered, that.
    pub fn attempted<T, E: Display + From<BookError>>(
        self,
        made: Result<T, E>,
        now: Timestamp,
    ) -> Result<(Self, T), E> {
        match made {
            Ok(made) => Ok((self, made)),
            Err(error) => {
                self.failed(&error.to_string(), now)?;
                Err(error)
            }
        }
    }
}
