//! `frs doctor`: everything that can be seen from outside, then what the book says, as far as the gate lets whoever asks.

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, Failure},
    operation::doctor::{Places, check_repository, from_outside},
    report::{Check, CheckFinding, Checkup, Level},
    vocabulary::SystemClock,
};

pub(super) fn run(outside: bool, thorough: bool, context: &Context) -> Result<Exit, CliError> {
    let places = Places {
        home: &context.home,
        authorization: &context.authorization,
        models: context.models().ok(),
        repository: context.repository().ok(),
    };
    let mut checked = Checkup { findings: from_outside(&places, &SystemClock), entry: None };
    let there = |check| checked.findings.iter().any(|one| one.check == check && one.level == Level::Fine);
    let mut exit = None;
    if outside || !there(Check::Place) || !there(Check::KeyFile) {
        let says = "the book was not opened: what it knows of file, witnesses, clock and backups was not looked at";
        checked.findings.push(CheckFinding::at(Level::Note, Check::Book, says, "frs repository check, with a key"));
    } else {
        match desk(context).and_then(|desk| Ok(check_repository(&desk, thorough)?)) {
            Ok(inside) => {
                checked.findings.extend(inside.findings);
                checked.entry = inside.entry;
            }
            Err(error) => {
                let (finding, status) = not_opened(&error);
                checked.findings.push(finding);
                exit = Some(status);
            }
        }
    }
    context.output.report(&checked)?;
    Ok(match exit {
        Some(status) if checked.worst() == Level::Broken => status,
        _ => exit_of(&checked),
    })
}

/// Why the book was not opened is a finding like another.
fn not_opened(error: &CliError) -> (CheckFinding, Exit) {
    let failure = Failure::of(error);
    let (check, remedy) = match failure.exit {
        Exit::Refused => (Check::Authorization, "what stands below each paragraph; then frs status"),
        Exit::Tampered | Exit::RolledBack => {
            (Check::Book, "stop, keep everything as it is, and tell the auditor: frs audit verify --read-only")
        }
        Exit::Integrity => (Check::Database, "stop, keep the file as evidence, and restore a backup (docs/backup.md)"),
        _ => (Check::Book, "mend what is said; then frs doctor again"),
    };
    let remedy = failure.hint.unwrap_or(remedy);
    // A refusal is a page; here it stands in one line.
    let lines: Vec<&str> = failure.message.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    (CheckFinding::at(Level::Broken, check, lines.join(" "), remedy), failure.exit)
}

/// The gravest finding as an exit status.
pub(super) fn exit_of(checked: &Checkup) -> Exit {
    let broken =
        |checks: &[Check]| checked.findings.iter().any(|one| one.level == Level::Broken && checks.contains(&one.check));
    match checked.worst() {
        Level::Fine | Level::Note => Exit::Done,
        Level::Warning => Exit::Negative,
        Level::Broken if broken(&[Check::Models, Check::KnownAnswer, Check::Database, Check::Sealed]) => {
            Exit::Integrity
        }
        Level::Broken => Exit::Environment,
    }
}
