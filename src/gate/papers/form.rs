//! What the drafts of papers have in common: a form with a line for each field, filled in by file and flags.
//!
//! The form of a kind is its schema and its questions in one table: what `--template` prints, what `--set` may hold (ids,
//! codes, numbers and days; words never, for a command line shows in `ps`), and what [`draft_paper`] asks of an answer.

use std::{collections::BTreeMap, fmt};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{PaperKind, PaperReadError, TypedPaper, read_draft};
use crate::{
    seal::{Body, Occurs, Paper, PaperError, Schema},
    vocabulary::{ProgramId, TextProblem, check_words},
};

/// What kind of answer a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// An id, a digest, a number, a key, a word of a closed list.
    Code,
    /// A name or a narrative: never on a command line.
    Words,
    /// An instant; a day stands for its first second, where the paper is written.
    From,
    /// An instant; a day stands for its last second, where the paper is written.
    Until,
    /// A day.
    Day,
    /// Two instants (or days) and an id.
    Shift,
}

/// One field of a form.
#[derive(Debug)]
pub struct Asked {
    /// Its key in the paper, the file and `--set`.
    pub key: &'static str,
    /// How often it stands there.
    pub occurs: Occurs,
    /// What it takes.
    pub answer: Answer,
    /// What it asks, in an officer's words.
    pub says: &'static str,
}

impl Asked {
    /// Whether the answer may be given by `--set`.
    pub fn may_be_flag(&self) -> bool {
        self.answer != Answer::Words
    }

    fn repeats(&self) -> bool {
        matches!(self.occurs, Occurs::Any | Occurs::Many)
    }
}

/// The form of a kind of paper.
#[derive(Debug)]
pub struct Form {
    pub(super) schema: &'static Schema,
    /// What the paper does, and who signs it.
    pub intro: &'static str,
    /// Its fields, in their order.
    pub asks: &'static [Asked],
}

/// Schema and form of a kind, from one table.
macro_rules! form {
    ($kind:literal, $intro:literal, [$($occurs:ident $key:literal $answer:ident $says:literal),* $(,)?]) => {
        pub(super) static SCHEMA: $crate::seal::Schema = $crate::seal::Schema {
            kind: $kind,
            version: 1,
            founds: false,
            fields: &[$($crate::seal::FieldRule { key: $key, occurs: $crate::seal::Occurs::$occurs }),*],
        };
        pub(super) static FORM: super::form::Form = super::form::Form {
            schema: &SCHEMA,
            intro: $intro,
            asks: &[$(super::form::Asked {
                key: $key,
                occurs: $crate::seal::Occurs::$occurs,
                answer: super::form::Answer::$answer,
                says: $says,
            }),*],
        };
    };
}
pub(super) use form;

impl Form {
    /// A TOML file to fill in.
    pub fn template(&self) -> String {
        let mut text = format!("# {}\n", self.intro);
        for asked in self.asks {
            let (mark, empty) = match asked.occurs {
                Occurs::Once => ("", "\"\""),
                Occurs::Many => ("", "[]"),
                Occurs::Maybe => ("# ", "\"\""),
                Occurs::Any => ("# ", "[]"),
            };
            text.push_str(&format!("\n# {}\n{mark}{} = {empty}\n", asked.says, asked.key));
        }
        text
    }

    fn asked(&self, key: &str) -> Result<&'static Asked, DraftError> {
        let known = || self.asks.iter().map(|asked| asked.key).collect::<Vec<_>>().join(", ");
        let found = self.asks.iter().find(|asked| asked.key == key);
        found.ok_or_else(|| DraftError::Unknown { key: key.to_owned(), kind: self.schema.kind, known: known() })
    }
}

/// Why no draft can be made of the answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// The file is no TOML of texts.
    #[error("the file cannot be read: {0}")]
    File(String),
    /// A field that the kind does not have.
    #[error("{key:?} is no field of a paper of kind {kind}; its fields are {known}")]
    Unknown {
        /// The field.
        key: String,
        /// The kind.
        kind: &'static str,
        /// What it has.
        known: String,
    },
    /// Words on a command line.
    #[error(
        "{0}: names and words do not go on a command line, where others can read them; put them in a file (--template \
         prints one, --details FILE reads it)"
    )]
    WordsAsFlag(&'static str),
    /// An answer that says nothing, or cannot be read.
    #[error("{key}: {why}")]
    Answer {
        /// The field.
        key: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The answers make no paper.
    #[error(transparent)]
    Paper(#[from] PaperReadError),
}

/// Answers on their way to a draft.
#[derive(Debug, Clone)]
pub struct Answers {
    form: &'static Form,
    given: BTreeMap<usize, Vec<String>>,
}

impl Answers {
    /// No answer yet; `None` for a kind that is made in another way (authorizations, suspensions, floors).
    pub fn new(kind: PaperKind) -> Option<Self> {
        kind.form().map(|form| Self { form, given: BTreeMap::new() })
    }

    /// Takes up a TOML file.
    ///
    /// # Errors
    /// Where it is not TOML of this kind's fields.
    pub fn read_toml(mut self, text: &str) -> Result<Self, DraftError> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| DraftError::File(e.to_string()))?;
        for (key, value) in &table {
            let values = match value {
                toml::Value::Array(values) => values.as_slice(),
                one => std::slice::from_ref(one),
            };
            for value in values {
                self = self.set(key, plain(key, value)?)?;
            }
        }
        Ok(self)
    }

    /// Takes up one answer of a command line; words are refused there.
    ///
    /// # Errors
    /// [`DraftError::WordsAsFlag`] and as [`Answers::set`].
    pub fn set_flag(self, key: &str, value: &str) -> Result<Self, DraftError> {
        let asked = self.form.asked(key)?;
        if asked.may_be_flag() { self.set(key, value) } else { Err(DraftError::WordsAsFlag(asked.key)) }
    }

    /// Takes up one answer; a repeatable field takes several.
    ///
    /// # Errors
    /// Where the kind has no such field, or it has its answer already.
    pub fn set(mut self, key: &str, value: impl fmt::Display) -> Result<Self, DraftError> {
        let asked = self.form.asked(key)?;
        let given = self.given.entry(self.form.asks.iter().position(|one| one.key == key).unwrap_or(0)).or_default();
        if !given.is_empty() && !asked.repeats() {
            return Err(DraftError::Answer { key: asked.key, why: "it is given twice".to_owned() });
        }
        given.push(normal(asked, &value.to_string())?);
        Ok(self)
    }
}

/// Makes an unsigned paper of the answers.
///
/// # Errors
/// Where one is missing, or cannot stand in the paper.
pub fn draft_paper(program: ProgramId, answers: &Answers) -> Result<TypedPaper, DraftError> {
    let mut draft = Body::new(answers.form.schema, Some(program));
    for (at, values) in &answers.given {
        draft = draft.each(answers.form.asks[*at].key, values);
    }
    for asked in answers.form.asks {
        let empty = answers.given.iter().all(|(at, _)| answers.form.asks[*at].key != asked.key);
        if empty && matches!(asked.occurs, Occurs::Once | Occurs::Many) {
            return Err(DraftError::Answer { key: asked.key, why: format!("not stated. {}", asked.says) });
        }
    }
    let paper = draft.build().and_then(Paper::new).map_err(PaperReadError::from)?;
    Ok(read_draft(paper)?)
}

fn plain(key: &str, value: &toml::Value) -> Result<String, DraftError> {
    match value {
        toml::Value::String(text) => Ok(text.clone()),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Datetime(day) => Ok(day.to_string()),
        _ => Err(DraftError::File(format!("{key}: write a text, a number or a day, or a list of them"))),
    }
}

/// The one spelling of an answer.
fn normal(asked: &Asked, text: &str) -> Result<String, DraftError> {
    let (text, key) = (text.trim(), asked.key);
    let wrong = |why: String| DraftError::Answer { key, why };
    if text.is_empty() {
        return Err(wrong("it is empty; fill it in, or delete the line where it does not apply".to_owned()));
    }
    let instant = |text: &str, of_day| {
        read_instant(text, of_day).ok_or_else(|| {
            wrong(format!("{text:?}: write a day (2026-12-31) or an instant (2026-12-31T12:00:00Z or with an offset)"))
        })
    };
    match asked.answer {
        Answer::Code => Ok(text.to_owned()),
        Answer::Words => match check_words(text) {
            // A number of an order may be a good answer to a question for words.
            Ok(()) | Err(TextProblem::TooShort) => Ok(text.to_owned()),
            Err(problem) => Err(wrong(problem.to_string())),
        },
        Answer::From => instant(text, begins_here).map(|time| time.to_string()),
        Answer::Until => instant(text, ends_here).map(|time| time.to_string()),
        Answer::Day => {
            let day = text.parse::<Date>();
            day.map(|day| day.to_string()).map_err(|_| wrong(format!("{text:?} is not a day such as 2026-12-31")))
        }
        Answer::Shift => {
            let words: Vec<_> = text.split_whitespace().collect();
            let [from, until, person] = words[..] else {
                return Err(wrong(format!(
                    "{text:?}: write from when, until when and a person id, with spaces between"
                )));
            };
            Ok(format!("{} {} {person}", instant(from, begins_here)?, instant(until, ends_here)?))
        }
    }
}

/// A day stands for the second that `of_day` picks; an instant (RFC 3339) for itself.
pub fn read_instant(text: &str, of_day: fn(Date) -> Option<Timestamp>) -> Option<Timestamp> {
    match text.len() {
        10 => text.parse::<Date>().ok().and_then(of_day),
        _ => text.parse::<Timestamp>().ok(),
    }
}

/// The first second of a day where this machine stands: what whoever writes it means. The paper holds the moment.
pub fn begins_here(day: Date) -> Option<Timestamp> {
    day.at(0, 0, 0, 0).to_zoned(TimeZone::system()).ok().map(|zoned| zoned.timestamp())
}

/// The last second of a day where this machine stands.
pub fn ends_here(day: Date) -> Option<Timestamp> {
    day.at(23, 59, 59, 0).to_zoned(TimeZone::system()).ok().map(|zoned| zoned.timestamp())
}

/// The first second of a day (UTC).
pub fn start_of(day: Date) -> Option<Timestamp> {
    day.at(0, 0, 0, 0).to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// The last second of a day (UTC).
pub fn end_of(day: Date) -> Option<Timestamp> {
    day.at(23, 59, 59, 0).to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

impl From<PaperError> for DraftError {
    fn from(error: PaperError) -> Self {
        Self::Paper(error.into())
    }
}
