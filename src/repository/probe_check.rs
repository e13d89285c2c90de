//! Probes, opened and held against what the book says of each.

use serde::Deserialize;
use serde_json::Value;

use super::RoomError;
use crate::{
    audit::{Access, TableVault},
    gate::{AuditVerify, OpensFaces, ReadsBook},
    seal::{Sealed, sha256},
    store::ProbeRow,
    vocabulary::{Digest, ProbeId},
};

/// What the outcome of a probe commits to.
#[derive(Deserialize)]
struct Committed {
    probe: ProbeId,
    image: Digest,
    template: Digest,
    record: Value,
}

/// A probe that is not the one that its entry accounts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeFault {
    /// Its id.
    pub id: ProbeId,
    /// The entry: log and sequence.
    pub at: (u64, u64),
    /// What is wrong.
    pub why: &'static str,
}

/// Opens image, template and intake of every probe, and holds them against its outcome; nothing where this person holds no
/// key for faces. An outcome whose values were expunged says nothing any more.
///
/// # Errors
/// Where an entry or a row cannot be read.
pub fn check_probes(access: &Access<'_, AuditVerify>) -> Result<Vec<ProbeFault>, RoomError> {
    let Some(vault) = access.faces_if_held() else { return Ok(Vec::new()) };
    let (rows, table) = (access.rows(), vault.table("probe")?);
    let mut faults = Vec::new();
    for (id, _, at) in rows.probe_places()? {
        let (Some(row), Some(image)) = (rows.probe(id)?, rows.probe_image(id)?) else { continue };
        let entry = access.entries_of(at.0, at.1, 1)?.pop();
        let Some(record) = entry.as_ref().and_then(|entry| entry.openings.get("record")) else { continue };
        faults.extend(wrong(&table, &row, &image, record).map(|why| ProbeFault { id, at, why }));
    }
    Ok(faults)
}

/// As [`check_probes`], of one probe: its entry, and what is wrong where it is not the one that the entry accounts for.
///
/// # Errors
/// Where there is none, or its entry or a row cannot be read.
pub fn check_probe<Op: OpensFaces + ReadsBook>(
    access: &Access<'_, Op>,
    id: ProbeId,
) -> Result<((u64, u64), Option<&'static str>), RoomError> {
    let unknown = || RoomError::Unknown { what: "probe", id: id.to_string() };
    let (rows, table) = (access.rows(), access.faces()?.table("probe")?);
    let row = rows.probe(id)?.ok_or_else(unknown)?;
    let image = rows.probe_image(id)?.ok_or_else(unknown)?;
    let entry = access.entries_of(row.log, row.sequence, 1)?.pop();
    let record = entry.as_ref().and_then(|entry| entry.openings.get("record"));
    let fault = record.map_or(Some(SAYS_NOTHING), |record| wrong(&table, &row, &image, record));
    Ok(((row.log, row.sequence), fault))
}

const SAYS_NOTHING: &str = "its entry does not say what was let in";

fn wrong(table: &TableVault, row: &ProbeRow, image: &Sealed, record: &str) -> Option<&'static str> {
    let Ok(committed) = serde_json::from_str::<Committed>(record) else { return Some(SAYS_NOTHING) };
    if committed.probe != row.id {
        return Some("the entry accounts for another probe");
    }
    let open = |column, sealed| table.open(column, row.id.as_bytes(), sealed).ok();
    let (image, template) = (open("image", image), open("template", &row.template));
    if image.is_none_or(|image| sha256(&image) != committed.image) {
        return Some("its image is not the one that was let in");
    }
    if template.is_none_or(|template| sha256(&template) != committed.template) {
        return Some("its template is not the one that was measured");
    }
    let intake = open("intake", &row.intake).and_then(|intake| serde_json::from_slice::<Value>(&intake).ok());
    let same = intake.is_some_and(|intake| is_same(&intake, &committed.record));
    (!same).then_some("what was told of it is not what was told when it was let in")
}

/// Whether two values say the same. Measures are `f32`: one text has their shortest digits, the other those of an `f64`.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let single = |number: &serde_json::Number| number.as_f64().map(|number| number as f32);
            a == b || single(a) == single(b)
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| is_same(value, other)))
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn digits_of_a_measure_do_not_matter_and_everything_else_does() {
        let of = |measure: Value| json!({ "faces": [{ "measure": measure, "source": "cctv" }], "width": 240 });
        let (short, long) = (json!(0.987_654_3_f32.to_string().parse::<f64>().unwrap()), json!(0.987_654_3_f32));
        assert!(is_same(&of(short.clone()), &of(long)));
        assert!(!is_same(&of(short.clone()), &of(json!(0.987_655))));
        assert!(!is_same(&of(short.clone()), &of(Value::Null)));
        let mut other = of(short.clone());
        other["faces"][0]["source"] = "other".into();
        assert!(!is_same(&of(short.clone()), &other));
        other["more"] = 1.into();
        assert!(!is_same(&of(short), &other));
    }
}
