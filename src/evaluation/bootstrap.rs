//! How far a figure would move had other people of the same kind been photographed: people are drawn with replacement, and
//! everything is counted anew.
//!
//! A comparison of two different people counts as often as both were drawn, multiplied (A. B. Owen: The pigeonhole bootstrap.
//! Annals of Applied Statistics 1(2), 2007): it errs, if at all, to the wide side. Draws come from a fixed seed, so that the
//! same scores give the same intervals on every machine and thread count.

use rayon::prelude::*;
use serde::Serialize;

/// So often people are drawn anew.
pub const REPLICATES: u64 = 1_000;
const SEED: u64 = 19_795;

/// Where 95 of 100 such measurements would lie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// 2.5% lie below.
    pub low: f64,
    /// 2.5% lie above.
    pub high: f64,
}

/// A share of trials that went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// `errors / trials`.
    pub value: f64,
    /// Lower end of the 95% interval by people.
    pub low: f64,
    /// Upper end; where no error was seen at least 3 / people (the rule of three), and where few people erred at least as far
    /// as the interval of their count reaches.
    pub high: f64,
    /// How many went wrong.
    pub errors: u64,
    /// Out of how many.
    pub trials: u64,
}

/// How many independent units stand behind the trials of a rate: people, not comparisons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Units {
    /// People tried.
    pub people: u64,
    /// Of them, or of their pairs, those with an error.
    pub wrong: u64,
}

/// Ends of the 95% interval of a Poisson count of 1, 2, … 9 (F. Garwood: Fiducial limits for the Poisson distribution.
/// Biometrika 28, 1936).
const FEW: [(f64, f64); 9] = [
    (0.0253, 5.572),
    (0.242, 7.225),
    (0.619, 8.767),
    (1.090, 10.242),
    (1.623, 11.668),
    (2.202, 13.059),
    (2.814, 14.423),
    (3.454, 15.763),
    (4.115, 17.085),
];

impl Rate {
    /// The rate of `errors` in `trials`; `None` where nothing was tried.
    pub(super) fn of(errors: u64, trials: u64, interval: Option<Interval>, units: Units) -> Option<Self> {
        if trials == 0 {
            return None;
        }
        let value = errors as f64 / trials as f64;
        let Interval { low, high } = interval.unwrap_or(Interval { low: 0.0, high: 1.0 });
        // Where nothing went wrong, or everything, drawing shows no spread: the rule of three does.
        let three = (3.0 / units.people.max(1) as f64).min(1.0);
        let mut high = if errors == 0 { high.max(three) } else { high };
        let mut low = if errors == trials { low.min(1.0 - three) } else { low };
        // Drawing the same few people anew shows too little of the people who were not there.
        if let Some((least, most)) = (units.wrong as usize).checked_sub(1).and_then(|at| FEW.get(at)) {
            let each = value / units.wrong as f64;
            (low, high) = (low.min(least * each), high.max((most * each).min(1.0)));
        }
        Some(Self { value, low: low.min(value), high: high.max(value), errors, trials })
    }
}

/// SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014): eight lines that never change, so that neither do the intervals.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from((u128::from(self.next()) * bound as u128) >> 64).unwrap_or_default()
    }
}

/// How often each of `people` is drawn, in as many draws as there are people.
fn draw(people: usize, replicate: u64) -> Vec<u32> {
    let mut random = Random(SEED ^ replicate.wrapping_mul(0xD134_2543_DE82_EF95));
    let mut drawn = vec![0; people];
    for _ in 0..people {
        drawn[random.below(people)] += 1;
    }
    drawn
}

/// The interval of each figure that `figures` counts for people who were drawn so often; `None` where too few draws have the
/// figure at all.
pub(super) fn intervals(people: usize, figures: impl Fn(&[u32]) -> Vec<f64> + Sync) -> Vec<Option<Interval>> {
    if people == 0 {
        return figures(&[]).iter().map(|_| None).collect();
    }
    let drawn: Vec<Vec<f64>> =
        (0..REPLICATES).into_par_iter().map(|replicate| figures(&draw(people, replicate))).collect();
    let count = drawn.first().map_or(0, Vec::len);
    (0..count).map(|at| interval(drawn.iter().map(|figures| figures[at]).collect())).collect()
}

fn interval(mut values: Vec<f64>) -> Option<Interval> {
    values.retain(|value| value.is_finite());
    if (values.len() as u64) < REPLICATES * 9 / 10 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((values.len() - 1) as f64 * share).round() as usize];
    Some(Interval { low: at(0.025), high: at(0.975) })
}

/// A ratio of counts; no number where nothing was counted.
pub(super) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { f64::NAN } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_fixed_and_fair() {
        assert_eq!(draw(50, 3), draw(50, 3));
        assert_ne!(draw(50, 3), draw(50, 4));
        let mut total = vec![0u64; 20];
        for replicate in 0..2_000 {
            let drawn = draw(20, replicate);
            assert_eq!(drawn.iter().sum::<u32>(), 20);
            total.iter_mut().zip(drawn).for_each(|(total, drawn)| *total += u64::from(drawn));
        }
        assert!(total.iter().all(|total| (1_850..2_150).contains(total)), "{total:?}");
    }

    #[test]
    fn the_interval_of_a_mean_is_the_one_of_the_textbook() {
        // 100 people, 20 of whom are wrong: 0.2 ± 1.96 · sqrt(0.2 · 0.8 / 100).
        let found = intervals(100, |weights| {
            let wrong: u32 = weights[..20].iter().sum();
            vec![f64::from(wrong) / f64::from(weights.iter().sum::<u32>())]
        });
        let Interval { low, high } = found[0].unwrap();
        assert!((low - 0.122).abs() < 0.015 && (high - 0.278).abs() < 0.015, "{low} {high}");
    }

    #[test]
    fn without_errors_the_rule_of_three_holds() {
        let none = Some(Interval { low: 0.0, high: 0.0 });
        let nobody = |people| Units { people, wrong: 0 };
        assert_eq!(Rate::of(0, 300, none, nobody(100)).unwrap().high, 0.03);
        assert_eq!(Rate::of(0, 300, none, nobody(2)).unwrap().high, 1.0);
        let all = Rate::of(50, 50, Some(Interval { low: 1.0, high: 1.0 }), Units { people: 30, wrong: 30 }).unwrap();
        assert_eq!((all.low, all.value, all.high), (0.9, 1.0, 1.0));
        assert_eq!(Rate::of(0, 0, none, nobody(100)), None);
    }

    #[test]
    fn the_errors_of_few_people_bound_little() {
        // Two people of a hundred, each missed in three of ten trials.
        let drawn = Some(Interval { low: 0.002, high: 0.014 });
        let few = Rate::of(6, 1_000, drawn, Units { people: 100, wrong: 2 }).unwrap();
        assert!((few.high - 7.225 * 0.003).abs() < 1e-12 && (few.low - 0.242 * 0.003).abs() < 1e-12, "{few:?}");
        // Ten people who erred carry the draws.
        let many =
            Rate::of(30, 1_000, Some(Interval { low: 0.02, high: 0.04 }), Units { people: 100, wrong: 10 }).unwrap();
        assert_eq!((many.low, many.high), (0.02, 0.04));
    }

    #[test]
    fn figures_that_most_draws_lack_have_no_interval() {
        assert_eq!(intervals(10, |_| vec![f64::NAN, 1.0])[0], None);
        assert_eq!(intervals(0, |_| vec![1.0]), [None]);
    }
}
