//! Where things are: the flag, else the environment, else `config.toml` in the home directory, else the usual place.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{CliError, Output, Passphrases, arguments::Places};
use crate::{
    operation::{OperationError, files, key_path},
    seal::KeyFile,
};

/// A configuration file is much smaller.
const MAX_CONFIG: u64 = 64 * 1024;

/// `config.toml`. Relative paths are relative to the home directory, so that the directory one stands in, which may
/// hold evidence, never matters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    repository: Option<PathBuf>,
    models: Option<PathBuf>,
    authorization: Option<PathBuf>,
}

/// Where this command finds things, and how it answers.
#[derive(Debug)]
pub struct Context {
    /// The person's own directory.
    pub home: PathBuf,
    /// Their signed authorization; it need not be there.
    pub authorization: PathBuf,
    /// Where answers go.
    pub output: Output,
    /// Where passphrases come from.
    pub passphrases: Passphrases,
    repository: Option<PathBuf>,
    models: Option<PathBuf>,
}

impl Context {
    /// Finds out where things are.
    ///
    /// # Errors
    /// Where the home directory or its configuration cannot be used.
    pub fn resolve(places: &Places, output: Output) -> Result<Self, CliError> {
        let home = places.home.clone().map_or_else(default_home, Ok)?;
        let config = read_config(&home)?;
        let from_home = |path: Option<PathBuf>| path.map(|path| home.join(path));
        let authorization = places.authorization.clone().or(from_home(config.authorization));
        Ok(Self {
            authorization: authorization.unwrap_or_else(|| home.join("authorization.frs")),
            repository: places.repository.clone().or(from_home(config.repository)),
            models: places.models.clone().or(from_home(config.models)).or_else(default_models),
            passphrases: Passphrases::new(places, &home, output),
            output,
            home,
        })
    }

    /// The repository's directory.
    ///
    /// # Errors
    /// Where nothing says which.
    pub fn repository(&self) -> Result<&Path, OperationError> {
        self.repository.as_deref().ok_or_else(|| {
            OperationError::Usage(format!(
                "no repository is named: give --repository DIR, set FRS_REPOSITORY, or write `repository = \"DIR\"` in \
                 {}",
                self.home.join("config.toml").display()
            ))
        })
    }

    /// The repository's directory; of whoever has no key a path where there is none, for the gate refuses them, and does not
    /// tell them how to name a repository.
    ///
    /// # Errors
    /// Where nothing says which, and somebody with a key asks.
    pub fn repository_at_the_gate(&self) -> Result<PathBuf, OperationError> {
        match &self.repository {
            Some(named) => Ok(named.clone()),
            None if self.key_path().exists() => Err(OperationError::Environment(format!(
                "no repository is named: set FRS_REPOSITORY, give --repository DIR, or write `repository = \"DIR\"` in {}",
                self.home.join("config.toml").display()
            ))),
            None => Ok(self.home.join("no-repository-was-named")),
        }
    }

    /// The models' directory.
    ///
    /// # Errors
    /// Where there is none in the usual places.
    pub fn models(&self) -> Result<&Path, OperationError> {
        self.models.as_deref().ok_or_else(|| {
            OperationError::Usage("no models were found: give --models DIR, or set FRS_MODELS".to_owned())
        })
    }

    /// Where the key file is.
    pub fn key_path(&self) -> PathBuf {
        key_path(&self.home)
    }

    /// Reads the key file, locked.
    ///
    /// # Errors
    /// Where there is none, or others can change or read it.
    pub fn key_file(&self) -> Result<KeyFile, OperationError> {
        files::check_home(&self.home)?;
        Ok(KeyFile::open(&self.key_path())?)
    }
}

fn default_home() -> Result<PathBuf, OperationError> {
    // Relative paths there are to be ignored (XDG Base Directory Specification).
    let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let config = config.or_else(|| std::env::home_dir().filter(|h| h.is_absolute()).map(|home| home.join(".config")));
    config.map(|config| config.join("frs")).ok_or_else(|| {
        OperationError::Usage("your home directory is unknown: give --home DIR, or set FRS_HOME".to_owned())
    })
}

fn default_models() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent);
    let installed = beside.map(|dir| dir.join("../share/frs/models"));
    let unpacked = beside.map(|dir| dir.join("models"));
    let built = Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("models"));
    [installed, unpacked, built].into_iter().flatten().find(|dir| dir.is_dir())
}

fn read_config(home: &Path) -> Result<Config, OperationError> {
    let path = home.join("config.toml");
    let Some(text) = files::read_text_if_there(&path, MAX_CONFIG)? else { return Ok(Config::default()) };
    toml::from_str(&text).map_err(|error| {
        let text = error.message();
        OperationError::Usage(format!(
            "{}: {text}. The keys are repository, models and authorization; mend the file, or move it away",
            path.display()
        ))
    })
}
