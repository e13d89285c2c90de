//! One file per command.

mod audit;
mod completions;
mod demo;
mod doctor;
mod enroll;
mod evaluate;
mod evidence;
mod gated;
mod key;
mod model;
mod paper;
mod probe;
mod program;
mod purpose;
mod repository;
mod search;
mod share;
mod verify;
mod witness;

pub(super) use gated::desk;

use super::{
    CliError, Context, Exit,
    arguments::{AuditCommand, Command, ModelCommand, PaperCommand, ShareCommand},
};

/// Runs a command. What is public is named here, one line each; all else passes the gate.
pub(super) fn run(command: Command, context: &Context) -> Result<Exit, CliError> {
    match command {
        Command::Key(command) => key::run(command, context),
        Command::Model(command @ (ModelCommand::List | ModelCommand::Show { .. } | ModelCommand::Import { .. })) => {
            model::run(command, context)
        }
        Command::Completions { shell } => completions::run(shell, context),
        Command::Man { dir } => completions::man(&dir, context),
        Command::Doctor { outside, thorough } => doctor::run(outside, thorough, context),
        Command::Paper(
            command @ (PaperCommand::Request(_) | PaperCommand::Sign { .. } | PaperCommand::Show { .. }),
        ) => paper::run(command, context),
        Command::Audit(AuditCommand::Witness { take_up: Some(answer), program, fingerprint, .. }) => {
            witness::take_up(&answer, program.as_deref(), fingerprint, context)
        }
        Command::Audit(AuditCommand::Witness { state: true, .. } | AuditCommand::Witness { request: None, .. }) => {
            witness::state(context)
        }
        Command::Audit(AuditCommand::Witness {
            request: Some(request), program, fingerprint, new_log, out, ..
        }) => witness::cosign(&request, witness::Terms { program, fingerprint, new_log, out }, context),
        Command::Audit(AuditCommand::CheckProof { file, anchors }) => evidence::proof(&file, anchors, context),
        Command::Audit(AuditCommand::CheckReport { files, proof, anchors }) => {
            evidence::report(&files, &proof, anchors, context)
        }
        Command::Audit(AuditCommand::CheckExport { directory, anchors }) => {
            evidence::export(&directory, anchors, context)
        }
        Command::Share(ShareCommand::Open { bundle, out, identity, bundle_passphrase_file, anchors }) => {
            share::open(bundle, out, identity.as_deref(), bundle_passphrase_file.as_deref(), anchors, context)
        }
        Command::Share(ShareCommand::Recompute { directory, anchors }) => {
            share::made_again(&directory, anchors, context)
        }
        gated => gated::gated(gated, context),
    }
}
