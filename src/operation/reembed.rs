//! Measure every enrolled photograph with the model that the floor pins now: one intent and one outcome a run of references,
//! so that a kill at any moment leaves whole runs and the same command goes on.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::json;

use super::{Desk, OperationError, PurposeSource, Request, Visit};
use crate::{
    audit::{Access, Intent, Outcome, OutcomeResult, Receipt},
    gate::RepositoryReembed,
    policy::OperationKind,
    recognition::{Change, DecodeLimits, Finding, ModelIdentity, Recognizer, Severity, decode},
    report::{ModelName, Reembedded},
    repository::{RoomError, SEGMENT, StaleSegment, reembed, stale_segment},
    vocabulary::{ReferenceId, Template},
};

/// So many photographs are held in memory at once.
const AT_ONCE: usize = 16;

/// What one run came to.
struct Run {
    receipt: Receipt,
    /// The run after which others may still be stale; `None` where none was.
    number: Option<u64>,
    measured: u64,
    told: Told,
}

/// What somebody should look at of what was measured.
#[derive(Default)]
struct Told {
    /// No face, or several that could be meant.
    without: Vec<ReferenceId>,
    /// The face was found only after a change of a copy: which.
    retried: BTreeMap<ReferenceId, Vec<Change>>,
    /// Past a limit at which an enrollment refuses: which.
    past_limits: BTreeMap<ReferenceId, Vec<&'static str>>,
}

impl Told {
    fn of(found: &BTreeMap<ReferenceId, Measured>) -> Self {
        let mut told = Self::default();
        for (id, one) in found {
            if one.template.is_none() {
                told.without.push(*id);
            }
            if !one.found_after.is_empty() {
                told.retried.insert(*id, one.found_after.clone());
            }
            if !one.past_limits.is_empty() {
                told.past_limits.insert(*id, one.past_limits.clone());
            }
        }
        told
    }

    fn add(&mut self, other: Self) {
        self.without.extend(other.without);
        self.retried.extend(other.retried);
        self.past_limits.extend(other.past_limits);
    }
}

/// What the model makes of one photograph.
#[derive(Default)]
struct Measured {
    template: Option<Template>,
    found_after: Vec<Change>,
    past_limits: Vec<&'static str>,
}

/// Measures what another model measured, until nothing is left. `looked_at` hears of each photograph.
///
/// # Errors
/// The refusal; where a photograph is not the one that was enrolled, or the repository cannot be read or written. Runs that
/// were ended stay; the same command goes on.
pub fn reembed_references(
    desk: &Desk<'_>,
    purpose: PurposeSource,
    looked_at: &dyn Fn(),
) -> Result<Reembedded, OperationError> {
    let mut request = Request { purpose, ..Request::default() };
    let (mut visit, models) = desk.visit_looking(OperationKind::RepositoryReembed, &mut request)?;
    visit.admit::<RepositoryReembed>(&request)?;
    let recognizer = desk.recognizer(&models)?;
    let (mut from, mut measured, mut told) = (0, 0, Told::default());
    loop {
        let run = one_run(desk, &mut visit, &mut request, &recognizer, from, looked_at)?;
        measured += run.measured;
        told.add(run.told);
        let Some(number) = run.number else {
            let name = |model: &ModelIdentity| ModelName { name: model.name.clone(), weights: model.weights };
            return Ok(Reembedded {
                program: visit.program_line(),
                model: name(recognizer.embedder()),
                detector: name(recognizer.detector()),
                measured,
                without_face: told.without,
                found_after: words(told.retried, |changes| Change::in_words(&changes).unwrap_or_default()),
                past_limits: words(told.past_limits, |components| components.join(", ").replace('_', " ")),
                entry: (&run.receipt).into(),
            });
        };
        from = (number + 1) * SEGMENT;
    }
}

fn one_run(
    desk: &Desk<'_>,
    visit: &mut Visit<'_>,
    request: &mut Request,
    recognizer: &Recognizer,
    from: u64,
    looked_at: &dyn Fn(),
) -> Result<Run, OperationError> {
    // Judged anew for every run: a suspension ends it.
    let admitted = visit.admit::<RepositoryReembed>(request)?;
    if let (Some(purpose), Some(_)) = (&admitted.purpose, &admitted.statement) {
        request.purpose = PurposeSource::Cite(purpose.id);
    }
    let model = recognizer.model();
    let networks = json!({ "detector": recognizer.detector().weights, "embedder": recognizer.embedder().weights });
    let intent = Intent {
        arguments: Some(json!({ "model": model, "networks": networks, "from": from }).to_string()),
        statement: admitted.statement,
        ..Intent::default()
    };
    let now = visit.now();
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let measured = access.moment().map_err(OperationError::from).and_then(|moment| {
        let stale = stale_segment(&access, &moment, model, from)?;
        stale.map(|run| Ok((run.number, measure(&access, &run, recognizer, looked_at)?))).transpose()
    });
    let (access, measured): (_, Option<(u64, BTreeMap<ReferenceId, Measured>)>) =
        access.attempted(measured, desk.clock.now())?;
    let told = measured.as_ref().map_or_else(Told::default, |(_, found)| Told::of(found));
    let count = measured.as_ref().map_or(0, |(_, found)| found.len() as u64);
    let record = json!({
        "model": model, "measured": count, "without_face": told.without, "found_after": told.retried,
        "past_limits": told.past_limits,
    })
    .to_string();
    let templates = measured.map(|(number, found)| {
        let found: BTreeMap<_, _> = found.into_iter().map(|(id, one)| (id, one.template)).collect();
        (number, found)
    });
    let (receipt, ()) = access.close::<_, RoomError>(desk.clock.now(), |writing| {
        let gallery = templates.as_ref().map(|(number, found)| reembed(writing, *number, model, found)).transpose()?;
        Ok((Outcome { result: OutcomeResult::Done, record, gallery }, ()))
    })?;
    Ok(Run { receipt, number: templates.map(|(number, _)| number), measured: count, told })
}

/// A few photographs at a time: read in order, measured on all cores.
fn measure(
    access: &Access<'_, RepositoryReembed>,
    run: &StaleSegment,
    recognizer: &Recognizer,
    looked_at: &dyn Fn(),
) -> Result<BTreeMap<ReferenceId, Measured>, OperationError> {
    let mut measured = BTreeMap::new();
    let places: Vec<usize> = (0..run.references().len()).collect();
    for some in places.chunks(AT_ONCE) {
        let images = some.iter().map(|place| run.image(access, *place)).collect::<Result<Vec<_>, _>>()?;
        let found: Result<Vec<_>, OperationError> =
            images.par_iter().map(|(id, image)| Ok((*id, look(recognizer, image)?))).collect();
        measured.extend(found?);
        some.iter().for_each(|_| looked_at());
    }
    Ok(measured)
}

/// The face of a portrait, as an enrollment takes it; without template where none or several are found. What is past a limit that
/// refuses an enrollment is measured all the same, since it was let in once, and is named.
fn look(recognizer: &Recognizer, image: &[u8]) -> Result<Measured, OperationError> {
    let Ok(sample) = decode(image, &DecodeLimits::default()) else { return Ok(Measured::default()) };
    let faces = recognizer.detect(&sample)?;
    let Some(face) = faces.first() else { return Ok(Measured::default()) };
    let quality = recognizer.assess(&sample, &faces, 0);
    if quality.faces_present > 1 {
        return Ok(Measured::default());
    }
    let findings = quality.findings(recognizer.limits());
    let refuses = |finding: &&Finding| finding.severity == Severity::Refuse && !finding.component.is_pose();
    Ok(Measured {
        template: Some(recognizer.embed(&recognizer.align(&sample, face))?),
        found_after: face.found_after.clone(),
        past_limits: findings.iter().filter(refuses).map(|finding| finding.component.as_str()).collect(),
    })
}

fn words<T>(told: BTreeMap<ReferenceId, T>, words: impl Fn(T) -> String) -> Vec<(ReferenceId, String)> {
    told.into_iter().map(|(id, what)| (id, words(what))).collect()
}
