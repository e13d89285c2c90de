//! What approvals of shares and releases have in common: which items, to whom, on which terms.

use std::{fmt, str::FromStr};

use jiff::Timestamp;

use super::PaperReadError;
use crate::{
    seal::{Body, ReceivingKey, text},
    vocabulary::Digest,
};

/// An item of this kind is the whole list; what else is named so beside it belongs to it.
const DISCOVERY: &str = "discovery";

/// One thing that may be handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovedItem {
    /// What it is: `report`, `probe`, `candidate-image`, …
    pub kind: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

impl fmt::Display for ApprovedItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.digest)
    }
}

impl FromStr for ApprovedItem {
    type Err = String;
    fn from_str(item: &str) -> Result<Self, String> {
        let (kind, digest) = item.split_once(' ').ok_or("it must be a kind and a SHA-256, with one space between")?;
        if !text::is_word(kind) {
            return Err(format!("{kind:?} is not a kind: lower-case letters, digits and hyphens"));
        }
        let digest = digest.parse().map_err(|e: crate::vocabulary::IdError| e.to_string())?;
        Ok(Self { kind: kind.to_owned(), digest })
    }
}

/// To whom something is handed over, and on which terms: as it is asked for, approved, and told in the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverTerms {
    /// To whom.
    pub recipient: String,
    /// To which key it is encrypted; a passphrase where there is none.
    pub recipient_key: Option<ReceivingKey>,
    /// Under which conditions.
    pub conditions: Vec<String>,
    /// Whether a release may be passed on, and to whom.
    pub onward: Option<String>,
    /// Need to know, or legal basis.
    pub basis: String,
    /// Until when it may be handed over, or used.
    pub expires: Timestamp,
}

impl HandoverTerms {
    pub(in crate::gate) fn read(body: &Body) -> Result<Self, PaperReadError> {
        Ok(Self {
            recipient: body.required("recipient")?.to_owned(),
            recipient_key: body.get_as("recipient-key")?,
            conditions: body.all("condition").map(str::to_owned).collect(),
            onward: body.get("onward").map(str::to_owned),
            basis: body.required("basis")?.to_owned(),
            expires: body.required_as("expires")?,
        })
    }
}

/// What both approvals say.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The case.
    pub case: String,
    /// Exactly what may be handed over.
    pub items: Vec<ApprovedItem>,
    /// To whom, and on which terms.
    pub terms: HandoverTerms,
}

impl Approval {
    pub(super) fn read(body: &Body) -> Result<Self, PaperReadError> {
        Ok(Self {
            case: body.required("case")?.to_owned(),
            items: body.all_as("item")?,
            terms: HandoverTerms::read(body)?,
        })
    }

    pub(super) fn words(&self) -> Vec<(String, String)> {
        let terms = &self.terms;
        let mut words = vec![("Case".to_owned(), self.case.clone())];
        words.extend(self.items.iter().map(|item| ("Item".to_owned(), item.to_string())));
        words.push(("Recipient".to_owned(), terms.recipient.clone()));
        words.extend(terms.recipient_key.as_ref().map(|key| ("Encrypted to".to_owned(), key.to_string())));
        if self.items.iter().any(|item| item.kind == DISCOVERY) {
            let all = "the whole list, every candidate on it, unredacted".to_owned();
            words.push(("DISCOVERY".to_owned(), all));
        }
        words.extend(terms.conditions.iter().map(|one| ("Condition".to_owned(), one.clone())));
        words.extend(terms.onward.iter().map(|one| ("Passed on".to_owned(), one.clone())));
        words.push(("Basis".to_owned(), terms.basis.clone()));
        words.push(("Expires".to_owned(), terms.expires.to_string()));
        words
    }
}
