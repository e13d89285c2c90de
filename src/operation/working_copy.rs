//! What a command writes outside the store for the person who runs it (TRUST.md §11: an examiner's working copy).

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{OperationError, files::already_there};

/// A new file, theirs alone (0600), never over another one. It is made before the book says that it is, so that what cannot
/// be written is not claimed, and filled after; where it is not filled, it goes.
#[derive(Debug)]
pub(super) struct WorkingCopy {
    path: PathBuf,
    file: Option<File>,
}

impl WorkingCopy {
    /// Makes the empty file.
    ///
    /// # Errors
    /// Where one is there already, or it cannot be made.
    pub fn create(path: &Path) -> Result<Self, OperationError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => already_there(path),
            _ => OperationError::file(path, format!("cannot be written ({error})")),
        })?;
        Ok(Self { path: path.into(), file: Some(file) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes what the book accounts for.
    ///
    /// # Errors
    /// Where it cannot be written; then nothing is left there.
    pub fn fill(mut self, content: &[u8]) -> Result<(), OperationError> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let written = file.write_all(content).and_then(|()| file.sync_all());
        written.map_err(|error| OperationError::file(&self.path, format!("cannot be written ({error})")))?;
        self.file = None;
        Ok(())
    }
}

impl Drop for WorkingCopy {
    fn drop(&mut self) {
        if self.file.is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}
