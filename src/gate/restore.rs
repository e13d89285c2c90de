//! Whose signatures a restore needs: the Commander's and a witness's (TRUST.md §8).
//!
//! A restore takes entries out of the book. With the Commander's signature alone a bad act could be restored away; a
//! witness of the floor has seen how far the book had come, and is no operator.

use super::{PaperReadError, RestorePaper, Standing};
use crate::{
    seal::{VerifyingKey, person::person_id},
    vocabulary::PersonId,
};

/// Who signed a restore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestoreSigners {
    /// The Commander.
    pub commander: PersonId,
    /// The witness.
    pub witness: PersonId,
}

impl Standing {
    /// Checks both signatures under a restore's paper.
    ///
    /// # Errors
    /// Where one is missing, or no witness stands in the floor.
    pub fn restore_signers(&self, paper: &RestorePaper) -> Result<RestoreSigners, PaperReadError> {
        let root = self.root().signing;
        let witnesses: Vec<VerifyingKey> = self.witness_keys().into_iter().filter(|key| *key != root).collect();
        if witnesses.is_empty() {
            return Err(PaperReadError::SignatureMissing("a witness, and none stands in the floor"));
        }
        let keys: Vec<_> = witnesses.iter().copied().chain([root]).collect();
        let signed = paper.paper().verify(&keys)?;
        let witness = witnesses.iter().find(|key| signed.includes(key));
        match (signed.includes(&root), witness) {
            (true, Some(witness)) => Ok(RestoreSigners { commander: person_id(&root), witness: person_id(witness) }),
            (false, _) => Err(PaperReadError::SignatureMissing("the Commander")),
            (true, None) => Err(PaperReadError::SignatureMissing("a witness of the floor")),
        }
    }

    /// The keys under which the floor's witnesses sign papers.
    pub fn witness_keys(&self) -> Vec<VerifyingKey> {
        self.witnesses().iter().map(|witness| *witness.key()).collect()
    }
}
