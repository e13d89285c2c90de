//! Small files: read with a limit, written once, never over another.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::Path,
};

use super::{OperationError, new_directory::NewDirectory};
use crate::seal::{make_private_directory, sync_name};

/// Reads a whole file that is at most `limit` bytes long. A named pipe in its place does not hold the program up.
///
/// # Errors
/// [`OperationError::File`].
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, OperationError> {
    read_io(path, limit).map_err(|error| OperationError::file(path, format!("cannot be read ({error})")))
}

/// As [`read`], as text.
///
/// # Errors
/// [`OperationError::File`].
pub fn read_text(path: &Path, limit: u64) -> Result<String, OperationError> {
    utf8(path, read(path, limit)?)
}

/// As [`read_text`]; `None` where there is no such file.
///
/// # Errors
/// [`OperationError::File`].
pub fn read_text_if_there(path: &Path, limit: u64) -> Result<Option<String>, OperationError> {
    match read_io(path, limit) {
        Ok(bytes) => utf8(path, bytes).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OperationError::file(path, format!("cannot be read ({error})"))),
    }
}

fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String, OperationError> {
    String::from_utf8(bytes).map_err(|_| OperationError::file(path, "is not UTF-8 text; save it as UTF-8"))
}

fn read_io(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open_regular(path)?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::other(format!("larger than {limit} bytes")));
    }
    Ok(bytes)
}

/// Opens a regular file for reading, without waiting where it is something else.
///
/// # Errors
/// What the system says.
pub fn open_regular(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("not a regular file")) }
}

/// Writes a new file, durable when this returns; never over an existing one, and never half of one.
///
/// # Errors
/// [`OperationError::File`].
pub fn write_new(path: &Path, text: &str) -> Result<(), OperationError> {
    write_new_with(path, |file| {
        let written = file.write_all(text.as_bytes());
        written.map_err(|error| OperationError::file(path, format!("cannot be written ({error})")))
    })
}

/// As [`write_new`], for what is written piece by piece.
///
/// # Errors
/// Those of `write`, and [`OperationError::File`].
pub fn write_new_with(
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), OperationError>,
) -> Result<(), OperationError> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    // It is new, so nothing is lost where it is removed.
    fill_new(path, file, write, || sync_name(path), || drop(fs::remove_file(path)))
}

/// As [`write_new_with`], in a directory that was made for it.
///
/// # Errors
/// As there.
pub(super) fn write_within(
    directory: &NewDirectory,
    name: &str,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), OperationError>,
) -> Result<(), OperationError> {
    let path = directory.path().join(name);
    fill_new(&path, directory.create_file(name), write, || directory.sync(), || directory.remove_file(name))
}

fn fill_new(
    path: &Path,
    made: io::Result<File>,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), OperationError>,
    sync: impl FnOnce() -> io::Result<()>,
    remove: impl FnOnce(),
) -> Result<(), OperationError> {
    let mut file = made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => already_there(path),
        _ => OperationError::file(path, format!("cannot be written ({error})")),
    })?;
    let synced = |file: &File| {
        let synced = file.sync_all().and_then(|()| sync());
        synced
            .map_err(|error| OperationError::file(path, format!("cannot be written ({error}); nothing was left there")))
    };
    write(&mut file).and_then(|()| synced(&file)).inspect_err(|_| remove())
}

/// Puts a new content in the place of an old one: durable when this returns, and after a power cut one of the two.
///
/// # Errors
/// [`OperationError::File`].
pub fn replace(path: &Path, text: &str) -> Result<(), OperationError> {
    let store = || -> io::Result<()> {
        let temporary = path.with_extension("new");
        let mut file = File::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        // The rename itself must survive a power cut, or the old content would come back.
        sync_name(path)
    };
    store().map_err(|error| OperationError::file(path, format!("cannot be written ({error})")))
}

/// What is said of a file that would have to be overwritten.
pub fn already_there(path: &Path) -> OperationError {
    OperationError::file(path, "exists and is never overwritten; name another place")
}

/// Makes a person's own directory, for them alone.
///
/// # Errors
/// Where it cannot be made, or others can change what is in it.
pub fn make_home(home: &Path) -> Result<(), OperationError> {
    make_private_directory(home).map_err(|error| OperationError::file(home, format!("cannot be made ({error})")))?;
    check_home(home)
}

/// Refuses a directory in which others could exchange the key file or what was last seen of the book.
///
/// # Errors
/// [`OperationError::Environment`].
pub fn check_home(home: &Path) -> Result<(), OperationError> {
    #[cfg(unix)]
    if let Ok(metadata) = fs::metadata(home)
        && std::os::unix::fs::MetadataExt::mode(&metadata) & 0o022 != 0
    {
        return Err(OperationError::Environment(format!(
            "{}: others can change what is in your own directory; set it with `chmod 700`, and check what is there",
            home.display()
        )));
    }
    let _ = home;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_has_a_limit_and_takes_regular_files_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        write_new(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert!(read(&path, 4).unwrap_err().to_string().contains("larger than 4"));
        assert!(read(dir.path(), 4).is_err());
        assert!(read_text_if_there(&dir.path().join("b"), 4).unwrap().is_none());
    }

    #[test]
    fn nothing_is_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        write_new(&path, "first").unwrap();
        assert!(write_new(&path, "second").unwrap_err().to_string().contains("never overwritten"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
    }

    #[cfg(unix)]
    #[test]
    fn a_home_is_for_one_person() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("deep/home");
        make_home(&home).unwrap();
        assert_eq!(fs::metadata(&home).unwrap().permissions().mode() & 0o777, 0o700);
        fs::set_permissions(&home, fs::Permissions::from_mode(0o770)).unwrap();
        assert!(check_home(&home).is_err());
    }
}
