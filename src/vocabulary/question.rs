//! What each purpose asks of the officer who states it (2-110-4-A): THE table of questions.

use super::{PurposeKind, word::word_enum};

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

/// The questions of one purpose, in order.
pub fn questions(kind: PurposeKind) -> impl Iterator<Item = &'static Question> {
    QUESTIONS.iter().filter(move |question| question.kind == kind)
}
