//! Whole tables, as the check of the book reads them.

use rusqlite::Row;

use super::{Rows, StoreError, book_rows::unsigned};
use crate::vocabulary::{PersonId, ProbeId, PurposeId, SearchId};

/// A place in the book: log and sequence.
pub type Place = (u64, u64);

fn place(row: &Row<'_>, first: usize) -> rusqlite::Result<Place> {
    Ok((unsigned(row, first)?, unsigned(row, first + 1)?))
}

impl Rows<'_> {
    /// How many leaves there are, of all logs.
    ///
    /// # Errors
    /// Where the rows cannot be counted.
    pub fn leaf_count(&self) -> Result<u64, StoreError> {
        self.count("SELECT count(*) FROM leaf", [])
    }

    /// How many probes, and how many searches there are.
    ///
    /// # Errors
    /// Where the rows cannot be counted.
    pub fn probe_and_search_count(&self) -> Result<(u64, u64), StoreError> {
        Ok((self.count("SELECT count(*) FROM probe", [])?, self.count("SELECT count(*) FROM search", [])?))
    }

    /// How many leaves have openings.
    ///
    /// # Errors
    /// Where the rows cannot be counted.
    pub fn opening_count(&self) -> Result<u64, StoreError> {
        self.count("SELECT count(*) FROM opening", [])
    }

    /// Where each person is said to have last signed a leaf.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn last_acts(&self) -> Result<Vec<(PersonId, Place)>, StoreError> {
        let sql = "SELECT person, log, sequence FROM last_act ORDER BY person";
        self.all(sql, [], |row| Ok((PersonId(row.get(0)?), place(row, 1)?)))
    }

    /// Whose wraps there are: person, kind of key, algorithm.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn wrap_holders(&self) -> Result<Vec<(PersonId, String, String)>, StoreError> {
        let sql = "SELECT person, key, algorithm FROM wrap ORDER BY person, key, generation";
        self.all(sql, [], |row| Ok((PersonId(row.get(0)?), row.get(1)?, row.get(2)?)))
    }

    /// Generations of the wraps: person, kind of key, generation, algorithm.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn wrap_generations(&self) -> Result<Vec<(PersonId, String, u32, String)>, StoreError> {
        let sql = "SELECT person, key, generation, algorithm FROM wrap ORDER BY person, key, generation";
        self.all(sql, [], |row| Ok((PersonId(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?)))
    }

    /// All probes: id, purpose, the entry that accounts for each.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn probe_places(&self) -> Result<Vec<(ProbeId, PurposeId, Place)>, StoreError> {
        let sql = "SELECT id, purpose, log, sequence FROM probe ORDER BY log, sequence, id";
        self.all(sql, [], |row| Ok((ProbeId(row.get(0)?), PurposeId(row.get(1)?), place(row, 2)?)))
    }

    /// All searches: id, purpose of the probe, the entry that accounts for each.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn search_places(&self) -> Result<Vec<(SearchId, PurposeId, Place)>, StoreError> {
        let sql = "SELECT search.id, probe.purpose, search.log, search.sequence
                   FROM search JOIN probe ON probe.id = search.probe ORDER BY 3, 4, 1";
        self.all(sql, [], |row| Ok((SearchId(row.get(0)?), PurposeId(row.get(1)?), place(row, 2)?)))
    }
}
