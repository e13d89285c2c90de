//! What a discovery file says, written here and read wherever somebody checks it (docs/formats.md).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    gate::ProgramKind,
    report::CandidateList,
    vocabulary::{Digest, EditStep, PersonId, ProbeId, ProgramId, ReferenceId, SearchId, Template},
};

/// The schema of `discovery.json`.
pub(super) const DISCOVERY: &str = "frs.discovery/1";
/// The schema of `templates.json`.
pub(super) const TEMPLATES: &str = "frs.discovery-templates/1";

/// What no recomputation shows.
pub(super) const COMPLETE: &str = "That the list is complete, and that nobody else scored higher, cannot be made again from this \
    file: it would need every photograph of the repository. It is attested by the book: the list stands, as it is here, in the entry \
    of the search, and the proof beside this file says that a witness has seen that entry. The Department can replay the search \
    against the photographs of that day (frs search --replay).";

/// What is left away while a review is not finished.
pub(super) const SEALED: &str = "The blind review of this list is not finished: what its reviewers recorded and the order of the items \
    stay sealed until the last item is recorded, and are left away here (sealed: true). Collect again then.";

/// `discovery.json`: everything that is recorded of one search.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Discovery {
    pub schema: String,
    /// What must be read beside it.
    pub notices: Vec<String>,
    pub program: Program,
    pub case: Option<String>,
    pub search: SearchId,
    /// The entry of the search.
    pub searched: Entry,
    /// The build of `frs` that searched.
    pub software: Option<String>,
    /// The floor in force: each limit as the Commander signed it.
    pub floor: Vec<(String, String)>,
    /// The embedder's card as text, where the one at hand is the one that this floor pins.
    pub card: Option<String>,
    /// Of a composite model the list of its parts as text: its SHA-256 is the model's.
    pub components: Option<String>,
    pub probe: Probe,
    pub list: CandidateList,
    /// SHA-256 of the list as compact JSON.
    pub list_digest: Digest,
    /// Comparisons, reviews with dissent, resolutions, sources, outcomes: each as its entry holds it, in order.
    pub records: Vec<Record>,
    /// Where a candidate's line is of somebody who was expunged since, nothing more is known.
    pub expunged: Vec<u32>,
}

/// Which program.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Program {
    pub id: ProgramId,
    /// `program`, `demo` or `synthetic`.
    pub kind: ProgramKind,
    pub name: String,
}

/// An entry of the book.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub log: u64,
    pub sequence: u64,
    /// Leaf hash.
    pub leaf: Digest,
    pub time: Timestamp,
    pub by: PersonId,
    pub badge: Option<String>,
}

/// What an entry says was done.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub entry: Entry,
    pub operation: String,
    pub record: Value,
}

/// The probe.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Probe {
    pub id: ProbeId,
    /// SHA-256 of the file as received.
    pub image: Digest,
    pub edits: Vec<EditStep>,
    /// Which face of the image as used, from 1.
    pub chosen: usize,
    /// SHA-256 of its template.
    pub template: Digest,
    /// SHA-256 of the weights that found the face, and that made the template.
    pub detector: Digest,
    pub embedder: Digest,
    /// What was told and measured, as it was stored.
    pub record: Value,
}

/// `templates.json`: features of the probe and of the candidates, under one model.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Templates {
    pub schema: String,
    pub search: SearchId,
    /// SHA-256 of the embedder's weights.
    pub model: Digest,
    /// Little-endian `f32` values, base64.
    pub probe: String,
    pub candidates: Vec<CandidateTemplate>,
}

/// One candidate's.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CandidateTemplate {
    pub rank: u32,
    pub reference: ReferenceId,
    pub template: String,
}

pub(super) fn encode(template: &Template) -> String {
    STANDARD.encode(template.to_bytes())
}

/// A template of this model; `None` where the text holds none.
pub(super) fn decode(model: Digest, text: &str) -> Option<Template> {
    Template::from_bytes(model, &STANDARD.decode(text).ok()?).ok()
}
