//! Golden files of backups and restores; `src/report/tests/mod.rs` says how they are written anew.

use super::*;
use crate::vocabulary::PersonId;

#[test]
fn a_backup() {
    let report = BackupMade {
        program: program("program"),
        file: format!("/mnt/backup/{HOSTILE}"),
        sha256: Digest([0x88; 32]),
        bytes: 31_415_926,
        log: 1,
        size: 1_204,
        root: Digest([0x66; 32]),
        entries: 1_204,
        witnesses: 1,
        same_disk: true,
        entry: entry(),
    };
    check_both("backup", &report);
    let far = BackupMade { same_disk: false, witnesses: 0, ..report };
    let text = far.human(Width(80));
    assert!(!text.contains("same file system") && text.contains("No witness stands in the floor"));
}

#[test]
fn what_a_state_says_of_backups() {
    let line = |time: &str, before_rekey, before_removal| BackupLine {
        time: time.into(),
        by: PersonId([0x55; 16]),
        sha256: Digest([0x88; 32]),
        log: 1,
        size: 1_204,
        before_rekey,
        before_removal,
    };
    let report = |backups| RepositoryState {
        program: program("program"),
        subjects: 9_876,
        references: 12_345,
        not_searched: 0,
        gallery_root: Digest([0x66; 32]),
        entries: 1_204,
        papers: 8,
        backups,
        unfinished: vec![],
        floor: vec![],
        entry: entry(),
    };
    let three = vec![
        line("2026-11-20T02:00:00Z", true, true),
        line("2026-11-21T02:00:00Z", true, false),
        line("2026-11-22T02:00:00Z", false, false),
    ];
    check_both("repository-backups", &report(three.clone()));
    let text = report(three[2..].to_vec()).human(Width(160));
    assert!(text.contains("1 made") && !text.contains("Destroy"), "{text}");
    check_human("repository-backups-none", &report(vec![]));
}

#[test]
fn a_restore_and_its_draft() {
    let there = |state| StandingLine { state, why: None, papers_since: 0, removals_since: 0, findings: vec![] };
    let drafted = RestoreDrafted {
        program: program("program"),
        file: "order.frs".into(),
        digest: Digest([0x44; 32]),
        backup: Digest([0x88; 32]),
        log: 1,
        size: 1_204,
        root: Digest([0x66; 32]),
        last_entry: "2026-11-22T02:00:00Z".into(),
        opens: 2,
        known: vec![
            KnownHeadLine { by: "your own memory".into(), log: 1, size: 1_390, root: Digest([0x61; 32]) },
            KnownHeadLine { by: HOSTILE.into(), log: 1, size: 1_402, root: Digest([0x62; 32]) },
        ],
        newest: Some(format!("1 1402 {}", Digest([0x62; 32]))),
        lost: Some(["1/1204".into(), "1/1401".into()]),
        suspensions_held: 2,
        suspensions_known: 3,
        witnesses: vec!["frs/person-00112233445566778899aabbccddeeff".into()],
        there: StandingLine {
            papers_since: 4,
            removals_since: 1,
            findings: vec!["entry 903: the signature does not fit".into(), HOSTILE.into()],
            ..there("goes-on")
        },
    };
    check_both("restore-draft", &drafted);
    let alone = RestoreDrafted { known: vec![], newest: None, lost: None, there: there("nothing"), ..drafted };
    check_human("restore-draft-alone", &alone);
    let why = Some(HOSTILE.to_owned());
    let damaged = RestoreDrafted { there: StandingLine { why, ..there("unreadable") }, ..alone };
    assert!(damaged.human(Width(160)).contains("cannot be read"));
    let restored = Restored {
        program: program("program"),
        repository: "/srv/frs".into(),
        backup: Digest([0x88; 32]),
        order: Digest([0x44; 32]),
        log: 2,
        held_log: 1,
        held_size: 1_204,
        lost: Some(["1/1204".into(), "1/1401".into()]),
        suspensions_known: 3,
        went_on: false,
        replaced: Some("/srv/frs.replaced-20261123T080000000Z".into()),
        entry: entry(),
    };
    check_both("restore", &restored);
    let again = Restored { went_on: true, replaced: None, suspensions_known: 0, lost: None, ..restored };
    check_human("restore-again", &again);
}
