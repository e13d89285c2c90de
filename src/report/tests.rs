//! Every type's JSON and its lines for people at 80 and 160 columns, against golden files in `tests/golden`.
//! `FRS_UPDATE_SNAPSHOTS=1 cargo test` writes them anew; the difference is then for the reviewer.

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

fn candidate(rank: u32, score: f32, date: Option<&str>, age: Option<i16>, marks: &[&str]) -> CandidateLine {
    CandidateLine {
        rank,
        reference: ReferenceId([rank as u8; 16]),
        subject: SubjectId([0x40 + rank as u8; 16]),
        score,
        above_line: score >= 0.45,
        capture_date: date.map(|date| date.parse().unwrap()),
        photo_age_years: age,
        fmr_at_most: None,
        fmr_below_one_in: None,
        fmr_at_least: None,
        chance_hits_at_most: None,
        chance_hits_at_least: None,
        other_references: u64::from(rank == 1) * 2,
        marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
    }
}

fn search(kind: &str, outcome: &'static str, candidates: Vec<CandidateLine>) -> SearchReport {
    let labels = [
        "MVD-123456".to_owned(),
        HOSTILE.to_owned(),
        "محمد عبد الرحمن بن يوسف".to_owned(),
        "山田太郎".repeat(20),
        format!("--- below the floor's line 0.45 --- {}", "very long name ".repeat(30)),
    ];
    SearchReport {
        program: program(kind),
        search: SearchId([0x11; 16]),
        purpose: PurposeId([0x22; 16]),
        outcome,
        notice: LEAD_NOTICE,
        error_rates: Some("The model's card holds no measured error rates: none stand beside the scores."),
        measured_on: None,
        line_warning: None,
        told: ProbeTold {
            source: Some("cctv".into()),
            request: Some(RequestTold {
                badge: Some("2207".into()),
                at: Some("2026-11-22T02:50:00Z".into()),
                channel: Some(HOSTILE.into()),
            }),
            child: Some(true),
            past_warning: Some("the only frame in which the face is turned to the camera".into()),
            found_after: Some("laying a grey margin around a copy".into()),
            edits: Vec::new(),
        },
        list: CandidateList {
            probe: ProbeId([0x33; 16]),
            model: ModelName { name: "mobilefacenet".into(), weights: Digest([0x77; 32]) },
            gallery_root: Digest([0x66; 32]),
            references: 12_345,
            subjects: 9_876,
            not_searched: 17,
            floor: 3,
            line: 0.45,
            asked: 20,
            candidates,
        },
        list_digest: Digest([0x88; 32]),
        other_cases: 0,
        corrections: vec![],
        labels: None,
        entry: entry(),
        labels_for_reading: labels.into(),
    }
}

fn correction(field: &str, value: Option<&str>, reason: Option<&str>) -> CorrectionLine {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let time = "2026-11-24T09:00:00Z".into();
    CorrectionLine { field: field.into(), value: text(value), log: 1, sequence: 45, time, reason: text(reason) }
}

fn five() -> Vec<CandidateLine> {
    vec![
        candidate(1, 0.81234, Some("2024-05-31"), Some(2), &[]),
        candidate(2, 0.5, Some("2009-01-02"), Some(17), &["old-photo", "child"]),
        candidate(3, 0.45, None, None, &["photo-age-unknown", "child"]),
        candidate(4, 0.4499, Some("2026-11-01"), Some(0), &[]),
        candidate(5, -0.02, Some("2015-12-24"), Some(10), &["old-photo"]),
    ]
}

#[test]
fn a_candidate_list() {
    let report = search("program", "candidates", five());
    check_both("search", &report);
    let text = report.human(Width(80));
    assert!(text.contains("INVESTIGATIVE LEAD ONLY. A candidate is not"));
    assert_eq!(text.matches("UNVERIFIED").count(), 1);
    assert!(!text.contains('%') && !text.contains("DEMO"));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&text).ends_with("not probable cause for an arrest."));
    assert_eq!(words(&text).matches(&words(SCORE_NOTICE)).count(), 1);
}

#[test]
fn no_candidate_is_said_and_the_list_is_shown() {
    let mut report = search("demo", "no-candidate", five().into_iter().skip(3).collect());
    report.told = ProbeTold {
        source: None,
        request: None,
        child: None,
        past_warning: None,
        found_after: None,
        edits: Vec::new(),
    };
    report.other_cases = 2;
    report.corrections = vec![correction("case", Some("26-00124"), None)];
    check_both("search-none", &report);
    let text = report.human(Width(80));
    assert!(text.contains("NO CANDIDATE") && text.contains("0.4499"));
    assert_eq!(text.matches("*** DEMO ***").count(), 2);
}

#[test]
fn error_rates_stand_beside_the_scores_where_they_were_measured() {
    let mut candidates = five();
    let (first, rest) = candidates.split_first_mut().unwrap();
    (first.fmr_below_one_in, first.chance_hits_at_most) = (Some(312_500), Some(12_345.0 / 312_500.0));
    for (candidate, fmr) in rest.iter_mut().zip([3.2e-4, 0.001, 0.0123]) {
        candidate.fmr_at_most = Some(fmr);
        candidate.chance_hits_at_most = Some(fmr * 12_345.0);
    }
    let last = rest.last_mut().unwrap();
    (last.fmr_at_most, last.chance_hits_at_most) = (None, None);
    (last.fmr_at_least, last.chance_hits_at_least) = (Some(0.018), Some(0.018 * 12_345.0));
    let measured_on = Some("LFW, press photographs".to_owned());
    let report = SearchReport { error_rates: None, measured_on, ..search("program", "candidates", candidates) };
    check_both("search-curve", &report);
    let text = report.human(Width(160));
    assert!(text.contains("below 1 in 312,500") && text.contains("LFW, press photographs"), "{text}");
    assert!(!report.human(Width(160)).contains('%'));
}

#[test]
fn a_label_cannot_pose_as_a_row_or_a_line() {
    let text = search("program", "candidates", five()).human(Width(80));
    let lines: Vec<_> = text.lines().filter(|line| line.contains("below the floor's line")).collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("---")).count(), 1);
    assert_eq!(text.lines().filter(|line| line.trim_start().starts_with("1  ")).count(), 1);
}

#[test]
fn labels_stand_in_the_json_only_where_asked_for() {
    let mut report = search("program", "candidates", five());
    assert!(!report.json().unwrap().contains("MVD-123456"));
    report.labels = Some(report.labels_for_reading.clone());
    check("search-with-personal", &report);
}

#[test]
fn what_json_escapes_reads_back_as_it_was() {
    let line = EnrollLine { event: "result", row: 1, path: Some(HOSTILE.into()), result: EnrollResult::NoFace }
        .json()
        .unwrap();
    assert!(!line.chars().any(crate::vocabulary::is_invisible), "{line}");
    let read: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(read["path"], HOSTILE);
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
        kind: "criminal-activity".into(),
        until: "2026-11-25T03:00:00Z".into(),
        probes: 10,
        entry: entry(),
    };
    check_both("purpose-stated", &stated);
    let line = |kind: &str, case: Option<&str>, in_force, answers| PurposeLine {
        purpose: PurposeId([0x22; 16]),
        kind: kind.into(),
        case: case.map(Into::into),
        stated: "2026-11-22T03:00:00Z".into(),
        until: "2026-11-25T03:00:00Z".into(),
        in_force,
        probes: 2,
        corrections: if in_force {
            vec![
                correction("lead-investigator", Some(HOSTILE), Some("reassigned")),
                correction("case", Some("24-1"), None),
            ]
        } else {
            vec![]
        },
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

#[test]
fn the_book() {
    let values = BTreeMap::from([
        ("case".to_owned(), Some(HOSTILE.to_owned())),
        ("list".to_owned(), Some("1 ".repeat(200))),
        ("subject".to_owned(), None),
    ]);
    let line = |sequence, event: &str, answers, badge: Option<&str>, values| AuditEntry {
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
        ],
        entry: entry(),
    };
    check_both("audit-entries", &report);
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
        if path.extension().is_none_or(|extension| extension != "rs") || path.to_string_lossy().ends_with("tests.rs") {
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
