//! The floor as papers carry it: one spelling, every field, within bounds.

use frs::{
    policy::{FLOOR_KEYS, FLOOR_KEYS_REPEATED, Floor, FloorError, PinnedModel},
    vocabulary::Digest,
};
use jiff::SignedDuration;
use proptest::{collection::btree_set, prelude::*};

fn signed() -> Floor {
    Floor { reference_retention_years: Some(10), ..Floor::default() }
}

/// The fields of a floor with one line exchanged.
fn with(key: &str, value: &str) -> Result<Floor, FloorError> {
    let fields = signed().to_fields().into_iter();
    Floor::from_fields(fields.map(|(k, v)| if k == key { (k, value.to_owned()) } else { (k, v) }))
}

#[test]
fn defaults_are_those_of_the_policy() {
    let floor = signed();
    assert_eq!(floor.check(), Ok(()));
    let text: Vec<_> = floor.to_fields().iter().map(|(k, v)| format!("{k}: {v}")).collect();
    insta::assert_snapshot!(text.join("\n"), @r"
    version: 1
    candidates-default: 20
    candidates-max: 50
    score-line: 0.75
    purpose-validity: PT72H
    purpose-probes: 10
    case-number-pattern: [A-Z0-9][A-Z0-9-]{3,31}
    unwitnessed-tail-days: 7
    unwitnessed-tail-entries: 200
    photo-age-years: 5
    training-months: 12
    unused-days: 90
    logs-kept-years: 5
    reference-retention-years: 10
    blind-review: yes
    preliminary: yes
    commander-may-be-release-authority: no
    witness-quorum: 1
    ");
}

#[test]
fn retention_has_no_default() {
    assert_eq!(Floor::default().check(), Err(FloorError::Missing("reference-retention-years")));
    let fields = Floor::default().to_fields();
    assert_eq!(Floor::from_fields(fields), Err(FloorError::Missing("reference-retention-years")));
}

#[test]
fn every_field_must_be_there_and_none_else() {
    let fields = signed().to_fields();
    for left_out in 0..fields.len() {
        let rest = fields.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, field)| field.clone());
        assert_eq!(Floor::from_fields(rest), Err(FloorError::Missing(fields[left_out].0)));
        let twice = fields.iter().cloned().chain([fields[left_out].clone()]);
        assert_eq!(Floor::from_fields(twice), Err(FloorError::Doubled(fields[left_out].0.to_owned())));
    }
    let more = fields.into_iter().chain([("colour", "blue".to_owned())]);
    assert_eq!(Floor::from_fields(more), Err(FloorError::Unknown("colour".to_owned())));
}

#[test]
fn limits_have_bounds() {
    for (key, value) in [
        ("version", "0"),
        ("candidates-max", "51"),
        ("candidates-max", "1"),
        ("candidates-default", "1"),
        ("candidates-default", "51"),
        ("score-line", "1"),
        ("score-line", "NaN"),
        ("score-line", "inf"),
        ("purpose-validity", "PT0S"),
        ("purpose-validity", "PT721H"),
        ("purpose-validity", "PT1.5S"),
        ("purpose-validity", "-PT72H"),
        ("purpose-probes", "0"),
        ("case-number-pattern", "("),
        ("case-number-pattern", "A)|(B"),
        ("training-months", "0"),
        ("unused-days", "366"),
        ("reference-retention-years", "0"),
    ] {
        assert!(matches!(with(key, value), Err(FloorError::Value { .. })), "{key}: {value}");
    }
    assert_eq!(with("purpose-validity", "PT2S").unwrap().purpose_validity, SignedDuration::from_secs(2));
}

#[test]
fn values_have_one_spelling() {
    for (key, value) in [
        ("version", "01"),
        ("version", "+1"),
        ("version", " 1"),
        ("score-line", "0.450"),
        ("score-line", ".45"),
        ("purpose-validity", "P3D"),
        ("purpose-validity", "pt72h"),
        ("purpose-validity", "72h"),
        ("purpose-validity", "PT4320M"),
        ("blind-review", "true"),
        ("preliminary", "Yes"),
    ] {
        assert!(matches!(with(key, value), Err(FloorError::Value { .. })), "{key}: {value}");
    }
}

#[test]
fn repeated_lines_are_sets() {
    let hash = "0a".repeat(32);
    let line = format!("mobilefacenet {hash} {hash}");
    let read = |lines: &[(&'static str, &str)]| {
        let more = lines.iter().map(|(k, v)| (*k, (*v).to_owned()));
        Floor::from_fields(signed().to_fields().into_iter().chain(more))
    };
    let floor =
        read(&[("embedder", &line), ("detector", &line), ("witness", "key one"), ("witness", "key two")]).unwrap();
    let model = |card| PinnedModel { name: "another-name".into(), weights: Digest([0x0a; 32]), card: Digest(card) };
    assert!(floor.allows_embedder(&model([0x0a; 32])) && floor.allows_detector(&model([0x0a; 32])));
    assert!(!floor.allows_embedder(&model([1; 32])) && !floor.allows_detector(&model([1; 32])));
    assert_eq!((floor.detectors.len(), floor.witnesses.len()), (1, 2));
    assert_eq!(read(&[("embedder", &line), ("embedder", &line)]), Err(FloorError::Doubled("embedder".into())));
    for bad in ["", "mobilefacenet", &format!("{line} more"), &line.to_uppercase(), &format!("../x {hash} {hash}")] {
        assert!(matches!(read(&[("embedder", bad)]), Err(FloorError::Value { .. })), "{bad}");
    }
    for bad in ["", " key", "key\u{202e}"] {
        assert!(matches!(read(&[("witness", bad)]), Err(FloorError::Value { .. })), "{bad:?}");
    }
}

#[test]
fn case_numbers_match_whole() {
    let floor = Floor { case_number_pattern: "A|B".into(), ..signed() };
    assert!(floor.is_case_number("A") && floor.is_case_number("B"));
    assert!(!floor.is_case_number("AX") && !floor.is_case_number("XB") && !floor.is_case_number("A\n"));
    let open = Floor { case_number_pattern: "A)|(B".into(), ..signed() };
    assert!(!open.is_case_number("AX"));
}

prop_compose! {
    fn models()(names in btree_set("[a-z][a-z0-9-]{0,8}", 0..3), weights: [u8; 32], card: [u8; 32])
        -> std::collections::BTreeSet<PinnedModel> {
        names.into_iter().map(|name| PinnedModel { name, weights: Digest(weights), card: Digest(card) }).collect()
    }
}

prop_compose! {
    fn floors()(
        version in 1u32.., max in 2u32..=50, share in 0.0f64..1.0, score_line in -0.999f32..0.999,
        seconds in 1i64..=2_592_000, probes in 1u32..=100, numbers in [1u32..=31, 1..=50, 1..=60, 1..=100],
        yes: [bool; 3], pattern in "[A-Z]{1,5}-\\[0-9\\]\\{4\\}", witnesses in btree_set("[!-~]{1,40}", 0..3),
        embedders in models(), detectors in models(),
    ) -> Floor {
        Floor {
            version,
            candidates_default: 2 + (f64::from(max - 2) * share) as u32,
            candidates_max: max,
            score_line,
            purpose_validity: SignedDuration::from_secs(seconds),
            purpose_probes: probes,
            case_number_pattern: pattern,
            unwitnessed_tail_days: numbers[0],
            unwitnessed_tail_entries: numbers[3],
            photo_age_years: numbers[1],
            training_months: numbers[2],
            unused_days: numbers[3],
            logs_kept_years: numbers[3],
            reference_retention_years: Some(numbers[1]),
            blind_review: yes[0],
            preliminary: yes[1],
            commander_may_be_release_authority: yes[2],
            witness_quorum: u32::try_from(witnesses.len()).unwrap().max(1),
            witnesses,
            embedders,
            detectors,
        }
    }
}

proptest! {
    #[test]
    fn floors_round_trip_in_any_order_of_lines(floor in floors(), turn in 0usize..30) {
        prop_assert_eq!(floor.check(), Ok(()));
        let mut fields = floor.to_fields();
        let order: Vec<_> = FLOOR_KEYS.iter().filter(|key| fields.iter().any(|(k, _)| k == *key)).copied().collect();
        let mut written: Vec<_> = fields.iter().map(|(key, _)| *key).collect();
        written.dedup();
        prop_assert_eq!(&written, &order);
        prop_assert!(FLOOR_KEYS.iter().all(|key| order.contains(key) || FLOOR_KEYS_REPEATED.contains(key)));
        prop_assert!(fields.iter().all(|(_, value)| !value.contains('\n') && !value.is_empty()));
        let turn = turn % fields.len();
        fields.rotate_left(turn);
        prop_assert_eq!(Floor::from_fields(fields), Ok(floor));
    }

    #[test]
    fn no_text_makes_it_panic(key in "[a-z-]{0,30}", value in any::<String>()) {
        let _ = with(&key, &value);
        for (key, _) in signed().to_fields() {
            let _ = with(key, &value);
        }
    }
}

#[test]
fn the_documents_show_the_default_floor() {
    let page = include_str!("../../docs/formats.md");
    let block = page.split("### The floor").nth(1).unwrap().split("```").nth(1).unwrap();
    let shown: Vec<&str> = block.lines().skip(1).collect();
    let fields = signed().to_fields().into_iter();
    assert_eq!(shown, fields.map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>());
}
