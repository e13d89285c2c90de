//! Rows that are looked up to verify a candidate: searches, and one image.

use rusqlite::params;

use super::{
    ReferenceRow, Rows, SearchRow, StoreError,
    book_rows::{signed, unsigned},
    check_rows::Place,
};
use crate::vocabulary::{ProbeId, PurposeId, ReferenceId, SearchId, SubjectId};

impl Rows<'_> {
    /// A search.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn search(&self, id: SearchId) -> Result<Option<SearchRow>, StoreError> {
        self.one("SELECT probe, log, sequence FROM search WHERE id = ?1", params![id.as_bytes()], |row| {
            Ok(SearchRow { id, probe: ProbeId(row.get(0)?), log: unsigned(row, 1)?, sequence: unsigned(row, 2)? })
        })
    }

    /// Searches whose id begins with `digits` (hexadecimal), at most two: enough to tell one from several.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn searches_by_prefix(&self, digits: &str) -> Result<Vec<SearchId>, StoreError> {
        let sql = "SELECT id FROM search WHERE lower(hex(id)) LIKE ?1 || '%' LIMIT 2";
        self.all(sql, [digits], |row| row.get(0).map(SearchId))
    }

    /// Purposes whose id begins with `digits` (hexadecimal), at most two.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn purposes_by_prefix(&self, digits: &str) -> Result<Vec<PurposeId>, StoreError> {
        let sql = "SELECT id FROM purpose WHERE lower(hex(id)) LIKE ?1 || '%' LIMIT 2";
        self.all(sql, [digits], |row| row.get(0).map(PurposeId))
    }

    /// Where the newest searches stand in the book, newest first.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn newest_searches(&self, limit: u64) -> Result<Vec<Place>, StoreError> {
        let sql = "SELECT log, sequence FROM search ORDER BY log DESC, sequence DESC LIMIT ?1";
        self.all(sql, [signed(limit)], |row| Ok((unsigned(row, 0)?, unsigned(row, 1)?)))
    }

    /// One reference without its image and details.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn reference(&self, id: ReferenceId) -> Result<Option<ReferenceRow>, StoreError> {
        let sql = "SELECT position, subject, model, template FROM reference WHERE id = ?1";
        self.one(sql, params![id.as_bytes()], |row| {
            Ok(ReferenceRow {
                id,
                position: unsigned(row, 0)?,
                subject: SubjectId(row.get(1)?),
                model: row.get(2)?,
                template: row.get(3)?,
            })
        })
    }
}
