//! What makes a text a paper, a leaf a proof and a column unreadable: digests, keys, signed notes, the Merkle tree,
//! commitments and sealed records.
//!
//! Nothing here opens the repository, and every check that a stranger must be able to repeat (notes, leaves, proofs,
//! commitments) runs without a secret. The formats stand in `docs/formats.md`; each hash is written as a formula at
//! the function that computes it. Three notations: `‖` joins bytes, `u32(n)` is big-endian, and `L(x)` is `u64(length
//! of x) ‖ x`, so that two different lists never give the same bytes.

pub mod bundle;
pub mod checkpoint;
pub mod commitment;
pub mod cosignature;
pub mod digest;
mod encode;
pub mod key_file;
pub mod keys;
pub mod leaf;
pub mod note;
pub mod paper;
pub mod person;
pub mod private;
pub mod proof;
pub mod record;
pub mod text;
pub mod tree;
pub mod witness;
pub mod wrap;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use commitment::{CommitmentError, Opening};
pub use cosignature::{Cosignature, WitnessKey, cosignatures};
pub use digest::{Hasher, RandomError, constant_time_eq, new_id, random, sha256};
pub use key_file::{Cost, KeyFile, KeyFileError, Passphrase, UnlockKey};
pub use keys::{KeyError, ReceivingKey, ReceivingSecret, SigningKey, VerifyingKey};
pub use leaf::{LeafDraft, LeafError, Origin, SignedLeaf};
pub use note::{Note, NoteError, NoteKey, SignatureLine, Verified, VerifierKeyError};
pub use paper::{Body, FieldRule, Occurs, Paper, PaperError, Schema};
pub use person::{PublicKeys, Secrets};
pub use private::{create_private, make_private_directory, sync_name};
pub use proof::{InclusionProof, ProofFileError};
pub use record::{BlindIndex, DataKey, IndexKey, KeyKind, RecordError, RecordKey, Sealed};
pub use tree::{Frontier, ProofError};
pub use witness::{AddCheckpoint, Declined, RequestError, Seen, judge};
pub use wrap::{WrapError, Wrapped, open_sealed, seal_to};
