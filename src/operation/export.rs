//! The leaves of the book, without values, in a directory: anyone can check them, without any key.
//!
//! `program.txt` the program file · `keys.txt` the public keys of who signed · `log-<n>.jsonl` the leaves ·
//! `log-<n>-<size>.checkpoint` the checkpoints with their signatures.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    Anchors, Desk, OperationError, PurposeSource, Request, files, json_of, new_directory::NewDirectory,
    prove::cosigned_by,
};
use crate::{
    audit::{
        Access, BookError, Extent, Intent, Outcome,
        verify::{Fault, Opened, RowClaim, Verifier},
    },
    gate::{AuditExport, EntryPlace, write_program_file},
    policy::OperationKind,
    report::{ExportChecked, ExportWritten, ExportedCheckpoint},
    seal::{
        Checkpoint, Note, Origin, PublicKeys, cosignatures,
        leaf::{FIRST_LOG, NO_LEAF},
        note, tree,
    },
    vocabulary::Digest,
};

const PROGRAM: &str = "program.txt";
const KEYS: &str = "keys.txt";
/// Leaves that are read at once.
const RUN: u64 = 512;
/// A leaf is at most so long.
const MAX_LINE: u64 = 2 * note::MAX_BYTES as u64;
const MAX_FILE: u64 = 16 << 20;

/// One line of `log-<n>.jsonl`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    sequence: u64,
    leaf: String,
}

/// Writes the leaves, checkpoints and public papers into a new directory.
///
/// # Errors
/// The refusal; where the directory is there already, or the book cannot be read.
pub fn export_book(desk: &Desk<'_>, out: &Path, purpose: PurposeSource) -> Result<ExportWritten, OperationError> {
    let request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::AuditExport, &request)?;
    let admitted = visit.admit::<AuditExport>(&request)?;
    if out.symlink_metadata().is_ok() {
        return Err(files::already_there(out));
    }
    let standing = visit.book.standing();
    let program_file = write_program_file(standing.founding(), standing.public_papers());
    let (program, logs) = (visit.program_line(), visit.book.logs());
    let intent = Intent { statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, desk.clock.now())?;
    let made = written(&access, out, &program_file, &logs);
    let (access, (mut written, entries, checkpoints)) = access.attempted(made, desk.clock.now())?;
    let record = serde_json::json!({ "entries": entries, "checkpoints": checkpoints }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    written.stays = true;
    let directory = out.display().to_string();
    Ok(ExportWritten { program, directory, entries, checkpoints, entry: (&receipt).into() })
}

/// An export that goes again where nobody says that it stays: half of one would be taken for a book that was cut, and of one whose
/// outcome could not be entered the book knows nothing.
struct Written {
    directory: NewDirectory,
    names: Vec<String>,
    stays: bool,
}

impl Drop for Written {
    fn drop(&mut self) {
        if !self.stays {
            self.names.iter().for_each(|name| self.directory.remove_file(name));
            self.directory.remove();
        }
    }
}

/// Writes all files; how many entries and checkpoints they hold.
fn written(
    access: &Access<'_, AuditExport>,
    out: &Path,
    program_file: &str,
    logs: &[Extent],
) -> Result<(Written, u64, usize), OperationError> {
    let mut written = Written { directory: NewDirectory::make(out)?, names: Vec::new(), stays: false };
    let (entries, checkpoints) = write_files(access, &written.directory, program_file, logs, &mut written.names)?;
    Ok((written, entries, checkpoints))
}

fn write_files(
    access: &Access<'_, AuditExport>,
    directory: &NewDirectory,
    program_file: &str,
    logs: &[Extent],
    names: &mut Vec<String>,
) -> Result<(u64, usize), OperationError> {
    let mut write = |name: String, text: &str| {
        let path = directory.path().join(&name);
        files::write_within(directory, &name, |file| {
            let written = file.write_all(text.as_bytes());
            written.map_err(|e| OperationError::file(&path, format!("cannot be written ({e})")))
        })?;
        names.push(name);
        Ok::<_, OperationError>(())
    };
    write(PROGRAM.to_owned(), program_file)?;
    let keys: String = access.people().iter().map(|keys| format!("{keys}\n")).collect();
    write(KEYS.to_owned(), &keys)?;
    let checkpoints = access.checkpoints()?;
    for (log, size, note) in &checkpoints {
        write(format!("log-{log}-{size}.checkpoint"), &note.to_string())?;
    }
    let mut entries = 0;
    for extent in logs {
        entries += extent.size;
        let name = format!("log-{}.jsonl", extent.log);
        write_leaves(directory, &name, extent.size, |from, limit| access.leaves(extent.log, from, limit))?;
        names.push(name);
    }
    Ok((entries, checkpoints.len()))
}

fn write_leaves(
    directory: &NewDirectory,
    name: &str,
    size: u64,
    read: impl Fn(u64, u64) -> Result<Vec<crate::seal::SignedLeaf>, BookError>,
) -> Result<(), OperationError> {
    let mut from = 0;
    let path = directory.path().join(name);
    files::write_within(directory, name, |file| {
        while from < size {
            let run = read(from, RUN.min(size - from))?;
            if run.is_empty() {
                return Err(BookError::Tampered("entries vanished while this command ran".into()).into());
            }
            for leaf in &run {
                let line = Line { sequence: leaf.content().sequence, leaf: leaf.to_string() };
                let line = json_of(&line)?;
                file.write_all(format!("{line}\n").as_bytes())
                    .map_err(|e| OperationError::file(&path, format!("cannot be written ({e})")))?;
            }
            from += run.len() as u64;
        }
        Ok(())
    })
}

/// Checks an export: every leaf's form, place, chain and signature, and every checkpoint.
///
/// # Errors
/// Where the directory is no export, or its program is another one. What is wrong with the log is a verdict.
pub fn check_export(directory: &Path, anchors: &Anchors) -> Result<ExportChecked, OperationError> {
    let program = files::read_text(&directory.join(PROGRAM), MAX_FILE)?;
    let anchored = anchors.hold(&directory.join(PROGRAM), &program)?;
    let founding = anchored.standing.founding().clone();
    let mut verifier = Verifier::new(Origin { program: founding.id, log: FIRST_LOG }, founding.root.clone());
    let keys_file = directory.join(KEYS);
    for line in files::read_text(&keys_file, MAX_FILE)?.lines() {
        let keys: PublicKeys = line.parse().map_err(|e| OperationError::file(&keys_file, e))?;
        verifier.learn(keys);
    }
    let mut logs: Vec<(u64, Vec<Digest>)> = Vec::new();
    let (mut log, mut last) = (FIRST_LOG, NO_LEAF);
    while let Some(path) = log_file(directory, log) {
        if log > FIRST_LOG {
            verifier.open_log(log);
            let root = anchored.standing.root_at(EntryPlace { log, sequence: 0 });
            verifier.succeed(root.person_id());
        }
        let mut hashes = Vec::new();
        read_lines(&path, |line| {
            let hash = tree::leaf_hash(line.leaf.as_bytes());
            let claim = RowClaim { log, sequence: line.sequence, hash, previous: last };
            verifier.leaf(&claim, line.leaf.as_bytes(), Opened::Unread);
            last = hash;
            hashes.push(hash);
        })?;
        logs.push((log, hashes));
        log += 1;
    }
    let mut checkpoints = Vec::new();
    for path in checkpoint_files(directory)? {
        match check_checkpoint(&path, &anchored, &logs)? {
            Ok(checkpoint) => checkpoints.push(checkpoint),
            Err(why) => verifier.note(None, Fault::Table(why)),
        }
    }
    let newest = checkpoints.iter().filter(|one: &&ExportedCheckpoint| one.cosigned.len() >= anchored.quorum);
    let witnessed = newest.map(|one| (one.log, one.size)).max();
    let entries: u64 = logs.iter().map(|(_, hashes)| hashes.len() as u64).sum();
    let seen: u64 = logs
        .iter()
        .map(|(log, hashes)| match witnessed {
            Some((of, _)) if *log < of => hashes.len() as u64,
            Some((of, size)) if *log == of => size,
            _ => 0,
        })
        .sum();
    let verdict = verifier.finish();
    Ok(ExportChecked {
        verdict: if verdict.is_whole() {
            anchored.verdict(if witnessed.is_some() { anchored.quorum } else { 0 })
        } else {
            "tampered"
        },
        program: super::desk::program_line(&founding),
        entries,
        root: verdict.root,
        findings: verdict.findings.iter().map(ToString::to_string).collect(),
        unwitnessed: entries - seen.min(entries),
        checkpoints,
    })
}

fn log_file(directory: &Path, log: u64) -> Option<PathBuf> {
    let path = directory.join(format!("log-{log}.jsonl"));
    path.is_file().then_some(path)
}

fn read_lines(path: &Path, mut each: impl FnMut(Line)) -> Result<(), OperationError> {
    let wrong = |why: String| OperationError::Evidence { path: path.to_owned(), why };
    let file: File = files::open_regular(path).map_err(|e| OperationError::file(path, e))?;
    let mut reader = BufReader::new(file);
    let mut text = String::new();
    loop {
        text.clear();
        let read = reader.by_ref().take(MAX_LINE).read_line(&mut text);
        if read.map_err(|e| OperationError::file(path, e))? == 0 {
            return Ok(());
        }
        each(serde_json::from_str(&text).map_err(|e| wrong(format!("a line is no leaf ({e})")))?);
    }
}

fn checkpoint_files(directory: &Path) -> Result<Vec<PathBuf>, OperationError> {
    let failed = |e: std::io::Error| OperationError::file(directory, e);
    let entries = fs::read_dir(directory).map_err(failed)?;
    let paths: Result<Vec<PathBuf>, _> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.map_err(failed)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "checkpoint"));
    paths.sort();
    Ok(paths)
}

/// A checkpoint of the log, or what is wrong with it.
fn check_checkpoint(
    path: &Path,
    anchored: &super::prove::Anchored,
    logs: &[(u64, Vec<Digest>)],
) -> Result<Result<ExportedCheckpoint, String>, OperationError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = files::read(path, note::MAX_BYTES as u64)?;
    let check = || -> Result<ExportedCheckpoint, String> {
        let note = Note::parse(&bytes).map_err(|e| e.to_string())?;
        let checkpoint = Checkpoint::read(note.text()).map_err(|e| e.to_string())?;
        let origin: Origin = checkpoint.origin.parse().map_err(|_| "it is of another log".to_owned())?;
        if origin.program != anchored.standing.founding().id {
            return Err("it is of another program".to_owned());
        }
        checkpoint.verify(&note, &anchored.log_key(&checkpoint)).map_err(|e| e.to_string())?;
        let hashes = logs.iter().find(|(log, _)| *log == origin.log).map(|(_, hashes)| hashes);
        let covered = hashes.and_then(|hashes| hashes.get(..usize::try_from(checkpoint.size).ok()?));
        let covered = covered.ok_or(format!("it covers {} entries, and there are fewer", checkpoint.size))?;
        if tree::root(covered) != checkpoint.root {
            return Err(format!("its root is not that of the first {} entries", checkpoint.size));
        }
        let cosigned = cosignatures(&note, &anchored.witnesses).map_err(|e| e.to_string())?;
        let cosigned = cosigned.into_iter().map(cosigned_by).collect();
        Ok(ExportedCheckpoint { log: origin.log, size: checkpoint.size, cosigned })
    };
    Ok(check().map_err(|why| format!("{name}: {why}")))
}
