//! A line of a candidate list: what is known of a reference besides its score, and what the score means.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    operation::enroll::Details,
    recognition::{Calibration, ScoreMeans},
    report::CandidateLine,
    repository::Compared,
    vocabulary::ReferenceId,
};

/// Under this age at the time of the photograph a candidate is marked as a child.
const ADULT: i16 = 18;
/// From this score on two photographs may be copies of one. Chosen, not measured: copies that were turned, cropped or scaled reach
/// it, blurred ones do not, and some photographs of one sitting do (docs/verify.md#what-to-be-wary-of).
pub(in crate::operation) const PRACTICALLY_EQUAL: f32 = 0.98;

/// What a line rests on besides its reference.
pub(in crate::operation) struct Measured<'m> {
    /// The floor's line.
    pub line: f32,
    /// From so many years on a photograph is old.
    pub old_years: u32,
    /// When the probe was let in.
    pub day: Date,
    /// Photographs that were compared.
    pub references: u64,
    /// People that they show.
    pub subjects: u64,
    /// What a score means, where the model's card says it.
    pub calibration: Option<&'m Calibration>,
    /// What was enrolled after the case was opened here.
    pub after_case: &'m BTreeSet<ReferenceId>,
}

impl Measured<'_> {
    /// One line of the list.
    pub fn candidate(&self, rank: u32, compared: &Compared, more: u64, details: &Details) -> CandidateLine {
        let captured = details.capture_date;
        let age = captured.map(|captured| whole_years(captured, self.day));
        let mut marks = Vec::new();
        match age {
            None => marks.push("photo-age-unknown".to_owned()),
            Some(age) if i64::from(age) >= i64::from(self.old_years) => marks.push("old-photo".to_owned()),
            Some(_) => {}
        }
        // By years only: the day of birth is not kept, so the benefit of the doubt goes to the mark.
        if let (Some(born), Some(captured)) = (details.birth_year, captured)
            && captured.year() - born <= ADULT
        {
            marks.push("child".to_owned());
        }
        if compared.score.0 >= PRACTICALLY_EQUAL {
            marks.push("same-as-probe".to_owned());
        }
        if self.after_case.contains(&compared.reference) {
            marks.push("enrolled-after-case".to_owned());
        }
        let mut candidate = CandidateLine {
            rank,
            reference: compared.reference,
            subject: compared.subject,
            score: compared.score.0,
            above_line: compared.score.0 >= self.line,
            capture_date: captured,
            photo_age_years: age,
            fmr_at_most: None,
            fmr_below_one_in: None,
            fmr_at_least: None,
            chance_hits_at_most: None,
            chance_hits_at_least: None,
            other_references: more,
            marks,
        };
        self.rates(&mut candidate);
        candidate
    }

    fn rates(&self, candidate: &mut CandidateLine) {
        // At most one hit a photograph; and a person reaches a score at least as often as one of their photographs does.
        let hits = |fmr: f64| Some(fmr * self.references as f64);
        let others = self.subjects.saturating_sub(1) as f64;
        match self.calibration.and_then(|curve| curve.of(candidate.score)) {
            None => {}
            Some(ScoreMeans::Above(fmr)) => {
                (candidate.fmr_at_least, candidate.chance_hits_at_least) = (Some(fmr), Some(fmr * others));
            }
            Some(ScoreMeans::AtMost(fmr)) => {
                (candidate.fmr_at_most, candidate.chance_hits_at_most) = (Some(fmr), hits(fmr));
            }
            // A rate that nobody measured is no number: only the bound is known, and it is rounded to its safe side.
            Some(ScoreMeans::Below(fmr)) => {
                (candidate.fmr_below_one_in, candidate.chance_hits_at_most) = (Some((1.0 / fmr) as u64), hits(fmr));
            }
        }
    }
}

fn whole_years(from: Date, to: Date) -> i16 {
    let years = to.year() - from.year();
    if (to.month(), to.day()) < (from.month(), from.day()) { years - 1 } else { years }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn years_are_whole() {
        assert_eq!(whole_years(date(2020, 5, 31), date(2025, 5, 30)), 4);
        assert_eq!(whole_years(date(2020, 5, 31), date(2025, 5, 31)), 5);
    }
}
