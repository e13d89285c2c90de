//! `frs paper request|sign|show`: papers without a repository.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use crate::{
    cli::{
        CliError, Context, Exit,
        arguments::{DraftArguments, PaperCommand, PaperRequest},
    },
    gate::{DETAILS_TEMPLATE, PaperKind},
    operation::{OperationError, Unlocker as _, files, paper, yes_or_no},
    report::Human as _,
    vocabulary::{Clock as _, SystemClock},
};

const MAX_REASON: u64 = 64 * 1024;

pub(super) fn run(command: PaperCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        PaperCommand::Request(request) => write_request(request, context),
        PaperCommand::Sign { file, out, not_before, not_after, suspensions, yes } => {
            let terms = paper::Terms { not_before, not_after, suspensions_known: suspensions };
            sign(&file, out, &terms, yes, context)
        }
        PaperCommand::Show { file } => {
            let read = paper::read(&file)?;
            context.output.report(&paper::show(&read))?;
            paper::check_own_signature(&file, &read)?;
            Ok(Exit::Done)
        }
        PaperCommand::Accept { .. } => Err(OperationError::Bug("accept passes the gate".to_owned()).into()),
    }
}

fn write_request(request: PaperRequest, context: &Context) -> Result<Exit, CliError> {
    let (made, out) = match request {
        PaperRequest::Authorization { template: true, .. } => {
            context.output.text(DETAILS_TEMPLATE)?;
            return Ok(Exit::Done);
        }
        PaperRequest::Authorization { program: Some(program), details: Some(details), out, .. } => {
            let secrets = context.passphrases.unlock(&context.key_file()?)?;
            (paper::request_authorization(program, &details, &secrets)?, out)
        }
        PaperRequest::Authorization { .. } => {
            return Err(OperationError::Usage("give --program and --details, or --template".to_owned()).into());
        }
        PaperRequest::Suspension { program, person, number, reason_file, out } => {
            (paper::draft_suspension(program, person, number, &read_reason(&reason_file)?)?, out)
        }
        PaperRequest::Floor { program, floor, out } => (paper::draft_floor(program, &floor)?, out),
        PaperRequest::Designation(draft) => return write_draft(PaperKind::Designation, draft, context),
        PaperRequest::Reinstatement(draft) => return write_draft(PaperKind::Reinstatement, draft, context),
        PaperRequest::Retirement(draft) => return write_draft(PaperKind::Retirement, draft, context),
        PaperRequest::Roster(draft) => return write_draft(PaperKind::Roster, draft, context),
        PaperRequest::Succession(draft) => return write_draft(PaperKind::Succession, draft, context),
        PaperRequest::LogKey(draft) => return write_draft(PaperKind::LogKey, draft, context),
        PaperRequest::Time(draft) => return write_draft(PaperKind::Time, draft, context),
        PaperRequest::ExpungeOrder(draft) => return write_draft(PaperKind::ExpungeOrder, draft, context),
        PaperRequest::Hold(draft) => return write_draft(PaperKind::Hold, draft, context),
        PaperRequest::HoldRelease(draft) => return write_draft(PaperKind::HoldRelease, draft, context),
        PaperRequest::Correction(draft) => return write_draft(PaperKind::Correction, draft, context),
        PaperRequest::ShareApproval(draft) => return write_draft(PaperKind::ShareApproval, draft, context),
        PaperRequest::ReleaseApproval(draft) => return write_draft(PaperKind::ReleaseApproval, draft, context),
        PaperRequest::Restore(draft) => return write_draft(PaperKind::Restore, draft, context),
    };
    context.output.report(&paper::write(&out, &made)?)?;
    Ok(Exit::Done)
}

fn write_draft(kind: PaperKind, draft: DraftArguments, context: &Context) -> Result<Exit, CliError> {
    let DraftArguments { program, details, codes, template, out } = draft;
    if template {
        context.output.text(&paper::template(kind)?)?;
        return Ok(Exit::Done);
    }
    let program = program.ok_or_else(|| OperationError::Usage("give --program, or --template".to_owned()))?;
    let made = paper::draft(kind, program, details.as_deref(), &codes)?;
    let out = out.unwrap_or_else(|| PathBuf::from(format!("{kind}.frs")));
    context.output.report(&paper::write(&out, &made)?)?;
    Ok(Exit::Done)
}

fn read_reason(path: &Path) -> Result<String, OperationError> {
    if path != Path::new("-") {
        return files::read_text(path, MAX_REASON);
    }
    let mut reason = String::new();
    let read = std::io::stdin().lock().take(MAX_REASON).read_to_string(&mut reason);
    read.map_err(|error| OperationError::Usage(format!("the reason on standard input cannot be read ({error})")))?;
    Ok(reason)
}

fn sign(
    file: &Path,
    out: Option<PathBuf>,
    terms: &paper::Terms,
    yes: bool,
    context: &Context,
) -> Result<Exit, CliError> {
    let output = context.output;
    let key_file = context.key_file()?;
    let draft = paper::Draft::new(file, key_file.public_keys(), terms, SystemClock.now())?;
    let out = out.unwrap_or_else(|| draft.default_out(file));
    if out.symlink_metadata().is_ok() {
        return Err(files::already_there(&out).into());
    }
    output.note_as_it_is(&draft.shown().human(output.width()));
    if !yes {
        if !output.can_ask() {
            let why = "what would be signed stands above; nobody can be asked here: add --yes once you have read it";
            return Err(OperationError::Usage(why.to_owned()).into());
        }
        if yes_or_no(&output.ask("Sign? (yes/no)")?) != Ok(true) {
            return Err(OperationError::Usage("not signed; nothing was written".to_owned()).into());
        }
    }
    let signed = draft.sign(&context.passphrases.unlock_anew(&key_file)?)?;
    output.report(&paper::write(&out, &signed)?)?;
    Ok(Exit::Done)
}
