//! A new Commander's key (ADR 16): the old root signs it, or the recovery root from its safe.

use super::{EntryPlace, OfKind, PaperReadError, carried, form::form};
use crate::{
    seal::{Paper, PublicKeys},
    vocabulary::PersonId,
};

form!(
    "succession",
    "Hands the program to a new Commander. The old root key signs it, or the recovery key; whoever compares \
     fingerprints keeps the one they know.",
    [
        Once "root" Code "Public keys of the new root, as the last line of `frs key show` prints them",
        Once "recovery" Code "Public keys of the new recovery root; another key, kept in another place",
        Once "reason" Words "Why: a new Commander, root key lost or stolen, …",
        Maybe "void-from" Code "For the recovery key only, where the root was stolen: log and entry (\"1/4711\") from which the old root's papers count nothing",
    ]
);

/// A succession as a paper.
#[derive(Debug, Clone)]
pub struct SuccessionPaper {
    /// The new root.
    pub root: PublicKeys,
    /// The new recovery root.
    pub recovery: PublicKeys,
    /// Why.
    pub reason: String,
    /// From which entry on the old root's papers are void.
    pub void_from: Option<EntryPlace>,
    paper: Paper,
}

impl SuccessionPaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let (root, recovery): (PublicKeys, PublicKeys) = (body.required_as("root")?, body.required_as("recovery")?);
        if root.signing == recovery.signing || root.receiving == recovery.receiving {
            let found = recovery.person_id().to_string();
            let wanted = "another key than the root, kept in another place";
            return Err(PaperReadError::Value { key: "recovery", found, wanted });
        }
        let (reason, void_from) = (body.required("reason")?.to_owned(), body.get_as("void-from")?);
        Ok(Self { root, recovery, reason, void_from, paper })
    }
}

impl OfKind for SuccessionPaper {
    carried!();

    fn person(&self) -> Option<PersonId> {
        Some(self.root.person_id())
    }

    fn words(&self) -> Vec<(String, String)> {
        let mut words = vec![
            (
                "New Commander".to_owned(),
                format!("{}: holds the root key from then on (2-110-4-B)", self.root.person_id()),
            ),
            ("Recovery".to_owned(), self.recovery.person_id().to_string()),
            ("Reason".to_owned(), self.reason.clone()),
        ];
        words.extend(self.void_from.map(|place| {
            let void =
                format!("what the old root signed counts nothing from log {}, entry {} on", place.log, place.sequence);
            ("Void".to_owned(), void)
        }));
        words
    }
}
