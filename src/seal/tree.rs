//! The Merkle tree over the leaves of the book (RFC 6962 §2.1, RFC 9162 §2.1).
//!
//! `leaf hash = SHA-256(0x00 ‖ leaf)`, `node = SHA-256(0x01 ‖ left ‖ right)`, `root of nothing = SHA-256("")`; a tree of
//! n > 1 leaves is split at the largest power of two below n. What checks proofs stands apart, in [`verify`].

pub mod verify;

use super::digest;
use crate::vocabulary::Digest;
pub use verify::{ProofError, verify_consistency, verify_inclusion};

/// `SHA-256(0x00 ‖ leaf)`.
pub fn leaf_hash(leaf: &[u8]) -> Digest {
    let mut hasher = digest::Hasher::new();
    hasher.update(&[0]);
    hasher.update(leaf);
    hasher.finish()
}

/// `SHA-256(0x01 ‖ left ‖ right)`.
pub fn node_hash(left: &Digest, right: &Digest) -> Digest {
    let mut hasher = digest::Hasher::new();
    hasher.update(&[1]);
    hasher.update(&left.0);
    hasher.update(&right.0);
    hasher.finish()
}

/// `SHA-256("")`, the root of a tree without leaves.
pub fn empty_root() -> Digest {
    digest::sha256(b"")
}

/// The root over leaf hashes.
pub fn root(leaves: &[Digest]) -> Digest {
    leaves.iter().copied().collect::<Frontier>().root()
}

/// The hashes that lead from leaf `index` to the root of all `leaves`, lowest first (RFC 6962 §2.1.1).
///
/// # Errors
/// [`ProofError::Range`] where there is no such leaf.
pub fn inclusion_proof(index: u64, leaves: &[Digest]) -> Result<Vec<Digest>, ProofError> {
    let size = leaves.len() as u64;
    let mut at =
        usize::try_from(index).ok().filter(|at| *at < leaves.len()).ok_or(ProofError::Range { index, size })?;
    let (mut proof, mut leaves) = (Vec::new(), leaves);
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(split(leaves.len()));
        let other;
        (leaves, other) = if at < left.len() { (left, right) } else { (right, left) };
        if std::ptr::eq(leaves, right) {
            at -= left.len();
        }
        proof.push(root(other));
    }
    proof.reverse();
    Ok(proof)
}

/// The hashes that show that the tree of the first `old_size` leaves is the begin of the tree of all `leaves`
/// (RFC 6962 §2.1.2); none for size 0 and for the same size.
///
/// # Errors
/// [`ProofError::Range`] where the tree is not that big.
pub fn consistency_proof(old_size: u64, leaves: &[Digest]) -> Result<Vec<Digest>, ProofError> {
    let range = ProofError::Range { index: old_size, size: leaves.len() as u64 };
    let mut old = usize::try_from(old_size).ok().filter(|old| *old <= leaves.len()).ok_or(range)?;
    let (mut proof, mut leaves, mut whole) = (Vec::new(), leaves, true);
    if old == 0 || old == leaves.len() {
        return Ok(proof);
    }
    while old != leaves.len() {
        let (left, right) = leaves.split_at(split(leaves.len()));
        if old <= left.len() {
            proof.push(root(right));
            leaves = left;
        } else {
            proof.push(root(left));
            (old, leaves, whole) = (old - left.len(), right, false);
        }
    }
    if !whole {
        proof.push(root(leaves));
    }
    proof.reverse();
    Ok(proof)
}

/// The largest power of two below `n`, for n > 1.
fn split(n: usize) -> usize {
    1 << (n - 1).ilog2()
}

/// The roots of the complete subtrees of a growing tree, largest first: one for each bit of its size. Appending costs
/// O(1) hashes on average, and the frontier of a million leaves has seven.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    nodes: Vec<Digest>,
}

impl Frontier {
    /// The frontier of no leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up a stored frontier.
    ///
    /// # Errors
    /// [`ProofError::Frontier`] where the number of nodes is not that of the size.
    pub fn from_parts(size: u64, nodes: Vec<Digest>) -> Result<Self, ProofError> {
        if nodes.len() != size.count_ones() as usize {
            return Err(ProofError::Frontier { size, nodes: nodes.len() });
        }
        Ok(Self { size, nodes })
    }

    /// How many leaves the tree has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the complete subtrees, largest first.
    pub fn nodes(&self) -> &[Digest] {
        &self.nodes
    }

    /// Appends a leaf by its hash.
    pub fn push(&mut self, leaf: Digest) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.nodes.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.nodes.push(node);
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Digest {
        let from_the_right = self.nodes.iter().rev().copied();
        from_the_right.reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
    }
}

impl Extend<Digest> for Frontier {
    fn extend<I: IntoIterator<Item = Digest>>(&mut self, leaves: I) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Digest> for Frontier {
    fn from_iter<I: IntoIterator<Item = Digest>>(leaves: I) -> Self {
        let mut frontier = Self::new();
        leaves.into_iter().for_each(|leaf| frontier.push(leaf));
        frontier
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::encode;

    /// The inputs and roots of the Certificate Transparency reference implementation.
    fn reference_leaves() -> Vec<Digest> {
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        inputs.map(leaf_hash).to_vec()
    }

    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn roots_are_those_of_the_reference() {
        let leaves = reference_leaves();
        for (size, expected) in ROOTS.iter().enumerate() {
            assert_eq!(root(&leaves[..size]).to_string(), *expected, "size {size}");
        }
    }

    fn digests(list: &[&str]) -> Vec<Digest> {
        list.iter().map(|hex| Digest(encode::unhex(hex).unwrap())).collect()
    }

    #[test]
    fn proofs_are_those_of_the_reference() {
        let leaves = reference_leaves();
        let inclusion = digests(&[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]);
        assert_eq!(inclusion_proof(0, &leaves).unwrap(), inclusion);
        let inclusion = digests(&[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]);
        assert_eq!(inclusion_proof(5, &leaves).unwrap(), inclusion);
        let consistency = digests(&[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]);
        assert_eq!(consistency_proof(6, &leaves).unwrap(), consistency);
    }

    #[test]
    fn what_is_not_there_has_no_proof() {
        let leaves = reference_leaves();
        assert!(inclusion_proof(8, &leaves).is_err());
        assert!(inclusion_proof(0, &[]).is_err());
        assert!(consistency_proof(9, &leaves).is_err());
        assert_eq!(consistency_proof(0, &leaves).unwrap(), []);
        assert_eq!(consistency_proof(8, &leaves).unwrap(), []);
    }

    #[test]
    fn a_stored_frontier_goes_on_where_it_stopped() {
        let leaves = reference_leaves();
        let frontier: Frontier = leaves[..5].iter().copied().collect();
        let mut stored = Frontier::from_parts(frontier.size(), frontier.nodes().to_vec()).unwrap();
        leaves[5..].iter().for_each(|leaf| stored.push(*leaf));
        assert_eq!(stored.root(), root(&leaves));
        assert!(Frontier::from_parts(5, leaves[..3].to_vec()).is_err());
    }
}
