//! Creating and opening the file: what it must be, where it may lie, and the settings that make it durable.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{SCHEMA, Store, StoreError, migrations};
use crate::seal::{create_private, make_private_directory};

/// The database's name in the repository directory.
pub const DATABASE_FILE: &str = "repository.sqlite";

/// "frs1", so that other programs and `file` can tell what this is.
const APPLICATION_ID: i32 = 0x6672_7331;

impl Store {
    /// Makes an empty repository in `directory`, which must not exist or be empty.
    ///
    /// # Errors
    /// Where something is there already, or the place is not usable.
    pub fn create(directory: &Path) -> Result<Self, StoreError> {
        let environment = |e: std::io::Error| StoreError::Environment { path: directory.into(), detail: e.to_string() };
        if fs::exists(directory).map_err(environment)? && fs::read_dir(directory).map_err(environment)?.next().is_some()
        {
            return Err(StoreError::Exists(directory.into()));
        }
        make_private_directory(directory).map_err(environment)?;
        refuse_network_filesystem(directory)?;
        let path = directory.join(DATABASE_FILE);
        create_private(&path).map(drop).map_err(environment)?;
        let mut store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let wrong = |e| StoreError::from_sql(&store.path, e);
        store.connection.pragma_update(None, "journal_mode", "WAL").map_err(wrong)?;
        let transaction = store.connection.transaction().map_err(wrong)?;
        transaction.execute_batch(SCHEMA).map_err(wrong)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(wrong)?;
        transaction.pragma_update(None, "user_version", migrations::CURRENT).map_err(wrong)?;
        transaction.commit().map_err(wrong)?;
        Ok(store)
    }

    /// Opens the repository in `directory`.
    ///
    /// # Errors
    /// Where it is missing, foreign, damaged, newer, changed by others, or on a network file system.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        let path = directory.join(DATABASE_FILE);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => {
                let detail = "this is no file but a link, directory or device; a repository is a file".to_owned();
                return Err(StoreError::Environment { path, detail });
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Missing(directory.into())),
            Err(e) => return Err(StoreError::Environment { path, detail: e.to_string() }),
        }
        refuse_network_filesystem(directory)?;
        // NOFOLLOW: a link in the place of the database could be exchanged between two commands.
        let mut store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NOFOLLOW)?;
        store.check_identity()?;
        migrations::migrate(&mut store)?;
        store.check_schema()?;
        Ok(store)
    }

    pub(super) fn connect(path: PathBuf, flags: OpenFlags) -> Result<Self, StoreError> {
        // The way to the directory may hold links; the database itself may not be one.
        let directory = path.parent().unwrap_or(Path::new("."));
        let real = fs::canonicalize(directory)
            .map_err(|e| StoreError::Environment { path: path.clone(), detail: e.to_string() })?
            .join(DATABASE_FILE);
        Self::connect_to(path, &real, flags)
    }

    /// As [`Store::connect`], under the name that SQLite is given.
    pub(super) fn connect_to(path: PathBuf, name: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        Self::prepared(path, || Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX))
    }

    /// A connection with every setting that this file is about.
    pub(super) fn prepared(
        path: PathBuf,
        connect: impl FnOnce() -> rusqlite::Result<Connection>,
    ) -> Result<Self, StoreError> {
        let open = || -> rusqlite::Result<Connection> {
            let connection = connect()?;
            // What the file says is data, never code: no functions or virtual tables called from its schema, no
            // writing to its internals, no surprises from oversized cells.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
            connection.busy_timeout(std::time::Duration::from_secs(30))?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_update(None, "cell_size_check", true)?;
            // FULL: in WAL mode a commit is synced before it returns; the book depends on it.
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "secure_delete", true)?;
            connection.pragma_update(None, "temp_store", "MEMORY")?;
            connection.set_prepared_statement_cache_capacity(64);
            Ok(connection)
        };
        let connection = open().map_err(|e| StoreError::from_sql(&path, e))?;
        Ok(Self { path, connection, marks: None })
    }

    pub(super) fn pragma(&self, name: &str) -> Result<i64, StoreError> {
        self.connection
            .pragma_query_value(None, name, |row| row.get(0))
            .map_err(|e| StoreError::from_sql(&self.path, e))
    }

    pub(super) fn check_identity(&self) -> Result<(), StoreError> {
        if self.pragma("application_id")? != i64::from(APPLICATION_ID) {
            return Err(StoreError::Foreign(self.path.clone()));
        }
        let found = self.pragma("user_version")?;
        if found > migrations::CURRENT {
            return Err(StoreError::Newer { path: self.path.clone(), found, known: migrations::CURRENT });
        }
        Ok(())
    }

    /// Compares every object of the file's schema with `schema.sql`.
    pub(super) fn check_schema(&self) -> Result<(), StoreError> {
        let differs = |what| StoreError::Schema { path: self.path.clone(), what };
        let wanted = Connection::open_in_memory()
            .and_then(|memory| {
                memory.execute_batch(SCHEMA)?;
                schema_objects(&memory)
            })
            .map_err(|e| StoreError::from_sql(&self.path, e))?;
        let found = schema_objects(&self.connection).map_err(|e| StoreError::from_sql(&self.path, e))?;
        if let Some(added) = found.iter().find(|object| !wanted.contains(object)) {
            return Err(differs(format!("{} is not as schema.sql has it", added.0)));
        }
        if let Some(lost) = wanted.iter().find(|object| !found.contains(object)) {
            return Err(differs(format!("{} is missing", lost.0)));
        }
        Ok(())
    }
}

/// (type and name, SQL) of every object, in a fixed order.
pub(super) fn schema_objects(connection: &Connection) -> rusqlite::Result<Vec<(String, Option<String>)>> {
    connection
        .prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Magic numbers of statfs(2) where locking or syncing is not what SQLite needs.
///
/// # Errors
/// [`StoreError::NetworkFilesystem`]; where the file system cannot be asked.
#[cfg(target_os = "linux")]
pub fn refuse_network_filesystem(path: &Path) -> Result<(), StoreError> {
    let stat =
        rustix::fs::statfs(path).map_err(|e| StoreError::Environment { path: path.into(), detail: e.to_string() })?;
    #[allow(clippy::unnecessary_cast, reason = "the field's type differs between targets")]
    let kind = match stat.f_type as u64 & 0xffff_ffff {
        0x6969 => "NFS",
        0x517b => "SMB",
        0xff53_4d42 => "CIFS",
        0xfe53_4d42 => "SMB2",
        0x5346_414f => "AFS",
        0x00c3_6400 => "Ceph",
        _ => return Ok(()),
    };
    Err(StoreError::NetworkFilesystem { path: path.into(), kind })
}

/// Where the file system cannot be asked, every one will do.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn refuse_network_filesystem(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(result: Result<Store, StoreError>) -> StoreError {
        match result {
            Ok(_) => panic!("opened"),
            Err(e) => e,
        }
    }

    #[test]
    fn creates_once_and_opens_again() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("repository");
        drop(Store::create(&directory).unwrap());
        assert!(matches!(refusal(Store::create(&directory)), StoreError::Exists(_)));
        drop(Store::open(&directory).unwrap());
        assert!(matches!(refusal(Store::open(home.path())), StoreError::Missing(_)));
    }

    #[test]
    fn an_added_trigger_is_found() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("repository");
        let store = Store::create(&directory).unwrap();
        store.connection.execute_batch("CREATE TRIGGER t AFTER INSERT ON leaf BEGIN DELETE FROM leaf; END").unwrap();
        drop(store);
        let error = refusal(Store::open(&directory));
        assert!(matches!(&error, StoreError::Schema { what, .. } if what.contains("trigger t")), "{error}");
    }

    #[test]
    fn foreign_damaged_and_newer_files_are_refused_and_kept() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("repository");
        let store = Store::create(&directory).unwrap();
        store.connection.pragma_update(None, "user_version", migrations::CURRENT + 1).unwrap();
        drop(store);
        assert!(matches!(refusal(Store::open(&directory)), StoreError::Newer { .. }));
        let file = directory.join(DATABASE_FILE);
        fs::write(&file, b"not a database at all, but long enough to have a header of its own.".repeat(20)).unwrap();
        let before = fs::read(&file).unwrap();
        assert!(matches!(refusal(Store::open(&directory)), StoreError::Foreign(_)));
        assert_eq!(fs::read(&file).unwrap(), before);
        let other = Connection::open(home.path().join("other")).unwrap();
        other.execute_batch("CREATE TABLE t (x)").unwrap();
        drop(other);
        fs::copy(home.path().join("other"), &file).unwrap();
        assert!(matches!(refusal(Store::open(&directory)), StoreError::Foreign(_)));
    }
}
