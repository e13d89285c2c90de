//! `frs verify …`: from candidate to lead.

use std::path::Path;

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, arguments::VerifyCommand, comparison, purpose::source},
    operation::{
        OperationError, PurposeSource,
        verification::{
            FormRequest, OUTCOME_TEMPLATE, OpenRequest, OutcomeFile, PacketRequest, RESOLUTION_TEMPLATE, RecordRequest,
            ResolutionFile, ReviewRequest, SOURCE_TEMPLATE, SourceFile, comparison_template, make_packet,
            open_candidate, record_comparison, record_outcome, record_source, resolve_conflict, review,
            verification_status,
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
        V::Open { search, candidate, out, purpose } => {
            let ask = OpenRequest { search, candidate, out, purpose: source(context, &purpose)? };
            output.report(&open_candidate(&desk(context)?, &ask)?)?;
        }
        V::Record { template: true, .. } => output.text(&comparison_template())?,
        V::Record { search, candidate, file, purpose, .. } => {
            let (search, candidate) = named(search, candidate)?;
            let form = || comparison::form(context, file.as_deref());
            let ask = RecordRequest { search, candidate, form: &form, purpose: source(context, &purpose)? };
            output.report(&record_comparison(&desk(context)?, &ask)?)?;
        }
        V::Packet { search, reviewer, purpose } => {
            let ask = PacketRequest { search, reviewer, purpose: source(context, &purpose)? };
            output.report(&make_packet(&desk(context)?, &ask)?)?;
        }
        V::Review { search, out, item, file, purpose } => {
            let form = || comparison::form(context, file.as_deref());
            let ask = ReviewRequest { search, out, item, form: &form, purpose: source(context, &purpose)? };
            output.report(&review(&desk(context)?, &ask)?)?;
        }
        V::Resolve { template: true, .. } => output.text(RESOLUTION_TEMPLATE)?,
        V::Source { template: true, .. } => output.text(SOURCE_TEMPLATE)?,
        V::Outcome { template: true, .. } => output.text(OUTCOME_TEMPLATE)?,
        V::Resolve { search, candidate, file, purpose, .. } => {
            let form = || answers(context, file.as_deref(), ResolutionFile::read, comparison::resolution);
            let ask = request(search, candidate, &form, source(context, &purpose)?)?;
            output.report(&resolve_conflict(&desk(context)?, &ask)?)?;
        }
        V::Source { search, candidate, file, purpose, .. } => {
            let form = || answers(context, file.as_deref(), SourceFile::read, comparison::source);
            let ask = request(search, candidate, &form, source(context, &purpose)?)?;
            output.report(&record_source(&desk(context)?, &ask)?)?;
        }
        V::Outcome { search, candidate, file, purpose, .. } => {
            let form = || answers(context, file.as_deref(), OutcomeFile::read, comparison::outcome);
            let ask = request(search, candidate, &form, source(context, &purpose)?)?;
            output.report(&record_outcome(&desk(context)?, &ask)?)?;
        }
    }
    Ok(Exit::Done)
}

fn named(search: Option<String>, candidate: Option<u32>) -> Result<(String, u32), OperationError> {
    search.zip(candidate).ok_or_else(|| OperationError::Usage("name the search and --candidate N".to_owned()))
}

fn request<'r, F>(
    search: Option<String>,
    candidate: Option<u32>,
    form: &'r dyn Fn() -> Result<F, OperationError>,
    purpose: PurposeSource,
) -> Result<FormRequest<'r, F>, OperationError> {
    let (search, candidate) = named(search, candidate)?;
    Ok(FormRequest { search, candidate, form, purpose })
}

/// A form from its file, or by prompts; nothing where nobody can be asked, and the gate says what is missing.
fn answers<F: Default>(
    context: &Context,
    file: Option<&Path>,
    read: impl Fn(&str) -> Result<F, OperationError>,
    ask: impl Fn(&Context) -> Result<F, CliError>,
) -> Result<F, OperationError> {
    match file {
        Some(file) => read(&crate::cli::purpose::read_text(file).map_err(comparison::told)?),
        None if context.output.can_ask() => ask(context).map_err(comparison::told),
        None => Ok(F::default()),
    }
}
