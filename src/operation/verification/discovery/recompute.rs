//! Make again what a discovery file holds, without a repository (a public command): edits, template, scores.
//!
//! Everything here was written by somebody else. Nothing of it is believed: what can be made again is compared, the rest is named.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::{
    form::{COMPLETE, DISCOVERY, Discovery, TEMPLATES, Templates, decode},
    shown::{Day, Shown},
};
use crate::{
    operation::{Anchors, OperationError, edits::made_again, files, json_of, prove::check_by_floor},
    policy::{LEAD_NOTICE, OperationKind, SCORE_NOTICE},
    recognition::{self, DecodeLimits, ModelRole, Recognizer},
    report::{CandidateList, CosignedBy, ProgramLine, ProofChecked, Recomputed, RecomputedLine},
    seal::sha256,
    vocabulary::{ComparisonScore, Digest, SearchId, Template},
};

/// A list of fifty with every record is smaller.
const MAX_TEXT: u64 = 16 << 20;
/// As a probe may be.
const MAX_IMAGE: u64 = 256 << 20;
/// More files than a bundle holds.
const MAX_FILES: usize = 500;

/// What a directory holds.
struct Found {
    discovery: Discovery,
    templates: Option<Templates>,
    image: Option<Vec<u8>>,
    proofs: Vec<PathBuf>,
    /// The papers of an opened bundle.
    papers: Option<String>,
}

/// Reads an opened bundle (or the directory that `frs share discovery` wrote) and makes again what it holds.
///
/// # Errors
/// Where it holds no discovery file, or more than one; where a file cannot be read. A difference is a finding, not an error.
pub fn recompute(directory: &Path, models: Option<&Path>, anchors: &Anchors) -> Result<Recomputed, OperationError> {
    let found = read(directory)?;
    let (discovery, list) = (&found.discovery, &found.discovery.list);
    let day = Day::read(discovery, found.papers.as_deref());
    let mut findings = faults(&found, &day)?;
    findings.extend(day.faults(discovery));
    let InBook { proof, proofs, cosigned } = in_book(&found, anchors, &mut findings);
    let templates = found.templates.as_ref();
    let stored = templates.map(|templates| probe_template(discovery, templates)).transpose();
    let stored = stored.unwrap_or_else(|why| {
        findings.push(why);
        None
    });
    let (probe, says) = probe_again(discovery, models, found.image.as_deref())?;
    if probe == "differs" {
        findings.push(format!("the probe: {says}"));
    }
    let candidates: Vec<RecomputedLine> = (list.candidates.iter())
        .map(|line| {
            let again = stored.as_ref().zip(templates).and_then(|(probe, templates)| score(probe, templates, line));
            let state = match again {
                None => "not-made",
                Some(score) if score.0.to_bits() == line.score.to_bits() => "equal",
                Some(_) => "differs",
            };
            RecomputedLine { rank: line.rank, recorded: line.score, made: again.map(|score| score.0), state }
        })
        .collect();
    let differ = candidates.iter().filter(|line| line.state == "differs").count();
    if differ > 0 {
        findings.push(format!("scores that are others than the list says: {differ}"));
    }
    let shown = Shown {
        scores: candidates.iter().filter(|line| line.state == "equal").count(),
        probe: probe == "equal",
        list: proof == "proven",
        floor: day.is_proven(),
    };
    let (checked, claimed) = shown.in_words(discovery);
    let whole = probe == "equal" && candidates.iter().all(|line| line.state == "equal");
    let verdict = match (findings.is_empty(), whole) {
        (false, _) => "differs",
        (true, true) => "equal",
        (true, false) => "in-part",
    };
    Ok(Recomputed {
        notice: LEAD_NOTICE,
        score_notice: SCORE_NOTICE,
        program: ProgramLine {
            id: discovery.program.id,
            fingerprint: discovery.program.id.fingerprint(),
            kind: discovery.program.kind.to_string(),
            name: discovery.program.name.clone(),
        },
        search: discovery.search,
        model: list.model.weights,
        verdict,
        probe,
        says,
        candidates,
        findings,
        proof,
        cosigned,
        proofs,
        floor: day.from(),
        checked,
        claimed,
        complete: COMPLETE,
    })
}

/// Whether the probe's template comes out of its image and edits again, and that in words.
fn probe_again(
    discovery: &Discovery,
    models: Option<&Path>,
    image: Option<&[u8]>,
) -> Result<(&'static str, String), OperationError> {
    let (Some(models), Some(image)) = (models, image) else {
        let why = match models {
            None => "no models are named (--models DIR): the template was not made anew",
            Some(_) => "the probe's image as received is not among the files",
        };
        return Ok(("not-made", why.to_owned()));
    };
    Ok(match measured_anew(discovery, image, models)? {
        Made::Equal => ("equal", "made anew from the image and its edits, the template is the same".to_owned()),
        Made::OtherModel(why) => ("other-model", why),
        Made::Differs(why) => ("differs", why),
    })
}

/// What the files say against themselves and each other, before anything is made again.
fn faults(found: &Found, day: &Day) -> Result<Vec<String>, OperationError> {
    let (discovery, list) = (&found.discovery, &found.discovery.list);
    let mut findings = Vec::new();
    let mut unless = |holds: bool, why: &str| {
        if !holds {
            findings.push(why.to_owned());
        }
    };
    unless(
        sha256(json_of(list)?.as_bytes()) == discovery.list_digest,
        "the list is not the one whose digest stands beside it",
    );
    unless(discovery.probe.id == list.probe, "the list is of another probe than the one beside it");
    unless(
        discovery.probe.embedder == list.model.weights,
        "the list is of another model than the one that measured the probe",
    );
    let ranked = list.candidates.iter().zip(1..).all(|(line, rank)| line.rank == rank);
    unless(ranked, "the places of the list are not 1, 2, 3, … in order");
    let falling = list.candidates.windows(2).all(|two| two[0].score >= two[1].score);
    unless(falling, "the scores of the list do not fall");
    // Whoever searches is shown as many people as were asked for, or all: an exhaustive search leaves nobody out.
    let whole = u64::from(list.asked).min(list.subjects) == list.candidates.len() as u64;
    unless(
        whole,
        &format!(
            "the list holds {} candidates, and {} were asked for of {} people compared: some are missing",
            list.candidates.len(),
            list.asked,
            list.subjects
        ),
    );
    let on_list =
        |rank: u32, reference| list.candidates.iter().any(|one| (one.rank, one.reference) == (rank, reference));
    if let Some(templates) = &found.templates {
        let made_by = recognition::template_model(list.model.weights, discovery.probe.detector);
        unless(
            templates.search == discovery.search && templates.model == made_by,
            "the templates are of another search or model than the list",
        );
        let known = templates.candidates.iter().all(|one| on_list(one.rank, one.reference));
        unless(known, "there are templates of candidates who are not on the list");
    }
    let weights = discovery.components.as_ref().is_none_or(|text| sha256(text.as_bytes()) == list.model.weights);
    unless(weights, "the list of the model's parts is not the one whose SHA-256 names the model");
    let card = discovery.card.as_ref().is_none_or(|text| day.pins(discovery, sha256(text.as_bytes())));
    unless(card, "the model's card is not the one that the floor of that day pins");
    Ok(findings)
}

/// Whether the list stands in a book, as the proofs beside it say.
struct InBook {
    /// The verdict of the search's proof; `none` where there is none.
    proof: &'static str,
    proofs: Vec<String>,
    cosigned: Vec<CosignedBy>,
}

fn in_book(found: &Found, anchors: &Anchors, findings: &mut Vec<String>) -> InBook {
    let mut book = InBook { proof: "none", proofs: Vec::new(), cosigned: Vec::new() };
    for path in &found.proofs {
        let checked = match check_by_floor(path, anchors, found.papers.as_deref()) {
            Ok(checked) => checked,
            Err(error) => {
                findings.push(error.to_string());
                continue;
            }
        };
        // Others come with a bundle: of the approval and its acceptance.
        if checked.operation != OperationKind::Search.as_str() {
            continue;
        }
        if let Err(why) = of_list(&checked, &found.discovery) {
            findings.push(format!("{}: {why}", path.display()));
            continue;
        }
        book.proofs.push(path.display().to_string());
        (book.proof, book.cosigned) = (checked.verdict, checked.cosigned);
    }
    book
}

/// The entry is the one of this search, and holds exactly this list.
fn of_list(checked: &ProofChecked, discovery: &Discovery) -> Result<(), String> {
    #[derive(serde::Deserialize)]
    struct Told {
        search: SearchId,
        list: CandidateList,
        list_digest: Digest,
    }
    let at = &discovery.searched;
    let same = checked.program.id == discovery.program.id
        && (checked.log, checked.index, checked.leaf) == (at.log, at.sequence, at.leaf)
        && (checked.signer, checked.time) == (at.by, at.time);
    if !same {
        return Err("it is the proof of another entry than the one that the file names".to_owned());
    }
    let record =
        checked.opened.iter().find(|opened| opened.field == "record").ok_or("it does not open what was found")?;
    let told: Told = serde_json::from_str(&record.value).map_err(|_| "its entry holds no list".to_owned())?;
    if (told.search, told.list_digest, told.list) == (discovery.search, discovery.list_digest, discovery.list.clone()) {
        return Ok(());
    }
    Err("the entry that it proves holds another list".to_owned())
}

/// The files of a directory by what they are: a bundle names them anew, so their names do not count.
fn read(directory: &Path) -> Result<Found, OperationError> {
    let failed = |e: std::io::Error| OperationError::file(directory, e);
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
        if paths.len() > MAX_FILES {
            return Err(OperationError::file(directory, "holds too many files to be an opened bundle"));
        }
    }
    paths.sort();
    let ends = |path: &Path, ending: &str| path.extension().is_some_and(|found| found == ending);
    let (mut discovery, mut templates) = (None, None);
    for path in paths.iter().filter(|path| ends(path, "json")) {
        let text = files::read_text(path, MAX_TEXT)?;
        let schema: Option<Schema> = serde_json::from_str(&text).ok();
        match schema.as_ref().map(|told| told.schema.as_str()) {
            Some(DISCOVERY) => one(&mut discovery, path, &text)?,
            Some(TEMPLATES) => one(&mut templates, path, &text)?,
            _ => {}
        }
    }
    let discovery: Discovery = discovery.ok_or_else(|| {
        OperationError::Usage(format!(
            "{} holds no discovery file; name the directory that `frs share open` made",
            directory.display()
        ))
    })?;
    let mut image = None;
    for path in paths.iter().filter(|path| !ends(path, "json") && path.is_file()) {
        let content = files::read(path, MAX_IMAGE)?;
        if sha256(&content) == discovery.probe.image {
            image = Some(content);
        }
    }
    let proofs = paths.iter().filter(|path| ends(path, "tlog-proof")).cloned().collect();
    let papers = files::read_text_if_there(&directory.join("papers.txt"), MAX_TEXT)?;
    Ok(Found { discovery, templates, image, proofs, papers })
}

#[derive(serde::Deserialize)]
struct Schema {
    schema: String,
}

fn one<T: DeserializeOwned>(into: &mut Option<T>, path: &Path, text: &str) -> Result<(), OperationError> {
    let wrong = |why: String| OperationError::Evidence { path: path.to_owned(), why };
    if into.is_some() {
        return Err(wrong("another file of this directory is of the same kind: which one counts is not known".into()));
    }
    *into = Some(serde_json::from_str(text).map_err(|e| wrong(format!("it is not as frs writes it: {e}")))?);
    Ok(())
}

/// The probe's template as it was handed over, held against its digest.
fn probe_template(discovery: &Discovery, templates: &Templates) -> Result<Template, String> {
    let template = decode(templates.model, &templates.probe).ok_or("the probe's template is none")?;
    if sha256(&template.to_bytes()) == discovery.probe.template {
        return Ok(template);
    }
    Err("the probe's template is not the one whose digest stands in the list's file".to_owned())
}

fn score(probe: &Template, templates: &Templates, line: &crate::report::CandidateLine) -> Option<ComparisonScore> {
    let one = templates.candidates.iter().find(|one| one.rank == line.rank && one.reference == line.reference)?;
    probe.compare(&decode(templates.model, &one.template)?).ok()
}

enum Made {
    Equal,
    OtherModel(String),
    Differs(String),
}

/// The probe's template, made anew from its image.
fn measured_anew(discovery: &Discovery, image: &[u8], models: &Path) -> Result<Made, OperationError> {
    let probe = &discovery.probe;
    let detector = folder_of(models, (ModelRole::Detector, probe.detector), recognition::DETECTOR)?;
    let embedder = folder_of(models, (ModelRole::Embedder, probe.embedder), recognition::EMBEDDER)?;
    let recognizer = Recognizer::load_with(models, &detector, &embedder)?;
    for (what, weights, asked) in [
        ("found the face", recognizer.detector().weights, probe.detector),
        ("made the template", recognizer.embedder().weights, probe.embedder),
    ] {
        if weights != asked {
            return Ok(Made::OtherModel(other_model(what, weights, asked)));
        }
    }
    let received = match recognition::decode(image, &DecodeLimits::default()) {
        Ok(received) => received,
        Err(error) => return Ok(Made::Differs(error.to_string())),
    };
    let used = match made_again(&received, &probe.edits) {
        Ok(used) => used,
        Err(why) => return Ok(Made::Differs(why)),
    };
    let faces = recognizer.detect(&used)?;
    let Some(face) = probe.chosen.checked_sub(1).and_then(|index| faces.get(index)) else {
        return Ok(Made::Differs("the face that was measured is not found in the image".into()));
    };
    let template = recognizer.embed(&recognizer.align(&used, face))?;
    if sha256(&template.to_bytes()) == probe.template {
        return Ok(Made::Equal);
    }
    Ok(Made::Differs(
        "made anew, the template is another one. Another build of frs may decode a JPEG to other pixels: use the one that the file \
         names"
            .into(),
    ))
}

/// The folder of the network with these weights; the shipped one's, where there is none.
fn folder_of(models: &Path, (role, weights): (ModelRole, Digest), shipped: &str) -> Result<String, OperationError> {
    let made_it = |name: &String| {
        let read = recognition::inspect_model(models, name);
        read.is_ok_and(|(_, found)| found.role == role && found.weights == weights)
    };
    Ok(recognition::model_names(models)?.into_iter().find(made_it).unwrap_or_else(|| shipped.to_owned()))
}

fn other_model(what: &str, at_hand: Digest, asked: Digest) -> String {
    format!("the weights at hand ({at_hand}) are not those that {what} ({asked}): the template was not made anew")
}
