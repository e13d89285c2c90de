//! What a command writes outside the store for the person who runs it: an examiner's working copy
//! (docs/threat-model.md#what-leaves-the-store).

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    rc::Rc,
};

use super::{OperationError, files::already_there, new_directory::NewDirectory};
use crate::{
    seal::{create_private, sha256, sync_name},
    vocabulary::Digest,
};

/// A new file, theirs alone (0600), never over another one. It is made before the book says that it is, so that what cannot
/// be written is not claimed, and filled after; where it is not filled, it goes.
#[derive(Debug)]
pub(super) struct WorkingCopy {
    path: PathBuf,
    /// The directory that was made for it, and its name there.
    within: Option<(Rc<NewDirectory>, String)>,
    file: Option<File>,
}

impl WorkingCopy {
    /// Makes the file, with room for so many bytes and nothing in it: a full disk is found before the book says that anything was
    /// written.
    ///
    /// # Errors
    /// Where one is there already, or it cannot be made.
    pub fn create(path: &Path, bytes: usize) -> Result<Self, OperationError> {
        let file = create_private(path).map_err(failed(path))?;
        Self { path: path.into(), within: None, file: Some(file) }.with_room(bytes)
    }

    fn within(directory: &Rc<NewDirectory>, name: &str, bytes: usize) -> Result<Self, OperationError> {
        let path = directory.path().join(name);
        let file = directory.create_file(name).map_err(failed(&path))?;
        Self { path, within: Some((Rc::clone(directory), name.to_owned())), file: Some(file) }.with_room(bytes)
    }

    /// Where a file system cannot set room aside, whether there is any shows when the file is filled.
    #[cfg(target_os = "linux")]
    fn with_room(self, bytes: usize) -> Result<Self, OperationError> {
        use rustix::{
            fs::{FallocateFlags, fallocate},
            io::Errno,
        };
        let reserved = match (&self.file, bytes as u64) {
            (Some(file), bytes @ 1..) => fallocate(file, FallocateFlags::KEEP_SIZE, 0, bytes),
            _ => Ok(()),
        };
        match reserved {
            Err(Errno::NOSPC | Errno::DQUOT | Errno::FBIG) => {
                Err(OperationError::file(&self.path, format!("cannot be written (no room for {bytes} bytes)")))
            }
            _ => Ok(self),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn with_room(self, _: usize) -> Result<Self, OperationError> {
        Ok(self)
    }

    /// Writes what the book accounts for, durable when this returns, where the file system can say so of a name; within a folder, once that is.
    ///
    /// # Errors
    /// Where it cannot be written; then nothing is left there.
    pub fn fill(mut self, content: &[u8]) -> Result<(), OperationError> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let written = file.write_all(content).and_then(|()| file.sync_all());
        written.map_err(|error| OperationError::file(&self.path, format!("cannot be written ({error})")))?;
        // From here on it is there, and stays: the book says so, and a directory that cannot be synced takes nothing back.
        self.file = None;
        if self.within.is_none() {
            let _ = sync_name(&self.path);
        }
        Ok(())
    }

    fn remove(&self) {
        match &self.within {
            Some((directory, name)) => directory.remove_file(name),
            None => drop(fs::remove_file(&self.path)),
        }
    }
}

fn failed(path: &Path) -> impl Fn(io::Error) -> OperationError + '_ {
    move |error| match error.kind() {
        io::ErrorKind::AlreadyExists => already_there(path),
        _ => OperationError::file(path, format!("cannot be written ({error})")),
    }
}

impl Drop for WorkingCopy {
    fn drop(&mut self) {
        if self.file.is_some() {
            self.remove();
        }
    }
}

/// A new directory, theirs alone, whose files are made before the book says so and filled after.
#[derive(Debug)]
pub(super) struct Folder {
    directory: Rc<NewDirectory>,
    files: Vec<(WorkingCopy, Vec<u8>)>,
    made: bool,
}

impl Folder {
    /// Makes the directory.
    ///
    /// # Errors
    /// Where something is in its place.
    pub fn make(path: &Path) -> Result<Self, OperationError> {
        Ok(Self { directory: Rc::new(NewDirectory::make(path)?), files: Vec::new(), made: true })
    }

    /// Makes the empty files; the digests of what will stand in them.
    ///
    /// # Errors
    /// Where one cannot be made.
    #[allow(clippy::type_complexity, reason = "the folder and the digests of its files")]
    pub fn with(mut self, files: Vec<(String, Vec<u8>)>) -> Result<(Self, Vec<(String, Digest)>), OperationError> {
        let mut digests = Vec::new();
        for (name, content) in files {
            let file = WorkingCopy::within(&self.directory, &name, content.len())?;
            digests.push((name, sha256(&content)));
            self.files.push((file, content));
        }
        Ok((self, digests))
    }

    /// Writes what the book accounts for.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn fill(mut self) -> Result<(), OperationError> {
        let files = std::mem::take(&mut self.files);
        let names: Vec<String> =
            files.iter().filter_map(|(file, _)| file.within.as_ref()).map(|(_, name)| name.clone()).collect();
        let synced = |()| {
            let path = self.directory.path();
            self.directory.sync().map_err(|e| OperationError::file(path, format!("cannot be written ({e})")))
        };
        let filled = files.into_iter().try_for_each(|(file, content)| file.fill(&content)).and_then(synced);
        match filled {
            Ok(()) => self.made = false,
            // No face is left of what could not be written whole.
            Err(_) => names.iter().for_each(|name| self.directory.remove_file(name)),
        }
        filled
    }
}

/// A directory that was not filled goes, where nothing else is in it.
impl Drop for Folder {
    fn drop(&mut self) {
        self.files.clear();
        if self.made {
            self.directory.remove();
        }
    }
}
