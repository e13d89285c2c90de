//! What an examiner tells of a probe: a TOML file, or the answers to prompts.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::OperationError;
use crate::policy::{ProbeIntake, ProbeSource, RequestFacts};

/// An intake file to fill in.
pub const INTAKE_TEMPLATE: &str = "\
# Where the probe image comes from (2-110-3-G): cctv, atm, fraudulent-card, photo-id or other (then say what)
source = \"\"
# source-words = \"\"
# How, by whom (badge) and when it was lawfully obtained; the time as 2026-05-31T03:10:00-06:00 or 2026-05-31
obtained-how = \"\"
obtained-by = \"\"
obtained-at = \"\"
# You attest: no sketch, composite, celebrity look-alike, synthesized or retouched face
genuine = \"\"  # yes, or nothing is attested
# Does it appear to show a child? The software errs more often there, and the list will say so
child = \"\"  # yes or no

# Who asked the on-call examiner (2-110-4-D-1); leave the table away where the case is your own
# [request]
# name = \"\"
# badge = \"\"
# at = \"2026-05-31T03:05:00-06:00\"
# channel = \"telephone\"
";

/// The answers; what is missing is for the gate to refuse.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IntakeFile {
    /// Where the image comes from.
    pub source: Option<String>,
    /// The source in words.
    pub source_words: Option<String>,
    /// How it was lawfully obtained.
    pub obtained_how: Option<String>,
    /// By whom.
    pub obtained_by: Option<String>,
    /// When.
    pub obtained_at: Option<String>,
    /// The attestation.
    #[serde(default, deserialize_with = "attested")]
    pub genuine: bool,
    /// Whether it appears to show a child.
    #[serde(default, deserialize_with = "answered")]
    pub child: Option<bool>,
    /// The request.
    pub request: Option<RequestFile>,
}

/// `true`, or a word.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected yes or no")]
enum Answer {
    Truth(bool),
    Word(String),
}

fn answered<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    match Option::<Answer>::deserialize(from)? {
        None => Ok(None),
        Some(Answer::Truth(truth)) => Ok(Some(truth)),
        Some(Answer::Word(word)) if word.trim().is_empty() => Ok(None),
        Some(Answer::Word(word)) => yes_or_no(&word).map(Some).map_err(D::Error::custom),
    }
}

fn attested<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(answered(from)? == Some(true))
}

/// Yes or no, in one letter or whole, in any case.
///
/// # Errors
/// What must be written instead.
pub fn yes_or_no(text: &str) -> Result<bool, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err(format!("{text:?} is neither; write yes or no")),
    }
}

/// The request to the on-call examiner.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RequestFile {
    /// The requester's name.
    pub name: Option<String>,
    /// Their badge.
    pub badge: Option<String>,
    /// When they asked.
    pub at: Option<String>,
    /// How.
    pub channel: Option<String>,
}

impl IntakeFile {
    /// Reads an intake file; an unknown key is an error.
    ///
    /// # Errors
    /// Where it is not TOML of the known keys.
    pub fn read(text: &str) -> Result<Self, OperationError> {
        toml::from_str(text).map_err(|e| OperationError::Usage(format!("the intake file cannot be read: {e}")))
    }

    /// The facts that the gate judges.
    ///
    /// # Errors
    /// Where a word or a time is none.
    pub fn facts(&self) -> Result<ProbeIntake, OperationError> {
        let usage = |field: &str, why: &dyn std::fmt::Display| OperationError::Usage(format!("intake: {field}: {why}"));
        let source = match self.source.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(word) => Some(word.parse::<ProbeSource>().map_err(|e| usage("source", &e))?),
        };
        let time = |field: &str, text: &Option<String>| match text.as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(text) => instant(text, OfDay::Begins).map(Some).map_err(|e| usage(field, &e)),
        };
        let said = |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        let request = match &self.request {
            None => None,
            Some(request) => Some(RequestFacts {
                badge: said(&request.badge),
                at: time("request.at", &request.at)?,
                channel: said(&request.channel),
            }),
        };
        Ok(ProbeIntake {
            source,
            source_words: said(&self.source_words),
            obtained_how: said(&self.obtained_how),
            obtained_by: said(&self.obtained_by),
            obtained_at: time("obtained-at", &self.obtained_at)?,
            attested_genuine: self.genuine,
            child: self.child,
            request,
        })
    }
}

/// Which moment a day stands for where no time of day is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfDay {
    /// Its first.
    Begins,
    /// Its last second.
    Ends,
    /// The first of the next one, for what ends before it.
    Over,
}

/// A time with its offset; or a day, as it begins and ends where this machine stands: an officer who writes 2026-12-31 means
/// their own. What is recorded is the moment, in UTC.
///
/// # Errors
/// What must be written instead.
pub fn instant(text: &str, of_day: OfDay) -> Result<Timestamp, String> {
    instant_in(text, of_day, jiff::tz::TimeZone::system())
}

/// As [`instant`], where a day is one of that zone.
///
/// # Errors
/// What must be written instead.
pub fn instant_in(text: &str, of_day: OfDay, zone: jiff::tz::TimeZone) -> Result<Timestamp, String> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    let wrong = || format!("{text:?} is no time; write 2026-05-31T03:10:00-06:00 or 2026-05-31");
    let day: jiff::civil::Date = text.parse().map_err(|_| wrong())?;
    // A time of day without its offset would be dropped here, and no offset is guessed.
    if text.len() != 10 {
        return Err(format!(
            "{text:?} is no time with its offset from UTC; write {day}T03:10:00-06:00 (your hour, your offset), or {day}"
        ));
    }
    let moment = match of_day {
        OfDay::Begins => day.to_zoned(zone),
        OfDay::Ends => day.at(23, 59, 59, 0).to_zoned(zone),
        OfDay::Over => day.tomorrow().and_then(|next| next.to_zoned(zone)),
    };
    moment.map(|moment| moment.timestamp()).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_answers_nothing() {
        let intake = IntakeFile::read(INTAKE_TEMPLATE).unwrap();
        assert_eq!((intake.genuine, intake.child), (false, None));
        let facts = intake.facts().unwrap();
        assert!(facts.source.is_none() && facts.obtained_at.is_none() && facts.child.is_none());
    }

    #[test]
    fn yes_and_no_are_words_or_truths() {
        for (text, wanted) in [("\"y\"", true), ("\"YES\"", true), ("\"n\"", false), ("\"No\"", false), ("true", true)]
        {
            let intake = IntakeFile::read(&format!("child = {text}\ngenuine = {text}")).unwrap();
            assert_eq!((intake.child, intake.genuine), (Some(wanted), wanted), "{text}");
        }
        assert!(IntakeFile::read("child = \"perhaps\"").unwrap_err().to_string().contains("write yes or no"));
        assert!(IntakeFile::read("child = 1").unwrap_err().to_string().contains("yes or no"));
    }

    #[test]
    fn a_time_of_day_needs_its_offset() {
        assert!(instant("2026-11-21", OfDay::Begins).is_ok());
        assert!(instant("2026-11-21T03:10:00-07:00", OfDay::Begins).is_ok());
        assert!(instant("2026-11-21 03:10", OfDay::Begins).unwrap_err().contains("write 2026-11-21T03:10:00-06:00"));
        assert!(instant("yesterday", OfDay::Begins).unwrap_err().contains("is no time"));
    }

    #[test]
    fn a_day_is_the_day_of_whoever_writes_it() {
        let denver = |of_day| {
            let zone = jiff::tz::TimeZone::get("America/Denver").unwrap();
            instant_in("2026-12-31", of_day, zone).unwrap().to_string()
        };
        assert_eq!(denver(OfDay::Begins), "2026-12-31T07:00:00Z");
        assert_eq!(denver(OfDay::Ends), "2027-01-01T06:59:59Z");
        assert_eq!(denver(OfDay::Over), "2027-01-01T07:00:00Z");
        // The day on which the clocks go forward has 23 hours, and ends where it ends.
        let zone = jiff::tz::TimeZone::get("America/Denver").unwrap();
        let over = instant_in("2026-03-08", OfDay::Over, zone.clone()).unwrap();
        assert_eq!(over.to_string(), "2026-03-09T06:00:00Z");
        assert_eq!(instant_in("2026-12-31T12:00:00Z", OfDay::Over, zone).unwrap().to_string(), "2026-12-31T12:00:00Z");
    }
}
