//! Commitments of a leaf and the openings that prove them (docs/formats.md#commitment-and-opening).
//!
//! `commitment = SHA-256(0x02 ‖ field ‖ random ‖ value)`, where `field = u8(length of name) ‖ name` and `random` is 32
//! bytes. The name of the field has its length before it and the random bytes have a fixed length, so one commitment
//! has one reading. The random bytes hide the value: without them nobody can try names or case numbers against a leaf.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use zeroize::{Zeroize as _, Zeroizing};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{digest, encode, text};
use crate::vocabulary::Digest;

/// Why a commitment cannot be made or does not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitmentError {
    /// A name that is not a plain word.
    #[error("{0:?} cannot name a committed field: lower-case letters, digits and inner hyphens only")]
    Field(String),
    /// The opening is that of another field.
    #[error("the opening is of field {found:?}, the leaf commits to {wanted:?}: take the opening that belongs to it")]
    OtherField {
        /// The field of the opening.
        found: String,
        /// The field of the leaf.
        wanted: String,
    },
    /// Value or random bytes are not what was committed to.
    #[error("the opening of field {0:?} is not what the leaf commits to: the value was changed after the act")]
    Mismatch(String),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] digest::RandomError),
}

/// What opens one commitment. It holds the value itself: keep it sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Opening {
    field: String,
    random: Zeroizing<[u8; 32]>,
    value: Zeroizing<Vec<u8>>,
}

impl Opening {
    /// Commits to a value with fresh random bytes.
    ///
    /// # Errors
    /// [`CommitmentError::Field`], [`CommitmentError::Random`].
    pub fn new(field: &str, value: impl AsRef<[u8]>) -> Result<Self, CommitmentError> {
        Self::from_parts(field, digest::random()?, value.as_ref().to_vec())
    }

    fn from_parts(field: &str, random: [u8; 32], value: Vec<u8>) -> Result<Self, CommitmentError> {
        if !text::is_word(field) {
            return Err(CommitmentError::Field(field.to_owned()));
        }
        Ok(Self { field: field.to_owned(), random: Zeroizing::new(random), value: Zeroizing::new(value) })
    }

    /// The name of the field.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// The value.
    pub fn value(&self) -> &[u8] {
        &self.value
    }

    /// `SHA-256(0x02 ‖ u8(length of name) ‖ name ‖ random ‖ value)`.
    pub fn commitment(&self) -> Digest {
        let mut hasher = digest::Hasher::new();
        // A word has at most 64 bytes.
        for piece in [&[2, self.field.len() as u8], self.field.as_bytes(), &self.random[..], &self.value] {
            hasher.update(piece);
        }
        hasher.finish()
    }

    /// Checks that this opens the commitment that a leaf holds under `field`.
    ///
    /// # Errors
    /// [`CommitmentError::OtherField`], [`CommitmentError::Mismatch`].
    pub fn verify(&self, field: &str, commitment: &Digest) -> Result<(), CommitmentError> {
        if self.field != field {
            return Err(CommitmentError::OtherField { found: self.field.clone(), wanted: field.to_owned() });
        }
        if self.commitment() == *commitment { Ok(()) } else { Err(CommitmentError::Mismatch(field.to_owned())) }
    }
}

/// Values stay out of logs and error texts.
impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opening({}, {} bytes)", self.field, self.value.len())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    field: String,
    random: String,
    value: String,
}

/// The text forms are secrets too.
impl Drop for Stored {
    fn drop(&mut self) {
        self.random.zeroize();
        self.value.zeroize();
    }
}

/// `{"field": name, "random": hexadecimal, "value": base64}`.
impl Serialize for Opening {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (random, value) = (encode::hex(&*self.random), STANDARD.encode(&*self.value));
        Stored { field: self.field.clone(), random, value }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Opening {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        let random =
            encode::unhex(&stored.random).ok_or_else(|| D::Error::custom("random is not 32 bytes in hexadecimal"))?;
        let value = STANDARD.decode(&stored.value).map_err(|_| D::Error::custom("value is not base64"))?;
        Self::from_parts(&stored.field, random, value).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_is_the_documented_one() {
        let opening = Opening::from_parts("case", [7; 32], b"26-1".to_vec()).unwrap();
        let by_hand = [&[2, 4][..], b"case", &[7; 32], b"26-1"].concat();
        assert_eq!(opening.commitment(), digest::sha256(&by_hand));
    }

    #[test]
    fn an_opening_opens_its_own_commitment_only() {
        let opening = Opening::new("case", "26-0001").unwrap();
        let commitment = opening.commitment();
        assert_eq!(opening.verify("case", &commitment), Ok(()));
        assert!(matches!(opening.verify("subject", &commitment), Err(CommitmentError::OtherField { .. })));
        for other in [
            Opening::from_parts("case", *opening.random, b"26-0002".to_vec()).unwrap(),
            Opening::from_parts("case", [0; 32], b"26-0001".to_vec()).unwrap(),
            Opening::new("case", "26-0001").unwrap(),
        ] {
            assert_eq!(other.verify("case", &commitment), Err(CommitmentError::Mismatch("case".to_owned())));
        }
    }

    #[test]
    fn moving_bytes_between_field_random_and_value_changes_the_commitment() {
        let whole = Opening::from_parts("ab", [b'c'; 32], b"cd".to_vec()).unwrap();
        let moved = Opening::from_parts("abc", [b'c'; 32], b"d".to_vec()).unwrap();
        assert_ne!(whole.commitment(), moved.commitment());
    }

    #[test]
    fn openings_are_stored_and_read_strictly() {
        let opening = Opening::new("case", [0, 255, 10]).unwrap();
        let json = serde_json::to_string(&opening).unwrap();
        assert_eq!(serde_json::from_str::<Opening>(&json).unwrap(), opening);
        for wrong in [json.replace("case", "Case"), json.replace("\"}", "!\"}"), json.replace('{', "{\"x\":1,")] {
            assert!(serde_json::from_str::<Opening>(&wrong).is_err(), "{wrong}");
        }
        assert!(!format!("{opening:?}").contains("255"));
    }

    #[test]
    fn fields_are_words() {
        assert!(matches!(Opening::new("Case", ""), Err(CommitmentError::Field(_))));
        assert!(matches!(Opening::new("a b", ""), Err(CommitmentError::Field(_))));
    }
}
