//! Leaves read from a place on, a run at a time: what is held in memory does not grow with the book.

use std::ops::ControlFlow;

use super::{append::read_leaf, book::Book, error::BookError, logs::Place, vault::TableVault};
use crate::{seal::leaf::SignedLeaf, store::Rows, vocabulary::ProgramId};

/// Leaves that are held at once.
pub(super) const RUN: u64 = 512;

/// Before the first entry of the first log.
pub(super) const BEGINNING: Place = (0, 0);

/// What a reader makes of one leaf: whether it wants the next one.
pub(super) type Step = Result<ControlFlow<()>, BookError>;

/// The next leaf.
pub(super) const ON: Step = Ok(ControlFlow::Continue(()));

/// No more leaves.
pub(super) const ENOUGH: Step = Ok(ControlFlow::Break(()));

/// Shows each leaf behind a place, through all later logs, in order, until the reader has seen enough.
///
/// # Errors
/// Where a leaf cannot be read or is not what its row says; what the reader returns.
pub(super) fn walk(
    rows: &Rows<'_>,
    leaves: &TableVault,
    program: ProgramId,
    after: Place,
    mut each: impl FnMut(Place, &SignedLeaf) -> Step,
) -> Result<(), BookError> {
    let fetch = |after: Place| Ok(rows.leaves_after(after.0, after.1, RUN)?);
    in_runs(
        after,
        fetch,
        |row| (row.log, row.sequence),
        |row| each((row.log, row.sequence), &read_leaf(leaves, program, row)?),
    )
}

fn in_runs<R>(
    mut after: Place,
    mut fetch: impl FnMut(Place) -> Result<Vec<R>, BookError>,
    at: impl Fn(&R) -> Place,
    mut each: impl FnMut(&R) -> Step,
) -> Result<(), BookError> {
    loop {
        let run = fetch(after)?;
        let Some(last) = run.last() else { return Ok(()) };
        after = at(last);
        for row in &run {
            if each(row)?.is_break() {
                return Ok(());
            }
        }
    }
}

impl Book {
    /// As [`walk`].
    ///
    /// # Errors
    /// As there.
    pub(super) fn walk(&self, after: Place, each: impl FnMut(Place, &SignedLeaf) -> Step) -> Result<(), BookError> {
        walk(&self.store.rows(), &self.leaves, self.program(), after, each)
    }

    /// As [`walk`], from the newest entry that this process has seen back, through all earlier logs.
    ///
    /// # Errors
    /// As there.
    pub(super) fn walk_back(&self, mut each: impl FnMut(Place, &SignedLeaf) -> Step) -> Result<(), BookError> {
        for extent in self.logs().into_iter().rev() {
            let mut to = extent.size;
            while to > 0 {
                let from = to.saturating_sub(RUN);
                for row in self.store.rows().leaves(extent.log, from, to - from)?.iter().rev() {
                    let leaf = read_leaf(&self.leaves, self.program(), row)?;
                    if each((row.log, row.sequence), &leaf)?.is_break() {
                        return Ok(());
                    }
                }
                to = from;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two logs, read three rows at a time: what was shown, and how often rows were fetched.
    fn read(after: Place, until: Option<Place>) -> (Vec<Place>, usize) {
        let stored: Vec<Place> = (0..5).map(|at| (1, at)).chain((0..4).map(|at| (2, at))).collect();
        let (mut shown, mut fetched) = (Vec::new(), 0);
        let fetch = |after: Place| {
            fetched += 1;
            Ok(stored.iter().copied().filter(|place| *place > after).take(3).collect())
        };
        let each = |place: &Place| {
            shown.push(*place);
            if Some(*place) == until { ENOUGH } else { ON }
        };
        in_runs(after, fetch, |place| *place, each).unwrap();
        (shown, fetched)
    }

    #[test]
    fn every_leaf_behind_a_place_is_shown_once_and_in_order() {
        let all: Vec<Place> = (0..5).map(|at| (1, at)).chain((0..4).map(|at| (2, at))).collect();
        assert_eq!(read(BEGINNING, None), (all.clone(), 4));
        assert_eq!(read((1, 3), None).0, all[4..], "the place itself is not shown, and the next log is");
        assert_eq!(read((2, 3), None), (Vec::new(), 1));
    }

    #[test]
    fn whoever_has_seen_enough_reads_no_further() {
        assert_eq!(read(BEGINNING, Some((1, 1))), (vec![(1, 0), (1, 1)], 1));
    }
}
