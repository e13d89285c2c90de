//! How often the software errs, measured on photographs whose people are known (ISO/IEC 19795-1).
//!
//! Nothing is enrolled and the repository is not searched: the photographs lie outside, and what leaves is about many people. Figures
//! of few would be a search by another name, so there is a least number; the book holds list, model and figures of each
//! evaluation.

mod calibrate;
mod coarse;
mod list;
mod look;
mod measure;
mod searches;

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::json;

pub use calibrate::{CalibrationRequest, calibrate};
pub use list::EvaluationSource;

use super::{Desk, OperationError, PurposeSource, Request, Visit, working_copy::WorkingCopy};
use crate::{
    audit::{Access, Intent, Outcome},
    evaluation::{FEWEST_MATED, SMALLEST_GROUP},
    gate::ModelEvaluate,
    policy::{EVALUATION_NOTICES, OperationKind},
    recognition::{Embedder, Recognizer},
    report::{
        AcquiredLine, AgainstModel, Copies, EvaluatedList, EvaluatedModel, EvaluationFigures, FailedRow, FailureCount,
        ModelEvaluation, ProgramLine, evaluation_csv, evaluation_html,
    },
    seal::sha256,
    vocabulary::Digest,
};
use coarse::coarse;
use list::List;
use look::{Eye, Judged, Looked, digest_of};
use measure::Measure;

/// What `frs model evaluate` was asked.
pub struct EvaluationRequest {
    /// Where the photographs are listed.
    pub source: EvaluationSource,
    /// Rows with other values are left out: column and value.
    pub only: Vec<(String, String)>,
    /// Of each person who has more photographs, so many are enrolled where the list gives no roles.
    pub enroll: usize,
    /// Columns by which rates are broken down.
    pub by: Vec<String>,
    /// The embedder; the one in use where none is named.
    pub model: Option<String>,
    /// The detector; the one in use where none is named.
    pub detector: Option<String>,
    /// Another one that is measured beside it, on the same photographs.
    pub against: Option<String>,
    /// Whether photographs past a refusing limit count as failures to enroll.
    pub enforce_limits: bool,
    /// Where a table goes.
    pub csv: Option<PathBuf>,
    /// Where a page goes.
    pub html: Option<PathBuf>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Who wants to know how it goes. Called from several threads.
pub trait EvaluationObserver: Sync {
    /// The list is known: so many photographs.
    fn begin(&self, photographs: u64);
    /// One more has been looked at.
    fn looked_at(&self);
}

/// Measures error rates.
///
/// # Errors
/// The refusal; where the list, the model or a file cannot be used, or the list is too small. Photographs that cannot be used are
/// no error: they are misses.
pub fn evaluate(
    desk: &Desk<'_>,
    ask: EvaluationRequest,
    observer: &dyn EvaluationObserver,
) -> Result<ModelEvaluation, OperationError> {
    let request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::ModelEvaluate, &request)?;
    let admitted = visit.admit::<ModelEvaluate>(&request)?;
    let list = ask.source.read(&ask.only, ask.enroll)?;
    enough(&list)?;
    let (recognizer, embedder) = networks(desk, &visit, ask.detector.as_deref(), ask.model.as_deref())?;
    let other = ask.against.as_deref().map(|name| Embedder::load(&desk.models, name)).transpose()?;
    if other.as_ref().is_some_and(|other| other.identity() == embedder.identity()) {
        return Err(OperationError::Usage(format!(
            "--against names {}, which is measured already",
            embedder.identity().name
        )));
    }
    let (program, now) = (visit.program_line(), visit.now());
    let inputs = json!({
        "list": list.digest, "kind": list.kind, "photographs": list.photographs.len(), "people": list.people,
        "model": evaluated(&embedder, &recognizer),
        "against": other.as_ref().map(|other| evaluated(other, &recognizer)),
    });
    let arguments = json!({
        "only": ask.only, "enroll": ask.enroll, "by": ask.by, "enforce_limits": ask.enforce_limits, "csv": ask.csv.is_some(),
        "html": ask.html.is_some(),
    });
    let intent = Intent {
        inputs: Some(inputs.to_string()),
        arguments: Some(arguments.to_string()),
        statement: admitted.statement,
        ..Intent::default()
    };
    observer.begin(list.photographs.len() as u64);
    let enforce_limits = ask.enforce_limits;
    let eye = Eye { recognizer: &recognizer, embedder: &embedder, other: other.as_ref(), enforce_limits, observer };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let work = Work { ask: &ask, list: &list, eye: &eye, program, made: format!("{now:.0}") };
    let made = work.done(&access);
    let (access, (figures, files)) = access.attempted(made, desk.clock.now())?;
    let digests: Vec<(String, Digest)> =
        files.iter().map(|(form, _, text)| ((*form).to_owned(), sha256(text.as_bytes()))).collect();
    let told = serde_json::to_vec(&figures).map_err(|e| OperationError::Bug(e.to_string()))?;
    let record = json!({
        "list": figures.list.digest, "model": figures.model.name, "people": figures.photographs.people,
        "offered": figures.photographs.offered, "figures": sha256(&told), "copies": figures.copies,
        "photographs": figures.list.photographs_digest, "usable": figures.photographs.usable,
        "mated": figures.verification.mated, "non_mated": figures.verification.non_mated, "at": figures.verification.at,
        "identification": figures.identification.as_ref().map(|found| &found.at), "class": "working-copy",
        "files": digests,
    });
    let outcome = Outcome::done(record.to_string());
    let receipt = access.finish(outcome, desk.clock.now())?;
    files.into_iter().try_for_each(|(_, file, content)| file.fill(content.as_bytes()))?;
    Ok(ModelEvaluation { figures, files: digests, entry: (&receipt).into() })
}

/// What finds the faces and what makes the templates: those that are named, pinned or not, else those in use. Nothing is enrolled or
/// searched with them: so a network can be measured before the Commander pins it.
fn networks(
    desk: &Desk<'_>,
    visit: &Visit<'_>,
    detector: Option<&str>,
    embedder: Option<&str>,
) -> Result<(Recognizer, Embedder), OperationError> {
    let in_use = desk.models_under(visit.book.standing().floor())?;
    let recognizer = match detector {
        None => desk.recognizer(&in_use)?,
        Some(name) => Recognizer::load_with(&desk.models, name, &in_use.embedder.name)?,
    };
    Ok((recognizer, Embedder::load(&desk.models, embedder.unwrap_or(&in_use.embedder.name))?))
}

/// A list of few, or with the comparisons of few, is not measured.
fn enough(list: &List) -> Result<(), OperationError> {
    let (people, mated) = match &list.pairs {
        Some(pairs) => {
            let own: Vec<u32> =
                pairs.iter().filter(|pair| pair.same).map(|pair| list.photographs[pair.a as usize].person).collect();
            (own.iter().collect::<BTreeSet<_>>().len(), own.len())
        }
        None => {
            let mut of_person = vec![0usize; list.people];
            list.photographs.iter().for_each(|photograph| of_person[photograph.person as usize] += 1);
            let pairs = of_person.iter().map(|count| count * count.saturating_sub(1) / 2);
            (of_person.iter().filter(|count| **count > 1).count(), pairs.sum())
        }
    };
    if people as u64 >= SMALLEST_GROUP && mated as u64 >= FEWEST_MATED {
        return Ok(());
    }
    let of = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    Err(OperationError::Usage(format!(
        "the list holds {mated} comparisons between photographs of the same person, from {of}: an evaluation measures the software, not people, \
         and needs at least {FEWEST_MATED} such comparisons, of at least {SMALLEST_GROUP} people. To look for a person, state a \
         purpose of the order and use frs probe and frs search"
    )))
}

type Files = Vec<(&'static str, WorkingCopy, String)>;

struct Work<'w> {
    ask: &'w EvaluationRequest,
    list: &'w List,
    eye: &'w Eye<'w>,
    program: ProgramLine,
    made: String,
}

impl Work<'_> {
    /// The figures, and the files that hold them: made, and still empty.
    fn done(self, access: &Access<'_, ModelEvaluate>) -> Result<(EvaluationFigures, Files), OperationError> {
        let looked = self.eye.look_at_all(&self.list.photographs)?;
        let mut measured = Measure::new(self.list, &looked, &self.ask.by).figures();
        coarse(&mut measured);
        let figures = EvaluationFigures {
            program: self.program,
            made: self.made,
            intent: access.intent(),
            model: evaluated(self.eye.embedder, self.eye.recognizer),
            list: EvaluatedList {
                kind: self.list.kind,
                digest: self.list.digest,
                photographs_digest: digest_of(&looked),
                only: self.ask.only.iter().map(|(column, value)| format!("{column}={value}")).collect(),
                enforce_limits: self.ask.enforce_limits,
            },
            photographs: acquired(self.list, &looked),
            verification: measured.verification,
            folds: measured.folds,
            identification: measured.identification,
            several_references: measured.several,
            against: measured
                .against
                .zip(self.eye.other)
                .map(|(rates, other)| AgainstModel { model: evaluated(other, self.eye.recognizer), rates }),
            breakdowns: measured.breakdowns,
            discard: measured.discard,
            histogram: measured.histogram,
            copies: Copies { mated: measured.copies.0, non_mated: measured.copies.1 },
            notices: EVALUATION_NOTICES,
        };
        let mut files = Files::new();
        if let Some(path) = &self.ask.csv {
            let table = evaluation_csv(&figures).map_err(|e| OperationError::Bug(e.to_string()))?;
            files.push(("csv", WorkingCopy::create(path, table.len())?, table));
        }
        if let Some(path) = &self.ask.html {
            let page = evaluation_html(&figures);
            files.push(("html", WorkingCopy::create(path, page.len())?, page));
        }
        Ok((figures, files))
    }
}

/// Which networks.
fn evaluated(embedder: &Embedder, recognizer: &Recognizer) -> EvaluatedModel {
    let (embedder, detector) = (embedder.identity(), recognizer.detector());
    EvaluatedModel {
        name: embedder.name.clone(),
        weights: embedder.weights,
        card: embedder.card,
        detector: detector.name.clone(),
        detector_weights: detector.weights,
    }
}

fn acquired(list: &List, looked: &[Looked]) -> AcquiredLine {
    let judged = |wanted| looked.iter().filter(|one| one.quality.as_ref().is_some_and(|(_, j)| *j == wanted)).count();
    let failed_rows: Vec<FailedRow> = list
        .photographs
        .iter()
        .zip(looked)
        .filter_map(|(photograph, one)| Some(FailedRow { row: photograph.row, why: one.failure? }))
        .collect();
    let mut failures: Vec<FailureCount> = Vec::new();
    for row in &failed_rows {
        match failures.iter_mut().find(|failure| failure.why == row.why) {
            Some(failure) => failure.count += 1,
            None => failures.push(FailureCount { why: row.why, count: 1 }),
        }
    }
    AcquiredLine {
        offered: looked.len() as u64,
        people: list.people as u64,
        usable: looked.iter().filter(|one| one.template.is_some()).count() as u64,
        past_warning: judged(Judged::Warned) as u64,
        past_refusal: judged(Judged::Refused) as u64,
        failures,
        failed_rows,
    }
}
