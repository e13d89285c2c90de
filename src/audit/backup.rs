//! Backups: a copy of the whole repository at one moment, checked as a book before it counts as one; and which backups
//! the book knows of.

use std::path::Path;

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    access::Access,
    book::Book,
    entry::Event,
    error::BookError,
    head::Head,
    logs::{Extent, Place},
    removed::Removed,
    walk::{BEGINNING, ON},
};
use crate::{
    gate::RepositoryBackup,
    policy::OperationKind,
    store::Store,
    vocabulary::{Digest, PersonId},
};

/// What a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// The head of its newest log.
    pub head: Head,
    /// Entries of all its logs.
    pub entries: u64,
}

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupStep {
    /// So many pages of so many are copied.
    Copied {
        /// Pages.
        pages: u64,
        /// All of them, as the file has them now.
        of: u64,
    },
    /// The copy is whole, and is checked now.
    Checking,
    /// It was checked; it is made durable and gets its name.
    Checked,
}

/// A backup that the book knows of.
#[derive(Debug, Clone)]
pub struct KnownBackup {
    /// The entry that accounts for it.
    pub place: Place,
    /// When.
    pub time: Timestamp,
    /// Who made it.
    pub by: PersonId,
    /// SHA-256 of its file.
    pub sha256: Digest,
    /// The head that it holds.
    pub held: Head,
    /// It was made before data keys were exchanged, and still opens to the old ones.
    pub before_rekey: bool,
    /// It was made before records were removed for good, and still holds them.
    pub before_removal: bool,
}

/// What the outcome of a backup says of it.
#[derive(Deserialize)]
struct Told {
    sha256: Digest,
    log: u64,
    size: u64,
    root: Digest,
}

impl Access<'_, RepositoryBackup> {
    /// Copies the repository as it is now into `file`, which is there and empty, and checks the copy: the database, every
    /// entry, every list, and that this book goes on from it. The copy is not synced yet.
    ///
    /// # Errors
    /// Where it cannot be copied, or the copy does not hold; what stands in `file` then is of no use.
    pub fn copy_to(&mut self, file: &Path, step: &mut dyn FnMut(BackupStep)) -> Result<Copied, BookError> {
        let store = &self.book.store;
        let snapshot = store.snapshot()?;
        store.copy_into(file, &mut |pages, of| step(BackupStep::Copied { pages, of }))?;
        drop(snapshot);
        step(BackupStep::Checking);
        let copied = self.book.check_copy(file)?;
        step(BackupStep::Checked);
        Ok(copied)
    }
}

impl Book {
    /// Does something with another file in the place of this book's.
    pub(super) fn with_store<T>(&mut self, other: Store, work: impl FnOnce(&Self) -> T) -> T {
        let own = std::mem::replace(&mut self.store, other);
        let done = work(self);
        self.store = own;
        done
    }

    /// Checks a copy of this book that was just made.
    fn check_copy(&mut self, file: &Path) -> Result<Copied, BookError> {
        let copy = Store::open_copy(file)?;
        if copy.rows().key_state()? != self.keys {
            return Err(BookError::KeysChanged);
        }
        let bad = |why: String| BookError::BadCopy(why);
        let (verdict, logs) = self.with_store(copy, |book| {
            let verdict = book.verify()?;
            Ok::<_, BookError>((verdict, book.read_logs()?))
        })?;
        if let Some(finding) = verdict.findings.first() {
            return Err(bad(finding.to_string()));
        }
        for Extent { log, size } in logs.extents() {
            if logs.root(log, size) != self.root_of(log, size)? {
                return Err(bad(format!("its {} are not those of the book", Extent { log, size })));
            }
        }
        let newest = Extent { log: logs.log, size: logs.newest.len() as u64 };
        let root = logs.root(newest.log, newest.size).unwrap_or(Digest([0; 32]));
        let entries = logs.extents().map(|extent| extent.size).sum();
        Ok(Copied { head: Head { log: newest.log, size: newest.size, root }, entries })
    }

    /// The backups that the book knows of, oldest first.
    ///
    /// # Errors
    /// Where an entry cannot be read.
    pub fn backups(&self) -> Result<Vec<KnownBackup>, BookError> {
        let mut known: Vec<KnownBackup> = Vec::new();
        self.walk(BEGINNING, |place, leaf| {
            let content = leaf.content();
            let operation = content.operation.parse::<OperationKind>().ok();
            match content.event.parse::<Event>() {
                Ok(Event::Outcome) if operation == Some(OperationKind::RepositoryBackup) => {
                    known.extend(self.backup_at(place)?);
                }
                // Said by the removal itself: its wiping may end together with that of a rekey, or is still to come.
                Ok(Event::Outcome) if operation == Some(OperationKind::RepositoryExpunge) => {
                    let (_, openings) = self.entry(place.0, place.1)?;
                    // What cannot be read may have removed something.
                    if Removed::told(&openings, place)
                        .map_or(true, |told| told.is_some_and(|removed| !removed.is_empty()))
                    {
                        known.iter_mut().for_each(|backup| backup.before_removal = true);
                    }
                }
                // The files were wiped: keys were exchanged, or records removed.
                Ok(Event::Wiped) => known.iter_mut().for_each(|backup| match operation {
                    Some(OperationKind::ProgramRekey) => backup.before_rekey = true,
                    _ => backup.before_removal = true,
                }),
                _ => {}
            }
            ON
        })?;
        Ok(known)
    }

    /// The backup that an outcome tells of; `None` where none was made.
    fn backup_at(&self, place: Place) -> Result<Option<KnownBackup>, BookError> {
        let (leaf, openings) = self.entry(place.0, place.1)?;
        if openings.get("result") != Some("done") {
            return Ok(None);
        }
        let told: Option<Told> = openings.get("record").and_then(|text| serde_json::from_str(text).ok());
        let wrong = || BookError::Tampered(format!("entry {} tells of no backup", Self::place_name(place)));
        let Told { sha256, log, size, root } = told.ok_or_else(wrong)?;
        Ok(Some(KnownBackup {
            place,
            time: leaf.content.time,
            by: leaf.signer,
            sha256,
            held: Head { log, size, root },
            before_rekey: false,
            before_removal: false,
        }))
    }
}
