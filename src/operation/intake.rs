//! What an examiner tells of a probe: a TOML file, or the answers to prompts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
genuine = false
# Does it appear to show a child? The software errs more often there, and the list will say so
# child = false

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
    #[serde(default)]
    pub genuine: bool,
    /// Whether it appears to show a child.
    pub child: Option<bool>,
    /// The request.
    pub request: Option<RequestFile>,
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
            Some(text) => instant(text, false).map(Some).map_err(|e| usage(field, &e)),
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

/// A time with its offset, or a day in UTC: its first moment, or with `end` the last of it.
///
/// # Errors
/// What must be written instead.
pub fn instant(text: &str, end: bool) -> Result<Timestamp, String> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    let wrong = || format!("{text:?} is no time; write 2026-05-31T03:10:00-06:00 or 2026-05-31");
    let day: jiff::civil::Date = text.parse().map_err(|_| wrong())?;
    let day = if end { day.tomorrow().map_err(|_| wrong())? } else { day };
    let midnight = day.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| wrong())?.timestamp();
    Ok(midnight)
}
