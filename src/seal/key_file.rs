//! The key file: both secrets of a person under a passphrase (docs/formats.md#key-file).
//!
//! It is TOML in one spelling; `sealed` is its last line, and everything before that line is the associated data:
//!
//! ```text
//! unlock key = Argon2id(passphrase, salt, memory, passes, lanes), version 0x13, 32 bytes      (RFC 9106)
//! sealed     = AES-256-GCM(unlock key, nonce, ad = all bytes before "sealed = ", seed (32 bytes) ‖ AGE-SECRET-KEY-1…)
//! ```
//! A file with weaker parameters than the minimum is refused, so nobody can exchange a file for one that is quickly
//! tried out; one with parameters above the maximum too, so no file can take all memory.

mod disk;

use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{
    digest, encode,
    keys::{KeyError, ReceivingSecret, SigningKey},
    person::{PublicKeys, Secrets},
};

const FORMAT: &str = "frs/key-file/1";
const TAG: usize = 16;

/// The shortest passphrase that is taken for a new file (NIST SP 800-63B §5.1.1.2 asks for at least 8 characters).
pub const MIN_PASSPHRASE: usize = 8;

/// Why a key file cannot be made, read or unlocked.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The passphrase is wrong, or somebody changed the file.
    #[error(
        "the passphrase does not unlock {path}: type it again; if you are sure of it, the file was changed or damaged: \
         take your copy of it"
    )]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The passphrase is too short to protect anything.
    #[error(
        "the passphrase has fewer than {MIN_PASSPHRASE} characters: choose a longer one, several words for example"
    )]
    ShortPassphrase,
    /// There is a file already.
    #[error("{path} exists and is never overwritten: choose another place, or move it away if it is really not needed")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// No such file.
    #[error("there is no key file {path}: make one with `frs key new`, or say where yours is")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Others can read or write the file, or it belongs to somebody else.
    #[error("{path} {why}: nobody but you may have access to it; {remedy}")]
    Exposed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
        /// What to do.
        remedy: &'static str,
    },
    /// Not a key file, or not in the spelling in which `frs` writes it.
    #[error("{path} is not a key file of this version ({why}): take your copy of it")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// Argon2id parameters outside the limits.
    #[error("{path} names Argon2id parameters outside the limits ({why}): it was not written by `frs`; do not use it")]
    Cost {
        /// The file.
        path: PathBuf,
        /// Which.
        why: String,
    },
    /// The operating system refused.
    #[error("{what} {path}: {source}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// Argon2id failed, most likely for want of memory.
    #[error("there is not enough memory to unlock the key file: it takes {0} KiB; close other programs")]
    Memory(u32),
    /// A key failed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] digest::RandomError),
}

/// A passphrase; zeroized when dropped, never printed.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes a passphrase as it was typed.
    pub fn new(text: impl Into<Zeroizing<String>>) -> Self {
        Self(text.into())
    }

    /// Refuses a new one that is quickly tried out.
    ///
    /// # Errors
    /// [`KeyFileError::ShortPassphrase`].
    pub fn check_new(&self) -> Result<(), KeyFileError> {
        if self.0.chars().count() < MIN_PASSPHRASE { Err(KeyFileError::ShortPassphrase) } else { Ok(()) }
    }
}

impl Passphrase {
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// What the passphrase is stretched to: 32 bytes that unlock one key file until its passphrase changes. A keyring may
/// cache them.
pub struct UnlockKey(Zeroizing<[u8; 32]>);

impl UnlockKey {
    /// Takes what a keyring kept.
    pub fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The bytes, for a keyring; they must not go anywhere else.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    fn cipher(&self) -> Result<LessSafeKey, KeyFileError> {
        let key = UnboundKey::new(&AES_256_GCM, &*self.0).map_err(|_| KeyError::Library("read an unlock key"))?;
        Ok(LessSafeKey::new(key))
    }
}

impl std::fmt::Debug for UnlockKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnlockKey")
    }
}

/// What unlocking costs: the parameters of Argon2id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// For new files: RFC 9106 §4, second recommendation, with one lane.
    pub const DEFAULT: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    /// The least that is accepted (OWASP's minimum for Argon2id).
    pub const MINIMUM: Self = Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
    /// The most that is accepted.
    pub const MAXIMUM: Self = Self { memory_kib: 1024 * 1024, passes: 16, lanes: 4 };

    fn check(self, path: &Path) -> Result<(), KeyFileError> {
        let (low, high) = (Self::MINIMUM, Self::MAXIMUM);
        for (what, value, low, high) in [
            ("memory_kib", self.memory_kib, low.memory_kib, high.memory_kib),
            ("passes", self.passes, low.passes, high.passes),
            ("lanes", self.lanes, low.lanes, high.lanes),
        ] {
            if !(low..=high).contains(&value) {
                let why = format!("{what} = {value}, allowed is {low} to {high}");
                return Err(KeyFileError::Cost { path: path.to_owned(), why });
            }
        }
        Ok(())
    }

    fn stretch(self, passphrase: &Passphrase, salt: &[u8; 16]) -> Result<UnlockKey, KeyFileError> {
        let failed = |_| KeyFileError::Memory(self.memory_kib);
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(failed)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.0.as_bytes(), salt, &mut *key)
            .map_err(failed)?;
        Ok(UnlockKey(key))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    format: String,
    person: String,
    signing: String,
    receiving: String,
    kdf: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    cipher: String,
    nonce: String,
    sealed: String,
}

/// A key file as it stands on the disk: locked.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
    public: PublicKeys,
    cost: Cost,
    salt: [u8; 16],
    nonce: [u8; NONCE_LEN],
    sealed: Vec<u8>,
}

impl KeyFile {
    /// Writes a new key file, mode 0600, durable when this returns; never over an existing one.
    ///
    /// # Errors
    /// [`KeyFileError::Exists`], [`KeyFileError::ShortPassphrase`], [`KeyFileError::Cost`], [`KeyFileError::Io`].
    pub fn create(path: &Path, secrets: &Secrets, passphrase: &Passphrase, cost: Cost) -> Result<Self, KeyFileError> {
        let file = Self::seal(path, secrets, passphrase, cost)?;
        disk::create(path, file.to_text().as_bytes())?;
        Ok(file)
    }

    /// Reads a key file without unlocking it.
    ///
    /// # Errors
    /// [`KeyFileError::Missing`]; [`KeyFileError::Exposed`] for any other mode than 0600 or 0400 and any other owner;
    /// [`KeyFileError::Malformed`], [`KeyFileError::Cost`].
    pub fn open(path: &Path) -> Result<Self, KeyFileError> {
        Self::parse(path, &disk::read(path)?)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, KeyFileError> {
        let malformed = |why: &str| KeyFileError::Malformed { path: path.to_owned(), why: why.to_owned() };
        let toml: Toml = toml::from_str(text).map_err(|error| malformed(error.message()))?;
        if (&*toml.format, &*toml.kdf, &*toml.cipher) != (FORMAT, "argon2id", "aes-256-gcm") {
            return Err(malformed("another format, key derivation or cipher"));
        }
        let file = Self {
            path: path.to_owned(),
            public: PublicKeys { signing: toml.signing.parse()?, receiving: toml.receiving.parse()? },
            cost: Cost { memory_kib: toml.memory_kib, passes: toml.passes, lanes: toml.lanes },
            salt: encode::unhex(&toml.salt).ok_or_else(|| malformed("salt is not 16 bytes in hexadecimal"))?,
            nonce: encode::unhex(&toml.nonce).ok_or_else(|| malformed("nonce is not 12 bytes in hexadecimal"))?,
            sealed: STANDARD.decode(&toml.sealed).map_err(|_| malformed("sealed is not base64"))?,
        };
        if toml.person != file.public.person_id().to_string() {
            return Err(malformed("the person is not that of the signing key"));
        }
        if file.to_text() != text {
            return Err(malformed("another spelling than `frs` gives it"));
        }
        file.cost.check(path)?;
        Ok(file)
    }

    fn seal(path: &Path, secrets: &Secrets, passphrase: &Passphrase, cost: Cost) -> Result<Self, KeyFileError> {
        passphrase.check_new()?;
        cost.check(path)?;
        let (salt, nonce) = (digest::random()?, digest::random()?);
        let (public, sealed) = (secrets.public_keys(), Vec::new());
        let mut file = Self { path: path.to_owned(), public, cost, salt, nonce, sealed };
        let key = cost.stretch(passphrase, &salt)?.cipher()?;
        let receiving = secrets.receiving.expose_text();
        // The buffer is encrypted in place; it never grows beyond what it has, so no copy of the plaintext is left.
        let mut buffer = Vec::with_capacity(32 + receiving.len() + TAG);
        buffer.extend_from_slice(secrets.signing.expose_seed());
        buffer.extend_from_slice(receiving.as_bytes());
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(file.header()), &mut buffer)
            .map_err(|_| KeyError::Library("seal a key file"))?;
        file.sealed = buffer;
        Ok(file)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The public keys that it names. They are proven only when it is unlocked.
    pub const fn public_keys(&self) -> &PublicKeys {
        &self.public
    }

    /// What unlocking costs.
    pub const fn cost(&self) -> Cost {
        self.cost
    }

    /// Stretches a passphrase to the key that unlocks this file. Whether it is the right one, unlocking says.
    ///
    /// # Errors
    /// [`KeyFileError::Memory`].
    pub fn unlock_key(&self, passphrase: &Passphrase) -> Result<UnlockKey, KeyFileError> {
        self.cost.stretch(passphrase, &self.salt)
    }

    /// Unlocks the secrets with the passphrase.
    ///
    /// # Errors
    /// [`KeyFileError::WrongPassphrase`], [`KeyFileError::Memory`].
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<Secrets, KeyFileError> {
        self.unlock_with(&self.unlock_key(passphrase)?)
    }

    /// Unlocks the secrets with what the passphrase was stretched to.
    ///
    /// # Errors
    /// [`KeyFileError::WrongPassphrase`], also where the passphrase was changed since the key was cached.
    pub fn unlock_with(&self, key: &UnlockKey) -> Result<Secrets, KeyFileError> {
        let wrong = || KeyFileError::WrongPassphrase { path: self.path.clone() };
        let mut buffer = Zeroizing::new(self.sealed.clone());
        let nonce = Nonce::assume_unique_for_key(self.nonce);
        let opened = key.cipher()?.open_in_place(nonce, Aad::from(self.header()), &mut buffer).map_err(|_| wrong())?;
        let malformed = |why: &str| KeyFileError::Malformed { path: self.path.clone(), why: why.to_owned() };
        let (seed, receiving) = opened.split_first_chunk::<32>().ok_or_else(|| malformed("too short"))?;
        let receiving = std::str::from_utf8(receiving).map_err(|_| malformed("no receiving secret"))?;
        let secrets = Secrets {
            signing: SigningKey::from_seed(Zeroizing::new(*seed))?,
            receiving: ReceivingSecret::from_text(receiving)?,
        };
        if secrets.public_keys() != self.public {
            return Err(malformed("its secrets do not belong to its public keys"));
        }
        Ok(secrets)
    }

    /// Seals the same secrets under another passphrase and replaces the file in one step: after a crash there is either
    /// the old or the new one. What a keyring cached no longer unlocks it.
    ///
    /// # Errors
    /// As [`KeyFile::unlock`] and [`KeyFile::create`].
    pub fn change_passphrase(&mut self, old: &Passphrase, new: &Passphrase, cost: Cost) -> Result<(), KeyFileError> {
        let secrets = self.unlock(old)?;
        let file = Self::seal(&self.path, &secrets, new, cost)?;
        disk::replace(&self.path, file.to_text().as_bytes())?;
        *self = file;
        Ok(())
    }

    /// Everything before the last line: the associated data.
    fn header(&self) -> String {
        let Cost { memory_kib, passes, lanes } = self.cost;
        format!(
            "# The secret keys of one person, under a passphrase. Keep a copy in a safe place; give it to nobody.\n\
             format = \"{FORMAT}\"\n\
             person = \"{}\"\nsigning = \"{}\"\nreceiving = \"{}\"\n\
             kdf = \"argon2id\"\nmemory_kib = {memory_kib}\npasses = {passes}\nlanes = {lanes}\nsalt = \"{}\"\n\
             cipher = \"aes-256-gcm\"\nnonce = \"{}\"\n",
            self.public.person_id(),
            self.public.signing,
            self.public.receiving,
            encode::hex(&self.salt),
            encode::hex(&self.nonce),
        )
    }

    fn to_text(&self) -> String {
        format!("{}sealed = \"{}\"\n", self.header(), STANDARD.encode(&self.sealed))
    }
}

#[cfg(test)]
mod tests;
