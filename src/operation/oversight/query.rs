//! What a report is asked for, and by which clock it judges.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::ledger::{Act, Ledger};
use crate::{
    policy::Floor,
    report::{BookRead, Hours, Place, ProgramLine},
    vocabulary::{PersonId, PurposeKind},
};

/// First full hour of an ordinary day.
const MORNING: i8 = 6;
/// Full hour at which it ends.
const NIGHT: i8 = 22;

/// Which acts.
#[derive(Debug, Clone, Default)]
pub struct ReportQuery {
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// Only this person: id or badge.
    pub person: Option<String>,
    /// Only this kind of purpose.
    pub purpose: Option<PurposeKind>,
    /// Only this case.
    pub case: Option<String>,
}

/// The query with its person found, and all that is the same for every line.
pub(super) struct Asked<'a> {
    pub ledger: &'a Ledger,
    pub query: &'a ReportQuery,
    pub person: Option<PersonId>,
    pub program: ProgramLine,
    /// Badges of those who hold or held the root key, whom no authorization names.
    pub commanders: BTreeMap<PersonId, String>,
    pub floor: &'a Floor,
    pub now: Timestamp,
    pub zone: TimeZone,
    pub book: BookRead,
    pub intent: Place,
    pub witnessed: Witnessed,
}

/// The newest head for which as many witnesses stand as the floor asks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Witnessed {
    /// Its log.
    pub log: u64,
    /// How many entries it has.
    pub size: u64,
    /// When it was cosigned.
    pub time: Option<Timestamp>,
}

impl Asked<'_> {
    /// Whether the moment lies in the period.
    pub fn in_period(&self, time: Timestamp) -> bool {
        self.query.from.is_none_or(|from| time >= from) && self.query.until.is_none_or(|until| time < until)
    }

    /// Whether an act is asked for.
    pub fn asks(&self, act: &Act) -> bool {
        self.in_period(act.time) && self.concerns(act)
    }

    /// Whether it is of the person, purpose and case that are asked for, whenever it was done.
    pub fn concerns(&self, act: &Act) -> bool {
        // Whoever folded the spool is not the one who was refused.
        self.person.is_none_or(|person| self.ledger.people.is_same(act.by, person) && act.operation != "spool")
            && self.query.purpose.is_none_or(|kind| self.ledger.kind_of(act) == Some(kind.as_str()))
            && self.query.case.as_deref().is_none_or(|case| self.ledger.case_of(act) == Some(case))
    }

    /// Whether only one purpose or case is asked for: what belongs to none is then left out.
    pub fn is_of_cases(&self) -> bool {
        self.query.purpose.is_some() || self.query.case.is_some()
    }

    /// The acts that are asked for, in the order of the book.
    pub fn acts(&self) -> impl Iterator<Item = &Act> {
        self.ledger.acts.iter().filter(|act| self.asks(act))
    }

    /// A person's badge.
    pub fn badge(&self, person: PersonId) -> Option<String> {
        let of_root = || self.commanders.get(&person).map(String::as_str);
        self.ledger.people.badge(person).or_else(of_root).map(str::to_owned)
    }

    /// Whether the moment lies outside the ordinary hours.
    pub fn is_outside_hours(&self, time: Timestamp) -> bool {
        !(MORNING..NIGHT).contains(&time.to_zoned(self.zone.clone()).hour())
    }

    /// The day on which a moment lies.
    pub fn day(&self, time: Timestamp) -> Date {
        time.to_zoned(self.zone.clone()).date()
    }

    /// The hours, as the report names them.
    pub fn hours(&self) -> Hours {
        Hours { from: MORNING, until: NIGHT, zone: zone_name(&self.zone, self.now) }
    }
}

/// The zone's name, or its offset now.
pub(super) fn zone_name(zone: &TimeZone, now: Timestamp) -> String {
    zone.iana_name().map_or_else(|| zone.to_offset(now).to_string(), str::to_owned)
}

/// To the second, as reports write times.
pub(super) fn words(time: Timestamp) -> String {
    format!("{time:.0}")
}

/// Whole days between two moments.
pub(super) fn days(span: SignedDuration) -> u64 {
    u64::try_from(span.as_hours() / 24).unwrap_or(0)
}
