//! Packed runs of the gallery, and the entry that vouches for them.

use rusqlite::params;

use super::{
    Rows, StoreError, WriteRows,
    book_rows::{signed, unsigned},
    check_rows::Place,
};
use crate::{seal::Sealed, vocabulary::Digest};

/// What is stored of a packed run: a sealed record, or what a damaged disk left of it.
pub enum StoredPack {
    /// A record, which may open.
    Sealed(Sealed),
    /// Bytes that have not the form of one.
    Damaged(Vec<u8>),
}

impl StoredPack {
    fn of(bytes: Vec<u8>) -> Self {
        Sealed::or_bytes(bytes).map_or_else(Self::Damaged, Self::Sealed)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Sealed(sealed) => sealed.as_bytes(),
            Self::Damaged(bytes) => bytes,
        }
    }
}

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

    /// What is stored of a packed run.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn pack(&self, number: u64) -> Result<Option<StoredPack>, StoreError> {
        let sql = "SELECT content FROM gallery_pack WHERE number = ?1";
        self.one(sql, [signed(number)], |row| row.get(0).map(StoredPack::of))
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
