//! Runs of templates in eight bits a value, made to be compared at the speed of memory, and exactly all the same.
//!
//! A packed value errs; by how much at most is known of every template ([`query`]). A [`Sieve`] keeps whatever could
//! still belong on the list, and only that is compared again, with the templates themselves. So the list is that of a full
//! sort of all scores, bit for bit, whatever the templates are.

mod kernel;
mod query;
mod run;
mod sieve;

pub use kernel::Way;
pub use query::Queries;
pub use run::{Entry, MOST_VALUES, PackedRun};
pub use sieve::{Likely, Sieve};

#[cfg(test)]
mod tests;
