//! Checking proofs: no tree, no storage, no secret; only hashes that somebody else handed over.

use super::{empty_root, node_hash};
use crate::vocabulary::Digest;

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// No such leaf or older tree in a tree of that size.
    #[error("there is no position {index} in a tree of {size} leaves: the proof is for another tree")]
    Range {
        /// The index of the leaf, or the size of the older tree.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// Too many or too few hashes.
    #[error("the proof has {found} hashes and cannot belong to these sizes: ask for it again; this is no evidence")]
    Length {
        /// How many it has.
        found: usize,
    },
    /// The hashes lead to another root.
    #[error("the proof leads to another {which} root: the book was changed, or the proof is not of this book")]
    Root {
        /// `old` or `new`.
        which: &'static str,
    },
    /// A stored frontier that does not fit its size.
    #[error("a frontier of {size} leaves cannot have {nodes} nodes: rebuild it from the leaves")]
    Frontier {
        /// The size.
        size: u64,
        /// The number of nodes.
        nodes: usize,
    },
}

/// Checks that the leaf with this hash stands at `index` in the tree of `size` leaves with this root
/// (RFC 9162 §2.1.3.2).
///
/// # Errors
/// [`ProofError`].
pub fn verify_inclusion(
    leaf: &Digest,
    index: u64,
    size: u64,
    proof: &[Digest],
    root: &Digest,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::Range { index, size });
    }
    let wrong_length = ProofError::Length { found: proof.len() };
    let (mut position, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(wrong_length);
        }
        if position & 1 == 1 || position == last {
            hash = node_hash(sibling, &hash);
            climb_to_left_child(&mut position, &mut last);
        } else {
            hash = node_hash(&hash, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(wrong_length);
    }
    if hash == *root { Ok(()) } else { Err(ProofError::Root { which: "new" }) }
}

/// Checks that the tree of `old_size` leaves is the begin of the tree of `new_size` leaves (RFC 9162 §2.1.4.2).
///
/// The standard leaves size 0 open; here every tree is consistent with the empty one, whose root must be
/// `SHA-256("")` and whose proof is empty (as c2sp.org/tlog-witness has it).
///
/// # Errors
/// [`ProofError`].
pub fn verify_consistency(
    old_size: u64,
    old_root: &Digest,
    new_size: u64,
    new_root: &Digest,
    proof: &[Digest],
) -> Result<(), ProofError> {
    if old_size > new_size {
        return Err(ProofError::Range { index: old_size, size: new_size });
    }
    if old_size == 0 || old_size == new_size {
        return verify_trivial(old_size, old_root, new_size, new_root, proof);
    }
    let wrong_length = ProofError::Length { found: proof.len() };
    // Where the old tree is complete, its root is the first hash of the path and is not repeated in the proof.
    let (first, rest) = if old_size.is_power_of_two() {
        (*old_root, proof)
    } else {
        proof.split_first().map(|(first, rest)| (*first, rest)).ok_or(wrong_length)?
    };
    let shift = (old_size - 1).trailing_ones();
    let (mut position, mut last) = ((old_size - 1) >> shift, (new_size - 1) >> shift);
    let (mut old, mut new) = (first, first);
    for sibling in rest {
        if last == 0 {
            return Err(wrong_length);
        }
        if position & 1 == 1 || position == last {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
            climb_to_left_child(&mut position, &mut last);
        } else {
            new = node_hash(&new, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    match () {
        () if last != 0 => Err(wrong_length),
        () if old != *old_root => Err(ProofError::Root { which: "old" }),
        () if new != *new_root => Err(ProofError::Root { which: "new" }),
        () => Ok(()),
    }
}

fn verify_trivial(
    old_size: u64,
    old_root: &Digest,
    new_size: u64,
    new_root: &Digest,
    proof: &[Digest],
) -> Result<(), ProofError> {
    if !proof.is_empty() {
        return Err(ProofError::Length { found: proof.len() });
    }
    if old_size == 0 && *old_root != empty_root() {
        return Err(ProofError::Root { which: "old" });
    }
    if new_size == old_size && new_root != old_root {
        return Err(ProofError::Root { which: "new" });
    }
    Ok(())
}

/// A node at the right edge may have no sibling on some levels: climbs until it is a right child.
fn climb_to_left_child(position: &mut u64, last: &mut u64) {
    while *position & 1 == 0 && *position != 0 {
        *position >>= 1;
        *last >>= 1;
    }
}
