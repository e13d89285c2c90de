//! Measured error rates as one table for a spreadsheet: one figure a row.

use super::{
    EvaluationFigures,
    csv::{neutral, written},
};
use crate::evaluation::{PairedRate, Rate};

const COLUMNS: [&str; 10] = ["section", "name", "part", "figure", "at", "value", "low", "high", "errors", "trials"];

struct Table(Vec<[String; 10]>);

impl Table {
    fn row(&mut self, names: [&str; 4], at: Option<f64>, value: impl ToString) {
        self.full(names, at, value.to_string(), Default::default());
    }

    fn full(&mut self, names: [&str; 4], at: Option<f64>, value: String, rest: [String; 4]) {
        let [section, name, part, figure] = names.map(str::to_owned);
        let [low, high, errors, trials] = rest;
        let at = at.map_or_else(String::new, |at| at.to_string());
        self.0.push([section, name, part, figure, at, value, low, high, errors, trials]);
    }

    fn rate(&mut self, names: [&str; 4], at: f64, rate: Option<&Rate>) {
        match rate {
            Some(r) => {
                let rest = [r.low.to_string(), r.high.to_string(), r.errors.to_string(), r.trials.to_string()];
                self.full(names, Some(at), r.value.to_string(), rest);
            }
            None => self.row(names, Some(at), "not claimed"),
        }
    }
}

/// The figures as CSV (RFC 4180, UTF-8). No cell is a formula in a spreadsheet; numbers may begin with a minus.
///
/// # Errors
/// Never: all cells are texts.
pub fn evaluation_csv(f: &EvaluationFigures) -> Result<String, Box<dyn std::error::Error>> {
    let mut table = Table(Vec::new());
    about(&mut table, f);
    rates(&mut table, f);
    curves(&mut table, f);
    let cell = |cell: String| if cell.parse::<f64>().is_ok() { cell } else { neutral(&cell) };
    written(COLUMNS, table.0.into_iter().map(|row| row.map(cell)))
}

fn about(table: &mut Table, f: &EvaluationFigures) {
    let mut about = |name: &str, value: String| table.row(["about", name, "", ""], None, value);
    about("notice", crate::policy::WORKING_COPY_SHORT.into());
    f.notices.iter().for_each(|notice| about("notice", (*notice).into()));
    about("program", format!("{} ({}) {}", f.program.name, f.program.kind, f.program.fingerprint));
    about("made", f.made.clone());
    about("recorded", format!("intent {}", f.intent));
    about("model", f.model.name.clone());
    about("weights", f.model.weights.to_string());
    about("card", f.model.card.to_string());
    about("detector", format!("{} {}", f.model.detector, f.model.detector_weights));
    about("list", format!("{} {}", f.list.kind, f.list.digest));
    about("photographs-digest", f.list.photographs_digest.to_string());
    f.list.only.iter().for_each(|only| about("only", only.clone()));
    about("enforce-limits", f.list.enforce_limits.to_string());
    let photographs = &f.photographs;
    for (name, count) in [
        ("photographs", photographs.offered),
        ("people", photographs.people),
        ("usable", photographs.usable),
        ("past-warning", photographs.past_warning),
        ("past-refusal", photographs.past_refusal),
    ] {
        about(name, count.to_string());
    }
    table.row(["about", "copies", "one-person", ""], None, f.copies.mated);
    table.row(["about", "copies", "different-people", ""], None, f.copies.non_mated);
    for row in &photographs.failed_rows {
        table.row(["failure", row.why, "", "row"], None, row.row);
    }
}

fn rates(table: &mut Table, f: &EvaluationFigures) {
    let v = &f.verification;
    for (name, count) in [("mated", v.mated), ("mated-failed", v.mated_failed), ("non-mated", v.non_mated)] {
        table.row(["1:1", name, "", "comparisons"], None, count);
    }
    for at in &v.at {
        if let Some(threshold) = at.threshold {
            table.row(["1:1", "at-fmr", "", "threshold"], Some(at.fmr), threshold);
        }
        table.rate(["1:1", "at-fmr", "", "fnmr"], at.fmr, at.fnmr.as_ref());
        table.rate(["1:1", "at-fmr", "", "fmr"], at.fmr, at.fmr_found.as_ref());
    }
    if let Some(folds) = &f.folds {
        table.row(["1:1", "lfw-protocol", "", "accuracy"], None, folds.accuracy);
        table.row(["1:1", "lfw-protocol", "", "standard-error"], None, folds.standard_error);
    }
    if let Some(found) = &f.identification {
        for rank in &found.ranks {
            table.rate(["1:N", "within-rank", "", "missed"], f64::from(rank.rank), rank.missed.as_ref());
        }
        for at in &found.at {
            if let Some(threshold) = at.threshold {
                table.row(["1:N", "at-fpir", "", "threshold"], Some(at.fpir), threshold);
            }
            table.rate(["1:N", "at-fpir", "", "fnir"], at.fpir, at.fnir.as_ref());
            table.rate(["1:N", "at-fpir", "", "fpir"], at.fpir, at.fpir_found.as_ref());
        }
    }
    if let Some(several) = &f.several_references {
        paired(table, ("references", ["best", "mean"]), &several.rates);
    }
    if let Some(against) = &f.against {
        paired(table, ("against", [&f.model.name, &against.model.name]), &against.rates);
    }
    for breakdown in &f.breakdowns {
        for bin in &breakdown.bins {
            let (name, at) = (breakdown.name.as_str(), f64::from(breakdown.threshold));
            table.rate(["by", name, &bin.bin, "fnmr"], at, bin.fnmr.as_ref());
            table.rate(["by", name, &bin.bin, "fmr"], at, bin.fmr.as_ref());
        }
    }
}

/// Misses of two ways, and their difference.
fn paired(table: &mut Table, (section, names): (&str, [&str; 2]), rates: &[PairedRate]) {
    for rate in rates {
        for (name, side) in names.into_iter().zip([&rate.first, &rate.second]) {
            table.rate([section, name, "", rate.figure], rate.at, Some(side));
        }
        let ends = [rate.low, rate.high].map(|end| end.map_or_else(String::new, |end| end.to_string()));
        let [low, high] = ends;
        let rest = [low, high, String::new(), rate.first.trials.to_string()];
        table.full([section, "second less first", "", rate.figure], Some(rate.at), rate.difference.to_string(), rest);
    }
}

fn curves(table: &mut Table, f: &EvaluationFigures) {
    for point in &f.verification.det {
        table.row(["det", "", "", "fmr"], Some(f64::from(point.threshold)), point.fmr);
        table.row(["det", "", "", "fnmr"], Some(f64::from(point.threshold)), point.fnmr);
    }
    for (rank, share) in (1u32..).zip(f.identification.iter().flat_map(|found| &found.cmc)) {
        table.row(["cmc", "", "", "found"], Some(f64::from(rank)), share);
    }
    for curve in &f.discard {
        for point in &curve.points {
            table.row(["discard", &curve.component, "", "fnmr"], Some(point.discarded), point.fnmr);
            table.row(["discard", &curve.component, "", "limit"], Some(point.discarded), point.limit);
        }
    }
    let h = &f.histogram;
    for (at, (own, strangers)) in h.mated.iter().zip(&h.non_mated).enumerate() {
        let begins = ((h.begins + h.width * at as f64) * 100.0).round() / 100.0;
        table.row(["histogram", "", "", "mated"], Some(begins), own);
        table.row(["histogram", "", "", "non-mated"], Some(begins), strangers);
    }
}
