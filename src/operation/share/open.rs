//! Open a bundle (TRUST.md §10: public): with one's own key or a passphrase, without a repository. Everything is checked before
//! anything is written.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::bundle::{MANIFEST, PAPERS};
use crate::{
    gate::{Handover, HandoverClass, ReleaseVerdict, Standing, read_program_file},
    operation::{OperationError, desk::program_line, files, verification::Folder},
    policy::LEAD_NOTICE,
    report::{BundleLine, BundleOpened},
    seal::{
        Passphrase, ReceivingSecret, WrapError,
        bundle::{BundleFile, is_under_passphrase, open_with_passphrase, read_bundle},
        open_sealed, sha256,
    },
    vocabulary::Digest,
};

/// A sealed bundle is hardly longer than what it holds.
const MAX_SEALED: u64 = 300 << 20;
/// An identity file holds a few lines.
const MAX_IDENTITIES: u64 = 64 << 10;

/// What `frs share open` was asked.
pub struct OpenAsked<'r> {
    /// The bundle.
    pub bundle: PathBuf,
    /// The directory that is made.
    pub out: PathBuf,
    /// The fingerprint that the Department told by voice.
    pub fingerprint: Option<String>,
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
/// [`OperationError::Evidence`] where it is not what its manifest says; where it does not open.
pub fn open_bundle(ask: &OpenAsked<'_>) -> Result<BundleOpened, OperationError> {
    let sealed = files::read(&ask.bundle, MAX_SEALED)?;
    let unsealed = unseal(ask, &sealed)?;
    let files = read_bundle(&unsealed)?;
    let wrong = |why: String| OperationError::Evidence { path: ask.bundle.clone(), why };
    let (manifest, standing) = check(&files).map_err(wrong)?;
    let line = program_line(standing.founding());
    let told = ask.fingerprint.as_deref().map(plain_fingerprint);
    if told.as_ref().is_some_and(|told| *told != plain_fingerprint(&line.fingerprint)) {
        return Err(wrong(format!(
            "its program has the fingerprint {}, and another one was told: it does not come from that Department",
            line.fingerprint
        )));
    }
    let content: Vec<(String, Vec<u8>)> = files.into_iter().map(|(name, content)| (name, content.to_vec())).collect();
    let (folder, _) = Folder::make(&ask.out)?.with(content)?;
    folder.fill()?;
    Ok(BundleOpened {
        program: line,
        class: manifest.class.as_str(),
        notice: LEAD_NOTICE,
        case: manifest.case,
        made: manifest.made.to_string(),
        signer: manifest.signer,
        badge: manifest.badge,
        approval: manifest.approval,
        recipient: manifest.recipient,
        basis: manifest.basis,
        conditions: manifest.conditions,
        onward: manifest.onward,
        expires: manifest.expires.to_string(),
        expired: manifest.expires <= ask.now,
        anchored: told.is_some(),
        files: manifest
            .files
            .into_iter()
            .map(|file| BundleLine { name: file.name, kind: file.kind, sha256: file.digest, bytes: file.bytes })
            .collect(),
        sha256: sha256(&sealed),
        directory: ask.out.display().to_string(),
    })
}

fn plain_fingerprint(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn unseal(ask: &OpenAsked<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OperationError> {
    let refused = |error: WrapError| OperationError::Evidence { path: ask.bundle.clone(), why: error.to_string() };
    if is_under_passphrase(sealed).map_err(refused)? {
        return match open_with_passphrase(&(ask.passphrase)()?, sealed) {
            Err(error @ WrapError::WrongPassphrase) => Err(OperationError::Usage(error.to_string())),
            other => other.map_err(refused),
        };
    }
    let mut failed = WrapError::NotForThisKey;
    for key in (ask.keys)()? {
        match open_sealed(&key, sealed) {
            Ok(unsealed) => return Ok(unsealed),
            Err(WrapError::NotForThisKey) => {}
            Err(error) => failed = error,
        }
    }
    Err(match failed {
        WrapError::NotForThisKey => OperationError::Usage(failed.to_string()),
        error => refused(error),
    })
}

/// Whether manifest, papers and files belong together: then who made it, and for whom.
pub(super) fn check(files: &[BundleFile]) -> Result<(Handover, Standing), String> {
    let named = |name: &str| {
        let found = files.iter().find(|(one, _)| one == name).map(|(_, content)| content.as_slice());
        found.ok_or_else(|| format!("it holds no {name}"))
    };
    let (manifest, program, note) = Handover::read(named(MANIFEST)?).map_err(|e| format!("{MANIFEST}: {e}"))?;
    let papers = std::str::from_utf8(named(PAPERS)?).map_err(|_| format!("{PAPERS} is no text"))?;
    let standing = read_program_file(papers).map_err(|e| format!("{PAPERS}: {e}"))?;
    if standing.founding().id != program {
        return Err(format!("{MANIFEST} is of another program than {PAPERS}"));
    }
    let keys = standing.keys_of(manifest.signer);
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
    if manifest.class == HandoverClass::Release {
        approved(&manifest, &standing)?;
    }
    Ok((manifest, standing))
}

/// A release carries the paper that approves exactly it.
fn approved(manifest: &Handover, standing: &Standing) -> Result<(), String> {
    let kept = manifest.approval.and_then(|digest: Digest| standing.kept().release_approval(digest));
    let kept = kept.ok_or("the release authority's approval is not in it")?;
    let (paper, approval) = (&kept.paper, &kept.paper.approval);
    let mut named: Vec<_> = approval.items.iter().map(ToString::to_string).collect();
    let items = manifest.files.iter().filter(|file| super::bundle::is_item(&file.name, &file.kind));
    let mut there: Vec<_> = items.map(|file| format!("{} {}", file.kind, file.digest)).collect();
    named.sort();
    there.sort();
    let same = paper.verdict == ReleaseVerdict::Approve
        && approval.case == manifest.case
        && approval.recipient == manifest.recipient
        && approval.recipient_key == manifest.recipient_key
        && approval.conditions == manifest.conditions
        && approval.onward == manifest.onward
        && approval.basis == manifest.basis
        && named == there
        // Whoever makes the bundle gives it no more time than the approval has, and does not approve it themselves.
        && manifest.expires.as_second() <= approval.expires.as_second()
        && kept.signers.iter().any(|one| *one != manifest.signer);
    let before = manifest.made < approval.expires && kept.accepted_at <= manifest.made;
    match (same, before) {
        (true, true) => Ok(()),
        (false, _) => Err("the release authority approved something else".to_owned()),
        (true, false) => Err("it was not made while the approval held".to_owned()),
    }
}
