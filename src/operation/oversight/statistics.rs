//! Numbers of one year in which nobody can be found: no ids, badges, cases, times or places, and no small numbers.

use std::collections::BTreeMap;

use jiff::{civil::date, tz::TimeZone};

use super::{findings::findings, query::Asked};
use crate::report::{AuditFindings, Cell, StatisticsTable};

/// Numbers from 1 to below this one are withheld.
pub(super) const THRESHOLD: u64 = 5;
const WITHHELD: &str = "withheld";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Begin and end of a year in UTC.
pub(super) fn year(year: i16) -> Option<(jiff::Timestamp, jiff::Timestamp)> {
    let midnight = |year: i16| Some(date(year, 1, 1).to_zoned(TimeZone::UTC).ok()?.timestamp());
    Some((midnight(year)?, midnight(year.checked_add(1)?)?))
}

/// The tables of the period that is asked for.
pub(super) fn tables(asked: &Asked<'_>) -> Vec<StatisticsTable> {
    let found = findings(asked);
    vec![
        table("Searches by purpose", rows(found.purposes.iter().map(|l| (l.word.clone(), l.searches)))),
        table("Searches by month", months(&found)),
        table("Outcomes of searches", outcomes(&found)),
        table("Leads, after verification by other sources", leads(&found)),
        table("Refusals by paragraph", rows(found.paragraphs.iter().map(|l| (l.word.clone(), l.count)))),
        single("Other numbers", other(&found)),
    ]
}

fn rows(counts: impl Iterator<Item = (String, u64)>) -> Vec<(String, u64)> {
    counts.collect()
}

fn months(found: &AuditFindings) -> Vec<(String, u64)> {
    let mut months = BTreeMap::<usize, u64>::new();
    for line in &found.searches {
        let month = line.time.get(5..7).and_then(|month| month.parse::<usize>().ok()).unwrap_or(0);
        *months.entry(month).or_default() += 1;
    }
    MONTHS.iter().zip(1..).map(|(name, month)| ((*name).to_owned(), months.get(&month).copied().unwrap_or(0))).collect()
}

fn outcomes(found: &AuditFindings) -> Vec<(String, u64)> {
    let outcomes = &found.outcomes;
    let expunged = found.searches.iter().filter(|line| line.state == "expunged").count() as u64;
    [
        ("no candidate", outcomes.no_candidate),
        ("every candidate excluded", outcomes.all_excluded),
        ("a lead was kept", outcomes.with_lead),
        ("without dispositions yet", outcomes.open),
        ("two examiners differ", outcomes.in_conflict),
        ("closed without a verification", outcomes.closed),
        ("expunged", expunged),
    ]
    .map(|(name, count)| (name.to_owned(), count))
    .into()
}

fn leads(found: &AuditFindings) -> Vec<(String, u64)> {
    let outcomes = &found.outcomes;
    [("confirmed", outcomes.confirmed), ("eliminated", outcomes.eliminated), ("unresolved", outcomes.unresolved)]
        .map(|(name, count)| (name.to_owned(), count))
        .into()
}

fn other(found: &AuditFindings) -> Vec<(String, u64)> {
    let counts = &found.counts;
    let overdue = found.due.iter().filter(|line| line.overdue).count() as u64;
    let suspensions = found.changes.iter().filter(|line| line.kind == "suspension").count() as u64;
    [
        ("probes let in", counts.probes),
        ("probes past a quality warning", counts.overrides),
        ("images enrolled", counts.enrolled),
        ("internal shares", counts.shares),
        ("releases to outside entities", counts.releases),
        ("overdue dispositions, reviews and countersignatures", overdue),
        ("suspensions", suspensions),
    ]
    .map(|(name, count)| (name.to_owned(), count))
    .into()
}

/// Withholds small numbers so that none can be computed from the others and the sum, which other tables tell too: with
/// them go the zeros, or a sum equal to the number of months would say that each had one; and further numbers, at least
/// one, until what is withheld is twice the threshold together. Those are taken by place, never by size: that the
/// smallest was taken would say that it is no larger than the rest. One word stands for all, and a sum is withheld only
/// where it is small itself. The test below tries every table that would look the same.
fn table(title: &'static str, rows: Vec<(String, u64)>) -> StatisticsTable {
    let sum: u64 = rows.iter().map(|(_, count)| count).sum();
    let mut withheld = vec![false; rows.len()];
    if rows.iter().any(|(_, count)| is_small(*count)) {
        let mut together = 0;
        for (at, (_, count)) in rows.iter().enumerate().filter(|(_, (_, count))| *count < THRESHOLD) {
            (withheld[at], together) = (true, together + count);
        }
        for (taken, (at, (_, count))) in rows.iter().enumerate().filter(|(_, (_, c))| *c >= THRESHOLD).enumerate() {
            if taken > 0 && together >= 2 * THRESHOLD {
                break;
            }
            (withheld[at], together) = (true, together + count);
        }
    }
    let cell = |((name, count), withheld): (&(String, u64), &bool)| {
        (name.clone(), if *withheld { Cell::Withheld(WITHHELD) } else { Cell::Told(*count) })
    };
    StatisticsTable { title, rows: rows.iter().zip(&withheld).map(cell).collect(), total: Some(told(sum)) }
}

/// Counts that overlap: each stands for itself, and they have no sum.
fn single(title: &'static str, rows: Vec<(String, u64)>) -> StatisticsTable {
    let rows = rows.into_iter().map(|(name, count)| (name, told(count)));
    StatisticsTable { title, rows: rows.collect(), total: None }
}

fn is_small(count: u64) -> bool {
    (1..THRESHOLD).contains(&count)
}

fn told(count: u64) -> Cell {
    if is_small(count) { Cell::Withheld(WITHHELD) } else { Cell::Told(count) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(counts: &[u64]) -> (Vec<Cell>, Cell) {
        let rows = counts.iter().map(|count| (String::new(), *count)).collect();
        let table = table("t", rows);
        (table.rows.into_iter().map(|(_, cell)| cell).collect(), table.total.unwrap())
    }

    #[test]
    fn a_small_number_takes_others_with_it() {
        use Cell::Told;
        let withheld = Cell::Withheld("withheld");
        assert_eq!(cells(&[40, 3, 7]), (vec![withheld, withheld, Told(7)], Told(50)));
        assert_eq!(cells(&[0, 1, 5, 40, 6]), (vec![withheld, withheld, withheld, withheld, Told(6)], Told(52)));
        assert_eq!(cells(&[0, 3]), (vec![withheld, withheld], withheld));
        assert_eq!(cells(&[1; 12]), (vec![withheld; 12], Told(12)));
        assert_eq!(cells(&[0, 0]), (vec![Told(0), Told(0)], Told(0)));
        assert_eq!(cells(&[6, 0, 9]), (vec![Told(6), Told(0), Told(9)], Told(15)));
    }

    /// Every list of `length` numbers with this sum.
    fn all(length: usize, sum: u64) -> Vec<Vec<u64>> {
        if length == 1 {
            return vec![vec![sum]];
        }
        let longer =
            |first: u64| all(length - 1, sum - first).into_iter().map(move |rest| [vec![first], rest].concat());
        (0..=sum).flat_map(longer).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
        /// Whoever knows the method, the table and the sum finds more than one value for each small number.
        #[test]
        fn no_small_number_can_be_computed(counts in prop::collection::vec(0u64..9, 2..5)) {
            let (found, _) = cells(&counts);
            let sum: u64 = counts.iter().sum();
            let small: Vec<usize> = (0..counts.len()).filter(|at| is_small(counts[*at])).collect();
            prop_assert!(small.iter().all(|at| found[*at] == Cell::Withheld(WITHHELD)));
            if sum >= THRESHOLD {
                let alike: Vec<_> = all(counts.len(), sum).into_iter().filter(|other| cells(other).0 == found).collect();
                for at in small {
                    prop_assert!(alike.iter().any(|other| other[at] != counts[at]), "{counts:?} gives {found:?}");
                }
            }
        }
    }
}
