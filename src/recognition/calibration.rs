//! What a score means: the table of measured false match rates in a model's card.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PIPELINE;
use crate::vocabulary::Digest;

/// Measured false match rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// The photographs it was measured on, in words.
    pub data_set: String,
    /// When.
    pub measured: Date,
    /// SHA-256 of the list of photographs.
    pub list: Digest,
    /// SHA-256 of the weights of the detector that found the faces.
    pub detector: Digest,
    /// The software that measured it, by version; missing in tables of before.
    pub software: Option<String>,
    /// The number of the way from a photograph to a template ([`PIPELINE`]) that it was measured on; missing in tables of before.
    pub pipeline: Option<u32>,
    /// Photographs that gave a template.
    pub photographs: u64,
    /// People shown.
    pub people: u64,
    /// Comparisons between different people.
    pub comparisons: u64,
    /// Rows, by rising score.
    pub points: Vec<CalibrationPoint>,
}

/// One row of a calibration table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalibrationPoint {
    /// Cosine.
    pub score: f32,
    /// Share of comparisons between different people at or above it (ISO/IEC 19795-1).
    pub fmr: f64,
    /// Lower end of its 95% interval by people.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What the table says of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScoreMeans {
    /// Below the lowest score of the table: more strangers reach it than this share, how many more was not kept.
    Above(f64),
    /// At most this share of strangers reaches it: the upper end of the interval at the next lower row.
    AtMost(f64),
    /// Above the highest score of the table: fewer than this share, and nobody has measured how much fewer.
    Below(f64),
}

impl Calibration {
    /// Whether scores are made in the way that the table was measured on.
    pub fn is_of_this_pipeline(&self) -> bool {
        self.pipeline == Some(PIPELINE)
    }

    /// Whether it was measured on faces that the detector with these weights found. Another one sets landmarks elsewhere, and other scores come
    /// of the same photographs: how often strangers reach them, the table does not say.
    pub fn is_of_detector(&self, weights: Digest) -> bool {
        self.detector == weights
    }

    /// The photographs it was measured on, and what is to be known before its rates are relied on.
    pub fn measured_on(&self) -> String {
        if self.is_of_this_pipeline() {
            return self.data_set.clone();
        }
        format!(
            "{}. MEASURED ANOTHER WAY: this version finds or aligns faces otherwise than the one that made the table; calibrate anew",
            self.data_set.trim_end_matches('.')
        )
    }

    /// What a score means; `None` where the table has no row.
    pub fn of(&self, score: f32) -> Option<ScoreMeans> {
        let (first, last) = (self.points.first()?, self.points.last()?);
        Some(match self.points.iter().rev().find(|point| point.score <= score) {
            None => ScoreMeans::Above(first.low),
            Some(_) if score > last.score => ScoreMeans::Below(last.high),
            Some(point) => ScoreMeans::AtMost(point.high),
        })
    }

    /// Where the line stands below everything that the table tells, the share of strangers that reaches it at least. Such a line divides
    /// nothing: it is that of another model, whose scores lie elsewhere.
    pub fn line_of_another_model(&self, line: f32) -> Option<f64> {
        match self.of(line) {
            Some(ScoreMeans::Above(share)) => Some(share),
            _ => None,
        }
    }

    /// The table as a card has it, one row a line.
    pub(super) fn to_toml(&self) -> String {
        let points: String = (self.points.iter())
            .map(|p| {
                format!("  {{ score = {:?}, fmr = {:?}, low = {:?}, high = {:?} }},\n", p.score, p.fmr, p.low, p.high)
            })
            .collect();
        let software = self.software.as_ref().map_or_else(String::new, |software| format!("software = {software:?}\n"));
        let pipeline = self.pipeline.map_or_else(String::new, |pipeline| format!("pipeline = {pipeline}\n"));
        format!(
            "[calibration]\n# share of comparisons between different people that reach a score, with its 95% interval by people\n\
             # (docs/accuracy.md); made by frs model calibrate\ndata_set = {}\nmeasured = {:?}\nlist = {:?}\ndetector = {:?}\n{software}{pipeline}\
             photographs = {}\npeople = {}\ncomparisons = {}\npoints = [\n{points}]\n",
            toml::Value::String(self.data_set.clone()),
            self.measured.to_string(),
            self.list.to_string(),
            self.detector.to_string(),
            self.photographs,
            self.people,
            self.comparisons,
        )
    }

    /// What is wrong with the table.
    pub(super) fn problem(&self) -> Option<&'static str> {
        let sound = |point: &CalibrationPoint| {
            point.score.is_finite()
                && 0.0 <= point.low
                && point.low <= point.fmr
                && point.fmr <= point.high
                && point.high <= 1.0
                && point.high > 0.0
        };
        if !self.points.iter().all(sound) {
            return Some("calibration.points must be finite scores with 0 <= low <= fmr <= high <= 1, and high over 0");
        }
        let falls = |pair: &[CalibrationPoint]| {
            pair[0].score < pair[1].score && pair[0].fmr >= pair[1].fmr && pair[0].high >= pair[1].high
        };
        if !self.points.windows(2).all(falls) {
            return Some("calibration.points must have rising scores and falling rates");
        }
        // A rate that the comparisons cannot resolve is no measurement.
        let finest = 1.0 / self.comparisons.max(1) as f64;
        if self.points.iter().any(|point| point.fmr < finest) {
            return Some("calibration.points holds a rate lower than one of its comparisons");
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Calibration {
        let point = |score, fmr| CalibrationPoint { score, fmr, low: 0.8 * fmr, high: 1.5 * fmr };
        Calibration {
            data_set: "x".into(),
            measured: "2026-11-25".parse().unwrap(),
            list: Digest([1; 32]),
            detector: Digest([2; 32]),
            software: Some("frs 0.1.0".into()),
            pipeline: Some(PIPELINE),
            photographs: 3_000,
            people: 2_000,
            comparisons: 4_000_000,
            points: vec![point(0.30, 1e-2), point(0.45, 1e-3), point(0.53, 1e-4)],
        }
    }

    #[test]
    fn a_score_means_the_next_lower_row_and_nothing_beyond_the_last() {
        let table = table();
        assert_eq!(table.of(0.29), Some(ScoreMeans::Above(0.8 * 1e-2)));
        assert_eq!(table.of(0.30), Some(ScoreMeans::AtMost(1.5 * 1e-2)));
        assert_eq!(table.of(0.449), Some(ScoreMeans::AtMost(1.5 * 1e-2)));
        assert_eq!(table.of(0.53), Some(ScoreMeans::AtMost(1.5 * 1e-4)));
        assert_eq!(table.of(0.54), Some(ScoreMeans::Below(1.5 * 1e-4)));
        assert_eq!(table.of(1.0), Some(ScoreMeans::Below(1.5 * 1e-4)));
        assert_eq!(table.line_of_another_model(0.29), Some(0.8 * 1e-2));
        assert_eq!(table.line_of_another_model(0.30), None);
        assert_eq!(table.line_of_another_model(0.9), None);
        assert_eq!(Calibration { points: vec![], ..table }.of(0.5), None);
    }

    #[test]
    fn a_table_is_read_back_as_it_was_written() {
        #[derive(Deserialize)]
        struct Card {
            calibration: Calibration,
        }
        let mut odd = table();
        odd.data_set = "a \"b\" \\ c \u{e9}".into();
        odd.points[2].high = 1.234_567e-4;
        odd.points[2].fmr = 3.0e-5;
        odd.points[2].low = 0.0;
        let read: Card = toml::from_str(&odd.to_toml()).unwrap();
        assert_eq!(read.calibration, odd);
        // Of a table of before nothing is made up.
        (odd.software, odd.pipeline) = (None, None);
        let read: Card = toml::from_str(&odd.to_toml()).unwrap();
        assert_eq!(read.calibration, odd);
    }

    #[test]
    fn a_table_that_was_measured_another_way_says_so() {
        let mut table = table();
        assert_eq!(table.measured_on(), "x");
        for other in [None, Some(PIPELINE - 1)] {
            table.pipeline = other;
            assert!(table.measured_on().starts_with("x. MEASURED ANOTHER WAY"), "{}", table.measured_on());
        }
    }

    #[test]
    fn tables_that_cannot_be_measurements_are_found() {
        assert_eq!(table().problem(), None);
        type Spoil = fn(&mut Calibration);
        let cases: [Spoil; 7] = [
            |t| t.points.swap(0, 1),
            |t| t.points[1].fmr = 0.02,
            |t| t.points[2].high = 0.5,
            |t| t.points[0].low = 0.02,
            |t| t.points[0].score = f32::NAN,
            |t| t.points[0].fmr = f64::NAN,
            |t| t.comparisons = 1_000,
        ];
        for (number, spoil) in cases.into_iter().enumerate() {
            let mut spoilt = table();
            spoil(&mut spoilt);
            assert!(spoilt.problem().is_some(), "case {number}");
        }
    }
}
