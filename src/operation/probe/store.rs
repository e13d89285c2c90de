//! What an open entry makes of a face: judged now that it is seen, measured, and stored with the book's word for it.

use std::num::NonZeroUsize;

use serde::Serialize;

use super::{ProbeRequest, Seen, finding_words, place, policy_finding};
use crate::{
    audit::{Access, Outcome, Receipt, Recorded},
    gate::Probe,
    operation::{
        Asker, Desk, IntakeFile, OperationError,
        desk::program_line,
        json_of,
        stages::{Explained, Stages},
    },
    policy::{Grade, ProbeFace, Refusal, StatedPurpose},
    recognition::{Component, Face, ModelIdentity, Quality, Recognizer},
    report::Place,
    repository::{NewProbe, insert_probe, probes_of},
    seal::{new_id, sha256},
    vocabulary::{Digest, EditStep, ProbeId, Template},
};

/// Said of a probe that is enrolled.
const ENROLLED: &str = "this very image is enrolled: it will find itself, which says nothing of who is sought; find out who enrolled it, and \
                        why";

/// Said of a probe that takes a second one of those that a purpose carries.
const LET_IN: &str = "this very image was already let in under this purpose, as";

/// Everything that is stored sealed beside the image: the intake, what was measured, and with what.
#[derive(Serialize)]
struct IntakeRecord<'a> {
    intake: &'a IntakeFile,
    image: Digest,
    format: &'a str,
    width: u32,
    height: u32,
    orientation: u8,
    #[serde(skip_serializing_if = "<[EditStep]>::is_empty")]
    edits: &'a [EditStep],
    face: &'a Face,
    faces: usize,
    chosen: usize,
    quality: &'a Quality,
    override_reason: Option<&'a str>,
    admitted: jiff::Timestamp,
    detector: &'a ModelIdentity,
    embedder: &'a ModelIdentity,
}

/// Who lets which probe in.
pub(super) struct Context<'c> {
    pub desk: &'c Desk<'c>,
    pub ask: &'c ProbeRequest,
    pub asker: Asker<'c>,
}

/// A probe that was let in.
pub(super) struct Stored {
    pub id: ProbeId,
    pub warnings: Vec<String>,
    pub image: Digest,
}

/// A face that the rules let in, measured.
struct Measured {
    template: Template,
    warnings: Vec<String>,
    explained: Option<Explained>,
}

impl Context<'_> {
    pub fn store(
        &self,
        access: Access<'_, Probe>,
        recognizer: &Recognizer,
        seen: &Seen,
        image: Vec<u8>,
    ) -> Result<(Stored, Receipt), OperationError> {
        let now = self.desk.clock.now();
        let face = self.face_facts(recognizer, seen);
        let judged = self.asker.shows(access.standing(), &face, now);
        // Whoever is refused is shown what was measured, too; a template is made for nobody who is.
        let template =
            judged.is_ok().then(|| recognizer.embed(&recognizer.align(&seen.sample, &seen.faces[seen.chosen])));
        let explained = self.explained(&access, recognizer, seen, template.as_ref().and_then(|t| t.as_ref().ok()));
        let measured = explained.and_then(|explained| Ok((template.transpose()?, explained)));
        let (access, (template, explained)) = access.attempted(measured, now)?;
        match (judged, template) {
            (Err(refusal), _) => Err(refused(access, refusal, explained, now)?),
            (Ok(()), None) => Err(OperationError::Bug("a probe was admitted without a template".into())),
            (Ok(()), Some(template)) => {
                let warned = face.quality.iter().filter(|finding| finding.grade == Grade::Warn);
                let warnings = warned.map(finding_words).collect();
                self.enter(access, recognizer, seen, (image, &face), Measured { template, warnings, explained })
            }
        }
    }

    /// The probe and what the book says of it, in one transaction.
    fn enter(
        &self,
        access: Access<'_, Probe>,
        recognizer: &Recognizer,
        seen: &Seen,
        (image, face): (Vec<u8>, &ProbeFace),
        Measured { template, mut warnings, explained }: Measured,
    ) -> Result<(Stored, Receipt), OperationError> {
        let now = self.desk.clock.now();
        let digest = sha256(&image);
        let record = self.record(recognizer, seen, digest, now);
        let id = new_id(ProbeId)?;
        let mut outcome = serde_json::json!({
            "probe": id, "model": template.model, "image": digest, "template": sha256(&template.to_bytes()), "record": record,
        });
        if let Some(explained) = &explained {
            outcome["explained"] = explained.told();
        }
        let probe = NewProbe { id, purpose: self.asker.purpose.id, intake: json_of(&record)?, template, image };
        // Counted again in the transaction: probes that ran beside this one may have taken the last place (2-110-4-A).
        let most = access.standing().floor().purpose_probes;
        let full = StatedPurpose { probes_used: most, ..self.asker.purpose.clone() };
        let full = Asker { purpose: &full, ..self.asker }.shows(access.standing(), face, now);
        let (receipt, written) = access.close::<_, OperationError>(now, |writing| {
            if let Err(refusal) = full
                && probes_of(writing, probe.purpose)? >= u64::from(most)
            {
                return Ok((Outcome::refused(&refusal), Err(refusal)));
            }
            let same = insert_probe(writing, &probe)?;
            if let Some(before) = same.probe {
                outcome["let_in_before"] = serde_json::json!(before);
                warnings.push(format!("{LET_IN} {before}"));
            }
            if let Some(reference) = same.reference {
                outcome["enrolled_as"] = serde_json::json!(reference);
                warnings.push(format!("{ENROLLED} ({})", reference.short()));
            }
            outcome["warnings"] = serde_json::json!(warnings);
            Ok((Outcome::done(outcome.to_string()), Ok(warnings)))
        })?;
        let warnings = written.map_err(|refusal| OperationError::Refused {
            refusal,
            recorded: Recorded::Book { sequence: receipt.outcome() },
        })?;
        explained.map_or(Ok(()), Explained::fill)?;
        Ok((Stored { id, warnings, image: digest }, receipt))
    }

    fn record<'r>(
        &'r self,
        recognizer: &'r Recognizer,
        seen: &'r Seen,
        image: Digest,
        admitted: jiff::Timestamp,
    ) -> IntakeRecord<'r> {
        IntakeRecord {
            intake: &self.ask.intake,
            image,
            format: seen.received.format,
            width: seen.received.width,
            height: seen.received.height,
            orientation: seen.received.orientation,
            edits: &seen.edits,
            face: &seen.faces[seen.chosen],
            faces: seen.faces.len(),
            chosen: seen.chosen + 1,
            quality: &seen.quality,
            override_reason: self.ask.override_reason.as_deref(),
            admitted,
            detector: recognizer.detector(),
            embedder: recognizer.embedder(),
        }
    }

    /// The stages, in a folder that is filled once the book says so.
    fn explained(
        &self,
        access: &Access<'_, Probe>,
        recognizer: &Recognizer,
        seen: &Seen,
        template: Option<&Template>,
    ) -> Result<Option<Explained>, OperationError> {
        let Some(folder) = &self.ask.explain else { return Ok(None) };
        let at = Place { log: access.log(), sequence: access.intent() };
        let stages = Stages {
            received: (!seen.edits.is_empty()).then_some(&seen.received),
            sample: &seen.sample,
            faces: &seen.faces,
            chosen: seen.chosen,
            quality: &seen.quality,
            template,
        };
        Explained::make(folder, &program_line(access.standing().founding()), at, stages.files(recognizer)?).map(Some)
    }

    fn face_facts(&self, recognizer: &Recognizer, seen: &Seen) -> ProbeFace {
        let (pose, quality) = seen
            .quality
            .findings(recognizer.limits())
            .into_iter()
            .filter(|finding| finding.component != Component::FacesPresent)
            .partition::<Vec<_>, _>(|finding| finding.component.is_pose());
        // A bystander in the background is no second subject; who else could be meant, the measure says.
        let alone = seen.quality.faces_present <= 1;
        ProbeFace {
            found: NonZeroUsize::new(seen.faces.len()).unwrap_or(NonZeroUsize::MIN),
            chosen: if alone { Some(seen.chosen) } else { seen.named },
            places: seen.faces.iter().map(place).collect(),
            pose: pose.into_iter().map(policy_finding).collect(),
            quality: quality.into_iter().map(policy_finding).collect(),
            override_reason: self.ask.override_reason.clone(),
        }
    }
}

/// What was measured is shown to whoever was refused, too: it says what would mend it.
fn refused(
    access: Access<'_, Probe>,
    refusal: Refusal,
    explained: Option<Explained>,
    now: jiff::Timestamp,
) -> Result<OperationError, OperationError> {
    let Some(explained) = explained else {
        let sequence = access.refused(&refusal, now)?;
        return Ok(OperationError::Refused { refusal, recorded: Recorded::Book { sequence } });
    };
    let mut record = serde_json::to_value(&refusal).map_err(|error| OperationError::Bug(error.to_string()))?;
    record["explained"] = explained.told();
    let outcome = Outcome { record: record.to_string(), ..Outcome::refused(&refusal) };
    let sequence = access.finish(outcome, now)?.outcome();
    explained.fill()?;
    Ok(OperationError::Refused { refusal, recorded: Recorded::Book { sequence } })
}
