//! Reports over books that are known to the last entry.

mod countersigned;
mod differences;
mod history;
mod pages;
mod stories;

use serde_json::json;

use self::history::*;
use crate::{
    operation::oversight::query::Witnessed,
    report::{AuditFindings, Place},
    vocabulary::{ProbeId, PurposeKind},
};

fn kinds(findings: &AuditFindings) -> Vec<(&'static str, u64)> {
    findings.to_look_at.iter().map(|line| (line.kind, line.count)).collect()
}

#[test]
fn an_empty_book_says_nothing_but_that_nobody_has_witnessed_it() {
    let mut history = History::new();
    history.now = at("2026-11-02T16:00:00Z");
    let found = history.findings();
    assert_eq!(kinds(&found), []);
    assert_eq!((found.searches.len(), found.refusals.len(), found.tail.entries), (0, 0, 1));
    assert_eq!(found.series.bins.len(), 1);
    history.now = at("2026-11-30T12:00:00Z");
    assert_eq!(kinds(&history.findings()), [("unwitnessed", 1)]);
    history.witnessed = Witnessed { log: 1, size: 1, time: Some(history.now) };
    let found = history.findings();
    assert_eq!((kinds(&found), found.tail.entries, found.tail.since), (vec![], 0, None));
}

#[test]
fn searches_are_counted_by_purpose_person_and_case() {
    let mut history = History::new();
    let first = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, first, None);
    history.search(EXAMINER, first, probe);
    history.search_as(EXAMINER, first, probe, 2, 0, &json!(null));
    let second = history.state(OTHER, "26-00002");
    let probe = history.probe(OTHER, second, None);
    history.search(OTHER, second, probe);
    let found = history.findings();
    let counts = &found.counts;
    assert_eq!((counts.searches, counts.with_candidates, counts.probes, counts.purposes), (3, 2, 2, 2));
    assert_eq!(
        (found.purposes[0].word.as_str(), found.purposes[0].count, found.purposes[0].searches),
        ("criminal-activity", 2, 3)
    );
    assert_eq!(
        found.people.iter().map(|line| (line.person, line.searches)).collect::<Vec<_>>(),
        [(EXAMINER, 2), (OTHER, 1)]
    );
    assert_eq!((found.outcomes.open, found.outcomes.no_candidate), (2, 1));
    assert_eq!(found.series.bins.iter().map(|bin| bin.searches).sum::<u64>(), 3);

    history.query.case = Some("26-00002".into());
    let found = history.findings();
    assert_eq!((found.counts.searches, found.counts.probes, found.counts.purposes), (1, 1, 1));
    assert!(found.changes.is_empty() && found.searches[0].case.as_deref() == Some("26-00002"));
    history.query.case = None;
    history.query.purpose = Some(PurposeKind::Decedent);
    assert_eq!(history.findings().counts.searches, 0);
    history.query.purpose = None;
    let ledger = history.ledger();
    let asked = crate::operation::oversight::query::Asked { person: Some(OTHER), ..history.asked(&ledger) };
    assert_eq!(crate::operation::oversight::findings::findings(&asked).counts.searches, 1);
}

#[test]
fn a_period_holds_its_first_moment_and_not_its_last() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, None);
    history.search(EXAMINER, purpose, probe);
    let moment = history.entries.last().unwrap().leaf.content.time;
    history.query.from = Some(moment);
    assert_eq!(history.findings().counts.searches, 1);
    history.query.until = Some(moment);
    history.query.from = None;
    assert_eq!(history.findings().counts.searches, 0);
}

#[test]
fn refusals_stand_with_their_paragraphs_also_those_after_the_image_and_of_the_spool() {
    let mut history = History::new();
    history.refuse("search", EXAMINER, &["2-110-4-A", "2-110-4-A", "2-110-4-A-1"]);
    let purpose = history.state(EXAMINER, "26-00001");
    let seen = [("result", "refused".to_owned()), ("record", refusal(&["2-110-3-G-2"]).to_string())];
    history.whole("probe", EXAMINER, Some(purpose), &[], &seen);
    let spooled = json!([{ "time": "2026-11-02T03:00:00Z", "operation": "search", "claimed": null,
                           "paragraphs": ["2-110-4-A-1"], "user": "uid 0" }]);
    let values = [("refusals", spooled.to_string()), ("unreadable", "1".into()), ("overflow", "2".into())];
    history.entry("spool", "spool", ROOT, None, None, &values);
    let found = history.findings();
    assert_eq!((found.counts.refusals, found.counts.spooled), (2, 4));
    let paragraphs: Vec<_> = found.paragraphs.iter().map(|line| (line.word.as_str(), line.count)).collect();
    assert_eq!(paragraphs, [("2-110-3-G-2", 1), ("2-110-4-A", 1), ("2-110-4-A-1", 2)]);
    assert_eq!(found.refusals[1].case.as_deref(), Some("26-00001"));
    assert!(found.refusals[2].unattributed && found.refusals[2].person.is_none());
    assert_eq!(found.people.len(), 1, "who folded the spool was not refused");
    assert!(kinds(&found).contains(&("refused", 2)) && kinds(&found).contains(&("spooled", 4)));
}

#[test]
fn words_that_somebody_put_into_the_spool_are_not_repeated_as_paragraphs() {
    let mut history = History::new();
    let spooled = json!([{ "time": "last year", "operation": "buy gold", "claimed": "Ana Vigil",
                           "paragraphs": ["2-110-4-A", "call 555-0100", "2-110-9"] }]);
    history.entry("spool", "spool", ROOT, None, None, &[("refusals", spooled.to_string())]);
    let found = history.findings();
    let line = &found.refusals[0];
    assert_eq!(
        (line.time.as_str(), line.operation.as_str(), line.badge.as_deref()),
        ("unknown", "unknown", Some("unknown"))
    );
    assert_eq!(line.paragraphs, ["2-110-4-A", "unknown", "unknown"]);
    assert_eq!(found.paragraphs.iter().map(|line| line.count).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn sop_2_110_4_a_a_purpose_stated_again_is_reported_and_so_is_a_probe_past_a_warning() {
    let mut history = History::new();
    let first = history.state(EXAMINER, "26-00001");
    history.probe(EXAMINER, first, Some("the only frame"));
    let again = history.state(EXAMINER, "26-00001");
    history.probe(EXAMINER, again, None);
    history.state(EXAMINER, "26-00002");
    let found = history.findings();
    assert_eq!(found.restated.len(), 1);
    let restated = &found.restated[0];
    assert_eq!((restated.case.as_str(), restated.statements, restated.probes), ("26-00001", 2, 2));
    assert_eq!((restated.people, restated.past_limit), (1, false));
    assert!(!kinds(&found).iter().any(|(kind, _)| *kind == "restated"), "that it was stated anew asks for no look");
    assert_eq!((found.overrides.len(), found.overrides[0].reason.as_str()), (1, "the only frame"));
    assert_eq!(found.people[0].overrides, 1);
}

#[test]
fn the_same_probe_under_two_cases_is_read_from_the_search() {
    let mut history = History::new();
    let first = history.state(OTHER, "26-00001");
    let seen = history.probe(OTHER, first, None);
    let second = history.state(EXAMINER, "26-00002");
    let probe = history.probe(EXAMINER, second, None);
    let links = json!({ "line": 0.45, "compared": 1, "linked": 1, "found": [
        { "probe": seen, "purpose": first, "same_image": true, "score": 1.0 },
        { "probe": ProbeId([0xee; 16]), "purpose": crate::vocabulary::PurposeId([0xee; 16]), "same_image": false, "score": 0.5 },
    ]});
    history.search_as(EXAMINER, second, probe, 2, 1, &links);
    let found = history.findings();
    assert_eq!(found.other_cases.len(), 2);
    let link = &found.other_cases[0];
    assert_eq!((link.case.as_deref(), link.other_case.as_deref()), (Some("26-00002"), Some("26-00001")));
    assert!(link.same_image && found.other_cases[1].other_case.is_none());
    assert!(found.searches[0].marks.contains(&"other-case"));
}

#[test]
fn sop_2_110_4_d_5_lists_without_dispositions_are_due_and_then_overdue() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, None);
    let search = history.search(EXAMINER, purpose, probe);
    history.now = history.time;
    let due = history.findings().due;
    assert_eq!((due.len(), due[0].overdue, due[0].what.as_str()), (1, false, "disposition of 2 of 2 candidates"));
    history.now = at("2026-11-30T12:00:00Z");
    assert!(history.findings().due[0].overdue);

    let dispose =
        |rank: u32, word: &str| json!({ "search": search, "dispositions": [{ "rank": rank, "disposition": word }] });
    history.act("verify-record", EXAMINER, Some(purpose), &dispose(1, "kept"));
    assert_eq!(history.findings().due[0].what, "disposition of 1 of 2 candidates");
    history.act("verify-record", EXAMINER, Some(purpose), &dispose(2, "excluded"));
    let found = history.findings();
    assert_eq!((found.due.len(), found.searches[0].state, found.outcomes.with_lead), (0, "lead", 1));
    assert!(!found.searches[0].marks.contains(&"no-disposition"));

    history.act("verify-sheet", EXAMINER, Some(purpose), &json!({ "search": search, "preliminary": true }));
    let due = history.findings().due;
    assert!(due.len() == 1 && due[0].overdue && due[0].what.starts_with("blind review"));
    history.act("verify-review", OTHER, Some(purpose), &json!({ "search": search, "agrees": true }));
    assert!(history.findings().due.is_empty());

    for (result, state) in [("unresolved", "unresolved"), ("eliminated", "eliminated"), ("confirmed", "confirmed")] {
        let told = json!({ "search": search, "rank": 1, "source": "fingerprints", "result": result });
        history.act("verify-outcome", EXAMINER, Some(purpose), &told);
        assert_eq!(history.findings().searches[0].state, state);
    }
    let outcomes = history.findings().outcomes;
    assert_eq!((outcomes.confirmed, outcomes.eliminated, outcomes.unresolved), (1, 0, 0));
}

#[test]
fn sop_2_110_4_d_6_approvals_that_are_recorded_and_not_signed_are_due() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let share = |approval: &str| json!({ "items": 2, "recipient": "badge 77", "approval": approval });
    history.act("share", EXAMINER, Some(purpose), &share("signed"));
    let recorded = history.act("share", EXAMINER, Some(purpose), &share("recorded"));
    history.act("release", EXAMINER, Some(purpose), &share("signed"));
    let found = history.findings();
    assert_eq!((found.counts.shares, found.counts.releases, found.shared.len()), (2, 1, 3));
    assert!(found.due.len() == 1 && found.due[0].overdue && found.due[0].at.sequence == recorded);
}

#[test]
fn sop_2_110_4_d_1_who_was_not_on_call_is_marked_by_the_roster_that_had_been_accepted() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, None);
    history.search(EXAMINER, purpose, probe);
    let roster = format!(
        "frs/roster/1\n{PROGRAM}\nfrom: 2026-11-01T00:00:00Z\nuntil: 2026-12-01T00:00:00Z\n\
         on-call: 2026-11-01T00:00:00Z 2026-12-01T00:00:00Z {OTHER}\n"
    );
    history.accept(&roster);
    history.search(EXAMINER, purpose, probe);
    history.search(OTHER, purpose, probe);
    history.time = at("2026-12-01T00:00:00Z");
    history.search(EXAMINER, purpose, probe);
    let marked: Vec<bool> =
        history.findings().searches.iter().map(|line| line.marks.contains(&"not-on-call")).collect();
    assert_eq!(marked, [false, true, false, false], "before the roster nobody is marked, nor after its end");
}

#[test]
fn hours_are_those_of_the_zone_that_the_report_names() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, None);
    // 05:30 and 06:01 in Denver; by UTC both lie within the day.
    history.time = at("2026-11-10T12:29:00Z");
    history.search(EXAMINER, purpose, probe);
    history.time = at("2026-11-10T13:00:00Z");
    history.search(EXAMINER, purpose, probe);
    assert_eq!(history.findings().hours.zone, "UTC");
    assert!(!kinds(&history.findings()).iter().any(|(kind, _)| *kind == "outside-hours"));
    history.zone = "America/Denver";
    let found = history.findings();
    assert!(kinds(&found).contains(&("outside-hours", 1)));
    assert!(found.searches[0].marks.contains(&"outside-hours") && found.people[0].outside_hours == 1);
    assert_eq!(found.hours.zone, "America/Denver");
}

#[test]
fn papers_suspensions_and_what_lapses() {
    let mut history = History::new();
    let lapsing = history.authorize("4412", "examiner", at("2026-12-15T00:00:00Z"), "2026-11-20");
    history.authorize("100", "auditor", at("2027-12-15T00:00:00Z"), "2026-11-20");
    let gone = history.authorize("7", "examiner", at("2026-12-01T00:00:00Z"), "2026-11-20");
    history.suspend(gone);
    let found = history.findings();
    let lapses: Vec<_> = found.lapsing.iter().map(|line| (line.what, line.badge.as_deref(), line.lapsed)).collect();
    assert_eq!(lapses, [("training", Some("4412"), true), ("authorization", Some("4412"), false)]);
    assert_eq!(found.lapsing[0].lapses, "2026-11-20T23:59:59Z", "it counts until the end of its last day");
    let changes: Vec<_> = found.changes.iter().map(|line| line.kind.as_str()).collect();
    assert_eq!(changes, ["founding", "authorization", "authorization", "authorization", "suspension"]);
    assert!(found.changes[4].says.contains("searched for a neighbour"));
    assert!(found.changes.iter().all(|line| !line.says.contains("Quintanilla")), "names stand in no report");
    assert!(kinds(&found).contains(&("suspension", 1)));
    // Ninety days after it was last used.
    history.now = at("2027-01-25T00:00:00Z");
    let unused: Vec<_> = history.findings().lapsing.into_iter().filter(|line| line.what == "unused").collect();
    assert_eq!((unused.len(), unused[0].person, unused[0].lapsed), (1, lapsing, false));
    assert_eq!(unused[0].lapses, "2027-01-31T15:02:00Z");
}

#[test]
fn begun_acts_clock_steps_and_the_tail_after_a_restore() {
    let mut history = History::new();
    history.entry("intent", "search", EXAMINER, None, None, &[]);
    history.time = at("2026-11-01T00:00:00Z");
    history.entry("intent", "probe", EXAMINER, None, None, &[]);
    let found = history.findings();
    let begun: Vec<_> = found.unfinished.iter().map(|line| line.operation.as_str()).collect();
    assert_eq!(begun, ["search", "probe"]);
    assert_eq!(found.clock_steps, [Place { log: 1, sequence: 2 }]);
    history.restored();
    history.time = at("2026-11-20T00:00:00Z");
    history.entry("restore", "restore", ROOT, None, None, &[]);
    history.refuse("search", EXAMINER, &["2-110-4-A"]);
    let found = history.findings();
    assert_eq!((found.tail.entries, found.tail.days), (5, 27), "nobody has seen anything of either log");
    history.witnessed = Witnessed { log: 1, size: 2, time: Some(history.now) };
    assert_eq!(history.findings().tail.entries, 3);
    // More than the restored copy holds of the first log.
    history.witnessed = Witnessed { log: 1, size: 400, time: Some(history.now) };
    let tail = history.findings().tail;
    assert_eq!((tail.entries, tail.days), (2, 10));
    history.witnessed = Witnessed { log: 2, size: 1, time: Some(history.now) };
    let found = history.findings();
    assert_eq!(found.tail.entries, 1);
    assert_eq!(found.refusals[0].at, Place { log: 2, sequence: 1 });
    assert_eq!(found.refusals[0].at.to_string(), "2#1");
}

#[test]
fn what_was_expunged_leaves_a_gap_and_no_error() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, Some("the only frame"));
    history.search(EXAMINER, purpose, probe);
    for entry in &mut history.entries {
        // The commitments stay, the values are gone.
        entry.openings = crate::audit::Openings::default();
    }
    let found = history.findings();
    assert_eq!((found.counts.searches, found.searches[0].state, &found.searches[0].case), (1, "expunged", &None));
    assert_eq!((found.counts.probes, found.overrides.len(), found.due.len()), (0, 0, 0));
}

#[test]
fn the_report_calls_the_tail_too_long_where_the_gate_does_and_not_at_the_limit() {
    let mut history = History::new();
    history.floor.unwitnessed_tail_entries = 3;
    history.refuse("search", EXAMINER, &["2-110-4-A"]);
    history.refuse("search", EXAMINER, &["2-110-4-A"]);
    history.now = at("2026-11-09T15:00:00Z");
    let tail = history.findings().tail;
    assert_eq!((tail.entries, tail.days), (tail.limit_entries, tail.limit_days));
    assert!(!kinds(&history.findings()).iter().any(|(kind, _)| *kind == "unwitnessed"), "exactly as the floor allows");
    history.now = at("2026-11-09T15:00:01Z");
    assert!(kinds(&history.findings()).contains(&("unwitnessed", 3)), "a second more than seven days");
    history.now = at("2026-11-02T16:00:00Z");
    history.refuse("search", EXAMINER, &["2-110-4-A"]);
    assert!(kinds(&history.findings()).contains(&("unwitnessed", 4)), "an entry more than three");
}

#[test]
fn a_change_of_model_is_listed_with_what_changes_the_whole_repository() {
    let mut history = History::new();
    history.act("repository-re-embed", EXAMINER, None, &json!({}));
    let changes = history.findings().changes;
    assert!(changes.iter().any(|line| line.kind == "repository-re-embed" && line.says.contains("floor's model")));
}

#[test]
fn sop_2_110_4_d_4_a_list_that_was_closed_is_told_and_waits_for_nobody() {
    let mut history = History::new();
    let purpose = history.state(EXAMINER, "26-00001");
    let probe = history.probe(EXAMINER, purpose, None);
    let search = history.search(EXAMINER, purpose, probe);
    let told = json!({ "search": search, "dispositions": [{ "rank": 1, "disposition": "kept" }] });
    history.act("verify-record", EXAMINER, Some(purpose), &told);
    history.now = at("2026-11-30T12:00:00Z");
    assert!(kinds(&history.findings()).contains(&("disposition-overdue", 1)));
    let told = json!({ "search": search, "why": "wrong-image", "because": "the still of the other camera", "open": 1, "unverified": 1 });
    let closed = history.act("verify-close", EXAMINER, Some(purpose), &told);
    let found = history.findings();
    assert_eq!((found.searches[0].state, found.due.len()), ("closed", 0));
    let outcomes = &found.outcomes;
    assert_eq!((outcomes.closed, outcomes.open, outcomes.with_lead, outcomes.confirmed), (1, 0, 0, 0));
    let line = &found.closed[0];
    assert_eq!((line.at.sequence, line.search, line.why.as_str(), line.open), (closed, search, "wrong-image", 1));
    assert_eq!((line.case.as_deref(), line.searched), (Some("26-00001"), Some(found.searches[0].at)));
    assert!(kinds(&found).contains(&("closed", 1)));
}

#[test]
fn sop_2_110_4_a_stating_anew_asks_for_a_look_where_it_let_in_more_probes_than_one_purpose_may_carry() {
    let mut history = History::new();
    history.floor.purpose_probes = 2;
    let first = history.state(EXAMINER, "26-00001");
    history.probe(EXAMINER, first, None);
    history.probe(EXAMINER, first, None);
    let again = history.state(OTHER, "26-00001");
    assert!(!history.findings().restated[0].past_limit);
    history.probe(OTHER, again, None);
    let found = history.findings();
    assert_eq!((found.restated[0].people, found.restated[0].probes, found.restated[0].past_limit), (2, 3, true));
    assert!(kinds(&found).contains(&("restated", 1)));
}

#[test]
fn a_slip_of_the_hand_is_no_refusal_of_policy() {
    let mut history = History::new();
    let slip = |rule: &str, paragraph: &str| json!({ "breaches": [{ "paragraph": paragraph, "rule": rule, "why": "51 of 50" }] });
    for (rule, paragraph) in [("probe_named", "2-110-4-D-2"), ("candidate_named", "2-110-4-D-4")] {
        let values = [("refusal", slip(rule, paragraph).to_string())];
        history.entry("refusal", "search", EXAMINER, None, None, &values);
    }
    // Another rule of the same paragraph is none, nor is a list longer than the Commander's floor allows, nor a slip with something else.
    history.entry(
        "refusal",
        "verify-open",
        EXAMINER,
        None,
        None,
        &[("refusal", slip("blind", "2-110-4-D-4").to_string())],
    );
    let both = json!({ "breaches": [
        { "paragraph": "2-110-4-D-3", "rule": "candidates", "why": "51 of 50" },
        { "paragraph": "2-110-4-A-1", "rule": "trained", "why": "lapsed" },
    ]});
    history.entry("refusal", "search", EXAMINER, None, None, &[("refusal", both.to_string())]);
    history.entry(
        "refusal",
        "search",
        EXAMINER,
        None,
        None,
        &[("refusal", slip("candidates", "2-110-4-D-3").to_string())],
    );
    let found = history.findings();
    assert_eq!((found.counts.refusals, found.counts.slips), (3, 2));
    assert_eq!(found.refusals.iter().map(|line| line.slip).collect::<Vec<_>>(), [true, true, false, false, false]);
    assert!(kinds(&found).contains(&("refused", 3)));
    // The same number stands wherever refusals are counted.
    assert_eq!(found.people[0].refusals, 3);
    assert_eq!(found.series.bins.iter().map(|bin| bin.refusals).sum::<u64>(), 3);
}
