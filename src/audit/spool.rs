//! Refusals of people who cannot open the repository.
//!
//! They are sealed to the book's public key, one file each, and folded into the book by the next command of somebody
//! who can. Whoever wrote such a file can also delete it; the threat model says so. The spool is capped: what comes
//! after is counted, not kept, so that nobody can fill the disk with refusals.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    append::{Entry, Values},
    book::{Book, SPOOL_SECRET},
    entry::{Event, Openings},
    error::BookError,
    walk::{ENOUGH, ON},
};
use crate::{
    policy::{OperationKind, Refusal},
    seal::{ReceivingKey, ReceivingSecret, create_private, open_sealed, random, seal_to, sha256, sync_name},
    vocabulary::Digest,
};

/// The spool's directory in the repository directory.
pub const SPOOL_DIRECTORY: &str = "spool";
/// So many refusals are kept; further ones only touch the overflow mark.
const CAPACITY: usize = 1_000;
const OVERFLOW: &str = "overflow";
/// A real one has less than 2 KiB; a thousand of these fit into one entry.
const MAX_BYTES: u64 = 8 * 1024;
const EXTENSION: &str = ".age";
/// 16 hexadecimal digits and the extension.
const NAME_LENGTH: usize = 20;
/// The field that lists the digests of what was there.
const FILES: &str = "files";
/// So many entries are looked through for the last folding; before half of them came after it, what lies there still is listed anew.
const LOOK_BACK: usize = 256;

/// Where a refusal was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// In the book.
    Book {
        /// Its entry.
        sequence: u64,
    },
    /// In the spool, until the next authorized command.
    Spool,
    /// The spool is full: only counted.
    Full,
    /// Nowhere, because there is no repository, or it cannot be written.
    Not {
        /// Why.
        why: String,
    },
}

/// A spooled refusal; who it was is only claimed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpooledRefusal {
    /// When, by the clock of that machine.
    pub time: String,
    /// What was asked for.
    pub operation: String,
    /// Whose key it claims to be, if any.
    pub claimed: Option<String>,
    /// The broken paragraphs.
    pub paragraphs: Vec<String>,
    /// Operating system user.
    pub user: String,
}

/// Writes a refusal to the spool.
pub fn spool_refusal(
    repository: &Path,
    recipient: &ReceivingKey,
    refusal: &Refusal,
    operation: OperationKind,
    claimed: Option<String>,
    time: jiff::Timestamp,
) -> Recorded {
    let record = SpooledRefusal {
        time: time.to_string(),
        operation: operation.to_string(),
        claimed,
        paragraphs: refusal.paragraphs().iter().map(|p| (*p).to_owned()).collect(),
        user: super::circumstances::os_user(),
    };
    let write = || -> io::Result<Recorded> {
        let directory = repository.join(SPOOL_DIRECTORY);
        // Only the spool: where the repository itself is gone, none is made.
        match fs::create_dir(&directory) {
            Ok(()) => sync_name(&directory)?,
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e),
        }
        if !fs::symlink_metadata(&directory)?.is_dir() {
            return Err(io::Error::other("the spool is not a directory"));
        }
        if fs::read_dir(&directory)?.count() >= CAPACITY {
            fs::OpenOptions::new().create(true).append(true).open(directory.join(OVERFLOW))?.write_all(b".")?;
            return Ok(Recorded::Full);
        }
        let text = serde_json::to_vec(&record)?;
        let sealed = seal_to(recipient, &text).map_err(io::Error::other)?;
        let name: [u8; 8] = random().map_err(io::Error::other)?;
        let path = directory.join(format!("{:016x}{EXTENSION}", u64::from_be_bytes(name)));
        let mut file = create_private(&path)?;
        file.write_all(&sealed)?;
        file.sync_all()?;
        sync_name(&path)?;
        Ok(Recorded::Spool)
    };
    write().unwrap_or_else(|e| Recorded::Not { why: e.to_string() })
}

/// What the spool holds: readable refusals, how many files could not be read, how many came after it was full.
struct Spool {
    refusals: Vec<SpooledRefusal>,
    unreadable: usize,
    overflow: u64,
    /// What identifies each file, whether it was folded before or not.
    present: BTreeSet<Digest>,
    /// Files that the spool itself names so: nothing else is ever deleted.
    own: Vec<PathBuf>,
}

impl Spool {
    /// Reads what is not among `folded`. Anyone who can write the directory can put anything there: links, pipes,
    /// directories and big files are counted, never followed, opened or deleted.
    fn read(directory: &Path, secret: &ReceivingSecret, folded: &BTreeSet<Digest>) -> io::Result<Self> {
        let mut spool =
            Self { refusals: Vec::new(), unreadable: 0, overflow: 0, present: BTreeSet::new(), own: Vec::new() };
        match fs::symlink_metadata(directory) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(io::Error::other("it is not a directory")),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(spool),
            Err(e) => return Err(e),
        }
        let entries = fs::read_dir(directory)?.take(CAPACITY + 1).map(|entry| Ok(entry?.path()));
        let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        for path in paths {
            let name = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
            let overflow = name == OVERFLOW.as_bytes();
            let own = overflow || (name.len() == NAME_LENGTH && name.ends_with(EXTENSION.as_bytes()));
            let content = if own { read_regular(&path, overflow) } else { None };
            let id = match &content {
                Some(Content::Small(bytes)) => sha256(bytes),
                Some(Content::Length(length)) => sha256(&[OVERFLOW.as_bytes(), &length.to_be_bytes()].concat()),
                None => sha256(&[b"frs/spool-name/1".as_slice(), name].concat()),
            };
            if content.is_some() {
                spool.own.push(path.clone());
            }
            if !spool.present.insert(id) || folded.contains(&id) {
                continue;
            }
            match content {
                Some(Content::Length(length)) => spool.overflow = length,
                Some(Content::Small(bytes)) => match refusal(secret, &bytes) {
                    Some(refusal) => spool.refusals.push(refusal),
                    None => spool.unreadable += 1,
                },
                None => spool.unreadable += 1,
            }
        }
        Ok(spool)
    }

    fn is_new(&self) -> bool {
        !self.refusals.is_empty() || self.unreadable > 0 || self.overflow > 0
    }

    fn values(&self) -> Values {
        Values::from([
            ("refusals", serde_json::to_string(&self.refusals).unwrap_or_default()),
            ("unreadable", self.unreadable.to_string()),
            ("overflow", self.overflow.to_string()),
            (FILES, serde_json::to_string(&self.present).unwrap_or_default()),
        ])
    }

    /// Deletes what was folded into the book. What cannot be deleted is known by its digest, and not folded again.
    fn clear(&self) {
        for path in &self.own {
            let _ = fs::remove_file(path);
        }
    }
}

enum Content {
    Small(Vec<u8>),
    Length(u64),
}

/// Reads a regular file of at most [`MAX_BYTES`], or its length only.
fn read_regular(path: &Path, length_only: bool) -> Option<Content> {
    let mut options = fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed(),
    );
    let file = options.open(path).ok()?;
    let metadata = file.metadata().ok().filter(fs::Metadata::is_file)?;
    if length_only {
        return Some(Content::Length(metadata.len()));
    }
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= MAX_BYTES).then_some(Content::Small(bytes))
}

/// Which files an entry says that it folded in.
pub(super) fn files_of(openings: &Openings) -> Option<BTreeSet<Digest>> {
    serde_json::from_str(openings.get(FILES)?).ok()
}

fn refusal(secret: &ReceivingSecret, sealed: &[u8]) -> Option<SpooledRefusal> {
    serde_json::from_slice(&open_sealed(secret, sealed).ok()?).ok()
}

impl Book {
    /// Folds refusals of people without a key into the book; how many there were.
    ///
    /// Each is folded once, whatever is interrupted and however many commands fold at once: the spool is read under the
    /// write lock, and the entry lists the digests of all files that were there, which the next one passes over.
    ///
    /// # Errors
    /// Where the spool cannot be read or the entry cannot be written.
    pub fn fold_spool(&mut self, now: Timestamp) -> Result<usize, BookError> {
        let path = self.directory.join(SPOOL_DIRECTORY);
        // What a restore took from this user is said first: their next entry moves the memory on.
        if self.lost.is_some() {
            return Ok(0);
        }
        if fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none()) || !path.exists() {
            return Ok(0);
        }
        let missing = || BookError::Tampered("the spool's key is missing".into());
        let secret = self.spool_secret()?.ok_or_else(missing)?;
        let (folded, since) = self.last_folded()?;
        let seen = self.tip.sequence;
        let (appender, store, _, program, known) = self.split();
        let failed = |e: io::Error| BookError::Spool { path: path.clone(), detail: e.to_string() };
        let (tip, spool) = store.write(|rows| -> Result<_, BookError> {
            let before = appender.tip(rows, program, known)?;
            if before.sequence != seen {
                // Somebody else wrote meanwhile, perhaps this very entry: the next command folds what is left.
                return Ok((None, None));
            }
            let spool = Spool::read(&path, &secret, &folded).map_err(failed)?;
            let entry = Entry::of(Event::Spool, spool.values());
            let new = spool.is_new() || (!spool.present.is_empty() && since >= LOOK_BACK / 2);
            let tip = new.then(|| appender.append(rows, program, before, false, now, &entry)).transpose()?;
            Ok((tip, Some(spool)))
        })?;
        if let Some(tip) = tip {
            self.advance(tip)?;
        }
        let Some(spool) = spool else { return Ok(0) };
        spool.clear();
        Ok(spool.refusals.len() + spool.unreadable)
    }

    /// The key that opens refusals of strangers; `None` where there is none that can be used.
    pub(super) fn spool_secret(&self) -> Result<Option<ReceivingSecret>, BookError> {
        let Some(sealed) = self.store.rows().secret(SPOOL_SECRET)? else { return Ok(None) };
        let text = self.book.table("secret")?.open("content", SPOOL_SECRET.as_bytes(), &sealed);
        let text = text.ok().and_then(|text| ReceivingSecret::from_text(std::str::from_utf8(&text).ok()?).ok());
        Ok(text)
    }

    /// What the last such entry folded, and how many entries came after it. It is looked for among the newest: a command that was
    /// interrupted between its entry and the deleting is followed by the next one's folding.
    fn last_folded(&self) -> Result<(BTreeSet<Digest>, usize), BookError> {
        let (mut since, mut found) = (0, None);
        self.walk_back(|place, leaf| {
            if leaf.content().event == Event::Spool.as_str() {
                found = Some(place);
                return ENOUGH;
            }
            since += 1;
            if since < LOOK_BACK { ON } else { ENOUGH }
        })?;
        let Some((log, sequence)) = found else { return Ok((BTreeSet::new(), since)) };
        let (_, openings) = self.entry(log, sequence)?;
        // One that cannot be read is a finding of the check; stopped here by it, nobody could end the access of whoever wrote it.
        Ok((files_of(&openings).unwrap_or_default(), since))
    }
}
