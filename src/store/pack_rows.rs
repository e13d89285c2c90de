//! Packed runs of the gallery, and the entry that vouches for them.

use rusqlite::params;

use super::{
    Rows, StoreError, WriteRows,
    book_rows::{signed, unsigned},
    check_rows::Place,
};
use crate::{seal::Sealed, vocabulary::Digest};

impl Rows<'_> {
    /// The entry that vouches for the packed runs.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn packing(&self) -> Result<Option<Place>, StoreError> {
        self.one("SELECT log, sequence FROM gallery_packing", [], |row| Ok((unsigned(row, 0)?, unsigned(row, 1)?)))
    }

    /// Numbers and digests of the packed runs, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn pack_digests(&self) -> Result<Vec<(u64, Digest)>, StoreError> {
        let sql = "SELECT number, digest FROM gallery_pack ORDER BY number";
        self.all(sql, [], |row| Ok((unsigned(row, 0)?, row.get(1)?)))
    }

    /// A packed run.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn pack(&self, number: u64) -> Result<Option<Sealed>, StoreError> {
        self.one("SELECT content FROM gallery_pack WHERE number = ?1", [signed(number)], |row| row.get(0))
    }
}

impl WriteRows<'_> {
    /// Says which entry vouches for the packed runs.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_packing(&self, (log, sequence): Place) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO gallery_packing (id, log, sequence) VALUES (1, ?1, ?2)";
        self.change(sql, params![signed(log), signed(sequence)]).map(drop)
    }

    /// Puts a packed run in the place of the one that is there.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_pack(&self, number: u64, digest: Digest, content: &Sealed) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO gallery_pack (number, digest, content) VALUES (?1, ?2, ?3)";
        self.change(sql, params![signed(number), digest.as_bytes(), content]).map(drop)
    }

    /// Deletes a packed run.
    ///
    /// # Errors
    /// Where the row cannot be deleted.
    pub fn delete_pack(&self, number: u64) -> Result<(), StoreError> {
        self.change("DELETE FROM gallery_pack WHERE number = ?1", [signed(number)]).map(drop)
    }

    /// Deletes all packed runs.
    ///
    /// # Errors
    /// Where the rows cannot be deleted.
    pub fn delete_packs(&self) -> Result<(), StoreError> {
        self.change("DELETE FROM gallery_pack", []).map(drop)
    }
}
