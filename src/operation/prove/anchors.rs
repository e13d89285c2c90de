//! By what evidence is held: a program file, a fingerprint, the administrator's list, witnesses.

use std::path::{Path, PathBuf};

use super::MAX_PROOF;
use crate::{
    gate::{Standing, read_program_file},
    operation::{
        OperationError, files,
        trust::{self, Trust},
    },
    seal::{Checkpoint, NoteKey, WitnessKey},
};

/// By what a checker knows the program and its witnesses.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    /// A program file that the checker holds.
    pub program: Option<PathBuf>,
    /// The fingerprint that the checker was told.
    pub root: Option<String>,
    /// The witnesses whose cosignatures count.
    pub witnesses: Vec<WitnessKey>,
    /// How many of them must stand under a checkpoint.
    pub quorum: usize,
}

/// A program and whether anything outside of the evidence itself says that it is the right one.
pub(in crate::operation) struct Anchored {
    pub standing: Standing,
    pub anchored: bool,
    pub witnesses: Vec<WitnessKey>,
    pub quorum: usize,
}

impl Anchors {
    /// Holds the program file that comes with the evidence against what the checker knows.
    ///
    /// # Errors
    /// Where it is that of another program, or does not hold.
    pub(in crate::operation) fn hold(&self, path: &Path, enclosed: &str) -> Result<Anchored, OperationError> {
        self.hold_against(path, enclosed, trust::trusted()?)
    }

    fn hold_against(&self, path: &Path, enclosed: &str, trusted: Option<Trust>) -> Result<Anchored, OperationError> {
        let wrong = |why: String| OperationError::Evidence { path: path.to_owned(), why };
        let enclosed = read_program_file(enclosed).map_err(|e| wrong(e.to_string()))?;
        let id = enclosed.founding().id;
        let mut standing = enclosed;
        let mut anchored = false;
        if let Some(known) = self.known()? {
            if known.founding().id != id {
                return Err(wrong(format!(
                    "it is of program {}, not of {}: another program, whatever it is called",
                    id.fingerprint(),
                    known.founding().id.fingerprint()
                )));
            }
            // What the checker holds counts, unless the enclosed file goes on from it.
            if known.public_papers().len() > standing.public_papers().len() {
                standing = known;
            }
            anchored = true;
        }
        if let Some(told) = &self.root {
            let digits = |text: &str| text.chars().filter(char::is_ascii_hexdigit).collect::<String>();
            if !digits(told).eq_ignore_ascii_case(&digits(&id.fingerprint())) {
                return Err(wrong(format!(
                    "its program has the fingerprint {}, not the one that was given: it does not come from that Department",
                    id.fingerprint()
                )));
            }
            anchored = true;
        }
        let mut witnesses = self.witnesses.clone();
        if let Some(trusted) = trusted {
            if !trusted.programs.contains(&id) && !anchored {
                return Err(wrong(format!("{} does not name its program ({})", trust::FILE, id.fingerprint())));
            }
            anchored = true;
            for line in &trusted.witnesses {
                let key = line.parse().map_err(|e| OperationError::file(trust::FILE, e))?;
                if !witnesses.contains(&key) {
                    witnesses.push(key);
                }
            }
        }
        Ok(Anchored { standing, anchored, witnesses, quorum: self.quorum.max(1) })
    }

    /// The program file that the checker holds, read.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(in crate::operation) fn known(&self) -> Result<Option<Standing>, OperationError> {
        let Some(file) = &self.program else { return Ok(None) };
        let text = files::read_text(file, MAX_PROOF)?;
        read_program_file(&text).map(Some).map_err(|e| OperationError::file(file, e))
    }
}

impl Anchored {
    /// The key of the log that was in force where a checkpoint was signed.
    pub(in crate::operation) fn log_key(&self, checkpoint: &Checkpoint) -> Vec<NoteKey> {
        self.standing.log_note_key(checkpoint).into_iter().collect()
    }

    /// Where the checker names no witness, those count whom the Commander named, in papers of the Commander.
    pub(in crate::operation) fn witnessed_by_floor_of(&mut self, standing: &Standing) {
        if self.witnesses.is_empty() {
            self.witnesses = standing.witnesses().to_vec();
            self.quorum = usize::try_from(standing.floor().witness_quorum.max(1)).unwrap_or(usize::MAX);
        }
    }

    /// What the anchors make of a checkpoint whose log signature holds.
    pub(in crate::operation) fn verdict(&self, cosigned: usize) -> &'static str {
        match () {
            () if !self.anchored => "unanchored",
            () if cosigned < self.quorum => "unwitnessed",
            () => "proven",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gate::{Founding, ProgramKind, write_program_file},
        policy::Floor,
        seal::{Secrets, SigningKey},
    };

    fn program_file() -> (String, crate::vocabulary::ProgramId) {
        let (root, recovery) = (Secrets::generate().unwrap(), Secrets::generate().unwrap().public_keys());
        let floor = Floor { reference_retention_years: Some(10), ..Floor::default() };
        let log = SigningKey::generate().unwrap().verifying_key();
        let founding =
            Founding::found(ProgramKind::Program, "City Police FRP", &root, &recovery, &log, &floor).unwrap();
        (write_program_file(&founding, []), founding.id)
    }

    #[test]
    fn what_the_administrator_trusts_is_asked_of_every_evidence() {
        let (file, id) = program_file();
        let trust = |programs: Vec<_>| Some(Trust { programs, witnesses: Vec::new() });
        let hold = |anchors: &Anchors, trusted| anchors.hold_against(Path::new("bundle"), &file, trusted);
        let nothing = Anchors::default();
        assert!(!hold(&nothing, None).unwrap().anchored);
        assert!(hold(&nothing, trust(vec![id])).unwrap().anchored);
        let other = trust(vec![program_file().1]);
        let refused = hold(&nothing, other).err().unwrap().to_string();
        assert!(refused.contains("does not name its program"), "{refused}");
        let told = |root: &str| Anchors { root: Some(root.to_owned()), ..Anchors::default() };
        assert!(hold(&told(&id.fingerprint()), None).unwrap().anchored);
        assert!(hold(&told("0000-0000-0000-0000-0000-0000"), trust(vec![id])).is_err());
    }
}
