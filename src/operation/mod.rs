//! What the commands do: each passes the gate, opens an entry, does its work, closes the entry and reports.

pub mod enroll;
mod error;

pub use error::OperationError;
