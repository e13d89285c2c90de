//! `docs/cli.md` and `completions/` are what clap's tree says. Renew them with
//! `FRS_UPDATE_SNAPSHOTS=1 cargo test --test cli_reference`.

use std::{fs, path::Path};

use clap_complete::Shell;
use frs::cli::{completion_script, reference};

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
