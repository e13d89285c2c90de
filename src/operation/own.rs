//! Who am I, what may I do, what waits for me: one screen, read from the papers and the last months of the book.

use jiff::{SignedDuration, Timestamp};

use super::{
    Desk, OperationError, PurposeSource, Request, Visit,
    program_status::{DAYS, ends_of, pending, words},
    share, verification,
};
use crate::{
    audit::{Book, Intent, Outcome, PurposeRecord, Recent},
    gate::{PersonStanding, Status},
    policy::{OPERATIONS, OperationKind},
    report::{HandedLine, OwnPurpose, OwnStatus, TailLine, WaitingLine},
    vocabulary::Role,
};

/// So many days back it looks for work that waits: longer than any deadline of the order.
const LOOK_BACK_DAYS: i64 = 90;

/// The standing and the work of whoever asks.
///
/// # Errors
/// The refusal; where the book cannot be read.
pub fn own_status(desk: &Desk<'_>) -> Result<OwnStatus, OperationError> {
    let request = Request { purpose: PurposeSource::Nothing, ..Request::default() };
    let mut visit = desk.visit(OperationKind::Status, &request)?;
    let admitted = visit.admit::<Status>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let (own, roles) = (visit.book.person(), roles(&visit, now));
    let since = now - SignedDuration::from_hours(24 * LOOK_BACK_DAYS);
    let is = |kind| kind == OperationKind::Search || verification::is_of_list(kind) || share::is_of_share(kind);
    let recent = visit.book.recent(since, |operation| operation.parse().is_ok_and(is))?;
    let waits = waits(&visit, &recent, &roles, now)?;
    let (tail, purposes) = (tail(&visit)?, purposes(&visit, &recent, now)?);
    let ends = ends_of(&visit.book, &[own], now)?;
    let badge = visit.presented().authorization().map(|held| held.badge.clone());
    let standing = visit.book.standing();
    let person = standing.persons().into_iter().find(|one| one.person == own);
    let until = person.as_ref().and_then(|one| one.dates).map(|(_, until)| words(until));
    let training_until = person.as_ref().and_then(|one| trained(one, standing.floor().training_months));
    let on_call = standing.on_call(own, now);
    let access = visit.book.begin(admitted.permit, Intent::default(), now)?;
    let record = serde_json::json!({ "waits": waits.len(), "ends": ends.len() }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(OwnStatus {
        program,
        person: own,
        badge,
        roles: roles.iter().map(|role| role.as_str().to_owned()).collect(),
        may: commands(&roles),
        until,
        training_until,
        on_call,
        purposes,
        waits,
        days: DAYS,
        ends,
        unwitnessed: tail,
        entry: (&receipt).into(),
    })
}

/// The roles in which somebody may act now, offices among them.
fn roles(visit: &Visit<'_>, now: Timestamp) -> Vec<Role> {
    let held = visit.presented().authorization().map(|held| held.roles_at(now)).unwrap_or_default();
    Role::ALL.iter().copied().filter(|role| held.contains(role)).collect()
}

/// What these roles may do, as it is typed.
fn commands(roles: &[Role]) -> Vec<String> {
    let may = OPERATIONS.iter().filter(|operation| operation.roles.iter().any(|role| roles.contains(role)));
    may.map(|operation| operation.kind.command()).collect()
}

fn trained(one: &PersonStanding, months: u32) -> Option<String> {
    let bound = one.roles.iter().any(|role| role.binds_training());
    one.training.as_ref().filter(|_| bound).map(|training| training.last_day(months).to_string())
}

/// Purposes in force, of those that were stated lately.
fn purposes(visit: &Visit<'_>, recent: &Recent, now: Timestamp) -> Result<Vec<OwnPurpose>, OperationError> {
    let floor = visit.book.standing().floor();
    let mut open = Vec::new();
    for (id, stated) in &recent.stated {
        let Some(until) = stated.checked_add(floor.purpose_validity).ok().filter(|until| now < *until) else {
            continue;
        };
        // What was expunged carries nothing any more.
        let record = visit.book.purpose(*id)?.filter(|record| record.statement.kind().searches_for_a_person());
        open.extend(record.map(|record| (record, until)));
    }
    let Some((first, _)) = open.first() else { return Ok(Vec::new()) };
    let used = visit.book.probes_by_purpose(first.at)?;
    let line = |(record, until): (PurposeRecord, Timestamp)| OwnPurpose {
        purpose: record.id,
        kind: record.statement.kind().to_string(),
        case: record.case().map(str::to_owned),
        until: words(until),
        probes_left: u64::from(floor.purpose_probes).saturating_sub(used.get(&record.id).copied().unwrap_or(0)),
    };
    Ok(open.into_iter().map(line).collect())
}

fn tail(visit: &Visit<'_>) -> Result<TailLine, OperationError> {
    let (tail, floor) = (visit.book.unwitnessed()?, visit.book.standing().floor());
    let days = SignedDuration::from_hours(24 * i64::from(floor.unwitnessed_tail_days));
    let stops = tail.since.and_then(|since| since.checked_add(days).ok());
    Ok(TailLine {
        entries: tail.entries,
        most: u64::from(floor.unwitnessed_tail_entries),
        since: tail.since.map(words),
        searching_stops: stops.map(words),
    })
}

/// What waits: what is overdue first, then by its day, then what has none.
fn waits(
    visit: &Visit<'_>,
    recent: &Recent,
    roles: &[Role],
    now: Timestamp,
) -> Result<Vec<WaitingLine>, OperationError> {
    let own = visit.book.standing().keys_of_person(visit.book.person());
    let mut lines = verification::waits(visit, &recent.acts, now)?;
    let handed_over = share::handed(visit, &recent.acts).into_iter().filter(|(by, _)| own.contains(by));
    lines.extend(handed_over.filter_map(|(_, line)| handed(&line)));
    for (place, operation, time) in &recent.unanswered {
        let says = format!(
            "entry {} ({operation}, {}) has no outcome: the command runs still, or was stopped",
            Book::place_name(*place),
            words(*time)
        );
        lines.push(line("unfinished", says, "run it again, if it was yours and was stopped"));
    }
    let keeps =
        |role: &Role| matches!(role, Role::Commander | Role::Designee | Role::RepositoryManager | Role::Auditor);
    if roles.iter().any(keeps) {
        let pending = pending(&visit.book, now)?;
        lines.extend(pending.into_iter().map(|one| line(one.what, one.says, &one.remedy)));
    }
    let (tail, floor) = (visit.book.unwitnessed()?, visit.book.standing().floor());
    if tail.entries * 2 > u64::from(floor.unwitnessed_tail_entries) {
        let says = format!(
            "{} entries wait for a witness; searching stops after {}",
            tail.entries, floor.unwitnessed_tail_entries
        );
        lines.push(line("witness", says, "frs audit checkpoint --purpose oversight --reason \"weekly checkpoint\""));
    }
    lines.sort_by_key(|line| (!line.overdue, line.due.is_none(), line.due.clone()));
    Ok(lines)
}

fn line(what: &'static str, says: String, remedy: &str) -> WaitingLine {
    WaitingLine { what, says, case: None, search: None, due: None, overdue: false, remedy: remedy.to_owned() }
}

/// What is not done with something that somebody handed over.
fn handed(told: &HandedLine) -> Option<WaitingLine> {
    let (what, says, remedy) = match (told.what, told.state) {
        ("share", "recorded, not signed") => (
            "countersignature",
            "an approval that was recorded by word is not signed",
            "the approver signs the draft that lay beside the share: frs paper sign, then frs paper accept",
        ),
        ("request", "waits for the decision") => (
            "release-decision",
            "a release waits for the release authority",
            "they open and sign the packet; then frs paper accept",
        ),
        ("request", "approved, not released") => ("release", "a release is approved and not made", "frs share release"),
        ("release", "no receipt yet") => ("receipt", "a release has no receipt yet", "frs share receipt"),
        _ => return None,
    };
    let says = format!("{says} (entry {}, {} items for {})", told.at, told.items, told.recipient);
    Some(WaitingLine { due: told.due.clone(), overdue: told.overdue, ..line(what, says, remedy) })
}
