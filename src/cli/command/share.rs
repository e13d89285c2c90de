//! `frs share …`: arguments to an operation, its result to a report.

use std::path::{Path, PathBuf};

use super::gated::desk;
use crate::{
    cli::{
        CliError, Context, Exit, Passphrases,
        arguments::ShareCommand,
        purpose::{read_text, source},
    },
    operation::{
        OperationError, Unlocker as _,
        share::{
            INSIDE_TEMPLATE, InsideFile, InsideRequest, OUTSIDE_TEMPLATE, OpenAsked, OutsideFile, RECEIPT_TEMPLATE,
            ReceiptAsked, ReceiptFile, ReleaseAsked, ReleaseRequest, open_bundle, read_identities, record_receipt,
            release, request_release, share_inside, share_status,
        },
        verification::{DiscoveryRequest, collect_discovery, recompute},
    },
    vocabulary::{Clock as _, SystemClock},
};

pub(super) fn run(command: ShareCommand, context: &Context) -> Result<Exit, CliError> {
    use ShareCommand as S;
    match command {
        S::Inside { template: true, .. } => context.output.text(INSIDE_TEMPLATE)?,
        S::Inside { files, probe, details, approval, out, purpose, .. } => {
            let form = details.as_deref().map(|path| read_form(path, InsideFile::read)).transpose()?;
            let out = named(out, "--out DIR")?;
            let ask = InsideRequest { files, probe, form, approval, out, purpose: source(context, &purpose)? };
            context.output.report(&share_inside(&desk(context)?, &ask)?)?;
        }
        S::Discovery { search, out, purpose } => {
            let ask = DiscoveryRequest { search, out, purpose: source(context, &purpose)? };
            context.output.report(&collect_discovery(&desk(context)?, &ask)?)?;
        }
        S::Request { template: true, .. } => context.output.text(OUTSIDE_TEMPLATE)?,
        S::Request { files, probe, details, authority, out, purpose, .. } => {
            let form = read_form(&named(details, "--details FILE")?, OutsideFile::read)?;
            let authority = authority.ok_or_else(|| OperationError::Usage("give --to BADGE".to_owned()))?;
            let out = named(out, "--out DIR")?;
            let ask = ReleaseRequest { files, probe, form, authority, out, purpose: source(context, &purpose)? };
            context.output.report(&request_release(&desk(context)?, &ask)?)?;
        }
        S::Release { files, probe, approval, recipient_key, bundle_passphrase_file, out, purpose } => {
            let passphrase = || Passphrases::for_bundle(bundle_passphrase_file.as_deref());
            let purpose = source(context, &purpose)?;
            let ask = ReleaseAsked { files, probe, approval, recipient_key, passphrase: &passphrase, out, purpose };
            context.output.report(&release(&desk(context)?, &ask)?)?;
        }
        S::Receipt { template: true, .. } => context.output.text(RECEIPT_TEMPLATE)?,
        S::Receipt { approval, details, purpose, .. } => {
            let form = read_form(&named(details, "--details FILE")?, ReceiptFile::read)?;
            let approval = approval.ok_or_else(|| OperationError::Usage("give --approval DIGEST".to_owned()))?;
            let ask = ReceiptAsked { approval, form, purpose: source(context, &purpose)? };
            context.output.report(&record_receipt(&desk(context)?, &ask)?)?;
        }
        S::Status { purpose } => {
            context.output.report(&share_status(&desk(context)?, source(context, &purpose)?)?)?;
        }
        S::Open { .. } | S::Recompute { .. } => {
            return Err(OperationError::Bug("a public command was sent to the gate".into()).into());
        }
    }
    Ok(Exit::Done)
}

/// `frs share open`: public.
pub(super) fn open(
    bundle: PathBuf,
    out: PathBuf,
    identity: Option<&Path>,
    passphrase_file: Option<&Path>,
    fingerprint: Option<String>,
    context: &Context,
) -> Result<Exit, CliError> {
    let keys = || match identity {
        Some(file) => read_identities(file),
        None if !context.key_path().exists() => Err(OperationError::Usage(format!(
            "you have no frs key ({} is not there): name the key that the bundle was sealed to with --identity FILE",
            context.key_path().display()
        ))),
        None => Ok(vec![context.passphrases.unlock(&context.key_file()?)?.receiving]),
    };
    let passphrase = || Passphrases::of_bundle(passphrase_file);
    let now = SystemClock.now();
    let ask = OpenAsked { bundle, out, fingerprint, keys: &keys, passphrase: &passphrase, now };
    context.output.report(&open_bundle(&ask)?)?;
    Ok(Exit::Done)
}

/// Public: it opens no repository.
pub(super) fn made_again(directory: &Path, context: &Context) -> Result<Exit, CliError> {
    let found = recompute(directory, context.models().ok())?;
    context.output.report(&found)?;
    Ok(match found.verdict {
        "equal" => Exit::Done,
        "in-part" => Exit::Negative,
        _ => Exit::Integrity,
    })
}

fn read_form<F>(path: &Path, read: impl Fn(&str) -> Result<F, OperationError>) -> Result<F, CliError> {
    Ok(read(&read_text(path)?)?)
}

fn named(path: Option<PathBuf>, what: &str) -> Result<PathBuf, OperationError> {
    path.ok_or_else(|| OperationError::Usage(format!("give {what}")))
}
