//! From a photograph of the list to its template, or to why there is none: a failure to acquire or to enroll.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{EvaluationObserver, list::Photograph};
use crate::{
    operation::{OperationError, enroll::read_image},
    recognition::{DecodeLimits, Embedder, Quality, Recognizer, Severity, decode},
    seal::{Hasher, sha256},
    vocabulary::{Digest, Template},
};

/// How the limits of the model's card judge a photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judged {
    Good,
    Warned,
    Refused,
}

/// What became of a photograph. Nothing of its pixels is kept.
#[derive(Debug)]
pub(super) struct Looked {
    pub template: Option<Template>,
    /// That of the embedder which is measured beside.
    pub other: Option<Template>,
    pub quality: Option<(Quality, Judged)>,
    /// How long the network's output was before it was scaled.
    pub length: Option<f32>,
    /// Why there is no template.
    pub failure: Option<&'static str>,
    file: Option<Digest>,
}

impl Looked {
    fn failed(why: &'static str, file: Option<Digest>) -> Self {
        Self { template: None, other: None, quality: None, length: None, failure: Some(why), file }
    }
}

/// What makes templates.
pub(super) struct Eye<'e> {
    pub recognizer: &'e Recognizer,
    pub embedder: &'e Embedder,
    /// Measured beside it, on the same faces.
    pub other: Option<&'e Embedder>,
    /// Whether a photograph past a refusing limit counts as one without template.
    pub enforce_limits: bool,
    pub observer: &'e dyn EvaluationObserver,
}

impl Eye<'_> {
    /// Looks at every photograph, one a thread at a time; results stand in the order of the list.
    ///
    /// # Errors
    /// Where a network fails, or one and the same file stands there twice: so a single photograph could be compared under several names.
    pub fn look_at_all(&self, photographs: &[Photograph]) -> Result<Vec<Looked>, OperationError> {
        let looked = photographs.par_iter().map(|photograph| {
            let looked = self.look(photograph);
            self.observer.looked_at();
            looked
        });
        let looked: Vec<Looked> = looked.collect::<Result<_, _>>()?;
        let mut seen = HashMap::new();
        for (photograph, one) in photographs.iter().zip(&looked) {
            let Some(first) = one.file.and_then(|file| seen.insert(file, photograph.row)) else { continue };
            return Err(OperationError::Usage(format!(
                "rows {first} and {} of the list are one and the same file under two paths: a photograph is measured once, under one \
                 name. Leave one of the rows out",
                photograph.row
            )));
        }
        Ok(looked)
    }

    fn look(&self, photograph: &Photograph) -> Result<Looked, OperationError> {
        let Ok(bytes) = read_image(&photograph.path) else { return Ok(Looked::failed("unreadable", None)) };
        let file = Some(sha256(&bytes));
        let Ok(sample) = decode(&bytes, &DecodeLimits::default()) else {
            return Ok(Looked::failed("not-an-image", file));
        };
        drop(bytes);
        let faces = self.recognizer.detect(&sample)?;
        let Some(face) = faces.first() else { return Ok(Looked::failed("no-face", file)) };
        let quality = self.recognizer.assess(&sample, &faces, 0);
        let own = self.recognizer.limits_with(self.embedder.card());
        let worst = quality
            .findings(own.as_ref().unwrap_or(self.recognizer.limits()))
            .iter()
            .map(|finding| finding.severity)
            .max();
        let judged = match worst {
            Some(Severity::Refuse) => Judged::Refused,
            Some(Severity::Warn) => Judged::Warned,
            None => Judged::Good,
        };
        if self.enforce_limits && judged == Judged::Refused {
            let quality = Some((quality, judged));
            return Ok(Looked { quality, ..Looked::failed("past-a-refusing-limit", file) });
        }
        let (template, length) = self.embedder.embed_measured(&self.embedder.align(&sample, face))?;
        let other = self.other.map(|other| other.embed(&other.align(&sample, face))).transpose()?;
        let quality = Some((quality, judged));
        Ok(Looked { template: Some(template), other, quality, length: Some(length), failure: None, file })
    }
}

/// One digest over the digests of all files that could be read, in order.
pub(super) fn digest_of(looked: &[Looked]) -> Digest {
    let mut hasher = Hasher::new();
    looked.iter().filter_map(|one| one.file).for_each(|digest| hasher.update(&digest.0));
    hasher.finish()
}
