//! A table of scores and false match rates for a model's card, measured on photographs of different people.

use std::path::PathBuf;

use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;

use super::{
    Desk, EvaluationObserver, EvaluationSource, OperationError, PurposeSource, Request, acquired, evaluated, networks,
};
use crate::{
    audit::{Intent, Outcome},
    evaluation::{CalibrationRow, SMALLEST_GROUP, calibration},
    gate::ModelCalibrate,
    operation::files,
    policy::OperationKind,
    recognition::{Calibration, CalibrationPoint, PIPELINE, calibrated_card},
    report::{CalibrationLine, EvaluatedList, ModelCalibrated},
    seal::sha256,
    vocabulary::Digest,
};

use super::{
    list::List,
    look::{Eye, Looked, digest_of},
    measure::Measure,
};

/// What a data set is called, in words.
const LONGEST_NAME: usize = 400;

/// What `frs model calibrate` was asked.
pub struct CalibrationRequest {
    /// Where the photographs are listed.
    pub source: EvaluationSource,
    /// Rows with other values are left out: column and value.
    pub only: Vec<(String, String)>,
    /// The embedder; the one in use where none is named.
    pub model: Option<String>,
    /// The detector; the one in use where none is named.
    pub detector: Option<String>,
    /// What the photographs are, in words for the card.
    pub data_set: String,
    /// Where the new card goes.
    pub out: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Measures, and writes the model's card with the new table. Nothing uses it before a floor pins it.
///
/// # Errors
/// The refusal; where the list, the model or the file cannot be used, or the list carries no table.
pub fn calibrate(
    desk: &Desk<'_>,
    ask: CalibrationRequest,
    observer: &dyn EvaluationObserver,
) -> Result<ModelCalibrated, OperationError> {
    let request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::ModelCalibrate, &request)?;
    let admitted = visit.admit::<ModelCalibrate>(&request)?;
    if ask.out.symlink_metadata().is_ok() {
        return Err(files::already_there(&ask.out));
    }
    let data_set = data_set(&ask.data_set)?;
    let list = listed(&ask)?;
    let (recognizer, embedder) = networks(desk, &visit, ask.detector.as_deref(), ask.model.as_deref())?;
    let (program, now) = (visit.program_line(), visit.now());
    let model = evaluated(&embedder, &recognizer);
    let inputs = json!({
        "list": list.digest, "kind": list.kind, "photographs": list.photographs.len(), "people": list.people,
        "model": model,
    });
    let intent = Intent {
        inputs: Some(inputs.to_string()),
        arguments: Some(json!({ "only": ask.only, "data_set": data_set }).to_string()),
        statement: admitted.statement,
        ..Intent::default()
    };
    observer.begin(list.photographs.len() as u64);
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let eye = Eye { recognizer: &recognizer, embedder: &embedder, other: None, enforce_limits: false, observer };
    let measured = eye.look_at_all(&list.photographs).and_then(|looked| {
        let about = About { data_set, measured: now, detector: recognizer.detector().weights };
        let (rows, table) = table(&list, &looked, about)?;
        let card = calibrated_card(&desk.models, &embedder.identity().name, &table)?;
        Ok((looked, rows, table, card))
    });
    let (access, (looked, rows, table, card)) = access.attempted(measured, desk.clock.now())?;
    let digest = sha256(card.as_bytes());
    let photographs_digest = digest_of(&looked);
    let record = json!({
        "card": digest, "photographs": photographs_digest, "people": table.people, "comparisons": table.comparisons,
        "points": table.points,
    });
    let outcome = Outcome::done(record.to_string());
    let receipt = access.finish(outcome, desk.clock.now())?;
    files::write_new(&ask.out, &card)?;
    Ok(ModelCalibrated {
        program,
        list: EvaluatedList {
            kind: list.kind,
            digest: list.digest,
            photographs_digest,
            only: ask.only.iter().map(|(column, value)| format!("{column}={value}")).collect(),
            enforce_limits: false,
        },
        photographs: acquired(&list, &looked),
        data_set: table.data_set,
        people: table.people,
        comparisons: table.comparisons,
        rows: rows.iter().map(|row| CalibrationLine { score: row.score, fmr: row.fmr }).collect(),
        file: ask.out.display().to_string(),
        card: digest,
        model,
        entry: (&receipt).into(),
    })
}

/// What the photographs are, as it was given.
fn data_set(words: &str) -> Result<&str, OperationError> {
    let words = words.trim();
    let length = words.chars().count();
    if (1..=LONGEST_NAME).contains(&length) && !words.chars().any(crate::vocabulary::is_invisible) {
        return Ok(words);
    }
    Err(OperationError::Usage(format!(
        "--data-set says in one line of at most {LONGEST_NAME} characters what the photographs are"
    )))
}

/// The photographs; of so many people that a table says something.
fn listed(ask: &CalibrationRequest) -> Result<List, OperationError> {
    let list = ask.source.read(&ask.only, 1)?;
    if (list.people as u64) >= SMALLEST_GROUP {
        return Ok(list);
    }
    Err(OperationError::Usage(format!(
        "the list holds photographs of {} people: a table says something of strangers, and needs at least {SMALLEST_GROUP}, \
         better thousands",
        list.people
    )))
}

/// What a table says of itself beside its figures.
struct About<'a> {
    data_set: &'a str,
    measured: Timestamp,
    detector: Digest,
}

/// The table that the comparisons between different people carry.
fn table(
    list: &List,
    looked: &[Looked],
    about: About<'_>,
) -> Result<(Vec<CalibrationRow>, Calibration), OperationError> {
    let cross = Measure::new(list, looked, &[]).cross();
    let rows = calibration(&cross);
    if rows.is_empty() {
        return Err(OperationError::Usage(format!(
            "{} comparisons between different people carry no table: its first row, 1 in 50, needs 1,500",
            cross.count()
        )));
    }
    let table = Calibration {
        data_set: about.data_set.to_owned(),
        measured: about.measured.to_zoned(TimeZone::UTC).date(),
        list: list.digest,
        detector: about.detector,
        software: Some(concat!("frs ", env!("CARGO_PKG_VERSION")).to_owned()),
        pipeline: Some(PIPELINE),
        photographs: looked.iter().filter(|one| one.template.is_some()).count() as u64,
        people: cross.people_compared(),
        comparisons: cross.count(),
        points: rows.iter().map(point).collect(),
    };
    Ok((rows, table))
}

/// A row as the card keeps it: four significant digits are more than any measurement has.
fn point(row: &CalibrationRow) -> CalibrationPoint {
    let short = |value: f64| format!("{value:.3e}").parse().unwrap_or(value);
    // Rounding must not turn the order of the three, nor make the upper end lower than it is.
    let up = |value: f64| {
        let rounded: f64 = short(value);
        if rounded < value { short(value * 1.001) } else { rounded }
    };
    let fmr = short(row.fmr.value);
    CalibrationPoint {
        score: row.score,
        fmr,
        low: short(row.fmr.low).min(fmr),
        high: up(row.fmr.high).max(fmr).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::evaluation::Rate;

    proptest! {
        #[test]
        fn rounding_keeps_the_order_and_never_lowers_the_upper_end(low in 0.0f64..1.0, a in 0.0f64..1.0, b in 0.0f64..1.0) {
            let mut ends = [low * 1e-3, a * 1e-3, b * 1e-3];
            ends.sort_by(f64::total_cmp);
            let [low, value, high] = ends;
            let fmr = Rate { value, low, high, errors: 30, trials: 1_000_000 };
            let found = point(&CalibrationRow { score: 0.5, fmr });
            prop_assert!(found.low <= found.fmr && found.fmr <= found.high && found.high >= high && found.high <= high * 1.003);
        }
    }
}
