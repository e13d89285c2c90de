//! `frs`: the facial recognition investigator toolkit that carries out SOP 2-110.
//!
//! In one line: pass the gate, sign the book, enter the record room. `ARCHITECTURE.md` is the map.
#![deny(unsafe_code, missing_docs)]
// What fails is told, and what is shown goes through `cli`'s output: no command ends or speaks from within.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::exit,
        clippy::print_stdout,
        clippy::print_stderr,
        clippy::dbg_macro,
        clippy::todo,
        clippy::unimplemented
    )
)]

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
