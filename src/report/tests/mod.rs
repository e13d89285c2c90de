//! Every type's JSON and its lines for people at 80 and 160 columns, against golden files in `tests/golden`.
//! `FRS_UPDATE_SNAPSHOTS=1 cargo test` writes them anew; the difference is then for the reviewer.

mod audit;
mod backup;
mod evaluation;
pub(super) mod lead_report;
mod own;
pub(super) mod search;
mod share;
mod upkeep;
mod verification;

use std::{collections::BTreeMap, fs, path::PathBuf};

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::{
    policy::{LEAD_NOTICE, SCORE_NOTICE},
    vocabulary::{EditStep, PersonId, ProbeId, PurposeId, ReferenceId, SearchId, SubjectId},
};

/// Turned reading direction, an escape sequence, a line break, a zero-width joiner, a tag character.
pub(super) const HOSTILE: &str = "O'Neil\u{202e}drow\u{2066}\u{1b}[2J\n  1  0.9999\u{200d}\u{e0041}";

pub(super) fn golden(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("FRS_UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, found).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, stored, "{name} differs: FRS_UPDATE_SNAPSHOTS=1 writes it anew");
}

pub(super) fn check<T: Report>(name: &str, report: &T) {
    let json = report.json().unwrap();
    assert!(json.starts_with(&format!("{{\"schema\":\"{}\",", T::SCHEMA)), "{json}");
    assert!(!json.chars().any(crate::vocabulary::is_invisible));
    golden(&format!("{name}.json"), &format!("{json}\n"));
}

pub(super) fn check_human<T: Human + ?Sized>(name: &str, report: &T) {
    for width in [80, 160] {
        let text = report.human(Width(width));
        for line in text.lines() {
            assert!(!line.chars().any(crate::vocabulary::is_invisible), "{line:?}");
            assert!(line.width() <= usize::from(width), "{width} columns: {line}");
        }
        golden(&format!("{name}-{width}.txt"), &text);
    }
}

pub(super) fn check_both<T: Report + Human>(name: &str, report: &T) {
    check(name, report);
    check_human(name, report);
}

pub(super) fn program(kind: &str) -> ProgramLine {
    let id = ProgramId(std::array::from_fn(|i| i as u8));
    ProgramLine { id, fingerprint: id.fingerprint(), kind: kind.into(), name: "City Police FRP".into() }
}

pub(super) fn entry() -> EntryReference {
    EntryReference { log: 1, intent: 11, outcome: 12, leaf: Digest([0x5a; 32]) }
}

fn correction(field: &str, value: Option<&str>, reason: Option<&str>) -> CorrectionLine {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let time = "2026-11-24T09:00:00Z".into();
    CorrectionLine { field: field.into(), value: text(value), log: 1, sequence: 45, time, reason: text(reason) }
}

#[test]
fn enrollment() {
    let reference = ReferenceId([0xab; 16]);
    let results = [
        EnrollResult::Enrolled { reference, warnings: vec![] },
        EnrollResult::Enrolled { reference, warnings: vec!["sharpness 31 (warning below 40)".into()] },
        EnrollResult::Duplicate { reference },
        EnrollResult::OtherSubject { reference },
        EnrollResult::NoFace,
        EnrollResult::SeveralFaces { faces: 3 },
        EnrollResult::Poor { why: vec!["yaw 41 degrees: use a front-facing photograph".into(), "too dark".into()] },
        EnrollResult::NotAnImage { why: "the file is cut off".into() },
        EnrollResult::Unusable { why: HOSTILE.into() },
    ];
    let paths =
        ["mugshots/a.jpg".to_owned(), format!("{}/山田/last.jpg", "very-long-folder/".repeat(20)), HOSTILE.into()];
    let (mut json, mut narrow, mut wide) = (String::new(), String::new(), String::new());
    for (row, result) in (1..).zip(results) {
        let path = paths.get(row as usize % 4).cloned();
        let line = EnrollLine { event: "result", row, path, result };
        json.push_str(&(line.json().unwrap() + "\n"));
        narrow.push_str(&line.human(Width(80)));
        wide.push_str(&line.human(Width(160)));
    }
    assert!(narrow.lines().all(|line| line.width() <= 80), "{narrow}");
    assert!(wide.lines().all(|line| line.width() <= 160), "{wide}");
    golden("enroll-lines.json", &json);
    golden("enroll-lines-80.txt", &narrow);
    golden("enroll-lines-160.txt", &wide);
    check_both("enroll-begin", &EnrollBegin { event: "begin", program: program("synthetic"), offered: 1 });
    let end = EnrollEnd {
        event: "end",
        offered: 9,
        enrolled: 2,
        duplicates: 1,
        failed: 6,
        failures: BTreeMap::from([("no-face".to_owned(), 1), ("other-subject".to_owned(), 5)]),
        references: 12_345,
        entries: vec![entry(), entry()],
    };
    check_both("enroll-end", &end);
    let rehearsed = EnrollRehearsed { event: "end", dry_run: true, offered: 9, fit: 7, failed: 2 };
    check_both("enroll-rehearsed", &rehearsed);
}

#[test]
fn a_probe() {
    let face = |number, chosen| FaceLine { number, at: [10, -2, 120, 140], detection: 0.9987, chosen };
    let report = ProbeAdmitted {
        program: program("program"),
        probe: ProbeId([0x33; 16]),
        purpose: PurposeId([0x22; 16]),
        case: Some(HOSTILE.into()),
        probes_left: 9,
        faces: vec![face(1, false), face(2, true)],
        measures: vec![("head pose: yaw".into(), "4 degrees".into()), ("sharpness".into(), "31".into())],
        warnings: vec!["sharpness 31 (warning below 40)".into()],
        found_after: Some("turning a copy upside down".into()),
        image: Digest([0x44; 32]),
        edits: Vec::new(),
        entry: entry(),
    };
    check_both("probe", &report);
    let step = |edit: &str, before, after, clipped| EditStep {
        edit: edit.into(),
        before: Digest([before; 32]),
        sha256: Digest([after; 32]),
        width: 400,
        height: 500,
        clipped,
    };
    let edits = vec![
        step("deinterlace=top", 1, 2, 0),
        step("crop=10240,10080,400,500", 2, 3, 0),
        step("exposure=1.25", 3, 4, 24_681),
        step(HOSTILE, 4, 5, 0),
    ];
    check_both("probe-edited", &ProbeAdmitted { edits, ..report });
}

#[test]
fn purposes() {
    let stated = PurposeStated {
        program: program("program"),
        purpose: PurposeId([0x22; 16]),
        case: Some(HOSTILE.into()),
        kind: "criminal-activity".into(),
        until: "2026-11-25T03:00:00Z".into(),
        probes: 10,
        entry: entry(),
    };
    check_both("purpose-stated", &stated);
    let line = |kind: &str, case: Option<&str>, in_force: bool, answers: Option<Vec<(String, String)>>| PurposeLine {
        purpose: PurposeId([0x22; 16]),
        kind: kind.into(),
        case: case.map(Into::into),
        stated_case: in_force.then(|| "24-1".into()),
        stated: "2026-11-22T03:00:00Z".into(),
        until: "2026-11-25T03:00:00Z".into(),
        in_force,
        probes: 2,
        corrections: if in_force {
            vec![
                correction("lead-investigator", Some(HOSTILE), Some("reassigned")),
                correction("case", Some("24-0012345"), None),
            ]
        } else {
            vec![]
        },
        probes_let_in: answers.is_some().then(|| {
            let searches = vec![(SearchId([0x11; 16]), "2026-11-22T03:14:15Z".to_owned())];
            vec![ProbeLetIn { probe: ProbeId([0x33; 16]), time: "2026-11-22T03:10:00Z".into(), searches }]
        }),
        answers,
    };
    let answers = vec![("offense".to_owned(), HOSTILE.to_owned()), ("basis".to_owned(), "word ".repeat(60))];
    let list = PurposeList {
        program: program("program"),
        purposes: vec![
            line("administration", None, false, None),
            line("endangered-person", Some("24-0012345"), true, Some(answers)),
        ],
        entry: entry(),
    };
    check_both("purposes", &list);
    check_both("purposes-none", &PurposeList { program: program("program"), purposes: vec![], entry: entry() });
}

#[test]
fn a_paper() {
    let report = PaperAccepted {
        program: program("program"),
        kind: "authorization".into(),
        paper: Digest([0x99; 32]),
        person: Some(PersonId([0x55; 16])),
        effects: vec!["badge 4412 may enroll, probe and search until 2027-05-31".into(), HOSTILE.into()],
        entry: entry(),
    };
    check_both("paper", &report);
}

/// The record of a batch of 1,000 rows.
fn ingest() -> String {
    let result = |row: u32| if row.is_multiple_of(500) { "no-face" } else { "duplicate" };
    let rows: Vec<_> =
        (1..=1_000).map(|row| serde_json::json!({ "row": row, "outcome": { "result": result(row) } })).collect();
    serde_json::json!({ "results": rows }).to_string()
}

#[test]
fn the_book() {
    let values = BTreeMap::from([
        ("case".to_owned(), Some(HOSTILE.to_owned())),
        ("list".to_owned(), Some("1 ".repeat(200))),
        ("subject".to_owned(), None),
    ]);
    let line = |sequence, event: &str, answers, badge: Option<&str>, values| AuditEntry {
        log: 1,
        sequence,
        time: "2026-11-22T03:14:15.92Z".into(),
        event: event.into(),
        operation: "search".into(),
        signer: PersonId([0x55; 16]),
        badge: badge.map(Into::into),
        purpose: Some(PurposeId([0x22; 16])),
        answers,
        leaf: Digest([0x5a; 32]),
        values,
    };
    let report = AuditEntries {
        program: program("program"),
        entries: vec![
            line(11, "intent", None, None, BTreeMap::new()),
            line(12, "outcome", Some(11), Some("4412"), values),
            line(14, "outcome", Some(13), Some("4412"), BTreeMap::from([("record".to_owned(), Some(ingest()))])),
        ],
        whole: false,
        entry: entry(),
    };
    check_both("audit-entries", &report);
    let text = report.human(Width(100));
    assert!(text.contains("1000 rows: 998 duplicate, 2 no-face; each row: frs audit show 1/14"), "{text}");
    assert!(text.lines().count() < 45, "{text}");
    let whole = AuditEntries { entries: report.entries[2..].to_vec(), whole: true, ..report };
    // One long word, broken where the line is full.
    let flat: String = whole.human(Width(100)).split_whitespace().collect();
    assert_eq!(flat.matches("\"duplicate\"").count(), 998);
}

#[test]
fn verdicts() {
    let intact = AuditVerdict {
        program: program("program"),
        verdict: "intact",
        entries: 1_204,
        root: Digest([0x66; 32]),
        findings: vec![],
        unfinished: vec![17, 903],
        clock_steps: vec![40],
        logs: vec![
            LogChecked { log: 1, entries: 40, root: Digest([0x65; 32]) },
            LogChecked { log: 2, entries: 1_204, root: Digest([0x66; 32]) },
        ],
        witnessed: Some(WitnessedHead {
            log: 2,
            size: 1_192,
            root: Digest([0x67; 32]),
            time: "2026-11-22T03:14:15Z".parse().unwrap(),
        }),
        unwitnessed: 12,
        unwitnessed_since: Some("2026-11-22T03:14:16Z".into()),
        restores: vec!["log 2 began at 2026-11-20T08:00:00Z, entries 1/40 to 1/57 are lost".into()],
        held_by: vec!["your own memory: 1190 entries of log 2".into(), HOSTILE.into()],
        tail: vec!["#1203 outcome of enroll by badge 4412".into()],
        entry: Some(entry()),
    };
    check_both("audit-verdict", &intact);
    let tampered = AuditVerdict {
        verdict: "tampered",
        findings: vec!["entry 903: the signature does not fit".into(), HOSTILE.into()],
        entry: None,
        ..intact.clone()
    };
    check_both("audit-verdict-tampered", &tampered);
    check_human("audit-verdict-unwitnessed", &AuditVerdict { verdict: "unwitnessed", ..intact.clone() });
    let alone = AuditVerdict { witnessed: None, held_by: vec![], restores: vec![], logs: vec![], ..intact };
    check_human("audit-verdict-unanchored", &AuditVerdict { verdict: "unanchored", ..alone });
}

#[test]
fn papers_in_words() {
    let id = ProgramId(std::array::from_fn(|i| i as u8));
    let words = |label: &str, text: &str| PaperWords { label: label.into(), text: text.into() };
    let shown = PaperShown {
        kind: "authorization-request".into(),
        program: id,
        fingerprint: id.fingerprint(),
        digest: Digest([0x99; 32]),
        person: Some(PersonId([0x55; 16])),
        text: format!("frs/authorization-request/1\n{id}\nname: {HOSTILE}\n"),
        words: vec![words("Badge", "4412"), words("Name", HOSTILE)],
        signatures: vec!["frs/person-5555".into()],
        own_signature: Some(false),
    };
    check("paper-shown", &shown);
    golden("paper-shown-80.txt", &shown.human(Width(80)));
    let written = PaperWritten {
        kind: "authorization-request".into(),
        file: "request.frs".into(),
        program: id,
        fingerprint: id.fingerprint(),
        digest: Digest([0x99; 32]),
        signatures: vec![],
    };
    check("paper-written", &written);
}

#[test]
fn models() {
    let model = |name: &str, intact| ModelEntry {
        name: name.into(),
        task: "detector".into(),
        weights: Digest([0x77; 32]),
        card: Digest([0x78; 32]),
        intact,
    };
    let models = ModelsListed { models: vec![model("mtcnn", true), model("other", false)] };
    check("models", &models);
    golden("models-80.txt", &models.human(Width(80)));
    let imported = ModelImported {
        model: model("arcface-r50", true),
        architecture: "ArcFace IResNet-50".into(),
        file: Digest([0x79; 32]),
        values: 43_590_976,
        input: "112 × 112 pixels, RGB".into(),
        output: "512 values".into(),
        folder: HOSTILE.into(),
    };
    check("model-imported", &imported);
    golden("model-imported-80.txt", &imported.human(Width(80)));
    let shown = ModelShown {
        model: model("mtcnn", true),
        architecture: "mtcnn".into(),
        summary: "Finds faces.".into(),
        input: "RGB".into(),
        output: "boxes".into(),
        paper: HOSTILE.into(),
        origin: "facenet".into(),
        package: "PyPI facenet-pytorch 2.6.0".into(),
        licence: "MIT".into(),
        training: "WIDER FACE".into(),
        intended: vec!["one still photograph".into()],
        prohibited: vec!["live video".into()],
        calibration: None,
    };
    check("model-shown", &shown);
    golden("model-shown-80.txt", &shown.human(Width(80)));
    let row = |score, fmr: f64| CalibrationRowShown { score, fmr, low: 0.8 * fmr, high: 1.25 * fmr };
    let measured = CalibrationShown {
        data_set: HOSTILE.into(),
        measured: "2026-11-26".parse().unwrap(),
        list: Digest([0x71; 32]),
        detector: Digest([0x72; 32]),
        software: Some("frs 0.1.0".into()),
        pipeline: Some(2),
        photographs: 4_812,
        people: 3_095,
        comparisons: 11_570_687,
        rows: vec![row(0.686, 0.0199), row(0.7, 0.0099), row(0.71, 0.006), row(0.75, 0.00099), row(0.82, 3.1e-6)],
    };
    let shown = ModelShown { calibration: Some(measured), ..shown };
    check("model-shown-measured", &shown);
    golden("model-shown-measured-80.txt", &shown.human(Width(80)));
}

/// One schema id names one form; only a batch has three kinds of line.
#[test]
fn schemas_are_named_once() {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for file in fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/report")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let ids = text.split('"').skip(1).step_by(2).filter(|word| word.starts_with("frs.") && word.ends_with("/1"));
        ids.for_each(|id| *seen.entry(id.to_owned()).or_default() += 1);
    }
    assert!(seen.len() > 10, "{seen:?}");
    let twice: Vec<_> = seen.iter().filter(|(id, count)| **count > 1 && *id != "frs.enroll/1").collect();
    assert!(twice.is_empty(), "{twice:?}");
    let page = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md")).unwrap();
    let missing: Vec<_> = seen.keys().filter(|id| !page.contains(&format!("`{id}`"))).collect();
    assert!(missing.is_empty(), "docs/formats.md lacks {missing:?}");
}
