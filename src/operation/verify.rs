//! Check the whole book, and hold it against what was seen of it before.

use std::path::{Path, PathBuf};

use super::{Desk, OperationError, PurposeSource, Request, Visit, audit::words, files};
use crate::{
    audit::{Access, Book, Intent, Outcome, Restore, Verdict},
    gate::{AuditVerify, RestoreSigners, Standing},
    policy::OperationKind,
    report::{AuditVerdict, LogChecked, WitnessedHead},
    repository::{Gallery, ProbeFault, check_probes},
    seal::{AddCheckpoint, Checkpoint, InclusionProof, Note, Origin, cosignatures, note},
    vocabulary::Digest,
};

/// How many of the last entries a verdict names.
const TAIL: u64 = 5;

/// What `frs audit verify` is asked.
#[derive(Debug, Clone, Default)]
pub struct VerifyRequest {
    /// Files that hold an old checkpoint, which the book must extend.
    pub anchors: Vec<PathBuf>,
    /// At most so many entries may be unwitnessed.
    pub max_unwitnessed: Option<u64>,
    /// The repository is evidence: nothing is written.
    pub read_only: bool,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Checks the whole book: every entry, signature, commitment, list, what was seen of it before, and the gallery where this
/// person holds its key.
///
/// # Errors
/// The refusal; where the book cannot be read at all. A tampered book is a verdict, not an error, and is not written to.
pub fn verify_book(desk: &Desk<'_>, ask: VerifyRequest) -> Result<AuditVerdict, OperationError> {
    let request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = match ask.read_only {
        true => desk.inspect(OperationKind::AuditVerify, &request)?,
        false => desk.visit(OperationKind::AuditVerify, &request)?,
    };
    let admitted = visit.admit::<AuditVerify>(&request)?;
    let now = visit.now();
    let checked = visit.book.verify()?;
    let anchors = ask.anchors.iter().map(|path| hold(&visit.book, path)).collect::<Result<Vec<_>, _>>()?;
    let mut verdict = verdict(&visit, &checked, &anchors, ask.max_unwitnessed)?;
    if matches!(verdict.verdict, "tampered" | "rolled-back") {
        return Ok(verdict);
    }
    if ask.read_only {
        let access = visit.book.examine(&admitted.permit)?;
        let damaged = look(&access, &mut verdict)?;
        tell_damaged(desk, &damaged);
        return Ok(verdict);
    }
    let intent = Intent { statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let made = look(&access, &mut verdict);
    let (access, damaged) = access.attempted(made, desk.clock.now())?;
    let record = serde_json::json!({
        "verdict": verdict.verdict, "findings": verdict.findings, "entries": checked.entries, "root": checked.root, "unfinished": checked.unfinished,
        "unwitnessed": verdict.unwitnessed, "damaged_runs": damaged,
    });
    let outcome = Outcome::done(record.to_string());
    let receipt = access.finish(outcome, desk.clock.now())?;
    verdict.entry = Some((&receipt).into());
    tell_damaged(desk, &damaged);
    Ok(verdict)
}

/// A damaged copy is no tampering, and nothing is lost with it; but a disk that damages one damages others.
fn tell_damaged(desk: &Desk<'_>, damaged: &[u64]) {
    if damaged.is_empty() {
        return;
    }
    let numbers: Vec<String> = damaged.iter().map(ToString::to_string).collect();
    desk.unlocker.tell(&format!(
        "The packed form of these runs of the gallery is damaged: {}. It only holds again what the references do, which are whole. \
         The next searches make it again; see to the disk.",
        numbers.join(", ")
    ));
}

/// The gallery and the probes against the book, and the last entries in words. Numbers of packed runs that are damaged.
fn look(access: &Access<'_, AuditVerify>, verdict: &mut AuditVerdict) -> Result<Vec<u64>, OperationError> {
    let damaged = Gallery::check(access)?;
    for ProbeFault { id, at, why } in check_probes(access)? {
        verdict.findings.push(format!("entry {}: {id}: {why}", Book::place_name(at)));
        verdict.verdict = "tampered";
    }
    let tail = access.entries(verdict.entries.saturating_sub(TAIL), TAIL)?;
    verdict.tail = tail.iter().map(|entry| words(access.standing(), entry)).collect();
    Ok(damaged)
}

fn verdict(
    visit: &Visit<'_>,
    checked: &Verdict,
    anchors: &[Held],
    max_unwitnessed: Option<u64>,
) -> Result<AuditVerdict, OperationError> {
    let (book, standing) = (&visit.book, visit.book.standing());
    let tail = book.unwitnessed()?;
    let seen = standing.seen();
    let mut held_by: Vec<String> = Vec::new();
    held_by.extend(book.remembered().map(|head| {
        let lost = book.lost_entries().map_or(0, |lost| head.size.saturating_sub(lost.held));
        let lost = if lost > 0 { format!(", of which a restore lost {lost}") } else { String::new() };
        format!("your own memory: {} entries of log {}{lost}", head.size, head.log)
    }));
    held_by.extend(seen.map(|head| format!("witnesses: {} entries of log {}", head.size, head.log)));
    held_by.extend(anchors.iter().filter(|held| held.fault.is_none()).map(|held| held.words.clone()));
    let mut findings: Vec<String> = checked.findings.iter().map(ToString::to_string).collect();
    findings.extend(anchors.iter().filter_map(|held| held.fault.as_ref()).map(|(_, why)| why.clone()));
    let exchanged = anchors.iter().any(|held| matches!(held.fault, Some((false, _))));
    let shorter = anchors.iter().any(|held| matches!(held.fault, Some((true, _))));
    let verdict = match () {
        () if !checked.findings.is_empty() || exchanged => "tampered",
        () if shorter => "rolled-back",
        () if max_unwitnessed.is_some_and(|most| tail.entries > most) => "unwitnessed",
        () if held_by.is_empty() => "unanchored",
        () => "intact",
    };
    let mut logs: Vec<LogChecked> = checked
        .closed
        .iter()
        .map(|closed| LogChecked { log: closed.log, entries: closed.entries, root: closed.root })
        .collect();
    logs.push(LogChecked { log: checked.log, entries: checked.entries, root: checked.root });
    Ok(AuditVerdict {
        program: visit.program_line(),
        verdict,
        entries: checked.entries,
        root: checked.root,
        logs,
        findings,
        unfinished: checked.unfinished.clone(),
        clock_steps: checked.clock_steps.clone(),
        witnessed: seen.map(|head| WitnessedHead { log: head.log, size: head.size, root: head.root, time: head.time }),
        unwitnessed: tail.entries,
        unwitnessed_since: tail.since.map(|since| format!("{since:.0}")),
        restores: book.restores().map(restore_words).collect(),
        held_by,
        tail: Vec::new(),
        entry: None,
    })
}

fn restore_words(restore: &Restore) -> String {
    let lost = restore.paper.lost();
    let lost =
        lost.map_or_else(|| "nothing known is lost".into(), |(from, to)| format!("entries {from} to {to} are lost"));
    let RestoreSigners { commander, witness } = restore.signers;
    format!(
        "log {} began at {:.0} by an order of {} and the witness {}; {lost}: {}",
        restore.log,
        restore.time,
        commander.short(),
        witness.short(),
        restore.paper.reason
    )
}

/// An old checkpoint, held against the book.
struct Held {
    words: String,
    /// Whether the book has fewer entries (or else other ones), and what is said of it.
    fault: Option<(bool, String)>,
}

/// Reads a checkpoint out of whatever holds one: an answer of a witness, a request to one, a proof.
fn checkpoint_in(bytes: &[u8]) -> Option<(Checkpoint, Note)> {
    if let Ok(note) = Note::parse(bytes)
        && let Ok(checkpoint) = Checkpoint::read(note.text())
    {
        return Some((checkpoint, note));
    }
    if let Ok(request) = AddCheckpoint::read(bytes) {
        return Some((request.checkpoint, request.note));
    }
    InclusionProof::read(bytes).ok().map(|proof| (proof.checkpoint, proof.note))
}

/// A checkpoint of this program that somebody kept, signed by its log or a witness: log, size and root.
///
/// # Errors
/// Where the file holds none, or it is of another program or signed by nobody who counts.
pub(super) fn checkpoint_of(standing: &Standing, path: &Path) -> Result<(u64, u64, Digest), OperationError> {
    let wrong = |why: &str| OperationError::Evidence { path: path.to_owned(), why: why.to_owned() };
    let bytes = files::read(path, 4 * note::MAX_BYTES as u64)?;
    let (checkpoint, note) = checkpoint_in(&bytes)
        .ok_or_else(|| wrong("it holds no checkpoint; give a witness's answer, a request to one, or a proof"))?;
    let origin: Origin = checkpoint.origin.parse().map_err(|_| wrong("it is of no frs log"))?;
    if origin.program != standing.founding().id {
        return Err(wrong("it is of another program"));
    }
    if !vouched(standing, &checkpoint, &note) {
        return Err(wrong("neither the log nor a witness of the floor signed it"));
    }
    Ok((origin.log, checkpoint.size, checkpoint.root))
}

fn hold(book: &Book, path: &Path) -> Result<Held, OperationError> {
    let (log, size, told) = checkpoint_of(book.standing(), path)?;
    let name = path.display();
    let words = format!("{name}: {size} entries of log {log}");
    let newest = book.logs().last().map_or(0, |extent| extent.log);
    let fault = match book.root_over(log, size) {
        Some(root) if root == told => None,
        Some(_) => Some((false, format!("its first {size} entries are not those of the checkpoint in {name}"))),
        // A restore, which two people signed, cut an older log; the book itself says so.
        None if log < newest => {
            let words = format!("{words}, of which a restore lost the last");
            return Ok(Held { words, fault: None });
        }
        None => Some((true, format!("it is shorter than the checkpoint in {name}, which covers {size} entries"))),
    };
    Ok(Held { words, fault })
}

fn vouched(standing: &Standing, checkpoint: &Checkpoint, note: &Note) -> bool {
    checkpoint.verify(note, standing.log_note_key(checkpoint).as_slice()).is_ok()
        || cosignatures(note, standing.witnesses()).is_ok_and(|by| !by.is_empty())
}
