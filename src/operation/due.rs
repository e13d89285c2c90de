//! What an order reaches, and what is due: over what the repository holds, pure.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::{
    audit::{HeldPurpose, HeldReference, Holdings},
    gate::{ExpungeOrderPaper, Kept, KeptPapers},
    policy::Floor,
    repository::HeldFailure,
    vocabulary::{Digest, PurposeId, ReferenceId, SubjectId},
};

/// What an order reaches of what there is.
#[derive(Debug, Default)]
pub(super) struct Scope {
    pub references: Vec<HeldReference>,
    pub purposes: Vec<HeldPurpose>,
    /// What the order names and a legal hold covers.
    pub held: Vec<(String, Digest)>,
    /// How many that are due stay, for a legal hold covers them.
    pub left_out: u64,
    /// Purposes that go, of which the case was corrected: whoever looks at the plan sees that they were stated for another one.
    pub moved: Vec<PurposeId>,
    /// Purposes that came into a case which it names after it was accepted: they stay.
    pub later: Vec<PurposeId>,
    /// Purposes that it names and that search for nobody.
    pub accounts: Vec<PurposeId>,
    /// What it names and the repository does not hold (any more).
    pub absent: Vec<String>,
}

/// How long things are kept, by the floor in force; days are UTC.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    references: u32,
    records: u32,
    today: Date,
}

impl Terms {
    pub fn new(floor: &Floor, now: Timestamp) -> Self {
        Self {
            // Founding asks for it; a floor without it cannot be signed.
            references: floor.reference_retention_years.unwrap_or(floor.logs_kept_years),
            records: floor.logs_kept_years,
            today: day(now),
        }
    }

    /// The day of the judgement.
    pub fn today(self) -> Date {
        self.today
    }

    /// For how many years references are kept.
    pub fn reference_years(self) -> u32 {
        self.references
    }

    /// For how many years purposes, probes and searches are kept.
    pub fn record_years(self) -> u32 {
        self.records
    }

    /// The last day on which a reference is kept: so many years after its enrollment.
    pub fn of_reference(self, held: &HeldReference) -> Option<Date> {
        held.enrolled.map(|enrolled| after(enrolled.at, self.references))
    }

    /// The last day on which the note of an image is kept that could not be enrolled.
    pub fn of_failure(self, held: &HeldFailure) -> Option<Date> {
        held.noted.map(|noted| after(noted, self.references))
    }

    /// The last day on which a purpose is kept with its probes and searches.
    pub fn of_purpose(self, held: &HeldPurpose) -> Date {
        after(held.stated_at, self.records)
    }

    /// Whether something whose last day this was has ended, and did before a day. What has not ended is due before no day, however
    /// far ahead the order looks.
    pub fn ended(self, last: Option<Date>, before: Option<Date>) -> bool {
        last.is_some_and(|last| last < self.today && before.is_none_or(|before| last < before))
    }
}

fn day(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

fn after(time: Timestamp, years: u32) -> Date {
    day(time).checked_add(i64::from(years).years()).unwrap_or(Date::MAX)
}

/// What an order reaches. Of a case: what belonged to it when the order was accepted. Two people signed for that, and not for what
/// a third one says afterwards to be of the case.
pub(super) fn scope(
    order: &Kept<ExpungeOrderPaper>,
    holdings: &Holdings,
    kept: &KeptPapers,
    terms: Terms,
    now: Timestamp,
) -> Scope {
    let mut scope = Scope::default();
    scope.references(&order.paper, holdings, kept, terms, now);
    scope.purposes(order, holdings, kept, terms, now);
    scope
}

impl Scope {
    fn references(
        &mut self,
        order: &ExpungeOrderPaper,
        holdings: &Holdings,
        kept: &KeptPapers,
        terms: Terms,
        now: Timestamp,
    ) {
        let mut seen: (BTreeSet<SubjectId>, BTreeSet<ReferenceId>) = Default::default();
        for held in &holdings.references {
            let (id, subject) = (held.place.id, held.place.subject);
            seen.0.insert(subject);
            seen.1.insert(id);
            let hold = kept.hold_on(Some(subject), Some(id), None, now);
            if order.subjects.contains(&subject) || order.references.contains(&id) {
                self.held.extend(hold.map(|hold| (id.to_string(), hold.digest)));
                self.references.push(*held);
            } else if order.due_before.is_some() && terms.ended(terms.of_reference(held), order.due_before) {
                match hold {
                    Some(_) => self.left_out += 1,
                    None => self.references.push(*held),
                }
            }
        }
        self.absent.extend(order.subjects.iter().filter(|id| !seen.0.contains(id)).map(ToString::to_string));
        self.absent.extend(order.references.iter().filter(|id| !seen.1.contains(id)).map(ToString::to_string));
    }

    fn purposes(
        &mut self,
        accepted: &Kept<ExpungeOrderPaper>,
        holdings: &Holdings,
        kept: &KeptPapers,
        terms: Terms,
        now: Timestamp,
    ) {
        let (order, place) = (&accepted.paper, (accepted.place.log, accepted.place.sequence));
        for held in &holdings.purposes {
            let searches = held.kind.searches_for_a_person();
            let named = order.purposes.contains(&held.id);
            if named && !searches {
                self.accounts.push(held.id);
                continue;
            }
            let of_case = searches && held.case().is_some_and(|case| order.cases.iter().any(|ordered| ordered == case));
            let later = of_case && held.came_after(place, &order.cases);
            let hold = held.cases().find_map(|case| kept.hold_on(None, None, Some(case), now));
            if named || (of_case && !later) {
                self.moved.extend(held.is_moved().then_some(held.id));
                self.held.extend(hold.map(|hold| (held.id.to_string(), hold.digest)));
                self.purposes.push(held.clone());
            } else if searches
                && order.due_before.is_some()
                && terms.ended(Some(terms.of_purpose(held)), order.due_before)
            {
                match hold {
                    Some(_) => self.left_out += 1,
                    None => self.purposes.push(held.clone()),
                }
            } else if later {
                self.later.push(held.id);
            }
        }
        let of_case = |case: &String| self.purposes.iter().any(|held| held.case() == Some(case));
        let absent: Vec<_> =
            order.cases.iter().filter(|case| !of_case(case)).map(|case| format!("case {case}")).collect();
        self.absent.extend(absent);
        let known = |id: &PurposeId| holdings.purposes.iter().any(|held| held.id == *id);
        self.absent.extend(order.purposes.iter().filter(|id| !known(id)).map(ToString::to_string));
    }

    /// People of whom nothing is left afterwards.
    pub fn subjects(&self, holdings: &Holdings) -> BTreeSet<SubjectId> {
        let go: BTreeSet<ReferenceId> = self.references.iter().map(|held| held.place.id).collect();
        let stay: BTreeSet<SubjectId> = holdings
            .references
            .iter()
            .filter(|held| !go.contains(&held.place.id))
            .map(|held| held.place.subject)
            .collect();
        self.references.iter().map(|held| held.place.subject).filter(|subject| !stay.contains(subject)).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_has_not_ended_is_due_before_no_day() {
        let floor = Floor { reference_retention_years: Some(10), ..Floor::default() };
        let now: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let terms = Terms::new(&floor, now);
        let last = |noted: &str| terms.of_failure(&HeldFailure { index: [0; 32], noted: noted.parse().ok() });
        assert_eq!(last("2016-11-24T23:59:00Z"), Some(date(2026, 11, 24)));
        assert_eq!(last("2016-02-29T00:00:00Z"), Some(date(2026, 2, 28)));
        assert!(terms.ended(last("2016-11-24T23:59:00Z"), None));
        assert!(!terms.ended(last("2016-11-25T00:00:00Z"), None), "kept to the end of the day");
        assert!(!terms.ended(last("2020-01-01T00:00:00Z"), Some(date(2099, 1, 1))), "an order cannot look ahead");
        assert!(!terms.ended(last("2016-06-01T00:00:00Z"), Some(date(2026, 6, 1))));
        assert!(terms.ended(last("2016-06-01T00:00:00Z"), Some(date(2026, 6, 2))));
        assert!(!terms.ended(None, Some(date(2099, 1, 1))), "what has no date is never due by itself");
    }
}
