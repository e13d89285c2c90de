//! Counts over time: by day, week or month, so that a plot has at most about sixty bars.

use jiff::{
    Span,
    civil::{Date, Weekday},
};

use super::{
    ledger::{Act, Ended, What},
    query::{Asked, zone_name},
    record::Breach,
};
use crate::{
    policy::OperationKind as K,
    report::{Bin, Series},
};

/// Up to so many days are shown by day.
const DAYS: i32 = 62;
/// Up to so many days are shown by week.
const WEEKS: i32 = 420;

/// Whether an act is a search that was made.
pub(super) fn is_search(act: &Act) -> bool {
    act.operation == K::Search.as_str() && matches!(act.ended, Ended::Done | Ended::Partly)
}

/// Whether the gate stayed closed, or closed after the image was seen. Those of the spool are told apart, and so are slips of the hand.
pub(super) fn is_refusal(act: &Act) -> bool {
    !is_slip(act) && is_refused(act)
}

/// Whether nothing but slips of the hand was refused.
pub(super) fn is_slip(act: &Act) -> bool {
    matches!(&act.what, What::Refused(breaches) if !breaches.is_empty() && breaches.iter().all(Breach::is_slip))
}

fn is_refused(act: &Act) -> bool {
    matches!(act.ended, Ended::Refused) || (act.ended == Ended::NotAdmitted && act.operation != "spool")
}

/// Counts searches and refusals between two days of the report's zone, both included.
pub(super) fn series(asked: &Asked<'_>, first: Date, last: Date) -> Series {
    let length = (last - first).get_days();
    let (unit, step) = match () {
        () if length <= DAYS => ("day", Span::new().days(1)),
        () if length <= WEEKS => ("week", Span::new().weeks(1)),
        () => ("month", Span::new().months(1)),
    };
    let mut bins = Vec::new();
    let mut begins = begin_of(unit, first);
    while begins <= last {
        bins.push((begins, Bin { begins: begins.to_string(), searches: 0, refusals: 0 }));
        let Ok(next) = begins.checked_add(step) else { break };
        begins = next;
    }
    for act in asked.acts() {
        let on = asked.day(act.time);
        let at = bins.partition_point(|(begins, _)| *begins <= on);
        if let Some((_, bin)) = at.checked_sub(1).and_then(|at| bins.get_mut(at)) {
            bin.searches += u64::from(is_search(act));
            bin.refusals += u64::from(is_refusal(act));
        }
    }
    Series { unit, zone: zone_name(&asked.zone, asked.now), bins: bins.into_iter().map(|(_, bin)| bin).collect() }
}

fn begin_of(unit: &str, date: Date) -> Date {
    match unit {
        "week" => {
            let back = i64::from(date.weekday().since(Weekday::Monday));
            date.checked_sub(Span::new().days(back)).unwrap_or(date)
        }
        "month" => date.first_of_month(),
        _ => date,
    }
}
