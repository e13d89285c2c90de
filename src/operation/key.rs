//! A person's own key: make, show, change its passphrase, let the keyring unlock it for a while.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{OperationError, files, keyring};
use crate::{
    report::{KeyLocked, KeyShown, KeyUnlocked},
    seal::{Cost, KeyFile, Passphrase, PublicKeys, Secrets, WitnessKey},
    vocabulary::PersonId,
};

/// The longest time for which a keyring may unlock a key.
pub const LONGEST_UNLOCK: SignedDuration = SignedDuration::from_hours(24);
const MAX_BYTES: u64 = 64 * 1024;

/// Makes a new key in `home`.
///
/// # Errors
/// Where there is one already, the passphrase is too short, or the file cannot be written.
pub fn create(home: &Path, path: &Path, passphrase: &Passphrase, cost: Cost) -> Result<KeyShown, OperationError> {
    files::make_home(home)?;
    Ok(show(&KeyFile::create(path, &Secrets::generate()?, passphrase, cost)?))
}

/// Person id and public keys, as the file names them.
pub fn show(file: &KeyFile) -> KeyShown {
    let keys = file.public_keys();
    KeyShown {
        person: keys.person_id(),
        signing: keys.signing.to_string(),
        receiving: keys.receiving.to_string(),
        public_keys: keys.to_string(),
        witness: WitnessKey::of_person(keys.signing).to_string(),
        file: file.path().display().to_string(),
    }
}

/// Whether the keyring unlocks a person's key now.
///
/// # Errors
/// Why no keyring answers.
pub(super) fn is_kept(person: PersonId, now: Timestamp) -> Result<bool, String> {
    keyring::recall(person, now).map(|kept| kept.is_some()).map_err(|error| error.to_string())
}

/// Reads the key of a witness from what `frs key show --witness` printed.
///
/// # Errors
/// Where no line is such a key.
pub fn read_witness_key(path: &Path) -> Result<WitnessKey, OperationError> {
    let text = files::read_text(path, MAX_BYTES)?;
    text.lines().find_map(|line| line.trim().parse().ok()).ok_or_else(|| {
        OperationError::file(path, "holds no witness's key; write it with `frs key show --witness` of the witness")
    })
}

/// Reads the public keys of a person from what `frs key show` printed: the last line that is not empty. Lines before
/// it are for people, but where they name a person, it must be the one of the keys.
///
/// # Errors
/// Where the last line is not a pair of public keys, or belongs to another person than the one named before.
pub fn read_public_keys(path: &Path) -> Result<PublicKeys, OperationError> {
    let text = files::read_text(path, MAX_BYTES)?;
    let wrong = |why: String| {
        OperationError::Usage(format!("{}: {why}; give the file that `frs key show` printed", path.display()))
    };
    let last = text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    let keys: PublicKeys =
        last.parse().map_err(|error| wrong(format!("the last line holds no public keys: {error}")))?;
    let named = text.split_whitespace().find_map(|word| word.parse::<PersonId>().ok());
    match named {
        Some(person) if person != keys.person_id() => {
            Err(wrong(format!("it names {person}, but its keys are those of {}", keys.person_id())))
        }
        _ => Ok(keys),
    }
}

/// Seals the key under another passphrase. What a keyring kept no longer unlocks it.
///
/// # Errors
/// Where the old passphrase is wrong, the new one too short, or the file cannot be replaced.
pub fn change_passphrase(
    home: &Path,
    file: &mut KeyFile,
    old: &Passphrase,
    new: &Passphrase,
    cost: Cost,
) -> Result<KeyShown, OperationError> {
    file.change_passphrase(old, new, cost)?;
    if Marker::read(home).is_some() {
        // It opens nothing any more; that it may stay behind harms nobody.
        let _ = keyring::forget(file.public_keys().person_id());
        Marker::remove(home)?;
    }
    Ok(show(file))
}

/// Reads `8h`, `30m`, `1h 30m`.
///
/// # Errors
/// Where it is no duration, or longer than [`LONGEST_UNLOCK`].
pub fn read_duration(text: &str) -> Result<SignedDuration, OperationError> {
    let wrong = |why| OperationError::Usage(format!("--for {text:?}: {why}"));
    let duration: SignedDuration = text.parse().map_err(|_| wrong("write it as 8h, 30m or 1h30m"))?;
    if duration <= SignedDuration::ZERO || duration > LONGEST_UNLOCK {
        return Err(wrong("it must be more than nothing and at most 24h"));
    }
    Ok(duration)
}

/// Lets the keyring unlock the key until `now + duration`.
///
/// # Errors
/// Where the passphrase is wrong, or no keyring answers.
pub fn unlock(
    home: &Path,
    file: &KeyFile,
    passphrase: &Passphrase,
    duration: SignedDuration,
    now: Timestamp,
) -> Result<KeyUnlocked, OperationError> {
    let key = file.unlock_key(passphrase)?;
    drop(file.unlock_with(&key)?);
    let person = file.public_keys().person_id();
    let end = now.as_second().saturating_add(duration.as_secs());
    let until =
        Timestamp::from_second(end).map_err(|e| OperationError::Environment(format!("the clock is wrong: {e}")))?;
    keyring::keep(person, &key, until).map_err(|error| OperationError::Environment(error.to_string()))?;
    Marker { person, until }.write(home)?;
    Ok(KeyUnlocked { person, until })
}

/// Takes the key out of the keyring.
///
/// # Errors
/// Where it was put there, and the keyring does not answer.
pub fn lock(home: &Path, file: &KeyFile) -> Result<KeyLocked, OperationError> {
    let person = file.public_keys().person_id();
    let marked = Marker::read(home).is_some();
    Marker::remove(home)?;
    match keyring::forget(person) {
        Ok(was_unlocked) => Ok(KeyLocked { person, was_unlocked }),
        Err(_) if !marked => Ok(KeyLocked { person, was_unlocked: false }),
        Err(error) => Err(OperationError::Environment(format!(
            "frs will not ask the keyring any more, but the entry could not be deleted: {error}"
        ))),
    }
}

/// What the keyring has for a key file.
#[derive(Debug)]
pub enum Cached {
    /// Nothing: ask for the passphrase.
    Nothing,
    /// Nothing that helps, and why.
    Unusable(String),
    /// The secrets.
    Secrets(Box<Secrets>),
}

/// Unlocks from the keyring, where `frs key unlock` put something there. Without its mark in `home` the keyring is not
/// even asked.
pub fn from_keyring(home: &Path, file: &KeyFile, now: Timestamp) -> Cached {
    let person = file.public_keys().person_id();
    let Some(marker) = Marker::read(home).filter(|marker| marker.person == person) else { return Cached::Nothing };
    let found = keyring::recall(person, now);
    if marker.until <= now {
        // Its time is over, whatever the keyring says.
        return if Marker::remove(home).is_ok() { Cached::Nothing } else { Cached::Unusable("its mark stays".into()) };
    }
    match found {
        Ok(Some(key)) => match file.unlock_with(&key) {
            Ok(secrets) => Cached::Secrets(Box::new(secrets)),
            Err(_) => Cached::Unusable("what the keyring keeps no longer unlocks the key file".to_owned()),
        },
        Ok(None) => Cached::Unusable("the keyring no longer has the key".to_owned()),
        Err(error) => Cached::Unusable(error.to_string()),
    }
}

/// Says that `frs key unlock` was used; holds no secret.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marker {
    person: PersonId,
    until: Timestamp,
}

impl Marker {
    fn path(home: &Path) -> PathBuf {
        home.join("unlocked")
    }

    /// A damaged mark counts as none: then the passphrase is asked.
    fn read(home: &Path) -> Option<Self> {
        toml::from_str(&files::read_text_if_there(&Self::path(home), MAX_BYTES).ok()??).ok()
    }

    fn write(&self, home: &Path) -> Result<(), OperationError> {
        let path = Self::path(home);
        let text = toml::to_string(self).map_err(|error| OperationError::Bug(error.to_string()))?;
        fs::write(&path, text).map_err(|error| OperationError::file(path, format!("cannot be written ({error})")))
    }

    fn remove(home: &Path) -> Result<(), OperationError> {
        let path = Self::path(home);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(OperationError::file(path, format!("cannot be deleted ({error})")))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_short() {
        assert_eq!(read_duration("8h").unwrap(), SignedDuration::from_hours(8));
        assert_eq!(read_duration("1h30m").unwrap(), SignedDuration::from_mins(90));
        for wrong in ["", "8", "0h", "-1h", "25h", "8 parsecs"] {
            assert!(read_duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn public_keys_are_read_from_what_key_show_prints() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("recovery.pub");
        let keys = Secrets::generate().unwrap().public_keys();
        let other = Secrets::generate().unwrap().public_keys();
        for good in [format!("{keys}"), format!("Person {}\r\nwords\r\n\r\n{keys}\r\n\r\n", keys.person_id())] {
            fs::write(&path, good).unwrap();
            assert_eq!(read_public_keys(&path).unwrap(), keys);
        }
        let foreign = format!("Person {}\n{keys}\n", other.person_id());
        for wrong in [String::new(), format!("{keys}\nregards"), foreign] {
            fs::write(&path, wrong).unwrap();
            assert!(matches!(read_public_keys(&path), Err(OperationError::Usage(_))));
        }
    }

    #[test]
    fn without_a_mark_the_keyring_is_not_asked() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("key.toml");
        let passphrase = Passphrase::new("correct horse".to_owned());
        create(home.path(), &path, &passphrase, Cost::MINIMUM).unwrap();
        let file = KeyFile::open(&path).unwrap();
        assert!(matches!(from_keyring(home.path(), &file, Timestamp::now()), Cached::Nothing));
        // Another person's mark is none.
        Marker { person: PersonId([1; 16]), until: Timestamp::MAX }.write(home.path()).unwrap();
        assert!(matches!(from_keyring(home.path(), &file, Timestamp::now()), Cached::Nothing));
    }
}
