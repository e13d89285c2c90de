//! Purpose and intake from flags, files and prompts: every question in the officer's words, asked once.

use std::io::Read as _;

use super::{CliError, Context, Output, arguments::PurposeArguments, command::desk};
use crate::{
    operation::{IntakeFile, IntakeRequest, OfDay, OperationError, PurposeSource, files, instant, yes_or_no},
    policy::ProbeSource,
    vocabulary::{
        AnswerForm, Needed, PurposeDraft, PurposeField, PurposeId, PurposeKind, check_code, check_words, questions,
        short_digits,
    },
};

/// A text file for a command is not longer.
const MAX_TEXT_BYTES: u64 = 1 << 20;

/// Reads a small text file; `-` is standard input.
pub(super) fn read_text(path: &std::path::Path) -> Result<String, CliError> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().take(MAX_TEXT_BYTES).read_to_end(&mut bytes)?;
        bytes
    } else {
        files::read(path, MAX_TEXT_BYTES)?
    };
    let text = String::from_utf8(bytes);
    Ok(text.map_err(|_| OperationError::file(path, "this is not UTF-8 text"))?)
}

/// Whether questions are asked: at a terminal, and of somebody whom the gate could let in.
fn may_ask(context: &Context) -> bool {
    context.output.can_ask() && desk(context).is_ok_and(|desk| desk.has_something_to_show())
}

/// A stated purpose by its id, whole or the first digits of it.
pub(super) fn by_id(named: &str) -> Option<PurposeSource> {
    let short = || short_digits(PurposeId::PREFIX, named).map(|digits| PurposeSource::Short(digits.to_owned()));
    named.parse().ok().map(PurposeSource::Cite).or_else(short)
}

/// The purpose of a command, as its flags name it; at a terminal, what is missing is asked.
pub(super) fn source(context: &Context, arguments: &PurposeArguments) -> Result<PurposeSource, CliError> {
    if let Some(file) = &arguments.purpose_file {
        let draft = PurposeDraft::from_toml(&read_text(file)?);
        return Ok(PurposeSource::State(draft.map_err(|e| OperationError::Usage(e.to_string()))?));
    }
    let named = match &arguments.purpose {
        Some(named) => named.clone(),
        None if may_ask(context) => context.output.ask(
            "Under which purpose? (its id, or at least its first six digits: frs purpose list; or administration, oversight, evaluation)",
        )?,
        None => return Ok(PurposeSource::Nothing),
    };
    if named.is_empty() {
        return Ok(PurposeSource::Nothing);
    }
    if let Some(cited) = by_id(&named) {
        return Ok(cited);
    }
    let kind: PurposeKind = named.parse().map_err(|_| {
        OperationError::Usage(format!(
            "--purpose {named}: neither the id of a stated purpose (purpose-…) nor one of administration, oversight, \
             evaluation. State one first: frs purpose state"
        ))
    })?;
    let mut draft = PurposeDraft::new(kind);
    if let Some(case) = &arguments.case {
        draft.set(PurposeField::CaseNumber, case);
    }
    match &arguments.reason {
        Some(reason) if reason == "-" => draft.set(PurposeField::Reason, read_text(std::path::Path::new("-"))?),
        Some(reason) => draft.set(PurposeField::Reason, reason),
        None => {}
    }
    Ok(PurposeSource::State(ask_missing(context, draft)?))
}

/// Who asks, and who is told what is wrong with an answer.
trait Asks {
    fn ask(&self, question: &str) -> Result<String, CliError>;
    fn note(&self, text: &str);
}

impl Asks for Output {
    fn ask(&self, question: &str) -> Result<String, CliError> {
        (*self).ask(question)
    }

    fn note(&self, text: &str) {
        (*self).note(text);
    }
}

/// Asks every question that is still open; without a terminal the draft stays as it is, and the gate says what is missing.
pub(super) fn ask_missing(context: &Context, draft: PurposeDraft) -> Result<PurposeDraft, CliError> {
    if may_ask(context) { ask_open(&context.output, draft) } else { Ok(draft) }
}

/// A wrong word and an empty answer are asked again at once: a refusal after the last question would lose all the others.
fn ask_open(asks: &dyn Asks, mut draft: PurposeDraft) -> Result<PurposeDraft, CliError> {
    if draft.kind().is_none() {
        let kinds = PurposeKind::ALL.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let read =
            |answer: &str| answer.parse::<PurposeKind>().map_err(|_| format!("{answer:?} is not one of: {kinds}"));
        let kind = ask_read(asks, &format!("What is it for? ({kinds})"), read)?;
        draft.set(PurposeField::Purpose, kind.to_string());
    }
    let Some(kind) = draft.kind() else { return Ok(draft) };
    for question in questions(kind) {
        let asked = match question.needed {
            Needed::Always => true,
            Needed::WhereRelationIsOther => draft.get(PurposeField::Relation) == Some("other"),
            Needed::IfAny => false,
        };
        while asked && draft.missing().iter().any(|missing| missing.field == question.field) {
            let missing = draft.missing();
            if let (Some(_), Some(one)) =
                (draft.get(question.field), missing.iter().find(|missing| missing.field == question.field))
            {
                asks.note(&format!("  {}", one.problem));
            }
            let choices = match question.form {
                AnswerForm::Choice(words) => format!(" ({})", words.join(", ")),
                _ => String::new(),
            };
            let asked = format!("[{}] {}{choices}", kind.paragraph(), question.asks);
            draft.set(question.field, ask_read(asks, &asked, said)?);
        }
    }
    Ok(draft)
}

/// The intake of a probe: from its file, and at a terminal by prompts.
pub(super) fn intake(context: &Context, file: Option<&std::path::Path>) -> Result<IntakeFile, CliError> {
    if let Some(file) = file {
        return Ok(IntakeFile::read(&read_text(file)?)?);
    }
    if !may_ask(context) {
        return Ok(IntakeFile::default());
    }
    let intake = ask_intake(&context.output)?;
    context.output.note(&summary(&intake));
    Ok(intake)
}

/// Whatever was typed.
fn said(answer: &str) -> Result<String, String> {
    Ok(answer.to_owned())
}

/// Asks until the answer can be read; nothing typed is no answer.
fn ask_read<T>(asks: &dyn Asks, question: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, CliError> {
    loop {
        let answer = asks.ask(question)?;
        let read = if answer.is_empty() { Err("an answer is needed; ctrl-C leaves".to_owned()) } else { read(&answer) };
        match read {
            Ok(value) => return Ok(value),
            Err(problem) => asks.note(&format!("  {problem}")),
        }
    }
}

fn ask_intake(asks: &dyn Asks) -> Result<IntakeFile, CliError> {
    let of_words = |question: &str| {
        ask_read(asks, question, |answer| check_words(answer).map(|()| answer.to_owned()).map_err(|e| e.to_string()))
            .map(Some)
    };
    let code = |question: &str| {
        ask_read(asks, question, |answer| check_code(answer).map(|()| answer.to_owned()).map_err(|e| e.to_string()))
            .map(Some)
    };
    let truth = |question: &str| ask_read(asks, question, yes_or_no);
    // Kept as typed: what was said is stored, what it means the facts read once more.
    let time = |question: &str| {
        ask_read(asks, question, |answer| instant(answer, OfDay::Begins).map(|_| answer.to_owned())).map(Some)
    };
    let source = |answer: &str| match answer.parse::<ProbeSource>() {
        Ok(_) => Ok(answer.to_owned()),
        Err(error) => Err(error.to_string()),
    };
    let source = ask_read(
        asks,
        "[2-110-3-G-2] Where does the image come from? (cctv, atm, fraudulent-card, photo-id, other)",
        source,
    )?;
    let mut intake = IntakeFile { source: Some(source), ..IntakeFile::default() };
    if intake.source.as_deref() == Some("other") {
        intake.source_words = of_words("[2-110-3-G-2] Which other source?")?;
    }
    intake.obtained_how = of_words("[2-110-3-G-2] How was it lawfully obtained?")?;
    intake.obtained_by = code("[2-110-3-G-2] By whom (badge)?")?;
    intake.obtained_at = time("[2-110-3-G-2] When? (2026-05-31T03:10:00-06:00 or 2026-05-31)")?;
    let genuine = "[2-110-3-G] Do you attest that it is no sketch, composite, look-alike, synthesized or retouched face? (yes/no)";
    intake.genuine = truth(genuine)?;
    intake.child = Some(truth("[2-110-4-D-2] Does it appear to show a child? (yes/no)")?);
    if truth("[2-110-4-D-1] Did somebody ask you for this search? (yes/no)")? {
        intake.request = Some(IntakeRequest {
            name: of_words("[2-110-4-D-1] Who (name)?")?,
            badge: code("[2-110-4-D-1] Their badge?")?,
            at: time("[2-110-4-D-1] When? (2026-05-31T03:05:00-06:00)")?,
            channel: of_words("[2-110-4-D-1] By which channel? (telephone, radio, e-mail, in person)")?,
        });
    }
    Ok(intake)
}

/// What was answered, a line each, so that a slip is seen before it is recorded for good.
fn summary(intake: &IntakeFile) -> String {
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "(not answered)".into());
    let truth = |truth: bool| if truth { "yes" } else { "no" }.to_owned();
    let mut lines = vec![("Source", said(&intake.source))];
    if intake.source_words.is_some() {
        lines.push(("In words", said(&intake.source_words)));
    }
    lines.extend([
        ("Obtained how", said(&intake.obtained_how)),
        ("Obtained by", said(&intake.obtained_by)),
        ("Obtained at", said(&intake.obtained_at)),
        ("Attested", truth(intake.genuine)),
        ("Shows a child", intake.child.map_or_else(|| said(&None), truth)),
    ]);
    match &intake.request {
        None => lines.push(("Asked by", "nobody".into())),
        Some(request) => lines.extend([
            ("Asked by", said(&request.name)),
            ("Their badge", said(&request.badge)),
            ("Asked at", said(&request.at)),
            ("Asked through", said(&request.channel)),
        ]),
    }
    let lines: Vec<String> = lines.into_iter().map(|(label, value)| format!("  {label:<15}{value}")).collect();
    format!("You answered:\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    /// Answers in order, and what was noted between them.
    struct Script(RefCell<std::vec::IntoIter<&'static str>>, RefCell<Vec<String>>);

    impl Script {
        fn new(answers: Vec<&'static str>) -> Self {
            Self(RefCell::new(answers.into_iter()), RefCell::default())
        }
    }

    impl Asks for Script {
        fn ask(&self, question: &str) -> Result<String, CliError> {
            let answer = self.0.borrow_mut().next();
            Ok(answer.ok_or_else(|| OperationError::Usage(format!("no answer is left: {question}")))?.to_owned())
        }

        fn note(&self, text: &str) {
            self.1.borrow_mut().push(text.to_owned());
        }
    }

    #[test]
    fn a_wrong_word_or_an_empty_answer_is_asked_again_at_once() {
        let script = Script::new(vec!["burglary", "", "administration", "", "the yearly inventory of the records"]);
        let draft = ask_open(&script, PurposeDraft::default()).unwrap();
        assert_eq!(draft.kind(), Some(PurposeKind::Administration));
        assert!(draft.missing().is_empty() && script.0.borrow().len() == 0, "{:?}", draft.missing());
        let notes = script.1.borrow();
        assert!(notes[0].contains("\"burglary\" is not one of: criminal-activity"), "{notes:?}");
        assert!(notes[1].contains("an answer is needed") && notes[2].contains("an answer is needed"), "{notes:?}");
    }

    #[test]
    fn an_intake_that_the_prompts_asked_for_is_whole() {
        let script = Script::new(vec![
            "film",
            "cctv",
            "",
            "seized under the warrant",
            "",
            "4412",
            "yesterday",
            "2026-05-31",
            "",
            "yes",
            "no",
            "yes",
            "A. Baker",
            "",
            "2207",
            "2026-05-31T03:05:00-06:00",
            "",
            "telephone",
        ]);
        let intake = ask_intake(&script).unwrap();
        assert_eq!(script.0.borrow().len(), 0);
        let request = intake.request.unwrap();
        assert_eq!((intake.obtained_by.as_deref(), intake.child, intake.genuine), (Some("4412"), Some(false), true));
        assert_eq!((request.badge.as_deref(), request.channel.as_deref()), (Some("2207"), Some("telephone")));
        assert_eq!(script.1.borrow().len(), 7);
    }
}
