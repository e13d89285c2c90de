//! Maps by id. An id is 128 random bits: it needs mixing, and no protection against whoever chooses it.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A map by id, some times as fast as the usual one where a million ids go through it.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// Multiplies and mixes eight bytes at a time.
#[derive(Debug, Clone, Copy, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..eight.len()].copy_from_slice(eight);
            // The upper half of the product holds what the lower one loses.
            let product = u128::from(self.0 ^ u64::from_le_bytes(word)) * 0x9E37_79B9_7F4A_7C15;
            self.0 = product as u64 ^ (product >> 64) as u64;
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, hash::BuildHasher as _};

    use super::*;
    use crate::vocabulary::SubjectId;

    #[test]
    fn ids_that_differ_in_one_place_are_told_apart() {
        let hashed = |id: [u8; 16]| BuildHasherDefault::<IdHasher>::default().hash_one(SubjectId(id));
        let (mut all, mut low) = (HashSet::new(), HashSet::new());
        for place in 0..16 {
            for byte in 0..=255u8 {
                let mut id = [0; 16];
                id[place] = byte;
                all.insert(hashed(id));
                low.insert(hashed(id) % 4_096);
            }
        }
        // The zero id was made sixteen times.
        assert_eq!(all.len(), 16 * 255 + 1);
        assert!(low.len() > 2_000, "{}", low.len());
    }
}
