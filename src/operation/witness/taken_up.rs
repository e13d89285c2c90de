//! A witness whose memory was put back takes up its own later cosignature.
//!
//! What this witness cosigned proves itself: nobody else has its key. So a restored stick need not begin anew, it goes on
//! from the newest answer that it gave; and what it is shown must be later than what it remembers, for otherwise it would go
//! back itself.

use std::path::Path;

use super::{
    Locked, LogMemory, MAX_FILE, OperationError, WitnessProgram, directory, files, memory_file, read_program, recall,
    same_fingerprint, told_program,
};
use crate::{
    gate::{Standing, TypedPaper, WitnessAnswer, program_file_continues, read_paper},
    report::WitnessTakenUp,
    seal::{Cosignature, PublicKeys, WitnessKey},
};

/// A later answer of this witness, checked; nothing is remembered yet.
pub struct TakenUp {
    answer: WitnessAnswer,
    cosigned: Cosignature,
    standing: Standing,
    program_file: String,
    /// The program file that this witness remembered, where it knows the program.
    known: Option<String>,
    directory: std::path::PathBuf,
}

impl TakenUp {
    /// Reads an answer that this witness gave. Its program is the one that it remembers, or that of `program`.
    ///
    /// # Errors
    /// Where it is no answer, of a program that is not known, or not cosigned with this witness's key.
    pub fn read(home: &Path, own: &PublicKeys, file: &Path, program: Option<&Path>) -> Result<Self, OperationError> {
        let wrong = |why: String| OperationError::Evidence { path: file.to_owned(), why };
        let paper = read_paper(&files::read(file, MAX_FILE)?)
            .map_err(|error| OperationError::Paper { path: file.to_owned(), error })?;
        let TypedPaper::WitnessAnswer(answer) = paper else {
            return Err(wrong(format!("it is a paper of kind {}, not a witness's answer", paper.kind())));
        };
        let directory = directory(home);
        let known = recall(&directory, answer.origin.program)?.map(|memory| memory.program_file);
        let (program_file, standing) = match (program, &known) {
            (Some(path), known) => {
                let text = files::read_text(path, MAX_FILE)?;
                let standing = read_program(&text, path)?;
                match known {
                    // What was once accepted stays; papers may only follow.
                    Some(known)
                        if !program_file_continues(known, &text, false)
                            .map_err(|error| OperationError::file(path, error))? =>
                    {
                        let why =
                            "does not go on from the program file that this witness holds; ask the Commander in person";
                        return Err(OperationError::file(path, why));
                    }
                    _ => (text, standing),
                }
            }
            (None, Some(known)) => {
                let standing = read_program(known, &memory_file(&directory, answer.origin.program))?;
                (known.clone(), standing)
            }
            (None, None) => {
                return Err(OperationError::Usage(format!(
                    "this witness does not know the program {}: name its program file (frs program show) with --program",
                    answer.origin.program.fingerprint()
                )));
            }
        };
        if standing.founding().id != answer.origin.program {
            return Err(wrong("it is of another program than the program file".to_owned()));
        }
        let key = WitnessKey::of_person(own.signing);
        let log_key = standing.log_key_over(answer.origin.log, answer.size);
        let cosigned = answer.verify(log_key.as_slice(), &[key]).map_err(|error| wrong(error.to_string()))?;
        let cosigned = cosigned.into_iter().next();
        let cosigned =
            cosigned.ok_or_else(|| wrong("this witness did not cosign it: take an answer of its own".to_owned()))?;
        Ok(Self { answer, cosigned, standing, program_file, known, directory })
    }

    /// The program, to be compared by voice.
    pub fn program(&self) -> WitnessProgram {
        told_program(&self.standing)
    }

    /// Takes the fingerprint that somebody read to this witness.
    ///
    /// # Errors
    /// Where it is another one.
    pub fn compare(&self, fingerprint: &str) -> Result<(), OperationError> {
        same_fingerprint(&self.standing, fingerprint)
    }

    /// Remembers it in the place of what was remembered before.
    ///
    /// # Errors
    /// Where this witness remembers as much or more, or the memory cannot be kept.
    pub fn keep(self) -> Result<WitnessTakenUp, OperationError> {
        let (log, size, program) = (self.answer.origin.log, self.answer.size, self.answer.origin.program);
        let memory = Locked::of(&self.directory, program, self.known.as_deref())?;
        let newest = memory.logs.iter().map(|log| (log.log, log.size)).max();
        if newest.is_some_and(|newest| newest >= (log, size)) {
            return Err(OperationError::Usage(
                "this witness remembers as much already, or more: there is nothing to take up (frs audit witness --state)"
                    .to_owned(),
            ));
        }
        let before = memory.logs.iter().find(|known| known.log == log).map(|known| known.size);
        let answer = self.answer.note().to_string();
        let told = LogMemory { log, size, root: self.answer.root, time: self.cosigned.time, answer };
        memory.keep(self.program_file.clone(), told)?;
        let (program, root, time) = (self.program(), self.answer.root, self.cosigned.time);
        Ok(WitnessTakenUp { program, log, before, size, root, time })
    }
}
