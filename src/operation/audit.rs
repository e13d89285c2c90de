//! Read and check the book.

use std::collections::BTreeMap;

use super::{Desk, OperationError, PurposeSource, Request, prove::held_place};
use crate::{
    audit::{BookEntry, Intent, Outcome},
    gate::{AuditShow, Standing},
    policy::OperationKind,
    report::{AuditEntries, AuditEntry},
};

/// Which entries.
#[derive(Debug, Clone)]
pub enum ShowRange {
    /// This one, as it is named: `17`, `#17`, `2/17`, `2#17`.
    One(String),
    /// From this one on, at most so many.
    From(String, u64),
    /// So many of the newest.
    Newest(u64),
}

/// Shows entries of the book with their values.
///
/// # Errors
/// The refusal; where the book cannot be read.
pub fn show_book(desk: &Desk<'_>, range: &ShowRange, purpose: PurposeSource) -> Result<AuditEntries, OperationError> {
    let request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::AuditShow, &request)?;
    let admitted = visit.admit::<AuditShow>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let place = match range {
        ShowRange::One(named) | ShowRange::From(named, _) => Some(held_place(&visit.book, named)?),
        ShowRange::Newest(_) => None,
    };
    let limit = match range {
        ShowRange::One(_) => 1,
        ShowRange::From(_, limit) | ShowRange::Newest(limit) => *limit,
    };
    let from = place.map(|place| place.1);
    let intent = Intent {
        arguments: Some(
            serde_json::json!({ "log": place.map(|place| place.0), "from": from, "limit": limit }).to_string(),
        ),
        statement: admitted.statement,
        ..Intent::default()
    };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    // The intent of this reading is the last one there is.
    let log = place.map_or(access.log(), |place| place.0);
    let from = from.unwrap_or_else(|| access.head().size.saturating_sub(limit));
    let entries: Result<Vec<_>, _> = access.entries_of(log, from, limit);
    let (access, entries) = access.attempted(entries, desk.clock.now())?;
    let shown: Vec<AuditEntry> = entries.into_iter().map(|entry| audit_entry(access.standing(), entry)).collect();
    let record = serde_json::json!({ "entries": shown.len() }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    let whole = matches!(range, ShowRange::One(_));
    Ok(AuditEntries { program, entries: shown, whole, entry: (&receipt).into() })
}

fn audit_entry(standing: &Standing, entry: BookEntry) -> AuditEntry {
    let leaf = &entry.leaf.content;
    let values: BTreeMap<String, Option<String>> =
        leaf.commitments.keys().map(|field| (field.clone(), entry.openings.get(field).map(str::to_owned))).collect();
    AuditEntry {
        log: leaf.origin.log,
        sequence: leaf.sequence,
        time: format!("{:.2}", leaf.time),
        event: leaf.event.clone(),
        operation: leaf.operation.clone(),
        signer: entry.leaf.signer,
        badge: standing.badge_of(entry.leaf.signer).map(str::to_owned),
        purpose: leaf.purpose,
        answers: leaf.answers,
        leaf: entry.hash,
        values,
    }
}

/// One line for the tail of a verdict.
pub(super) fn words(standing: &Standing, entry: &BookEntry) -> String {
    let leaf = &entry.leaf.content;
    let who = standing.badge_of(entry.leaf.signer).unwrap_or("unknown");
    format!("{:>6}  {:.0}  {:<9} {:<17} badge {who}", leaf.sequence, leaf.time, leaf.event, leaf.operation)
}
