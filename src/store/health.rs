//! Whether the file is whole: SQLite's own check, and whether what must be sealed is. Reads only.

use super::{SEALED, Store, StoreError};

/// So many faults are told; one is enough to stop.
const MOST: usize = 10;
/// So many rows of a table are looked at, where not all are.
const SOME: u64 = 1_000;

impl Store {
    /// What SQLite finds wrong with the file; nothing, where it is whole. `thorough` holds indexes against their tables too, which
    /// reads the file several times.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn damages(&self, thorough: bool) -> Result<Vec<String>, StoreError> {
        let pragma = if thorough { "integrity_check" } else { "quick_check" };
        let told = || -> rusqlite::Result<Vec<String>> {
            let mut asked = self.connection.prepare(&format!("PRAGMA {pragma}({MOST})"))?;
            asked.query_map([], |row| row.get(0))?.collect()
        };
        let told = told().map_err(|e| StoreError::from_sql(&self.path, e))?;
        Ok(told.into_iter().filter(|line| line != "ok").collect())
    }

    /// Columns that hold something which is no sealed record, with how many of such rows; of `thorough`, all rows are looked at.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn unsealed(&self, thorough: bool) -> Result<Vec<(String, u64)>, StoreError> {
        let mut found = Vec::new();
        for table in SEALED {
            for column in table.columns {
                let limit = if thorough { String::new() } else { format!(" LIMIT {SOME}") };
                // 1 byte of form, 4 of generation, 12 of nonce, 16 of tag: no record is shorter.
                let sql = format!(
                    "SELECT count(*) FROM (SELECT {column} AS c FROM {}{limit})
                     WHERE c IS NOT NULL AND (typeof(c) <> 'blob' OR length(c) < 33 OR substr(c, 1, 1) <> x'01')",
                    table.name
                );
                let rows = self.rows().count(&sql, [])?;
                if rows > 0 {
                    found.push((format!("{}.{column}", table.name), rows));
                }
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::FileExt as _};

    use super::*;
    use crate::store::DATABASE_FILE;

    #[test]
    fn a_whole_file_is_whole_and_a_damaged_one_is_told() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("repository");
        let store = Store::create(&directory).unwrap();
        assert!(store.damages(true).unwrap().is_empty());
        assert!(store.unsealed(true).unwrap().is_empty());
        for n in 0..400_u32 {
            let sql = "INSERT INTO secret (name, content) VALUES (?1, ?2)";
            // Not a sealed record at all, and a sealed one's beginning.
            let content = if n == 7 { vec![b'f'; 400] } else { vec![1; 400] };
            store.connection.execute(sql, (format!("secret-{n}"), content)).unwrap();
        }
        assert_eq!(store.unsealed(true).unwrap(), [("secret.content".to_owned(), 1)]);
        store.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        drop(store);
        let file = fs::OpenOptions::new().read(true).write(true).open(directory.join(DATABASE_FILE)).unwrap();
        let pages = file.metadata().unwrap().len() / 4096;
        file.write_all_at(&[0xff; 64], (pages - 4) * 4096).unwrap();
        let store = Store::open(&directory).unwrap();
        let told = store.damages(false);
        assert!(told.is_err() || !told.unwrap().is_empty());
    }
}
