//! Faults, through the binary: several processes at once, kill -9, a power cut, no room, read-only files, a wrong clock.
//! `docs/faults.md` lists each fault with its outcome and its test.

mod bombs;
mod clock;
mod hostile;
mod kills;
mod power;
mod ready;
mod room;
mod together;
mod trace;
#[path = "../e2e/world.rs"]
mod world;
