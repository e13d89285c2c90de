//! The table itself: ids, tests for each row, the page for readers, the floor's and the purposes' one spelling.

use std::{collections::BTreeSet, fs, path::Path};

use frs::policy::{By, LEAD_NOTICE, RULES, sop_page};
use regex_lite::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn paragraphs_are_well_formed_and_rules_unique() {
    let paragraph = Regex::new("^2-110-[1-4](-[A-H](-[1-9])?)?$").unwrap();
    let name = Regex::new("^[a-z]+(_[a-z]+)*$").unwrap();
    let mut seen = BTreeSet::new();
    for rule in RULES {
        assert!(paragraph.is_match(rule.paragraph), "{}", rule.paragraph);
        assert!(name.is_match(rule.name), "{}", rule.name);
        assert!(seen.insert((rule.paragraph, rule.name)), "{} {} twice", rule.paragraph, rule.name);
        assert!(rule.says.ends_with('.') && !rule.says.contains('|'), "{}", rule.says);
    }
    assert!(RULES.is_sorted_by_key(|rule| rule.paragraph), "the table stands in the order of the paragraphs");
}

#[test]
fn every_paragraph_that_orders_something_has_a_row() {
    for paragraph in [
        "2-110-2",
        "2-110-3-A",
        "2-110-3-E",
        "2-110-3-F",
        "2-110-3-G",
        "2-110-3-G-1",
        "2-110-3-G-2",
        "2-110-3-H",
        "2-110-4-A",
        "2-110-4-A-1",
        "2-110-4-A-2",
        "2-110-4-A-3",
        "2-110-4-A-4",
        "2-110-4-B",
        "2-110-4-C",
        "2-110-4-D-1",
        "2-110-4-D-2",
        "2-110-4-D-3",
        "2-110-4-D-4",
        "2-110-4-D-5",
        "2-110-4-D-6",
        "2-110-4-E",
    ] {
        assert!(RULES.iter().any(|rule| rule.paragraph == paragraph), "{paragraph} is not in the table");
    }
}

#[test]
fn every_gate_rule_has_a_test_that_accepts_and_one_that_refuses() {
    let mut source = String::new();
    for entry in fs::read_dir(root().join("tests/policy_rules")).unwrap() {
        source += &fs::read_to_string(entry.unwrap().path()).unwrap();
    }
    for rule in RULES.iter().filter(|rule| matches!(rule.by, By::Gate(_))) {
        for does in ["accepts", "refuses"] {
            let paragraph = rule.paragraph.to_lowercase().replace('-', "_");
            let test = format!(r"#\[test\]\s+fn sop_{paragraph}_{does}_{}(_\w+)?\(\)", rule.name);
            assert!(Regex::new(&test).unwrap().is_match(&source), "no test sop_{paragraph}_{does}_{}", rule.name);
        }
    }
}

#[test]
fn the_page_for_readers_is_the_table() {
    let path = root().join("docs/sop.md");
    if std::env::var_os("FRS_UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, sop_page()).unwrap();
    }
    assert!(
        fs::read_to_string(&path).is_ok_and(|page| page == sop_page()),
        "docs/sop.md is not the table; write it anew: FRS_UPDATE_SNAPSHOTS=1 cargo test --test policy_table"
    );
}

#[test]
fn the_notice_says_what_the_order_says() {
    for words in
        ["INVESTIGATIVE LEAD ONLY", "not a positive identification", "not probable cause", "Further investigation"]
    {
        assert!(LEAD_NOTICE.contains(words), "{words}");
    }
    assert!(!LEAD_NOTICE.contains('\n') && !LEAD_NOTICE.contains("  "));
}
