//! Times for people: in the zone of the machine at which they read. JSON and the book are UTC, always.
//!
//! An evidence file (lead report, audit page, cover sheet) says UTC first and the local time beside it: it is read elsewhere, and
//! compared with the book. On the terminal the local time stands alone, with its zone.

use std::sync::OnceLock;

use jiff::{Timestamp, tz::TimeZone};

static ZONE: OnceLock<TimeZone> = OnceLock::new();

/// From now on times for people are told in this zone; until then, and where it was told before, in UTC or that one.
pub fn tell_times_in(zone: TimeZone) {
    // Told twice, the first stands: a page has one zone.
    let _ = ZONE.set(zone);
}

fn zone() -> TimeZone {
    ZONE.get().cloned().unwrap_or(TimeZone::UTC)
}

fn shown(time: Timestamp, form: &str, zone: TimeZone) -> String {
    time.to_zoned(zone).strftime(form).to_string()
}

fn in_words(text: &str, form: &str) -> String {
    // What is no time (a word of a paper, something from a spool) is shown as it is.
    text.parse().map_or_else(|_| text.to_owned(), |time| shown(time, form, zone()))
}

/// `2026-12-31 23:59:07 MST`.
pub(super) fn moment(text: &str) -> String {
    in_words(text, "%Y-%m-%d %H:%M:%S %Z")
}

/// As [`moment`], of a time that was read already.
pub(super) fn moment_of(time: Timestamp) -> String {
    shown(time, "%Y-%m-%d %H:%M:%S %Z", zone())
}

/// `2026-12-31 23:59 MST`: until when something holds or is due.
pub(super) fn minute(text: &str) -> String {
    in_words(text, "%Y-%m-%d %H:%M %Z")
}

/// `2026-12-31 23:59`, in a table whose head names the zone.
pub(super) fn cell(text: &str) -> String {
    in_words(text, "%Y-%m-%d %H:%M")
}

/// `Time (MST)`: the head of such a column.
pub(super) fn head(label: &str) -> String {
    let name = shown(Timestamp::now(), "%Z", zone());
    // Half a year of entries has two offsets; the name of the zone holds for both.
    let name = zone().iana_name().map_or(name, |zone| zone.rsplit('/').next().unwrap_or(zone).replace('_', " "));
    format!("{label} ({name})")
}

/// The day.
pub(super) fn day(text: &str) -> String {
    in_words(text, "%Y-%m-%d")
}

/// The last day of a period that ends before this moment: `--until 2026-11-30` is shown as that day.
pub(super) fn last_day(text: &str) -> String {
    let Ok(time) = text.parse::<Timestamp>() else { return text.to_owned() };
    let zoned = time.to_zoned(zone());
    let midnight = zoned.start_of_day().is_ok_and(|start| start == zoned);
    match zoned.date().yesterday() {
        Ok(day) if midnight => day.to_string(),
        _ => minute(text),
    }
}

/// The first day of a period that begins with this moment.
pub(super) fn first_day(text: &str) -> String {
    let Ok(time) = text.parse::<Timestamp>() else { return text.to_owned() };
    let zoned = time.to_zoned(zone());
    if zoned.start_of_day().is_ok_and(|start| start == zoned) { zoned.date().to_string() } else { minute(text) }
}

/// A sentence in which times stand as UTC: each in its place as `2026-12-31 23:59:07 MST`.
pub fn within(text: &str) -> String {
    let word = |word: &str| {
        let time = word.trim_end_matches([',', '.', ';', ':', ')']);
        if time.ends_with('Z') { moment(time) + &word[time.len()..] } else { word.to_owned() }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Until when something may be used, on a file that is handed over: the day that was meant first.
pub(super) fn deadline(text: &str) -> String {
    deadline_in(text, zone())
}

fn deadline_in(text: &str, zone: TimeZone) -> String {
    match text.parse::<Timestamp>() {
        Ok(time) if zone.to_offset(time).seconds() != 0 => {
            format!("{} ({text})", shown(time, "%Y-%m-%d %H:%M %Z", zone))
        }
        Ok(time) => shown(time, "%Y-%m-%d %H:%M UTC", TimeZone::UTC),
        Err(_) => text.to_owned(),
    }
}

/// `2026-11-23T03:10:00Z (2026-11-22 20:10 MST)`: for files that are evidence; UTC alone where that is the local time.
pub(super) fn evidence(text: &str) -> String {
    evidence_in(text, zone())
}

fn evidence_in(text: &str, zone: TimeZone) -> String {
    match text.parse::<Timestamp>() {
        Ok(time) if zone.to_offset(time).seconds() != 0 => {
            format!("{text} ({})", shown(time, "%Y-%m-%d %H:%M %Z", zone))
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_says_utc_and_beside_it_the_local_time() {
        let denver = TimeZone::get("America/Denver").unwrap();
        let both = |text| evidence_in(text, denver.clone());
        assert_eq!(both("2026-11-23T03:10:00Z"), "2026-11-23T03:10:00Z (2026-11-22 20:10 MST)");
        assert_eq!(both("2026-07-01T03:10:00Z"), "2026-07-01T03:10:00Z (2026-06-30 21:10 MDT)");
        assert_eq!(both("last year"), "last year");
        assert_eq!(evidence_in("2026-11-23T03:10:00Z", TimeZone::UTC), "2026-11-23T03:10:00Z");
        assert_eq!(deadline_in("2027-01-01T06:59:59Z", denver), "2026-12-31 23:59 MST (2027-01-01T06:59:59Z)");
        assert_eq!(deadline_in("2026-12-31T23:59:59Z", TimeZone::UTC), "2026-12-31 23:59 UTC");
        assert_eq!(within("from 2026-12-31T07:00:00Z, until XYZ."), "from 2026-12-31 07:00:00 UTC, until XYZ.");
    }

    #[test]
    fn what_is_no_time_is_shown_as_it_is() {
        assert_eq!(moment("2026-11-23T03:10:07Z"), "2026-11-23 03:10:07 UTC");
        assert_eq!(minute("2026-11-23T03:10:07Z"), "2026-11-23 03:10 UTC");
        assert_eq!(moment("the office ends"), "the office ends");
    }

    #[test]
    fn a_period_is_shown_by_its_days() {
        assert_eq!(
            (first_day("2026-11-01T00:00:00Z"), last_day("2026-12-01T00:00:00Z")),
            ("2026-11-01".into(), "2026-11-30".into())
        );
        assert_eq!(last_day("2026-12-01T06:00:00Z"), "2026-12-01 06:00 UTC");
    }
}
