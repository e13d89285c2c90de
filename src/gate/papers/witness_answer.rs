//! What a witness answered (ADR 12): no paper of keys and values but a checkpoint with its cosignature, as C2SP has
//! it, so that witnesses of other makes can answer too.

use super::{OfKind, PaperReadError};
use crate::{
    seal::{Checkpoint, Cosignature, Note, NoteError, NoteKey, Origin, WitnessKey, cosignatures, sha256},
    vocabulary::{Digest, ProgramId},
};

/// A cosigned checkpoint of a log of `frs`.
#[derive(Debug, Clone)]
pub struct WitnessAnswer {
    /// Which log of which program.
    pub origin: Origin,
    /// How many entries the witness saw.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    checkpoint: Checkpoint,
    note: Note,
}

impl WitnessAnswer {
    /// Reads a checkpoint of a log of `frs`. Who signed it, [`WitnessAnswer::verify`] says.
    ///
    /// # Errors
    /// Where it is no checkpoint, or of a log that `frs` does not keep.
    pub fn read(note: Note) -> Result<Self, PaperReadError> {
        let unknown = |what: String| PaperReadError::UnknownKind(what);
        let checkpoint = Checkpoint::read(note.text()).map_err(|error| unknown(error.to_string()))?;
        let origin: Origin = checkpoint.origin.parse().map_err(|_| unknown(checkpoint.origin.clone()))?;
        if origin.to_string() != checkpoint.origin || !checkpoint.extension.is_empty() {
            return Err(unknown(checkpoint.origin));
        }
        Ok(Self { origin, size: checkpoint.size, root: checkpoint.root, checkpoint, note })
    }

    /// Whether a text is such a checkpoint: its second line is a number, which no paper's is.
    pub fn is_one(text: &str) -> bool {
        Checkpoint::read(text).is_ok_and(|checkpoint| checkpoint.origin.parse::<Origin>().is_ok())
    }

    /// The note that carries it.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// `SHA-256(whole file)`: two witnesses answer with one text.
    pub fn digest(&self) -> Digest {
        sha256(self.note.to_string().as_bytes())
    }

    /// Who of `witnesses` cosigned it; the log's own signature must be by one of `log_keys`.
    ///
    /// # Errors
    /// Where the log did not sign it, or the line of a known witness does not fit.
    pub fn verify(
        &self,
        log_keys: &[crate::seal::VerifyingKey],
        witnesses: &[WitnessKey],
    ) -> Result<Vec<Cosignature>, NoteError> {
        let named: Result<Vec<NoteKey>, NoteError> =
            log_keys.iter().map(|key| NoteKey::new(&self.checkpoint.origin, *key)).collect();
        self.checkpoint.verify(&self.note, &named?)?;
        cosignatures(&self.note, witnesses)
    }
}

impl OfKind for WitnessAnswer {
    fn note(&self) -> &Note {
        &self.note
    }

    fn program(&self) -> ProgramId {
        self.origin.program
    }

    fn words(&self) -> Vec<(String, String)> {
        vec![
            ("Log".to_owned(), self.origin.log.to_string()),
            ("Seen".to_owned(), format!("{} entries, root {}", self.size, self.root)),
        ]
    }

    fn digest(&self) -> Digest {
        self.digest()
    }
}
