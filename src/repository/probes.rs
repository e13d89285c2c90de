//! Probes and searches. A probe is never enrolled.

use super::RoomError;
use crate::{
    audit::{Access, Writing},
    gate::{OpensFaces, Probe, Search},
    store::{ProbeRow, SearchRow},
    vocabulary::{ProbeId, PurposeId, SearchId, Template},
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

/// Stores a probe with the outcome that accounts for it.
///
/// # Errors
/// Where it cannot be written.
pub fn insert_probe(writing: &Writing<'_, Probe>, probe: &NewProbe) -> Result<(), RoomError> {
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
    Ok(writing.rows().insert_probe(&row, &table.seal("image", id, &probe.image)?)?)
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

/// Lists a search; its record stands in the outcome.
///
/// # Errors
/// Where it cannot be written.
pub fn insert_search(writing: &Writing<'_, Search>, id: SearchId, probe: ProbeId) -> Result<(), RoomError> {
    let (log, sequence) = writing.entry();
    Ok(writing.rows().insert_search(&SearchRow { id, probe, log, sequence })?)
}
