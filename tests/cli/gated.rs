//! Every command has a class, and whoever has no key is refused at every gated one, before anything is opened.

use assert_cmd::cargo::cargo_bin_cmd;
use frs::{
    cli::leaves,
    policy::{Class, OPERATIONS, class_of},
};

const PURPOSE: &str = "purpose-00000000000000000000000000000000";
const ORDER: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const PROBE: &str = "probe-00000000000000000000000000000000";
const SEARCH: &str = "search-00000000000000000000000000000000";

/// The least that each gated command must be told. A new one without a line here fails.
const LEAST: &[(&str, &[&str])] = &[
    ("enroll", &["no-such-image.jpg", "--purpose", "administration", "--reason", "ingest of the week"]),
    ("probe", &["no-such-image.jpg", "--purpose", PURPOSE]),
    ("search", &[PROBE, "--purpose", PURPOSE]),
    ("audit show", &["--purpose", "oversight", "--reason", "weekly review"]),
    ("audit verify", &[]),
    ("audit report", &["--purpose", "oversight", "--reason", "monthly review"]),
    ("audit follow", &["26-00123", "--purpose", "oversight", "--reason", "complaint 7"]),
    ("audit sample", &["--seed", "2026-11", "--purpose", "oversight", "--reason", "monthly review"]),
    ("audit answer", &[SEARCH, "--purpose", "oversight", "--reason", "monthly review"]),
    ("audit statistics", &["--year", "2026", "--purpose", "oversight", "--reason", "yearly statistics"]),
    ("purpose state", &["--kind", "administration"]),
    ("purpose list", &[]),
    ("purpose show", &[PURPOSE]),
    ("paper accept", &["no-such-paper.frs"]),
    ("repository status", &[]),
    ("program rekey", &[]),
    ("audit checkpoint", &[]),
    ("audit prove", &["0"]),
    ("audit export", &[]),
    ("program show", &[]),
    ("program status", &[]),
    ("repository backup", &["--out", "backup.sqlite"]),
    ("share discovery", &[SEARCH, "--out", "discovery", "--purpose", PURPOSE]),
    ("model evaluate", &["no-such-folder", "--purpose", "evaluation", "--reason", "yearly measurement"]),
    ("repository correct", &["--paper", ORDER, "--purpose", "administration", "--reason", "case number mistyped"]),
    ("repository retention", &["--purpose", "administration", "--reason", "yearly retention"]),
    ("repository expunge", &["--order", ORDER, "--purpose", "administration", "--reason", "court order 17"]),
    ("verify status", &[SEARCH, "--purpose", PURPOSE]),
    ("verify report", &[SEARCH, "--out", "report", "--purpose", PURPOSE]),
    ("verify open", &[SEARCH, "--candidate", "1", "--out", "candidate-1", "--purpose", PURPOSE]),
    ("verify contact", &[SEARCH, "--out", "contact", "--purpose", PURPOSE]),
    ("verify record", &[SEARCH, "--candidate", "1", "--purpose", PURPOSE]),
    (
        "model calibrate",
        &[
            "no-such-folder",
            "--data-set",
            "ours",
            "--out",
            "card.toml",
            "--purpose",
            "evaluation",
            "--reason",
            "yearly measurement",
        ],
    ),
    ("repository restore", &["--from", "no-such-backup.sqlite", "--paper", "no-such-order.frs"]),
    ("repository re-embed", &["--purpose", "administration", "--reason", "a new floor"]),
    ("verify packet", &[SEARCH, "--reviewer", "3121", "--purpose", PURPOSE]),
    ("verify review", &[SEARCH, "--item", "A", "--purpose", PURPOSE]),
    ("verify resolve", &[SEARCH, "--candidate", "1", "--purpose", PURPOSE]),
    ("verify source", &[SEARCH, "--candidate", "1", "--purpose", PURPOSE]),
    ("share inside", &["no-such-report.pdf", "--approval", ORDER, "--out", "shared", "--purpose", PURPOSE]),
    (
        "share request",
        &["no-such-report.pdf", "--details", "-", "--to", "1107", "--out", "asked", "--purpose", PURPOSE],
    ),
    ("share release", &["no-such-report.pdf", "--approval", ORDER, "--out", "bundle.zip.age", "--purpose", PURPOSE]),
    ("share receipt", &["--approval", ORDER, "--details", "-", "--purpose", PURPOSE]),
    ("share status", &["--purpose", PURPOSE]),
    ("status", &[]),
    ("repository check", &[]),
    ("verify outcome", &[SEARCH, "--candidate", "1", "--purpose", PURPOSE]),
    ("verify close", &[SEARCH, "--purpose", PURPOSE]),
    ("verify list", &[SEARCH, "--purpose", PURPOSE]),
];

#[test]
fn every_command_has_a_class() {
    let leaves = leaves();
    for leaf in &leaves {
        let words: Vec<&str> = leaf.iter().map(String::as_str).collect();
        assert!(class_of(&words).is_some(), "frs {} has no class", leaf.join(" "));
    }
    for operation in OPERATIONS {
        assert!(leaves.iter().any(|leaf| leaf == operation.command), "{} is no command", operation.kind);
    }
}

#[test]
fn every_gated_command_refuses_who_has_no_key() {
    for leaf in leaves() {
        let words: Vec<&str> = leaf.iter().map(String::as_str).collect();
        if !matches!(class_of(&words), Some(Class::Gated(_))) {
            continue;
        }
        let name = leaf.join(" ");
        let (_, least) = LEAST.iter().find(|(known, _)| *known == name).expect(&name);
        let dir = tempfile::tempdir().unwrap();
        let refused = cargo_bin_cmd!("frs")
            .env_clear()
            .current_dir(dir.path())
            .args(["--home", "home", "--repository", "repository"])
            .args(words)
            .args(*least)
            .assert();
        let output = refused.get_output();
        assert_eq!(output.status.code(), Some(3), "frs {name}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.is_empty(), "frs {name} said something on standard output");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains("2-110-4-A-1") && errors.contains("Recorded:"), "frs {name}: {errors}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "frs {name} left something behind");
    }
}
