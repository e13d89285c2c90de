//! The same probe, or the same face, under another case: looked up when a search is made and recorded with it, so that
//! the audit report needs no key to any face (ADR 14).

use serde::{Deserialize, Serialize};

use super::OperationError;
use crate::{
    audit::Access,
    gate::Search,
    repository::{AlikeProbe, alike_probes, read_probe},
    vocabulary::{Digest, ProbeId, PurposeId},
};

/// So many are recorded, the most alike first; the number of all of them stands beside.
const RECORDED: usize = 50;

/// What a search's outcome says of probes under other cases. It names them by id only: when the other case is expunged,
/// nothing of it stays here.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Links {
    /// Faces that score so much or more are linked: the floor's line.
    pub line: f32,
    /// With how many probes of other purposes this one's face was compared: those that the same model measured.
    pub compared: u64,
    /// How many were linked.
    pub linked: u64,
    /// The most alike of them.
    pub found: Vec<Link>,
}

/// One other probe.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Link {
    /// The other probe.
    pub probe: ProbeId,
    /// Its purpose; the statement in the book names the case.
    pub purpose: PurposeId,
    /// Whether it is the same image file.
    pub same_image: bool,
    /// How alike the faces are; `null` where another model measured the other one.
    pub score: Option<f32>,
}

/// Looks for the probe under other cases than the one searched for. A purpose that was stated anew for the same case is
/// no link; a purpose without statement (expunged) counts as another case.
pub(super) fn links(
    access: &Access<'_, Search>,
    probe: ProbeId,
    case: Option<&str>,
    line: f32,
) -> Result<Links, OperationError> {
    #[derive(Deserialize)]
    struct Received {
        image: Digest,
    }
    let stored = read_probe(access, probe)?;
    let received: Received = serde_json::from_str(&stored.intake)
        .map_err(|e| OperationError::Integrity(format!("the record of {probe} cannot be read: {e}")))?;
    let (alike, compared) = alike_probes(access, &stored, received.image, line)?;
    let mut found = Vec::new();
    for AlikeProbe { id, purpose, same_image, score } in alike {
        let other = access.stated(purpose)?;
        if case.is_none() || other.as_ref().and_then(|other| other.case()) != case {
            found.push(Link { probe: id, purpose, same_image, score: score.map(|score| score.0) });
        }
    }
    let linked = found.len() as u64;
    found.truncate(RECORDED);
    Ok(Links { line, compared, linked, found })
}
