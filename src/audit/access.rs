//! From a permit to an open entry to a receipt.

use std::{marker::PhantomData, time::Instant};

use super::{
    append::Values,
    book::{Book, BookEntry},
    error::BookError,
    head::Head,
    logs::Extent,
    packing::GalleryRoots,
    purposes::PurposeRecord,
    vault::Vault,
};
use crate::{
    gate::{AuditVerify, OpensFaces, Operation, ReadsBook, Search, Standing},
    policy::Refusal,
    seal::RecordError,
    store::{Rows, Snapshot},
    vocabulary::{Digest, PurposeId, PurposeStatement},
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

impl Intent {
    /// As its entry says it.
    pub(super) fn values(self) -> Result<Values, BookError> {
        let statement = self.statement.as_ref().map(serde_json::to_string).transpose();
        let statement = statement.map_err(|e| BookError::Tampered(e.to_string()))?;
        let fields =
            [("inputs", self.inputs), ("arguments", self.arguments), ("case", self.case), ("statement", statement)];
        Ok(fields.into_iter().filter_map(|(field, value)| Some((field, value?))).collect())
    }
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
    /// The gallery's roots afterwards, where it changed.
    pub gallery: Option<GalleryRoots>,
}

impl Outcome {
    /// Done as asked, and the gallery is as it was.
    pub fn done(record: String) -> Self {
        Self { result: OutcomeResult::Done, record, gallery: None }
    }

    /// It could not be done, and why.
    pub fn failed(why: &str) -> Self {
        let record = serde_json::json!({ "why": why }).to_string();
        Self { result: OutcomeResult::Failed, record, gallery: None }
    }

    /// The gate closed after the intent, and for what.
    pub fn refused(refusal: &Refusal) -> Self {
        let record = serde_json::to_string(refusal).unwrap_or_default();
        Self { result: OutcomeResult::Refused, record, gallery: None }
    }
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
