//! The recipient says that it came (2-110-4-C): an entry beside the release.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Incident;
use crate::{
    audit::{Intent, Outcome},
    gate::{EntryPlace, ShareReceipt},
    operation::{
        Desk, OperationError, PurposeSource, Request,
        form::{FormFile, Open},
    },
    policy::{OperationKind, ReceiptFacts, ShareFacts},
    report::ReceiptRecorded,
    vocabulary::Digest,
};

/// A form to fill in.
pub const RECEIPT_TEMPLATE: &str = "\
# The recipient acknowledges a release (2-110-4-C): frs share receipt --approval DIGEST --details THIS
by = \"\"          # who acknowledged it (name, office)
at = \"\"          # when: 2026-05-31T03:10:00-06:00 or 2026-05-31
channel = \"\"     # e-mail, letter, in person, …
reference = \"\"   # number or date of what they wrote
# sha256 = \"\"    # SHA-256 of the bundle that they hold: sha256sum, or as frs share open told them
";

/// The form as it was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFile {
    /// Who acknowledged it.
    pub by: Option<String>,
    /// When.
    pub at: Option<String>,
    /// By which channel.
    pub channel: Option<String>,
    /// Number of what they wrote.
    pub reference: Option<String>,
    /// SHA-256 of the bundle that they hold.
    pub sha256: Option<String>,
}

/// What a recipient acknowledged, told whole; part of its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Acknowledged {
    by: String,
    at: Timestamp,
    channel: String,
    reference: String,
    sha256: Option<Digest>,
}

impl FormFile for ReceiptFile {}

impl ReceiptFile {
    fn complete(&self, now: Timestamp) -> Result<Acknowledged, Vec<String>> {
        let mut open = Open::default();
        let by = open.words("by", "Who acknowledged it (name, office)?", &self.by);
        let at = open.past("at", "When did they acknowledge it?", &self.at, now);
        let channel = open.words("channel", "By which channel?", &self.channel);
        let reference = open.code("reference", "Which number or date has what they wrote?", &self.reference);
        let sha256 = open.perhaps("sha256", &self.sha256);
        open.finish(at.map(|at| Acknowledged { by, at, channel, reference, sha256 }))
    }
}

/// What `frs share receipt` was asked.
pub struct ReceiptAsked<'r> {
    /// The approval by which it was released.
    pub approval: Digest,
    /// Gives what the recipient said; told whether it is worth asking a person: whether something was released.
    pub form: &'r dyn Fn(bool) -> Result<ReceiptFile, OperationError>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Records a receipt.
///
/// # Errors
/// The refusal; where it cannot be written.
pub fn record_receipt(desk: &Desk<'_>, ask: &ReceiptAsked<'_>) -> Result<ReceiptRecorded, OperationError> {
    #[derive(Deserialize)]
    struct Told {
        bundle: Bundle,
    }
    #[derive(Deserialize)]
    struct Bundle {
        sha256: Digest,
    }
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::ShareReceipt, &request)?;
    let incident = Incident::of(&visit, &ask.purpose)?;
    let kept = visit.book.standing().kept().release_approval(ask.approval);
    let of_case = kept.filter(|kept| incident.as_ref().is_some_and(|one| one.case == kept.paper.approval.case));
    let since = of_case.map(|kept| (kept.place.log, kept.place.sequence));
    let released = since.map(|since| visit.book.released_by(ask.approval, since)).transpose()?.flatten();
    let told: Option<Told> = match released {
        Some(place) => visit.book.record_at(place)?.and_then(|text| serde_json::from_str(&text).ok()),
        None => None,
    };
    // Nobody types for what the gate refuses anyway.
    let filled = (ask.form)(released.is_some())?.complete(visit.now());
    let held = filled.as_ref().ok().and_then(|receipt| receipt.sha256);
    request.share = Some(ShareFacts {
        missing: Some(filled.as_ref().err().cloned().unwrap_or_default()),
        receipt: Some(ReceiptFacts {
            released: released.is_some(),
            same: held.is_none_or(|held| told.as_ref().is_some_and(|told| told.bundle.sha256 == held)),
        }),
        ..ShareFacts::default()
    });
    let admitted = visit.admit::<ShareReceipt>(&request)?;
    let bug = || OperationError::Bug("a receipt was admitted of what was not released".into());
    let (incident, receipt) = (incident.ok_or_else(bug)?, filled.map_err(|_| bug())?);
    let place = released.map(|(log, sequence)| EntryPlace { log, sequence }).ok_or_else(bug)?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = Intent {
        arguments: Some(json!({ "paper": ask.approval }).to_string()),
        statement: admitted.statement,
        case: Some(incident.case.clone()),
        ..Intent::default()
    };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let record = json!({ "paper": ask.approval, "release": place.to_string(), "receipt": receipt }).to_string();
    let outcome = Outcome::done(record);
    let entry = access.finish(outcome, desk.clock.now())?;
    Ok(ReceiptRecorded {
        program,
        case: incident.case,
        paper: ask.approval,
        release: place.to_string(),
        at: receipt.at.to_string(),
        compared: receipt.sha256.is_some(),
        entry: (&entry).into(),
    })
}
