//! How a key file is unlocked.

use super::OperationError;
use crate::seal::{KeyFile, Secrets};

/// Gives the secrets of a key file: by passphrase, or from what a keyring kept.
pub trait Unlocker {
    /// Unlocks, from a cache where there is one.
    ///
    /// # Errors
    /// Where the passphrase is wrong or cannot be had.
    fn unlock(&self, key_file: &KeyFile) -> Result<Secrets, OperationError>;

    /// Unlocks without any cache: approvals, suspensions and witnessing always ask.
    ///
    /// # Errors
    /// Where the passphrase is wrong or cannot be had.
    fn unlock_anew(&self, key_file: &KeyFile) -> Result<Secrets, OperationError>;
}
