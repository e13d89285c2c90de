//! What becomes of photographs before the repository sees them: decoded, faces found and judged, templates made, on all cores.

use rayon::prelude::*;

use super::{EnrollObserver, Item, read_image};
use crate::{
    operation::{OperationError, json_of, probe, stages::Stages},
    recognition::{AlignedFace, Component, DecodeLimits, Face, Finding, Quality, Recognizer, Sample, Severity, decode},
    report::EnrollResult,
    repository::{Duplicate, Known, NewReference},
    seal::sha256,
    vocabulary::{Digest, Template},
};

/// Faces of so many photographs go through the networks together, whose weights are read once for all of them.
const TOGETHER: usize = 4;

/// Bytes of an image, or why there are none.
pub(super) type Bytes = Result<(Vec<u8>, Digest), EnrollResult>;

/// Name and content of each file that shows a stage of recognition.
pub(super) type StageFiles = Vec<(String, Vec<u8>)>;

/// What became of one image.
pub(super) enum State {
    Settled(EnrollResult),
    Failed(EnrollResult, Digest),
    Reference(Box<NewReference>, Vec<String>),
}

/// What every thread needs: nothing that could reach the repository.
pub(super) struct Eye<'w> {
    pub recognizer: &'w Recognizer,
    pub observer: &'w dyn EnrollObserver,
    /// Whether each stage is kept.
    pub explains: bool,
}

/// A photograph with one face that may be enrolled, or what became of it.
enum Seen {
    Ended(State),
    Face(Box<Found>),
}

/// What waits for its template.
struct Found {
    aligned: AlignedFace,
    image: Vec<u8>,
    warnings: Vec<String>,
}

/// What the stages are shown of.
struct Kept {
    sample: Sample,
    faces: Vec<Face>,
    quality: Quality,
}

impl Eye<'_> {
    /// Looks at all of them, on all cores; the answers stand in their order.
    pub fn look_at_all(
        &self,
        items: &[Item],
        files: Vec<Bytes>,
        known: Vec<Option<Known>>,
    ) -> Result<Vec<(State, Option<StageFiles>)>, OperationError> {
        // Of few, each core has its share.
        let each = items.len().div_ceil(rayon::current_num_threads()).clamp(1, TOGETHER);
        let groups = items.par_iter().zip(files).zip(known).chunks(each);
        let looked = groups.map(|group| {
            let count = group.len();
            let looked = self.look_at_some(group.into_iter().map(|((item, file), known)| (item, file, known)));
            (0..count).for_each(|_| self.observer.looked_at());
            looked
        });
        Ok(looked.collect::<Result<Vec<_>, OperationError>>()?.into_iter().flatten().collect())
    }

    /// One photograph after the other, and the networks for all faces at once.
    fn look_at_some<'i>(
        &self,
        group: impl Iterator<Item = (&'i Item, Bytes, Option<Known>)>,
    ) -> Result<Vec<(State, Option<StageFiles>)>, OperationError> {
        let see = |(item, file, known)| Ok((item, self.see(file, known)?));
        let seen = group.map(see).collect::<Result<Vec<_>, OperationError>>()?;
        let faces: Vec<&AlignedFace> = seen
            .iter()
            .filter_map(|(_, (seen, _))| match seen {
                Seen::Face(found) => Some(&found.aligned),
                Seen::Ended(_) => None,
            })
            .collect();
        let mut templates = self.recognizer.embed_all(&faces)?.into_iter();
        let end = |(item, (seen, kept)): (&Item, (Seen, Option<Kept>))| {
            let template = matches!(seen, Seen::Face(_)).then(|| templates.next()).flatten();
            let stages = kept.map(|kept| self.stages(&kept, template.as_ref())).transpose()?;
            let state = match (seen, template) {
                (Seen::Ended(state), _) => state,
                (Seen::Face(found), Some(template)) => reference(item, *found, template)?,
                (Seen::Face(_), None) => return Err(OperationError::Bug("a face without template".into())),
            };
            Ok((state, stages))
        };
        seen.into_iter().map(end).collect()
    }

    /// As far as the face that is to be enrolled, if it may be.
    fn see(&self, file: Bytes, known: Option<Known>) -> Result<(Seen, Option<Kept>), OperationError> {
        let ended = |state: State| Ok((Seen::Ended(state), None));
        let (image, digest) = match file {
            Ok(file) => file,
            Err(result) => return ended(State::Settled(result)),
        };
        if let Some(known) = known {
            return ended(State::Settled(known_result(known)));
        }
        let sample = match decode(&image, &DecodeLimits::default()) {
            Ok(sample) => sample,
            Err(error) => return ended(State::Failed(EnrollResult::NotAnImage { why: error.to_string() }, digest)),
        };
        let faces = self.recognizer.detect(&sample)?;
        let Some(face) = faces.first() else { return ended(State::Failed(EnrollResult::NoFace, digest)) };
        let quality = self.recognizer.assess(&sample, &faces, 0);
        let (refused, mut warnings) = self.judged(&quality);
        let seen = if quality.faces_present > 1 {
            Seen::Ended(State::Failed(EnrollResult::SeveralFaces { faces: faces.len() }, digest))
        } else if !refused.is_empty() {
            Seen::Ended(State::Failed(EnrollResult::Poor { why: refused }, digest))
        } else {
            let found_after = face.found_after_words();
            warnings.extend(
                found_after.map(|words| format!("face found only after {words}: see that it is the right one")),
            );
            let aligned = self.recognizer.align(&sample, face);
            Seen::Face(Box::new(Found { aligned, image, warnings }))
        };
        Ok((seen, self.explains.then_some(Kept { sample, faces, quality })))
    }

    /// Why the photograph is refused, and of what is warned, in words.
    fn judged(&self, quality: &Quality) -> (Vec<String>, Vec<String>) {
        let findings = quality.findings(self.recognizer.limits()).into_iter();
        // Whether several faces are there is asked before.
        let findings = findings.filter(|finding| finding.component != Component::FacesPresent);
        // 2-110-3-G asks front-facing of probes; a turned reference is worth less, and is not lost.
        let refuses = |f: &Finding| f.severity == Severity::Refuse && !f.component.is_pose();
        let (refused, warned): (Vec<_>, Vec<_>) = findings.partition(refuses);
        let words =
            |of: Vec<Finding>| of.into_iter().map(|f| probe::finding_words(&probe::policy_finding(f))).collect();
        (words(refused), words(warned))
    }

    fn stages(&self, kept: &Kept, template: Option<&Template>) -> Result<StageFiles, OperationError> {
        let Kept { sample, faces, quality } = kept;
        let stages = Stages { received: None, sample, faces, chosen: 0, quality, template };
        Ok(stages.files(self.recognizer)?)
    }
}

fn reference(item: &Item, found: Found, template: Template) -> Result<State, OperationError> {
    let Ok(entry) = &item.entry else {
        return Err(OperationError::Bug("a row without entry was read".into()));
    };
    let Found { image, warnings, .. } = found;
    let details = json_of(&entry.details)?;
    let reference = NewReference { label: entry.subject.clone(), template, details, image };
    Ok(State::Reference(Box::new(reference), warnings))
}

/// The bytes of a row's file.
pub(super) fn read_item(item: &Item) -> Bytes {
    let unusable = |why: String| EnrollResult::Unusable { why };
    let entry = item.entry.as_ref().map_err(|error| unusable(error.to_string()))?;
    let bytes = read_image(&entry.path).map_err(|error| unusable(error.to_string()))?;
    let digest = sha256(&bytes);
    Ok((bytes, digest))
}

/// What a row is told whose image is there already.
pub(super) fn known_result(known: Known) -> EnrollResult {
    match known {
        Known::Probe => EnrollResult::Probe,
        Known::Enrolled(Duplicate { reference, same_subject: true }) => EnrollResult::Duplicate { reference },
        Known::Enrolled(Duplicate { reference, .. }) => EnrollResult::OtherSubject { reference },
    }
}
