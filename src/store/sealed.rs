//! Every sealed column, with its data key and the row id that its records are bound to: what a rekey goes over.
//!
//! A test walks the schema: a column that is neither here nor on the plaintext allowlist fails it, and so does one whose
//! name says that it holds a keyed index and that no rekey computes anew.

use rusqlite::{ToSql, params_from_iter, types::Value};

use super::{Rows, StoreError, WriteRows};
use crate::seal::{KeyKind, Sealed};

/// How the row id that is bound into a sealed record is made from the primary key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowId {
    /// The one key column, as it stands: an id, a keyed index, a name, a number as `u64`.
    Plain(&'static str),
    /// `u64(log) ‖ u64(sequence)`.
    LogAndSequence,
}

/// A table with sealed columns.
#[derive(Debug, Clone, Copy)]
pub struct SealedTable {
    /// Its name, which stands in the associated data too.
    pub name: &'static str,
    /// Under which data key.
    pub key: KeyKind,
    /// What its records are bound to.
    pub row: RowId,
    /// The sealed columns.
    pub columns: &'static [&'static str],
    /// Whether its rows only hold again what others do: where one is damaged, it is made again from those.
    pub remade: bool,
}

const fn table(name: &'static str, key: KeyKind, row: RowId, columns: &'static [&'static str]) -> SealedTable {
    SealedTable { name, key, row, columns, remade: false }
}

/// All of them.
pub const SEALED: &[SealedTable] = &[
    table("secret", KeyKind::Book, RowId::Plain("name"), &["content"]),
    table("leaf", KeyKind::Book, RowId::LogAndSequence, &["content"]),
    table("opening", KeyKind::Book, RowId::LogAndSequence, &["content"]),
    table("checkpoint", KeyKind::Book, RowId::LogAndSequence, &["content"]),
    table("unfinished", KeyKind::Book, RowId::Plain("work"), &["content"]),
    table("subject", KeyKind::Faces, RowId::Plain("id"), &["label"]),
    table("reference", KeyKind::Faces, RowId::Plain("id"), &["template", "details", "image"]),
    table("enroll_failure", KeyKind::Faces, RowId::Plain("image_index"), &["details"]),
    table("probe", KeyKind::Faces, RowId::Plain("id"), &["intake", "template", "image"]),
    SealedTable { remade: true, ..table("gallery_pack", KeyKind::Faces, RowId::Plain("number"), &["content"]) },
];

/// Columns that hold a keyed index (HMAC under K_faces), which a rekey computes anew.
pub const KEYED_INDEXES: &[&str] =
    &["subject.label_index", "reference.image_index", "enroll_failure.image_index", "probe_image.image_index"];

/// The primary key of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowKey(Vec<Value>);

impl RowKey {
    /// The row id that is bound into the row's records.
    pub fn row_id(&self) -> Vec<u8> {
        let bytes = |value: &Value| match value {
            Value::Blob(bytes) => bytes.clone(),
            Value::Text(text) => text.clone().into_bytes(),
            Value::Integer(number) => number.to_be_bytes().to_vec(),
            Value::Real(_) | Value::Null => Vec::new(),
        };
        self.0.iter().flat_map(bytes).collect()
    }
}

impl SealedTable {
    fn key_columns(&self) -> &'static [&'static str] {
        match self.row {
            RowId::Plain("name") => &["name"],
            RowId::Plain("work") => &["work"],
            RowId::Plain("image_index") => &["image_index"],
            RowId::Plain("number") => &["number"],
            RowId::Plain(_) => &["id"],
            RowId::LogAndSequence => &["log", "sequence"],
        }
    }

    fn condition(&self) -> String {
        let parts: Vec<_> =
            self.key_columns().iter().enumerate().map(|(at, column)| format!("{column} = ?{}", at + 1)).collect();
        parts.join(" AND ")
    }
}

impl Rows<'_> {
    /// The keys of all rows of a table, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn sealed_keys(&self, table: &SealedTable) -> Result<Vec<RowKey>, StoreError> {
        let columns = table.key_columns();
        let sql = format!("SELECT {0} FROM {1} ORDER BY {0}", columns.join(", "), table.name);
        self.all(&sql, [], |row| (0..columns.len()).map(|at| row.get(at)).collect::<Result<_, _>>().map(RowKey))
    }

    /// The sealed columns of one row, in the order of the list; `None` where the row has gone meanwhile.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn sealed_row(&self, table: &SealedTable, key: &RowKey) -> Result<Option<Vec<Sealed>>, StoreError> {
        let sql = format!("SELECT {} FROM {} WHERE {}", table.columns.join(", "), table.name, table.condition());
        let columns = table.columns.len();
        self.one(&sql, params_from_iter(&key.0), |row| (0..columns).map(|at| row.get(at)).collect())
    }

    /// How many records of a table are sealed under another generation than this one.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn of_other_generation(&self, table: &SealedTable, generation: u32) -> Result<u64, StoreError> {
        let differs: Vec<_> = table.columns.iter().map(|column| format!("substr({column}, 2, 4) <> ?1")).collect();
        let sql = format!("SELECT count(*) FROM {} WHERE {}", table.name, differs.join(" OR "));
        self.count(&sql, [generation.to_be_bytes().as_slice()])
    }
}

impl WriteRows<'_> {
    /// Puts records in the place of those that one row has.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_sealed(&self, table: &SealedTable, key: &RowKey, records: &[Sealed]) -> Result<(), StoreError> {
        let first = table.key_columns().len() + 1;
        let set: Vec<_> = (first..).zip(table.columns).map(|(at, column)| format!("{column} = ?{at}")).collect();
        let sql = format!("UPDATE {} SET {} WHERE {}", table.name, set.join(", "), table.condition());
        let parameters = key.0.iter().map(|value| value as &dyn ToSql).chain(records.iter().map(|r| r as &dyn ToSql));
        self.change(&sql, params_from_iter(parameters)).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn every_keyed_index_is_computed_anew_and_every_row_id_is_the_primary_key() {
        let memory = Connection::open_in_memory().unwrap();
        memory.execute_batch(super::super::SCHEMA).unwrap();
        let columns = |sql: &str| -> Vec<String> {
            memory.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
        };
        let mut indexes = columns(
            "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND c.name LIKE '%\\_index' ESCAPE '\\'",
        );
        let mut known: Vec<String> = KEYED_INDEXES.iter().map(|name| (*name).to_owned()).collect();
        indexes.sort();
        known.sort();
        assert_eq!(indexes, known);
        for table in SEALED {
            let key =
                columns(&format!("SELECT name FROM pragma_table_info('{}') WHERE pk > 0 ORDER BY pk", table.name));
            assert_eq!(key, table.key_columns(), "{}", table.name);
        }
    }
}
