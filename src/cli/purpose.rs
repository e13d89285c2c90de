//! Purpose and intake from flags, files and prompts: every question in the officer's words, asked once.

use std::io::Read as _;

use super::{CliError, Context, arguments::PurposeArguments, command::desk};
use crate::{
    operation::{IntakeFile, IntakeRequest, OperationError, PurposeSource, files, instant, yes_or_no},
    policy::ProbeSource,
    vocabulary::{AnswerForm, Needed, PurposeDraft, PurposeField, PurposeId, PurposeKind, questions, short_digits},
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
    if let Ok(id) = named.parse() {
        return Ok(PurposeSource::Cite(id));
    }
    if let Some(digits) = short_digits(PurposeId::PREFIX, &named) {
        return Ok(PurposeSource::Short(digits.to_owned()));
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

/// Asks every question that is still open; without a terminal the draft stays as it is, and the gate says what is missing.
pub(super) fn ask_missing(context: &Context, mut draft: PurposeDraft) -> Result<PurposeDraft, CliError> {
    if !may_ask(context) {
        return Ok(draft);
    }
    if draft.kind().is_none() {
        let kind = context.output.ask(
            "What is it for? (criminal-activity, endangered-person, decedent, administration, oversight, evaluation)",
        )?;
        draft.set(PurposeField::Purpose, kind);
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
                context.output.note(&format!("  {}", one.problem));
            }
            let choices = match question.form {
                AnswerForm::Choice(words) => format!(" ({})", words.join(", ")),
                _ => String::new(),
            };
            let answer = context.output.ask(&format!("[{}] {}{choices}", kind.paragraph(), question.asks))?;
            if answer.is_empty() {
                break;
            }
            draft.set(question.field, answer);
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
    let intake = ask_intake(context)?;
    context.output.note(&summary(&intake));
    Ok(intake)
}

/// Asks until the answer can be read; nothing typed is no answer.
fn ask_read<T>(
    context: &Context,
    question: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, CliError> {
    loop {
        let answer = context.output.ask(question)?;
        if answer.is_empty() {
            return Ok(None);
        }
        match read(&answer) {
            Ok(value) => return Ok(Some(value)),
            Err(problem) => context.output.note(&format!("  {problem}")),
        }
    }
}

fn ask_intake(context: &Context) -> Result<IntakeFile, CliError> {
    let words = |question: &str| ask_read(context, question, |answer| Ok(answer.to_owned()));
    let truth = |question: &str| ask_read(context, question, yes_or_no);
    // Kept as typed: what was said is stored, what it means the facts read once more.
    let time = |question: &str| ask_read(context, question, |answer| instant(answer, false).map(|_| answer.to_owned()));
    let source = |answer: &str| match answer.parse::<ProbeSource>() {
        Ok(_) => Ok(answer.to_owned()),
        Err(error) => Err(error.to_string()),
    };
    let mut intake = IntakeFile {
        source: ask_read(
            context,
            "[2-110-3-G-2] Where does the image come from? (cctv, atm, fraudulent-card, photo-id, other)",
            source,
        )?,
        ..IntakeFile::default()
    };
    if intake.source.as_deref() == Some("other") {
        intake.source_words = words("[2-110-3-G-2] Which other source?")?;
    }
    intake.obtained_how = words("[2-110-3-G-2] How was it lawfully obtained?")?;
    intake.obtained_by = words("[2-110-3-G-2] By whom (badge)?")?;
    intake.obtained_at = time("[2-110-3-G-2] When? (2026-05-31T03:10:00-06:00 or 2026-05-31)")?;
    let genuine = "[2-110-3-G] Do you attest that it is no sketch, composite, look-alike, synthesized or retouched face? (yes/no)";
    intake.genuine = truth(genuine)? == Some(true);
    intake.child = truth("[2-110-4-D-2] Does it appear to show a child? (yes/no)")?;
    if truth("[2-110-4-D-1] Did somebody ask you for this search? (yes/no)")? == Some(true) {
        intake.request = Some(IntakeRequest {
            name: words("[2-110-4-D-1] Who (name)?")?,
            badge: words("[2-110-4-D-1] Their badge?")?,
            at: time("[2-110-4-D-1] When? (2026-05-31T03:05:00-06:00)")?,
            channel: words("[2-110-4-D-1] By which channel? (telephone, radio, e-mail, in person)")?,
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
