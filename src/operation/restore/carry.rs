//! Carrying out a signed order: the backup is copied beside the repository, the next log is begun in the copy, the copy is
//! checked whole, and takes the place. Until that moment the old repository stands as it was.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use super::{
    digest_of,
    draft::{check_whole, known_head, readable},
    enter, evidence, of_other_program, order_facts,
    place::Place,
    words_of,
};
use crate::{
    audit::{Book, Intent, Receipt, StandingThere},
    gate::{KnownHead, RepositoryRestore, RestorePaper, TypedPaper},
    operation::{Admitted, Desk, OperationError, PurposeSource, Visit, desk::head_memory, files, paper},
    report::Restored,
    seal::{Hasher, Secrets, create_private, sync_name},
    store::DATABASE_FILE,
    vocabulary::Digest,
};

/// What a restore is asked.
#[derive(Debug, Clone, Default)]
pub struct RestoreRequest {
    /// The backup.
    pub from: PathBuf,
    /// The order, signed.
    pub paper: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// How far a restore is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestoreStep {
    /// Order and backup agree, and nothing contradicts them.
    Judged,
    /// The backup is copied.
    Copied,
    /// The next log begins in the copy, which is checked.
    Begun,
    /// The copy stands in the repository's place.
    Placed,
    /// This user's memory knows of it.
    Remembered,
}

/// Lets the backup take the repository's place, as the order says. `step` hears how far it is. Where an earlier run of the
/// same order was ended after that, what it left to do is done.
///
/// # Errors
/// The refusal; where the order is not about this file, more is known than it tells, or there is no room. Then the old
/// repository stands as it was.
pub fn restore_repository(
    desk: &Desk<'_>,
    ask: RestoreRequest,
    step: &mut dyn FnMut(RestoreStep),
) -> Result<Restored, OperationError> {
    let (mut visit, mut request) = enter(desk, &ask.from, ask.purpose)?;
    let order = match paper::read(&ask.paper)? {
        TypedPaper::Restore(order) => order,
        other => {
            let why = format!("{}: this is a paper of kind {}, no order to restore", ask.paper.display(), other.kind());
            return Err(OperationError::Usage(why));
        }
    };
    request.paper = Some(order_facts(&visit, Some((&ask.paper, &order)))?);
    let admitted = visit.admit::<RepositoryRestore>(&request)?;
    check_file(&visit.book, &ask.from, &order)?;
    let place = Place::of(&desk.repository)?;
    let there = visit.book.look_at(place.target());
    let begun_before = readable(&there).is_some_and(|there| there.begun_by == Some(order.paper().digest()));
    if !begun_before {
        check_seen(&visit.book, &order)?;
    }
    let mut aside = place.tidy(desk.clock.now())?;
    if !begun_before {
        check_there(&there, &order, desk)?;
    }
    step(RestoreStep::Judged);
    let program = visit.program_line();
    let secrets = if begun_before {
        visit.book.close()
    } else {
        let (secrets, replaced) = put_in_place(desk, visit, admitted, &ask.from, &order, &place, step)?;
        aside = replaced.or(aside);
        secrets
    };
    let receipt = take_up(desk, secrets, &order, place.target())?;
    step(RestoreStep::Remembered);
    Ok(Restored {
        program,
        repository: place.target().display().to_string(),
        backup: order.backup,
        order: order.paper().digest(),
        log: order.opens(),
        held_log: order.log,
        held_size: order.size,
        lost: order.lost().map(|(from, to)| [from.to_string(), to.to_string()]),
        suspensions_known: order.suspensions_known,
        went_on: begun_before,
        replaced: aside.map(|aside| aside.display().to_string()),
        entry: (&receipt).into(),
    })
}

/// The order is about this file.
fn check_file(book: &Book, from: &Path, order: &RestorePaper) -> Result<(), OperationError> {
    let (held, found) = (known_head(book.head()), digest_of(from)?);
    if found != order.backup {
        let why = format!("its SHA-256 is {found}, and the order is about {}", order.backup);
        return Err(evidence(from, why));
    }
    if (held.log, held.size, held.root) != (order.log, order.size, order.root) {
        let why =
            format!("it holds {}, and the order says {} entries of log {}", words_of(&held), order.size, order.log);
        return Err(evidence(from, why));
    }
    let standing = book.standing();
    if order.suspensions_known < standing.suspensions() {
        let why = format!("the backup knows of suspension {} itself", standing.suspensions());
        return Err(evidence(from, why));
    }
    Ok(())
}

/// This user has not seen more than the order tells.
fn check_seen(book: &Book, order: &RestorePaper) -> Result<(), OperationError> {
    let known = order.newest.unwrap_or(KnownHead { log: order.log, size: order.size, root: order.root });
    match book.remembered().map(known_head) {
        Some(seen) if (seen.log, seen.size) > (known.log, known.size) => Err(OperationError::Usage(format!(
            "you have seen {} yourself, and the order knows only {}: more would be lost than it tells. Draft the order anew",
            words_of(&seen),
            words_of(&known)
        ))),
        Some(seen) if (seen.log, seen.size) == (known.log, known.size) && seen.root != known.root => {
            Err(OperationError::Integrity(format!(
                "you have seen other entries than the order names under {}: they are two histories",
                words_of(&seen)
            )))
        }
        _ => Ok(()),
    }
}

/// What stands at the place may be put aside.
fn check_there(there: &StandingThere, order: &RestorePaper, desk: &Desk<'_>) -> Result<(), OperationError> {
    let place = desk.repository.display();
    let known = order.newest.map_or((order.log, order.size), |newest| (newest.log, newest.size));
    match there {
        StandingThere::OtherProgram(fingerprint) => Err(of_other_program(desk, fingerprint)),
        StandingThere::Readable(there) if (there.head.log, there.head.size) > known => {
            Err(OperationError::Usage(format!(
                "{place}: the repository there has {}, and the order knows only {} entries of log {}: more would be lost \
                 than it tells. Let nobody work with it, and draft the order anew",
                there.head.extent(),
                known.1,
                known.0
            )))
        }
        _ => Ok(()),
    }
}

/// Copies, begins the next log, checks, and puts it in its place; where the old one is now.
fn put_in_place(
    desk: &Desk<'_>,
    visit: Visit<'_>,
    admitted: Admitted<RepositoryRestore>,
    from: &Path,
    order: &RestorePaper,
    place: &Place,
    step: &mut dyn FnMut(RestoreStep),
) -> Result<(Secrets, Option<PathBuf>), OperationError> {
    let secrets = visit.book.close();
    let at_work = place.begin()?;
    let made = copy(from, place.staging(), order.backup)
        .and_then(|()| {
            step(RestoreStep::Copied);
            begin_log(desk, secrets, admitted, order, place.staging())
        })
        .and_then(|secrets| {
            step(RestoreStep::Begun);
            Ok((secrets, place.exchange(desk.clock.now())?))
        })
        // What was exchanged already is no longer there.
        .inspect_err(|_| place.abandon());
    drop(at_work);
    if made.is_ok() {
        step(RestoreStep::Placed);
    }
    made
}

/// The file, byte for byte: what is checked from here on is what will stand there.
fn copy(from: &Path, staging: &Path, wanted: Digest) -> Result<(), OperationError> {
    let to = staging.join(DATABASE_FILE);
    let mut source =
        files::open_regular(from).map_err(|e| OperationError::file(from, format!("cannot be read ({e})")))?;
    let mut copied = || -> io::Result<Digest> {
        let mut copy = Hashed { file: create_private(&to)?, hasher: Hasher::new() };
        io::copy(&mut source, &mut copy)?;
        copy.file.sync_all()?;
        sync_name(&to)?;
        Ok(copy.hasher.finish())
    };
    let found = copied().map_err(|e| {
        OperationError::file(
            &to,
            format!("cannot be written ({e}); the repository stands as it was, and no copy was left"),
        )
    })?;
    if found == wanted { Ok(()) } else { Err(evidence(from, "it changed while it was read")) }
}

struct Hashed {
    file: File,
    hasher: Hasher,
}

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Begins the next log in the copy, checks the whole, and closes it durably.
fn begin_log(
    desk: &Desk<'_>,
    secrets: Secrets,
    admitted: Admitted<RepositoryRestore>,
    order: &RestorePaper,
    staging: &Path,
) -> Result<Secrets, OperationError> {
    let mut book = Book::open_staged(staging, secrets, head_memory(&desk.home))?;
    let arguments = serde_json::json!({ "backup": order.backup, "log": order.log, "size": order.size });
    let intent = Intent { arguments: Some(arguments.to_string()), statement: admitted.statement, ..Intent::default() };
    book.begin_restored(&admitted.permit, order, intent, desk.clock.now())?;
    check_whole(&book, staging)?;
    book.settle_file()?;
    Ok(book.close())
}

/// Opens what stands there now as any command does, and remembers its head.
fn take_up(desk: &Desk<'_>, secrets: Secrets, order: &RestorePaper, target: &Path) -> Result<Receipt, OperationError> {
    let mut book = Book::open(target, secrets, head_memory(&desk.home))?;
    let receipt = book.restored_by(order)?.ok_or_else(|| {
        OperationError::Integrity(format!("{}: another repository was put there meanwhile", target.display()))
    })?;
    book.remember_restored()?;
    Ok(receipt)
}
