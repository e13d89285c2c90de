//! What this OS user last saw of the book, kept outside the repository.
//!
//! Every command first proves that the log extends this head, and stores the new head durably before it shows
//! anything. So a repository that was put back to an older state, or whose entries were rewritten, is found by the
//! first command of anyone who had seen more (docs/threat-model.md#memory-of-the-head).

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    seal::{make_private_directory, sync_name},
    vocabulary::{Digest, ProgramId},
};

/// Size and root of a log at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Which log of the program.
    pub log: u64,
    /// How many leaves it had.
    pub size: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
}

/// Where heads are kept: one small file a program.
#[derive(Debug, Clone)]
pub struct HeadMemory {
    directory: PathBuf,
}

/// The head's file cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: the memory of what was last seen of the book cannot be used ({detail}); {remedy}")]
pub struct HeadError {
    path: PathBuf,
    detail: String,
    remedy: &'static str,
}

const MEND: &str = "mend the directory's permissions or free space, then run the command again";
const DAMAGED: &str =
    "keep the file, ask an auditor to verify the book against a checkpoint, and only then move it away";

impl HeadMemory {
    /// Heads under `directory`, which is made at the first [`HeadMemory::remember`].
    pub fn new(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    fn file(&self, program: ProgramId) -> PathBuf {
        self.directory.join(format!("{program}.toml"))
    }

    /// The head last seen, if any.
    ///
    /// # Errors
    /// Where the file is there but cannot be read.
    pub fn recall(&self, program: ProgramId) -> Result<Option<Head>, HeadError> {
        let path = self.file(program);
        match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).map(Some).map_err(|e| HeadError {
                path,
                detail: e.message().to_owned(),
                remedy: DAMAGED,
            }),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(HeadError { path, detail: e.to_string(), remedy: MEND }),
        }
    }

    /// Stores `head` durably, unless a concurrent command of this user has stored a later one.
    ///
    /// What is remembered is only ever replaced by what extends it: `extends` is asked about a head that stands there,
    /// and where it says no, nothing is stored and the answer is `false`. So two copies of one repository, used in
    /// turn, are found.
    ///
    /// # Errors
    /// Where it cannot be read, written and synced.
    pub fn remember(
        &self,
        program: ProgramId,
        head: Head,
        extends: impl FnOnce(&Head) -> bool,
    ) -> Result<bool, HeadError> {
        let path = self.file(program);
        let failed = |e: io::Error| HeadError { path: path.clone(), detail: e.to_string(), remedy: MEND };
        let lock = || -> io::Result<File> {
            make_private_directory(&self.directory)?;
            let lock = File::create(self.directory.join("lock"))?;
            lock.lock()?;
            Ok(lock)
        };
        let _lock = lock().map_err(failed)?;
        if let Some(seen) = self.recall(program)? {
            if !extends(&seen) {
                return Ok(false);
            }
            if (seen.log, seen.size) >= (head.log, head.size) {
                return Ok(true);
            }
        }
        let store = || -> io::Result<()> {
            let text = toml::to_string(&head).map_err(io::Error::other)?;
            let temporary = path.with_extension("new");
            let mut file = File::create(&temporary)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&temporary, &path)?;
            // The rename itself must survive a power cut, or an older head would come back.
            sync_name(&path)
        };
        store().map_err(failed)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_the_latest_and_refuses_a_damaged_memory() {
        let home = tempfile::tempdir().unwrap();
        let memory = HeadMemory::new(&home.path().join("heads"));
        let program = ProgramId([3; 32]);
        assert_eq!(memory.recall(program).unwrap(), None);
        let head = |size| Head { log: 1, size, root: Digest([size as u8; 32]) };
        for size in [5, 9, 7] {
            assert!(memory.remember(program, head(size), |_| true).unwrap());
        }
        assert_eq!(memory.recall(program).unwrap(), Some(head(9)));
        assert!(!memory.remember(program, head(10), |seen| *seen != head(9)).unwrap());
        assert_eq!(memory.recall(program).unwrap(), Some(head(9)));
        fs::write(memory.file(program), "log = 1").unwrap();
        assert!(memory.recall(program).is_err());
        assert!(memory.remember(program, head(11), |_| true).is_err(), "damage is evidence: it is not overwritten");
    }
}
