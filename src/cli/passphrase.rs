//! Where passphrases come from: a file, an open file descriptor, or the terminal. Never an argument, never the
//! environment, which others can read.

use std::{
    cell::OnceCell,
    fmt,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{Output, arguments::Places};
use crate::{
    operation::{OperationError, Unlocker, files, key},
    seal::{KeyFile, KeyFileError, Passphrase, Secrets},
};

const MAX_BYTES: usize = 4096;
/// How often a person at the terminal may try.
const TRIES: usize = 3;

#[derive(Debug)]
enum Source {
    File(PathBuf),
    Descriptor(i32),
    Terminal,
}

/// Asks for passphrases, and unlocks key files with them.
pub struct Passphrases {
    source: Source,
    home: PathBuf,
    output: Output,
    /// A descriptor can be read once only.
    read: OnceCell<Zeroizing<String>>,
}

impl fmt::Debug for Passphrases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passphrases(from {:?})", self.source)
    }
}

impl Passphrases {
    pub(super) fn new(places: &Places, home: &Path, output: Output) -> Self {
        let source = match (places.passphrase_fd, &places.passphrase_file) {
            (Some(descriptor), _) => Source::Descriptor(descriptor),
            (None, Some(file)) => Source::File(file.clone()),
            (None, None) => Source::Terminal,
        };
        Self { source, home: home.to_owned(), output, read: OnceCell::new() }
    }

    /// The passphrase of a key file that exists.
    ///
    /// # Errors
    /// Where it cannot be read or asked.
    pub fn current(&self, file: &KeyFile) -> Result<Passphrase, OperationError> {
        match self.given()? {
            Some(given) => Ok(given),
            None => ask(&format!("Passphrase for {}: ", file.path().display())).map(Passphrase::new),
        }
    }

    /// A passphrase for a new key file, asked twice.
    ///
    /// # Errors
    /// Where it cannot be read or asked, or the two differ.
    pub fn for_new_key(&self) -> Result<Passphrase, OperationError> {
        match self.given()? {
            Some(given) => Ok(given),
            None => ask_twice(),
        }
    }

    /// The passphrase that replaces another, from a file of its own or asked twice.
    ///
    /// # Errors
    /// Where it cannot be read or asked, or the two differ.
    pub fn replacing(file: Option<&Path>) -> Result<Passphrase, OperationError> {
        file.map_or_else(ask_twice, |file| first_line_of_file(file).map(Passphrase::new))
    }

    /// A new passphrase for a bundle, from a file of its own or asked twice; a short one is refused.
    ///
    /// # Errors
    /// Where it cannot be read or asked, is too short, or the two differ.
    pub fn for_bundle(file: Option<&Path>) -> Result<Passphrase, OperationError> {
        let passphrase = Self::replacing(file)?;
        passphrase.check_new()?;
        Ok(passphrase)
    }

    /// The passphrase of a bundle that was received, from a file of its own or asked.
    ///
    /// # Errors
    /// Where it cannot be read or asked.
    pub fn of_bundle(file: Option<&Path>) -> Result<Passphrase, OperationError> {
        match file {
            Some(file) => first_line_of_file(file).map(Passphrase::new),
            None => ask("Passphrase of the bundle: ").map(Passphrase::new),
        }
    }

    /// Unlocks with the passphrase; a person at the terminal has three tries.
    fn with_passphrase(&self, file: &KeyFile) -> Result<Secrets, OperationError> {
        if let Some(given) = self.given()? {
            return Ok(file.unlock(&given)?);
        }
        for _ in 1..TRIES {
            match file.unlock(&self.current(file)?) {
                Err(KeyFileError::WrongPassphrase { .. }) => self.output.note("That is not the passphrase; try again."),
                other => return Ok(other?),
            }
        }
        Ok(file.unlock(&self.current(file)?)?)
    }

    fn given(&self) -> Result<Option<Passphrase>, OperationError> {
        let copy = |line: &Zeroizing<String>| Some(Passphrase::new(line.clone()));
        if let Some(line) = self.read.get() {
            return Ok(copy(line));
        }
        let line = match &self.source {
            Source::File(file) => first_line_of_file(file)?,
            Source::Descriptor(descriptor) => first_line_of_descriptor(*descriptor)?,
            Source::Terminal => return Ok(None),
        };
        Ok(copy(self.read.get_or_init(|| line)))
    }
}

impl Unlocker for Passphrases {
    fn unlock(&self, file: &KeyFile) -> Result<Secrets, OperationError> {
        if matches!(self.source, Source::Terminal) {
            match key::from_keyring(&self.home, file, Timestamp::now()) {
                key::Cached::Secrets(secrets) => return Ok(*secrets),
                key::Cached::Unusable(why) => self.output.note(&format!("{why}; `frs key unlock` renews it")),
                key::Cached::Nothing => {}
            }
        }
        self.with_passphrase(file)
    }

    fn unlock_anew(&self, file: &KeyFile) -> Result<Secrets, OperationError> {
        self.with_passphrase(file)
    }

    fn tell(&self, note: &str) {
        self.output.tell(note);
    }
}

/// Asks at the controlling terminal, so that standard input may be a pipe.
fn ask(question: &str) -> Result<Zeroizing<String>, OperationError> {
    let question = super::output::wrapped(question);
    rpassword::prompt_password(question).map(Zeroizing::new).map_err(|error| {
        OperationError::Environment(format!(
            "the passphrase cannot be asked, for there is no terminal ({error}); give --passphrase-file FILE or \
             --passphrase-fd N"
        ))
    })
}

fn ask_twice() -> Result<Passphrase, OperationError> {
    let first = ask("New passphrase (several words are good): ")?;
    let second = ask("Once more: ")?;
    if *first == *second {
        return Ok(Passphrase::new(first));
    }
    Err(OperationError::Usage("the two passphrases differ; nothing was changed. Try again".to_owned()))
}

fn first_line_of_file(path: &Path) -> Result<Zeroizing<String>, OperationError> {
    let unreadable = |error: std::io::Error| OperationError::file(path, format!("cannot be read ({error})"));
    let file = files::open_regular(path).map_err(unreadable)?;
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::MetadataExt::mode(&file.metadata().map_err(unreadable)?) & 0o777;
        if mode & 0o077 != 0 {
            let why = format!(
                "has mode {mode:04o}, so others can have the passphrase; set it with `chmod 600`, or use --passphrase-fd"
            );
            return Err(OperationError::file(path, why));
        }
    }
    first_line(file).map_err(|why| OperationError::file(path, why))
}

#[cfg(unix)]
fn first_line_of_descriptor(descriptor: i32) -> Result<Zeroizing<String>, OperationError> {
    let wrong = |why: String| OperationError::Usage(format!("--passphrase-fd {descriptor}: {why}"));
    if descriptor == 0 {
        return first_line(std::io::stdin().lock()).map_err(wrong);
    }
    let path = PathBuf::from(format!("/dev/fd/{descriptor}"));
    let file = std::fs::File::open(path).map_err(|error| wrong(format!("cannot be read ({error})")))?;
    first_line(file).map_err(wrong)
}

#[cfg(not(unix))]
fn first_line_of_descriptor(_: i32) -> Result<Zeroizing<String>, OperationError> {
    Err(OperationError::Usage("--passphrase-fd works on Unix only; use --passphrase-file".to_owned()))
}

/// The text before the first line break. The buffer never grows, so that no copy of it is left in memory.
fn first_line(mut from: impl std::io::Read) -> Result<Zeroizing<String>, String> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_BYTES));
    let mut piece = Zeroizing::new([0; 256]);
    while !bytes.contains(&b'\n') {
        let read = match from.read(&mut *piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(format!("cannot be read ({error})")),
        };
        if bytes.len() + read > MAX_BYTES {
            return Err(format!("the first line is longer than {MAX_BYTES} bytes"));
        }
        bytes.extend_from_slice(&piece[..read]);
    }
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    match std::str::from_utf8(line) {
        Ok("") => Err("the first line, where the passphrase must be, is empty".to_owned()),
        Ok(line) => Ok(Zeroizing::new(line.to_owned())),
        Err(_) => Err("the first line is not UTF-8 text".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_passphrase() {
        for text in ["pass word", "pass word\n", "pass word\r\nmore", "pass word\n\n"] {
            assert_eq!(*first_line(text.as_bytes()).unwrap(), "pass word");
        }
        for wrong in [&b""[..], b"\nsecond", b"\xff\xfe\n", &[b'a'; 5000]] {
            assert!(first_line(wrong).is_err());
        }
    }
}
