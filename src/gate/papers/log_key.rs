//! A new key of the log, which signs checkpoints (TRUST.md §7).

use super::{OfKind, PaperReadError, carried, form::form};
use crate::seal::Paper;

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
    /// The verifier key.
    pub key: String,
    /// Why.
    pub reason: String,
    paper: Paper,
}

impl LogKeyPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let key = body.required("key")?.to_owned();
        if key.split('+').count() < 3 || key.contains(' ') {
            return Err(PaperReadError::Value { key: "key", found: key, wanted: "a verifier key (name+hash+key)" });
        }
        Ok(Self { key, reason: body.required("reason")?.to_owned(), paper })
    }
}

impl OfKind for LogKeyPaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        vec![("Log key".to_owned(), self.key.clone()), ("Reason".to_owned(), self.reason.clone())]
    }
}
