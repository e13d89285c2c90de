//! The text of a paper: its schema, how it is read and how it is written.

use std::{collections::HashSet, fmt, str::FromStr};

use super::PaperError;
use crate::{
    seal::{encode, text},
    vocabulary::ProgramId,
};

/// The longest value, in bytes.
pub const MAX_VALUE: usize = 4096;

/// How often a key stands in a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occurs {
    /// Exactly once.
    Once,
    /// Once or not at all.
    Maybe,
    /// Any number of times, each time with another value.
    Any,
    /// As `Any`, at least once.
    Many,
}

/// One key of a kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldRule {
    /// The key: a plain word ([`text::is_word`]).
    pub key: &'static str,
    /// How often it stands there.
    pub occurs: Occurs,
}

/// The keys of a kind of paper, in their order.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// The kind: a plain word.
    pub kind: &'static str,
    /// The version of the kind.
    pub version: u32,
    /// Whether it founds a program: then line 2 is `-`.
    pub founds: bool,
    /// The keys.
    pub fields: &'static [FieldRule],
}

impl Schema {
    fn position(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.key == key)
    }

    /// The key as the schema spells it; for keys of a body, which are always the schema's.
    fn spelled(&self, key: &str) -> &'static str {
        self.fields.iter().find(|field| field.key == key).map_or("?", |field| field.key)
    }
}

/// The parsed, canonical text of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    schema: &'static Schema,
    program: Option<ProgramId>,
    /// (position in the schema, value), in the order of the text.
    fields: Vec<(usize, String)>,
}

/// A body in the making; the order of the calls does not matter but for repeated keys.
#[derive(Debug, Clone)]
pub struct Draft {
    schema: &'static Schema,
    program: Option<ProgramId>,
    fields: Vec<(String, String)>,
}

impl Draft {
    /// Adds a field.
    #[must_use]
    pub fn field(mut self, key: &str, value: impl fmt::Display) -> Self {
        self.fields.push((key.to_owned(), value.to_string()));
        self
    }

    /// Adds a field where there is a value.
    #[must_use]
    pub fn maybe(self, key: &str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.field(key, value),
            None => self,
        }
    }

    /// Adds a repeatable field once for each value.
    #[must_use]
    pub fn each<V: fmt::Display>(self, key: &str, values: impl IntoIterator<Item = V>) -> Self {
        values.into_iter().fold(self, |draft, value| draft.field(key, value))
    }

    /// Puts the fields in order and checks them as if they had been read.
    ///
    /// # Errors
    /// What [`Body::parse`] would say.
    pub fn build(mut self) -> Result<Body, PaperError> {
        self.fields.sort_by_key(|(key, _)| self.schema.position(key));
        let mut out = header(self.schema, self.program);
        for (line, (key, value)) in (3..).zip(&self.fields) {
            if self.schema.position(key).is_none() {
                return Err(PaperError::UnknownKey { line, key: key.clone(), kind: self.schema.kind });
            }
            if value.contains('\n') {
                return Err(PaperError::Line { line, why: "a value must stand on one line" });
            }
            out.push_str(&format!("{key}: {value}\n"));
        }
        Body::parse(&out, self.schema)
    }
}

fn header(schema: &Schema, program: Option<ProgramId>) -> String {
    let program = program.map_or_else(|| "-".to_owned(), |id| id.to_string());
    format!("frs/{}/{}\n{program}\n", schema.kind, schema.version)
}

impl Body {
    /// Begins a body; `program` is `None` only for a paper that founds one.
    #[allow(clippy::new_ret_no_self)] // a body exists only once it has been checked
    pub fn new(schema: &'static Schema, program: Option<ProgramId>) -> Draft {
        Draft { schema, program, fields: Vec::new() }
    }

    /// The kind and version that a text says it is, for choosing the schema; nothing else is checked.
    pub fn kind_of(text: &str) -> Option<(&str, u32)> {
        let (kind, version) = text.lines().next()?.strip_prefix("frs/")?.split_once('/')?;
        let version = encode::decimal(version)?;
        text::is_word(kind).then_some((kind, version.try_into().ok()?))
    }

    /// Reads the text of a paper of the given kind.
    ///
    /// # Errors
    /// [`PaperError`], with the line.
    pub fn parse(text: &str, schema: &'static Schema) -> Result<Self, PaperError> {
        let last = || PaperError::Line { line: text.lines().count().max(1), why: "it does not end in a newline" };
        let body = text.strip_suffix('\n').ok_or_else(last)?;
        for (line, content) in (1..).zip(body.split('\n')) {
            if let Some((column, character, what)) = text::first_forbidden(content) {
                return Err(PaperError::Character { line, column, what, code: character.into() });
            }
        }
        let mut lines = body.split('\n');
        check_kind(lines.next().unwrap_or_default(), schema)?;
        let program = parse_program(lines.next().unwrap_or_default(), schema)?;
        let (mut fields, mut seen) = (Vec::new(), HashSet::new());
        for (line, content) in (3..).zip(lines) {
            let (at, value) = parse_field(line, content, schema)?;
            let rule = schema.fields[at];
            let repeatable = matches!(rule.occurs, Occurs::Any | Occurs::Many);
            if !seen.insert((at, repeatable.then_some(value))) {
                return Err(PaperError::Doubled { line, key: rule.key.to_owned() });
            }
            if fields.last().is_some_and(|(last, _)| *last > at) {
                return Err(PaperError::Line { line, why: "the keys are not in their order" });
            }
            fields.push((at, value.to_owned()));
        }
        let body = Self { schema, program, fields };
        body.check_complete()?;
        Ok(body)
    }

    fn check_complete(&self) -> Result<(), PaperError> {
        let needed = self.schema.fields.iter().filter(|field| matches!(field.occurs, Occurs::Once | Occurs::Many));
        for field in needed {
            self.required(field.key)?;
        }
        Ok(())
    }

    /// The kind's schema.
    pub const fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// The program it belongs to; `None` only for the founding note.
    pub const fn program(&self) -> Option<ProgramId> {
        self.program
    }

    /// The first value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.all(key).next()
    }

    /// The value of a key that must be there.
    ///
    /// # Errors
    /// [`PaperError::Missing`].
    pub fn required(&self, key: &str) -> Result<&str, PaperError> {
        let missing = || PaperError::Missing { key: self.schema.spelled(key), kind: self.schema.kind };
        self.get(key).ok_or_else(missing)
    }

    /// All values of a key, in the order of the text.
    pub fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        let position = self.schema.position(key);
        self.fields.iter().filter(move |(at, _)| Some(*at) == position).map(|(_, value)| value.as_str())
    }

    /// All fields in the order of the text, for showing a paper before it is signed.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.fields.iter().map(|(at, value)| (self.schema.fields[*at].key, value.as_str()))
    }

    /// The value of a key that must be there, as a type. The type's text form must give the same text again, or there
    /// would be two spellings of one paper.
    ///
    /// # Errors
    /// [`PaperError::Missing`], [`PaperError::Value`].
    pub fn required_as<T: FromStr<Err: fmt::Display> + fmt::Display>(&self, key: &str) -> Result<T, PaperError> {
        self.required(key)?;
        let first = self.all_as(key)?.into_iter().next();
        first.ok_or(PaperError::Missing { key: self.schema.spelled(key), kind: self.schema.kind })
    }

    /// As [`Body::required_as`] for a key that may be missing.
    ///
    /// # Errors
    /// [`PaperError::Value`].
    pub fn get_as<T: FromStr<Err: fmt::Display> + fmt::Display>(&self, key: &str) -> Result<Option<T>, PaperError> {
        Ok(self.all_as(key)?.into_iter().next())
    }

    /// As [`Body::required_as`] for all values of a key.
    ///
    /// # Errors
    /// [`PaperError::Value`].
    pub fn all_as<T: FromStr<Err: fmt::Display> + fmt::Display>(&self, key: &str) -> Result<Vec<T>, PaperError> {
        let position = self.schema.position(key);
        let of_key = (3..).zip(&self.fields).filter(|(_, (at, _))| Some(*at) == position);
        let parse = |(line, (_, value)): (usize, &(usize, String))| {
            let wrong = |why| PaperError::Value { line, key: self.schema.spelled(key), why };
            let parsed: T = value.parse().map_err(|error: T::Err| wrong(error.to_string()))?;
            let again = parsed.to_string();
            if again == *value { Ok(parsed) } else { Err(wrong(format!("write it as {again:?}"))) }
        };
        of_key.map(parse).collect()
    }
}

fn check_kind(first: &str, schema: &Schema) -> Result<(), PaperError> {
    let wanted = format!("{}/{}", schema.kind, schema.version);
    if first.strip_prefix("frs/") == Some(&wanted) {
        return Ok(());
    }
    Err(PaperError::Kind { found: first.chars().take(80).collect(), wanted })
}

fn parse_program(second: &str, schema: &Schema) -> Result<Option<ProgramId>, PaperError> {
    let wrong = || PaperError::Program(second.chars().take(80).collect());
    match (schema.founds, second) {
        (true, "-") => Ok(None),
        (true, _) => Err(wrong()),
        (false, id) => id.parse().map(Some).map_err(|_| wrong()),
    }
}

fn parse_field<'a>(line: usize, content: &'a str, schema: &'static Schema) -> Result<(usize, &'a str), PaperError> {
    let wrong = |why| PaperError::Line { line, why };
    let (key, value) = content.split_once(": ").ok_or_else(|| wrong("not of the form \"key: value\""))?;
    if value.is_empty() || value.trim() != value {
        return Err(wrong("a value must not be empty, begin or end with a space"));
    }
    if value.len() > MAX_VALUE {
        return Err(wrong("a value is longer than 4096 bytes"));
    }
    let unknown = || PaperError::UnknownKey { line, key: key.chars().take(80).collect(), kind: schema.kind };
    Ok((schema.position(key).ok_or_else(unknown)?, value))
}

/// The canonical text, its last newline included.
impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&header(self.schema, self.program))?;
        self.fields().try_for_each(|(key, value)| writeln!(f, "{key}: {value}"))
    }
}
