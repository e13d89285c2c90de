//! Golden files of `frs status` and `frs doctor`.

use super::*;
use crate::vocabulary::{PersonId, PurposeId, SearchId};

fn waits(what: &'static str, says: &str, due: Option<&str>, overdue: bool, remedy: &str) -> WaitingLine {
    WaitingLine {
        what,
        says: says.into(),
        case: Some("APD-26-0012345".into()),
        search: Some(SearchId([0x11; 16])),
        due: due.map(str::to_owned),
        overdue,
        remedy: remedy.into(),
    }
}

#[test]
fn own_status() {
    let may = ["enroll", "probe", "search", "verify open", "verify record", "purpose list", "status"];
    let status = OwnStatus {
        program: program("program"),
        person: PersonId([0x21; 16]),
        badge: Some("4412".into()),
        roles: vec!["examiner".into(), "repository-manager".into()],
        may: may.iter().map(|words| format!("frs {words}")).collect(),
        until: Some("2027-05-01T06:00:00Z".into()),
        training_until: Some("2026-12-14".into()),
        on_call: Some(true),
        purposes: vec![OwnPurpose {
            purpose: PurposeId([0x22; 16]),
            kind: "criminal-activity".into(),
            case: Some(HOSTILE.into()),
            until: "2026-11-29T03:00:00Z".into(),
            probes_left: 9,
        }],
        waits: vec![
            waits(
                "review-asked",
                "the blind review waits for badge 3121",
                Some("2026-11-25T03:00:00Z"),
                true,
                "ask them: frs verify review search-11111111",
            ),
            waits(
                "records",
                "7 of 20 candidates have no record",
                Some("2026-11-29T03:00:00Z"),
                false,
                "frs verify status search-11111111",
            ),
            waits("release-decision", HOSTILE, None, false, "they open and sign the packet"),
        ],
        days: 30,
        ends: vec![EndsLine {
            what: "training",
            at: "2026-12-14T23:59:59Z".into(),
            person: Some(PersonId([0x21; 16])),
            badge: Some("4412".into()),
            purpose: None,
        }],
        unwitnessed: TailLine {
            entries: 37,
            most: 200,
            since: Some("2026-11-22T08:00:00Z".into()),
            searching_stops: Some("2026-11-29T08:00:00Z".into()),
        },
        entry: entry(),
    };
    check_both("status", &status);
    let quiet = OwnStatus {
        badge: Some("commander".into()),
        roles: vec!["commander".into()],
        until: None,
        training_until: None,
        on_call: None,
        purposes: vec![],
        waits: vec![],
        ends: vec![],
        unwitnessed: TailLine { entries: 0, most: 200, since: None, searching_stops: None },
        ..status
    };
    check_human("status-quiet", &quiet);
}

#[test]
fn doctor() {
    let findings = vec![
        CheckFinding::fine(Check::Models, "/usr/share/frs/models: fused, mtcnn are what their cards say"),
        CheckFinding::at(
            Level::Warning,
            Check::Swap,
            "/dev/sda2: memory may be written there in the clear, keys and photographs among it",
            "the administrator: swapoff -a, or swap on an encrypted device (crypttab, option swap)",
        ),
        CheckFinding::at(Level::Broken, Check::Clock, HOSTILE, "set the machine's clock (timedatectl set-ntp true)"),
        CheckFinding::at(Level::Note, Check::Keyring, "there is none", "nothing"),
    ];
    let checked = Checkup { findings, entry: Some(entry()) };
    assert_eq!(checked.worst(), Level::Broken);
    check_both("checkup", &checked);
    let fine = Checkup { findings: vec![CheckFinding::fine(Check::Swap, "there is none")], entry: None };
    check_human("checkup-fine", &fine);
}

#[test]
fn every_check_stands_in_the_page() {
    let page = include_str!("../../../docs/doctor.md");
    for check in Check::ALL {
        assert!(page.contains(&format!("| `{check}` |")), "docs/doctor.md does not say what {check} means");
    }
}
