//! `docs/cli.md` and `completions/` are what clap's tree says. Renew them with
//! `FRS_UPDATE_SNAPSHOTS=1 cargo test --test cli_reference`.

use std::{fs, path::Path};

use clap::{CommandFactory as _, Parser as _};
use clap_complete::Shell;
use frs::cli::{arguments::Arguments, completion_script, leaves, man_pages, reference};

fn holds(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("FRS_UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, wanted).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "{path} is not what the command line says: FRS_UPDATE_SNAPSHOTS=1 renews it");
}

#[test]
fn the_reference_is_the_command_line() {
    let page = reference();
    assert!(!page.contains("UNKNOWN"), "a command has no class in policy::class_of");
    holds("docs/cli.md", &page);
}

#[test]
fn the_completions_are_those_of_the_command_line() {
    for (shell, name) in
        [(Shell::Bash, "frs.bash"), (Shell::Zsh, "_frs"), (Shell::Fish, "frs.fish"), (Shell::PowerShell, "_frs.ps1")]
    {
        holds(&format!("completions/{name}"), &completion_script(shell));
    }
}

#[test]
fn every_command_has_a_manual_page_with_its_examples() {
    let pages = man_pages();
    for leaf in leaves() {
        let name = format!("frs-{}.1", leaf.join("-"));
        let (_, page) = pages.iter().find(|(page, _)| *page == name).unwrap_or_else(|| panic!("{name} is missing"));
        assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{name}");
    }
    let (_, doctor) = pages.iter().find(|(name, _)| name == "frs-doctor.1").unwrap();
    assert!(doctor.contains("for monitoring"), "{doctor}");
}

/// The words of one line of a shell: quotes, comments, redirections, remarks in brackets, and what a person is to put in.
fn typed(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut open) = (Vec::new(), String::new(), None, false);
    for c in line.chars().chain([' ']) {
        match (quote, c) {
            (None, '"' | '\'') => (quote, open) = (Some(c), true),
            (Some(q), _) if q == c => quote = None,
            (None, '#' | '(') if word.is_empty() && !open => break,
            (None, '>' | '|' | ';' | '&') => break,
            (None, ' ') => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            _ => word.push(c),
        }
    }
    let zeros = "0".repeat(64);
    let put_in = |word: String| match word.as_str() {
        "SHA256" | "PROGRAM_ID" | "PAPER" | "DIGEST" => zeros.clone(),
        "N" | "RANK" => "1".to_owned(),
        "PROBE" => format!("probe-{}", &zeros[..32]),
        // An id that is shortened for reading.
        _ => match word.strip_suffix('…') {
            Some(short) => match short.rsplit_once('-') {
                Some((kind, digits)) if digits.len() == 4 => format!("{kind}-{}", &zeros[..32]),
                _ => zeros.clone(),
            },
            None => word,
        },
    };
    words.into_iter().map(put_in).collect()
}

/// Lines of a page that begin with the program, ended lines joined and what the shell puts in made one word, that are not understood;
/// and how many there were.
fn not_understood<'l>(lines: impl Iterator<Item = &'l str>) -> (usize, Vec<String>) {
    let (mut tried, mut wrong) = (0, Vec::new());
    for line in lines {
        let line = line.trim();
        let line = line.strip_prefix("sudo ").unwrap_or(line);
        if !line.starts_with("frs ") {
            continue;
        }
        tried += 1;
        let line = match (line.find("$("), line.rfind(')')) {
            (Some(from), Some(to)) if from < to => format!("{}now{}", &line[..from], &line[to + 1..]),
            _ => line.to_owned(),
        };
        if let Err(error) = Arguments::try_parse_from(typed(&line)) {
            wrong.push(format!("{line}\n{error}"));
        }
    }
    (tried, wrong)
}

/// Every command shows how it is typed, and can be typed so.
#[test]
fn every_command_has_an_example_that_is_understood() {
    let mut wrong = Vec::new();
    for leaf in leaves() {
        let words: Vec<&str> = ["frs"].into_iter().chain(leaf.iter().map(String::as_str)).collect();
        let mut command = Arguments::command();
        for word in &words[1..] {
            command = command.find_subcommand(word).unwrap().clone();
        }
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default().replace("\\\n", " ");
        let (_, not) = not_understood(after.lines());
        wrong.extend(not);
        let own = words.join(" ");
        // The kinds of a paper that are filled in alike share their examples.
        let shared = words[1..].starts_with(&["paper", "request"]);
        let shown = after.lines().any(|line| line.trim().starts_with(&own));
        let shown = shown || (shared && after.contains("frs paper request "));
        if !shown {
            wrong.push(format!("{own} has no example"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the documents print can be typed: every `frs …` of every block for a shell is understood by the command line.
#[test]
fn every_command_in_the_documents_is_understood() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md")];
    pages.extend(fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path()));
    let (mut tried, mut wrong) = (0, Vec::new());
    for page in
        pages.iter().filter(|page| page.extension().is_some_and(|ending| ending == "md") && !page.ends_with("cli.md"))
    {
        let mut inside = false;
        let text = fs::read_to_string(page).unwrap().replace("\\\n", " ");
        let (found, not) = not_understood(text.lines().filter(|line| {
            let fence = line.trim().starts_with("```");
            inside = if fence { line.trim().starts_with("```sh") } else { inside };
            inside && !fence
        }));
        tried += found;
        wrong.extend(not.into_iter().map(|what| format!("{}: {what}", page.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 150, "only {tried} commands were found");
}
