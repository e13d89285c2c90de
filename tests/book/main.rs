//! The book with real files: what it keeps, what it finds, and what it cannot find.

mod acts;
mod forger;
mod interrupted;
mod plaintext;
mod rekey;
mod size;
mod spool;
mod tampering;
mod together;
mod world;
