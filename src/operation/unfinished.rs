//! A large file that gets its name only when it is whole, checked and durable: until then it lies beside that place under
//! the name `….unfinished`, for its owner alone.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{OperationError, files};
use crate::{
    seal::{Hasher, create_private, sync_name},
    vocabulary::Digest,
};

const SUFFIX: &str = ".unfinished";

/// A file in the making. Dropped before [`Unfinished::publish`], it is deleted.
pub(super) struct Unfinished {
    /// Where it will be.
    target: PathBuf,
    /// Where it is.
    path: PathBuf,
    /// Locked, so that another command sees that somebody is at work.
    _lock: File,
}

fn failed(path: &Path, error: &io::Error) -> OperationError {
    OperationError::file(path, format!("cannot be written ({error}); nothing was left under that name"))
}

impl Unfinished {
    /// Begins the file that will be `target`. What a killed command left unfinished there is deleted.
    ///
    /// # Errors
    /// Where `target` is there already, its directory is not, or another command is at work on it.
    pub fn begin(target: &Path) -> Result<Self, OperationError> {
        if target.symlink_metadata().is_ok() {
            return Err(files::already_there(target));
        }
        let mut name = target.file_name().map(OsString::from).ok_or_else(|| {
            OperationError::Usage(format!(
                "{}: this names no file; say what the file is to be called",
                target.display()
            ))
        })?;
        name.push(SUFFIX);
        let path = target.with_file_name(name);
        let file = match create_private(&path) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                remove_abandoned(&path)?;
                create_private(&path)
            }
            opened => opened,
        }
        .map_err(|e| failed(target, &e))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(in_use(&path)),
            // Where there are no locks, nobody is told of somebody else; the name is still given once only.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { target: target.to_owned(), path, _lock: file }),
        }
    }

    /// Where it lies for now.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes it durable, and says what it is: SHA-256 and length.
    ///
    /// # Errors
    /// Where it cannot be synced or read.
    pub fn seal(&self) -> Result<(Digest, u64), OperationError> {
        let sealed = || -> io::Result<(Digest, u64)> {
            // Opened anew: what is read is what was written, whoever wrote it.
            let mut file = OpenOptions::new().read(true).write(true).open(&self.path)?;
            file.sync_all()?;
            let mut hasher = Hasher::new();
            let length = io::copy(&mut file, &mut hasher)?;
            Ok((hasher.finish(), length))
        };
        sealed().map_err(|e| failed(&self.target, &e))
    }

    /// Gives it its name, durably; never over another file.
    ///
    /// # Errors
    /// Where something has that name by now, or it cannot be given.
    pub fn publish(mut self) -> Result<(), OperationError> {
        match rename_new(&self.path, &self.target) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Err(files::already_there(&self.target)),
            Err(e) => return Err(failed(&self.target, &e)),
        }
        let target = std::mem::take(&mut self.target);
        self.path = PathBuf::new();
        sync_name(&target).map_err(|e| {
            // It is new, so nothing is lost with it.
            let _ = fs::remove_file(&target);
            failed(&target, &e)
        })
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // What cannot be deleted bears a name that says what it is.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn in_use(path: &Path) -> OperationError {
    OperationError::file(path, "another frs command is writing this file; wait for it, or name another place")
}

/// Deletes what a killed command left: a regular file under our own name that nobody has locked.
fn remove_abandoned(path: &Path) -> Result<(), OperationError> {
    let file = files::open_regular(path).map_err(|e| {
        OperationError::file(path, format!("is in the way and cannot be looked at ({e}); move it away"))
    })?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Err(in_use(path)),
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    let removed = fs::remove_file(path);
    removed.map_err(|e| {
        OperationError::file(path, format!("was left by a command that was killed, and cannot be deleted ({e})"))
    })
}

/// Renames, never over another file.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::{
            fs::{CWD, RenameFlags, renameat_with},
            io::Errno,
        };
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Not every file system knows this; then the name is looked at first.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return done.map_err(io::Error::from),
        }
    }
    if to.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(directory).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn it_gets_its_name_when_it_is_whole() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("backup.frs");
        let unfinished = Unfinished::begin(&target).unwrap();
        assert_eq!(names(dir.path()), ["backup.frs.unfinished"]);
        OpenOptions::new().write(true).open(unfinished.path()).unwrap().write_all(b"abc").unwrap();
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(unfinished.path()).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
        assert_eq!(unfinished.seal().unwrap(), (crate::seal::sha256(b"abc"), 3));
        unfinished.publish().unwrap();
        assert_eq!(names(dir.path()), ["backup.frs"]);
    }

    #[test]
    fn what_is_dropped_leaves_nothing_and_what_is_there_stays() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("backup.frs");
        drop(Unfinished::begin(&target).unwrap());
        assert!(names(dir.path()).is_empty());
        let unfinished = Unfinished::begin(&target).unwrap();
        fs::write(&target, "somebody else's").unwrap();
        assert!(unfinished.publish().unwrap_err().to_string().contains("never overwritten"));
        assert_eq!(names(dir.path()), ["backup.frs"]);
        assert!(Unfinished::begin(&target).is_err());
        assert_eq!(fs::read_to_string(&target).unwrap(), "somebody else's");
    }

    #[test]
    fn what_a_killed_command_left_goes_and_what_one_is_writing_stays() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("backup.frs");
        fs::write(dir.path().join("backup.frs.unfinished"), "half").unwrap();
        let unfinished = Unfinished::begin(&target).unwrap();
        assert_eq!(fs::read(unfinished.path()).unwrap(), b"");
        let Err(second) = Unfinished::begin(&target) else { panic!("two at once") };
        assert!(second.to_string().contains("another frs command"), "{second}");
        drop(unfinished);
        drop(Unfinished::begin(&target).unwrap());
    }
}
