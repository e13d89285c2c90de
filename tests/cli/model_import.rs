//! `frs model import`, as somebody at a shell sees it: what is asked for, what is answered, and with which exit status.

use std::{fs, path::PathBuf};

use assert_cmd::{assert::Assert, cargo::cargo_bin_cmd};
use serde_json::Value;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::create_dir(desk.path("models")).unwrap();
        let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import/yunet-s.onnx");
        fs::copy(fixture, desk.path("detector.onnx")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Assert {
        let mut command = cargo_bin_cmd!("frs");
        command.env_clear().current_dir(self.0.path()).args(["--home", "ann", "--models", "models"]);
        command.args(args).assert()
    }

    fn import(&self, file: &str, name: &str) -> Assert {
        self.run(&["model", "import", file, "--name", name, "--about", "about.toml"])
    }
}

fn stderr(done: &Assert) -> String {
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

fn json(done: &Assert) -> Value {
    serde_json::from_slice(&done.get_output().stdout).unwrap()
}

#[test]
fn the_form_is_shown_filled_in_and_becomes_a_card() {
    let desk = Desk::new();
    let asked = stderr(&desk.run(&["model", "import", "detector.onnx", "--name", "detector"]).code(2));
    // The form that was shown is the form to fill in.
    let form = &asked[asked.find("# What a model card must say").unwrap()..];
    fs::write(desk.path("about.toml"), form).unwrap();
    let refused = stderr(&desk.import("detector.onnx", "detector").code(2));
    assert!(refused.contains("summary"), "{refused}");
    let filled: String = form
        .lines()
        .map(|line| match line.split_once("TODO") {
            Some((key, rest)) => format!("{key}text{}\n", if rest.ends_with("\"]") { "\"]" } else { "\"" }),
            None => format!("{line}\n"),
        })
        // The first line of the form speaks of every TODO.
        .skip(1)
        .collect();
    fs::write(desk.path("about.toml"), &filled).unwrap();
    assert!(stderr(&desk.import("detector.onnx", "detector").code(6)).contains("LICENSE"), "the terms are not there");
    fs::write(desk.path("LICENSE"), "Terms.").unwrap();

    let imported = json(
        &desk
            .run(&["model", "import", "detector.onnx", "--name", "detector", "--about", "about.toml", "--json"])
            .success(),
    );
    assert_eq!(imported["schema"], "frs.model-imported/1");
    assert_eq!((&imported["task"], &imported["intact"]), (&"detector".into(), &true.into()));
    assert!(imported["architecture"].as_str().unwrap().contains("YuNet"));
    let listed = json(&desk.run(&["model", "list", "--json"]).success());
    assert_eq!(listed["models"][0]["weights"], imported["weights"]);
    let shown = json(&desk.run(&["model", "show", "detector", "--json"]).success());
    assert_eq!((&shown["card"], &shown["calibration"]), (&imported["card"], &Value::Null));
    assert!(stderr(&desk.import("detector.onnx", "detector").code(2)).contains("never overwritten"));
    let human =
        String::from_utf8(desk.import("detector.onnx", "another").success().get_output().stdout.clone()).unwrap();
    assert!(human.contains("only once a floor that the Commander"), "{human}");
}

#[test]
fn what_cannot_be_imported_is_told_apart() {
    let desk = Desk::new();
    let about = concat!(
        "schema = \"frs.model-about/1\"\nsummary = \"s\"\n[source]\npaper = \"p\"\norigin = \"o\"\nregistry = \"r\"\n",
        "package = \"p\"\nversion = \"1\"\n[licence]\nspdx = \"MIT\"\ntext = \"LICENSE\"\nstatement = \"s\"\n",
        "[training]\nstatement = \"s\"\n[use]\nintended = [\"i\"]\nprohibited = []\n"
    );
    fs::write(desk.path("about.toml"), about).unwrap();
    fs::write(desk.path("LICENSE"), "Terms.").unwrap();
    let whole = fs::read(desk.path("detector.onnx")).unwrap();
    fs::write(desk.path("cut.onnx"), &whole[..whole.len() / 2]).unwrap();
    fs::write(desk.path("picture.onnx"), b"\x89PNG\r\n\x1a\n").unwrap();
    let at = whole.windows(6).position(|window| window == b"\"\x04Relu").unwrap();
    let mut other = whole.clone();
    other[at + 2..at + 6].copy_from_slice(b"\x1b[2J");
    fs::write(desk.path("other.onnx"), other).unwrap();
    for (file, name, code, says) in [
        ("cut.onnx", "detector", 5, "ends in the middle"),
        ("picture.onnx", "detector", 5, "no ONNX model"),
        ("other.onnx", "detector", 2, "The first operator that does not fit"),
        ("missing.onnx", "detector", 6, "missing.onnx"),
        ("detector.onnx", "../detector", 2, "no name for a model"),
    ] {
        let refused = stderr(&desk.import(file, name).code(code));
        assert!(refused.contains(says) && !refused.contains('\u{1b}'), "{file}: {refused}");
    }
    assert_eq!(fs::read_dir(desk.path("models")).unwrap().count(), 0, "nothing is left behind");
}
