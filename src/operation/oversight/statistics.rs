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

/// Withholds small numbers, and with them as many others as it takes that none can be computed: at least two numbers
/// that are not zero, which together are no small number. One word stands for all that is withheld, for to say which of
/// them are the small ones would narrow them down; a sum is withheld only where it is small itself, so that the sum of
/// another table gives nothing away.
fn table(title: &'static str, rows: Vec<(String, u64)>) -> StatisticsTable {
    let sum: u64 = rows.iter().map(|(_, count)| count).sum();
    let mut withheld: Vec<usize> = (0..rows.len()).filter(|at| is_small(rows[*at].1)).collect();
    let mut others: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].1 >= THRESHOLD).collect();
    others.sort_by_key(|at| std::cmp::Reverse(rows[*at].1));
    let weak = |withheld: &[usize]| {
        let together: u64 = withheld.iter().map(|at| rows[*at].1).sum();
        !withheld.is_empty() && (withheld.len() < 2 || together < THRESHOLD)
    };
    while weak(&withheld) {
        let Some(next) = others.pop() else { break };
        withheld.push(next);
    }
    let cell = |(at, (name, count)): (usize, &(String, u64))| {
        (name.clone(), if withheld.contains(&at) { Cell::Withheld(WITHHELD) } else { Cell::Told(*count) })
    };
    StatisticsTable { title, rows: rows.iter().enumerate().map(cell).collect(), total: Some(told(sum)) }
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
    fn a_single_small_number_takes_another_with_it() {
        use Cell::Told;
        let withheld = Cell::Withheld("withheld");
        assert_eq!(cells(&[40, 3, 7]), (vec![Told(40), withheld, withheld], Told(50)));
        assert_eq!(cells(&[1, 5]), (vec![withheld, withheld], Told(6)));
        assert_eq!(cells(&[0, 3]), (vec![Told(0), withheld], withheld));
        assert_eq!(cells(&[0, 0]), (vec![Told(0), Told(0)], Told(0)));
        assert_eq!(cells(&[6, 9]), (vec![Told(6), Told(9)], Told(15)));
    }

    proptest! {
        /// Whoever has the table and the sum from elsewhere finds more than one set of numbers that would look like it.
        #[test]
        fn no_small_number_can_be_computed(counts in prop::collection::vec(0u64..12, 1..6)) {
            let (found, _) = cells(&counts);
            let sum: u64 = counts.iter().sum();
            prop_assert!(counts.iter().zip(&found).all(|(count, cell)| !is_small(*count) || *cell != Cell::Told(*count)));
            let hidden: Vec<usize> = (0..counts.len()).filter(|at| matches!(found[*at], Cell::Withheld(_))).collect();
            if sum >= THRESHOLD && !hidden.is_empty() {
                // One moves to the other: the same sum, the same look, another number.
                let looks_the_same = hidden.iter().flat_map(|from| hidden.iter().map(move |to| (*from, *to)));
                let mut other = looks_the_same.filter(|(from, to)| from != to && counts[*from] > 1).map(|(from, to)| {
                    let mut other = counts.clone();
                    other[from] -= 1;
                    other[to] += 1;
                    other
                });
                prop_assert!(other.any(|other| cells(&other) == cells(&counts)), "{counts:?} {found:?}");
            }
        }
    }
}
