//! Files and directories for this user alone, and names that outlast a power cut: a new name is on the disk only when its directory
//! was synced.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::Path,
};

/// Makes a directory, and those above it, for this user alone; durable when this returns.
///
/// # Errors
/// Where one of them cannot be made or synced.
pub fn make_private_directory(path: &Path) -> io::Result<()> {
    let missing = path.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
    let missing: Vec<&Path> = missing.collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    missing.into_iter().rev().try_for_each(sync_name)
}

/// Makes a new file for this user alone, never over another one, to be written and read; whoever fills it makes it durable.
///
/// # Errors
/// Where something of that name is there, or it cannot be made.
pub fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a new, exchanged or deleted name durable, by syncing the directory that it stands in.
///
/// # Errors
/// Where the directory cannot be synced.
pub fn sync_name(path: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(parent)?.sync_all()
}
