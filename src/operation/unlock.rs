//! How operations come by a person's secrets. Who asks, and where, is not their business.

use super::OperationError;
use crate::seal::{KeyFile, Secrets};

/// Unlocks key files: by a prompt, a file, a keyring; in tests by what the test knows.
pub trait Unlocker {
    /// Unlocks the secrets, also from a cache.
    ///
    /// # Errors
    /// Where the passphrase is wrong or cannot be asked.
    fn unlock(&self, key_file: &KeyFile) -> Result<Secrets, OperationError>;

    /// Unlocks the secrets, never from a cache: for approvals, suspensions, releases and witnessing
    /// (docs/formats.md#key-file).
    ///
    /// # Errors
    /// Where the passphrase is wrong or cannot be asked.
    fn unlock_anew(&self, key_file: &KeyFile) -> Result<Secrets, OperationError>;

    /// Tells the person something that they must know and that is no answer.
    fn tell(&self, note: &str) {
        let _ = note;
    }
}
