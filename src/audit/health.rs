//! Whether file and clock are fit to go on with: what `frs doctor` asks of an open book.

use jiff::Timestamp;

use super::{book::Book, error::BookError};

/// What was found.
#[derive(Debug)]
pub struct Health {
    /// What SQLite finds wrong with the file.
    pub damages: Vec<String>,
    /// Columns that hold something unsealed, with how many rows.
    pub unsealed: Vec<(String, u64)>,
    /// When the newest entry was written.
    pub newest: Timestamp,
}

impl Book {
    /// Looks at the file as it is now; the book itself was proven when it was opened.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn health(&self, thorough: bool) -> Result<Health, BookError> {
        let newest = self.leaf_at((self.tip.log, self.tip.sequence))?.content().time;
        Ok(Health { damages: self.store.damages(thorough)?, unsealed: self.store.unsealed(thorough)?, newest })
    }
}
