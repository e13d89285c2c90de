//! The command line: parse, find out where things are, run one command, map what went wrong.
//!
//! A command's file only translates: arguments to an operation, its result to a report. Whatever decides, decides in
//! `operation` or below. Results go to standard output, all else to standard error.

#[allow(missing_docs, reason = "every comment there is shown as help; what is flattened is described at its type")]
pub mod arguments;
mod command;
mod comparison;
mod context;
mod failure;
mod handing;
mod output;
mod paint;
mod passphrase;
mod progress;
mod purpose;
mod reference;
mod usage;

use std::{ffi::OsString, panic::Location, path::Path, process::ExitCode};

use clap::Parser as _;

pub use context::Context;
pub use failure::{CliError, Exit, Failure};
pub use output::Output;
pub use passphrase::Passphrases;
pub use reference::{completion_script, leaves, man_pages, reference};

use arguments::Arguments;

/// Runs one command line and gives its exit status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    // Before clap has read anything, only this tells in which form an error is wanted.
    let json = args.iter().skip(1).take_while(|arg| *arg != "--").any(|arg| arg == "--json");
    let arguments = match Arguments::try_parse_from(&args) {
        Ok(arguments) => arguments,
        Err(error) => return usage::told(&error, &args, json).into(),
    };
    let output = Output::new(arguments.places.json);
    crate::report::tell_times_in(jiff::tz::TimeZone::system());
    let done =
        Context::resolve(&arguments.places, output).and_then(|context| command::run(arguments.command, &context));
    match done {
        Ok(exit) => exit.into(),
        Err(CliError::Reader) => Exit::Done.into(),
        Err(error) => {
            let failure = Failure::of(&error);
            output.failure(&failure);
            failure.exit.into()
        }
    }
}

/// No core file, and no other process of this user may look into this one: passphrases and keys are in its memory.
pub fn keep_memory_private() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Lowering a limit is always allowed; where it is not, there is nothing better to do.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// Says where a panic came from, and nothing of what the program was working on.
pub fn report_panic(location: Option<&Location<'_>>) {
    let place = location.map_or_else(
        || "an unknown place".to_owned(),
        |at| {
            let file = Path::new(at.file()).file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("{file}:{}", at.line())
        },
    );
    Output::new(false).note(&format!(
        "frs: a bug stopped this command at {place}; nothing more was done or shown. Please report it with what you \
         typed, and check with `frs audit show` what the book says"
    ));
}

/// The exit status after a panic.
pub fn panicked() -> ExitCode {
    Exit::Bug.into()
}
