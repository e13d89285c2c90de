//! Who writes outside the store (docs/threat-model.md#what-leaves-the-store): every option that takes a file or directory
//! either reads it or stands with its class in `policy::LEAVING`, and every source file that makes a file is known here.

use std::{collections::BTreeSet, fs, path::Path};

use clap::CommandFactory as _;
use frs::{
    cli::arguments::Arguments,
    policy::{BESIDE, Class, LEAVING, Leaving, class_of, leaving},
};

/// Options and arguments that only read what they name, or name where the store and its keys are.
const READS: &[&str] = &[
    "about",
    "anchors",
    "authorization",
    "backup",
    "bundle",
    "bundle_passphrase_file",
    "columns",
    "details",
    "directory",
    "file",
    "files",
    "floor",
    "from",
    "home",
    "identity",
    "image",
    "intake",
    "manifest",
    "models",
    "new_passphrase_file",
    "override_file",
    "pairs",
    "paper",
    "passphrase_file",
    "path",
    "program",
    "proof",
    "purpose_file",
    "reason_file",
    "recovery",
    "repository",
    "request",
    "retry",
    "root",
    "take_up",
    "witnesses",
];

/// Names of values that are files or directories.
const PATHS: &[&str] = &["FILE", "DIR", "FOLDER", "PAPER", "ANSWER", "PATH", "IMAGE", "BUNDLE", "DIRECTORY", "REQUEST"];

/// Source files that make a file outside the store, with what they make.
const MAKERS: &[(&str, &str)] = &[
    ("operation/checkpoint.rs", "requests to witnesses, public papers"),
    ("operation/demo.rs", "a demo's own directory"),
    ("operation/demo/commands.rs", "a demo's own directory"),
    ("operation/evaluate/calibrate.rs", "a model's card"),
    ("operation/evaluate/mod.rs", "working copies: figures"),
    ("operation/export.rs", "leaves without values"),
    ("operation/files.rs", "the helper itself"),
    ("operation/key.rs", "a person's own keys"),
    ("operation/new_directory.rs", "the helper itself"),
    ("operation/oversight/mod.rs", "working copies: audit report"),
    ("operation/paper.rs", "papers"),
    ("operation/prove/mod.rs", "proofs"),
    ("operation/restore/carry.rs", "the repository"),
    ("operation/restore/place.rs", "the repository"),
    ("operation/share/inside.rs", "internal shares"),
    ("operation/share/open.rs", "what was received"),
    ("operation/share/release.rs", "releases"),
    ("operation/share/request.rs", "packets"),
    ("operation/share/status.rs", "papers: a draft once more"),
    ("operation/stages.rs", "working copies: stages of recognition"),
    ("operation/unfinished.rs", "the backup"),
    ("operation/verification/contact.rs", "working copies: a whole list on one sheet"),
    ("operation/verification/discovery/collect.rs", "working copies: what is recorded of a search"),
    ("operation/verification/look.rs", "working copies: a candidate"),
    ("operation/verification/sheet/mod.rs", "working copies: the lead report"),
    ("operation/verification/review.rs", "working copies: a packet's pages"),
    ("operation/witness.rs", "answers of a witness, and its memory"),
    ("operation/working_copy.rs", "the helper itself"),
    ("recognition/import/write.rs", "a model"),
    ("seal/key_file/disk.rs", "a person's own keys"),
    ("seal/private.rs", "the helper itself"),
];

fn leaves(command: &clap::Command, words: &[String], found: &mut Vec<(Vec<String>, clap::Command)>) {
    if command.get_subcommands().next().is_none() {
        found.push((words.to_vec(), command.clone()));
    }
    for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
        leaves(one, &[words, &[one.get_name().to_owned()]].concat(), found);
    }
}

#[test]
fn every_option_that_writes_has_a_class() {
    let mut found = Vec::new();
    leaves(&Arguments::command(), &[], &mut found);
    let mut written = BTreeSet::new();
    for (words, command) in &found {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for argument in command.get_arguments() {
            let names: Vec<String> =
                argument.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
            let id = argument.get_id().as_str();
            let is_path = names.iter().any(|name| name.split('|').any(|name| PATHS.contains(&name)));
            if !is_path || READS.contains(&id) {
                continue;
            }
            let class = leaving(&words, id);
            assert!(class.is_some(), "frs {} --{id} is in no list: does it write, and what?", words.join(" "));
            written.insert((words.join(" "), id.to_owned()));
            // What the store holds leaves only through the gate.
            let gated = matches!(class_of(&words), Some(Class::Gated(_)));
            let of_the_store = matches!(
                class,
                Some(Leaving::WorkingCopy | Leaving::InternalShare | Leaving::Packet | Leaving::Release)
            );
            assert!(gated || !of_the_store, "frs {} writes what the store holds, and passes no gate", words.join(" "));
        }
    }
    for (words, option, _) in LEAVING {
        assert!(
            written.contains(&(words.join(" "), (*option).to_owned())),
            "frs {} --{option} writes no more",
            words.join(" ")
        );
    }
}

#[test]
fn every_source_file_that_makes_a_file_is_known() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let makes = [
        "WorkingCopy::create(",
        "Folder::make(",
        "NewDirectory::make(",
        "write_within(",
        "write_new(",
        "write_new_with(",
        "File::create(",
        "create_new(true)",
        "create_private(",
        "fs::write(",
    ];
    let mut found = BTreeSet::new();
    for top in ["operation", "cli", "recognition", "report", "gate", "policy", "seal", "evaluation", "repository"] {
        walk(&source.join(top), &mut |path, text| {
            let code = text.split("\nmod tests {").next().unwrap();
            let name = path.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
            if makes.iter().any(|call| code.contains(call)) && !name.contains("tests") {
                found.insert(name);
            }
        });
    }
    let known: BTreeSet<String> = MAKERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(
        found, known,
        "a file that makes files, or makes none any more: say here what, and give its option a class"
    );
}

/// A file that no option names lies beside one that an option names: it has a class too.
#[test]
fn every_name_made_beside_another_has_a_class() {
    /// Places of the store, of its copies and of a key while it is written: nothing leaves there.
    const OF_THE_STORE: &[&str] = &["operation/restore/place.rs", "operation/unfinished.rs", "operation/files.rs"];
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    for top in ["operation", "cli"] {
        walk(&source.join(top), &mut |path, text| {
            let code = text.split("\nmod tests {").next().unwrap();
            if code.contains(".with_file_name(") || code.contains(".with_extension(") {
                found.insert(path.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/"));
            }
        });
    }
    let known = BESIDE.iter().map(|(file, ..)| *file).chain(OF_THE_STORE.iter().copied());
    assert_eq!(found, known.map(str::to_owned).collect(), "say in policy::BESIDE what it makes, and of which class");
    for (file, words, option, ending, _) in BESIDE {
        assert!(leaving(words, option).is_some(), "frs {} --{option} writes nothing", words.join(" "));
        let code = fs::read_to_string(source.join(file)).unwrap();
        let literal = ending.split('<').next().unwrap();
        assert!(code.contains(literal), "{file} makes no name that ends with {ending}");
    }
}

fn walk(directory: &Path, hear: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, hear);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            hear(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
