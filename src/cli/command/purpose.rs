//! `frs purpose state|list|show`.

use super::gated::desk;
use crate::{
    cli::{
        CliError, Context, Exit,
        arguments::PurposeCommand,
        purpose::{ask_missing, by_id, read_text},
    },
    operation::{OperationError, list_purposes, purpose_template, show_purpose, state_purpose},
    vocabulary::{PurposeDraft, PurposeField, QUESTIONS},
};

pub(super) fn run(command: PurposeCommand, context: &Context) -> Result<Exit, CliError> {
    let usage = |text: String| CliError::from(OperationError::Usage(text));
    match command {
        PurposeCommand::State { template: Some(kind), .. } => {
            let kind = kind.parse().map_err(|e: crate::vocabulary::WordError| usage(e.to_string()))?;
            context.output.text(&purpose_template(kind))?;
        }
        PurposeCommand::State { file, kind, case, codes, .. } => {
            let mut draft = match file {
                Some(file) => PurposeDraft::from_toml(&read_text(&file)?).map_err(|e| usage(e.to_string()))?,
                None => PurposeDraft::default(),
            };
            if let Some(kind) = kind {
                draft.set(PurposeField::Purpose, kind);
            }
            if let Some(case) = case {
                draft.set(PurposeField::CaseNumber, case);
            }
            for code in &codes {
                let (field, answer) = code_answer(code)?;
                draft.set(field, answer);
            }
            context.output.report(&state_purpose(&desk(context)?, ask_missing(context, draft)?)?)?;
        }
        PurposeCommand::List => context.output.report(&list_purposes(&desk(context)?)?)?,
        PurposeCommand::Show { id } => {
            let named = by_id(&id).ok_or_else(|| {
                usage(format!(
                    "{id:?} is no purpose's id; frs purpose list names yours (the first six digits are enough)"
                ))
            })?;
            context.output.report(&show_purpose(&desk(context)?, &named)?)?;
        }
    }
    Ok(Exit::Done)
}

/// `FIELD=CODE`; words are refused here, for a command line shows in `ps` and in the shell's history.
fn code_answer(text: &str) -> Result<(PurposeField, &str), OperationError> {
    let codes = || {
        let fields = PurposeField::ALL.iter().filter(|field| may_be_flag(**field)).map(|field| field.as_str());
        fields.collect::<Vec<_>>().join(", ")
    };
    let (field, answer) = text
        .split_once('=')
        .ok_or_else(|| OperationError::Usage(format!("--set {text}: write FIELD=CODE; the fields are {}", codes())))?;
    match field.parse::<PurposeField>() {
        Ok(field) if may_be_flag(field) => Ok((field, answer)),
        Ok(field) => Err(OperationError::Usage(format!(
            "--set {field}: names and words do not go on a command line, where others can read them; put it in a file \
             (frs purpose state --template KIND), or answer at the terminal"
        ))),
        Err(_) => Err(OperationError::Usage(format!("--set {field}: the fields are {}", codes()))),
    }
}

fn may_be_flag(field: PurposeField) -> bool {
    QUESTIONS.iter().any(|question| question.field == field && question.form.may_be_flag())
}
