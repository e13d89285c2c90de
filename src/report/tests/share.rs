//! Golden files of what is handed over; `src/report/tests/mod.rs` says how they are written anew.

use super::*;
use crate::{policy::LEAD_NOTICE, vocabulary::PersonId};

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
        hindrance: None,
        entry: entry(),
    }
}

#[test]
fn shared_inside() {
    check_both("share", &shared());
    check_human("share-hindered", &ShareMade { hindrance: Some(HOSTILE.into()), ..shared() });
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

#[test]
fn asked_and_released() {
    let asked = ReleaseRequested {
        program: program("program"),
        case: "26-00123".into(),
        paper: Digest([0x44; 32]),
        authority: HOSTILE.into(),
        recipient: HOSTILE.into(),
        items: 2,
        expires: "2026-12-31T23:59:59Z".into(),
        directory: HOSTILE.into(),
        files: vec![("packet.zip.age".into(), Digest([0x77; 32]))],
        entry: entry(),
    };
    check_both("share-request", &asked);
    let released = Released {
        program: program("program"),
        case: HOSTILE.into(),
        notice: LEAD_NOTICE,
        recipient: HOSTILE.into(),
        encrypted: "passphrase".into(),
        conditions: vec![HOSTILE.into()],
        paper: Digest([0x44; 32]),
        items: 2,
        file: HOSTILE.into(),
        sha256: Digest([0x77; 32]),
        bytes: 4_096,
        entry: entry(),
    };
    check_both("release", &released);
}

#[test]
fn opened() {
    let line = |name: &str, kind: &str| BundleLine {
        name: name.into(),
        kind: kind.into(),
        sha256: Digest([0x77; 32]),
        bytes: 4_096,
    };
    let opened = BundleOpened {
        program: program("program"),
        class: "release",
        notice: LEAD_NOTICE,
        case: HOSTILE.into(),
        made: "2026-11-22T20:00:00Z".into(),
        signer: PersonId([0x55; 16]),
        badge: HOSTILE.into(),
        approval: Some(Digest([0x44; 32])),
        recipient: HOSTILE.into(),
        basis: HOSTILE.into(),
        conditions: vec![HOSTILE.into()],
        onward: Some(HOSTILE.into()),
        expires: "2026-12-31T23:59:59Z".into(),
        expired: true,
        anchored: false,
        sealed_to: "recipient",
        intent: "1/61".into(),
        once: Some("That it was released once, the bundle cannot show"),
        acceptance: "unanchored",
        witnesses: "floor",
        accepted: Some(AcceptedLine {
            log: 1,
            index: 57,
            size: 64,
            time: "2026-11-22T19:00:00Z".parse().unwrap(),
            signer: PersonId([0x56; 16]),
            badge: Some(HOSTILE.into()),
            asked: Some("1/44".into()),
            cosigned: vec![CosignedBy { witness: HOSTILE.into(), time: "2026-11-22T19:30:00Z".parse().unwrap() }],
        }),
        files: vec![line("README.txt", "readme"), line("01-report-pdf-redacted.pdf", "report-pdf-redacted")],
        sha256: Digest([0x66; 32]),
        directory: HOSTILE.into(),
    };
    check_both("share-opened", &opened);
    let anchored = BundleOpened { anchored: true, ..opened.clone() };
    check_human("share-opened-proven", &BundleOpened { acceptance: "proven", witnesses: "named", ..anchored.clone() });
    let unseen = opened.accepted.map(|accepted| AcceptedLine { cosigned: Vec::new(), ..accepted });
    let unwitnessed = BundleOpened { acceptance: "unwitnessed", accepted: unseen, ..anchored.clone() };
    check_human("share-opened-unwitnessed", &unwitnessed);
    check_human("share-opened-signed", &BundleOpened { acceptance: "signed", accepted: None, ..anchored.clone() });
    check_human("share-opened-sealed-anew", &BundleOpened { sealed_to: "another", ..anchored.clone() });
    let anchored = BundleOpened { once: None, ..anchored };
    let recorded = BundleOpened { class: "share", acceptance: "recorded", accepted: None, ..anchored.clone() };
    check_human("share-opened-recorded", &BundleOpened { approval: None, ..recorded });
    let packet = BundleOpened { class: "packet", sealed_to: "authority", acceptance: "none", ..anchored };
    check_human("share-opened-packet", &BundleOpened { accepted: None, approval: None, ..packet });
}

#[test]
fn receipts_and_what_is_open() {
    let recorded = ReceiptRecorded {
        program: program("program"),
        case: HOSTILE.into(),
        paper: Digest([0x44; 32]),
        release: "1/31".into(),
        at: "2026-11-22T20:00:00Z".into(),
        compared: false,
        entry: entry(),
    };
    check_both("share-receipt", &recorded);
    let line = |sequence: u64, what: &'static str, state: &'static str, due: Option<&str>| HandedLine {
        at: Place { log: 1, sequence },
        time: "2026-11-01T20:00:00Z".into(),
        what,
        items: 2,
        recipient: HOSTILE.into(),
        state,
        paper: Some(Digest([0x44; 32])),
        until: Some("2026-11-10T23:59:59Z".into()),
        ended: what == "share",
        due: due.map(str::to_owned),
        overdue: sequence == 31,
        hindrance: (sequence == 31).then(|| HOSTILE.to_owned()),
    };
    let lines = vec![
        line(31, "share", "recorded, not signed", Some("2026-11-08T20:00:00Z")),
        line(44, "share", "recorded, not signed", Some("2026-12-08T20:00:00Z")),
        line(52, "request", "approved, not released", None),
        line(60, "release", "no receipt yet", None),
    ];
    let handed = HandedOver { program: program("program"), case: HOSTILE.into(), lines, to_sign: None, entry: entry() };
    check_both("share-status", &handed);
    check_human("share-status-draft", &HandedOver { to_sign: Some(HOSTILE.into()), ..handed.clone() });
    check_human("share-status-none", &HandedOver { lines: Vec::new(), ..handed });
}
