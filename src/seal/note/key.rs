//! The names of keys in notes, and the signature lines that bear them.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{MAX_SIGNATURES, NoteError};
use crate::{
    seal::{digest, encode, keys::VerifyingKey, person, text},
    vocabulary::PersonId,
};

/// The signature type of a plain Ed25519 signature.
pub const ED25519_TYPE: u8 = 0x01;

/// A public key under the name by which notes know it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteKey {
    name: String,
    key: VerifyingKey,
}

impl NoteKey {
    /// Names a key.
    ///
    /// # Errors
    /// [`NoteError::Name`].
    pub fn new(name: &str, key: VerifyingKey) -> Result<Self, NoteError> {
        if !is_key_name(name) {
            return Err(NoteError::Name(name.to_owned()));
        }
        Ok(Self { name: name.to_owned(), key })
    }

    /// A person's key: `frs/<person id>`.
    pub fn of_person(key: VerifyingKey) -> Self {
        Self { name: person_key_name(person::person_id(&key)), key }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key.
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// The key id of a plain Ed25519 signature.
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, ED25519_TYPE, self.key.as_bytes())
    }
}

/// The verifier key of the standard: `name ‖ "+" ‖ hex(key id) ‖ "+" ‖ base64(0x01 ‖ public key)`.
impl fmt::Display for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&verifier_key(&self.name, ED25519_TYPE, &self.key))
    }
}

impl FromStr for NoteKey {
    type Err = VerifierKeyError;
    fn from_str(text: &str) -> Result<Self, VerifierKeyError> {
        read_verifier_key(text, ED25519_TYPE, "a key that signs notes").map(|(name, key)| Self { name, key })
    }
}

/// A text that is no verifier key of the wanted type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not the public key of {wanted}: {why}")]
pub struct VerifierKeyError {
    found: String,
    wanted: &'static str,
    why: &'static str,
}

/// `name ‖ "+" ‖ hex(key id) ‖ "+" ‖ base64(type ‖ public key)`.
pub(in crate::seal) fn verifier_key(name: &str, kind: u8, key: &VerifyingKey) -> String {
    let material: Vec<u8> = [&[kind], &key.as_bytes()[..]].concat();
    format!("{name}+{}+{}", encode::hex(&key_id(name, kind, key.as_bytes())), STANDARD.encode(material))
}

/// Reads what [`verifier_key`] writes, in its one spelling.
pub(in crate::seal) fn read_verifier_key(
    text: &str,
    kind: u8,
    wanted: &'static str,
) -> Result<(String, VerifyingKey), VerifierKeyError> {
    let wrong = |why| VerifierKeyError { found: text.chars().take(200).collect(), wanted, why };
    // The base64 may hold a plus sign, name and id may not.
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(_), Some(material)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(wrong("name, id and key are expected with a plus sign between them"));
    };
    let material = STANDARD.decode(material).map_err(|_| wrong("its last part is not base64"))?;
    let bytes = match material.split_first() {
        Some((first, bytes)) if *first == kind => bytes,
        _ => return Err(wrong("it is a key of another type")),
    };
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| wrong("it is not 32 bytes long"))?;
    let key = VerifyingKey::new(bytes).map_err(|_| wrong("it is of small order, which no honest program makes"))?;
    if !is_key_name(name) {
        return Err(wrong("its name holds characters that a name may not"));
    }
    if verifier_key(name, kind, &key) != text {
        return Err(wrong("its id is not that of its name and key; it was copied wrongly or changed"));
    }
    Ok((name.to_owned(), key))
}

/// `frs/<person id>`, the name under which a person signs.
pub fn person_key_name(person: PersonId) -> String {
    format!("frs/{person}")
}

/// `first 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key)`.
pub fn key_id(name: &str, kind: u8, public_key: &[u8]) -> [u8; 4] {
    let mut hasher = digest::Hasher::new();
    for piece in [name.as_bytes(), b"\n", &[kind], public_key] {
        hasher.update(piece);
    }
    let digest = hasher.finish();
    std::array::from_fn(|i| digest.0[i])
}

fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.contains([' ', '+']) && text::first_forbidden(name).is_none()
}

/// One signature line, of any type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureLine {
    /// The name of the key.
    pub name: String,
    /// The id of the key.
    pub key_id: [u8; 4],
    /// What the type of the key prescribes; 64 bytes for plain Ed25519.
    pub signature: Vec<u8>,
}

impl SignatureLine {
    fn parse(line: &str) -> Result<Self, &'static str> {
        let (name, encoded) =
            line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or("not a signature line")?;
        if !is_key_name(name) {
            return Err("a key name with forbidden characters");
        }
        let bytes = STANDARD.decode(encoded).map_err(|_| "a signature that is not base64")?;
        match bytes.split_first_chunk() {
            Some((key_id, signature)) if !signature.is_empty() => {
                Ok(Self { name: name.to_owned(), key_id: *key_id, signature: signature.to_vec() })
            }
            _ => Err("a signature that is too short"),
        }
    }

    /// Reads lines as a witness answers them, each ended by a newline.
    ///
    /// # Errors
    /// [`NoteError::Malformed`].
    pub fn parse_lines(lines: &str) -> Result<Vec<Self>, NoteError> {
        let body = lines.strip_suffix('\n').ok_or(NoteError::Malformed { line: 1, why: "no newline at the end" })?;
        let parsed = body
            .split('\n')
            .zip(1..)
            .map(|(text, line)| Self::parse(text).map_err(|why| NoteError::Malformed { line, why }));
        let parsed: Vec<_> = parsed.collect::<Result<_, _>>()?;
        if parsed.len() > MAX_SIGNATURES {
            return Err(NoteError::Malformed { line: MAX_SIGNATURES + 1, why: "too many signatures" });
        }
        Ok(parsed)
    }
}

/// With its newline.
impl fmt::Display for SignatureLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.key_id[..], &self.signature].concat();
        writeln!(f, "— {} {}", self.name, STANDARD.encode(bytes))
    }
}
