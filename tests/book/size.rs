//! What a big book costs. Run with `--ignored --nocapture`; the figures are for `docs/benchmarks.md`.

use std::time::Instant;

use frs::audit::Event;

use super::{forger::Forger, world::*};

#[test]
#[ignore = "writes a hundred thousand entries"]
fn a_hundred_thousand_entries() {
    let world = World::new();
    Forger::new(&world, &world.root).fill(&world, 100_000, Event::Refusal.as_str());
    let began = Instant::now();
    drop(world.open());
    println!("first opening (the head is behind): {:?}", began.elapsed());
    act(&mut world.open()).unwrap();
    let began = Instant::now();
    let mut book = world.open();
    println!("opening: {:?}", began.elapsed());
    let began = Instant::now();
    act(&mut book).unwrap();
    println!("an act (two entries): {:?}", began.elapsed());
    let began = Instant::now();
    let verdict = book.verify().unwrap();
    println!("verify {} entries: {:?}", verdict.entries, began.elapsed());
    assert_eq!(verdict.findings, []);
}
