//! Probes and searches. A probe is never enrolled.

use rayon::prelude::*;

use super::RoomError;
use crate::{
    audit::{Access, Writing},
    gate::{OpensFaces, Probe, Search},
    seal::sha256,
    store::{ProbeRow, ProbeTemplate, SearchRow},
    vocabulary::{ComparisonScore, Digest, ProbeId, PurposeId, ReferenceId, SearchId, Template},
};

/// A probe that the gate let in.
pub struct NewProbe {
    /// Its id.
    pub id: ProbeId,
    /// The purpose that it serves.
    pub purpose: PurposeId,
    /// What was told and measured, as JSON.
    pub intake: String,
    /// Its template.
    pub template: Template,
    /// The file, as received.
    pub image: Vec<u8>,
}

/// A probe as it is needed for a search.
pub struct StoredProbe {
    /// Its id.
    pub id: ProbeId,
    /// The purpose that it serves.
    pub purpose: PurposeId,
    /// What was told and measured, as JSON.
    pub intake: String,
    /// Its template.
    pub template: Template,
}

/// Where the very image of a probe was met before.
#[derive(Debug, Clone, Copy)]
pub struct SameImage {
    /// The reference, where it is enrolled.
    pub reference: Option<ReferenceId>,
    /// The probe, where it was let in under the same purpose.
    pub probe: Option<ProbeId>,
}

/// Stores a probe with the outcome that accounts for it, and says where the same image was met before.
///
/// # Errors
/// Where it cannot be written.
pub fn insert_probe(writing: &Writing<'_, Probe>, probe: &NewProbe) -> Result<SameImage, RoomError> {
    let (table, id) = (writing.table("probe")?, probe.id.as_bytes());
    let (log, sequence) = writing.entry();
    let row = ProbeRow {
        id: probe.id,
        purpose: probe.purpose,
        model: probe.template.model,
        log,
        sequence,
        intake: table.seal("intake", id, probe.intake.as_bytes())?,
        template: table.seal("template", id, &probe.template.to_bytes())?,
    };
    let image = sha256(&probe.image);
    let index = writing.index("probe_image", "image_index")?.index(&image.0);
    let mut before = writing.rows().probes_by_image(index.as_bytes())?.into_iter();
    let before = before.find(|(_, purpose)| *purpose == probe.purpose).map(|(id, _)| id);
    writing.rows().insert_probe(&row, &table.seal("image", id, &probe.image)?, index.as_bytes())?;
    let enrolled = writing.index("reference", "image_index")?.index(&image.0);
    let reference = writing.rows().reference_by_image(enrolled.as_bytes())?.map(|(reference, _)| reference);
    Ok(SameImage { reference, probe: before })
}

/// How many probes a purpose has, as of the transaction.
///
/// # Errors
/// Where the rows cannot be read.
pub fn probes_of(writing: &Writing<'_, Probe>, purpose: PurposeId) -> Result<u64, RoomError> {
    Ok(writing.rows().probes_of(purpose)?.len() as u64)
}

/// Reads a probe.
///
/// # Errors
/// Where there is none, or its record does not open.
pub fn read_probe<Op: OpensFaces>(access: &Access<'_, Op>, id: ProbeId) -> Result<StoredProbe, RoomError> {
    let row = access.rows().probe(id)?.ok_or_else(|| RoomError::Unknown { what: "probe", id: id.to_string() })?;
    let table = access.faces()?.table("probe")?;
    let content = |detail: &str| RoomError::Content { what: id.to_string(), detail: detail.into() };
    let template = table.open("template", id.as_bytes(), &row.template)?;
    let intake = table.open("intake", id.as_bytes(), &row.intake)?;
    Ok(StoredProbe {
        id,
        purpose: row.purpose,
        intake: String::from_utf8(intake.to_vec()).map_err(|_| content("the intake is no text"))?,
        template: Template::from_bytes(row.model, &template)?,
    })
}

/// A probe of another purpose that is the same image, or as alike as asked for.
#[derive(Debug, Clone, Copy)]
pub struct AlikeProbe {
    /// The other probe.
    pub id: ProbeId,
    /// The purpose that let it in.
    pub purpose: PurposeId,
    /// Whether it is the very same image file.
    pub same_image: bool,
    /// How alike the two faces are; `None` where another model measured the other one.
    pub score: Option<ComparisonScore>,
}

/// Probes that are read at once.
const RUN: u64 = 1_024;

/// Probes of other purposes that show the same image, or a face that scores `line` or more; and with how many this one
/// was compared. The keyed index finds the image; the templates, which nobody can exchange unnoticed, find it too.
///
/// # Errors
/// Where a probe's record does not open.
pub fn alike_probes(
    access: &Access<'_, Search>,
    probe: &StoredProbe,
    image: Digest,
    line: f32,
) -> Result<(Vec<AlikeProbe>, u64), RoomError> {
    let (rows, vault) = (access.rows(), access.faces()?);
    let table = vault.table("probe")?;
    let same = rows.probes_by_image(vault.index("probe_image", "image_index")?.index(&image.0).as_bytes())?;
    let compare = |row: &ProbeTemplate| -> Result<Option<AlikeProbe>, RoomError> {
        let same_image = same.iter().any(|(id, _)| *id == row.id);
        let score = if row.model == probe.template.model {
            let bytes = table.open("template", row.id.as_bytes(), &row.template)?;
            Some(probe.template.compare(&Template::from_bytes(row.model, &bytes)?)?)
        } else {
            None
        };
        let alike = same_image || score.is_some_and(|score| score.0 >= line);
        Ok(alike.then_some(AlikeProbe { id: row.id, purpose: row.purpose, same_image, score }))
    };
    let (mut alike, mut compared, mut after) = (Vec::new(), 0, ProbeId([0; 16]));
    loop {
        let mut run = rows.probe_templates(after, RUN)?;
        let Some(last) = run.last() else { break };
        after = last.id;
        run.retain(|row| row.purpose != probe.purpose);
        // Of another model only the image file is compared, not the face.
        compared += run.iter().filter(|row| row.model == probe.template.model).count() as u64;
        let found: Vec<_> = run.par_iter().map(compare).collect::<Result<_, _>>()?;
        alike.extend(found.into_iter().flatten());
    }
    let order = |alike: &AlikeProbe| alike.score.map_or(f32::INFINITY, |score| score.0);
    alike.sort_by(|a, b| order(b).total_cmp(&order(a)).then(a.id.cmp(&b.id)));
    Ok((alike, compared))
}

/// Lists a search; its record stands in the outcome.
///
/// # Errors
/// Where it cannot be written.
pub fn insert_search(writing: &Writing<'_, Search>, id: SearchId, probe: ProbeId) -> Result<(), RoomError> {
    let (log, sequence) = writing.entry();
    if writing.rows().probe(probe)?.is_none() {
        // Expunged between the comparison and now.
        return Err(RoomError::Unknown { what: "probe", id: probe.to_string() });
    }
    Ok(writing.rows().insert_search(&SearchRow { id, probe, log, sequence })?)
}
