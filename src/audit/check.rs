//! The check of the whole book: every leaf through the pure verifier, then every table that follows from the leaves.

mod changes;
mod tables;
mod told;

use self::told::Told;
use super::{
    append::row,
    book::Book,
    error::BookError,
    verify::{Fault, Opened, RowClaim, Verdict, Verifier},
};
use crate::seal::{Origin, leaf::FIRST_LOG};

/// Leaves that are held at once.
const RUN: u64 = 512;

impl Book {
    /// Checks every entry, and every table that follows from the entries, as they stand in the file at this moment.
    ///
    /// What it finds wrong stands in the verdict. It does not open the gallery: hold [`Verdict::gallery`] against the
    /// references where K_faces is at hand.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    pub fn verify(&self) -> Result<Verdict, BookError> {
        let _snapshot = self.store.snapshot()?;
        let founding = self.standing().founding().clone();
        let origin = Origin { program: founding.id, log: FIRST_LOG };
        let mut verifier = Verifier::new(origin, founding.root.clone());
        let mut told = Told::at_founding(founding);
        let mut count = 0;
        let logs = self.store.rows().log_numbers()?;
        if logs.first() != Some(&FIRST_LOG) {
            verifier.note(None, Fault::Empty);
        }
        for log in logs {
            if log != FIRST_LOG {
                verifier.open_log(log);
            }
            count += self.check_log(log, &mut told, &mut verifier)?;
        }
        self.check_counts(count, &told, &mut verifier)?;
        self.check_lists(&told, &mut verifier)?;
        self.check_room(&told, &mut verifier)?;
        self.check_packing(&told, &mut verifier)?;
        self.check_removed(&told, &mut verifier)?;
        self.check_corrected(&told, &mut verifier)?;
        self.check_wraps(&told.standing, &mut verifier)?;
        self.check_secrets(&told.standing, &mut verifier)?;
        self.check_generations(&told, &mut verifier)?;
        self.check_heads(&told.standing, &mut verifier)?;
        for found in self.store.integrity()? {
            verifier.note(None, Fault::Table(format!("the database: {found}")));
        }
        self.store.check_untouched()?;
        Ok(verifier.finish())
    }

    /// Checks the leaves of one log; how many there are.
    fn check_log(&self, log: u64, told: &mut Told, verifier: &mut Verifier) -> Result<u64, BookError> {
        let (mut from, mut count) = (0, 0);
        loop {
            let run = self.store.rows().leaves(log, from, RUN)?;
            let Some(last) = run.last() else { return Ok(count) };
            from = last.sequence + 1;
            count += run.len() as u64;
            for stored in &run {
                let at = stored.sequence;
                let claim = RowClaim { log, sequence: at, hash: stored.hash, previous: stored.previous };
                let openings = self.openings_of(log, at);
                told.openings += u64::from(!matches!(openings, Ok(None)));
                let openings = match openings {
                    Ok(openings) => openings,
                    // That the disk cannot be read says nothing of the book.
                    Err(BookError::Store(error)) => return Err(error.into()),
                    Err(error) => {
                        verifier.note(Some(at), Fault::Sealed(error.to_string()));
                        None
                    }
                };
                // A leaf that does not open is taken as no bytes: what follows is still checked.
                let bytes = self.leaves.open("content", &row(log, at), &stored.content);
                let bytes = bytes.map_err(|e| verifier.note(Some(at), Fault::Sealed(e.to_string())));
                let bytes = bytes.as_ref().map_or(&[][..], |bytes| bytes);
                let opened = openings.as_ref().map_or(Opened::Lost, Opened::Read);
                if let Some(leaf) = verifier.leaf(&claim, bytes, opened) {
                    told.hear((log, at), &leaf, &openings.unwrap_or_default(), verifier);
                }
            }
        }
    }
}
