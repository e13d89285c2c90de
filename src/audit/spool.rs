//! Refusals of people who cannot open the repository.
//!
//! They are sealed to the book's public key, one file each, and folded into the book by the next command of somebody
//! who can. Whoever wrote such a file can also delete it; the threat model says so. The spool is capped: what comes
//! after is counted, not kept, so that nobody can fill the disk with refusals.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    policy::{OperationKind, Refusal},
    seal::{ReceivingKey, ReceivingSecret, open_sealed, random, seal_to},
};

/// The spool's directory in the repository directory.
pub const SPOOL_DIRECTORY: &str = "spool";
/// So many refusals are kept; further ones only touch the overflow mark.
const CAPACITY: usize = 1_000;
const OVERFLOW: &str = "overflow";
const MAX_BYTES: u64 = 64 * 1024;

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
        user: super::access::os_user(),
    };
    let write = || -> io::Result<Recorded> {
        let directory = repository.join(SPOOL_DIRECTORY);
        fs::create_dir_all(&directory)?;
        if fs::read_dir(&directory)?.count() >= CAPACITY {
            fs::OpenOptions::new().create(true).append(true).open(directory.join(OVERFLOW))?.write_all(b".")?;
            return Ok(Recorded::Full);
        }
        let text = serde_json::to_vec(&record)?;
        let sealed = seal_to(recipient, &text).map_err(io::Error::other)?;
        let name: [u8; 8] = random().map_err(io::Error::other)?;
        let path = directory.join(format!("{:016x}.age", u64::from_be_bytes(name)));
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(&sealed)?;
        file.sync_all()?;
        Ok(Recorded::Spool)
    };
    write().unwrap_or_else(|e| Recorded::Not { why: e.to_string() })
}

/// What the spool holds: readable refusals, how many files could not be read, how many came after it was full.
pub(super) struct Spool {
    pub refusals: Vec<SpooledRefusal>,
    pub unreadable: usize,
    pub overflow: u64,
    files: Vec<PathBuf>,
}

impl Spool {
    /// Reads the spool; a missing or empty one is `None`.
    pub fn read(repository: &Path, secret: &ReceivingSecret) -> io::Result<Option<Self>> {
        let directory = repository.join(SPOOL_DIRECTORY);
        let mut files = match fs::read_dir(&directory) {
            Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e),
        };
        if files.is_empty() {
            return Ok(None);
        }
        files.sort();
        let mut spool = Self { refusals: Vec::new(), unreadable: 0, overflow: 0, files };
        for path in &spool.files {
            let size = fs::symlink_metadata(path)?.len();
            if path.file_name().is_some_and(|name| name == OVERFLOW) {
                spool.overflow = size;
                continue;
            }
            // Anyone who can write the directory can put anything here.
            let opened = (size <= MAX_BYTES)
                .then(|| fs::read(path).ok())
                .flatten()
                .and_then(|bytes| open_sealed(secret, &bytes).ok())
                .and_then(|text| serde_json::from_slice::<SpooledRefusal>(&text).ok());
            match opened {
                Some(refusal) => spool.refusals.push(refusal),
                None => spool.unreadable += 1,
            }
        }
        Ok(Some(spool))
    }

    /// Deletes what was folded into the book.
    pub fn clear(&self) -> io::Result<()> {
        self.files.iter().try_for_each(fs::remove_file)
    }
}
