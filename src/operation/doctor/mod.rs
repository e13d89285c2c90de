//! Whether machine, models, key and repository are fit for work: each finding with what mends it.
//!
//! [`from_outside`] opens no repository and needs no authorization (ADR 29): it looks at files and at the machine.
//! [`check_repository`] passes the gate and opens the book; neither opens a face.

mod book;
mod keys;
mod machine;
mod models;
mod place;

use std::path::Path;

pub use book::check_repository;

use crate::{report::CheckFinding, vocabulary::Clock};

/// Where things are; what is not named is said to be so.
pub struct Places<'p> {
    /// The person's own directory.
    pub home: &'p Path,
    /// Their authorization.
    pub authorization: &'p Path,
    /// The models' directory.
    pub models: Option<&'p Path>,
    /// The repository's directory.
    pub repository: Option<&'p Path>,
}

/// Everything that can be seen without key and book.
pub fn from_outside(places: &Places<'_>, clock: &dyn Clock) -> Vec<CheckFinding> {
    let mut findings = models::models(places.models);
    findings.extend(keys::keys(places.home, places.authorization, clock.now()));
    findings.push(machine::swap());
    findings.extend(place::place(places.repository));
    findings
}
