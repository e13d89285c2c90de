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

use items::{Item, lines, search, searches};
use serde_json::{Value, json};

use super::{Admitted, OperationError, PurposeSource, Visit, as_read::AsRead};
use crate::{
    audit::{Intent, Place as BookPlace},
    gate::Operation,
    vocabulary::{PurposeDraft, PurposeStatement, SearchId},
};

const MEANWHILE: &str = "something was recorded of the list while this command ran, and stands in none of the files; nothing was written. Look \
                         at it (frs verify status SEARCH), and run it again";

/// The lists of what goes on to somebody, as they were read: a dissent or a closing that came since stands in none of the files.
const fn as_read(to: BookPlace, lists: BTreeSet<SearchId>) -> AsRead {
    AsRead { to, lists, changes: items::tells, meanwhile: MEANWHILE }
}

/// The intent of what hands these items over; what else was asked stands in `arguments`.
fn intent<Op: Operation>(
    admitted: &mut Admitted<Op>,
    incident: &Incident,
    items: &[Item],
    arguments: &Value,
) -> Intent {
    Intent {
        inputs: Some(json!({ "items": lines(items) }).to_string()),
        arguments: Some(arguments.to_string()),
        statement: admitted.statement.take(),
        case: Some(incident.case.clone()),
    }
}

/// The outcome of what hands these items over: which they are, and what else it says.
fn record(class: &str, items: &[Item], further: Value) -> String {
    let mut all = json!({
        "class": class, "search": search(items), "searches": searches(items), "items": items.len(), "shared": lines(items),
    });
    if let (Value::Object(all), Value::Object(further)) = (&mut all, further) {
        all.extend(further);
    }
    all.to_string()
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
