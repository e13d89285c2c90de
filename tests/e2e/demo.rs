//! The README's first command, and what it leaves to go on with.

use std::{fs, path::Path, process::Command};

fn frs(place: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frs"));
    command.env_clear().env("HOME", place.join("home")).current_dir(place);
    command
}

#[test]
fn the_demo_runs_and_each_of_its_commands_goes_on_from_there() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    fs::create_dir(place.join("home")).unwrap();
    let demo = frs(place).arg("--models").arg(&models).arg("demo").output().unwrap();
    let said = String::from_utf8(demo.stdout).unwrap();
    assert!(demo.status.success(), "{said}");
    assert_eq!(fs::read_dir(place.join("home")).unwrap().count(), 0, "the home directory stays as it was");
    let commands = fs::read_to_string(place.join("frs-demo/COMMANDS.txt")).unwrap();
    for line in commands.lines() {
        assert!(said.contains(line), "it is shown, too: {line}");
        let (_, words) = line.split_once(" --home ").unwrap();
        let script = format!("exec \"$FRS\" --models \"$MODELS\" --home {words}");
        let mut run = Command::new("sh");
        run.args(["-c", &script]).env_clear().env("HOME", place.join("home")).current_dir(place);
        let run = run.env("FRS", env!("CARGO_BIN_EXE_frs")).env("MODELS", &models).output().unwrap();
        let (out, error) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        // A record is typed at a terminal: without one it is refused, as it is not whole.
        let status = if words.contains("verify record") { 3 } else { 0 };
        assert_eq!(run.status.code(), Some(status), "{line}\n{out}{error}");
        assert!(status != 0 || out.contains("*** DEMO ***"), "{line}\n{out}");
    }
    for made in ["contact", "candidate-1", "audit.html"] {
        assert!(place.join("frs-demo").join(made).exists(), "{made}");
    }
}
