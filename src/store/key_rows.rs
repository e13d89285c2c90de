//! Rows of the data keys' generations, and of work that was begun and has not ended.

use rusqlite::params;

use super::{
    Rows, StoreError, WriteRows,
    book_rows::{signed, unsigned},
    check_rows::Place,
};
use crate::seal::Sealed;

/// Which generation of the data keys is the newest, and whether records of the one before may still be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyState {
    /// The newest generation.
    pub generation: u32,
    /// Whether a rekey to it has begun and not ended.
    pub changing: bool,
}

impl KeyState {
    /// As founding leaves it.
    pub const FIRST: Self = Self { generation: 1, changing: false };

    /// The generation of the keyed indexes: they change in the last step of a rekey, all at once.
    pub const fn settled(self) -> u32 {
        if self.changing { self.generation - 1 } else { self.generation }
    }
}

impl Rows<'_> {
    /// How the data keys stand.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn key_state(&self) -> Result<KeyState, StoreError> {
        let newest = self.count("SELECT coalesce(max(generation), 1) FROM key_generation", [])?;
        let changing = self.count("SELECT count(*) FROM unfinished WHERE work = 'rekey'", [])? > 0;
        Ok(KeyState { generation: u32::try_from(newest).unwrap_or(u32::MAX), changing })
    }

    /// Generations after the first, each with the entry that commits to it, in the order of the book.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn key_generations(&self) -> Result<Vec<(u32, Place)>, StoreError> {
        let sql = "SELECT log, sequence, generation FROM key_generation ORDER BY log, sequence";
        self.all(sql, [], |row| Ok((row.get(2)?, (unsigned(row, 0)?, unsigned(row, 1)?))))
    }

    /// What is needed to go on with work that has not ended.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn unfinished(&self, work: &str) -> Result<Option<Sealed>, StoreError> {
        self.one("SELECT content FROM unfinished WHERE work = ?1", [work], |row| row.get(0))
    }
}

impl WriteRows<'_> {
    /// Names the entry that commits to a new generation of the data keys.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn insert_key_generation(&self, generation: u32, (log, sequence): Place) -> Result<(), StoreError> {
        let sql = "INSERT INTO key_generation (generation, log, sequence) VALUES (?1, ?2, ?3)";
        self.change(sql, params![generation, signed(log), signed(sequence)]).map(drop)
    }

    /// Deletes every wrap of an older generation than this one and says how many there were.
    ///
    /// # Errors
    /// Where the rows cannot be deleted.
    pub fn delete_wraps_before(&self, generation: u32) -> Result<usize, StoreError> {
        self.change("DELETE FROM wrap WHERE generation < ?1 AND algorithm <> 'withdrawn'", [generation])
    }

    /// Notes that work has begun, and what is needed to go on with it.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_unfinished(&self, work: &str, content: &Sealed) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO unfinished (work, content) VALUES (?1, ?2)";
        self.change(sql, params![work, content]).map(drop)
    }

    /// Notes that work has ended.
    ///
    /// # Errors
    /// Where the row cannot be deleted.
    pub fn end_unfinished(&self, work: &str) -> Result<(), StoreError> {
        self.change("DELETE FROM unfinished WHERE work = ?1", [work]).map(drop)
    }

    /// Puts another public key in the place of the one to which refusals of strangers are sealed, and its secret.
    ///
    /// # Errors
    /// Where the rows cannot be written.
    pub fn replace_spool_key(&self, spool_key: &str, name: &str, secret: &Sealed) -> Result<(), StoreError> {
        self.change("UPDATE program SET spool_key = ?1", [spool_key])?;
        self.change("UPDATE secret SET content = ?1 WHERE name = ?2", params![secret, name]).map(drop)
    }
}
