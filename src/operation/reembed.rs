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
    recognition::{DecodeLimits, Recognizer, decode},
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
    without: Vec<ReferenceId>,
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
    let models = desk.models_in_use();
    let mut request = Request { purpose, models: models.as_ref().ok().cloned(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::RepositoryReembed, &request)?;
    models?;
    visit.admit::<RepositoryReembed>(&request)?;
    let recognizer = Recognizer::load(&desk.models)?;
    let (mut from, mut measured, mut without) = (0, 0, Vec::new());
    loop {
        let run = one_run(desk, &mut visit, &mut request, &recognizer, from, looked_at)?;
        measured += run.measured;
        without.extend(run.without);
        let Some(number) = run.number else {
            let embedder = recognizer.embedder();
            return Ok(Reembedded {
                program: visit.program_line(),
                model: ModelName { name: embedder.name.clone(), weights: embedder.weights },
                measured,
                without_face: without,
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
    let model = recognizer.embedder().weights;
    let intent = Intent {
        arguments: Some(json!({ "model": model, "from": from }).to_string()),
        statement: admitted.statement,
        ..Intent::default()
    };
    let now = visit.now();
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let measured = access.moment().map_err(OperationError::from).and_then(|moment| {
        let stale = stale_segment(&access, &moment, model, from)?;
        stale.map(|run| Ok((run.number, measure(&access, &run, recognizer, looked_at)?))).transpose()
    });
    let measured: Option<(u64, BTreeMap<ReferenceId, Option<Template>>)> = match measured {
        Ok(measured) => measured,
        Err(error) => {
            access.failed(&error.to_string(), desk.clock.now())?;
            return Err(error);
        }
    };
    let without: Vec<ReferenceId> = measured
        .iter()
        .flat_map(|(_, found)| found.iter().filter(|(_, template)| template.is_none()).map(|(id, _)| *id))
        .collect();
    let count = measured.as_ref().map_or(0, |(_, found)| found.len() as u64);
    let record = json!({ "model": model, "measured": count, "without_face": without }).to_string();
    let (receipt, ()) = access.close::<_, RoomError>(desk.clock.now(), |writing| {
        let gallery = measured.as_ref().map(|(number, found)| reembed(writing, *number, model, found)).transpose()?;
        Ok((Outcome { result: OutcomeResult::Done, record, gallery }, ()))
    })?;
    let number = measured.map(|(number, _)| number);
    Ok(Run { receipt, number, measured: count, without })
}

/// A few photographs at a time: read in order, measured on all cores.
fn measure(
    access: &Access<'_, RepositoryReembed>,
    run: &StaleSegment,
    recognizer: &Recognizer,
    looked_at: &dyn Fn(),
) -> Result<BTreeMap<ReferenceId, Option<Template>>, OperationError> {
    let mut measured = BTreeMap::new();
    let places: Vec<usize> = (0..run.references().len()).collect();
    for some in places.chunks(AT_ONCE) {
        let images = some.iter().map(|place| run.image(access, *place)).collect::<Result<Vec<_>, _>>()?;
        let templates: Result<Vec<_>, OperationError> =
            images.par_iter().map(|(id, image)| Ok((*id, template(recognizer, image)?))).collect();
        measured.extend(templates?);
        some.iter().for_each(|_| looked_at());
    }
    Ok(measured)
}

/// The face of a portrait, as an enrollment takes it; `None` where none or several are found. Its quality was judged when it
/// was enrolled.
fn template(recognizer: &Recognizer, image: &[u8]) -> Result<Option<Template>, OperationError> {
    let Ok(sample) = decode(image, &DecodeLimits::default()) else { return Ok(None) };
    let faces = recognizer.detect(&sample)?;
    let Some(face) = faces.first() else { return Ok(None) };
    if recognizer.assess(&sample, &faces, 0).faces_present > 1 {
        return Ok(None);
    }
    Ok(Some(recognizer.embed(&recognizer.align(&sample, face))?))
}
