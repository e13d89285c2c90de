//! Each stage of recognition as a working copy (`--explain`, docs/threat-model.md#what-leaves-the-store).

use std::path::Path;

use serde_json::{Value, json};

use super::{OperationError, working_copy::Folder};
use crate::{
    policy::WORKING_COPY_STAGES_NOTICE,
    recognition::{Explanation, Face, Quality, RecognitionError, Recognizer, Sample, explain},
    report::{Place, ProgramLine},
    vocabulary::{Digest, Template},
};

/// Says beside the pictures, which are pixels and nothing else, what they are.
const ABOUT: &str = "0-not-for-release.txt";

/// What the stages gave, as far as they came.
pub(super) struct Stages<'s> {
    /// The photograph before its edits, where there were any.
    pub received: Option<&'s Sample>,
    pub sample: &'s Sample,
    pub faces: &'s [Face],
    pub chosen: usize,
    pub quality: &'s Quality,
    pub template: Option<&'s Template>,
}

impl Stages<'_> {
    /// Name and content of every file.
    pub fn files(&self, recognizer: &Recognizer) -> Result<Vec<(String, Vec<u8>)>, RecognitionError> {
        let aligned = recognizer.align(self.sample, &self.faces[self.chosen]);
        explain(&Explanation {
            received: self.received,
            sample: self.sample,
            faces: self.faces,
            chosen: self.chosen,
            aligned: &aligned,
            quality: self.quality,
            limits: recognizer.limits(),
            template: self.template,
            models: [recognizer.detector(), recognizer.embedder()],
            notice: WORKING_COPY_STAGES_NOTICE,
        })
    }
}

/// The folder, made and not yet filled: nothing of a face lies there before the book says so.
pub(super) struct Explained {
    folder: Folder,
    files: Vec<(String, Digest)>,
}

impl Explained {
    /// Makes the folder and its empty files.
    ///
    /// # Errors
    /// Where something is in its place, or it cannot be made.
    pub fn make(
        folder: &Path,
        program: &ProgramLine,
        at: Place,
        mut files: Vec<(String, Vec<u8>)>,
    ) -> Result<Self, OperationError> {
        let none = program.no_evidence().map(|(kind, says)| format!("{kind}. {says}\n")).unwrap_or_default();
        let about = format!(
            "{WORKING_COPY_STAGES_NOTICE}\n{none}Program: {} (fingerprint {})\nEntry: {at}\n",
            program.name, program.fingerprint
        );
        files.insert(0, (ABOUT.to_owned(), about.into_bytes()));
        let (folder, files) = Folder::make(folder)?.with(files)?;
        Ok(Self { folder, files })
    }

    /// What the book says of them: name and SHA-256 of each.
    pub fn told(&self) -> Value {
        self.files.iter().map(|(name, sha256)| json!({ "name": name, "sha256": sha256 })).collect()
    }

    /// Writes what the book accounts for.
    ///
    /// # Errors
    /// Where it cannot be written; then nothing is left there.
    pub fn fill(self) -> Result<(), OperationError> {
        self.folder.fill()
    }
}
