//! A person's own directory: whose it is, the key file, the keyring, the authorization's file.

use std::path::Path;

use jiff::Timestamp;

use crate::{
    operation::{files, key, key_path},
    report::{Check, CheckFinding, Level},
    seal::{KeyFile, KeyFileError},
};

pub(super) fn keys(home: &Path, authorization: &Path, now: Timestamp) -> Vec<CheckFinding> {
    let mut findings = Vec::new();
    match files::check_home(home) {
        Ok(()) => findings.push(CheckFinding::fine(Check::Home, format!("{}: yours alone", home.display()))),
        Err(error) => findings.push(CheckFinding::at(Level::Broken, Check::Home, error.to_string(), "chmod 700")),
    }
    match KeyFile::open(&key_path(home)) {
        Ok(file) => {
            let person = file.public_keys().person_id();
            findings.push(CheckFinding::fine(Check::KeyFile, format!("{}: of {person}", file.path().display())));
            findings.push(ring(key::is_kept(person, now)));
            findings.push(authorized(authorization));
        }
        Err(error @ KeyFileError::Missing { .. }) => {
            findings.push(CheckFinding::at(Level::Note, Check::KeyFile, error.to_string(), "frs key new"));
        }
        Err(error) => {
            let remedy = "mend what is said of the file; a copy of it in a safe place opens with the same passphrase";
            findings.push(CheckFinding::at(Level::Broken, Check::KeyFile, error.to_string(), remedy));
        }
    }
    findings
}

/// It is a cache: without it commands ask.
fn ring(recalled: Result<bool, String>) -> CheckFinding {
    match recalled {
        Ok(true) => CheckFinding::fine(Check::Keyring, "answers, and unlocks your key for now"),
        Ok(false) => {
            CheckFinding::fine(Check::Keyring, "answers; frs key unlock --for 8h would keep your key unlocked")
        }
        Err(error) => CheckFinding::at(
            Level::Note,
            Check::Keyring,
            error,
            "nothing, or log in to a desktop session, or give --passphrase-file in scripts",
        ),
    }
}

fn authorized(path: &Path) -> CheckFinding {
    if path.exists() {
        return CheckFinding::fine(Check::Authorization, format!("{}: is there", path.display()));
    }
    CheckFinding::at(
        Level::Note,
        Check::Authorization,
        format!("{}: is not there; only the Commander needs none", path.display()),
        "frs paper request authorization, have it signed and accepted, and put the signed paper there",
    )
}
