//! Stories, samples and statistics.

use serde_json::json;

use super::history::*;
use crate::{
    operation::oversight::{
        follow::{Topic, story, topic},
        sample, statistics,
    },
    report::Place,
    seal::sha256,
};

#[test]
fn a_case_is_told_in_order_with_each_place() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, Some("the only frame"));
    let other = history.state(OTHER, "26-00002");
    let search = history.search(EXAMINER, purpose, probe);
    history.probe(OTHER, other, None);
    let told = json!({ "search": search, "rank": 1, "source": "fingerprints", "result": "eliminated" });
    history.act("verify-outcome", EXAMINER, Some(purpose), &told);
    let ledger = history.ledger();
    let asked = history.asked(&ledger);
    let lines = story(&asked, &topic(&asked, "26-00001").unwrap());
    let said: Vec<(u64, &str)> = lines.iter().map(|line| (line.at.sequence, line.says.as_str())).collect();
    assert_eq!(said.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [2, 4, 8, 12]);
    assert!(said[1].1.starts_with("let in probe-") && said[2].1.contains("1 above the line; leads only"));
    assert_eq!(said[3].1, "verified candidate 1 by fingerprints: eliminated");
    assert!(lines[0].details.contains(&"offense: armed robbery of a store".to_owned()), "{:?}", lines[0].details);
    assert!(lines[1].details.iter().any(|detail| detail.contains("because: the only frame")));
    assert_eq!((lines[1].intent, lines[1].badge.as_deref()), (Some(3), None));
    let all = format!("{lines:?}");
    assert!(!all.contains("Ana Vigil") && !all.contains("26-00002"), "{all}");
}

#[test]
fn a_person_and_an_entry_have_their_stories() {
    let mut history = History::new();
    let person = history.authorize("4412", "examiner", at("2026-12-15T00:00:00Z"), "2026-12-20");
    let purpose = history.state(person, "26-00001");
    let probe = history.probe(person, purpose, None);
    history.refuse("search", person, &["2-110-4-A"]);
    history.search(OTHER, purpose, probe);
    history.suspend(person);
    let ledger = history.ledger();
    let asked = history.asked(&ledger);
    let lines = story(&asked, &topic(&asked, "4412").unwrap());
    let said: Vec<&str> = lines.iter().map(|line| line.says.as_str()).collect();
    assert_eq!(said[0], "accepted a paper: authorization");
    assert!(said.contains(&"was refused search") && said[4] == "accepted a paper: suspension");
    assert!(lines[4].details[0].contains("searched for a neighbour"));
    assert_eq!(said.len(), 5, "what others did is not their story: {said:?}");
    assert_eq!(topic(&asked, &person.to_string()).unwrap(), Topic::Person(person));

    // Of an entry, also by its intent or by the id of what it made: everything for that purpose.
    for text in ["#6", "5", &probe.to_string()] {
        let lines = story(&asked, &topic(&asked, text).unwrap());
        assert_eq!(lines.len(), 3, "{text}");
        let marked: Vec<u64> =
            lines.iter().filter(|l| l.says.starts_with("THIS ENTRY")).map(|l| l.at.sequence).collect();
        assert_eq!(marked, [6], "{text}");
    }
}

#[test]
fn a_text_that_names_several_things_is_asked_back() {
    let mut history = History::new();
    history.authorize("22", "examiner", at("2026-12-15T00:00:00Z"), "2026-12-20");
    let two = json!({ "purpose": "oversight", "reason": "review of a complaint", "case-number": "22" });
    history.state_as(ROOT, &two);
    (0..20).for_each(|_| history.refuse("search", EXAMINER, &["2-110-4-A"]));
    let ledger = history.ledger();
    let asked = history.asked(&ledger);
    let said = topic(&asked, "22").unwrap_err().to_string();
    assert!(said.contains("case:22") && said.contains("badge:22") && said.contains("#22"), "{said}");
    assert_eq!(topic(&asked, "#22").unwrap(), Topic::Entry(Place { log: 1, sequence: 22 }));
    assert!(matches!(topic(&asked, "badge:22").unwrap(), Topic::Person(_)));
    for unknown in ["#400", "26-99999", "person", "badge:9", "case:"] {
        assert!(topic(&asked, unknown).unwrap_err().to_string().contains("write it as the report does"), "{unknown}");
    }
}

/// As docs/audit.md says it, computed without the code that draws.
#[test]
fn a_sample_can_be_drawn_again_by_anybody() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, None);
    for _ in 0..40 {
        history.search(EXAMINER, purpose, probe);
    }
    let ledger = history.ledger();
    let asked = history.asked(&ledger);
    let drawn = sample::sample(&asked, "2026-11", 5);
    let mut by_hand: Vec<([u8; 32], u64)> = history
        .entries
        .iter()
        .filter(|entry| entry.leaf.content.event == "outcome" && entry.leaf.content.operation == "search")
        .map(|entry| {
            let text = [b"frs/sample/1".as_slice(), &[0, 0, 0, 0, 0, 0, 0, 7], b"2026-11", &entry.hash.0].concat();
            (sha256(&text).0, entry.leaf.content.sequence)
        })
        .collect();
    assert_eq!((drawn.population, by_hand.len()), (40, 40));
    by_hand.sort_unstable();
    let mut wanted: Vec<u64> = by_hand[..5].iter().map(|(_, at)| *at).collect();
    wanted.sort_unstable();
    let found = |drawn: &sample::Drawn| drawn.drawn.iter().map(|line| line.search.at.sequence).collect::<Vec<_>>();
    assert_eq!(found(&drawn), wanted);
    assert_ne!(found(&sample::sample(&asked, "2026-12", 5)), wanted, "another seed draws others");
    // A larger sample holds the smaller one, so asking for one more shows one more.
    let six = found(&sample::sample(&asked, "2026-11", 6));
    assert!(six.len() == 6 && wanted.iter().all(|at| six.contains(at)));
    assert_eq!(found(&sample::sample(&asked, "2026-11", 400)).len(), 40);
    let stated = format!("{:?}", drawn.drawn[0].stated);
    assert!(stated.contains("armed robbery") && !stated.contains("Ana Vigil"), "{stated}");
}

#[test]
fn earlier_samples_and_their_seeds_are_told() {
    let mut history = History::new();
    let arguments = json!({ "n": 20, "seed": "lucky" }).to_string();
    let done = [("result", "done".to_owned()), ("record", "{}".to_owned())];
    let at = history.whole("audit-sample", ROOT, None, &[("arguments", arguments)], &done);
    let ledger = history.ledger();
    let drawn = sample::sample(&history.asked(&ledger), "2026-11", 5);
    assert_eq!(drawn.earlier, [(Place { log: 1, sequence: at }, "lucky".to_owned())]);
}

#[test]
fn statistics_hold_nobody() {
    let mut history = History::new();
    let person = history.authorize("4412", "examiner", at("2026-12-15T00:00:00Z"), "2026-12-20");
    let purpose = history.state(person, "26-00001");
    let probe = history.probe(person, purpose, Some("the only frame"));
    for _ in 0..7 {
        history.search(person, purpose, probe);
    }
    history.refuse("search", person, &["2-110-4-A"]);
    let ledger = history.ledger();
    let tables = statistics::tables(&history.asked(&ledger));
    let text = serde_json::to_string(&tables).unwrap();
    for told in ["4412", "26-00001", "person-", "probe-", "search-", "purpose-", "2026", "T15:"] {
        assert!(!text.contains(told), "{told}: {text}");
    }
    assert!(text.contains("[\"criminal-activity\",7]") && text.contains("[\"November\",7]"), "{text}");
    // One refusal, one override: too small to be told.
    assert!(
        text.contains("[\"2-110-4-A\",\"withheld\"]")
            && text.contains("[\"probes past a quality warning\",\"withheld\"]"),
        "{text}"
    );
    assert_eq!(statistics::year(2026).unwrap().1, at("2027-01-01T00:00:00Z"));
}
