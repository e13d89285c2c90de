//! The keys of a person: one to sign, one to receive. The person's id is the name of the signing key.

use std::{fmt, str::FromStr};

use super::{
    digest,
    keys::{KeyError, ReceivingKey, ReceivingSecret, SigningKey, VerifyingKey},
    note::NoteKey,
};
use crate::vocabulary::PersonId;

/// Both secret keys of a person; zeroized when dropped, never printed.
#[derive(Debug)]
pub struct Secrets {
    /// Signs papers and leaves.
    pub signing: SigningKey,
    /// Opens wraps and packets.
    pub receiving: ReceivingSecret,
}

impl Secrets {
    /// New random keys.
    ///
    /// # Errors
    /// [`KeyError::Random`].
    pub fn generate() -> Result<Self, KeyError> {
        Ok(Self { signing: SigningKey::generate()?, receiving: ReceivingSecret::generate() })
    }

    /// The public halves.
    pub fn public_keys(&self) -> PublicKeys {
        PublicKeys { signing: self.signing.verifying_key(), receiving: self.receiving.receiving_key() }
    }

    /// The Ed25519 signature of `message`.
    ///
    /// # Errors
    /// [`KeyError::Library`].
    pub fn sign(&self, message: &[u8]) -> Result<[u8; 64], KeyError> {
        self.signing.sign(message)
    }
}

/// Both public keys of a person. As text, for one line of a paper: `<64 hexadecimal digits> age1…`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PublicKeys {
    /// Verifies the person's signatures.
    pub signing: VerifyingKey,
    /// What is sealed to the person.
    pub receiving: ReceivingKey,
}

impl PublicKeys {
    /// `first 16 bytes of SHA-256(signing public key)`.
    ///
    /// It names the signing key only: which receiving key belongs to it, a paper signed by that key must say.
    pub fn person_id(&self) -> PersonId {
        person_id(&self.signing)
    }

    /// The key under which the person signs notes: name `frs/<person id>`.
    pub fn note_key(&self) -> NoteKey {
        NoteKey::of_person(self.signing)
    }

    /// Whether `signature` is this person's over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.signing.verify(message, signature)
    }
}

/// `first 16 bytes of SHA-256(signing public key)`.
pub fn person_id(signing: &VerifyingKey) -> PersonId {
    let digest = digest::sha256(signing.as_bytes());
    PersonId(std::array::from_fn(|i| digest.0[i]))
}

impl fmt::Display for PublicKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.signing, self.receiving)
    }
}

impl FromStr for PublicKeys {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (signing, receiving) = text.split_once(' ').ok_or_else(|| KeyError::NotTwoKeys(text.to_owned()))?;
        Ok(Self { signing: signing.parse()?, receiving: receiving.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_round_trips_and_has_one_spelling() {
        let keys = Secrets::generate().unwrap().public_keys();
        let text = keys.to_string();
        assert_eq!(text.parse(), Ok(keys));
        for wrong in [text.to_uppercase(), text.replace(' ', "  "), text.replace(' ', ""), format!("{text}\n")] {
            assert!(wrong.parse::<PublicKeys>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_id_names_the_signing_key() {
        let (a, b) = (Secrets::generate().unwrap().public_keys(), Secrets::generate().unwrap().public_keys());
        assert_ne!(a.person_id(), b.person_id());
        let mixed = PublicKeys { signing: a.signing, receiving: b.receiving };
        assert_eq!(mixed.person_id(), a.person_id());
        assert_eq!(a.person_id().as_bytes()[..], digest::sha256(a.signing.as_bytes()).0[..16]);
    }

    #[test]
    fn only_the_signers_key_verifies() {
        let (a, b) = (Secrets::generate().unwrap(), Secrets::generate().unwrap());
        let signature = a.sign(b"text").unwrap();
        assert!(a.public_keys().verify(b"text", &signature));
        assert!(!b.public_keys().verify(b"text", &signature));
        assert!(!a.public_keys().verify(b"texts", &signature));
    }
}
