//! The witness: somebody's own machine or stick, with a key and no repository (docs/threat-model.md#witnesses).
//!
//! What this witness last cosigned of each log is kept under `witness` in its own directory, under a lock, and is
//! durable before the cosignature is written. Whoever puts that directory back to an older state can make it cosign a
//! second history: the state is the witness.

mod taken_up;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{OperationError, files};
use crate::{
    gate::{Standing, program_file_continues, read_program_file},
    report::{WitnessLog, WitnessProgram, WitnessSigned, WitnessState},
    seal::{AddCheckpoint, Note, NoteKey, Origin, Secrets, Seen, WitnessKey, judge, note},
    vocabulary::{Digest, ProgramId, whole_second},
};

pub use taken_up::TakenUp;

const MAX_FILE: u64 = 4 * note::MAX_BYTES as u64;
const FORMAT: &str = "frs/witness/1";
const RESTORED: &str = "do not repair it: what this witness has seen would be lost. Keep the file and tell the auditor; a \
                        new witness begins with a new key";

/// What a witness remembers of one program.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Memory {
    format: String,
    program_file: String,
    #[serde(default, rename = "log")]
    logs: Vec<LogMemory>,
}

/// What it last cosigned of one log.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogMemory {
    log: u64,
    size: u64,
    root: Digest,
    time: Timestamp,
    /// The whole answer, so that one that was lost on its way can be given again.
    answer: String,
}

/// A request that was read, with what this witness knows of its program. Nothing is signed yet.
pub struct Asked {
    request: AddCheckpoint,
    origin: Origin,
    standing: Standing,
    program_file: String,
    /// The program file that this witness remembered, where it knows the program.
    known: Option<String>,
    directory: PathBuf,
}

fn directory(home: &Path) -> PathBuf {
    home.join("witness")
}

fn memory_file(directory: &Path, program: ProgramId) -> PathBuf {
    directory.join(format!("{program}.toml"))
}

fn recall(directory: &Path, program: ProgramId) -> Result<Option<Memory>, OperationError> {
    let path = memory_file(directory, program);
    let Some(text) = files::read_text_if_there(&path, MAX_FILE)? else { return Ok(None) };
    let wrong = |detail: String| OperationError::file(&path, format!("{detail}; {RESTORED}"));
    let memory: Memory = toml::from_str(&text).map_err(|e| wrong(e.message().to_owned()))?;
    if memory.format == FORMAT { Ok(Some(memory)) } else { Err(wrong(format!("format {:?}", memory.format))) }
}

/// A program's memory under the lock: no other command of this witness keeps anything meanwhile.
struct Locked {
    _lock: File,
    path: PathBuf,
    logs: Vec<LogMemory>,
}

impl Locked {
    /// `known` is the program file that was remembered when the command began. Whoever went on from it meanwhile, by a succession
    /// perhaps, is not put back to it.
    fn of(directory: &Path, program: ProgramId, known: Option<&str>) -> Result<Self, OperationError> {
        files::make_home(directory)?;
        let failed = |e: std::io::Error| OperationError::file(directory, format!("cannot be locked ({e})"));
        let lock = File::create(directory.join("lock")).map_err(failed)?;
        lock.lock().map_err(failed)?;
        let memory = recall(directory, program)?;
        if memory.as_ref().map(|memory| memory.program_file.as_str()) != known {
            return Err(OperationError::Environment(
                "another command of this witness changed meanwhile what it remembers of the program; nothing was signed or kept. Run \
                 this one again"
                    .to_owned(),
            ));
        }
        let logs = memory.map(|memory| memory.logs).unwrap_or_default();
        Ok(Self { _lock: lock, path: memory_file(directory, program), logs })
    }

    /// Remembers this of its log in the place of what was known of that; durable when it returns.
    fn keep(self, program_file: String, told: LogMemory) -> Result<(), OperationError> {
        let mut logs: Vec<LogMemory> = self.logs.into_iter().filter(|known| known.log != told.log).collect();
        logs.push(told);
        let memory = Memory { format: FORMAT.to_owned(), program_file, logs };
        let text = toml::to_string(&memory).map_err(|e| OperationError::Bug(e.to_string()))?;
        files::replace(&self.path, &text)
    }
}

fn read_program(file: &str, path: &Path) -> Result<Standing, OperationError> {
    read_program_file(file).map_err(|error| OperationError::file(path, error))
}

fn told_program(standing: &Standing) -> WitnessProgram {
    let founding = standing.founding();
    WitnessProgram {
        program: founding.id,
        fingerprint: founding.id.fingerprint(),
        kind: founding.kind.to_string(),
        name: founding.name.clone(),
    }
}

fn same_fingerprint(standing: &Standing, told: &str) -> Result<(), OperationError> {
    let own = standing.founding().id.fingerprint();
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_hexdigit).collect() };
    if digits(told).eq_ignore_ascii_case(&digits(&own)) {
        return Ok(());
    }
    Err(OperationError::Integrity(format!(
        "the fingerprint that was given is not that of this program ({own}): this is another program, whatever it is \
         called. Nothing was signed"
    )))
}

impl Asked {
    /// Reads a request, and finds its program in this witness's memory or in `program`, the file of a first contact. With
    /// `new_log` this witness knows of a restore, which may have lost a key of the log.
    ///
    /// # Errors
    /// Where either is damaged or another file, the program is unknown, or `program` does not go on from the file that
    /// this witness holds.
    pub fn read(home: &Path, request: &Path, program: Option<&Path>, new_log: bool) -> Result<Self, OperationError> {
        let bytes = files::read(request, MAX_FILE)?;
        let of_request = |error: String| OperationError::file(request, error);
        let asked = AddCheckpoint::read(&bytes).map_err(|error| of_request(error.to_string()))?;
        let origin: Origin = asked.checkpoint.origin.parse().map_err(|_| {
            of_request(format!(
                "{:?} is no log of an frs program; this witness serves no other",
                asked.checkpoint.origin
            ))
        })?;
        let directory = directory(home);
        let known = recall(&directory, origin.program)?;
        let given =
            program.map(|path| Ok::<_, OperationError>((path, files::read_text(path, MAX_FILE)?))).transpose()?;
        let (program_file, standing) = match (&known, given) {
            (None, None) => {
                return Err(OperationError::Usage(format!(
                    "this witness does not know the program {} yet: name its program file (frs program show) with \
                     --program, and compare its fingerprint with the Commander by voice",
                    origin.program.fingerprint()
                )));
            }
            (Some(memory), None) => {
                let standing = read_program(&memory.program_file, &memory_file(&directory, origin.program))?;
                (memory.program_file.clone(), standing)
            }
            (known, Some((path, text))) => {
                let standing = read_program(&text, path)?;
                // What was once accepted stays; papers may only follow.
                if let Some(memory) = known {
                    let continues = program_file_continues(&memory.program_file, &text, new_log);
                    if !continues.map_err(|error| OperationError::file(path, error))? {
                        let why = "does not go on from the program file that this witness holds; do not cosign, and ask the \
                                   Commander in person. Where you know that a backup was restored, say so with --new-log: a \
                                   log key may be lost with it, a succession may not";
                        return Err(OperationError::file(path, why));
                    }
                }
                (text, standing)
            }
        };
        if standing.founding().id != origin.program {
            let why = format!("is of program {}, the request is not", standing.founding().id.fingerprint());
            return Err(OperationError::file(program.unwrap_or(request), why));
        }
        Ok(Self {
            request: asked,
            origin,
            standing,
            program_file,
            known: known.map(|memory| memory.program_file),
            directory,
        })
    }

    /// Of a program that this witness has never served: name, kind and fingerprint, to be compared by voice.
    pub fn first_contact(&self) -> Option<WitnessProgram> {
        self.known.is_none().then(|| self.program())
    }

    fn program(&self) -> WitnessProgram {
        told_program(&self.standing)
    }

    /// Takes the fingerprint that somebody read to this witness.
    ///
    /// # Errors
    /// Where it is another one.
    pub fn compare(&self, fingerprint: &str) -> Result<(), OperationError> {
        same_fingerprint(&self.standing, fingerprint)
    }

    /// Judges the request, remembers what it shows, and cosigns it; the answer goes to a new file.
    ///
    /// # Errors
    /// [`OperationError::Declined`] with the reason; where the memory cannot be kept, or `out` is there already.
    pub fn cosign(
        self,
        secrets: &Secrets,
        now: Timestamp,
        new_log: bool,
        out: &Path,
    ) -> Result<WitnessSigned, OperationError> {
        if out.symlink_metadata().is_ok() {
            return Err(files::already_there(out));
        }
        // Under the lock, and again: another command of this witness may have cosigned meanwhile.
        let memory = Locked::of(&self.directory, self.origin.program, self.known.as_deref())?;
        let last = self.last(&memory.logs, new_log)?;
        if last.is_some_and(|last| now < last.time) {
            return Err(OperationError::Environment(format!(
                "this machine's clock says {now}, and this witness has cosigned at a later time already: set the clock"
            )));
        }
        let seen = last.map(|last| Seen { size: last.size, root: last.root });
        let judged = judge(&self.request, &self.log_keys()?, seen)?;
        // As the cosignature has it.
        let now = whole_second(now);
        let witness = WitnessKey::of_person(secrets.signing.verifying_key());
        let answer = self.answer(&witness, secrets, now)?;
        let told = LogMemory {
            log: self.origin.log,
            size: judged.size,
            root: judged.root,
            time: now,
            answer: answer.to_string(),
        };
        memory.keep(self.program_file.clone(), told)?;
        files::write_new(out, &answer.to_string())?;
        Ok(WitnessSigned {
            program: self.program(),
            log: self.origin.log,
            before: self.request.old,
            size: judged.size,
            root: judged.root,
            time: now,
            witness: witness.to_string(),
            file: out.display().to_string(),
        })
    }

    fn last<'l>(&self, logs: &'l [LogMemory], new_log: bool) -> Result<Option<&'l LogMemory>, OperationError> {
        let newest = logs.iter().map(|log| log.log).max();
        match newest {
            Some(newest) if newest > self.origin.log => Err(OperationError::Integrity(format!(
                "log {} was closed when log {newest} began, which this witness has seen: nothing of it is cosigned any \
                 more",
                self.origin.log
            ))),
            Some(newest) if newest < self.origin.log && !new_log => Err(OperationError::Usage(format!(
                "the request is for log {}, and this witness has seen log {newest} last: a backup was restored. If a \
                 witness signed that restore's paper and you know of it, say so with --new-log",
                self.origin.log
            ))),
            Some(newest) if newest == self.origin.log && new_log => Err(OperationError::Usage(format!(
                "no new log begins: the request is for log {}, which this witness knows. Leave --new-log out",
                self.origin.log
            ))),
            _ => Ok(logs.iter().find(|log| log.log == self.origin.log)),
        }
    }

    /// The key that signs the log now; what an older one signed is not cosigned any more.
    fn log_keys(&self) -> Result<Vec<NoteKey>, OperationError> {
        let key = self.standing.log_key().map(|key| NoteKey::new(&self.origin.to_string(), key));
        key.into_iter().collect::<Result<_, _>>().map_err(|e| OperationError::Bug(e.to_string()))
    }

    /// The checkpoint with the log's own signature and this cosignature, and nothing else that stood there.
    fn answer(&self, witness: &WitnessKey, secrets: &Secrets, now: Timestamp) -> Result<Note, OperationError> {
        let wrong = |e: note::NoteError| OperationError::Bug(e.to_string());
        let keys = self.log_keys()?;
        let mut answer = Note::new(self.request.note.text().to_owned()).map_err(wrong)?;
        let own = |line: &&note::SignatureLine| keys.iter().any(|k| k.name() == line.name && k.id() == line.key_id);
        self.request.note.signatures().iter().filter(own).for_each(|line| answer.add(line.clone()));
        answer.add(witness.cosign(answer.text(), &secrets.signing, now).map_err(wrong)?);
        Ok(answer)
    }
}

/// What this witness has seen, of every program that it serves.
///
/// # Errors
/// Where its memory cannot be read.
pub fn witness_state(home: &Path) -> Result<WitnessState, OperationError> {
    let directory = directory(home);
    let mut programs = Vec::new();
    let entries = match fs::read_dir(&directory) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(WitnessState { logs: programs }),
        Err(e) => return Err(OperationError::file(&directory, e)),
    };
    for entry in entries {
        let name = entry.map_err(|e| OperationError::file(&directory, e))?.file_name().to_string_lossy().into_owned();
        let Some(program) = name.strip_suffix(".toml").and_then(|id| id.parse::<ProgramId>().ok()) else { continue };
        let Some(memory) = recall(&directory, program)? else { continue };
        let standing = read_program(&memory.program_file, &memory_file(&directory, program))?;
        for log in memory.logs {
            programs.push(WitnessLog {
                program,
                fingerprint: program.fingerprint(),
                name: standing.founding().name.clone(),
                log: log.log,
                size: log.size,
                root: log.root,
                time: log.time,
                answer: log.answer,
            });
        }
    }
    programs.sort_by_key(|log| (log.program, log.log));
    Ok(WitnessState { logs: programs })
}
