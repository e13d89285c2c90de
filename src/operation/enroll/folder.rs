//! What is to be enrolled without a manifest: one image, or a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Details, Entry, Item, ManifestError, RowError, manifest::check_text};

/// One image with what flags say of it.
///
/// # Errors
/// Where the file cannot be found.
pub fn one_image(path: &Path, subject: &str, details: &Details) -> Result<Vec<Item>, ManifestError> {
    let real = fs::canonicalize(path).map_err(|e| ManifestError::Read { path: path.into(), detail: e.to_string() })?;
    check_text(subject).map_err(|problem| ManifestError::Form { path: path.into(), problem })?;
    let entry = Entry { path: real, subject: subject.to_owned(), details: details.clone() };
    Ok(vec![Item { row: 1, name: Some(path.to_string_lossy().into_owned()), entry: Ok(entry) }])
}

/// Every image file below `folder`, in order of path. The first folder below it names the subject; an image that lies
/// directly in it is its own subject, named by its file. An image of a form that frs does not read is a row that cannot
/// be used; whatever else lies there (other files, links, pipes) is only counted.
///
/// # Errors
/// Where the folder cannot be read or holds no images.
pub fn folder(folder: &Path, details: &Details) -> Result<(Vec<Item>, u64), ManifestError> {
    let read = |path: &Path, e: io::Error| ManifestError::Read { path: path.into(), detail: e.to_string() };
    let root = fs::canonicalize(folder).map_err(|e| read(folder, e))?;
    let mut files = Vec::new();
    let mut passed_over = 0;
    let mut open = vec![root.clone()];
    while let Some(directory) = open.pop() {
        for found in fs::read_dir(&directory).map_err(|e| read(&directory, e))? {
            let found = found.map_err(|e| read(&directory, e))?;
            // Links are not followed: a folder tree that contains itself would never end.
            match found.file_type().map_err(|e| read(&found.path(), e))? {
                kind if kind.is_dir() => open.push(found.path()),
                kind if kind.is_file() && is_of(&found.path(), &[READ, UNREAD]) => files.push(found.path()),
                _ => passed_over += 1,
            }
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(ManifestError::Empty(folder.into()));
    }
    let item = |(index, path): (usize, PathBuf)| {
        let relative = path.strip_prefix(&root).unwrap_or(&path).to_owned();
        let name = relative.to_string_lossy().into_owned();
        Item { row: index as u64 + 1, name: Some(name), entry: folder_entry(path, &relative, details) }
    };
    Ok((files.into_iter().enumerate().map(item).collect(), passed_over))
}

fn folder_entry(path: PathBuf, relative: &Path, details: &Details) -> Result<Entry, RowError> {
    let name = relative.to_str().ok_or_else(|| RowError("file name: not UTF-8 text; rename the file".into()))?;
    check_text(name).map_err(|why| RowError(format!("file name: {why}")))?;
    if is_of(relative, &[UNREAD]) {
        return Err(RowError("frs does not read this form of image; convert it to JPEG or PNG".into()));
    }
    let subject = match relative.components().count() {
        1 => relative.file_stem(),
        _ => relative.components().next().map(|first| first.as_os_str()),
    };
    let subject = subject.map(|subject| subject.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Entry { path, subject, details: details.clone() })
}

/// Extensions of images that frs reads.
const READ: &[&str] = &["jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "jfif", "jpe"];
/// Extensions of images that it does not read.
const UNREAD: &[&str] = &[
    "gif", "heic", "heif", "avif", "jp2", "j2k", "jpx", "jxl", "psd", "raw", "dng", "cr2", "cr3", "nef", "arw", "orf",
    "rw2",
];

fn is_of(path: &Path, extensions: &[&[&str]]) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|e| extensions.iter().any(|known| known.contains(&e.as_str())))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_tells_what_it_does_not_take() {
        use std::os::unix::{ffi::OsStrExt as _, fs::symlink};
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for name in ["a.jpg", "b.HEIC", "notes.txt"] {
            fs::write(at(name), "x").unwrap();
        }
        fs::write(dir.path().join(std::ffi::OsStr::from_bytes(b"c\xff.jpg")), "x").unwrap();
        symlink(at("a.jpg"), at("d.jpg")).unwrap();
        let (items, passed_over) = folder(dir.path(), &Details::default()).unwrap();
        assert_eq!(passed_over, 2);
        assert_eq!(items[0].entry.as_ref().unwrap().subject, "a");
        let why = |item: &Item| item.entry.as_ref().unwrap_err().to_string();
        assert!(why(&items[1]).contains("convert it"));
        assert!(why(&items[2]).contains("not UTF-8"));
        assert!(items.iter().all(|item| item.name.is_some()));
    }
}
