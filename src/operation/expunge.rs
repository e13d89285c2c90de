//! Remove for good what two people ordered: batch by batch, each with its entries, then the files themselves.

use std::collections::BTreeSet;

use super::{
    Desk, OperationError, PurposeSource, Request, Visit,
    due::{Scope, Terms, scope},
    json_of,
    rekey::residue_line,
};
use crate::{
    audit::{
        Access, BookError, HeldPurpose, HeldReference, Holdings, Intent, Outcome, OutcomeResult, Place, Receipt,
        Removed,
    },
    gate::{ExpungeOrderPaper, Kept, RepositoryExpunge},
    policy::{ExpungeFacts, OperationKind},
    report::{ExpungePlan, Expunged, ProgramLine, ResidueLine},
    repository::{self as room, Batch, SEGMENT, held_failures},
    store::{StoreError, Traces},
    vocabulary::{Digest, PurposeId},
};

/// Most records in one transaction; a purpose goes whole.
const BATCH: usize = 1_000;
/// Most runs of the gallery that one transaction changes: each is read, packed and written whole.
const RUNS: usize = 64;

/// How far an expunge is; asked of whoever wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpungeStep {
    /// The intent of a batch is durable.
    Begun,
    /// So many references and purposes are gone from the rows.
    Removed {
        /// References.
        references: usize,
        /// Purposes.
        purposes: usize,
    },
    /// The files are wiped and looked through.
    Wiped,
}

/// Shows what an order would remove, and removes nothing.
///
/// # Errors
/// The refusal; where the repository cannot be read.
pub fn plan_expunge(desk: &Desk<'_>, order: Digest, purpose: PurposeSource) -> Result<ExpungePlan, OperationError> {
    let (mut visit, mut request, work) = begin(desk, order, purpose)?;
    let program = visit.program_line();
    let access = open(&mut visit, &mut request, &work, true)?;
    let made = work.due_failures(&access);
    let (access, due) = access.attempted(made, desk.clock.now())?;
    let failures = due.len();
    let record = serde_json::json!({ "dry_run": true, "order": order }).to_string();
    let receipt = access.finish(Outcome::done(record), desk.clock.now())?;
    Ok(work.plan(program, failures, Some(&receipt)))
}

/// Carries an order out, or goes on with it. `confirm` is shown what would go and decides; `step` hears how far it is.
///
/// # Errors
/// The refusal; where `confirm` says no; where the repository cannot be read or written: the same command then goes on.
pub fn expunge(
    desk: &Desk<'_>,
    order: Digest,
    purpose: PurposeSource,
    confirm: &mut dyn FnMut(&ExpungePlan) -> Result<bool, OperationError>,
    step: &mut dyn FnMut(ExpungeStep),
) -> Result<Expunged, OperationError> {
    let (mut visit, mut request, mut work) = begin(desk, order, purpose)?;
    let (program, id) = (visit.program_line(), visit.book.program());
    let mut done = Removed::nothing(order);
    let mut due = None;
    let receipt = loop {
        let access = open(&mut visit, &mut request, &work, false)?;
        step(ExpungeStep::Begun);
        if due.is_none() {
            match work.first_look(&access, &program, confirm) {
                Ok(failures) => due = Some(failures),
                Err(error) => {
                    access.failed(&error.to_string(), desk.clock.now())?;
                    return Err(error);
                }
            }
        }
        let next = work.next(due.get_or_insert_default());
        let (receipt, removed) = access.close::<_, OperationError>(desk.clock.now(), |writing| {
            // A hold may have been accepted, or somebody suspended, while a person looked at what would go.
            if writing.papers_changed() {
                return Ok((Outcome::failed(&BookError::PapersChanged.to_string()), None));
            }
            let expunged = room::expunge(writing, id, &work.batch(&next))?;
            if !expunged.traces.is_empty() {
                writing.mark_wipe(&expunged.traces)?;
            }
            let record = json_of(&expunged.removed)?;
            let outcome = Outcome { result: OutcomeResult::Done, record, gallery: expunged.gallery };
            Ok((outcome, Some(expunged.removed)))
        })?;
        done.add(removed.ok_or(BookError::PapersChanged)?);
        step(ExpungeStep::Removed { references: done.references.len(), purposes: done.purposes.len() });
        if !next.left {
            break receipt;
        }
    };
    let (residue, not_wiped) = wipe(&mut visit, &request, desk)?;
    step(ExpungeStep::Wiped);
    Ok(report(program, &work, &done, (residue, not_wiped), &receipt))
}

fn report(
    program: ProgramLine,
    work: &Work,
    done: &Removed,
    (residue, not_wiped): (Option<ResidueLine>, Option<String>),
    receipt: &Receipt,
) -> Expunged {
    Expunged {
        program,
        order: work.order,
        went_on: work.goes_on,
        references: done.references.len() as u64,
        subjects: done.subjects.len() as u64,
        failures: done.failures,
        purposes: done.purposes.len() as u64,
        probes: done.probes.len() as u64,
        searches: done.searches.len() as u64,
        values: done.openings.len() as u64,
        left_out: done.left_out,
        absent: work.scope.absent.clone(),
        residue,
        not_wiped,
        entry: receipt.into(),
    }
}

/// An order, and what it reaches.
struct Work {
    order: Digest,
    /// `None` where it is carried out whole, and only the wiping is left.
    paper: Option<Kept<ExpungeOrderPaper>>,
    terms: Terms,
    holdings: Holdings,
    scope: Scope,
    /// Whether something of it was carried out before.
    goes_on: bool,
}

fn begin<'d>(
    desk: &Desk<'d>,
    order: Digest,
    purpose: PurposeSource,
) -> Result<(Visit<'d>, Request, Work), OperationError> {
    let mut request = Request { purpose, ..Request::default() };
    let visit = desk.visit_anew(OperationKind::RepositoryExpunge, &request)?;
    let (now, own) = (visit.gate_now(), visit.presented().person);
    let (book, standing) = (&visit.book, visit.book.standing());
    let (kept, terms) = (standing.kept(), Terms::new(standing.floor(), now));
    let accepted = kept.expunge_order(order);
    let holdings = book.holdings()?;
    let begun = holdings.carried_out.get(&order).copied();
    let complete = begun == Some(true);
    let paper = accepted.filter(|_| !complete).cloned();
    let mut scope = paper.as_ref().map(|paper| scope(paper, &holdings, kept, terms, now)).unwrap_or_default();
    // In the order of enrollment: so each run of the gallery is changed once, or twice where a batch ends in it.
    scope.references.sort_unstable_by_key(|held| held.place.position);
    let release = accepted.and_then(|accepted| accepted.paper.hold_release);
    request.expunge = Some(ExpungeFacts {
        signed_by_asker: accepted.map(|accepted| accepted.signers.iter().any(|one| standing.is_same_person(*one, own))),
        // Carried out, and the files not wiped yet: the same command goes on with that.
        carried_out: complete && book.pending_wipe()?.is_none(),
        release_missing: release.is_some_and(|release| !kept.is_hold_release(release)),
        held: scope.held.clone(),
        accounts: scope.accounts.clone(),
    });
    let work = Work { order, paper, terms, holdings, scope, goes_on: begun.is_some() };
    Ok((visit, request, work))
}

/// Asks the gate, anew for every batch: a suspension ends a running expunge. Then signs the intent.
fn open<'v>(
    visit: &'v mut Visit<'_>,
    request: &mut Request,
    work: &Work,
    dry_run: bool,
) -> Result<Access<'v, RepositoryExpunge>, OperationError> {
    let admitted = visit.admit::<RepositoryExpunge>(request)?;
    if !visit.book.holds_faces() {
        return Err(lacks_key());
    }
    if let (Some(purpose), Some(_)) = (&admitted.purpose, &admitted.statement) {
        request.purpose = PurposeSource::Cite(purpose.id);
    }
    let arguments = serde_json::json!({ "order": work.order, "dry_run": dry_run, "goes_on": work.goes_on }).to_string();
    let intent = Intent { arguments: Some(arguments), statement: admitted.statement, ..Intent::default() };
    let now = visit.now();
    Ok(visit.book.begin(admitted.permit, intent, now)?)
}

fn lacks_key() -> OperationError {
    BookError::LacksKey(
        "you do not hold the key of images and templates, which are to be removed: let a repository manager or the Commander \
         carry the order out",
    )
    .into()
}

/// What the next transaction takes out.
#[derive(Default)]
struct Next {
    references: Vec<HeldReference>,
    failures: Vec<[u8; 32]>,
    purposes: Vec<HeldPurpose>,
    naming: Vec<(Place, String)>,
    complete: bool,
    /// Whether a further transaction is needed.
    left: bool,
}

impl Work {
    /// Images that could not be enrolled and are due.
    fn due_failures(&self, access: &Access<'_, RepositoryExpunge>) -> Result<Vec<[u8; 32]>, OperationError> {
        let Some(before) = self.paper.as_ref().and_then(|order| order.paper.due_before) else { return Ok(Vec::new()) };
        let mut held = held_failures(access)?;
        held.retain(|failure| self.terms.ended(self.terms.of_failure(failure), Some(before)));
        Ok(held.into_iter().map(|failure| failure.index).collect())
    }

    /// What would go is shown, and somebody decides; what goes on was decided before.
    fn first_look(
        &self,
        access: &Access<'_, RepositoryExpunge>,
        program: &ProgramLine,
        confirm: &mut dyn FnMut(&ExpungePlan) -> Result<bool, OperationError>,
    ) -> Result<Vec<[u8; 32]>, OperationError> {
        let failures = self.due_failures(access)?;
        if self.goes_on || confirm(&self.plan(program.clone(), failures.len(), None))? {
            return Ok(failures);
        }
        Err(OperationError::Usage("not confirmed; nothing was removed".into()))
    }

    fn plan(&self, program: ProgramLine, failures: usize, receipt: Option<&Receipt>) -> ExpungePlan {
        let scope = &self.scope;
        ExpungePlan {
            program,
            order: self.order,
            authority: self.paper.as_ref().map(|order| order.paper.authority.clone()),
            references: scope.references.iter().map(|held| held.place.id).collect(),
            subjects: scope.subjects(&self.holdings).into_iter().collect(),
            failures: failures as u64,
            purposes: scope.purposes.iter().map(|held| held.id).collect(),
            probes: scope.purposes.iter().map(|held| held.probes.len() as u64).sum(),
            searches: scope.purposes.iter().map(|held| held.searches.len() as u64).sum(),
            corrected: scope.moved.clone(),
            later: scope.later.clone(),
            left_out: scope.left_out,
            absent: scope.absent.clone(),
            entry: receipt.map(Into::into),
        }
    }

    /// Takes as much out of the list of what is to go as one transaction holds.
    fn next(&mut self, failures: &mut Vec<[u8; 32]>) -> Next {
        let mut room = BATCH;
        let mut runs = BTreeSet::new();
        let fits = |held: &&HeldReference| {
            runs.insert(held.place.position / SEGMENT);
            runs.len() <= RUNS
        };
        let count = self.scope.references.iter().take(room).take_while(fits).count();
        let references: Vec<_> = take(&mut self.scope.references, count);
        room -= references.len();
        let failures_now = take(failures, room);
        room -= failures_now.len();
        let mut count = 0;
        for purpose in &self.scope.purposes {
            let records = purpose.probes.len() + purpose.searches.len() + purpose.entries.len() + purpose.answers.len();
            if records > room && room < BATCH {
                break;
            }
            room = room.saturating_sub(records.max(1));
            count += 1;
        }
        let purposes = take(&mut self.scope.purposes, count);
        let none = references.is_empty() && failures_now.is_empty() && purposes.is_empty();
        // An order that looks ahead is not used up by finding nothing.
        let waits = self.paper.as_ref().is_some_and(|order| order.paper.due_before.is_some());
        let left = !(self.scope.references.is_empty() && failures.is_empty() && self.scope.purposes.is_empty());
        let complete = !(left || none && waits && !self.goes_on);
        let naming = self.naming(&purposes, complete);
        Next { references, failures: failures_now, purposes, naming, complete, left }
    }

    /// Entries of others that name a case of which no purpose is left.
    fn naming(&mut self, purposes: &[HeldPurpose], complete: bool) -> Vec<(Place, String)> {
        let gone: BTreeSet<PurposeId> = purposes.iter().map(|purpose| purpose.id).collect();
        self.holdings.purposes.retain(|held| !gone.contains(&held.id));
        let mut cases: BTreeSet<String> = purposes.iter().flat_map(HeldPurpose::cases).map(str::to_owned).collect();
        if let (true, Some(order)) = (complete, &self.paper) {
            cases.extend(order.paper.cases.iter().cloned());
        }
        cases.retain(|case| !self.holdings.purposes.iter().any(|held| held.cases().any(|other| other == case)));
        let named = |case: &String| self.holdings.naming(case).map(|place| (place, case.clone())).collect::<Vec<_>>();
        cases.iter().flat_map(named).collect()
    }

    fn batch<'n>(&self, next: &'n Next) -> Batch<'n> {
        Batch {
            order: self.order,
            references: &next.references,
            failures: &next.failures,
            purposes: &next.purposes,
            naming: &next.naming,
            read: self.holdings.read,
            left_out: self.scope.left_out,
            complete: next.complete,
        }
    }
}

fn take<T>(from: &mut Vec<T>, most: usize) -> Vec<T> {
    from.drain(..most.min(from.len())).collect()
}

/// Wipes the files; where that cannot be done now, why not. The mark that it is to be done stays.
fn wipe(
    visit: &mut Visit<'_>,
    request: &Request,
    desk: &Desk<'_>,
) -> Result<(Option<ResidueLine>, Option<String>), OperationError> {
    let cited = visit.cited(&request.purpose)?;
    let (book, presented) = visit.parts();
    if book.pending_wipe()?.is_none() {
        return Ok((None, None));
    }
    match book.wipe(presented, cited, &Traces::default(), desk.clock.now()) {
        Ok(residue) => Ok((Some(residue_line(&residue)), None)),
        Err(BookError::Store(StoreError::Busy { path, .. })) => {
            Ok((None, Some(format!("{}: another command was at work all the while", path.display()))))
        }
        Err(BookError::Store(StoreError::Environment { path, detail })) => {
            Ok((None, Some(format!("{}: {detail}", path.display()))))
        }
        Err(error) => Err(error.into()),
    }
}
