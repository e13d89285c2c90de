//! Golden files of the answers on the way from candidate to lead; `src/report/tests/mod.rs` says how they are written anew.

use super::*;
use crate::{
    policy::LEAD_NOTICE,
    vocabulary::{ClosedBecause, Conclusion, Disposition, EditStep, PersonId, PurposeId, ReferenceId, SearchId},
};

const SEARCH: SearchId = SearchId([0x11; 16]);

fn warning(mark: &str, says: &str) -> Warning {
    Warning { mark: mark.into(), says: says.into() }
}

fn candidate(rank: u32, state: &'static str, conclusion: Option<Conclusion>) -> CandidateState {
    CandidateState {
        rank,
        reference: ReferenceId([rank as u8; 16]),
        above_line: rank < 3,
        capture_date: (rank != 2).then(|| "2019-05-31".parse().unwrap()),
        photo_age_years: (rank != 2).then_some(7),
        state,
        sources: u64::from(rank == 1),
        conclusion,
        at_sight: rank == 4,
        records: u64::from(conclusion.is_some()) * u64::from(rank),
        opened: rank == 3 || conclusion.is_some(),
        waits_for: if state == "CONFLICT" { vec!["4412".into()] } else { Vec::new() },
        warnings: vec![warning("old-photo", "taken 7 years before"), warning("many-lists", HOSTILE)]
            .split_off(usize::from(rank == 3)),
    }
}

fn status(candidates: Vec<CandidateState>) -> VerificationStatus {
    VerificationStatus {
        program: program("program"),
        search: SEARCH,
        purpose: Some(PurposeId([0x22; 16])),
        case: Some(HOSTILE.into()),
        searched: "2026-11-22T03:14:15Z".into(),
        notice: LEAD_NOTICE,
        open: candidates.iter().filter(|one| one.state == "open").count() as u32,
        candidates,
        due: vec![VerificationDue {
            what: "records of 2 of 4 candidates".into(),
            due: "2026-11-25T03:14:15Z".into(),
            overdue: true,
        }],
        review: serde_json::json!({ "state": "not-begun" }),
        preliminary: false,
        report: false,
        closed: None,
        entry: entry(),
    }
}

fn closed_with() -> ClosedWith {
    ClosedWith {
        log: 1,
        sequence: 44,
        time: "2026-11-23T08:00:00Z".into(),
        badge: Some("4412".into()),
        why: ClosedBecause::WrongImage,
        because: HOSTILE.into(),
    }
}

#[test]
fn a_list_that_is_closed() {
    let made = ListClosed {
        program: program("program"),
        search: SEARCH,
        case: Some(HOSTILE.into()),
        why: ClosedBecause::NoLongerWanted,
        because: HOSTILE.into(),
        candidates: 20,
        open: 18,
        unverified: 2,
        entry: entry(),
    };
    check_both("verify-closed", &made);
    let list = vec![candidate(1, "UNVERIFIED", Some(Conclusion::SomeSupport)), candidate(2, "open", None)];
    let closed = VerificationStatus { due: Vec::new(), closed: Some(closed_with()), ..status(list) };
    check_both("verify-status-closed", &closed);
}

#[test]
fn a_list_shown_once_more() {
    let marks = ["old-photo", "child"];
    let SearchReport { told, list, labels_for_reading, .. } = super::search::marked_search(&marks, true);
    let made = ListShown {
        program: program("program"),
        search: SEARCH,
        purpose: Some(PurposeId([0x22; 16])),
        case: Some(HOSTILE.into()),
        searched: "2026-11-22T03:14:15Z".into(),
        by: PersonId([0x55; 16]),
        badge: Some("4412".into()),
        notice: LEAD_NOTICE,
        moved: vec![3],
        told,
        list,
        list_digest: Digest([0x88; 32]),
        closed: Some(closed_with()),
        entry: entry(),
        labels_for_reading,
    };
    check_both("verify-list", &made);
}

#[test]
fn what_is_open() {
    let list = vec![
        candidate(1, "UNVERIFIED", Some(Conclusion::SomeSupport)),
        candidate(2, "excluded", Some(Conclusion::Excluded)),
        candidate(3, "open", None),
        candidate(4, "excluded", Some(Conclusion::Excluded)),
    ];
    check_both("verify-status", &status(list));
    let list = vec![
        candidate(1, "CONFLICT", Some(Conclusion::SomeSupport)),
        candidate(2, "UNVERIFIED", Some(Conclusion::StrongSupport)),
    ];
    let conflict = VerificationStatus {
        review: serde_json::json!({ "state": "conflict", "ranks": [1] }),
        due: Vec::new(),
        ..status(list)
    };
    check_human("verify-status-conflict", &conflict);
}

/// As of the candidate list: the line stands between the right ranks, and no mark is cut.
#[test]
fn what_is_open_at_any_width() {
    let marks = ["old-photo", "photo-age-unknown", "child", "same-as-probe", "enrolled-after-case", "many-lists"];
    for count in 0..=marks.len() {
        let warnings: Vec<Warning> = marks[..count].iter().map(|mark| warning(mark, "see there")).collect();
        let one = |rank| CandidateState { warnings: warnings.clone(), ..candidate(rank, "open", None) };
        let report = status((1..=12).map(one).collect());
        for width in 60..=200_u16 {
            let text = report.human(Width(width));
            let lines: Vec<&str> = text.lines().collect();
            assert!(
                lines.iter().all(|line| unicode_width::UnicodeWidthStr::width(*line) <= usize::from(width)),
                "{width}\n{text}"
            );
            let at = |wanted: &str| lines.iter().position(|line| line.starts_with(wanted)).unwrap();
            let (begin, line) = (at("==="), at("--- below"));
            assert!(lines[begin - 1].starts_with(" #  Taken"), "{text}");
            let rank = |line: &&str| line.get(..2).and_then(|rank| rank.trim().parse::<u32>().ok());
            let ranks: Vec<u32> = lines[begin..line].iter().filter_map(rank).collect();
            assert_eq!(ranks, [1, 2], "{width}\n{text}");
            let flat = lines[begin..].join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(!flat.contains('…'), "{text}");
            assert_eq!(flat.matches("OLD PHOTO").count() >= 12, count > 0, "{width}\n{text}");
        }
    }
}

#[test]
fn the_second_look() {
    let made = PacketMade {
        program: program("program"),
        search: SEARCH,
        purpose: Some(PurposeId([0x22; 16])),
        reviewer: PersonId([0x55; 16]),
        badge: HOSTILE.into(),
        items: 5,
        replaces: None,
        entry: entry(),
    };
    check_both("verify-packet", &made);
    let replaces = Some(ReplacedPacket { badge: HOSTILE.into(), recorded: 2, items: 5 });
    check_human("verify-packet-again", &PacketMade { replaces, ..made });
    let recorded = |agrees: Option<bool>, differs: Vec<u32>| ReviewDone {
        program: program("program"),
        search: SEARCH,
        purpose: Some(PurposeId([0x22; 16])),
        notice: LEAD_NOTICE,
        items: 5,
        directory: None,
        item: Some("C".into()),
        open: if agrees.is_some() { Vec::new() } else { vec!["D".into(), "E".into()] },
        agrees,
        differs,
        entry: entry(),
    };
    check_both("verify-review", &recorded(None, Vec::new()));
    check_human("verify-review-differs", &recorded(Some(false), vec![2, 7]));
    let opened = ReviewDone { directory: Some(HOSTILE.into()), item: None, ..recorded(None, Vec::new()) };
    check_human("verify-review-opened", &opened);
    let settled = CandidateSettled {
        program: program("program"),
        search: SEARCH,
        purpose: Some(PurposeId([0x22; 16])),
        rank: 3,
        reference: ReferenceId([3; 16]),
        notice: LEAD_NOTICE,
        what: "source",
        says: format!("mvd {HOSTILE} supports"),
        waits_for: Vec::new(),
        entry: entry(),
    };
    check_both("verify-settled", &settled);
    let says = "kept, by consultation: the ear is covered by hair".to_owned();
    let open = CandidateSettled { what: "resolved", says, waits_for: vec![HOSTILE.into()], ..settled };
    check_human("verify-resolve-open", &open);
}

#[test]
fn one_candidate() {
    let opened = CandidateOpened {
        program: program("demo"),
        search: SEARCH,
        purpose: Some(PurposeId([0x22; 16])),
        rank: 3,
        candidates: 20,
        reference: ReferenceId([3; 16]),
        notice: LEAD_NOTICE,
        directory: HOSTILE.into(),
        files: vec![("comparison.html".into(), Digest([0x77; 32]))],
        warnings: vec![warning("enrolled-after-case", "enrolled after the case was opened")],
        entry: entry(),
    };
    check_both("verify-opened", &opened);
    let recorded = ComparisonRecorded {
        program: program("program"),
        search: SEARCH,
        purpose: Some(PurposeId([0x22; 16])),
        rank: 3,
        reference: ReferenceId([3; 16]),
        notice: LEAD_NOTICE,
        disposition: Disposition::Kept,
        conclusion: Conclusion::SomeSupport,
        at_sight: false,
        earlier: 1,
        open: (4..20).collect(),
        unverified: true,
        entry: entry(),
    };
    check_both("verify-recorded", &recorded);
}

#[test]
fn a_replay() {
    let line = |(rank, state)| ReplayLine { rank, state };
    let told = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let replayed = Replayed {
        program: program("program"),
        search: SEARCH,
        searched: "12".into(),
        notice: LEAD_NOTICE,
        verdict: "identical",
        probe: "equal",
        gallery: "equal",
        candidates: (1..).zip(["equal"; 20]).map(line).collect(),
        list_digest: Digest([0x88; 32]),
        again: Some(Digest([0x88; 32])),
        findings: vec![],
        accounted: told(&["photographs that were enrolled since are left away: 3 (entries 20)"]),
        unchecked: vec![],
        entry: entry(),
    };
    check_both("replay", &replayed);
    let gone = Replayed {
        verdict: "accounted-for",
        gallery: "not-made-again",
        candidates: vec![line((1, "equal")), line((2, "expunged"))],
        again: None,
        accounted: told(&["candidate 2: the photograph was expunged since (entry 40)"]),
        unchecked: told(&["the gallery's root of that day: what was expunged stands in it"]),
        ..replayed.clone()
    };
    check_human("replay-accounted", &gone);
    for verdict in ["other-model", "other-software"] {
        check_human(&format!("replay-{verdict}"), &Replayed { verdict, probe: verdict, ..replayed.clone() });
    }
    let differs = Replayed {
        verdict: "differs",
        candidates: vec![line((1, "equal")), line((2, "differs"))],
        findings: told(&["candidate 2: the score is 0.6000, and 0.7000 is recorded", HOSTILE]),
        ..replayed
    };
    check_human("replay-differs", &differs);
}

#[test]
fn a_discovery_file_collected_and_made_again() {
    let file = |kind: &str, name: &str| DiscoveryFile {
        kind: kind.into(),
        name: name.into(),
        sha256: Digest([0x44; 32]),
        bytes: 12_345,
    };
    let collected = DiscoveryCollected {
        program: program("program"),
        search: SEARCH,
        notice: LEAD_NOTICE,
        directory: HOSTILE.into(),
        files: vec![file("discovery", "discovery.json"), file("discovery-templates", "templates.json")],
        witnessed: false,
        complete: "That the list is complete is attested by the book.",
        entry: entry(),
    };
    check_both("discovery-collected", &collected);
    let line = |rank, made: Option<f32>, state| RecomputedLine { rank, recorded: 0.81234, made, state };
    let equal = Recomputed {
        proof: "proven",
        cosigned: vec![CosignedBy { witness: HOSTILE.into(), time: "2026-11-22T19:30:00Z".parse().unwrap() }],
        program: program("demo"),
        notice: LEAD_NOTICE,
        score_notice: crate::policy::SCORE_NOTICE,
        search: SEARCH,
        model: Digest([0x77; 32]),
        verdict: "equal",
        probe: "equal",
        says: "made anew from the image and its edits, the template is the same".into(),
        candidates: vec![line(1, Some(0.81234), "equal"), line(2, Some(0.81234), "equal")],
        findings: vec![],
        proofs: vec!["got/05-discovery-proof.tlog-proof".into()],
        floor: "papers",
        checked: vec!["2 of 2 scores: each is the cosine of the two templates that lie here".into()],
        claimed: vec!["the 4 records: each names its entry of the book".into()],
        complete: collected.complete,
    };
    check_both("recompute", &equal);
    let candidates = vec![line(1, Some(0.5), "differs"), line(2, None, "not-made")];
    let findings = vec!["scores that are others than the list says: 1".into(), HOSTILE.into()];
    let differs = Recomputed { verdict: "differs", candidates, findings, says: HOSTILE.into(), ..equal.clone() };
    check_human("recompute-differs", &differs);
    check_human("recompute-unanchored", &Recomputed { proof: "unanchored", ..equal.clone() });
    check_human("recompute-in-part", &Recomputed { verdict: "in-part", proof: "none", proofs: vec![], ..equal });
}

fn page() -> ComparisonPage {
    let fact = |name: &'static str, text: &str| PageFact { name, text: text.into() };
    let picture = |enlarged: f64| PagePicture { whole: b"whole".into(), face: b"face".into(), enlarged };
    ComparisonPage {
        edits: None,
        program: program("demo"),
        title: format!("Candidate 3 of 20 {HOSTILE}"),
        about: vec![fact("Search", &SEARCH.to_string())],
        notice: LEAD_NOTICE,
        probe_facts: vec![fact("Probe", "<script>alert(1)</script>")],
        reference_facts: vec![fact("Taken", "unknown")],
        probe: picture(3.2),
        reference: picture(0.5),
        measures: vec![MeasureRow {
            name: "sharpness".into(),
            probe: "12.00 (past the warning limit)".into(),
            reference: "300.00".into(),
            marked: [true, false],
        }],
        warnings: vec![warning("child", "\"><img src=x>")],
        at: Place { log: 1, sequence: 11 },
    }
}

#[test]
fn the_page_says_how_the_probe_was_edited() {
    let step = |edit: &str, clipped| EditStep {
        edit: edit.into(),
        before: Digest([1; 32]),
        sha256: Digest([2; 32]),
        width: 400,
        height: 500,
        clipped,
    };
    let steps = vec![step("deinterlace=top", 0), step("exposure=1.25", 24_681), step("<b>later", 0)];
    let with = |digests| {
        let edits = Some(PageEdits { received: b"received".into(), steps: steps.clone(), digests });
        comparison_html(&ComparisonPage { edits, ..page() })
    };
    golden("verify-comparison-edited.html", &with(true));
    assert!(!with(true).contains("<b>"));
    let digest = Digest([2; 32]).to_string();
    assert!(with(true).contains(&digest) && !with(false).contains(&digest), "a blind review shows no digest");
}

/// Nothing of what people wrote becomes markup, nothing runs, and no picture comes from elsewhere.
#[test]
fn the_page_for_a_comparison() {
    let html = comparison_html(&page());
    golden("verify-comparison.html", &html);
    assert!(!html.contains("<script") && !html.contains("<img src=x") && !html.contains("://"));
    assert_eq!(html.matches("<img ").count(), 4);
    assert_eq!(html.matches("src=\"data:image/png;base64,").count(), 4);
    assert!(html.contains("<strong>DEMO") && html.contains("enlarged 3.2 times") && html.contains("reduced to 0.50"));
}

fn contact() -> ContactSheet {
    let picture = |tone: u8| {
        let mut png = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_pixel(220, 220, image::Rgb([tone; 3]))
            .write_to(&mut png, image::ImageFormat::Png)
            .unwrap();
        LeadPicture { png: png.into_inner(), width: 220, height: 220 }
    };
    let candidate = |rank: u32| ContactCandidate {
        rank,
        above_line: rank < 3,
        capture_date: (rank != 2).then(|| "2019-05-31".parse().unwrap()),
        photo_age_years: (rank != 2).then_some(7),
        state: "open",
        marks: vec!["old-photo".into(), "<b>later".into()],
        picture: (rank != 4).then(|| picture(120)),
        enlarged: (rank != 4).then_some(1.4),
    };
    ContactSheet {
        program: program("demo"),
        search: SEARCH,
        case: Some(HOSTILE.into()),
        searched: "2026-11-22T03:14:15Z".into(),
        probe: crate::vocabulary::ProbeId([0x33; 16]),
        annotated: picture(200),
        face: picture(160),
        faces: 3,
        chosen: 2,
        candidates: (1..=7).map(candidate).collect(),
        at: Place { log: 1, sequence: 11 },
    }
}

/// Nothing of what people wrote becomes markup, nothing runs, no picture comes from elsewhere; who was expunged stands as that.
#[test]
fn the_contact_sheet() {
    let html = contact_html(&contact());
    golden("verify-contact.html", &html);
    assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("://"));
    assert_eq!(html.matches("<img ").count(), 8);
    assert!(html.contains("expunged since the search") && html.contains("number 2 was searched"));
    assert!(!html.chars().any(|c| c != '\n' && crate::vocabulary::is_invisible(c)));
    let png = contact_png(&contact()).unwrap();
    let drawn = image::load_from_memory(&png).unwrap().to_rgb8();
    assert!(drawn.width() == 1_220 && drawn.height() > 1_200, "{} × {}", drawn.width(), drawn.height());
    let whole = contact();
    let none = ContactSheet { candidates: Vec::new(), ..whole };
    assert!(contact_png(&none).unwrap().len() < png.len());
    let made = ContactMade {
        program: program("program"),
        search: SEARCH,
        purpose: Some(PurposeId([0x22; 16])),
        candidates: 20,
        expunged: vec![4],
        notice: LEAD_NOTICE,
        directory: HOSTILE.into(),
        files: vec![("contact.html".into(), Digest([0x77; 32]))],
        entry: entry(),
    };
    check_both("verify-contact", &made);
}
