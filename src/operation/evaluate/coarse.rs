//! What leaves an evaluation is about many. A threshold is the score of some pair, a curve steps where some pair is missed: both are told no finer
//! than the use of a figure asks, and nothing is told that rests on few. Whoever makes up a list can still learn something of one pair
//! (docs/threat-model.md#what-no-check-finds): this makes it coarse, and the book holds that it was done.

use super::measure::Figures;
use crate::evaluation::{FEWEST_MATED, Interval, SMALLEST_GROUP};

/// Steps of a threshold that rests on fewer than [`MANY`] strangers, of every part and of every curve.
const HUNDREDTH: f64 = 100.0;
/// Steps of a threshold that rests on many strangers.
const THOUSANDTH: f64 = 1_000.0;
/// The rule of 30 (ISO/IEC 19795-1): so many errors make a rate certain within a third.
const MANY: u64 = 30;
/// Fewer pairs make no fold of a protocol: a fold's accuracy would tell how each was decided.
const PAIRS_IN_A_FOLD: u64 = 30;
/// A curve over quality leaves out at least so many comparisons a step: a step of one would tell which is missed.
const A_STEP: f64 = 5.0;
/// Bins of a histogram with fewer scores are told as empty.
const IN_A_BIN: u64 = 5;

/// The next step upward: at it no more strangers are let through than at the score itself.
fn up(score: f32, steps: f64) -> f32 {
    if !score.is_finite() {
        return score;
    }
    // What is a step already stays one: scores are 32 bits.
    let scaled = f64::from(score) * steps;
    let nearest = scaled.round();
    let step = if (scaled - nearest).abs() < 1e-3 { nearest } else { scaled.ceil() };
    (step / steps) as f32
}

fn wider(interval: Interval, steps: f64) -> Interval {
    Interval { low: (interval.low * steps).floor() / steps, high: (interval.high * steps).ceil() / steps }
}

fn steps(errors: Option<u64>) -> f64 {
    if errors.is_some_and(|errors| errors >= MANY) { THOUSANDTH } else { HUNDREDTH }
}

/// Takes from the figures what would tell of single pairs.
pub(super) fn coarse(figures: &mut Figures) {
    for at in &mut figures.verification.at {
        let steps = steps(at.fmr_found.map(|rate| rate.errors));
        at.threshold = at.threshold.map(|score| up(score, steps));
        at.threshold_interval = at.threshold_interval.map(|interval| wider(interval, steps));
    }
    figures.verification.det.iter_mut().for_each(|point| point.threshold = up(point.threshold, HUNDREDTH));
    figures.verification.det.dedup_by(|next, before| next.threshold == before.threshold);
    figures.folds.take_if(|folds| folds.fewest < PAIRS_IN_A_FOLD);
    if let Some(folds) = &mut figures.folds {
        folds.thresholds.iter_mut().for_each(|score| *score = up(*score, HUNDREDTH));
    }
    searches(figures);
    figures.breakdowns.iter_mut().for_each(|part| part.threshold = up(part.threshold, HUNDREDTH));
    for curve in &mut figures.discard {
        curve.threshold = up(curve.threshold, HUNDREDTH);
        let step = [1, 5, 10].into_iter().find(|step| *step as f64 * curve.comparisons as f64 / 100.0 >= A_STEP);
        let mut at = 0;
        curve.points.retain(|_| {
            at += 1;
            at == 1 || step.is_some_and(|step| (at - 1) % step == 0)
        });
    }
    for counts in [&mut figures.histogram.mated, &mut figures.histogram.non_mated] {
        counts.iter_mut().filter(|count| **count < IN_A_BIN).for_each(|count| *count = 0);
    }
}

/// Of few searches, or of searches for few people, no rate is told: one search would be a search.
fn searches(figures: &mut Figures) {
    let Some(found) = &mut figures.identification else { return };
    let few = found.mated_people < SMALLEST_GROUP || found.mated < FEWEST_MATED;
    if few {
        found.ranks.iter_mut().for_each(|rank| rank.missed = None);
        found.cmc.clear();
        // Nor beside another model: which of the two finds one person is a search too.
        if let Some(against) = &mut figures.against {
            against.retain(|one| one.figure == "fnmr");
        }
    }
    for at in &mut found.at {
        let steps = steps(at.fpir_found.map(|rate| rate.errors));
        at.threshold = at.threshold.map(|score| up(score, steps)).filter(|_| !few);
        at.threshold_interval = at.threshold_interval.map(|interval| wider(interval, steps)).filter(|_| !few);
        at.fnir = at.fnir.filter(|_| !few);
        at.fpir_found = at.fpir_found.filter(|_| !few);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::{
        Cross, CrossScore, DiscardCurve, DiscardPoint, FoldPair, Mated, MatedSearch, NonMatedSearch, folds, histogram,
        identification, verification,
    };

    /// Figures of so many people, one comparison and one search each, with scores that are no steps.
    fn figures(people: u32, comparisons: u64) -> Figures {
        let person: Vec<u32> = (0..people).collect();
        let strangers: Vec<CrossScore> = (0..comparisons)
            .map(|at| {
                let (a, apart) = ((at % u64::from(people)) as u32, 1 + (at / 7 % u64::from(people - 1)) as u32);
                CrossScore { score: 0.1 + at as f32 * 0.000_013, a, b: (a + apart) % people }
            })
            .collect();
        let cross = Cross::listed(&person, people as usize, strangers);
        let own: Vec<Mated> = person
            .iter()
            .map(|at| Mated { person: *at, a: *at, b: *at, score: Some(0.700_1 + *at as f32 * 0.003) })
            .collect();
        let mated: Vec<_> = person.iter().map(|at| MatedSearch { person: *at, mate: Some((0.81, 1)) }).collect();
        let non_mated: Vec<_> =
            person.iter().map(|at| NonMatedSearch { person: *at, best: Some(0.3 + *at as f32 * 0.000_7) }).collect();
        let pair = |at: u32| FoldPair { fold: at % 2, same: at % 4 >= 2, score: Some(0.2 + at as f32 * 0.007_3) };
        Figures {
            verification: verification(&own, &cross),
            folds: folds(&(0..people).map(pair).collect::<Vec<_>>()),
            identification: Some(identification(people as usize, (1, 1, 0), &mated, &non_mated)),
            several: None,
            against: None,
            breakdowns: vec![],
            discard: vec![DiscardCurve {
                component: "x".into(),
                comparisons: u64::from(people),
                threshold: 0.612_3,
                points: (0..=30)
                    .map(|hundredth| DiscardPoint { discarded: f64::from(hundredth) / 100.0, limit: 1.0, fnmr: 0.0 })
                    .collect(),
            }],
            histogram: histogram(&own, &cross),
            copies: (0, 0),
        }
    }

    fn is_step(score: f32, steps: f64) -> bool {
        ((f64::from(score) * steps).round() - f64::from(score) * steps).abs() < 1e-3
    }

    #[test]
    fn thresholds_are_no_single_score() {
        let mut found = figures(100, 4_000);
        let before = figures(100, 4_000);
        coarse(&mut found);
        // 1 in 100 rests on 40 strangers, 1 in 1,000 on four.
        for (at, (found, steps)) in found.verification.at.iter().zip([THOUSANDTH, HUNDREDTH]).enumerate() {
            let (exact, told) = (before.verification.at[at].threshold.unwrap(), found.threshold.unwrap());
            assert!(told > exact && f64::from(told - exact) < 1.0 / steps && is_step(told, steps), "{exact} {told}");
            let interval = found.threshold_interval.unwrap();
            assert!(is_step(interval.low as f32, steps) && is_step(interval.high as f32, steps), "{interval:?}");
        }
        assert!(found.verification.det.len() > 2);
        assert!(found.verification.det.iter().all(|point| is_step(point.threshold, HUNDREDTH)));
        assert!(found.folds.unwrap().thresholds.iter().all(|score| is_step(*score, HUNDREDTH)));
        let at = &found.identification.unwrap().at[0];
        assert!(is_step(at.threshold.unwrap(), HUNDREDTH), "{at:?}");
        assert_eq!(found.discard[0].threshold, 0.62);
    }

    #[test]
    fn a_step_stays_one() {
        assert_eq!([up(0.75, HUNDREDTH), up(0.7501, HUNDREDTH), up(-1.0, HUNDREDTH)], [0.75, 0.76, -1.0]);
    }

    #[test]
    fn few_searches_tell_nothing() {
        let mut many = figures(30, 400);
        coarse(&mut many);
        let many = many.identification.unwrap();
        assert!(many.ranks.iter().all(|rank| rank.missed.is_some()) && many.at[0].fnir.is_some());
        let mut few = figures(29, 400);
        coarse(&mut few);
        let few = few.identification.unwrap();
        assert!(few.ranks.iter().all(|rank| rank.missed.is_none()) && few.cmc.is_empty());
        // Thirty searches for one person.
        let mut one = figures(30, 400);
        one.identification.as_mut().unwrap().mated_people = 9;
        coarse(&mut one);
        let one = one.identification.unwrap();
        assert!(one.ranks[0].missed.is_none() && one.at[0].threshold.is_none() && one.at[0].fnir.is_none());
    }

    #[test]
    fn folds_curves_and_bins_of_few_are_not_told() {
        let mut found = figures(59, 400);
        coarse(&mut found);
        assert!(found.folds.is_none(), "29 pairs in one of the folds");
        let steps: Vec<f64> = found.discard[0].points.iter().map(|point| point.discarded).collect();
        assert_eq!(steps, [0.0, 0.1, 0.2, 0.3], "of 59 each tenth is five");
        assert!(found.histogram.mated.iter().all(|count| *count == 0 || *count >= 5));
        assert!(found.histogram.mated.iter().sum::<u64>() > 0);
        let mut more = figures(100, 400);
        coarse(&mut more);
        assert!(more.folds.is_some());
        assert_eq!(more.discard[0].points.len(), 7, "of 100 each twentieth");
        let mut fewest = figures(40, 400);
        coarse(&mut fewest);
        assert_eq!(fewest.discard[0].points.len(), 1);
    }
}
