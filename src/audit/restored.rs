//! What a restore left in the book, and what it took from it.
//!
//! A later log begins with one entry that accepts a restore's paper, signed by the Commander and a witness. It closes
//! the log before it at the size and root that the paper names, and says which entries are known to be lost. Whoever had
//! seen more than the restored copy holds is told that once; where no such entry stands there, it is a rollback.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::{
    book::Book,
    entry::Event,
    error::BookError,
    head::Head,
    logs::{Extent, Logs, Place},
};
use crate::{
    gate::{RestorePaper, RestoreSigners, Standing, TypedPaper},
    policy::OperationKind,
    seal::leaf::{FIRST_LOG, Leaf},
    vocabulary::Digest,
};

/// A restore that stands in the book.
#[derive(Debug, Clone)]
pub struct Restore {
    /// The log that it opened.
    pub log: u64,
    /// When.
    pub time: Timestamp,
    /// Its paper.
    pub paper: RestorePaper,
    /// Who signed the paper.
    pub signers: RestoreSigners,
}

/// Entries that this OS user has seen and that a restore lost: told once, and said in this user's next entry.
#[derive(Debug, Clone)]
pub struct LostEntries {
    /// The head that this user had seen.
    pub seen: Head,
    /// How many entries of that log there are now.
    pub held: u64,
    /// The restore that lost them.
    pub restore: Restore,
}

impl LostEntries {
    /// Whether this user had seen entries that the restore's paper does not know as lost.
    pub fn beyond_paper(&self) -> bool {
        let known = self.restore.paper.newest.map(|newest| (newest.log, newest.size));
        known.is_none_or(|known| known < (self.seen.log, self.seen.size))
    }

    /// What this user's next entry says of it.
    pub(super) fn record(&self) -> String {
        #[derive(Serialize)]
        struct Record {
            seen: Head,
            held: u64,
            restored_in: u64,
            paper: Digest,
            beyond_paper: bool,
        }
        let record = Record {
            seen: self.seen,
            held: self.held,
            restored_in: self.restore.log,
            paper: self.restore.paper.paper().digest(),
            beyond_paper: self.beyond_paper(),
        };
        serde_json::to_string(&record).unwrap_or_default()
    }
}

/// What is wrong with a later log's first entry, if anything: `closed` is the log before it, `root` the root over that.
pub(super) fn wrong_restore(paper: &RestorePaper, log: u64, closed: Extent, root: Digest) -> Option<String> {
    let told = Extent { log: paper.log, size: paper.size };
    if paper.opens() != log {
        return Some(format!("its restore opens log {}, not log {log}", paper.opens()));
    }
    if told != closed {
        return Some(format!("its restore says that the backup held {told}, and there are {closed}"));
    }
    (paper.root != root)
        .then(|| "the entries before its restore are not those that the restore's paper names".to_owned())
}

/// The restore's paper of an entry: a restore enters one, and nothing else does. A rekey enters the log's new key, and
/// nothing else does that either.
///
/// # Errors
/// What does not fit, in words.
pub(super) fn paper_of(leaf: &Leaf, paper: TypedPaper) -> Result<Option<RestorePaper>, &'static str> {
    match (leaf.content.event == Event::Restore.as_str(), paper) {
        (true, TypedPaper::Restore(paper)) => Ok(Some(paper)),
        (true, _) => Err("it restores a backup by a paper of another kind"),
        (false, TypedPaper::Restore(_)) => Err("it accepts a restore's paper and restores nothing"),
        (false, paper) if matches!(paper, TypedPaper::LogKey(_)) != is_rekey(leaf) => {
            Err("a rekey enters the log's new key, and nothing else does; this entry is not so")
        }
        (false, _) => Ok(None),
    }
}

fn is_rekey(leaf: &Leaf) -> bool {
    leaf.content.operation == OperationKind::ProgramRekey.as_str()
}

impl Book {
    /// Later logs begin with a restore that closes the log before; nothing else opens one.
    pub(super) fn check_restores(
        &self,
        standing: &Standing,
        logs: &Logs,
        restores: &BTreeMap<u64, Restore>,
    ) -> Result<(), BookError> {
        for extent in logs.extents().filter(|extent| extent.log != FIRST_LOG) {
            let log = extent.log;
            let tampered = |why: String| BookError::Tampered(format!("log {log}: {why}"));
            let restore =
                restores.get(&log).ok_or_else(|| tampered("no restore that two people signed opened it".to_owned()))?;
            let closed = logs.before(log).unwrap_or(Extent { log: 0, size: 0 });
            let root = logs.root(closed.log, closed.size).unwrap_or(Digest([0; 32]));
            if let Some(why) = wrong_restore(&restore.paper, log, closed, root) {
                return Err(tampered(why));
            }
            let (leaf, _) = self.read_entry(standing, logs, log, 0)?;
            if leaf.content.previous != logs.hash((closed.log, closed.size - 1)).unwrap_or(Digest([0; 32])) {
                return Err(tampered("it does not begin where the log before it ends".to_owned()));
            }
        }
        Ok(())
    }

    /// What a restore lost of what this user had seen.
    pub(super) fn lost(seen: Head, logs: &Logs, restores: &BTreeMap<u64, Restore>) -> Option<LostEntries> {
        let held = logs.of(seen.log).map_or(0, |hashes| hashes.len() as u64);
        let restore = restores.values().find(|restore| restore.log > seen.log)?;
        (held < seen.size).then(|| LostEntries { seen, held, restore: restore.clone() })
    }

    /// What a restore lost of what this user had seen, if they have not been told before.
    pub fn lost_entries(&self) -> Option<&LostEntries> {
        self.lost.as_ref()
    }

    /// The restores that stand in the book, oldest first.
    pub fn restores(&self) -> impl Iterator<Item = &Restore> {
        self.restores.values()
    }

    /// A place in words: `17`, and of a later log `2/17`.
    pub fn place_name((log, sequence): Place) -> String {
        if log == FIRST_LOG { sequence.to_string() } else { format!("{log}/{sequence}") }
    }
}
