//! Release to an outside entity (2-110-4-C): once, exactly what the release authority approved, encrypted to the recipient.

use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::json;

use super::{
    Incident, approved, as_read,
    bundle::{Handed, Parcel},
    intent,
    items::{Item, gather, searches},
    record,
};
use crate::{
    audit::{Access, BookError, Outcome, Place, Receipt, Recorded},
    gate::{Approval, HandoverClass, Release},
    operation::{
        Admitted, Asker, Desk, OperationError, PurposeSource, Request, Visit, as_read::AsRead,
        working_copy::WorkingCopy,
    },
    policy::{ApprovalFacts, LEAD_NOTICE, OperationKind, Refusal, ShareFacts},
    report::Released,
    seal::{Passphrase, ReceivingKey, bundle::seal_with_passphrase, seal_to, sha256},
    vocabulary::{Digest, PersonId, ProbeId},
};

const MEANWHILE: &str = "a paper was accepted, the same approval was used, or something was recorded of the list, while this command ran; \
                         nothing was released. Run it again";

/// What `frs share release` was asked.
pub struct ReleaseAsked<'r> {
    /// Files that frs wrote for this case.
    pub files: Vec<PathBuf>,
    /// The probe as it was received.
    pub probe: Option<ProbeId>,
    /// The accepted approval.
    pub approval: Digest,
    /// The recipient's key, where it is named again.
    pub recipient_key: Option<ReceivingKey>,
    /// Gives the passphrase where the approval names no key; called once the gate has let the person in.
    pub passphrase: &'r dyn Fn() -> Result<Passphrase, OperationError>,
    /// The bundle's file.
    pub out: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Releases.
///
/// # Errors
/// The refusal; where a file cannot be read or written.
pub fn release(desk: &Desk<'_>, ask: &ReleaseAsked<'_>) -> Result<Released, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit_anew(OperationKind::Release, &request)?;
    let mut judged = judge(&mut visit, &mut request, ask)?;
    let passphrase = if judged.approval.terms.recipient_key.is_none() {
        let passphrase = (ask.passphrase)()?;
        // However long that took: what is released is judged as it is now.
        judged = judge(&mut visit, &mut request, ask)?;
        Some(passphrase)
    } else {
        None
    };
    let Judged { incident, items, read_to, mut admitted, approval, approvers, since } = judged;
    let bug = || OperationError::Bug("a release was admitted that nobody approved".into());
    let purpose = admitted.purpose.take().ok_or_else(bug)?;
    let asked = approved::asked_in(&visit, Some(&incident), ask.approval)?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &incident, &items, &json!({ "paper": ask.approval }));
    let (book, presented) = visit.parts();
    let access = book.begin(admitted.permit, intent, now)?;
    let sealed = pack(&access, &approval, (&approvers, asked), ask.approval, &items, now)
        .and_then(|bundle| {
            let sealed = match (&approval.terms.recipient_key, &passphrase) {
                (Some(key), _) => seal_to(key, &bundle),
                (None, Some(passphrase)) => seal_with_passphrase(passphrase, &bundle),
                (None, None) => return Err(bug()),
            };
            sealed.map_err(|error| OperationError::Environment(error.to_string()))
        })
        .and_then(|sealed| WorkingCopy::create(&ask.out, sealed.len()).map(|file| (file, sealed)));
    let (access, (file, sealed)) = access.attempted(sealed, desk.clock.now())?;
    let digest = sha256(&sealed);
    let encrypted = approval.terms.recipient_key.as_ref().map_or_else(|| "passphrase".to_owned(), ToString::to_string);
    let further = json!({
        "recipient": approval.terms.recipient, "approval": "signed", "paper": ask.approval, "encrypted": encrypted,
        "bundle": { "sha256": digest, "bytes": sealed.len() }, "until": approval.terms.expires,
    });
    let asker = Asker { presented, request: &request, purpose: &purpose };
    let ended = asker.still_may(access.standing(), OperationKind::Release, desk.clock.now());
    let lists = AsRead { meanwhile: MEANWHILE, ..as_read(read_to, searches(&items)) };
    let meanwhile = Meanwhile { paper: ask.approval, since, lists, ended: ended.err() };
    let receipt = conclude(access, meanwhile, record("release", &items, further), desk.clock.now())?;
    file.fill(&sealed)?;
    Ok(Released {
        program,
        case: incident.case,
        notice: LEAD_NOTICE,
        recipient: approval.terms.recipient,
        encrypted,
        conditions: approval.terms.conditions,
        paper: ask.approval,
        items: items.len() as u64,
        file: ask.out.display().to_string(),
        sha256: digest,
        bytes: sealed.len() as u64,
        entry: (&receipt).into(),
    })
}

fn pack(
    access: &Access<'_, Release>,
    approval: &Approval,
    (approvers, asked): (&[PersonId], Option<Place>),
    paper: Digest,
    items: &[Item],
    now: Timestamp,
) -> Result<zeroize::Zeroizing<Vec<u8>>, OperationError> {
    let handed = items
        .iter()
        .map(|item| Ok(Handed { name: item.name.clone(), kind: item.kind().to_owned(), content: item.bytes(access)? }));
    let parcel = Parcel {
        class: HandoverClass::Release,
        case: approval.case.clone(),
        terms: approval.terms.clone(),
        approval: Some(paper),
        approvers: approvers.to_vec(),
        asked,
        items: handed.collect::<Result<_, OperationError>>()?,
    };
    parcel.pack(access, now)
}

/// What the gate let through.
struct Judged {
    incident: Incident,
    items: Vec<Item>,
    /// What came after this entry, the items were not held against.
    read_to: Place,
    admitted: Admitted<Release>,
    approval: Approval,
    approvers: Vec<PersonId>,
    /// Where the approval was accepted.
    since: Place,
}

fn judge(visit: &mut Visit<'_>, request: &mut Request, ask: &ReleaseAsked<'_>) -> Result<Judged, OperationError> {
    let read_to = visit.book.newest_place()?;
    let incident = Incident::of(visit, &ask.purpose)?;
    let items = gather(visit, incident.as_ref().map(|one| one.case.as_str()), &ask.files, ask.probe)?;
    let key = ask.recipient_key.as_ref();
    let approval = approved::of_release(visit, incident.as_ref(), ask.approval, &items, key)?;
    request.share = Some(ShareFacts {
        items: items.iter().map(|item| item.facts.clone()).collect(),
        until: match &approval {
            ApprovalFacts::Signed(signed) => Some(signed.expires),
            _ => None,
        },
        approval,
        ..ShareFacts::default()
    });
    let admitted = visit.admit::<Release>(request)?;
    let bug = || OperationError::Bug("a release was admitted that nobody approved".into());
    let kept = visit.book.standing().kept().release_approval(ask.approval).ok_or_else(bug)?;
    Ok(Judged {
        incident: incident.ok_or_else(bug)?,
        items,
        read_to,
        admitted,
        approval: kept.paper.approval.clone(),
        approvers: kept.signers.clone(),
        since: (kept.place.log, kept.place.sequence),
    })
}

/// What may have come between judgement and release.
struct Meanwhile {
    paper: Digest,
    since: Place,
    /// The lists that the items tell of.
    lists: AsRead,
    /// What has ended by the clock: the approval, the purpose, the authorization.
    ended: Option<Refusal>,
}

/// The outcome, unless something came between judgement and this moment: then it says so, and nothing leaves.
fn conclude(
    access: Access<'_, Release>,
    meanwhile: Meanwhile,
    record: String,
    now: Timestamp,
) -> Result<Receipt, OperationError> {
    let program = access.standing().founding().id;
    let Meanwhile { paper, since, lists, ended } = meanwhile;
    let (receipt, went) = access.close::<_, BookError>(now, |writing| {
        if let Some(refusal) = &ended {
            return Ok((Outcome::refused(refusal), false));
        }
        let mut hindered = writing.papers_changed() || writing.is_released_by(program, paper, since)?;
        hindered |= lists.is_outdated(writing)?;
        if hindered {
            return Ok((Outcome::failed(MEANWHILE), false));
        }
        Ok((Outcome::done(record), true))
    })?;
    match ended {
        _ if went => Ok(receipt),
        Some(refusal) => {
            Err(OperationError::Refused { refusal, recorded: Recorded::Book { sequence: receipt.outcome() } })
        }
        None => Err(OperationError::Environment(MEANWHILE.to_owned())),
    }
}
