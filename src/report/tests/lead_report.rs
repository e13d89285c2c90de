//! The lead report from fixed input: its JSON, its page and its words; `src/report/tests/mod.rs` says how they are written anew.

use super::*;
use crate::{
    policy::LEAD_NOTICE,
    vocabulary::{
        Conclusion, Disposition, EditStep, Feature, FeatureFinding, PersonId, ProbeId, PurposeId, PurposeKind,
        ReferenceId, ResolvedBy, SearchId, SourceKind, SourceResult, SubjectId, VerificationResult,
    },
};

const SEARCH: SearchId = SearchId([0x11; 16]);
/// Greek, Cyrillic, Arabic, Hebrew, Chinese.
pub(in crate::report) const NAMES: [&str; 5] =
    ["Ελένη Παπαδοπούλου", "Екатерина Щербакова", "محمد عبد الرحمن", "יעל כהן", "山田太郎 王小明"];

/// A picture of one colour with a darker middle, as PNG.
fn picture(width: u32, height: u32, tone: u8) -> LeadPicture {
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        let inside = x > width / 4 && x < 3 * width / 4 && y > height / 4 && y < 3 * height / 4;
        image::Rgb(if inside { [tone / 2, tone / 2, tone] } else { [tone, tone, tone / 2] })
    });
    let mut png = std::io::Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png).unwrap();
    LeadPicture { png: png.into_inner(), width, height }
}

fn lead_image(tone: u8, side: u32) -> LeadImage {
    LeadImage {
        sha256: Digest([tone; 32]),
        width: 1_200,
        height: 1_600,
        quality: vec![
            LeadMeasure { component: "sharpness".into(), measure: "12.00".into(), past_limit: true },
            LeadMeasure { component: "head pose yaw".into(), measure: "3.10".into(), past_limit: false },
            LeadMeasure { component: "inter eye distance".into(), measure: "88.00".into(), past_limit: false },
        ],
        whole: picture(side * 3 / 4, side, tone),
        face: Some(picture(side, side, tone)),
    }
}

fn officer(n: u8) -> Officer {
    Officer { badge: (n != 9).then(|| format!("44{n:02}")), person: PersonId([n; 16]) }
}

fn act(n: u8, sequence: u64) -> LeadAct {
    LeadAct { by: officer(n), time: "2026-11-23T03:10:00Z".into(), at: Place { log: 1, sequence } }
}

fn packet(by: u8, sequence: u64, recorded: u64, differed: Vec<u32>) -> LeadPacket {
    LeadPacket { by: officer(by), at: Place { log: 1, sequence }, items: 5, recorded, differed }
}

fn record(by: u8, sequence: u64, conclusion: Conclusion, at_sight: bool, words: &str) -> LeadRecord {
    let features: &[Feature] = if at_sight { &[Feature::Ears] } else { Feature::ALL };
    let finding = if conclusion == Conclusion::Excluded { FeatureFinding::Different } else { FeatureFinding::Similar };
    LeadRecord {
        act: act(by, sequence),
        probe_of_use: true,
        reference_of_use: true,
        not_of_use_because: None,
        at_sight,
        features: features
            .iter()
            .map(|feature| LeadFeature { feature: *feature, finding, words: words.into() })
            .collect(),
        conclusion,
        because: if at_sight { String::new() } else { format!("ears and lines of the mouth; {words}") },
    }
}

fn person(rank: u32, label: &str) -> LeadPerson {
    LeadPerson {
        reference: ReferenceId([rank as u8; 16]),
        subject: SubjectId([0x40 + rank as u8; 16]),
        label: Some(label.into()),
        capture_date: (rank != 2).then(|| "2012-05-31".parse().unwrap()),
        photo_age_years: (rank != 2).then_some(14),
        birth_year: Some(1961),
        source: Some("county booking desk".into()),
        legal_basis: Some("statute 7".into()),
        other_references: 2,
        warnings: vec![Warning { mark: "old-photo".into(), says: "taken 14 years before the probe was let in".into() }],
        image: Some(lead_image(0x80 + rank as u8, if rank <= 2 { 44 } else { 26 })),
    }
}

/// A candidate; the first is kept, all others are excluded at sight.
pub(in crate::report) fn candidate(rank: u32, label: &str) -> LeadCandidate {
    let kept = rank == 1;
    let record = if kept {
        record(1, 40, Conclusion::SomeSupport, false, "as both images show")
    } else {
        record(1, 40 + u64::from(rank), Conclusion::Excluded, true, "lobe grown on in the probe, free in the reference")
    };
    LeadCandidate {
        rank,
        score: 0.71 - rank as f32 * 0.03,
        above_line: rank < 5,
        fmr_at_most: Some(1.3e-5 * f64::from(rank)),
        fmr_below_one_in: None,
        fmr_at_least: None,
        chance_hits_at_most: Some(0.16 * f64::from(rank)),
        chance_hits_at_least: None,
        disposition: if kept { Disposition::Kept } else { Disposition::Excluded },
        state: if kept { "UNVERIFIED" } else { "excluded" },
        redacted: false,
        person: Some(person(rank, label)),
        records: vec![record],
        second: None,
        other_seconds: Vec::new(),
        dissent: false,
        resolutions: Vec::new(),
        not_confirmed_by: Vec::new(),
        sources: Vec::new(),
        outcomes: Vec::new(),
    }
}

fn purpose() -> LeadPurpose {
    let answer = |field: &str, asks: &str, answer: &str| LeadAnswer {
        field: field.into(),
        asks: asks.into(),
        answer: answer.into(),
    };
    LeadPurpose {
        purpose: Some(PurposeId([0x22; 16])),
        kind: Some(PurposeKind::CriminalActivity),
        paragraph: Some("2-110-4-A-2"),
        answers: vec![
            answer("offense", "Which offense is investigated?", "armed robbery of a store"),
            answer("relation-basis", "What does that rest on?", HOSTILE),
            answer("lead-investigator", "Who leads the investigation?", NAMES[0]),
        ],
        stated_by: Some(officer(1)),
        stated: Some("2026-11-22T20:00:00Z".into()),
        corrections: Vec::new(),
    }
}

fn search(count: usize) -> LeadSearch {
    LeadSearch {
        search: SEARCH,
        made: act(1, 30),
        list_digest: Digest([0x21; 32]),
        software: format!("frs 0.1.0 {}", Digest([0x7a; 32])),
        embedder: ModelName { name: "mobilefacenet".into(), weights: Digest([0x77; 32]) },
        card: Some(Digest([0x78; 32])),
        detector: ModelName { name: "mtcnn".into(), weights: Digest([0x79; 32]) },
        gallery_root: Digest([0x66; 32]),
        references: 12_345,
        subjects: 9_876,
        not_searched: 17,
        floor: 3,
        line: 0.45,
        asked: 20,
        any_above: count > 0,
        not_on_call: true,
        strangers_reach_line: None,
    }
}

/// A report on these candidates, done and agreed.
pub(in crate::report) fn report(candidates: Vec<LeadCandidate>) -> LeadReport {
    let report = LeadReport {
        others: Vec::new(),
        program: program("program"),
        preliminary: false,
        redacted: None,
        made: "2026-11-23T08:00:00Z".into(),
        made_by: officer(1),
        at: Place { log: 1, sequence: 60 },
        notices: Vec::new(),
        case: Some("APD-26-0012345".into()),
        purpose: purpose(),
        request: Some(RequestTold {
            badge: Some("2207".into()),
            at: Some("2026-11-22T02:50:00Z".into()),
            channel: Some("telephone".into()),
        }),
        probe: LeadProbe {
            probe: ProbeId([0x33; 16]),
            received: lead_image(0x90, 60),
            used: None,
            edits: Vec::new(),
            source: Some("cctv".into()),
            source_words: None,
            obtained_how: Some("the store handed over its recording".into()),
            obtained_by: Some("4412".into()),
            obtained_at: Some("2026-11-21".into()),
            attested: true,
            child: Some(false),
            faces: 2,
            chosen: 1,
            admitted: "2026-11-22T20:05:00Z".into(),
            found_after: Some("laying a grey margin around a copy".into()),
            past_warning: Some("the only frame in which the face is turned to the camera".into()),
        },
        search: search(candidates.len()),
        rates: Some(LeadRates {
            data_set: "LFW, 5,749 people photographed by the press".into(),
            measured: "2026-11-01".parse().unwrap(),
            list: Digest([0x55; 32]),
            photographs: 7_701,
            people: 4_281,
            comparisons: 29_600_000,
        }),
        review: LeadReview {
            state: "done",
            asked: true,
            reviewer: Some(officer(2)),
            items: 5,
            packet: Some(Place { log: 1, sequence: 50 }),
            agreed: Some(true),
            differed: Vec::new(),
            packets: vec![packet(2, 50, 5, Vec::new())],
            due: None,
            overdue: false,
        },
        candidates,
        limits: Vec::new(),
        disclosure: Vec::new(),
    };
    report.with_words()
}

/// Everything that can stand in one: dissent and its resolution, sources, outcome, edits, an expunged reference, hostile and
/// foreign names.
pub(in crate::report) fn full() -> LeadReport {
    let mut all: Vec<_> = (1..).zip(NAMES).map(|(rank, name)| candidate(rank, name)).collect();
    all.push(candidate(6, HOSTILE));
    let first = &mut all[0];
    first.records.insert(0, record(1, 39, Conclusion::Inconclusive, false, HOSTILE));
    first.second = Some(record(2, 55, Conclusion::Excluded, true, "brow of the reference is thinner"));
    first.other_seconds = vec![record(3, 48, Conclusion::Excluded, true, "the scar is missing")];
    first.dissent = true;
    first.resolutions = vec![LeadResolution {
        act: act(1, 57),
        stands: Disposition::Kept,
        by: ResolvedBy::Consultation,
        with: "4401, 4402".into(),
        because: "the brow is in shadow".into(),
    }];
    first.sources = vec![LeadSource {
        act: act(1, 58),
        kind: SourceKind::Mvd,
        reference: "MVD-88123".into(),
        asked: "2026-11-23T00:00:00Z".into(),
        by: "4412".into(),
        result: SourceResult::Supports,
        words: "lives at the address that the victim named".into(),
    }];
    first.outcomes = vec![LeadOutcome {
        act: act(1, 59),
        result: VerificationResult::Unresolved,
        because: "one source is not enough".into(),
        despite: None,
    }];
    if let Some(person) = &mut all[5].person {
        (person.image, person.label) = (None, None);
    }
    let mut made = report(all);
    (made.review.agreed, made.review.differed) = (Some(false), vec![1]);
    made.review.packets = vec![packet(3, 47, 1, vec![1]), packet(2, 50, 5, vec![1])];
    made.probe.edits = vec![EditStep {
        edit: "crop=10,20,300,400".into(),
        before: Digest([0xab; 32]),
        sha256: Digest([0xac; 32]),
        width: 300,
        height: 400,
        clipped: 0,
    }];
    made.probe.used = Some(lead_image(0x91, 60));
    (made.probe.received.quality, made.probe.received.face) = (Vec::new(), None);
    made.with_words()
}

pub(in crate::report) fn preliminary() -> LeadReport {
    let mut made = report(vec![candidate(1, "MVD-1"), candidate(2, "MVD-2")]);
    made.preliminary = true;
    made.review = LeadReview {
        state: "not-begun",
        reviewer: None,
        items: 0,
        packet: None,
        packets: Vec::new(),
        agreed: None,
        due: Some("2026-11-26T08:00:00Z".into()),
        ..made.review
    };
    made.with_words()
}

#[test]
fn the_page_of_a_full_report() {
    let made = full();
    check("lead-report", &made);
    let html = lead_html(&made);
    golden("lead-report.html", &html);
    // Nothing of what people wrote becomes markup, nothing runs, and no picture comes from elsewhere.
    assert!(!html.contains("<script") && !html.contains("://") && !html.contains("href"));
    assert_eq!(html.matches("<img ").count(), html.matches("src=\"data:image/png;base64,").count());
    assert!(!html.chars().any(|c| c != '\n' && crate::vocabulary::is_invisible(c)));
    for wanted in
        NAMES.iter().chain(&["DISSENT", "expunged since the search", "crop=10,20,300,400", "MVD-88123", "unresolved"])
    {
        assert!(html.contains(wanted), "{wanted}");
    }
}

/// Words and person go by rule; that two examiners differed, and what sources said, does not.
#[test]
fn a_redacted_candidate_keeps_dissent_sources_and_outcome() {
    let mut made = full();
    let one = &mut made.candidates[0];
    (one.redacted, one.person) = (true, None);
    (one.disposition, one.state) = (Disposition::Excluded, "eliminated");
    one.sources[0].result = SourceResult::Contradicts;
    one.outcomes[0].result = VerificationResult::Eliminated;
    one.outcomes[0].because.clear();
    one.resolutions[0].because.clear();
    made.redacted = Some(1);
    let text = lead::texts(&lead::document(&made)).join("\n");
    for told in
        ["Earlier record", "Second, blind: DISSENT", "Difference resolved", "contradicts", "Outcome: eliminated"]
    {
        assert!(text.contains(told), "{told}: {text}");
    }
    for gone in ["MVD-88123", "lives at the address", "brow of the reference"] {
        let of_first = text.split("Candidate 2 ").next().unwrap_or_default();
        assert!(!of_first.contains(gone), "{gone}");
    }
}

/// ADR 34: so marked on every page. What is printed on every page stands in the head of the table.
#[test]
fn a_preliminary_sheet_says_so_on_every_page() {
    let html = lead_html(&preliminary());
    let head = html.split("<thead>").nth(1).unwrap().split("</thead>").next().unwrap();
    assert!(head.contains("PRELIMINARY: no second examiner") && head.contains("2026-11-26T08:00:00Z"));
    assert!(head.contains("INVESTIGATIVE LEAD ONLY") && head.contains("APD-26-0012345"));
    assert!(!lead_html(&full()).contains("PRELIMINARY"));
    let text = lead::texts(&lead::document(&preliminary())).join("\n");
    assert!(text.contains("No second examiner has reviewed the list yet"));
}

#[test]
fn every_candidate_is_shown_and_none_is_an_answer_too() {
    let fifty = report((1..=50).map(|rank| candidate(rank, &"very long name ".repeat(20))).collect());
    let html = lead_html(&fifty);
    for rank in 1..=50 {
        assert!(html.contains(&format!("<h3>Candidate {rank} ")), "{rank}");
    }
    assert_eq!(html.matches("<img ").count(), 102);
    let none = report(Vec::new());
    let text = lead::texts(&lead::document(&none)).join("\n");
    assert!(text.contains("The list holds no candidate") && text.contains("the search gave no lead"));
    assert!(text.contains(LEAD_NOTICE));
}

#[test]
fn the_answer_of_the_command() {
    let made = LeadReportMade {
        program: program("demo"),
        search: SEARCH,
        notice: LEAD_NOTICE,
        preliminary: true,
        redacted: Some(18),
        review_due: Some("2026-11-26T08:00:00Z".into()),
        directory: HOSTILE.into(),
        files: vec![
            ReportFile {
                kind: "report-pdf-redacted".into(),
                name: "report.pdf".into(),
                sha256: Digest([1; 32]),
                bytes: 123_456,
            },
            ReportFile {
                kind: "report-json-redacted".into(),
                name: "report.json".into(),
                sha256: Digest([2; 32]),
                bytes: 12_345,
            },
        ],
        candidates: 20,
        unverified: vec![1, 4],
        entry: entry(),
    };
    check_both("verify-report", &made);
}

#[test]
fn what_check_report_answers() {
    let file =
        |file: &str, kind: &str, n: u8| CheckedFile { file: file.into(), kind: kind.into(), sha256: Digest([n; 32]) };
    let checked = ReportChecked {
        verdict: "proven",
        program: program("program"),
        search: SEARCH,
        preliminary: true,
        redacted: Some(18),
        files: vec![file(HOSTILE, "report-pdf-redacted", 1)],
        not_given: vec![file("report.json", "report-json-redacted", 2)],
        log: 1,
        index: 12,
        size: 40,
        root: Digest([0x31; 32]),
        leaf: Digest([0x5a; 32]),
        time: "2026-11-23T08:00:00Z".parse().unwrap(),
        signer: PersonId([1; 16]),
        purpose: Some(PurposeId([0x22; 16])),
        cosigned: vec![CosignedBy { witness: "frs/person-05".into(), time: "2026-11-23T09:00:00Z".parse().unwrap() }],
    };
    check_both("report-checked", &checked);
}
