//! Sealed records: what stands in a column of the repository that is not on the plaintext allowlist
//! (docs/formats.md#sealed-record).
//!
//! ```text
//! sealed bytes    = 0x01 ‖ u32(generation) ‖ nonce (12 random bytes) ‖ AES-256-GCM(subkey, nonce, ad, plaintext) ‖ tag
//! subkey          = HKDF-SHA256(salt "frs/subkey/1", data key, info), 32 bytes
//! info            = L("record") ‖ L(kind) ‖ L(program id) ‖ L(table) ‖ L(u32(generation))
//! ad              = L(program id) ‖ L(table) ‖ L(column) ‖ L(row id) ‖ L(u32(generation))
//! blind index     = HMAC-SHA256(index key, value)
//! index key       = HKDF-SHA256(…, info = L("index") ‖ L(kind) ‖ L(program id) ‖ L(table) ‖ L(column) ‖ L(u32(generation)))
//! check value     = HKDF-SHA256(…, info = L("check") ‖ L(kind) ‖ L(program id) ‖ L(u32(generation)))
//! ```
//! AES-GCM with random nonces holds for 2³² records under one subkey, that is, one table in one generation (NIST
//! SP 800-38D §8.3); HKDF is RFC 5869.

use std::{fmt, str::FromStr};

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf, hmac,
};
use zeroize::Zeroizing;

use super::{
    digest,
    encode::{hex, length_prefixed, push_prefixed},
};
use crate::vocabulary::{Digest, ProgramId};

const FORMAT: u8 = 1;
const HEADER: usize = 1 + 4 + NONCE_LEN;
const TAG: usize = 16;
const SALT: &[u8] = b"frs/subkey/1";

/// Why a record cannot be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The key is another one, or the bytes are not those that were sealed for this place.
    #[error(
        "{table}.{column} of row {row} does not open: it was changed, moved from another place, or sealed with another \
         key; nothing was read from it; run `frs audit verify` and compare with the last backup"
    )]
    WrongKeyOrTampered {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The row id, in hexadecimal digits.
        row: String,
    },
    /// Sealed under another generation of the data key.
    #[error("{table}.{column} of row {row} is sealed under generation {found}, the key is of generation {wanted}")]
    Generation {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The row id, in hexadecimal digits.
        row: String,
        /// The record's generation.
        found: u32,
        /// The key's generation.
        wanted: u32,
    },
    /// Not the form of a sealed record.
    #[error("a column that must be sealed holds {0}: the repository was changed by another program")]
    NotSealed(&'static str),
    /// Sealed under a key that this person does not hold.
    #[error(
        "a record is sealed under generation {0} of the data keys, which you do not hold: they are being exchanged, or were \
         meanwhile; run the command again"
    )]
    NotHeld(u32),
    /// Not the name of a data key.
    #[error("{0:?} is not a kind of data key: \"book\" and \"faces\" are")]
    Kind(String),
    /// The cryptographic library failed where it should not.
    #[error("the cryptographic library failed to {0}: nothing was written; run `frs doctor`")]
    Library(&'static str),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] digest::RandomError),
}

/// Which of the two data keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// Opens leaves, openings and cases.
    Book,
    /// Opens images, templates and persons.
    Faces,
}

impl KeyKind {
    /// The word: `book` or `faces`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Faces => "faces",
        }
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for KeyKind {
    type Err = RecordError;
    fn from_str(text: &str) -> Result<Self, RecordError> {
        match text {
            "book" => Ok(Self::Book),
            "faces" => Ok(Self::Faces),
            _ => Err(RecordError::Kind(text.to_owned())),
        }
    }
}

/// A data key: 32 secret bytes of one kind and generation; zeroized when dropped.
pub struct DataKey {
    kind: KeyKind,
    generation: u32,
    secret: Zeroizing<[u8; 32]>,
}

impl DataKey {
    /// A new random key.
    ///
    /// # Errors
    /// [`RecordError::Random`].
    pub fn generate(kind: KeyKind, generation: u32) -> Result<Self, RecordError> {
        Ok(Self::from_secret(kind, generation, Zeroizing::new(digest::random()?)))
    }

    pub(super) const fn from_secret(kind: KeyKind, generation: u32, secret: Zeroizing<[u8; 32]>) -> Self {
        Self { kind, generation, secret }
    }

    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// Which key.
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    /// Which generation of it.
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// 32 bytes that tell this key from any other without giving it away. A wrap is made by somebody unknown: compare
    /// this value with the one in the book before anything is sealed with an unwrapped key.
    ///
    /// # Errors
    /// [`RecordError::Library`].
    pub fn check_value(&self, program: ProgramId) -> Result<Digest, RecordError> {
        let fill = |okm: hkdf::Okm<'_, _>| {
            let mut out = Digest([0; 32]);
            okm.fill(&mut out.0).map(|()| out).map_err(|_| RecordError::Library("derive a key"))
        };
        self.derive(&[b"check", self.kind_bytes(), program.as_bytes()], hkdf::HKDF_SHA256, fill)?
    }

    const fn kind_bytes(&self) -> &'static [u8] {
        self.kind.as_str().as_bytes()
    }

    /// `HKDF-SHA256(salt "frs/subkey/1", data key, L(part) ‖ … ‖ L(u32(generation)))`.
    fn derive<L: hkdf::KeyType, K>(
        &self,
        parts: &[&[u8]],
        length: L,
        take: impl FnOnce(hkdf::Okm<'_, L>) -> K,
    ) -> Result<K, RecordError> {
        let mut info = length_prefixed(parts);
        push_prefixed(&mut info, &self.generation.to_be_bytes());
        let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, SALT).extract(&*self.secret);
        prk.expand(&[&info], length).map(take).map_err(|_| RecordError::Library("derive a key"))
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataKey({}, generation {})", self.kind, self.generation)
    }
}

/// Sealed bytes. The only ways to have one are to seal, or to read one back from a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Takes what a sealed column holds.
    ///
    /// # Errors
    /// [`RecordError::NotSealed`] where it has not the form of a sealed record.
    pub fn from_column(bytes: Vec<u8>) -> Result<Self, RecordError> {
        Self::has_form(&bytes).map(|()| Self(bytes))
    }

    /// As [`Sealed::from_column`]; gives the bytes back where they have not the form of a record.
    ///
    /// # Errors
    /// The bytes.
    pub fn or_bytes(bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
        if Self::has_form(&bytes).is_ok() { Ok(Self(bytes)) } else { Err(bytes) }
    }

    fn has_form(bytes: &[u8]) -> Result<(), RecordError> {
        match bytes.first() {
            Some(&FORMAT) if bytes.len() >= HEADER + TAG => Ok(()),
            Some(&FORMAT) => Err(RecordError::NotSealed("too few bytes")),
            Some(_) => Err(RecordError::NotSealed("bytes of another format")),
            None => Err(RecordError::NotSealed("nothing")),
        }
    }

    /// What the column holds.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Under which generation of the data key it was sealed, as it says itself; opening proves it.
    pub fn generation(&self) -> u32 {
        u32::from_be_bytes(std::array::from_fn(|i| self.0[1 + i]))
    }
}

/// The key of one table in one generation. Make it once and keep it: opening a row then costs no derivation.
pub struct RecordKey {
    key: LessSafeKey,
    program: ProgramId,
    table: String,
    generation: u32,
}

impl RecordKey {
    /// Derives the subkey of a table.
    ///
    /// # Errors
    /// [`RecordError::Library`].
    pub fn new(data_key: &DataKey, program: ProgramId, table: &str) -> Result<Self, RecordError> {
        let parts = [b"record", data_key.kind_bytes(), program.as_bytes(), table.as_bytes()];
        let key = data_key.derive(&parts, &AES_256_GCM, |okm| LessSafeKey::new(UnboundKey::from(okm)))?;
        Ok(Self { key, program, table: table.to_owned(), generation: data_key.generation })
    }

    /// The table.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The generation of the data key.
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// Seals a value for one place.
    ///
    /// # Errors
    /// [`RecordError::Random`], [`RecordError::Library`].
    pub fn seal(&self, column: &str, row_id: &[u8], plaintext: &[u8]) -> Result<Sealed, RecordError> {
        let nonce: [u8; NONCE_LEN] = digest::random()?;
        let mut out = vec![0; HEADER + plaintext.len() + TAG];
        let (header, rest) = out.split_at_mut(HEADER);
        let (ciphertext, tag) = rest.split_at_mut(plaintext.len());
        header[0] = FORMAT;
        header[1..5].copy_from_slice(&self.generation.to_be_bytes());
        header[5..].copy_from_slice(&nonce);
        let (nonce, ad) = (Nonce::assume_unique_for_key(nonce), Aad::from(self.associated_data(column, row_id)));
        self.key
            .seal_out_of_place_scatter(nonce, ad, plaintext, ciphertext, &[], tag)
            .map_err(|_| RecordError::Library("seal a record"))?;
        Ok(Sealed(out))
    }

    /// Opens a value of one place.
    ///
    /// # Errors
    /// [`RecordError::Generation`], [`RecordError::WrongKeyOrTampered`].
    pub fn open(&self, column: &str, row_id: &[u8], sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, RecordError> {
        let (table, row) = (|| self.table.clone(), || hex(row_id));
        if sealed.generation() != self.generation {
            let (found, wanted, column) = (sealed.generation(), self.generation, column.to_owned());
            return Err(RecordError::Generation { table: table(), column, row: row(), found, wanted });
        }
        let wrong = || RecordError::WrongKeyOrTampered { table: table(), column: column.to_owned(), row: row() };
        let nonce = Nonce::try_assume_unique_for_key(&sealed.0[5..HEADER]).map_err(|_| wrong())?;
        let (ciphertext, tag) = sealed.0[HEADER..].split_at(sealed.0.len() - HEADER - TAG);
        let mut plaintext = Zeroizing::new(vec![0; ciphertext.len()]);
        self.key
            .open_separate_gather(
                nonce,
                Aad::from(self.associated_data(column, row_id)),
                ciphertext,
                tag,
                &mut plaintext,
            )
            .map_err(|_| wrong())?;
        Ok(plaintext)
    }

    fn associated_data(&self, column: &str, row_id: &[u8]) -> Vec<u8> {
        let parts = [self.program.as_bytes(), self.table.as_bytes(), column.as_bytes(), row_id];
        let mut ad = Vec::with_capacity(5 * 8 + 4 + parts.iter().map(|part| part.len()).sum::<usize>());
        for part in parts {
            push_prefixed(&mut ad, part);
        }
        push_prefixed(&mut ad, &self.generation.to_be_bytes());
        ad
    }
}

impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordKey({}, generation {})", self.table, self.generation)
    }
}

/// What an index column holds instead of a value: equal values give equal indices, and nothing else is told.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlindIndex([u8; 32]);

impl BlindIndex {
    /// What the column holds.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for BlindIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlindIndex({}…)", hex(&self.0[..4]))
    }
}

/// The key of equality look-ups in one column. Whoever has the file sees which rows are equal, and how many.
pub struct IndexKey(hmac::Key);

impl IndexKey {
    /// Derives the key of a column.
    ///
    /// # Errors
    /// [`RecordError::Library`].
    pub fn new(data_key: &DataKey, program: ProgramId, table: &str, column: &str) -> Result<Self, RecordError> {
        let parts = [b"index", data_key.kind_bytes(), program.as_bytes(), table.as_bytes(), column.as_bytes()];
        data_key.derive(&parts, hmac::HMAC_SHA256, |okm| Self(okm.into()))
    }

    /// `HMAC-SHA256(index key, value)`.
    pub fn index(&self, value: &[u8]) -> BlindIndex {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(hmac::sign(&self.0, value).as_ref());
        BlindIndex(bytes)
    }
}

impl fmt::Debug for IndexKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IndexKey")
    }
}

#[cfg(test)]
#[path = "record/tests.rs"]
mod tests;
