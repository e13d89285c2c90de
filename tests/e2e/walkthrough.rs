//! One case from the still to the defence, as docs/walkthrough.md prints it: its commands and forms are taken from the page and run by
//! script, each person with a home of their own, and what each answers with `--json` is held against a golden file.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use frs::{policy::Floor, seal::ReceivingSecret};
use regex_lite::Regex;
use serde_json::Value;

use super::{
    witness::{self, Witness},
    world::*,
};

/// What the page tells somebody to do.
#[derive(Debug)]
enum Step {
    /// A form: name and content.
    Form(String, String),
    /// A command line.
    Run(String),
    /// Hands a file to somebody.
    Give(String, String),
}

/// The steps of the page, each with who takes it: the heading before it names them.
fn steps(page: &str) -> Vec<(String, Step)> {
    let (mut who, mut block, mut steps) = (String::new(), None::<(String, Vec<&str>)>, Vec::new());
    let give = Regex::new(r"^# give (\S+) to the (.+)$").unwrap();
    for line in page.lines() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(kind)) => block = Some((kind.to_owned(), Vec::new())),
            (Some((_, lines)), None) => lines.push(line),
            (Some((kind, lines)), Some(_)) => {
                if kind == "toml" {
                    let name = lines[0].strip_prefix("# ").expect("a form begins with its name").to_owned();
                    steps.push((who.clone(), Step::Form(name, lines[1..].iter().map(|l| format!("{l}\n")).collect())));
                } else {
                    assert_eq!(kind, "sh");
                    steps.extend(lines.iter().map(|line| {
                        let step = match give.captures(line) {
                            Some(found) => Step::Give(found[1].to_owned(), found[2].to_owned()),
                            None => Step::Run((*line).to_owned()),
                        };
                        (who.clone(), step)
                    }));
                }
                block = None;
            }
            (None, None) if line.starts_with('#') => {
                let name = line.rsplit(" · ").next().unwrap().trim_start_matches('#').trim();
                who = name.strip_prefix("the ").unwrap_or("nobody").to_owned();
            }
            (None, None) => {}
        }
    }
    steps
}

/// Without what differs from run to run: ids, digests, times, keys, sizes, scores.
struct Normal(Vec<(Regex, &'static str)>);

impl Normal {
    fn new() -> Self {
        let rule = |pattern: &str, instead| (Regex::new(pattern).unwrap(), instead);
        Self(vec![
            rule(r"frs/(program|person)[-/]?[0-9a-f]+[^ ]*\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+", "<witness key>"),
            rule(r"\b[0-9a-f]{64}\b", "<digest>"),
            rule(r"\b(person|purpose|probe|search|reference|subject)-[0-9a-f]{6,32}\b", "$1-<id>"),
            rule(r"\b[0-9a-f]{4}(-[0-9a-f]{4}){5}\b", "<fingerprint>"),
            rule(r"\bage1[a-z0-9]+", "<key>"),
            rule(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", "<time>"),
            rule(r"\d+\.\d+", "<number>"),
            rule(r"\btaken \d+ years", "taken <number> years"),
        ])
    }

    fn text(&self, text: &str) -> String {
        self.0
            .iter()
            .fold(text.to_owned(), |text, (pattern, instead)| pattern.replace_all(&text, *instead).into_owned())
    }

    fn value(&self, key: &str, value: &Value) -> Value {
        match value {
            Value::String(text) => self.text(text).into(),
            Value::Number(number) if number.is_f64() => "<number>".into(),
            Value::Number(_) if matches!(key, "bytes" | "photo_age_years") || key.starts_with("fmr_") => {
                "<number>".into()
            }
            // Where a face lies, processors round to other pixels.
            Value::Array(all) if key == "at" && all.iter().all(Value::is_number) => "<box>".into(),
            Value::Array(all) => all.iter().map(|one| self.value(key, one)).collect(),
            Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), self.value(key, value))).collect(),
            other => other.clone(),
        }
    }
}

/// Whoever the page knows, what the capital words stand for, and what was answered.
struct Script<'w> {
    people: BTreeMap<&'static str, &'w Person>,
    /// Word of the page, value.
    words: BTreeMap<&'static str, String>,
    normal: Normal,
    answers: String,
}

impl Script<'_> {
    fn filled(&self, text: &str) -> String {
        let words = self.words.iter().rev();
        words.fold(text.to_owned(), |text, (word, value)| {
            Regex::new(&format!(r"\b{word}\b")).unwrap().replace_all(&text, regex_lite::NoExpand(value)).into_owned()
        })
    }

    fn take(&mut self, who: &str, step: &Step) {
        let Some(person) = self.people.get(who).copied() else { return };
        match step {
            Step::Form(name, text) => person.write(name, self.filled(text)),
            Step::Give(file, to) => {
                let Some(to) = self.people.get(to.as_str()) else { return };
                let target = to.path(Path::new(file).file_name().unwrap().to_str().unwrap());
                if person.path(file) != target {
                    fs::copy(person.path(file), target).unwrap_or_else(|e| panic!("{file}: {e}"));
                }
            }
            Step::Run(line) => self.run(who, person, line),
        }
    }

    fn run(&mut self, who: &str, person: &Person, line: &str) {
        let mut command = self.filled(line);
        let shown = line.contains('>');
        if !shown {
            // Nobody is there who could say yes.
            command += if line.starts_with("frs paper sign") { " --yes --json" } else { " --json" };
        }
        let binary = Path::new(env!("CARGO_BIN_EXE_frs")).parent().unwrap();
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", binary.display());
        let mut shell = Command::new("sh");
        shell.env_clear().envs(person.environment()).env("PATH", path).current_dir(&person.dir).args(["-c", &command]);
        let ran = shell.output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert!(ran.status.success(), "{who}: {command}: {said}{}", String::from_utf8_lossy(&ran.stderr));
        self.answers += &format!("# {who}: {line}\n");
        if shown {
            return;
        }
        for line in said.lines() {
            let told: Value = serde_json::from_str(line).unwrap();
            self.hear(&told);
            self.answers += &format!("{}\n", self.normal.value("", &told));
        }
    }

    /// What later commands name.
    fn hear(&mut self, told: &Value) {
        let mut word = |word: &'static str, value: &Value| {
            self.words.insert(word, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        };
        match told["schema"].as_str().unwrap() {
            "frs.purpose/1" => word("PURPOSE", &told["purpose"]),
            "frs.probe/1" => word("PROBE", &told["probe"]),
            "frs.search/1" => word("SEARCH", &told["search"]),
            "frs.share-request/1" => word("PAPER", &told["paper"]),
            "frs.verify-report/1" if !told["redacted"].is_null() => word("ENTRY", &told["entry"]["outcome"]),
            _ => {}
        }
        if let Some(fingerprint) = told["program"]["fingerprint"].as_str() {
            self.words.insert("FINGERPRINT", fingerprint.to_owned());
        }
    }
}

/// The reviewer's forms by item: of the first candidate the whole comparison, of the others what excludes them.
fn items(world: &World, reviewer: &Person, examiner: &Person) {
    let book = world.book();
    let packet = book.iter().rfind(|e| e["operation"] == "verify-packet" && e["event"] == "outcome").unwrap();
    let record: Value = serde_json::from_str(&text(&packet["values"]["record"])).unwrap();
    for (letter, rank) in ["a", "b", "c"].iter().zip(record["order"].as_array().unwrap()) {
        let form = if *rank == 1 { "compared.toml" } else { "at-sight.toml" };
        reviewer.write(&format!("item-{letter}.toml"), examiner.read(form));
    }
}

fn golden(name: &str, answers: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("FRS_UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, answers).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(answers.lines()).find(|(one, other)| one != other);
    assert!(
        kept == answers,
        "tests/golden/{name}: {differs:?}; write it anew: FRS_UPDATE_SNAPSHOTS=1 cargo test --test e2e walkthrough"
    );
}

/// Runs the page; `three` people have no second examiner, no lead with a key and no other release authority.
fn walk(name: &str, three: bool) {
    let witness = Witness::new("witness");
    let world = witness::world(&[&witness], |floor| Floor {
        blind_review: !three,
        commander_may_be_release_authority: three,
        ..floor
    });
    let others = (!three).then(|| {
        [("reviewer", "reviewer"), ("lead", "lead-investigator"), ("lieutenant", "release-authority")]
            .map(|(name, role)| world.authorized(name, role, &[]))
    });
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    fs::copy(portraits().join("obama2.jpg"), world.examiner.path("still.jpg")).unwrap();
    // The page has the auditor write it.
    fs::remove_file(world.auditor.path("program.txt")).unwrap();
    let outside = Witness::new("defence");
    let defence = &outside.person;
    let secret = ReceivingSecret::generate();
    defence.write("key.txt", format!("{}\n", &*secret.expose_text()));
    #[cfg(unix)]
    std::os::unix::fs::symlink(models(), defence.path("models")).unwrap();
    let mut people = BTreeMap::from([
        ("examiner", &world.examiner),
        ("auditor", &world.auditor),
        ("Commander", &world.commander),
        ("witness", &witness.person),
        ("recipient", defence),
    ]);
    let mut words = BTreeMap::from([("RECIPIENT_KEY", secret.receiving_key().to_string())]);
    match &others {
        Some([reviewer, lead, lieutenant]) => {
            people.extend([
                ("second examiner", reviewer),
                ("lead investigator", lead),
                ("release authority", lieutenant),
            ]);
            words.extend(
                [("4412", "B-lead"), ("2217", "B-reviewer"), ("1107", "B-lieutenant")].map(|(w, b)| (w, b.to_owned())),
            );
        }
        None => {
            people.insert("release authority", &world.commander);
            words.insert("1107", world.commander.id.clone());
        }
    }
    let mut script = Script { people, words, normal: Normal::new(), answers: String::new() };
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/walkthrough.md")).unwrap();
    for (who, step) in steps(&page) {
        match &step {
            // Nobody is asked to review, and nothing is preliminary.
            Step::Run(line) if three && (line.contains("--preliminary") || line.contains("verify packet")) => continue,
            Step::Run(line) if three && line.contains("countersigned.frs") => continue,
            Step::Give(_, to) if to == "second examiner" && !three => {
                script.take(&who, &step);
                items(&world, script.people["second examiner"], &world.examiner);
                continue;
            }
            _ => {}
        }
        script.take(&who, &step);
    }
    golden(name, &script.answers);
    told(&world, defence, three);
}

/// What the answers do not show.
fn told(world: &World, defence: &Person, three: bool) {
    let examiner = &world.examiner;
    let got = fs::read(defence.path("got/01-report-pdf-redacted.pdf")).unwrap();
    assert_eq!(got, fs::read(examiner.path("redacted/report.pdf")).unwrap());
    let page = examiner.read("report/report.html");
    let second = if three { "There was no second examiner" } else { "B-reviewer" };
    for told in [second, "lives at the address on the receipt", "was not at work that day", "No line-up from this list"]
    {
        assert!(page.contains(told), "{told}");
    }
    let story = stdout(&world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    let reviews: &[&str] = if three { &[] } else { &["PRELIMINARY", "recorded item B"] };
    for told in ["Public Defender", "released outside"].iter().chain(reviews) {
        assert!(story.to_lowercase().contains(&told.to_lowercase()), "{told}: {story}");
    }
    world.verify();
}

#[test]
fn a_case_from_the_still_to_the_defence_runs_as_the_page_prints_it() {
    walk("walkthrough.jsonl", false);
}

/// Commander, examiner, auditor; the manager of this test only enrolled.
#[test]
fn the_same_with_a_program_of_three() {
    walk("walkthrough-three.jsonl", true);
}
