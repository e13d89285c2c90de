//! The end of a legal hold.

use super::{OfKind, PaperReadError, carried, form::form};
use crate::{seal::Paper, vocabulary::Digest};

form!(
    "hold-release",
    "Ends a legal hold. The Commander or a designee signs it.",
    [
        Once "hold" Code "SHA-256 of the hold, as `frs paper accept` printed it",
        Once "authority" Words "What allows it: court and number, letter of the prosecutor",
    ]
);

/// The release of a hold as a paper.
#[derive(Debug, Clone)]
pub struct HoldReleasePaper {
    /// The hold that ends.
    pub hold: Digest,
    /// What allows it.
    pub authority: String,
    paper: Paper,
}

impl HoldReleasePaper {
    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let (hold, authority) = (body.required_as("hold")?, body.required("authority")?.to_owned());
        Ok(Self { hold, authority, paper })
    }
}

impl OfKind for HoldReleasePaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        vec![
            ("Releases".to_owned(), format!("the hold {}", self.hold)),
            ("Authority".to_owned(), self.authority.clone()),
        ]
    }
}
