//! What became of a list: two examiners who differ, and sources that contradict.

use serde_json::{Value, json};

use super::{super::statistics, history::*, kinds};
use crate::{
    report::Cell,
    vocabulary::{PurposeId, SearchId},
};

/// A list of two, of which the first examiner has excluded both.
fn excluded() -> (History, PurposeId, SearchId) {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, None);
    let search = history.search(EXAMINER, purpose, probe);
    for rank in [1, 2] {
        let told = json!({ "search": search, "dispositions": [{ "rank": rank, "disposition": "excluded" }] });
        history.act("verify-record", EXAMINER, Some(purpose), &told);
    }
    (history, purpose, search)
}

fn settle(history: &mut History, purpose: PurposeId, search: SearchId, rank: u32, stands: &Value) {
    let told = json!({
        "search": search, "rank": rank, "dispositions": stands, "resolution": { "stands": "kept", "by": "agreement" },
    });
    history.act("verify-resolve", EXAMINER, Some(purpose), &told);
}

#[test]
fn sop_2_110_4_d_4_examiners_who_differ_are_shown_until_it_is_resolved() {
    let (mut history, purpose, search) = excluded();
    history.act("verify-packet", EXAMINER, Some(purpose), &json!({ "search": search, "reviewer": OTHER }));
    assert_eq!(history.findings().searches[0].state, "excluded");
    let told = json!({ "search": search, "item": "B", "agrees": false, "differs": [1, 2] });
    history.act("verify-review", OTHER, Some(purpose), &told);
    let found = history.findings();
    assert_eq!((found.searches[0].state, found.outcomes.in_conflict, found.outcomes.all_excluded), ("conflict", 1, 0));
    assert!(kinds(&found).contains(&("conflict", 1)));

    // As long as somebody's own entry is missing, nothing stands; nor with one of two candidates.
    settle(&mut history, purpose, search, 1, &json!([]));
    assert_eq!(history.findings().searches[0].state, "conflict");
    settle(&mut history, purpose, search, 1, &json!([{ "rank": 1, "disposition": "kept" }]));
    assert_eq!(history.findings().searches[0].state, "conflict");
    settle(&mut history, purpose, search, 2, &json!([{ "rank": 2, "disposition": "excluded" }]));
    let found = history.findings();
    assert_eq!((found.searches[0].state, found.outcomes.in_conflict, found.outcomes.with_lead), ("lead", 0, 1));
    assert!(!kinds(&found).iter().any(|(kind, _)| *kind == "conflict"));
}

#[test]
fn a_year_counts_lists_on_which_examiners_differ_by_themselves() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    for _ in 0..5 {
        let probe = history.probe(EXAMINER, purpose, None);
        let search = history.search_as(EXAMINER, purpose, probe, 1, 1, &json!(null));
        let told = json!({ "search": search, "dispositions": [{ "rank": 1, "disposition": "excluded" }] });
        history.act("verify-record", EXAMINER, Some(purpose), &told);
        let told = json!({ "search": search, "item": "A", "agrees": false, "differs": [1] });
        history.act("verify-review", OTHER, Some(purpose), &told);
    }
    let ledger = history.ledger();
    let tables = statistics::tables(&history.asked(&ledger));
    let outcomes = tables.iter().find(|table| table.title == "Outcomes of searches").unwrap();
    let count = |name: &str| outcomes.rows.iter().find(|(row, _)| row == name).unwrap().1;
    assert_eq!((count("two examiners differ"), count("every candidate excluded")), (Cell::Told(5), Cell::Told(0)));
}

#[test]
fn sop_2_110_4_d_5_a_source_that_contradicts_takes_back_what_was_confirmed_before_it() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, None);
    let search = history.search_as(EXAMINER, purpose, probe, 1, 1, &json!(null));
    let told = json!({ "search": search, "dispositions": [{ "rank": 1, "disposition": "kept" }] });
    history.act("verify-record", EXAMINER, Some(purpose), &told);
    let source = |history: &mut History, rank: u32, result: &str| {
        let source = json!({ "kind": "fingerprints", "reference": "77", "result": result });
        history.act(
            "verify-source",
            EXAMINER,
            Some(purpose),
            &json!({ "search": search, "rank": rank, "source": source }),
        );
    };
    let outcome = |history: &mut History, result: &str| {
        let told = json!({ "search": search, "rank": 1, "source": "fingerprints", "result": result });
        history.act("verify-outcome", EXAMINER, Some(purpose), &told);
    };
    let state = |history: &History| history.findings().searches[0].state;
    source(&mut history, 1, "contradicts");
    assert_eq!(state(&history), "lead", "without an outcome there is nothing to take back");
    outcome(&mut history, "confirmed");
    source(&mut history, 1, "supports");
    source(&mut history, 2, "contradicts");
    assert_eq!(state(&history), "confirmed");
    source(&mut history, 1, "contradicts");
    assert_eq!(state(&history), "unresolved");
    outcome(&mut history, "confirmed");
    assert_eq!(state(&history), "confirmed", "it was judged with that source");
    outcome(&mut history, "eliminated");
    source(&mut history, 1, "contradicts");
    assert_eq!(state(&history), "eliminated");
}
