//! The two kinds of key that a person, a log or a book holds: Ed25519 to sign (RFC 8032) and X25519 to receive
//! (age, <https://age-encryption.org/v1>).

use std::{fmt, str::FromStr};

use age::secrecy::ExposeSecret as _;
use aws_lc_rs::{
    agreement,
    signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey},
};
use zeroize::Zeroizing;

use super::{digest, encode};

/// A key that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not 64 lower-case hexadecimal digits.
    #[error("{0:?} is not a signing key: 64 lower-case hexadecimal digits are expected")]
    NotASigningKey(String),
    /// Not an age recipient in its canonical spelling.
    #[error("{0:?} is not a receiving key: an age recipient (age1…, lower case) is expected")]
    NotAReceivingKey(String),
    /// Not an age identity.
    #[error("the stored receiving secret is not an age identity: restore the key file or make a new key")]
    NotAReceivingSecret,
    /// A public key of small order: whatever it "signs" or receives is open to everybody.
    #[error(
        "the {0} key is of small order, which no honest program makes: refuse it and ask its owner how it was made"
    )]
    SmallOrder(&'static str),
    /// A signing key and a receiving key were expected, with one space between them.
    #[error("two public keys are expected (64 hexadecimal digits, a space, age1…), found {0:?}")]
    NotTwoKeys(String),
    /// The cryptographic library failed where it should not.
    #[error("the cryptographic library failed to {0}: try again, and run `frs doctor` if it stays")]
    Library(&'static str),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] digest::RandomError),
}

/// An Ed25519 secret key; zeroized when dropped.
pub struct SigningKey {
    seed: Zeroizing<[u8; 32]>,
    pair: Ed25519KeyPair,
}

impl SigningKey {
    /// A new random key.
    ///
    /// # Errors
    /// [`KeyError::Random`] where the operating system has no random bytes.
    pub fn generate() -> Result<Self, KeyError> {
        Self::from_seed(Zeroizing::new(digest::random()?))
    }

    /// The key of a 32-byte seed (RFC 8032 §5.1.5).
    ///
    /// # Errors
    /// [`KeyError::Library`].
    pub fn from_seed(seed: Zeroizing<[u8; 32]>) -> Result<Self, KeyError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&*seed).map_err(|_| KeyError::Library("read a signing key"))?;
        Ok(Self { seed, pair })
    }

    /// The seed, for sealing it; it must not go anywhere else.
    pub fn expose_seed(&self) -> &[u8; 32] {
        &self.seed
    }

    /// The public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.pair.public_key().as_ref());
        VerifyingKey(bytes)
    }

    /// The Ed25519 signature of `message`; the same message always gives the same signature.
    ///
    /// # Errors
    /// [`KeyError::Library`].
    pub fn sign(&self, message: &[u8]) -> Result<[u8; 64], KeyError> {
        let signature = self.pair.try_sign(message).map_err(|_| KeyError::Library("sign"))?;
        signature.as_ref().try_into().map_err(|_| KeyError::Library("sign"))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(secret of {})", self.verifying_key())
    }
}

/// An Ed25519 public key that is not of small order; 64 hexadecimal digits as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerifyingKey([u8; 32]);

/// The y-coordinates, sign bit cleared, of all encodings of points of order 1, 2, 4 and 8: 0, 1, the two of order 8,
/// p − 1, p, p + 1 (Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs", 2020, table 1).
const SMALL_ORDER: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

impl VerifyingKey {
    /// Takes the 32 bytes of RFC 8032.
    ///
    /// # Errors
    /// [`KeyError::SmallOrder`]: under such a key one signature verifies for many messages.
    pub fn new(bytes: [u8; 32]) -> Result<Self, KeyError> {
        let mut y = bytes;
        y[31] &= 0x7f;
        if SMALL_ORDER.contains(&encode::hex(&y).as_str()) {
            return Err(KeyError::SmallOrder("signing"));
        }
        Ok(Self(bytes))
    }

    /// The 32 bytes of RFC 8032.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether `signature` is this key's over `message`.
    ///
    /// RFC 8032 §5.1.7 without the cofactor: aws-lc refuses S ≥ L and compares the encoding of R, so nobody can
    /// alter a valid signature into another valid one; it does not refuse small orders, [`VerifyingKey::new`] does.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        signature.len() == 64 && UnparsedPublicKey::new(&ED25519, &self.0).verify(message, signature).is_ok()
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode::hex(&self.0))
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({self})")
    }
}

impl FromStr for VerifyingKey {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::new(encode::unhex(text).ok_or_else(|| KeyError::NotASigningKey(text.to_owned()))?)
    }
}

/// An age X25519 identity; zeroized when dropped.
pub struct ReceivingSecret(age::x25519::Identity);

impl ReceivingSecret {
    /// A new random identity.
    pub fn generate() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// Reads `AGE-SECRET-KEY-1…`.
    ///
    /// # Errors
    /// [`KeyError::NotAReceivingSecret`]; the message never repeats the text.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        text.parse().map(Self).map_err(|_| KeyError::NotAReceivingSecret)
    }

    /// `AGE-SECRET-KEY-1…`, for sealing it; it must not go anywhere else.
    pub fn expose_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// The public half.
    pub fn receiving_key(&self) -> ReceivingKey {
        ReceivingKey(self.0.to_public())
    }

    pub(super) fn identity(&self) -> &age::x25519::Identity {
        &self.0
    }
}

impl fmt::Debug for ReceivingSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceivingSecret(secret of {})", self.0.to_public())
    }
}

/// An age X25519 recipient that is not of small order; `age1…` as text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ReceivingKey(age::x25519::Recipient);

impl ReceivingKey {
    pub(super) fn recipient(&self) -> &age::x25519::Recipient {
        &self.0
    }
}

impl fmt::Display for ReceivingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for ReceivingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceivingKey({self})")
    }
}

impl FromStr for ReceivingKey {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let refused = || KeyError::NotAReceivingKey(text.to_owned());
        let recipient: age::x25519::Recipient = text.parse().map_err(|_| refused())?;
        if recipient.to_string() != text {
            return Err(refused());
        }
        // `age` panics when it encrypts to such a key, and whatever is agreed with it is known to everybody.
        if of_small_order(&bech32_bytes(text).ok_or_else(refused)?)? {
            return Err(KeyError::SmallOrder("receiving"));
        }
        Ok(Self(recipient))
    }
}

/// The 32 bytes in an `age1…` text whose checksum `age` has already verified (BIP 173: five bits a character, six
/// characters of checksum).
fn bech32_bytes(text: &str) -> Option<[u8; 32]> {
    const CHARSET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let data = text.strip_prefix("age1")?;
    let (mut bytes, mut buffer, mut bits) = (Vec::with_capacity(32), 0u32, 0u32);
    for character in data.get(..data.len().checked_sub(6)?)?.bytes() {
        let value = CHARSET.iter().position(|c| *c == character)?;
        buffer = (buffer << 5 | u32::try_from(value).ok()?) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(buffer >> bits & 0xff).ok()?);
        }
    }
    bytes.try_into().ok()
}

/// RFC 7748 §6.1: an agreement with a point of small order gives zero, which aws-lc refuses. The scalar is no secret:
/// any clamped one is a multiple of the cofactor and serves.
fn of_small_order(point: &[u8; 32]) -> Result<bool, KeyError> {
    let scalar = agreement::PrivateKey::from_private_key(&agreement::X25519, &[0x40; 32])
        .map_err(|_| KeyError::Library("check a receiving key"))?;
    let peer = agreement::UnparsedPublicKey::new(&agreement::X25519, point);
    Ok(agreement::agree(&scalar, peer, (), |_| Ok(())).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        encode::unhex(hex).unwrap()
    }

    #[test]
    fn signatures_are_those_of_rfc_8032() {
        // §7.1, test 2
        let seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let key = SigningKey::from_seed(Zeroizing::new(seed)).unwrap();
        let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        assert_eq!(key.verifying_key().to_string(), public);
        let signature = key.sign(&[0x72]).unwrap();
        let expected = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                        085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        assert_eq!(encode::hex(&signature), expected);
        assert!(key.verifying_key().verify(&[0x72], &signature));
        assert!(!key.verifying_key().verify(&[0x73], &signature));
        assert!(!key.verifying_key().verify(&[0x72], &signature[..63]));
    }

    #[test]
    fn an_altered_signature_never_verifies() {
        let key = SigningKey::generate().unwrap();
        let signature = key.sign(b"text").unwrap();
        for bit in 0..512 {
            let mut altered = signature;
            altered[bit / 8] ^= 1 << (bit % 8);
            assert!(!key.verifying_key().verify(b"text", &altered), "bit {bit}");
        }
        // S + L instead of S: the same equation, another encoding.
        let order: [u8; 32] = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        let mut altered = signature;
        let mut carry = 0u16;
        for (s, l) in altered[32..].iter_mut().zip(order) {
            carry += u16::from(*s) + u16::from(l);
            *s = carry.to_le_bytes()[0];
            carry >>= 8;
        }
        assert!(!key.verifying_key().verify(b"text", &altered));
    }

    #[test]
    fn small_order_signing_keys_are_refused_though_the_library_takes_them() {
        let mut identity = [0; 32];
        identity[0] = 1;
        let mut forged = [0; 64];
        forged[0] = 1;
        // The reason for the list: aws-lc verifies this "signature" for every message.
        for message in [&b"one"[..], b"another"] {
            assert!(UnparsedPublicKey::new(&ED25519, identity).verify(message, &forged).is_ok());
        }
        for text in SMALL_ORDER {
            let mut key = bytes::<32>(text);
            for sign in [0, 0x80] {
                key[31] = key[31] & 0x7f | sign;
                assert_eq!(VerifyingKey::new(key), Err(KeyError::SmallOrder("signing")));
            }
        }
    }

    #[test]
    fn receiving_keys_are_canonical_and_not_of_small_order() {
        let secret = ReceivingSecret::generate();
        let text = secret.receiving_key().to_string();
        assert_eq!(text.parse(), Ok(secret.receiving_key()));
        assert_eq!(ReceivingSecret::from_text(&secret.expose_text()).unwrap().receiving_key(), secret.receiving_key());
        for wrong in [text.to_uppercase(), text[..text.len() - 1].to_owned(), format!("{text} "), "age1".to_owned()] {
            assert_eq!(wrong.parse::<ReceivingKey>(), Err(KeyError::NotAReceivingKey(wrong)));
        }
        // u = 0 and u = 1
        for zeroish in [
            "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
            "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqs3290gq",
        ] {
            assert!(zeroish.parse::<ReceivingKey>().is_err());
        }
        for (point, small) in [([0; 32], true), (identity_u(1), true), (identity_u(9), false)] {
            assert_eq!(of_small_order(&point), Ok(small));
        }
    }

    fn identity_u(first: u8) -> [u8; 32] {
        std::array::from_fn(|i| if i == 0 { first } else { 0 })
    }

    #[test]
    fn the_bytes_of_a_recipient_are_read_rightly() {
        // age's own test vector.
        let text = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
        let secret =
            ReceivingSecret::from_text("AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33");
        assert_eq!(secret.unwrap().receiving_key().to_string(), text);
        assert!(bech32_bytes(text).is_some());
        assert_eq!(
            bech32_bytes("age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya").map(|b| b[0]),
            Some(1)
        );
    }

    #[test]
    fn secrets_do_not_print() {
        let signing = SigningKey::generate().unwrap();
        assert!(!format!("{signing:?}").contains(&encode::hex(signing.expose_seed())));
        let receiving = ReceivingSecret::generate();
        assert!(!format!("{receiving:?}").contains("SECRET-KEY"));
    }
}
