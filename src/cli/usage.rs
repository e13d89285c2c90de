//! What is wrong with a command line, before any command runs.

use std::{
    ffi::OsString,
    io::{self, Write as _},
};

use clap::{CommandFactory as _, error::ErrorKind};

use super::{Exit, Failure, Output, arguments::Arguments, output::wrapped};

/// Tells a usage error of the command line itself; help and version are no errors. Whoever named a group of commands and none of them is
/// shown what there is.
pub(super) fn told(error: &clap::Error, args: &[OsString], json: bool) -> Exit {
    if error.kind() == ErrorKind::MissingSubcommand && !json {
        let mut named = Arguments::command();
        named.build();
        // Words that are no command are options before it, and their values.
        for word in args.iter().skip(1).filter_map(|word| word.to_str()) {
            if let Some(found) = named.find_subcommand(word) {
                named = found.clone();
            }
        }
        let _ = writeln!(io::stderr().lock(), "{}", named.render_help().to_string().trim_end());
        return Exit::Usage;
    }
    if !error.use_stderr() || !json {
        // Nobody may read it; the exit status says the same.
        if !error.use_stderr() {
            let _ = error.print();
            return Exit::Done;
        }
        let _ = writeln!(io::stderr().lock(), "{}", wrapped(error.render().to_string().trim_end()));
        return Exit::Usage;
    }
    let message = error.render().to_string();
    let message = message.trim_end().trim_start_matches("error: ").to_owned();
    let failure = Failure { exit: Exit::Usage, message, hint: None, paragraphs: Vec::new() };
    Output::new(true).failure(&failure);
    Exit::Usage
}
