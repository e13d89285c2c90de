//! One act of the book, and what it says of itself.

use jiff::Timestamp;

use super::super::record;
use crate::{
    report::Place,
    vocabulary::{Digest, PersonId, PurposeId, SearchId},
};

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Ended {
    Done,
    Partly,
    /// The gate closed after the image was seen.
    Refused,
    Failed,
    /// The gate stayed closed.
    NotAdmitted,
    /// No outcome.
    Unfinished,
}

/// One act: an intent with its outcome, or a refusal.
#[derive(Debug)]
pub(in super::super) struct Act {
    /// The entry that says how it ended; the intent where none does.
    pub at: Place,
    pub intent: Option<u64>,
    pub time: Timestamp,
    pub by: PersonId,
    pub operation: String,
    pub purpose: Option<PurposeId>,
    pub ended: Ended,
    pub leaf: Digest,
    pub what: What,
}

/// What an act says of itself, where a report needs more than that it was done.
#[derive(Debug)]
pub(in super::super) enum What {
    Nothing,
    Founding,
    Probe(Box<record::ProbeTold>),
    Search(Box<record::SearchTold>, bool),
    /// A search made again.
    Replayed(record::ReplayTold),
    Enroll(u64, u64),
    Refused(Vec<record::Breach>),
    Spool(Vec<record::Spooled>, u64),
    Failed(String),
    /// Index into the people's papers.
    Paper(usize),
    Opened(record::OpenTold),
    Contact(record::ContactTold),
    Packet(record::PacketTold),
    Settled(record::DisposeTold),
    Source(record::SourceTold),
    Dispose(record::DisposeTold),
    Review(record::ReviewTold),
    Resolve(record::ResolveTold),
    Sheet(record::SheetTold),
    /// A list closed without a verification.
    Closed(record::ClosedTold),
    /// What a supervisor found of a search.
    Answered(record::AnswerTold),
    Shared(record::ShareTold),
    /// Index into the people's papers: what was corrected.
    Corrected(usize),
    Rekeyed(record::RekeyTold),
    /// How a sample was drawn before.
    Sampled(String),
    Evaluated(record::EvaluatedTold),
}

impl What {
    /// The list that it is about.
    pub fn list(&self) -> Option<SearchId> {
        Some(match self {
            What::Packet(told) => told.search,
            What::Dispose(told) | What::Settled(told) => told.search,
            What::Review(told) => told.search,
            What::Resolve(told) => told.search,
            What::Sheet(told) => told.search,
            What::Closed(told) => told.search,
            What::Answered(told) => told.search,
            What::Source(told) => told.search,
            What::Opened(told) => told.search,
            What::Contact(told) => told.search,
            _ => return None,
        })
    }
}
