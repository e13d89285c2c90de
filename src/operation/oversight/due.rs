//! What somebody still has to do: dispositions, blind reviews, countersignatures.

use jiff::{SignedDuration, Timestamp};

use super::{
    findings::state,
    ledger::{Act, What},
    query::{Asked, words},
};
use crate::{
    policy::{BLIND_REVIEW, COUNTERSIGNED_WITHIN, OperationKind},
    report::DueLine,
    vocabulary::SearchId,
};

/// Everything that is open, the oldest first.
pub(super) fn due(asked: &Asked<'_>) -> Vec<DueLine> {
    asked.acts().flat_map(|act| of(asked, act)).collect()
}

fn of(asked: &Asked<'_>, act: &Act) -> Vec<DueLine> {
    match &act.what {
        What::Search(told, _) => {
            let after = asked.ledger.searches.get(&told.search);
            let mut lines = Vec::new();
            if state(act, after) == "open" {
                // The order names no deadline; a list should not outlive the purpose that it was made for.
                let by = asked.floor.purpose_validity;
                let missing = told.list.candidates.iter();
                let missing = missing.filter(|one| after.is_none_or(|after| !after.kept.contains_key(&one.rank)));
                let count = missing.count();
                let what = format!("disposition of {count} of {} candidates", told.list.candidates.len());
                lines.push(line(asked, act, act.time, by, Some(told.search), ("disposition", what)));
            }
            // Whichever came first: a sheet that is made late gives the reviewer no more time.
            let begun = after.filter(|after| after.reviewed.is_none()).into_iter().flat_map(|after| {
                let sheet = after.preliminary.map(|(_, time)| (time, "blind review: a preliminary sheet was made"));
                sheet.into_iter().chain(after.packet.map(|(_, time)| (time, "blind review: the packet was made")))
            });
            if let Some((time, what)) = begun.min_by_key(|(time, _)| *time) {
                let what = ("blind-review", what.to_owned());
                lines.push(line(asked, act, time, BLIND_REVIEW, Some(told.search), what));
            }
            lines
        }
        What::Shared(told)
            if act.operation == OperationKind::Share.as_str()
                && told.approval.as_deref() == Some("recorded")
                && !asked.ledger.countersigned.contains(&act.at) =>
        {
            let what = "countersignature: the approval is recorded, not signed".to_owned();
            vec![line(asked, act, act.time, COUNTERSIGNED_WITHIN, told.search, ("countersignature", what))]
        }
        _ => Vec::new(),
    }
}

fn line(
    asked: &Asked<'_>,
    act: &Act,
    from: Timestamp,
    within: SignedDuration,
    search: Option<SearchId>,
    (kind, what): (&'static str, String),
) -> DueLine {
    let due = from.checked_add(within).unwrap_or(from);
    DueLine {
        at: act.at,
        time: words(act.time),
        badge: asked.badge(act.by),
        case: asked.ledger.case_of(act).map(str::to_owned),
        search,
        kind,
        what,
        due: words(due),
        overdue: due <= asked.now,
    }
}
