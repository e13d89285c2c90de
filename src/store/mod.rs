//! The file: one SQLite database, opened carefully, that holds sealed records.
//!
//! All SQL of the product stands in this module. Nothing here decides who may read or write: callers reach it through
//! an open entry of the book (`audit::Access`). A damaged, foreign or newer file is refused and left as it is.

mod backup;
mod book_rows;
mod check_rows;
mod face_rows;
mod health;
mod holder;
mod key_rows;
mod migrations;
mod open;
mod pack_rows;
mod plaintext;
mod read_only;
mod removal_rows;
mod residue;
mod sealed;
mod verify_rows;
mod wal;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

pub use book_rows::{LeafRow, WrapRow};
pub use face_rows::{ProbeRow, ProbeTemplate, ReferenceRow, SearchRow};
pub use key_rows::KeyState;
pub use open::{DATABASE_FILE, refuse_network_filesystem};
pub use pack_rows::StoredPack;
pub use plaintext::PLAINTEXT_COLUMNS;
pub use read_only::{Marks, marks_of};
pub use removal_rows::{ReferencePlace, Taken};
pub use residue::{Residue, Traces};
pub use sealed::{KEYED_INDEXES, RowId, RowKey, SEALED, SealedTable};

/// The current schema, whole.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// Why the file could not be opened, read or written. It is never changed by a failure.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no repository there.
    #[error("{0}: no repository is there; name one with --repository, or found one with `frs program found`")]
    Missing(PathBuf),
    /// A repository is there already.
    #[error("{0}: something is there already; it was left as it is. Choose another directory")]
    Exists(PathBuf),
    /// The file is not an frs repository.
    #[error("{0}: this file is not an frs repository; it was left as it is")]
    Foreign(PathBuf),
    /// SQLite finds the file damaged.
    #[error(
        "{path}: the database is damaged ({detail}); it was left as it is. Keep the file as evidence and restore a backup elsewhere"
    )]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        detail: String,
    },
    /// A table, index, trigger or view differs from `schema.sql`.
    #[error(
        "{path}: the schema was changed by something other than frs: {what}; the file was left as it is. Treat it as tampering"
    )]
    Schema {
        /// The database.
        path: PathBuf,
        /// The first difference.
        what: String,
    },
    /// A newer frs wrote the file.
    #[error("{path}: written by a newer frs (schema {found}, this one knows {known}); install that version")]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest that this binary knows.
        known: i64,
    },
    /// File locks cannot be trusted there.
    #[error(
        "{path}: this is a network file system ({kind}), where locks and syncs cannot be trusted; use a local disk"
    )]
    NetworkFilesystem {
        /// The directory.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// Another process holds the write lock for too long.
    #[error(
        "{path}: another frs command has been writing for over 30 s ({}); nothing was written. Try again when it is done",
        .by.as_deref().unwrap_or("this system does not say which")
    )]
    Busy {
        /// The database.
        path: PathBuf,
        /// The process and its command.
        by: Option<String>,
    },
    /// No room, no permission, input or output error.
    #[error(
        "{path}: cannot read or write ({detail}); what was durable before is intact. Free space or mend the permissions, then run the command again"
    )]
    Environment {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// A row is not what the schema promises, or a statement failed: a bug or tampering.
    #[error("{path}: unexpected answer from the database: {detail}")]
    Unexpected {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        detail: String,
    },
}

impl StoreError {
    /// Somebody else writes, and who, as far as the system tells.
    fn busy(path: &Path) -> Self {
        Self::Busy { path: path.to_owned(), by: holder::holder(path) }
    }

    fn from_sql(path: &Path, error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let detail = error.to_string();
        let path = path.to_owned();
        if matches!(error, rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..)) {
            return Self::Damaged { path, detail };
        }
        match error.sqlite_error_code() {
            Some(Code::DatabaseCorrupt) => Self::Damaged { path, detail },
            Some(Code::NotADatabase) => Self::Foreign(path),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::busy(&path),
            Some(
                Code::DiskFull
                | Code::ReadOnly
                | Code::CannotOpen
                | Code::SystemIoFailure
                | Code::PermissionDenied
                | Code::NoLargeFileSupport
                | Code::OutOfMemory,
            ) => Self::Environment { path, detail },
            _ => Self::Unexpected { path, detail },
        }
    }
}

/// An open repository file.
pub struct Store {
    path: PathBuf,
    connection: Connection,
    /// How the files were when they were opened as evidence.
    marks: Option<read_only::Marks>,
}

impl Store {
    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads rows.
    pub fn rows(&self) -> Rows<'_> {
        Rows { path: &self.path, connection: &self.connection }
    }

    /// Begins a reading transaction: until the answer is dropped, everything that is read is of one moment, whatever
    /// other processes write.
    ///
    /// # Errors
    /// Where it cannot begin.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        let transaction = self.connection.unchecked_transaction();
        transaction.map(|_transaction| Snapshot { _transaction }).map_err(|e| StoreError::from_sql(&self.path, e))
    }

    /// What SQLite's own check finds wrong with pages, indexes and links between rows; nothing where all is well.
    ///
    /// # Errors
    /// Where the check cannot run.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let rows = self.rows();
        let mut found: Vec<String> = rows.all("PRAGMA integrity_check(20)", [], |row| row.get(0))?;
        found.retain(|line| line != "ok");
        let links = |row: &rusqlite::Row<'_>| {
            Ok(format!(
                "a row of {} points to a row of {} that is not there",
                row.get::<_, String>(0)?,
                row.get::<_, String>(2)?
            ))
        };
        found.extend(rows.all("PRAGMA foreign_key_check", [], links)?);
        Ok(found)
    }

    /// Runs `write` in one immediate transaction: the write lock is taken before anything is read, and the changes are
    /// durable (synced) when this returns `Ok`.
    ///
    /// # Errors
    /// Those of `write`, after which nothing was changed; [`StoreError`] where the transaction itself fails.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        write: impl FnOnce(&WriteRows<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let failed = |e| StoreError::from_sql(&self.path, e);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let rows = WriteRows { rows: Rows { path: &self.path, connection: &transaction } };
        let value = write(&rows)?;
        transaction.commit().map_err(failed)?;
        Ok(value)
    }
}

/// A reading transaction, see [`Store::snapshot`].
pub struct Snapshot<'c> {
    _transaction: rusqlite::Transaction<'c>,
}

/// Reading access to the rows.
pub struct Rows<'c> {
    path: &'c Path,
    connection: &'c Connection,
}

/// Writing access to the rows, inside one immediate transaction.
pub struct WriteRows<'c> {
    rows: Rows<'c>,
}

impl<'c> std::ops::Deref for WriteRows<'c> {
    type Target = Rows<'c>;
    fn deref(&self) -> &Rows<'c> {
        &self.rows
    }
}

impl Rows<'_> {
    fn one<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        use rusqlite::OptionalExtension as _;
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(parameters, read).optional())
            .map_err(|e| StoreError::from_sql(self.path, e))
    }

    fn all<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_map(parameters, read)?.collect())
            .map_err(|e| StoreError::from_sql(self.path, e))
    }

    fn count(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<u64, StoreError> {
        Ok(self.one(sql, parameters, |row| row.get::<_, i64>(0))?.unwrap_or(0).unsigned_abs())
    }
}

impl WriteRows<'_> {
    fn change(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize, StoreError> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(parameters))
            .map_err(|e| StoreError::from_sql(self.path, e))
    }
}
