//! One act about a list, as its entry tells it.

use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::told::{
    CloseTold, OfSearch, OpenTold, OutcomeTold, PacketTold, RecordTold, ResolveTold, ReviewTold, SheetTold, SourceTold,
};
use crate::{
    audit::{ActRecord, Place},
    operation::OperationError,
    policy::OperationKind,
    vocabulary::{PersonId, SearchId},
};

/// One act about the list.
pub(super) struct Act {
    pub at: Place,
    pub by: PersonId,
    pub time: Timestamp,
    pub what: What,
}

/// What it was.
pub(super) enum What {
    /// Looked at the list: at what is open, at its contact sheet, or at the list with its scores.
    Status,
    Open(OpenTold),
    Record(Box<RecordTold>),
    Packet(PacketTold),
    Review(Box<ReviewTold>),
    Resolve(ResolveTold),
    Source(SourceTold),
    Outcome(OutcomeTold),
    Sheet(SheetTold),
    Close(CloseTold),
}

impl Act {
    /// The act, where it is about this search.
    pub fn read(search: SearchId, act: ActRecord) -> Result<Option<Self>, OperationError> {
        use OperationKind as K;
        // What was expunged tells nothing any more.
        let Some(text) = act.record.as_deref() else { return Ok(None) };
        let of: OfSearch = told(&act, text)?;
        if of.search != search {
            return Ok(None);
        }
        let what = match act.operation.parse() {
            Ok(K::VerifyStatus | K::VerifyContact | K::VerifyList) => What::Status,
            Ok(K::VerifyOpen) => What::Open(told(&act, text)?),
            Ok(K::VerifyRecord) => What::Record(Box::new(told(&act, text)?)),
            Ok(K::VerifyPacket) => What::Packet(told(&act, text)?),
            Ok(K::VerifyReview) => What::Review(Box::new(told(&act, text)?)),
            Ok(K::VerifyResolve) => What::Resolve(told(&act, text)?),
            Ok(K::VerifySource) => What::Source(told(&act, text)?),
            Ok(K::VerifyOutcome) => What::Outcome(told(&act, text)?),
            Ok(K::VerifySheet) => What::Sheet(told(&act, text)?),
            Ok(K::VerifyClose) => What::Close(told(&act, text)?),
            // An act of a later version is no act of this one.
            _ => return Ok(None),
        };
        Ok(Some(Self { at: act.at, by: act.by, time: act.time, what }))
    }
}

fn told<T: DeserializeOwned>(act: &ActRecord, text: &str) -> Result<T, OperationError> {
    serde_json::from_str(text).map_err(|e| {
        let place = crate::audit::Book::place_name(act.at);
        OperationError::Integrity(format!("entry {place} ({}) cannot be read: {e}", act.operation))
    })
}
