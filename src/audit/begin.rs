//! From a permit to an open entry: the intent is durable before there is an [`Access`].

use std::{marker::PhantomData, time::Instant};

use jiff::Timestamp;

use super::{
    access::{Access, Intent},
    append::{Entry, Tip},
    book::Book,
    conclude::check_purpose,
    entry::Event,
    error::BookError,
};
use crate::{
    gate::{AuditVerify, Operation, Permit},
    policy::OperationKind,
    store::WriteRows,
    vocabulary::{Digest, PurposeId},
};

/// What the gate let in, whatever operation it is: all that an intent says of it. Every command begins here, so this part is
/// compiled once and not for each.
pub(super) struct Permitted {
    kind: OperationKind,
    authorization: Digest,
    purpose: Option<PurposeId>,
    papers: Digest,
}

impl<Op: Operation> From<&Permit<Op>> for Permitted {
    fn from(permit: &Permit<Op>) -> Self {
        let (authorization, purpose, papers) = (permit.authorization(), permit.purpose(), permit.papers());
        Self { kind: Op::KIND, authorization, purpose, papers }
    }
}

/// An intent that brings no rows of its own.
fn nothing_more(_: &WriteRows<'_>, _: Tip) -> Result<(), BookError> {
    Ok(())
}

impl Book {
    /// Signs the intent and makes it durable.
    ///
    /// # Errors
    /// [`BookError::PapersChanged`] where the papers are no longer those on which the gate judged; where it cannot be
    /// written.
    pub fn begin<Op: Operation>(
        &mut self,
        permit: Permit<Op>,
        intent: Intent,
        now: Timestamp,
    ) -> Result<Access<'_, Op>, BookError> {
        let (authorization, purpose) = (permit.authorization(), permit.purpose());
        let intent = self.write_intent(&(&permit).into(), intent, Vec::new(), now, nothing_more)?;
        let started = Instant::now();
        Ok(Access { book: self, authorization, purpose, intent, started, operation: PhantomData })
    }

    /// Writes the intent, with further values, and whatever `write` writes, in one transaction; its place.
    pub(super) fn write_intent(
        &mut self,
        permit: &Permitted,
        intent: Intent,
        further: Vec<(&'static str, String)>,
        now: Timestamp,
        write: impl FnOnce(&WriteRows<'_>, Tip) -> Result<(), BookError>,
    ) -> Result<u64, BookError> {
        let (purpose, states) = (permit.purpose, intent.statement.is_some());
        let mut values = self.circumstances();
        values.extend(intent.values()?);
        values.extend(further);
        let entry = Entry {
            operation: Some(permit.kind),
            authorization: Some(permit.authorization),
            purpose,
            ..Entry::of(Event::Intent, values)
        };
        let (appender, store, _, program, known) = self.split();
        let tip = store.write(|rows| {
            let before = appender.tip(rows, program, known)?;
            if before.papers != permit.papers {
                return Err(BookError::PapersChanged);
            }
            check_purpose(rows, purpose.filter(|_| !states))?;
            let tip = appender.append(rows, program, before, false, now, &entry)?;
            if let Some(id) = purpose.filter(|_| states) {
                rows.insert_purpose(id, tip.log, tip.sequence)?;
            }
            write(rows, tip)?;
            Ok(tip)
        })?;
        self.advance(tip)?;
        (self.lost, self.first_contact) = (None, false);
        Ok(tip.sequence)
    }

    /// The check of a book that was opened as evidence: it gets no entry, for nothing is written to evidence, and no
    /// writing is possible through it.
    ///
    /// # Errors
    /// Where the book was opened to be written.
    pub fn examine(&mut self, permit: &Permit<AuditVerify>) -> Result<Access<'_, AuditVerify>, BookError> {
        if !self.read_only {
            return Err(BookError::NotEvidence);
        }
        Ok(Access {
            authorization: permit.authorization(),
            purpose: permit.purpose(),
            intent: self.tip.sequence,
            started: Instant::now(),
            operation: PhantomData,
            book: self,
        })
    }
}
