//! What `frs key …` answers.

use jiff::Timestamp;
use serde::Serialize;

use super::{Human, Width, layout::labelled, printable};
use crate::vocabulary::PersonId;

/// A person's public keys.
#[derive(Debug, Clone, Serialize)]
pub struct KeyShown {
    /// Their id.
    pub person: PersonId,
    /// Ed25519 public key, hexadecimal.
    pub signing: String,
    /// age recipient.
    pub receiving: String,
    /// Both, as papers and `--recovery` take them.
    pub public_keys: String,
    /// The line by which a floor names this person as a witness.
    pub witness: String,
    /// The key file.
    pub file: String,
}

impl Human for KeyShown {
    /// The last line is what other commands read; it is never broken.
    fn human(&self, width: Width) -> String {
        let rows = [("Person", self.person.to_string()), ("Key file", printable(&self.file))];
        format!(
            "{}\nGive this text, whole, to whoever asks for your public keys. frs reads its last line:\n{}\n",
            labelled(rows, width),
            self.public_keys
        )
    }
}

/// The keyring unlocks the key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyUnlocked {
    /// Whose.
    pub person: PersonId,
    /// Until when.
    pub until: Timestamp,
}

impl Human for KeyUnlocked {
    fn human(&self, _: Width) -> String {
        format!(
            "The keyring unlocks the key of {} until {}. What you approve or sign still asks for the passphrase; `frs \
             key lock` ends it.\n",
            self.person, self.until
        )
    }
}

/// The keyring no longer unlocks the key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyLocked {
    /// Whose.
    pub person: PersonId,
    /// Whether it did before.
    pub was_unlocked: bool,
}

impl Human for KeyLocked {
    fn human(&self, _: Width) -> String {
        if self.was_unlocked {
            format!("The key of {} is locked: the keyring has nothing of it.\n", self.person)
        } else {
            format!("The key of {} was locked already.\n", self.person)
        }
    }
}

schemas!(KeyShown = "frs.key/1", KeyUnlocked = "frs.key-unlocked/1", KeyLocked = "frs.key-locked/1");
