//! What the commands do: each passes the gate, opens an entry, does its work, closes the entry and reports.
//!
//! `key`, `paper` and `model` open no repository; the rest is gated.

pub mod enroll;
mod error;
pub mod files;
pub mod key;
pub mod keyring;
pub mod model;
pub mod paper;
mod unlock;

pub use error::OperationError;
pub use unlock::Unlocker;
