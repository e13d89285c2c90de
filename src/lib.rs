//! `frs`: the facial recognition investigator toolkit that carries out SOP 2-110.
//!
//! In one line: pass the gate, sign the book, enter the record room. `ARCHITECTURE.md` is the map.
#![deny(unsafe_code)]

pub mod seal;
pub mod vocabulary;
