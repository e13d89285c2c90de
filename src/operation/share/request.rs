//! Ask for a release (2-110-4-C): a paper for the release authority, and a packet that holds exactly what would leave.

use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    Incident, as_read,
    bundle::{Handed, Parcel},
    form::OutsideFile,
    intent,
    items::{Item, are_known, gather, lines, searches},
    record,
    to_sign::answers,
};
use crate::{
    audit::Access,
    gate::{DraftError, HandoverClass, HandoverTerms, PaperKind, ShareRequest, TypedPaper, draft_paper},
    operation::{Desk, OperationError, PurposeSource, Request, Visit, working_copy::Folder},
    policy::{OperationKind, ShareFacts},
    report::ReleaseRequested,
    seal::{ReceivingKey, seal_to},
    vocabulary::{PersonId, ProbeId, ProgramId, Role},
};

/// What `frs share request` was asked.
pub struct ReleaseRequest<'r> {
    /// Files that frs wrote for this case.
    pub files: Vec<PathBuf>,
    /// The probe as it was received.
    pub probe: Option<ProbeId>,
    /// Gives to whom, on which basis and terms; told whether it is worth asking a person, once the files are looked up.
    pub form: &'r dyn Fn(bool) -> Result<OutsideFile, OperationError>,
    /// The release authority: badge or person id.
    pub authority: String,
    /// The directory that is made.
    pub out: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// The draft's name in packet and directory.
pub(super) const DRAFT: &str = "release-approval.frs";
const REFUSAL: &str = "refusal.toml";
const PACKET: &str = "packet.zip.age";

/// Who is asked to decide.
struct Authority {
    person: PersonId,
    badge: String,
    key: ReceivingKey,
}

/// Makes paper and packet.
///
/// # Errors
/// The refusal; where a file cannot be read or written.
pub fn request_release(desk: &Desk<'_>, ask: &ReleaseRequest<'_>) -> Result<ReleaseRequested, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::ShareRequest, &request)?;
    let incident = Incident::of(&visit, &ask.purpose)?;
    let gathered = || gather(&visit, incident.as_ref().map(|one| one.case.as_str()), &ask.files, ask.probe);
    // Nobody types for what the gate refuses anyway; and what is asked for is judged as it is once they have.
    let told = (ask.form)(are_known(&gathered()?))?.complete();
    let read_to = visit.book.newest_place()?;
    let items = gathered()?;
    let authority = authority(&visit, &ask.authority);
    request.share = Some(ShareFacts {
        items: items.iter().map(|item| item.facts.clone()).collect(),
        missing: Some(told.as_ref().err().cloned().unwrap_or_default()),
        until: told.as_ref().ok().map(|told| told.expires),
        unfit: authority.as_ref().err().cloned(),
        ..ShareFacts::default()
    });
    let mut admitted = visit.admit::<ShareRequest>(&request)?;
    let bug = || OperationError::Bug("a request was admitted that nobody told of".into());
    let (incident, told, authority) =
        (incident.ok_or_else(bug)?, told.map_err(|_| bug())?, authority.map_err(|_| bug())?);
    let (program, now) = (visit.program_line(), visit.now());
    let paper = draft(program.id, &incident, &items, &told)
        .map_err(|error| OperationError::Usage(format!("the paper for the release authority: {error}")))?;
    let arguments = json!({ "paper": paper.digest(), "authority": authority.person });
    let intent = intent(&mut admitted, &incident, &items, &arguments);
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let made = packet(&access, &incident, &items, &told, &authority, &paper, now).and_then(|packet| {
        let files = vec![(DRAFT.to_owned(), paper.file().into_bytes()), (PACKET.to_owned(), packet)];
        Folder::make(&ask.out)?.with(files)
    });
    let (access, (folder, files)) = access.attempted(made, desk.clock.now())?;
    let packet = files.iter().find(|(name, _)| name == PACKET).map(|(_, digest)| *digest);
    let further = json!({
        "recipient": told.recipient, "paper": paper.digest(), "authority": authority.person, "packet": packet,
        "expires": told.expires,
    });
    let record = record("packet", &items, further);
    let receipt = as_read(read_to, searches(&items)).finish(access, record, desk.clock.now())?;
    folder.fill()?;
    Ok(ReleaseRequested {
        program,
        case: incident.case,
        paper: paper.digest(),
        authority: authority.badge,
        recipient: told.recipient,
        items: items.len() as u64,
        expires: format!("{:.0}", told.expires),
        directory: ask.out.display().to_string(),
        files,
        entry: (&receipt).into(),
    })
}

/// Who is asked; or why not, in an officer's words.
fn authority(visit: &Visit<'_>, text: &str) -> Result<Authority, String> {
    let (standing, now) = (visit.book.standing(), visit.gate_now());
    let persons = standing.persons();
    let named = match text.parse::<PersonId>() {
        Ok(id) => persons.iter().filter(|one| one.person == id).cloned().collect(),
        Err(_) => standing.with_badge(text),
    };
    let may = |person| standing.roles_of(person, now).contains(&Role::ReleaseAuthority);
    let [one] = &named[..] else {
        // A Commander who is release authority too may have no badge in any paper.
        let name = |one: &crate::gate::PersonStanding| one.badge.clone().unwrap_or_else(|| one.person.to_string());
        let known = persons.iter().filter(|one| may(one.person)).map(name);
        let known = known.collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { "nobody".to_owned() } else { known };
        return Err(format!("{text:?} is not one person's badge; release authorities here: {known}."));
    };
    if !may(one.person) {
        return Err("That person is no release authority, or their access has ended.".to_owned());
    }
    if standing.is_same_person(one.person, visit.book.person()) {
        return Err("That is you, and nobody decides on their own request.".to_owned());
    }
    let keys = standing.keys_of(one.person).ok_or("That person's keys stand in no paper.")?;
    let badge = one.badge.clone().unwrap_or_else(|| one.person.to_string());
    Ok(Authority { person: one.person, badge, key: keys.receiving.clone() })
}

fn draft(
    program: ProgramId,
    incident: &Incident,
    items: &[Item],
    told: &HandoverTerms,
) -> Result<TypedPaper, DraftError> {
    let answers = answers(PaperKind::ReleaseApproval, &incident.case, told, &lines(items))?;
    draft_paper(program, &answers.set("verdict", "approve")?)
}

fn packet(
    access: &Access<'_, ShareRequest>,
    incident: &Incident,
    items: &[Item],
    told: &HandoverTerms,
    authority: &Authority,
    paper: &TypedPaper,
    now: Timestamp,
) -> Result<Vec<u8>, OperationError> {
    let text = |name: &str, kind: &str, content: String| Handed {
        name: name.to_owned(),
        kind: kind.to_owned(),
        content: Zeroizing::new(content.into_bytes()),
    };
    let mut handed = vec![text(DRAFT, "draft", paper.file()), text(REFUSAL, "refusal-form", refusal(paper))];
    for item in items {
        handed.push(Handed { name: item.name.clone(), kind: item.kind().to_owned(), content: item.bytes(access)? });
    }
    let parcel = Parcel {
        class: HandoverClass::Packet,
        case: incident.case.clone(),
        terms: told.clone(),
        approval: None,
        approvers: Vec::new(),
        asked: None,
        items: handed,
    };
    let bundle = parcel.pack(access, now)?;
    seal_to(&authority.key, &bundle).map_err(|error| OperationError::Environment(error.to_string()))
}

/// The details of a refusal: what was asked for, with the reasons left open.
fn refusal(paper: &TypedPaper) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let TypedPaper::ReleaseApproval(asked) = paper else { return String::new() };
    let asked = &asked.approval;
    let list = |values: Vec<String>| values.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(", ");
    let mut text = format!(
        "# To refuse: say why in basis, then\n# frs paper request release-approval --program {} --details refusal.toml --out refusal.frs\n\
         # and sign it: frs paper sign refusal.frs\nverdict = \"refuse\"\nbasis = \"\"\ncase = {}\nitem = [{}]\nrecipient = {}\n",
        paper.program(),
        quoted(&asked.case),
        list(asked.items.iter().map(ToString::to_string).collect()),
        quoted(&asked.terms.recipient),
    );
    if let Some(key) = &asked.terms.recipient_key {
        text.push_str(&format!("recipient-key = {}\n", quoted(&key.to_string())));
    }
    for condition in &asked.terms.conditions {
        text.push_str(&format!("# condition asked for: {}\n", quoted(condition)));
    }
    text.push_str(&format!("expires = {}\n", quoted(&asked.terms.expires.to_string())));
    text
}
