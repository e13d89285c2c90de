//! The book with real files: what it keeps, what it finds, and what it cannot find.

mod acts;
mod correct;
mod ended;
mod expunge;
mod forger;
mod honest;
mod interrupted;
mod lessons;
mod matrix;
mod mutations;
#[path = "../mutator/mod.rs"]
mod mutator;
mod packs;
mod plaintext;
mod reembed;
mod rekey;
mod restored;
mod size;
mod spool;
mod tampering;
mod together;
mod world;
