//! What the commands about checkpoints and witnesses answer.

use jiff::Timestamp;
use serde::Serialize;

use super::{EntryReference, ProgramLine};
use crate::vocabulary::{Digest, PersonId, ProgramId, PurposeId};

/// A request that was written.
#[derive(Debug, Clone, Serialize)]
pub struct RequestFile {
    /// The file.
    pub file: String,
    /// From which size on it proves that the log grew.
    pub old: u64,
    /// The witnesses for whom it is.
    pub witnesses: Vec<String>,
}

/// `frs audit checkpoint`.
#[derive(Debug, Clone, Serialize)]
pub struct CheckpointMade {
    /// Which program.
    pub program: ProgramLine,
    /// Which log.
    pub log: u64,
    /// How many entries the checkpoint covers.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// What the witnesses are asked.
    pub requests: Vec<RequestFile>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs program show`.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramShown {
    /// Which program.
    pub program: ProgramLine,
    /// The program file.
    pub file: String,
    /// How many papers stand in it after the founding note.
    pub papers: usize,
    /// The key that signs checkpoints.
    pub log_key: Option<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// A program as a witness knows it.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessProgram {
    /// Its id.
    pub program: ProgramId,
    /// What two people compare by voice.
    pub fingerprint: String,
    /// `program`, `demo` or `synthetic`.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// `frs audit witness`.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessSigned {
    /// Which program.
    pub program: WitnessProgram,
    /// Which log.
    pub log: u64,
    /// How many entries this witness had seen before.
    pub before: u64,
    /// How many it has seen now.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// When it cosigned.
    pub time: Timestamp,
    /// This witness's public key.
    pub witness: String,
    /// The answer.
    pub file: String,
}

/// What a witness saw of one log.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessLog {
    /// Which program.
    pub program: ProgramId,
    /// What two people compare by voice.
    pub fingerprint: String,
    /// Its name.
    pub name: String,
    /// Which log.
    pub log: u64,
    /// How many entries it had.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// When this witness cosigned it.
    pub time: Timestamp,
    /// The answer that it gave.
    pub answer: String,
}

/// `frs audit witness --state`.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessState {
    /// Every log that this witness has cosigned.
    pub logs: Vec<WitnessLog>,
}

/// `frs audit witness --take-up`.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessTakenUp {
    /// Which program.
    pub program: WitnessProgram,
    /// Which log.
    pub log: u64,
    /// How many entries of it this witness remembered before, if any.
    pub before: Option<u64>,
    /// How many it remembers now.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// When it had cosigned them.
    pub time: Timestamp,
}

/// `frs audit prove`.
#[derive(Debug, Clone, Serialize)]
pub struct ProofWritten {
    /// Which program.
    pub program: ProgramLine,
    /// The proof.
    pub file: String,
    /// Which log.
    pub log: u64,
    /// Which entry.
    pub index: u64,
    /// Under the checkpoint of how many entries.
    pub size: u64,
    /// How many witnesses cosigned that checkpoint.
    pub witnesses: u32,
    /// The fields whose values the proof opens.
    pub opened: Vec<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// Who cosigned a checkpoint.
#[derive(Debug, Clone, Serialize)]
pub struct CosignedBy {
    /// The name of the witness.
    pub witness: String,
    /// When.
    pub time: Timestamp,
}

/// A value that a proof opens.
#[derive(Debug, Clone, Serialize)]
pub struct ProofOpening {
    /// The field.
    pub field: String,
    /// The value.
    pub value: String,
}

/// `frs audit check-proof`.
#[derive(Debug, Clone, Serialize)]
pub struct ProofChecked {
    /// `proven`, `unwitnessed` or `unanchored`.
    pub verdict: &'static str,
    /// Which program, as the proof says.
    pub program: ProgramLine,
    /// Which log.
    pub log: u64,
    /// Which entry.
    pub index: u64,
    /// How many entries the log had.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// The leaf's hash.
    pub leaf: Digest,
    /// What the entry is.
    pub event: String,
    /// Of which operation.
    pub operation: String,
    /// The time that it says.
    pub time: Timestamp,
    /// Who signed it.
    pub signer: PersonId,
    /// Its purpose.
    pub purpose: Option<PurposeId>,
    /// What is opened of it.
    pub opened: Vec<ProofOpening>,
    /// Who cosigned the checkpoint, of the witnesses that were named.
    pub cosigned: Vec<CosignedBy>,
}

/// `frs audit export`.
#[derive(Debug, Clone, Serialize)]
pub struct ExportWritten {
    /// Which program.
    pub program: ProgramLine,
    /// The directory.
    pub directory: String,
    /// How many leaves were written.
    pub entries: u64,
    /// How many checkpoints.
    pub checkpoints: usize,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// A checkpoint of an export.
#[derive(Debug, Clone, Serialize)]
pub struct ExportedCheckpoint {
    /// Which log.
    pub log: u64,
    /// How many entries it covers.
    pub size: u64,
    /// Who cosigned it, of the witnesses that were named.
    pub cosigned: Vec<CosignedBy>,
}

/// `frs audit check-export`.
#[derive(Debug, Clone, Serialize)]
pub struct ExportChecked {
    /// `proven`, `unwitnessed`, `unanchored` or `tampered`.
    pub verdict: &'static str,
    /// Which program, as the export says.
    pub program: ProgramLine,
    /// How many leaves were checked.
    pub entries: u64,
    /// The root over those of the newest log.
    pub root: Digest,
    /// What is wrong.
    pub findings: Vec<String>,
    /// How many entries none of the named witnesses has seen.
    pub unwitnessed: u64,
    /// The checkpoints that hold.
    pub checkpoints: Vec<ExportedCheckpoint>,
}

schemas!(
    ProofWritten = "frs.proof-written/1",
    ProofChecked = "frs.proof-checked/1",
    ExportWritten = "frs.export/1",
    ExportChecked = "frs.export-checked/1",
    CheckpointMade = "frs.checkpoint/1",
    ProgramShown = "frs.program-shown/1",
    WitnessTakenUp = "frs.witness-taken-up/1",
    WitnessSigned = "frs.witness-signed/1",
    WitnessState = "frs.witness-state/1",
);
