//! Purposes as officers state them: by file, by prompt, and as the book keeps them.

use frs::vocabulary::{
    AnswerForm, MissingField, Needed, PurposeDraft, PurposeField, PurposeKind, PurposeStatement, QUESTIONS,
    TextProblem, questions,
};
use proptest::prelude::*;

const ROBBERY: &str = r#"
purpose = "criminal-activity"
case-number = "APD-26-0012345"
offense-code = "30-16-2 NMSA"
offense = "armed robbery of a store"
relation = "suspect"
relation-basis = "seen on the store's camera taking the till"
lead-investigator = "Det. Ana Vigil"
lead-badge = "3121"
"#;

fn problems(missing: &[MissingField]) -> Vec<(PurposeField, TextProblem)> {
    missing.iter().map(|m| (m.field, m.problem)).collect()
}

fn without(line: &str) -> String {
    ROBBERY.lines().filter(|l| !l.starts_with(line)).map(|l| format!("{l}\n")).collect()
}

#[test]
fn a_whole_file_is_a_statement() {
    let statement = PurposeDraft::from_toml(ROBBERY).unwrap().complete().unwrap();
    assert_eq!(statement.kind(), PurposeKind::CriminalActivity);
    assert_eq!((statement.case(), statement.lead_badge()), (Some("APD-26-0012345"), Some("3121")));
    assert_eq!(statement.answers().count(), 7);
}

#[test]
fn the_stored_text_is_canonical() {
    let statement = PurposeDraft::from_toml(ROBBERY).unwrap().complete().unwrap();
    let json = serde_json::to_string(&statement).unwrap();
    insta::assert_snapshot!(
        json,
        @r#"{"purpose":"criminal-activity","case-number":"APD-26-0012345","offense-code":"30-16-2 NMSA","offense":"armed robbery of a store","relation":"suspect","relation-basis":"seen on the store's camera taking the till","lead-investigator":"Det. Ana Vigil","lead-badge":"3121"}"#
    );
    let shuffled: String = ROBBERY.trim().lines().rev().map(|l| format!("{l}\n")).collect();
    let again = PurposeDraft::from_toml(&shuffled).unwrap().complete().unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), json);
    assert_eq!(serde_json::from_str::<PurposeStatement>(&json).unwrap(), statement);
    assert!(serde_json::from_str::<PurposeStatement>(r#"{"purpose":"decedent"}"#).is_err());
}

#[test]
fn one_field_missing_is_told_with_its_question() {
    let missing = PurposeDraft::from_toml(&without("relation-basis")).unwrap().complete().unwrap_err();
    assert_eq!(problems(&missing), [(PurposeField::RelationBasis, TextProblem::Blank)]);
    assert_eq!(missing[0].paragraph, "2-110-4-A-2");
    assert_eq!(missing[0].to_string(), "relation-basis: What is that based on (what was seen, said or found)?");
}

#[test]
fn unknown_and_doubled_keys_are_errors_of_the_file() {
    for file in [
        format!("{ROBBERY}colour = \"blue\""),
        format!("{ROBBERY}relation = \"victim\""),
        ROBBERY.replace("\"3121\"", "3121"),
        "purpose = [".to_owned(),
    ] {
        assert!(PurposeDraft::from_toml(&file).is_err(), "{file}");
    }
    let twice = r#"{"purpose":"oversight","reason":"monthly look","reason":"another"}"#;
    assert!(serde_json::from_str::<PurposeDraft>(twice).is_err());
}

#[test]
fn the_purpose_itself_is_asked_first() {
    let missing = PurposeDraft::from_toml(&without("purpose")).unwrap().missing();
    assert_eq!(problems(&missing), [(PurposeField::Purpose, TextProblem::Blank)]);
    let missing = PurposeDraft::from_toml(&ROBBERY.replace("criminal-activity", "curiosity")).unwrap().missing();
    assert_eq!(problems(&missing), [(PurposeField::Purpose, TextProblem::NotAChoice)]);
}

#[test]
fn another_relation_needs_words() {
    let draft = PurposeDraft::from_toml(&ROBBERY.replace("\"suspect\"", "\"other\"")).unwrap();
    assert_eq!(problems(&draft.missing()), [(PurposeField::RelationWords, TextProblem::Blank)]);
    assert!(draft.with(PurposeField::RelationWords, "owner of the car used").complete().is_ok());
    let draft = PurposeDraft::from_toml(&ROBBERY.replace("\"suspect\"", "\"Suspect\"")).unwrap();
    assert_eq!(problems(&draft.missing()), [(PurposeField::Relation, TextProblem::NotAChoice)]);
}

#[test]
fn fillers_and_hidden_characters_are_no_answer() {
    let draft = PurposeDraft::from_toml(ROBBERY)
        .unwrap()
        .with(PurposeField::Offense, "n/a")
        .with(PurposeField::RelationBasis, "seen\u{202e}")
        .with(PurposeField::LeadInvestigator, "X Y")
        .with(PurposeField::CaseNumber, "test")
        .with(PurposeField::Dental, "tried");
    assert_eq!(
        problems(&draft.missing()),
        [
            (PurposeField::CaseNumber, TextProblem::Placeholder),
            (PurposeField::Offense, TextProblem::Placeholder),
            (PurposeField::RelationBasis, TextProblem::Invisible),
            (PurposeField::LeadInvestigator, TextProblem::TooShort),
            (PurposeField::Dental, TextProblem::NotAsked),
        ]
    );
}

#[test]
fn each_purpose_asks_what_the_policy_says() {
    for kind in PurposeKind::ALL {
        let asked: Vec<_> = questions(*kind).map(|q| q.field).collect();
        assert!(asked.contains(&PurposeField::CaseNumber));
        assert!(questions(*kind).all(|q| q.asks.ends_with('?')));
        let missing = PurposeDraft::new(*kind).missing();
        let needed: Vec<_> = questions(*kind).filter(|q| q.needed == Needed::Always).map(|q| q.field).collect();
        assert_eq!(missing.iter().map(|m| m.field).collect::<Vec<_>>(), needed);
        assert!(missing.iter().all(|m| m.paragraph == kind.paragraph()));
    }
    let mut pairs: Vec<_> = QUESTIONS.iter().map(|q| (q.kind, q.field)).collect();
    pairs.sort();
    pairs.dedup();
    assert_eq!(pairs.len(), QUESTIONS.len());
}

#[test]
fn names_and_narrative_never_come_by_flag() {
    for question in QUESTIONS {
        let personal = !matches!(
            question.field.as_str(),
            "case-number"
                | "offense-code"
                | "relation"
                | "lead-badge"
                | "officer-badge"
                | "prints"
                | "dental"
                | "documents"
                | "reference"
        );
        assert_eq!(question.form.may_be_flag(), !personal, "{}", question.field);
    }
}

fn drafts() -> impl Strategy<Value = PurposeDraft> {
    (0..PurposeKind::ALL.len(), any::<bool>(), "[A-Z][a-zà-ü]{3,9} [a-z]{3,9}[ .,'\"\\\\]{0,2}[a-z]{2,5}").prop_map(
        |(kind, optional, words)| {
            let kind = PurposeKind::ALL[kind];
            questions(kind).fold(PurposeDraft::new(kind), |draft, question| match (question.needed, question.form) {
                (Needed::IfAny | Needed::WhereRelationIsOther, _) if !optional => draft,
                (_, AnswerForm::Choice(choices)) => draft.with(question.field, choices[words.len() % choices.len()]),
                (_, AnswerForm::Code) => draft.with(question.field, format!("26-{}", words.len())),
                (_, AnswerForm::Words) => draft.with(question.field, &words),
            })
        },
    )
}

proptest! {
    #[test]
    fn statements_round_trip(draft in drafts()) {
        if draft.get(PurposeField::Relation) == Some("other") && draft.get(PurposeField::RelationWords).is_none() {
            prop_assert!(draft.complete().is_err());
            return Ok(());
        }
        let statement = draft.clone().complete().map_err(|m| TestCaseError::fail(format!("{m:?}")))?;
        prop_assert_eq!(PurposeDraft::from(statement.clone()), draft);
        let json = serde_json::to_string(&statement).unwrap();
        prop_assert_eq!(serde_json::from_str::<PurposeStatement>(&json).unwrap(), statement.clone());
        let file: String = std::iter::once(format!("purpose = {:?}\n", statement.kind().as_str()))
            .chain(statement.answers().map(|(q, a)| format!("{} = {}\n", q.field, serde_json::to_string(a).unwrap())))
            .collect();
        prop_assert_eq!(PurposeDraft::from_toml(&file).unwrap().complete().unwrap(), statement);
    }

    #[test]
    fn no_answer_makes_it_panic(answer in any::<String>()) {
        for question in QUESTIONS {
            let _ = PurposeDraft::new(question.kind).with(question.field, &answer).missing();
        }
    }
}
