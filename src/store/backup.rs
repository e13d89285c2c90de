//! A copy of the whole file while others write, and the opening of such a copy.
//!
//! SQLite's online backup copies page by page. The reading transaction that the caller holds ([`Store::snapshot`]) keeps
//! every page as it was at one moment: writers go on, into the write-ahead log, and the copy never has to begin anew.

use std::{fs, io, path::Path, time::Duration};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};

use super::{
    Store, StoreError, migrations,
    read_only::{marks_of, suffixed, uri},
    wal::applied,
};

/// Pages that are copied before somebody is told.
const PAGES_A_STEP: i32 = 2_048;
/// How long a step waits where the file is locked, and how often.
const PAUSE: Duration = Duration::from_millis(100);
const PAUSES: u32 = 300;
/// The largest copy of an older version that is brought up to date in memory.
const MOST_IN_MEMORY: u64 = 2 << 30;

impl Store {
    /// Copies the database as it is in the reading transaction that is open into `file`, which is there and empty.
    /// `step` hears how many pages of how many are copied. The copy is not synced yet.
    ///
    /// # Errors
    /// Where it cannot be read or written; what stands in `file` then is of no use.
    pub fn copy_into(&self, file: &Path, step: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
        let read = |e| StoreError::from_sql(&self.path, e);
        let wrote = |e| StoreError::from_sql(file, e);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        // SQLite takes no link on the whole way to the file; the way to the directory may hold some.
        let real = real_name(file).map_err(|e| environment(file, e))?;
        let mut copy = Connection::open_with_flags(real, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(wrote)?;
        // A copy that is not finished is thrown away: it needs no journal, and it is synced once, whole.
        copy.pragma_update(None, "journal_mode", "OFF").map_err(wrote)?;
        copy.pragma_update(None, "synchronous", "OFF").map_err(wrote)?;
        // The transaction takes its moment with the first thing that is read in it.
        self.rows().last_leaf()?;
        let backup = Backup::new(&self.connection, &mut copy).map_err(read)?;
        let mut pauses = 0;
        loop {
            let done = backup.step(PAGES_A_STEP).map_err(wrote)?;
            let told = backup.progress();
            let pages = |number: i32| u64::try_from(number).unwrap_or(0);
            step(pages(told.pagecount - told.remaining), pages(told.pagecount));
            match done {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                _ if pauses == PAUSES => return Err(StoreError::busy(&self.path)),
                _ => {
                    pauses += 1;
                    std::thread::sleep(PAUSE);
                }
            }
        }
    }

    /// Opens a copy, whatever its file is called, without a byte being written. One that an older version made is
    /// brought up to date in memory.
    ///
    /// # Errors
    /// Where it is missing, a link, foreign, damaged, newer or unfinished.
    pub fn open_copy(file: &Path) -> Result<Self, StoreError> {
        match fs::symlink_metadata(file) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Err(environment(file, "this is no file but a link, directory or device")),
            Err(e) => return Err(environment(file, e)),
        }
        for suffix in ["-wal", "-journal"] {
            if fs::metadata(suffixed(file, suffix)).is_ok_and(|found| found.len() > 0) {
                let why = format!("a {suffix} file lies beside it, so this is no backup that was finished");
                return Err(environment(file, why));
            }
        }
        let marks = marks_of(file);
        let real = real_name(file).map_err(|e| environment(file, e))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let opened = Self::connect_to(file.to_owned(), Path::new(&uri(&real, "immutable=1")), flags)?;
        opened.check_identity()?;
        let opened = if opened.pragma("user_version")? == migrations::CURRENT { opened } else { up_to_date(file)? };
        opened.check_schema()?;
        Ok(Self { marks: Some(marks), ..opened })
    }

    /// Makes a copy that was put in a repository's place a repository: later commits go to a write-ahead log.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn keep_a_log(&self) -> Result<(), StoreError> {
        let failed = |e| StoreError::from_sql(&self.path, e);
        self.connection.pragma_update(None, "journal_mode", "WAL").map_err(failed)
    }
}

fn up_to_date(file: &Path) -> Result<Store, StoreError> {
    let length = fs::metadata(file).map_err(|e| environment(file, e))?.len();
    if length > MOST_IN_MEMORY {
        let why = "an older version of frs made it, and it is too large to be brought up to date in memory: restore it \
                   with the version that made it, then open the repository with this one";
        return Err(environment(file, why));
    }
    let whole = applied(fs::read(file).map_err(|e| environment(file, e))?, &[]);
    let mut store = Store::prepared(file.to_owned(), || {
        let mut memory = Connection::open_in_memory()?;
        memory.deserialize_read_exact("main", &whole[..], whole.len(), false)?;
        Ok(memory)
    })?;
    migrations::migrate(&mut store)?;
    Ok(store)
}

fn real_name(file: &Path) -> io::Result<std::path::PathBuf> {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().ok_or_else(|| io::Error::other("it names no file"))?;
    Ok(fs::canonicalize(parent)?.join(name))
}

fn environment(path: &Path, detail: impl ToString) -> StoreError {
    StoreError::Environment { path: path.to_owned(), detail: detail.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(home: &Path) -> Store {
        let mut store = Store::create(&home.join("repository")).unwrap();
        store.write(|rows| rows.insert_program("note", "age1x")).unwrap();
        store
    }

    #[test]
    fn a_copy_is_of_one_moment_whoever_writes_meanwhile() {
        let home = tempfile::tempdir().unwrap();
        let mut store = store(home.path());
        let filler = vec![7; 12 << 20];
        store.write(|rows| rows.change("INSERT INTO secret (name, content) VALUES ('a', ?1)", [&filler])).unwrap();
        let mut writer = Store::open(&home.path().join("repository")).unwrap();
        let file = home.path().join("copy");
        fs::write(&file, b"").unwrap();
        let (mut steps, mut written) = (0, 0);
        let snapshot = store.snapshot().unwrap();
        store
            .copy_into(&file, &mut |_, _| {
                steps += 1;
                let row = [format!("w{steps}")];
                let sql = "INSERT INTO secret (name, content) VALUES (?1, zeroblob(100000))";
                written += writer.write(|rows| rows.change(sql, row)).unwrap();
            })
            .unwrap();
        drop(snapshot);
        assert!(steps > 1 && written == steps, "{steps} steps, {written} rows written between");
        let copy = Store::open_copy(&file).unwrap();
        assert!(copy.integrity().unwrap().is_empty());
        let names = |store: &Store| store.rows().all("SELECT name FROM secret", [], |row| row.get::<_, String>(0));
        assert_eq!(names(&copy).unwrap(), ["a"], "what was written after the copy began is not in it");
        assert_eq!(names(&store).unwrap().len(), written + 1);
        copy.check_untouched().unwrap();
    }

    #[test]
    fn a_copy_that_is_put_in_place_keeps_a_log() {
        let home = tempfile::tempdir().unwrap();
        let store = store(home.path());
        let other = home.path().join("other");
        fs::create_dir(&other).unwrap();
        let file = other.join(super::super::DATABASE_FILE);
        fs::write(&file, b"").unwrap();
        store.copy_into(&file, &mut |_, _| ()).unwrap();
        let mut put = Store::open(&other).unwrap();
        put.keep_a_log().unwrap();
        put.write(|rows| rows.change("DELETE FROM program", [])).unwrap();
        assert!(fs::metadata(suffixed(&file, "-wal")).unwrap().len() > 0);
        assert!(Store::open_copy(&file).is_err(), "a repository in use is no backup");
    }

    #[test]
    fn what_is_no_finished_copy_is_not_opened() {
        let home = tempfile::tempdir().unwrap();
        let store = store(home.path());
        let file = home.path().join("copy");
        assert!(matches!(Store::open_copy(&file), Err(StoreError::Environment { .. })));
        fs::write(&file, b"").unwrap();
        assert!(Store::open_copy(&file).is_err(), "an empty file");
        store.copy_into(&file, &mut |_, _| ()).unwrap();
        drop(Store::open_copy(&file).unwrap());
        #[cfg(unix)]
        {
            let link = home.path().join("link");
            std::os::unix::fs::symlink(&file, &link).unwrap();
            assert!(Store::open_copy(&link).is_err(), "a link");
        }
        let whole = fs::read(&file).unwrap();
        fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        let cut = Store::open_copy(&file).and_then(|store| store.integrity());
        assert!(cut.map_or(true, |found| !found.is_empty()), "half of it");
    }

    #[test]
    fn a_copy_of_an_older_version_is_brought_up_to_date_in_memory() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("old");
        let old = Connection::open(&file).unwrap();
        old.execute_batch(include_str!("migrations/1.sql")).unwrap();
        old.pragma_update(None, "application_id", store(home.path()).pragma("application_id").unwrap()).unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        drop(old);
        let before = fs::read(&file).unwrap();
        let opened = Store::open_copy(&file).unwrap();
        assert_eq!(opened.pragma("user_version").unwrap(), migrations::CURRENT);
        assert!(fs::read(&file).unwrap() == before);
    }
}
