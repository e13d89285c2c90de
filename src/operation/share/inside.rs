//! Share inside the Department (2-110-4-D-6): copies of what the book accounts for, with a cover sheet, for one recipient.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{
    Incident, approved, as_read,
    bundle::{COVER, Handed, Parcel},
    form::{ByWord, Inside, InsideFile},
    intent,
    items::{Item, are_known, gather, lines, searches},
    record,
    to_sign::{answers, hindrance},
};
use crate::{
    audit::Access,
    gate::{HandoverClass, HandoverTerms, PaperKind, Share, draft_paper},
    operation::{
        Desk, OperationError, PurposeSource, Request, Visit,
        working_copy::{Folder, WorkingCopy},
    },
    policy::{ApprovalFacts, COUNTERSIGNED_WITHIN, LEAD_NOTICE, OperationKind, ShareFacts},
    report::{CoverItem, CoverSheet, Place, ProgramLine, ShareMade, cover_sheet_html},
    seal::seal_to,
    vocabulary::{Digest, ProbeId, ProgramId, whole_second},
};

/// So long a draft for the signature can be used at least.
const SIGNABLE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Gives the answers to a form, or none.
pub type AsksInside<'r> = dyn Fn(bool, &[String]) -> Result<Option<InsideFile>, OperationError> + 'r;

/// What `frs share inside` was asked.
pub struct InsideRequest<'r> {
    /// Files that frs wrote for this case.
    pub files: Vec<PathBuf>,
    /// The probe as it was received.
    pub probe: Option<ProbeId>,
    /// Gives to whom and why, with an approval by word; told whether it is worth asking a person, once the files are looked up, and
    /// who may approve.
    pub form: &'r AsksInside<'r>,
    /// An accepted approval, which says all of it.
    pub approval: Option<Digest>,
    /// The directory that is made.
    pub out: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// To whom, why and by whose leave, whether signed or by word.
struct Told {
    /// Plain copies where they name no key.
    terms: HandoverTerms,
    /// The recipient as reports show them: without the name, where it is known apart.
    shown: String,
    by_word: Option<ByWord>,
    /// The accepted paper, or the draft that is to be signed.
    paper: Digest,
    /// The draft's file.
    draft: Option<String>,
    /// Until when it can be used.
    sign_until: Option<Timestamp>,
}

impl Told {
    /// What the outcome says beside the items.
    fn record(&self, files: &[(String, Digest)]) -> Value {
        json!({
            "recipient": self.shown, "to": self.terms.recipient, "need_to_know": self.terms.basis, "until": self.terms.expires,
            "conditions": self.terms.conditions, "approval": approval_word(self.by_word.is_some()), "paper": self.paper,
            "approved": self.by_word, "sign_until": self.sign_until,
            "encrypted": self.terms.recipient_key.as_ref().map(ToString::to_string), "written": files,
        })
    }
}

/// Shares.
///
/// # Errors
/// The refusal; where a file cannot be read or written, or the probe is not the one that was let in.
pub fn share_inside(desk: &Desk<'_>, ask: &InsideRequest<'_>) -> Result<ShareMade, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::Share, &request)?;
    let incident = Incident::of(&visit, &ask.purpose)?;
    let gathered = || gather(&visit, incident.as_ref().map(|one| one.case.as_str()), &ask.files, ask.probe);
    let mut read_to = visit.book.newest_place()?;
    let mut items = gathered()?;
    let approvers = approved::approvers(&visit, incident.as_ref());
    let mut file = None;
    if ask.approval.is_none() {
        file = (ask.form)(are_known(&items), &approvers)?;
        // However long that took: what is shared is judged as it is now.
        read_to = visit.book.newest_place()?;
        items = gathered()?;
    }
    let form = file.as_ref().map(|form| form.complete(visit.now()));
    let facts = facts(&visit, (ask.approval, file.as_ref()), incident.as_ref(), &items, form.as_ref())?;
    request.share = Some(ShareFacts { approvers, ..facts });
    let mut admitted = visit.admit::<Share>(&request)?;
    let bug = || OperationError::Bug("a share was admitted that nobody told of".into());
    let incident = incident.ok_or_else(bug)?;
    let told = match (ask.approval, form) {
        (Some(digest), _) => signed(&visit, digest).ok_or_else(bug)?,
        (None, Some(Ok(inside))) => by_word(visit.program_line().id, &incident, &items, inside, visit.now())?,
        _ => return Err(bug()),
    };
    let (program, now) = (visit.program_line(), visit.now());
    let by_word = told.by_word.as_ref();
    let hindrance = by_word.and_then(|word| hindrance(visit.book.standing(), &word.badge, visit.gate_now()));
    let intent = intent(&mut admitted, &incident, &items, &json!({ "paper": told.paper }));
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let written = write(&access, ask, &program, &incident, &items, &told, now);
    let (access, (folder, to_sign, files)) = access.attempted(written, desk.clock.now())?;
    let record = record("internal-share", &items, told.record(&files));
    let receipt = as_read(read_to, searches(&items)).finish(access, record, desk.clock.now())?;
    folder.fill()?;
    let to_sign = to_sign
        .map(|(path, file)| told.draft.as_ref().map_or(Ok(()), |text| file.fill(text.as_bytes())).map(|()| path));
    let to_sign = to_sign.transpose()?;
    Ok(ShareMade {
        program,
        case: incident.case,
        notice: LEAD_NOTICE,
        recipient: told.shown,
        until: format!("{:.0}", told.terms.expires),
        approval: approval_word(told.by_word.is_some()),
        paper: told.paper,
        directory: ask.out.display().to_string(),
        files,
        to_sign: to_sign.map(|path| path.display().to_string()),
        hindrance,
        due: told.by_word.is_some().then(|| format!("{:.0}", now.checked_add(COUNTERSIGNED_WITHIN).unwrap_or(now))),
        entry: (&receipt).into(),
    })
}

const fn approval_word(recorded: bool) -> &'static str {
    if recorded { "recorded" } else { "signed" }
}

fn facts(
    visit: &Visit<'_>,
    (approval, file): (Option<Digest>, Option<&InsideFile>),
    incident: Option<&Incident>,
    items: &[Item],
    form: Option<&Result<Inside, Vec<String>>>,
) -> Result<ShareFacts, OperationError> {
    let items_facts = items.iter().map(|item| item.facts.clone()).collect();
    if let Some(digest) = approval {
        let approval = approved::of_share(visit, incident, digest, items)?;
        let until = match &approval {
            ApprovalFacts::Signed(signed) => Some(signed.expires),
            // That there is none, another rule says.
            _ => Some(Timestamp::MAX),
        };
        return Ok(ShareFacts { items: items_facts, until, approval, ..ShareFacts::default() });
    }
    Ok(match form {
        Some(Ok(inside)) => ShareFacts {
            items: items_facts,
            missing: Some(Vec::new()),
            until: Some(inside.terms.expires),
            approval: approved::recorded(visit, incident, &inside.approved.badge),
            ..ShareFacts::default()
        },
        Some(Err(missing)) => {
            let approver = file.and_then(|form| form.approved.as_ref()?.badge.clone());
            let approval =
                approver.map_or(ApprovalFacts::Missing, |badge| approved::recorded(visit, incident, badge.trim()));
            ShareFacts { items: items_facts, missing: Some(missing.clone()), approval, ..ShareFacts::default() }
        }
        None => ShareFacts {
            items: items_facts,
            missing: Some(vec!["neither --details FILE nor --approval DIGEST is given".to_owned()]),
            ..ShareFacts::default()
        },
    })
}

fn signed(visit: &Visit<'_>, digest: Digest) -> Option<Told> {
    let approval = &visit.book.standing().kept().share_approval(digest)?.paper.approval;
    Some(Told {
        terms: approval.terms.clone(),
        shown: approval.terms.recipient.clone(),
        by_word: None,
        paper: digest,
        draft: None,
        sign_until: None,
    })
}

/// What was told, and the paper by which it is to be signed: the same items, recipient and conditions.
fn by_word(
    program: ProgramId,
    incident: &Incident,
    items: &[Item],
    inside: Inside,
    now: Timestamp,
) -> Result<Told, OperationError> {
    let Inside { terms, shown, approved } = inside;
    let expires = now.checked_add(SIGNABLE).map_or(terms.expires, |soonest| soonest.max(terms.expires));
    let to_sign = HandoverTerms { expires: whole_second(expires), ..terms.clone() };
    let paper = answers(PaperKind::ShareApproval, &incident.case, &to_sign, &lines(items))
        .and_then(|answers| draft_paper(program, &answers))
        .map_err(|error| OperationError::Usage(format!("the approval that is to be signed: {error}")))?;
    Ok(Told {
        terms,
        shown,
        by_word: Some(approved),
        paper: paper.digest(),
        draft: Some(paper.file()),
        sign_until: Some(to_sign.expires),
    })
}

type Written = (Folder, Option<(PathBuf, WorkingCopy)>, Vec<(String, Digest)>);

/// Makes the files; they are filled once the book says so.
fn write(
    access: &Access<'_, Share>,
    ask: &InsideRequest<'_>,
    program: &ProgramLine,
    incident: &Incident,
    items: &[Item],
    told: &Told,
    now: Timestamp,
) -> Result<Written, OperationError> {
    let sheet = CoverSheet {
        program: program.clone(),
        case: incident.case.clone(),
        recipient: told.terms.recipient.clone(),
        need_to_know: told.terms.basis.clone(),
        until: format!("{:.0}", told.terms.expires),
        conditions: told.terms.conditions.clone(),
        approved: approved_words(told),
        recorded: told.by_word.is_some(),
        items: items
            .iter()
            .map(|item| CoverItem { name: item.name.clone(), kind: item.kind().to_owned(), digest: item.facts.digest })
            .collect(),
        at: Place { log: access.log(), sequence: access.intent() },
    };
    let mut files = vec![(COVER.to_owned(), cover_sheet_html(&sheet).into_bytes())];
    for item in items {
        files.push((item.name.clone(), item.bytes(access)?.to_vec()));
    }
    let to_sign = match &told.draft {
        Some(draft) => {
            let path = beside(&ask.out);
            Some((path.clone(), WorkingCopy::create(&path, draft.len())?))
        }
        None => None,
    };
    if let Some(key) = &told.terms.recipient_key {
        let sealed = sealed(access, incident, told, items, files, now)?;
        let sealed = seal_to(key, &sealed).map_err(|error| OperationError::Environment(error.to_string()))?;
        files = vec![("share.zip.age".to_owned(), sealed)];
    }
    let (folder, digests) = Folder::make(&ask.out)?.with(files)?;
    Ok((folder, to_sign, digests))
}

/// The copies in one bundle, for the recipient's key.
fn sealed(
    access: &Access<'_, Share>,
    incident: &Incident,
    told: &Told,
    items: &[Item],
    files: Vec<(String, Vec<u8>)>,
    now: Timestamp,
) -> Result<Zeroizing<Vec<u8>>, OperationError> {
    let kind = |name: &str| items.iter().find(|item| item.name == name).map_or("cover-sheet", Item::kind).to_owned();
    let handed =
        files.into_iter().map(|(name, content)| Handed { kind: kind(&name), name, content: Zeroizing::new(content) });
    let parcel = Parcel {
        class: HandoverClass::Share,
        case: incident.case.clone(),
        terms: told.terms.clone(),
        approval: told.by_word.is_none().then_some(told.paper),
        approvers: approvers(access, told),
        asked: None,
        items: handed.collect(),
    };
    parcel.pack(access, now)
}

fn approvers(access: &Access<'_, Share>, told: &Told) -> Vec<crate::vocabulary::PersonId> {
    let kept = access.standing().kept().share_approval(told.paper);
    kept.map(|kept| kept.signers.clone()).unwrap_or_default()
}

fn approved_words(told: &Told) -> String {
    match &told.by_word {
        Some(word) => format!("badge {}, {:.0}, by {}: {}", word.badge, word.at, word.channel, word.words),
        None => format!("signed, paper {}", told.paper),
    }
}

/// `robbery` → `robbery-to-sign.frs`: the directory goes to the recipient, the draft to whoever signs.
fn beside(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_os_string();
    name.push("-to-sign.frs");
    out.with_file_name(name)
}
