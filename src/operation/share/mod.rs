//! What is handed to somebody: inside the Department (2-110-4-D-6), and outside of it (2-110-4-C).

mod accepted;
mod approved;
mod bundle;
mod form;
mod inside;
mod items;
mod open;
mod readme;
mod receipt;
mod release;
mod request;
mod status;
mod to_sign;

pub use form::{ApprovedFile, INSIDE_TEMPLATE, InsideFile, OUTSIDE_TEMPLATE, OutsideFile};
pub use inside::{AsksInside, InsideRequest, share_inside};
pub use open::{OpenAsked, Own, open_bundle, own_program, read_identities};
pub use receipt::{RECEIPT_TEMPLATE, ReceiptAsked, ReceiptFile, record_receipt};
pub use release::{ReleaseAsked, release};
pub use request::{ReleaseRequest, request_release};
pub use status::{Draft, share_status};
pub(super) use status::{handed, is_of_share};

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{OperationError, PurposeSource, Visit};
use crate::{
    audit::{Access, BookError, Outcome, Place as BookPlace, Receipt, Writing},
    gate::Operation,
    vocabulary::{PurposeDraft, PurposeStatement, SearchId},
};

const MEANWHILE: &str = "something was recorded of the list while this command ran, and stands in none of the files; nothing was written. Look \
                         at it (frs verify status SEARCH), and run it again";

/// Papers say times to the second.
fn whole_second(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

/// Whether something was recorded of one of the lists since a place of the book.
fn worked_on<Op: Operation>(
    writing: &Writing<'_, Op>,
    since: BookPlace,
    lists: &BTreeSet<SearchId>,
) -> Result<bool, BookError> {
    for list in lists {
        if writing.worked_on_since(since, *list, items::tells)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes what goes on to somebody, unless something was recorded of its lists since they were read: a dissent, a closing.
fn finish<Op: Operation>(
    access: Access<'_, Op>,
    (since, lists): (BookPlace, &BTreeSet<SearchId>),
    record: String,
    now: Timestamp,
) -> Result<Receipt, OperationError> {
    let (receipt, hindered) = access.close::<_, BookError>(now, |writing| {
        let hindered = worked_on(writing, since, lists)?;
        Ok((if hindered { Outcome::failed(MEANWHILE) } else { Outcome::done(record) }, hindered))
    })?;
    if hindered { Err(OperationError::Environment(MEANWHILE.to_owned())) } else { Ok(receipt) }
}

/// The incident that something is shared of.
struct Incident {
    case: String,
    /// The badge of the lead investigator or officer in charge.
    lead: Option<String>,
}

impl Incident {
    /// What the purpose says; `None` where it names no case: then the gate says what is missing.
    fn of(visit: &Visit<'_>, purpose: &PurposeSource) -> Result<Option<Self>, OperationError> {
        let lead = |statement: &PurposeStatement| statement.lead_badge().map(str::to_owned);
        Ok(match purpose {
            PurposeSource::Nothing => None,
            PurposeSource::Cite(_) | PurposeSource::Short(_) => {
                visit.cited(purpose)?.map(|id| visit.book.purpose(id)).transpose()?.flatten().and_then(|record| {
                    Some(Self { case: record.case()?.to_owned(), lead: record.lead_badge().map(str::to_owned) })
                })
            }
            PurposeSource::State(draft) => PurposeDraft::complete(draft.clone())
                .ok()
                .and_then(|statement| Some(Self { case: statement.case()?.to_owned(), lead: lead(&statement) })),
        })
    }
}
