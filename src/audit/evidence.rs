//! What leaves the book as evidence: signed leaves, proofs of their place, cosigned checkpoints.

use super::{access::Access, append::read_leaf, book::Book, entry::Openings, error::BookError, logs::Place};
use crate::{
    gate::{AuditExport, ProvesEntries},
    seal::{InclusionProof, Note, PublicKeys, SignedLeaf, tree},
};

/// One entry with the proof that it stands under a cosigned checkpoint.
#[derive(Debug)]
pub struct Evidence {
    /// The leaf as it stands in the book.
    pub leaf: SignedLeaf,
    /// Who signed it.
    pub signer: PublicKeys,
    /// The values behind its commitments.
    pub openings: Openings,
    /// Its place under the checkpoint; without extra data.
    pub proof: InclusionProof,
    /// How many witnesses cosigned that checkpoint.
    pub witnesses: u32,
}

impl<Op: ProvesEntries> Access<'_, Op> {
    /// The evidence for one entry, under the newest checkpoint that enough witnesses cosigned, or that most did; `None`
    /// where no witness has seen the entry.
    ///
    /// # Errors
    /// Where there is no such entry, or it cannot be read or does not hold.
    pub fn evidence(&self, (log, sequence): Place) -> Result<Option<Evidence>, BookError> {
        let (book, standing) = (&*self.book, self.book.standing());
        let (leaf, openings) = book.entry(log, sequence)?;
        let signer = standing.keys_of(leaf.signer).cloned();
        let signer =
            signer.ok_or_else(|| BookError::Tampered(format!("nobody is known who signed entry {sequence}")))?;
        let quorum = standing.floor().witness_quorum;
        let covering = standing.witnessed().notes().filter(|(of, size, ..)| *of == log && *size > sequence);
        let Some((_, size, note, witnesses)) = covering.max_by_key(|(_, size, _, n)| (*n.min(&quorum), *size)) else {
            return Ok(None);
        };
        Ok(Some(Evidence {
            leaf: book.leaf_at((log, sequence))?,
            signer,
            openings,
            proof: book.inclusion((log, sequence), size, note.clone())?,
            witnesses,
        }))
    }
}

impl Access<'_, AuditExport> {
    /// Everybody's public keys, so that the leaves' signatures can be checked; no names.
    pub fn people(&self) -> Vec<PublicKeys> {
        self.book.standing().people().cloned().collect()
    }

    /// Signed leaves of a log from `from` on, at most `limit`.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn leaves(&self, log: u64, from: u64, limit: u64) -> Result<Vec<SignedLeaf>, BookError> {
        let rows = self.book.store.rows().leaves(log, from, limit)?;
        rows.iter().map(|row| read_leaf(&self.book.leaves, self.book.program(), row)).collect()
    }

    /// Every checkpoint with the signatures that it has: log, size, note.
    ///
    /// # Errors
    /// Where one is not of this book.
    pub fn checkpoints(&self) -> Result<Vec<(u64, u64, Note)>, BookError> {
        let mut notes: Vec<(u64, u64, Note)> =
            self.book.checkpoints()?.into_iter().map(|made| (made.log, made.size, made.note)).collect();
        for (log, size, cosigned, _) in self.book.standing().witnessed().notes() {
            match notes.iter_mut().find(|(of, at, note)| (*of, *at) == (log, size) && note.text() == cosigned.text()) {
                Some((.., note)) => cosigned.signatures().iter().cloned().for_each(|line| note.add(line)),
                None => notes.push((log, size, cosigned.clone())),
            }
        }
        Ok(notes)
    }
}

impl Book {
    fn inclusion(&self, (log, index): Place, size: u64, note: Note) -> Result<InclusionProof, BookError> {
        let short = || BookError::Tampered("a cosigned checkpoint covers more than there is".into());
        let leaves = self.logs.of(log).and_then(|all| all.get(..usize::try_from(size).ok()?)).ok_or_else(short)?;
        let wrong = |what: String| BookError::Tampered(format!("a cosigned checkpoint does not fit: {what}"));
        let proof = tree::inclusion_proof(index, leaves).map_err(|e| wrong(e.to_string()))?;
        let checkpoint = crate::seal::Checkpoint::read(note.text()).map_err(|e| wrong(e.to_string()))?;
        if tree::root(leaves) != checkpoint.root {
            return Err(wrong("it has another root".into()));
        }
        Ok(InclusionProof { extra: None, index, proof, checkpoint, note })
    }
}
