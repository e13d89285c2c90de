//! The book against what witnesses say of it, and how much of it they have not seen.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    append::read_leaf,
    book::Book,
    error::BookError,
    logs::{Extent, Logs, Place},
    verify::{Fault, Verifier},
};
use crate::{
    gate::{CosignedHead, Standing, WitnessAnswer},
    policy::UnwitnessedTail,
    seal::{Frontier, SignedLeaf},
};

impl Book {
    /// Whether a witness's answer is about this book: it must hold what the witness saw, unchanged.
    ///
    /// # Errors
    /// [`BookError::RolledBack`] where it holds less, [`BookError::ClosedLog`] where a restore says why,
    /// [`BookError::Tampered`] where it holds something else.
    pub fn check_answer(&self, answer: &WitnessAnswer) -> Result<(), BookError> {
        let seen = Extent { log: answer.origin.log, size: answer.size };
        let held = |log| self.logs().into_iter().find(|extent| extent.log == log);
        match self.logs.root(seen.log, seen.size) {
            Some(root) if root == answer.root => Ok(()),
            Some(_) => Err(other_history(seen)),
            None => {
                let found = held(seen.log).unwrap_or(Extent { log: seen.log, size: 0 });
                if seen.log < self.logs.log {
                    return Err(BookError::ClosedLog { seen, held: found.size, newest: self.logs.log });
                }
                Err(BookError::RolledBack { found, seen })
            }
        }
    }

    /// Every command begins with this: the newest head that a witness saw must be that of the book.
    pub(super) fn check_witnessed(standing: &Standing, logs: &Logs) -> Result<(), BookError> {
        match standing.witnessed().seen_by(1) {
            Some(head) if logs.root(head.log, head.size) != Some(head.root) => {
                Err(other_history(Extent { log: head.log, size: head.size }))
            }
            _ => Ok(()),
        }
    }

    /// The entries that fewer witnesses have seen than the floor asks.
    ///
    /// # Errors
    /// Where the first of them cannot be read.
    pub fn unwitnessed(&self) -> Result<UnwitnessedTail, BookError> {
        let seen = self.standing().seen().map(|head| (head.log, head.size));
        let (entries, first) = unseen(&self.logs(), seen);
        let since = first.map(|place| self.leaf_at(place)).transpose()?.map(|leaf| leaf.content().time);
        Ok(UnwitnessedTail { entries, since })
    }

    /// A leaf as it stands in the book; its place was checked, its signature not again.
    pub(super) fn leaf_at(&self, (log, sequence): Place) -> Result<SignedLeaf, BookError> {
        let missing = || BookError::Tampered(format!("entry {} is missing", Self::place_name((log, sequence))));
        let row = self.store.rows().leaf(log, sequence)?.ok_or_else(missing)?;
        read_leaf(&self.leaves, self.program(), &row)
    }

    /// Holds every head that a witness cosigned against the entries.
    pub(super) fn check_heads(&self, standing: &Standing, verifier: &mut Verifier) -> Result<(), BookError> {
        let mut by_log: BTreeMap<u64, Vec<&CosignedHead>> = BTreeMap::new();
        for head in standing.witnessed().heads() {
            by_log.entry(head.log).or_default().push(head);
        }
        for (log, heads) in by_log {
            let sizes: BTreeSet<u64> = heads.iter().map(|head| head.size).collect();
            let largest = sizes.last().copied().unwrap_or(0);
            let hashes = self.store.rows().leaf_hashes(log, 0, largest)?;
            let (mut roots, mut frontier) = (BTreeMap::new(), Frontier::new());
            for size in sizes.into_iter().filter(|size| *size <= hashes.len() as u64) {
                let (from, to) = (frontier.size() as usize, size as usize);
                frontier.extend(hashes[from..to].iter().copied());
                roots.insert(size, frontier.root());
            }
            for head in heads.into_iter().filter(|head| roots.get(&head.size) != Some(&head.root)) {
                let fault = Fault::OtherHistory { log, size: head.size, witness: head.by.name().to_owned() };
                verifier.note(None, fault);
            }
        }
        Ok(())
    }
}

fn other_history(seen: Extent) -> BookError {
    BookError::Tampered(format!("a witness has seen its first {seen} otherwise"))
}

/// How many entries of all logs come after the place that was seen, and the first of them.
pub(super) fn unseen(logs: &[Extent], seen: Option<(u64, u64)>) -> (u64, Option<Place>) {
    let (log, size) = seen.unwrap_or((0, 0));
    let (mut entries, mut first) = (0, None);
    for extent in logs.iter().filter(|extent| extent.log >= log) {
        let from = if extent.log == log { size.min(extent.size) } else { 0 };
        entries += extent.size - from;
        if from < extent.size {
            first = first.or(Some((extent.log, from)));
        }
    }
    (entries, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_head_that_was_seen_is_unseen_in_every_later_log_too() {
        let logs = [Extent { log: 1, size: 30 }, Extent { log: 2, size: 5 }];
        assert_eq!(unseen(&logs, None), (35, Some((1, 0))));
        assert_eq!(unseen(&logs, Some((1, 20))), (15, Some((1, 20))));
        assert_eq!(unseen(&logs, Some((1, 30))), (5, Some((2, 0))));
        // What a witness saw of a log that a restore cut is no more entry of it.
        assert_eq!(unseen(&logs, Some((1, 44))), (5, Some((2, 0))));
        assert_eq!(unseen(&logs, Some((2, 2))), (3, Some((2, 2))));
        assert_eq!(unseen(&logs, Some((2, 5))), (0, None));
    }
}
