//! Input the image of the person who is investigated (2-110-4-D-2): judged before it is opened, and after.

mod store;

use std::path::PathBuf;

use store::Context;

use super::{Asker, Desk, IntakeFile, OperationError, PurposeSource, Request};
use crate::{
    audit::Intent,
    gate::Probe,
    policy::{Finding, Grade, OperationKind},
    recognition::{
        self, Component, DecodeLimits, Edit, Face, Quality, Recognizer, Sample, Severity, apply_edits, decode,
    },
    report::{FaceLine, ProbeAdmitted},
    seal::sha256,
    vocabulary::EditStep,
};

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
    let (access, (recognizer, seen)) = access.attempted(looked, desk.clock.now())?;
    let context = Context { desk, ask, asker: Asker { presented, request: &request, purpose: &purpose } };
    let probes_left = access.standing().floor().purpose_probes.saturating_sub(purpose.probes_used + 1);
    let (admitted, receipt) = context.store(access, &recognizer, &seen, image)?;
    Ok(ProbeAdmitted {
        program,
        probe: admitted.id,
        purpose: purpose.id,
        case: purpose.case.clone(),
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

/// Left, top, width and height, in whole pixels.
pub(super) fn place(face: &Face) -> [i32; 4] {
    [face.left, face.top, face.right - face.left, face.bottom - face.top].map(|v| v.round() as i32)
}

fn face_lines(seen: &Seen) -> Vec<FaceLine> {
    let line = |(index, face): (usize, &Face)| FaceLine {
        number: index + 1,
        at: place(face),
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
