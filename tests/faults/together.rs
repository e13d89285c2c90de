//! Two and eight processes at one book: it never forks, and no entry is lost, doubled or moved.

use std::{collections::BTreeMap, sync::Barrier, thread};

use serde_json::Value;

use super::{ready::*, world::*};

/// Commands of each process.
const ROUNDS: usize = 4;

/// What one command was told of its entries: operation, intent, outcome, leaf hash of the outcome.
type Told = (String, u64, u64, String);

/// Runs until it is done: papers that were accepted meanwhile send a command back, and it says so.
fn until_done(person: &Person, args: &[&str]) -> Value {
    for _ in 0..20 {
        let assert = person.run(&[args, &["--json"]].concat());
        match assert.get_output().status.code() {
            Some(0 | 1) => return json_lines(&assert).pop().unwrap(),
            Some(6) => assert!(stderr(&assert).contains("papers changed"), "{}", stderr(&assert)),
            other => panic!("{args:?}: {other:?} {}", stderr(&assert)),
        }
    }
    panic!("{args:?}: sent back twenty times");
}

fn told(operation: &str, report: &Value) -> Vec<Told> {
    let one = |entry: &Value| {
        let number = |key: &str| entry[key].as_u64().unwrap();
        (operation.to_owned(), number("intent"), number("outcome"), text(&entry["leaf"]))
    };
    match report.get("entries").and_then(Value::as_array) {
        Some(entries) => entries.iter().map(one).collect(),
        None => vec![one(&report["entry"])],
    }
}

/// One process's work; processes differ, so that every kind of writing meets every other.
fn work(ready: &Ready, process: usize) -> Vec<Told> {
    let world = &ready.world;
    let mut all = Vec::new();
    for round in 0..ROUNDS {
        let number = (process * ROUNDS + round + 1) as u32;
        all.extend(match process % 4 {
            0 => {
                let ask = ["search", &ready.probe, "--purpose", &ready.purpose];
                told("search", &until_done(&world.examiner, &ask))
            }
            1 => {
                let (image, subject) = (format!("p{number}.jpg"), format!("P-{number}"));
                world.manager.write(&image, small("biden.jpg", number));
                let ask = [&["enroll", &image, "--subject", &subject], ADMINISTRATION].concat();
                told("enroll", &until_done(&world.manager, &ask))
            }
            2 => {
                let ask = [&["repository", "status"], OVERSIGHT].concat();
                told("repository-status", &until_done(&world.auditor, &ask))
            }
            _ => {
                let paper = ready.paper(&format!("visitor-{number}"));
                let ask = [&["paper", "accept", &paper], ADMINISTRATION].concat();
                told("paper-accept", &until_done(&world.commander, &ask))
            }
        });
    }
    all
}

fn text_of(entry: &Value, field: &str) -> String {
    entry["values"][field].as_str().unwrap_or_default().to_owned()
}

fn at_once(processes: usize) {
    let ready = Ready::new();
    let before = ready.whole().entries;
    let start = Barrier::new(processes);
    let told: Vec<Vec<Told>> = thread::scope(|scope| {
        let one = |process| {
            let (ready, start) = (&ready, &start);
            scope.spawn(move || {
                start.wait();
                work(ready, process)
            })
        };
        let running: Vec<_> = (0..processes).map(one).collect();
        running.into_iter().map(|process| process.join().unwrap()).collect()
    });
    let verdict = ready.whole();
    let book: BTreeMap<u64, Value> =
        ready.world.book().into_iter().map(|entry| (entry["sequence"].as_u64().unwrap(), entry)).collect();
    let mut accounted = 0;
    for process in &told {
        // What one process did stands in its own order.
        assert!(process.windows(2).all(|two| two[0].2 < two[1].1), "{process:?}");
        for (operation, intent, outcome, leaf) in process {
            for (at, event) in [(intent, "intent"), (outcome, "outcome")] {
                let entry = &book[at];
                assert_eq!((text(&entry["operation"]), text(&entry["event"])), (operation.clone(), event.into()));
            }
            assert_eq!(book[outcome]["answers"].as_u64(), Some(*intent));
            assert_eq!(text(&book[outcome]["leaf"]), *leaf);
            accounted += 2;
        }
    }
    assert_eq!(verdict.unfinished, [] as [u64; 0], "nobody was interrupted");
    // Commands that were sent back because of a paper that came between say so in the book, or wrote nothing.
    let sent_back = book.values().filter(|entry| text_of(entry, "result") == "failed").count() as u64;
    assert_eq!(verdict.entries - before, accounted + 2 * sent_back, "entries nobody was told of, or told of and lost");
    ready.world.verify();
}

#[test]
fn two_processes_write_at_once() {
    at_once(2);
}

#[test]
fn eight_processes_write_at_once() {
    at_once(8);
}
