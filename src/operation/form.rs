//! Forms that somebody fills in: each is a file, and what is still open in it is said a line each, in an officer's words.

use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use super::{OfDay, OperationError, instant, yes_or_no};
use crate::vocabulary::{TextProblem, check_code, check_words};

/// A form as it was answered.
pub trait FormFile: Serialize + DeserializeOwned {
    /// What it is called where it cannot be read.
    const CALLED: &'static str = "form";

    /// Reads the form; an unknown key is an error.
    ///
    /// # Errors
    /// Where it is not TOML of the known keys.
    fn read(text: &str) -> Result<Self, OperationError> {
        toml::from_str(text).map_err(|e| OperationError::Usage(format!("the {} cannot be read: {e}", Self::CALLED)))
    }

    /// The same answers as a file, so that what was typed is not lost.
    ///
    /// # Errors
    /// Where it cannot be written as TOML.
    fn to_toml(&self) -> Result<String, OperationError> {
        toml::to_string(self).map_err(|e| OperationError::Bug(e.to_string()))
    }
}

/// What was answered, without blanks around it.
pub(super) fn said(text: &Option<String>) -> &str {
    text.as_deref().map_or("", str::trim)
}

/// Collects what is missing.
#[derive(Default)]
pub(super) struct Open(pub Vec<String>);

impl Open {
    pub fn add(&mut self, what: impl Into<String>) {
        self.0.push(what.into());
    }

    pub fn truth(&mut self, field: &str, asks: &str, answer: &Option<String>) -> Option<bool> {
        self.read(field, asks, answer, yes_or_no)
    }

    pub fn words(&mut self, field: &str, asks: &str, answer: &Option<String>) -> String {
        self.text(field, asks, answer, check_words)
    }

    pub fn code(&mut self, field: &str, asks: &str, answer: &Option<String>) -> String {
        self.text(field, asks, answer, check_code)
    }

    pub fn word<T: std::str::FromStr<Err: ToString>>(
        &mut self,
        field: &str,
        asks: &str,
        answer: &Option<String>,
    ) -> Option<T> {
        self.read(field, asks, answer, str::parse)
    }

    /// As [`Open::word`], where nothing said is no answer.
    pub fn perhaps<T: std::str::FromStr<Err: ToString>>(&mut self, field: &str, answer: &Option<String>) -> Option<T> {
        if said(answer).is_empty() { None } else { self.word(field, "", answer) }
    }

    /// An instant, or a day that stands for its first or last second.
    pub fn time(&mut self, field: &str, asks: &str, answer: &Option<String>, of_day: OfDay) -> Option<Timestamp> {
        self.read(field, asks, answer, |text| instant(text, of_day))
    }

    /// An instant, or a day that stands for its first second, and not a later one than now.
    pub fn past(&mut self, field: &str, asks: &str, answer: &Option<String>, now: Timestamp) -> Option<Timestamp> {
        self.read(field, asks, answer, |text| {
            let at = instant(text, OfDay::Begins)?;
            if at <= now { Ok(at) } else { Err("that is still to come".to_owned()) }
        })
    }

    /// What was made of the answers, where nothing is missing.
    pub fn finish<T>(self, made: Option<T>) -> Result<T, Vec<String>> {
        made.filter(|_| self.0.is_empty()).ok_or(self.0)
    }

    fn text(
        &mut self,
        field: &str,
        asks: &str,
        answer: &Option<String>,
        check: fn(&str) -> Result<(), TextProblem>,
    ) -> String {
        let text = said(answer);
        if text.is_empty() {
            self.add(format!("{field}: {asks}"));
        } else if let Err(problem) = check(text) {
            self.add(format!("{field}: {problem}. {asks}"));
        }
        text.to_owned()
    }

    fn read<T, E: ToString>(
        &mut self,
        field: &str,
        asks: &str,
        answer: &Option<String>,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let read = match said(answer) {
            "" => Err(asks.to_owned()),
            text => read(text).map_err(|problem| problem.to_string()),
        };
        read.map_err(|problem| self.add(format!("{field}: {problem}"))).ok()
    }
}
