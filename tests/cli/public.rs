//! The public commands, as somebody at a shell sees them. Fixed texts are golden (`tests/cmd/`); whatever holds a random
//! id is tested here.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::{Command, assert::Assert, cargo::cargo_bin_cmd};
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = "abababababababababababababababababababababababababababababababab";

const DETAILS: &str = "name = \"Ann Example\"\nbadge = \"4412\"\nunit = \"Investigations Bureau\"\nroles = [\"examiner\"]\n\
                       [training]\ncourse = \"Face review\"\nprovider = \"Academy\"\ncompleted = 2020-01-01\n\
                       expires = 2199-01-01\n";

/// A directory with the homes of several persons.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.private("pass", "correct horse battery\n");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn private(&self, name: &str, text: &str) {
        self.write(name, text);
        chmod(&self.path(name), 0o600);
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// `frs` for a person, with the passphrase file `pass`.
    fn frs(&self, person: &str) -> Command {
        let mut command = cargo_bin_cmd!("frs");
        command.env_clear().current_dir(self.0.path()).args(["--home", person, "--passphrase-file", "pass"]);
        command
    }

    fn run(&self, person: &str, args: &[&str]) -> Assert {
        self.frs(person).args(args).assert()
    }

    fn new_key(&self, person: &str) -> Value {
        json(&self.run(person, &["key", "new", "--json"]).success())
    }

    /// A request of a new person `ann`, as `request.frs`.
    fn request(&self) {
        self.new_key("ann");
        self.write("me.toml", DETAILS);
        let args =
            ["paper", "request", "authorization", "--program", PROGRAM, "--details", "me.toml", "--out", "request.frs"];
        self.run("ann", &args).success();
    }
}

fn chmod(path: &Path, mode: u32) {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    let _ = (path, mode);
}

fn json(assert: &Assert) -> Value {
    serde_json::from_slice(&assert.get_output().stdout).unwrap()
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

fn says(assert: &Assert, words: &str) {
    let said = stderr(assert);
    assert!(said.contains(words), "{words:?} is missing in: {said}");
}

#[test]
fn golden() {
    trycmd::TestCases::new().env("FRS_HOME", "no-such-home").case("tests/cmd/*.trycmd");
}

#[test]
fn a_key_is_made_once_shown_and_read_back() {
    let desk = Desk::new();
    let made = desk.new_key("ann");
    assert_eq!(made["schema"], "frs.key/1");
    let shown = stdout(&desk.run("ann", &["key", "show"]).success());
    assert_eq!(shown.lines().last(), made["public_keys"].as_str());
    desk.write("ann.pub", &shown);
    let keys = frs::operation::key::read_public_keys(&desk.path("ann.pub")).unwrap();
    assert_eq!(keys.person_id().to_string(), made["person"].as_str().unwrap());

    let before = desk.read("ann/key.toml");
    says(&desk.run("ann", &["key", "new"]).code(6), "never overwritten");
    assert_eq!(desk.read("ann/key.toml"), before);
}

#[test]
fn a_passphrase_is_changed() {
    let desk = Desk::new();
    desk.new_key("ann");
    desk.private("new", "another horse battery\n");
    desk.private("short", "short\n");
    says(&desk.run("ann", &["key", "passphrase", "--new-passphrase-file", "short"]).code(6), "fewer than");
    desk.run("ann", &["key", "passphrase", "--new-passphrase-file", "new"]).success();
    says(&desk.run("ann", &["key", "passphrase", "--new-passphrase-file", "new"]).code(6), "does not unlock");
    desk.private("pass", "another horse battery\n");
    desk.run("ann", &["key", "passphrase", "--new-passphrase-file", "new"]).success();
}

#[test]
fn a_wrong_passphrase_is_told_without_repeating_it() {
    let desk = Desk::new();
    desk.new_key("ann");
    desk.write("me.toml", DETAILS);
    desk.private("pass", "a wrong passphrase\n");
    let args = ["paper", "request", "authorization", "--program", PROGRAM, "--details", "me.toml", "--json"];
    let failed = desk.run("ann", &args).code(6);
    let error: Value = serde_json::from_str(&stderr(&failed)).unwrap();
    assert_eq!((&error["schema"], &error["code"]), (&"frs.error/1".into(), &6.into()));
    assert!(!stderr(&failed).contains("a wrong passphrase"));
    assert!(stdout(&failed).is_empty() && !desk.path("authorization-request.frs").exists());
}

#[cfg(unix)]
#[test]
fn what_others_can_reach_is_refused() {
    let desk = Desk::new();
    desk.new_key("ann");
    chmod(&desk.path("ann/key.toml"), 0o640);
    says(&desk.run("ann", &["key", "show"]).code(6), "has mode 0640");
    chmod(&desk.path("ann/key.toml"), 0o600);
    chmod(&desk.path("ann"), 0o770);
    says(&desk.run("ann", &["key", "show"]).code(6), "others can change");
    chmod(&desk.path("ann"), 0o700);
    chmod(&desk.path("pass"), 0o644);
    desk.private("new", "another horse battery\n");
    says(&desk.run("ann", &["key", "passphrase", "--new-passphrase-file", "new"]).code(6), "--passphrase-fd");
}

#[cfg(target_os = "linux")]
#[test]
fn a_passphrase_comes_from_a_descriptor_or_nowhere() {
    let desk = Desk::new();
    let mut new = cargo_bin_cmd!("frs");
    new.env_clear().current_dir(desk.0.path()).args(["--home", "ann", "--passphrase-fd", "0", "key", "new"]);
    new.write_stdin("correct horse battery\r\nmore\n").assert().success();
    desk.private("new", "another horse battery\n");
    desk.run("ann", &["key", "passphrase", "--new-passphrase-file", "new"]).success();
    let mut none = cargo_bin_cmd!("frs");
    none.env_clear().current_dir(desk.0.path()).args(["--home", "bob", "--passphrase-fd", "77", "key", "new"]);
    says(&none.assert().code(2), "cannot be read");
    // In a session of its own a process has no terminal to ask at.
    let program = assert_cmd::cargo::cargo_bin!("frs");
    let mut alone = Command::new("setsid");
    alone.current_dir(desk.0.path()).env_remove("FRS_PASSPHRASE_FILE").arg("--wait").arg(program);
    says(&alone.args(["--home", "bob", "key", "new"]).assert().code(6), "--passphrase-file");
}

#[test]
fn without_a_keyring_the_key_file_still_works() {
    let desk = Desk::new();
    desk.new_key("ann");
    says(&desk.run("ann", &["key", "unlock", "--for", "9d"]).code(2), "8h");
    // `env_clear` leaves no session bus to ask; a machine that finds one all the same proves nothing here.
    if cfg!(target_os = "linux") && !Path::new("/run/user").join(uid()).join("bus").exists() {
        says(&desk.run("ann", &["key", "unlock"]).code(6), "the sealed key file always works");
        assert!(!desk.path("ann/unlocked").exists());
    }
}

#[cfg(unix)]
fn uid() -> String {
    rustix::process::getuid().as_raw().to_string()
}
#[cfg(not(unix))]
fn uid() -> String {
    String::new()
}

#[test]
fn a_request_is_signed_by_somebody_else_only() {
    let desk = Desk::new();
    desk.request();
    says(&desk.run("ann", &["paper", "sign", "request.frs", "--yes"]).code(2), "nobody approves their own act");
    desk.new_key("boss");
    // Not at a terminal, nobody has read it.
    says(&desk.run("boss", &["paper", "sign", "request.frs"]).code(2), "add --yes");
    let signed = desk.run("boss", &["paper", "sign", "request.frs", "--yes", "--json"]).success();
    for shown in ["Ann Example, badge 4412", "until 20", "| role: examiner", "abab-abab-abab-abab-abab-abab"] {
        says(&signed, shown);
    }
    assert_eq!(json(&signed)["file"], "authorization.frs");
    let before = desk.read("authorization.frs");
    says(&desk.run("boss", &["paper", "sign", "request.frs", "--yes"]).code(6), "never overwritten");
    assert_eq!(desk.read("authorization.frs"), before);
    let shown = json(&desk.run("ann", &["paper", "show", "authorization.frs", "--json"]).success());
    assert_eq!((&shown["kind"], &shown["own_signature"]), (&"authorization".into(), &Value::Null));
    says(&desk.run("boss", &["paper", "sign", "authorization.frs", "--yes"]).code(2), "an authorization already");
}

#[test]
fn dates_of_an_authorization() {
    let desk = Desk::new();
    desk.request();
    desk.new_key("boss");
    let sign = |args: &[&str]| desk.run("boss", &[&["paper", "sign", "request.frs", "--yes"], args].concat());
    let end = "2098-12-31T23:59:59Z";
    sign(&["--not-before", "2098-01-01", "--not-after", "2098-12-31", "--out", "days.frs"]).success();
    let days = desk.read("days.frs");
    assert!(days.contains("not-before: 2098-01-01T00:00:00Z\n") && days.contains(&format!("not-after: {end}\n")));
    sign(&["--not-before", "2098-01-01T12:00:00Z", "--out", "year.frs"]).success();
    assert!(desk.read("year.frs").contains("not-after: 2099-01-01T12:00:00Z\n"));
    for wrong in [&["--not-after", "2020-01-01"][..], &["--not-after", "tomorrow"], &["--not-before", "2199-06-01"]] {
        sign(&[wrong, &["--out", "wrong.frs"]].concat()).code(2);
    }
    assert!(!desk.path("wrong.frs").exists());
}

#[test]
fn training_is_asked_for_where_the_role_needs_it() {
    let desk = Desk::new();
    desk.new_key("ann");
    desk.new_key("boss");
    for (role, expires, code) in [
        ("examiner", None, 2),
        ("examiner", Some("2020-02-01"), 2),
        ("auditor", None, 0),
        ("reviewer", Some("2199-01-01"), 0),
    ] {
        let training = expires.map_or(String::new(), |day| {
            format!("[training]\ncourse = \"c\"\nprovider = \"p\"\ncompleted = 2020-01-01\nexpires = {day}\n")
        });
        desk.write(
            "me.toml",
            &format!("name = \"Ann\"\nbadge = \"4412\"\nunit = \"u\"\nroles = [\"{role}\"]\n{training}"),
        );
        for file in ["request.frs", "authorization.frs"] {
            let _ = fs::remove_file(desk.path(file));
        }
        let args =
            ["paper", "request", "authorization", "--program", PROGRAM, "--details", "me.toml", "--out", "request.frs"];
        desk.run("ann", &args).success();
        desk.run("boss", &["paper", "sign", "request.frs", "--yes"]).code(code);
    }
}

#[test]
fn the_template_of_details_can_be_filled_in() {
    let desk = Desk::new();
    desk.new_key("ann");
    let template = stdout(&desk.run("ann", &["paper", "request", "authorization", "--template"]).success());
    desk.write("me.toml", &template);
    let args = ["paper", "request", "authorization", "--program", PROGRAM, "--details", "me.toml"];
    says(&desk.run("ann", &args).code(2), "is empty");
    desk.write("me.toml", &template.replace("\"\"", "\"words\""));
    desk.run("ann", &args).success();
    desk.write("me.toml", &format!("{DETAILS}surprise = 1\n"));
    says(&desk.run("ann", &args).code(2), "surprise");
}

#[test]
fn a_suspension_is_drafted_and_signed() {
    let desk = Desk::new();
    let person = desk.new_key("ann")["person"].as_str().unwrap().to_owned();
    let args = [
        "paper",
        "request",
        "suspension",
        "--program",
        PROGRAM,
        "--person",
        &person,
        "--number",
        "1",
        "--reason-file",
        "-",
    ];
    says(&desk.frs("ann").args(args).write_stdin("n/a\n").assert().code(2), "placeholder");
    desk.frs("ann").args(args).write_stdin("moved to another unit\n").assert().success();
    says(&desk.run("ann", &["paper", "sign", "suspension.frs", "--yes"]).success(), "moved to another unit");
    says(&desk.run("ann", &["paper", "sign", "suspension-signed.frs", "--yes"]).code(2), "signed it already");
    let late = ["paper", "sign", "suspension.frs", "--yes", "--not-after", "2030-01-01", "--out", "x.frs"];
    says(&desk.run("ann", &late).code(2), "no dates");
}

#[test]
fn hostile_papers_are_refused_and_change_no_terminal() {
    let desk = Desk::new();
    desk.request();
    desk.new_key("boss");
    let request = desk.read("request.frs");
    let changed = request.replace("badge: 4412", "badge: 4413");
    for (hostile, code) in [
        (changed.clone(), 5),
        (request.replace("Ann", "A\u{1b}[2Jnn"), 2),
        (request.replace("Ann", "A\u{202e}nn"), 5),
        (request.replace("role: examiner", "role: commander\u{200b}"), 5),
        (request.replace("badge: 4412", "badge: 4412\nbadge: 4413"), 2),
        (request.replace("badge: 4412", "approver: x\nbadge: 4412"), 2),
        (request.replace("frs/authorization-request/1", "frs/\u{1b}[31m/1"), 2),
        ("x".repeat(2 << 20), 6),
        (String::new(), 2),
    ] {
        desk.write("hostile.frs", &hostile);
        for args in
            [&["paper", "show", "hostile.frs"][..], &["paper", "sign", "hostile.frs", "--yes", "--out", "o.frs"]]
        {
            let refused = desk.run("boss", args).code(code);
            let said = stdout(&refused) + &stderr(&refused);
            assert!(!said.contains(['\u{1b}', '\u{202e}', '\u{200b}']), "{said:?}");
        }
    }
    assert!(!desk.path("o.frs").exists());
    // A request without the asker's signature.
    desk.write("hostile.frs", request.split("\n\n").next().unwrap());
    assert!(!desk.run("boss", &["paper", "sign", "hostile.frs", "--yes"]).get_output().status.success());
    desk.write("hostile.frs", &changed);
    let shown = json(&desk.run("boss", &["paper", "show", "hostile.frs", "--json"]).code(5));
    assert_eq!(shown["own_signature"], false);
}

#[test]
fn places_are_found_strictly() {
    let desk = Desk::new();
    desk.new_key("ann");
    desk.write("ann/config.toml", "models = \"elsewhere\"\n");
    says(&desk.run("ann", &["model", "list"]).code(6), "elsewhere");
    let models = concat!(env!("CARGO_MANIFEST_DIR"), "/models");
    desk.run("ann", &["model", "list", "--models", models]).success();
    desk.frs("ann").env("FRS_MODELS", models).args(["model", "list"]).assert().success();
    desk.write("ann/config.toml", "key = \"elsewhere\"\n");
    says(&desk.run("ann", &["model", "list", "--models", models]).code(2), "unknown field");
}

#[test]
fn exchanged_weights_are_told() {
    let desk = Desk::new();
    let models = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/models"));
    fs::create_dir_all(desk.path("models/mtcnn")).unwrap();
    fs::copy(models.join("mtcnn/card.toml"), desk.path("models/mtcnn/card.toml")).unwrap();
    desk.write("models/mtcnn/weights.safetensors", "other weights");
    let list = json(&desk.run("ann", &["model", "list", "--models", "models", "--json"]).code(5));
    assert_eq!((&list["schema"], &list["models"][0]["intact"]), (&"frs.models/1".into(), &false.into()));
    says(&desk.run("ann", &["model", "show", "../mtcnn", "--models", "models"]).code(2), "there is no model");
}

/// Whoever types a group of commands alone is shown what there is in it, whatever stands in the environment.
#[test]
fn a_group_alone_shows_its_commands() {
    let desk = Desk::new();
    for (args, shown) in
        [(&[][..], "enroll"), (&["verify"], "record"), (&["--home", "key", "paper", "request"], "authorization")]
    {
        let run =
            cargo_bin_cmd!("frs").env("FRS_REPOSITORY", "r").current_dir(desk.path("")).args(args).assert().code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains("Usage: frs") && said.contains(shown) && said.contains("Commands:"), "{args:?}: {said}");
    }
    let json = cargo_bin_cmd!("frs").args(["verify", "--json"]).assert().code(2);
    assert!(String::from_utf8_lossy(&json.get_output().stderr).starts_with("{\"schema\":\"frs.error/1\""));
}
