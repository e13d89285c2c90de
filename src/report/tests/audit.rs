//! Golden files of the answers to a supervisor; `src/report/tests/mod.rs` says how they are written anew.

use super::*;
use crate::{
    policy::{AUDIT_NOTICES, STATISTICS_NOTICES},
    vocabulary::{PersonId, ProbeId, PurposeId, SampleFinding, SearchId},
};

const PERSON: PersonId = PersonId([0x55; 16]);

fn at(sequence: u64) -> Place {
    Place { log: 1, sequence }
}

fn answer(finding: &str) -> AnswerLine {
    AnswerLine {
        at: at(40),
        time: "2026-11-23T03:14:15Z".into(),
        badge: Some("A-100".into()),
        search: SearchId([0x11; 16]),
        searched: Some(at(18)),
        searched_by: Some(HOSTILE.into()),
        case: Some("26-00123".into()),
        finding: finding.into(),
        because: HOSTILE.into(),
    }
}

fn search(sequence: u64, state: &'static str, marks: &[&'static str]) -> SearchLine {
    SearchLine {
        at: at(sequence),
        time: "2026-11-22T03:14:15Z".into(),
        person: PERSON,
        badge: Some("4412".into()),
        kind: Some("criminal-activity".into()),
        purpose: Some(PurposeId([0x22; 16])),
        case: Some("26-00123".into()),
        search: Some(SearchId([0x11; 16])),
        probe: Some(ProbeId([0x33; 16])),
        candidates: [20, 3],
        state,
        marks: marks.to_vec(),
    }
}

fn findings(kind: &str) -> AuditFindings {
    let (time, badge, case) = ("2026-11-22T03:14:15Z".to_owned(), Some("4412".to_owned()), Some(HOSTILE.to_owned()));
    let word = |word: &str, count, searches| WordCount { word: word.into(), count, searches };
    let bin = |begins: &str, searches, refusals| Bin { begins: begins.into(), searches, refusals };
    let look = |kind, paragraph, count, says: &str| ToLookAt { kind, paragraph, count, says: says.into() };
    AuditFindings {
        program: program(kind),
        made: "2026-11-30T12:00:00Z".into(),
        about: ReportAbout {
            from: Some("2026-11-01T00:00:00Z".into()),
            person: Some(PERSON),
            badge: badge.clone(),
            case: case.clone(),
            ..ReportAbout::default()
        },
        book: BookRead { log: 1, size: 1_204, root: Digest([0x66; 32]), entries: 310 },
        hours: Hours { from: 6, until: 22, zone: "America/Denver".into() },
        to_look_at: vec![
            look("lapsed", "2-110-4-A-1", 1, "trainings or authorizations that have lapsed"),
            look("outside-hours", "2-110-4-D-1", 1, "searches outside 06:00 to 22:00 (America/Denver)"),
            look("disposition-overdue", "2-110-4-D-5", 1, "lists without dispositions, overdue"),
        ],
        counts: Counts { purposes: 2, probes: 3, searches: 2, with_candidates: 1, refusals: 1, ..Counts::default() },
        series: Series {
            unit: "day",
            zone: "America/Denver".into(),
            bins: vec![bin("2026-11-21", 0, 1), bin("2026-11-22", 2, 0)],
        },
        purposes: vec![word("criminal-activity", 2, 2)],
        paragraphs: vec![word("2-110-4-A", 1, 0), word("2-110-4-A-1", 1, 0)],
        people: vec![PersonCount {
            person: PERSON,
            badge: Some(HOSTILE.into()),
            probes: 3,
            searches: 2,
            overrides: 1,
            refusals: 1,
            outside_hours: 1,
        }],
        outcomes: Outcomes { no_candidate: 1, open: 1, ..Outcomes::default() },
        searches: vec![
            search(14, "no-candidate", &[]),
            SearchLine { case: case.clone(), ..search(18, "open", &["outside-hours", "no-disposition", "other-case"]) },
        ],
        refusals: vec![
            RefusalLine {
                at: at(9),
                time: time.clone(),
                person: Some(PERSON),
                badge: badge.clone(),
                operation: "search".into(),
                case: None,
                paragraphs: vec!["2-110-4-A".into(), "2-110-4-A-1".into()],
                why: vec!["No purpose is cited.".into(), HOSTILE.into()],
                unattributed: false,
                slip: false,
            },
            RefusalLine {
                at: at(10),
                time: HOSTILE.into(),
                person: None,
                badge: Some(HOSTILE.into()),
                operation: HOSTILE.into(),
                case: None,
                paragraphs: vec![HOSTILE.into()],
                why: vec![],
                unattributed: true,
                slip: false,
            },
        ],
        overrides: vec![OverrideLine {
            at: at(12),
            time: time.clone(),
            badge: badge.clone(),
            case: case.clone(),
            probe: Some(ProbeId([0x33; 16])),
            warnings: vec!["sharpness 31.00 (limit 40.00): take a sharper frame".into()],
            reason: "the only frame in which the face is turned to the camera ".repeat(3),
        }],
        other_cases: vec![OtherCaseLine {
            at: at(18),
            time: time.clone(),
            badge: badge.clone(),
            case: case.clone(),
            probe: Some(ProbeId([0x33; 16])),
            other_probe: ProbeId([0x44; 16]),
            other_purpose: PurposeId([0x45; 16]),
            other_case: Some("26-00077".into()),
            other_badge: Some("2207".into()),
            same_image: false,
            score: Some(0.6125),
        }],
        restated: vec![RestatedLine {
            case: "26-00123".into(),
            kind: "criminal-activity".into(),
            statements: 2,
            people: 2,
            probes: 13,
            past_limit: true,
            at: vec![at(2), at(11)],
        }],
        answers: vec![answer("questioned"), answer("agreed")],
        closed: vec![ClosedLine {
            at: at(30),
            time: time.clone(),
            badge: badge.clone(),
            case: case.clone(),
            search: SearchId([0x11; 16]),
            searched: Some(at(18)),
            searched_at: Some(time.clone()),
            overdue: true,
            looked_since: 2,
            searched_by: Some(HOSTILE.into()),
            why: "wrong-image".into(),
            because: HOSTILE.into(),
            open: 18,
            unverified: 2,
        }],
        due: vec![DueLine {
            at: at(18),
            time: time.clone(),
            badge: badge.clone(),
            case: case.clone(),
            search: Some(SearchId([0x11; 16])),
            kind: "disposition",
            what: "disposition of 20 of 20 candidates".into(),
            due: "2026-11-25T03:14:15Z".into(),
            overdue: true,
        }],
        shared: vec![SharedLine {
            at: at(20),
            time: time.clone(),
            kind: "share".into(),
            badge: badge.clone(),
            case: case.clone(),
            recipient: Some(HOSTILE.into()),
            items: 2,
            approval: Some("recorded".into()),
        }],
        changes: vec![ChangeLine {
            at: at(1),
            time: time.clone(),
            badge: Some("commander".into()),
            kind: "suspension".into(),
            person: Some(PERSON),
            person_badge: badge.clone(),
            says: format!("suspension 1: {HOSTILE}"),
        }],
        lapsing: vec![LapseLine {
            person: PERSON,
            badge: badge.clone(),
            what: "training",
            lapses: "2026-11-21T00:00:00Z".into(),
            lapsed: true,
        }],
        unfinished: vec![UnfinishedLine { at: at(21), time, badge, operation: "search".into(), case }],
        clock_steps: vec![at(22)],
        tail: UnwitnessedTail {
            entries: 204,
            since: Some("2026-11-02T15:00:00Z".into()),
            days: 27,
            too_many: true,
            too_long: true,
            limit_entries: 200,
            limit_days: 7,
            witnessed: 1_000,
            cosigned: Some("2026-11-02T14:00:00Z".into()),
        },
        notices: AUDIT_NOTICES.iter().map(|notice| (*notice).to_owned()).collect(),
        intent: at(1_203),
    }
}

#[test]
fn an_audit_report() {
    let report =
        AuditReport { findings: findings("program"), files: vec![("html".into(), Digest([0x77; 32]))], entry: entry() };
    check_both("audit-report", &report);
    let text = report.human(Width(80));
    assert!(!text.contains('%') && !text.contains("DEMO"));
}

#[test]
fn an_audit_report_with_long_lists_shows_their_newest_lines() {
    let mut long = findings("demo");
    long.searches = (0..45).map(|n| search(100 + n, "open", &["no-disposition"])).collect();
    let report = AuditReport { findings: long, files: vec![], entry: entry() };
    let text = report.human(Width(80));
    assert!(text.contains("the last 20 of 45") && text.contains("#144") && !text.contains("#124 "), "{text}");
    assert!(text.contains("*** DEMO ***"));
}

#[test]
fn the_page_and_the_table_of_an_audit_report() {
    golden("audit-report.html", &report_html(&findings("demo")));
    golden("audit-report.csv", &report_csv(&findings("program")).unwrap());
}

#[test]
fn a_story() {
    let line = |sequence, intent, says: &str, details: &[&str]| StoryLine {
        at: at(sequence),
        intent,
        time: "2026-11-22T03:14:15Z".into(),
        badge: Some("4412".into()),
        person: PERSON,
        says: says.into(),
        details: details.iter().map(|detail| (*detail).to_owned()).collect(),
    };
    let story = AuditStory {
        program: program("program"),
        kind: "case",
        topic: HOSTILE.into(),
        story: vec![
            line(12, Some(11), "let in probe-33333333333333333333333333333333", &["source: cctv", HOSTILE]),
            line(14, Some(13), &"searched and searched ".repeat(9), &[]),
            StoryLine { badge: None, ..line(15, None, "was refused search", &["2-110-4-A: No purpose is cited."]) },
        ],
        entry: entry(),
    };
    check_both("audit-story", &story);
}

#[test]
fn a_sample() {
    let sample = AuditSample {
        program: program("program"),
        seed: HOSTILE.into(),
        algorithm: "draw = SHA-256(…)",
        from: Some("2026-11-01T00:00:00Z".into()),
        until: None,
        zone: "America/Denver".into(),
        population: 40,
        population_digest: Digest([0x88; 32]),
        asked: 20,
        drawn: vec![SampleLine {
            search: search(18, "open", &["no-disposition"]),
            leaf: Digest([0x5a; 32]),
            draw: Digest([0x01; 32]),
            stated: vec![("offense".into(), HOSTILE.into()), ("relation".into(), "suspect".into())],
            answered: Some(answer("questioned")),
        }],
        earlier: vec![(at(7), "2026-10".into())],
        entry: entry(),
    };
    check_both("audit-sample", &sample);
    let answered = SearchAnswered {
        program: program("program"),
        search: SearchId([0x11; 16]),
        at: at(18),
        badge: Some(HOSTILE.into()),
        finding: SampleFinding::Questioned,
        because: HOSTILE.into(),
        entry: entry(),
    };
    check_both("audit-answer", &answered);
    let none = AuditSample { drawn: vec![], earlier: vec![], population: 0, ..sample };
    check_human("audit-sample-none", &none);
}

#[test]
fn statistics() {
    let row = |name: &str, cell| (name.to_owned(), cell);
    let statistics = AuditStatistics {
        program: program("program"),
        year: 2026,
        complete: false,
        silent: false,
        threshold: 5,
        tables: vec![
            StatisticsTable {
                title: "Searches by purpose",
                rows: vec![row("criminal-activity", Cell::Told(140)), row("decedent", Cell::Withheld("withheld"))],
                total: Some(Cell::Told(143)),
            },
            StatisticsTable {
                title: "Other numbers",
                rows: vec![row("suspensions", Cell::Withheld("withheld"))],
                total: None,
            },
        ],
        notices: STATISTICS_NOTICES.iter().map(|notice| (*notice).to_owned()).collect(),
        entry: entry(),
    };
    check("audit-statistics", &statistics);
    check_human("audit-statistics", &statistics);
}
