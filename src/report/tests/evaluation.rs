//! Measured error rates against golden files.

use super::*;
use crate::{
    evaluation::{
        AtFmr, AtFpir, BinRates, Breakdown, DetPoint, DiscardCurve, DiscardPoint, Folds, Histogram, Identification,
        Interval, PairedRate, RankRate, Rate, Verification,
    },
    policy::EVALUATION_NOTICES,
    vocabulary::Digest,
};

fn rate(errors: u64, trials: u64) -> Option<Rate> {
    let value = errors as f64 / trials as f64;
    Some(Rate { value, low: value * 0.7, high: (value * 1.4).max(0.001), errors, trials })
}

fn bin(name: &str, people: u64, errors: u64) -> BinRates {
    BinRates {
        bin: name.into(),
        mated: 3 * people,
        mated_people: people,
        fnmr: if people >= 10 { rate(errors, 3 * people) } else { None },
        non_mated: people * people,
        non_mated_people: people,
        fmr: if people >= 10 { rate(errors / 2, people * people) } else { None },
    }
}

fn verification() -> Verification {
    let at = |fmr: f64, threshold: f32, errors: u64| AtFmr {
        fmr,
        needs: (3.0 / fmr).round() as u64,
        threshold: Some(threshold),
        threshold_interval: Some(Interval { low: f64::from(threshold) - 0.01, high: f64::from(threshold) + 0.01 }),
        fmr_found: rate((fmr * 1e6) as u64, 1_000_000),
        fnmr: rate(errors, 9_164),
    };
    let nothing = AtFmr { threshold: None, threshold_interval: None, fmr_found: None, fnmr: None, ..at(1e-5, 0.0, 0) };
    let point = |threshold: f32, fmr: f64, fnmr: f64| DetPoint { threshold, fmr, fnmr };
    Verification {
        mated: 9_164,
        mated_failed: 2,
        mated_people: 1_680,
        non_mated: 245_123,
        non_mated_people: 3_095,
        at: vec![at(1e-2, 0.3421, 76), at(1e-3, 0.4512, 140), at(1e-4, 0.5333, 402), nothing],
        det: vec![point(-1.0, 1.0, 0.0), point(0.2, 0.1, 0.004), point(0.34, 0.01, 0.008), point(0.53, 1e-4, 0.044)],
    }
}

fn identification() -> Identification {
    let at = |fpir: f64, threshold: Option<f32>| AtFpir {
        fpir,
        needs: (3.0 / fpir).round() as u64,
        threshold,
        threshold_interval: threshold
            .map(|threshold| Interval { low: f64::from(threshold) - 0.02, high: f64::from(threshold) + 0.02 }),
        fpir_found: threshold.and_then(|_| rate((fpir * 903.0) as u64, 903)),
        fnir: threshold.and_then(|_| rate(70, 671)),
    };
    Identification {
        enrolled_people: 1_880,
        references: 1_879,
        references_failed: 1,
        mated: 671,
        mated_people: 540,
        mated_failed: 1,
        non_mated: 903,
        non_mated_failed: 2,
        ranks: [1, 5, 20, 50].map(|rank| RankRate { rank, missed: rate(25 / u64::from(rank), 671) }).to_vec(),
        cmc: (1..=50).map(|rank| 1.0 - 0.037 / f64::from(rank)).collect(),
        at: vec![at(0.1, Some(0.48)), at(0.01, Some(0.55)), at(0.003, None)],
    }
}

fn paired() -> Vec<PairedRate> {
    let one = |figure: &'static str, at: f64, errors: [u64; 2], interval: Option<(f64, f64)>| {
        let [first, second] = errors.map(|errors| rate(errors, 1_026).unwrap());
        let difference = second.value - first.value;
        let (low, high) = (interval.map(|i| i.0), interval.map(|i| i.1));
        PairedRate { figure, at, first, second, only_first: errors[0], only_second: errors[1], difference, low, high }
    };
    vec![
        one("fnmr", 1e-4, [16, 10], Some((-0.011, -0.001))),
        one("rank", 1.0, [12, 12], Some((0.0, 0.0))),
        one("rank", 50.0, [3, 1], Some((-0.004, 0.0))),
        one("fnir", 0.01, [30, 31], None),
    ]
}

fn figures(kind: &str) -> EvaluationFigures {
    let curve = |component: &str, falls: f64| DiscardCurve {
        component: component.into(),
        comparisons: 9_162,
        threshold: 0.4512,
        points: (0..=30)
            .map(|hundredth| DiscardPoint {
                discarded: f64::from(hundredth) / 100.0,
                limit: 10.0 + hundredth as f32,
                fnmr: 0.0153 * (1.0 - falls * f64::from(hundredth) / 30.0),
            })
            .collect(),
    };
    let part = |name: &str, bins: Vec<BinRates>| Breakdown { name: name.into(), threshold: 0.4512, fmr: 1e-3, bins };
    EvaluationFigures {
        program: program(kind),
        made: "2026-11-22T20:00:00Z".into(),
        intent: 11,
        model: EvaluatedModel {
            name: "mobilefacenet".into(),
            weights: Digest([0x77; 32]),
            card: Digest([0x78; 32]),
            detector: "mtcnn".into(),
            detector_weights: Digest([0x79; 32]),
        },
        list: EvaluatedList {
            kind: "manifest",
            digest: Digest([0x7a; 32]),
            photographs_digest: Digest([0x7b; 32]),
            only: vec![format!("source={HOSTILE}")],
            enforce_limits: false,
        },
        photographs: AcquiredLine {
            offered: 6_512,
            people: 3_095,
            usable: 6_510,
            past_warning: 91,
            past_refusal: 14,
            failures: vec![FailureCount { why: "no-face", count: 2 }],
            failed_rows: vec![FailedRow { row: 17, why: "no-face" }, FailedRow { row: 902, why: "no-face" }],
        },
        verification: verification(),
        folds: Some(Folds {
            folds: 10,
            pairs: 6_000,
            fewest: 600,
            accuracy: 0.9935,
            standard_error: 0.0013,
            of_fold: vec![0.995, 0.992],
            thresholds: vec![0.31, 0.32],
        }),
        identification: Some(identification()),
        several_references: Some(SeveralReferences {
            people: 610,
            references: 1_220,
            searches: 1_026,
            strangers: 1_204,
            comparisons: 1_358_090,
            rates: paired(),
        }),
        against: Some(AgainstModel {
            model: EvaluatedModel {
                name: "fused".into(),
                weights: Digest([0x7e; 32]),
                card: Digest([0x7f; 32]),
                detector: "mtcnn".into(),
                detector_weights: Digest([0x79; 32]),
            },
            rates: paired(),
        }),
        breakdowns: vec![
            part("quality limits", vec![bin("within all", 1_600, 44), bin("past a refusal", 12, 9)]),
            part(HOSTILE, vec![bin(HOSTILE, 300, 4), bin("=1+1", 9, 0), bin("nobody", 0, 0)]),
        ],
        discard: vec![curve("head_pose_yaw", 0.6), curve("over_exposure", 0.0)],
        histogram: Histogram {
            begins: -1.0,
            width: 0.02,
            mated: (0..100).map(|at: u64| if at > 60 { (at - 60) * 10 } else { 0 }).collect(),
            non_mated: (0..100).map(|at: u64| 500u64.saturating_sub(at.abs_diff(50) * 20)).collect(),
        },
        copies: Copies { mated: 16, non_mated: 1 },
        notices: EVALUATION_NOTICES,
    }
}

#[test]
fn measured_error_rates() {
    let figures = figures("program");
    golden("model-evaluation.csv", &evaluation_csv(&figures).unwrap());
    let page = evaluation_html(&figures);
    golden("model-evaluation.html", &page);
    assert!(!page.chars().any(|c| c != '\n' && crate::vocabulary::is_invisible(c)));
    let files = vec![("csv".to_owned(), Digest([0x7c; 32]))];
    let report = ModelEvaluation { figures: figures.clone(), files, entry: entry() };
    check_both("model-evaluation", &report);
    // Of a list of pairs, and too few of everything.
    let mut few = figures;
    (few.several_references, few.against) = (None, None);
    (few.identification, few.folds, few.breakdowns, few.discard) = (None, None, vec![], vec![]);
    few.verification.at.iter_mut().for_each(|at| (at.threshold, at.fnmr) = (None, None));
    few.photographs.failures.clear();
    few.photographs.failed_rows.clear();
    check_human("model-evaluation-few", &ModelEvaluation { figures: few, files: vec![], entry: entry() });
}

/// The figures of an evaluation never name a photograph or a person.
#[test]
fn figures_hold_no_path_and_no_subject() {
    let json = serde_json::to_value(figures("program")).unwrap();
    fn keys(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
                found.push(key.clone());
                keys(value, found);
            }),
            serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    keys(&json, &mut found);
    assert!(found.contains(&"failed_rows".to_owned()));
    for word in ["path", "subject", "person", "photograph", "reference", "image"] {
        assert!(!found.iter().any(|key| key == word), "{word}");
    }
}

#[test]
fn a_new_table_of_false_match_rates() {
    let all = figures("program");
    let row = |score: f32, errors: u64| CalibrationLine { score, fmr: rate(errors, 11_574_000).unwrap() };
    let made = ModelCalibrated {
        program: program("program"),
        model: all.model,
        list: all.list,
        photographs: all.photographs,
        data_set: HOSTILE.into(),
        people: 3_095,
        comparisons: 11_574_000,
        rows: vec![row(0.3101, 231_480), row(0.4512, 11_574), row(0.6223, 31)],
        file: "card.toml".into(),
        card: Digest([0x7d; 32]),
        entry: entry(),
    };
    check_both_but_the_line(&made);
}

/// The line that pins the card is copied, and never broken.
fn check_both_but_the_line(made: &ModelCalibrated) {
    check("model-calibrated", made);
    for width in [80, 160] {
        let text = made.human(Width(width));
        golden(&format!("model-calibrated-{width}.txt"), &text);
        let pinned = format!("embedder: {} {} {}", made.model.name, made.model.weights, made.card);
        assert!(text.lines().any(|line| line.trim() == pinned), "{text}");
    }
}
