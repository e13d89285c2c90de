//! Look at a whole list on one sheet: probe and every candidate at one scale, to be printed (2-110-4-D-4).
//!
//! An overview and a working copy: it disposes of nobody, counts as no look at a candidate, and is handed to nobody.

use std::path::PathBuf;

use serde_json::json;

use super::{admit, intent, matter::Matter, status::states, told::ContactTold};
use crate::{
    audit::{Access, Outcome},
    gate::VerifyContact,
    operation::{Desk, OperationError, PurposeSource, Request, edits::probe_picture, json_of, working_copy::Folder},
    policy::{LEAD_NOTICE, OperationKind},
    recognition::{DecodeLimits, Recognizer, decode, picture},
    report::{
        CandidateState, ContactCandidate, ContactMade, ContactSheet, LeadPicture, Place, ProgramLine, contact_html,
        contact_png,
    },
    repository::{RoomError, reference_image},
};

/// Side of a candidate's face, pixels.
const FACE: usize = 220;
/// Longer side of the probe, pixels.
const PROBE: u32 = 560;
/// Side of the probe's face, pixels.
const PROBE_FACE: usize = 440;

/// What `frs verify contact` was asked.
pub struct ContactRequest {
    /// The search.
    pub search: String,
    /// The directory for the working copy, which is made.
    pub out: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Writes the sheet as a page and as a picture.
///
/// # Errors
/// The refusal; where an image is not the one that was let in or enrolled; where something is in the directory's place.
pub fn contact_sheet(desk: &Desk<'_>, ask: &ContactRequest) -> Result<ContactMade, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let (mut visit, models) = desk.visit_looking(OperationKind::VerifyContact, &mut request)?;
    let (matter, mut admitted) = admit::<VerifyContact>(&mut visit, &mut request, &ask.search, None)?;
    let states = states(&visit, &matter)?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({}));
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let made = desk
        .recognizer(&models)
        .and_then(|recognizer| sheet(&access, &recognizer, &matter, states, program.clone()))
        .and_then(|sheet| {
            let png = contact_png(&sheet).map_err(|error| OperationError::Bug(error.to_string()))?;
            let files = vec![
                ("contact.html".to_owned(), contact_html(&sheet).into_bytes()),
                ("contact.png".to_owned(), png),
                ("probe.png".to_owned(), sheet.annotated.png),
            ];
            let gone = sheet.candidates.iter().filter(|one| one.picture.is_none()).map(|one| one.rank).collect();
            Folder::make(&ask.out)?.with(files).map(|(folder, digests)| (folder, digests, gone))
        });
    let (access, (folder, files, expunged)): (_, (_, _, Vec<u32>)) = access.attempted(made, desk.clock.now())?;
    let told = ContactTold { search: matter.search, class: "working-copy".into(), files: files.clone() };
    let outcome = Outcome::done(json_of(&told)?);
    let receipt = access.finish(outcome, desk.clock.now())?;
    folder.fill()?;
    Ok(ContactMade {
        program,
        search: matter.search,
        purpose,
        candidates: u32::try_from(matter.list.candidates.len()).unwrap_or(u32::MAX),
        expunged,
        notice: LEAD_NOTICE,
        directory: ask.out.display().to_string(),
        files,
        entry: (&receipt).into(),
    })
}

fn sheet(
    access: &Access<'_, VerifyContact>,
    recognizer: &Recognizer,
    matter: &Matter,
    states: Vec<CandidateState>,
    program: ProgramLine,
) -> Result<ContactSheet, OperationError> {
    let probe = matter.list.probe;
    let stored = probe_picture(access, probe)?;
    let faces = recognizer.detect(&stored.used)?;
    let searched = faces.get(stored.chosen).ok_or_else(|| {
        OperationError::Integrity(format!("{probe}: the face that was measured is not found in it any more"))
    })?;
    let (png, width, height) = picture::annotated(&stored.used, &faces, stored.chosen, PROBE)?;
    let face = picture::crop_of(&stored.used, searched, PROBE_FACE)?;
    let candidates = candidates(access, recognizer, matter, states)?;
    Ok(ContactSheet {
        program,
        search: matter.search,
        case: matter.case.clone(),
        searched: format!("{:.0}", matter.time),
        probe,
        annotated: LeadPicture { png, width, height },
        face: square(face.png, PROBE_FACE),
        faces: faces.len() as u64,
        chosen: stored.chosen as u64 + 1,
        candidates,
        at: Place { log: access.log(), sequence: access.intent() },
    })
}

fn candidates(
    access: &Access<'_, VerifyContact>,
    recognizer: &Recognizer,
    matter: &Matter,
    states: Vec<CandidateState>,
) -> Result<Vec<ContactCandidate>, OperationError> {
    // An enrollment or expunge beside it is no tampering: all is read as of one moment.
    let moment = access.moment()?;
    let mut shown = Vec::with_capacity(states.len());
    for (line, state) in matter.list.candidates.iter().zip(states) {
        let (picture, enlarged) = match reference_image(access, &moment, line.reference) {
            Ok(enrolled) => face_of(recognizer, &enrolled.image, &line.reference.to_string())?,
            // Expunged since the search: the list still says that it was there.
            Err(RoomError::Unknown { .. }) => (None, None),
            Err(error) => return Err(error.into()),
        };
        shown.push(ContactCandidate {
            rank: line.rank,
            above_line: line.above_line,
            capture_date: line.capture_date,
            photo_age_years: line.photo_age_years,
            state: state.state,
            marks: state.warnings.into_iter().map(|warning| warning.mark).collect(),
            picture,
            enlarged,
        });
    }
    Ok(shown)
}

/// The face, upright, and by how much it was enlarged; where another detector finds none, the whole photograph.
fn face_of(
    recognizer: &Recognizer,
    image: &[u8],
    name: &str,
) -> Result<(Option<LeadPicture>, Option<f64>), OperationError> {
    let sample = decode(image, &DecodeLimits::default())
        .map_err(|error| OperationError::Integrity(format!("{name}: {error}")))?;
    if let Some(face) = recognizer.detect(&sample)?.first() {
        let crop = picture::crop_of(&sample, face, FACE)?;
        return Ok((Some(square(crop.png, FACE)), Some(crop.enlarged)));
    }
    let (png, width, height) = picture::whole_of(&sample, None, FACE as u32)?;
    Ok((Some(LeadPicture { png, width, height }), None))
}

fn square(png: Vec<u8>, side: usize) -> LeadPicture {
    LeadPicture { png, width: side as u32, height: side as u32 }
}
