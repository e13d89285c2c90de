//! Evidence: a repository that is opened to be looked at, and not changed by a byte.
//!
//! Without a write-ahead log the file is opened as immutable. SQLite reads a log only with an index beside it, which it
//! would have to write; so a database with a log is put together in memory ([`super::wal`]): a copy without its `-shm`, in
//! a directory that cannot be written, is read as it was when it was copied. Nothing locks out a writer, so the files
//! are looked at before and after: what changed meanwhile was no evidence.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use rusqlite::{Connection, OpenFlags};

use super::{Store, StoreError, migrations, open::DATABASE_FILE, wal::applied};

/// The largest database that is put together with its log in memory.
const MOST_IN_MEMORY: u64 = 2 << 30;

/// Size and time of change of each file, by which a change is noticed.
pub type Marks = Vec<(PathBuf, Option<(u64, SystemTime)>)>;

fn beside(directory: &Path, suffix: &str) -> PathBuf {
    suffixed(&directory.join(DATABASE_FILE), suffix)
}

/// The name of a file that SQLite keeps beside its database.
pub(super) fn suffixed(database: &Path, suffix: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The marks of a database and of what SQLite keeps beside it, as they are now.
pub fn marks_of(database: &Path) -> Marks {
    let mark = |path: PathBuf| {
        let found = fs::metadata(&path).ok().and_then(|found| Some((found.len(), found.modified().ok()?)));
        (path, found)
    };
    ["", "-wal", "-journal"].into_iter().map(|suffix| mark(suffixed(database, suffix))).collect()
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len())
}

/// The path as SQLite's URI takes it.
pub(super) fn uri(path: &Path, option: &str) -> String {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"/-_.~".contains(b);
    let escaped: String = path
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(|b| if plain(b) { char::from(*b).to_string() } else { format!("%{b:02x}") })
        .collect();
    format!("file:{escaped}?{option}")
}

impl Store {
    /// Opens the repository in `directory` as evidence: nothing in it, or beside it, is written.
    ///
    /// # Errors
    /// Where it is missing, foreign, damaged, of another version, or cannot be read without writing.
    pub fn open_read_only(directory: &Path) -> Result<Self, StoreError> {
        let path = directory.join(DATABASE_FILE);
        let environment = |detail: String| StoreError::Environment { path: path.clone(), detail };
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Err(environment("this is no file but a link, directory or device".to_owned())),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Missing(directory.into())),
            Err(e) => return Err(environment(e.to_string())),
        }
        if length(&beside(directory, "-journal")) > 0 {
            let why = "an unfinished journal lies beside it, which only writing could end; work on a copy without --read-only";
            return Err(environment(why.to_owned()));
        }
        let marks = marks_of(&path);
        let opened = match length(&beside(directory, "-wal")) {
            0 => {
                let real = fs::canonicalize(directory).map_err(|e| environment(e.to_string()))?.join(DATABASE_FILE);
                let flags =
                    OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NOFOLLOW;
                Self::connect_to(path.clone(), Path::new(&uri(&real, "immutable=1")), flags)?
            }
            log if length(&path).saturating_add(log) > MOST_IN_MEMORY => {
                let why = "it has a write-ahead log and is too large to be put together in memory; open a copy once \
                           without --read-only, which takes the log in, then read that copy";
                return Err(environment(why.to_owned()));
            }
            _ => {
                let read = |path: &Path| fs::read(path).map_err(|e| environment(e.to_string()));
                let whole = applied(read(&path)?, &read(&beside(directory, "-wal"))?);
                Self::prepared(path.clone(), || {
                    let mut memory = Connection::open_in_memory()?;
                    memory.deserialize_read_exact("main", &whole[..], whole.len(), true)?;
                    Ok(memory)
                })?
            }
        };
        let store = Self { marks: Some(marks), ..opened };
        store.check_identity()?;
        if store.pragma("user_version")? != migrations::CURRENT {
            let why =
                "an older version of frs wrote it; open a copy once without --read-only, which brings it up to date";
            return Err(environment(why.to_owned()));
        }
        store.check_schema()?;
        Ok(store)
    }

    /// Whether the files are those that were opened: nobody wrote while they were read.
    ///
    /// # Errors
    /// Where somebody did.
    pub fn check_untouched(&self) -> Result<(), StoreError> {
        let Some(before) = &self.marks else { return Ok(()) };
        if marks_of(&self.path) == *before {
            return Ok(());
        }
        let detail = "it was written to while it was read: no evidence. Read a copy, or use audit verify without \
                      --read-only"
            .to_owned();
        Err(StoreError::Environment { path: self.path.clone(), detail })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri(Path::new("/a b/c?d#e%f"), "x=1"), "file:/a%20b/c%3fd%23e%25f?x=1");
    }

    #[test]
    fn evidence_is_read_with_and_without_its_log_and_left_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("repository");
        let mut store = Store::create(&directory).unwrap();
        store.write(|rows| rows.insert_program("note", "age1x")).unwrap();
        // A copy while the log still holds everything, without the index beside it.
        let copy = home.path().join("copy");
        fs::create_dir(&copy).unwrap();
        for suffix in ["", "-wal"] {
            fs::copy(beside(&directory, suffix), beside(&copy, suffix)).unwrap();
        }
        assert!(length(&beside(&copy, "-wal")) > 0);
        drop(store);
        for directory in [&copy, &directory] {
            let before: Vec<_> = fs::read_dir(directory).unwrap().map(|e| e.unwrap().file_name()).collect();
            let bytes = fs::read(directory.join(DATABASE_FILE)).unwrap();
            let store = Store::open_read_only(directory).unwrap();
            assert_eq!(store.rows().program().unwrap().unwrap().0, "note");
            store.check_untouched().unwrap();
            drop(store);
            let after: Vec<_> = fs::read_dir(directory).unwrap().map(|e| e.unwrap().file_name()).collect();
            assert_eq!(before.len(), after.len());
            assert!(fs::read(directory.join(DATABASE_FILE)).unwrap() == bytes);
        }
    }

    #[test]
    fn what_changes_meanwhile_is_no_evidence() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("repository");
        drop(Store::create(&directory).unwrap());
        let evidence = Store::open_read_only(&directory).unwrap();
        let mut writer = Store::open(&directory).unwrap();
        writer.write(|rows| rows.insert_program("note", "age1x")).unwrap();
        assert!(evidence.check_untouched().is_err());
        let mut evidence = Store::open_read_only(&directory).unwrap();
        assert!(evidence.write(|rows| rows.insert_program("note", "age1x")).is_err());
    }
}
