//! `frs verify …`: from candidate to lead.

use std::path::Path;

use super::gated::desk;
use crate::{
    cli::{
        CliError, Context, Exit,
        arguments::{CandidateArguments, ClosingArguments, VerifyCommand},
        comparison,
        purpose::source,
    },
    operation::{
        FormFile, OperationError,
        verification::{
            CLOSING_TEMPLATE, ClosingRequest, ContactRequest, FormRequest, OUTCOME_TEMPLATE, OpenRequest,
            PacketRequest, RESOLUTION_TEMPLATE, ReviewRequest, SOURCE_TEMPLATE, SheetRequest, close_list,
            comparison_template, contact_sheet, make_packet, make_report, open_candidate, record_comparison,
            record_outcome, record_source, resolve_conflict, review, show_list, verification_status,
        },
    },
};

pub(super) fn run(command: VerifyCommand, context: &Context) -> Result<Exit, CliError> {
    use VerifyCommand as V;
    let output = context.output;
    match command {
        V::Status { search, purpose } => {
            output.report(&verification_status(&desk(context)?, &search, source(context, &purpose)?)?)?;
        }
        V::List { search, purpose } => {
            output.report(&show_list(&desk(context)?, &search, source(context, &purpose)?)?)?;
        }
        V::Open { search, candidate, out, purpose } => {
            let ask = OpenRequest { search, candidate, out, purpose: source(context, &purpose)? };
            output.report(&open_candidate(&desk(context)?, &ask)?)?;
        }
        V::Contact { search, out, purpose } => {
            let ask = ContactRequest { search, out, purpose: source(context, &purpose)? };
            output.report(&contact_sheet(&desk(context)?, &ask)?)?;
        }
        V::Report { search, preliminary, redact_others, out, purpose } => {
            let ask = SheetRequest { search, preliminary, redact_others, out, purpose: source(context, &purpose)? };
            output.report(&make_report(&desk(context)?, &ask)?)?;
        }
        V::Record(CandidateArguments { template: true, .. }) => output.text(&comparison_template())?,
        V::Resolve(CandidateArguments { template: true, .. }) => output.text(RESOLUTION_TEMPLATE)?,
        V::Source(CandidateArguments { template: true, .. }) => output.text(SOURCE_TEMPLATE)?,
        V::Outcome(CandidateArguments { template: true, .. }) => output.text(OUTCOME_TEMPLATE)?,
        V::Record(asked) => {
            let form = || answers(context, asked.file.as_deref(), comparison::record);
            let ask = request(context, &asked, &form)?;
            output.report(&record_comparison(&desk(context)?, &ask)?)?;
        }
        V::Close(ClosingArguments { template: true, .. }) => output.text(CLOSING_TEMPLATE)?,
        V::Close(ClosingArguments { search, file, purpose, .. }) => {
            let form = || answers(context, file.as_deref(), comparison::closing);
            let search = search.ok_or_else(|| OperationError::Usage("name the search".to_owned()))?;
            let ask = ClosingRequest { search, form: &form, purpose: source(context, &purpose)? };
            output.report(&close_list(&desk(context)?, &ask)?)?;
        }
        V::Packet { search, reviewer, purpose } => {
            let ask = PacketRequest { search, reviewer, purpose: source(context, &purpose)? };
            output.report(&make_packet(&desk(context)?, &ask)?)?;
        }
        V::Review { search, out, item, file, purpose } => {
            let form = || answers(context, file.as_deref(), comparison::record);
            let ask = ReviewRequest { search, out, item, form: &form, purpose: source(context, &purpose)? };
            output.report(&review(&desk(context)?, &ask)?)?;
        }
        V::Resolve(asked) => {
            let form = || answers(context, asked.file.as_deref(), comparison::resolution);
            let ask = request(context, &asked, &form)?;
            output.report(&resolve_conflict(&desk(context)?, &ask)?)?;
        }
        V::Source(asked) => {
            let form = || answers(context, asked.file.as_deref(), comparison::source);
            let ask = request(context, &asked, &form)?;
            output.report(&record_source(&desk(context)?, &ask)?)?;
        }
        V::Outcome(asked) => {
            let form = || answers(context, asked.file.as_deref(), comparison::outcome);
            let ask = request(context, &asked, &form)?;
            output.report(&record_outcome(&desk(context)?, &ask)?)?;
        }
    }
    Ok(Exit::Done)
}

fn request<'r, F>(
    context: &Context,
    asked: &CandidateArguments,
    form: &'r dyn Fn() -> Result<F, OperationError>,
) -> Result<FormRequest<'r, F>, CliError> {
    let named = asked.search.clone().zip(asked.candidate);
    let (search, candidate) =
        named.ok_or_else(|| OperationError::Usage("name the search and --candidate N".to_owned()))?;
    Ok(FormRequest { search, candidate, form, purpose: source(context, &asked.purpose)? })
}

/// A form from its file, or by prompts, once the gate has let the person in; nothing where nobody can be asked, and the gate says what is missing.
pub(super) fn answers<F: FormFile + Default>(
    context: &Context,
    file: Option<&Path>,
    ask: impl Fn(&Context) -> Result<F, CliError>,
) -> Result<F, OperationError> {
    match file {
        Some(file) => F::read(&crate::cli::purpose::read_text(file).map_err(comparison::told)?),
        None if context.output.can_ask() => ask(context).map_err(comparison::told),
        None => Ok(F::default()),
    }
}
