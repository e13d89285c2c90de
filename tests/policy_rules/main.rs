//! Every rule of the gate, with facts that keep it and facts that break it. The tests bear the names of the rules:
//! `sop_<paragraph>_accepts_<rule>` and `sop_<paragraph>_refuses_<rule>` (`policy_table.rs` counts them).

mod authority;
mod correction;
mod expunge;
mod paper;
mod probe;
mod purpose;
mod restore;
mod search;
mod share;
mod sheet;
mod verify;
mod witness;
mod world;
