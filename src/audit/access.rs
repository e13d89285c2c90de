//! From a permit to an open entry to a receipt.

use std::{collections::BTreeMap, marker::PhantomData, time::Instant};

use jiff::Timestamp;

use super::{
    append::{Entry, Tip},
    book::{Book, BookEntry},
    circumstances::{host, os_user, software},
    entry::Event,
    error::BookError,
    head::Head,
    logs::Extent,
    purposes::PurposeRecord,
    replay::WITHDRAWN,
    vault::{TableVault, Vault},
};
use crate::{
    gate::{AcceptedPaper, AuditVerify, EntryPlace, OpensFaces, Operation, Permit, ReadsBook, Search, Standing},
    policy::Refusal,
    seal::{IndexKey, RecordError},
    store::{Rows, Snapshot, StoreError, WriteRows},
    vocabulary::{Digest, PersonId, PurposeId, PurposeStatement},
};

/// What is about to be done; part of the signed intent.
#[derive(Debug, Default)]
pub struct Intent {
    /// Digests of what goes in (files, probe), as JSON.
    pub inputs: Option<String>,
    /// How the command was called: ids, codes and numbers, no names, as JSON.
    pub arguments: Option<String>,
    /// A purpose that this command states.
    pub statement: Option<PurposeStatement>,
    /// The case, where the purpose has one.
    pub case: Option<String>,
}

/// A paper that an outcome enters beside its data.
pub(super) struct Entering {
    /// The chain over the papers when it was made.
    pub judged: Digest,
    /// The chain with it.
    pub chain: Digest,
    pub digest: Digest,
    pub file: String,
}

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeResult {
    /// As asked.
    Done,
    /// Negative or partly: no candidate, some rows failed.
    Partly,
    /// The gate closed after the image was seen.
    Refused,
    /// It could not be done.
    Failed,
}

impl OutcomeResult {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partly => "partly",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// What the outcome entry says.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended.
    pub result: OutcomeResult,
    /// The record of it, as JSON.
    pub record: String,
    /// The gallery's root afterwards, where it changed.
    pub gallery: Option<Digest>,
}

/// An open entry: the intent is durable. The only way to the record room, for `Op` and nothing else.
///
/// Used for another operation it does not compile:
/// ```compile_fail
/// # use frs::{audit::Access, gate::{Search, Enroll}};
/// fn reads(_: &Access<'_, Search>) {}
/// fn enrolls(access: &Access<'_, Enroll>) {
///     reads(access);
/// }
/// ```
/// Its twin does:
/// ```
/// # use frs::{audit::Access, gate::Search};
/// fn reads(_: &Access<'_, Search>) {}
/// fn searches(access: &Access<'_, Search>) {
///     reads(access);
/// }
/// ```
/// A bare permit is none:
/// ```compile_fail
/// # use frs::{audit::Access, gate::{Permit, Search}};
/// fn reads(_: &Access<'_, Search>) {}
/// fn unsigned(permit: Permit<Search>) {
///     reads(&permit);
/// }
/// ```
/// It ends with its outcome:
/// ```compile_fail
/// # use frs::{audit::{Access, Outcome}, gate::Search};
/// fn after(access: Access<'_, Search>, outcome: Outcome, now: jiff::Timestamp) {
///     let _ = access.finish(outcome, now);
///     access.purpose();
/// }
/// ```
/// Its twin compiles:
/// ```
/// # use frs::{audit::{Access, Outcome}, gate::Search};
/// fn before(access: Access<'_, Search>, outcome: Outcome, now: jiff::Timestamp) {
///     access.purpose();
///     let _ = access.finish(outcome, now);
/// }
/// ```
/// And it cannot be forged:
/// ```compile_fail
/// # use frs::{audit::{Access, Book}, gate::Search};
/// fn forge(book: &mut Book) -> Access<'_, Search> {
///     Access { book, operation: std::marker::PhantomData }
/// }
/// ```
pub struct Access<'b, Op: Operation> {
    pub(super) book: &'b mut Book,
    pub(super) authorization: Digest,
    pub(super) purpose: Option<PurposeId>,
    pub(super) intent: u64,
    pub(super) started: Instant,
    pub(super) operation: PhantomData<fn(Op)>,
}

/// See [`Access::moment`].
pub struct Moment<'a> {
    gallery: Digest,
    _snapshot: Snapshot<'a>,
}

impl Moment<'_> {
    /// The root over the references at this moment.
    pub fn gallery_root(&self) -> Digest {
        self.gallery
    }
}

/// Proof that intent and outcome are in the book, durable; what shows data asks for it.
#[derive(Debug)]
pub struct Receipt {
    pub(super) log: u64,
    pub(super) intent: u64,
    pub(super) outcome: u64,
    pub(super) leaf: Digest,
}

impl Receipt {
    /// Which log.
    pub fn log(&self) -> u64 {
        self.log
    }
    /// Place of the intent.
    pub fn intent(&self) -> u64 {
        self.intent
    }
    /// Place of the outcome.
    pub fn outcome(&self) -> u64 {
        self.outcome
    }
    /// Leaf hash of the outcome.
    pub fn leaf(&self) -> Digest {
        self.leaf
    }
}

/// What was expunged gets no new entries: their values would be what the order removed.
fn check_purpose(rows: &Rows<'_>, cited: Option<PurposeId>) -> Result<(), BookError> {
    match cited {
        Some(id) if rows.purpose(id)?.is_none() => Err(BookError::PurposeGone),
        _ => Ok(()),
    }
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
        let intent = self.write_intent(&permit, intent, Vec::new(), now, |_, _| Ok(()))?;
        let started = Instant::now();
        Ok(Access { book: self, authorization, purpose, intent, started, operation: PhantomData })
    }

    /// Writes the intent, with further values, and whatever `write` writes, in one transaction; its place.
    pub(super) fn write_intent<Op: Operation>(
        &mut self,
        permit: &Permit<Op>,
        intent: Intent,
        further: Vec<(&'static str, String)>,
        now: Timestamp,
        write: impl FnOnce(&WriteRows<'_>, Tip) -> Result<(), BookError>,
    ) -> Result<u64, BookError> {
        let mut values = BTreeMap::from([("software", software()), ("host", host()), ("user", os_user())]);
        values.extend(intent.inputs.map(|inputs| ("inputs", inputs)));
        values.extend(intent.arguments.map(|arguments| ("arguments", arguments)));
        values.extend(intent.case.map(|case| ("case", case)));
        values.extend(self.lost.as_ref().map(|lost| ("lost", lost.record())));
        values.extend(self.first_contact.then(|| ("first-contact", "yes".to_owned())));
        if let Some(statement) = &intent.statement {
            let text = serde_json::to_string(statement).map_err(|e| BookError::Tampered(e.to_string()))?;
            values.insert("statement", text);
        }
        values.extend(further);
        let (authorization, purpose) = (permit.authorization(), permit.purpose());
        let entry = Entry {
            event: Event::Intent,
            operation: Some(Op::KIND),
            authorization: Some(authorization),
            purpose,
            answers: None,
            values,
            gallery: None,
            papers: None,
        };
        let (appender, store, _, program, known) = self.split();
        let tip = store.write(|rows| {
            let before = appender.tip(rows, program, known)?;
            if before.papers != permit.papers() {
                return Err(BookError::PapersChanged);
            }
            check_purpose(rows, purpose.filter(|_| intent.statement.is_none()))?;
            let tip = appender.append(rows, program, before, false, now, &entry)?;
            if let (Some(id), Some(_)) = (purpose, &intent.statement) {
                rows.insert_purpose(id, tip.log, tip.sequence)?;
            }
            write(rows, tip)?;
            Ok(tip)
        })?;
        self.advance(tip)?;
        (self.lost, self.first_contact) = (None, false);
        Ok(tip.sequence)
    }
}

impl Book {
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

impl<Op: Operation> Access<'_, Op> {
    /// The log that the intent stands in.
    pub fn log(&self) -> u64 {
        self.book.tip.log
    }

    /// Place of the intent.
    pub fn intent(&self) -> u64 {
        self.intent
    }

    /// The purpose.
    pub fn purpose(&self) -> Option<PurposeId> {
        self.purpose
    }

    /// The root over the references, as the last entry commits to it.
    pub fn gallery_root(&self) -> Digest {
        self.book.tip.gallery
    }

    /// Who stands where.
    pub fn standing(&self) -> &Standing {
        self.book.standing()
    }

    pub(crate) fn rows(&self) -> Rows<'_> {
        self.book.store.rows()
    }

    /// One moment of the repository: until the answer is dropped, everything that is read is of it, whatever others enroll or
    /// expunge meanwhile; and the gallery's root that the book commits to at this moment.
    ///
    /// # Errors
    /// Where it cannot be read, or the book does not go on from where it was.
    pub fn moment(&self) -> Result<Moment<'_>, BookError> {
        let snapshot = self.book.store.snapshot()?;
        Ok(Moment { gallery: self.book.newest_gallery()?, _snapshot: snapshot })
    }

    /// Writes the outcome, and with it, in one transaction, whatever `write` writes; then remembers the head.
    ///
    /// # Errors
    /// Those of `write`, and where the outcome cannot be written; then nothing was changed, and the intent stays as an
    /// unfinished one.
    pub fn close<T, E: From<BookError> + From<StoreError>>(
        self,
        now: Timestamp,
        write: impl FnOnce(&Writing<'_, Op>) -> Result<(Outcome, T), E>,
    ) -> Result<(Receipt, T), E> {
        self.conclude(now, None, write)
    }

    /// As [`Access::close`]; the outcome also enters `paper`, unless the papers changed since it was made.
    pub(super) fn conclude<T, E: From<BookError> + From<StoreError>>(
        self,
        now: Timestamp,
        paper: Option<&Entering>,
        write: impl FnOnce(&Writing<'_, Op>) -> Result<(Outcome, T), E>,
    ) -> Result<(Receipt, T), E> {
        let milliseconds = self.started.elapsed().as_millis();
        let (intent, purpose, authorization) = (self.intent, self.purpose, self.authorization);
        let person = self.book.person();
        let judged = self.book.standing().papers_digest();
        let (appender, store, faces, program, known) = self.book.split();
        let (tip, keys, entered, value) = store.write(|rows| -> Result<_, E> {
            let before = appender.tip(rows, program, known)?;
            let entered = paper.filter(|paper| paper.judged == before.papers);
            check_purpose(rows, purpose)?;
            let writing = Writing {
                rows,
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
            let mut values = BTreeMap::from([
                ("result", outcome.result.as_str().to_owned()),
                ("record", outcome.record),
                ("milliseconds", milliseconds.to_string()),
            ]);
            values.extend(entered.map(|paper| ("paper", paper.file.clone())));
            let entry = Entry {
                event: Event::Outcome,
                operation: Some(Op::KIND),
                authorization: Some(authorization),
                purpose,
                answers: Some(intent),
                values,
                gallery: outcome.gallery,
                papers: entered.map(|paper| paper.chain),
            };
            let tip = appender.append(rows, program, before, false, now, &entry)?;
            if let Some(paper) = entered {
                rows.insert_paper(tip.log, tip.sequence, paper.digest)?;
            }
            Ok((tip, rows.key_state()?, entered, value))
        })?;
        self.book.settle(keys);
        if let Some(paper) = entered {
            let place = EntryPlace { log: tip.log, sequence: tip.sequence };
            // To the millisecond, as the leaf has it: this process must see what every later one will.
            let time = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
            self.book.entered(&AcceptedPaper { place, time, file: paper.file.clone() })?;
        }
        self.book.advance(tip)?;
        Ok((Receipt { log: tip.log, intent, outcome: tip.sequence, leaf: tip.hash }, value))
    }

    /// Writes an outcome that changes no data.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(self, outcome: Outcome, now: Timestamp) -> Result<Receipt, BookError> {
        self.close(now, |_| Ok::<_, BookError>((outcome, ()))).map(|(receipt, ())| receipt)
    }

    /// As [`Access::finish`], before faces are shown: who lost access while the command ran sees none (2-110-4-E).
    ///
    /// # Errors
    /// [`BookError::AccessEnded`], which the outcome then says too; where it cannot be written.
    pub fn finish_showing(self, outcome: Outcome, now: Timestamp) -> Result<Receipt, BookError> {
        let (receipt, ended) = self.close::<_, BookError>(now, |writing| {
            if writing.access_ended()? {
                let record = serde_json::json!({ "why": BookError::AccessEnded.to_string() }).to_string();
                return Ok((Outcome { result: OutcomeResult::Failed, record, gallery: None }, true));
            }
            Ok((outcome, false))
        })?;
        if ended { Err(BookError::AccessEnded) } else { Ok(receipt) }
    }

    /// The gate closed after the image was seen; the place of the entry that says so.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn refused(self, refusal: &Refusal, now: Timestamp) -> Result<u64, BookError> {
        let record = serde_json::to_string(refusal).unwrap_or_default();
        Ok(self.finish(Outcome { result: OutcomeResult::Refused, record, gallery: None }, now)?.outcome())
    }

    /// The act could not be done.
    ///
    /// # Errors
    /// Where the outcome cannot be written.
    pub fn failed(self, why: &str, now: Timestamp) -> Result<Receipt, BookError> {
        let record = serde_json::json!({ "why": why }).to_string();
        self.finish(Outcome { result: OutcomeResult::Failed, record, gallery: None }, now)
    }
}

impl<Op: ReadsBook> Access<'_, Op> {
    /// Entries of the newest log with their values, from `from` on, at most `limit`.
    ///
    /// # Errors
    /// Where one cannot be read or does not hold.
    pub fn entries(&self, from: u64, limit: u64) -> Result<Vec<BookEntry>, BookError> {
        self.book.entries(self.book.tip.log, from, limit)
    }

    /// As [`Access::entries`], of any log.
    ///
    /// # Errors
    /// Where one cannot be read or does not hold.
    pub fn entries_of(&self, log: u64, from: u64, limit: u64) -> Result<Vec<BookEntry>, BookError> {
        self.book.entries(log, from, limit)
    }

    /// The head of the newest log, with the intent of this reading.
    pub fn head(&self) -> Head {
        let frontier = &self.book.frontier;
        Head { log: self.book.tip.log, size: frontier.size(), root: frontier.root() }
    }

    /// How many entries each log has, in order; the last is the one that grows.
    pub fn logs(&self) -> Vec<Extent> {
        self.book.logs()
    }
}

impl Access<'_, Search> {
    /// A stated purpose: a search notes where its probe was seen under another case.
    ///
    /// # Errors
    /// Where its entry cannot be read or does not hold it.
    pub fn stated(&self, id: PurposeId) -> Result<Option<PurposeRecord>, BookError> {
        self.book.purpose(id)
    }
}

impl<Op: Operation> Writing<'_, Op> {
    /// Whether a paper was accepted since the gate judged: what it let through may be forbidden by now.
    pub fn papers_changed(&self) -> bool {
        self.papers_changed
    }

    /// Whether this person's access ended while the command ran: a suspension, retirement or succession takes the wraps in the
    /// transaction that enters its paper, so this transaction sees it.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn access_ended(&self) -> Result<bool, BookError> {
        Ok(self.rows.wraps(self.person)?.iter().all(|wrap| wrap.algorithm == WITHDRAWN))
    }
}

impl Access<'_, AuditVerify> {
    /// Keys for the records of a table under K_faces, where this person holds them: an auditor does not.
    pub(crate) fn faces_if_held(&self) -> Option<&Vault> {
        self.book.faces.as_ref()
    }
}

impl<Op: OpensFaces> Access<'_, Op> {
    /// Keys for the records of a table under K_faces.
    ///
    /// # Errors
    /// Where this person does not hold K_faces.
    pub(crate) fn faces(&self) -> Result<&Vault, RecordError> {
        self.book.faces.as_ref().ok_or(RecordError::NotSealed("no key for faces that you hold"))
    }
}

/// Writing access inside the transaction that also holds the outcome.
pub struct Writing<'w, Op: Operation> {
    pub(super) rows: &'w WriteRows<'w>,
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

impl<Op: Operation> Writing<'_, Op> {
    pub(crate) fn rows(&self) -> &WriteRows<'_> {
        self.rows
    }

    /// Log and place of the outcome that is being written.
    pub fn entry(&self) -> (u64, u64) {
        (self.log, self.sequence)
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
