//! From end to end, through the binary: people with homes of their own, papers passed between them, one repository.

mod attacks;
mod backup;
mod case;
mod contact;
mod correct;
mod discovery;
mod edits;
mod enroll;
mod evaluate;
mod evidence;
mod expunge;
mod handed;
mod interrupted;
mod links;
mod log_key;
mod mutations;
#[path = "../mutator/mod.rs"]
mod mutator;
mod oversight;
mod plaintext;
mod program;
mod reembed;
mod refusals;
mod release;
mod replay;
mod report;
mod restore;
mod roles;
mod share;
mod status;
mod turned;
mod verify;
mod watch;
mod whole_case;
mod witness;
mod world;
