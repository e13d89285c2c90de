//! Collect what is recorded of one search: a working copy, until the release authority approves exactly these files (2-110-4-C).

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::form::{
    COMPLETE, CandidateTemplate, DISCOVERY, Discovery, Entry, Probe, Program, Record, SEALED, TEMPLATES, Templates,
    encode,
};
use crate::{
    audit::{Access, ActRecord},
    gate::{ShareDiscovery, write_program_file},
    operation::{
        Desk, OperationError, PurposeSource, Request,
        edits::probe_picture,
        json_of,
        prove::proof_of,
        verification::{admit, as_read, changes_list, intent, matter::Matter, replay::software_of},
        working_copy::Folder,
    },
    policy::{Floor, LEAD_NOTICE, OperationKind, SCORE_NOTICE},
    recognition::{model_texts, picture},
    report::{CandidateList, DiscoveryCollected, DiscoveryFile},
    repository::{check_probe, probe_image, read_probe, reference_template},
    seal::sha256,
    vocabulary::{Digest, PersonId},
};

/// What `frs share discovery` was asked.
pub struct DiscoveryRequest {
    /// The search: its id, or at least the first six digits of it.
    pub search: String,
    /// The new directory.
    pub out: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// What says which model made the templates, as its files have it.
struct ModelTexts {
    card: Option<String>,
    components: Option<String>,
}

impl ModelTexts {
    /// Those at hand, as far as they are the ones of the day of the search: by the weights that the list names, and the card that
    /// the floor of that day pins for them.
    fn of_the_day(desk: &Desk<'_>, list: &CandidateList, floor: Option<&Floor>) -> Self {
        let weights = list.model.weights;
        let (card, components) = model_texts(&desk.models, &list.model.name).ok().unzip();
        let pinned = |text: &String| {
            let card = sha256(text.as_bytes());
            floor.is_some_and(|floor| floor.embedders.iter().any(|one| (one.weights, one.card) == (weights, card)))
        };
        Self {
            card: card.filter(pinned),
            components: components.flatten().filter(|text| sha256(text.as_bytes()) == weights),
        }
    }
}

/// Kind, name, content.
type Files = Vec<(&'static str, &'static str, Vec<u8>)>;

/// Collects.
///
/// # Errors
/// The refusal; where the probe or a template is not the one that the book accounts for; where something is in the directory's
/// place.
pub fn collect_discovery(desk: &Desk<'_>, ask: &DiscoveryRequest) -> Result<DiscoveryCollected, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::ShareDiscovery, &request)?;
    let (matter, mut admitted) = admit::<ShareDiscovery>(&mut visit, &mut request, &ask.search, None)?;
    let records = visit.book.verifications(matter.at, matter.search)?;
    let standing = visit.book.standing();
    let program_file = write_program_file(standing.founding(), standing.public_papers());
    let texts = ModelTexts::of_the_day(desk, &matter.list, standing.floor_of(matter.list.floor));
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({ "discovery": true }));
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let made = files(&access, &matter, records, texts, program_file).and_then(|(made, witnessed)| {
        let kinds: Vec<_> = made.iter().map(|(kind, _, content)| (*kind, content.len() as u64)).collect();
        let named = made.into_iter().map(|(_, name, content)| (name.to_owned(), content)).collect();
        let (folder, digests) = Folder::make(&ask.out)?.with(named)?;
        Ok((folder, digests, kinds, witnessed))
    });
    let (access, (folder, digests, kinds, witnessed)) = access.attempted(made, desk.clock.now())?;
    let line = |((name, sha256), (kind, bytes)): (&(String, Digest), &(&'static str, u64))| DiscoveryFile {
        kind: (*kind).to_owned(),
        name: name.clone(),
        sha256: *sha256,
        bytes: *bytes,
    };
    let files: Vec<_> = digests.iter().zip(&kinds).map(line).collect();
    let record = json!({ "search": matter.search, "class": "working-copy", "files": files, "witnessed": witnessed });
    // A dissent, a source or a closing that was recorded while it was collected would not stand in it.
    let receipt = as_read(&matter, changes_list).finish(access, record.to_string(), desk.clock.now())?;
    folder.fill()?;
    Ok(DiscoveryCollected {
        program,
        search: matter.search,
        notice: LEAD_NOTICE,
        directory: ask.out.display().to_string(),
        files,
        witnessed,
        complete: COMPLETE,
        entry: (&receipt).into(),
    })
}

fn files(
    access: &Access<'_, ShareDiscovery>,
    matter: &Matter,
    records: Vec<ActRecord>,
    texts: ModelTexts,
    program_file: String,
) -> Result<(Files, bool), OperationError> {
    let list = &matter.list;
    let (at, fault) = check_probe(access, list.probe)?;
    if let Some(fault) = fault {
        return Err(OperationError::Integrity(format!("{}: {fault}", list.probe)));
    }
    // All is read as of one moment; each template is held against the gallery's root.
    let moment = access.moment()?;
    let stored = read_probe(access, list.probe)?;
    let picture = probe_picture(access, list.probe)?;
    let (mut candidates, mut expunged) = (Vec::new(), Vec::new());
    for line in &list.candidates {
        match reference_template(access, &moment, line.reference)? {
            Some(template) => candidates.push(CandidateTemplate {
                rank: line.rank,
                reference: line.reference,
                template: encode(&template),
            }),
            None => expunged.push(line.rank),
        }
    }
    let templates = Templates {
        schema: TEMPLATES.to_owned(),
        search: matter.search,
        model: stored.template.model,
        probe: encode(&stored.template),
        candidates,
    };
    let discovery = Told { access, matter, texts, expunged }.discovery(at, &stored, records)?;
    let mut files: Files = vec![
        ("discovery", "discovery.json", json_of(&discovery)?.into_bytes()),
        ("discovery-templates", "templates.json", json_of(&templates)?.into_bytes()),
        ("discovery-probe", "probe-received.bin", probe_image(access, list.probe, picture.image)?.to_vec()),
        ("discovery-picture", "probe-received.png", picture::photograph(&picture.received)?),
    ];
    if !picture.edits.is_empty() {
        files.push(("discovery-picture", "probe-used.png", picture::photograph(&picture.used)?));
    }
    let proof = proof_of(access, matter.at, &["record".to_owned()], program_file)?;
    let witnessed = proof.is_some();
    files.extend(proof.map(|(proof, _)| ("discovery-proof", "search.tlog-proof", proof.to_string().into_bytes())));
    Ok((files, witnessed))
}

/// Leaves away what nobody is told before the last item of a blind review is recorded: what was recorded, and the order of the items.
fn seal(operation: &str, record: &mut Value) -> bool {
    let gone: &[&str] = match operation.parse() {
        Ok(OperationKind::VerifyReview) => &["comparison"],
        Ok(OperationKind::VerifyPacket) => &["seed", "order"],
        _ => return false,
    };
    let Some(fields) = record.as_object_mut() else { return false };
    let before = fields.len();
    fields.retain(|name, _| !gone.contains(&name.as_str()));
    let sealed = fields.len() < before;
    if sealed {
        fields.insert("sealed".to_owned(), true.into());
    }
    sealed
}

struct Told<'t> {
    access: &'t Access<'t, ShareDiscovery>,
    matter: &'t Matter,
    texts: ModelTexts,
    expunged: Vec<u32>,
}

impl Told<'_> {
    fn entry(&self, at: (u64, u64), by: PersonId, time: jiff::Timestamp, leaf: Digest) -> Entry {
        let badge = self.access.standing().badge_of(by).map(str::to_owned);
        Entry { log: at.0, sequence: at.1, leaf, time, by, badge }
    }

    fn discovery(
        self,
        probed: (u64, u64),
        stored: &crate::repository::StoredProbe,
        records: Vec<ActRecord>,
    ) -> Result<Discovery, OperationError> {
        #[derive(Deserialize)]
        struct Measured {
            image: Digest,
            chosen: usize,
            #[serde(default)]
            edits: Vec<crate::vocabulary::EditStep>,
            detector: Model,
            embedder: Model,
        }
        #[derive(Deserialize)]
        struct Model {
            weights: Digest,
        }
        let (matter, standing) = (self.matter, self.access.standing());
        let unreadable =
            |e| OperationError::Integrity(format!("the record of {} cannot be read: {e}", matter.list.probe));
        let measured: Measured = serde_json::from_str(&stored.intake).map_err(unreadable)?;
        let record: Value = serde_json::from_str(&stored.intake).map_err(unreadable)?;
        let software = software_of(self.access, probed)?;
        let searched = software_of(self.access, matter.at)?;
        let leaf = self.access.entries_of(matter.at.0, matter.at.1, 1)?.pop().map(|entry| entry.hash);
        let leaf = leaf.ok_or_else(|| OperationError::Integrity("the entry of the search has gone".into()))?;
        let floor = standing.floor_of(matter.list.floor).ok_or_else(|| {
            OperationError::Integrity(format!(
                "the list names the floor {}, which no accepted paper gave",
                matter.list.floor
            ))
        })?;
        let founding = standing.founding();
        let mut sealed = 0;
        let mut told = |act: ActRecord| {
            // What was expunged says nothing any more; what cannot be read is no record.
            let unreadable = |e| {
                let place = crate::audit::Book::place_name(act.at);
                OperationError::Integrity(format!("entry {place} ({}) cannot be read: {e}", act.operation))
            };
            let mut record: Value =
                act.record.as_deref().map_or(Ok(Value::Null), serde_json::from_str).map_err(unreadable)?;
            sealed += u64::from(!matter.is_told() && seal(&act.operation, &mut record));
            Ok(Record { entry: self.entry(act.at, act.by, act.time, act.leaf), operation: act.operation, record })
        };
        let records = records.into_iter().map(&mut told).collect::<Result<_, OperationError>>()?;
        let mut notices = vec![LEAD_NOTICE.to_owned(), SCORE_NOTICE.to_owned(), COMPLETE.to_owned()];
        notices.extend((sealed > 0).then(|| format!("{SEALED} Entries of which something is left away: {sealed}.")));
        notices.extend(software.map(|software| format!("The probe was measured by {software}.")));
        Ok(Discovery {
            schema: DISCOVERY.to_owned(),
            notices,
            program: Program { id: founding.id, kind: founding.kind, name: founding.name.clone() },
            case: matter.case.clone(),
            search: matter.search,
            searched: self.entry(matter.at, matter.by, matter.time, leaf),
            software: searched,
            floor: floor.to_fields().into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
            card: self.texts.card.clone(),
            components: self.texts.components.clone(),
            probe: Probe {
                id: matter.list.probe,
                image: measured.image,
                edits: measured.edits,
                chosen: measured.chosen,
                template: sha256(&stored.template.to_bytes()),
                detector: measured.detector.weights,
                embedder: measured.embedder.weights,
                record,
            },
            list: matter.list.clone(),
            list_digest: matter.list_digest,
            records,
            expunged: self.expunged.clone(),
        })
    }
}
