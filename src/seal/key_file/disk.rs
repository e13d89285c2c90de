//! The key file on the disk: private, durable, never overwritten, replaced in one step.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use super::KeyFileError;
use crate::seal::{
    digest, encode,
    private::{create_private, sync_name},
};

/// A key file is much smaller.
const MAX_BYTES: u64 = 16 * 1024;

fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> KeyFileError {
    let path = path.to_owned();
    move |source| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyFileError::Exists { path },
        io::ErrorKind::NotFound if what == "cannot read" => KeyFileError::Missing { path },
        _ => KeyFileError::Io { what, path, source },
    }
}

pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), KeyFileError> {
    let file = create_private(path).map_err(failed("cannot create", path))?;
    let written = write(file, bytes).and_then(|()| sync_name(path));
    written.map_err(|error| {
        // Half a key file would only be in the way; it held nothing that exists nowhere else.
        let _ = fs::remove_file(path);
        failed("cannot write", path)(error)
    })
}

pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), KeyFileError> {
    let temporary = temporary_name(path)?;
    let file = create_private(&temporary).map_err(failed("cannot create", &temporary))?;
    let written = write(file, bytes).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        failed("cannot replace", path)(error)
    })?;
    sync_name(path).map_err(failed("cannot make durable", path))
}

fn temporary_name(path: &Path) -> Result<PathBuf, KeyFileError> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", encode::hex(&digest::random::<8>()?)));
    Ok(path.with_file_name(name))
}

fn write(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

pub(super) fn read(path: &Path) -> Result<String, KeyFileError> {
    let mut options = OpenOptions::new();
    options.read(true);
    // A named pipe in its place must not hold the program up.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    let file = options.open(path).map_err(failed("cannot read", path))?;
    check_private(path, &file)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed("cannot read", path))?;
    let malformed = |why: &str| KeyFileError::Malformed { path: path.to_owned(), why: why.to_owned() };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(malformed("too long"));
    }
    String::from_utf8(bytes).map_err(|_| malformed("not UTF-8"))
}

/// Looks at the open file, not at the name: what was checked is what is read.
#[cfg(unix)]
fn check_private(path: &Path, file: &File) -> Result<(), KeyFileError> {
    use std::os::unix::fs::MetadataExt as _;

    let metadata = file.metadata().map_err(failed("cannot read", path))?;
    if !metadata.is_file() {
        return Err(KeyFileError::Malformed { path: path.to_owned(), why: "not a regular file".to_owned() });
    }
    let exposed = |why, remedy| Err(KeyFileError::Exposed { path: path.to_owned(), why, remedy });
    if metadata.uid() != rustix::process::geteuid().as_raw() {
        return exposed(
            "belongs to another user".to_owned(),
            "use your own key, or ask the administrator to give it back",
        );
    }
    match metadata.mode() & 0o7777 {
        0o600 | 0o400 => Ok(()),
        mode => {
            exposed(format!("has mode {mode:04o}"), "set it with `chmod 600`, and make a new key if others had access")
        }
    }
}

#[cfg(not(unix))]
fn check_private(path: &Path, file: &File) -> Result<(), KeyFileError> {
    let metadata = file.metadata().map_err(failed("cannot read", path))?;
    if metadata.is_file() {
        return Ok(());
    }
    Err(KeyFileError::Malformed { path: path.to_owned(), why: "not a regular file".to_owned() })
}
