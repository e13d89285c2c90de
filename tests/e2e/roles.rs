//! docs/roles.md, line by line as it is printed: each block by its person, in a shell, in a directory of their own.

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

use frs::{policy::Floor, seal::ReceivingSecret};
use regex_lite::Regex;

use super::{
    verify::{AT_SIGHT, compared},
    world::*,
};

/// What a person writes into a form that was printed for them.
fn filled(person: &str, file: &str, key: &str) -> Option<String> {
    let source = |kind: &str, words: &str| {
        format!(
            "kind = \"{kind}\"\nreference = \"R-88123\"\nat = \"2025-11-21\"\nby = \"4412\"\nresult = \"supports\"\nwords = \"{words}\"\n"
        )
    };
    Some(match file {
        "me.toml" => {
            let role = match person {
                "clerk" => "repository-manager",
                "supervisor" => "auditor",
                "lieutenant" => "release-authority",
                other => other,
            };
            details(person, role)
        }
        "purpose.toml" => PURPOSE.to_owned(),
        "intake.toml" => INTAKE.to_owned(),
        "first.toml" => compared("some-support"),
        "second.toml" => AT_SIGHT.to_owned(),
        "licence.toml" => source("mvd", "same address as the receipt"),
        "alibi.toml" => source("alibi", "was not at work that day"),
        "outcome.toml" => "result = \"confirmed\"\nbecause = \"two sources outside face recognition\"\n".to_owned(),
        "terms.toml" => format!(
            "recipient = \"Public Defender, L. Chavez\"\nbasis = \"discovery order 26-77\"\nonward = \"to the defence expert\"\n\
             expires = \"2027-12-31\"\nconditions = [\"for this case only\"]\nrecipient-key = \"{key}\"\n"
        ),
        _ => return None,
    })
}

/// Person and commands of each block of the page.
fn blocks() -> Vec<(String, Vec<String>)> {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/roles.md")).unwrap();
    let mut blocks = Vec::new();
    let mut open: Option<(String, Vec<String>)> = None;
    for line in page.lines() {
        match &mut open {
            None => open = line.strip_prefix("```sh ").map(|person| (person.to_owned(), Vec::new())),
            Some(_) if line == "```" => blocks.extend(open.take()),
            Some((_, lines)) => lines.push(line.to_owned()),
        }
    }
    blocks
}

struct Desks {
    place: tempfile::TempDir,
    ids: BTreeMap<&'static str, String>,
    key: String,
}

impl Desks {
    fn dir(&self, person: &str) -> PathBuf {
        self.place.path().join(person)
    }

    /// A directory with a home, a passphrase, the stick.
    fn sit_down(&self, person: &str) {
        let dir = self.dir(person);
        fs::create_dir_all(dir.join("home/.config")).unwrap();
        fs::write(dir.join("passphrase"), format!("correct horse of the {person}\n")).unwrap();
        std::os::unix::fs::symlink(self.place.path().join("stick"), dir.join("stick")).unwrap();
        fs::set_permissions(dir.join("passphrase"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }

    fn run(&mut self, person: &str, line: &str) {
        let dir = self.dir(person);
        let mut typed = line.to_owned();
        for (name, value) in &self.ids {
            typed = typed.replace(name, value);
        }
        let program = PathBuf::from(env!("CARGO_BIN_EXE_frs"));
        let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
        let output = Command::new("sh")
            .args(["-c", &typed])
            .current_dir(&dir)
            .env_clear()
            .envs([("PATH", path.as_str()), ("COLUMNS", "160")])
            .env("HOME", dir.join("home"))
            .env("FRS_PASSPHRASE_FILE", dir.join("passphrase"))
            .env("FRS_REPOSITORY", self.place.path().join("repository"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let code = output.status.code();
        // 1 is an answer: something should be mended, or nobody is on the list.
        assert!(
            matches!(code, Some(0 | 1)),
            "{person}: {line}\n{code:?}\n{said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        self.remember(line, &said);
        let form = Regex::new(r"--template .*> (\S+)|--template > (\S+)").unwrap();
        if let Some(found) = form.captures(line) {
            let file = found.get(1).or(found.get(2)).unwrap().as_str();
            assert!(!said.contains("refused") && fs::metadata(dir.join(file)).unwrap().len() > 0, "{line}");
            let words = filled(person, file, &self.key).unwrap_or_else(|| panic!("nobody fills in {file}"));
            fs::write(dir.join(file), words).unwrap();
        }
    }

    /// Takes up the ids that a command prints, as a reader would.
    fn remember(&mut self, line: &str, said: &str) {
        let mut take = |name: &'static str, pattern: &str| {
            let found = Regex::new(pattern).unwrap().find(said).map(|found| found.as_str().to_owned());
            self.ids.extend(found.map(|id| (name, id)));
        };
        match line {
            _ if line.starts_with("frs program found") => {
                take("PROGRAM_ID", r"\b[0-9a-f]{64}\b");
                take("FINGERPRINT", r"\b([0-9a-f]{4}-){5}[0-9a-f]{4}\b");
            }
            _ if line.starts_with("frs purpose state --file") => take("PURPOSE", r"purpose-[0-9a-f]{32}"),
            _ if line.starts_with("frs probe still") => take("PROBE", r"probe-[0-9a-f]{32}"),
            _ if line.starts_with("frs search") => take("SEARCH", r"search-[0-9a-f]{32}"),
            _ if line.starts_with("frs share request redacted") => take("PAPER", r"\b[0-9a-f]{64}\b"),
            _ if line.contains("--redact-others") => {
                let entries = Regex::new(r"book entries \d+ and (\d+)").unwrap();
                let outcome = entries.captures(said).map(|found| found[1].to_owned());
                self.ids.extend(outcome.map(|entry| ("ENTRY", entry)));
            }
            _ => {}
        }
    }
}

#[test]
#[cfg(unix)]
fn every_line_of_the_five_desks_runs_as_it_is_printed() {
    let blocks = blocks();
    let key = ReceivingSecret::generate().receiving_key().to_string();
    let mut desks = Desks { place: tempfile::tempdir().unwrap(), ids: BTreeMap::new(), key };
    fs::create_dir(desks.place.path().join("stick")).unwrap();
    for person in ["witness", "commander", "examiner", "clerk", "supervisor", "lieutenant"] {
        assert!(blocks.iter().any(|(who, _)| who == person), "nobody tells the {person} what to do");
        desks.sit_down(person);
    }
    // What lies on the desks already: the limits, the photographs, the list, the still.
    let floor = Floor { blind_review: false, reference_retention_years: Some(10), ..Floor::default() };
    let lines: String = floor.to_fields().iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
    fs::write(desks.dir("commander").join("floor.txt"), lines).unwrap();
    for name in ["obama.jpg", "biden.jpg"] {
        fs::copy(portraits().join(name), desks.dir("clerk").join(name)).unwrap();
    }
    fs::write(
        desks.dir("clerk").join("booking.csv"),
        "path,subject,capture_date\nobama.jpg,S-1,2012-05-31\nbiden.jpg,S-2,2013-01-05\n",
    )
    .unwrap();
    fs::copy(portraits().join("obama2.jpg"), desks.dir("examiner").join("still.jpg")).unwrap();
    for (person, lines) in &blocks {
        for line in lines {
            desks.run(person, line);
        }
    }
    // It led where it was to lead.
    assert!(desks.dir("examiner").join("bundle.zip.age").is_file());
    assert!(desks.dir("supervisor").join("report.tlog-proof").is_file());
    assert_eq!(desks.ids.len(), 7, "{:?}", desks.ids.keys());
}
