//! A new key of the log, which signs checkpoints (ADR 13).

use super::{OfKind, PaperReadError, carried, form::form};
use crate::seal::{Body, NoteKey, Origin, Paper, PaperError, Secrets, VerifyingKey};

form!(
    "log-key",
    "Replaces the key that signs the checkpoints of the book; witnesses and outside checkers learn it from here. The \
     Commander signs it.",
    [
        Once "key" Code "The verifier key of the log (C2SP signed-note: name+hash+key)",
        Once "reason" Words "Why: rekey, the key was copied, …",
    ]
);

/// A log key as a paper.
#[derive(Debug, Clone)]
pub struct LogKeyPaper {
    /// The key, under the origin of a log of the program.
    pub key: NoteKey,
    /// Why.
    pub reason: String,
    paper: Paper,
}

impl LogKeyPaper {
    /// The Commander's paper for a key that was just made.
    ///
    /// # Errors
    /// Where a value cannot stand in a paper, or it cannot be signed.
    pub fn issue(origin: Origin, key: VerifyingKey, reason: &str, secrets: &Secrets) -> Result<Self, PaperReadError> {
        let key = NoteKey::new(&origin.to_string(), key).map_err(PaperError::from)?;
        let draft = Body::new(&SCHEMA, Some(origin.program)).field("key", key).field("reason", reason);
        let mut paper = Paper::new(draft.build()?)?;
        paper.sign(secrets)?;
        Self::read(paper)
    }

    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let key: NoteKey = body.required_as("key")?;
        let named = key.name().parse::<Origin>().ok().map(|origin| origin.program);
        if named != Some(paper.program()) {
            let wanted = "the key of a log of this program (frs/<program id>/<log number>+…)";
            return Err(PaperReadError::Value { key: "key", found: key.to_string(), wanted });
        }
        Ok(Self { key, reason: body.required("reason")?.to_owned(), paper })
    }
}

impl OfKind for LogKeyPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        vec![("Log key".to_owned(), self.key.to_string()), ("Reason".to_owned(), self.reason.clone())]
    }
}
