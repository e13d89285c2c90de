//! `frs share …`: arguments to an operation, its result to a report.

use std::path::{Path, PathBuf};

use super::{evidence::anchors, gated::desk, verify::answers};
use crate::{
    cli::{
        CliError, Context, Exit, Passphrases,
        arguments::{AnchorArguments, ShareCommand},
        handing,
        purpose::source,
    },
    operation::{
        OperationError, Unlocker as _,
        share::{
            Draft, INSIDE_TEMPLATE, InsideRequest, OUTSIDE_TEMPLATE, OpenAsked, OutsideFile, Own, RECEIPT_TEMPLATE,
            ReceiptAsked, ReceiptFile, ReleaseAsked, ReleaseRequest, open_bundle, own_program, read_identities,
            record_receipt, release, request_release, share_inside, share_status,
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
            let given = details.is_some();
            let form = |ask: bool, approvers: &[String]| match given || (ask && context.output.can_ask()) {
                true => {
                    let asked = |context: &Context| handing::inside(context, approvers);
                    answers(context, details.as_deref(), asked).map(Some)
                }
                false => Ok(None),
            };
            let out = named(out, "--out DIR")?;
            let ask = InsideRequest { files, probe, form: &form, approval, out, purpose: source(context, &purpose)? };
            context.output.report(&share_inside(&desk(context)?, &ask)?)?;
        }
        S::Discovery { search, out, purpose } => {
            let ask = DiscoveryRequest { search, out, purpose: source(context, &purpose)? };
            context.output.report(&collect_discovery(&desk(context)?, &ask)?)?;
        }
        S::Request { template: true, .. } => context.output.text(OUTSIDE_TEMPLATE)?,
        S::Request { files, probe, details, authority, out, purpose, .. } => {
            let form = |ask: bool| match ask || details.is_some() {
                true => answers(context, details.as_deref(), handing::outside),
                false => Ok(OutsideFile::default()),
            };
            let authority = authority.ok_or_else(|| OperationError::Usage("give --to BADGE".to_owned()))?;
            let out = named(out, "--out DIR")?;
            let ask = ReleaseRequest { files, probe, form: &form, authority, out, purpose: source(context, &purpose)? };
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
            let form = |ask: bool| match ask || details.is_some() {
                true => answers(context, details.as_deref(), handing::receipt),
                false => Ok(ReceiptFile::default()),
            };
            let approval = approval.ok_or_else(|| OperationError::Usage("give --approval DIGEST".to_owned()))?;
            let ask = ReceiptAsked { approval, form: &form, purpose: source(context, &purpose)? };
            context.output.report(&record_receipt(&desk(context)?, &ask)?)?;
        }
        S::Status { draft, out, purpose } => {
            let draft = draft.zip(out).map(|(entry, out)| Draft { entry, out });
            context.output.report(&share_status(&desk(context)?, source(context, &purpose)?, draft.as_ref())?)?;
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
    given: AnchorArguments,
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
    let key_file = context.key_path().exists().then(|| context.key_file()).transpose()?;
    let person = key_file.map(|file| file.public_keys().person_id());
    let (anchors, own) = (anchors(given)?, Own { person, program: own_program(&context.authorization) });
    let ask = OpenAsked { bundle, out, anchors: &anchors, own, keys: &keys, passphrase: &passphrase, now };
    let opened = open_bundle(&ask)?;
    context.output.report(&opened)?;
    Ok(match (opened.anchored, opened.acceptance) {
        (false, _) => Exit::Unanchored,
        (true, "proven" | "none") => Exit::Done,
        (true, _) => Exit::Unwitnessed,
    })
}

/// Public: it opens no repository.
pub(super) fn made_again(directory: &Path, given: AnchorArguments, context: &Context) -> Result<Exit, CliError> {
    let found = recompute(directory, context.models().ok(), &anchors(given)?)?;
    context.output.report(&found)?;
    Ok(match (found.verdict, found.proof) {
        ("equal" | "in-part", "none" | "unanchored") => Exit::Unanchored,
        ("equal" | "in-part", "unwitnessed") => Exit::Unwitnessed,
        ("equal", _) => Exit::Done,
        ("in-part", _) => Exit::Negative,
        _ => Exit::Integrity,
    })
}

fn named(path: Option<PathBuf>, what: &str) -> Result<PathBuf, OperationError> {
    path.ok_or_else(|| OperationError::Usage(format!("give {what}")))
}
