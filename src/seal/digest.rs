//! SHA-256 (FIPS 180-4) and comparison of secrets, from aws-lc; random bytes, from the operating system.

use std::io;

use aws_lc_rs::{constant_time, digest as hash};

use crate::vocabulary::Digest;

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the operating system gave no random bytes: nothing was written; try again, and restart the machine if it stays"
)]
pub struct RandomError;

/// `SHA-256(bytes)`.
pub fn sha256(bytes: &[u8]) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finish()
}

/// SHA-256 over bytes that come in pieces: `SHA-256(piece ‖ piece ‖ …)`.
#[derive(Clone)]
pub struct Hasher(hash::Context);

impl Hasher {
    /// A hasher that has seen nothing.
    pub fn new() -> Self {
        Self(hash::Context::new(&hash::SHA256))
    }

    /// Takes in the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> Digest {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.finish().as_ref());
        Digest(bytes)
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

/// So that `std::io::copy` can hash a stream.
impl io::Write for Hasher {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.update(piece);
        Ok(piece.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `N` bytes from the operating system's generator.
///
/// # Errors
/// [`RandomError`] where there are none; nothing weaker is ever used in their place.
pub fn random<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| RandomError)?;
    Ok(bytes)
}

/// A new id of 128 random bits, as in `new_id(SubjectId)?`.
///
/// # Errors
/// [`RandomError`].
pub fn new_id<T>(make: fn([u8; 16]) -> T) -> Result<T, RandomError> {
    random().map(make)
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
pub fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(a, b).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::SubjectId;

    #[test]
    fn sha256_is_the_standards() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc").to_string(), abc);
        let mut hasher = Hasher::new();
        io::copy(&mut &b"abc"[..], &mut hasher).unwrap();
        assert_eq!(hasher.finish().to_string(), abc);
    }

    #[test]
    fn ids_are_random() {
        assert_ne!(new_id(SubjectId).unwrap(), new_id(SubjectId).unwrap());
    }

    #[test]
    fn comparison_sees_bytes_and_lengths() {
        assert!(constant_time_eq(b"same", b"same"));
        assert!(!constant_time_eq(b"same", b"samf"));
        assert!(!constant_time_eq(b"same", b"sam"));
    }
}
