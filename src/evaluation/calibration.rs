//! From comparisons between different people to a table of scores and false match rates.

use super::{
    Cross, Rate,
    bootstrap::{Units, intervals},
};

/// The highest rate of a table, as a power of ten: 1 in 50. Lower scores say nothing.
const HIGHEST: f64 = -1.7;
/// Rows a decade.
const A_DECADE: i32 = 10;
/// A row rests on at least so many strangers let through (the rule of 30, ISO/IEC 19795-1): fewer say little of the rate.
const FEWEST_ERRORS: u64 = 30;

/// A score and what it lets through.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationRow {
    /// The score.
    pub score: f32,
    /// Share of comparisons between different people that reach it, with its interval by people.
    pub fmr: Rate,
}

/// Rows by rising score, as far as the comparisons carry: the last one rests on thirty strangers or more.
pub fn calibration(cross: &Cross) -> Vec<CalibrationRow> {
    // Rounded up to a ten-thousandth, as scores are shown.
    let up = |score: f32| ((f64::from(score) * 1e4).ceil() / 1e4) as f32;
    let rates = (0..).map(|step| 10f64.powf(HIGHEST - f64::from(step) / f64::from(A_DECADE)));
    let mut scores: Vec<f32> = Vec::new();
    for rate in rates.take_while(|rate| rate * cross.count() as f64 >= FEWEST_ERRORS as f64) {
        let score = up(cross.threshold(rate));
        if cross.reaching(score) >= FEWEST_ERRORS && scores.last().is_none_or(|last| *last < score) {
            scores.push(score);
        }
    }
    let spread = intervals(cross.people(), |drawn| cross.fmrs_drawn(&scores, drawn));
    let rate = |(score, interval): (&f32, _)| {
        let reaching = cross.reaching(*score);
        let units = Units { people: cross.people() as u64, wrong: reaching };
        let fmr = Rate::of(reaching, cross.count(), interval, units)?;
        Some(CalibrationRow { score: *score, fmr })
    };
    let mut rows: Vec<CalibrationRow> = scores.iter().zip(spread).filter_map(rate).collect();
    // A higher score lets through no more: where chance made a lower row's upper end the lower one, it is raised.
    let mut most: f64 = 0.0;
    for row in rows.iter_mut().rev() {
        most = most.max(row.fmr.high);
        row.fmr.high = most;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cross(people: u32) -> Cross {
        let person: Vec<u32> = (0..people).collect();
        // Scores fall off evenly; no two pairs share one but by chance.
        let score = |a: u32, b: u32| {
            let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            (mixed >> 40) as f32 / (1u64 << 24) as f32
        };
        Cross::all(&person, people as usize, &person, score)
    }

    #[test]
    fn rows_rise_fall_and_rest_on_thirty_strangers() {
        let cross = cross(600);
        let rows = calibration(&cross);
        assert_eq!(cross.count(), 179_700);
        assert!(rows.len() > 15, "{}", rows.len());
        assert!(rows.windows(2).all(|pair| pair[0].score < pair[1].score && pair[0].fmr.value >= pair[1].fmr.value));
        assert!(rows.windows(2).all(|pair| pair[0].fmr.high >= pair[1].fmr.high));
        for row in &rows {
            assert!(row.fmr.errors >= 30);
            assert_eq!(row.fmr.errors, cross.reaching(row.score));
            // Evenly spread scores: what is let through is what lies above.
            assert!((row.fmr.value - (1.0 - f64::from(row.score))).abs() < 0.002, "{row:?}");
            assert!(row.fmr.low <= row.fmr.value && row.fmr.value <= row.fmr.high);
        }
        assert!(rows[0].fmr.value > 0.0195 && rows[0].fmr.value <= 0.02);
    }

    #[test]
    fn few_comparisons_give_no_row() {
        assert_eq!(calibration(&cross(50)), []);
        assert_eq!(calibration(&Cross::listed(&[], 0, vec![])), []);
    }
}
