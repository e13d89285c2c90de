//! Look at one candidate: both photographs side by side, as a working copy (2-110-4-D-4).
//!
//! Neither score nor name stands on the page: whoever compares two faces should not know what the software thinks of them.

use std::path::PathBuf;

use serde_json::json;

use super::{
    admit,
    hygiene::{Lists, enrolled_since, warnings},
    intent,
    matter::Matter,
    told::{FileTold, OpenTold},
};
use crate::{
    audit::{Access, Moment, Outcome},
    gate::{OpensFaces, VerifyOpen},
    operation::{Desk, OperationError, PurposeSource, Request, edits::probe_picture, json_of, working_copy::Folder},
    policy::{LEAD_NOTICE, OperationKind},
    recognition::{Component, DecodeLimits, Recognizer, Sample, Severity, decode, picture},
    report::{
        CandidateLine, CandidateOpened, ComparisonPage, MeasureRow, PageEdits, PageFact, PagePicture, Place,
        ProgramLine, Warning, comparison_html,
    },
    repository::reference_image,
    seal::sha256,
    vocabulary::{Digest, EditStep, ProbeId, PurposeId},
};

/// The probe's photograph before its edits, in the working copy.
pub(super) const RECEIVED: &str = "probe-received.png";

/// What `frs verify open` was asked.
pub struct OpenRequest {
    /// The search.
    pub search: String,
    /// The candidate, by its place in the list.
    pub candidate: u32,
    /// The directory for the working copy, which is made.
    pub out: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Writes the working copy.
///
/// # Errors
/// The refusal; where an image is not the one that was let in or enrolled; where something is in the directory's place.
pub fn open_candidate(desk: &Desk<'_>, ask: &OpenRequest) -> Result<CandidateOpened, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let (mut visit, models) = desk.visit_looking(OperationKind::VerifyOpen, &mut request)?;
    let (matter, mut admitted) = admit::<VerifyOpen>(&mut visit, &mut request, &ask.search, Some(ask.candidate))?;
    let candidate = matter.candidate(ask.candidate)?;
    let since = enrolled_since(&visit, matter.case.as_deref())?;
    let warnings = warnings(candidate, &since, &Lists::count(&visit, &matter)?);
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({ "candidate": ask.candidate }));
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let at = Place { log: access.log(), sequence: access.intent() };
    let title = format!("Candidate {} of {}", ask.candidate, matter.list.candidates.len());
    let made = desk.recognizer(&models).and_then(|recognizer| {
        // An enrollment or expunge beside it is no tampering: all is read as of one moment.
        let moment = access.moment()?;
        let pair = Pair::read(&access, &moment, &recognizer, matter.list.probe, candidate)?;
        let case = matter.case.clone().unwrap_or_else(|| "none".to_owned());
        let about = vec![("Search", matter.search.to_string()), ("Case", case)];
        let page = Sheet { program: &program, title, about, at, blind: false };
        let files = pair.files(&page, &warnings)?;
        let sizes: Vec<u64> = files.iter().map(|(_, content)| content.len() as u64).collect();
        Folder::make(&ask.out)?.with(files).map(|(folder, digests)| (folder, digests, sizes))
    });
    let (access, (folder, digests, sizes)) = access.attempted(made, desk.clock.now())?;
    let told = OpenTold {
        search: matter.search,
        rank: ask.candidate,
        reference: candidate.reference,
        class: "working-copy".into(),
        files: digests.iter().zip(sizes).map(|((name, sha256), bytes)| told(name, *sha256, bytes)).collect(),
        warnings: warnings.iter().map(|warning| warning.mark.clone()).collect(),
    };
    let record = json_of(&told)?;
    let outcome = Outcome::done(record);
    let receipt = access.finish(outcome, desk.clock.now())?;
    folder.fill()?;
    Ok(opened(ask, &matter, candidate, (program, purpose), (digests, warnings), (&receipt).into()))
}

/// What each file is, for whoever shares it.
fn told(name: &str, sha256: Digest, bytes: u64) -> FileTold {
    let kind = match name {
        "comparison.html" => "comparison",
        "probe.png" => "probe-picture",
        RECEIVED => "probe-received",
        "probe-face.png" => "probe-face",
        "reference.png" => "candidate-picture",
        "reference-face.png" => "candidate-face",
        // What nobody has given a kind shows who knows what: it does not leave.
        _ => "working-copy",
    };
    FileTold::Named { kind: kind.to_owned(), name: name.to_owned(), sha256, bytes }
}

fn opened(
    ask: &OpenRequest,
    matter: &Matter,
    candidate: &CandidateLine,
    (program, purpose): (ProgramLine, Option<PurposeId>),
    (files, warnings): (Vec<(String, Digest)>, Vec<Warning>),
    entry: crate::report::EntryReference,
) -> CandidateOpened {
    CandidateOpened {
        program,
        search: matter.search,
        purpose,
        rank: ask.candidate,
        candidates: u32::try_from(matter.list.candidates.len()).unwrap_or(u32::MAX),
        reference: candidate.reference,
        notice: LEAD_NOTICE,
        directory: ask.out.display().to_string(),
        files,
        warnings,
        entry,
    }
}

/// What a page says beside the pictures.
pub(super) struct Sheet<'s> {
    pub program: &'s ProgramLine,
    pub title: String,
    pub about: Vec<(&'static str, String)>,
    pub at: Place,
    /// Without ids and digests: nothing that could be looked up.
    pub blind: bool,
}

/// One photograph, looked at.
struct Side {
    photograph: Vec<u8>,
    picture: PagePicture,
    measures: Vec<(String, bool)>,
    facts: Vec<(&'static str, String)>,
}

/// The probe before its edits.
struct Received {
    photograph: Vec<u8>,
    reduced: Vec<u8>,
    edits: Vec<EditStep>,
}

/// The two photographs.
pub(super) struct Pair {
    /// Where the probe was edited.
    received: Option<Received>,
    probe: Side,
    reference: Side,
}

impl Pair {
    /// Reads both, each held against what the book commits to, and finds the faces anew.
    ///
    /// # Errors
    /// Where one is missing or another one, or no face is found in it.
    pub fn read<Op: OpensFaces>(
        access: &Access<'_, Op>,
        moment: &Moment<'_>,
        recognizer: &Recognizer,
        probe: ProbeId,
        candidate: &CandidateLine,
    ) -> Result<Self, OperationError> {
        let stored = probe_picture(access, probe)?;
        let facts = vec![
            ("Probe", probe.to_string()),
            ("Let in", format!("{:.0}", stored.admitted)),
            ("SHA-256", stored.image.to_string()),
        ];
        let received = match stored.edits.is_empty() {
            true => None,
            false => Some(Received {
                photograph: picture::photograph(&stored.received)?,
                reduced: picture::reduced(&stored.received)?,
                edits: stored.edits,
            }),
        };
        let probe = Side::look(recognizer, &stored.used, &probe.to_string(), stored.chosen, facts)?;
        let enrolled = reference_image(access, moment, candidate.reference)?;
        let taken = candidate.capture_date.map_or_else(|| "unknown".to_owned(), |date| date.to_string());
        let age = candidate.photo_age_years.map_or_else(|| "unknown".to_owned(), |years| format!("{years} years"));
        let facts = vec![
            ("Reference", candidate.reference.to_string()),
            ("Taken", taken),
            ("Photo age", age),
            ("SHA-256", sha256(&enrolled.image).to_string()),
        ];
        let name = candidate.reference.to_string();
        let sample = decode(&enrolled.image, &DecodeLimits::default())
            .map_err(|error| OperationError::Integrity(format!("{name}: {error}")))?;
        let reference = Side::look(recognizer, &sample, &name, 0, facts)?;
        Ok(Self { received, probe, reference })
    }

    /// The page and the pictures: names and contents.
    ///
    /// # Errors
    /// None but a bug.
    pub fn files(self, sheet: &Sheet<'_>, warnings: &[Warning]) -> Result<Vec<(String, Vec<u8>)>, OperationError> {
        let Self { received, probe, reference } = self;
        let rows = Component::ALL.into_iter().zip(&probe.measures).zip(&reference.measures);
        let measures = rows.map(|((component, (one, good)), (other, other_good))| MeasureRow {
            name: component.as_str().replace('_', " "),
            probe: one.clone(),
            reference: other.clone(),
            marked: [!good, !other_good],
        });
        let measures = measures.collect();
        let shown = |name: &str| !(sheet.blind && matches!(name, "Probe" | "Reference" | "SHA-256"));
        let facts = |of: Vec<(&'static str, String)>| {
            let of = of.into_iter().filter(|(name, _)| shown(name));
            of.map(|(name, text)| PageFact { name, text }).collect()
        };
        let (photograph, edits) = match received {
            None => (None, None),
            Some(Received { photograph, reduced, edits }) => {
                (Some(photograph), Some(PageEdits { received: reduced, steps: edits, digests: !sheet.blind }))
            }
        };
        let page = ComparisonPage {
            program: sheet.program.clone(),
            title: sheet.title.clone(),
            about: facts(sheet.about.clone()),
            notice: LEAD_NOTICE,
            probe_facts: facts(probe.facts),
            reference_facts: facts(reference.facts),
            edits,
            probe: probe.picture,
            reference: reference.picture,
            measures,
            warnings: warnings.to_vec(),
            at: sheet.at,
        };
        let html = comparison_html(&page);
        let ComparisonPage { probe: probe_picture, reference: reference_picture, .. } = page;
        let mut files = vec![
            ("comparison.html".into(), html.into_bytes()),
            ("probe.png".into(), probe.photograph),
            ("probe-face.png".into(), probe_picture.face),
            ("reference.png".into(), reference.photograph),
            ("reference-face.png".into(), reference_picture.face),
        ];
        files.extend(photograph.map(|photograph| (RECEIVED.to_owned(), photograph)));
        Ok(files)
    }
}

impl Side {
    fn look(
        recognizer: &Recognizer,
        sample: &Sample,
        name: &str,
        chosen: usize,
        facts: Vec<(&'static str, String)>,
    ) -> Result<Self, OperationError> {
        let faces = recognizer.detect(sample)?;
        let face = faces.get(chosen).ok_or_else(|| {
            OperationError::Integrity(format!("{name}: the face that was measured is not found in it any more"))
        })?;
        let quality = recognizer.assess(sample, &faces, chosen);
        let findings = quality.findings(recognizer.limits());
        let measures = Component::ALL.into_iter().map(|component| {
            let past = findings.iter().find(|finding| finding.component == component);
            let words = match past.map(|finding| finding.severity) {
                None => String::new(),
                Some(Severity::Warn) => " (past the warning limit)".into(),
                Some(Severity::Refuse) => " (past the refusing limit)".into(),
            };
            (format!("{:.2}{words}", quality.measure(component)), past.is_none())
        });
        let crop = picture::crop(sample, face)?;
        let picture = PagePicture { whole: picture::whole(sample, face)?, face: crop.png, enlarged: crop.enlarged };
        let mut facts = facts;
        facts.push(("Size", format!("{} × {} pixels", sample.width, sample.height)));
        Ok(Self { photograph: picture::photograph(sample)?, picture, measures: measures.collect(), facts })
    }
}
