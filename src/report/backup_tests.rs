//! Golden files of backups and restores; `src/report/tests.rs` says how they are written anew.

use super::*;
use crate::{
    report::tests::{HOSTILE, check_both, check_human, entry, program},
    vocabulary::PersonId,
};

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
        same_disk: true,
        entry: entry(),
    };
    check_both("backup", &report);
    let far = BackupMade { same_disk: false, ..report };
    assert!(!far.human(Width(80)).contains("same file system"));
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
