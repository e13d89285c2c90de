//! What ends the matter of one candidate: a difference resolved, an independent source recorded, an outcome.

use serde_json::json;

use super::{
    admit, admit_form, finish, intent,
    matter::Matter,
    papers::{OutcomeFile, Resolution, ResolutionFile, SourceFile},
    status::badges,
    told::{DispositionTold, OutcomeTold, ResolveTold, SourceTold},
};
use crate::{
    gate::{Operation, VerifyOutcome, VerifyResolve, VerifySource},
    operation::{Desk, OperationError, PurposeSource, Request, json_of},
    policy::{LEAD_NOTICE, OperationKind, VerificationFacts},
    report::CandidateSettled,
    vocabulary::{PersonId, ResolvedBy},
};

/// What a command that fills in a form was asked.
pub struct FormRequest<'r, F> {
    /// The search.
    pub search: String,
    /// The candidate, by its place in the list.
    pub candidate: u32,
    /// Gives the answers; called once the gate has let the person in.
    pub form: &'r dyn Fn() -> Result<F, OperationError>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Records how a difference between two examiners was resolved; both records stay.
///
/// # Errors
/// The refusal, also of a form that is not whole; where it cannot be written.
pub fn resolve_conflict(
    desk: &Desk<'_>,
    ask: &FormRequest<'_, ResolutionFile>,
) -> Result<CandidateSettled, OperationError> {
    let asked = (OperationKind::VerifyResolve, "resolved");
    let judged = |facts: &mut VerificationFacts, resolution: &Resolution| {
        facts.third = Some(resolution.by == ResolvedBy::ThirdExaminer);
    };
    settle::<VerifyResolve, _, _>(desk, ask, asked, ResolutionFile::complete, judged, |matter, person, resolution| {
        let rank = ask.candidate;
        let difference = matter.difference(rank, Some((person, &resolution)));
        let stands = difference.as_ref().and_then(|one| one.stands);
        let dispositions = stands.map(|disposition| DispositionTold { rank, disposition }).into_iter().collect();
        let says = format!("{}, by {}: {}", resolution.stands, resolution.by, resolution.because);
        let told = ResolveTold { search: matter.search, rank: Some(rank), dispositions, resolution };
        let waits_for = difference.map(|one| one.waits_for).unwrap_or_default();
        json_of(&told).map(|record| Settled { record, says, waits_for })
    })
}

/// What is written, and what is said of it.
struct Settled {
    record: String,
    says: String,
    waits_for: Vec<PersonId>,
}

impl Settled {
    fn told(record: String, says: String) -> Self {
        Self { record, says, waits_for: Vec::new() }
    }
}

/// Records one source outside face recognition.
///
/// # Errors
/// As [`resolve_conflict`].
pub fn record_source(desk: &Desk<'_>, ask: &FormRequest<'_, SourceFile>) -> Result<CandidateSettled, OperationError> {
    let now = desk.clock.now();
    let asked = (OperationKind::VerifySource, "source");
    settle::<VerifySource, _, _>(
        desk,
        ask,
        asked,
        |form| form.complete(now),
        |_, _| {},
        |matter, _, source| {
            let says = format!("{} {} {}", source.kind, source.reference, source.result);
            let reference = matter.candidate(ask.candidate)?.reference;
            let told = SourceTold { search: matter.search, rank: ask.candidate, reference, source };
            json_of(&told).map(|record| Settled::told(record, says))
        },
    )
}

/// Records what the sources lead to.
///
/// # Errors
/// As [`resolve_conflict`].
pub fn record_outcome(desk: &Desk<'_>, ask: &FormRequest<'_, OutcomeFile>) -> Result<CandidateSettled, OperationError> {
    let asked = (OperationKind::VerifyOutcome, "outcome");
    let judged = |facts: &mut VerificationFacts, verified: &super::papers::Verified| {
        facts.sources.result = Some(verified.result);
        facts.sources.despite = verified.despite.is_some();
    };
    settle::<VerifyOutcome, _, _>(desk, ask, asked, OutcomeFile::complete, judged, |matter, _, verified| {
        let mut kinds: Vec<_> = matter.sources(ask.candidate).map(|told| told.source.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let source = kinds.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let says = if source.is_empty() {
            format!("{}; no source is on record", verified.result)
        } else {
            format!("{}, by {source}", verified.result)
        };
        let told = OutcomeTold {
            search: matter.search,
            rank: ask.candidate,
            reference: matter.candidate(ask.candidate)?.reference,
            source,
            result: verified.result,
            verified,
        };
        json_of(&told).map(|record| Settled::told(record, says))
    })
}

/// Asks the gate, then for the form, then the gate again, and writes the entry.
fn settle<Op: Operation, F, W>(
    desk: &Desk<'_>,
    ask: &FormRequest<'_, F>,
    (kind, what): (OperationKind, &'static str),
    complete: impl Fn(&F) -> Result<W, Vec<String>>,
    judged: impl Fn(&mut VerificationFacts, &W),
    record: impl Fn(&Matter, PersonId, W) -> Result<Settled, OperationError>,
) -> Result<CandidateSettled, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(kind, &request)?;
    let (before, _) = admit::<Op>(&mut visit, &mut request, &ask.search, Some(ask.candidate))?;
    let filled = complete(&(ask.form)()?);
    let of = (&before, Some(ask.candidate));
    let (matter, whole, mut admitted) =
        admit_form::<Op, _>(&mut visit, &mut request, of, filled, |_, facts, whole| {
            whole.into_iter().for_each(|whole| judged(facts, whole));
        })?;
    let Settled { record, says, waits_for } = record(&matter, visit.book.person(), whole)?;
    let waits_for = badges(&visit, waits_for.iter());
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({ "candidate": ask.candidate }));
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let receipt = finish(access, &matter, record, desk.clock.now())?;
    Ok(CandidateSettled {
        program,
        search: matter.search,
        purpose,
        rank: ask.candidate,
        reference: matter.candidate(ask.candidate)?.reference,
        notice: LEAD_NOTICE,
        what,
        says,
        waits_for,
        entry: (&receipt).into(),
    })
}
