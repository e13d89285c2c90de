//! Where the new repository is made, and how it takes the old one's place: in one step where the system can, and so that a
//! command that was killed at any moment leaves one of the two, and can be run again.
//!
//! ```text
//! frs.restoring/                     the copy, with a mark in it while it is made
//! frs  ⇄  frs.restoring              exchanged in one step; the mark goes with the new one
//! frs.restoring → frs.replaced-…     without a mark it is the old one: it is put aside, never deleted
//! ```

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{
    operation::{OperationError, unfinished::rename_new},
    seal::{make_private_directory, sync_name},
    store::{DATABASE_FILE, Marks, marks_of},
};

/// Stands in a directory in which a restore is being made.
const MARK: &str = "restore.unfinished";
/// What may lie in a repository's directory.
const OF_A_REPOSITORY: &[&str] = &["", "-wal", "-shm", "-journal"];

/// The place of a repository, and the one beside it in which the new one is made.
pub(super) struct Place {
    target: PathBuf,
    staging: PathBuf,
    /// What stood there before anybody looked.
    seen: Marks,
}

fn failed(path: &Path, what: &str, error: impl ToString) -> OperationError {
    OperationError::file(path, format!("{what} ({})", error.to_string()))
}

fn named(target: &Path, suffix: &str) -> PathBuf {
    let mut name = target.file_name().map(OsString::from).unwrap_or_default();
    name.push(suffix);
    target.with_file_name(name)
}

/// Everything in a directory, by name; empty where there is none.
fn names(directory: &Path) -> io::Result<Vec<OsString>> {
    match fs::read_dir(directory) {
        Ok(entries) => entries.map(|entry| Ok(entry?.file_name())).collect(),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}

fn is_of_a_repository(name: &OsString) -> bool {
    let database = |suffix: &&str| name.as_os_str() == format!("{DATABASE_FILE}{suffix}").as_str();
    OF_A_REPOSITORY.iter().any(database) || name == "spool" || name == MARK
}

impl Place {
    /// The place as the system knows it, links on the way to it followed.
    ///
    /// # Errors
    /// Where it is no directory, or holds other things than a repository.
    pub fn of(repository: &Path) -> Result<Self, OperationError> {
        let name = repository.file_name().ok_or_else(|| {
            OperationError::Usage(format!("{}: name the repository's directory itself", repository.display()))
        })?;
        let real = match fs::canonicalize(repository) {
            Ok(real) if real.is_dir() => real,
            Ok(_) => {
                return Err(OperationError::file(repository, "is no directory; name another place with --repository"));
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let parent = repository.parent().filter(|parent| !parent.as_os_str().is_empty());
                let parent = parent.unwrap_or(Path::new("."));
                make_private_directory(parent).map_err(|e| failed(parent, "cannot be made", e))?;
                fs::canonicalize(parent).map_err(|e| failed(parent, "cannot be used", e))?.join(name)
            }
            Err(e) => return Err(failed(repository, "cannot be used", e)),
        };
        let held = names(&real).map_err(|e| failed(&real, "cannot be read", e))?;
        if let Some(other) = held.iter().find(|name| !is_of_a_repository(name)) {
            let why = format!("holds {other:?}, which belongs to no repository; name the repository's own directory");
            return Err(OperationError::file(&real, why));
        }
        Ok(Self { staging: named(&real, ".restoring"), seen: marks_of(&real.join(DATABASE_FILE)), target: real })
    }

    /// Where the new one is made.
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// Where it will be.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Clears what a killed restore left: its unfinished copy goes, the old repository that it had exchanged already is put
    /// aside. Where that is now, if it was so.
    ///
    /// # Errors
    /// Where another restore is at work, or it cannot be cleared.
    pub fn tidy(&self, now: Timestamp) -> Result<Option<PathBuf>, OperationError> {
        let of_staging = |e: io::Error| failed(&self.staging, "was left by a restore and cannot be cleared", e);
        if self.staging.symlink_metadata().is_err() {
            self.unmark()?;
            return Ok(None);
        }
        let held = names(&self.staging).map_err(of_staging)?;
        if !held.iter().any(|name| name == MARK) && !held.is_empty() {
            let aside = self.put_aside(&self.staging, now)?;
            self.unmark()?;
            return Ok(Some(aside));
        }
        if let Some(other) = held.iter().find(|name| !is_of_a_repository(name) || *name == "spool") {
            let why = format!("is in the way of the restore and holds {other:?}; move it away");
            return Err(OperationError::file(&self.staging, why));
        }
        if held.iter().any(|name| name == MARK) {
            lock(&self.staging.join(MARK))?;
        }
        // The mark goes last: without it, this would be taken for the old repository.
        for name in held.iter().filter(|name| *name != MARK) {
            fs::remove_file(self.staging.join(name)).map_err(of_staging)?;
        }
        fs::remove_dir_all(&self.staging).map_err(of_staging)?;
        sync_name(&self.staging).map_err(of_staging)?;
        Ok(None)
    }

    /// Makes the directory in which the new one is made. It is at work until the answer is dropped.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn begin(&self) -> Result<File, OperationError> {
        let of_staging = |e: io::Error| failed(&self.staging, "cannot be made", e);
        make_private_directory(&self.staging).map_err(of_staging)?;
        let mark = self.staging.join(MARK);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        options.open(&mark).and_then(|file| file.sync_all()).and_then(|()| sync_name(&mark)).map_err(of_staging)?;
        lock(&mark)
    }

    /// Takes back an unfinished copy; what cannot be deleted bears a name that says what it is.
    pub fn abandon(&self) {
        let _ = names(&self.staging).map(|held| {
            // Without the mark it is the old repository, which was exchanged already.
            if !held.iter().any(|name| name == MARK) {
                return Ok(());
            }
            held.iter().filter(|name| *name != MARK).for_each(|name| drop(fs::remove_file(self.staging.join(name))));
            fs::remove_dir_all(&self.staging)
        });
    }

    /// Lets the new one take the place; where the old one is now, if there was one.
    ///
    /// # Errors
    /// Where somebody worked with the old one meanwhile: the order tells nothing of that. Where the system does not let it.
    /// Then the old one stands where it stood.
    pub fn exchange(&self, now: Timestamp) -> Result<Option<PathBuf>, OperationError> {
        let of_target = |e: io::Error| failed(&self.target, "the restored repository cannot be put there", e);
        if marks_of(&self.target.join(DATABASE_FILE)) != self.seen {
            return Err(OperationError::Usage(format!(
                "{}: somebody worked with the repository there while the backup was made ready, and the order tells \
                 nothing of it. Let nobody work with it, and draft the order anew",
                self.target.display()
            )));
        }
        let held = names(&self.target).map_err(of_target)?;
        if held.is_empty() {
            match fs::remove_dir(&self.target) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(of_target(e)),
                _ => {}
            }
            rename_new(&self.staging, &self.target).map_err(of_target)?;
            sync_name(&self.target).map_err(of_target)?;
            self.unmark()?;
            return Ok(None);
        }
        let aside = if swap(&self.staging, &self.target).map_err(of_target)? {
            sync_name(&self.target).map_err(of_target)?;
            self.put_aside(&self.staging, now)?
        } else {
            // In two steps: between them the place is empty, and the same command goes on.
            let aside = self.put_aside(&self.target, now)?;
            rename_new(&self.staging, &self.target).map_err(|e| {
                let _ = rename_new(&aside, &self.target);
                of_target(e)
            })?;
            sync_name(&self.target).map_err(of_target)?;
            aside
        };
        self.unmark()?;
        Ok(Some(aside))
    }

    fn put_aside(&self, from: &Path, now: Timestamp) -> Result<PathBuf, OperationError> {
        let aside = named(&self.target, &format!(".replaced-{}", now.strftime("%Y%m%dT%H%M%S%3fZ")));
        let moved = rename_new(from, &aside).and_then(|()| sync_name(&aside));
        moved.map_err(|e| failed(from, "cannot be put aside", e))?;
        Ok(aside)
    }

    fn unmark(&self) -> Result<(), OperationError> {
        let mark = self.target.join(MARK);
        match fs::remove_file(&mark).and_then(|()| sync_name(&mark)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(failed(&mark, "cannot be deleted", e)),
            _ => Ok(()),
        }
    }
}

fn lock(mark: &Path) -> Result<File, OperationError> {
    let file = OpenOptions::new().write(true).open(mark).map_err(|e| failed(mark, "cannot be opened", e))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            Err(OperationError::file(mark, "another restore is at work on this repository; wait for it"))
        }
        // Where there are no locks, nobody is told of somebody else.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Exchanges two directories in one step; `false` where the system cannot.
#[cfg(target_os = "linux")]
fn swap(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::{
        fs::{CWD, RenameFlags, renameat_with},
        io::Errno,
    };
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn swap(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}
