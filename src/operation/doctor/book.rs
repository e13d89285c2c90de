//! The repository from inside: file, book, witness, clock, backups and authorization. Passes the gate; opens no face.

use jiff::{SignedDuration, Timestamp};

use crate::{
    audit::{Book, BookError, Health, Intent, Outcome},
    gate::RepositoryCheck,
    operation::{
        Desk, OperationError, Request, Visit,
        program_status::{DAYS, ends_of, words},
    },
    policy::{ModelsInUse, OperationKind},
    recognition::model_card,
    report::{Check, CheckFinding, Checkup, Level},
};

/// A clock may be so far behind the newest entry: two machines never agree wholly.
const CLOCK_SLACK: SignedDuration = SignedDuration::from_mins(5);
/// Older than this, a backup is no last night's.
const BACKUP_DAYS: i64 = 7;

/// Checks the repository from inside. A file that SQLite finds damaged is not written to, so that nothing of it is lost.
///
/// # Errors
/// The refusal; where the book cannot be opened: then that is the finding.
pub fn check_repository(desk: &Desk<'_>, thorough: bool) -> Result<Checkup, OperationError> {
    let request = Request::default();
    let mut visit = desk.visit(OperationKind::RepositoryCheck, &request)?;
    let admitted = visit.admit::<RepositoryCheck>(&request)?;
    let now = visit.now();
    let health = visit.book.health(thorough)?;
    let mut findings = database(&health, thorough);
    findings.extend(book(&visit, &health, now)?);
    findings.push(pinned(desk, &visit));
    findings.push(authorization_ends(&visit, now)?);
    if !health.damages.is_empty() {
        return Ok(Checkup { findings, entry: None });
    }
    let access = visit.book.begin(admitted.permit, Intent::default(), now)?;
    let found: Vec<_> =
        findings.iter().filter(|one| one.level >= Level::Warning).map(|one| one.check.as_str()).collect();
    let record = serde_json::json!({ "thorough": thorough, "found": found }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(Checkup { findings, entry: Some((&receipt).into()) })
}

fn database(health: &Health, thorough: bool) -> Vec<CheckFinding> {
    let how = if thorough { "every page and index" } else { "every page (indexes too: --thorough)" };
    let file = match health.damages.as_slice() {
        [] => CheckFinding::fine(Check::Database, format!("whole: {how}; the schema is that of this version")),
        [first, more @ ..] => CheckFinding::at(
            Level::Broken,
            Check::Database,
            format!("SQLite finds it damaged: {first} ({} more)", more.len()),
            "stop, keep the file as evidence, check the disk, and restore a backup (docs/backup.md)",
        ),
    };
    let sealed = match health.unsealed.as_slice() {
        [] => CheckFinding::fine(Check::Sealed, "what must be sealed is sealed"),
        found => {
            let columns: Vec<_> = found.iter().map(|(column, rows)| format!("{column} ({rows} rows)")).collect();
            let remedy =
                "stop, keep the file as evidence, and tell the auditor: frs audit verify says what was changed";
            CheckFinding::at(Level::Broken, Check::Sealed, format!("not sealed: {}", columns.join(", ")), remedy)
        }
    };
    vec![file, sealed]
}

fn book(visit: &Visit<'_>, health: &Health, now: Timestamp) -> Result<Vec<CheckFinding>, BookError> {
    let book = &visit.book;
    let entries: u64 = book.logs().iter().map(|extent| extent.size).sum();
    let whole = format!(
        "{entries} entries, each in its place since you and the witnesses saw it (all of them anew: frs audit verify)"
    );
    let known = match book.first_contact() {
        false => CheckFinding::fine(Check::Book, whole),
        true => CheckFinding::at(
            Level::Note,
            Check::Book,
            format!(
                "{entries} entries; you see this book for the first time here, so nothing says that it was not cut before"
            ),
            "compare size and root with somebody else's: frs audit verify",
        ),
    };
    Ok(vec![known, witness(book)?, clock(book, health, now), unfinished(book)?, backup(book, now)?])
}

fn witness(book: &Book) -> Result<CheckFinding, BookError> {
    let (tail, floor) = (book.unwitnessed()?, book.standing().floor());
    let seen = book.standing().witnessed().time().map_or("never".to_owned(), words);
    let most = u64::from(floor.unwitnessed_tail_entries);
    let says = format!("last seen by a witness: {seen}; {} of at most {most} entries since", tail.entries);
    Ok(match () {
        () if book.standing().witnesses().is_empty() => CheckFinding::at(
            Level::Warning,
            Check::Witness,
            "the floor names no witness: a holder of keys can rewrite the book unnoticed, and searching stops",
            "frs key show --witness of somebody outside, then frs paper request floor",
        ),
        () if tail.entries * 2 > most => {
            let remedy = "frs audit checkpoint, and let the witness answer (README, step 6)";
            CheckFinding::at(Level::Warning, Check::Witness, says, remedy)
        }
        () => CheckFinding::fine(Check::Witness, says),
    })
}

fn clock(book: &Book, health: &Health, now: Timestamp) -> CheckFinding {
    let cosigned = book.standing().witnessed().time();
    let newest = cosigned.map_or(health.newest, |time| time.max(health.newest));
    if now + CLOCK_SLACK < newest {
        let says = format!("it says {}, and the book was at {} already", words(now), words(newest));
        return CheckFinding::at(
            Level::Broken,
            Check::Clock,
            says,
            "set the machine's clock (timedatectl set-ntp true)",
        );
    }
    CheckFinding::fine(Check::Clock, format!("{}, after the newest entry and cosignature", words(now)))
}

fn unfinished(book: &Book) -> Result<CheckFinding, BookError> {
    let keys = book.key_state();
    let wipe = book.pending_wipe()?;
    Ok(match (keys.changing, wipe) {
        (true, _) => {
            let says = format!("a rekey to generation {} has not ended", keys.generation);
            CheckFinding::at(Level::Warning, Check::Unfinished, says, "frs program rekey")
        }
        (false, Some(wipe)) => {
            let says = "records were removed, and the files are not wiped of them yet";
            CheckFinding::at(Level::Warning, Check::Unfinished, says, wipe.operation.command())
        }
        (false, None) => CheckFinding::fine(Check::Unfinished, "nothing that was begun waits to be ended"),
    })
}

fn backup(book: &Book, now: Timestamp) -> Result<CheckFinding, BookError> {
    let remedy = "frs repository backup, every night (docs/backup.md)";
    let Some(newest) = book.backups()?.into_iter().map(|known| known.time).max() else {
        return Ok(CheckFinding::at(Level::Warning, Check::Backup, "the book knows of no backup", remedy));
    };
    let says = format!("the newest is of {}", words(newest));
    let old = newest + SignedDuration::from_hours(24 * BACKUP_DAYS) < now;
    Ok(if old {
        CheckFinding::at(Level::Warning, Check::Backup, says, remedy)
    } else {
        CheckFinding::fine(Check::Backup, says)
    })
}

fn pinned(desk: &Desk<'_>, visit: &Visit<'_>) -> CheckFinding {
    let floor = visit.book.standing().floor();
    let remedy = "frs model list; the floor names what counts: frs repository status --floor";
    let models = match desk.models_under(floor) {
        Ok(models) => models,
        Err(error) => return CheckFinding::at(Level::Broken, Check::ModelsPinned, error.to_string(), remedy),
    };
    let embedder = floor.allows_embedder(&models.embedder);
    let detector = models.detector.as_ref().is_some_and(|detector| floor.allows_detector(detector));
    let other: Vec<_> = [(embedder, "embedder"), (detector, "detector")]
        .into_iter()
        .filter(|(is, _)| !is)
        .map(|(_, name)| name)
        .collect();
    if other.is_empty() {
        return rates(desk, &models, floor.version);
    }
    let says = format!(
        "floor {} pins another {}: nothing can be enrolled or searched with these",
        floor.version,
        other.join(" and ")
    );
    CheckFinding::at(Level::Warning, Check::ModelsPinned, says, remedy)
}

/// Pinned models are in order; that searches tell no rates with them is to be known.
fn rates(desk: &Desk<'_>, models: &ModelsInUse, floor: u32) -> CheckFinding {
    let ModelsInUse { embedder, detector, .. } = models;
    let table = model_card(&desk.models, &embedder.name).ok().and_then(|(card, _)| card.calibration);
    let Some(detector) =
        detector.as_ref().filter(|found| table.is_some_and(|table| !table.is_of_detector(found.weights)))
    else {
        return CheckFinding::fine(Check::ModelsPinned, format!("they are those of floor {floor}"));
    };
    let says = format!(
        "they are those of floor {floor}; the rates of {} were measured with another detector than {}, and searches tell none",
        embedder.name, detector.name
    );
    CheckFinding::at(Level::Note, Check::ModelsPinned, says, "frs model calibrate, then a floor that pins the new card")
}

fn authorization_ends(visit: &Visit<'_>, now: Timestamp) -> Result<CheckFinding, OperationError> {
    let soon = ends_of(&visit.book, &[visit.book.person()], now)?;
    if soon.is_empty() {
        return Ok(CheckFinding::fine(Check::Ends, format!("nothing of yours ends within {DAYS} days")));
    }
    let words: Vec<_> = soon.iter().map(|end| format!("{} ends {}", end.what, end.at)).collect();
    let remedy = "frs paper request authorization, with the new training where that ends";
    Ok(CheckFinding::at(Level::Warning, Check::Ends, words.join("; "), remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_and_plain_rows_are_broken() {
        let newest = Timestamp::UNIX_EPOCH;
        let health = Health { damages: vec![], unsealed: vec![], newest };
        assert!(database(&health, true).iter().all(|one| one.level == Level::Fine));
        let (damages, unsealed) = (vec!["Page 7 is never used".to_owned()], vec![("probe.image".to_owned(), 2)]);
        let health = Health { damages, unsealed, newest };
        assert!(database(&health, false).iter().all(|one| one.level == Level::Broken && one.remedy.is_some()));
    }
}
