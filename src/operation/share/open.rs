//! Open a bundle (a public command): with one's own key or a passphrase, without a repository. Everything is checked before
//! anything is written.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{
    accepted::{Shown, shown},
    bundle::{MANIFEST, PAPERS, is_item},
    request::DRAFT,
};
use crate::{
    gate::{
        AcceptedPaper, Approval, Handover, HandoverClass, HandoverTerms, Kept, ReleaseVerdict, Standing, TypedPaper,
        read_paper, read_program_file,
    },
    operation::{Anchors, OperationError, desk::program_line, files, prove::Anchored, working_copy::Folder},
    policy::LEAD_NOTICE,
    report::{BundleLine, BundleOpened},
    seal::{
        Passphrase, ReceivingKey, ReceivingSecret, WrapError,
        bundle::{BundleFile, is_under_passphrase, open_with_passphrase, read_bundle},
        open_sealed, sha256,
    },
    vocabulary::{PersonId, ProgramId, Role},
};

/// A sealed bundle is hardly longer than what it holds.
const MAX_SEALED: u64 = 300 << 20;
/// An identity file holds a few lines.
const MAX_IDENTITIES: u64 = 64 << 10;

/// What no bundle shows about itself.
const ONCE: &str = "That it was released once, and that the Department's book holds this release, the bundle cannot show. Ask the \
                    Department for the proof of the entry that concludes the one named here (frs audit prove ENTRY --open record): it \
                    names the SHA-256 above";

/// What `frs share open` was asked.
pub struct OpenAsked<'r> {
    /// The bundle.
    pub bundle: PathBuf,
    /// The directory that is made.
    pub out: PathBuf,
    /// By what the opener knows the program and its witnesses.
    pub anchors: &'r Anchors,
    /// What the opener has of a program of their own.
    pub own: Own,
    /// Gives the keys of whoever opens it.
    pub keys: &'r dyn Fn() -> Result<Vec<ReceivingSecret>, OperationError>,
    /// Gives the passphrase.
    pub passphrase: &'r dyn Fn() -> Result<Passphrase, OperationError>,
    /// The time.
    pub now: Timestamp,
}

/// Reads the keys of an age identity file (`AGE-SECRET-KEY-1…`, one a line).
///
/// # Errors
/// Where it cannot be read or holds none.
pub fn read_identities(path: &Path) -> Result<Vec<ReceivingSecret>, OperationError> {
    let text = Zeroizing::new(files::read_text(path, MAX_IDENTITIES)?);
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with("AGE-SECRET-KEY-1"));
    let keys = lines.map(ReceivingSecret::from_text).collect::<Result<Vec<_>, _>>();
    match keys {
        Ok(keys) if !keys.is_empty() => Ok(keys),
        _ => Err(OperationError::file(path, "holds no key that can be read; age-keygen makes such a file")),
    }
}

/// Opens, checks and unpacks.
///
/// # Errors
/// [`OperationError::Evidence`] where it is not what its manifest says; where it does not open. What nothing outside of the
/// bundle says, and whose acceptance it does not prove, is a verdict.
pub fn open_bundle(ask: &OpenAsked<'_>) -> Result<BundleOpened, OperationError> {
    let sealed = files::read(&ask.bundle, MAX_SEALED)?;
    let (unsealed, opened_with) = unseal(ask, &sealed)?;
    let files = read_bundle(&unsealed)?;
    let wrong = |why: String| OperationError::Evidence { path: ask.bundle.clone(), why };
    let whole = check(&files).map_err(wrong)?;
    let mut anchored = ask.anchors.hold(&ask.bundle, &whole.papers)?;
    holds_what_is_known(ask.anchors, &whole)?;
    anchored.anchored |= ask.own.knows(&whole.people);
    let witnesses = if anchored.witnesses.is_empty() { "floor" } else { "named" };
    anchored.witnessed_by_floor_of(&whole.people);
    let shown = approved(&files, &whole, &anchored).map_err(wrong)?;
    let content: Vec<(String, Vec<u8>)> = files.into_iter().map(|(name, content)| (name, content.to_vec())).collect();
    let (folder, _) = Folder::make(&ask.out)?.with(content)?;
    folder.fill()?;
    let (line, manifest) = (program_line(whole.people.founding()), whole.manifest);
    let sealed_to = sealed_to(&manifest, opened_with.as_ref());
    Ok(BundleOpened {
        program: line,
        class: manifest.class.as_str(),
        notice: LEAD_NOTICE,
        case: manifest.case,
        made: manifest.made.to_string(),
        signer: manifest.signer,
        badge: manifest.badge,
        approval: manifest.approval,
        recipient: manifest.terms.recipient,
        basis: manifest.terms.basis,
        conditions: manifest.terms.conditions,
        onward: manifest.terms.onward,
        expires: manifest.terms.expires.to_string(),
        expired: manifest.terms.expires <= ask.now,
        anchored: anchored.anchored,
        sealed_to,
        intent: manifest.entry.to_string(),
        once: (manifest.class == HandoverClass::Release).then_some(ONCE),
        acceptance: shown.acceptance,
        witnesses,
        accepted: shown.line,
        files: manifest
            .files
            .into_iter()
            .map(|file| BundleLine { name: file.name, kind: file.kind, sha256: file.digest, bytes: file.bytes })
            .collect(),
        sha256: sha256(&sealed),
        directory: ask.out.display().to_string(),
    })
}

/// By what somebody knows their own program.
#[derive(Debug, Clone, Copy, Default)]
pub struct Own {
    /// Whose key lies in their own directory.
    pub person: Option<PersonId>,
    /// The program of their authorization.
    pub program: Option<ProgramId>,
}

impl Own {
    /// What the Commander gave somebody is an anchor; and the Commander knows the note that they signed themselves.
    fn knows(&self, people: &Standing) -> bool {
        let founding = people.founding();
        self.program == Some(founding.id) || self.person == Some(founding.root.person_id())
    }
}

/// The program of somebody's own authorization.
pub fn own_program(authorization: &Path) -> Option<ProgramId> {
    let file = files::read_text_if_there(authorization, MAX_IDENTITIES).ok()??;
    let paper = read_paper(file.as_bytes()).ok()?;
    matches!(paper, TypedPaper::Authorization(_)).then(|| paper.program())
}

/// Whether the bundle was sealed as its signed manifest says; whoever can open one can seal what is in it to somebody else.
fn sealed_to(manifest: &Handover, opened_with: Option<&ReceivingKey>) -> &'static str {
    match manifest.class {
        // The manifest names the recipient of a later release; a packet is sealed to whoever decides.
        HandoverClass::Packet => "authority",
        _ if manifest.terms.recipient_key.as_ref() == opened_with => "recipient",
        _ => "another",
    }
}

/// What was sealed, and the key that opens it; `None` where a passphrase does.
fn unseal(ask: &OpenAsked<'_>, sealed: &[u8]) -> Result<(Zeroizing<Vec<u8>>, Option<ReceivingKey>), OperationError> {
    let refused = |error: WrapError| OperationError::Evidence { path: ask.bundle.clone(), why: error.to_string() };
    if is_under_passphrase(sealed).map_err(refused)? {
        return match open_with_passphrase(&(ask.passphrase)()?, sealed) {
            Err(error @ WrapError::WrongPassphrase) => Err(OperationError::Usage(error.to_string())),
            other => other.map(|unsealed| (unsealed, None)).map_err(refused),
        };
    }
    let mut failed = WrapError::NotForThisKey;
    for key in (ask.keys)()? {
        match open_sealed(&key, sealed) {
            Ok(unsealed) => return Ok((unsealed, Some(key.receiving_key()))),
            Err(WrapError::NotForThisKey) => {}
            Err(error) => failed = error,
        }
    }
    Err(match failed {
        WrapError::NotForThisKey => OperationError::Usage(failed.to_string()),
        error => refused(error),
    })
}

/// Manifest, papers and files, which belong together.
struct Whole {
    manifest: Handover,
    /// What the papers in it say.
    people: Standing,
    papers: String,
}

/// Whether manifest, papers and files belong together: then who made it, and for whom.
fn check(files: &[BundleFile]) -> Result<Whole, String> {
    let named = |name: &str| {
        let found = files.iter().find(|(one, _)| one == name).map(|(_, content)| content.as_slice());
        found.ok_or_else(|| format!("it holds no {name}"))
    };
    let (manifest, program, note) = Handover::read(named(MANIFEST)?).map_err(|e| format!("{MANIFEST}: {e}"))?;
    let papers = std::str::from_utf8(named(PAPERS)?).map_err(|_| format!("{PAPERS} is no text"))?;
    let people = read_program_file(papers).map_err(|e| format!("{PAPERS}: {e}"))?;
    if people.founding().id != program {
        return Err(format!("{MANIFEST} is of another program than {PAPERS}"));
    }
    let keys = people.keys_of(manifest.signer);
    let keys = keys.ok_or("whoever signed the manifest is authorized by no paper in it")?;
    Handover::check_signer(&note, keys.signing).map_err(|e| format!("{MANIFEST}: {e}"))?;
    let rest: Vec<_> = files.iter().filter(|(name, _)| name != MANIFEST).collect();
    if rest.len() != manifest.files.len() {
        return Err(format!("it holds {} files, and the manifest names {}", rest.len(), manifest.files.len()));
    }
    for ((name, content), line) in rest.into_iter().zip(&manifest.files) {
        if *name != line.name || content.len() as u64 != line.bytes || sha256(content) != line.digest {
            return Err(format!("{name} is not the file that the manifest names there"));
        }
    }
    let ordered = people.accepted_papers().windows(2).all(|two| two[0].place < two[1].place);
    let before = people.accepted_papers().last().is_none_or(|last| last.place < manifest.entry);
    if !ordered || !before {
        return Err(format!(
            "{PAPERS}: the papers do not stand in the order of the book, before entry {}",
            manifest.entry
        ));
    }
    if !people.roles_of(manifest.signer, manifest.made).contains(&Role::Examiner) {
        return Err(
            "whoever signed the manifest was no examiner when it was made: suspended or retired, their authorization had ended, or it \
             names another role"
                .to_owned(),
        );
    }
    Ok(Whole { manifest, people, papers: papers.to_owned() })
}

/// What stands behind an approval, checked: whether the paper approves exactly this, its signer might give it, and the book
/// accepted it.
fn approved(files: &[BundleFile], whole: &Whole, anchored: &Anchored) -> Result<Shown, String> {
    let Whole { manifest, people, .. } = whole;
    let none = |acceptance| Ok(Shown { acceptance, line: None });
    match (manifest.class, manifest.approval) {
        (HandoverClass::Packet, _) => {
            drafted(manifest, files)?;
            none("none")
        }
        (HandoverClass::Share, None) => none("recorded"),
        (HandoverClass::Share, Some(digest)) => {
            let kept = people.kept().share_approval(digest).ok_or("the approval that it names is not in it")?;
            let acts = |one: PersonId| {
                let (at, roles) = (manifest.made, people.roles_of(one, manifest.made));
                people.in_office(one, at) || roles.contains(&Role::LeadInvestigator)
            };
            let deciders = agrees(manifest, (kept, people), &kept.paper.approval, acts)?;
            shown(files, (kept, &deciders), people, anchored, manifest.class)
        }
        (HandoverClass::Release, digest) => {
            let kept = digest.and_then(|digest| people.kept().release_approval(digest));
            let kept = kept.ok_or("the release authority's approval is not in it")?;
            if kept.paper.verdict == ReleaseVerdict::Refuse {
                return Err("the release authority refused it".to_owned());
            }
            let acts = |one: PersonId| people.roles_of(one, manifest.made).contains(&Role::ReleaseAuthority);
            let deciders = agrees(manifest, (kept, people), &kept.paper.approval, acts)?;
            shown(files, (kept, &deciders), people, anchored, manifest.class)
        }
    }
}

/// The paper in a packet, which is to be signed, is for exactly what the packet shows.
fn drafted(manifest: &Handover, files: &[BundleFile]) -> Result<(), String> {
    let draft = files.iter().find(|(name, _)| name == DRAFT).ok_or_else(|| format!("it holds no {DRAFT}"))?;
    let paper = read_paper(&draft.1).map_err(|error| format!("{DRAFT}: {error}"))?;
    match &paper {
        TypedPaper::ReleaseApproval(paper) if is_for(manifest, &paper.approval) => Ok(()),
        _ => Err(format!("{DRAFT} is no paper for what the packet shows: whoever signs it approves something else")),
    }
}

/// Whether an approval is for exactly what a manifest names.
fn is_for(manifest: &Handover, approval: &Approval) -> bool {
    let mut named: Vec<_> = approval.items.iter().map(ToString::to_string).collect();
    let own = |kind: &str| manifest.class == HandoverClass::Packet && matches!(kind, "draft" | "refusal-form");
    let items =
        manifest.files.iter().filter(|file| is_item(manifest.class, &file.name, &file.kind) && !own(&file.kind));
    let mut there: Vec<_> = items.map(|file| format!("{} {}", file.kind, file.digest)).collect();
    named.sort();
    there.sort();
    // Every term is the same, but the time.
    let terms = HandoverTerms { expires: approval.terms.expires, ..manifest.terms.clone() };
    approval.case == manifest.case
        && approval.terms == terms
        && named == there
        // Whoever makes the bundle gives it no more time than the approval has.
        && manifest.terms.expires.as_second() <= approval.terms.expires.as_second()
}

/// A bundle carries the paper that approves exactly it, of somebody else who might still give it when the bundle was made: who
/// they are.
fn agrees<P>(
    manifest: &Handover,
    (kept, people): (&Kept<P>, &Standing),
    approval: &Approval,
    acts: impl Fn(PersonId) -> bool,
) -> Result<Vec<PersonId>, String> {
    if !is_for(manifest, approval) {
        return Err("something else was approved".to_owned());
    }
    if manifest.made >= approval.terms.expires || kept.accepted_at > manifest.made {
        return Err("it was not made while the approval held".to_owned());
    }
    let others = || kept.signers.iter().filter(|one| !people.is_same_person(**one, manifest.signer));
    if others().next().is_none() {
        return Err("whoever made it approved it themselves".to_owned());
    }
    let deciders: Vec<PersonId> = others().copied().filter(|one| acts(*one)).collect();
    if deciders.is_empty() {
        return Err(
            "whoever approved it was suspended or retired, or their office had ended, before it was made".to_owned()
        );
    }
    Ok(deciders)
}

/// Of whatever the recipient holds of the program, nothing that is older than the bundle may be missing in it.
fn holds_what_is_known(anchors: &Anchors, whole: &Whole) -> Result<(), OperationError> {
    let Some(known) = anchors.known()? else { return Ok(()) };
    let here: Vec<_> = whole.people.public_papers().iter().map(|paper| (paper.place, paper.file.as_str())).collect();
    let older = |paper: &&AcceptedPaper| paper.place < whole.manifest.entry;
    match known.public_papers().iter().filter(older).find(|paper| !here.contains(&(paper.place, paper.file.as_str()))) {
        None => Ok(()),
        Some(paper) => Err(OperationError::Usage(format!(
            "{PAPERS} lacks a paper of entry {} that your program file holds: another Commander or key of the log is in force \
             there. Ask the Department, by another way than this bundle came",
            paper.place
        ))),
    }
}
