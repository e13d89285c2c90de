//! The PDF, from the fixed reports of `tests/lead_report.rs`: what stands on each page, and what a reader takes out of it.

use std::{fs, process::Command};

use super::{
    flow::{Flow, Mark},
    lead_pdf,
};
use crate::report::{
    LeadReport,
    lead::document,
    tests::HOSTILE,
    tests::lead_report::{NAMES, candidate, full, preliminary, report},
};

/// The texts of each page, as they are drawn.
fn pages(report: &LeadReport) -> Vec<String> {
    let document = document(report);
    let flow = Flow::new(&document);
    let text = |mark: &Mark| match mark {
        Mark::Line(lines, 0, _) => Some(lines.text().replace(['\u{2068}', '\u{2069}'], "")),
        _ => None,
    };
    flow.pages.iter().map(|marks| marks.iter().filter_map(text).collect::<Vec<_>>().join("\n")).collect()
}

/// What `pdftotext` reads, where it is installed.
fn read(pdf: &[u8]) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("report.pdf");
    fs::write(&path, pdf).unwrap();
    let read = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output();
    match read {
        Ok(read) if read.status.success() => Some(String::from_utf8(read.stdout).unwrap()),
        _ => {
            println!("skipped: pdftotext is not installed");
            None
        }
    }
}

/// What a demo made cannot pass for a report, whichever page of it is shown.
#[test]
fn every_page_of_a_demo_says_so() {
    let mut made = full();
    assert!(pages(&made).iter().all(|page| !page.contains("DEMO")));
    made.program.kind = "demo".into();
    assert!(pages(&made).iter().all(|page| page.contains("DEMO. Made to try the software")));
}

#[test]
fn every_page_has_its_head_its_notice_and_its_number() {
    for (made, is_preliminary) in [(full(), false), (preliminary(), true)] {
        let pages = pages(&made);
        assert!(pages.len() > 1);
        for (at, page) in pages.iter().enumerate() {
            for wanted in [
                "APD-26-0012345",
                "INVESTIGATIVE LEAD ONLY",
                "NOT FOR RELEASE",
                "City Police FRP",
                &format!("Page {} of {}", at + 1, pages.len()),
            ] {
                assert!(page.contains(wanted), "page {}: {wanted}", at + 1);
            }
            assert_eq!(page.contains("PRELIMINARY"), is_preliminary, "page {}", at + 1);
        }
    }
}

#[test]
fn the_file_is_whole_and_the_same_again() {
    let made = full();
    let pdf = lead_pdf(&made).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    let holds = |text: &str| pdf.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("pdfaid:part") && holds("/FontFile"), "PDF/A, with its fonts");
    assert!(!holds("/JavaScript") && !holds("/URI"), "nothing runs, nothing points elsewhere");
    assert_eq!(lead_pdf(&full()).unwrap(), pdf);
    let Some(text) = read(&pdf) else { return };
    for wanted in ["Facial recognition lead report", "DISSENT", "MVD-88123", "Candidate 6", "frs audit check-report"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

/// Names in other scripts are shown; what people wrote moves nothing and hides nothing.
#[test]
fn names_of_all_scripts_are_shown() {
    let made = full();
    let text = pages(&made).join("\n");
    for name in NAMES {
        assert!(text.contains(name), "{name}");
    }
    assert!(!text.contains("No font of this file has these characters"));
    assert!(text.contains("\\u{202e}") && !text.contains('\u{202e}') && !text.contains(HOSTILE));
    let Some(text) = read(&lead_pdf(&made).unwrap()) else { return };
    // Left to right, so that a reader gives them back in the order of writing.
    for name in [NAMES[0], NAMES[1], "山田太郎"] {
        assert!(text.contains(name), "{name}: {text}");
    }
}

/// What no font has is marked and said, never left away.
#[test]
fn what_cannot_be_shown_is_said() {
    let text = pages(&report(vec![candidate(1, "กาญจนา 😀 Smith"), candidate(2, "देव")])).join("\n");
    for wanted in ["[U+0E01]", "[U+1F600]", "Smith", "[U+0926]", "No font of this file has these characters"] {
        assert!(text.contains(wanted), "{wanted}");
    }
    assert!(!text.contains('ก'));
}

#[test]
fn fifty_candidates_with_long_names_and_none_at_all() {
    let long = format!("{} {}", "very long name ".repeat(40), "x".repeat(600));
    let made = report((1..=50).map(|rank| candidate(rank, &long)).collect());
    let pages_of = pages(&made);
    let text = pages_of.join("\n");
    for rank in 1..=50 {
        assert!(text.contains(&format!("Candidate {rank}\n")), "{rank}");
    }
    // Nothing is drawn below the foot or outside of the paper.
    let document = document(&made);
    let flow = Flow::new(&document);
    for marks in &flow.pages {
        for mark in marks {
            let ([x, y], [width, height]) = match mark {
                Mark::Line(lines, line, at) => (*at, [0.0, lines.height_of(*line)]),
                Mark::Box([x, y, width, height], _) | Mark::Picture(_, [x, y, width, height]) => {
                    ([*x, *y], [*width, *height])
                }
            };
            assert!(x >= 0.0 && y >= 0.0 && x + width <= 612.5 && y + height <= 792.0, "{x} {y} {width} {height}");
        }
    }
    assert!(lead_pdf(&made).is_ok());
    let none = pages(&report(Vec::new())).join("\n");
    assert!(none.contains("The list holds no candidate"));
    assert!(lead_pdf(&report(Vec::new())).is_ok());
}
