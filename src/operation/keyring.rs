//! The operating system's keyring, which may keep what unlocks a key file for some hours. It is a cache: losing it
//! loses nothing, and no command fails because it does not answer. Only this file names the `keyring` crate.
//!
//! What it keeps, under service `frs` and the person's id: `frs-unlock/1 <expiry, RFC 3339> <unlock key, base64>`.

use std::{sync::mpsc, thread, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::{seal::UnlockKey, vocabulary::PersonId};

const SERVICE: &str = "frs";
const FORMAT: &str = "frs-unlock/1";
/// How long a command waits for a keyring that only has to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long `key unlock` waits, for the keyring may first ask its owner to open it.
const PATIENCE_WITH_DIALOG: Duration = Duration::from_secs(60);

/// No keyring did what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the system's keyring cannot be used ({0}). Nothing is lost: the sealed key file always works, and commands ask for \
     its passphrase, or take it from --passphrase-file or --passphrase-fd"
)]
pub struct KeyringError(String);

/// Keeps `key` for a person until `expires`.
///
/// # Errors
/// [`KeyringError`].
pub fn keep(person: PersonId, key: &UnlockKey, expires: Timestamp) -> Result<(), KeyringError> {
    let text = encode(key, expires);
    within(PATIENCE_WITH_DIALOG, move || entry(person)?.set_password(&text).map_err(refused))
}

/// What is kept for a person, unless its time is over: then it is deleted.
///
/// # Errors
/// [`KeyringError`].
pub fn recall(person: PersonId, now: Timestamp) -> Result<Option<UnlockKey>, KeyringError> {
    within(PATIENCE, move || {
        let entry = entry(person)?;
        let text = match entry.get_password() {
            Ok(text) => Zeroizing::new(text),
            Err(keyring::Error::NoEntry) => return Ok(None),
            Err(error) => return Err(refused(error)),
        };
        let kept = decode(&text).filter(|(_, expires)| now < *expires);
        if kept.is_none() {
            entry.delete_credential().map_err(refused)?;
        }
        Ok(kept.map(|(key, _)| key))
    })
}

/// Deletes what is kept for a person; whether there was anything.
///
/// # Errors
/// [`KeyringError`].
pub fn forget(person: PersonId) -> Result<bool, KeyringError> {
    within(PATIENCE, move || match entry(person)?.delete_credential() {
        Ok(()) => Ok(true),
        Err(keyring::Error::NoEntry) => Ok(false),
        Err(error) => Err(refused(error)),
    })
}

fn entry(person: PersonId) -> Result<keyring::Entry, KeyringError> {
    if let Err(error) = keyring::Entry::store_status() {
        return Err(KeyringError(format!("there is none, or it does not answer: {}", one_line(error))));
    }
    keyring::Entry::new(SERVICE, &person.to_string()).map_err(refused)
}

/// The messages of the crate name the store and the reason, never the secret; `BadEncoding` holds bytes and is not
/// repeated.
fn refused(error: keyring::Error) -> KeyringError {
    KeyringError(match error {
        keyring::Error::BadEncoding(_) => "what it holds is not ours".to_owned(),
        error => one_line(&error),
    })
}

fn one_line(error: &keyring::Error) -> String {
    error.to_string().lines().next().unwrap_or_default().chars().take(200).collect()
}

/// A keyring may wait for a dialog that nobody sees. Whoever asks it waits for so long only; the thread ends with the
/// process.
fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T, KeyringError> + Send + 'static,
) -> Result<T, KeyringError> {
    let (answer, wait) = mpsc::channel();
    let spawned = thread::Builder::new().name("keyring".to_owned()).spawn(move || answer.send(work()));
    if let Err(error) = spawned {
        return Err(KeyringError(error.to_string()));
    }
    wait.recv_timeout(patience).unwrap_or_else(|error| match error {
        mpsc::RecvTimeoutError::Timeout => Err(KeyringError(format!("no answer in {} s", patience.as_secs()))),
        mpsc::RecvTimeoutError::Disconnected => Err(KeyringError("its client failed".to_owned())),
    })
}

fn encode(key: &UnlockKey, expires: Timestamp) -> Zeroizing<String> {
    let key = Zeroizing::new(STANDARD.encode(key.expose()));
    Zeroizing::new(format!("{FORMAT} {expires} {}", *key))
}

fn decode(text: &str) -> Option<(UnlockKey, Timestamp)> {
    let mut words = text.split(' ');
    let (format, expires, key) = (words.next()?, words.next()?, words.next()?);
    if format != FORMAT || words.next().is_some() {
        return None;
    }
    let bytes = Zeroizing::new(STANDARD.decode(key).ok()?);
    let key = Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).ok()?);
    Some((UnlockKey::from_bytes(key), expires.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back_strictly() {
        let expires: Timestamp = "2026-03-04T05:06:07Z".parse().unwrap();
        let text = encode(&UnlockKey::from_bytes(Zeroizing::new([7; 32])), expires);
        let (key, until) = decode(&text).unwrap();
        assert_eq!((key.expose(), until), (&[7; 32], expires));
        for wrong in ["", "x", &text.replace("/1", "/2"), &format!("{} x", *text), &text[..text.len() - 4]] {
            assert!(decode(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn nobody_waits_for_ever() {
        let late = within(Duration::from_millis(10), || {
            thread::sleep(Duration::from_secs(5));
            Ok(())
        });
        assert!(late.unwrap_err().to_string().contains("no answer"));
        assert!(within(PATIENCE, || -> Result<(), _> { panic!("client") }).is_err());
    }
}
