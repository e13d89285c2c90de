//! Who may use whom (ARCHITECTURE.md), held by reading the `use` lines and `crate::` paths of every file; and that every page
//! which a source or another page names is there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Module, and the modules it may use beside itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("vocabulary", &[]),
    ("seal", &["vocabulary"]),
    ("policy", &["vocabulary"]),
    ("store", &["vocabulary", "seal"]),
    ("recognition", &["vocabulary", "seal"]),
    // pure: scores in, rates out
    ("evaluation", &[]),
    ("gate", &["vocabulary", "seal", "policy"]),
    ("audit", &["vocabulary", "seal", "policy", "store", "gate"]),
    ("repository", &["vocabulary", "seal", "policy", "store", "gate", "audit"]),
    ("report", &["vocabulary", "policy", "audit", "evaluation"]),
    (
        "operation",
        &[
            "vocabulary",
            "seal",
            "policy",
            "store",
            "recognition",
            "gate",
            "audit",
            "repository",
            "report",
            "evaluation",
        ],
    ),
    // No store, no repository, no recognition: what the command line shows and asks went through an operation.
    ("cli", &["operation", "report", "vocabulary", "policy", "seal", "gate", "audit"]),
    ("main", &["cli"]),
];

/// Files that may use less than their module: the check of a book must work without writer and storage.
const NARROWER: &[(&str, &[&str])] =
    &[("audit/verify", &["vocabulary", "seal"]), ("audit/entry", &["vocabulary", "seal"]), ("audit/clock_steps", &[])];

/// Of their own module, these may name only these parts.
const NARROWER_INSIDE: &[(&str, &[&str])] = &[("audit/verify", &["entry", "clock_steps", "verify", "fault", "leaf"])];

/// What only some errors need: each is an exception that stands here with its reason, and nowhere else.
const EXCEPTIONS: &[(&str, &str)] = &[
    // sorts every module's errors into exit statuses
    ("cli/failure.rs", "store"),
    ("cli/failure.rs", "repository"),
    ("cli/failure.rs", "recognition"),
];

/// Crate, and the only place that names it.
const ONLY_IN: &[(&str, &str)] = &[
    ("rusqlite", "store/"),
    ("candle_core", "recognition/"),
    ("candle_nn", "recognition/"),
    ("clap", "cli/"),
    ("clap_complete", "cli/"),
    ("clap_mangen", "cli/"),
    ("indicatif", "cli/"),
    ("rpassword", "cli/"),
    ("ab_glyph_rasterizer", "report/contact_png.rs"),
    ("skrifa", "report/contact_png.rs"),
    ("krilla", "report/pdf/"),
    ("parley", "report/pdf/"),
    ("keyring", "operation/keyring.rs"),
    ("zip", "seal/bundle.rs"),
];

/// What is wrong with one file; `path` is relative to `src`, with slashes.
fn breaches(path: &str, text: &str) -> Vec<String> {
    let code = code_of(text);
    let mut found = Vec::new();
    let neighbours = first_names(&code, "super");
    for (name, place) in ONLY_IN {
        // A module of ours may have a crate's name (`operation::keyring`).
        if neighbours.contains(*name) {
            continue;
        }
        if !path.starts_with(place) && words(&code).any(|(at, word)| word == *name && names_a_crate(&code, at, word)) {
            found.push(format!("{path} names {name}, which only src/{place} may"));
        }
    }
    let Some(module) = path.split('/').next().map(|first| first.trim_end_matches(".rs")) else { return found };
    if module == "lib" {
        return found;
    }
    let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
        found.push(format!("{path} belongs to no module of the table"));
        return found;
    };
    let inside = |place: &str| path == format!("{place}.rs") || path.starts_with(&format!("{place}/"));
    let narrower = NARROWER.iter().find(|(place, _)| inside(place));
    let may = narrower.map_or(*may, |(_, may)| *may);
    let root = if module == "main" { "frs" } else { "crate" };
    for used in first_names(&code, root) {
        let own = used == module && narrower.is_none();
        let exception = EXCEPTIONS.contains(&(path, used.as_str()));
        let known = MAY_USE.iter().any(|(name, _)| *name == used);
        if known && !own && !exception && !may.contains(&used.as_str()) {
            found.push(format!("{path} uses {used}, which {module} may not"));
        }
    }
    if let Some((_, parts)) = NARROWER_INSIDE.iter().find(|(place, _)| inside(place)) {
        for used in &neighbours {
            if used.starts_with(char::is_lowercase) && !parts.contains(&used.as_str()) && used != "super" {
                found.push(format!("{path} uses its neighbour {used}, which it may not"));
            }
        }
    }
    found
}

/// The text without comments, doc examples and string literals (of one line).
fn code_of(text: &str) -> String {
    let mut code = String::new();
    for line in text.lines() {
        let mut quoted = false;
        let mut before = ' ';
        let mut rest = line.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '"' if before != '\\' && before != '\'' => quoted = !quoted,
                '/' if !quoted && rest.peek() == Some(&'/') => break,
                _ if !quoted => code.push(c),
                _ => {}
            }
            before = if before == '\\' && c == '\\' { ' ' } else { c };
        }
        code.push('\n');
    }
    code
}

/// Every identifier with its place.
fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + code[from..].find(is_part)?;
        let end = code[start..].find(|c| !is_part(c)).map_or(code.len(), |length| start + length);
        from = end;
        Some((start, &code[start..end]))
    })
}

/// Whether the word is a crate's name here: a path that begins with it, or a `use` of it.
fn names_a_crate(code: &str, at: usize, word: &str) -> bool {
    let before = code[..at].trim_end();
    let after = code[at + word.len()..].trim_start();
    let begins = !before.ends_with("::") || before.ends_with(" ::");
    begins && (after.starts_with("::") || before.ends_with("use") || before.ends_with("extern crate"))
}

/// The first names after `root::`, in paths and in `root::{…}`, however nested.
fn first_names(code: &str, root: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let starts: Vec<usize> = words(code).filter(|(_, word)| *word == root).map(|(at, _)| at + root.len()).collect();
    for start in starts {
        let Some(rest) = code[start..].trim_start().strip_prefix("::") else { continue };
        let rest = rest.trim_start();
        // A glob names nothing; what follows it is another line.
        if rest.starts_with('*') {
            continue;
        }
        let Some(group) = rest.strip_prefix('{') else {
            names.extend(words(rest).next().map(|(_, word)| word.to_owned()));
            continue;
        };
        let (mut depth, mut first) = (0, true);
        let mut at = 0;
        while let Some(c) = group[at..].chars().next() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => first = true,
                c if c.is_alphabetic() && depth == 0 && first => {
                    names.extend(words(&group[at..]).next().map(|(_, word)| word.to_owned()));
                    first = false;
                }
                _ => {}
            }
            at += c.len_utf8();
        }
    }
    names
}

fn files(directory: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
}

#[test]
fn every_module_uses_only_what_it_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, "rs", &mut found);
    assert!(found.len() > 80, "only {} files were read", found.len());
    let mut wrong = Vec::new();
    for path in &found {
        let relative = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        wrong.extend(breaches(&relative, &fs::read_to_string(path).unwrap()));
    }
    wrong.sort();
    assert!(wrong.is_empty(), "ARCHITECTURE.md says who may use whom:\n{}", wrong.join("\n"));
}

/// A check that cannot fail is none.
#[test]
fn forbidden_lines_are_found() {
    for (path, line) in [
        ("vocabulary/id.rs", "use crate::seal::Digest;"),
        ("policy/rules.rs", "use crate::{\n    gate::Standing,\n    vocabulary::{Role, Digest},\n};"),
        ("seal/keys.rs", "use crate::{vocabulary::{Digest, Role}, policy::Floor};"),
        ("report/lists.rs", "fn f() -> crate::repository::Gallery {}"),
        ("report/human/search.rs", "pub use crate :: store :: Store;"),
        ("recognition/mod.rs", "use crate::store::Store;"),
        ("audit/verify.rs", "use crate::{gate::Standing, seal::Note};"),
        ("audit/verify.rs", "use super::book::Book;"),
        ("audit/verify/fault.rs", "use super::super::store::Rows; use crate::store::Rows;"),
        ("audit/verify.rs", "use crate::audit::Book;"),
        ("cli/output.rs", "use crate::repository::Gallery;"),
        ("main.rs", "fn main() { frs::operation::run() }"),
        ("repository/probes.rs", "use rusqlite::params;"),
        ("operation/search.rs", "let t: candle_core::Tensor = x;"),
        ("operation/search.rs", "use clap;"),
        ("report/mod.rs", "use indicatif::ProgressBar;"),
        ("operation/key.rs", "keyring::Entry::new(a, b)"),
        ("stray/mod.rs", ""),
    ] {
        assert!(!breaches(path, line).is_empty(), "not found: {path}: {line}");
    }
}

#[test]
fn allowed_lines_are_let_be() {
    for (path, line) in [
        ("vocabulary/id.rs", "use super::word::WordError; use crate::vocabulary::Digest;"),
        (
            "seal/keys.rs",
            "//! as crate::policy says\n/// crate::store::Store\nuse crate::vocabulary::Digest; // crate::gate",
        ),
        ("policy/rules.rs", "let text = \"use crate::gate::Standing; rusqlite::params\";"),
        ("store/open.rs", "use rusqlite::{Connection, OpenFlags};"),
        ("operation/keyring.rs", "use keyring::Entry;"),
        ("operation/key.rs", "use super::{OperationError, keyring};\nfn f() { keyring::recall(person) }"),
        ("audit/verify.rs", "use super::entry::{Event, Openings}; use crate::{seal::Note, vocabulary::Digest};"),
        ("cli/mod.rs", "use crate::{cli::output::Output, operation::search, report::{Human, Width}};"),
        ("main.rs", "fn main() -> std::process::ExitCode { frs::cli::main() }"),
        ("lib.rs", "pub mod store;"),
    ] {
        assert_eq!(breaches(path, line), Vec::<String>::new(), "{path}: {line}");
    }
}

/// Every page that a text names, and the heading after its `#`. Addresses of the network are left out.
fn pages_named(text: &str) -> Vec<(&str, Option<&str>)> {
    let of_path = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let of_heading = |c: char| c.is_alphanumeric() || "_-".contains(c);
    let mut found = Vec::new();
    for (at, ending) in text.match_indices(".md") {
        let rest = &text[at + ending.len()..];
        let before = text[..at].char_indices().rev().take_while(|(_, c)| of_path(*c)).last();
        let Some((start, _)) = before else { continue };
        let name = &text[start..at + ending.len()];
        if rest.starts_with(char::is_alphanumeric) || name.starts_with("//") {
            continue;
        }
        let heading =
            rest.strip_prefix('#').map(|after| after.split(|c: char| !of_heading(c)).next().unwrap_or_default());
        found.push((name.trim_start_matches('/'), heading));
    }
    found
}

/// Where a named page is: seen from the file that names it, from the project, among the documents, or beside every model.
fn page_of(root: &Path, file: &Path, name: &str) -> Option<PathBuf> {
    let folders = [file.parent().unwrap().to_owned(), root.to_owned(), root.join("docs"), root.join("models/fused")];
    folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// What can stand after a page's `#`: its headings in lower case, hyphens for blanks, without punctuation.
fn headings(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if line.starts_with('#') && !fenced {
            let heading = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
            found.insert(heading.chars().filter(|c| c.is_alphanumeric() || "_-".contains(*c)).collect::<String>());
        }
    }
    found
}

/// Pages and headings that a text in this file names and that are not there.
fn missing_pages(root: &Path, file: &Path, text: &str) -> Vec<String> {
    let mut missing = Vec::new();
    for (name, heading) in pages_named(text) {
        let at = file.display();
        match (page_of(root, file, name), heading) {
            (None, _) => missing.push(format!("{at} names {name}, which is not there")),
            (Some(page), Some(heading)) if !headings(&fs::read_to_string(&page).unwrap()).contains(heading) => {
                missing.push(format!("{at} names {name}#{heading}, and there is no such heading"));
            }
            _ => {}
        }
    }
    missing
}

/// What stands after `//` in each line; that of an address is none.
fn comments_of(text: &str) -> String {
    let commented = text.lines().filter_map(|line| line.split_once("//")).filter(|(code, _)| !code.ends_with(':'));
    commented.fold(String::new(), |all, (_, comment)| all + comment + "\n")
}

#[test]
fn every_page_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<PathBuf> =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"].map(|name| root.join(name)).into();
    files(&root.join("docs"), "md", &mut pages);
    files(&root.join("src"), "rs", &mut pages);
    let mut tests = Vec::new();
    files(&root.join("tests"), "rs", &mut tests);
    let mut missing = Vec::new();
    for path in &pages {
        missing.extend(missing_pages(root, path, &fs::read_to_string(path).unwrap()));
    }
    // Strings of tests name files that are made up.
    for path in &tests {
        missing.extend(missing_pages(root, path, &comments_of(&fs::read_to_string(path).unwrap())));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_page_that_is_not_there_is_missed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let from = root.join("docs/adr/README.md");
    for text in [
        "see docs/never.md",
        "[never](../never.md)",
        "(NEVER.md §2)",
        "docs/formats.md#never",
        "[one](0001-not-sqlcipher.md#never), and more",
    ] {
        assert_eq!(missing_pages(root, &from, text).len(), 1, "{text}");
    }
    for text in [
        "ARCHITECTURE.md and docs/formats.md.",
        "[keys](../formats.md#key-file)",
        "(threat-model.md#memory-of-the-head, and more)",
        "*.md, never.mdx, https://example.org/never.md",
    ] {
        assert_eq!(missing_pages(root, &from, text), Vec::<String>::new(), "{text}");
    }
}
