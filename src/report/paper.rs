//! What `frs paper request|sign|show` answer.

use serde::Serialize;

use super::{Human, Width, layout::labelled, printable, when};
use crate::vocabulary::{Digest, PersonId, ProgramId};

/// One thing that a paper says.
#[derive(Debug, Clone, Serialize)]
pub struct PaperWords {
    /// What it is about.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// A paper in plain words.
#[derive(Debug, Clone, Serialize)]
pub struct PaperShown {
    /// Its kind.
    pub kind: String,
    /// The program that it is for.
    pub program: ProgramId,
    /// What two people compare by voice.
    pub fingerprint: String,
    /// SHA-256 of its text.
    pub digest: Digest,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// What it says, in plain words.
    pub words: Vec<PaperWords>,
    /// What is signed, word for word.
    pub text: String,
    /// The names on its signature lines; nothing is verified by them.
    pub signatures: Vec<String>,
    /// For a request: whether it is signed by the keys that it names.
    pub own_signature: Option<bool>,
}

impl Human for PaperShown {
    fn human(&self, width: Width) -> String {
        let head = [
            ("Paper", self.kind.clone()),
            ("Program", self.fingerprint.clone()),
            ("Text", format!("SHA-256 {}", self.digest)),
        ];
        let words = self.words.iter().map(|words| (words.label.as_str(), when::within(&words.text)));
        let signed = match self.own_signature {
            Some(true) => {
                "by whoever asks, with the keys that the request names. Who they are, only you can know".into()
            }
            Some(false) => {
                "NOT WHOLE: the keys that the request names did not sign this text. Do not sign it".to_owned()
            }
            None if self.signatures.is_empty() => "by nobody yet".to_owned(),
            None => format!(
                "lines by {}. Whose signature counts, and whether it fits, is checked when the paper is accepted",
                self.signatures.join(", ")
            ),
        };
        let rows = labelled(head.into_iter().chain(words).chain([("Signed", signed)]), width);
        let text: String = self.text.lines().map(|line| format!("  | {}\n", printable(line))).collect();
        format!("{rows}\nWord for word:\n{text}")
    }
}

/// A paper that was written.
#[derive(Debug, Clone, Serialize)]
pub struct PaperWritten {
    /// Its kind.
    pub kind: String,
    /// Where it is.
    pub file: String,
    /// The program that it is for.
    pub program: ProgramId,
    /// What two people compare by voice.
    pub fingerprint: String,
    /// SHA-256 of its text.
    pub digest: Digest,
    /// The names on its signature lines.
    pub signatures: Vec<String>,
}

impl Human for PaperWritten {
    fn human(&self, _: Width) -> String {
        let next = match (self.kind.as_str(), self.signatures.is_empty()) {
            ("authorization-request", _) => {
                "Send it to the Commander or a designee, who signs it with `frs paper sign`."
            }
            (_, true) => "It is a draft: `frs paper sign` signs it.",
            _ => "It counts once `frs paper accept` has entered it in the book.",
        };
        format!("Written: {} ({}, program {})\n{next}\n", printable(&self.file), self.kind, self.fingerprint)
    }
}

schemas!(PaperShown = "frs.paper-shown/1", PaperWritten = "frs.paper-written/1");
