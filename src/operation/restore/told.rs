//! What is said of a restore to those who had seen more, and of a file that is no backup.

use std::path::Path;

use crate::{
    audit::{BookError, LostEntries},
    operation::OperationError,
    store::StoreError,
};

/// What somebody is told whose last sight of the book a restore has cut: once, for their entry moves their memory on.
pub(in crate::operation) fn restored_words(lost: &LostEntries) -> String {
    let (paper, signers) = (&lost.restore.paper, &lost.restore.signers);
    let mut words = format!(
        "A backup was restored at {:.0}: log {} of the book began then, by an order that the Commander ({}) and a witness ({}) \
         signed. You had seen {}, and {} of them are there: the others are lost, and what they accounted for with them. \
         The reason that was given: {}. You are told this once; the book records that you were.",
        lost.restore.time,
        lost.restore.log,
        signers.commander.short(),
        signers.witness.short(),
        lost.seen.extent(),
        lost.held,
        paper.reason
    );
    if lost.beyond_paper() {
        words.push_str(
            " The order does not know of all that you had seen: tell the auditor which entries of yours are missing.",
        );
    }
    words
}

/// A file that is named as a backup and does not hold is no tampering with the book.
pub(in crate::operation) fn of_backup(file: &Path, error: BookError) -> OperationError {
    match error {
        BookError::Store(
            error @ (StoreError::Damaged { .. } | StoreError::Schema { .. } | StoreError::Unexpected { .. }),
        ) => OperationError::Evidence { path: file.to_owned(), why: error.to_string() },
        BookError::Tampered(why) => OperationError::Evidence { path: file.to_owned(), why },
        error @ (BookError::Standing(_) | BookError::Founding(_) | BookError::Record(_) | BookError::Wrap(_)) => {
            OperationError::Evidence { path: file.to_owned(), why: error.to_string() }
        }
        error => error.into(),
    }
}
