//! Golden files of candidate lists; `src/report/tests/mod.rs` says how they are written anew.

use super::*;

fn candidate(rank: u32, score: f32, date: Option<&str>, age: Option<i16>, marks: &[&str]) -> CandidateLine {
    CandidateLine {
        rank,
        reference: ReferenceId([rank as u8; 16]),
        subject: SubjectId([0x40 + rank as u8; 16]),
        score,
        above_line: score >= 0.45,
        capture_date: date.map(|date| date.parse().unwrap()),
        photo_age_years: age,
        fmr_at_most: None,
        fmr_below_one_in: None,
        fmr_at_least: None,
        chance_hits_at_most: None,
        chance_hits_at_least: None,
        other_references: u64::from(rank == 1) * 2,
        marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
    }
}

fn search(kind: &str, outcome: &'static str, candidates: Vec<CandidateLine>) -> SearchReport {
    let labels = [
        "MVD-123456".to_owned(),
        HOSTILE.to_owned(),
        "محمد عبد الرحمن بن يوسف".to_owned(),
        "山田太郎".repeat(20),
        format!("--- below the floor's line 0.45 --- {}", "very long name ".repeat(30)),
    ];
    SearchReport {
        program: program(kind),
        search: SearchId([0x11; 16]),
        purpose: PurposeId([0x22; 16]),
        case: Some("26-00123".into()),
        outcome,
        notice: LEAD_NOTICE,
        error_rates: Some("The model's card holds no measured error rates: none stand beside the scores."),
        measured_on: None,
        line_warning: None,
        earlier: vec![SearchId([0x12; 16]), SearchId([0x13; 16])],
        not_on_call: true,
        told: ProbeTold {
            source: Some("cctv".into()),
            request: Some(RequestTold {
                badge: Some("2207".into()),
                at: Some("2026-11-22T02:50:00Z".into()),
                channel: Some(HOSTILE.into()),
            }),
            child: Some(true),
            past_warning: Some("the only frame in which the face is turned to the camera".into()),
            found_after: Some("laying a grey margin around a copy".into()),
            edits: Vec::new(),
        },
        list: CandidateList {
            probe: ProbeId([0x33; 16]),
            model: ModelName { name: "mobilefacenet".into(), weights: Digest([0x77; 32]) },
            gallery_root: Digest([0x66; 32]),
            references: 12_345,
            subjects: 9_876,
            not_searched: 17,
            floor: 3,
            line: 0.45,
            asked: 20,
            candidates,
        },
        list_digest: Digest([0x88; 32]),
        other_cases: 0,
        corrections: vec![],
        labels: None,
        entry: entry(),
        labels_for_reading: labels.into(),
    }
}

fn five() -> Vec<CandidateLine> {
    vec![
        candidate(1, 0.81234, Some("2024-05-31"), Some(2), &[]),
        candidate(2, 0.5, Some("2009-01-02"), Some(17), &["old-photo", "child"]),
        candidate(3, 0.45, None, None, &["photo-age-unknown", "child"]),
        candidate(4, 0.4499, Some("2026-11-01"), Some(0), &[]),
        candidate(5, -0.02, Some("2015-12-24"), Some(10), &["old-photo"]),
    ]
}

/// Twelve candidates, three of them above the line, each but every third with these marks.
pub(in crate::report) fn marked_search(marks: &[&str], curve: bool) -> SearchReport {
    let with = |rank: u32| if rank.is_multiple_of(3) { &[][..] } else { marks };
    let mut candidates: Vec<_> = (1..=12)
        .map(|rank| candidate(rank, 0.81 - rank as f32 * 0.1, Some("2009-01-02"), Some(17), with(rank)))
        .collect();
    for one in candidates.iter_mut().filter(|_| curve) {
        (one.fmr_at_most, one.chance_hits_at_most) = (Some(0.001), Some(1_234.5));
    }
    SearchReport {
        labels_for_reading: vec!["MVD-123456 a long label ".repeat(3); 12],
        ..search("program", "candidates", candidates)
    }
}

#[test]
fn a_candidate_list() {
    let report = search("program", "candidates", five());
    check_both("search", &report);
    let text = report.human(Width(80));
    assert!(text.contains("INVESTIGATIVE LEAD ONLY. A candidate is not"));
    assert_eq!(text.matches("UNVERIFIED").count(), 1);
    assert!(!text.contains('%') && !text.contains("DEMO"));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&text).ends_with("not probable cause for an arrest."));
    assert_eq!(words(&text).matches(&words(SCORE_NOTICE)).count(), 1);
}

#[test]
fn no_candidate_is_said_and_the_list_is_shown() {
    let mut report = search("demo", "no-candidate", five().into_iter().skip(3).collect());
    report.told = ProbeTold {
        source: None,
        request: None,
        child: None,
        past_warning: None,
        found_after: None,
        edits: Vec::new(),
    };
    report.other_cases = 2;
    report.corrections = vec![correction("case", Some("26-00124"), None)];
    check_both("search-none", &report);
    let text = report.human(Width(80));
    assert!(text.contains("NO CANDIDATE") && text.contains("0.4499"));
    assert_eq!(text.matches("*** DEMO ***").count(), 2);
}

#[test]
fn error_rates_stand_beside_the_scores_where_they_were_measured() {
    let mut candidates = five();
    let (first, rest) = candidates.split_first_mut().unwrap();
    (first.fmr_below_one_in, first.chance_hits_at_most) = (Some(312_500), Some(12_345.0 / 312_500.0));
    for (candidate, fmr) in rest.iter_mut().zip([3.2e-4, 0.001, 0.0123]) {
        candidate.fmr_at_most = Some(fmr);
        candidate.chance_hits_at_most = Some(fmr * 12_345.0);
    }
    let last = rest.last_mut().unwrap();
    (last.fmr_at_most, last.chance_hits_at_most) = (None, None);
    (last.fmr_at_least, last.chance_hits_at_least) = (Some(0.018), Some(0.018 * 12_345.0));
    let measured_on = Some("LFW, press photographs".to_owned());
    let report = SearchReport { error_rates: None, measured_on, ..search("program", "candidates", candidates) };
    check_both("search-curve", &report);
    let text = report.human(Width(160));
    assert!(text.contains("below 1 in 312,500") && text.contains("LFW, press photographs"), "{text}");
    assert!(!report.human(Width(160)).contains('%'));
}

#[test]
fn a_label_cannot_pose_as_a_row_or_a_line() {
    let text = search("program", "candidates", five()).human(Width(80));
    let lines: Vec<_> = text.lines().filter(|line| line.contains("below the floor's line")).collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("---")).count(), 1);
    assert_eq!(text.lines().filter(|line| line.trim_start().starts_with("1  ")).count(), 1);
}

#[test]
fn labels_stand_in_the_json_only_where_asked_for() {
    let mut report = search("program", "candidates", five());
    assert!(!report.json().unwrap().contains("MVD-123456"));
    report.labels = Some(report.labels_for_reading.clone());
    check("search-with-personal", &report);
}

#[test]
fn what_json_escapes_reads_back_as_it_was() {
    let line = EnrollLine { event: "result", row: 1, path: Some(HOSTILE.into()), result: EnrollResult::NoFace }
        .json()
        .unwrap();
    assert!(!line.chars().any(crate::vocabulary::is_invisible), "{line}");
    let read: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(read["path"], HOSTILE);
}
