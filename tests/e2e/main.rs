//! From end to end, through the binary: people with homes of their own, papers passed between them, one repository.

mod backup;
mod case;
mod enroll;
mod evaluate;
mod evidence;
mod expunge;
mod interrupted;
mod links;
mod log_key;
mod oversight;
mod plaintext;
mod program;
mod refusals;
mod witness;
mod world;
