//! Rows of the book: leaves, openings, papers, purposes, wraps.

use rusqlite::{
    Row, ToSql, params,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

use super::{Rows, StoreError, WriteRows};
use crate::{
    seal::Sealed,
    vocabulary::{Digest, PersonId, PurposeId},
};

/// The only way a record reaches a column that is not on the plaintext allowlist.
impl ToSql for Sealed {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.as_bytes())))
    }
}

impl FromSql for Sealed {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::from_column(value.as_blob()?.to_vec()).map_err(|e| FromSqlError::Other(Box::new(e)))
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_blob()?.try_into().map(Self).map_err(|_| FromSqlError::InvalidType)
    }
}

/// A leaf as stored.
pub struct LeafRow {
    /// Which log.
    pub log: u64,
    /// Its place in the log, from 0.
    pub sequence: u64,
    /// RFC 6962 leaf hash.
    pub hash: Digest,
    /// Hash of the leaf before it.
    pub previous: Digest,
    /// The signed leaf, sealed under K_book.
    pub content: Sealed,
}

/// A data key wrapped for a person.
pub struct WrapRow {
    /// Whose.
    pub person: PersonId,
    /// `book` or `faces`.
    pub key: String,
    /// Generation of the data key.
    pub generation: u32,
    /// How it is wrapped.
    pub algorithm: String,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
}

/// SQLite integers are signed; sequences and counts stay far below that.
pub(super) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::unsigned_abs)
}

fn leaf(row: &Row<'_>) -> rusqlite::Result<LeafRow> {
    Ok(LeafRow {
        log: unsigned(row, 0)?,
        sequence: unsigned(row, 1)?,
        hash: row.get(2)?,
        previous: row.get(3)?,
        content: row.get(4)?,
    })
}

fn position(row: &Row<'_>) -> rusqlite::Result<(u64, u64)> {
    Ok((unsigned(row, 0)?, unsigned(row, 1)?))
}

impl Rows<'_> {
    /// The founding note's text and the spool's public key.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn program(&self) -> Result<Option<(String, String)>, StoreError> {
        self.one("SELECT founding_note, spool_key FROM program", [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// All wraps of one person.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn wraps(&self, person: PersonId) -> Result<Vec<WrapRow>, StoreError> {
        let sql = "SELECT key, generation, algorithm, wrapped FROM wrap WHERE person = ?1 ORDER BY key, generation";
        self.all(sql, params![person.as_bytes()], |row| {
            Ok(WrapRow {
                person,
                key: row.get(0)?,
                generation: row.get(1)?,
                algorithm: row.get(2)?,
                wrapped: row.get(3)?,
            })
        })
    }

    /// A key that the program holds.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn secret(&self, name: &str) -> Result<Option<Sealed>, StoreError> {
        self.one("SELECT content FROM secret WHERE name = ?1", [name], |row| row.get(0))
    }

    /// The last leaf of the newest log.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn last_leaf(&self) -> Result<Option<LeafRow>, StoreError> {
        self.one(
            "SELECT log, sequence, hash, previous, content FROM leaf ORDER BY log DESC, sequence DESC LIMIT 1",
            [],
            leaf,
        )
    }

    /// The numbers of the logs that have entries, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn log_numbers(&self) -> Result<Vec<u64>, StoreError> {
        // One look-up a log: SELECT DISTINCT would read the whole index.
        let mut numbers = Vec::new();
        let next = "SELECT log FROM leaf WHERE log > ?1 ORDER BY log LIMIT 1";
        while let Some(log) = self.one(next, [numbers.last().map_or(0, |log| signed(*log))], |row| unsigned(row, 0))? {
            numbers.push(log);
        }
        Ok(numbers)
    }

    /// The sequence of the last leaf of a log.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn last_of(&self, log: u64) -> Result<u64, StoreError> {
        let sql = "SELECT sequence FROM leaf WHERE log = ?1 ORDER BY sequence DESC LIMIT 1";
        Ok(self.one(sql, [signed(log)], |row| unsigned(row, 0))?.unwrap_or(0))
    }

    /// One leaf.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn leaf(&self, log: u64, sequence: u64) -> Result<Option<LeafRow>, StoreError> {
        let sql = "SELECT log, sequence, hash, previous, content FROM leaf WHERE log = ?1 AND sequence = ?2";
        self.one(sql, [signed(log), signed(sequence)], leaf)
    }

    /// The leaves of a log from `from` on, at most `limit`, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn leaves(&self, log: u64, from: u64, limit: u64) -> Result<Vec<LeafRow>, StoreError> {
        let sql = "SELECT log, sequence, hash, previous, content FROM leaf
                   WHERE log = ?1 AND sequence >= ?2 ORDER BY sequence LIMIT ?3";
        self.all(sql, [signed(log), signed(from), signed(limit)], leaf)
    }

    /// The leaves behind a place, through all later logs, at most `limit`, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn leaves_after(&self, log: u64, sequence: u64, limit: u64) -> Result<Vec<LeafRow>, StoreError> {
        let sql = "SELECT log, sequence, hash, previous, content FROM leaf
                   WHERE (log, sequence) > (?1, ?2) ORDER BY log, sequence LIMIT ?3";
        self.all(sql, [signed(log), signed(sequence), signed(limit)], leaf)
    }

    /// The leaf hashes of a log at `from ≤ sequence < to`, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn leaf_hashes(&self, log: u64, from: u64, to: u64) -> Result<Vec<Digest>, StoreError> {
        let sql = "SELECT hash FROM leaf WHERE log = ?1 AND sequence >= ?2 AND sequence < ?3 ORDER BY sequence";
        self.all(sql, [signed(log), signed(from), signed(to)], |row| row.get(0))
    }

    /// The values behind a leaf's commitments.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn opening(&self, log: u64, sequence: u64) -> Result<Option<Sealed>, StoreError> {
        let sql = "SELECT content FROM opening WHERE log = ?1 AND sequence = ?2";
        self.one(sql, [signed(log), signed(sequence)], |row| row.get(0))
    }

    /// Accepted papers in order: log, sequence, digest.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn papers(&self) -> Result<Vec<(u64, u64, Digest)>, StoreError> {
        let sql = "SELECT log, sequence, digest FROM paper ORDER BY log, sequence";
        self.all(sql, [], |row| Ok((unsigned(row, 0)?, unsigned(row, 1)?, row.get(2)?)))
    }

    /// The checkpoints that the log signed, in order: log, last entry that it covers, content.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn checkpoints(&self) -> Result<Vec<(u64, u64, Sealed)>, StoreError> {
        let sql = "SELECT log, sequence, content FROM checkpoint ORDER BY log, sequence";
        self.all(sql, [], |row| Ok((unsigned(row, 0)?, unsigned(row, 1)?, row.get(2)?)))
    }

    /// Where a purpose stands in the book: log and sequence.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn purpose(&self, id: PurposeId) -> Result<Option<(u64, u64)>, StoreError> {
        self.one("SELECT log, sequence FROM purpose WHERE id = ?1", params![id.as_bytes()], position)
    }

    /// All purposes, in the order in which they were stated: id, log, sequence.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn purposes(&self) -> Result<Vec<(PurposeId, u64, u64)>, StoreError> {
        let sql = "SELECT log, sequence, id FROM purpose ORDER BY log, sequence";
        self.all(sql, [], |row| Ok((PurposeId(row.get(2)?), unsigned(row, 0)?, unsigned(row, 1)?)))
    }

    /// Where a person last signed a leaf: log and sequence.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn last_act(&self, person: PersonId) -> Result<Option<(u64, u64)>, StoreError> {
        self.one("SELECT log, sequence FROM last_act WHERE person = ?1", params![person.as_bytes()], position)
    }
}

impl WriteRows<'_> {
    /// Writes the program's row, once.
    ///
    /// # Errors
    /// Where the row is there already or cannot be written.
    pub fn insert_program(&self, founding_note: &str, spool_key: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO program (id, founding_note, spool_key) VALUES (1, ?1, ?2)";
        self.change(sql, params![founding_note, spool_key]).map(drop)
    }

    /// Stores a wrap; the same person, key and generation again replaces it.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_wrap(&self, wrap: &WrapRow) -> Result<(), StoreError> {
        let sql =
            "INSERT OR REPLACE INTO wrap (person, key, generation, algorithm, wrapped) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![wrap.person.as_bytes(), wrap.key, wrap.generation, wrap.algorithm, wrap.wrapped];
        self.change(sql, row).map(drop)
    }

    /// Deletes all wraps of a person and says how many there were.
    ///
    /// # Errors
    /// Where the rows cannot be deleted.
    pub fn delete_wraps(&self, person: PersonId) -> Result<usize, StoreError> {
        self.change("DELETE FROM wrap WHERE person = ?1", params![person.as_bytes()])
    }

    /// Deletes a person's wraps of one kind of key.
    ///
    /// # Errors
    /// Where the rows cannot be deleted.
    pub fn delete_wraps_of(&self, person: PersonId, key: &str) -> Result<usize, StoreError> {
        self.change("DELETE FROM wrap WHERE person = ?1 AND key = ?2", params![person.as_bytes(), key])
    }

    /// Stores a key that the program holds.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn insert_secret(&self, name: &str, content: &Sealed) -> Result<(), StoreError> {
        self.change("INSERT INTO secret (name, content) VALUES (?1, ?2)", params![name, content]).map(drop)
    }

    /// Puts a key that the program holds in the place of the one of this name, if any.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_secret(&self, name: &str, content: &Sealed) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO secret (name, content) VALUES (?1, ?2)";
        self.change(sql, params![name, content]).map(drop)
    }

    /// Appends a leaf with its openings, and notes where it is so that `acted` did something.
    ///
    /// # Errors
    /// Where its place or its predecessor is taken, or the rows cannot be written.
    pub fn insert_leaf(&self, leaf: &LeafRow, opening: &Sealed, acted: Option<PersonId>) -> Result<(), StoreError> {
        let (log, sequence) = (signed(leaf.log), signed(leaf.sequence));
        self.change(
            "INSERT INTO leaf (log, sequence, hash, previous, content) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![log, sequence, leaf.hash.as_bytes(), leaf.previous.as_bytes(), leaf.content],
        )?;
        self.change(
            "INSERT INTO opening (log, sequence, content) VALUES (?1, ?2, ?3)",
            params![log, sequence, opening],
        )?;
        if let Some(person) = acted {
            self.change(
                "INSERT OR REPLACE INTO last_act (person, log, sequence) VALUES (?1, ?2, ?3)",
                params![person.as_bytes(), log, sequence],
            )?;
        }
        Ok(())
    }

    /// Lists an accepted paper.
    ///
    /// # Errors
    /// Where it is listed already or the row cannot be written.
    pub fn insert_paper(&self, log: u64, sequence: u64, digest: Digest) -> Result<(), StoreError> {
        let sql = "INSERT INTO paper (log, sequence, digest) VALUES (?1, ?2, ?3)";
        self.change(sql, params![signed(log), signed(sequence), digest.as_bytes()]).map(drop)
    }

    /// Stores a checkpoint, which covers all entries up to this one.
    ///
    /// # Errors
    /// Where there is one already or the row cannot be written.
    pub fn insert_checkpoint(&self, log: u64, sequence: u64, content: &Sealed) -> Result<(), StoreError> {
        let sql = "INSERT INTO checkpoint (log, sequence, content) VALUES (?1, ?2, ?3)";
        self.change(sql, params![signed(log), signed(sequence), content]).map(drop)
    }

    /// Lists a stated purpose.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn insert_purpose(&self, id: PurposeId, log: u64, sequence: u64) -> Result<(), StoreError> {
        let sql = "INSERT INTO purpose (id, log, sequence) VALUES (?1, ?2, ?3)";
        self.change(sql, params![id.as_bytes(), signed(log), signed(sequence)]).map(drop)
    }
}
