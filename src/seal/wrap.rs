//! Data keys wrapped for a person, and other bytes sealed to a person or to the book (docs/formats.md#wrap-of-a-data-key).
//!
//! `wrap = age(recipient's X25519 key, L("frs/wrap/1") ‖ L(program id) ‖ L(kind) ‖ L(u32(generation)) ‖ L(person id) ‖
//! L(data key))`, algorithm id `age-x25519` (<https://age-encryption.org/v1>).
//!
//! age hides and protects its content, but everybody who knows the public key can make such bytes: who made a wrap is
//! not proven by it. So the unwrapped key is compared with [`DataKey::check_value`] in the book.

use age::DecryptError;
use zeroize::Zeroizing;

use super::{
    digest,
    encode::length_prefixed,
    keys::{ReceivingKey, ReceivingSecret},
    person::{PublicKeys, Secrets},
    record::{DataKey, KeyKind},
};
use crate::vocabulary::{PersonId, ProgramId};

/// The algorithm of a wrap that is made today.
pub const AGE_X25519: &str = "age-x25519";

const LABEL: &[u8] = b"frs/wrap/1";

/// Why something sealed to a person does not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrapError {
    /// Sealed to somebody else.
    #[error(
        "this is sealed to another key than yours: ask its sender to seal it to the key that `frs key show` prints"
    )]
    NotForThisKey,
    /// The bytes were changed, cut or are not age's.
    #[error("the sealed bytes are damaged: ask their sender for them again")]
    Damaged,
    /// Not the passphrase.
    #[error("that is not the passphrase of this file: ask its sender, by another way than the file came")]
    WrongPassphrase,
    /// Whoever made it asks for more work than is done.
    #[error("the file asks for more work than frs does for a passphrase: it was not made by frs; ask its sender")]
    TooMuchWork,
    /// A wrap of an algorithm that this version does not know.
    #[error("the key is wrapped with {0:?}, which this version cannot open: update `frs`")]
    Algorithm(String),
    /// The wrap is genuine but belongs elsewhere.
    #[error("the wrapped key is for another {0}: it was moved; run `frs audit verify` and ask for a new wrap")]
    Misplaced(&'static str),
    /// Encrypting failed.
    #[error("sealing to {0} failed: nothing was written; run `frs doctor`")]
    Library(String),
}

/// A data key that one person can unwrap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// How it is wrapped.
    pub algorithm: String,
    /// The wrapped bytes.
    pub bytes: Vec<u8>,
}

impl Wrapped {
    /// Wraps a data key for a person.
    ///
    /// # Errors
    /// [`WrapError::Library`].
    pub fn new(key: &DataKey, program: ProgramId, recipient: &PublicKeys) -> Result<Self, WrapError> {
        let plaintext = plaintext(key, program, recipient.person_id());
        Ok(Self { algorithm: AGE_X25519.to_owned(), bytes: seal_to(&recipient.receiving, &plaintext)? })
    }

    /// Unwraps the data key of a program, kind and generation.
    ///
    /// # Errors
    /// [`WrapError::Misplaced`] where the wrap says another program, kind, generation or person.
    pub fn unwrap(
        &self,
        secrets: &Secrets,
        program: ProgramId,
        kind: KeyKind,
        generation: u32,
    ) -> Result<DataKey, WrapError> {
        if self.algorithm != AGE_X25519 {
            return Err(WrapError::Algorithm(self.algorithm.clone()));
        }
        let plaintext = open_sealed(&secrets.receiving, &self.bytes)?;
        let parts: [&[u8]; 6] = split(&plaintext).ok_or(WrapError::Damaged)?;
        let person = secrets.public_keys().person_id();
        let wanted: [(&str, &[u8]); 5] = [
            ("use", LABEL),
            ("program", program.as_bytes()),
            ("kind of key", kind_name(kind)),
            ("generation", &generation.to_be_bytes()),
            ("person", person.as_bytes()),
        ];
        for ((what, wanted), found) in wanted.into_iter().zip(parts) {
            if !digest::constant_time_eq(wanted, found) {
                return Err(WrapError::Misplaced(what));
            }
        }
        let secret = Zeroizing::new(<[u8; 32]>::try_from(parts[5]).map_err(|_| WrapError::Damaged)?);
        Ok(DataKey::from_secret(kind, generation, secret))
    }
}

const fn kind_name(kind: KeyKind) -> &'static [u8] {
    match kind {
        KeyKind::Book => b"book",
        KeyKind::Faces => b"faces",
    }
}

fn plaintext(key: &DataKey, program: ProgramId, person: PersonId) -> Zeroizing<Vec<u8>> {
    let generation = key.generation().to_be_bytes();
    let (program, kind) = (program.as_bytes(), kind_name(key.kind()));
    Zeroizing::new(length_prefixed(&[LABEL, program, kind, &generation, person.as_bytes(), key.secret()]))
}

/// Reads exactly `N` parts back from `L(a) ‖ L(b) ‖ …`.
fn split<const N: usize>(mut bytes: &[u8]) -> Option<[&[u8]; N]> {
    let mut parts = [&[][..]; N];
    for part in &mut parts {
        let (length, rest) = bytes.split_first_chunk::<8>()?;
        (*part, bytes) = rest.split_at_checked(u64::from_be_bytes(*length).try_into().ok()?)?;
    }
    bytes.is_empty().then_some(parts)
}

/// Seals bytes to a receiving key: to a person, or to the book (the spool of refusals).
///
/// # Errors
/// [`WrapError::Library`].
pub fn seal_to(recipient: &ReceivingKey, bytes: &[u8]) -> Result<Vec<u8>, WrapError> {
    age::encrypt(recipient.recipient(), bytes).map_err(|_| WrapError::Library(recipient.to_string()))
}

/// Opens what was sealed to the public half of a secret.
///
/// # Errors
/// [`WrapError::NotForThisKey`], [`WrapError::Damaged`].
pub fn open_sealed(secret: &ReceivingSecret, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, WrapError> {
    age::decrypt(secret.identity(), sealed).map(Zeroizing::new).map_err(|error| match error {
        DecryptError::NoMatchingKeys => WrapError::NotForThisKey,
        _ => WrapError::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: ProgramId = ProgramId([1; 32]);

    fn wrapped() -> (Secrets, DataKey, Wrapped) {
        let secrets = Secrets::generate().unwrap();
        let key = DataKey::generate(KeyKind::Book, 2).unwrap();
        let wrapped = Wrapped::new(&key, PROGRAM, &secrets.public_keys()).unwrap();
        (secrets, key, wrapped)
    }

    #[test]
    fn the_recipient_unwraps() {
        let (secrets, key, wrapped) = wrapped();
        let unwrapped = wrapped.unwrap(&secrets, PROGRAM, KeyKind::Book, 2).unwrap();
        assert_eq!(unwrapped.secret(), key.secret());
        assert_eq!((unwrapped.kind(), unwrapped.generation()), (KeyKind::Book, 2));
    }

    #[test]
    fn nobody_else_and_nowhere_else() {
        let (secrets, key, wrapped) = wrapped();
        let unwrap = |program, kind, generation| wrapped.unwrap(&secrets, program, kind, generation).unwrap_err();
        assert_eq!(unwrap(ProgramId([2; 32]), KeyKind::Book, 2), WrapError::Misplaced("program"));
        assert_eq!(unwrap(PROGRAM, KeyKind::Faces, 2), WrapError::Misplaced("kind of key"));
        assert_eq!(unwrap(PROGRAM, KeyKind::Book, 1), WrapError::Misplaced("generation"));
        let other = Secrets::generate().unwrap();
        assert_eq!(wrapped.unwrap(&other, PROGRAM, KeyKind::Book, 2).unwrap_err(), WrapError::NotForThisKey);
        // Somebody takes over a receiving key under another signing key.
        let mixed = Secrets { signing: other.signing, receiving: secrets.receiving };
        assert_eq!(wrapped.unwrap(&mixed, PROGRAM, KeyKind::Book, 2).unwrap_err(), WrapError::Misplaced("person"));
        let foreign = Wrapped { algorithm: "ml-kem".to_owned(), ..wrapped };
        let error = foreign.unwrap(&mixed, PROGRAM, KeyKind::Book, 2).unwrap_err();
        assert_eq!(error, WrapError::Algorithm("ml-kem".to_owned()));
        drop(key);
    }

    #[test]
    fn a_packet_of_another_use_is_no_wrap() {
        let secrets = Secrets::generate().unwrap();
        let receiving = &secrets.public_keys().receiving;
        for content in [&b"hello"[..], &length_prefixed(&[b"frs/wrap/2", b"", b"", b"", b"", b""])] {
            let wrapped = Wrapped { algorithm: AGE_X25519.to_owned(), bytes: seal_to(receiving, content).unwrap() };
            assert!(wrapped.unwrap(&secrets, PROGRAM, KeyKind::Book, 2).is_err());
        }
    }

    #[test]
    fn changed_or_cut_bytes_do_not_open() {
        let secret = ReceivingSecret::generate();
        let sealed = seal_to(&secret.receiving_key(), b"packet").unwrap();
        assert_eq!(*open_sealed(&secret, &sealed).unwrap(), b"packet");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open_sealed(&secret, &changed).is_err(), "byte {at}");
            assert!(open_sealed(&secret, &sealed[..at]).is_err(), "cut at {at}");
        }
    }
}
