//! 1:1: how often one person's photographs are missed at a threshold that lets so many strangers through.

use serde::Serialize;

use super::{
    Cross, Interval, Rate,
    bootstrap::{Units, intervals, ratio},
};

/// The false match rates for which misses are told.
pub const FMRS: &[f64] = &[1e-2, 1e-3, 1e-4, 1e-5];

/// So many trials without an error would bound the rate (the rule of three): with fewer, nothing is claimed at it.
pub fn claim_needs(rate: f64) -> u64 {
    (3.0 / rate).round() as u64
}

/// A comparison of two photographs of one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mated {
    /// Whose.
    pub person: u32,
    /// One photograph, by its place.
    pub a: u32,
    /// The other one.
    pub b: u32,
    /// The score; `None` where one of the two gave no template, which is a miss at every threshold.
    pub score: Option<f32>,
}

impl Mated {
    /// Whether it is missed at the threshold.
    pub(super) fn is_missed(&self, threshold: f32) -> bool {
        self.score.is_none_or(|score| score < threshold)
    }
}

/// Figures at one false match rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtFmr {
    /// The false match rate that was asked for.
    pub fmr: f64,
    /// How many comparisons between different people a claim needs.
    pub needs: u64,
    /// The lowest score at which no more are let through, with its interval; `None` where nothing can be claimed.
    pub threshold: Option<f32>,
    /// Its interval.
    pub threshold_interval: Option<Interval>,
    /// What is let through at it, of people drawn anew.
    pub fmr_found: Option<Rate>,
    /// Misses at it.
    pub fnmr: Option<Rate>,
}

/// One point of the curve of detection errors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DetPoint {
    /// Score.
    pub threshold: f32,
    /// Share of strangers who reach it.
    pub fmr: f64,
    /// Share of a person's own photographs who do not.
    pub fnmr: f64,
}

/// Error rates of 1:1 comparisons.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verification {
    /// Comparisons of one person's photographs.
    pub mated: u64,
    /// Of them without a score, since a photograph gave no template: misses at every threshold.
    pub mated_failed: u64,
    /// Of so many people.
    pub mated_people: u64,
    /// Comparisons between different people.
    pub non_mated: u64,
    /// Of so many people.
    pub non_mated_people: u64,
    /// By false match rate.
    pub at: Vec<AtFmr>,
    /// The curve, as far down as something can be claimed.
    pub det: Vec<DetPoint>,
}

/// Counts misses among people who were drawn so often: a score may count several times, or not at all.
pub(super) fn fnmr_drawn(mated: &[Mated], threshold: f32, drawn: &[u32], of: impl Fn(usize) -> bool) -> f64 {
    let (mut missed, mut all) = (0, 0);
    for (_, one) in mated.iter().enumerate().filter(|(at, _)| of(*at)) {
        let weight = u64::from(drawn[one.person as usize]);
        all += weight;
        missed += if one.is_missed(threshold) { weight } else { 0 };
    }
    ratio(missed, all)
}

pub(super) fn people_of<'m>(mated: impl Iterator<Item = &'m Mated>) -> u64 {
    mated.map(|one| one.person).collect::<std::collections::BTreeSet<_>>().len() as u64
}

/// Error rates at the given false match rates, with intervals by people.
pub fn verification(mated: &[Mated], cross: &Cross) -> Verification {
    let claimed: Vec<f64> = FMRS.iter().copied().filter(|fmr| cross.count() >= claim_needs(*fmr)).collect();
    let thresholds: Vec<f32> = claimed.iter().map(|fmr| cross.threshold(*fmr)).collect();
    // Three figures for each rate: the threshold, the misses at it, and what the threshold of all lets through.
    let spread = intervals(cross.people(), |drawn| {
        let redrawn = cross.thresholds_drawn(&claimed, drawn);
        let misses = redrawn.iter().map(|t| if t.is_nan() { f64::NAN } else { fnmr_drawn(mated, *t, drawn, |_| true) });
        let through = cross.fmrs_drawn(&thresholds, drawn);
        redrawn.iter().map(|t| f64::from(*t)).chain(misses).chain(through).collect()
    });
    let people = people_of(mated.iter());
    let at = FMRS.iter().map(|fmr| {
        let nothing = AtFmr {
            fmr: *fmr,
            needs: claim_needs(*fmr),
            threshold: None,
            threshold_interval: None,
            fmr_found: None,
            fnmr: None,
        };
        let Some(index) = claimed.iter().position(|claimed| claimed == fmr) else { return nothing };
        let (threshold, claims) = (thresholds[index], claimed.len());
        let missed: Vec<&Mated> = mated.iter().filter(|one| one.is_missed(threshold)).collect();
        let reaching = cross.reaching(threshold);
        let compared = Units { people: cross.people() as u64, wrong: reaching };
        let own = Units { people, wrong: people_of(missed.iter().copied()) };
        AtFmr {
            threshold: Some(threshold),
            threshold_interval: spread[index],
            fmr_found: Rate::of(reaching, cross.count(), spread[2 * claims + index], compared),
            fnmr: Rate::of(missed.len() as u64, mated.len() as u64, spread[claims + index], own),
            ..nothing
        }
    });
    Verification {
        mated: mated.len() as u64,
        mated_failed: mated.iter().filter(|one| one.score.is_none()).count() as u64,
        mated_people: people,
        non_mated: cross.count(),
        non_mated_people: cross.people_compared(),
        at: at.collect(),
        det: det(mated, cross),
    }
}

/// Ten points a decade, from 1 down to the lowest rate that can be claimed.
fn det(mated: &[Mated], cross: &Cross) -> Vec<DetPoint> {
    if cross.count() == 0 || mated.is_empty() {
        return Vec::new();
    }
    let mut scores: Vec<f32> = mated.iter().filter_map(|one| one.score).collect();
    scores.sort_by(f32::total_cmp);
    let failed = mated.len() - scores.len();
    let rates = (0..=60).map(|tenth| 10f64.powf(-f64::from(tenth) / 10.0));
    let point = |fmr: f64| {
        let threshold = cross.threshold(fmr);
        let missed = failed + scores.partition_point(|score| *score < threshold);
        DetPoint {
            threshold,
            fmr: ratio(cross.reaching(threshold), cross.count()),
            fnmr: ratio(missed as u64, mated.len() as u64),
        }
    };
    let mut points: Vec<DetPoint> = rates.take_while(|fmr| cross.count() >= claim_needs(*fmr)).map(point).collect();
    points.dedup_by(|next, before| next.threshold == before.threshold);
    points
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::evaluation::CrossScore;

    fn mated(scores: &[(u32, Option<f32>)]) -> Vec<Mated> {
        scores.iter().map(|(person, score)| Mated { person: *person, a: 0, b: 1, score: *score }).collect()
    }

    proptest! {
        #[test]
        fn rates_are_the_naive_counts(
            strangers in prop::collection::vec((-1.0f32..1.0, 0u32..20, 0u32..20), 300..500),
            own in prop::collection::vec((0u32..20, prop::option::weighted(0.9, -1.0f32..1.0)), 1..60),
        ) {
            // Every photograph is its own person's.
            let person: Vec<u32> = (0..20).collect();
            let strangers: Vec<CrossScore> = strangers.into_iter().filter(|(_, a, b)| a != b)
                .map(|(score, a, b)| CrossScore { score, a, b }).collect();
            prop_assume!(strangers.len() >= 300);
            let own = mated(&own);
            let found = verification(&own, &Cross::listed(&person, 20, strangers.clone()));
            prop_assert_eq!(found.mated_failed, own.iter().filter(|one| one.score.is_none()).count() as u64);
            for at in &found.at {
                let claimable = strangers.len() as f64 >= 3.0 / at.fmr;
                prop_assert_eq!(at.threshold.is_some(), claimable, "{}", at.fmr);
                let Some(threshold) = at.threshold else { continue };
                let through = strangers.iter().filter(|one| one.score >= threshold).count() as f64;
                prop_assert!(through / strangers.len() as f64 <= at.fmr);
                let missed = own.iter().filter(|one| one.score.is_none_or(|score| score < threshold)).count();
                let fnmr = at.fnmr.unwrap();
                prop_assert_eq!((fnmr.errors, fnmr.trials), (missed as u64, own.len() as u64));
                prop_assert!(fnmr.low <= fnmr.value && fnmr.value <= fnmr.high);
            }
            for point in &found.det {
                let missed = own.iter().filter(|one| one.score.is_none_or(|score| score < point.threshold)).count();
                prop_assert!((point.fnmr - missed as f64 / own.len() as f64).abs() < 1e-12);
            }
            prop_assert!(found.det.windows(2).all(|pair| pair[0].fmr >= pair[1].fmr && pair[0].fnmr <= pair[1].fnmr));
        }
    }

    #[test]
    fn nothing_is_claimed_on_too_few() {
        let person = [0, 1];
        let one = CrossScore { score: 0.2, a: 0, b: 1 };
        let found = verification(&mated(&[(0, Some(0.9))]), &Cross::listed(&person, 2, vec![one; 299]));
        assert!(found.at.iter().all(|at| at.fnmr.is_none() && at.threshold.is_none()));
        assert_eq!(found.at[0].needs, 300);
        let found = verification(&mated(&[(0, Some(0.9))]), &Cross::listed(&person, 2, vec![one; 300]));
        assert!(found.at[0].fnmr.is_some() && found.at[1].fnmr.is_none());
    }

    #[test]
    fn a_failure_is_a_miss_at_every_threshold() {
        let person: Vec<u32> = (0..40).collect();
        let cross = Cross::all(&person, 40, &person, |a, b| (a + b) as f32 / 1_000.0);
        let own = mated(&[(0, Some(1.0)), (1, None), (2, Some(1.0)), (3, Some(1.0))]);
        let found = verification(&own, &cross);
        let fnmr = found.at[0].fnmr.unwrap();
        assert_eq!((fnmr.errors, fnmr.trials, fnmr.value), (1, 4, 0.25));
        assert!(found.det.iter().all(|point| point.fnmr == 0.25));
        assert!(fnmr.high > 0.25);
    }
}
