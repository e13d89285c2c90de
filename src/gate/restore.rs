//! Whose signatures a restore needs: the Commander's and a witness's (docs/backup.md#restoring).
//!
//! A restore takes entries out of the book. With the Commander's signature alone a bad act could be restored away; a
//! witness of the floor has seen how far the book had come, and is no operator.

use super::{PaperReadError, RestorePaper, Standing};
use crate::{
    policy::{PaperFacts, RestoreSigned},
    seal::{NoteError, PaperError, VerifyingKey, person::person_id},
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
    /// What the rules are told of a restore that is about to be entered; of a draft, which nobody has signed yet, there is
    /// no paper.
    ///
    /// # Errors
    /// Where the paper is for another program, or a signature of somebody who counts does not fit.
    pub fn restore_facts(&self, paper: Option<&RestorePaper>) -> Result<PaperFacts, PaperReadError> {
        let (root, witnesses) = (self.root().signing, self.restore_witnesses());
        let signed = match paper {
            None => None,
            Some(paper) => {
                let (found, wanted) = (paper.paper().program(), self.founding().id);
                if found != wanted {
                    return Err(PaperError::OtherProgram { found, wanted }.into());
                }
                let keys: Vec<_> = witnesses.iter().copied().chain([root]).collect();
                let signed = match paper.paper().verify(&keys) {
                    Ok(verified) => Some(verified),
                    // Nobody whose signature counts: the rules say who is missing.
                    Err(PaperError::Note(NoteError::UnknownSigner { .. })) => None,
                    Err(error) => return Err(error.into()),
                };
                let has = |key: &VerifyingKey| signed.as_ref().is_some_and(|signed| signed.includes(key));
                Some(RestoreSigned { commander: has(&root), witness: witnesses.iter().any(has) })
            }
        };
        Ok(PaperFacts::Restore { witnesses: witnesses.len(), signed })
    }

    /// Witnesses of the floor whose signature under a restore counts.
    fn restore_witnesses(&self) -> Vec<VerifyingKey> {
        let root = self.root().signing;
        self.witness_keys().into_iter().filter(|key| *key != root).collect()
    }

    /// Checks both signatures under a restore's paper.
    ///
    /// # Errors
    /// Where one is missing, or no witness stands in the floor.
    pub fn restore_signers(&self, paper: &RestorePaper) -> Result<RestoreSigners, PaperReadError> {
        let root = self.root().signing;
        let witnesses = self.restore_witnesses();
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
