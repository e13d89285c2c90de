//! The work of a batch: read, skip what is known, recognize on all cores, write in the order of the list.
//!
//! One intent and one outcome a batch of at most 1,000 images, the references in the transaction of the outcome: a kill
//! at any moment leaves whole batches, and the same command again goes on where it ended.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use rayon::prelude::*;
use serde_json::json;

use super::{Item, ManifestError, read_image};
use crate::{
    audit::{Intent, Outcome, OutcomeResult, host},
    gate::Enroll,
    operation::{
        Desk, OperationError, PurposeSource, Request, Visit, json_of, probe,
        stages::{Explained, Stages},
    },
    policy::OperationKind,
    recognition::{Component, DecodeLimits, Finding, Recognizer, Severity, decode},
    report::{EnrollBegin, EnrollEnd, EnrollLine, EnrollResult, EntryReference, Place},
    repository::{Duplicate, FailedImage, Known, NewReference, Offered, enroll as enroll_rows, known_images},
    seal::{Hasher, sha256},
    vocabulary::Digest,
};

/// Most images in one batch, which is one entry of the book.
const BATCH_IMAGES: usize = 1_000;
/// Most bytes of images that one batch holds in memory.
const BATCH_BYTES: u64 = 128 << 20;

/// What `frs enroll` was asked.
pub struct EnrollRequest<'r> {
    /// Makes the list; called once the gate has let the person in.
    pub items: &'r dyn Fn() -> Result<Vec<Item>, ManifestError>,
    /// The purpose.
    pub purpose: PurposeSource,
    /// Where each stage is written, for one image.
    pub explain: Option<PathBuf>,
}

/// Who wants to know how it goes. Called from several threads.
pub trait EnrollObserver: Sync {
    /// The list is known.
    fn begin(&self, begin: &EnrollBegin);
    /// One more image has been looked at.
    fn looked_at(&self);
    /// The batch is durable: what became of an image.
    fn line(&self, line: &EnrollLine);
}

/// How a bulk enrollment ended.
#[derive(Debug)]
pub struct EnrollSummary {
    /// The last line.
    pub end: EnrollEnd,
}

/// Name and content of each file that shows a stage of recognition.
type StageFiles = Vec<(String, Vec<u8>)>;

/// One image on its way.
enum State {
    Settled(EnrollResult),
    Failed(EnrollResult, Digest),
    Reference(Box<NewReference>, Vec<String>),
}

/// Enrolls a list.
///
/// # Errors
/// The refusal; where the list or the repository cannot be used. What earlier batches enrolled stays.
pub fn enroll(
    desk: &Desk<'_>,
    ask: &EnrollRequest<'_>,
    observer: &dyn EnrollObserver,
) -> Result<EnrollSummary, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), photographs: true, ..Request::default() };
    request.host = Some(host());
    let (mut visit, models) = desk.visit_looking(OperationKind::Enroll, &mut request)?;
    visit.admit::<Enroll>(&request)?;
    let items = (ask.items)()?;
    if ask.explain.is_some() && items.len() != 1 {
        return Err(OperationError::Usage(format!("--explain: for one image only, and here are {}", items.len())));
    }
    // A nightly job is bound to one source: the whole list is judged before anything of it is read.
    let sources = items.iter().filter_map(|item| item.entry.as_ref().ok());
    request.sources = Some(sources.map(|entry| entry.details.source.clone().unwrap_or_default()).collect());
    visit.admit::<Enroll>(&request)?;
    let recognizer = desk.recognizer(&models)?;
    let offered = items.len() as u64;
    observer.begin(&EnrollBegin { event: "begin", program: visit.program_line(), offered });
    let mut end = EnrollEnd {
        event: "end",
        offered,
        enrolled: 0,
        duplicates: 0,
        failed: 0,
        failures: BTreeMap::new(),
        references: 0,
        entries: Vec::new(),
    };
    // Where nothing is left to try again, one empty batch accounts for the command and counts the references.
    let nothing = items.is_empty().then_some(&items[..]);
    for batch in batches(&items).chain(nothing) {
        let eye = Eye { recognizer: &recognizer, observer, explains: ask.explain.is_some() };
        let work = Work { desk, eye, explain: ask.explain.as_deref() };
        let (lines, entry, references) = work.batch(&mut visit, &mut request, batch)?;
        end.references = references;
        end.entries.push(entry);
        for line in &lines {
            match &line.result {
                EnrollResult::Enrolled { .. } => end.enrolled += 1,
                EnrollResult::Duplicate { .. } => end.duplicates += 1,
                failed => {
                    end.failed += 1;
                    *end.failures.entry(failed.word().replace(' ', "-")).or_default() += 1;
                }
            }
            observer.line(line);
        }
    }
    Ok(EnrollSummary { end })
}

/// Cuts the list where a batch has enough images or bytes.
fn batches(items: &[Item]) -> impl Iterator<Item = &[Item]> {
    let mut rest = items;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut bytes = 0;
        let fits = |item: &&Item| {
            let size = item.entry.as_ref().ok().and_then(|e| e.path.metadata().ok()).map_or(0, |m| m.len());
            bytes += size;
            bytes <= BATCH_BYTES
        };
        let count = rest.iter().take(BATCH_IMAGES).take_while(fits).count().max(1);
        let (batch, after) = rest.split_at(count);
        rest = after;
        Some(batch)
    })
}

struct Work<'w> {
    desk: &'w Desk<'w>,
    eye: Eye<'w>,
    /// Where each stage is written, of one image.
    explain: Option<&'w Path>,
}

/// What every thread needs: nothing that could reach the repository.
struct Eye<'w> {
    recognizer: &'w Recognizer,
    observer: &'w dyn EnrollObserver,
    /// Whether each stage is kept.
    explains: bool,
}

/// Bytes of an image, or why there are none.
type Bytes = Result<(Vec<u8>, Digest), EnrollResult>;

impl Work<'_> {
    fn batch(
        &self,
        visit: &mut Visit<'_>,
        request: &mut Request,
        items: &[Item],
    ) -> Result<(Vec<EnrollLine>, EntryReference, u64), OperationError> {
        let files: Vec<Bytes> = items.par_iter().map(read_item).collect();
        // Judged anew for every batch: a suspension ends a running ingest.
        let admitted = visit.admit::<Enroll>(request)?;
        if let (Some(purpose), Some(_)) = (&admitted.purpose, &admitted.statement) {
            request.purpose = PurposeSource::Cite(purpose.id);
        }
        let intent = Intent {
            inputs: Some(
                json!({ "images": items.len(), "files": digest_of(&files), "networks": networks(self.eye.recognizer) })
                    .to_string(),
            ),
            arguments: Some(json!({ "explain": self.explain.is_some() }).to_string()),
            statement: admitted.statement,
            case: admitted.purpose.and_then(|purpose| purpose.case),
        };
        let (program, now) = (visit.program_line(), visit.now());
        let access = visit.book.begin(admitted.permit, intent, now)?;
        let keys: Vec<(Digest, &str)> = items
            .iter()
            .zip(&files)
            .filter_map(|(item, file)| Some((file.as_ref().ok()?.1, item.entry.as_ref().ok()?.subject.as_str())))
            .collect();
        let made = known_images(&access, &keys);
        let (access, known) = access.attempted(made, self.desk.clock.now())?;
        let mut known = known.into_iter();
        let known: Vec<Option<Known>> =
            files.iter().map(|file| file.as_ref().ok().and_then(|_| known.next().flatten())).collect();
        let eye = &self.eye;
        let looked: Result<Vec<(State, Option<StageFiles>)>, OperationError> = items
            .par_iter()
            .zip(files)
            .zip(&known)
            .map(|((item, file), known)| {
                let mut stages = None;
                let state = eye.look(item, file, *known, &mut stages);
                eye.observer.looked_at();
                state.map(|state| (state, stages))
            })
            .collect();
        let at = Place { log: access.log(), sequence: access.intent() };
        let looked = looked.and_then(|looked| {
            let (states, stages): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
            let files = self.explain.zip(stages.into_iter().flatten().next());
            let explained = files.map(|(folder, files)| Explained::make(folder, &program, at, files)).transpose()?;
            Ok((sort(states, now), explained))
        });
        let (access, ((offered, states), explained)) = access.attempted(looked, self.desk.clock.now())?;
        let (receipt, (lines, references)) = access.close::<_, OperationError>(self.desk.clock.now(), |writing| {
            let (results, gallery) = enroll_rows(writing, &offered)?;
            let lines = lines(items, states, results);
            let references = crate::repository::reference_count(writing)?;
            let record = record(&lines, explained.as_ref());
            let failed = lines.iter().any(|line| !line.result.is_in());
            let result = if failed { OutcomeResult::Partly } else { OutcomeResult::Done };
            Ok((Outcome { result, record, gallery: Some(gallery) }, (lines, references)))
        })?;
        explained.map_or(Ok(()), Explained::fill)?;
        Ok((lines, (&receipt).into(), references))
    }
}

impl Eye<'_> {
    fn look(
        &self,
        item: &Item,
        file: Bytes,
        known: Option<Known>,
        explained: &mut Option<StageFiles>,
    ) -> Result<State, OperationError> {
        let (image, digest) = match file {
            Ok(file) => file,
            Err(result) => return Ok(State::Settled(result)),
        };
        if let Some(known) = known {
            return Ok(State::Settled(known_result(known)));
        }
        let Ok(entry) = &item.entry else {
            return Err(OperationError::Bug("a row without entry was read".into()));
        };
        let sample = match decode(&image, &DecodeLimits::default()) {
            Ok(sample) => sample,
            Err(error) => return Ok(State::Failed(EnrollResult::NotAnImage { why: error.to_string() }, digest)),
        };
        let faces = self.recognizer.detect(&sample)?;
        if faces.is_empty() {
            return Ok(State::Failed(EnrollResult::NoFace, digest));
        }
        let quality = self.recognizer.assess(&sample, &faces, 0);
        let several = quality.faces_present > 1;
        let findings: Vec<_> = quality
            .findings(self.recognizer.limits())
            .into_iter()
            .filter(|finding| finding.component != Component::FacesPresent)
            .collect();
        // 2-110-3-G asks front-facing of probes; a turned reference is worth less, and is not lost.
        let refuses = |f: &Finding| f.severity == Severity::Refuse && !f.component.is_pose();
        let refused = findings.iter().any(refuses);
        let words = |refusing: bool| {
            let of = findings.iter().filter(|f| refuses(f) == refusing).cloned();
            of.map(|f| probe::finding_words(&probe::policy_finding(f))).collect::<Vec<_>>()
        };
        let embedded = if several || refused {
            None
        } else {
            Some(self.recognizer.embed(&self.recognizer.align(&sample, &faces[0]))?)
        };
        if self.explains {
            let stages = Stages {
                received: None,
                sample: &sample,
                faces: &faces,
                chosen: 0,
                quality: &quality,
                template: embedded.as_ref(),
            };
            *explained = Some(stages.files(self.recognizer)?);
        }
        let Some(template) = embedded else {
            let result = if several {
                EnrollResult::SeveralFaces { faces: faces.len() }
            } else {
                EnrollResult::Poor { why: words(true) }
            };
            return Ok(State::Failed(result, digest));
        };
        let details = json_of(&entry.details)?;
        let reference = NewReference { label: entry.subject.clone(), template, details, image };
        let found_after = faces[0].found_after_words();
        let retried = found_after.map(|words| format!("face found only after {words}: see that it is the right one"));
        Ok(State::Reference(Box::new(reference), words(false).into_iter().chain(retried).collect()))
    }
}

fn read_item(item: &Item) -> Bytes {
    let unusable = |why: String| EnrollResult::Unusable { why };
    let entry = item.entry.as_ref().map_err(|error| unusable(error.to_string()))?;
    let bytes = read_image(&entry.path).map_err(|error| unusable(error.to_string()))?;
    let digest = sha256(&bytes);
    Ok((bytes, digest))
}

/// Which networks find the faces and make the templates.
fn networks(recognizer: &Recognizer) -> serde_json::Value {
    json!({ "detector": recognizer.detector().weights, "embedder": recognizer.embedder().weights })
}

/// One digest over the digests of all files, in order: what the intent commits to.
fn digest_of(files: &[Bytes]) -> Digest {
    let mut hasher = Hasher::new();
    files.iter().flatten().for_each(|(_, digest)| hasher.update(&digest.0));
    hasher.finish()
}

fn known_result(known: Known) -> EnrollResult {
    match known {
        Known::Probe => EnrollResult::Probe,
        Known::Enrolled(Duplicate { reference, same_subject: true }) => EnrollResult::Duplicate { reference },
        Known::Enrolled(Duplicate { reference, .. }) => EnrollResult::OtherSubject { reference },
    }
}

/// What a row waits for: nothing, or the database's answer to its reference.
enum Pending {
    Settled(EnrollResult),
    Reference(Vec<String>),
}

fn sort(looked: Vec<State>, now: Timestamp) -> (Vec<Offered>, Vec<Pending>) {
    let mut offered = Vec::new();
    let states = looked.into_iter().map(|state| match state {
        State::Settled(result) => Pending::Settled(result),
        State::Failed(result, image) => {
            let details = json!({ "why": result.word(), "detail": result.why(), "noted": now }).to_string();
            offered.push(Offered::Failed(FailedImage { image, details }));
            Pending::Settled(result)
        }
        State::Reference(reference, warnings) => {
            offered.push(Offered::Reference(reference));
            Pending::Reference(warnings)
        }
    });
    let states = states.collect();
    (offered, states)
}

fn lines(
    items: &[Item],
    states: Vec<Pending>,
    results: Vec<Result<crate::vocabulary::ReferenceId, Known>>,
) -> Vec<EnrollLine> {
    let mut results = results.into_iter();
    let result = |pending: Pending| match pending {
        Pending::Settled(result) => result,
        Pending::Reference(warnings) => match results.next() {
            Some(Ok(reference)) => EnrollResult::Enrolled { reference, warnings },
            Some(Err(known)) => known_result(known),
            None => EnrollResult::Unusable { why: "the repository gave no answer for it".into() },
        },
    };
    let states: Vec<EnrollResult> = states.into_iter().map(result).collect();
    let line = |(item, result): (&Item, EnrollResult)| EnrollLine {
        event: "result",
        row: item.row,
        path: item.name.clone(),
        result,
    };
    items.iter().zip(states).map(line).collect()
}

fn record(lines: &[EnrollLine], explained: Option<&Explained>) -> String {
    let results: Vec<_> = lines.iter().map(|line| json!({ "row": line.row, "outcome": line.result })).collect();
    let mut record = json!({ "results": results });
    if let Some(explained) = explained {
        record["explained"] = explained.told();
    }
    record.to_string()
}
