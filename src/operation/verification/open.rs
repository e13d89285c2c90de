//! What is still open in a form that somebody filled in: each line says what is missing or cannot be read, in an officer's words.

use crate::{
    operation::yes_or_no,
    vocabulary::{check_code, check_words},
};

/// What was answered, without blanks around it.
pub(in crate::operation) fn said(text: &Option<String>) -> &str {
    text.as_deref().map_or("", str::trim)
}

/// Collects what is missing.
#[derive(Default)]
pub(in crate::operation) struct Open(pub Vec<String>);

impl Open {
    pub fn add(&mut self, what: impl Into<String>) {
        self.0.push(what.into());
    }

    pub fn truth(&mut self, field: &str, asks: &str, answer: &Option<String>) -> Option<bool> {
        match said(answer) {
            "" => self.add(format!("{field}: {asks}")),
            text => match yes_or_no(text) {
                Ok(truth) => return Some(truth),
                Err(problem) => self.add(format!("{field}: {problem}")),
            },
        }
        None
    }

    pub fn words(&mut self, field: &str, asks: &str, answer: &Option<String>) -> String {
        let text = said(answer);
        if text.is_empty() {
            self.add(format!("{field}: {asks}"));
        } else if let Err(problem) = check_words(text) {
            self.add(format!("{field}: {problem}. {asks}"));
        }
        text.to_owned()
    }

    pub fn code(&mut self, field: &str, asks: &str, answer: &Option<String>) -> String {
        let text = said(answer);
        if text.is_empty() {
            self.add(format!("{field}: {asks}"));
        } else if let Err(problem) = check_code(text) {
            self.add(format!("{field}: {problem}. {asks}"));
        }
        text.to_owned()
    }

    pub fn word<T: std::str::FromStr<Err: ToString>>(
        &mut self,
        field: &str,
        asks: &str,
        answer: &Option<String>,
    ) -> Option<T> {
        match said(answer) {
            "" => self.add(format!("{field}: {asks}")),
            text => match text.parse() {
                Ok(word) => return Some(word),
                Err(problem) => self.add(format!("{field}: {}", T::Err::to_string(&problem))),
            },
        }
        None
    }
}
