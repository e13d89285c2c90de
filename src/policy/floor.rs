//! The policy floor: limits that the Commander signs and no operator reaches (2-110-4-B;
//! docs/formats.md#the-floor, ADR 34).

use std::collections::BTreeSet;

use jiff::SignedDuration;

use crate::vocabulary::{Digest, is_invisible};

/// A blind review follows its packet, or a preliminary sheet, within 72 hours (ADR 34).
pub const BLIND_REVIEW: SignedDuration = SignedDuration::from_hours(72);

/// An approval by word is signed within seven days (2-110-4-D-6).
pub const COUNTERSIGNED_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A network that the floor allows, pinned by content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PinnedModel {
    /// The name of its folder under `models/`.
    pub name: String,
    /// SHA-256 of the weights.
    pub weights: Digest,
    /// SHA-256 of the card, and with it of its score table.
    pub card: Digest,
}

impl PinnedModel {
    fn is_content_of(&self, other: &Self) -> bool {
        self.weights == other.weights && self.card == other.card
    }
}

impl std::fmt::Display for PinnedModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.name, self.weights, self.card)
    }
}

/// The limits of the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Floor {
    /// Number of the floor, from 1; each new one is one higher.
    pub version: u32,
    /// Candidates in a list unless the examiner asks for another number.
    pub candidates_default: u32,
    /// Most candidates in a list; never over 50.
    pub candidates_max: u32,
    /// Comparison score at the line in a list: it separates, it never shortens.
    pub score_line: f32,
    /// How long a purpose lasts (2-110-4-A).
    pub purpose_validity: SignedDuration,
    /// How many probes a purpose carries (2-110-4-A).
    pub purpose_probes: u32,
    /// What the whole of a case number looks like (regular expression).
    pub case_number_pattern: String,
    /// Days after which entries that no witness saw stop searches.
    pub unwitnessed_tail_days: u32,
    /// Number of entries without witness that stops searches.
    pub unwitnessed_tail_entries: u32,
    /// Age from which a candidate photo is marked, in years.
    pub photo_age_years: u32,
    /// How long a training counts, in months (2-110-4-A-1).
    pub training_months: u32,
    /// Days without use after which an authorization sleeps (2-110-3-A).
    pub unused_days: u32,
    /// How long logs are kept, in years.
    pub logs_kept_years: u32,
    /// How long references are kept, in years; it has no default, founding asks for it.
    pub reference_retention_years: Option<u32>,
    /// Whether a second examiner must review blind before a report.
    pub blind_review: bool,
    /// Whether a sheet marked PRELIMINARY may precede the blind review.
    pub preliminary: bool,
    /// Whether Commander and release authority may be one person (docs/sop.md#roles-of-one-person).
    pub commander_may_be_release_authority: bool,
    /// How many witnesses must have seen an entry before it counts as witnessed.
    pub witness_quorum: u32,
    /// Public keys of the witnesses, as `frs key show --witness` prints them.
    pub witnesses: BTreeSet<String>,
    /// The allowed embedders.
    pub embedders: BTreeSet<PinnedModel>,
    /// The allowed detectors.
    pub detectors: BTreeSet<PinnedModel>,
}

/// A floor that cannot be signed or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FloorError {
    /// A key that no floor has.
    #[error("the floor has no field {0:?}")]
    Unknown(String),
    /// A key that stands twice and may not.
    #[error("the floor states {0:?} twice")]
    Doubled(String),
    /// A key that is not there.
    #[error("the floor lacks {0:?}")]
    Missing(&'static str),
    /// A value that is not of its kind, or not in the one spelling it has.
    #[error("the floor's {key:?} is {found:?}; it must be {wanted}")]
    Value {
        /// The key.
        key: &'static str,
        /// What stands there.
        found: String,
        /// What may stand there.
        wanted: &'static str,
    },
}

const MAX_CANDIDATES: u32 = 50;

impl Default for Floor {
    fn default() -> Self {
        Self {
            version: 1,
            candidates_default: 20,
            candidates_max: MAX_CANDIDATES,
            score_line: 0.75,
            purpose_validity: SignedDuration::from_hours(72),
            purpose_probes: 10,
            case_number_pattern: "[A-Z0-9][A-Z0-9-]{3,31}".to_owned(),
            unwitnessed_tail_days: 7,
            unwitnessed_tail_entries: 200,
            photo_age_years: 5,
            training_months: 12,
            unused_days: 90,
            logs_kept_years: 5,
            reference_retention_years: None,
            blind_review: true,
            preliminary: true,
            commander_may_be_release_authority: false,
            witness_quorum: 1,
            witnesses: BTreeSet::new(),
            embedders: BTreeSet::new(),
            detectors: BTreeSet::new(),
        }
    }
}

/// Every key of a floor, in the order in which a paper writes them.
#[rustfmt::skip]
pub const KEYS: &[&str] = &[
    "version", "candidates-default", "candidates-max", "score-line", "purpose-validity", "purpose-probes",
    "case-number-pattern", "unwitnessed-tail-days", "unwitnessed-tail-entries", "photo-age-years", "training-months",
    "unused-days", "logs-kept-years", "reference-retention-years", "blind-review", "preliminary",
    "commander-may-be-release-authority", "witness-quorum", "witness", "embedder", "detector",
];

/// Keys that may stand more than once, or not at all.
pub const REPEATED: &[&str] = &["witness", "embedder", "detector"];

impl Floor {
    /// Whether more entries stand without a witness than may (2-110-4-B). At the limit itself nothing stops.
    pub fn unwitnessed_too_many(&self, entries: u64) -> bool {
        entries > u64::from(self.unwitnessed_tail_entries)
    }

    /// Whether the oldest entry without a witness is older than it may be; at the limit itself it is not.
    pub fn unwitnessed_too_long(&self, age: SignedDuration) -> bool {
        age > SignedDuration::from_hours(24 * i64::from(self.unwitnessed_tail_days))
    }

    /// The fields as a paper writes them, one line each, in one order and one spelling.
    pub fn to_fields(&self) -> Vec<(&'static str, String)> {
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let mut fields = vec![
            ("version", self.version.to_string()),
            ("candidates-default", self.candidates_default.to_string()),
            ("candidates-max", self.candidates_max.to_string()),
            ("score-line", self.score_line.to_string()),
            ("purpose-validity", self.purpose_validity.to_string()),
            ("purpose-probes", self.purpose_probes.to_string()),
            ("case-number-pattern", self.case_number_pattern.clone()),
            ("unwitnessed-tail-days", self.unwitnessed_tail_days.to_string()),
            ("unwitnessed-tail-entries", self.unwitnessed_tail_entries.to_string()),
            ("photo-age-years", self.photo_age_years.to_string()),
            ("training-months", self.training_months.to_string()),
            ("unused-days", self.unused_days.to_string()),
            ("logs-kept-years", self.logs_kept_years.to_string()),
        ];
        fields.extend(self.reference_retention_years.map(|years| ("reference-retention-years", years.to_string())));
        fields.push(("blind-review", yes_no(self.blind_review)));
        fields.push(("preliminary", yes_no(self.preliminary)));
        fields.push(("commander-may-be-release-authority", yes_no(self.commander_may_be_release_authority)));
        fields.push(("witness-quorum", self.witness_quorum.to_string()));
        fields.extend(self.witnesses.iter().map(|key| ("witness", key.clone())));
        fields.extend(self.embedders.iter().map(|model| ("embedder", model.to_string())));
        fields.extend(self.detectors.iter().map(|model| ("detector", model.to_string())));
        fields
    }

    /// Reads a floor from the fields of a paper: every field there, none unknown, none doubled, each in its one
    /// spelling and within its bounds. The order of lines is free.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn from_fields<K: AsRef<str>, V: AsRef<str>>(
        fields: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Self, FloorError> {
        let mut floor = Self::default();
        let mut seen = BTreeSet::new();
        for (key, value) in fields {
            let key = floor.read(key.as_ref(), value.as_ref())?;
            if !seen.insert(key) && !REPEATED.contains(&key) {
                return Err(FloorError::Doubled(key.to_owned()));
            }
        }
        floor.check()?;
        // What a complete floor writes is what must have been read; the repeated keys may be absent.
        match floor.to_fields().iter().find(|(key, _)| !seen.contains(key)) {
            Some((key, _)) => Err(FloorError::Missing(key)),
            None => Ok(floor),
        }
    }

    fn read(&mut self, key: &str, value: &str) -> Result<&'static str, FloorError> {
        macro_rules! number {
            ($key:literal, $field:ident) => {{
                self.$field = number($key, value)?;
                $key
            }};
        }
        macro_rules! yes_no {
            ($key:literal, $field:ident) => {{
                self.$field = yes_no($key, value)?;
                $key
            }};
        }
        Ok(match key {
            "version" => number!("version", version),
            "candidates-default" => number!("candidates-default", candidates_default),
            "candidates-max" => number!("candidates-max", candidates_max),
            "score-line" => {
                self.score_line = canonical("score-line", value, "a comparison score such as 0.75")?;
                "score-line"
            }
            "purpose-validity" => {
                self.purpose_validity = canonical("purpose-validity", value, "an ISO 8601 duration such as PT72H")?;
                "purpose-validity"
            }
            "purpose-probes" => number!("purpose-probes", purpose_probes),
            "case-number-pattern" => {
                value.clone_into(&mut self.case_number_pattern);
                "case-number-pattern"
            }
            "unwitnessed-tail-days" => number!("unwitnessed-tail-days", unwitnessed_tail_days),
            "unwitnessed-tail-entries" => number!("unwitnessed-tail-entries", unwitnessed_tail_entries),
            "photo-age-years" => number!("photo-age-years", photo_age_years),
            "training-months" => number!("training-months", training_months),
            "unused-days" => number!("unused-days", unused_days),
            "logs-kept-years" => number!("logs-kept-years", logs_kept_years),
            "reference-retention-years" => {
                self.reference_retention_years = Some(number("reference-retention-years", value)?);
                "reference-retention-years"
            }
            "blind-review" => yes_no!("blind-review", blind_review),
            "preliminary" => yes_no!("preliminary", preliminary),
            "commander-may-be-release-authority" => {
                yes_no!("commander-may-be-release-authority", commander_may_be_release_authority)
            }
            "witness-quorum" => number!("witness-quorum", witness_quorum),
            "witness" => repeated("witness", &mut self.witnesses, value.to_owned())?,
            "embedder" => repeated("embedder", &mut self.embedders, pinned("embedder", value)?)?,
            "detector" => repeated("detector", &mut self.detectors, pinned("detector", value)?)?,
            _ => return Err(FloorError::Unknown(key.to_owned())),
        })
    }

    /// Whether every limit is within its bounds, and the retention of references is decided: only then may the
    /// Commander sign it.
    ///
    /// # Errors
    /// The first limit out of bounds.
    pub fn check(&self) -> Result<(), FloorError> {
        let within = |key, value: u32, low, high, wanted| {
            if (low..=high).contains(&value) { Ok(()) } else { Err(wrong(key, value, wanted)) }
        };
        within("version", self.version, 1, u32::MAX, "1 or more")?;
        within("candidates-max", self.candidates_max, 2, MAX_CANDIDATES, "from 2 to 50: never a single candidate")?;
        within("candidates-default", self.candidates_default, 2, self.candidates_max, "from 2 to candidates-max")?;
        if !(self.score_line > -1.0 && self.score_line < 1.0) {
            return Err(wrong("score-line", self.score_line, "between -1 and 1"));
        }
        let validity = self.purpose_validity;
        if validity < SignedDuration::from_secs(1)
            || validity > SignedDuration::from_hours(720)
            || validity.subsec_nanos() != 0
        {
            return Err(wrong("purpose-validity", validity, "whole seconds, from PT1S to PT720H"));
        }
        within("purpose-probes", self.purpose_probes, 1, 100, "from 1 to 100")?;
        if self.case_number_pattern.chars().any(is_invisible) || self.case_regex().is_none() {
            let wanted = "a regular expression for the whole case number, on one line";
            return Err(wrong("case-number-pattern", &self.case_number_pattern, wanted));
        }
        within("unwitnessed-tail-days", self.unwitnessed_tail_days, 1, 31, "from 1 to 31")?;
        within("unwitnessed-tail-entries", self.unwitnessed_tail_entries, 1, 10_000, "from 1 to 10000")?;
        within("photo-age-years", self.photo_age_years, 1, 50, "from 1 to 50")?;
        within("training-months", self.training_months, 1, 60, "from 1 to 60")?;
        within("unused-days", self.unused_days, 1, 365, "from 1 to 365")?;
        within("logs-kept-years", self.logs_kept_years, 1, 100, "from 1 to 100")?;
        let years = self.reference_retention_years.ok_or(FloorError::Missing("reference-retention-years"))?;
        within("reference-retention-years", years, 1, 100, "from 1 to 100")?;
        let most = u32::try_from(self.witnesses.len()).unwrap_or(u32::MAX).max(1);
        within("witness-quorum", self.witness_quorum, 1, most, "from 1 to the number of witnesses")?;
        if let Some(key) = self.witnesses.iter().find(|key| !single_line(key)) {
            return Err(wrong("witness", key, "a key on one line"));
        }
        for (key, model) in
            self.embedders.iter().map(|m| ("embedder", m)).chain(self.detectors.iter().map(|m| ("detector", m)))
        {
            if !folder_name(&model.name) {
                return Err(wrong(key, &model.name, "named with lower-case letters, digits, dots and hyphens"));
            }
        }
        Ok(())
    }

    fn case_regex(&self) -> Option<regex_lite::Regex> {
        // Compiled alone first: a pattern such as `a)|(b` would otherwise break out of its anchors.
        regex_lite::Regex::new(&self.case_number_pattern).ok()?;
        regex_lite::Regex::new(&format!("^(?:{})$", self.case_number_pattern)).ok()
    }

    /// Whether the whole text is a case number of this program (2-110-4-A).
    pub fn is_case_number(&self, text: &str) -> bool {
        self.case_regex().is_some_and(|pattern| pattern.is_match(text))
    }

    /// Whether the floor allows this embedder: weights and card, whatever its folder is called.
    pub fn allows_embedder(&self, model: &PinnedModel) -> bool {
        self.embedders.iter().any(|pinned| pinned.is_content_of(model))
    }

    /// Whether the floor allows this detector: weights and card, whatever its folder is called.
    pub fn allows_detector(&self, model: &PinnedModel) -> bool {
        self.detectors.iter().any(|pinned| pinned.is_content_of(model))
    }
}

fn wrong(key: &'static str, found: impl ToString, wanted: &'static str) -> FloorError {
    FloorError::Value { key, found: found.to_string(), wanted }
}

/// Reads a value that must be written just as it would be written back.
fn canonical<T: std::str::FromStr + ToString>(
    key: &'static str,
    value: &str,
    wanted: &'static str,
) -> Result<T, FloorError> {
    value.parse().ok().filter(|read: &T| read.to_string() == value).ok_or_else(|| wrong(key, value, wanted))
}

fn number(key: &'static str, value: &str) -> Result<u32, FloorError> {
    canonical(key, value, "a whole number")
}

fn yes_no(key: &'static str, value: &str) -> Result<bool, FloorError> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(wrong(key, value, "yes or no")),
    }
}

fn repeated<T: Ord>(key: &'static str, set: &mut BTreeSet<T>, value: T) -> Result<&'static str, FloorError> {
    if set.insert(value) { Ok(key) } else { Err(FloorError::Doubled(key.to_owned())) }
}

fn pinned(key: &'static str, value: &str) -> Result<PinnedModel, FloorError> {
    let mut words = value.split(' ');
    let model = (|| {
        let name = words.next().filter(|name| folder_name(name))?.to_owned();
        let (weights, card) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        words.next().is_none().then_some(PinnedModel { name, weights, card })
    })();
    model.ok_or_else(|| wrong(key, value, "a name, the SHA-256 of the weights and that of the card"))
}

fn folder_name(name: &str) -> bool {
    name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_'))
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn single_line(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.chars().any(is_invisible)
}
