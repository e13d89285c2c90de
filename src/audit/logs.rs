//! The logs of one book: the newest, which grows, and those that a restore closed.
//!
//! A restore opens the next log (docs/backup.md#restoring). What the restored copy held of the logs before stays
//! readable; each of them ends where the restore's paper says, so the newest log, which every command proves against the
//! memory of the head, vouches for the older ones.

use std::collections::BTreeMap;

use super::{book::Book, error::BookError};
use crate::{
    seal::{leaf::FIRST_LOG, tree},
    vocabulary::Digest,
};

/// Log and sequence of an entry: what names it in the whole book.
pub type Place = (u64, u64);

/// So many entries of such a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    /// Which log.
    pub log: u64,
    /// How many entries of it.
    pub size: u64,
}

/// `120 entries`, and of a later log `4 entries in log 2`.
impl std::fmt::Display for Extent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let entries = if self.size == 1 { "entry" } else { "entries" };
        write!(f, "{} {entries}", self.size)?;
        if self.log == FIRST_LOG { Ok(()) } else { write!(f, " in log {}", self.log) }
    }
}

/// The leaf hashes of every log, as this process has seen them.
#[derive(Debug, Clone, Default)]
pub(super) struct Logs {
    closed: BTreeMap<u64, Vec<Digest>>,
    /// The leaf hashes of the newest log.
    pub newest: Vec<Digest>,
    /// Its number.
    pub log: u64,
}

impl Logs {
    /// The hash of a leaf; `None` for one that was not there yet.
    pub fn hash(&self, (log, sequence): Place) -> Option<Digest> {
        self.of(log)?.get(usize::try_from(sequence).ok()?).copied()
    }

    /// The leaf hashes of one log, where it holds any.
    pub fn of(&self, log: u64) -> Option<&[Digest]> {
        if log == self.log { Some(&self.newest) } else { self.closed.get(&log).map(Vec::as_slice) }
    }

    /// The root over the first `size` leaves of a log, where there are so many.
    pub fn root(&self, log: u64, size: u64) -> Option<Digest> {
        self.of(log)?.get(..usize::try_from(size).ok()?).map(tree::root)
    }

    /// A restore opened the next log.
    pub fn open(&mut self, log: u64) {
        let closed = std::mem::take(&mut self.newest);
        if self.log != 0 {
            self.closed.insert(self.log, closed);
        }
        self.log = log;
    }

    /// The logs in order.
    pub fn extents(&self) -> impl Iterator<Item = Extent> + '_ {
        let newest = Extent { log: self.log, size: self.newest.len() as u64 };
        self.closed.iter().map(|(log, hashes)| Extent { log: *log, size: hashes.len() as u64 }).chain([newest])
    }

    /// The log before another one, which a restore closed.
    pub fn before(&self, log: u64) -> Option<Extent> {
        self.extents().take_while(|extent| extent.log < log).last()
    }
}

impl Book {
    /// Every leaf hash of every log; none may be missing.
    pub(super) fn read_logs(&self) -> Result<Logs, BookError> {
        let rows = self.store.rows();
        let mut logs = Logs::default();
        for log in rows.log_numbers()? {
            let last = rows.last_of(log)?;
            let hashes = rows.leaf_hashes(log, 0, last + 1)?;
            if hashes.len() as u64 != last + 1 {
                let lost = last + 1 - hashes.len() as u64;
                return Err(BookError::Tampered(format!("{lost} of its entries are missing")));
            }
            logs.open(log);
            logs.newest = hashes;
        }
        if logs.log == 0 || logs.of(FIRST_LOG).is_none() {
            return Err(BookError::Tampered("it has no entry".into()));
        }
        Ok(logs)
    }

    /// How many entries each log has, in order; the last is the one that grows.
    pub fn logs(&self) -> Vec<Extent> {
        self.logs.extents().collect()
    }
}
