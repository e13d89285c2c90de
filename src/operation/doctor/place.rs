//! The repository's directory from outside: where it lies, who can reach it, how much room there is. No file of it is opened.

use std::{
    fs::{self, Metadata},
    path::Path,
};

use crate::{
    report::{Check, CheckFinding, Level},
    store::{DATABASE_FILE, refuse_network_filesystem},
};

/// Less than this, and the next command may find no room.
const LEAST_BYTES: u64 = 64 << 20;
/// A rekey, an expunge and a migration write the file anew; so much more should be there in any case.
const SPARE_BYTES: u64 = 1 << 30;

pub(super) fn place(directory: Option<&Path>) -> Vec<CheckFinding> {
    let Some(directory) = directory else {
        let remedy =
            "--repository DIR, or FRS_REPOSITORY, or `repository = \"DIR\"` in config.toml of your own directory";
        return vec![CheckFinding::at(Level::Note, Check::Place, "no repository is named", remedy)];
    };
    let name = directory.display();
    let file = directory.join(DATABASE_FILE);
    let found = fs::symlink_metadata(directory).and_then(|dir| Ok((dir, fs::symlink_metadata(&file)?)));
    let (outer, inner) = match found {
        Ok((dir, database)) if database.is_file() => (dir, database),
        Ok(_) => {
            let says = format!("{}: is no file but a link, directory or device", file.display());
            let remedy = "find out who put it there; the repository is a file";
            return vec![CheckFinding::at(Level::Broken, Check::Place, says, remedy)];
        }
        Err(error) => {
            let remedy = "name the repository's directory, or found one: frs program found";
            return vec![CheckFinding::at(Level::Broken, Check::Place, format!("{name}: {error}"), remedy)];
        }
    };
    let mut findings = vec![match refuse_network_filesystem(directory) {
        Ok(()) => CheckFinding::fine(Check::Place, format!("{name}: on a local disk")),
        Err(error) => {
            let remedy = "move the repository to a local disk, and make backups to the network instead";
            CheckFinding::at(Level::Broken, Check::Place, error.to_string(), remedy)
        }
    }];
    findings.push(permissions(directory, &outer, &file, &inner));
    findings.extend(room(directory, inner.len()));
    findings
}

#[cfg(unix)]
fn permissions(directory: &Path, outer: &Metadata, file: &Path, inner: &Metadata) -> CheckFinding {
    use std::os::unix::fs::MetadataExt as _;
    let own = rustix::process::geteuid().as_raw();
    for (path, found) in [(directory, outer), (file, inner)] {
        let path = path.display();
        if found.uid() != own && own != 0 {
            let remedy = "run frs under the account that the repository belongs to";
            return CheckFinding::at(
                Level::Broken,
                Check::Permissions,
                format!("{path}: belongs to another account"),
                remedy,
            );
        }
        if found.mode() & 0o077 != 0 {
            let says = format!("{path}: others can reach it (mode {:04o})", found.mode() & 0o7777);
            let remedy = format!("chmod go= {path}, and find out who had access");
            return CheckFinding::at(Level::Warning, Check::Permissions, says, remedy);
        }
    }
    CheckFinding::fine(Check::Permissions, "directory and database are for one account alone")
}

#[cfg(not(unix))]
fn permissions(_: &Path, _: &Metadata, _: &Path, _: &Metadata) -> CheckFinding {
    CheckFinding::at(Level::Note, Check::Permissions, "not looked at on this system", "see who may read the directory")
}

#[cfg(unix)]
fn room(directory: &Path, size: u64) -> Option<CheckFinding> {
    let stat = rustix::fs::statvfs(directory).ok()?;
    Some(judge(stat.f_bavail.saturating_mul(stat.f_frsize), size))
}

#[cfg(not(unix))]
fn room(_: &Path, _: u64) -> Option<CheckFinding> {
    None
}

fn judge(free: u64, size: u64) -> CheckFinding {
    let mebibytes = |bytes: u64| format!("{} MiB", bytes >> 20);
    let says = format!("{} free beside a database of {}", mebibytes(free), mebibytes(size));
    let remedy = "free space: rekey, expunge and a new version's migration each write the database anew";
    match free {
        _ if free < LEAST_BYTES => CheckFinding::at(Level::Broken, Check::Room, says, remedy),
        _ if free < size.saturating_add(SPARE_BYTES) => CheckFinding::at(Level::Warning, Check::Room, says, remedy),
        _ => CheckFinding::fine(Check::Room, says),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_judged_by_the_size_of_the_database() {
        assert_eq!(judge(LEAST_BYTES - 1, 0).level, Level::Broken);
        assert_eq!(judge(2 << 30, 1 << 20).level, Level::Fine);
        assert_eq!(judge(2 << 30, 3 << 30).level, Level::Warning);
    }

    #[cfg(unix)]
    #[test]
    fn a_directory_that_others_reach_is_warned_of() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        assert_eq!(place(Some(&home.path().join("none")))[0].level, Level::Broken);
        let directory = home.path().join("repository");
        drop(crate::store::Store::create(&directory).unwrap());
        let level = |check| place(Some(&directory)).iter().find(|one| one.check == check).unwrap().level;
        assert_eq!(level(Check::Permissions), Level::Fine);
        fs::set_permissions(directory.join(DATABASE_FILE), fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(level(Check::Permissions), Level::Warning);
        fs::remove_file(directory.join(DATABASE_FILE)).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", directory.join(DATABASE_FILE)).unwrap();
        assert_eq!(place(Some(&directory))[0].level, Level::Broken);
    }
}
