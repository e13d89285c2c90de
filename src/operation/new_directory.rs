//! A new directory for what one person is given: made by a call that fails where anything is in its place, and written to
//! through the directory itself, not through its name. Whoever may change the directory above it can plant a link or exchange the
//! name at any moment; nothing that is written here follows either.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use super::{OperationError, files::already_there};
use crate::seal::{make_private_directory, sync_name};

/// A directory that this process made, for this user alone (0700).
#[derive(Debug)]
pub(super) struct NewDirectory {
    path: PathBuf,
    #[cfg(unix)]
    handle: std::os::fd::OwnedFd,
}

impl NewDirectory {
    /// Makes it, and what is missing above it.
    ///
    /// # Errors
    /// Where something is in its place, be it a link that leads nowhere, or it cannot be made.
    pub fn make(path: &Path) -> Result<Self, OperationError> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => already_there(path),
            _ => OperationError::file(path, format!("cannot be made ({error})")),
        };
        if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty() && !above.exists()) {
            make_private_directory(above).map_err(failed)?;
        }
        let made = Self::create(path).map_err(failed)?;
        sync_name(path).map_err(failed)?;
        Ok(made)
    }

    #[cfg(unix)]
    fn create(path: &Path) -> io::Result<Self> {
        use rustix::fs::{CWD, Mode, OFlags, fstat, mkdirat, open};
        mkdirat(CWD, path, Mode::RWXU)?;
        // Between the two calls the name can come to mean something else: a link is not followed, and what another user put
        // there is not taken.
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let handle = open(path, flags, Mode::empty())?;
        let found = fstat(&handle)?;
        let own = found.st_uid == rustix::process::geteuid().as_raw() && found.st_mode & 0o077 == 0;
        if !own {
            return Err(io::Error::other("it was exchanged for another one while it was made"));
        }
        Ok(Self { path: path.to_owned(), handle })
    }

    #[cfg(not(unix))]
    fn create(path: &Path) -> io::Result<Self> {
        std::fs::create_dir(path)?;
        Ok(Self { path: path.to_owned() })
    }

    /// Where it was made, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A new empty file in it, for this user alone (0600).
    ///
    /// # Errors
    /// Where there is one of that name, or it cannot be made.
    #[cfg(unix)]
    pub fn create_file(&self, name: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(openat(&self.handle, plain(name)?, flags, Mode::RUSR | Mode::WUSR)?.into())
    }

    /// As on other systems.
    #[cfg(not(unix))]
    pub fn create_file(&self, name: &str) -> io::Result<File> {
        std::fs::OpenOptions::new().write(true).create_new(true).open(self.path.join(plain(name)?))
    }

    /// Takes a file out of it again.
    #[cfg(unix)]
    pub fn remove_file(&self, name: &str) {
        let _ = rustix::fs::unlinkat(&self.handle, name, rustix::fs::AtFlags::empty());
    }

    /// As on other systems.
    #[cfg(not(unix))]
    pub fn remove_file(&self, name: &str) {
        let _ = std::fs::remove_file(self.path.join(name));
    }

    /// Takes it away where nothing is in it.
    pub fn remove(&self) {
        let _ = std::fs::remove_dir(&self.path);
    }

    /// Makes the names in it durable.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        #[cfg(unix)]
        rustix::fs::fsync(&self.handle)?;
        Ok(())
    }
}

/// A name in the directory, and no way out of it.
fn plain(name: &str) -> io::Result<&str> {
    let is_plain = !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0']);
    is_plain.then_some(name).ok_or_else(|| io::Error::other("not a plain name"))
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, io::Write as _, os::unix::fs::PermissionsExt as _, os::unix::fs::symlink};

    use super::*;

    #[test]
    fn a_planted_link_is_never_followed_and_nothing_is_taken_over() {
        let place = tempfile::tempdir().unwrap();
        let elsewhere = place.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        let out = place.path().join("out");
        // To a directory, to nowhere, a directory, a file: each is in the way.
        symlink(&elsewhere, &out).unwrap();
        assert!(NewDirectory::make(&out).unwrap_err().to_string().contains("never overwritten"));
        fs::remove_file(&out).unwrap();
        symlink(place.path().join("nowhere"), &out).unwrap();
        assert!(NewDirectory::make(&out).is_err());
        fs::remove_file(&out).unwrap();
        fs::create_dir(&out).unwrap();
        assert!(NewDirectory::make(&out).is_err());
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    }

    #[test]
    fn files_go_into_the_directory_that_was_made_whatever_its_name_means_by_then() {
        let place = tempfile::tempdir().unwrap();
        let (out, moved) = (place.path().join("above/out"), place.path().join("moved"));
        let theirs = place.path().join("theirs");
        fs::create_dir(&theirs).unwrap();
        let made = NewDirectory::make(&out).unwrap();
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o700);
        // Somebody who may change the directory above exchanges it.
        fs::rename(&out, &moved).unwrap();
        symlink(&theirs, &out).unwrap();
        made.create_file("face.png").unwrap().write_all(b"a face").unwrap();
        assert_eq!(fs::read_dir(&theirs).unwrap().count(), 0);
        assert_eq!(fs::read(moved.join("face.png")).unwrap(), b"a face");
        assert_eq!(fs::metadata(moved.join("face.png")).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(made.create_file("face.png").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        // Nor does a link in it lead anywhere.
        symlink(theirs.join("x"), moved.join("x")).unwrap();
        assert!(made.create_file("x").is_err());
        for name in ["../x", "", ".", "..", "a/b"] {
            assert!(made.create_file(name).is_err(), "{name:?}");
        }
        made.remove_file("face.png");
        assert!(!moved.join("face.png").exists());
    }
}
