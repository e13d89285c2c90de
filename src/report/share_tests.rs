//! Golden files of what is handed over; `src/report/tests.rs` says how they are written anew.

use super::*;
use crate::{
    policy::LEAD_NOTICE,
    report::tests::{HOSTILE, check_both, check_human, entry, golden, program},
};

fn shared() -> ShareMade {
    ShareMade {
        program: program("program"),
        case: HOSTILE.into(),
        notice: LEAD_NOTICE,
        recipient: HOSTILE.into(),
        until: "2026-12-31T23:59:59Z".into(),
        approval: "recorded",
        paper: Digest([0x44; 32]),
        directory: HOSTILE.into(),
        files: vec![("cover-sheet.html".into(), Digest([0x77; 32]))],
        to_sign: Some(HOSTILE.into()),
        due: Some("2026-11-29T20:00:00Z".into()),
        entry: entry(),
    }
}

#[test]
fn shared_inside() {
    check_both("share", &shared());
    check_human("share-signed", &ShareMade { approval: "signed", to_sign: None, due: None, ..shared() });
}

#[test]
fn the_cover_sheet() {
    let item = |name: &str| CoverItem { name: name.into(), kind: "report-pdf".into(), digest: Digest([0x77; 32]) };
    let sheet = CoverSheet {
        program: program("demo"),
        case: "<script>alert(1)</script>".into(),
        recipient: format!("Ana Vigil {HOSTILE}"),
        need_to_know: "\"><img src=x>".into(),
        until: "2026-12-31T23:59:59Z".into(),
        conditions: vec!["محمد: not to be copied".into()],
        approved: "badge 4412, by telephone: yes".into(),
        recorded: true,
        items: vec![item("01-report-pdf.pdf"), item("02-probe.bin")],
        at: Place { log: 1, sequence: 11 },
    };
    let html = cover_sheet_html(&sheet);
    golden("share-cover-sheet.html", &html);
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("://"));
    assert!(html.contains("Recorded, not signed"));
}
