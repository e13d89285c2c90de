//! Purpose and intake from flags, files and prompts: every question in the officer's words, asked once.

use std::io::Read as _;

use super::{CliError, Context, arguments::PurposeArguments};
use crate::{
    operation::{IntakeFile, IntakeRequest, OperationError, PurposeSource, read_small},
    vocabulary::{AnswerForm, Needed, PurposeDraft, PurposeField, PurposeKind, questions},
};

/// Reads a small text file; `-` is standard input.
pub(super) fn read_text(path: &std::path::Path) -> Result<String, CliError> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().take(1 << 20).read_to_end(&mut bytes)?;
        bytes
    } else {
        read_small(path)?
    };
    let text = String::from_utf8(bytes);
    Ok(text.map_err(|_| OperationError::file(path, "this is not UTF-8 text"))?)
}

/// The purpose of a command, as its flags name it; at a terminal, what is missing is asked.
pub(super) fn source(context: &Context, arguments: &PurposeArguments) -> Result<PurposeSource, CliError> {
    if let Some(file) = &arguments.purpose_file {
        let draft = PurposeDraft::from_toml(&read_text(file)?);
        return Ok(PurposeSource::State(draft.map_err(|e| OperationError::Usage(e.to_string()))?));
    }
    let named = match &arguments.purpose {
        Some(named) => named.clone(),
        None if context.output.can_ask() => context.output.ask(
            "Under which purpose? (its id, as `frs purpose state` printed it; or administration, oversight, evaluation)",
        )?,
        None => return Ok(PurposeSource::Nothing),
    };
    if named.is_empty() {
        return Ok(PurposeSource::Nothing);
    }
    if let Ok(id) = named.parse() {
        return Ok(PurposeSource::Cite(id));
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
    if !context.output.can_ask() {
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
    let mut intake = IntakeFile::default();
    if !context.output.can_ask() {
        return Ok(intake);
    }
    let ask = |question: &str| -> Result<Option<String>, CliError> {
        Ok(Some(context.output.ask(question)?).filter(|answer| !answer.is_empty()))
    };
    let yes = |answer: Option<String>| answer.map(|answer| answer.eq_ignore_ascii_case("yes"));
    intake.source = ask("[2-110-3-G-2] Where does the image come from? (cctv, atm, fraudulent-card, photo-id, other)")?;
    if intake.source.as_deref() == Some("other") {
        intake.source_words = ask("[2-110-3-G-2] Which other source?")?;
    }
    intake.obtained_how = ask("[2-110-3-G-2] How was it lawfully obtained?")?;
    intake.obtained_by = ask("[2-110-3-G-2] By whom (badge)?")?;
    intake.obtained_at = ask("[2-110-3-G-2] When? (2026-05-31T03:10:00-06:00 or 2026-05-31)")?;
    let genuine = "[2-110-3-G] Do you attest that it is no sketch, composite, look-alike, synthesized or retouched face? (yes/no)";
    intake.genuine = yes(ask(genuine)?).unwrap_or(false);
    intake.child = yes(ask("[2-110-4-D-2] Does it appear to show a child? (yes/no)")?);
    if yes(ask("[2-110-4-D-1] Did somebody ask you for this search? (yes/no)")?) == Some(true) {
        intake.request = Some(IntakeRequest {
            name: ask("[2-110-4-D-1] Who (name)?")?,
            badge: ask("[2-110-4-D-1] Their badge?")?,
            at: ask("[2-110-4-D-1] When? (2026-05-31T03:05:00-06:00)")?,
            channel: ask("[2-110-4-D-1] By which channel? (telephone, radio, e-mail, in person)")?,
        });
    }
    Ok(intake)
}
