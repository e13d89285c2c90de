//! A clock that was set back or forward: the book's order is that of its entries, what was done is told, and the gate
//! judges by the time that it is shown.

use std::process::Command;

use frs::{
    operation::{PurposeSource, VerifyRequest, repository_state, verify_book},
    vocabulary::{Clock, PurposeDraft, PurposeField, PurposeKind},
};
use jiff::{SignedDuration, Timestamp};

use super::{ready::*, world::*};

/// The clock, so many hours from now.
struct Off(i64);

impl Clock for Off {
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_hours(self.0)
    }
}

fn oversight() -> PurposeSource {
    PurposeSource::State(PurposeDraft::new(PurposeKind::Oversight).with(PurposeField::Reason, "a test of clocks"))
}

#[test]
fn a_clock_set_back_changes_no_order_and_is_told() {
    let ready = Ready::new();
    let commander = &ready.world.commander;
    let before = ready.whole();
    assert_eq!(before.clock_steps, [] as [u64; 0]);
    commander.at(&Off(-2), |desk| repository_state(desk, oversight()).unwrap());
    let steps = ready.whole().clock_steps;
    assert_eq!(steps, [before.entries]);
    let verdict = commander.at(&Off(0), |desk| {
        verify_book(desk, VerifyRequest { purpose: oversight(), ..VerifyRequest::default() }).unwrap()
    });
    assert_eq!((verdict.verdict, verdict.clock_steps), ("intact", steps));
}

#[test]
fn before_its_paper_began_nobody_works() {
    let ready = Ready::new();
    let auditor = &ready.world.auditor;
    let refused = auditor.at(&Off(-48), |desk| repository_state(desk, oversight()).err().unwrap());
    assert!(refused.to_string().contains("2-110-4-A-1"), "{refused}");
    ready.world.verify();
}

#[test]
fn a_clock_set_forward_ends_what_ends_and_nothing_for_good() {
    let ready = Ready::new();
    let auditor = &ready.world.auditor;
    let refused = auditor.at(&Off(24 * 400), |desk| repository_state(desk, oversight()).err().unwrap());
    assert!(refused.to_string().contains("2-110-4-A-1"), "{refused}");
    // With the clock mended the same person works again; the entry after it is told as earlier than the one before.
    auditor.at(&Off(0), |desk| repository_state(desk, oversight()).unwrap());
    let verdict = ready.whole();
    assert_eq!(verdict.clock_steps, [verdict.entries - 2]);
}

/// A purpose lasts three days by the clock that the gate is shown.
#[test]
fn a_purpose_ends_by_the_clock() {
    let ready = Ready::new();
    let examiner = &ready.world.examiner;
    let ask = |hours: i64| {
        examiner.at(&Off(hours), |desk| {
            let ask = frs::operation::SearchRequest {
                probe: ready.probe.clone(),
                candidates: None,
                with_personal: false,
                purpose: PurposeSource::Cite(ready.purpose.parse().unwrap()),
            };
            frs::operation::search(desk, &ask).map(|_| ()).map_err(|error| error.to_string())
        })
    };
    ask(71).unwrap();
    assert!(ask(73).unwrap_err().contains("2-110-4-A"));
}

#[test]
fn through_the_binary_with_another_clock() {
    if !Command::new("faketime").args(["-f", "-1h", "true"]).status().is_ok_and(|status| status.success()) {
        println!("skipped: faketime is not there");
        return;
    }
    let ready = Ready::new();
    let (commander, auditor) = (&ready.world.commander, &ready.world.auditor);
    let run = |person: &Person, by: &str, args: &[&str]| {
        let mut command = Command::new("faketime");
        command.args(["-f", by, env!("CARGO_BIN_EXE_frs")]).args(args).env_clear().envs(person.environment());
        let output = command.env("PATH", std::env::var_os("PATH").unwrap()).current_dir(&person.dir).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let status = [&["repository", "status", "--json"], OVERSIGHT].concat();
    let entries = ready.whole().entries;
    assert_eq!(run(commander, "-2h", &status).0, Some(0));
    assert_eq!(ready.whole().clock_steps, [entries, entries + 1]);
    let (code, said) = run(auditor, "+400d", &status);
    assert!(code == Some(3) && said.contains("2-110-4-A-1"), "{code:?} {said}");
    auditor.run(&status).success();
    ready.world.verify();
}
