//! `frs`: the facial recognition investigator toolkit that carries out SOP 2-110.
//!
//! In one line: pass the gate, sign the book, enter the record room. `ARCHITECTURE.md` is the map.
#![deny(unsafe_code)]

pub mod audit;
pub mod cli;
pub mod evaluation;
pub mod gate;
pub mod operation;
pub mod policy;
pub mod recognition;
pub mod report;
pub mod repository;
pub mod seal;
pub mod store;
pub mod vocabulary;
