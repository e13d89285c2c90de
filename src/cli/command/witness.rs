//! `frs audit witness`: public, for it opens no repository.

use std::path::{Path, PathBuf};

use crate::{
    cli::{CliError, Context, Exit},
    operation::{OperationError, Unlocker as _, witness},
    report::{Human as _, WitnessProgram},
    vocabulary::{Clock as _, SystemClock},
};

/// What the command line says, beside the request.
pub(super) struct Terms {
    pub program: Option<PathBuf>,
    pub fingerprint: Option<String>,
    pub new_log: bool,
    pub out: Option<PathBuf>,
}

pub(super) fn state(context: &Context) -> Result<Exit, CliError> {
    context.output.report(&witness::witness_state(&context.home)?)?;
    Ok(Exit::Done)
}

pub(super) fn cosign(request: &Path, terms: Terms, context: &Context) -> Result<Exit, CliError> {
    let asked = witness::Asked::read(&context.home, request, terms.program.as_deref(), terms.new_log)?;
    let key_file = context.key_file()?;
    match (&terms.fingerprint, asked.first_contact()) {
        (Some(given), first) => {
            if let Some(program) = first {
                tell(&program, context);
            }
            asked.compare(given)?;
        }
        (None, Some(program)) => asked.compare(&heard(&program, context)?)?,
        (None, None) => {}
    }
    let out = terms.out.unwrap_or_else(|| default_out(request));
    let secrets = context.passphrases.unlock_anew(&key_file)?;
    context.output.report(&asked.cosign(&secrets, SystemClock.now(), terms.new_log, &out)?)?;
    Ok(Exit::Done)
}

pub(super) fn take_up(
    answer: &Path,
    program: Option<&Path>,
    fingerprint: Option<String>,
    context: &Context,
) -> Result<Exit, CliError> {
    let key_file = context.key_file()?;
    let taken = witness::TakenUp::read(&context.home, key_file.public_keys(), answer, program)?;
    let told = fingerprint.map_or_else(|| heard(&taken.program(), context), Ok)?;
    taken.compare(&told)?;
    // Whoever can change the file could do without; whoever holds the key decides.
    context.passphrases.unlock_anew(&key_file)?;
    context.output.report(&taken.keep()?)?;
    Ok(Exit::Done)
}

fn tell(program: &WitnessProgram, context: &Context) {
    if context.output.json() {
        let note = format!("First contact with the program {:?} [{}].", program.name, program.fingerprint);
        context.output.tell(&note);
    } else {
        context.output.note_as_it_is(&program.human(context.output.width()));
    }
}

/// The fingerprint, as somebody hears it by voice.
fn heard(program: &WitnessProgram, context: &Context) -> Result<String, CliError> {
    tell(program, context);
    if !context.output.can_ask() {
        let why = "nobody can be asked here: give the fingerprint that the Commander told you with --fingerprint";
        return Err(OperationError::Usage(why.to_owned()).into());
    }
    context.output.ask("Fingerprint?")
}

/// `for-witness.txt` is answered by `for-witness-answer.txt`.
fn default_out(request: &Path) -> PathBuf {
    let stem = request.file_stem().unwrap_or_default().to_string_lossy();
    request.with_file_name(format!("{stem}-answer.txt"))
}
