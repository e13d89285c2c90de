//! Cosignatures of witnesses: C2SP tlog-cosignature (<https://c2sp.org/tlog-cosignature>), the Ed25519 form.
//!
//! `signature line = "— " ‖ name ‖ " " ‖ base64(key id ‖ u64(seconds) ‖ signature) ‖ "\n"`,
//! `key id = first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x04 ‖ public key)`,
//! `signature = Ed25519("cosignature/v1\ntime " ‖ seconds ‖ "\n" ‖ text of the checkpoint)`.

use std::{collections::BTreeMap, fmt, str::FromStr};

use jiff::Timestamp;

use super::{
    keys::{SigningKey, VerifyingKey},
    note::{self, Note, NoteError, SignatureLine, VerifierKeyError},
    person,
};
use crate::vocabulary::PersonId;

/// The signature type of a cosignature over a checkpoint.
pub const COSIGNATURE_TYPE: u8 = 0x04;

/// The public key of a witness, under the name by which it cosigns. As text: the verifier key of the standard with
/// type 0x04, which `frs key show --witness` prints and a floor's `witness` line holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WitnessKey {
    name: String,
    key: VerifyingKey,
}

/// A cosignature that was verified: this witness has seen the log so, at this time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosignature {
    /// By whom.
    pub by: WitnessKey,
    /// The witness's time, to the second.
    pub time: Timestamp,
}

impl WitnessKey {
    /// A person as a witness: name `frs/<person id>`.
    pub fn of_person(key: VerifyingKey) -> Self {
        Self { name: note::person_key_name(person::person_id(&key)), key }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key.
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Who holds this key, whatever its name: so that a witness who is also an operator is found.
    pub fn person(&self) -> PersonId {
        person::person_id(&self.key)
    }

    fn id(&self) -> [u8; 4] {
        note::key_id(&self.name, COSIGNATURE_TYPE, self.key.as_bytes())
    }

    /// Cosigns the text of a checkpoint; the caller has checked it (`super::witness`).
    ///
    /// # Errors
    /// [`NoteError::Key`] where signing fails, [`NoteError::Name`] where the key is not this witness's.
    pub fn cosign(&self, text: &str, key: &SigningKey, time: Timestamp) -> Result<SignatureLine, NoteError> {
        let seconds = u64::try_from(time.as_second()).unwrap_or(0);
        if key.verifying_key() != self.key || seconds == 0 {
            return Err(NoteError::Name(self.name.clone()));
        }
        let signature = key.sign(&message(seconds, text))?;
        let bytes = [&seconds.to_be_bytes()[..], &signature].concat();
        Ok(SignatureLine { name: self.name.clone(), key_id: self.id(), signature: bytes })
    }

    fn opens(&self, line: &SignatureLine, text: &str) -> Option<Cosignature> {
        let (seconds, signature) = line.signature.split_first_chunk::<8>()?;
        let seconds = u64::from_be_bytes(*seconds);
        let time = Timestamp::from_second(i64::try_from(seconds).ok().filter(|seconds| *seconds > 0)?).ok()?;
        self.key.verify(&message(seconds, text), signature).then(|| Cosignature { by: self.clone(), time })
    }
}

fn message(seconds: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {seconds}\n{text}").into_bytes()
}

/// Who of `witnesses` cosigned the note: each once, with its newest time. Lines of others prove nothing.
///
/// # Errors
/// [`NoteError::BadSignature`] where the line of a known witness does not fit, even if others do.
pub fn cosignatures(note: &Note, witnesses: &[WitnessKey]) -> Result<Vec<Cosignature>, NoteError> {
    let mut found: BTreeMap<VerifyingKey, Cosignature> = BTreeMap::new();
    for line in note.signatures() {
        let mut known = witnesses.iter().filter(|key| key.name == line.name && key.id() == line.key_id).peekable();
        if known.peek().is_none() {
            continue;
        }
        let cosigned = known.find_map(|key| key.opens(line, note.text()));
        let cosigned = cosigned.ok_or_else(|| NoteError::BadSignature { name: line.name.clone() })?;
        let newest = found.entry(cosigned.by.key).or_insert_with(|| cosigned.clone());
        if newest.time < cosigned.time {
            *newest = cosigned;
        }
    }
    Ok(found.into_values().collect())
}

/// The verifier key.
impl fmt::Display for WitnessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&note::verifier_key(&self.name, COSIGNATURE_TYPE, &self.key))
    }
}

impl FromStr for WitnessKey {
    type Err = VerifierKeyError;
    fn from_str(text: &str) -> Result<Self, VerifierKeyError> {
        let wanted = "a witness (`frs key show --witness` prints it)";
        note::read_verifier_key(text, COSIGNATURE_TYPE, wanted).map(|(name, key)| Self { name, key })
    }
}
