//! Input the image of the person who is investigated (2-110-4-D-2): judged before it is opened, and after.

use std::{num::NonZeroUsize, path::PathBuf};

use serde::Serialize;

use super::{
    Desk, IntakeFile, OperationError, PurposeSource, Request, Visit,
    desk::program_line,
    json_of,
    stages::{Explained, Stages},
};
use crate::{
    audit::{Access, Intent, Outcome, Recorded},
    gate::{Presented, Probe},
    policy::{Finding, Grade, OperationKind, ProbeFace, Refusal, StatedPurpose},
    recognition::{
        self, Component, DecodeLimits, Edit, Face, Quality, Recognizer, Sample, Severity, apply_edits, decode,
    },
    report::{FaceLine, Place, ProbeAdmitted},
    repository::{NewProbe, insert_probe, probes_of},
    seal::{new_id, sha256},
    vocabulary::{EditStep, ProbeId, Template},
};

/// Said of a probe that is enrolled.
const ENROLLED: &str = "this very image is enrolled: it will find itself, which says nothing of who is sought; find out who enrolled it, and \
                        why";

/// What `frs probe` was asked.
#[derive(Debug, Default)]
pub struct ProbeRequest {
    /// The image file.
    pub image: PathBuf,
    /// What was told of it.
    pub intake: IntakeFile,
    /// What is done to the image before it is measured, in this order; the image as received is kept.
    pub edits: Vec<Edit>,
    /// Which face, from 1, of the image as edited.
    pub face: Option<usize>,
    /// Why the examiner goes on past a warning.
    pub override_reason: Option<String>,
    /// Where each stage is written.
    pub explain: Option<PathBuf>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// What the image turned out to hold.
struct Seen {
    received: Sample,
    /// What is measured: as received, where nothing was edited.
    sample: Sample,
    edits: Vec<EditStep>,
    faces: Vec<Face>,
    chosen: usize,
    named: Option<usize>,
    quality: Quality,
}

/// Everything that is stored sealed beside the image: the intake, what was measured, and with what.
#[derive(Serialize)]
struct IntakeRecord<'a> {
    intake: &'a IntakeFile,
    image: crate::vocabulary::Digest,
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
    detector: &'a recognition::ModelIdentity,
    embedder: &'a recognition::ModelIdentity,
}

/// Lets a probe in, or says why not.
///
/// # Errors
/// The refusal before or after the image was opened; not an image; no face; what kept it from being stored.
pub fn admit_probe(desk: &Desk<'_>, ask: &ProbeRequest) -> Result<ProbeAdmitted, OperationError> {
    let mut request = Request {
        purpose: ask.purpose.clone(),
        photographs: true,
        intake: Some(ask.intake.facts()?),
        ..Request::default()
    };
    let (mut visit, models) = desk.visit_looking(OperationKind::Probe, &mut request)?;
    let admitted = visit.admit::<Probe>(&request)?;
    let purpose = admitted.purpose.ok_or_else(|| OperationError::Bug("a probe was admitted without purpose".into()))?;
    let image = super::enroll::read_image(&ask.image)?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = Intent {
        inputs: Some(serde_json::json!({ "image": sha256(&image), "bytes": image.len() }).to_string()),
        arguments: Some(arguments(ask).to_string()),
        statement: admitted.statement,
        case: purpose.case.clone(),
    };
    let (book, presented) = visit.parts();
    let access = book.begin(admitted.permit, intent, now)?;
    let looked =
        desk.recognizer(&models).and_then(|recognizer| look(&recognizer, ask, &image).map(|seen| (recognizer, seen)));
    let (recognizer, seen) = match looked {
        Ok(seen) => seen,
        Err(error) => {
            access.failed(&error.to_string(), desk.clock.now())?;
            return Err(error);
        }
    };
    let context = Context { desk, ask, request: &request, purpose: &purpose, presented };
    let probes_left = access.standing().floor().purpose_probes.saturating_sub(purpose.probes_used + 1);
    let (admitted, receipt) = context.store(access, &recognizer, &seen, image)?;
    Ok(ProbeAdmitted {
        program,
        probe: admitted.id,
        purpose: purpose.id,
        probes_left,
        faces: face_lines(&seen),
        measures: measures(&seen.quality),
        warnings: admitted.warnings,
        found_after: seen.faces[seen.chosen].found_after_words(),
        image: admitted.image,
        edits: seen.edits,
        entry: (&receipt).into(),
    })
}

/// How the command was called. The edits are signed with the intent, before the image is looked at.
fn arguments(ask: &ProbeRequest) -> serde_json::Value {
    let mut called = serde_json::json!({ "face": ask.face, "explain": ask.explain.is_some() });
    if !ask.edits.is_empty() {
        called["edits"] = ask.edits.iter().map(ToString::to_string).collect();
    }
    called
}

fn look(recognizer: &Recognizer, ask: &ProbeRequest, image: &[u8]) -> Result<Seen, OperationError> {
    let received = decode(image, &DecodeLimits::default())
        .map_err(|error| OperationError::NotAnImage { path: ask.image.clone(), error })?;
    let (sample, edits) = apply_edits(&received, &ask.edits)?;
    let faces = recognizer.detect(&sample)?;
    if faces.is_empty() {
        return Err(OperationError::NoFace(ask.image.clone()));
    }
    let named = match ask.face {
        Some(number) if (1..=faces.len()).contains(&number) => Some(number - 1),
        Some(number) => {
            let shown = if faces.len() == 1 { "1 face".into() } else { format!("{} faces", faces.len()) };
            return Err(OperationError::Usage(format!("--face {number}: the image shows {shown}")));
        }
        None => None,
    };
    let chosen = named.unwrap_or(0);
    let quality = recognizer.assess(&sample, &faces, chosen);
    Ok(Seen { received, sample, edits, faces, chosen, named, quality })
}

struct Context<'c> {
    desk: &'c Desk<'c>,
    ask: &'c ProbeRequest,
    request: &'c Request,
    purpose: &'c StatedPurpose,
    presented: &'c Presented,
}

struct Stored {
    id: ProbeId,
    warnings: Vec<String>,
    image: crate::vocabulary::Digest,
}

impl Context<'_> {
    fn store(
        &self,
        access: Access<'_, Probe>,
        recognizer: &Recognizer,
        seen: &Seen,
        image: Vec<u8>,
    ) -> Result<(Stored, crate::audit::Receipt), OperationError> {
        let now = self.desk.clock.now();
        let face = self.face_facts(recognizer, seen);
        let judge = |purpose: &StatedPurpose| {
            let at = access.standing().gate_time(now);
            Visit::judge_face(access.standing(), self.presented, self.request, purpose, &face, at)
        };
        let judged = judge(self.purpose);
        let aligned = recognizer.align(&seen.sample, &seen.faces[seen.chosen]);
        let template = match &judged {
            Ok(()) => Some(recognizer.embed(&aligned)),
            Err(_) => None,
        };
        let explained = match self.explained(&access, recognizer, seen, template.as_ref().and_then(|t| t.as_ref().ok()))
        {
            Ok(explained) => explained,
            Err(error) => {
                access.failed(&error.to_string(), now)?;
                return Err(error);
            }
        };
        if let Err(refusal) = judged {
            return Err(refused(access, refusal, explained, now)?);
        }
        let template = match template {
            Some(Ok(template)) => template,
            Some(Err(error)) => {
                access.failed(&error.to_string(), now)?;
                return Err(error.into());
            }
            None => return Err(OperationError::Bug("a probe was admitted without a template".into())),
        };
        let digest = sha256(&image);
        let record = IntakeRecord {
            intake: &self.ask.intake,
            image: digest,
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
            admitted: now,
            detector: recognizer.detector(),
            embedder: recognizer.embedder(),
        };
        let intake = json_of(&record)?;
        let id = new_id(ProbeId)?;
        let mut warnings: Vec<String> =
            face.quality.iter().filter(|f| f.grade == Grade::Warn).map(finding_words).collect();
        let mut outcome = serde_json::json!({
            "probe": id, "model": template.model, "image": digest, "template": sha256(&template.to_bytes()), "record": record,
        });
        if let Some(explained) = &explained {
            outcome["explained"] = explained.told();
        }
        let probe = NewProbe { id, purpose: self.purpose.id, intake, template, image };
        // Counted again in the transaction: probes that ran beside this one may have taken the last place (2-110-4-A).
        let most = access.standing().floor().purpose_probes;
        let full = judge(&StatedPurpose { probes_used: most, ..self.purpose.clone() });
        let (receipt, written) = access.close::<_, OperationError>(self.desk.clock.now(), |writing| {
            if let Err(refusal) = full
                && probes_of(writing, probe.purpose)? >= u64::from(most)
            {
                return Ok((Outcome::refused(&refusal), Err(refusal)));
            }
            if let Some(reference) = insert_probe(writing, &probe)? {
                outcome["enrolled_as"] = serde_json::json!(reference);
                warnings.push(format!("{ENROLLED} ({})", reference.short()));
            }
            outcome["warnings"] = serde_json::json!(warnings);
            Ok((Outcome::done(outcome.to_string()), Ok(warnings)))
        })?;
        match written {
            Ok(warnings) => {
                explained.map_or(Ok(()), Explained::fill)?;
                Ok((Stored { id, warnings, image: digest }, receipt))
            }
            Err(refusal) => {
                let recorded = Recorded::Book { sequence: receipt.outcome() };
                Err(OperationError::Refused { refusal, recorded })
            }
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
    let sequence = access.finish_showing(outcome, now)?.outcome();
    explained.fill()?;
    Ok(OperationError::Refused { refusal, recorded: Recorded::Book { sequence } })
}

/// A recognition finding as the rules see it.
pub(super) fn policy_finding(finding: recognition::Finding) -> Finding {
    Finding {
        component: finding.component.as_str(),
        measure: finding.measure,
        limit: finding.limit,
        grade: match finding.severity {
            Severity::Warn => Grade::Warn,
            Severity::Refuse => Grade::Refuse,
        },
        remedy: finding.remedy.to_owned(),
    }
}

/// Component, measure, limit and remedy in one line.
pub(super) fn finding_words(finding: &Finding) -> String {
    let name = finding.component.replace('_', " ");
    format!("{name} {:.2} (limit {:.2}): {}", finding.measure, finding.limit, finding.remedy)
}

fn face_lines(seen: &Seen) -> Vec<FaceLine> {
    let line = |(index, face): (usize, &Face)| FaceLine {
        number: index + 1,
        at: [face.left, face.top, face.right - face.left, face.bottom - face.top].map(|v| v.round() as i32),
        detection: face.confidence,
        chosen: index == seen.chosen,
    };
    seen.faces.iter().enumerate().map(line).collect()
}

fn measures(quality: &Quality) -> Vec<(String, String)> {
    let unit = |component: Component| match component {
        Component::InterEyeDistance => " px",
        Component::HeadPoseYaw | Component::HeadPosePitch | Component::HeadPoseRoll => "°",
        _ => "",
    };
    Component::ALL
        .into_iter()
        .map(|c| (c.as_str().replace('_', " "), format!("{:.2}{}", quality.measure(c), unit(c))))
        .collect()
}
