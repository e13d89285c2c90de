//! What the software may be used for (2-110-4-A), and what each purpose asks of the officer who states it.
//!
//! [`QUESTIONS`] is the one table: prompts, TOML files, flags, the rules and the stored statement all follow it.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::SerializeMap};

use super::{
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

word_enum!(
    /// A field of a purpose statement; the word is its key in TOML and, for codes, its flag.
    PurposeField {
        /// Which purpose.
        Purpose = "purpose",
        /// The case number.
        CaseNumber = "case-number",
        /// Statute or offense code.
        OffenseCode = "offense-code",
        /// The act punishable by law, in words (2-110-3-C).
        Offense = "offense",
        /// Relation of the person sought to the case.
        Relation = "relation",
        /// The relation in words, where it is `other`.
        RelationWords = "relation-words",
        /// What the relation rests on.
        RelationBasis = "relation-basis",
        /// The lead investigator's name.
        LeadInvestigator = "lead-investigator",
        /// The lead investigator's badge.
        LeadBadge = "lead-badge",
        /// Why the person cannot identify themself.
        UnableBecause = "unable-because",
        /// The medical danger.
        MedicalDanger = "medical-danger",
        /// Who assessed the danger.
        AssessedBy = "assessed-by",
        /// Fingerprints: tried or not available.
        Prints = "prints",
        /// Dental records: tried or not available.
        Dental = "dental",
        /// Documents: tried or not available.
        Documents = "documents",
        /// Why no immediate alternative exists.
        NoAlternativeBecause = "no-alternative-because",
        /// The name of the officer in charge.
        OfficerInCharge = "officer-in-charge",
        /// The badge of the officer in charge.
        OfficerBadge = "officer-badge",
        /// Why the task is done.
        Reason = "reason",
        /// An order, ticket or report that the task refers to.
        Reference = "reference",
    }
);

/// What an answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerForm {
    /// A number or code; may be a flag.
    Code,
    /// One of these words; may be a flag.
    Choice(&'static [&'static str]),
    /// Words or names: by prompt, file or stdin only, for a command line shows in `ps` and in the shell's history.
    Words,
}

impl AnswerForm {
    /// Whether the answer may stand on a command line.
    pub const fn may_be_flag(self) -> bool {
        !matches!(self, Self::Words)
    }
}

/// When an answer is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// Always.
    Always,
    /// Where the relation is `other`.
    WhereRelationIsOther,
    /// It may stay away.
    IfAny,
}

/// One question that a purpose asks.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// The purpose that asks.
    pub kind: PurposeKind,
    /// The field that holds the answer.
    pub field: PurposeField,
    /// What the answer looks like.
    pub form: AnswerForm,
    /// When it is needed.
    pub needed: Needed,
    /// The question in an officer's words.
    pub asks: &'static str,
}

const RELATIONS: &[&str] = &["suspect", "victim", "witness", "other"];
const TRIED: &[&str] = &["tried", "not-available"];

/// Every question of every purpose, in the order in which it is asked and stored.
#[rustfmt::skip]
pub const QUESTIONS: &[Question] = {
    use {AnswerForm::*, Needed::*, PurposeField as F, PurposeKind::*};
    const fn ask(kind: PurposeKind, field: PurposeField, form: AnswerForm, needed: Needed, asks: &'static str) -> Question {
        Question { kind, field, form, needed, asks }
    }
    &[
        ask(CriminalActivity, F::CaseNumber, Code, Always, "Which case is it (case number)?"),
        ask(CriminalActivity, F::OffenseCode, Code, Always, "Which statute or offense code makes the act punishable by law?"),
        ask(CriminalActivity, F::Offense, Words, Always, "What happened: which act is being investigated?"),
        ask(CriminalActivity, F::Relation, Choice(RELATIONS), Always, "What is the person sought in this case: suspect, victim, witness or other?"),
        ask(CriminalActivity, F::RelationWords, Words, WhereRelationIsOther, "If other: what then?"),
        ask(CriminalActivity, F::RelationBasis, Words, Always, "What is that based on (what was seen, said or found)?"),
        ask(CriminalActivity, F::LeadInvestigator, Words, Always, "Who leads the investigation (name)?"),
        ask(CriminalActivity, F::LeadBadge, Code, Always, "Which badge number has the lead investigator?"),

        ask(EndangeredPerson, F::CaseNumber, Code, Always, "Which case is it (case number)?"),
        ask(EndangeredPerson, F::UnableBecause, Words, Always, "Why can the person not say who they are?"),
        ask(EndangeredPerson, F::MedicalDanger, Words, Always, "Which medical issue puts the person in danger?"),
        ask(EndangeredPerson, F::AssessedBy, Words, Always, "Who assessed that danger (name, office)?"),
        ask(EndangeredPerson, F::OfficerInCharge, Words, Always, "Which officer is in charge (name)?"),
        ask(EndangeredPerson, F::OfficerBadge, Code, Always, "Which badge number has the officer in charge?"),

        ask(Decedent, F::CaseNumber, Code, Always, "Which case is it (case number)?"),
        ask(Decedent, F::Prints, Choice(TRIED), Always, "Fingerprints: tried or not-available?"),
        ask(Decedent, F::Dental, Choice(TRIED), Always, "Dental records: tried or not-available?"),
        ask(Decedent, F::Documents, Choice(TRIED), Always, "Documents found with the decedent: tried or not-available?"),
        ask(Decedent, F::NoAlternativeBecause, Words, Always, "Why is there no immediate alternative to a facial search?"),
        ask(Decedent, F::OfficerInCharge, Words, Always, "Which officer is in charge (name)?"),
        ask(Decedent, F::OfficerBadge, Code, Always, "Which badge number has the officer in charge?"),

        ask(Administration, F::Reason, Words, Always, "Which upkeep is done, and why?"),
        ask(Administration, F::CaseNumber, Code, IfAny, "Does it belong to a case (case number)?"),
        ask(Administration, F::Reference, Code, IfAny, "Does it refer to an order or report (its number)?"),

        ask(Oversight, F::Reason, Words, Always, "What is looked into, and why?"),
        ask(Oversight, F::CaseNumber, Code, IfAny, "Does it belong to a case (case number)?"),
        ask(Oversight, F::Reference, Code, IfAny, "Does it refer to an order or report (its number)?"),

        ask(Evaluation, F::Reason, Words, Always, "What is measured, and why?"),
        ask(Evaluation, F::CaseNumber, Code, IfAny, "Does it belong to a case (case number)?"),
        ask(Evaluation, F::Reference, Code, IfAny, "Does it refer to an order or report (its number)?"),
    ]
};

const WHICH_PURPOSE: &str = "What is the search for: criminal-activity, endangered-person or decedent? \
    (Work that searches for nobody: administration, oversight or evaluation.)";

/// The questions of one purpose, in order.
pub fn questions(kind: PurposeKind) -> impl Iterator<Item = &'static Question> {
    QUESTIONS.iter().filter(move |question| question.kind == kind)
}

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
/// Only [`PurposeDraft::complete`] makes one. Its JSON has the fields in the order of [`QUESTIONS`], so that one
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
