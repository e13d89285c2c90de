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

use super::{
    Item, ManifestError,
    look::{Bytes, Eye, State, known_result, read_item},
};
use crate::{
    audit::{Access, Intent, Outcome, OutcomeResult, host},
    gate::Enroll,
    operation::{Desk, OperationError, PurposeSource, Request, Visit, stages::Explained},
    policy::{OperationKind, StatedPurpose},
    recognition::Recognizer,
    report::{EnrollBegin, EnrollEnd, EnrollLine, EnrollResult, EntryReference, Place, ProgramLine},
    repository::{FailedImage, Known, Offered, enroll as enroll_rows, known_images},
    seal::Hasher,
    vocabulary::{Digest, PurposeStatement},
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

/// A batch that has been looked at, before it is written.
struct Looked {
    offered: Vec<Offered>,
    pending: Vec<Pending>,
    explained: Option<Explained>,
}

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
        let intent = self.intent(&files, admitted.statement, admitted.purpose.as_ref());
        let (program, now) = (visit.program_line(), visit.now());
        let access = visit.book.begin(admitted.permit, intent, now)?;
        let looked = self.look(&access, items, files, (&program, now));
        let (access, looked) = access.attempted(looked, self.desk.clock.now())?;
        let Looked { offered, pending, explained } = looked;
        let (receipt, (lines, references)) = access.close::<_, OperationError>(self.desk.clock.now(), |writing| {
            let (results, gallery) = enroll_rows(writing, &offered)?;
            let lines = lines(items, pending, results);
            let references = crate::repository::reference_count(writing)?;
            let record = record(&lines, explained.as_ref());
            let failed = lines.iter().any(|line| !line.result.is_in());
            let result = if failed { OutcomeResult::Partly } else { OutcomeResult::Done };
            Ok((Outcome { result, record, gallery: Some(gallery) }, (lines, references)))
        })?;
        explained.map_or(Ok(()), Explained::fill)?;
        Ok((lines, (&receipt).into(), references))
    }

    /// What is about to be done, and to which files.
    fn intent(&self, files: &[Bytes], statement: Option<PurposeStatement>, purpose: Option<&StatedPurpose>) -> Intent {
        let inputs =
            json!({ "images": files.len(), "files": digest_of(files), "networks": networks(self.eye.recognizer) });
        Intent {
            inputs: Some(inputs.to_string()),
            arguments: Some(json!({ "explain": self.explain.is_some() }).to_string()),
            statement,
            case: purpose.and_then(|purpose| purpose.case.clone()),
        }
    }

    /// Everything before the repository is written.
    fn look(
        &self,
        access: &Access<'_, Enroll>,
        items: &[Item],
        files: Vec<Bytes>,
        (program, now): (&ProgramLine, Timestamp),
    ) -> Result<Looked, OperationError> {
        let readable = items.iter().zip(&files);
        let keys: Vec<(Digest, &str)> = readable
            .filter_map(|(item, file)| Some((file.as_ref().ok()?.1, item.entry.as_ref().ok()?.subject.as_str())))
            .collect();
        let mut known = known_images(access, &keys)?.into_iter();
        let known = files.iter().map(|file| file.as_ref().ok().and_then(|_| known.next().flatten())).collect();
        let (states, stages): (Vec<_>, Vec<_>) = self.eye.look_at_all(items, files, known)?.into_iter().unzip();
        let at = Place { log: access.log(), sequence: access.intent() };
        let stages = self.explain.zip(stages.into_iter().flatten().next());
        let explained = stages.map(|(folder, files)| Explained::make(folder, program, at, files)).transpose()?;
        let (offered, pending) = sort(states, now);
        Ok(Looked { offered, pending, explained })
    }
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
