//! Who may do what until when, what waits for somebody, what lapses: read from the papers and the book.

use jiff::{SignedDuration, Timestamp};

use super::{Desk, OperationError, PurposeSource, Request, Visit, purpose::sees_all};
use crate::{
    audit::{Book, Intent, Outcome},
    gate::{PersonStanding, PersonState, ProgramStatus, end_of},
    policy::OperationKind,
    report::{EndsLine, PendingLine, PersonLine, ProgramState},
    vocabulary::{PersonId, PurposeId, Role},
};

/// So many days ahead, and back for papers that were sent back.
pub(super) const DAYS: u32 = 30;

fn window() -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(DAYS))
}

/// To the second, as people read it.
pub(super) fn words(time: Timestamp) -> String {
    format!("{time:.0}")
}

/// The program's state.
///
/// # Errors
/// The refusal; where the book cannot be read.
pub fn program_state(desk: &Desk<'_>, purpose: PurposeSource) -> Result<ProgramState, OperationError> {
    let request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::ProgramStatus, &request)?;
    let admitted = visit.admit::<ProgramStatus>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let (pending, people, ends) = (pending(&visit.book, now)?, people(&visit.book, now)?, ends(&visit, now)?);
    let (tail, keys) = (visit.book.unwitnessed()?, visit.book.key_state());
    let intent = Intent { statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let standing = access.standing();
    let (commander, recovery) = (standing.root().person_id(), standing.recovery().person_id());
    let (floor, suspensions) = (standing.floor().version, standing.suspensions());
    let kept = standing.kept();
    let (successions, holds) = (kept.successions.len(), kept.holds_in_force(now).count());
    let log_key = standing.log_key().map(|key| key.to_string());
    let log_key_since = kept.log_keys.last().map(|paper| words(paper.accepted_at));
    let record =
        serde_json::json!({ "people": people.len(), "pending": pending.len(), "ends": ends.len() }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(ProgramState {
        program,
        commander,
        recovery,
        successions,
        floor,
        suspensions,
        generation: keys.generation,
        log_key,
        log_key_since,
        unwitnessed: tail.entries,
        holds,
        people,
        pending,
        days: DAYS,
        ends,
        entry: (&receipt).into(),
    })
}

fn people(book: &Book, now: Timestamp) -> Result<Vec<PersonLine>, OperationError> {
    let standing = book.standing();
    let line = |one: PersonStanding| -> Result<PersonLine, OperationError> {
        let commander = one.person == standing.root().person_id();
        let state = match (one.state, one.dates) {
            (PersonState::Retired, _) => "retired",
            (PersonState::Suspended, _) => "suspended",
            _ if commander => "acts",
            (_, None) => "not-authorized",
            (_, Some((from, _))) if now < from => "not-yet",
            (_, Some((_, until))) if now >= until => "ended",
            _ => "acts",
        };
        let mut roles = one.roles.clone();
        let designee = one.designation.filter(|(from, until)| *from <= now && now < *until);
        roles.extend(designee.map(|_| Role::Designee));
        let trained = one.roles.iter().any(|role| role.binds_training());
        let training = one.training.as_ref().filter(|_| trained);
        Ok(PersonLine {
            person: one.person,
            state,
            roles: roles.iter().map(|role| role.as_str().to_owned()).collect(),
            until: one.dates.map(|(_, until)| words(until)),
            training_until: training.map(|training| training.last_day(standing.floor().training_months).to_string()),
            designee_until: designee.map(|(_, until)| words(until)),
            suspensions: one.suspensions.iter().map(|suspension| suspension.number).collect(),
            last_act: book.last_use(one.person)?.map(words),
            on_call: standing.on_call(one.person, now),
            batch: one.batch,
            badge: one.badge,
        })
    };
    standing.persons().into_iter().map(line).collect()
}

pub(super) fn pending(book: &Book, now: Timestamp) -> Result<Vec<PendingLine>, OperationError> {
    let standing = book.standing();
    let (found, keys) = (book.pending(now - window(), now)?, book.key_state());
    let mut lines = Vec::new();
    let mut add = |what, says: String, remedy: &str| lines.push(PendingLine { what, says, remedy: remedy.to_owned() });
    let name = |person: PersonId| match standing.badge_of(person) {
        Some(badge) => format!("badge {badge} ({})", person.short()),
        None => person.short(),
    };
    if keys.changing {
        add("rekey", format!("A rekey to generation {} has not ended.", keys.generation), "frs program rekey");
    }
    if !found.may_keep_keys.is_empty() {
        let who: Vec<_> = found.may_keep_keys.iter().map(|person| name(*person)).collect();
        let says = format!(
            "Access of {} ended, and they may have kept generation {} of the data keys.",
            who.join(", "),
            keys.generation
        );
        add("rekey", says, "frs program rekey");
    }
    if found.log_key_due && !keys.changing && found.may_keep_keys.is_empty() {
        let says = "A designee exchanged the data keys; the key that signs checkpoints is still the one of before.";
        add("log-key", says.to_owned(), "the Commander: frs program rekey --log-key-only");
    }
    for (person, kind) in found.without_key {
        let says = format!("{} may open the {kind} and has no key for it.", name(person));
        add("key", says, "let somebody who has it accept the next paper, whichever it is: frs paper accept FILE");
    }
    for (place, time) in found.unsigned {
        let says = format!(
            "Entry {} of {}: a paper was refused because a second person had not signed it.",
            Book::place_name(place),
            words(time)
        );
        add("signature", says, "frs paper sign FILE by that person, then frs paper accept FILE");
    }
    for order in found.orders {
        let says = format!("The expunge order {order} is not carried out.");
        add("expunge-order", says, "frs repository expunge by somebody who did not sign it");
    }
    for paper in found.corrections {
        let says = format!("The correction {paper} is accepted and not entered.");
        add("correction", says, "frs repository correct --paper by a repository manager, designee or the Commander");
    }
    if let Some(wipe) = book.pending_wipe()? {
        let says = "Records were removed, and the files are not wiped of them yet.".to_owned();
        add("wipe", says, &wipe.operation.command());
    }
    if standing.suspensions_named() > standing.suspensions() {
        let says = format!(
            "Papers name suspension {}, and the book holds them up to {}.",
            standing.suspensions_named(),
            standing.suspensions()
        );
        add("suspension", says, "accept the missing one: frs paper accept FILE");
    }
    if standing.witnesses().is_empty() {
        let says = "No witness stands in the floor: what nobody outside has seen can be rewritten by a holder of keys.";
        add("witness", says.to_owned(), "frs key show --witness of the witness, then frs paper request floor");
    }
    Ok(lines)
}

/// What ends within the window, soonest first.
fn ends(visit: &Visit<'_>, now: Timestamp) -> Result<Vec<EndsLine>, OperationError> {
    let standing = visit.book.standing();
    let people: Vec<PersonId> = standing.persons().iter().map(|one| one.person).collect();
    let mut found = of_people(&visit.book, &people, now)?;
    for roster in &standing.kept().rosters {
        found.add("roster", Some(roster.paper.until), None, None);
    }
    for hold in standing.kept().holds_in_force(now) {
        found.add("hold", hold.paper.until, None, None);
    }
    let (own, all) = (standing.keys_of_person(visit.book.person()), sees_all(visit, now));
    for record in visit.book.purposes()? {
        if all || own.contains(&record.by) {
            let until = record.stated_at.checked_add(standing.floor().purpose_validity).ok();
            found.add("purpose", until, None, Some(record.id));
        }
    }
    Ok(found.sorted())
}

/// What of these people ends within the window, soonest first.
pub(super) fn ends_of(book: &Book, people: &[PersonId], now: Timestamp) -> Result<Vec<EndsLine>, OperationError> {
    Ok(of_people(book, people, now)?.sorted())
}

fn of_people(book: &Book, people: &[PersonId], now: Timestamp) -> Result<Ends, OperationError> {
    let (standing, mut found) = (book.standing(), Ends { now, lines: Vec::new() });
    let floor = standing.floor();
    let acts = |one: &PersonStanding| one.state == PersonState::Free && people.contains(&one.person);
    for one in standing.persons().iter().filter(|one| acts(one)) {
        found.add("authorization", one.dates.map(|(_, until)| until), Some(one), None);
        found.add("designation", one.designation.map(|(_, until)| until), Some(one), None);
        if one.roles.iter().any(|role| role.binds_training()) {
            let last = one.training.as_ref().map(|training| training.last_day(floor.training_months));
            found.add("training", last.and_then(end_of), Some(one), None);
            let used = book.last_use(one.person)?.max(one.accepted_at);
            let sleeps = used.map(|used| used + SignedDuration::from_hours(24 * i64::from(floor.unused_days)));
            found.add("unused", sleeps, Some(one), None);
        }
    }
    Ok(found)
}

/// What ends within the window, as it is found.
struct Ends {
    now: Timestamp,
    lines: Vec<(Timestamp, EndsLine)>,
}

impl Ends {
    fn add(
        &mut self,
        what: &'static str,
        at: Option<Timestamp>,
        of: Option<&PersonStanding>,
        purpose: Option<PurposeId>,
    ) {
        let Some(at) = at.filter(|at| self.now < *at && *at <= self.now + window()) else { return };
        let (person, badge) = (of.map(|one| one.person), of.and_then(|one| one.badge.clone()));
        self.lines.push((at, EndsLine { what, at: words(at), person, badge, purpose }));
    }

    fn sorted(mut self) -> Vec<EndsLine> {
        self.lines.sort_by(|(one, a), (other, b)| (one, a.what).cmp(&(other, b.what)));
        self.lines.into_iter().map(|(_, line)| line).collect()
    }
}
