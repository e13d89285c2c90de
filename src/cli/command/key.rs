//! `frs key …`.

use crate::{
    cli::{CliError, Context, Exit, Passphrases, arguments::KeyCommand},
    operation::{OperationError, key},
    seal::{Cost, KeyFileError},
    vocabulary::{Clock as _, SystemClock},
};

pub(super) fn run(command: KeyCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        KeyCommand::New => {
            let path = context.key_path();
            // Said before the passphrase is asked twice; the file itself is never written over.
            if path.symlink_metadata().is_ok() {
                return Err(OperationError::KeyFile(KeyFileError::Exists { path }).into());
            }
            let passphrase = context.passphrases.for_new_key()?;
            let shown = key::create(&context.home, &path, &passphrase, Cost::DEFAULT)?;
            context
                .output
                .note("Keep a copy of the key file in a safe place; without it and its passphrase nothing opens.");
            context.output.report(&shown)?;
        }
        KeyCommand::Show { witness: true } if !context.output.json() => {
            context.output.text(&key::show(&context.key_file()?).witness)?;
        }
        KeyCommand::Show { .. } => context.output.report(&key::show(&context.key_file()?))?,
        KeyCommand::Passphrase { new_passphrase_file } => {
            let mut file = context.key_file()?;
            let old = context.passphrases.current(&file)?;
            // A mistyped one is found before the new one is asked.
            drop(file.unlock(&old).map_err(OperationError::from)?);
            let new = Passphrases::replacing(new_passphrase_file.as_deref())?;
            let shown = key::change_passphrase(&context.home, &mut file, &old, &new, Cost::DEFAULT)?;
            context
                .output
                .note("The passphrase was changed. Older copies of the key file still open with the old one.");
            context.output.report(&shown)?;
        }
        KeyCommand::Unlock { duration } => {
            let duration = key::read_duration(&duration)?;
            let file = context.key_file()?;
            let passphrase = context.passphrases.current(&file)?;
            let unlocked = key::unlock(&context.home, &file, &passphrase, duration, SystemClock.now())?;
            context.output.report(&unlocked)?;
        }
        KeyCommand::Lock => context.output.report(&key::lock(&context.home, &context.key_file()?)?)?,
    }
    Ok(Exit::Done)
}
