//! Golden files of what the program's upkeep shows.

use super::*;
use crate::vocabulary::{PersonId, PurposeId, ReferenceId, SubjectId};

#[test]
fn the_repository() {
    let field = |key: &str, value: &str| FloorField { key: key.into(), value: value.into() };
    let report = RepositoryState {
        program: program("program"),
        subjects: 9_876,
        references: 12_345,
        not_searched: 17,
        gallery_root: Digest([0x66; 32]),
        entries: 1_204,
        papers: 8,
        backups: vec![],
        unfinished: vec!["the files are to be wiped: frs repository expunge --order …".into()],
        floor: vec![
            field("score-line", "0.45"),
            field("embedder", &format!("mobilefacenet {} {}", Digest([0x77; 32]), Digest([0x78; 32]))),
        ],
        entry: entry(),
    };
    check_both("repository", &report);
}

#[test]
fn the_founding() {
    let report =
        ProgramFounded { program: program("program"), commander: PersonId([0x55; 16]), repository: "/srv/frs".into() };
    check_both("program-founded", &report);
}

#[test]
fn keys() {
    let person = PersonId([0x55; 16]);
    let shown = KeyShown {
        person,
        signing: "aa".repeat(32),
        receiving: format!("age1{}", "q".repeat(58)),
        public_keys: format!("{} age1{}", "aa".repeat(32), "q".repeat(58)),
        witness: format!("frs/{person}+0a1b2c3d+BA{}", "q".repeat(42)),
        file: "/home/detective/.config/frs/key.toml".into(),
    };
    // The line of public keys is never broken: people copy it.
    check("key", &shown);
    golden("key-80.txt", &shown.human(Width(80)));
    let until = "2026-11-22T11:00:00Z".parse().unwrap();
    check("key-unlocked", &KeyUnlocked { person, until });
    check("key-locked", &KeyLocked { person, was_unlocked: true });
}

fn residue(found: u64, control_found: u64) -> ResidueLine {
    ResidueLine { bytes: 31_415_926, sought: 6_012, found, control_sought: 27, control_found, rebuilt: true }
}

#[test]
fn keys_exchanged() {
    let report = KeysExchanged {
        program: program("program"),
        generation: 3,
        went_on: true,
        records: 48_120,
        holders: 7,
        old_wraps: 13,
        log_key: Some("5a".repeat(32)),
        log_key_due: false,
        residue: residue(0, 27),
        entry: entry(),
    };
    check_both("rekey", &report);
    let left = KeysExchanged { residue: residue(2, 27), log_key: None, log_key_due: true, ..report.clone() };
    check_human("rekey-left", &left);
    assert!(!left.residue.is_clean() && left.human(Width(80)).contains("STILL IN THE FILES"));
    let renewed = LogKeyRenewed { program: program("program"), log_key: "5a".repeat(32), entry: entry() };
    check_both("log-key", &renewed);
    assert!(!residue(0, 26).is_clean() && residue(0, 26).words().contains("NOT SHOWN"));
}

#[test]
fn what_an_order_would_remove_and_removed() {
    let plan = ExpungePlan {
        program: program("program"),
        order: Digest([0x99; 32]),
        authority: Some(format!("Second Judicial District Court, D-202-CR-2026-00017 {HOSTILE}")),
        references: (0..30).map(|n| ReferenceId([n; 16])).collect(),
        subjects: vec![SubjectId([0x41; 16])],
        failures: 2,
        purposes: vec![PurposeId([0x22; 16])],
        probes: 3,
        searches: 1,
        corrected: vec![PurposeId([0x22; 16])],
        later: vec![PurposeId([0x23; 16])],
        left_out: 4,
        absent: vec!["subject-42424242424242424242424242424242".into(), "case 26-00123".into()],
        entry: Some(entry()),
    };
    check_both("expunge-plan", &plan);
    let nothing = ExpungePlan {
        references: vec![],
        subjects: vec![],
        failures: 0,
        purposes: vec![],
        corrected: vec![],
        later: vec![],
        left_out: 0,
        absent: vec![],
        entry: None,
        ..plan
    };
    assert!(nothing.is_empty());
    check_human("expunge-plan-none", &nothing);
    let done = Expunged {
        program: program("program"),
        order: Digest([0x99; 32]),
        went_on: false,
        references: 30,
        subjects: 1,
        failures: 2,
        purposes: 1,
        probes: 3,
        searches: 1,
        values: 12,
        left_out: 4,
        absent: vec!["case 26-00123".into()],
        residue: Some(residue(0, 27)),
        not_wiped: None,
        entry: entry(),
    };
    check_both("expunge", &done);
    assert!(done.is_clean() && done.did_something());
    let left =
        Expunged { residue: None, not_wiped: Some("repository.sqlite: busy".into()), went_on: true, ..done.clone() };
    check_human("expunge-left", &left);
    assert!(!left.is_clean() && left.human(Width(80)).contains("NOT WIPED"));
    assert!(!Expunged { residue: Some(residue(1, 27)), ..done }.is_clean());
}

#[test]
fn a_correction_that_was_entered() {
    let purpose = CorrectionEntered {
        program: program("program"),
        paper: Digest([0x99; 32]),
        target: PurposeId([0x22; 16]).to_string(),
        field: "case".into(),
        references: 0,
        gallery: None,
        entry: entry(),
    };
    check_human("correction-purpose", &purpose);
    let gallery = Some((Digest([0x66; 32]), Digest([0x67; 32])));
    let target = SubjectId([0x41; 16]).to_string();
    check_both("correction", &CorrectionEntered { target, field: "label".into(), references: 3, gallery, ..purpose });
}

#[test]
fn references_that_were_measured_anew() {
    let done = Reembedded {
        program: program("program"),
        model: ModelName { name: "mobilefacenet".into(), weights: Digest([0x77; 32]) },
        detector: ModelName { name: "mtcnn".into(), weights: Digest([0x79; 32]) },
        measured: 12_345,
        without_face: vec![ReferenceId([0x31; 16]), ReferenceId([0x32; 16])],
        found_after: vec![(ReferenceId([0x33; 16]), "turning a copy upside down".into())],
        past_limits: vec![(ReferenceId([0x34; 16]), "sharpness, under exposure".into())],
        entry: entry(),
    };
    check_both("re-embed", &done);
    check_human("re-embed-all", &Reembedded { without_face: vec![], found_after: vec![], past_limits: vec![], ..done });
}

#[test]
fn what_is_due() {
    let line = |n: u8, what, hold: Option<u8>| DueRecord {
        what,
        id: (what != "not-enrolled").then(|| ReferenceId([n; 16]).to_string()),
        kept_until: format!("20{n:02}-03-01").parse().unwrap(),
        hold: hold.map(|hold| Digest([hold; 32])),
    };
    let report = RetentionDue {
        program: program("program"),
        today: "2026-11-25".parse().unwrap(),
        before: None,
        reference_years: 10,
        record_years: 5,
        due: vec![
            line(16, "reference", None),
            line(17, "reference", Some(9)),
            line(18, "not-enrolled", None),
            line(21, "purpose", None),
        ],
        undated: 3,
        draft: Some("due.frs".into()),
        entry: entry(),
    };
    check_both("retention", &report);
    let none = RetentionDue { due: vec![], undated: 0, draft: None, before: report.today.yesterday().ok(), ..report };
    check_human("retention-none", &none);
}

#[test]
fn checkpoints_and_witnesses() {
    let time = "2026-11-22T11:00:00Z".parse().unwrap();
    let request = |old, witnesses: &[&str]| RequestFile {
        file: format!("for-witness-from-{old}.txt"),
        old,
        witnesses: witnesses.iter().map(|name| (*name).to_owned()).collect(),
    };
    let made = CheckpointMade {
        program: program("program"),
        log: 1,
        size: 1_204,
        root: Digest([0x66; 32]),
        requests: vec![request(0, &[]), request(17, &["frs/person-00112233445566778899aabbccddeeff", HOSTILE])],
        entry: entry(),
    };
    check_both("checkpoint", &made);
    let shown = ProgramShown {
        program: program("program"),
        file: "program.txt".into(),
        papers: 2,
        log_key: Some("5a".repeat(32)),
        entry: entry(),
    };
    check_both("program-shown", &shown);
    let line = program("demo");
    let of = WitnessProgram { program: line.id, fingerprint: line.fingerprint, kind: line.kind, name: HOSTILE.into() };
    check_human("witness-first-contact", &of);
    let signed = WitnessSigned {
        program: of.clone(),
        log: 1,
        before: 1_000,
        size: 1_204,
        root: Digest([0x66; 32]),
        time,
        witness: "frs/person-00112233445566778899aabbccddeeff+0a1b2c3d+BAqq".into(),
        file: "for-witness-answer.txt".into(),
    };
    check_both("witness-signed", &signed);
    let taken = WitnessTakenUp {
        program: of.clone(),
        log: 1,
        before: Some(1_000),
        size: 1_204,
        root: Digest([0x66; 32]),
        time,
    };
    check_both("witness-taken-up", &taken);
    let log = WitnessLog {
        program: of.program,
        fingerprint: of.fingerprint,
        name: of.name,
        log: 1,
        size: 1_204,
        root: Digest([0x66; 32]),
        time,
        answer: "frs/…\n".into(),
    };
    check_both("witness-state", &WitnessState { logs: vec![log] });
    check_human("witness-state-none", &WitnessState { logs: vec![] });
}

#[test]
fn the_state_of_a_program() {
    let person = |n: u8, badge: Option<&str>, state, roles: &[&str]| PersonLine {
        person: PersonId([n; 16]),
        badge: badge.map(str::to_owned),
        state,
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        until: (n != 1).then(|| "2027-01-31T23:59:59Z".into()),
        training_until: roles.contains(&"examiner").then(|| "2026-12-05".into()),
        designee_until: roles.contains(&"designee").then(|| "2026-12-10T23:59:59Z".into()),
        suspensions: if state == "suspended" { vec![3, 5] } else { vec![] },
        last_act: (n < 3).then(|| "2026-11-22T11:00:00Z".into()),
        on_call: (n == 2).then_some(true),
        batch: roles.contains(&"batch").then(|| ("ingest-1".into(), HOSTILE.into())),
    };
    let ends = |what, badge: Option<&str>, purpose: Option<u8>| EndsLine {
        what,
        at: "2026-12-05T23:59:59Z".into(),
        person: badge.map(|_| PersonId([2; 16])),
        badge: badge.map(str::to_owned),
        purpose: purpose.map(|n| PurposeId([n; 16])),
    };
    let state = ProgramState {
        program: program("program"),
        commander: PersonId([1; 16]),
        recovery: PersonId([9; 16]),
        successions: 1,
        floor: 4,
        suspensions: 5,
        generation: 2,
        log_key: Some("5a".repeat(32)),
        log_key_since: Some("2026-10-01T00:00:00Z".into()),
        unwitnessed: 12,
        holds: 1,
        people: vec![
            person(1, Some("commander"), "acts", &["commander", "release-authority"]),
            person(2, Some("4412"), "acts", &["examiner", "repository-manager", "lead-investigator"]),
            person(3, Some(HOSTILE), "acts", &["auditor", "designee"]),
            person(4, Some("3121"), "suspended", &["examiner"]),
            person(5, None, "retired", &[]),
            person(6, Some("B-9"), "acts", &["batch"]),
        ],
        pending: vec![PendingLine {
            what: "rekey",
            says: "Access of badge 3121 (person-04040404) ended, and they may have kept generation 2 of the data keys."
                .into(),
            remedy: "frs program rekey".into(),
        }],
        days: 30,
        ends: vec![
            ends("training", Some("4412"), None),
            ends("purpose", None, Some(0x22)),
            ends("roster", None, None),
            ends("designation", Some(HOSTILE), None),
        ],
        entry: entry(),
    };
    check_both("program-status", &state);
    let quiet = ProgramState {
        pending: vec![],
        ends: vec![],
        log_key: None,
        log_key_since: None,
        people: state.people[..1].to_vec(),
        ..state
    };
    check_human("program-status-quiet", &quiet);
}
