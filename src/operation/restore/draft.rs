//! The draft: what the backup holds, what anybody at hand knows beyond it, and so what is lost.

use std::path::{Path, PathBuf};

use super::{digest_of, enter, evidence, of_other_program, order_facts, words_of};
use crate::{
    audit::{Book, Head, StandingBook, StandingThere},
    gate::{KnownHead, RepositoryRestore, RestoreDraft, RestorePaper, TypedPaper},
    operation::{Desk, OperationError, PurposeSource, paper, verify::checkpoint_of},
    report::{KnownHeadLine, RestoreDrafted, StandingLine},
    vocabulary::{PurposeDraft, PurposeField},
};

/// What a draft is asked.
#[derive(Debug, Clone, Default)]
pub struct RestoreDraftRequest {
    /// The backup.
    pub from: PathBuf,
    /// Where the draft of the order goes.
    pub draft: PathBuf,
    /// Files that hold a checkpoint which somebody kept: a witness's answer, a request to one, a proof.
    pub anchors: Vec<PathBuf>,
    /// The highest suspension that anybody knows.
    pub suspensions: Option<u64>,
    /// The purpose; its reason becomes the order's.
    pub purpose: PurposeSource,
}

/// A head, and who knows it.
struct Known {
    head: KnownHead,
    by: String,
}

/// Checks the backup, gathers what is known beyond it, and writes the order for the Commander and a witness to sign.
/// Nothing else is written.
///
/// # Errors
/// The refusal; where the backup does not hold, or what is known contradicts itself; where the draft is there already.
pub fn draft_restore(desk: &Desk<'_>, ask: RestoreDraftRequest) -> Result<RestoreDrafted, OperationError> {
    let reason = reason_of(&ask.purpose);
    let (mut visit, mut request) = enter(desk, &ask.from, ask.purpose)?;
    request.paper = Some(order_facts(&visit, None)?);
    visit.admit::<RepositoryRestore>(&request)?;
    let reason = reason.ok_or_else(|| {
        OperationError::Usage("say what happened to the repository: --purpose administration --reason TEXT".to_owned())
    })?;
    let backup = digest_of(&ask.from)?;
    check_whole(&visit.book, &ask.from)?;
    let held = known_head(visit.book.head());
    let there = visit.book.look_at(&desk.repository);
    let mut known = vec![];
    known.extend(visit.book.remembered().map(|head| Known { head: known_head(head), by: "your own memory".into() }));
    known.extend(of_standing(&there, desk)?);
    for anchor in &ask.anchors {
        let (log, size, root) = checkpoint_of(visit.book.standing(), anchor)?;
        known.push(Known { head: KnownHead { log, size, root }, by: anchor.display().to_string() });
    }
    let newest = newest(&visit.book, held, &known)?;
    let standing = visit.book.standing();
    let held_suspensions = standing.suspensions().max(standing.suspensions_named());
    let there_suspensions = readable(&there).map_or(0, |there| there.suspensions);
    let suspensions_known = held_suspensions.max(there_suspensions).max(ask.suspensions.unwrap_or(0));
    let terms = RestoreDraft { backup, held, newest, suspensions_known, reason };
    let order = RestorePaper::draft(standing.founding().id, &terms)
        .map_err(|error| OperationError::Paper { path: ask.draft.clone(), error })?;
    visit.book.check_untouched()?;
    let written = paper::write(&ask.draft, &TypedPaper::Restore(order.clone()))?;
    Ok(RestoreDrafted {
        program: visit.program_line(),
        file: ask.draft.display().to_string(),
        digest: written.digest,
        backup,
        log: held.log,
        size: held.size,
        root: held.root,
        last_entry: format!("{:.0}", visit.book.last_entry()?),
        opens: order.opens(),
        known: known.iter().map(line).collect(),
        newest: newest.map(|head| head.to_string()),
        lost: order.lost().map(|(from, to)| [from.to_string(), to.to_string()]),
        suspensions_held: standing.suspensions(),
        suspensions_known,
        witnesses: standing.witnesses().iter().map(|witness| witness.name().to_owned()).collect(),
        there: standing_line(&there),
    })
}

/// The reason that is stated with the command.
fn reason_of(purpose: &PurposeSource) -> Option<String> {
    let told = |draft: &PurposeDraft| draft.get(PurposeField::Reason).map(|reason| reason.trim().to_owned());
    match purpose {
        PurposeSource::State(draft) => told(draft).filter(|reason| !reason.is_empty()),
        _ => None,
    }
}

pub(super) fn known_head(head: Head) -> KnownHead {
    KnownHead { log: head.log, size: head.size, root: head.root }
}

/// The whole check of `frs audit verify`; a backup in which something is wrong is none.
pub(super) fn check_whole(book: &Book, file: &Path) -> Result<(), OperationError> {
    match book.verify()?.findings.first() {
        None => Ok(()),
        Some(finding) => Err(evidence(file, finding)),
    }
}

pub(super) fn readable(there: &StandingThere) -> Option<&StandingBook> {
    match there {
        StandingThere::Readable(there) => Some(there),
        _ => None,
    }
}

fn of_standing(there: &StandingThere, desk: &Desk<'_>) -> Result<Option<Known>, OperationError> {
    let place = desk.repository.display();
    match there {
        StandingThere::OtherProgram(fingerprint) => Err(of_other_program(desk, fingerprint)),
        StandingThere::Readable(there) => {
            Ok(Some(Known { head: known_head(there.head), by: format!("the repository at {place}") }))
        }
        StandingThere::Nothing | StandingThere::Unreadable(_) => Ok(None),
    }
}

/// The newest of what is known, where it is more than the backup holds. What lies within the backup must be the same there.
fn newest(book: &Book, held: KnownHead, known: &[Known]) -> Result<Option<KnownHead>, OperationError> {
    let mut newest: Option<&Known> = None;
    for one in known {
        let head = one.head;
        if book.root_over(head.log, head.size).is_some_and(|root| root != head.root) {
            return Err(OperationError::Integrity(format!(
                "the backup's first {} are not those that {} knows: they are two histories",
                words_of(&head),
                one.by
            )));
        }
        if let Some(best) = newest
            && (best.head.log, best.head.size) == (head.log, head.size)
            && best.head.root != head.root
        {
            return Err(OperationError::Integrity(format!(
                "{} and {} know different entries under {}: one of them is of another history",
                best.by,
                one.by,
                words_of(&head)
            )));
        }
        let place = (head.log, head.size);
        if place > (held.log, held.size) && newest.is_none_or(|best| place > (best.head.log, best.head.size)) {
            newest = Some(one);
        }
    }
    Ok(newest.map(|known| known.head))
}

fn line(known: &Known) -> KnownHeadLine {
    let KnownHead { log, size, root } = known.head;
    KnownHeadLine { by: known.by.clone(), log, size, root }
}

pub(super) fn standing_line(there: &StandingThere) -> StandingLine {
    let nothing = StandingLine { state: "nothing", why: None, papers_since: 0, removals_since: 0, findings: vec![] };
    match there {
        StandingThere::Nothing => nothing,
        StandingThere::OtherProgram(fingerprint) => {
            StandingLine { state: "other-program", why: Some(fingerprint.clone()), ..nothing }
        }
        StandingThere::Unreadable(why) => StandingLine { state: "unreadable", why: Some(why.clone()), ..nothing },
        StandingThere::Readable(there) => StandingLine {
            state: if there.extends { "goes-on" } else { "other-history" },
            papers_since: there.papers_since,
            removals_since: there.removals_since,
            findings: there.findings.clone(),
            ..nothing
        },
    }
}
