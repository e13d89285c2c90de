//! What the software may be used for (2-110-4-A), and what each purpose asks of the officer who states it.
//!
//! [`QUESTIONS`](super::QUESTIONS) is the one table: prompts, TOML files, flags, the rules and the stored statement
//! all follow it.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::SerializeMap};

use super::{
    question::{AnswerForm, Needed, PurposeField, Question, questions},
    text::{TextProblem, check_code, check_words},
    word::word_enum,
};

word_enum!(
    /// The purposes that the order names, and three that never search for a person.
    PurposeKind {
        /// Criminal activity is being investigated (2-110-4-A-2).
        CriminalActivity = "criminal-activity",
        /// A person who forgot their identity may be in danger (2-110-4-A-3).
        EndangeredPerson = "endangered-person",
        /// A decedent, where no immediate alternative exists (2-110-4-A-4).
        Decedent = "decedent",
        /// Upkeep of program and repository.
        Administration = "administration",
        /// Supervision of the program (2-110-4-B).
        Oversight = "oversight",
        /// Measuring how well the software works.
        Evaluation = "evaluation",
    }
);

impl PurposeKind {
    /// Whether a person may be searched for under this purpose (2-110-4-A).
    pub const fn searches_for_a_person(self) -> bool {
        matches!(self, Self::CriminalActivity | Self::EndangeredPerson | Self::Decedent)
    }

    /// The paragraph that allows the purpose.
    pub const fn paragraph(self) -> &'static str {
        match self {
            Self::CriminalActivity => "2-110-4-A-2",
            Self::EndangeredPerson => "2-110-4-A-3",
            Self::Decedent => "2-110-4-A-4",
            Self::Administration | Self::Oversight | Self::Evaluation => "2-110-4-A",
        }
    }
}

const WHICH_PURPOSE: &str = "What is the search for: criminal-activity, endangered-person or decedent? \
    (Work that searches for nobody: administration, oversight or evaluation.)";

/// An answer that is missing or is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingField {
    /// The field.
    pub field: PurposeField,
    /// The question that stays open, in an officer's words.
    pub asks: &'static str,
    /// The paragraph that asks it.
    pub paragraph: &'static str,
    /// What is wrong with what was written, if anything was.
    pub problem: TextProblem,
}

impl fmt::Display for MissingField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem {
            TextProblem::Blank => write!(f, "{}: {}", self.field, self.asks),
            TextProblem::NotAsked => write!(f, "{}: {}", self.field, self.problem),
            problem => write!(f, "{}: {problem}. {}", self.field, self.asks),
        }
    }
}

/// A purpose file that is not TOML of known keys and texts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the purpose file cannot be read: {0}")]
pub struct PurposeFileError(String);

/// Answers on their way to a statement: any of them may be missing.
///
/// What is missing is for the gate to refuse, with the paragraph that asks for it; only an unknown key or a value
/// that is no text is an error of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PurposeDraft {
    answers: BTreeMap<PurposeField, String>,
}

impl PurposeDraft {
    /// A draft that has only its purpose.
    pub fn new(kind: PurposeKind) -> Self {
        Self::default().with(PurposeField::Purpose, kind.as_str())
    }

    /// Reads a purpose file; an unknown or doubled key is an error.
    ///
    /// # Errors
    /// [`PurposeFileError`] with the place in the file.
    pub fn from_toml(text: &str) -> Result<Self, PurposeFileError> {
        toml::from_str(text).map_err(|error| PurposeFileError(error.to_string()))
    }

    /// Sets an answer, without the white space around it.
    pub fn set(&mut self, field: PurposeField, answer: impl AsRef<str>) {
        self.answers.insert(field, answer.as_ref().trim().to_owned());
    }

    /// The same draft with one more answer.
    #[must_use]
    pub fn with(mut self, field: PurposeField, answer: impl AsRef<str>) -> Self {
        self.set(field, answer);
        self
    }

    /// An answer, if one was given.
    pub fn get(&self, field: PurposeField) -> Option<&str> {
        self.answers.get(&field).map(String::as_str)
    }

    /// The purpose, where it is named and known.
    pub fn kind(&self) -> Option<PurposeKind> {
        self.get(PurposeField::Purpose)?.parse().ok()
    }

    /// Every answer that is missing, filled with a placeholder, hidden or not asked for, in the order of the questions.
    pub fn missing(&self) -> Vec<MissingField> {
        let Some(kind) = self.kind() else {
            let problem = match self.get(PurposeField::Purpose) {
                None | Some("") => TextProblem::Blank,
                Some(_) => TextProblem::NotAChoice,
            };
            return vec![MissingField {
                field: PurposeField::Purpose,
                asks: WHICH_PURPOSE,
                paragraph: "2-110-4-A",
                problem,
            }];
        };
        let unanswered = questions(kind).filter_map(|question| {
            let problem = self.problem(question)?;
            Some(MissingField { field: question.field, asks: question.asks, paragraph: kind.paragraph(), problem })
        });
        let unasked = self.answers.keys().filter(|field| {
            **field != PurposeField::Purpose && questions(kind).all(|question| question.field != **field)
        });
        let unasked = unasked.map(|field| MissingField {
            field: *field,
            asks: "Leave it away, or name the purpose that asks for it.",
            paragraph: kind.paragraph(),
            problem: TextProblem::NotAsked,
        });
        unanswered.chain(unasked).collect()
    }

    fn problem(&self, question: &Question) -> Option<TextProblem> {
        let needed = match question.needed {
            Needed::Always => true,
            Needed::WhereRelationIsOther => self.get(PurposeField::Relation) == Some("other"),
            Needed::IfAny => false,
        };
        match self.get(question.field) {
            None => needed.then_some(TextProblem::Blank),
            Some("") if !needed => None,
            Some(answer) => match question.form {
                AnswerForm::Code => check_code(answer).err(),
                AnswerForm::Words => check_words(answer).err(),
                AnswerForm::Choice(_) if answer.is_empty() => Some(TextProblem::Blank),
                AnswerForm::Choice(words) => (!words.contains(&answer)).then_some(TextProblem::NotAChoice),
            },
        }
    }

    /// The statement, where nothing is missing.
    ///
    /// # Errors
    /// What [`PurposeDraft::missing`] lists.
    pub fn complete(mut self) -> Result<PurposeStatement, Vec<MissingField>> {
        let missing = self.missing();
        match self.kind() {
            Some(kind) if missing.is_empty() => {
                self.answers.retain(|field, answer| *field != PurposeField::Purpose && !answer.is_empty());
                Ok(PurposeStatement { kind, answers: self.answers })
            }
            _ => Err(missing),
        }
    }
}

impl<'de> Deserialize<'de> for PurposeDraft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = PurposeDraft;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the fields of a purpose statement")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<PurposeDraft, A::Error> {
                let mut draft = PurposeDraft::default();
                while let Some((field, answer)) = map.next_entry::<PurposeField, String>()? {
                    if draft.get(field).is_some() {
                        return Err(A::Error::custom(format!("{field} is given twice")));
                    }
                    draft.set(field, answer);
                }
                Ok(draft)
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// A purpose with every answer it asks for: one case, one person sought (2-110-4-A).
///
/// Only [`PurposeDraft::complete`] makes one. Its JSON has the fields in the order of [`QUESTIONS`](super::QUESTIONS), so that one
/// statement has one text to commit to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeStatement {
    kind: PurposeKind,
    answers: BTreeMap<PurposeField, String>,
}

impl PurposeStatement {
    /// Which purpose.
    pub const fn kind(&self) -> PurposeKind {
        self.kind
    }

    /// An answer, where the purpose asks for it and it was given.
    pub fn get(&self, field: PurposeField) -> Option<&str> {
        self.answers.get(&field).map(String::as_str)
    }

    /// The case number; purposes that search for nobody may have none.
    pub fn case(&self) -> Option<&str> {
        self.get(PurposeField::CaseNumber)
    }

    /// The badge of the lead investigator or the officer in charge, who approves internal shares (2-110-4-D-6).
    pub fn lead_badge(&self) -> Option<&str> {
        self.get(PurposeField::LeadBadge).or_else(|| self.get(PurposeField::OfficerBadge))
    }

    /// Question and answer, in order, for showing.
    pub fn answers(&self) -> impl Iterator<Item = (&'static Question, &str)> {
        questions(self.kind).filter_map(|question| Some((question, self.get(question.field)?)))
    }
}

impl From<PurposeStatement> for PurposeDraft {
    fn from(statement: PurposeStatement) -> Self {
        let kind = statement.kind.as_str();
        Self { answers: statement.answers }.with(PurposeField::Purpose, kind)
    }
}

impl Serialize for PurposeStatement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1 + self.answers.len()))?;
        map.serialize_entry(&PurposeField::Purpose, &self.kind)?;
        for (question, answer) in self.answers() {
            map.serialize_entry(&question.field, answer)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for PurposeStatement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        PurposeDraft::deserialize(deserializer)?.complete().map_err(|missing| {
            let fields: Vec<_> = missing.iter().map(|m| m.field.as_str()).collect();
            D::Error::custom(format!("the purpose statement lacks: {}", fields.join(", ")))
        })
    }
}
